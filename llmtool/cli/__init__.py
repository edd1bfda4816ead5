"""The command line: the only place that knows typer.

Modules that cost time to load are imported inside the commands, so that ``llmtool --help`` stays quick.
"""

from __future__ import annotations

from typing import Annotated

import typer

from llmtool.cli import cache, compare, diff, evals, show, triage
from llmtool.cli.console import ExplainingGroup, PlainCommand

EPILOG = """Exit codes: 0 fine; 1 findings under --fail-on, or a check that failed; 2 usage or configuration;
3 a source that can't be read, or a replay that misses an answer; 4 the model's side: failed calls, drafts that
are not in the text; 70 a fault of llmtool, whose traceback LLMTOOL_DEBUG=1 shows."""

app = typer.Typer(
    name="llmtool",
    cls=ExplainingGroup,
    help="Compare what the sides of a dispute say, with exact quotations.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        from llmtool import __version__

        typer.echo(f"llmtool {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Compare what the sides of a dispute say, with exact quotations."""


app.command(
    "compare",
    cls=PlainCommand,
    epilog=compare.EXAMPLES,
    short_help="Compare what several sources say, and report the findings.",
)(compare.compare)
app.command(
    "extract",
    cls=PlainCommand,
    epilog=compare.EXTRACT_EXAMPLES,
    short_help="List the positions as JSON lines, and stop there.",
)(compare.extract)
app.command("report", cls=PlainCommand, epilog=show.REPORT_EXAMPLES)(show.report)
app.command("verify", cls=PlainCommand, epilog=show.VERIFY_EXAMPLES)(show.verify)
app.command("diff", cls=PlainCommand, epilog=diff.EXAMPLES)(diff.diff)
app.command(
    "triage",
    cls=PlainCommand,
    epilog=triage.EXAMPLES,
    short_help="Accept, dismiss or note the findings of a run, one by one.",
)(triage.triage)
app.command("schema")(show.schema)
app.add_typer(cache.app, name="cache")
app.add_typer(evals.app, name="eval")


def main() -> None:
    """Entry point of the ``llmtool`` command."""
    app()
