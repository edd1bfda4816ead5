"""Groups of texts that are about one thing, by linkage over weighted stems, without looking at all pairs."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Features = Mapping[str, float]
"""Feature to its own weight, before rarity counts: 1 for a plain word of the text, less for a name."""

SMALL = 300
"""Up to this many texts all pairs are weighed; above it each keeps its nearest ``NEIGHBOURS`` only."""
NEIGHBOURS = 24
SAME_SIDE = 0.5
BEST = 0.2
"""Part of the best pair in how near two groups are."""


def vectors(features: Sequence[Features]) -> list[dict[str, float]]:
    """Unit vectors over the features that at least two texts share; what a text has alone makes it shorter."""
    counts = Counter(feature for each in features for feature in each)
    total = len(features)
    found: list[dict[str, float]] = []
    for each in features:
        weights = {
            feature: own * math.sqrt(math.log((total + 1) / counts[feature])) for feature, own in sorted(each.items())
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        found.append(
            {feature: weight / length for feature, weight in weights.items() if counts[feature] > 1 and weight > 0}
        )
    return found


def neighbours(vectors: Sequence[Mapping[str, float]], sides: Sequence[str]) -> list[dict[int, float]]:
    """For each text the similar ones (cosine above 0), by an inverted index; large inputs keep the nearest few.

    ``sides`` names the party of each text: two texts of one party count as half as similar, for an issue is what
    several sides speak about, and a party's own favourite words are none.
    """
    postings: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        for feature in vector:
            postings.setdefault(feature, []).append(number)
    total = len(vectors)
    # A word that a large part of many texts shares tells nothing, and its list would bring back all pairs.
    cap = total if total <= SMALL else SMALL // 3
    found: list[dict[int, float]] = []
    for number, vector in enumerate(vectors):
        scores: dict[int, float] = {}
        for feature, weight in vector.items():
            if len(postings[feature]) <= cap:
                for other in postings[feature]:
                    scores[other] = scores.get(other, 0.0) + weight * vectors[other][feature]
        scores.pop(number, None)
        found.append(_nearest(scores, {other for other in scores if sides[other] == sides[number]}, total))
    return _both_ways(found)


def _nearest(scores: dict[int, float], own_side: set[int], total: int) -> dict[int, float]:
    """Scores with those of one's own side cut, and only the nearest few where there are many texts."""
    weighed = {other: score * SAME_SIDE if other in own_side else score for other, score in scores.items()}
    if total <= SMALL or len(weighed) <= NEIGHBOURS:
        return weighed
    return dict(heapq.nsmallest(NEIGHBOURS, weighed.items(), key=lambda item: (-item[1], item[0])))


def _both_ways(found: Sequence[dict[int, float]]) -> list[dict[int, float]]:
    result: list[dict[int, float]] = [dict(scores) for scores in found]
    for number, scores in enumerate(found):
        for other, score in scores.items():
            result[other].setdefault(number, score)
    return result


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


def join_singles(groups: Iterable[list[int]], near: Sequence[Mapping[int, float]], threshold: float) -> list[list[int]]:
    """Put a text that stayed alone into the group with the nearest mean similarity, if it is at least ``threshold``."""
    kept = [each for each in groups if len(each) > 1]
    singles = [each[0] for each in groups if len(each) == 1]
    home = {number: at for at, each in enumerate(kept) for number in each}
    sizes = [len(each) for each in kept]
    added: list[list[int]] = [list(each) for each in kept]
    for single in singles:
        sums: dict[int, float] = {}
        for other, score in sorted(near[single].items()):
            if other in home:
                sums[home[other]] = sums.get(home[other], 0.0) + score
        best = min(sums, key=lambda at: (-sums[at] / sizes[at], at), default=None)
        if best is not None and sums[best] / sizes[best] >= threshold:
            added[best].append(single)
        else:
            added.append([single])
    return sorted(sorted(each) for each in added)
