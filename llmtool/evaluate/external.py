"""Public development sets, so that figures can be set beside published ones. They measure the offline engine.

Attribution (JSON lines: ``text``, and ``attributions`` with ``source``, ``content`` spans and ``kind``): the evidence
of attributed positions against content spans, and the speaker against the source. Pairs (``a``, ``b``, ``label``): the
judge on two positions, one from each sentence.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from llmtool import pipeline
from llmtool.config import EngineChoice, cache_folder, choose_engine
from llmtool.drafts import Aligned
from llmtool.errors import InputError
from llmtool.evaluate.matching import best_assignment
from llmtool.evaluate.metrics import Value, precision_recall, values, with_intervals
from llmtool.evaluate.names import Form, form, forms
from llmtool.evaluate.results import Figure, Tally, prf, share
from llmtool.evaluate.spans import Stretch, span_f1, span_tallies
from llmtool.evaluate.table import FIGURE_HEADER, shown, text_table
from llmtool.ingest import Ingested
from llmtool.relate import compare_offline, finish
from llmtool.relate.relation_model import RelationModel
from llmtool.schema import (
    Attribution,
    Certainty,
    Comparison,
    Document,
    Issue,
    Modality,
    Party,
    PartyKind,
    Position,
    Span,
    Stance,
)

HALF = 0.5
"""Two spans are about the same attribution if their F1 is at least this."""
_PRONOUNS = frozenset("he she they it i we you who his her their its him them one which that".split())
_NEUTRAL = "neutral"

_Row = TypeVar("_Row", bound=BaseModel)


class Attributed(BaseModel):
    """One labelled attribution; offsets are code points of the text."""

    id: str
    source: tuple[int, int] | None
    content: Annotated[tuple[tuple[int, int], ...], Field(min_length=1)]
    kind: Literal["direct", "indirect", "mixed"]


class Article(BaseModel):
    """A text with its attributions."""

    doc_id: str
    text: str
    publisher: str | None = None
    attributions: tuple[Attributed, ...]


class SentencePair(BaseModel):
    """Two sentences and how they stand to each other."""

    id: str
    a: Annotated[str, Field(min_length=1)]
    b: Annotated[str, Field(min_length=1)]
    label: Literal["agreement", "contradiction", "neutral"]


def attribution(path: Path) -> dict[str, Figure]:
    """Span F1 exact, by overlap and at half overlap; whether the source of a matched one is right, by kind.

    Sources that are pronouns, or are not marked, can't be held against a name and are counted apart.

    Raises:
        InputError: the file can't be read or has another form.

    """
    articles = [parsed(path, number, line, Article) for number, line in json_lines(path)]
    return with_intervals([_article_tallies(article) for article in articles])


def _article_tallies(article: Article) -> dict[str, Tally]:
    try:
        comparison = _extracted(article)
    except Exception:  # noqa: BLE001 - counted as failed: it is neither a zero nor left out in silence
        return {"failed": share(1, 1)}
    speakers = {
        each.id: forms((each.name, each.role, *each.aliases)) | forms((each.name.split(",")[0],))
        for each in comparison.speakers
    }
    predicted = {each.id: each for each in comparison.positions if each.attribution is not Attribution.NARRATOR}
    labelled = {each.id: _spans(article.text, each.content) for each in article.attributions}
    scores = {
        (name, position.id): round(score * 1_000_000)
        for name, spans in labelled.items()
        for position in predicted.values()
        if (score := span_f1(spans, position.evidence)) >= HALF
    }
    found = best_assignment(scores)
    sums: dict[str, Tally] = span_tallies(
        [Stretch("", spans) for spans in labelled.values()],
        [Stretch("", position.evidence) for position in predicted.values()],
    )
    sums["failed"] = share(0, 1)
    sums["spans_half"] = prf(len(found), len(predicted), len(found), len(labelled))
    named = sources = 0
    by_kind: dict[str, Counter[str]] = {kind: Counter() for kind in ("direct", "indirect", "mixed")}
    for each in article.attributions:
        counts = by_kind[each.kind]
        counts["labelled"] += 1
        if each.id not in found:
            continue
        counts["found"] += 1
        sources += 1
        mention = form(article.text[slice(*each.source)]) if each.source else ()
        if not set(mention) - _PRONOUNS:
            continue
        named += 1
        speaker = predicted[found[each.id]].speaker_id
        counts["named"] += 1
        counts["right"] += speaker is not None and _names(speakers[speaker], mention)
    for kind, counts in by_kind.items():
        sums[f"found.{kind}"] = share(counts["found"], counts["labelled"])
        sums[f"source.{kind}"] = share(counts["right"], counts["named"])
    sums["source"] = share(sum(counts["right"] for counts in by_kind.values()), named)
    sums["source_is_a_name"] = share(named, sources)
    return sums


def _extracted(article: Article) -> Comparison:
    """The positions that the offline engine finds in the text as it is."""
    document = Document(
        id=article.doc_id,
        source=article.doc_id,
        title=None,
        outlet=article.publisher,
        byline=None,
        published=None,
        language="en",
        text=article.text,
        copy_of=None,
    )
    engine = pipeline.make_engine(choose_engine(EngineChoice.OFFLINE), folder=cache_folder())
    return pipeline.compare(Ingested((document,), ()), engine, judge=False)


def _spans(text: str, places: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end, exact=text[start:end]) for start, end in places)


def _names(ours: frozenset[Form], mention: Form) -> bool:
    """Is one of our names in the mention ("Ann Ray, who runs the port"), or the mention in one ("Ray")?"""
    return any(_within(mine, mention) or _within(mention, mine) for mine in ours)


def _within(short: Form, long: Form) -> bool:
    return any(long[place : place + len(short)] == short for place in range(len(long) - len(short) + 1))


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
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}:{number}: {where or 'the line'}: {first['msg']}") from error


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
