"""What every format shows: records joined with what they refer to, grouped and counted once.

A format that took its counts from anywhere else could disagree with another one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from llmtool.report import wording
from llmtool.schema import (
    Comparison,
    Document,
    Issue,
    Modality,
    Party,
    Position,
    Relation,
    RelationLabel,
    Speaker,
    Stance,
    Verdict,
)

GAP = " […] "
"""Stands between two quotations of one position."""
_SAYING = frozenset({"said", "says", "that", "a", "an", "the"})


class Answer(StrEnum):
    """What a person made of a finding. An ``open`` one has only a note: it still counts as new."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    OPEN = "open"


@dataclass(frozen=True)
class DocumentView:
    """A document, its number from 1 and the independent source that it counts as.

    A copy counts as what it repeats, and two pieces of one outlet count as one source.
    """

    number: int
    record: Document
    repeats: int | None
    origin: str
    name: str
    label: str
    silent: str = ""
    """What to say where no position was found in it."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a list of sources says beside its title."""
        return tuple(filter(None, (f"repeats {self.repeats}" if self.repeats else "", self.silent)))


@dataclass(frozen=True)
class PositionView:
    """A position with its holder and its place."""

    number: int
    record: Position
    document: DocumentView
    speaker: Speaker | None
    party: Party
    issue: Issue

    @property
    def id(self) -> str:
        """The position's id."""
        return self.record.id

    @property
    def quote(self) -> str:
        """The evidence in the text's own words."""
        return GAP.join(span.exact for span in self.record.evidence)

    @property
    def who(self) -> str:
        """Speaker and role, or the party where nobody is named."""
        if self.speaker is None:
            return self.party.name
        return f"{self.speaker.name}, {self.speaker.role}" if self.speaker.role else self.speaker.name

    @property
    def side(self) -> str:
        """The speaker with their party, named once where both are the same."""
        if self.speaker is None or self.speaker.name.casefold() == self.party.name.casefold():
            return self.who
        return f"{self.who} ({self.party.name})"

    @property
    def does(self) -> str:
        """What the speaker does with the claim, where it is more than to state it: a quotation need not tell."""
        modality = self.record.modality
        return "" if modality is Modality.ASSERTS else wording.MODALITY[modality]

    @property
    def where(self) -> str:
        """Outlet and date, and the day of the statement where it is another one."""
        said = self.record.said_on
        label = self.document.label
        if self.who == self.document.name:  # named just before
            label = label.removeprefix(f"{self.document.name}, ")
        if said is None or said == self.document.record.published:
            return label
        return f"{label}; said {wording.day(said)}"

    @cached_property
    def restates(self) -> bool:
        """Whether the claim only repeats the quotation, so that showing it would say the same twice."""
        claim, quote = ("".join(c for c in t.casefold() if c.isalnum()) for t in (self.record.claim, self.quote))
        if claim in quote:
            return True
        # "Ann Lee said …" around the quotation: the holder stands beside it anyway.
        said, frame = _words(self.quote), _words(self.record.claim)
        start = next((n for n in range(len(frame)) if frame[n : n + len(said)] == said), None)
        if start is None:
            return False
        rest = {*frame[:start], *frame[start + len(said) :]}
        return rest <= {*_words(f"{self.side} {self.party.name}"), *_SAYING}

    @property
    def date(self) -> dt.date:
        """The day of the statement, as far as the sources tell; for sorting only."""
        return self.record.said_on or self.document.record.published or dt.date.max


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@dataclass(frozen=True)
class RelationView:
    """A relation with both of its positions."""

    record: Relation
    issue: Issue
    a: PositionView
    b: PositionView
    answer: str = ""
    """What the baseline says of it, such as ``accepted: the reason``; empty where it is not in one."""

    @property
    def answer_label(self) -> str:
        """The answer by itself, one of ``Answer``; empty where there is none."""
        return self.answer.partition(":")[0]

    @property
    def known(self) -> bool:
        """Whether the baseline settles it; a note alone settles nothing."""
        return self.answer_label in {Answer.ACCEPTED, Answer.DISMISSED}

    @property
    def disputed(self) -> bool:
        """Whether it can fail a check; nobody has to answer for an agreement."""
        return self.record.label is not RelationLabel.AGREEMENT

    @property
    def reason(self) -> str:
        """Why it was answered so."""
        return self.answer.partition(": ")[2]

    @property
    def mark(self) -> str:
        """What to show beside it: ``Known: accepted – the reason``; empty where the baseline does not tell of it."""
        if not self.answer:
            return ""
        told = f"Known: {self.answer_label}" if self.known else "Noted, still open"
        # A reason that was left empty stands in the file as the answer once more.
        return told if self.reason in {"", self.answer_label} else f"{told} – {self.reason}"

    @property
    def sources(self) -> int:
        """Independent sources behind the two positions: 1 or 2."""
        return independent((self.a, self.b))

    @property
    def same_words(self) -> bool:
        """Whether one quotation holds the other, so that only the claims tell the sides apart."""
        return self.a.quote in self.b.quote or self.b.quote in self.a.quote


@dataclass(frozen=True)
class AgreementGroup:
    """One agreement as a reader counts it: positions on one issue that firm agreements join, with those relations."""

    issue: Issue
    positions: tuple[PositionView, ...]
    relations: tuple[RelationView, ...]
    sources: int

    @property
    def known(self) -> bool:
        """Whether the baseline settles all of it."""
        return all(relation.known for relation in self.relations)

    @property
    def disputed(self) -> bool:
        """Never: as ``RelationView.disputed``."""
        return False


@dataclass(frozen=True)
class Cell:
    """Where one party stands on one issue. What is counted is firm and has a position in it; agreements are groups."""

    party: Party
    stance: Stance
    positions: tuple[PositionView, ...]
    sources: int
    contradictions: int
    changes: int
    agreements: int = 0


@dataclass(frozen=True)
class IssueView:
    """An issue with a cell for each party that speaks on it, in the order of the parties."""

    record: Issue
    cells: tuple[Cell, ...]
    verdicts: tuple[tuple[Party, Party, Verdict], ...]
    contradictions: int
    agreements: int = 0

    @property
    def positions(self) -> int:
        """How many positions are about it."""
        return sum(len(cell.positions) for cell in self.cells)

    @cached_property
    def by_party(self) -> Mapping[str, Cell]:
        """Cells by party id."""
        return {cell.party.id: cell for cell in self.cells}


@dataclass(frozen=True)
class PartyView:
    """A party, who speaks for it and how often."""

    record: Party
    speakers: tuple[Speaker, ...]
    positions: int

    @property
    def voices(self) -> tuple[tuple[str, str | None], ...]:
        """Names and roles of its speakers, each once, but not the name of the party itself."""
        named: dict[tuple[str, str | None], tuple[str, str | None]] = {}
        for speaker in self.speakers:
            named.setdefault((speaker.name.casefold(), speaker.role), (speaker.name, speaker.role))
        own = self.record.name.casefold()
        with_role = {name for name, role in named if role}
        return tuple(shown for (name, role), shown in named.items() if name != own and (role or name not in with_role))


@dataclass(frozen=True)
class Report:
    """The whole of a comparison, ready to be shown. Parties and issues with most to show come first."""

    comparison: Comparison
    documents: tuple[DocumentView, ...]
    parties: tuple[PartyView, ...]
    issues: tuple[IssueView, ...]
    positions: tuple[PositionView, ...]
    contradictions: tuple[RelationView, ...]
    agreements: tuple[RelationView, ...]
    agreement_groups: tuple[AgreementGroup, ...]
    changes: tuple[RelationView, ...]
    possible: tuple[RelationView, ...]
    baseline: bool = False
    """Whether it was held against a baseline, so that a finding which is not in it is a new one."""

    @property
    def relations(self) -> tuple[RelationView, ...]:
        """All of them: contradictions, agreements, changes, then the merely possible."""
        return (*self.contradictions, *self.agreements, *self.changes, *self.possible)

    def told_of(self, relation: RelationView) -> str:
        """``new``, or one of ``Answer``; empty without a baseline."""
        return relation.answer_label or ("new" if self.baseline else "")

    @property
    def compared(self) -> tuple[IssueView, ...]:
        """Issues on which at least two parties speak; all of them where there is none."""
        return tuple(issue for issue in self.issues if len(issue.cells) > 1) or self.issues

    @property
    def sources(self) -> int:
        """Independent sources among the documents."""
        return len({document.origin for document in self.documents})


def independent(positions: Iterable[PositionView]) -> int:
    """How many independent sources the positions come from."""
    return len({position.document.origin for position in positions})
