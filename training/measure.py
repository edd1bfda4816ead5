"""Weights and thresholds from development disputes, and how far a score can be trusted, as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np

from llmtool import pipeline
from llmtool.config import ChosenEngine, EngineChoice
from llmtool.drafts import Aligned
from llmtool.evaluate import Case
from llmtool.evaluate.disputes import Dispute, as_aligned
from llmtool.evaluate.score import score as score_case
from llmtool.relate.known import Known
from llmtool.relate.rules.judge import compare_by_rule
from llmtool.relate.trained.by_model import Weighed, is_vague, judged, may_be_found
from llmtool.relate.trained.relation_model import Judgement, RelationModel
from llmtool.relate.trained.weighing import AROUND, OWN, Weights, surroundings, weigh
from llmtool.schema import Certainty, RelationLabel

FIRM = {"contradiction": 0.82, "agreement": 0.70}
"""The precision that firm findings must have on disputes with positions given."""
POSSIBLE = {"contradiction": 0.48, "agreement": 0.65}
"""The same for all findings, firm and possible."""
CONFIRMED = 0.85
"""The same for possible findings of a rule that the model makes firm."""
SPARSE = {"contradiction": 0.38, "agreement": 0.6}
"""The same for findings in issues of few positions, on the eval cases. Their labels don't cover every pair: what the
engine finds of a position that has no label counts as wrong. Of the contradictions that count so, read one by one,
about half are worth a look.
"""
VAGUE = {"contradiction": 0.55, "agreement": 0.6}
"""The same where the two claims differ in no figure, no date and no denial, so that a reader sees no reason either."""
ALONE = {"contradiction": 0.4, "agreement": 0.2}
"""Scores from which on a pair that is all there is has a finding; chosen on public pairs of sentences."""
APART = {"contradiction": 0.4, "agreement": 0.3}
"""The same where the two share no word: of pairs put together by lot, one in five passes them."""
ALONE_DOUBTS = 0.2
"""The score below which a rule's possible finding on such a pair is left out."""
UNCLEAR = "unclear"
SURE = {"contradiction": 0.7, "agreement": 0.8}
"""The same for possible findings of a rule that the model makes firm in issues of few positions, on the eval cases."""
KEPT = 0.4
"""A rule's firm contradiction in an issue of few positions is but possible where so few of its like, on the eval cases,
are right.
"""
DOUBTED = 0.25
"""A rule's possible finding is left out where so few of its like, as the scores have it, are right."""
FEWEST = 8
"""Findings below which a precision says nothing."""
FOLDS = 9
RIDGE = 1.0
STEPS = [step / 100 for step in range(2, 100)]

Row = tuple[float, bool]
"""A score, and whether the label is right."""
LABELLED = ("contradiction", "agreement")


@dataclass(frozen=True)
class Found:
    """What goes into config.json, and all scores of the development disputes by label."""

    own: dict[str, Any]
    scores: dict[str, list[Row]]


@dataclass(frozen=True)
class Judged:
    """A dispute or a case with what the model alone says of its pairs, and the true label of each."""

    weighed: list[Weighed]
    true: list[str]


@dataclass(frozen=True)
class Rows:
    """Scores where no rule has found anything, of two sides and of one speaker on two dates, and where one has found
    something possible or firm. ``vague`` are those of two sides that differ in nothing that shows.
    """

    alone: list[Row]
    vague: list[Row]
    moved: list[Row]
    unsure: list[Row]
    firm: list[Row]


def calibrate(disputes: Sequence[Dispute], cases: Sequence[Case], model: RelationModel) -> Found:
    """Fit the weights of both steps, and choose thresholds on scores that each dispute got from the others' weights.

    Disputes have their positions given; the eval cases show how pairs look after extraction and alignment, where most
    issues have few positions.
    """
    known = [_of_dispute(each, model) for each in disputes]
    found = [_of_case(each, model) for each in cases]
    scored: list[tuple[Judged, list[Judgement]]] = []
    for fold in range(FOLDS):
        first, second = _fitted([each for place, each in enumerate(known) if place % FOLDS != fold])
        scored += [(each, weigh([one.seen for one in each.weighed], first, second)) for each in known[fold::FOLDS]]
    first, second = _fitted(known)
    in_cases = [(each, _in_case(each, first, second)) for each in found]
    rows = [_rows(scored, sparse=False), _rows(in_cases, sparse=True), _rows(in_cases, sparse=False)]
    thresholds = {label: _thresholds(rows[0][label], rows[1][label], label) for label in LABELLED}
    for label in LABELLED:
        print(f"{label}: {thresholds[label]}")
        for names, weights in ((OWN, first[label]), ((*OWN, *AROUND), second[label])):
            print("  " + ", ".join(f"{name} {weight:.2f}" for name, weight in zip(names, weights, strict=False)))
        for step in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            told = [f"{_told(own[label].alone, step)}, unsure rule {_told(own[label].unsure, step)}" for own in rows]
            print(f"  from {step:.2f}  disputes {told[0]}; cases, few positions {told[1]}; more {told[2]}")
    scores: dict[str, list[Row]] = {label: [] for label in LABELLED}
    for each, final in scored:
        for score, true in zip(final, each.true, strict=True):
            for label in LABELLED:
                scores[label].append((getattr(score, label), true == label))
    rounded = [{label: [round(w, 4) for w in own] for label, own in step.items()} for step in (first, second)]
    return Found({"first": rounded[0], "second": rounded[1], "thresholds": thresholds}, scores)


def _rows(scored: Sequence[tuple[Judged, list[Judgement]]], *, sparse: bool) -> dict[str, Rows]:
    """The scores that a threshold of each label decides on, from issues of few positions or of more."""
    rows = {label: Rows([], [], [], [], []) for label in LABELLED}
    for each, final in scored:
        for weighed, score, true in zip(each.weighed, final, each.true, strict=True):
            rule = weighed.rule
            if true == UNCLEAR or weighed.sparse is not sparse:
                continue
            against, together = score.contradiction, score.agreement
            if rule is not None:
                ruled = "agreement" if rule.label is RelationLabel.AGREEMENT else "contradiction"
                if rule.certainty is Certainty.FIRM and rule.label is RelationLabel.CHANGE:
                    continue  # stays firm in any case
                own = rows[ruled].firm if rule.certainty is Certainty.FIRM else rows[ruled].unsure
                own.append((together if ruled == "agreement" else against, true == ruled))
                continue
            if weighed.pair.moved:
                if weighed.pair.one_voice:
                    rows["contradiction"].moved.append((against, true == "contradiction"))
                continue
            label = RelationLabel.CONTRADICTION if against >= together else RelationLabel.AGREEMENT
            if label is RelationLabel.AGREEMENT and weighed.pair.same_side and not weighed.pair.told_twice:
                continue
            if not sparse or may_be_found(weighed.pair, label):
                vague = sparse and is_vague(weighed.pair, label)
                own = rows[label].vague if vague else rows[label].alone
                own.append((max(against, together), true == label))
    return rows


def _thresholds(given: Rows, few: Rows, label: str) -> dict[str, float]:
    possible = _lowest(given.alone, POSSIBLE[label])
    return {
        "firm": _lowest(given.alone, FIRM[label]),
        "possible": possible,
        "confirms": _lowest(given.unsure, CONFIRMED),
        "sparse": _lowest(few.alone, SPARSE[label]),
        "vague": _lowest(few.vague, VAGUE[label]),
        "sparse_confirms": _lowest(few.unsure, SURE[label]),
        "alone": ALONE[label],
        "apart": APART[label],
        "alone_doubts": ALONE_DOUBTS,
        "moved": _lowest(given.moved, POSSIBLE[label]),
        "doubts": min(possible, _doubts(given.unsure, DOUBTED)),
        "keeps": _doubts(few.firm, KEPT) if label == "contradiction" else 0.0,
    }


def _in_case(case: Judged, first: Weights, second: Weights) -> list[Judgement]:
    """As ``llmtool.relate.trained.by_model`` has it: what stands around a pair counts in issues of many positions."""
    dense = iter(weigh([each.seen for each in case.weighed if not each.sparse], first, second))
    return [each.seen.judgement if each.sparse else next(dense) for each in case.weighed]


def _of_dispute(dispute: Dispute, model: RelationModel) -> Judged:
    aligned = as_aligned(dispute)
    weighed = judged(compare_by_rule(aligned), Known.of(aligned), model)
    true = []
    for each in weighed:
        label = dispute.labels.get(frozenset((each.seen.a, each.seen.b)))
        true.append("neutral" if label is None else "contradiction" if label.label == "change" else label.label)
    return Judged(weighed, true)


def _of_case(case: Case, model: RelationModel) -> Judged:
    """The pairs of a case as the offline engine comes to them, with the labels that its positions stand for."""
    engine = pipeline.make_engine(ChosenEngine(EngineChoice.OFFLINE, "asked for"), folder=Path())
    comparison = pipeline.compare(case.ingested, engine, judge=False)
    aligned = Aligned(
        comparison.documents, comparison.parties, comparison.speakers, comparison.issues, comparison.positions
    )
    stands_for = {each.id: each.gold for each in score_case(case, comparison).predicted}
    labels = {frozenset((each.a, each.b)): each for each in case.relations}
    weighed = judged(compare_by_rule(aligned), Known.of(aligned), model)
    true = []
    for each in weighed:
        ids = [frozenset((a, b)) for a in stands_for[each.seen.a] for b in stands_for[each.seen.b]]
        found = [labels[pair] for pair in ids if pair in labels]
        name = "neutral" if not found else str(found[0].label) if found[0].clear else UNCLEAR
        true.append("contradiction" if name == "change" else name)
    return Judged(weighed, true)


def _fitted(known: Sequence[Judged]) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """The weights of both steps; a pair whose readers differ teaches nothing."""
    kept = [true != UNCLEAR for each in known for true in each.true]
    true = [label for each in known for label in each.true if label != UNCLEAR]
    own = list(compress((one.seen.own for each in known for one in each.weighed), kept))
    first = {label: _logistic(own, [each == label for each in true]) for label in LABELLED}
    both = []
    for each in known:
        seen = [one.seen for one in each.weighed]
        so_far = [
            Judgement(_score(first["contradiction"], one.own), _score(first["agreement"], one.own)) for one in seen
        ]
        both += [[*one.own, *around] for one, around in zip(seen, surroundings(seen, so_far), strict=True)]
    both = list(compress(both, kept))
    return first, {label: _logistic(both, [each == label for each in true]) for label in LABELLED}


def _logistic(features: Sequence[Sequence[float]], right: Sequence[bool]) -> list[float]:
    """Weights of a logistic regression with a ridge, in the units of the features, the constant last."""
    raw = np.array(features, dtype=np.float64)
    mean, spread = raw.mean(0), raw.std(0) + 1e-6
    scaled = np.column_stack([(raw - mean) / spread, np.ones(len(raw))])
    target = np.array(right, dtype=np.float64)
    ridge = np.append(np.full(raw.shape[1], RIDGE), 1e-6)
    weights = np.zeros(scaled.shape[1])
    for _ in range(40):
        share = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (share - target) + ridge * weights
        weights -= np.linalg.solve((scaled.T * (share * (1 - share))) @ scaled + np.diag(ridge), slope)
    plain = weights[:-1] / spread
    return [*(float(each) for each in plain), float(weights[-1] - plain @ mean)]


def _score(weights: Sequence[float], features: Sequence[float]) -> float:
    total = weights[-1] + sum(w * x for w, x in zip(weights[:-1], features, strict=True))
    return float(1 / (1 + np.exp(-total)))


def _lowest(rows: Iterable[Row], precision: float) -> float:
    """The lowest score from which on so many are right; above 1 if there is none."""
    for step in STEPS:
        right = [hit for score, hit in rows if score >= step]
        if len(right) < FEWEST:
            break
        if sum(right) >= precision * len(right):
            return step
    return 1.01


def _doubts(rows: Sequence[Row], share: float) -> float:
    """The highest score below which too few are right; 0 if there is none."""
    for step in reversed(STEPS):
        right = [hit for score, hit in rows if score < step]
        if len(right) >= FEWEST and sum(right) <= share * len(right):
            return step
    return 0.0


def _told(rows: Iterable[Row], step: float) -> str:
    right = [hit for score, hit in rows if score >= step]
    return f"{sum(right):4d} of {len(right):4d}"


def reliability(found: Found) -> str:
    """An SVG: of the pairs that the model scores alike, how many are what it says."""
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 330" font-family="sans-serif" font-size="12">',
        "<title>Score and share that is right, on development disputes</title>",
        '<rect width="420" height="330" fill="#fff"/>',
        '<path d="M60 20V280H400" fill="none" stroke="#333"/>',
        '<path d="M60 280L400 20" stroke="#aaa" stroke-dasharray="4 4"/>',
        '<text x="230" y="318" text-anchor="middle">score</text>',
        '<text x="18" y="150" text-anchor="middle" transform="rotate(-90 18 150)">share that is right</text>',
    ]
    for tenth in range(0, 11, 2):
        x, y = 60 + 34 * tenth, 280 - 26 * tenth
        parts.append(f'<text x="{x}" y="297" text-anchor="middle">{tenth / 10:.1f}</text>')
        parts.append(f'<text x="52" y="{y + 4}" text-anchor="end">{tenth / 10:.1f}</text>')
    for label, colour, at in (("contradiction", "#b3261e", 40), ("agreement", "#1b6e3c", 58)):
        points = []
        for tenth in range(10):
            inside = [(s, hit) for s, hit in found.scores[label] if tenth <= min(9.999, s * 10) < tenth + 1]
            if len(inside) >= FEWEST:
                mean = sum(score for score, _ in inside) / len(inside)
                right = sum(hit for _, hit in inside) / len(inside)
                points.append((60 + 340 * mean, 280 - 260 * right, len(inside)))
        line = " ".join(f"{x:.0f},{y:.0f}" for x, y, _ in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3.5" fill="{colour}"><title>{n} pairs</title></circle>'
            for x, y, n in points
        ]
        parts.append(f'<text x="80" y="{at}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
