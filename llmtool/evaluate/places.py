"""Where the elements of a JSON file stand, so that a message about a label can point at its line."""

from __future__ import annotations

import json
import re
from typing import Final

_DECODER: Final = json.JSONDecoder()
_SPACE: Final = re.compile(r"[ \t\r\n]*")


def element_lines(text: str) -> dict[str, tuple[int, ...]]:
    """For each list at the top of a JSON object the line, from 1, on which each of its elements begins.

    Raises:
        json.JSONDecodeError: the text is not JSON. The caller has parsed it, so this is the caller's bug.

    """
    lines: dict[str, tuple[int, ...]] = {}
    place = _skip(text, 0)
    if not text.startswith("{", place):
        return lines
    place = _skip(text, place + 1)
    while not text.startswith("}", place):
        key, place = _DECODER.raw_decode(text, place)
        place = _skip(text, _skip(text, place) + 1)
        if text.startswith("[", place):
            starts, place = _elements(text, place)
            lines[key] = tuple(text.count("\n", 0, start) + 1 for start in starts)
        else:
            _, place = _DECODER.raw_decode(text, place)
        place = _after_comma(text, place)
    return lines


def _elements(text: str, place: int) -> tuple[list[int], int]:
    starts: list[int] = []
    place = _skip(text, place + 1)
    while not text.startswith("]", place):
        starts.append(place)
        _, place = _DECODER.raw_decode(text, place)
        place = _after_comma(text, place)
    return starts, place + 1


def _after_comma(text: str, place: int) -> int:
    place = _skip(text, place)
    return _skip(text, place + 1) if text.startswith(",", place) else place


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place
