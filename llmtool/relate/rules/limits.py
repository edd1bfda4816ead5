"""Two limits for one thing: who lets them in up to 16 lets in more than up to 12, though both hold for a child of 8."""

from __future__ import annotations

import math
import re

from llmtool.relate.claims.numbers import Quantity
from llmtool.relate.claims.reading import Reading
from llmtool.relate.rules.figures import FigureMatch
from llmtool.relate.rules.finding import Pair

_RULES = re.compile(
    r"\b(?:may|must|only|limit(?:s|ed)?|allow(?:s|ed)?|permit(?:s|ted)?|eligible|entitled|exempt(?:ed|s)?|restrict(?:s|ed)"
    r"|ban(?:s|ned)?|barred|cap(?:ped|s)?|maximum|minimum|qualif(?:y|ies))\b",
    re.IGNORECASE,
)
_RULES_OF_AGE = re.compile(
    r"\b(?:free|open|half|covers?|applie[sd]|apply|admit(?:s|ted)?|offered|for|able|can|get|receive|required)\b",
    re.IGNORECASE,
)
_ONE_YEAR = 1
"""Up to 16 and under 17 are one limit."""


def other_limits(pair: Pair, match: FigureMatch) -> bool:
    """Do both say from where or up to where a rule holds, and not the same?"""
    first, second = match.first, match.second
    kinds = (_kind(first), _kind(second))
    if kinds[0] != kinds[1] or not kinds[0]:
        return False
    apart = abs(_end(first) - _end(second))
    near = _ONE_YEAR if first.dimension == "age" else 0
    return apart > near and all(_is_rule(side, first.dimension) for side in (pair.a, pair.b))


def _kind(quantity: Quantity) -> str:
    if quantity.exact:
        return ""
    return "least" if math.isinf(quantity.high) else "most" if quantity.low <= 0 else ""


def _end(quantity: Quantity) -> float:
    return quantity.low if math.isinf(quantity.high) else quantity.high


def _is_rule(reading: Reading, dimension: str) -> bool:
    rules = _RULES.search(reading.text) is not None
    return rules or (dimension == "age" and _RULES_OF_AGE.search(reading.text) is not None)
