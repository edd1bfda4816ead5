"""The parts of a difference between two runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from llmtool.report.positions import DocumentView, PositionView
from llmtool.report.views import RelationView, Report
from llmtool.schema import VerdictLabel

T = TypeVar("T")


class Status(StrEnum):
    """What became of a thing."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True)
class Edit:
    """One field before and after, in words for a person; None where there was nothing."""

    field: str
    old: str | None
    new: str | None

    @property
    def name(self) -> str:
        """The field as reports call it."""
        return "why" if self.field == "rationale" else self.field


@dataclass(frozen=True)
class Change(Generic[T]):
    """A thing that is new (``old`` is None), gone (``new`` is None) or changed, and in what.

    ``reason`` says why a finding came or went.
    """

    old: T | None
    new: T | None
    edits: tuple[Edit, ...] = ()
    reason: str = ""

    @property
    def status(self) -> Status:
        """New, gone or changed."""
        if self.old is None:
            return Status.NEW
        return Status.GONE if self.new is None else Status.CHANGED

    @property
    def shown(self) -> T:
        """The thing as it is now, or as it was last."""
        shown = self.new if self.new is not None else self.old
        if shown is None:
            raise ValueError("a change of nothing")
        return shown


@dataclass(frozen=True)
class VerdictChange:
    """Two parties that stand otherwise to each other on an issue than before."""

    issue: str
    parties: tuple[str, str]
    old: VerdictLabel
    new: VerdictLabel


@dataclass(frozen=True)
class Renamed:
    """A party, speaker or issue that holds the same positions under another name."""

    what: str
    old: str
    new: str


@dataclass(frozen=True)
class Difference:
    """All that differs. ``cautions`` are reasons why a difference need not lie in the sources."""

    old: Report
    new: Report
    cautions: tuple[str, ...]
    documents: tuple[Change[DocumentView], ...]
    renamed: tuple[Renamed, ...]
    verdicts: tuple[VerdictChange, ...]
    relations: tuple[Change[RelationView], ...]
    positions: tuple[Change[PositionView], ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.documents or self.renamed or self.verdicts or self.relations or self.positions)
