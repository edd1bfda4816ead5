"""Talking to a person: notes and errors in one line on stderr, colours only on a terminal."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from contextlib import suppress
from typing import Any, TextIO

import typer
from typer.core import TyperCommand, TyperGroup

from llmtool import errors

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
"""A full disk, a quota or a size that is used up, a device that is gone, a stream that takes nothing."""


class ExplainingGroup(TyperGroup):
    """Turns llmtool's errors and Ctrl-C into one line on stderr and the exit code of the error tree."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Parse and run. Help and version are printed before ``invoke``, so a full disk is told here for all."""
        try:
            return super().main(*args, **kwargs)
        except Exception as error:
            # What is written to a stream fails without a file's name.
            if isinstance(error, OSError) and error.filename is None and error.errno in _NO_ROOM:
                _give_up(sys.stdout)
                told = f"standard output can't be written ({error.strerror}); free some space, or send it elsewhere"
                note(f"{paint('error', 'red')}: {told}")
                raise SystemExit(errors.USAGE) from error
            _tell_of_a_fault(error)
            raise SystemExit(errors.INTERNAL) from error

    def invoke(self, ctx: Any) -> Any:  # Any: older typer brings click, newer its own copy
        """Run the command."""
        try:
            return super().invoke(ctx)
        except errors.LlmtoolError as error:
            note(f"{paint('error', 'red')}: {error}")
            raise typer.Exit(error.exit_code) from error
        except typer.BadParameter as error:
            from pydantic import ValidationError

            from llmtool import invalid

            if isinstance(error.__cause__, ValidationError):  # newer typer has pydantic check the values
                error.message = invalid.told(error.__cause__.errors(include_url=False)[0])
            raise
        except KeyboardInterrupt:
            note("interrupted: every finished answer is kept; run the same command again to go on")
            raise typer.Exit(errors.INTERRUPTED) from None
        except BrokenPipeError:
            # The reader has gone (`| head`): leave without a second complaint when Python flushes at exit.
            _give_up(sys.stdout)
            raise typer.Exit(errors.OK) from None


def _tell_of_a_fault(error: Exception) -> None:
    """One line on what llmtool has not foreseen; the traceback for those who ask for it by LLMTOOL_DEBUG."""
    if os.environ.get("LLMTOOL_DEBUG"):
        import traceback

        note("".join(traceback.format_exception(error)).rstrip())
    todo = "this is a fault of llmtool: please report it with the traceback, which LLMTOOL_DEBUG=1 shows"
    note(f"{paint('error', 'red')}: {errors.crash(error)}; {todo}")


def _give_up(stream: TextIO) -> None:
    """Lose what is still to be written, so that Python does not complain a second time when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class PlainCommand(TyperCommand):
    """Names its arguments plainly in the usage line: newer typer would write ``{SOURCES...}...``."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The parts of the usage line."""
        return [re.sub(r"^\{(.+?)\}(?:\.{3})?$", r"\1", piece) for piece in super().collect_usage_pieces(ctx)]


def note(text: str) -> None:
    """One line on stderr, if that can be written: a run is not lost because nobody reads its notes."""
    try:
        typer.echo(text, err=True)
    except OSError:
        with suppress(OSError):
            _give_up(sys.stderr)


def paint(text: str, colour: str) -> str:
    """The text in a colour where stderr is a terminal that wants colours."""
    return typer.style(text, fg=colour, bold=True) if wants_colour(sys.stderr) else text


def is_terminal(stream: Any) -> bool:
    """Whether a person sees the stream; one that was closed before the start is None."""
    return stream is not None and bool(stream.isatty())


def wants_colour(stream: Any) -> bool:
    """Whether the stream is a terminal and NO_COLOR is not set."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns to wrap to: the terminal's or COLUMNS, at most 110 so that lines stay readable; 80 when neither tells."""
    asked = os.environ.get("COLUMNS", "")
    if is_terminal(sys.stdout) or (asked.isdecimal() and int(asked) > 0):
        return min(shutil.get_terminal_size((80, 24)).columns, 110)
    return 80
