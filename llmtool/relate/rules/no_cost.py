"""What costs nothing, says one, and has a price, says the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmtool.relate.claims.concepts import sense
from llmtool.relate.claims.excerpt import excerpt, figure
from llmtool.relate.claims.numbers import Quantity
from llmtool.relate.claims.polarity import NOT
from llmtool.relate.claims.reading import Reading
from llmtool.relate.rules.figures import clause_of
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.schema import RelationKind, RelationLabel

_NOTHING = re.compile(
    r"\bfree of (?:charge|cost)\b|\bfor free\b|\bwithout (?:charge|cost)\b"
    r"|\bno (?:extra |additional )?(?:costs?|charge|fee)\b"
    r"|\b(?:costs?|costing|pay(?:s|ing)?|charged?) (?:[a-z]+ ){0,3}nothing\b(?! like)"
    r"|\b(?:is|are|be|remains?|stays?|travels?|rides?) free\b(?! (?:of|from|to)\b)",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b(?:cost(?:s|ing)?|pa(?:y|ys|id|ying)|charg(?:e|es|ed|ing)|price[ds]?|fees?|fares?|bills?|tolls?|spend(?:ing)?"
    r"|spent)\b",
    re.IGNORECASE,
)
_COSTS = frozenset(sense(word)[0] for word in "cost pay charge price fee free spend bill extra additional".split())
_NEAR = 14
"""Code points before it within which a negation belongs to it."""
_FIRM, _POSSIBLE = 0.75, 0.6
"""How much of what is free the other must name: ``free for staff`` leaves a price for visitors."""


def by_no_cost(pair: Pair) -> Iterator[Finding]:
    """``Would cost nothing`` against a sum of money for the same thing."""
    for free, paid in ((pair.a, pair.b), (pair.b, pair.a)):
        nothing = _NOTHING.search(free.text)
        price = next(_prices(paid), None)
        if nothing is None or price is None or _NOTHING.search(paid.text) or _is_negated(free.text, nothing.start()):
            continue
        same = pair.named_by(paid, free, _COSTS)
        if same >= _POSSIBLE:
            words = {id(free): excerpt(free.text, nothing.group()), id(paid): figure(price, paid.text)}
            rationale = pair.told(words[id(pair.a)], words[id(pair.b)])
            firm = same >= _FIRM and price.exact and not (pair.conditional or pair.unsure)
            yield Finding(RelationLabel.CONTRADICTION, RelationKind.NUMERIC, firm, 1.0 + same, rationale)


def _prices(reading: Reading) -> Iterator[Quantity]:
    """The sums of money that a thing costs."""
    for each in reading.quantities:
        money = each.dimension.startswith("money") and each.high > 0 and not each.denied
        if money and _PRICE.search(clause_of(each, reading.text)):
            yield each


def _is_negated(text: str, start: int) -> bool:
    """``Is not free of charge``, ``no longer free of charge``."""
    return NOT.search(text, max(0, start - _NEAR), start) is not None
