"""Who holds each position: its speaker and its party, settled for all positions together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from llmtool.align.parties.bodies.bodies import bodies_in
from llmtool.align.parties.bodies.companies import companies_in
from llmtool.align.parties.bodies.initials import enter_initials
from llmtool.align.parties.compatriots import at_home, of_the_other, one_government
from llmtool.align.parties.countries import WORLD, Atlas, bare, words_of
from llmtool.align.parties.evidence import Evidence
from llmtool.align.parties.given import Given, drafted_parties, fixed_parties, form_of
from llmtool.align.parties.groups import Groups
from llmtool.align.parties.people.names import person
from llmtool.align.parties.people.persons import Mention
from llmtool.align.parties.people.speakers import clean
from llmtool.align.parties.people.voices import Voice, is_indefinite
from llmtool.align.parties.settled import Holders, PartyOf, SpeakerOf
from llmtool.align.parties.sides import Side, strip_determiner
from llmtool.align.parties.states.states import told_states
from llmtool.align.parties.ties.readings import Reader, display, plain, shared_abbreviations
from llmtool.align.parties.ties.senders import enter_sender, issuer_of, state_of_sender
from llmtool.align.parties.unify import one_name_each
from llmtool.align.parties.vocabulary import GROUPS
from llmtool.align.rules import PartyRules
from llmtool.drafts import AlignmentDraft, GroundedDraft
from llmtool.schema import Attribution, Document, PartyKind

_SHARE = re.compile(
    r"^(?:an? )?(?:[\w.,-]+ (?:percent|per cent)|[\d.,]+ ?%|\w+ in \w+|majority|half|third|quarter|most) of "
    r"(?:all |the |its |those )*",
    re.IGNORECASE,
)
"""``Seventy percent of`` those who are the side."""
_HELD_BY_ONE = frozenset("minister secretary president premier chancellor".split())
_HEADING = 300
"""Code points at the start of a text that may name its sender."""


def settle(
    grounded: Sequence[GroundedDraft],
    documents: Sequence[Document],
    rules: PartyRules | None,
    draft: AlignmentDraft | None = None,
) -> Holders:
    """Settle speakers and parties: by the parties file first, then by the draft, then by names and roles."""
    return _Settlement(grounded, {document.id: document for document in documents}, rules or PartyRules(), draft).run()


class _Settlement:
    def __init__(
        self,
        grounded: Sequence[GroundedDraft],
        documents: Mapping[str, Document],
        rules: PartyRules,
        draft: AlignmentDraft | None,
    ) -> None:
        self.grounded = grounded
        self.documents = documents
        self.rules = rules
        self.draft = draft or AlignmentDraft()
        used = sorted({item.document_id for item in grounded} & set(documents))
        texts = {document_id: documents[document_id].text for document_id in used}
        atlas = told_states(document.text for document in documents.values())
        heard = {name for item in grounded if (name := clean(item.draft.speaker)) is not None}
        companies = companies_in((document.text for document in documents.values()), heard, atlas)
        bodies = {document_id: bodies_in(text, companies) for document_id, text in texts.items()}
        enter_initials(bodies, texts, atlas)
        states = {each: state_of_sender(documents[each], atlas) for each in used}
        for each in used:
            enter_sender(bodies[each], documents[each], states[each])
        self.reader = Reader(
            fixed=fixed_parties(rules),
            drafted=drafted_parties(self.draft, atlas),
            bodies=bodies,
            abbreviations=shared_abbreviations(bodies),
            atlas=atlas,
            companies=companies,
        )
        outlets = {each: states[each] or _own_voice(documents[each]) for each in used}
        titles = {each: documents[each].title or "" for each in used}
        self.read = Evidence(grounded, texts, self.reader, outlets, titles, companies)
        self.canonical: dict[Side, Side] = {}
        self.joined: dict[str, str] = {}

    def run(self) -> Holders:
        self.read.collect()
        sides = {side for votes in self.read.votes.values() for side in votes.sides}
        sides |= {side for side in self.read.loose if side is not None}
        outlets = {document.outlet.casefold() for document in self.documents.values() if document.outlet}
        self.canonical = one_name_each(sides, self.read.uses, self.reader, self.read.texts.values(), outlets)
        self.groups = Groups(self.read, self.reader, self.canonical, self.rules, self.draft)
        groups = self.groups.voices()
        speakers: dict[Mention, SpeakerOf] = {}
        for voice, given in groups:
            speaker = self._speaker(voice, given)
            speakers.update(dict.fromkeys(voice.mentions, speaker))
        speakers = at_home(_with_sides_of_principals(speakers), self.read, self.reader.atlas)
        speakers = of_the_other(speakers, self.read, self.reader.atlas)
        speakers, self.joined = one_government(speakers, self.read, self.reader.atlas)
        of_position = tuple(None if mention is None else speakers[mention] for mention in self.read.at)
        parties = tuple(
            speaker.party if speaker is not None else self._voiceless(number)
            for number, speaker in enumerate(of_position)
        )
        one = _one_kind_each({*parties, *(speaker.party for speaker in of_position if speaker is not None)})
        publishers = self._publishers(of_position)
        one = {
            party: replace(to, kind=PartyKind.ORGANISATION) if to.name.casefold() in publishers else to
            for party, to in one.items()
        }
        of_position = tuple(
            None if speaker is None else replace(speaker, party=one[speaker.party]) for speaker in of_position
        )
        parties = tuple(one[party] for party in parties)
        return Holders(of_position, parties, self._aliases(of_position, parties))

    def _publishers(self, speakers: Sequence[SpeakerOf | None]) -> set[str]:
        """Outlets whose people other outlets quote: a company that publishes its own statement is a side, no paper."""
        fixed = {side.name.casefold() for side in self.reader.fixed.values()}
        found = set()
        for item, speaker in zip(self.grounded, speakers, strict=True):
            if speaker is not None and speaker.party.kind is PartyKind.SOURCE:
                name = speaker.party.name.casefold()
                if outlet_of(self.documents[item.document_id]).casefold() != name and name not in fixed:
                    found.add(name)
        return found

    def _speaker(self, voice: Voice, given: Given | None) -> SpeakerOf:
        evidence = [self.read.votes[mention] for mention in voice.mentions]
        side = (
            self.canonical[given.side] if given is not None and given.side is not None else self.groups.winner(evidence)
        )
        if side is not None and voice.kind == "person" and bare(words_of(side.name)[-1]).casefold() in _HELD_BY_ONE:
            side = None  # an office is no side of who holds it
        local = voice.mentions[0].document_id if voice.kind == "role" and is_indefinite(voice.mentions[0].name) else ""
        # Where an office is joined to its holder, "Ukraine's president" is no name to show.
        office = given is not None and voice.kind == "person" and person(given.name) is None
        name = given.name if given is not None and not local and not office else self._name_of(voice, side)
        roles: Counter[str] = Counter()
        for item in evidence:
            roles.update(item.roles)
            for text in item.roles:
                roles[text] += 0
        role = given.role if given is not None else None
        if role is None and roles:
            role = min(roles, key=lambda text: (-roles[text], len(text), text))
        if side is None and voice.kind == "person":
            side = self._administration(voice)
        if side is None:
            plural = bare(words_of(name)[-1]).casefold() in GROUPS if words_of(name) else False
            kind = PartyKind.ORGANISATION if voice.kind == "body" or plural else PartyKind.PERSON
            party = PartyOf(display(Side(_SHARE.sub("", name) or name, kind)), kind, local)
        else:
            party = PartyOf(side.name, side.kind)
        forms = {form for mention in voice.mentions for form in (form_of(mention.name),) if form != name}
        return SpeakerOf(name, role, party, tuple(sorted(forms)), local)

    def _administration(self, voice: Voice) -> Side | None:
        """``X administration``, where X is this person and nothing ties X to a state."""
        for mention in voice.mentions:
            name = person(mention.name)
            side = self.reader.leaderless.get(name.keys[-1]) if name is not None else None
            if side is not None and side in self.canonical:
                return self.canonical[side]
        return None

    def _name_of(self, voice: Voice, side: Side | None) -> str:
        uses: Counter[str] = Counter()
        for mention in voice.mentions:
            uses[form_of(mention.name)] += self.read.votes[mention].uses
        if voice.kind == "person":
            people = [form for form in uses if (found := person(form)) is not None]
            full = [
                form
                for form in people
                if (found := person(form)) is not None and found.is_full and len(found.keys[0]) > 1
            ]
            pool = full or people or list(uses)
            return min(pool, key=lambda form: (-uses[form], -len(form), form))
        whole = any(self.groups.body_key(mention).startswith("=") for mention in voice.mentions)
        if voice.kind == "body" and side is not None and whole:
            return side.name
        return min(uses, key=lambda form: (-len(words_of(form)) if voice.kind == "body" else 0, -uses[form], form))

    def _voiceless(self, number: int) -> PartyOf:
        item = self.grounded[number]
        if item.draft.attribution is Attribution.NARRATOR:
            document, sender = self.documents[item.document_id], clean(item.draft.party) or ""
            heading = f"{document.title or ''} {document.text[:_HEADING]}"
            if document.outlet is None and len(sender) > 3 and sender[0].isupper() and sender in heading:
                return PartyOf(sender, PartyKind.ORGANISATION)  # "Statement by X", "From: X <…>"
            own = self.read.outlets[item.document_id]
            return PartyOf(own.name, own.kind)
        side = self.read.loose[number]
        if side is not None:
            side = self.canonical[side]
            return PartyOf(side.name, side.kind)
        role = clean(item.draft.role)
        name = display(Side(strip_determiner(role), PartyKind.PERSON)) if role else "Unnamed source"
        return PartyOf(name, PartyKind.PERSON, item.document_id)

    def _aliases(
        self, speakers: Sequence[SpeakerOf | None], parties: Sequence[PartyOf]
    ) -> dict[PartyOf, tuple[str, ...]]:
        forms: dict[str, set[str]] = {}
        for side, target in self.canonical.items():
            forms.setdefault(target.name, set()).update(self.read.forms.get(side.name, ()))
        for name, one in self.joined.items():
            forms.setdefault(one, set()).update({name, *forms.get(name, ())} if person(name) is None else ())
        found: dict[PartyOf, tuple[str, ...]] = {}
        for party in {*parties, *(speaker.party for speaker in speakers if speaker is not None)}:
            others = {form for form in forms.get(party.name, ()) if plain(form) != plain(party.name)}
            others = {form for form in others if is_alias(form, self.reader.atlas)}
            found[party] = tuple(sorted(others))
        return found


def _with_sides_of_principals(speakers: Mapping[Mention, SpeakerOf]) -> dict[Mention, SpeakerOf]:
    """Who speaks for a person speaks for that person's side, once it is known who that is."""
    sides = {each.name.casefold(): each.party for each in speakers.values() if not each.document_id}
    found = {}
    for mention, speaker in speakers.items():
        party = sides.get(speaker.party.name.casefold()) if speaker.party.kind is PartyKind.PERSON else None
        found[mention] = replace(speaker, party=party) if party is not None else speaker
    return found


def _one_kind_each(parties: Iterable[PartyOf]) -> dict[PartyOf, PartyOf]:
    """Parties of one name are one party: a person is named as somebody's party, an outlet is quoted by another."""
    order = [PartyKind.STATE, PartyKind.SOURCE, PartyKind.PERSON, PartyKind.ORGANISATION]
    found: dict[tuple[str, str], PartyOf] = {}
    ranked = sorted(parties, key=lambda party: (order.index(party.kind), party.name, party.document_id))
    for party in ranked:
        found.setdefault((_plain(party.name), party.document_id), party)
    return {party: found[_plain(party.name), party.document_id] for party in ranked}


def _plain(name: str) -> str:
    """A name without what differs in print: ``Nurses’ Union`` and ``Nurses' Union`` are one."""
    return name.casefold().replace("’", "'")


def _own_voice(document: Document) -> Side:
    """The side of a document's own voice: the outlet, or the body whose press office that is."""
    outlet, issuer = outlet_of(document), issuer_of(document)
    own = issuer is not None and issuer != document.outlet
    return Side(issuer or outlet, PartyKind.ORGANISATION) if own else Side(outlet, PartyKind.SOURCE)


def outlet_of(document: Document) -> str:
    """The name of the document's own voice: its outlet, or what its source is called."""
    if document.outlet:
        return " ".join(document.outlet.split())
    source = document.source
    if "://" in source:
        return source.split("://", 1)[1].split("/", 1)[0].removeprefix("www.")
    return PurePosixPath(source.replace("\\", "/")).name or source


def is_alias(form: str, atlas: Atlas = WORLD) -> bool:
    """Whether a form is worth listing: not a short form like ``union``, not an adjective like ``Norwegian``."""
    known = atlas.actor(form)
    return form != form.lower() and (known is None or known.form != "adjective" or form.replace(".", "").isupper())
