"""Runs of recorded cases: replayed without a call, or recorded; and what recordings are missing or unused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from llmtool import pipeline
from llmtool.engines.protocol import Engine
from llmtool.errors import CacheMissError
from llmtool.evaluate.cases import Case
from llmtool.evaluate.recordings.answers import Miss, Recording, Recordings, load, tokens, write
from llmtool.evaluate.recordings.settings import RecordedEngine, RecordedSettings, path_of
from llmtool.schema import Comparison, Usage


class MissingRecordingsError(CacheMissError):
    """Answers of a case that are not recorded: one line for each."""

    def __init__(self, misses: Sequence[Miss]) -> None:
        super().__init__("\n".join(str(miss) for miss in misses))


def command(cases: Iterable[str]) -> str:
    """The command that records what the cases miss."""
    return " ".join(["llmtool eval record --only-missing", *(f"--case {case}" for case in dict.fromkeys(cases))])


@dataclass(frozen=True)
class Replayed:
    """One replayed run: a comparison where nothing was missing, what was used, and what the answers once took."""

    comparison: Comparison | None
    misses: tuple[Miss, ...]
    used: Mapping[str, Recording]
    scripted: bool


def replay(case: Case, engine: RecordedEngine, settings: RecordedSettings, folder: Path, *, trial: int = 0) -> Replayed:
    """Run one case on its recordings alone; misses come back, all that can be known."""
    recordings = recordings_of(case, folder)
    made = engine_over(engine, settings, recordings, trial)
    comparison: Comparison | None = None
    try:
        comparison = pipeline.compare(case.ingested, made)
    except CacheMissError:
        if not recordings.misses:
            raise
    if recordings.misses or comparison is None:
        return Replayed(None, tuple(sorted(recordings.misses, key=str)), recordings.used, recordings.scripted)
    comparison = comparison.model_copy(update={"usage": recorded_usage(recordings.used)})
    return Replayed(comparison, (), recordings.used, recordings.scripted)


def recordings_of(case: Case, folder: Path) -> Recordings:
    """The recordings of a case, to be read only."""
    return Recordings(path_of(folder, case.id), case.id)


def engine_over(engine: RecordedEngine, settings: RecordedSettings, recordings: Recordings, trial: int = 0) -> Engine:
    """The engine that replays recordings."""
    one_chat = engine is RecordedEngine.ONE_CHAT
    return pipeline.make_llm_engine(settings.for_replay(trial), recordings, "recorded", one_chat=one_chat)


def recorded_usage(used: Mapping[str, Recording]) -> Usage:
    """What the answers took when they were recorded; the cost is left open, since prices change."""
    prompt, completion = tokens(used)
    return Usage(calls=0, cached_calls=len(used), prompt_tokens=prompt, completion_tokens=completion, cost_usd=None)


def unused(used: Mapping[str, Collection[str]], misses: Iterable[Miss], folder: Path) -> dict[str, list[Recording]]:
    """By case the entries that no run has asked for.

    A case with a miss is left out: what follows the miss can't be told from what is unused. A file of no case is unused
    as a whole.
    """
    missed = {miss.case for miss in misses}
    left: dict[str, list[Recording]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        asked = used.get(path.stem, ())
        entries = [entry for key, entry in sorted(load(path).items()) if key not in asked]
        if entries and path.stem not in missed:
            left[path.stem] = entries
    return left


def prune(left: Mapping[str, Sequence[Recording]], folder: Path) -> int:
    """Remove unused entries; how many."""
    for case, entries in left.items():
        path = path_of(folder, case)
        gone = {entry.key for entry in entries}
        write(path, (entry for key, entry in load(path).items() if key not in gone))
    return sum(len(entries) for entries in left.values())
