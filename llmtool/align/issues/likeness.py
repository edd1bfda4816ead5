"""How likely it is that two positions are about one issue, from the items they share and how near they stand.

The weights are those of two logistic regressions over the pairs of 111 labelled disputes: one says how much a shared
item tells (by its kind, how rare it is and how many sides use it), one what the items of a pair add up to. They are
what training/likeness.py prints.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from llmtool.align.issues.discourse import ELSEWHERE, Place, following
from llmtool.align.issues.fields import fields_of
from llmtool.align.issues.grouping import Limits
from llmtool.align.issues.items import COUNTED, FIGURE, NAME, PAIR, TIME, WORD, Items


@dataclass(frozen=True)
class Weights:
    """What a shared item tells, as a logarithm of odds against a pair that shares nothing: by its kind, more for each
    step of rarity (a natural logarithm), more where each of its positions is of another side (a side's own favourite
    words are no topic), and more or less where the two are of one side.
    """

    base: Mapping[str, float]
    rarity: Mapping[str, float]
    sides: float
    one_side: float


WEIGHTS = Weights(
    base={WORD: -0.31, NAME: -0.33, FIGURE: -1.05, COUNTED: -0.8, PAIR: -0.73, TIME: -1.22},
    rarity={WORD: 0.56, NAME: 0.16, FIGURE: 0.9, COUNTED: 0.83, PAIR: 0.97, TIME: 0.45},
    sides=1.84,
    one_side=-0.4,
)


@dataclass(frozen=True)
class Sum:
    """What the evidence of a pair adds up to: weights of the shared items (for the length of the two texts), of the
    shared fields of words, of how far two vectors point the same way, and of no evidence.
    """

    shared: float
    fields: float
    vectors: float
    nothing: float


BY_WORDS = Sum(shared=6.54, fields=1.22, vectors=0.0, nothing=-2.34)
LIMITS = Limits(together=0.18, alone=0.13)
BY_VECTORS = Sum(shared=5.95, fields=0.97, vectors=2.6, nothing=-3.34)
"""Half way between the fit without vectors and the one with them: claims as written by hand lie nearer to each other
than those of an extraction, where vectors tell less.
"""
Vector = tuple[float, ...]
"""What a position is about, by a model; of length 1."""
SMOOTH = 3
"""Added to the number of a position's items: in a bare remark one shared word is not everything."""
USUAL = 23
"""Rarity is measured as if among so many positions at most, the number in which the weights were learned."""
APART = 0.04
"""Likeness of two positions that share nothing."""
SMALL = 300
"""Up to this many positions all pairs are weighed; above it each keeps its nearest ``NEIGHBOURS`` only."""
NEIGHBOURS = 24
LONGEST = 50
"""Positions that may share an item, where there are more than ``SMALL``: a commoner one would bring back all pairs."""


def likenesses(
    items: Sequence[Items], sides: Sequence[str], places: Sequence[Place], vectors: Sequence[Vector] | None = None
) -> list[dict[int, float]]:
    """For each position the others that may be about its issue, with how much likelier than ``APART`` it is.

    ``sides`` names the party of each. Of many positions an inverted index finds the pairs, so that time grows with
    the positions; of few that have vectors, all pairs are weighed.
    """
    total = len(items)
    weigh = BY_WORDS if vectors is None else BY_VECTORS
    worth = worths(items, sides)
    lengths = [math.sqrt(SMOOTH + len(own)) for own in items]
    fields = field_vectors(items)
    postings = _postings(items, worth)
    near_by = following(places, sides)
    every = vectors is not None and total <= SMALL
    found: list[dict[int, float]] = []
    for number, own in enumerate(items):
        sums = _shared(number, own & worth.keys(), worth, postings, sides)
        for other in range(total) if every else near_by[number]:
            sums.setdefault(other, 0.0)
        if total > SMALL:
            sums.pop(number, None)
            sums = _most(sums, lengths, near_by[number])
        else:
            sums = {other: value for other, value in sums.items() if other > number}  # the rest is the same once more
        scores = {
            other: weigh.nothing
            + weigh.shared * value / (lengths[number] * lengths[other])
            + weigh.fields * dot(fields[number], fields[other])
            + (weigh.vectors * sum(map(mul, vectors[number], vectors[other])) if vectors else 0.0)
            + near_by[number].get(other, ELSEWHERE if places[other].document_id == places[number].document_id else 0.0)
            for other, value in sums.items()
        }
        if total > SMALL and len(scores) > NEIGHBOURS:
            scores = dict(heapq.nsmallest(NEIGHBOURS, scores.items(), key=lambda each: (-each[1], each[0])))
        found.append({other: above for other, score in scores.items() if (above := _above(score)) > 0})
    return _both_ways(found)


def _postings(items: Sequence[Items], worth: Mapping[str, float]) -> dict[str, list[int]]:
    """Which positions have each item; of many positions, none that more than ``LONGEST`` have."""
    found: dict[str, list[int]] = {}
    for number, own in enumerate(items):
        for item in own & worth.keys():
            found.setdefault(item, []).append(number)
    return found if len(items) <= SMALL else {item: at for item, at in found.items() if len(at) <= LONGEST}


def _shared(
    number: int,
    own: Iterable[str],
    worth: Mapping[str, float],
    postings: Mapping[str, Sequence[int]],
    sides: Sequence[str],
) -> dict[int, float]:
    """What the items that a position shares with each other one tell."""
    sums: dict[int, float] = {}
    for item in sorted(own):
        value = worth[item]
        alike = max(0.0, value + WEIGHTS.one_side)
        for other in postings.get(item, ()):
            sums[other] = sums.get(other, 0.0) + (alike if sides[other] == sides[number] else value)
    return sums


def _most(sums: Mapping[int, float], lengths: Sequence[float], kept: Mapping[int, float]) -> dict[int, float]:
    """The pairs that share most for their length, and those of ``kept``; all where they are few."""
    if len(sums) <= LONGEST:
        return dict(sums)
    best = heapq.nsmallest(LONGEST, sums, key=lambda other: (-sums[other] / lengths[other], other))
    return {other: sums[other] for other in (*best, *kept)}


def _above(score: float) -> float:
    return 1 / (1 + math.exp(-score)) - APART


def worths(items: Sequence[Items], sides: Sequence[str], weights: Weights = WEIGHTS) -> dict[str, float]:
    """What sharing each item tells two positions of different sides; only items that two share and that tell."""
    counts = Counter(item for own in items for item in own)
    holders: dict[str, set[str]] = {}
    for own, side in zip(items, sides, strict=True):
        for item in own:
            if counts[item] > 1:
                holders.setdefault(item, set()).add(side)
    total = len(items)
    found: dict[str, float] = {}
    for item, who in holders.items():
        count = counts[item]
        kind = item[0]
        value = weights.base[kind] + weights.rarity[kind] * rarity(count, total) + weights.sides * len(who) / count
        if value > 0:
            found[item] = value
    return found


def rarity(count: int, total: int) -> float:
    """How rare an item of ``count`` among ``total`` positions is."""
    return math.log(total / count) * min(1.0, math.log(USUAL) / math.log(max(total, 2)))


def field_vectors(items: Sequence[Items]) -> list[dict[int, float]]:
    """Unit vectors over the fields of words in which each position's words stand."""
    found = [{field for item in own if item[0] == WORD for field in fields_of(item[1:])} for own in items]
    counts = Counter(field for own in found for field in own)
    vectors: list[dict[int, float]] = []
    for own in found:
        vector = {field: math.sqrt(math.log((len(items) + 1) / counts[field])) for field in sorted(own)}
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        vectors.append({field: weight / length for field, weight in vector.items()})
    return vectors


def dot(a: Mapping[int, float], b: Mapping[int, float]) -> float:
    """How much two such vectors point the same way, 0 to 1."""
    return sum(weight * b[field] for field, weight in a.items() if field in b)


def _both_ways(found: Sequence[dict[int, float]]) -> list[dict[int, float]]:
    result: list[dict[int, float]] = [dict(scores) for scores in found]
    for number, scores in enumerate(found):
        for other, score in scores.items():
            result[other].setdefault(number, score)
    return result
