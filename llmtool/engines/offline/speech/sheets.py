"""Sheets of claims and answers to them: ``Myth: …`` is what a body denies, ``Fact: …`` what it says itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from llmtool.engines.offline.text.tokens import Unit

Kind = Literal["myth", "fact"]

MYTHS: Final = frozenset("myth fiction claim rumour rumor allegation misconception falsehood".split())
FACTS: Final = frozenset("fact reality truth".split())
_EITHER: Final = "|".join(sorted(MYTHS | FACTS))
_LABEL: Final = re.compile(
    rf"[\s•*_#>–-]*(?:the )?(?P<word>{_EITHER})(?: (?:no\. ?)?\d{{1,2}})?[*_]*\s*(?P<mark>[:.–—-])?[*_]*\s*",
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]urs?|[Yy]ours?)\b")
_FEWEST: Final = 3
_MARKS: Final = "“”\"„«»‘’' \n*_"


def sheet(text: str, units: Sequence[Unit]) -> dict[int, Kind]:
    """The units of a document with both kinds of labels that stand under one, by index."""
    found: dict[int, Kind] = {}
    kind: Kind | None = None
    waits, paragraph = False, -1
    for index, unit in enumerate(units):
        opens = unit.paragraph != paragraph
        match = _LABEL.match(text, unit.start, unit.end) if opens else None
        alone = match is not None and match.end() == unit.end
        if match is not None and (alone or match["mark"]):
            kind = "myth" if match["word"].casefold() in MYTHS else "fact"
            waits = alone
        elif opens and not waits:
            kind = None
        else:
            waits = False
        if kind is not None:
            found[index] = kind
        paragraph = unit.paragraph
    return found if {"myth", "fact"} <= set(found.values()) else {}


def without_label(words: str) -> str:
    """What stands after ``Myth:`` or ``Fact 2:``."""
    match = _LABEL.match(words)
    return words[match.end() :] if match is not None and match["mark"] else words


def denied(words: str) -> str | None:
    """The clause that a myth states, to stand after "denied that"; None for a question or what speaks to somebody."""
    plain = without_label(words).strip(_MARKS)
    plain = plain.rstrip(".!")
    if not plain or plain.endswith("?") or _SPOKEN.search(plain) or len(plain.split()) < _FEWEST:
        return None
    return plain
