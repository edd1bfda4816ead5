"""Public development sets, so that figures can be set beside published ones. They measure the offline engine.

Pairs (``a``, ``b``, ``label``): the judge on two positions, one from each sentence. ``attribution`` and ``disputes``
have the other sets.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from llmtool import invalid
from llmtool.drafts import Aligned
from llmtool.errors import InputError
from llmtool.evaluate.metrics import Value, precision_recall, values, with_intervals
from llmtool.evaluate.results import Figure, Tally, prf
from llmtool.evaluate.table import FIGURE_HEADER, shown, text_table
from llmtool.relate import compare_offline, finish
from llmtool.relate.trained.relation_model import RelationModel
from llmtool.schema import (
    Attribution,
    Certainty,
    Document,
    Issue,
    Modality,
    Party,
    PartyKind,
    Position,
    Span,
    Stance,
)

_NEUTRAL = "neutral"

_Row = TypeVar("_Row", bound=BaseModel)


class SentencePair(BaseModel):
    """Two sentences and how they stand to each other."""

    id: str
    a: Annotated[str, Field(min_length=1)]
    b: Annotated[str, Field(min_length=1)]
    label: Literal["agreement", "contradiction", "neutral"]


def pairs(path: Path, model: RelationModel | None = None) -> dict[str, Figure]:
    """Three-way accuracy, macro-F1, and precision and recall of contradiction; with firm findings, and with any.

    Raises:
        InputError: the file can't be read or has another form.

    """
    rows = [parsed(path, number, line, SentencePair) for number, line in json_lines(path)]
    return with_intervals([_pair_tallies(row, model) for row in rows], _pair_formula)


def _pair_tallies(row: SentencePair, model: RelationModel | None) -> dict[str, Tally]:
    label, certainty = judged(row.a, row.b, model)
    firm = label if certainty is Certainty.FIRM else _NEUTRAL
    return {"any": {f"{row.label}|{label}": 1}, "firm": {f"{row.label}|{firm}": 1}}


def _pair_formula(name: str, tally: Tally) -> dict[str, Value]:
    """Accuracy and macro-F1, and precision, recall and F1 of contradiction."""
    said = sum(amount for key, amount in tally.items() if key.endswith("|contradiction"))
    true = sum(amount for key, amount in tally.items() if key.startswith("contradiction|"))
    both = tally.get("contradiction|contradiction", 0)
    precision, recall, f1 = precision_recall(prf(both, said, both, true))
    found = values(name, tally)
    found |= {f"{name}.contradiction.precision": precision, f"{name}.contradiction.recall": recall}
    return found | {f"{name}.contradiction.f1": f1}


def judged(a: str, b: str, model: RelationModel | None = None) -> tuple[str, Certainty | None]:
    """What rules and model say about two sentences of two sides, undated and on one issue; without one, the rules."""
    aligned = _two_sides(a, b)
    relations = finish(compare_offline(aligned, model), aligned)
    return (relations[0].label.value, relations[0].certainty) if relations else (_NEUTRAL, None)


def _two_sides(a: str, b: str) -> Aligned:
    sides = (("a", a), ("b", b))
    return Aligned(
        documents=tuple(
            Document(
                id=name,
                source=name,
                title=None,
                outlet=None,
                byline=None,
                published=None,
                language="en",
                text=text,
                copy_of=None,
            )
            for name, text in sides
        ),
        parties=tuple(Party(id=name, name=name.upper(), kind=PartyKind.ORGANISATION) for name, _ in sides),
        speakers=(),
        issues=(Issue(id="i", label="i", question="i"),),
        positions=tuple(
            Position(
                id=name,
                document_id=name,
                speaker_id=None,
                party_id=name,
                issue_id="i",
                claim=text,
                stance=Stance.NONE,
                modality=Modality.ASSERTS,
                attribution=Attribution.INDIRECT,
                said_on=None,
                evidence=(Span(start=0, end=len(text), exact=text),),
            )
            for name, text in sides
        ),
    )


def json_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, empty ones left out.

    Raises:
        InputError: the file can't be read.

    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}); give a file of JSON lines") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8; give a file of JSON lines") from error
    return ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def parsed(path: Path, number: int, line: str, record: type[_Row]) -> _Row:
    """One line as a record.

    Raises:
        InputError: it has another form; names the line and the field.

    """
    try:
        return record.model_validate_json(line)
    except ValidationError as error:
        raise InputError(f"{path}:{number}: {invalid.sentence(error.errors(include_url=False)[0])}") from error


def as_text(found: dict[str, Figure]) -> str:
    """The figures with their intervals."""
    rows = [
        (name, shown(name, each.value), "" if each.low is None else f"{each.low:.3f} to {each.high:.3f}", str(each.n))
        for name, each in found.items()
    ]
    return text_table(FIGURE_HEADER, rows) + "\n"


def as_json(found: dict[str, Figure]) -> str:
    """The figures as JSON, rounded to four places."""
    figures = {
        name: {key: round(value, 4) if isinstance(value, float) else value for key, value in each}
        for name, each in found.items()
    }
    return json.dumps(figures, indent=1, sort_keys=True) + "\n"
