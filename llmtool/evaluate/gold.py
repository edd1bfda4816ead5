"""What people have labelled: the records of a case's ``case.yaml``, ``gold.json`` and ``second.json``.

A label names its evidence by its exact words, so that a person can write it; ``cases.load_case`` finds them.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from llmtool.schema import (
    Attribution,
    Modality,
    PartyKind,
    Record,
    RelationKind,
    RelationLabel,
    Scope,
    Stance,
)

Name = Annotated[str, Field(min_length=1)]


class DocumentFormat(StrEnum):
    """How a document tells who said what: the same words are harder to read in some than in others."""

    WIRE = "wire"
    STORY = "story"
    TRANSCRIPT = "transcript"
    BULLETS = "bullets"
    LIVE_BLOG = "live_blog"
    RELEASE = "release"


class SourceFile(Record):
    """One document of a case."""

    file: Name = Field(description="Path inside the case's folder.")
    outlet: Name
    published: dt.date
    format: DocumentFormat | None = Field(default=None, description="Only for the figures by format.")


class CaseParty(Record):
    """A holder of positions, as the labels name it."""

    name: Name
    kind: PartyKind
    aliases: tuple[Name, ...] = ()


class CaseInfo(Record):
    """A ``case.yaml``: what is compared, and who is who in it."""

    id: Name
    title: Name
    tags: tuple[Name, ...] = ()
    nothing_to_find: bool = Field(default=False, description="The right answer is: no contradiction.")
    sources: Annotated[tuple[SourceFile, ...], Field(min_length=1)]
    parties: tuple[CaseParty, ...]


class Alternatives(Record):
    """Readings that are as right as the one in the label."""

    speaker: tuple[Name | None, ...] = ()
    party: tuple[Name, ...] = ()
    issue: tuple[Name, ...] = ()
    stance: tuple[Stance, ...] = ()
    modality: tuple[Modality, ...] = ()
    attribution: tuple[Attribution, ...] = ()


class GoldPosition(Record):
    """A position that a careful reader lists."""

    id: Name
    source: Name = Field(description="A file of case.yaml.")
    speaker: Name | None = Field(description="Null for the outlet's own voice, or where nobody is named or described.")
    party: Name = Field(description="The name of a party of case.yaml.")
    issue: Name = Field(description="A short label, the same for positions on the same question.")
    claim: Name
    stance: Stance
    modality: Modality
    attribution: Attribution
    said_on: dt.date | None = None
    evidence: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="Exact words of the document's text, each found in it once."
    )
    optional: bool = Field(default=False, description="Neither a miss when it is left out nor a false alarm when not.")
    alternatives: Alternatives = Alternatives()


class GoldRelation(Record):
    """What holds between two labelled positions."""

    a: Name
    b: Name
    label: RelationLabel
    kind: RelationKind
    scope: Scope
    clear: bool = Field(default=True, description="False where reasonable readers differ: it then counts neither way.")
    why: Name

    @model_validator(mode="after")
    def _two_positions(self) -> Self:
        if self.a == self.b:
            raise ValueError(f"a relation of {self.a!r} with itself")
        return self


class GoldFile(Record):
    """A ``gold.json``."""

    positions: tuple[GoldPosition, ...]
    relations: tuple[GoldRelation, ...]
    neutral: tuple[tuple[Name, Name], ...] = Field(
        default=(), description="Pairs that look related and are not: flagging one is a false alarm."
    )
    forbidden: tuple[Name, ...] = Field(
        default=(), description="Words of the sources that no evidence may come from, such as orders to the reader."
    )


class SecondFile(Record):
    """A ``second.json``: an independent labeller's positions, and relations over the first labeller's positions."""

    positions: tuple[GoldPosition, ...]
    relations: tuple[GoldRelation, ...]
