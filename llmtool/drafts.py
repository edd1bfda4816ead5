"""What passes between the steps before the records are made: drafts from the engines, and what judges see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from llmtool.schema import (
    Certainty,
    Document,
    Issue,
    Party,
    PartyKind,
    Position,
    PositionDraft,
    RelationKind,
    RelationLabel,
    Span,
    Speaker,
    Stance,
)


@dataclass(frozen=True)
class GroundedDraft:
    """A position draft that is tied to its document by at least one span."""

    document_id: str
    draft: PositionDraft
    evidence: tuple[Span, ...]


@dataclass(frozen=True)
class PartyDraft:
    """A side; drafts belong to it by the casefolded name or an alias."""

    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class SpeakerDraft:
    """A speaker; drafts belong to it by the casefolded name or an alias. ``party`` is a party's name."""

    name: str
    role: str | None
    party: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class IssueDraft:
    """An issue with its positions: number (from 1, in the order they were given) to stance towards the question."""

    label: str
    question: str
    stances: Mapping[int, Stance]


@dataclass(frozen=True)
class AlignmentDraft:
    """A proposal of who is who and what belongs together. What it leaves out is settled by names and topics."""

    parties: tuple[PartyDraft, ...] = ()
    speakers: tuple[SpeakerDraft, ...] = ()
    issues: tuple[IssueDraft, ...] = ()


@dataclass(frozen=True)
class Aligned:
    """What a judge sees: positions with their holders and documents, sorted as in a comparison."""

    documents: tuple[Document, ...]
    parties: tuple[Party, ...]
    speakers: tuple[Speaker, ...]
    issues: tuple[Issue, ...]
    positions: tuple[Position, ...]


@dataclass(frozen=True)
class RelationDraft:
    """A relation as an engine proposes it; ``a`` and ``b`` are position ids, in any order."""

    a: str
    b: str
    label: RelationLabel
    kind: RelationKind
    certainty: Certainty
    rationale: str
    decided_by: Literal["rule", "model", "llm"]
    second_reading: Literal["confirmed", "not_run"] = "not_run"
