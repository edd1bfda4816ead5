"""The records: what a comparison is made of, and the JSON contract that other programs read.

Records are frozen, refuse unknown fields, and carry ids that are hashes of their content, so the same input gives the
same bytes. Offsets are half-open ``[start, end)`` in code points of the document's text.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION: Final = "1"


class Stance(StrEnum):
    """Where a position stands towards the question of its issue (SemEval-2016 task 6, plus ``mixed``)."""

    FAVOR = "favor"
    AGAINST = "against"
    MIXED = "mixed"
    NONE = "none"


class Modality(StrEnum):
    """What the speaker does with the claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DEMANDS = "demands"
    OFFERS = "offers"
    PREDICTS = "predicts"
    CONDITIONAL = "conditional"


class Attribution(StrEnum):
    """How the document gives the words: quoted, reported, both, or in the outlet's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATOR = "narrator"


class PartyKind(StrEnum):
    """What a side is; ``source`` is an outlet that speaks for itself."""

    STATE = "state"
    ORGANISATION = "organisation"
    PERSON = "person"
    SOURCE = "source"


class RelationLabel(StrEnum):
    """How two positions stand to each other; no relation is no record."""

    AGREEMENT = "agreement"
    CONTRADICTION = "contradiction"
    CHANGE = "change"


class RelationKind(StrEnum):
    """What the two positions differ or agree in."""

    NEGATION = "negation"
    NUMERIC = "numeric"
    TEMPORAL = "temporal"
    STANCE = "stance"
    DEGREE = "degree"
    REPORTING = "reporting"


class Scope(StrEnum):
    """Between whom a relation holds."""

    CROSS_PARTY = "cross_party"
    WITHIN_PARTY = "within_party"
    SAME_SPEAKER = "same_speaker"
    CROSS_SOURCE = "cross_source"


class Certainty(StrEnum):
    """``firm``: the tool would stake its name on it; ``possible``: worth a look, never counted in a headline."""

    FIRM = "firm"
    POSSIBLE = "possible"


class VerdictLabel(StrEnum):
    """What the firm relations of two parties on one issue add up to."""

    AGREE = "agree"
    DISAGREE = "disagree"
    MIXED = "mixed"
    ONE_SIDED = "one_sided"


class Record(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def content_id(prefix: str, *parts: object) -> str:
    """``prefix-`` and twelve hex digits of the SHA-256 of the parts, written as JSON.

    Parts are JSON values; the same parts give the same id on every machine.
    """
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{prefix}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


class Span(Record):
    """A half-open stretch ``[start, end)`` of a document's text, in code points, with its exact words."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    exact: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _length_fits(self) -> Self:
        if self.end - self.start != len(self.exact):
            raise ValueError(
                f"goes from {self.start} to {self.end}, which is not the length of its quotation ({len(self.exact)})"
            )
        return self


class Document(Record):
    """A source text with its outlet and date. The text is never altered after ingest."""

    id: str
    source: str = Field(description="Path or URL as given.")
    title: str | None
    outlet: str | None
    byline: str | None
    published: dt.date | None
    language: str | None = Field(description="ISO 639-1 code.")
    text: str
    copy_of: str | None = Field(description="Id of the document that this one repeats.")


class Party(Record):
    """A side: a state, an organisation, a person who speaks for nobody else, or an outlet."""

    id: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()


class Speaker(Record):
    """Who says it."""

    id: str
    name: str
    role: str | None
    party_id: str
    aliases: tuple[str, ...] = ()


class Issue(Record):
    """A question that positions are about."""

    id: str
    label: str
    question: str


class Position(Record):
    """One grounded claim by one speaker on one issue, in one document: the unit that is compared."""

    id: str
    document_id: str
    speaker_id: str | None
    party_id: str
    issue_id: str
    claim: str = Field(description="The proposition, one self-contained sentence.")
    stance: Stance
    modality: Modality
    attribution: Attribution
    said_on: dt.date | None
    evidence: Annotated[tuple[Span, ...], Field(min_length=1)]


class Relation(Record):
    """What holds between two positions; ``a`` is the earlier one, where dates tell."""

    id: str
    issue_id: str
    a: str
    b: str
    label: RelationLabel
    kind: RelationKind
    scope: Scope
    certainty: Certainty
    rationale: str
    decided_by: Literal["rule", "model", "llm"]
    second_reading: Literal["confirmed", "not_run"]


class Verdict(Record):
    """What the firm relations between two parties on one issue add up to, by a fixed rule."""

    issue_id: str
    party_a_id: str
    party_b_id: str
    label: VerdictLabel
    relation_ids: tuple[str, ...]


class PositionDraft(Record):
    """An engine's position before it is grounded; also kept as it was when grounding refuses it."""

    speaker: str | None = Field(description="As the text names them; null for an unnamed voice or the outlet itself.")
    role: str | None
    party: str | None = Field(description="The side it is said for, as far as the engine can tell.")
    topic: str = Field(description="A few words that name what it is about.")
    claim: str
    modality: Modality
    attribution: Attribution
    said_on: dt.date | None
    sentences: tuple[int, ...] = Field(description="Numbers of the supporting sentences, from 1, in document order.")
    quotes: tuple[str, ...] = Field(default=(), description="Words to narrow to, verbatim from those sentences.")


class Ungrounded(Record):
    """A draft that could not be tied to the text. Reported and counted, never dropped in silence."""

    document_id: str
    draft: PositionDraft
    reason: str


class Failure(Record):
    """A step that failed; never to be read as "nothing found"."""

    stage: Literal["ingest", "extract", "align", "compare", "second_reading"]
    subject: str
    error: str


class Usage(Record):
    """What a run took. The only part of a comparison that may differ between a cold and a warm run."""

    calls: int = 0
    cached_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = Field(default=0.0, description="Null where the price of the model is unknown.")
    seconds: float = 0.0


class Tool(Record):
    """The program that made a comparison."""

    name: str
    version: str


class EngineInfo(Record):
    """The engine that made the drafts, why it was chosen, and the versions of the prompts it used."""

    name: Literal["offline", "llm"]
    model: str | None
    prompts: dict[str, str] = Field(description="Prompt name to version.")
    reason: str


class Comparison(Record):
    """Everything a report shows."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    tool: Tool
    engine: EngineInfo
    documents: tuple[Document, ...]
    parties: tuple[Party, ...]
    speakers: tuple[Speaker, ...]
    issues: tuple[Issue, ...]
    positions: tuple[Position, ...]
    relations: tuple[Relation, ...]
    verdicts: tuple[Verdict, ...]
    ungrounded: tuple[Ungrounded, ...]
    failures: tuple[Failure, ...]
    usage: Usage
