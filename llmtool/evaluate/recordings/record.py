"""Recording: the only part of the evals that needs an endpoint; and what it would take, without a call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from llmtool import pipeline
from llmtool.config import LlmSettings
from llmtool.engines.protocol import Progress, no_progress
from llmtool.evaluate.cases import Case
from llmtool.evaluate.recordings.answers import Recordings, Taking
from llmtool.evaluate.recordings.replay import recordings_of, replay
from llmtool.evaluate.recordings.settings import (
    Recorded,
    RecordedEngine,
    RecordedSettings,
    load_settings,
    path_of,
    save_settings,
    settings_of,
)

Live = Callable[[RecordedSettings | None], LlmSettings]
"""The settings of a live run: as a case was recorded, or as flags and environment say."""


@dataclass(frozen=True)
class Made:
    """What recording one case for one engine did; ``failed`` calls gave nothing and are still missing."""

    recorded: Recorded
    asked: int
    kept: int
    failed: tuple[str, ...]


def record(
    case: Case,
    engine: RecordedEngine,
    live: Live,
    folder: Path,
    *,
    only_missing: bool,
    trials: int | None = None,
    progress: Progress = no_progress,
) -> Made:
    """Run a case live and write each answer before it is used.

    Raises:
        EngineError: the endpoint can't be used at all; what was answered before is kept.

    """
    recorded = Recorded(case.id, engine)
    known = load_settings(folder)
    earlier = known.get(recorded)
    settings = live(earlier)
    count = trials or (earlier.trials if earlier else 1)
    save_settings(folder, known | {recorded: settings_of(settings, count)})
    asked, kept, failed = 0, 0, []
    for trial in range(count):
        taking = Taking.MISSING if only_missing else Taking.ALL
        recordings = Recordings(path_of(folder, case.id), case.id, taking)
        one_chat = engine is RecordedEngine.ONE_CHAT
        made = pipeline.make_llm_engine(replace(settings, trial=trial), recordings, "recording", one_chat=one_chat)
        pipeline.compare(case.ingested, made, progress=progress)
        asked += len(recordings.asked)
        kept += len(recordings.used) - len(recordings.asked)
        failed += recordings.failed
    return Made(recorded, asked, kept, tuple(failed))


@dataclass(frozen=True)
class Planned:
    """What recording one case for one engine would take. Where documents are missing, what follows is an estimate."""

    recorded: Recorded
    hits: int
    misses: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None


def plan(
    case: Case, engine: RecordedEngine, live: Live, folder: Path, earlier: RecordedSettings | None, trials: int | None
) -> Planned:
    """Hits, misses, tokens and cost of ``record --only-missing``; no call is made."""
    recorded = Recorded(case.id, engine)
    settings = live(earlier)
    values = settings_of(settings, trials or (earlier.trials if earlier else 1))
    hits = misses = prompt = completion = 0
    cost: float | None = 0.0
    for trial in range(values.trials):
        run = replay(case, engine, values, folder, trial=trial)
        hits += len(run.used)
        if not run.misses:
            continue
        recordings = recordings_of(case, folder)
        one_chat = engine is RecordedEngine.ONE_CHAT
        made = pipeline.make_llm_engine(replace(settings, trial=trial), recordings, "plan", one_chat=one_chat)
        estimate = made.plan(pipeline.segment(case.ingested))
        misses += max(len(run.misses), estimate.calls - len(run.used))
        prompt += max(estimate.prompt_tokens, sum(miss.prompt_tokens for miss in run.misses))
        completion += estimate.completion_tokens
        cost = None if cost is None or estimate.cost_usd is None else cost + estimate.cost_usd
    return Planned(recorded, hits, misses, prompt, completion, cost)
