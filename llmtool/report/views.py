"""What every format shows: records joined with what they refer to, grouped and counted once.

A format that took its counts from anywhere else could disagree with another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from llmtool.report import wording
from llmtool.report.inline import shorten
from llmtool.report.positions import DocumentView, PositionView, independent
from llmtool.schema import (
    Comparison,
    Issue,
    Modality,
    Party,
    Relation,
    RelationLabel,
    Speaker,
    Stance,
    Verdict,
)

ABOUT = 60
"""Code points of a quotation that stands for a label."""


class Answer(StrEnum):
    """What a person made of a finding. An ``open`` one has only a note: it still counts as new."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    OPEN = "open"


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
    def why(self) -> str:
        """The reason; that the trained model reads the two alike is told where it says who decided."""
        return self.record.rationale.removesuffix(f"; {wording.READ_ALIKE}")

    @property
    def about(self) -> str:
        """The label of the issue; under one that says nothing, the first side's own words."""
        words = shorten(self.a.quote, ABOUT)
        return f"{self.issue.label}: “{words}”" if self.issue.label == wording.OTHER else self.issue.label

    @property
    def sources(self) -> int:
        """Independent sources behind the two positions: 1 or 2."""
        return independent((self.a, self.b))

    @property
    def same_words(self) -> bool:
        """Whether one quotation holds the other, so that only the claims tell the sides apart."""
        return self.a.quote in self.b.quote or self.b.quote in self.a.quote

    @cached_property
    def around(self) -> tuple[int, int] | None:
        """Offsets of the one passage that both sides rest on, where their quotations overlap and it says more."""
        if not self.same_words or self.a.document.record.id != self.b.document.record.id or not self.disputed:
            return None
        spans = (*self.a.record.evidence, *self.b.record.evidence)
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        held = [each for each in self.a.document.sentences if each.start < end and each.end > start]
        more = held and (held[0].start < start or held[-1].end > end)
        return (held[0].start, held[-1].end) if more and len(held) <= len(spans) else None

    @property
    def passage(self) -> str:
        """The words at ``around``; empty where there are none to show."""
        return self.a.document.record.text[slice(*self.around)] if self.around else ""


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

    @property
    def stands(self) -> str:
        """The stance in a word; where none is taken, what is done: ``states``, ``demands and predicts``."""
        if self.stance is not Stance.NONE:
            return wording.STANCE[self.stance]
        done = {position.record.modality for position in self.positions}
        return " and ".join(wording.DOES[each] for each in Modality if each in done)


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

    @property
    def tells(self) -> bool:
        """Whether a row of it says more than that each party was heard once: a stance, a finding, two sources."""
        return any(
            cell.stance is not Stance.NONE or cell.sources > 1 or cell.contradictions or cell.agreements or cell.changes
            for cell in self.cells
        )

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
