"""What the drafts and the texts say about each speaker and party, before anything is decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from llmtool.align.parties.bodies.apposed import has_members
from llmtool.align.parties.bodies.organs import without_organ
from llmtool.align.parties.countries import words_of
from llmtool.align.parties.people.names import person, split_title
from llmtool.align.parties.people.offices import is_national
from llmtool.align.parties.people.persons import Mention
from llmtool.align.parties.people.speakers import clean, party_name, speaker_name
from llmtool.align.parties.people.spelling import fold
from llmtool.align.parties.people.voices import Kind, kind_of
from llmtool.align.parties.sides import Side, strip_determiner
from llmtool.align.parties.ties.affiliations import Affiliations
from llmtool.align.parties.ties.leaders import find_leaders
from llmtool.align.parties.ties.owners import Owners, names_of_bodies
from llmtool.align.parties.ties.principals import follow
from llmtool.align.parties.ties.readings import Reader, plain, state_of_adjective
from llmtool.align.parties.vocabulary import BODIES, GROUPS, OFFICIALS, is_in
from llmtool.align.parties.votes import NEAR, PARTY_SAYS, PROPOSED, ROLE_SAYS, STATED, Affiliation, Votes
from llmtool.drafts import GroundedDraft

_PLURAL = re.compile(r"(?:The )?[A-Z][a-z]{2,}s")
"""``Greens``, where it says something as a side of its own."""


@dataclass
class Evidence:
    """Everything read: votes by mention, the mention of each position, sides of positions without a speaker.

    ``forms`` holds by a side's name the words that named it, ``uses`` how often it was named or spoken for;
    ``companies`` each form of a company's name to the name in full.
    """

    grounded: Sequence[GroundedDraft]
    texts: Mapping[str, str]
    reader: Reader
    outlets: Mapping[str, Side] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    companies: Mapping[str, str] = field(default_factory=dict)
    votes: dict[Mention, Votes] = field(default_factory=dict)
    at: list[Mention | None] = field(default_factory=list)
    loose: list[Side | None] = field(default_factory=list)
    forms: dict[str, set[str]] = field(default_factory=dict)
    uses: Counter[str] = field(default_factory=Counter)
    surnames: set[tuple[str, str]] = field(default_factory=set)
    not_persons: set[str] = field(default_factory=set)
    cased: dict[str, str | None] = field(default_factory=dict)
    full_names: dict[str, str] = field(default_factory=dict)

    def collect(self) -> None:
        """Read all drafts and the texts around them."""
        self._collect_mentions()
        self._prepare()
        find_leaders(self.grounded, self.at, self.texts, self.reader)
        self._collect_sides()

    def _collect_mentions(self) -> None:
        starts: dict[tuple[str, str], int] = {}
        for item in self.grounded:
            if name := self._speaker_of(item):
                key = (item.document_id, name)
                start = min(span.start for span in item.evidence)
                starts[key] = min(starts.get(key, start), start)
        known = {key: Mention(*key, start) for key, start in starts.items()}
        for item in self.grounded:
            name = self._speaker_of(item)
            self.at.append(known[item.document_id, name] if name else None)
        for mention in known.values():
            if (full := person(mention.name)) is not None and full.is_full:
                self.surnames.add((mention.document_id, full.keys[-1]))
        self.votes = {known[key]: Votes() for key in sorted(known)}

    def _speaker_of(self, item: GroundedDraft) -> str | None:
        """A draft's speaker; the capitals of a transcript's label go where the texts have the name in small letters."""
        raw = item.draft.speaker
        if raw is None or raw not in self.cased:
            name = speaker_name(raw)
            if name is not None and name.isupper() and len(name) > 2 and kind_of(name.title()) == "person":
                small = name.title()
                used = re.compile(rf"\b[A-Z][\w.]*[ \t]{re.escape(small)}\b" if " " not in small else re.escape(small))
                if any(used.search(self.texts[document_id]) for document_id in sorted(self.texts)):
                    name = small
            if raw is None:
                return name
            self.cased[raw] = name
        return self.cased[raw]

    def _collect_sides(self) -> None:
        for number, item in enumerate(self.grounded):
            mention = self.at[number]
            start = min(span.start for span in item.evidence)
            party = party_name(item.draft.party)
            role = clean(item.draft.role)
            if mention is None:
                side = self.reader.name(party, item.document_id, start) if party else None
                if side is None and role:
                    side = self.reader.role(role, item.document_id, start)
                self.loose.append(self._count(side, party))
                continue
            self.loose.append(None)
            evidence = self.votes[mention]
            evidence.uses += 1
            if party and plain(party) not in (plain(mention.name), plain(item.draft.speaker or "")):
                self._read_party(party, mention, evidence, item)
            for text in (role, split_title(mention.name)[1] if person(mention.name) else None):
                if text:
                    evidence.roles[text] += 1
                    told = self.affiliations.of_draft(mention.name, text, item.document_id, start)
                    self._vote(evidence, told, ROLE_SAYS // STATED)
        self._find_bodies()
        for mention, evidence in self.votes.items():
            self._read_mention(mention, evidence)
        for mention, evidence in self.votes.items():
            guessed = all(evidence.guessed[side] >= votes for side, votes in evidence.sides.items())
            if evidence.principals and guessed and self.kind(mention) == "role":
                evidence.sides.clear()  # whom somebody serves goes before what only stands near
        voices = {**self.votes, **self._silent_bosses()}
        follow(
            {mention: evidence.sides for mention, evidence in voices.items()},
            {
                mention: served
                for mention, evidence in voices.items()
                if (served := evidence.principals or evidence.near)
            },
            {**self.affiliations.bosses, **self.full_names},
            {mention for mention, evidence in voices.items() if not evidence.principals},
        )

    def _silent_bosses(self) -> dict[Mention, Votes]:
        """Who is served and never speaks, with what the texts tell of him, as mentions outside all documents."""
        heard = {name.keys[-1] for mention in self.votes if (name := person(mention.name)) is not None}
        served = {surname for evidence in self.votes.values() for surname in evidence.principals}
        found: dict[Mention, Votes] = {}
        for surname in sorted(served - heard):
            boss = self.affiliations.bosses.get(surname) or self.full_names.get(surname)
            if boss is not None:
                mention = Mention("", boss, 0)
                found[mention] = Votes()
                for document_id in self.affiliations.documents_with(boss):
                    for told in self.affiliations.told(boss, document_id):
                        self._vote(found[mention], told)
        return found

    def _read_party(self, party: str, mention: Mention, evidence: Votes, item: GroundedDraft) -> None:
        """A draft's party: a body, or a person that the speaker serves; no mere words (``practice in the village``)."""
        party = re.sub(r" (?:[a-z]+ly|by|of|for|with|and)$", "", party)
        if plain(party) == "group" and without_organ(item.draft.role or "") != (item.draft.role or ""):
            return  # "their group leader"
        name = split_title(party)[0]
        found = person(name)
        if found is not None and self.reader.known(party) is None and plain(name) not in self.not_persons:
            own = person(mention.name)
            if found.keys[-1] in self.affiliations.people or split_title(party)[1] or self.affiliations.has_title(name):
                if own is None or own.keys[-1] not in found.keys:
                    minister = is_national(item.draft.role or "")
                    (evidence.near if minister else evidence.principals).add(found.keys[-1])
                    self.full_names.setdefault(found.keys[-1], name)
                return
        boss, own = self.affiliations.person_of(party), person(mention.name)
        if boss is not None and self.reader.known(party) is None and (own is None or own.keys[-1] != boss):
            evidence.principals.add(boss)
            return
        if party == party.lower() and not any(
            is_in(word, words) for word in words_of(party) for words in (BODIES, OFFICIALS, GROUPS)
        ):
            return
        start = min(span.start for span in item.evidence)
        side = self._count(self.reader.name(party, mention.document_id, start), party)
        if side is not None:
            evidence.sides[side] += PROPOSED if plain(party) in self.reader.drafted else PARTY_SAYS

    def _vote(self, evidence: Votes, told: Affiliation, factor: int = 1) -> None:
        if told.principal is not None and told.weight != NEAR:
            evidence.principals.add(told.principal)
        elif told.principal is not None and not evidence.principals:
            evidence.near.add(told.principal)
        side = self._count(told.side, None)
        if side is not None:
            evidence.sides[side] += told.weight * factor
            evidence.guessed[side] += told.weight * factor if told.weight == NEAR else 0

    def _prepare(self) -> None:
        """Make ready what reads the texts: all names of bodies, all persons."""
        for mention in self.votes:
            if (full := person(mention.name)) is not None and full.is_full:
                self.full_names.setdefault(full.keys[-1], full.text)
        self.not_persons.update(plain(form) for form in self.companies)
        self._find_bodies_by_use()
        named = [(form, self.reader.name(name, "", 0)) for form, name in sorted(self.companies.items())]
        named += [
            (name, self.reader.name(name, document_id, at))
            for document_id, bodies in self.reader.bodies.items()
            for at, name in zip(bodies.starts, bodies.names, strict=True)
        ]
        for item in self.grounded:
            parties = [party_name(item.draft.party), self._speaker_of(item)]
            named += [
                (strip_determiner(phrase), self.reader.name(phrase, item.document_id, 0))
                for phrase in parties
                if phrase
                and (
                    plain(phrase) in self.not_persons
                    or kind_of(phrase) == "body"
                    or not item.draft.speaker
                    or (parties[0] == parties[1] and _PLURAL.fullmatch(phrase))
                )
            ]
        bodies = names_of_bodies(
            ((name, side) for name, side in named if side is not None and not side.short), self.reader.atlas
        )
        people = frozenset(
            full.keys[-1]
            for mention in self.votes
            if (full := person(mention.name)) is not None
            and full.is_full
            and plain(mention.name) not in self.not_persons
        )
        owners = Owners(self.texts, self.reader, bodies, people)
        self.affiliations = Affiliations(self.texts, self.reader, self.outlets, owners, self.titles, people)

    def _find_bodies_by_use(self) -> None:
        """Names like persons' that are used as bodies': ``Ana Reyes of Open Ballot``, ``the group Open Ballot``."""
        called = {plain(name) for bodies in self.reader.bodies.values() for name in bodies.heads}
        whole = "\n".join(self.texts[document_id] for document_id in sorted(self.texts))
        for name in sorted({mention.name for mention in self.votes}):
            if plain(name) in self.not_persons or person(name) is None or " " not in name:
                continue
            if plain(name) in called or has_members(name, whole):
                self.not_persons.add(plain(name))

    def _read_mention(self, mention: Mention, evidence: Votes) -> None:
        kind = self.kind(mention)
        fixed = self.reader.known(mention.name)
        if fixed is not None and kind != "person":
            self._count(fixed, mention.name)
            evidence.sides[fixed] += 10 * PARTY_SAYS * evidence.uses
        elif (boss := self.affiliations.owner_of(mention.name)) is not None:
            evidence.principals.add(boss)
        elif kind == "body":
            side = self._count(self.reader.name(mention.name, mention.document_id, mention.at), mention.name)
            if side is not None:
                evidence.sides[side] += PARTY_SAYS * evidence.uses
        elif kind == "role":
            told = self.affiliations.of_speaker(mention.name, mention.document_id, mention.at)
            self._vote(evidence, told, ROLE_SAYS // STATED * evidence.uses)
        else:
            self._read_person(mention, evidence)

    def _read_person(self, mention: Mention, evidence: Votes) -> None:
        """What the texts tell of a person: its own document, and the others that have the full name."""
        name = split_title(mention.name)[0]
        full = person(mention.name)
        others = self.affiliations.documents_with(name) if full is not None and full.is_full else []
        for document_id in sorted({*others, mention.document_id} & self.texts.keys()):
            for told in self.affiliations.told(name, document_id):
                if document_id == mention.document_id and told.role is not None:
                    evidence.roles[told.role] += 0
                self._vote(evidence, told)

    def kind(self, mention: Mention) -> Kind:
        """What a mention names; a name like a person's may be known for a body's."""
        kind = kind_of(mention.name)
        if kind == "person" and " " not in mention.name and self.reader.atlas.actor(mention.name) is not None:
            kind = "body"
        if kind == "body" and (mention.document_id, fold(mention.name)) in self.surnames and person(mention.name):
            return "person"  # "Jordan", where the document has an Ada Jordan
        if kind == "role" and mention.name.startswith("The ") and self.affiliations.owners.shortened(mention.name):
            return "body"
        return "body" if kind == "person" and plain(mention.name) in self.not_persons else kind

    def _find_bodies(self) -> None:
        """Names that look like persons and are bodies: somebody speaks for them, or they are their own party."""
        named = {plain(side.name) for evidence in self.votes.values() for side in evidence.sides}
        adjectives = {s.name for evidence in self.votes.values() for s in evidence.sides if s.adjective}
        people = {key for mention in self.votes if (name := person(mention.name)) and name.is_full for key in name.keys}
        for mention in self.votes:
            form = plain(mention.name)
            body = form in named or any(state_of_adjective(each, [mention.name]) for each in sorted(adjectives))
            if body and (" " in form or fold(form) not in people):
                self.not_persons.add(form)
        self.not_persons |= {
            plain(item.draft.speaker or "")
            for item in self.grounded
            if item.draft.speaker and not item.draft.role and plain(item.draft.speaker) == plain(item.draft.party or "")
            if " " not in item.draft.speaker.strip() and fold(item.draft.speaker) not in people
        }

    def _count(self, side: Side | None, form: str | None) -> Side | None:
        if side is not None:
            self.uses[side.name] += 1
            if form:
                self.forms.setdefault(side.name, set()).add(strip_determiner(form))
        return side
