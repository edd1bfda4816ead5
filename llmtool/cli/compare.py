"""``llmtool compare`` and ``llmtool extract``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmtool import errors
from llmtool.cli import remarks
from llmtool.cli.console import note
from llmtool.cli.known import BaselineOption, hold_against, read_baseline
from llmtool.cli.output import Format, check_outputs, check_printable, show_brief, show_summary, write
from llmtool.cli.progress import progress, shows_bars, spent
from llmtool.cli.run_options import AllowPrivate, RelationModelOption, RunOptions, takes_run_options
from llmtool.cli.time_left import TimeLeft
from llmtool.config import CachePolicy

__all__ = ["EXAMPLES", "EXTRACT_EXAMPLES", "AllowPrivate", "FailOn", "FormatOption", "Outputs", "compare", "extract"]

if TYPE_CHECKING:
    from llmtool.engines.protocol import Plan
    from llmtool.ingest import Ingested
    from llmtool.schema import Comparison, Usage

EXAMPLES = """\b
Examples:
  llmtool compare articles/ -o report.html
  llmtool compare a.txt b.html https://example.org/c -o run.json -o report.md
  llmtool compare articles/*.txt --engine llm --model gpt-5-mini --max-cost 0.50
  llmtool compare articles/ --base-url http://127.0.0.1:11434/v1 --model llama3.1 --mode tools
  llmtool compare articles/ --fail-on contradiction --format json | jq .verdicts
  llmtool compare articles/ --fail-on contradiction --baseline llmtool-baseline.txt
"""

EXTRACT_EXAMPLES = """\b
Examples:
  llmtool extract articles/ > positions.jsonl
  llmtool extract interview.docx --engine offline | jq -r .claim
"""


class FailOn(StrEnum):
    """Firm findings that set exit code 1."""

    CONTRADICTION = "contradiction"
    CHANGE = "change"


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCES...", help="Files (.txt .md .html .pdf .docx), folders, globs, URLs, or - for standard input."
    ),
]
Outputs = Annotated[
    list[Path],
    typer.Option(
        "-o", "--output", help="File to write; its ending gives the format. May be repeated.", show_default=False
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="Print this to standard output, not the summary; llmtool report --list-formats names them.",
        show_default=False,
    ),
]


@takes_run_options
def compare(
    sources: Sources,
    output: Outputs = [],  # noqa: B006 - typer reads the default, nothing mutates it
    format: FormatOption = None,  # noqa: A002 - the name of the flag
    fail_on: Annotated[
        list[FailOn], typer.Option(help="Exit 1 when there is a firm one. May be repeated.", show_default=False)
    ] = [],  # noqa: B006
    baseline: BaselineOption = None,
    brief: Annotated[bool, typer.Option("--brief", help="Print one screen, not the summary.")] = False,
    relation_model: RelationModelOption = None,
    *,
    options: RunOptions,
) -> None:
    """Compare what several sources say: positions, agreements, contradictions and changes."""
    if brief and format is not None:
        raise errors.UsageError("--brief and --format exclude each other: give one")
    check_outputs(output)
    check_printable(format)
    answers = read_baseline(baseline)
    result = _run(sources, options, judge=True, relation_model=relation_model)
    if result is None:
        return
    known = hold_against(result, answers, baseline, quiet=options.quiet)
    marks = known.marks if baseline else None
    write(result, output, format, quiet=options.quiet, answers=marks)
    if brief:
        show_brief(result, marks)
    elif format is None:
        show_summary(result, marks)
    raise typer.Exit(_exit_code(result, fail_on, known.settled))


@takes_run_options
def extract(
    sources: Sources,
    output: Outputs = [],  # noqa: B006
    *,
    options: RunOptions,
) -> None:
    """List the positions as JSON lines, one self-contained record a line, and stop there."""
    check_outputs(output, {Format.JSONL, Format.POSITIONS_CSV})
    result = _run(sources, options, judge=False)
    if result is None:
        return
    write(result, output, None if output else Format.JSONL, quiet=options.quiet)
    raise typer.Exit(_exit_code(result, []))


def _run(
    sources: list[str], options: RunOptions, *, judge: bool, relation_model: Path | None = None
) -> Comparison | None:
    """Read and compare; None after a dry run."""
    from llmtool import align, pipeline

    policy, chosen = options.policy, options.chosen()
    rules = align.load_parties(options.parties) if options.parties else None
    engine = pipeline.make_engine(
        chosen, rules=rules, policy=policy, folder=options.folder, relation_model=relation_model
    )
    if not options.quiet:
        model = f" {chosen.llm.model}" if chosen.llm else ""
        note(f"engine: {chosen.name}{model} ({engine.info().reason})")
    remarks.waiting(sources, quiet=options.quiet)
    try:
        left, watched = TimeLeft(options.workers), shows_bars(options.quiet)
        with progress(options.quiet, engine.usage, left) as bars:
            ingested = pipeline.read(sources, allow_private=options.allow_private, progress=bars)
            remarks.before(ingested, offline=chosen.llm is None, judge=judge, quiet=options.quiet)
            if chosen.llm and watched and not options.dry_run:
                plan = engine.plan(pipeline.segment(ingested), judge=judge)
                left.planned, left.stored = plan.steps, plan.cached_calls
            if not options.dry_run:
                result = pipeline.compare(ingested, engine, rules, bars, judge=judge)
    except KeyboardInterrupt:
        note(f"interrupted: {_kept(options, engine.usage())}")
        raise typer.Exit(errors.INTERRUPTED) from None
    if options.dry_run:
        _show_plan(ingested, engine.plan(pipeline.segment(ingested), judge=judge))
        return None
    if not options.quiet:
        remarks.after(result, judge=judge)
    return result


def _kept(options: RunOptions, usage: Usage) -> str:
    """What a run that was stopped leaves behind, and how to go on."""
    used = spent(usage)
    if not used:
        return "nothing was asked of a model yet, so nothing is lost; run the same command again"
    if options.policy is CachePolicy.OFF:
        return f"nothing is kept because of --no-cache ({used}); run without it, and what is answered stays"
    again = "the same command without --refresh" if options.policy is CachePolicy.REFRESH else "the same command again"
    return f"every finished answer is kept in {options.folder} ({used}); run {again} to go on from there"


def _show_plan(ingested: Ingested, plan: Plan) -> None:
    for document in ingested.documents:
        about = ", ".join(str(part) for part in (document.outlet, document.published) if part)
        copied = " (a copy)" if document.copy_of else ""
        typer.echo(f"{len(document.text.split()):7,} words  {document.source}{f'  {about}' if about else ''}{copied}")
    cost = "unknown: no price is known for this model" if plan.cost_usd is None else f"about ${plan.cost_usd:.4f}"
    typer.echo(f"documents  {len(ingested.documents)}")
    steps = ", ".join(f"{number} {stage.replace('_', ' ')}" for stage, number in plan.steps.items())
    typer.echo(f"calls      about {plan.calls}{f' ({steps})' if steps else ''}" if plan.calls else "calls      none")
    if plan.calls:
        typer.echo(f"  stored   {plan.cached_calls}")
        typer.echo(f"tokens     about {plan.prompt_tokens:,} in, {plan.completion_tokens:,} out")
        typer.echo(f"cost       {cost}")


def _exit_code(result: Comparison, fail_on: Sequence[FailOn], known: Collection[str] = ()) -> int:
    """The gravest thing that happened: the model's side, then a source, then findings that are not known."""
    stages = {failure.stage for failure in result.failures}
    if stages - {"ingest"} or result.ungrounded:
        return errors.ENGINE
    if stages:
        return errors.INPUT
    firm = {r.label for r in result.relations if r.certainty == "firm" and r.id not in known}
    return errors.FINDINGS if firm & {str(label) for label in fail_on} else errors.OK
