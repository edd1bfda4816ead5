"""Pairs of positions that are worth judging: the most alike inside an issue, by an inverted index."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from llmtool.drafts import Aligned
from llmtool.relate.holders import Holders
from llmtool.schema import Position
from llmtool.words import content_stems

PER_POSITION = 10
"""Ten keep nine of ten clear contradictions of labelled disputes, and about half of the pairs of 24 positions."""

ALL_PAIRS_UP_TO = 12
"""An issue of so few positions is compared in full."""

LONGEST_POSTING = 400
"""A stem in more positions of one issue than this tells nothing apart, and would make the work grow with its square."""


def candidates(aligned: Aligned) -> tuple[tuple[str, str], ...]:
    """Pairs of position ids of one issue, in the order of the comparison; no pair of a document and its copy.

    Each position is paired with the ten that share most with it: stems of the claims, weighted by how rare they are
    among all positions. A large issue never costs the square of its size.
    """
    holders = Holders(aligned)
    weights = stem_weights(aligned)
    groups: dict[str, list[Position]] = defaultdict(list)
    for position in aligned.positions:
        groups[position.issue_id].append(position)
    pairs: set[tuple[int, int]] = set()
    for group in groups.values():
        for one, other in _alike(group, weights):
            first, second = group[one], group[other]
            if not holders.copies(first, second):
                low, high = sorted((holders.order[first.id], holders.order[second.id]))
                pairs.add((low, high))
    return tuple((aligned.positions[low].id, aligned.positions[high].id) for low, high in sorted(pairs))


def stem_weights(aligned: Aligned) -> dict[str, float]:
    """How much a shared stem tells: the logarithm of its rarity among the claims, never below 0.3."""
    counts = Counter(stem for position in aligned.positions for stem in set(content_stems(position.claim)))
    total = len(aligned.positions)
    return {stem: max(0.3, math.log((total + 1) / (count + 0.5))) for stem, count in counts.items()}


def _alike(group: Sequence[Position], weights: Mapping[str, float]) -> list[tuple[int, int]]:
    """Pairs of places in the group, the smaller first."""
    if len(group) <= ALL_PAIRS_UP_TO:
        return [(one, other) for other in range(len(group)) for one in range(other)]
    stems = [sorted(set(content_stems(position.claim))) for position in group]
    lengths = [math.sqrt(sum(weights[stem] ** 2 for stem in own)) or 1.0 for own in stems]
    postings: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(stems):
        for stem in own:
            postings[stem].append(place)
    pairs: set[tuple[int, int]] = set()
    for place, own in enumerate(stems):
        scores: dict[int, float] = defaultdict(float)
        for stem in own:
            if len(postings[stem]) <= LONGEST_POSTING:
                weight = weights[stem] ** 2 / lengths[place]
                for other in postings[stem]:
                    scores[other] += weight / lengths[other]
        scores.pop(place, None)
        best = heapq.nsmallest(PER_POSITION, scores, key=lambda other: (-scores[other], other))
        pairs.update((min(place, other), max(place, other)) for other in best)
    return sorted(pairs)
