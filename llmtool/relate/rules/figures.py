"""Figures and dates of two positions, matched: which of them speak of the same thing, and do they meet?"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from llmtool.relate.claims.concepts import sense
from llmtool.relate.claims.dates import Moment
from llmtool.relate.claims.numbers import Quantity
from llmtool.relate.claims.reading import Reading

_CLAUSE = re.compile(r"[,;:()–—]|\band\b|\bbut\b|\bwhile\b|\bof them\b|\bincluding\b|\bafter\b|\bbecause\b")
_SPENT = frozenset({"cost", "pay", "spend", "worth", "fund", "money"})
"""Words that any sum of money brings along."""
_PEOPLE = frozenset(
    sense(word)[0] for word in "person member man woman men women victim demonstrator protester passenger".split()
)
_STATES = frozenset(
    sense(word)[0]
    for word in "killed injured arrested missing displaced evacuated rescued hospitalised homeless infected treated "
    "ill".split()
)
"""What has befallen people: the injured and those on board are not the same."""


@dataclass(frozen=True)
class FigureMatch:
    """Two figures of one measure: do both count one thing, and how much do their clauses share beside it?"""

    first: Quantity
    second: Quantity
    same_thing: bool
    nearness: float

    @property
    def disjoint(self) -> bool:
        """Can't both be true."""
        return not self.first.meets(self.second)


def figure_matches(a: Reading, b: Reading, weights: Mapping[str, float]) -> tuple[FigureMatch, ...]:
    """The best match for each figure of ``a`` among those of ``b``, one to one, the nearest first."""
    matches = [
        FigureMatch(first, second, same, nearness)
        for first in a.quantities
        for second in b.quantities
        if _comparable(first, second) and not (_some_of(first, second, b) or _some_of(second, first, a))
        for same, nearness in [_nearness(first, a, second, b, weights)]
    ]
    matches.sort(key=lambda m: (not m.same_thing, -m.nearness, m.disjoint, m.first.start, m.second.start))
    kept: list[FigureMatch] = []
    for match in matches:
        if all(match.first is not other.first and match.second is not other.second for other in kept):
            kept.append(match)
    return tuple(kept)


def _comparable(first: Quantity, second: Quantity) -> bool:
    if first.denied or second.denied:
        return False  # "not 420" gives no figure of its own
    if first.role and second.role and first.role != second.role:
        return False
    return first.dimension == second.dimension and (first.per == second.per or not (first.per and second.per))


def _some_of(whole: Quantity, other: Quantity, reading: Reading) -> bool:
    """May the other count some of the ``whole``? 214 stations are some of all 6,900."""
    fewer = whole.role == "whole" and other.role != "whole" and other.high < whole.low
    return fewer and not any(each.denied for each in reading.quantities)


def _nearness(
    first: Quantity, a: Reading, second: Quantity, b: Reading, weights: Mapping[str, float]
) -> tuple[bool, float]:
    counted, also = _counted(first), _counted(second)
    around, beside = _clause(first, a), _clause(second, b)
    told_by_measure = _SPENT if first.dimension.startswith("money") else frozenset()
    shared = (around & beside) - counted - also - told_by_measure
    same = bool(counted & also) and not _befallen(counted | around, also | beside)
    return same, math.fsum(weights.get(concept, 0.0) for concept in shared)


def _befallen(first: frozenset[str], second: frozenset[str]) -> bool:
    """Do the two count people in different states, or only one of them people in such a state?"""
    return first & _STATES != second & _STATES and not (first & second & _STATES)


def _counted(quantity: Quantity) -> frozenset[str]:
    concepts = {sense(thing)[0] for thing in quantity.things}
    return frozenset("person" if concept in _PEOPLE else concept for concept in concepts)


def _clause(quantity: Quantity, reading: Reading) -> frozenset[str]:
    """Concepts of the clause around a figure."""
    start, end = _bounds(quantity.start, quantity.start + len(quantity.text), reading.text)
    return frozenset(word.concept for word in reading.words if word.topical and start <= word.start < end)


def clause_of(quantity: Quantity, text: str) -> str:
    """The words of the clause around a figure."""
    start, end = _bounds(quantity.start, quantity.start + len(quantity.text), text)
    return text[start:end]


def _bounds(first: int, last: int, text: str) -> tuple[int, int]:
    """The clause that holds ``text[first:last]``."""
    breaks = [0, *(match.start() for match in _CLAUSE.finditer(text)), len(text)]
    return max(place for place in breaks if place <= first), min(
        place for place in breaks if place >= min(last, len(text))
    )


@dataclass(frozen=True)
class MomentMatch:
    """Two dates or clock times, and what the clauses around them share."""

    first: Moment
    second: Moment
    nearness: float

    @property
    def disjoint(self) -> bool:
        """Can't be one time."""
        return not self.first.meets(self.second)


def moment_matches(a: Reading, b: Reading, weights: Mapping[str, float]) -> tuple[MomentMatch, ...]:
    """Dates against dates and clock times against clock times, the nearest first."""
    matches = []
    for first in a.moments:
        for second in b.moments:
            if first.kind == second.kind:
                shared = _around(first, a) & _around(second, b)
                matches.append(MomentMatch(first, second, math.fsum(weights.get(concept, 0.0) for concept in shared)))
    matches.sort(key=lambda m: (-m.nearness, m.disjoint, m.first.start, m.second.start))
    return tuple(matches)


def _around(moment: Moment, reading: Reading) -> frozenset[str]:
    """Concepts of the clause of a date, without the words of the date itself."""
    told = {word.casefold() for word in re.findall(r"[^\W\d_]+", moment.text)}
    start, end = _bounds(moment.start, moment.start + len(moment.text), reading.text)
    return frozenset(
        word.concept
        for word in reading.words
        if word.topical and start <= word.start < end and word.text.casefold() not in told
    )
