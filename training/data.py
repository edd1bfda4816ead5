"""Labelled disputes and public sentence pairs, made into examples."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from llmtool.evaluate.disputes import Dispute, Given, as_aligned, as_extracted
from llmtool.relate import candidates
from llmtool.relate.trained.pair_text import Saying, pair_text

LABELS = ("contradiction", "agreement", "neutral")
"""A change is a contradiction of a side with itself: dates and sides tell the two apart, not the model."""
CONTRADICTION, AGREEMENT, NEUTRAL = range(3)

UNCLEAR = 0.7
"""How much a relation counts that its author was not sure of."""
UNDATED = 0.1
"""Share of the pairs whose dates are taken away, as some documents have none."""

_MEASURED = 12
"""Of a hundred pairs that were written for the model, so many are kept out of the training."""


@dataclass(frozen=True)
class Example:
    """Two sequences, the label, how much it counts, and what kind of pair it is, where its file says so."""

    a: str
    b: str
    label: int
    weight: float = 1.0
    of: str = ""

    @property
    def kept_out(self) -> bool:
        """Does it serve to measure? By a hash of the first sequence, so that one claim is not on two sides."""
        return int(hashlib.sha256(self.a.encode()).hexdigest(), 16) % 100 < _MEASURED


def label_of(name: str) -> int:
    """The place of a label."""
    return CONTRADICTION if name == "change" else LABELS.index(name)


def read_pairs(path: Path) -> list[Example]:
    """Sentence pairs with a three-way label, from a file of JSON lines, packed or plain."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Example(row["a"], row["b"], label_of(row["label"]), of=row.get("kind", "")) for row in rows]


def told(pairs: Sequence[Example], parties: Sequence[str], rng: random.Random) -> list[Example]:
    """Every other pair as two sides of a dispute say it: what is learned of bare sentences then holds for claims."""
    return [_told(each, rng.sample(parties, 2)) if number % 2 else each for number, each in enumerate(pairs)]


def _told(pair: Example, parties: Sequence[str]) -> Example:
    one, other = (Saying(name, "", None, text) for name, text in zip(parties, (pair.a, pair.b), strict=True))
    return Example(*pair_text(one, other), pair.label, pair.weight)


def texts(one: Given, other: Given, *, printed: tuple[bool, bool], dated: bool = True) -> tuple[str, str]:
    """The two sequences, the earlier claim first; of one day, in the order given."""
    first, second = _saying(one, printed=printed[0], dated=dated), _saying(other, printed=printed[1], dated=dated)
    return pair_text(second, first) if other.date < one.date else pair_text(first, second)


def _saying(given: Given, *, printed: bool, dated: bool) -> Saying:
    text = as_extracted(given) if printed else given.claim
    return Saying(given.party, given.speaker or "", given.date if dated else None, text)


@dataclass(frozen=True)
class Sampling:
    """Of each dispute and epoch: so many unrelated candidates and drawn pairs; and the share of printed words."""

    hard: int
    loose: int
    printed: float


class Sampler:
    """Draws epochs from disputes; the candidates of each are looked up once."""

    def __init__(self, disputes: Sequence[Dispute], sampling: Sampling, rng: random.Random) -> None:
        self._disputes = disputes
        self._sampling = sampling
        self._rng = rng
        self._hard = [
            [pair for pair in candidates(as_aligned(each)) if frozenset(pair) not in each.labels] for each in disputes
        ]

    def epoch(self) -> list[Example]:
        """Every relation (agreements three times, they are a fifth), every look-alike, and a sample of the other pairs.

        Each claim takes the words as printed with a probability of its own, and the order of the two is drawn where
        dates don't settle it.
        """
        examples = []
        for dispute, hard in zip(self._disputes, self._hard, strict=True):
            for a, b, label, weight in self._pairs(dispute, hard):
                one, other = dispute.by_id[a], dispute.by_id[b]
                if self._rng.random() < 0.5:
                    one, other = other, one
                forms = (self._rng.random() < self._sampling.printed, self._rng.random() < self._sampling.printed)
                pair = texts(one, other, printed=forms, dated=self._rng.random() >= UNDATED)
                examples.append(Example(*pair, label, weight))
        self._rng.shuffle(examples)
        return examples

    def _pairs(self, dispute: Dispute, hard: Sequence[tuple[str, str]]) -> list[tuple[str, str, int, float]]:
        chosen = []
        for each in dispute.relations:
            pair = (each.a, each.b, label_of(each.label), 1.0 if each.clear else UNCLEAR)
            chosen += [pair] * (3 if each.label == "agreement" else 1)
        chosen += [(a, b, NEUTRAL, 1.0) for a, b in dispute.near]
        chosen += [(a, b, NEUTRAL, 1.0) for a, b in self._rng.sample(hard, min(self._sampling.hard, len(hard)))]
        ids = [claim.id for claim in dispute.claims]
        drawn = [tuple(self._rng.sample(ids, 2)) for _ in range(self._sampling.loose)]
        chosen += [(a, b, NEUTRAL, 1.0) for a, b in drawn if frozenset((a, b)) not in dispute.labels]
        return chosen
