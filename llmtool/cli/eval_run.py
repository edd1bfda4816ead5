"""``llmtool eval run`` and ``llmtool eval bless``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmtool import errors
from llmtool.cli.console import note
from llmtool.cli.eval_options import BASELINE, CASES, FLOORS, RECORDINGS, CaseNames, Cases, EvalEngine, Recordings
from llmtool.cli.output import check_place
from llmtool.cli.progress import progress
from llmtool.cli.run_options import BaseUrl, CacheDir, Model, ModeOption, Quiet, RelationModelOption, Timeout, Workers
from llmtool.config import DEFAULT_WORKERS, EngineChoice, Mode, cache_folder, choose_engine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmtool.config import LlmSettings
    from llmtool.evaluate.cases import Case
    from llmtool.evaluate.gate import Gate
    from llmtool.evaluate.results import Run

RUN_EXAMPLES = """\b
Examples:
  llmtool eval run
  llmtool eval run --case late-bell --engine offline
  llmtool eval run --details > misses.txt
  llmtool eval run --replay --junit report.xml --summary report.md
  llmtool eval run --live --engine llm --engine one_chat --trials 3
  llmtool eval run --json > run.json
"""

Engines = Annotated[
    list[EvalEngine],
    typer.Option("--engine", help="What is measured. May be repeated. [default: offline and what is recorded]"),
]
Baseline = Annotated[Path, typer.Option(help="The blessed runs.")]


def run(
    cases: Cases = CASES,
    case: CaseNames = [],  # noqa: B006 - typer reads the default, nothing mutates it
    engine: Engines = [],  # noqa: B006
    replay: Annotated[
        bool | None,
        typer.Option(
            "--replay/--live",
            help="Recorded answers only, or an endpoint. [default: live where --base-url is given, but not in CI]",
        ),
    ] = None,
    trials: Annotated[
        int | None, typer.Option(min=1, help="How often each case is run. [default: 1, or all recorded]")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the run file, not the table.")] = False,
    details: Annotated[
        bool | None,
        typer.Option(
            "--details/--no-details", help="Show every miss and false alarm, with its reason. [default: with --case]"
        ),
    ] = None,
    gate: Annotated[bool, typer.Option("--gate/--no-gate", help="Exit 1 where it got worse than the baseline.")] = True,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML.", show_default=False)] = None,
    summary: Annotated[Path | None, typer.Option(help="Write Markdown.", show_default=False)] = None,
    baseline: Baseline = BASELINE,
    floors: Annotated[Path, typer.Option(help="The least that figures have to be.")] = FLOORS,
    recordings: Recordings = RECORDINGS,
    relation_model: RelationModelOption = None,
    base_url: BaseUrl = None,
    model: Model = None,
    mode: ModeOption = Mode.JSON_SCHEMA,
    workers: Workers = DEFAULT_WORKERS,
    timeout: Timeout = 120.0,
    cache_dir: CacheDir = None,
    quiet: Quiet = False,
) -> None:
    """Run the cases: the figures, what got worse, and on demand every miss with what came closest and why."""
    from llmtool import evaluate
    from llmtool.evaluate import baseline as blessed

    for file in filter(None, (junit, summary)):
        check_place(file)
    loaded = evaluate.load_cases(cases, case)
    before = blessed.load_baseline(baseline)
    live = replay is False or (replay is None and _wants_endpoint(engine, base_url))
    if live:
        settings = _live(base_url, model, mode, workers, timeout)
        runs = _live_runs(loaded, engine, settings, cache_folder(cache_dir), relation_model, trials or 1, quiet=quiet)
        found = _live_gate(runs, before)
    else:
        runs, found = _replays(
            loaded, engine, recordings, before, floors, relation_model, trials, whole=not case, quiet=quiet
        )
    _show(loaded, runs, found, as_json=as_json, details=bool(case) if details is None else details)
    _write(junit, summary, runs, before, found, cases)
    raise typer.Exit(found.exit_code if gate else _broken(found))


def _wants_endpoint(engines: Sequence[EvalEngine], base_url: str | None) -> bool:
    """Live is never the default in CI, nor where nobody asked for an engine that needs an endpoint."""
    return not os.environ.get("CI") and bool(base_url) and set(engines) != {EvalEngine.OFFLINE}


def _live(base_url: str | None, model: str | None, mode: Mode, workers: int, timeout: float) -> LlmSettings:
    chosen = choose_engine(
        EngineChoice.LLM, base_url=base_url, model=model, mode=mode, workers=workers, timeout=timeout
    )
    if chosen.llm is None:
        raise errors.UsageError("--live needs an endpoint: set OPENAI_API_KEY, or give --base-url")
    return chosen.llm


def _live_runs(
    cases: Sequence[Case],
    engines: Sequence[EvalEngine],
    settings: LlmSettings,
    folder: Path,
    relation_model: Path | None,
    trials: int,
    *,
    quiet: bool,
) -> list[Run]:
    from llmtool.cache import AnswerCache
    from llmtool.evaluate import harness

    cache = AnswerCache(folder)
    runs = []
    with progress(quiet) as bars:
        for engine in engines or [EvalEngine.LLM]:
            if engine is EvalEngine.OFFLINE:
                runs.append(harness.offline(cases, trials=trials, relation_model=relation_model, progress=bars))
            else:
                runs.append(
                    harness.live(cases, harness.EvalEngine(engine), settings, cache, trials=trials, progress=bars)
                )
    return runs


def _live_gate(runs: Sequence[Run], before: dict[str, Run]) -> Gate:
    from llmtool.evaluate.gate import judge_live

    return judge_live(runs, before)


def _replays(
    cases: Sequence[Case],
    engines: Sequence[EvalEngine],
    recordings: Path,
    before: dict[str, Run],
    floors: Path,
    relation_model: Path | None,
    trials: int | None,
    *,
    whole: bool,
    quiet: bool,
) -> tuple[list[Run], Gate]:
    """Offline and what is recorded, held against the baseline."""
    from llmtool.evaluate import harness
    from llmtool.evaluate.gate import judge, load_floors, with_problems
    from llmtool.evaluate.recordings.replay import command, unused

    chosen = [harness.EvalEngine(engine) for engine in engines or EvalEngine]
    runs: list[Run] = []
    with progress(quiet) as bars:
        if harness.EvalEngine.OFFLINE in chosen:
            runs.append(harness.offline(cases, trials=trials or 1, relation_model=relation_model, progress=bars))
        replays = harness.replayed(cases, chosen, recordings, trials=trials, progress=bars)
    runs += replays.runs
    limits = load_floors(floors)
    found = judge(runs, before, limits, whole=whole, engines=[str(engine) for engine in chosen])
    if engines and not whole:
        missing = harness.unrecorded(cases, chosen, recordings)
        found = with_problems(found, harness.unrecorded_problems(missing))
    if whole and not engines and trials is None:
        found = with_problems(found, harness.unused_problems(unused(replays.used, replays.misses, recordings)))
    if missed := [miss.case for miss in replays.misses]:
        note(f"{len(missed)} answers are not recorded; record them with: {command(missed)}")
    return runs, found


def _show(cases: Sequence[Case], runs: Sequence[Run], gate: Gate, *, as_json: bool, details: bool) -> None:
    from llmtool import evaluate
    from llmtool.evaluate.baseline import dump_baseline
    from llmtool.evaluate.summary import AT_ONCE, gate_text, in_short

    if as_json:
        typer.echo(dump_baseline(runs), nl=False)
        note(gate_text(gate).rstrip())
        return
    by_name = {each.id: each for each in cases}
    for made in runs:
        typer.echo(evaluate.overview(made))
        if details:
            shown = [evaluate.details(by_name[result.case], result) for result in made.cases]
            typer.echo("\n".join(text for text in shown if text))
    for line in _side_by_side(runs):
        typer.echo(line)
    told = [line for made in runs for line in in_short(made)]
    told += [] if details else ["  each with what came closest and why: --details, or --case for one case"]
    typer.echo(gate_text(gate, most=None if details else AT_ONCE, told=told), nl=False)


def _side_by_side(runs: Sequence[Run]) -> list[str]:
    """The llm engine beside one-chat on the same model and cases."""
    from llmtool.evaluate.paired import paired

    by_engine = {made.engine: made for made in runs}
    first, second = by_engine.get(EvalEngine.ONE_CHAT), by_engine.get(EvalEngine.LLM)
    if first is None or second is None:
        return []
    tests, differences = paired(first, second)
    return ["one-chat (first) and llm (second) on the same model:", *(f"  {t}" for t in (*tests, *differences)), ""]


def _write(
    junit: Path | None, summary: Path | None, runs: Sequence[Run], before: dict[str, Run], gate: Gate, cases: Path
) -> None:
    """The files that were asked for, and what GitHub Actions reads."""
    from llmtool.evaluate import github
    from llmtool.evaluate import junit as xml
    from llmtool.evaluate import summary as markdown

    try:
        if junit is not None:
            junit.write_text(xml.junit(runs, before, gate), encoding="utf-8", newline="\n")
        text = markdown.summary(runs, gate)
        if summary is not None:
            summary.write_text(text, encoding="utf-8", newline="\n")
        if step := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(step).open("a", encoding="utf-8") as file:
                file.write(text)
    except OSError as error:
        raise errors.UsageError(f"{error.filename}: can't be written ({error.strerror}); check the path") from error
    if os.environ.get("GITHUB_ACTIONS"):
        for line in github.workflow_commands(gate, cases):
            note(line)


def _broken(gate: Gate) -> int:
    """Without the gate only what could not be run counts."""
    return max((p.exit_code for p in gate.problems if p.exit_code > errors.FINDINGS), default=errors.OK)


def bless(
    cases: Cases = CASES,
    recordings: Recordings = RECORDINGS,
    baseline: Baseline = BASELINE,
    floors: Annotated[Path, typer.Option(help="The least that figures have to be.")] = FLOORS,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    quiet: Quiet = False,
) -> None:
    """Show what differs from the baseline, then make these runs the baseline."""
    from llmtool import evaluate
    from llmtool.evaluate import baseline as blessed
    from llmtool.evaluate.gate import Trouble
    from llmtool.evaluate.summary import gate_text

    loaded = evaluate.load_cases(cases)
    before = blessed.load_baseline(baseline)
    runs, found = _replays(loaded, [], recordings, before, floors, None, None, whole=True, quiet=quiet)
    typer.echo(gate_text(found), nl=False)
    if problems := [problem for problem in found.problems if problem.trouble in {Trouble.RECORDING, Trouble.UNUSED}]:
        note("not blessed: recordings are missing or unused")
        raise typer.Exit(max(problem.exit_code for problem in problems))
    text = blessed.dump_baseline(map(blessed.lean, runs))
    if baseline.exists() and baseline.read_text(encoding="utf-8") == text:
        note(f"{baseline}: unchanged")
        return
    if before and not yes:
        typer.confirm(f"Make this the baseline, {baseline}?", abort=True, err=True)
    baseline.write_text(text, encoding="utf-8", newline="\n")
    note(f"{baseline}: written; now run: llmtool eval readme")
