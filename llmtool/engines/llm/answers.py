"""The shapes of the answers. Field order is the order in which a model writes: evidence first, judgement after it.

Each is closed and compact, because its schema is sent with every call. They are lenient where a slip can be mended
(dates are text here) and strict where it can't (labels).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel

from llmtool.schema import Attribution, Certainty, Modality, PartyKind, RelationKind, RelationLabel

UNKNOWN_OUTLET = "outlet not known"
NOBODY = frozenset(
    {
        *("", "null", "none", "n/a", "unknown", "narrator", "own voice", "outlet", "the outlet", "the outlet itself"),
        *("a source", "source", "the source", "unknown outlet", "unknown source", UNKNOWN_OUTLET),
    }
)
"""What models write where there is no name to write, casefolded."""


class FoundSpeaker(BaseModel):
    """A speaker in a source, and whom they speak for."""

    name: str
    role: str | None
    party: str | None


class FoundPosition(BaseModel):
    """A position in a source."""

    sentences: list[int]
    speaker: str | None
    attribution: Attribution
    quotes: list[str]
    claim: str
    topic: str
    modality: Modality
    said_on: str | None


class Found(BaseModel):
    """The answer to ``extract``."""

    speakers: list[FoundSpeaker]
    positions: list[FoundPosition]


class NamedParty(BaseModel):
    """A side under all its names."""

    name: str
    kind: PartyKind
    aliases: list[str]


class NamedSpeaker(BaseModel):
    """A speaker under all their names."""

    name: str
    role: str | None
    party: str
    aliases: list[str]


class SortedIssue(BaseModel):
    """An issue, and the numbers of its positions by stance: a field for each ``Stance``."""

    label: str
    question: str
    favor: list[int]
    against: list[int]
    mixed: list[int]
    none: list[int]


class Sorted(BaseModel):
    """The answer to ``align``."""

    parties: list[NamedParty]
    speakers: list[NamedSpeaker]
    issues: list[SortedIssue]


class JudgedPair(BaseModel):
    """A contradiction or a change between two positions, by number."""

    a: int
    b: int
    label: Literal[RelationLabel.CONTRADICTION, RelationLabel.CHANGE]
    kind: RelationKind
    certainty: Certainty
    rationale: str


class AgreeingGroup(BaseModel):
    """Positions that say the same, by number."""

    positions: list[int]
    kind: RelationKind
    certainty: Certainty
    rationale: str


class Judged(BaseModel):
    """The answer to ``compare``."""

    relations: list[JudgedPair]
    agreements: list[AgreeingGroup]


class SecondVerdict(StrEnum):
    """What the second reader makes of a flagged contradiction."""

    CONFIRMED = "confirmed"
    CHANGE = "change"
    AGREEMENT = "agreement"
    REFUTED = "refuted"


class ReadPair(BaseModel):
    """The second reading of one pair, by its number."""

    pair: int
    verdict: SecondVerdict
    certainty: Certainty
    rationale: str


class ReadAgain(BaseModel):
    """The answer to ``second_reading``."""

    readings: list[ReadPair]
