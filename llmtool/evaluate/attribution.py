"""Who said what, held against the labels of a public set: spans of evidence against spans of content, and the speaker
against the source. JSON lines: ``text``, and ``attributions`` with ``source``, ``content`` and ``kind``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from llmtool import pipeline
from llmtool.config import EngineChoice, cache_folder, choose_engine
from llmtool.evaluate.external import json_lines, parsed
from llmtool.evaluate.matching import best_assignment
from llmtool.evaluate.metrics import with_intervals
from llmtool.evaluate.names import Form, form, forms
from llmtool.evaluate.results import Figure, Tally, prf, share
from llmtool.evaluate.spans import Stretch, span_f1, span_tallies
from llmtool.ingest import Ingested
from llmtool.schema import Attribution, Comparison, Document, Span

HALF = 0.5
"""Two spans are about the same attribution if their F1 is at least this."""
KINDS = ("direct", "indirect", "mixed")
_PRONOUNS = frozenset("he she they it i we you who his her their its him them one which that".split())


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


def figures(path: Path) -> dict[str, Figure]:
    """Span F1 exact, by overlap and at half overlap; whether the source of a matched one is right, by kind.

    The figures are those of positions, what the tool shows. Under ``read`` stands all that the engine read as
    somebody's words: a set that asks who said what labels much that nobody would compare ("he told them to leave").

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
    sums, found = _spans_held(labelled, {name: position.evidence for name, position in predicted.items()})
    sums["failed"] = share(0, 1)
    named = sources = 0
    by_kind: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
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
    return sums | _read_tallies(article, labelled)


def _read_tallies(article: Article, labelled: Mapping[str, tuple[Span, ...]]) -> dict[str, Tally]:
    """The same for all attributions that were read, whether or not they became positions."""
    predicted = {str(place): spans for place, spans in enumerate(pipeline.attributions(_document(article)))}
    sums, found = _spans_held(labelled, predicted)
    for kind in KINDS:
        ids = [each.id for each in article.attributions if each.kind == kind]
        sums[f"found.{kind}"] = share(sum(each in found for each in ids), len(ids))
    return {f"read.{name}": tally for name, tally in sums.items()}


def _spans_held(
    labelled: Mapping[str, Sequence[Span]], predicted: Mapping[str, Sequence[Span]]
) -> tuple[dict[str, Tally], dict[str, str]]:
    """The sums over spans, and each label with the prediction that covers at least half of it, one-to-one."""
    scores = {
        (label, name): round(score * 1_000_000)
        for label, spans in labelled.items()
        for name, given in predicted.items()
        if (score := span_f1(spans, given)) >= HALF
    }
    found = best_assignment(scores)
    wanted, given = ([Stretch("", spans) for spans in each.values()] for each in (labelled, predicted))
    sums = span_tallies(wanted, given)
    return sums | {"spans_half": prf(len(found), len(predicted), len(found), len(labelled))}, found


def _document(article: Article) -> Document:
    return Document(
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


def _extracted(article: Article) -> Comparison:
    """The positions that the offline engine finds in the text as it is."""
    engine = pipeline.make_engine(choose_engine(EngineChoice.OFFLINE), folder=cache_folder())
    return pipeline.compare(Ingested((_document(article),), ()), engine, judge=False)


def _spans(text: str, places: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end, exact=text[start:end]) for start, end in places)


def _names(ours: frozenset[Form], mention: Form) -> bool:
    """Is one of our names in the mention ("Ann Ray, who runs the port"), or the mention in one ("Ray")?"""
    return any(_within(mine, mention) or _within(mention, mine) for mine in ours)


def _within(short: Form, long: Form) -> bool:
    return any(long[place : place + len(short)] == short for place in range(len(long) - len(short) + 1))
