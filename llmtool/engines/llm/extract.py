"""Positions out of documents: one call each, more only for a document that is too long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from llmtool.align.parties.ties.senders import sender_of
from llmtool.client import Request
from llmtool.engines.llm.answers import NOBODY, UNKNOWN_OUTLET, Found
from llmtool.engines.llm.calls import Calls
from llmtool.engines.protocol import Extraction, Progress, SegmentedDocument
from llmtool.errors import BudgetError, CallError, CutError
from llmtool.prompts import line, load
from llmtool.schema import Attribution, Document, Failure, PositionDraft
from llmtool.segment import Sentence, chunks

_BEFORE = 2
"""Sentences before a part that are shown with it, so that "he" can be resolved."""


@dataclass(frozen=True)
class Part:
    """Consecutive sentences of a document that are read in one call."""

    document: Document
    all: tuple[Sentence, ...]
    sentences: tuple[Sentence, ...]
    label: str


def parts_of(documents: Sequence[SegmentedDocument], max_chars: int) -> list[Part]:
    """The calls that the documents need, in order."""
    parts = []
    for segmented in documents:
        document, all_sentences = segmented.document, segmented.sentences
        runs = chunks(all_sentences, document.text, max_chars)
        for number, run in enumerate(runs, start=1):
            label = f" (part {number} of {len(runs)})" if len(runs) > 1 else ""
            parts.append(Part(document, all_sentences, run, label))
    return parts


def extract(calls: Calls, documents: Sequence[SegmentedDocument], progress: Progress) -> Extraction:
    """Find the positions in each document; a call that failed is a failure of its document."""
    parts = parts_of(documents, calls.settings.chunk_chars)
    tasks = [lambda part=part: _read(calls, part, may_split=True) for part in parts]
    results = calls.run("extract", tasks, progress)
    drafts: dict[str, dict[PositionDraft, None]] = {segmented.document.id: {} for segmented in documents}
    failures: list[Failure] = []
    for part, (found, failed) in zip(parts, results, strict=True):
        drafts[part.document.id].update(dict.fromkeys(found))  # a model that repeats itself says nothing new
        failures += failed
    return Extraction({name: tuple(found) for name, found in drafts.items()}, tuple(failures))


def request_for(calls: Calls, part: Part) -> Request:
    """The request for a part; nothing is sent."""
    return calls.request(load("extract"), _subject(part), Found, **_values(part))


def _read(calls: Calls, part: Part, *, may_split: bool) -> tuple[list[PositionDraft], list[Failure]]:
    halves = _halves(part) if may_split and len(part.sentences) > 1 else ()
    if halves and calls.was_cut(request_for(calls, part), request_for(calls, halves[0])):
        return _read_all(calls, halves)
    try:
        found = calls.ask(load("extract"), _subject(part), Found, **_values(part))
    except CutError as error:
        if halves:  # half the text gives half the answer, which may fit
            return _read_all(calls, halves)
        return [], [Failure(stage="extract", subject=_subject(part), error=str(error))]
    except (CallError, BudgetError) as error:
        return [], [Failure(stage="extract", subject=_subject(part), error=str(error))]
    return drafts_of(found, part.document), []


def _read_all(calls: Calls, halves: Sequence[Part]) -> tuple[list[PositionDraft], list[Failure]]:
    drafts: list[PositionDraft] = []
    failures: list[Failure] = []
    for half in halves:
        found, failed = _read(calls, half, may_split=False)
        drafts += found
        failures += failed
    return drafts, failures


def _halves(part: Part) -> tuple[Part, Part]:
    sentences = part.sentences
    middle = (sentences[0].start + sentences[-1].end) // 2
    cut = min(max(1, sum(sentence.end <= middle for sentence in sentences)), len(sentences) - 1)
    return (
        Part(part.document, part.all, sentences[:cut], f"{part.label} (first half)"),
        Part(part.document, part.all, sentences[cut:], f"{part.label} (second half)"),
    )


def _subject(part: Part) -> str:
    return f"{part.document.source}{part.label}"


def _values(part: Part) -> dict[str, str]:
    document, text = part.document, part.document.text
    date = (
        f"{document.published:%Y-%m-%d} ({_WEEKDAYS[document.published.weekday()]})"
        if document.published
        else "undated"
    )
    source = f"{line(document.outlet or UNKNOWN_OUTLET, 80)}, {date}"
    if document.title:
        source += f': "{line(document.title, 150)}"'
    first = part.sentences[0].number - 1 if part.sentences else 0
    if first:
        before = " ".join(line(text[s.start : s.end], 300) for s in part.all[max(0, first - _BEFORE) : first])
        source += f"{part.label}. It goes on after: {before}"
    numbered = (f"{s.number}| {line(text[s.start : s.end])}" for s in part.sentences)
    return {"source": source, "sentences": "\n".join(numbered)}


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def drafts_of(found: Found, document: Document) -> list[PositionDraft]:
    """The answer as drafts. Sentence numbers and quotes stay as they were given: grounding judges them."""
    known = {line(speaker.name).casefold(): speaker for speaker in found.speakers}
    drafts = []
    for position in found.positions:
        name = _filled(position.speaker)
        attribution = position.attribution
        if name and _is_own_voice(name, attribution, document):
            name = None
        elif name and attribution is Attribution.NARRATOR:
            attribution = Attribution.INDIRECT  # what the outlet reports of somebody is not its own voice
        speaker = known.get(name.casefold()) if name else None
        drafts.append(
            PositionDraft(
                speaker=name,
                role=_filled(speaker.role) if speaker else None,
                party=_filled(speaker.party) if speaker else None,
                topic=line(position.topic),
                claim=line(position.claim),
                modality=position.modality,
                attribution=attribution,
                said_on=_date(position.said_on, document.published),
                sentences=tuple(sorted(set(position.sentences))),
                quotes=tuple(quote for quote in position.quotes if quote.strip()),
            )
        )
    return drafts


def _filled(text: str | None) -> str | None:
    text = line(text or "")
    return None if text.casefold() in NOBODY else text


def _is_own_voice(name: str, attribution: Attribution, document: Document) -> bool:
    """Whether a speaker's name is the outlet's, which speaks for itself.

    A document with its sender on the letterhead reports what the sender says: a side like others, and no outlet.
    """
    if document.outlet is None or name.casefold() != line(document.outlet).casefold():
        return False
    return attribution is Attribution.NARRATOR or sender_of(document) is None


def _date(text: str | None, published: dt.date | None) -> dt.date | None:
    """The date, where it is one; nobody is quoted from after the day of publication."""
    try:
        date = dt.date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None
    return None if published and date > published else date
