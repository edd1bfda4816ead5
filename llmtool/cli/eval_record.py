"""``llmtool eval record``, ``plan`` and ``recordings``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from llmtool import errors
from llmtool.cli.console import ExplainingGroup, note
from llmtool.cli.eval_options import CASES, RECORDINGS, CaseNames, Cases, RecordedEngine, Recordings
from llmtool.cli.progress import progress
from llmtool.cli.run_options import BaseUrl, MaxCost, Model, Quiet, Workers
from llmtool.config import DEFAULT_WORKERS, EngineChoice, Mode, choose_engine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmtool.config import LlmSettings
    from llmtool.evaluate.cases import Case
    from llmtool.evaluate.harness import Replays
    from llmtool.evaluate.recordings.record import Live
    from llmtool.evaluate.recordings.settings import RecordedSettings

app = typer.Typer(
    cls=ExplainingGroup,
    help="Look after the recordings.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

RECORD_EXAMPLES = """\b
Examples:
  llmtool eval plan --case late-bell --model gpt-5-mini
  llmtool eval record --case late-bell --model gpt-5-mini --max-cost 0.20
  llmtool eval record --only-missing
  llmtool eval record --case late-bell --base-url http://127.0.0.1:8080/v1 --model local --max-output-tokens 1000
"""

Engines = Annotated[
    list[RecordedEngine],
    typer.Option("--engine", help="What is recorded. May be repeated. [default: both]", show_default=False),
]
ModeOption = Annotated[
    Mode | None, typer.Option(help="How structured output is asked for.", show_default="as recorded, or json_schema")
]
MaxOutput = Annotated[
    int | None, typer.Option(min=1, help="The most tokens of one answer.", show_default="as recorded")
]
ChunkChars = Annotated[
    int | None, typer.Option(min=1, help="The most text of a document in one call.", show_default="as recorded")
]
Trials = Annotated[int | None, typer.Option(min=1, help="How often each case is asked.", show_default="as recorded")]
SlowTimeout = Annotated[float, typer.Option(min=1, help="Seconds to wait for one answer.")]


def record(
    cases: Cases = CASES,
    case: CaseNames = [],  # noqa: B006 - typer reads the default, nothing mutates it
    engine: Engines = [],  # noqa: B006
    only_missing: Annotated[
        bool, typer.Option("--only-missing", help="Keep what is recorded and still asked.")
    ] = False,
    trials: Trials = None,
    base_url: BaseUrl = None,
    model: Model = None,
    mode: ModeOption = None,
    max_output_tokens: MaxOutput = None,
    chunk_chars: ChunkChars = None,
    max_cost: MaxCost = None,
    workers: Workers = DEFAULT_WORKERS,
    timeout: SlowTimeout = 300.0,
    recordings: Recordings = RECORDINGS,
    quiet: Quiet = False,
) -> None:
    """Ask an endpoint and keep its answers for replays. Each case keeps the settings that it was recorded with.

    Without --case, all cases that are recorded already.
    """
    from llmtool.evaluate.recordings import record as recording
    from llmtool.evaluate.recordings import settings as recorded

    loaded = _cases(cases, case, recordings)
    live = _live(base_url, model, mode, max_output_tokens, chunk_chars, workers, timeout, max_cost)
    failed: list[str] = []
    for each in loaded:
        for name in engine or list(RecordedEngine):
            with progress(quiet) as bars:
                made = recording.record(
                    each,
                    recorded.RecordedEngine(name),
                    live,
                    recordings,
                    only_missing=only_missing,
                    trials=trials,
                    progress=bars,
                )
            note(f"{each.id} {name}: {made.asked} recorded, {made.kept} kept, {len(made.failed)} failed")
            failed += [f"{each.id}: {line}" for line in made.failed]
    for line in failed:
        note(f"failed: {line}")
    if failed:
        note("run it again with --only-missing")
        raise typer.Exit(errors.ENGINE)
    note("remove what is not asked any more with: llmtool eval recordings prune")


def plan(
    cases: Cases = CASES,
    case: CaseNames = [],  # noqa: B006
    engine: Engines = [],  # noqa: B006
    trials: Trials = None,
    base_url: BaseUrl = None,
    model: Model = None,
    mode: ModeOption = None,
    max_output_tokens: MaxOutput = None,
    chunk_chars: ChunkChars = None,
    recordings: Recordings = RECORDINGS,
) -> None:
    """What recording the missing answers would take; no call is made."""
    from llmtool.evaluate.recordings import record as recording
    from llmtool.evaluate.recordings import settings as recorded

    loaded = _cases(cases, case, recordings)
    known = recorded.load_settings(recordings)
    live = _live(base_url, model, mode, max_output_tokens, chunk_chars, 1, 1.0, None, replay=True)
    planned = []
    for each in loaded:
        for name in engine or list(RecordedEngine):
            which = recorded.RecordedEngine(name)
            earlier = known.get(recorded.Recorded(each.id, which))
            planned.append(recording.plan(each, which, live, recordings, earlier, trials))
    width = max(len(p.recorded.case) for p in planned)
    for p in planned:
        rest = f"{p.misses:3} misses, about {p.prompt_tokens:,} tokens in, {p.completion_tokens:,} out"
        typer.echo(f"{p.recorded.case:{width}} {p.recorded.engine:8} {p.hits:3} hits, {rest}, {_dollars(p.cost_usd)}")
    cost = None if any(p.cost_usd is None for p in planned) else sum(p.cost_usd or 0 for p in planned)
    tokens = sum(p.prompt_tokens for p in planned), sum(p.completion_tokens for p in planned)
    typer.echo(
        f"{sum(p.hits for p in planned)} hits, {sum(p.misses for p in planned)} misses, "
        f"about {tokens[0]:,} tokens in, {tokens[1]:,} out, {_dollars(cost)}"
    )


def _dollars(cost: float | None) -> str:
    return "cost unknown" if cost is None else f"${cost:.4f}"


def _cases(folder: Path, names: Sequence[str], recordings: Path) -> Sequence[Case]:
    """The cases that were named, or all that are recorded."""
    from llmtool import evaluate
    from llmtool.evaluate.recordings.settings import load_settings

    known = sorted({recorded.case for recorded in load_settings(recordings)})
    if not names and not known:
        raise errors.UsageError(f"{recordings}: nothing is recorded yet; name what to record with --case")
    return evaluate.load_cases(folder, names or known)


def _live(
    base_url: str | None,
    model: str | None,
    mode: Mode | None,
    max_output_tokens: int | None,
    chunk_chars: int | None,
    workers: int,
    timeout: float,
    max_cost: float | None,
    *,
    replay: bool = False,
) -> Live:
    """Settings for a case: flags first, then as it was recorded, then the environment."""

    def settings(earlier: RecordedSettings | None) -> LlmSettings:
        kept: dict[str, Any] = {
            "mode": mode or (earlier.mode if earlier else Mode.JSON_SCHEMA),
            "workers": workers,
            "timeout": timeout,
            "max_cost": max_cost,
        }
        given = {"max_output_tokens": max_output_tokens, "chunk_chars": chunk_chars}
        if earlier:
            kept["temperature"] = earlier.temperature
            given = {name: value or getattr(earlier, name) for name, value in given.items()}
        name = model or (earlier.model if earlier else None)
        kept |= {field: value for field, value in given.items() if value}
        chosen = choose_engine(EngineChoice.LLM, base_url=base_url, model=name, replay=replay, **kept)
        if chosen.llm is None:
            raise errors.UsageError("recording needs an endpoint: set OPENAI_API_KEY, or give --base-url")
        return replace(chosen.llm, trial=0)

    return settings


@app.command("verify", short_help="Replay everything: what is missing, what is unused?")
def verify(cases: Cases = CASES, recordings: Recordings = RECORDINGS) -> None:
    """Replay everything: an answer that is missing or that nothing asks for is an error."""
    from llmtool.evaluate.harness import unused_problems
    from llmtool.evaluate.recordings.answers import in_order
    from llmtool.evaluate.recordings.replay import command, unused

    replays = _replayed(cases, recordings)
    left = unused(replays.used, replays.misses, recordings)
    disordered = [path for path in sorted(recordings.glob("*.jsonl")) if not in_order(path)]
    for miss in replays.misses:
        note(f"missing: {miss}")
    for problem in unused_problems(left):
        note(f"unused: {problem.case}: {problem.told}")
    for path in disordered:
        note(f"{path}: not as it is written; put it right with: llmtool eval recordings prune")
    used = sum(len(keys) for keys in replays.used.values())
    scripted = [
        f"{result.case} ({run.engine})" for run in replays.runs for result in run.cases if result.origin == "scripted"
    ]
    if scripted:
        note(f"scripted, in no figure: {', '.join(scripted)}")
    if replays.misses:
        note(f"record what is missing with: {command(miss.case for miss in replays.misses)}")
        raise typer.Exit(errors.INPUT)
    if left or disordered:
        note("remove what is unused with: llmtool eval recordings prune")
        raise typer.Exit(errors.FINDINGS)
    typer.echo(f"{used} recordings, all in use")


@app.command("prune")
def prune(cases: Cases = CASES, recordings: Recordings = RECORDINGS) -> None:
    """Remove recordings that nothing asks for. Cases with a missing answer are left alone."""
    from llmtool.evaluate.recordings import replay
    from llmtool.evaluate.recordings.answers import load, write

    replays = _replayed(cases, recordings)
    for case in sorted({miss.case for miss in replays.misses}):
        note(f"{case}: left alone, answers are missing; record them with: {replay.command([case])}")
    gone = replay.prune(replay.unused(replays.used, replays.misses, recordings), recordings)
    for path in sorted(recordings.glob("*.jsonl")):
        write(path, load(path).values())
    typer.echo(f"{gone} recordings removed")


def _replayed(cases: Path, recordings: Path) -> Replays:
    from llmtool import evaluate
    from llmtool.evaluate import harness

    return harness.replayed(evaluate.load_cases(cases), list(harness.EvalEngine), recordings)
