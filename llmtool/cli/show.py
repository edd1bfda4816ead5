"""``llmtool report``, ``llmtool verify`` and ``llmtool schema``: what is done with a run file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from llmtool import errors
from llmtool.cli.compare import AllowPrivate, FormatOption, Outputs
from llmtool.cli.console import note, paint
from llmtool.cli.known import BaselineOption, hold_against, read_baseline
from llmtool.cli.output import ListFormats, check_outputs, check_printable, show_brief, show_summary, write
from llmtool.cli.run_options import Quiet

REPORT_EXAMPLES = """\b
Examples:
  llmtool report run.json
  llmtool report run.json --format markdown > report.md
  llmtool report run.json --brief
  llmtool report run.json --baseline llmtool-baseline.txt -o report.md
  llmtool report run.json -o report.html -o findings.xlsx -o contradictions.sarif
"""

VERIFY_EXAMPLES = """\b
Examples:
  llmtool verify run.json
  llmtool verify run.json --sources-from articles/.. --fetch
"""

RunFile = Annotated[Path, typer.Argument(help="A run: the .json file that compare wrote.", metavar="RUN.json")]


def report(
    run: RunFile,
    output: Outputs = [],  # noqa: B006 - typer reads the default, nothing mutates it
    format: FormatOption = None,  # noqa: A002 - the name of the flag
    brief: Annotated[bool, typer.Option("--brief", help="Print one screen, not the summary.")] = False,
    baseline: BaselineOption = None,
    quiet: Quiet = False,
    list_formats: ListFormats = False,  # noqa: ARG001 - its callback prints and leaves
) -> None:
    """Render a run again, without recomputing anything."""
    from llmtool.runs import load_run

    if brief and format is not None:
        raise errors.UsageError("--brief and --format exclude each other: give one")
    check_outputs(output)
    check_printable(format)
    answers = read_baseline(baseline)
    comparison = load_run(run)
    marks = hold_against(comparison, answers, baseline, quiet=quiet).marks if baseline else None
    write(comparison, output, format, quiet=quiet, answers=marks)
    if brief:
        show_brief(comparison, marks)
    elif format is None and not output:
        show_summary(comparison, marks)


def verify(
    run: RunFile,
    sources_from: Annotated[
        Path | None,
        typer.Option(
            help="Folder that relative source paths start from.", show_default="current folder, then that of RUN.json"
        ),
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Read sources that are URLs again too.")] = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Re-check every quotation of a run against its sources."""
    from llmtool.runs import load_run
    from llmtool.verify import verify_run

    result = verify_run(load_run(run), folder=sources_from, beside=run, fetch=fetch, allow_private=allow_private)
    for finding in result.findings:
        label = paint("wrong", "red") if finding.severity == "wrong" else paint("not checked", "yellow")
        note(f"{label}: {finding.subject}: {finding.message}")
    typer.echo(
        f"{result.spans} quotations, {result.relations} relations; {result.sources_read} of {result.documents} sources "
        f"read again; {len(result.wrong)} wrong, {len(result.unread)} not checked"
    )
    if result.wrong:
        raise typer.Exit(errors.FINDINGS)
    if result.unread:
        raise typer.Exit(errors.INPUT)


def schema() -> None:
    """Print the JSON Schema of a run file."""
    import json

    from llmtool.schema import Comparison

    typer.echo(json.dumps(Comparison.model_json_schema(mode="serialization"), indent=2, ensure_ascii=False))
