"""Quotations: quotation marks of all kinds paired inside paragraphs, with those that run on over paragraphs joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_MARK: Final = re.compile("[\"“”„‟«»‘’‚‛'＂]")
_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BEFORE_OPENING: Final = " \t\u00a0\u202f([{—–-/:,;>•*"
_DOUBLE: Final = {"“": "”", "„": "“”", "”": "”", "‟": "”", "«": "»", "»": "«", '"': '"”', "＂": "＂"}
_SINGLE: Final = {"‘": "’", "‚": "‘’", "‛": "’", "'": "'’"}
# Old files write two apostrophes or two backquotes for one mark.
_DOUBLED: Final = re.compile(r"(?<!')(?:''|``)(?!')")
# A quotation that goes on in the next paragraph opens again there.
_NEXT_OPENS: Final = {mark: re.compile(rf"\s*\n\s*{mark}(?=\S)") for mark in _DOUBLE}
_ENDS: Final = ".,?!…;:—–-"
_MAX_SINGLE: Final = 2000


@dataclass(frozen=True)
class Quote:
    """A quotation ``[start, end)`` with its marks.

    ``open`` tells that the closing mark comes only in a later paragraph, or never.
    """

    start: int
    end: int
    open: bool = False


def quotations(text: str) -> tuple[Quote, ...]:
    """The outermost quotations in order. One that spans paragraphs comes back once per paragraph.

    A mark that nothing closes opens a quotation only at the head of its paragraph or after a colon, and then holds
    to the paragraph's end: that is how long quotations are set.
    """
    text = _DOUBLED.sub(_single_mark, text)
    found: list[Quote] = []
    for line in _LINE.finditer(text):
        found.extend(_in_paragraph(text, line.start(), line.end()))
    return tuple(found)


def _single_mark(match: re.Match[str]) -> str:
    """One mark and a space for two marks, so that all offsets are kept and the quotation holds both."""
    before = match.string[match.start() - 1 : match.start()] or " "
    after = match.string[match.end() : match.end() + 1] or " "
    opens = match.group() == "``" or ((before.isspace() or before in _BEFORE_OPENING) and not after.isspace())
    return "“ " if opens else " ”"


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quote]:
    marks = [match.start() for match in _MARK.finditer(text, start, end)]
    place = 0
    while place < len(marks):
        opening = marks[place]
        mark = text[opening]
        if mark in _SINGLE:
            closing = _single_end(text, marks, place, end) if _opens(text, opening, start, end) else None
        elif _opens_double(text, opening, start, end):
            closing = _double_end(text, marks, place, end)
            if closing is None and _may_stay_open(text, opening, start, end):
                quote = _quote(text, opening, end, closed=False)
                if quote:
                    yield quote
                return
        else:
            closing = None
        if closing is None:
            place += 1
            continue
        quote = _quote(text, opening, marks[closing] + 1, closed=True)
        if quote:
            yield quote
        place = closing + 1


def _quote(text: str, start: int, end: int, *, closed: bool) -> Quote | None:
    """The quotation between its marks, without the space at an end that stays open; None where it says nothing."""
    words = text[start + 1 : end - 1 if closed else end].rstrip()
    if not words.lstrip():
        return None
    return Quote(start, end if closed else start + 1 + len(words), open=not closed)


def _opens(text: str, place: int, start: int, end: int) -> bool:
    before = text[place - 1] if place > start else " "
    after = text[place + 1] if place + 1 < end else " "
    return (before in _BEFORE_OPENING or before in "“\"'") and not after.isspace()


def _opens_double(text: str, place: int, start: int, end: int) -> bool:
    mark = text[place]
    if mark in "“„«‟":
        return True
    if mark == "”":  # the wrong mark, where a paragraph opens: nothing could end there
        return not text[start:place].strip() and place + 1 < end
    if mark == '"':
        before = text[place - 1] if place > start else " "
        return _opens(text, place, start, end) or (before.isspace() and place + 1 < end and text[place + 1] != " ")
    return mark not in "”’" and _opens(text, place, start, end)


def _double_end(text: str, marks: list[int], place: int, end: int) -> int | None:
    """The place in ``marks`` that closes the double mark at ``marks[place]``."""
    closers = _DOUBLE[text[marks[place]]]
    depth = 0
    for later in range(place + 1, len(marks)):
        mark = text[marks[later]]
        if mark in "“«" and mark not in closers and text[marks[place]] == mark:
            depth += 1  # a forgotten closing mark: the next closing one ends both
        if mark in closers:
            if mark == '"' and marks[later] + 1 < end and text[marks[later] + 1].isalnum():
                before = text[marks[later] - 1]
                if before in " (" and before != text[marks[place]]:
                    continue
            return later
        if depth > 4:
            return None
    return None


def _may_stay_open(text: str, place: int, start: int, end: int) -> bool:
    """At the start of a paragraph, after a colon or a comma, or where the next paragraph opens with the mark again."""
    before = text[start:place].rstrip(" \t\u00a0•*–—-")
    if text[place] == "”":
        return False
    return not before or before[-1] in ":," or _NEXT_OPENS[text[place]].match(text, end) is not None


def _single_end(text: str, marks: list[int], place: int, end: int) -> int | None:
    """The closing mark of a single quotation, told from apostrophes by what stands beside it."""
    closers = _SINGLE[text[marks[place]]]
    if text[marks[place]] == "'" and not _plausible_straight(text, marks[place], end):
        return None
    fallback = None
    for later in range(place + 1, len(marks)):
        where = marks[later]
        if where - marks[place] > _MAX_SINGLE:
            break
        if text[where] not in closers or where == marks[place] + 1:
            if text[where] == "‘":
                break
            continue
        after = text[where + 1] if where + 1 < end else " "
        if after.isalnum() or text[where - 1].isspace():
            continue
        if text[where - 1] in _ENDS or after in '.,;:?!)”"' or text[where - 1] not in "sS":
            return later
        # "the members’ vote": perhaps only a plural possessive, unless nothing better follows.
        fallback = later if fallback is None else fallback
    return fallback


def _plausible_straight(text: str, place: int, end: int) -> bool:
    following = text[place + 1 : min(place + 4, end)]
    return not following[:1].isdigit() and following.casefold() not in {"tis", "em ", "n' ", "til", "cau"}
