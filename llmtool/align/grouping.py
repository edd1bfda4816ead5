"""Groups of texts that are about one thing, by linkage over the likeness of pairs."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence

BEST = 0.2
"""Part of the best pair in how near two groups are."""


def group(near: Sequence[Mapping[int, float]], threshold: float) -> list[list[int]]:
    """Join the two groups that are nearest, again and again while their nearness is at least ``threshold``.

    Nearness is the mean similarity of all pairs, and for ``BEST`` of it that of the best pair: a denial next to what it
    denies holds two groups together that are otherwise about little else. Groups come back sorted by their first
    member, members in order. Ties go to the lower numbers.
    """
    members: dict[int, list[int]] = {number: [number] for number in range(len(near))}
    links: list[dict[int, float]] = [dict(scores) for scores in near]
    best: list[dict[int, float]] = [dict(scores) for scores in near]

    def nearness(a: int, b: int) -> float:
        mean = links[a].get(b, 0.0) / (len(members[a]) * len(members[b]))
        return (1 - BEST) * mean + BEST * best[a].get(b, 0.0)

    heap = [
        (-nearness(number, other), number, other)
        for number, scores in enumerate(near)
        for other in scores
        if number < other
    ]
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
    return sorted(sorted(each) for each in members.values())
