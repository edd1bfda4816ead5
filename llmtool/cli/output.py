"""Writing reports: to files by their ending, or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from llmtool.cli.console import note, wants_colour, width
from llmtool.errors import UsageError

if TYPE_CHECKING:
    from llmtool.schema import Comparison


class Format(StrEnum):
    """What a comparison can be written as; a test holds this against the renderers."""

    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"
    POSITIONS_CSV = "positions.csv"
    HTML = "html"
    JSONL = "jsonl"


ENDINGS = {
    ".positions.csv": Format.POSITIONS_CSV,
    ".json": Format.JSON,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".csv": Format.CSV,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".jsonl": Format.JSONL,
}


def format_of(path: Path) -> Format:
    """The format that a file's ending names.

    Raises:
        UsageError: no format has this ending.

    """
    name = path.name.lower()
    for ending, found in ENDINGS.items():  # the longer ending stands before the one it ends with
        if name.endswith(ending):
            return found
    raise UsageError(f"{path}: no format has this ending; use one of {' '.join(ENDINGS)}")


def check_outputs(paths: Sequence[Path], allowed: Collection[Format] = frozenset(Format)) -> None:
    """Refuse a file that could not be written before any work is done.

    Raises:
        UsageError: an ending is unknown or not allowed here, or a folder is missing.

    """
    for path in paths:
        if format_of(path) not in allowed:
            endings = " ".join(ending for ending, found in ENDINGS.items() if found in allowed)
            raise UsageError(f"{path}: positions alone can't be written as this; use one of {endings}")
        if not path.parent.is_dir():
            raise UsageError(f"{path}: there is no folder {path.parent}; make it first")
        if path.is_dir():
            raise UsageError(f"{path}: is a folder; name a file in it")


def write(comparison: Comparison, paths: Sequence[Path], to_stdout: Format | None, *, quiet: bool) -> None:
    """Write each file, and one format to standard output."""
    from llmtool.report import ENCODINGS, render

    for path in paths:
        found = format_of(path)
        content = render(comparison, found)
        try:
            path.write_text(content, encoding=ENCODINGS.get(found, "utf-8"), newline="")
        except OSError as error:
            raise UsageError(f"{path}: can't be written ({error.strerror}); choose another place") from error
        if not quiet:
            note(f"wrote {path}")
    if to_stdout is not None:
        typer.echo(render(comparison, to_stdout), nl=False)


def show_summary(comparison: Comparison) -> None:
    """The summary on standard output."""
    from llmtool.report import summary

    typer.echo(summary(comparison, width(), wants_colour(sys.stdout)), nl=False)
