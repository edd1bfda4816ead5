"""Judgements of one thing that exclude each other: generous and an insult, too small and too heavy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from llmtool.relate.claims.lexicon import sections
from llmtool.relate.claims.polarity import Word
from llmtool.relate.claims.reading import Reading, words_by_clause
from llmtool.words import stem

_LINKS = frozenset(
    "is are was were be been being isn't aren't wasn't weren't remains remained seems seemed looks looked proved "
    "produced settled achieved brought changed".split()
)
_CALLS = frozenset("called calls call described considers considered deemed branded found rated thought".split())
_NOT = re.compile(r"\b(?:not|never|no|nor|hardly|far from|neither|no longer)\b|n['’]t\b", re.IGNORECASE)
_TOO = re.compile(r"\b(?:far |much |way )?too\s+$", re.IGNORECASE)
_BREAK = re.compile(
    r"[;:,()–—]|\b(?:because|since|unless|if|but|while|after|before|until|that|which|who|and|although|whose)\b",
    re.IGNORECASE,
)
_REACH = 7
"""A judgement stands so many words after ``is`` or ``called`` at most."""


@dataclass(frozen=True)
class Judgement:
    """``good`` is 1 or -1; ``size`` is -1 for too little, 1 for too much, else 0; ``of`` are concepts of the thing."""

    good: int
    size: int
    start: int
    end: int
    of: frozenset[str]

    def told(self, text: str) -> str:
        """The words that judge."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Judgements:
    """Two judgements of one thing that can't both be right, with the weight of what both name."""

    first: Judgement
    second: Judgement
    weight: float


def judgements_of_both(a: Reading, b: Reading, weights: Mapping[str, float]) -> tuple[Judgements, ...]:
    """Judgements that exclude each other, those of the rarest thing first."""
    found = []
    for first in judgements(a):
        for second in judgements(b):
            opposed = first.good != second.good or first.size * second.size < 0
            shared = (first.of & second.of) - a.own - b.own
            if opposed and any(concept not in a.names or concept not in b.names for concept in shared):
                weight = _weight(shared, weights)
                if weight >= min(_weight(side.of - a.own - b.own, weights) for side in (first, second)) / 2:
                    found.append(Judgements(first, second, weight))
    return tuple(sorted(found, key=lambda each: (-each.weight, each.first.start, each.second.start)))


def _weight(concepts: frozenset[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(concept, 0.0) for concept in sorted(concepts))


@lru_cache(maxsize=2048)
def judgements(reading: Reading) -> tuple[Judgement, ...]:
    """What a claim says of the worth of a thing, one judgement at most in each clause."""
    found = (next(_in_clause(reading, words, low), None) for low, words in words_by_clause(reading, _BREAK))
    return tuple(judged for judged in found if judged is not None)


def _in_clause(reading: Reading, words: list[Word], low: int) -> Iterator[Judgement]:
    link = next((place for place, word in enumerate(words) if _plain(word) in _LINKS | _CALLS), None)
    for place, word in enumerate(words):
        too = _TOO.search(reading.text[low : word.start])
        linked = link is not None and link < place <= link + _REACH
        if not (linked or too) or word.capital:
            continue
        good, size = _judges(word, too=too is not None)
        if not good:
            continue
        start = low + too.start() if too else word.start
        negated = len(_NOT.findall(reading.text[max(low, start - 24) : start])) % 2
        calls = link is not None and _plain(words[link]) in _CALLS
        thing = words[:place] if not calls or link is None else words[link + 1 : place]
        of = frozenset(other.concept for other in thing if other.topical) or frozenset(
            other.concept for other in words if other.topical and other is not word
        )
        if of:
            sign = -good if negated else good
            yield Judgement(sign, 0 if negated else size, start, word.start + len(word.text), of)


def _judges(word: Word, *, too: bool) -> tuple[int, int]:
    """How good, and too little (-1) or too much (1) of it."""
    known, own = sections("assessments"), stem(word.text.casefold())
    if too:
        return (-1, -1 if own in known["little"] else 1) if own in known["little"] | known["much"] else (0, 0)
    if own in known["praise"]:
        return 1, 0
    return (-1, 0) if own in known["blame"] else (0, 0)


def _plain(word: Word) -> str:
    return word.text.replace("’", "'").casefold()
