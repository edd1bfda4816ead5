"""What an engine takes and gives: drafts out, never records, so that both engines pass through the same grounding,
alignment and verdict rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from llmtool.drafts import Aligned, AlignmentDraft, GroundedDraft, RelationDraft
from llmtool.schema import Document, EngineInfo, Failure, PositionDraft, Usage
from llmtool.segment import Sentence


class Progress(Protocol):
    """Told how far a stage has come; ``done`` of ``total`` units. Called from worker threads too."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note that ``done`` of ``total`` units of the stage are done."""
        ...


def no_progress(stage: str, done: int, total: int) -> None:
    """Progress that goes nowhere."""


def no_steps(step: int) -> None:
    """What is told of each step inside a unit, and tells nobody."""


@dataclass(frozen=True)
class SegmentedDocument:
    """A document and its sentences; ``sentences[n - 1]`` is sentence number ``n``."""

    document: Document
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Extraction:
    """Position drafts by document id, and what failed."""

    drafts: Mapping[str, tuple[PositionDraft, ...]]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Alignment:
    """A proposal of who is who and what belongs together, and what failed."""

    draft: AlignmentDraft
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Relations:
    """Relation drafts, and what failed."""

    drafts: tuple[RelationDraft, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a run would take. ``calls`` includes ``cached_calls``; tokens and cost do not. Stored answers are known only
    for the documents, since what comes later depends on them.

    ``cost_usd`` is None where the price of the model is unknown.
    """

    calls: int
    cached_calls: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None
    steps: Mapping[str, int] = field(default_factory=dict)
    """Calls by stage, stored ones too, in the order in which the stages come."""


class Engine(Protocol):
    """Turns texts into drafts. Failed work comes back as failures; only an error that ends the run is raised."""

    def extract(self, documents: Sequence[SegmentedDocument], progress: Progress = no_progress) -> Extraction:
        """Find the positions in each document."""
        ...

    def align(self, positions: Sequence[GroundedDraft], progress: Progress = no_progress) -> Alignment:
        """Propose parties, speakers and issues; ``positions`` are numbered from 1 in the order given."""
        ...

    def compare(self, aligned: Aligned, progress: Progress = no_progress) -> Relations:
        """Propose relations between positions of the same issue."""
        ...

    def plan(self, documents: Sequence[SegmentedDocument], *, judge: bool = True) -> Plan:
        """Estimate a run without a call; ``judge`` is False where it stops after the positions."""
        ...

    def info(self) -> EngineInfo:
        """Name, model, reason and prompt versions."""
        ...

    def usage(self) -> Usage:
        """Calls, tokens and cost so far; zeros for an engine that makes no call."""
        ...

    def close(self) -> None:
        """Let go of connections. The engine may be used again: it opens them anew."""
        ...
