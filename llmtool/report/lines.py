"""Paragraphs for a terminal: wrapped to its width, with a hanging indent, in colours only when asked for."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from llmtool.report.inline import for_terminal

MIN_WIDTH = 24


@dataclass(frozen=True)
class Line:
    """A paragraph; ``indent`` is that of its first line, ``hang`` is added to those that follow."""

    text: Text
    indent: int = 0
    hang: int = 0


def styled(text: str, style: str = "") -> Text:
    """The text on one line, without anything that a terminal would obey."""
    # Appended, not given as the base: a base style would run on into what is appended later.
    return Text().append(for_terminal(text), style)


def line(text: str, style: str = "", indent: int = 0, hang: int = 0) -> Line:
    """A paragraph in one style."""
    return Line(styled(text, style), indent, hang)


def gap() -> Line:
    """An empty line."""
    return Line(Text())


def wrapped(lines: Iterable[Line], width: int, *, colour: bool) -> str:
    """The lines as text of at most ``width`` columns; ANSI sequences are in it only for ``colour``."""
    width = max(width, MIN_WIDTH)
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for each in lines:
        # Words are wrapped to the narrower room of the lines that hang.
        room = width - each.indent
        parts = [each.text] if each.text.cell_len <= room else each.text.wrap(console, room - each.hang)
        for number, part in enumerate(parts):
            part.rstrip()
            lead = Text(" " * (each.indent + (each.hang if number else 0)) if part else "")
            console.print(lead + part, soft_wrap=True)
    return out.getvalue()
