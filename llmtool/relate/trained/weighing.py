"""What the model says of a pair, weighed with what the rules found and with what is said of the pairs around it.

Claims of one dispute hang together: two claims that exclude the same third one most likely say the same, and what
agrees with a claim excludes what that one excludes. Two steps of logistic regression, with weights that stand in the
model's config.json: the first looks at the pair alone, the second also at the pairs that share a claim with it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from llmtool.relate.trained.relation_model import Judgement

OWN: Final = (
    "contradiction",
    "agreement",
    "related",
    "same side",
    "one voice",
    "moved",
    "firm rule against",
    "possible rule against",
    "rule together",
    "contained",
    "alike",
    "in common",
    "conditional",
)
"""What the first step looks at: log-odds of the scores, how much the claims share, and yes or no for the rest."""
AROUND: Final = (
    "same stance to a third",
    "opposite stances to a third",
    "same stance to any",
    "opposite stances to any",
    "related elsewhere, more",
    "related elsewhere, less",
    "contradiction so far",
    "agreement so far",
)
"""What the second step looks at as well. ``so far`` is what the first step makes of the pair."""

_LEAST: Final = 0.001


@dataclass(frozen=True)
class Seen:
    """A pair by the ids of its positions, with the features of ``OWN`` that are no score."""

    a: str
    b: str
    judgement: Judgement
    marks: tuple[float, ...]

    @property
    def own(self) -> list[float]:
        """The features of ``OWN``."""
        against, together = self.judgement.contradiction, self.judgement.agreement
        return [log_odds(against), log_odds(together), log_odds(against + together), *self.marks]


Weights = Mapping[str, Sequence[float]]
"""For ``contradiction`` and ``agreement``: a weight for each feature, and the constant last."""


def weigh(pairs: Sequence[Seen], first: Weights, second: Weights) -> list[Judgement]:
    """The scores of each pair after both steps, rounded; the pairs must be all of one comparison."""
    so_far = [_applied(first, pair.own) for pair in pairs]
    return [
        Judgement(round(each.contradiction, 3), round(each.agreement, 3))
        for each in (
            _applied(second, [*pair.own, *around])
            for pair, around in zip(pairs, surroundings(pairs, so_far), strict=True)
        )
    ]


def surroundings(pairs: Sequence[Seen], so_far: Sequence[Judgement]) -> list[list[float]]:
    """The features of ``AROUND`` for each pair."""
    beside: dict[str, dict[str, Judgement]] = {}
    for pair, scores in zip(pairs, so_far, strict=True):
        beside.setdefault(pair.a, {})[pair.b] = scores
        beside.setdefault(pair.b, {})[pair.a] = scores
    found = []
    for pair, scores in zip(pairs, so_far, strict=True):
        ours, theirs = beside[pair.a], beside[pair.b]
        same = opposite = 0.0
        no_same = no_opposite = 1.0
        for third in sorted(ours.keys() & theirs.keys()):
            one, other = ours[third], theirs[third]
            alike = one.contradiction * other.contradiction + one.agreement * other.agreement
            unlike = one.contradiction * other.agreement + one.agreement * other.contradiction
            same, opposite = max(same, alike), max(opposite, unlike)
            no_same, no_opposite = no_same * (1 - alike), no_opposite * (1 - unlike)
        elsewhere = sorted((_strongest(ours, pair.b), _strongest(theirs, pair.a)))
        found.append(
            [
                same,
                opposite,
                log_odds(1 - no_same),
                log_odds(1 - no_opposite),
                elsewhere[1],
                elsewhere[0],
                log_odds(scores.contradiction),
                log_odds(scores.agreement),
            ]
        )
    return found


def log_odds(share: float) -> float:
    """The logarithm of the odds; kept finite at both ends."""
    kept = min(1 - _LEAST, max(_LEAST, share))
    return math.log(kept / (1 - kept))


def _strongest(beside: Mapping[str, Judgement], but: str) -> float:
    return max((each.contradiction + each.agreement for name, each in beside.items() if name != but), default=0.0)


def _applied(weights: Weights, features: Sequence[float]) -> Judgement:
    return Judgement(_logistic(weights["contradiction"], features), _logistic(weights["agreement"], features))


def _logistic(weights: Sequence[float], features: Sequence[float]) -> float:
    total = weights[-1] + math.fsum(w * x for w, x in zip(weights[:-1], features, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
