"""Writing reports: to files by their ending, or to standard output."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmtool.cli.console import is_terminal, note, wants_colour, width
from llmtool.errors import UsageError
from llmtool.report.formats import BINARY, FORMATS, PLACED, Format

if TYPE_CHECKING:
    from llmtool.schema import Comparison

__all__ = [
    "ENDINGS",
    "Format",
    "ListFormats",
    "check_outputs",
    "check_printable",
    "format_of",
    "show_brief",
    "show_summary",
    "write",
]

LARGEST = 50_000_000
"""Bytes of a source that is looked into for lines."""

ENDINGS = {ending: name for name, about in FORMATS.items() for ending in about.endings}


def format_of(path: Path) -> Format:
    """The format that a file's ending names.

    Raises:
        UsageError: no format has this ending.

    """
    name = path.name.lower()
    if str(path) == "-":
        raise UsageError("-o takes files; to print a format on standard output name it with --format")
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name a file in it, such as {path / 'report.html'}")
    if fitting := [ending for ending in ENDINGS if name.endswith(ending)]:
        return ENDINGS[max(fitting, key=len)]
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
        check_place(path)


def check_place(path: Path) -> None:
    """Refuse a file that could not be made.

    Raises:
        UsageError: its folder is missing or can't be written into, or it is a folder itself.

    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name a file in it, such as {path / 'report.html'}")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise UsageError(f"{path}: can't be written (no permission); choose another place")


def save(path: Path, content: bytes, *, quiet: bool = False) -> None:
    """Write a file and say so.

    Raises:
        UsageError: it can't be written.

    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{path}: can't be written ({error.strerror}); choose another place") from error
    if not quiet:
        note(f"wrote {path}")


def check_printable(format: Format | None) -> None:  # noqa: A002 - as the flag
    """Refuse to print bytes on a terminal, before any work is done.

    Raises:
        UsageError: the format is not text, and standard output is a terminal.

    """
    if format in BINARY and is_terminal(sys.stdout):
        raise UsageError(f"{format} is not text: name a file with -o report.{format}, or redirect standard output")


def write(
    comparison: Comparison,
    paths: Sequence[Path],
    to_stdout: Format | None,
    *,
    quiet: bool,
    answers: Mapping[str, str] | None = None,
) -> None:
    """Write each file, and one format to standard output; ``answers`` are what a baseline says of findings.

    Raises:
        UsageError: a file can't be written; the others are.

    """
    from llmtool.report import render, render_bytes

    check_printable(to_stdout)
    formats = {path: format_of(path) for path in paths}
    files = _files(comparison) if PLACED & {*formats.values(), to_stdout} else {}
    failed: list[UsageError] = []
    for path, found in formats.items():
        try:
            save(path, render_bytes(comparison, found, files, answers), quiet=quiet)
        except UsageError as error:
            failed.append(error)
    for late in failed[1:]:
        note(f"error: {late}")
    if failed:  # told when all that could be written is: a run may have taken hours
        raise failed[0]
    if to_stdout in BINARY:
        typer.echo(render_bytes(comparison, to_stdout, None, answers), nl=False)
    elif to_stdout is not None:
        typer.echo(render(comparison, to_stdout, files, answers), nl=False)


def _files(comparison: Comparison) -> dict[str, str]:
    """The sources that are files of UTF-8 text and still there, as they are on disk."""
    files = {}
    for document in comparison.documents:
        path = Path(document.source)
        try:
            # A folder, a device or a pipe is no file to point into.
            if path.is_file() and path.stat().st_size <= LARGEST:
                files[document.source] = path.read_bytes().decode("utf-8-sig")
        except (OSError, ValueError):
            continue
    return files


def show_formats(wanted: bool) -> None:
    """Print every format and leave: its name, its endings, what it is for."""
    if wanted:
        for name, about in FORMATS.items():
            typer.echo(f"{name:<17}{' '.join(about.endings):<27}{about.purpose}")
        raise typer.Exit


ListFormats = Annotated[
    bool,
    typer.Option("--list-formats", callback=show_formats, is_eager=True, help="List the formats with their endings."),
]


def show_summary(comparison: Comparison, answers: Mapping[str, str] | None = None) -> None:
    """The summary on standard output."""
    from llmtool.report import summary

    typer.echo(summary(comparison, width(), wants_colour(sys.stdout), answers), nl=False)


def show_brief(comparison: Comparison, answers: Mapping[str, str] | None = None) -> None:
    """One screen on standard output: as wide as the terminal, and as high."""
    from llmtool.report import brief

    height = shutil.get_terminal_size((80, 24)).lines - 1 if is_terminal(sys.stdout) else 24
    typer.echo(brief(comparison, width(), height, answers), nl=False)
