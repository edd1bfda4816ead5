"""One place in two sentences filled by different things: the tariff on steel and on tin, what girls and boys do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from llmtool.relate.claims.polarity import Word
from llmtool.relate.claims.reading import Reading

_PLACED = frozenset("in on of for at from with among near between".split())
_LEADS = frozenset("the a an its their his her our my your all both some any those these".split())
_FIGURE = "#"
"""Stands for any figure before a preposition: ``40 percent of exports``."""

Slot = tuple[str, str]
"""A preposition and the concept before it."""


def filled_otherwise(a: Reading, b: Reading) -> bool:
    """Do the two put different things after one preposition, neither of which the other speaks of?"""
    ours, theirs = _slots(a), _slots(b)
    holders = a.own | b.own  # "the border with Kestria", says Valdoria, and Kestria "with Valdoria"
    return any(
        not (ours[slot] & (_spoken(b) | holders) or theirs[slot] & (_spoken(a) | holders))
        for slot in sorted(ours.keys() & theirs.keys())
    )


def of_different_subjects(a: Reading, b: Reading) -> bool:
    """Do the two say all the same, but of somebody else: ``girls scored`` and ``boys scored``?"""
    ours, theirs = _spoken(a), _spoken(b)
    subjects = tuple(next((_marked(word) for word in side.words if word.topical), "") for side in (a, b))
    return bool(ours & theirs) and ours - theirs == {subjects[0]} and theirs - ours == {subjects[1]}


def done_to_others(a: Reading, b: Reading, concept: str) -> bool:
    """Does a verb of both have another object in each: ``did not call a strike`` and ``called a meeting``?"""
    ours, theirs = _object(a, concept), _object(b, concept)
    return bool(ours and theirs) and not (ours & _spoken(b) or theirs & _spoken(a))


def _object(reading: Reading, concept: str) -> frozenset[str]:
    place = next((at for at, word in enumerate(reading.words) if word.concept == concept), None)
    return frozenset() if place is None else _filler(reading.words[place + 1 :])


@lru_cache(maxsize=2048)
def _spoken(reading: Reading) -> frozenset[str]:
    return frozenset(_marked(word) for word in reading.words if word.topical)


def _marked(word: Word) -> str:
    """The concept, told apart from its opposite: exports are no imports."""
    return f"{word.concept}!" if word.opposite else word.concept


@lru_cache(maxsize=2048)
def _slots(reading: Reading) -> Mapping[Slot, frozenset[str]]:
    return dict(_filled(reading))


def _filled(reading: Reading) -> Iterator[tuple[Slot, frozenset[str]]]:
    head = ""
    for place, word in enumerate(reading.words):
        plain = word.text.casefold()
        if plain in _PLACED and head:
            filler = _filler(reading.words[place + 1 :])
            if filler:
                yield (plain, head), filler
        if word.topical:
            head = word.concept
        elif word.text[0].isdigit():
            head = _FIGURE


def _filler(words: tuple[Word, ...]) -> frozenset[str]:
    """The concepts of the words that follow, up to the first that is no part of a name or noun phrase."""
    found: set[str] = set()
    named = False
    for word in words:
        if word.topical:
            if named and not word.capital:
                break
            named = word.capital
            found.add(_marked(word))
        elif found or word.text.casefold() not in _LEADS:
            break
    return frozenset(found)
