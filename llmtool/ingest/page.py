"""What a reader gets out of one source, before it becomes a document."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """Text with what the source says about itself; ``None`` where it says nothing."""

    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: dt.date | None = None
    language: str | None = None
    doubt: str | None = None
    """What a person should know of how it was read, such as a guessed encoding; it goes on from the source's name."""


_LINE_BREAK = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, soft hyphens, and the zero-width characters that no script needs (joiners and direction marks are needed).
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufff9-\ufffb]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{3,}")
# No text needs a hundred blanks in a row, and patterns that look for blanks would take for ever over a million.
_GAP = re.compile(r"[^\S\n]{100,}")


def evened(text: str) -> str:
    """``text`` in NFC with plain line breaks, without invisible characters and trailing blanks; otherwise untouched."""
    text = _LINE_BREAK.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(line.rstrip() for line in _GAP.sub(" ", text).split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def one_line(text: str | None) -> str | None:
    """A value of the metadata on one line, or ``None`` where there is nothing in it."""
    return " ".join(evened(text).split()) or None if text else None
