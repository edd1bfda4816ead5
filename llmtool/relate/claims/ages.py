"""Ages up to or from which something holds: under-12s, children up to 16, no one under 18, from the age of 14."""

from __future__ import annotations

import re
from collections.abc import Sequence

from llmtool.relate.claims.numerals import Number, Token
from llmtool.words import stem

_JOINED = re.compile(r"\b(?P<bound>under|over)(?P<join>-)(?P<age>\d{1,2})(?P<plural>s)\b", re.IGNORECASE)
AGED = re.compile(r"(?: the)? age(?:d| of)?$")
"""Stands between a bound and the age that it is for."""
_BOUNDS = frozenset("under over below above up to from until at least the age aged of".split())
_PEOPLE = frozenset(
    "child children pupil pupils student students teenager teenagers boy boys girl girls man men woman women adult "
    "adults driver drivers passenger passengers patient patients visitor visitors player players worker workers "
    "resident residents pensioner pensioners swimmer swimmers rider riders member members".split()
)
_ANYBODY = frozenset("people person anyone anybody everyone everybody one nobody those all citizens citizen".split())
_OLDEST = 110


def unjoined(text: str) -> str:
    """``under-12s`` as ``under 12``, and the verb of ``18 may enter`` as one that is no month, all of one length."""
    return _JOINED.sub(lambda match: f"{match['bound']} {match['age']} ", re.sub(r"\bmay\b", "can", text))


def joined_at(text: str, start: int) -> tuple[int, int] | None:
    """Where all of ``under-12s`` stands whose number begins at ``start``."""
    return next((match.span() for match in _JOINED.finditer(text) if match.start("age") == start), None)


def limited_by_age(text: str, tokens: Sequence[Token], number: Number) -> tuple[str, ...] | None:
    """Whom a limit of age is for, as stems: empty for anybody, None where the number is no age.
    ``text`` is as it was before ``unjoined``.

    Only limits are told: the ages of two people are no two accounts of one thing.
    """
    if number.high > _OLDEST or number.money or number.share:
        return None
    before = [token.text for token in tokens[max(0, number.first - 6) : number.first]]
    if joined_at(text, tokens[number.first].start):
        return ()
    aged = False
    while before and before[-1] in _BOUNDS:
        aged |= before.pop() in {"age", "aged"}
    whom = before[-1] if before else ""
    if whom in _PEOPLE:
        return (stem(whom),)
    return () if aged or whom in _ANYBODY else None
