"""Runs of recorded cases: replayed without a call, or recorded; and what recordings are missing or unused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from llmtool import pipeline
from llmtool.engines.protocol import Engine
from llmtool.errors import CacheMissError
from llmtool.evaluate.cases import Case
from llmtool.evaluate.recorded import Recorded, RecordedEngine, RecordedSettings, path_of
from llmtool.evaluate.recordings import Miss, Recording, Recordings, load, tokens, write
from llmtool.schema import Comparison, Usage


class MissingRecordingsError(CacheMissError):
    """Answers that are not recorded: all of them, over all cases, and the command that records them."""

    def __init__(self, misses: Sequence[Miss]) -> None:
        self.misses = tuple(misses)
        cases = " ".join(f"--case {case}" for case in dict.fromkeys(miss.case for miss in misses))
        lines = [str(miss) for miss in misses]
        super().__init__(
            "\n".join([f"{len(misses)} answers are not recorded", *lines, f"record them with: {command(cases)}"])
        )


def command(cases: str) -> str:
    """The command that records what is missing."""
    return f"llmtool eval record --only-missing {cases}".strip()


@dataclass(frozen=True)
class Replayed:
    """One replayed run: a comparison where nothing was missing, what was used, and what the answers once took."""

    comparison: Comparison | None
    misses: tuple[Miss, ...]
    used: Mapping[str, Recording]
    scripted: bool


def replay(case: Case, engine: RecordedEngine, settings: RecordedSettings, folder: Path, *, trial: int = 0) -> Replayed:
    """Run one case on its recordings alone; misses come back, all that can be known."""
    recordings = Recordings(path_of(folder, case.id), case.id)
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


def engine_over(engine: RecordedEngine, settings: RecordedSettings, recordings: Recordings, trial: int = 0) -> Engine:
    """The engine that replays recordings."""
    one_chat = engine is RecordedEngine.ONE_CHAT
    return pipeline.make_llm_engine(settings.for_replay(trial), recordings, "recorded", one_chat=one_chat)


def recorded_usage(used: Mapping[str, Recording]) -> Usage:
    """What the answers took when they were recorded; the cost is left open, since prices change."""
    prompt, completion = tokens(used)
    return Usage(calls=0, cached_calls=len(used), prompt_tokens=prompt, completion_tokens=completion, cost_usd=None)


def unused(
    cases: Iterable[Case], settings: Mapping[Recorded, RecordedSettings], folder: Path
) -> tuple[tuple[Miss, ...], dict[str, tuple[Recording, ...]]]:
    """Replay all that is recorded: what is missing, and by case what no run has asked for.

    Cases with a miss are left out of the second: what follows a miss can't be told from what is unused. A file of no
    case at all is unused as a whole.
    """
    misses: list[Miss] = []
    left: dict[str, tuple[Recording, ...]] = {}
    known = {case.id: case for case in cases}
    for path in sorted(folder.glob("*.jsonl")):
        used: set[str] = set()
        missed = False
        case = known.get(path.stem)
        for recorded, values in settings.items():
            if case is None or recorded.case != case.id:
                continue
            for trial in range(values.trials):
                run = replay(case, recorded.engine, values, folder, trial=trial)
                used |= set(run.used)
                misses += run.misses
                missed = missed or bool(run.misses)
        rest = tuple(entry for key, entry in sorted(load(path).items()) if key not in used)
        if rest and not missed:
            left[path.stem] = rest
    return tuple(misses), left


def prune(left: Mapping[str, Sequence[Recording]], folder: Path) -> int:
    """Remove unused entries; how many."""
    for case, entries in left.items():
        path = path_of(folder, case)
        gone = {entry.key for entry in entries}
        write(path, (entry for key, entry in load(path).items() if key not in gone))
    return sum(len(entries) for entries in left.values())
