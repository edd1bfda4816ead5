"""What the drafts and the texts say about each speaker and party, before anything is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from llmtool.align.countries import bare, words_of
from llmtool.align.introductions import introduced_role
from llmtool.align.names import fold, person, split_title
from llmtool.align.readings import Reader, plain, state_of_adjective
from llmtool.align.sides import Side, strip_determiner
from llmtool.align.voices import Kind, Mention, kind_of
from llmtool.drafts import GroundedDraft
from llmtool.schema import PartyKind

PARTY_SAYS, ROLE_SAYS, TEXT_SAYS = 3, 2, 1
"""Votes for a side: from the draft's party, from a role, from how the text introduces somebody."""


@dataclass
class Votes:
    """What the drafts say about one mention."""

    sides: Counter[Side] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    uses: int = 0


@dataclass
class Evidence:
    """Everything read: votes by mention, the mention of each position, sides of positions without a speaker.

    ``forms`` holds by a side's name the words that named it, ``uses`` how often it was named or spoken for.
    """

    grounded: Sequence[GroundedDraft]
    texts: Mapping[str, str]
    reader: Reader
    votes: dict[Mention, Votes] = field(default_factory=dict)
    at: list[Mention | None] = field(default_factory=list)
    loose: list[Side | None] = field(default_factory=list)
    forms: dict[str, set[str]] = field(default_factory=dict)
    uses: Counter[str] = field(default_factory=Counter)
    surnames: set[tuple[str, str]] = field(default_factory=set)
    not_persons: set[str] = field(default_factory=set)
    introduced: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def collect(self) -> None:
        """Read all drafts and the texts around them."""
        self._collect_mentions()
        self._collect_leaders()
        self._collect_sides()

    def _collect_mentions(self) -> None:
        starts: dict[tuple[str, str], int] = {}
        for item in self.grounded:
            if name := clean(item.draft.speaker):
                key = (item.document_id, name)
                start = min(span.start for span in item.evidence)
                starts[key] = min(starts.get(key, start), start)
        known = {key: Mention(*key, start) for key, start in starts.items()}
        for item in self.grounded:
            name = clean(item.draft.speaker)
            self.at.append(known[item.document_id, name] if name else None)
        for mention in known.values():
            if (full := person(mention.name)) is not None and full.is_full:
                self.surnames.add((mention.document_id, full.keys[-1]))
        self.votes = {known[key]: Votes() for key in sorted(known)}

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
        for document_id in sorted(self.texts):
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
            self.introduced[key] = introduced_role(self.texts.get(document_id, ""), name)
        return self.introduced[key]

    def _collect_sides(self) -> None:
        for number, item in enumerate(self.grounded):
            mention = self.at[number]
            start = min(span.start for span in item.evidence)
            party = clean(item.draft.party)
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
            if party and plain(party) != plain(mention.name):
                side = self._count(self.reader.name(party, item.document_id, start), party)
                if side is not None:
                    evidence.sides[side] += PARTY_SAYS
            for text in (role, split_title(mention.name)[1] if person(mention.name) else None):
                if text:
                    evidence.roles[text] += 1
                    side = self._count(self.reader.role(text, item.document_id, start), None)
                    if side is not None:
                        evidence.sides[side] += ROLE_SAYS
        self._find_bodies()
        for mention, evidence in self.votes.items():
            self._read_mention(mention, evidence)

    def _read_mention(self, mention: Mention, evidence: Votes) -> None:
        kind = self.kind(mention)
        fixed = self.reader.known(mention.name)
        if fixed is not None and kind != "person":
            self._count(fixed, mention.name)
            evidence.sides[fixed] += 10 * PARTY_SAYS * evidence.uses
        elif kind == "body":
            side = self._count(self.reader.name(mention.name, mention.document_id, mention.at), mention.name)
            if side is not None:
                evidence.sides[side] += PARTY_SAYS * evidence.uses
        elif kind == "role":
            side = self._count(self.reader.role(mention.name, mention.document_id, mention.at), None)
            if side is not None:
                evidence.sides[side] += ROLE_SAYS * evidence.uses
        elif not evidence.roles or not evidence.sides:
            name = split_title(mention.name)[0]
            role = self._introduction(mention.document_id, name)
            if role is not None:
                evidence.roles[role] += 0
                side = self._count(self.reader.role(role, mention.document_id, mention.at), None)
                if side is not None:
                    evidence.sides[side] += TEXT_SAYS

    def kind(self, mention: Mention) -> Kind:
        """What a mention names; a name like a person's may be known for a body's."""
        kind = kind_of(mention.name)
        if kind == "body" and (mention.document_id, fold(mention.name)) in self.surnames and person(mention.name):
            return "person"  # "Jordan", where the document has an Ada Jordan
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


def clean(text: str | None) -> str | None:
    """A draft's text without outer blanks and marks; None for nothing."""
    cleaned = " ".join((text or "").split()).strip(' ,;:"“”')
    return cleaned or None
