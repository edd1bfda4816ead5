"""Things of one kind that are not one thing: Mill Bridge and Miller's Bridge, the north quay and the south quay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from llmtool.relate.claims.polarity import Word
from llmtool.relate.claims.reading import Reading

_SETS = tuple(
    frozenset(group.split())
    for group in (
        "north south east west northern southern eastern western",
        "upper lower",
        "inner outer",
        "left right",
        "old new",
        "first second third fourth last",
        "morning evening night afternoon",
        "public private",
        "male female",
        "inbound outbound",
    )
)
"""Words of one set tell two things of one kind apart."""

_NUMBERED = re.compile(r"\s+(?:No\.? ?)?(\d+|[A-Z])\b(?![.,]\d)")
_NUMBERED_THINGS = frozenset(
    "line hall room unit block gate platform phase zone ward route road terminal article section reactor bus flight "
    "runway warehouse well pier berth".split()
)


_DOSE = re.compile(r"\b(\d[\d.,]*)[ -]?(?:mg|mcg|µg|ml|milligram|microgram|millilitre|milliliter)[ -]$")
"""``The 40 mg tablet`` and ``the 80 mg tablet`` are two products, not two figures."""

_ANOTHER = re.compile(
    r"\b(?:another|an? (?:different|separate|similar|rival|second|third)|an alternative)\s+(?!of\b)"
    r"(?:[a-z]+\s+)?(?=[a-z]{3})",
    re.IGNORECASE,
)
"""Before a thing that is not the one in question: ``another scheme``, not ``a third of the scheme``."""


def other_things(a: Reading, b: Reading) -> bool:
    """Do the two give something of one kind different names, and never the same?"""
    if _one_of_them_another(a, b):
        return True
    ours, theirs = _named(a), _named(b)
    for concept in sorted(ours.keys() & theirs.keys()):
        if all(_exclude(one, other, a, b) for one in sorted(ours[concept]) for other in sorted(theirs[concept])):
            return True
    return False


def _one_of_them_another(a: Reading, b: Reading) -> bool:
    """Does one tell of ``another scheme``, and the other of the scheme?"""
    ours, theirs = _others(a), _others(b)
    return bool((ours & b.senses.keys()) - theirs) or bool((theirs & a.senses.keys()) - ours)


@lru_cache(maxsize=2048)
def _others(reading: Reading) -> frozenset[str]:
    """Concepts of the things that are told as another one of their kind."""
    ends = {match.end() for match in _ANOTHER.finditer(reading.text)}
    return frozenset(word.concept for word in reading.words if word.topical and word.start in ends)


@lru_cache(maxsize=2048)
def _named(reading: Reading) -> Mapping[str, set[str]]:
    """Concepts with the name, the direction or the number that stands beside them."""
    found: dict[str, set[str]] = {}
    for place, word in enumerate(reading.words):
        if not word.topical:
            continue
        before = reading.words[place - 1] if place else None
        if before is not None and _adjoins(before, word, reading.text):
            plain = before.text.casefold()
            if any(plain in group for group in _SETS) or (before.capital and word.text[0].isupper()):
                found.setdefault(word.concept, set()).add(plain)
        dose = _DOSE.search(reading.text, 0, word.start)
        if dose:
            found.setdefault(word.concept, set()).add(dose[1])
        numbered = _NUMBERED.match(reading.text, word.start + len(word.text))
        if numbered and word.text.casefold() in _NUMBERED_THINGS:
            found.setdefault(word.concept, set()).add(numbered[1])
    return found


def _adjoins(before: Word, word: Word, text: str) -> bool:
    return text[before.start + len(before.text) : word.start].strip() in {"", "'s", "’s"}


def _exclude(one: str, other: str, a: Reading, b: Reading) -> bool:
    if one == other:
        return False
    if any(one in group or other in group for group in _SETS):
        return any(one in group and other in group for group in _SETS)
    said = ({word.text.casefold() for word in side.words} for side in (b, a))
    return all(each not in words for each, words in zip((one, other), said, strict=True))
