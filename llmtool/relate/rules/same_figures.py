"""Rules that find agreement in figures and dates: the same number of the same thing, the same day, rounded or not."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from llmtool.relate.claims.dates import Moment
from llmtool.relate.claims.excerpt import excerpt, figure
from llmtool.relate.claims.numbers import Quantity, rounded_to
from llmtool.relate.claims.reading import Reading
from llmtool.relate.rules.assessments import judgements
from llmtool.relate.rules.figures import FigureMatch, MomentMatch
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.schema import RelationKind, RelationLabel

_CLOSE = 1.5
"""Two figures of which one is this many times the other say different things, even where both may be true."""

_FINE = 10
"""A figure of so many steps of its last digit, as 17 or 11,200 but not 300, is hardly ever the same by chance."""

_LARGE = 1000
"""Nor is a figure from here on, even where it is round."""

_ROUNDED = 1.1
"""As far as two roundings of one large figure are apart."""

_ONE_SEASON = 62
"""Days. ``By September`` and ``by January`` can both be true and are still not the same date."""

_BEFORE_A_NAME = re.compile(
    r"(?:\b(?:the|an?|its|his|her|our|my|their|this|that|old|new|for)|['’]s)\s+$", re.IGNORECASE
)
_WEIGHED = re.compile(
    r"\btoo (?:few|many|much|little|small|big|large|high|low|short|long|late|early)\b"
    r"|\b(?:(?:not|far from|hardly) enough|twice|double|insufficient|inadequate|excessive|nowhere near|ruin|insult)"
    r"|\bwould (?:be the end|mean the end|kill|destroy|bankrupt)\b",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(
    r"\b(?:in|on|by|until|till|before|after|since|from|at|of|during|within|between|next|last|this)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def by_same_figures(pair: Pair, figures: tuple[FigureMatch, ...]) -> Iterator[Finding]:
    """One figure for one thing, or two so close that they are one in two roundings."""
    a, b = pair.a, pair.b
    if any(match.disjoint for match in figures) or bool(_weighs(a)) != bool(_weighs(b)):
        return
    for match in figures:
        first, second = match.first, match.second
        if first.part != second.part or (_only_named(match, a, b) and pair.contained < 0.6):
            continue
        if _enough(pair, match):
            same = (first.low, first.high) == (second.low, second.high)
            alike = pair.contained >= (0.3 if _fine(first) else 0.6) and len(a.quantities) == len(b.quantities)
            firm = match.same_thing and same and alike and not (pair.bargaining or pair.conditional)
            text = pair.told(figure(first, a.text), figure(second, b.text))
            text += "" if same else ", which can both be true"
            yield _found(RelationKind.NUMERIC, pair.contained + match.nearness, text, firm=firm)


def _enough(pair: Pair, match: FigureMatch) -> bool:
    """Do the two figures speak of one thing, and say much the same?"""
    first, second = match.first, match.second
    if how_far(first, second) > _CLOSE:
        return False
    same = (first.low, first.high) == (second.low, second.high) and first.exact and second.exact
    if first.dimension in {"more", "time"}:
        return match.nearness >= 0.8 and pair.contained >= 0.2
    fine = all(_fine(each) for each in (first, second))
    large = min(_named(first), _named(second)) >= _LARGE
    measured = first.dimension != "count"
    one_issue = bool(pair.shared - pair.a.own - pair.b.own)
    if same and fine and (match.same_thing or one_issue or not (measured or (first.things and second.things))):
        return True
    if large and how_far(first, second) <= _ROUNDED and pair.a.conditional == pair.b.conditional:
        return True
    if match.same_thing:
        return pair.contained >= (0.15 if fine else 0.2 if same else 0.3)
    if same and measured:
        return one_issue
    return (match.nearness >= 0.3 or pair.contained >= 0.3) if measured else match.nearness >= 0.8


def how_far(first: Quantity, second: Quantity) -> float:
    """How many times the smaller figure the larger one is, by the numbers that the two name: at least 1."""
    low, high = sorted(_named(each) for each in (first, second))
    return high / low if low > 0 else 1.0 if high == low else math.inf


def _named(quantity: Quantity) -> float:
    """The number that a figure names: the middle of a range, the bound of ``at least 40``."""
    if quantity.low <= 0 or not math.isfinite(quantity.high):
        return quantity.high if math.isfinite(quantity.high) else quantity.low
    return (quantity.low + quantity.high) / 2


def _fine(quantity: Quantity) -> bool:
    value = _named(quantity)
    return value % 1 > 0 or value >= _FINE * rounded_to(value)


def _only_named(match: FigureMatch, a: Reading, b: Reading) -> bool:
    """``The two million fine`` and ``too small for 420 flats`` name a thing; they take no side on the figure."""
    return any(
        _BEFORE_A_NAME.search(side.text[: figure.start]) is not None
        for side, figure in ((a, match.first), (b, match.second))
    )


def _weighs(reading: Reading) -> bool:
    """Does a claim say what it thinks of a figure (too few, an insult) beside giving it?"""
    return _WEIGHED.search(reading.text) is not None or bool(judgements(reading))


def by_same_moments(pair: Pair, moments: tuple[MomentMatch, ...]) -> Iterator[Finding]:
    """One day or one deadline for one thing."""
    if not moments or len(pair.a.quantities) != len(pair.b.quantities):
        return
    match = moments[0]
    told = all(_tells_when(each, side.text) for each, side in ((match.first, pair.a), (match.second, pair.b)))
    close = abs(_day(match.first) - _day(match.second)) <= _ONE_SEASON
    if told and close and match.nearness >= 0.9 and (pair.alike >= 0.25 or pair.contained >= 0.45):
        text = pair.told(excerpt(pair.a.text, match.first.text), excerpt(pair.b.text, match.second.text))
        yield _found(RelationKind.TEMPORAL, pair.alike, text)


def _day(moment: Moment) -> float:
    """The day that a date names: the middle of a month or a year, the day itself of ``until Friday``."""
    ends = [end for end in (moment.low, moment.high) if math.isfinite(end)]
    return sum(ends) / len(ends) if ends else math.inf


def _tells_when(moment: Moment, text: str) -> bool:
    """Does it say when something is so? ``The 1938 maps`` and ``the 26 February talks`` only name a thing."""
    after = text[moment.start + len(moment.text) :]
    before = text[: moment.start]
    return (
        _AT_A_TIME.search(before) is not None or not before.strip() or re.match(r"\s*(?:[.,;:]|$)", after) is not None
    )


def _found(kind: RelationKind, weight: float, rationale: str, *, firm: bool = False) -> Finding:
    return Finding(RelationLabel.AGREEMENT, kind, firm, weight, rationale)
