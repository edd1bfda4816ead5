"""Talking to a person: errors in one line, progress on stderr, colours only on a terminal."""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from llmtool import errors

if TYPE_CHECKING:
    from llmtool.engines.protocol import Progress


class ExplainingGroup(TyperGroup):
    """Turns llmtool's errors and Ctrl-C into one line on stderr and the exit code of the error tree."""

    def invoke(self, ctx: Any) -> Any:  # Any: older typer brings click, newer its own copy
        """Run the command."""
        try:
            return super().invoke(ctx)
        except errors.LlmtoolError as error:
            note(f"{paint('error', 'red')}: {error}")
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt:
            note("interrupted: every finished answer is kept; run the same command again to go on")
            raise typer.Exit(errors.INTERRUPTED) from None
        except BrokenPipeError:
            # The reader has gone (`| head`): leave without a second complaint when Python flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(errors.OK) from None


class PlainCommand(TyperCommand):
    """Names its arguments plainly in the usage line: newer typer would write ``{SOURCES...}...``."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The parts of the usage line."""
        return [re.sub(r"^\{(.+?)\}(?:\.{3})?$", r"\1", piece) for piece in super().collect_usage_pieces(ctx)]


def note(text: str) -> None:
    """One line on stderr."""
    typer.echo(text, err=True)


def paint(text: str, colour: str) -> str:
    """The text in a colour where stderr is a terminal that wants colours."""
    return typer.style(text, fg=colour, bold=True) if wants_colour(sys.stderr) else text


def wants_colour(stream: Any) -> bool:
    """Whether the stream is a terminal and NO_COLOR is not set."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns to wrap to: the terminal's, at most 110 so that lines stay readable, and 80 when piped."""
    return min(shutil.get_terminal_size((80, 24)).columns, 110) if sys.stdout.isatty() else 80


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """Bars on a terminal, a line as each stage ends when piped, nothing when quiet."""
    if sys.stderr.isatty() and not quiet:
        yield from _bars()
        return

    def lines(stage: str, done: int, total: int) -> None:
        if total and done == total and not quiet:
            note(f"{stage}: {done}/{total}")

    yield lines


def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description:<15}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    lock = threading.Lock()
    tasks: dict[str, Any] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:

        def report(stage: str, done: int, total: int) -> None:
            with lock:
                if stage not in tasks:
                    tasks[stage] = bars.add_task(stage, total=total)
                bars.update(tasks[stage], completed=done, total=total)

        yield report
