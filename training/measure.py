"""Thresholds from development disputes, and how far a score can be trusted, as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from llmtool.evaluate.disputes import Dispute, as_aligned
from llmtool.relate.by_model import Weighed, judged
from llmtool.relate.relation_model import RelationModel
from llmtool.relate.rules import compare_by_rule
from llmtool.schema import RelationLabel

FIRM = {"contradiction": 0.80, "agreement": 0.70}
"""The precision that firm findings of the model alone must have on development disputes; the aims are 0.05 lower."""
POSSIBLE = {"contradiction": 0.38, "agreement": 0.55}
"""The same for possible ones, those of the model that are firm included."""
CONFIRMED = 0.85
"""The same for possible findings of a rule that the model makes firm."""
DOUBTED = 0.25
"""A rule's possible finding is left out where so few of its like, as the model sees them, are right."""
FEWEST = 8
"""Findings below which a precision says nothing."""
STEPS = [step / 100 for step in range(2, 100)]

Row = tuple[float, bool]
"""A score, and whether the label is right."""


@dataclass(frozen=True)
class Found:
    """The thresholds in the form of config.json, and all scores of the development disputes by label."""

    thresholds: dict[str, dict[str, float]]
    scores: dict[str, list[Row]]


def choose_thresholds(disputes: Sequence[Dispute], model: RelationModel) -> Found:
    """The lowest scores from which on the model is right often enough, for each of its parts; printed as well."""
    alone: dict[str, list[Row]] = {"contradiction": [], "agreement": []}
    beside: dict[str, list[Row]] = {"contradiction": [], "agreement": []}
    scores: dict[str, list[Row]] = {"contradiction": [], "agreement": []}
    for dispute in disputes:
        aligned = as_aligned(dispute)
        for weighed in judged(compare_by_rule(aligned), aligned, model):
            true = _true(dispute, weighed)
            against, together = weighed.judgement.contradiction, weighed.judgement.agreement
            scores["contradiction"].append((against, true == "contradiction"))
            scores["agreement"].append((together, true == "agreement"))
            if weighed.rule is not None:
                label = "agreement" if weighed.rule.label is RelationLabel.AGREEMENT else "contradiction"
                beside[label].append((together if label == "agreement" else against, true == label))
            elif against >= together:
                alone["contradiction"].append((against, true == "contradiction"))
            elif not weighed.pair.same_side or weighed.pair.told_twice:
                alone["agreement"].append((together, true == "agreement"))
    chosen = {
        label: {
            "firm": _lowest(alone[label], FIRM[label]),
            "possible": _lowest(alone[label], POSSIBLE[label]),
            "confirms": _lowest(beside[label], CONFIRMED),
            "doubts": _doubts(beside[label]),
        }
        for label in alone
    }
    for label, own in chosen.items():
        print(f"{label}: {own}")
        for step in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98):
            print(f"  from {step:.2f}  alone {_told(alone[label], step)}  beside a rule {_told(beside[label], step)}")
    return Found(chosen, scores)


def _true(dispute: Dispute, weighed: Weighed) -> str:
    pair = frozenset((weighed.pair.a.position.id, weighed.pair.b.position.id))
    label = dispute.labels[pair].label if pair in dispute.labels else "neutral"
    return "contradiction" if label == "change" else label


def _lowest(rows: Iterable[Row], precision: float) -> float:
    """The lowest score from which on so many are right; above 1 if there is none."""
    for step in STEPS:
        right = [hit for score, hit in rows if score >= step]
        if len(right) < FEWEST:
            break
        if sum(right) >= precision * len(right):
            return step
    return 1.01


def _doubts(rows: Iterable[Row]) -> float:
    """The highest score below which too few are right; 0 if there is none."""
    for step in reversed(STEPS):
        right = [hit for score, hit in rows if score < step]
        if len(right) >= FEWEST and sum(right) <= DOUBTED * len(right):
            return step
    return 0.0


def _told(rows: Iterable[Row], step: float) -> str:
    right = [hit for score, hit in rows if score >= step]
    return f"{sum(right):4d} of {len(right):4d}"


def reliability(found: Found) -> str:
    """An SVG: of the pairs that the model scores alike, how many are what it says."""
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 330" font-family="sans-serif" font-size="12">',
        "<title>Score of the relation model and share that is right, on development disputes</title>",
        '<rect width="420" height="330" fill="#fff"/>',
        '<path d="M60 20V280H400" fill="none" stroke="#333"/>',
        '<path d="M60 280L400 20" stroke="#aaa" stroke-dasharray="4 4"/>',
        '<text x="230" y="318" text-anchor="middle">score of the model</text>',
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
