"""Text of a source made fit to stand inside a line of a report."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
# Marks that turn the direction of all text after them, that of the report too.
_TURNERS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """The text on one line: white space is one blank, control characters are gone."""
    return _SPACE.sub(" ", "".join(c for c in _SPACE.sub(" ", text) if unicodedata.category(c) != "Cc")).strip()


def for_terminal(text: str) -> str:
    """One line that can't move the cursor, set a colour or turn the direction of what follows."""
    return one_line("".join(c for c in text if c not in _TURNERS))


# XML 1.0 can't carry these, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with each character that XML can't carry replaced, one for one, by U+FFFD."""
    return _NO_XML.sub("\ufffd", text)


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut at the border of a word, with an ellipsis where something is missing.

    A first word that alone is longer is kept whole.
    """
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", 0, limit)
    if cut <= 0:
        cut = text.find(" ")
    return text if cut < 0 else text[:cut].rstrip(" ,;:–—-") + " …"
