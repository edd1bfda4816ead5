"""Asides between commas that tell nothing of who says what: ``has, however, rejected``, ``insists, though, that``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.phrases import Stretch
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.tokens import Token

_ASIDES: Final = frozenset(
    tuple(phrase.split())
    for phrase in """however|though|meanwhile|too|also|again|then|instead|nevertheless|nonetheless|moreover|indeed
    |therefore|of course|in turn|in contrast|by contrast|in particular|in effect|in fact|in private|in public|so far
    |after all|as usual|for now|for once|for example|for instance|for his part|for her part|for its part|for their part
    |once again|at the same time|at the time|at least|on the other hand|for the time being|for the moment
    |in the meantime|as ever|among others|to be sure|it is true|rightly or wrongly|not for the first time""".split("|")
)
_LONGEST: Final = max(map(len, _ASIDES))


def after_aside(tokens: Sequence[Token], place: int) -> int:
    """The place after an aside whose first comma stands at ``place``, or ``place``."""
    if place >= len(tokens) or tokens[place].tag != ",":
        return place
    for end in range(place + 2, min(place + _LONGEST + 2, len(tokens))):
        if tokens[end].tag == ",":
            return end + 1 if _is_aside(tokens, place + 1, end) else place
    return place


def before_aside(tokens: Sequence[Token], place: int) -> int:
    """The place before an aside whose last comma stands left of ``place``, or ``place``."""
    if place < 3 or tokens[place - 1].tag != ",":
        return place
    for start in range(place - 3, max(place - _LONGEST - 3, -1), -1):
        if tokens[start].tag == ",":
            return start if _is_aside(tokens, start + 1, place - 1) else place
    return place


def _is_aside(tokens: Sequence[Token], start: int, end: int) -> bool:
    return tuple(token.low for token in tokens[start:end]) in _ASIDES


def end_of_aside(tokens: Sequence[Token], content: Stretch) -> int:
    """The comma that closes an aside: the first that a main verb follows, but for those of clauses inside it."""
    opened = 0
    for at in range(content.start, content.end - 1):
        if tokens[at].tag != ",":
            continue
        if tokens[at + 1].tag == "W":
            opened += 1
        elif opened:
            opened -= 1
        elif tokens[at + 1].tag in "XV" or (_is_told(tokens[at + 1]) and is_verb(tokens, at + 1)):
            return at
    return content.end


def _is_told(token: Token) -> bool:
    return token.form is not None and token.form.kind in {"third", "past"}
