"""Letters that fill a page, or a part of it, down to the signature: all that nobody else says is the writer's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.people.roles import FULL_NAME
from llmtool.engines.offline.speech.label import Label
from llmtool.engines.offline.text.tokens import Unit

_SALUTATION: Final = re.compile(
    r"[*_]*(?:Dear )?(?:Sirs?|Madam|Editor|Sir or Madam)\b[*_]*(?P<mark>[,:–—-]?)[*_]*[ \t]*", re.IGNORECASE
)
_CLOSING: Final = re.compile(
    r"(?:yours?(?: \w+)?|(?:yours )?(?:sincerely|faithfully|truly)|(?:(?:kind|best|warm) )?regards)[,.]?",
    re.IGNORECASE,
)
_NAME: Final = re.compile(rf"[*_]*(?:(?:Dr|Prof|Professor|Sir|Rev|Mr|Mrs|Ms|Cllr)\.? )?(?P<name>{FULL_NAME})[*_]*,?")
_HEADING: Final = re.compile(r"\b(?:letters?|to the editor|your (?:letters|views|say)|readers? write)\b", re.IGNORECASE)
_BREAK: Final = re.compile(r"\n[ \t]*(?:[*_=#•~–—-][ \t]*){3,}\n")
_MINE: Final = frozenset("i my".split())
_LINES: Final = 3
"""Lines of a signature: a name, an office or a street, a town."""
_HEAD: Final = 200
_WORDS: Final = 8


def letters(text: str, units: Sequence[Unit]) -> dict[int, Label]:
    """The units that open letters signed by name on a line below them, by index."""
    found: dict[int, Label] = {}
    begins = 0
    for index, unit in enumerate(units):
        name = _NAME.fullmatch(text, unit.start, unit.end) if index >= begins and _is_line(text, unit) else None
        if name is None or name["name"].split()[-1].isupper():
            continue  # "END OF TRANSCRIPT"
        last = _signature_ends(text, units, index)
        if last is None:
            continue
        end = index - 1 if _CLOSING.fullmatch(text, units[index - 1].start, units[index - 1].end) else index
        opens = _first(text, units, begins, end)
        if opens is not None and _is_letter(text, units, *opens, end):
            start, stop = name.span("name")
            found[opens[0]] = Label(
                start, stop, opens[1], question=False, answer=False, bullet=False, until=units[end - 1].end
            )
        begins = last + 1
    return found


def _is_line(text: str, unit: Unit) -> bool:
    """Whether a unit has a line to itself."""
    return text[unit.start - 1 : unit.start] in {"", "\n"} and text[unit.end : unit.end + 1] in {"", "\n"}


def _signature_ends(text: str, units: Sequence[Unit], index: int) -> int | None:
    """The last line of a signature that opens at a unit; None where the text goes on below it."""
    for last in range(index, min(index + _LINES, len(units))):
        if last + 1 == len(units):
            return last
        below = units[last + 1]
        after = text[units[last].end : below.start]
        placed = last > index and "\n\n" in after and all(token.tag == "N" for token in units[last].tokens)
        if placed or _BREAK.search(after) is not None or _opening(text, below) is not None:
            return last
        if not _is_line(text, below) or text[below.end - 1] in ".!?:" or len(below.tokens) > _WORDS:
            return None
    return None


def _opening(text: str, unit: Unit) -> int | None:
    """Where the words begin after the salutation that a unit opens with: ``Sir: The bridge is safe.``"""
    match = _SALUTATION.match(text, unit.start, unit.end)
    return match.end() if match is not None and (match["mark"] or match.end() == unit.end) else None


def _first(text: str, units: Sequence[Unit], begins: int, end: int) -> tuple[int, int] | None:
    """The unit that a letter opens with and the offset of its words: after a salutation, or after headings."""
    for at in range(end - 1, begins - 1, -1):
        speech = _opening(text, units[at])
        if speech is not None:
            return (at, speech) if speech < units[at].end else (at + 1, units[min(at + 1, end)].start)
    first = next((at for at in range(begins, end) if text[units[at].end - 1] in '.!?”"'), None)
    return (first, units[first].start) if first is not None else None


def _is_letter(text: str, units: Sequence[Unit], first: int, speech: int, end: int) -> bool:
    """Whether somebody writes for themselves: after a salutation, under such a heading, or as "I"."""
    if end <= first or text[units[end - 1].end - 1] not in '.!?”"':
        return False
    greeted = speech > units[first].start or (first > 0 and _opening(text, units[first - 1]) is not None)
    headed = _HEADING.search(text[: min(units[first].start, _HEAD)])
    mine = any(token.low in _MINE for unit in units[first:end] for token in unit.tokens)
    return bool(greeted or headed or mine)
