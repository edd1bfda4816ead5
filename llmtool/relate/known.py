"""The positions of a comparison as the judges see them: read once, for the rules and for the trained model."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from llmtool.drafts import Aligned
from llmtool.relate.candidates import candidates
from llmtool.relate.claims.reading import Reading
from llmtool.relate.claims.readings import readings_of
from llmtool.relate.holders import Holders
from llmtool.relate.rules.finding import Pair

FEWEST = 20
"""Rarity is measured as if among at least so many positions: in a handful nothing could be rare."""


@dataclass(frozen=True)
class Known:
    """Who holds what, each position read, what a shared concept tells in each issue, and which pairs to judge."""

    holders: Holders
    readings: Mapping[str, Reading]
    weights: Mapping[str, Mapping[str, float]]
    candidates: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, aligned: Aligned) -> Known:
        """Read all positions."""
        holders = Holders(aligned)
        readings = readings_of(holders)
        return cls(holders, readings, _concept_weights(readings, holders), candidates(aligned))

    def pair(self, one: str, other: str) -> Pair:
        """Two positions of one issue, by their ids, as a pair; who spoke first is its first."""
        positions = self.holders.positions
        first, second = self.holders.in_order(positions[one], positions[other])
        return Pair.of(self.readings[first.id], self.readings[second.id], self.weights[first.issue_id], self.holders)


def _concept_weights(readings: Mapping[str, Reading], holders: Holders) -> dict[str, dict[str, float]]:
    """Per issue, how much it tells that two claims share a concept: 1 if no third one has it, towards 0 the more do.

    What all the positions of a small issue share is what the issue is about: such words count by the size of the issue.
    What a copy repeats counts once.
    """
    once = [reading for reading in readings.values() if not holders.repeats(reading.position)]
    counts = Counter(concept for reading in once for concept in reading.senses)
    inside: dict[str, Counter[str]] = {reading.position.issue_id: Counter() for reading in readings.values()}
    sizes = Counter(reading.position.issue_id for reading in once)
    for reading in once:
        inside[reading.position.issue_id].update(reading.senses.keys())
    for reading in readings.values():  # a copy's words may stand in another issue than the original's
        own = inside[reading.position.issue_id]
        own.update({concept: 1 for concept in reading.senses if concept not in own})
    total = max(len(once), FEWEST) + 1
    shared_by_two = math.log(total / 2.5)
    weights: dict[str, dict[str, float]] = {}
    for issue, own in inside.items():
        small = min(1.0, sizes[issue] / FEWEST)
        weights[issue] = {
            concept: max(0.0, math.log(total / (counts[concept] - here + max(min(here, 2), here * small) + 0.5)))
            / shared_by_two
            for concept, here in own.items()
        }
    return weights
