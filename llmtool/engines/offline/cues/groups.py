"""Verb groups: the auxiliaries and negations that stand before a verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.subjects import skip_left
from llmtool.engines.offline.text.lexicon import NEGATIONS
from llmtool.engines.offline.text.tokens import Token

# "has not only rejected the plan but …" rejects it.
_NO_NEGATION: Final = frozenset("only just merely simply".split())
OUGHT: Final = frozenset("should must ought".split())
"""What somebody else holds that the subject is to do: no position of the subject."""
AHEAD: Final = frozenset("going set due".split())
"""What stands between "is" and "to" before what is to come."""
_MEASURED: Final = frozenset(
    "used appeared appears seemed seems sought seeks tried tries managed manages attempted attempts".split()
)
GOVERNING: Final = AHEAD | _MEASURED
"""Words before "to" and a verb without which the verb would tell too much: ``used to support``."""


def group_start(tokens: Sequence[Token], start: int) -> int:
    """Where a verb group starts whose own auxiliaries start at ``start``: before ``used to`` and ``is going to``."""
    governed = start > 2 and tokens[start - 1].tag == "t" and tokens[start - 2].low in GOVERNING
    return skip_left(tokens, start - 2) if governed else start


def helpers_of(tokens: Sequence[Token], start: int, verb: int) -> tuple[str, ...]:
    """The auxiliaries and negations in ``[start, verb)``, in small letters: ``will not``, ``is going to``."""
    found: list[str] = []
    for place in range(start, verb):
        token = tokens[place]
        longer = token.low == "longer" and tokens[place - 1].low == "no"
        negates = token.low in NEGATIONS and tokens[place + 1].low not in _NO_NEGATION
        governs = token.low in GOVERNING or token.tag == "t"
        if token.tag == "X" or negates or longer or governs:
            found.append(token.low)
    return tuple(found)


def is_negated(helpers: Sequence[str]) -> bool:
    """Whether a verb group says no."""
    return not NEGATIONS.isdisjoint(helpers) or "cannot" in helpers or "longer" in helpers
