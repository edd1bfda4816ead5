"""The records of an eval run: what became of every label and every prediction, and the figures over them.

A run file has the same bytes for the same cases, engine and answers: keys are sorted, numbers are rounded to four
places, and nothing depends on the time or the machine.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import Field

from llmtool.schema import (
    Attribution,
    Certainty,
    Failure,
    Modality,
    Record,
    RelationKind,
    RelationLabel,
    Scope,
    Stance,
    Ungrounded,
    Usage,
)

Tally = dict[str, float]
"""Sums that add up over cases, such as ``{"hit": 7, "predicted": 9, "gold": 10}``; a figure is a formula over them."""

Origin = Literal["computed", "live", "recorded", "scripted"]
"""Where answers came from. Scripted ones exercise the plumbing: no quality figure counts them."""


def prf(p: float, predicted: float, r: float, labelled: float) -> Tally:
    """A tally for precision and recall: hits among the predicted, and among the labelled."""
    return {"p": p, "P": predicted, "r": r, "R": labelled}


def share(x: float, n: float) -> Tally:
    """A tally for a share or a mean: ``x`` of ``n``."""
    return {"x": x, "n": n}


class Figure(Record):
    """A measured value; None where there was nothing to measure (``n`` 0). ``low`` and ``high`` bound 95 %."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


class Nearest(Record):
    """The prediction that came closest to a missed label (or the label that came closest to a false alarm), and why it
    is not the one. ``score`` leaves the gates aside.
    """

    id: str
    why: Literal["other_holder", "no_overlap", "too_far", "taken"]
    detail: str
    score: float


class GoldOutcome(Record):
    """What became of a labelled position.

    ``merged``: a prediction covers it that was matched with another label. ``optional``: not found, and no miss.
    ``error``: the call that would have found it failed.
    """

    gold: str
    line: int
    outcome: Literal["found", "merged", "missed", "optional", "error"]
    position: str | None
    score: float | None
    speaker_right: bool | None
    party_right: bool | None
    nearest: Nearest | None = None


class PredictedPosition(Record):
    """A position of the comparison, as far as a reader of the result needs it.

    ``gold`` lists the labels that it stands for, the matched one first. ``found`` and ``optional`` are matched;
    ``split``: a further part of a label that was matched with another prediction; ``copy``: a copy's repeat of one;
    ``extra``: no label has it.
    """

    id: str
    source: str
    spans: tuple[tuple[int, int], ...]
    evidence: tuple[str, ...]
    speaker: str | None
    party: str
    issue: str
    claim: str
    stance: Stance
    modality: Modality
    attribution: Attribution
    outcome: Literal["found", "optional", "split", "copy", "extra"]
    gold: tuple[str, ...]
    forbidden: bool = Field(default=False, description="Its evidence comes from where none may come from.")
    nearest: Nearest | None = None


class RelationOutcome(Record):
    """What became of a labelled relation.

    ``found``: the right label, firm or possible; ``mislabelled``: another label. Or nothing was predicted: ``missed``,
    though both positions were there; ``apart``: so they were, in two issues; ``unreachable``: a position was not there;
    ``optional``: nor was it, and it is optional; ``error``: a call failed. Unclear ones have an outcome and count
    neither way.
    """

    a: str
    b: str
    line: int
    label: RelationLabel
    kind: RelationKind
    scope: Scope
    clear: bool
    outcome: Literal["found", "mislabelled", "missed", "apart", "unreachable", "optional", "error"]
    relation: str | None
    predicted: RelationLabel | None
    certainty: Certainty | None


class PredictedRelation(Record):
    """A relation of the comparison.

    ``key`` names the pair by label ids, or by place where a position has no label: it stays the same when ids change.
    ``right``: as labelled; ``mislabelled``: the pair is labelled otherwise; ``unclear``: the pair is labelled, and
    readers differ; ``repeat``: a second relation for the same labels; ``neutral``: labelled as no relation;
    ``false``: not among the labels.
    """

    id: str
    key: str
    a: str
    b: str
    gold: tuple[str, str] | None
    label: RelationLabel
    kind: RelationKind
    scope: Scope
    certainty: Certainty
    rationale: str
    outcome: Literal["right", "mislabelled", "unclear", "repeat", "neutral", "false"]


class CaseResult(Record):
    """One case, run once. An error leaves no figures: it is neither a zero nor left out of the count."""

    case: str
    trial: int
    text_hash: str
    gold_hash: str
    origin: Origin
    error: str | None
    error_exit: int | None = Field(default=None, description="The exit code that goes with the error.")
    gold: tuple[GoldOutcome, ...] = ()
    predicted: tuple[PredictedPosition, ...] = ()
    relations: tuple[RelationOutcome, ...] = ()
    predicted_relations: tuple[PredictedRelation, ...] = ()
    ungrounded: tuple[Ungrounded, ...] = ()
    failures: tuple[Failure, ...] = ()
    usage: Usage = Usage()
    tallies: dict[str, Tally] = Field(default_factory=dict)
    parties: dict[str, Tally] = Field(default_factory=dict, description="Party to the tally of its positions.")
    attributions: dict[str, Tally] = Field(default_factory=dict, description="The same by attribution.")
    formats: dict[str, Tally] = Field(default_factory=dict, description="The same by format of the document.")
    figures: dict[str, Figure] = Field(default_factory=dict, description="Those of the table.")


class Run(Record):
    """An eval run: its cases sorted by name and trial, and the figures over all that are scored."""

    format: Literal["1"] = "1"
    engine: str
    model: str | None
    prompts: dict[str, str]
    cases: tuple[CaseResult, ...]
    figures: dict[str, Figure]
    parties: dict[str, dict[str, Figure]]
    """``case/party`` to the figures of its positions."""
    attributions: dict[str, dict[str, Figure]] = Field(default_factory=dict)
    """Attribution to ``precision`` (of what was predicted with it) and ``recall`` (of what is labelled with it)."""
    formats: dict[str, dict[str, Figure]] = Field(default_factory=dict)
    """Format of the document to ``precision`` and ``recall`` of the positions in such documents."""
    confusion: dict[str, dict[str, int]]
    """Labelled relation to predicted relation, ``none`` for neither; clear pairs, firm and possible together."""
    became: dict[str, dict[str, int]] = Field(default_factory=dict)
    """Labelled relation to what became of it (the outcomes above); clear ones."""


def dump(run: Run) -> str:
    """The run as JSON, the same bytes for the same run."""
    data = _rounded(run.model_dump(mode="json"))
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list) else value
