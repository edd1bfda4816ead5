"""Who holds each position: its speaker and its party, settled for all positions together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from llmtool.align.bodies import bodies_in, same_bodies
from llmtool.align.countries import actor, bare, mentions, words_of
from llmtool.align.introductions import introduced_role
from llmtool.align.names import fold, person, split_title
from llmtool.align.readings import Reader, display, plain, proper_words, shared_abbreviations, state_of_adjective
from llmtool.align.rules import PartyRules
from llmtool.align.sides import Side, side_of_name, strip_determiner
from llmtool.align.vocabulary import GROUPS, STATE_BODIES, is_in
from llmtool.align.voices import Kind, Mention, Voice, is_indefinite, kind_of, role_key, voices
from llmtool.drafts import AlignmentDraft, GroundedDraft
from llmtool.schema import Attribution, Document, PartyKind

_PARTY_SAYS, _ROLE_SAYS, _TEXT_SAYS = 3, 2, 1


@dataclass(frozen=True)
class PartyOf:
    """A settled party; ``document_id`` is set for one that only exists inside a document (``a resident``)."""

    name: str
    kind: PartyKind
    document_id: str = ""


@dataclass(frozen=True)
class SpeakerOf:
    """A settled speaker."""

    name: str
    role: str | None
    party: PartyOf
    aliases: tuple[str, ...]
    document_id: str = ""


@dataclass(frozen=True)
class Holders:
    """Speaker and party of each position, in the order given, and the other names of each party."""

    speakers: tuple[SpeakerOf | None, ...]
    parties: tuple[PartyOf, ...]
    aliases: Mapping[PartyOf, tuple[str, ...]]


def settle(
    grounded: Sequence[GroundedDraft],
    documents: Sequence[Document],
    rules: PartyRules | None,
    draft: AlignmentDraft | None = None,
) -> Holders:
    """Settle speakers and parties by names and roles, by the draft where it says more, and by the parties file first."""
    return _Settlement(grounded, {document.id: document for document in documents}, rules or PartyRules(), draft).run()


@dataclass
class _Evidence:
    """What the drafts say about one mention."""

    sides: Counter[Side] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    uses: int = 0


@dataclass(frozen=True)
class _Given:
    """A speaker that the parties file (``fixed``) or the proposal names."""

    number: int
    name: str
    role: str | None
    side: Side | None
    aliases: tuple[str, ...]
    fixed: bool


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
        self.text = {document_id: documents[document_id].text for document_id in used}
        bodies = {document_id: bodies_in(text) for document_id, text in self.text.items()}
        self.reader = Reader(
            fixed=_fixed(rules), drafted=_drafted(self.draft), bodies=bodies, abbreviations=shared_abbreviations(bodies)
        )
        self.evidence: dict[Mention, _Evidence] = {}
        self.at: list[Mention | None] = []
        self.loose: list[Side | None] = []
        self.forms: dict[str, Counter[str]] = {}
        self.not_persons: set[str] = set()
        self.introduced: dict[tuple[str, str], str | None] = {}

    def run(self) -> Holders:
        self._collect_mentions()
        self._collect_leaders()
        self._collect_sides()
        self._unify()
        groups = self._group()
        speakers: dict[Mention, SpeakerOf] = {}
        for voice, given in groups:
            speaker = self._speaker(voice, given)
            speakers.update(dict.fromkeys(voice.mentions, speaker))
        of_position = tuple(None if mention is None else speakers[mention] for mention in self.at)
        parties = tuple(
            speaker.party if speaker is not None else self._voiceless(number)
            for number, speaker in enumerate(of_position)
        )
        return Holders(of_position, parties, self._aliases(of_position, parties))

    # Reading ---------------------------------------------------------------------------------------------------------

    def _collect_mentions(self) -> None:
        starts: dict[tuple[str, str], int] = {}
        for item in self.grounded:
            if name := _clean(item.draft.speaker):
                key = (item.document_id, name)
                start = min(span.start for span in item.evidence)
                starts[key] = min(starts.get(key, start), start)
        known = {key: Mention(*key, start) for key, start in starts.items()}
        for item in self.grounded:
            name = _clean(item.draft.speaker)
            self.at.append(known[item.document_id, name] if name else None)
        self.evidence = {known[key]: _Evidence() for key in sorted(known)}

    def _collect_leaders(self) -> None:
        """Heads of government by surname, for ``the X administration``."""
        for number, item in enumerate(self.grounded):
            mention = self.at[number]
            if mention is None or (name := person(mention.name)) is None:
                continue
            for role in (item.draft.role, split_title(mention.name)[1]):
                side = self.reader.role(role, item.document_id, mention.at) if role else None
                if side is not None and side.kind is PartyKind.STATE:
                    self._lead(name.keys[-1], side)
        for item in self.grounded:
            for phrase in (item.draft.party, item.draft.role, item.draft.speaker):
                words = words_of(strip_determiner(phrase or ""))
                for at, word in enumerate(words[:-1]):
                    if bare(words[at + 1]).casefold() == "administration" and fold(word) not in self.reader.leaders:
                        self._lead_from_texts(word)

    def _lead_from_texts(self, surname: str) -> None:
        for document_id in sorted(self.text):
            role = self._introduction(document_id, bare(surname))
            side = self.reader.role(role, document_id, 0) if role else None
            if side is not None and side.kind is PartyKind.STATE:
                self._lead(fold(surname), side)
                return

    def _lead(self, surname: str, side: Side) -> None:
        known = self.reader.leaders.get(surname)
        if known is None or side.name < known.name:
            self.reader.leaders[surname] = side

    def _introduction(self, document_id: str, name: str) -> str | None:
        key = (document_id, name)
        if key not in self.introduced:
            self.introduced[key] = introduced_role(self.text.get(document_id, ""), name)
        return self.introduced[key]

    def _collect_sides(self) -> None:
        for number, item in enumerate(self.grounded):
            mention = self.at[number]
            start = min(span.start for span in item.evidence)
            party = _clean(item.draft.party)
            role = _clean(item.draft.role)
            if mention is None:
                side = self.reader.name(party, item.document_id, start) if party else None
                if side is None and role:
                    side = self.reader.role(role, item.document_id, start)
                self.loose.append(self._count(side, party))
                continue
            self.loose.append(None)
            evidence = self.evidence[mention]
            evidence.uses += 1
            if party and plain(party) != plain(mention.name):
                side = self._count(self.reader.name(party, item.document_id, start), party)
                if side is not None:
                    evidence.sides[side] += _PARTY_SAYS
            for text in (role, split_title(mention.name)[1] if person(mention.name) else None):
                if text:
                    evidence.roles[text] += 1
                    side = self._count(self.reader.role(text, item.document_id, start), None)
                    if side is not None:
                        evidence.sides[side] += _ROLE_SAYS
        self._find_bodies()
        for mention, evidence in self.evidence.items():
            self._read_mention(mention, evidence)

    def _read_mention(self, mention: Mention, evidence: _Evidence) -> None:
        kind = self._kind(mention)
        fixed = self.reader.known(mention.name)
        if fixed is not None and kind != "person":
            self._count(fixed, mention.name)
            evidence.sides[fixed] += 10 * _PARTY_SAYS * evidence.uses
        elif kind == "body":
            side = self._count(self.reader.name(mention.name, mention.document_id, mention.at), mention.name)
            if side is not None:
                evidence.sides[side] += _PARTY_SAYS * evidence.uses
        elif kind == "role":
            side = self._count(self.reader.role(mention.name, mention.document_id, mention.at), None)
            if side is not None:
                evidence.sides[side] += _ROLE_SAYS * evidence.uses
        elif not evidence.roles or not evidence.sides:
            name = split_title(mention.name)[0]
            role = self._introduction(mention.document_id, name)
            if role is not None:
                evidence.roles[role] += 0
                side = self._count(self.reader.role(role, mention.document_id, mention.at), None)
                if side is not None:
                    evidence.sides[side] += _TEXT_SAYS

    def _kind(self, mention: Mention) -> Kind:
        kind = kind_of(mention.name)
        return "body" if kind == "person" and plain(mention.name) in self.not_persons else kind

    def _find_bodies(self) -> None:
        """Names that look like persons and are bodies: somebody speaks for them, or they are their own party."""
        named = {plain(side.name) for evidence in self.evidence.values() for side in evidence.sides}
        adjectives = {s.name for evidence in self.evidence.values() for s in evidence.sides if s.adjective}
        people = {
            key for mention in self.evidence if (name := person(mention.name)) and name.is_full for key in name.keys
        }
        for mention in self.evidence:
            form = plain(mention.name)
            if form in named or any(state_of_adjective(adjective, [mention.name]) for adjective in sorted(adjectives)):
                if " " in form or fold(form) not in people:
                    self.not_persons.add(form)
        self.not_persons |= {
            plain(item.draft.speaker or "")
            for item in self.grounded
            if item.draft.speaker and not item.draft.role and plain(item.draft.speaker) == plain(item.draft.party or "")
            if " " not in item.draft.speaker.strip() and fold(item.draft.speaker) not in people
        }

    def _count(self, side: Side | None, form: str | None) -> Side | None:
        if side is not None:
            counts = self.forms.setdefault(side.name, Counter())
            if form or not side.adjective:
                counts[strip_determiner(form) if form else side.name] += 1
        return side

    # One name for each party -----------------------------------------------------------------------------------------

    def _unify(self) -> None:
        sides = sorted(
            {side for evidence in self.evidence.values() for side in evidence.sides}
            | {side for side in self.loose if side is not None},
            key=lambda side: (side.name, side.kind, side.short, side.adjective),
        )
        given = {side.name for side in (*self.reader.fixed.values(), *self.reader.drafted.values())}
        states = {side.name for side in sides if side.kind is PartyKind.STATE and not side.adjective}
        open_sides = [side for side in sides if actor(side.name) is None or side.kind is not PartyKind.STATE]
        counts = {side.name: sum(self.forms.get(side.name, Counter()).values()) for side in open_sides}
        links = [(short, full) for short, full in self.reader.abbreviations.items()]
        one = same_bodies(counts, links)
        of_states = self._states_of_adjectives(sides, states)
        kinds: dict[str, PartyKind] = {}
        self.canonical: dict[Side, Side] = {}
        outlets = {document.outlet.casefold() for document in self.documents.values() if document.outlet}
        for side in sides:
            name = one.get(side.name, side.name)
            if side.name in given:
                self.canonical[side] = side
                continue
            name = next((form for form in sorted(given) if one.get(form) == name), name)
            name = of_states.get(name, of_states.get(side.name, name))
            kind = PartyKind.STATE if name in states or name in of_states.values() else side.kind
            kind = PartyKind.SOURCE if name.casefold() in outlets else kind
            kinds[name] = PartyKind.STATE if PartyKind.STATE in (kind, kinds.get(name)) else kind
            self.canonical[side] = Side(name, kind)
        for side, target in self.canonical.items():
            if target.name in kinds:
                self.canonical[side] = Side(display(target), kinds[target.name])

    def _states_of_adjectives(self, sides: Sequence[Side], states: set[str]) -> dict[str, str]:
        """``Valdorian`` and ``Valdorian border service`` to ``Valdoria``, for states that no table knows."""
        adjectives = sorted({side.name for side in sides if side.adjective})
        if not adjectives:
            return {}
        words = proper_words(self.text.values()) | {side.name for side in sides if " " not in side.name}
        found: dict[str, str] = {}
        for adjective in adjectives:
            if " " not in adjective:
                base = state_of_adjective(adjective, words - {adjective})
                found[adjective] = base or adjective
        bases = set(found.values())
        for side in sides:
            first, *rest = words_of(side.name)
            state = found.get(bare(first), bare(first) if bare(first) in bases else None)
            if (
                rest
                and state
                and (is_in(rest[-1], STATE_BODIES) or bare(rest[-1]).casefold() in ("service", "services"))
            ):
                found[side.name] = state
        states.update(bases)
        return found

    # Voices ----------------------------------------------------------------------------------------------------------

    def _told(self, mention: Mention) -> str | None:
        evidence = self.evidence.get(mention)
        side = self._winner([evidence]) if evidence else None
        return side.name if side else None

    def _winner(self, evidence: Sequence[_Evidence]) -> Side | None:
        votes: Counter[Side] = Counter()
        for item in evidence:
            for side, weight in item.sides.items():
                votes[self.canonical[side]] += weight
        return min(votes, key=lambda side: (-votes[side], side.name, side.kind)) if votes else None

    def _body_key(self, mention: Mention) -> str:
        """What makes a body's or a definite role's name one voice with another."""
        told = self._told(mention)
        if actor(mention.name) is not None or plain(strip_determiner(mention.name)) == plain(told or ""):
            return f"={told}"
        if self._kind(mention) == "role":
            return f"{told or ''}|{role_key(mention.name)}"
        side = self.reader.name(mention.name, mention.document_id, mention.at)
        if side is not None and side.kind is not PartyKind.STATE and not side.adjective:
            return f"={told}"
        full = self.reader.full_name(mention.name, mention.document_id, mention.at)
        words = words_of(full)
        skip = {at for hit in mentions(words) for at in range(hit.start, hit.end)}
        rest = [fold(word).replace("defence", "defense") for at, word in enumerate(words) if at not in skip]
        rest = [part for part in rest if part != "the"]
        return f"{told}|{' '.join(rest)}" if rest else f"={told}"

    def _group(self) -> list[tuple[Voice, _Given | None]]:
        """Voices by name, then moved together or apart where the proposal or the parties file names them."""
        pseudo = self._add_given()
        found = voices(
            list(self.evidence),
            kind=self._kind,
            side=self._told,
            body=self._body_key,
            titles=lambda mention: tuple(self.evidence[mention].roles) if mention in self.evidence else (),
        )
        home = {mention: number for number, voice in enumerate(found) for mention in voice.mentions}
        same: dict[tuple[int, str], _Given] = {}
        meant: dict[Mention, _Given] = {}
        for mention, given in pseudo.items():
            party = given.side.name if given.side else ""
            main = Mention(mention.document_id, given.name, 0)
            meant[mention] = same.setdefault((home[main], party), given)
        exact: dict[str, set[_Given]] = {}
        for mention, given in meant.items():
            exact.setdefault(plain(mention.name), set()).add(given)
        groups: dict[tuple[int, int, str], list[Mention]] = {}
        chosen: dict[tuple[int, int, str], _Given | None] = {}
        for number, voice in enumerate(found):
            anchors = {meant[mention] for mention in voice.mentions if mention in meant}
            for mention in voice.mentions:
                if mention in pseudo:
                    continue
                pick = self._choose(mention, exact, anchors)
                local = mention.document_id if voice.kind == "role" and is_indefinite(mention.name) else ""
                key = (-1, pick.number, local) if pick is not None else (number, -1, local)
                groups.setdefault(key, []).append(mention)
                chosen[key] = pick
        kinds = {mention: voice.kind for voice in found for mention in voice.mentions}
        return [
            (Voice(kinds[group[0]], tuple(sorted(group, key=lambda m: (m.document_id, m.name)))), chosen[key])
            for key, group in sorted(groups.items())
        ]

    def _add_given(self) -> dict[Mention, _Given]:
        """The names that the parties file and the proposal give, entered as mentions in documents of their own."""
        found: dict[Mention, _Given] = {}
        for given in _given_speakers(self.rules, self.draft, self.reader):
            for form in sorted({given.name, *given.aliases}):
                mention = Mention(f"\0{given.number:06d}", form, 0)
                found[mention] = given
                self.evidence[mention] = _Evidence()
                if given.side is not None:
                    self.canonical.setdefault(given.side, given.side)
                    self.evidence[mention].sides[self.canonical[given.side]] = 1
                    self.canonical.setdefault(self.canonical[given.side], self.canonical[given.side])
        return found

    def _choose(self, mention: Mention, exact: Mapping[str, set[_Given]], anchors: set[_Given]) -> _Given | None:
        named = exact.get(plain(mention.name)) or exact.get(plain(_form(mention.name))) or set()
        first = {given for given in named | anchors if given.fixed}
        for pool in (first & named or first, named, named & anchors, set() if named else anchors):
            if len(pool) == 1:
                return next(iter(pool))
        told = self._told(mention)
        agreeing = [
            given for given in named if told is not None and given.side and self.canonical[given.side].name == told
        ]
        return agreeing[0] if len(agreeing) == 1 else None

    def _speaker(self, voice: Voice, given: _Given | None) -> SpeakerOf:
        evidence = [self.evidence[mention] for mention in voice.mentions]
        side = self.canonical[given.side] if given is not None and given.side is not None else self._winner(evidence)
        local = voice.mentions[0].document_id if voice.kind == "role" and is_indefinite(voice.mentions[0].name) else ""
        name = given.name if given is not None and not local else self._name_of(voice, side)
        roles: Counter[str] = Counter()
        for item in evidence:
            roles.update(item.roles)
            for role in item.roles:
                roles[role] += 0
        role = given.role if given is not None else None
        if role is None and roles:
            role = min(roles, key=lambda text: (-roles[text], len(text), text))
        if side is None and voice.kind == "person":
            side = self._administration(voice)
        if side is None:
            plural = bare(words_of(name)[-1]).casefold() in GROUPS if words_of(name) else False
            kind = PartyKind.ORGANISATION if voice.kind == "body" or plural else PartyKind.PERSON
            party = PartyOf(display(Side(name, kind)), kind, local)
        else:
            party = PartyOf(side.name, side.kind)
        forms = {
            form for mention in voice.mentions for form in (_form(mention.name),) if form not in (name, form.lower())
        }
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
            uses[_form(mention.name)] += self.evidence[mention].uses
        if voice.kind == "person":
            people = [form for form in uses if (found := person(form)) is not None]
            full = [
                form
                for form in people
                if (found := person(form)) is not None and found.is_full and len(found.keys[0]) > 1
            ]
            pool = full or people or list(uses)
            return min(pool, key=lambda form: (-uses[form], -len(form), form))
        if voice.kind == "body" and side is not None and self._body_key(voice.mentions[0]).startswith("="):
            return side.name
        return min(uses, key=lambda form: (-len(words_of(form)) if voice.kind == "body" else 0, -uses[form], form))

    # Positions without a speaker --------------------------------------------------------------------------------------

    def _voiceless(self, number: int) -> PartyOf:
        item = self.grounded[number]
        outlet = outlet_of(self.documents[item.document_id])
        if item.draft.attribution is Attribution.NARRATOR:
            return PartyOf(outlet, PartyKind.SOURCE)
        side = self.loose[number]
        if side is not None:
            side = self.canonical[side]
            return PartyOf(side.name, side.kind)
        role = _clean(item.draft.role)
        name = display(Side(strip_determiner(role), PartyKind.PERSON)) if role else "Unnamed source"
        return PartyOf(name, PartyKind.PERSON, item.document_id)

    def _aliases(
        self, speakers: Sequence[SpeakerOf | None], parties: Sequence[PartyOf]
    ) -> dict[PartyOf, tuple[str, ...]]:
        forms: dict[str, set[str]] = {}
        for side, target in self.canonical.items():
            forms.setdefault(target.name, set()).update(self.forms.get(side.name, ()))
        found: dict[PartyOf, tuple[str, ...]] = {}
        for party in {*parties, *(speaker.party for speaker in speakers if speaker is not None)}:
            others = {
                form for form in forms.get(party.name, ()) if plain(form) != plain(party.name) and form != form.lower()
            }
            found[party] = tuple(sorted(others))
        return found


def outlet_of(document: Document) -> str:
    """The name of the document's own voice: its outlet, or what its source is called."""
    if document.outlet:
        return " ".join(document.outlet.split())
    source = document.source
    if "://" in source:
        return source.split("://", 1)[1].split("/", 1)[0].removeprefix("www.")
    return PurePosixPath(source.replace("\\", "/")).name or source


def _clean(text: str | None) -> str | None:
    cleaned = " ".join((text or "").split()).strip(' ,;:"“”')
    return cleaned or None


def _is_alias(form: str) -> bool:
    """Whether a form is worth listing: not a short form like ``union``, not an adjective like ``Norwegian``."""
    known = actor(form)
    return form != form.lower() and (known is None or known.form != "adjective" or form.replace(".", "").isupper())


def _form(name: str) -> str:
    """A speaker's name as listed: without titles for persons, without a determiner otherwise."""
    found = person(name)
    return found.text if found is not None else strip_determiner(name)


def _given_speakers(rules: PartyRules, draft: AlignmentDraft, reader: Reader) -> list[_Given]:
    rows = [(each.name, each.role, each.party, each.aliases, True) for each in rules.speakers]
    rows += [(each.name, each.role, each.party, each.aliases, False) for each in draft.speakers]
    rows.sort(key=lambda row: (not row[4], row[0], row[2], row[1] or "", row[3]))
    found = []
    for number, (raw, role, party, aliases, fixed) in enumerate(rows):
        name = _clean(raw)
        if name is None:
            continue
        forms = tuple(sorted({form for alias in aliases if (form := _clean(alias)) is not None and form != name}))
        side = reader.name(party, "", 0) if _clean(party) else None
        if side is not None and plain(party) == plain(name) and plain(party) not in {**reader.fixed, **reader.drafted}:
            side = None  # a person who is nobody else's voice
        found.append(_Given(number, _form(name) if person(name) else name, _clean(role), side, (*forms, name), fixed))
    return found


def _fixed(rules: PartyRules) -> dict[str, Side]:
    found: dict[str, Side] = {}
    for party in rules.parties:
        for form in (party.name, *party.aliases):
            found[plain(form)] = Side(party.name, party.kind)
    return found


def _drafted(draft: AlignmentDraft) -> dict[str, Side]:
    """Names and aliases of the draft's parties; an alias that two of them claim settles nothing."""
    claims: dict[str, set[Side]] = {}
    names: dict[str, Side] = {}
    for party in sorted(draft.parties, key=lambda party: (party.name, party.kind, party.aliases)):
        name = " ".join(party.name.split())
        if not name:
            continue
        own = side_of_name(name)
        known = actor(name) or (actor(own.name) if own is not None else None)
        side = (
            Side(known.name, known.kind) if known is not None else names.setdefault(plain(name), Side(name, party.kind))
        )
        names.setdefault(plain(name), side)
        for form in party.aliases:
            claims.setdefault(plain(form), set()).add(side)
    found = {form: next(iter(sides)) for form, sides in claims.items() if len(sides) == 1 and form}
    return {**found, **names}
