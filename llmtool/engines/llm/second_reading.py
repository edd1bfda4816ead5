"""A second reading of what was flagged as a contradiction, in its context and with the sides swapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from llmtool.client import Request
from llmtool.drafts import RelationDraft
from llmtool.engines.llm.answers import ReadAgain, ReadPair, SecondVerdict
from llmtool.engines.llm.calls import Calls
from llmtool.engines.llm.groups import Scene, outlet_and_date
from llmtool.engines.protocol import Progress, Relations
from llmtool.errors import BudgetError, CallError, CutError
from llmtool.prompts import labels, line, load
from llmtool.schema import Certainty, Failure, Position, RelationLabel
from llmtool.segment import Sentence, sentences

BATCH_CHARS = 12_000
"""Pairs in one call: about fifteen with their context."""
CONTEXT_CHARS = 400


def read_again(calls: Calls, scene: Scene, flagged: Sequence[RelationDraft], progress: Progress) -> Relations:
    """The flagged contradictions after their second reading.

    Only a confirmed one can be firm. What the reading refutes is dropped; what it does not answer, or could not, stays
    as possible, beside a failure.
    """
    if not flagged:
        return Relations(())
    positions = {position.id: position for position in scene.aligned.positions}
    texts = _Contexts(scene)
    shown = [_pair(scene, texts, positions[draft.a], positions[draft.b]) for draft in flagged]
    batches = _batches(shown)
    tasks = [
        lambda batch=batch: _read(calls, [flagged[n] for n in batch], [shown[n] for n in batch]) for batch in batches
    ]
    drafts: list[RelationDraft] = []
    failures: list[Failure] = []
    for found, failed in calls.run("second_reading", tasks, progress):
        drafts += found
        failures += failed
    return Relations(tuple(drafts), tuple(failures))


def _batches(shown: Sequence[str]) -> list[list[int]]:
    result: list[list[int]] = []
    size = BATCH_CHARS
    for place, text in enumerate(shown):
        if size + len(text) > BATCH_CHARS:
            result.append([])
            size = 0
        result[-1].append(place)
        size += len(text)
    return result


def _read(
    calls: Calls, flagged: Sequence[RelationDraft], shown: Sequence[str], *, may_split: bool = True
) -> tuple[list[RelationDraft], list[Failure]]:
    half = len(flagged) // 2 if may_split else 0
    if half and calls.was_cut(_request(calls, shown), _request(calls, shown[:half])):
        return _read_halves(calls, flagged, shown)
    subject = _subject(shown)
    try:
        answer = calls.ask(load("second_reading"), subject, ReadAgain, **_values(shown))
    except (CallError, BudgetError) as error:
        if half and isinstance(error, CutError):
            return _read_halves(calls, flagged, shown)
        kept = [replace(draft, certainty=Certainty.POSSIBLE) for draft in flagged]
        return kept, [Failure(stage="second_reading", subject=subject, error=str(error))]
    readings = {reading.pair: reading for reading in reversed(answer.readings)}
    drafts = []
    missing = 0
    for number, draft in enumerate(flagged, start=1):
        reading = readings.get(number)
        if reading is None:
            missing += 1
            drafts.append(replace(draft, certainty=Certainty.POSSIBLE))
        elif reading.verdict is not SecondVerdict.REFUTED:
            drafts.append(_settled(draft, reading))
    if not missing:
        return drafts, []
    told = f"no answer for {missing} of {len(flagged)}; they are shown as possible"
    return drafts, [Failure(stage="second_reading", subject=subject, error=told)]


def _read_halves(
    calls: Calls, flagged: Sequence[RelationDraft], shown: Sequence[str]
) -> tuple[list[RelationDraft], list[Failure]]:
    half = len(flagged) // 2
    first, failed = _read(calls, flagged[:half], shown[:half], may_split=False)
    second, also_failed = _read(calls, flagged[half:], shown[half:], may_split=False)
    return [*first, *second], [*failed, *also_failed]


def _request(calls: Calls, shown: Sequence[str]) -> Request:
    return calls.request(load("second_reading"), _subject(shown), ReadAgain, **_values(shown))


def _subject(shown: Sequence[str]) -> str:
    return f"{len(shown)} flagged contradictions"


def _values(shown: Sequence[str]) -> dict[str, str]:
    pairs = "\n".join(f"{number}| {text}" for number, text in enumerate(shown, start=1))
    return {"verdict": labels(SecondVerdict), "pairs": pairs}


def _settled(draft: RelationDraft, reading: ReadPair) -> RelationDraft:
    """The draft as the second reader sees it."""
    draft = replace(draft, certainty=reading.certainty, rationale=line(reading.rationale) or draft.rationale)
    if reading.verdict is SecondVerdict.CONFIRMED:
        return replace(draft, second_reading="confirmed")
    changed = RelationLabel.CHANGE if reading.verdict is SecondVerdict.CHANGE else RelationLabel.AGREEMENT
    return replace(draft, label=changed)


def _pair(scene: Scene, texts: _Contexts, first: Position, second: Position) -> str:
    """The pair with the sides swapped: what the first reader saw first comes last."""
    issue = next(issue for issue in scene.aligned.issues if issue.id == first.issue_id)
    sides = [
        f"{name}: {outlet_and_date(scene.documents[position.document_id])}. {scene.holder(position)}, "
        f"{scene.said(position)}\n{name} in context: {texts.around(position)}"
        for name, position in (("A", second), ("B", first))
    ]
    return "\n".join([line(issue.question, 200), *sides])


class _Contexts:
    """The sentences around a position; each document is split once."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sentences: dict[str, tuple[Sentence, ...]] = {}

    def around(self, position: Position) -> str:
        """The sentences of the evidence with one before and one after."""
        text = self._scene.documents[position.document_id].text
        if position.document_id not in self._sentences:
            self._sentences[position.document_id] = sentences(text)
        spans = self._sentences[position.document_id]
        start, end = position.evidence[0].start, position.evidence[-1].end
        touched = [place for place, span in enumerate(spans) if span.start < end and start < span.end]
        if not touched:
            return line(position.evidence[0].exact, CONTEXT_CHARS)
        inner = line(text[spans[touched[0]].start : spans[touched[-1]].end], CONTEXT_CHARS)
        room = max(80, (CONTEXT_CHARS - len(inner)) // 2)
        before = line(text[spans[touched[0] - 1].start : spans[touched[0] - 1].end]) if touched[0] else ""
        after = (
            line(text[spans[touched[-1] + 1].start : spans[touched[-1] + 1].end])
            if touched[-1] + 1 < len(spans)
            else ""
        )
        if len(before) > room:
            before = "…" + before[-room:]
        return " ".join(part for part in (before, inner, line(after, room)) if part)
