"""The runs of an eval, one for each engine: computed offline, replayed from recordings, or live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from llmtool import errors, pipeline
from llmtool.cache import AnswerCache
from llmtool.config import ChosenEngine, EngineChoice, LlmSettings
from llmtool.engines.protocol import Engine, Progress, no_progress
from llmtool.evaluate.cases import Case
from llmtool.evaluate.gate import Problem, Trouble
from llmtool.evaluate.recordings.answers import Miss, Recording
from llmtool.evaluate.recordings.replay import MissingRecordingsError, engine_over, recordings_of, replay
from llmtool.evaluate.recordings.settings import Recorded, RecordedEngine, RecordedSettings, load_settings
from llmtool.evaluate.results import CaseResult, Run
from llmtool.evaluate.run import failed, gather, run_cases
from llmtool.evaluate.score import score


class EvalEngine(StrEnum):
    """What is measured. ``one_chat`` pastes everything into one chat: what llm has to beat on the same model."""

    OFFLINE = "offline"
    LLM = "llm"
    ONE_CHAT = "one_chat"


@dataclass
class Replays:
    """Replayed runs, and what came to light on the way."""

    runs: list[Run] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    used: dict[str, set[str]] = field(default_factory=dict)
    """Case to the keys of the recordings that were asked for."""


def offline(
    cases: Sequence[Case],
    *,
    trials: int = 1,
    relation_model: Path | None = None,
    progress: Progress = no_progress,
) -> Run:
    """The offline engine over the cases, with its own relation model or another one."""
    chosen = ChosenEngine(EngineChoice.OFFLINE, "asked for")

    def make(_trial: int) -> Engine:
        return pipeline.make_engine(chosen, folder=Path(), relation_model=relation_model)

    results = run_cases(cases, make, trials=trials, progress=progress)
    return gather(results, engine=EvalEngine.OFFLINE, prompts=make(0).info().prompts)


def live(
    cases: Sequence[Case],
    engine: EvalEngine,
    settings: LlmSettings,
    cache: AnswerCache,
    *,
    trials: int = 1,
    progress: Progress = no_progress,
) -> Run:
    """An engine at an endpoint over the cases; answers that the cache has are not asked again."""

    def make(trial: int) -> Engine:
        one_chat = engine is EvalEngine.ONE_CHAT
        return pipeline.make_llm_engine(replace(settings, trial=trial), cache, "asked for", one_chat=one_chat)

    results = run_cases(cases, make, trials=trials, origin="live", progress=progress)
    return gather(results, engine=engine, model=settings.model, prompts=make(0).info().prompts)


def replayed(
    cases: Sequence[Case],
    engines: Sequence[EvalEngine],
    folder: Path,
    *,
    trials: int | None = None,
    progress: Progress = no_progress,
) -> Replays:
    """Recorded engines over the cases that are recorded for them; the others are left out."""
    settings = load_settings(folder)
    replays = Replays()
    for engine in engines:
        if engine is EvalEngine.OFFLINE:
            continue
        each = RecordedEngine(engine)
        mine = [(case, settings[key]) for case in cases if (key := Recorded(case.id, each)) in settings]
        results: list[CaseResult] = []
        for done, (case, values) in enumerate(mine, start=1):
            count = min(trials or values.trials, values.trials)
            results += [_replayed(case, each, values, folder, trial, replays) for trial in range(count)]
            progress(f"replay {engine}", done, len(mine))
        if mine:
            first = mine[0][1]
            prompts = engine_over(each, first, recordings_of(mine[0][0], folder)).info().prompts
            replays.runs.append(gather(results, engine=engine, model=first.model, prompts=prompts))
    return replays


def _replayed(
    case: Case, engine: RecordedEngine, settings: RecordedSettings, folder: Path, trial: int, replays: Replays
) -> CaseResult:
    run = replay(case, engine, settings, folder, trial=trial)
    replays.used.setdefault(case.id, set()).update(run.used)
    if run.comparison is None:
        replays.misses += run.misses
        return failed(case, MissingRecordingsError(run.misses), trial=trial, origin="recorded")
    return score(case, run.comparison, trial=trial, origin="scripted" if run.scripted else "recorded")


def unrecorded(cases: Sequence[Case], engines: Sequence[EvalEngine], folder: Path) -> list[Recorded]:
    """What was asked for and is not recorded at all."""
    settings = load_settings(folder)
    wanted = [Recorded(case.id, RecordedEngine(engine)) for case in cases for engine in engines if engine != "offline"]
    return [recorded for recorded in wanted if recorded not in settings]


def unrecorded_problems(recorded: Sequence[Recorded]) -> list[Problem]:
    """Cases that were asked for by name and are not recorded at all."""
    told = "nothing is recorded; record it with: "
    return [
        Problem(
            Trouble.RECORDING,
            each.engine,
            each.case,
            f"{told}llmtool eval record --case {each.case} --engine {each.engine}",
            exit_code=errors.INPUT,
        )
        for each in recorded
    ]


def unused_problems(left: Mapping[str, Sequence[Recording]]) -> list[Problem]:
    """Recordings that no run has asked for, as problems of the gate."""
    return [
        Problem(Trouble.UNUSED, "recordings", case, f"{entry.prompt} for {entry.subject} ({entry.key[:12]})")
        for case, entries in left.items()
        for entry in sorted(entries, key=lambda entry: (entry.prompt, entry.subject, entry.key))
    ]
