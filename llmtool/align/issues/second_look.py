"""A second look at the nearest of each position: what a trained judge says of the two, and what they are about where
they stand.

A claim that leaves its topic to the sentence before it ("ten days at the very least") shares no word with what it
answers, but read after that sentence it does; and a judge that finds two claims at odds, or at one, has found that they
are about one thing. The weights are those of a logistic regression over the pairs of positions of labelled cases, as
training/second_look.py prints them.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from llmtool.align.issues.grouping import Limits
from llmtool.align.issues.likeness import APART, Vector

Judge = Callable[[Sequence[tuple[int, int]], Sequence[Sequence[str]]], Sequence[tuple[float, float]]]
"""From pairs of positions by number, and the names of the holders of all (party first, then speaker), to how likely the
two of each pair contradict each other and how likely they agree.
"""


@dataclass(frozen=True)
class Readings:
    """What a trained model makes of positions, by their number: what each claim is about, the same where it is read
    after the sentence before it (vectors of length 1), and how two of them stand to each other.
    """

    vectors: Sequence[Vector]
    in_context: Sequence[Vector]
    judge: Judge

    def of(self, order: Sequence[int]) -> Readings:
        """The readings of some of the positions, numbered anew in this order."""

        def judge(pairs: Sequence[tuple[int, int]], names: Sequence[Sequence[str]]) -> Sequence[tuple[float, float]]:
            whole: dict[int, Sequence[str]] = dict(zip(order, names, strict=True))
            everybody = [whole.get(number, ()) for number in range(len(self.vectors))]
            return self.judge([(order[one], order[other]) for one, other in pairs], everybody)

        return Readings([self.vectors[at] for at in order], [self.in_context[at] for at in order], judge)


@dataclass(frozen=True)
class Weights:
    """What these add up to: the log-odds of the likeness by words and vectors, how alike the two are in their context,
    the log-odds of the judge's scores, and whether it was asked.
    """

    likeness: float
    context: float
    against: float
    agreed: float
    related: float
    judged: float
    nothing: float


WEIGHTS = Weights(likeness=0.98, context=1.14, against=-0.08, agreed=-0.21, related=0.31, judged=-0.28, nothing=-0.81)
LIMITS = Limits(together=0.18, alone=0.16)
OPEN = 0.2, 0.5
"""Likeness of the pairs that go to the judge: below, hardly any is about one thing, and above, hardly any is not."""
NEAREST = 2
"""So many of these of each position go to the judge, but no more pairs than half the number of positions."""
AT_ODDS, AT_ONE_THING = 0.5, 0.7
"""Scores from which on two that adjoin are tied: of 57 such in labelled cases 53 are about one thing."""
_LEAST = 0.001


def tied(
    adjoining: Sequence[tuple[int, int]], names: Sequence[Sequence[str]], readings: Readings
) -> list[tuple[int, int]]:
    """Which of two that adjoin are about one thing whatever else is near them: those the judge finds at odds, or most
    likely at odds or at one. A reader who has seen one sentence answer the other looks for both in one place.
    """
    scores = readings.judge(adjoining, names)
    return [
        pair
        for pair, (against, agreed) in zip(adjoining, scores, strict=True)
        if against >= AT_ODDS or against + agreed >= AT_ONE_THING
    ]


def looked_at_again(
    near: Sequence[Mapping[int, float]], names: Sequence[Sequence[str]], readings: Readings
) -> list[dict[int, float]]:
    """The likeness of each position to the others that are near it, weighed anew; pairs that have none get none."""
    found: list[dict[int, float]] = [{} for _ in near]
    for (one, other), features in seen(near, names, readings).items():
        above = _chance(WEIGHTS, features) - APART
        if above > 0:
            found[one][other] = found[other][one] = above
    return found


Features = tuple[float, float, float, float, float, float]
"""In the order of the first six of ``Weights``."""


def seen(
    near: Sequence[Mapping[int, float]], names: Sequence[Sequence[str]], readings: Readings
) -> dict[tuple[int, int], Features]:
    """What tells of each pair that is near; the smaller number first."""
    asked = _nearest(near)
    scores = dict(zip(asked, readings.judge(asked, names), strict=True))
    found: dict[tuple[int, int], Features] = {}
    for one, others in enumerate(near):
        for other in sorted(each for each in others if each > one):
            judged = _judged(*scores[one, other]) if (one, other) in scores else _NOT_ASKED
            found[one, other] = (_log_odds(others[other] + APART), _in_context(one, other, readings), *judged)
    return found


_NOT_ASKED = (0.0, 0.0, 0.0, 0.0)


def _judged(against: float, agreed: float) -> tuple[float, float, float, float]:
    return (_log_odds(against), _log_odds(agreed), _log_odds(against + agreed), 1.0)


def _in_context(one: int, other: int, readings: Readings) -> float:
    """How alike the two are where one of them is read after what stands before it."""
    plain, full = readings.vectors, readings.in_context
    ways = [_dot(plain[one], full[other])]
    if full[one] is not plain[one] or full[other] is not plain[other]:  # else it is the same once more
        ways.append(_dot(full[one], plain[other]))
    return max(ways)


def _nearest(near: Sequence[Mapping[int, float]]) -> list[tuple[int, int]]:
    """The pairs of each position with the nearest of which it is open, in order. Where these are more than half
    the number of positions, the nearest of each come first, then the likeliest; ties go to the lower numbers.
    """
    rank: dict[tuple[int, int], tuple[int, float]] = {}
    for one, others in enumerate(near):
        left = [other for other, value in others.items() if OPEN[0] <= value < OPEN[1]]
        best = heapq.nsmallest(NEAREST, left, key=lambda each: (-round(others[each], 9), each))
        for place, other in enumerate(best):
            pair = (min(one, other), max(one, other))
            rank[pair] = min(rank.get(pair, (NEAREST, 0.0)), (place, -round(others[other], 9)))
    return sorted(heapq.nsmallest(len(near) // 2, rank, key=lambda pair: (rank[pair], pair)))


def _chance(weights: Weights, features: Features) -> float:
    own = (weights.likeness, weights.context, weights.against, weights.agreed, weights.related, weights.judged)
    total = weights.nothing + math.fsum(map(mul, own, features))
    return 1.0 / (1.0 + math.exp(-total))


def _dot(one: Vector, other: Vector) -> float:
    product: float = sum(map(mul, one, other))
    return product


def _log_odds(chance: float) -> float:
    kept = min(1 - _LEAST, max(_LEAST, chance))
    return math.log(kept / (1 - kept))
