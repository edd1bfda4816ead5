"""One place in two sentences filled by different things: the tariff on steel and on tin, what girls and boys do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from llmtool.relate.claims.polarity import Word
from llmtool.relate.claims.reading import Reading

_PLACED = frozenset("in on of for at from with among near between".split())
_LEADS = frozenset("the a an its their his her our my your all both some any those these".split())
_NOBODY = re.compile(r"(?:no|none|nobody|nothing|neither)\b", re.IGNORECASE)
_FIGURE = "#"
"""Stands for any figure before a preposition: ``40 percent of exports``."""

Slot = tuple[str, str]
"""A preposition and the concept before it."""


def filled_otherwise(a: Reading, b: Reading) -> bool:
    """Do the two put different things after one preposition, neither of which the other speaks of?"""
    ours, theirs = _slots(a), _slots(b)
    return any(_apart(ours[slot], theirs[slot], a, b) for slot in sorted(ours.keys() & theirs.keys()))


def of_different_subjects(a: Reading, b: Reading) -> bool:
    """Do the two say all the same, but of somebody else: ``girls scored`` and ``boys scored``?"""
    ours, theirs = _spoken(a), _spoken(b)
    subjects = tuple(next((_marked(word) for word in side.words if word.topical), "") for side in (a, b))
    if any(_NOBODY.match(side.text) for side in (a, b)) or not (a.own | b.own).isdisjoint(subjects):
        return False
    return bool(ours & theirs) and ours - theirs == {subjects[0]} and theirs - ours == {subjects[1]}


def done_to_others(a: Reading, b: Reading, concept: str) -> bool:
    """Does a verb of both have another object in each: ``did not call a strike`` and ``called a meeting``?"""
    return _apart(_object(a, concept), _object(b, concept), a, b)


def _object(reading: Reading, concept: str) -> str:
    place = next((at for at, word in enumerate(reading.words) if word.concept == concept), None)
    return "" if place is None else _filler(reading.words[place + 1 :])


def _apart(ours: str, theirs: str, a: Reading, b: Reading) -> bool:
    """Are they two things? "The border with Kestria", says Valdoria, and Kestria "with Valdoria"."""
    holders = a.own | b.own
    return bool(ours and theirs) and ours not in _spoken(b) | holders and theirs not in _spoken(a) | holders


@lru_cache(maxsize=2048)
def _spoken(reading: Reading) -> frozenset[str]:
    return frozenset(_marked(word) for word in reading.words if word.topical)


def _marked(word: Word) -> str:
    """The concept, told apart from its opposite: exports are no imports."""
    return f"{word.concept}!" if word.opposite else word.concept


@lru_cache(maxsize=2048)
def _slots(reading: Reading) -> Mapping[Slot, str]:
    return dict(_filled(reading))


def _filled(reading: Reading) -> Iterator[tuple[Slot, str]]:
    head = ""
    for place, word in enumerate(reading.words):
        plain = word.text.casefold()
        rest = reading.words[place + 1 :]
        goes_to = plain == "to" and bool(rest) and rest[0].capital  # else what follows may be a verb
        if (plain in _PLACED or goes_to) and head:
            filler = _filler(rest)
            if filler:
                yield (plain, head), filler
        if word.topical:
            head = word.concept
        elif word.text[0].isdigit():
            head = _FIGURE


def _filler(words: tuple[Word, ...]) -> str:
    """The concept of the first word that follows which is no article: that by which two of a kind are told apart."""
    first = next((word for word in words if word.text.casefold() not in _LEADS and not word.text.endswith("ly")), None)
    if first is None or not first.topical or (first is words[0] and first.text.endswith("ing")):
        return ""  # "a meeting" is a thing, "keeping" an act
    return _marked(first)
