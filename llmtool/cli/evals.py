"""``llmtool eval``: the pipeline measured on labelled cases."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from llmtool import errors
from llmtool.cli import eval_record, eval_run
from llmtool.cli.console import ExplainingGroup, note
from llmtool.cli.eval_options import BASELINE, CASES, CaseNames, Cases, Part
from llmtool.cli.run_options import RelationModelOption

app = typer.Typer(
    cls=ExplainingGroup,
    help="Measure the pipeline on labelled cases.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class External(StrEnum):
    """What a public set is about."""

    ATTRIBUTION = "attribution"
    PAIRS = "pairs"
    DISPUTES = "disputes"


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

app.command("run", short_help="Run the cases: figures, misses and what got worse.", epilog=eval_run.RUN_EXAMPLES)(
    eval_run.run
)
app.command("bless", short_help="Make the runs of now the baseline, once shown.")(eval_run.bless)
app.command("record", epilog=eval_record.RECORD_EXAMPLES)(eval_record.record)
app.command("plan", short_help="What recording the missing answers would take.")(eval_record.plan)
app.add_typer(eval_record.app, name="recordings")


@app.command("agree")
def agree(
    cases: Cases = CASES,
    case: CaseNames = [],  # noqa: B006
    as_json: AsJson = False,
    details: Annotated[bool, typer.Option("--details", help="Show each relation that they see differently.")] = False,
) -> None:
    """How far two independent labellings of the cases agree."""
    from llmtool import evaluate

    loaded = evaluate.load_cases(cases, case)
    agreement = evaluate.agreement(loaded)
    typer.echo(agreement.model_dump_json(indent=1) if as_json else evaluate.agreement_table(agreement))
    if details:
        for each in loaded:
            for difference in evaluate.differences(each):
                typer.echo(f"\n{difference}", err=as_json)


@app.command("external", short_help="Measure the offline engine on a public set.")
def external(
    what: Annotated[
        External,
        typer.Argument(
            help="attribution: who said what; pairs: two sentences and a label; disputes: claims with their relations."
        ),
    ],
    file: Annotated[Path, typer.Argument(help="JSON lines of a public set, or of labelled disputes.")],
    part: Annotated[
        Part, typer.Option(help="Which disputes: the model has seen train, and dev has set it.")
    ] = Part.TEST,
    printed: Annotated[bool, typer.Option("--printed", help="Judge the printed words, not whole sentences.")] = False,
    rules_only: Annotated[bool, typer.Option("--rules-only", help="Judge without the relation model.")] = False,
    relation_model: RelationModelOption = None,
    as_json: AsJson = False,
) -> None:
    """Measure the offline engine on a public set, so that figures can be set beside published ones."""
    from llmtool.evaluate import attribution, disputes
    from llmtool.evaluate import external as sets
    from llmtool.relate.trained.relation_model import RelationModel, built_in

    model = None if rules_only else RelationModel(relation_model) if relation_model else built_in()
    if what is External.ATTRIBUTION:
        found = attribution.figures(file)
    elif what is External.PAIRS:
        found = sets.pairs(file, model)
    else:
        found = disputes.figures(file, disputes.Part(part), model, printed=printed)
    typer.echo(sets.as_json(found) if as_json else sets.as_text(found), nl=False)


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of a gold.json, for editors."""
    from llmtool import evaluate

    typer.echo(evaluate.gold_schema(), nl=False)


@app.command("readme", short_help="Write the figures into the README of the evals.")
def readme(
    file: Annotated[Path, typer.Option(help="The README with the generated block.")] = Path("evals/README.md"),
    baseline: Annotated[Path, typer.Option(help="The blessed runs that the figures come from.")] = BASELINE,
    cases: Cases = CASES,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if it is stale.")] = False,
) -> None:
    """Write the current figures into the README of the evals, or check that they are current."""
    from llmtool import evaluate

    if evaluate.refresh_readme(file, baseline, evaluate.load_cases(cases), write=not check):
        note(f"{file}: {'stale; write it with: llmtool eval readme' if check else 'written'}")
        raise typer.Exit(errors.FINDINGS if check else errors.OK)
    note(f"{file}: current")
