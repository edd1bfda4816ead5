"""``llmtool diff``: what differs between two runs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmtool import errors
from llmtool.cli.console import wants_colour, width
from llmtool.cli.output import check_place, save

if TYPE_CHECKING:
    from llmtool.revisions.changes import Difference

EXAMPLES = """\b
Examples:
  llmtool diff last-week.json today.json
  llmtool diff last-week.json today.json -o changes.html
  llmtool diff old.json new.json --format json | jq '.relations[] | select(.status == "new")'
  llmtool diff old.json new.json --exit-code > /dev/null || echo something moved
"""


class DiffFormat(StrEnum):
    """What a difference can be written as."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


ENDINGS = {".html": DiffFormat.HTML, ".htm": DiffFormat.HTML, ".json": DiffFormat.JSON, ".txt": DiffFormat.TEXT}


def diff(
    old: Annotated[Path, typer.Argument(help="The earlier run.", metavar="OLD.json")],
    new: Annotated[Path, typer.Argument(help="The later run.", metavar="NEW.json")],
    output: Annotated[
        list[Path],
        typer.Option(
            "-o", "--output", help=f"File to write: {' '.join(ENDINGS)}. May be repeated.", show_default=False
        ),
    ] = [],  # noqa: B006 - typer reads the default, nothing mutates it
    format: Annotated[  # noqa: A002 - the name of the flag
        DiffFormat | None, typer.Option("--format", "-f", help="Print this, not text.", show_default=False)
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 when the runs differ.")] = False,
) -> None:
    """Show what is new, gone or changed between two runs, by content."""
    from llmtool.revisions.difference import difference
    from llmtool.runs import load_run

    formats = [(path, _format_of(path)) for path in output]
    found = difference(load_run(old), load_run(new))
    for path, wanted in formats:
        save(path, _rendered(found, wanted, 80, colour=False).encode("utf-8"))
    if format is not None or not output:
        wanted = format or DiffFormat.TEXT
        typer.echo(_rendered(found, wanted, width(), colour=wants_colour(sys.stdout)), nl=False)
    if exit_code and found:
        raise typer.Exit(errors.FINDINGS)


def _format_of(path: Path) -> DiffFormat:
    if str(path) == "-":
        raise errors.UsageError("-o takes files; to print a format on standard output name it with --format")
    if path.is_dir():
        check_place(path)
    if path.suffix.lower() not in ENDINGS:
        raise errors.UsageError(f"{path}: no format of a difference has this ending; use one of {' '.join(ENDINGS)}")
    check_place(path)
    return ENDINGS[path.suffix.lower()]


def _rendered(found: Difference, wanted: DiffFormat, columns: int, *, colour: bool) -> str:
    if wanted is DiffFormat.JSON:
        from llmtool.revisions.data import data

        return data(found)
    if wanted is DiffFormat.HTML:
        from llmtool.revisions.page import page

        return page(found)
    from llmtool.revisions.text import text

    return text(found, columns, colour=colour)
