"""Two runs over the same cases: is the difference more than chance? For live runs, and for llm beside one-chat.

Records are compared in pairs by McNemar's exact test, figures by resampling cases in pairs. With few cases or few
differences neither can show anything, and that is said instead of a verdict.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

from llmtool.evaluate.metrics import add, figures_of, is_scored
from llmtool.evaluate.results import CaseResult, Run, Tally

LEVEL = 0.05
LEAST_DISCORDANT = 6
"""With five pairs that differ, all in one direction, the exact two-sided p is 0.06: nothing could be shown."""
LEAST_CASES = 6
RESAMPLES = 2000


@dataclass(frozen=True)
class McNemar:
    """Records found by only one of two runs, and the exact two-sided p that they differ by chance."""

    what: str
    pairs: int
    only_first: int
    only_second: int
    p: float

    @property
    def underpowered(self) -> bool:
        """Whether too few records differ to show anything."""
        return self.only_first + self.only_second < LEAST_DISCORDANT

    @property
    def second_worse(self) -> bool:
        """Whether the second run finds less, beyond chance."""
        return not self.underpowered and self.p < LEVEL and self.only_second < self.only_first

    def __str__(self) -> str:
        told = f"{self.what}: {self.only_first} found only by the first, {self.only_second} only by the second"
        return f"{told}, of {self.pairs} (McNemar exact p = {self.p:.3f}{', underpowered' * self.underpowered})"


@dataclass(frozen=True)
class Difference:
    """A figure of the second run less that of the first, with a 95 % interval over cases drawn in pairs."""

    figure: str
    cases: int
    value: float
    low: float
    high: float

    @property
    def underpowered(self) -> bool:
        """Whether there are too few cases for the interval to mean much."""
        return self.cases < LEAST_CASES

    def __str__(self) -> str:
        told = f"{self.figure}: {self.value:+.3f} [{self.low:+.3f}, {self.high:+.3f}] over {self.cases} cases"
        return told + " (underpowered)" * self.underpowered


def exact_p(only_first: int, only_second: int) -> float:
    """The two-sided p of McNemar's exact test: a binomial test of the pairs that differ against one half."""
    n = only_first + only_second
    tail = sum(comb(n, k) for k in range(min(only_first, only_second) + 1))
    return min(1.0, float(2 * tail / 2**n))


def paired(first: Run, second: Run) -> tuple[list[McNemar], list[Difference]]:
    """Tests over the cases that both runs scored on the same texts and labels."""
    both = _both(first, second)
    return [_positions(both), _relations(both)], _differences(both)


def _both(first: Run, second: Run) -> list[tuple[CaseResult, CaseResult]]:
    mine = {(result.case, result.trial): result for result in first.cases if is_scored(result)}
    pairs = []
    for result in second.cases:
        other = mine.get((result.case, result.trial))
        if other is None or not is_scored(result):
            continue
        if (other.text_hash, other.gold_hash) == (result.text_hash, result.gold_hash):
            pairs.append((other, result))
    return pairs


def _positions(both: Sequence[tuple[CaseResult, CaseResult]]) -> McNemar:
    found = []
    for old, new in both:
        before = {outcome.gold: outcome.outcome == "found" for outcome in old.gold}
        skipped = {o.gold for result in (old, new) for o in result.gold if o.outcome == "error"}
        found += [
            (before[o.gold], o.outcome == "found") for o in new.gold if o.gold in before and o.gold not in skipped
        ]
    return _test("positions", found)


def _relations(both: Sequence[tuple[CaseResult, CaseResult]]) -> McNemar:
    found = []
    for old, new in both:
        before = {(o.a, o.b): o for o in old.relations}
        for outcome in new.relations:
            other = before.get((outcome.a, outcome.b))
            if other is not None and outcome.clear and "error" not in {other.outcome, outcome.outcome}:
                found.append((other.outcome == "found", outcome.outcome == "found"))
    return _test("clear relations", found)


def _test(what: str, found: Sequence[tuple[bool, bool]]) -> McNemar:
    first = sum(one and not other for one, other in found)
    second = sum(other and not one for one, other in found)
    return McNemar(what, len(found), first, second, exact_p(first, second))


def _differences(both: Sequence[tuple[CaseResult, CaseResult]]) -> list[Difference]:
    by_case: dict[str, list[tuple[CaseResult, CaseResult]]] = {}
    for pair in both:
        by_case.setdefault(pair[1].case, []).append(pair)
    clusters = [by_case[name] for name in sorted(by_case)]
    differences = []
    for figure in ("positions.f1", "relations.clear.firm.f1"):
        value = _difference(clusters, figure)
        if value is None:
            continue
        chance = random.Random(figure)  # noqa: S311 - a resample, not a secret
        drawn = sorted(
            each
            for _ in range(RESAMPLES)
            if (each := _difference(chance.choices(clusters, k=len(clusters)), figure)) is not None
        )
        if drawn:
            low, high = drawn[round(0.025 * (len(drawn) - 1))], drawn[round(0.975 * (len(drawn) - 1))]
            differences.append(Difference(figure, len(clusters), value, low, high))
    return differences


def _difference(clusters: Sequence[Sequence[tuple[CaseResult, CaseResult]]], figure: str) -> float | None:
    name = figure.rsplit(".", 1)[0]
    sides: list[float] = []
    for side in (0, 1):
        parts: list[dict[str, Tally]] = [
            {name: pair[side].tallies[name]} for cluster in clusters for pair in cluster if name in pair[side].tallies
        ]
        found = figures_of(add(parts)).get(figure)
        if found is None or found.value is None:
            return None
        sides.append(found.value)
    return sides[1] - sides[0]
