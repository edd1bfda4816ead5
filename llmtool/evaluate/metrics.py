"""Figures from tallies: the formulas, how tallies add up over cases, and intervals by resampling cases.

Every tally is a set of sums, so that a figure over all cases is micro-averaged: the formula over the added sums. There
are four formulas, told by the keys of the tally.

========================  =============================================================================
``p P r R``               precision p/P, recall r/R and their F1; ``p`` and ``r`` are hits, ``P`` and ``R``
                          how many were predicted and labelled
``x n``                   a share or a mean, x/n
``labelled|predicted``    a confusion table: accuracy, and F1 averaged over the classes that occur
========================  =============================================================================

Where nothing was labelled and nothing predicted there is no value: empty against empty is neither right nor wrong.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from llmtool.evaluate.results import CaseResult, Figure, Tally
from llmtool.evaluate.spans import f1

RESAMPLES = 1000
FEWER = 200
"""Enough for more than two hundred clusters, where the ends of the interval hardly move."""
_SEED = "llmtool evals"

Tallies = Mapping[str, Tally]

Value = tuple[float | None, int]
"""A value, None if nothing was measured, and over how many."""

Formula = Callable[[str, Tally], dict[str, Value]]
"""The figures of a tally, by name."""

TABLE = (
    "positions.precision",
    "positions.recall",
    "positions.f1",
    "positions_with_speaker.f1",
    "spans_exact.f1",
    "spans_overlap.f1",
    "speaker",
    "party",
    "stance.macro_f1",
    "modality.macro_f1",
    "attribution.macro_f1",
    "issues.f1",
    "relations.clear.firm.precision",
    "relations.clear.firm.recall",
    "relations.clear.firm.f1",
    "relations.clear.firm.contradiction.precision",
    "relations.clear.firm.contradiction.recall",
    "relations.clear.any.f1",
    "relations_reached",
    "relations_together",
    "verdicts",
    "neutral_flagged.firm",
    "neutral_flagged.any",
    "grounding",
    "failures",
    "tokens",
    "cost",
)
"""The figures that a person looks at first, and that are shown for each case."""


TABLES = frozenset({"relation_confusion", "relation_became"})
"""Counts that are shown as tables and have no figure."""


def add(tallies: Sequence[Tallies]) -> dict[str, Tally]:
    """The sums of several cases, by name."""
    total: dict[str, Counter[str]] = {}
    for each in tallies:
        for name, tally in each.items():
            mine = total.setdefault(name, Counter())
            for key, amount in tally.items():
                mine[key] += amount  # type: ignore[assignment]  # Counter adds floats as well
    return {name: dict(total[name]) for name in sorted(total)}


def values(name: str, tally: Tally) -> dict[str, Value]:
    """The figures of one tally: ``name`` itself for a share, ``name.precision`` and so on for the others."""
    if name in TABLES:
        return {}
    if "P" in tally:
        precision, recall, both = precision_recall(tally)
        return {f"{name}.precision": precision, f"{name}.recall": recall, f"{name}.f1": both}
    if "n" in tally:
        return {name: _share(tally["x"], tally["n"])}
    return {f"{name}.accuracy": _accuracy(tally), f"{name}.macro_f1": macro_f1(tally)}


def precision_recall(tally: Tally) -> tuple[Value, Value, Value]:
    """Precision, recall and F1. F1 is 0 where only one side is empty, and counts the labels."""
    precision, recall = _share(tally["p"], tally["P"]), _share(tally["r"], tally["R"])
    count = round(tally["R"] or tally["P"])
    if not count:
        return precision, recall, (None, 0)
    p, r = precision[0] or 0.0, recall[0] or 0.0
    return precision, recall, (2 * p * r / (p + r) if p + r else 0.0, count)


def macro_f1(confusion: Tally) -> Value:
    """F1 averaged over the classes that are labelled or predicted at all."""
    labelled: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    for key, amount in confusion.items():
        ours, _, theirs = key.partition("|")
        labelled[ours] += round(amount)
        predicted[theirs] += round(amount)
    classes = sorted(name for name in {*labelled, *predicted} if labelled[name] or predicted[name])
    if not classes:
        return None, 0
    each = [f1(confusion.get(f"{name}|{name}", 0), labelled[name], predicted[name]) for name in classes]
    return sum(each) / len(each), labelled.total()


def kappa(confusion: Tally) -> Value:
    """Cohen's kappa of two labellers; None where both know one class only, which chance explains in full."""
    total = sum(confusion.values())
    one: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for key, amount in confusion.items():
        first, _, second = key.partition("|")
        one[first] += round(amount)
        other[second] += round(amount)
    chance = sum(one[name] * other[name] for name in one) / total**2 if total else 1.0
    if chance == 1:
        return None, round(total)
    same = sum(amount for key, amount in confusion.items() if key.partition("|")[0] == key.partition("|")[2]) / total
    return (same - chance) / (1 - chance), round(total)


def _accuracy(confusion: Tally) -> Value:
    same = sum(amount for key, amount in confusion.items() if key.partition("|")[0] == key.partition("|")[2])
    return _share(same, sum(confusion.values()))


def _share(amount: float, total: float) -> Value:
    return (amount / total, round(total)) if total else (None, 0)


def figures_of(tallies: Tallies) -> dict[str, Figure]:
    """The figures of one case, or of sums, without intervals."""
    return {
        figure: Figure(value=value, n=n)
        for name, tally in sorted(tallies.items())
        for figure, (value, n) in values(name, tally).items()
    }


def figures(cases: Sequence[CaseResult]) -> dict[str, Figure]:
    """The figures over all cases that are scored. The interval resamples cases with all their trials."""
    return with_intervals(_clusters(cases))


def with_intervals(clusters: Sequence[Tallies], formula: Formula = values) -> dict[str, Figure]:
    """The figures over the sums of all clusters, each with a 95 % interval where there are two clusters or more.

    The interval resamples whole clusters, because what stands in one case, or one article, is not independent.
    """
    found: dict[str, Figure] = {}
    draws = _draws(len(clusters))
    for name, tally in add(clusters).items():
        parts = [cluster.get(name, {}) for cluster in clusters]
        measured = formula(name, tally)
        resampled: dict[str, list[float]] = {figure: [] for figure in measured}
        for draw in draws:
            for figure, (value, _) in formula(name, _weighted(parts, draw, tally)).items():
                if value is not None:
                    resampled[figure].append(value)
        for figure, (value, n) in measured.items():
            low, high = _middle(resampled[figure]) if value is not None else (None, None)
            found[figure] = Figure(value=value, n=n, low=low, high=high)
    return dict(sorted(found.items()))


def _clusters(cases: Sequence[CaseResult]) -> list[Tallies]:
    by_case: dict[str, list[Tallies]] = {}
    for result in cases:
        if is_scored(result):
            by_case.setdefault(result.case, []).append(result.tallies)
    return [add(by_case[name]) for name in sorted(by_case)]


def is_scored(result: CaseResult) -> bool:
    """Does the case count for quality figures? Not if it failed, nor if its answers were written by hand."""
    return result.error is None and result.origin != "scripted"


def _draws(count: int) -> list[list[tuple[int, int]]]:
    """For each resample the cases that were drawn, and how often; always the same ones."""
    if count < 2:
        return []
    chance = random.Random(_SEED)  # noqa: S311 - a resample, not a secret
    times = RESAMPLES if count <= FEWER else FEWER
    return [sorted(Counter(chance.choices(range(count), k=count)).items()) for _ in range(times)]


def _weighted(parts: Sequence[Tally], draw: Sequence[tuple[int, int]], keys: Tally) -> Tally:
    drawn = [(parts[place], times) for place, times in draw if parts[place]]
    return {key: sum(times * part.get(key, 0) for part, times in drawn) for key in keys}


def _middle(values: list[float]) -> tuple[float | None, float | None]:
    """The 2.5th and 97.5th percentile."""
    if not values:
        return None, None
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[round(0.025 * last)], ordered[round(0.975 * last)]
