"""``llmtool eval``: the pipeline measured on labelled cases."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmtool import errors
from llmtool.cli.compare import BaseUrl, CacheDir, Model, ModeOption, Quiet, Timeout, Workers
from llmtool.cli.console import ExplainingGroup, note, progress
from llmtool.config import DEFAULT_WORKERS, EngineChoice, Mode, cache_folder, choose_engine

if TYPE_CHECKING:
    from llmtool.engines.protocol import Engine
    from llmtool.evaluate.results import Run

app = typer.Typer(
    cls=ExplainingGroup,
    help="Measure the pipeline on labelled cases.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

RUN_EXAMPLES = """\b
Examples:
  llmtool eval run
  llmtool eval run --case late-bell --case ferry --details
  llmtool eval run --json > run.json
"""


class EvalEngine(StrEnum):
    """What is measured."""

    OFFLINE = "offline"
    LLM = "llm"


class External(StrEnum):
    """What a public set is about."""

    ATTRIBUTION = "attribution"
    PAIRS = "pairs"


Cases = Annotated[Path, typer.Option("--cases", help="Folder of the cases.")]
CaseNames = Annotated[list[str], typer.Option("--case", help="Only this case. May be repeated.", show_default=False)]
Trials = Annotated[int, typer.Option(min=1, help="How often each case is run.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the run file, not the table.")]

CASES = Path("evals/cases")


@app.command("run", epilog=RUN_EXAMPLES)
def run(
    cases: Cases = CASES,
    case: CaseNames = [],  # noqa: B006 - typer reads the default, nothing mutates it
    engine: Annotated[EvalEngine, typer.Option(help="What is measured.")] = EvalEngine.OFFLINE,
    trials: Trials = 1,
    as_json: AsJson = False,
    details: Annotated[bool, typer.Option("--details/--no-details", help="Show every miss and false alarm.")] = True,
    base_url: BaseUrl = None,
    model: Model = None,
    mode: ModeOption = Mode.JSON_SCHEMA,
    workers: Workers = DEFAULT_WORKERS,
    timeout: Timeout = 120.0,
    cache_dir: CacheDir = None,
    quiet: Quiet = False,
) -> None:
    """Run the cases and show the figures, then every miss with what came closest and why."""
    from llmtool import evaluate, pipeline

    chosen = choose_engine(
        EngineChoice(engine), base_url=base_url, model=model, mode=mode, workers=workers, timeout=timeout
    )

    def make(trial: int) -> Engine:
        settings = replace(chosen.llm, trial=trial) if chosen.llm else None
        return pipeline.make_engine(replace(chosen, llm=settings), folder=cache_dir or cache_folder())

    loaded = evaluate.load_cases(cases, case)
    with progress(quiet) as bars:
        results = evaluate.run_cases(
            loaded, make, trials=trials, origin="live" if chosen.llm else "computed", progress=bars
        )
    made = evaluate.gather(
        results,
        engine=chosen.name,
        model=chosen.llm.model if chosen.llm else None,
        prompts=make(0).info().prompts,
    )
    if as_json:
        typer.echo(evaluate.dump(made), nl=False)
    else:
        typer.echo(evaluate.overview(made), nl=False)
        if details:
            typer.echo("")
            by_name = {each.id: each for each in loaded}
            shown = [evaluate.details(by_name[result.case], result) for result in made.cases]
            typer.echo("\n".join(text for text in shown if text), nl=False)
    raise typer.Exit(_exit_code(made))


def _exit_code(made: Run) -> int:
    """The gravest error of any case; failed steps of the model's side count."""
    exits = [result.error_exit for result in made.cases if result.error_exit is not None]
    if exits:
        return max(exits)
    return errors.ENGINE if any(result.failures for result in made.cases) else errors.OK


@app.command("agree")
def agree(cases: Cases = CASES, case: CaseNames = [], as_json: AsJson = False) -> None:  # noqa: B006
    """How far two people who labelled the cases independently agree."""
    from llmtool import evaluate

    agreement = evaluate.agreement(evaluate.load_cases(cases, case))
    typer.echo(agreement.model_dump_json(indent=1) if as_json else evaluate.agreement_table(agreement))


@app.command("external")
def external(
    what: Annotated[External, typer.Argument(help="attribution: who said what; pairs: two sentences and a label.")],
    file: Annotated[Path, typer.Argument(help="JSON lines of a public set.")],
    as_json: AsJson = False,
) -> None:
    """Measure the offline engine on a public set, so that figures can be set beside published ones."""
    from llmtool.evaluate import external as sets

    found = sets.attribution(file) if what is External.ATTRIBUTION else sets.pairs(file)
    typer.echo(sets.as_json(found) if as_json else sets.as_text(found), nl=False)


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of a gold.json, for editors."""
    from llmtool import evaluate

    typer.echo(evaluate.gold_schema(), nl=False)


@app.command("readme")
def readme(
    file: Annotated[Path, typer.Option(help="The README with the generated block.")] = Path("evals/README.md"),
    baseline: Annotated[list[Path], typer.Option(help="Run file that figures come from. May be repeated.")] = [  # noqa: B006
        Path("evals/baseline.json")
    ],
    cases: Cases = CASES,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if it is stale.")] = False,
) -> None:
    """Write the current figures into the README of the evals, or check that they are current."""
    from llmtool import evaluate

    if evaluate.refresh_readme(file, baseline, evaluate.load_cases(cases), write=not check):
        note(f"{file}: {'stale; write it with: llmtool eval readme' if check else 'written'}")
        raise typer.Exit(errors.FINDINGS if check else errors.OK)
    note(f"{file}: current")
