"""Groups of texts that are about one thing, by linkage over the likeness of pairs."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BEST = 0.1
"""Part of the best pair in how near two groups are."""


@dataclass(frozen=True)
class Limits:
    """Two groups that are as near as ``together`` are one issue, and a position that is left by itself joins one that
    is as near as ``alone``, since an issue of one compares nothing. Chosen on labelled disputes and articles.
    """

    together: float
    alone: float


def group(near: Sequence[Mapping[int, float]], limits: Limits, tied: Sequence[tuple[int, int]] = ()) -> list[list[int]]:
    """Join the two groups that are nearest, again and again while they are near enough to be ``together``.

    Nearness is the mean similarity of all pairs, and for ``BEST`` of it that of the best pair: a denial next to what it
    denies holds two groups together that are otherwise about little else. What is left by itself then joins the group
    that is nearest to it, if that is near enough. The two of each pair in ``tied`` are together before all else.
    Groups come back sorted by their first member, members in order. Ties go to the lower numbers.
    """
    joined = _linked(near, limits.together, tied)
    return sorted(sorted(each) for each in _housed(joined, near, limits.alone))


def _housed(groups: Sequence[list[int]], near: Sequence[Mapping[int, float]], least: float) -> list[list[int]]:
    """The groups with the single ones in them; where one single joins does not hang on where the others do."""
    home = {number: at for at, each in enumerate(groups) if len(each) > 1 for number in each}
    found = [list(each) for each in groups]
    for at, each in enumerate(groups):
        if len(each) > 1:
            continue
        sums: dict[int, float] = {}
        best: dict[int, float] = {}
        for other, score in sorted(near[each[0]].items()):
            if other in home:
                place = home[other]
                sums[place] = sums.get(place, 0.0) + score
                best[place] = max(best.get(place, 0.0), score)
        nearness = {
            place: (1 - BEST) * total / len(groups[place]) + BEST * best[place] for place, total in sums.items()
        }
        nearest = min(nearness, key=lambda place: (-round(nearness[place], 9), min(groups[place])), default=None)
        if nearest is not None and nearness[nearest] >= least:
            found[nearest] += found[at]
            found[at] = []
    return [each for each in found if each]


def _united(total: int, tied: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The numbers up to ``total``, those that pairs tie together in one list."""
    home = {number: [number] for number in range(total)}
    for one, other in tied:
        if home[one] is not home[other]:
            home[one] += home[other]
            home.update((number, home[one]) for number in home[other])
    return [own for number, own in home.items() if number == min(own)]


def _linked(near: Sequence[Mapping[int, float]], threshold: float, tied: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Groups by linkage, in no order."""
    members = dict(enumerate(_united(len(near), tied)))
    links, best = _between(near, members)

    def nearness(a: int, b: int) -> float:
        mean = links[a].get(b, 0.0) / (len(members[a]) * len(members[b]))
        return (1 - BEST) * mean + BEST * best[a].get(b, 0.0)

    heap = [(-nearness(one, other), one, other) for one in members for other in links[one] if one < other]
    heapq.heapify(heap)
    while heap:
        score, first, second = heapq.heappop(heap)
        if -score < threshold:
            break
        if first not in members or second not in members:
            continue
        if not math.isclose(-score, nearness(first, second), rel_tol=1e-9):
            continue
        for other, total in links[second].items():
            if other == first:
                continue
            links[first][other] = links[first].get(other, 0.0) + total
            best[first][other] = max(best[first].get(other, 0.0), best[second][other])
            links[other][first], best[other][first] = links[first][other], best[first][other]
            links[other].pop(second, None)
            best[other].pop(second, None)
        links[first].pop(second, None)
        best[first].pop(second, None)
        links[second], best[second] = {}, {}
        members[first] += members.pop(second)
        for other in links[first]:
            low, high = min(first, other), max(first, other)
            heapq.heappush(heap, (-nearness(low, high), low, high))
    return list(members.values())


def _between(
    near: Sequence[Mapping[int, float]], members: Mapping[int, Sequence[int]]
) -> tuple[list[dict[int, float]], list[dict[int, float]]]:
    """The sum and the best of the similarities between each two groups."""
    home = {number: place for place, own in members.items() for number in own}
    sums: list[dict[int, float]] = [{} for _ in members]
    best: list[dict[int, float]] = [{} for _ in members]
    for number, scores in enumerate(near):
        place = home[number]
        for other, score in scores.items():
            if (there := home[other]) != place:
                sums[place][there] = sums[place].get(there, 0.0) + score
                best[place][there] = max(best[place].get(there, 0.0), score)
    return sums, best
