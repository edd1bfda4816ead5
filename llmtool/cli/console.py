"""Talking to a person: notes and errors in one line on stderr, colours only on a terminal."""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from llmtool import errors


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
