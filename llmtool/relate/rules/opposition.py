"""Opposed statements: one position turns round what the other asserts of the same things."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from llmtool.relate.claims.polarity import PASSIVE, Pivot, Word
from llmtool.relate.claims.reading import Reading
from llmtool.words import stem

_TAKES_A_SIDE = frozenset({"accept", "demand", "will"})
"""What a speaker says of itself: two different ones may accept and reject the same thing without a contradiction."""

_REQUIRE = stem("require")

_NEAR_BY = 12
"""Code points after the last word under a negation within which a figure belongs to it."""

_FIGURE = 1.3
"""A figure that one gives and the other denies weighs more than any word."""

_TELLING = 3
"""Smaller figures are shared by chance."""


@dataclass(frozen=True)
class Opposition:
    """A concept that the two positions turn differently, its ``weight``, and that of the ``shared`` rest."""

    concept: str
    first: str
    second: str
    weight: float
    shared: float
    shared_words: tuple[str, ...]
    how: str
    """``denial``, ``negation``, ``opposite``, or ``demand`` for what one demands and the other rejects."""
    strong: bool
    covered: float
    """How much of what one position turns round the other position has: 1 is all of it."""
    beside: float
    """Weight of what both have within three words of the concept."""


def oppositions(a: Reading, b: Reading, weights: Mapping[str, float]) -> tuple[Opposition, ...]:
    """What the two turn differently, the weightiest first."""
    found = [*_turned_by(a, b, weights, swapped=False), *_turned_by(b, a, weights, swapped=True)]
    found += [*_refused_by(a, b, weights, swapped=False), *_refused_by(b, a, weights, swapped=True)]
    found.sort(key=lambda o: (not o.strong, -o.weight - o.shared, o.concept))
    return tuple(found)


def _turned_by(
    turning: Reading, straight: Reading, weights: Mapping[str, float], *, swapped: bool
) -> Iterator[Opposition]:
    common = {concept for concept in turning.senses if concept in straight.senses}
    for concept in sorted(common - turning.own - straight.own):  # a holder's name is no matter of dispute
        if turning.senses[concept] is not True or straight.senses[concept] is not False:
            continue
        word = _word(turning, concept)
        other = _word(straight, concept)
        if word.capital or other.capital or _qualifies(turning, word, straight):
            continue  # a name can't be turned round, nor "major" where there are "no major compromises"
        if _rejected(straight, other) or (_is_required(word) and not _is_required(other)):
            continue  # both reject it, in other words; or the one leaves free what the other wants
        turn = _turn(turning, word, straight, other)
        if turn is None:
            continue
        rest = (common - {concept}) & turn.beside
        if concept in _TAKES_A_SIDE:
            rest &= object_of(turning, word) & object_of(straight, other)
        rest = {each for each in rest if each in weights}
        mine, theirs = turn.told, _told(straight, concept, other)
        everything = sum(weights.get(each, 0.0) for each in sorted(turn.reach | {concept}))
        held = sum(weights.get(each, 0.0) for each in sorted((turn.reach | {concept}) & common))
        yield Opposition(
            concept,
            theirs if swapped else mine,
            mine if swapped else theirs,
            weights.get(concept, 0.0),
            sum(weights[each] for each in sorted(rest)) + _FIGURE * len(turn.figures),
            turn.figures + tuple(straight.spoken[other] for other in sorted(rest, key=lambda o: (-weights[o], o))),
            turn.how,
            turn.strong,
            held / max(0.1, everything),
            math.fsum(weights.get(each, 0.0) for each in _beside(turning, word) & _beside(straight, other)),
        )


class _Turn(NamedTuple):
    """How a word of one position is turned round that the other has straight."""

    how: str
    told: str
    strong: bool
    reach: frozenset[str]
    """All that is turned round with it."""
    beside: frozenset[str]
    """What tells, where the other position has it too, that both speak of one thing."""
    figures: tuple[str, ...] = ()


def _turn(turning: Reading, word: Word, straight: Reading, other: Word) -> _Turn | None:
    """By a negation or denial, or because the word is the opposite itself; None where both turn something round."""
    concept = word.concept
    asserted = other.asserted and (concept not in _TAKES_A_SIDE or _one_subject(turning, word, straight, other))
    pivot = next((p for p in turning.pivots if p.concept == concept or (p.whole and concept in p.scope)), None)
    if pivot is None:
        if not word.opposite or any(concept in p.scope for p in turning.pivots):
            return None
        everything = frozenset(turning.senses)
        return _Turn("opposite", word.text, word.asserted and asserted, everything, everything)
    if (straight.pivots and concept != pivot.concept) or denies_the_opposite(turning, pivot, straight):
        return None
    strong = pivot.firm and asserted and (word.asserted or not pivot.denial)
    if pivot.whole and not pivot.denial and concept != pivot.concept:
        strong = strong and word.text.endswith("ed")  # "no guard fired": the verb is denied, not every noun
    reach = frozenset(pivot.scope)
    return _Turn(
        "denial" if pivot.denial else "negation",
        pivot.told(concept, turning.text),
        strong and not _both_deny(turning, straight, pivot),
        reach,
        reach | _before(turning, word),
        _figures_under(turning, pivot, straight),
    )


def denies_the_opposite(turning: Reading, pivot: Pivot, straight: Reading) -> bool:
    """``Denied that the list had fallen`` and ``the list has grown`` say the same of it."""
    theirs = {word.concept: word for word in straight.words if word.topical}
    return any(
        word.opposite is not theirs[word.concept].opposite and word.turned is theirs[word.concept].turned
        for word in turning.words
        if word.topical and word.concept in pivot.scope and word.concept in theirs
    )


def _figures_under(turning: Reading, pivot: Pivot, straight: Reading) -> tuple[str, ...]:
    """Figures that one denies along with the thing and the other gives: ``no gust of 70 kilometres per hour``."""
    last = max(pivot.scope.values())
    return tuple(
        mine.text
        for mine in turning.quantities
        if pivot.start < mine.start <= last + _NEAR_BY
        for theirs in straight.quantities
        if (mine.low, mine.high, mine.dimension) == (theirs.low, theirs.high, theirs.dimension) and mine.low >= _TELLING
    )


def _refused_by(
    refusing: Reading, asking: Reading, weights: Mapping[str, float], *, swapped: bool
) -> Iterator[Opposition]:
    """One demands what the other rejects: what stands after the two words must be the same."""
    if (
        refusing.senses.get("accept") is not True
        or asking.senses.get("demand") is not False
        or "accept" in asking.senses
    ):
        return
    no, ask = _word(refusing, "accept"), _word(asking, "demand")
    if not (no.asserted and ask.asserted and no.opposite):
        return
    rest = sorted(_after(refusing, no) & _after(asking, ask) & weights.keys())
    if rest:
        shared = sum(weights[each] for each in rest)
        everything = sum(weights.get(each, 0.0) for each in sorted(_after(refusing, no)))
        words = tuple(asking.spoken[each] for each in sorted(rest, key=lambda each: (-weights[each], each)))
        first, second = (ask.text, no.text) if swapped else (no.text, ask.text)
        yield Opposition(
            "demand",
            first,
            second,
            0.0,
            shared,
            words,
            "demand",
            strong=True,
            covered=shared / max(0.1, everything),
            beside=shared,
        )


def object_of(reading: Reading, word: Word) -> frozenset[str]:
    """What a side is taken towards: what follows, or what stands before ``is unacceptable`` and ``was rejected``."""
    place = reading.words.index(word)
    passive = place > 0 and reading.words[place - 1].text.casefold() in PASSIVE
    return _before(reading, word) if passive else _after(reading, word)


def _after(reading: Reading, word: Word) -> frozenset[str]:
    return frozenset(other.concept for other in reading.words if other.topical and other.start > word.start)


def _rejected(reading: Reading, word: Word) -> bool:
    return any(
        each.concept == "accept" and each.opposite and each.turned and each.start < word.start for each in reading.words
    )


def _both_deny(turning: Reading, straight: Reading, pivot: Pivot) -> bool:
    """``Not the guard fired`` against ``denied that the guard fired``: both deny it of the guard."""
    return any(turning.senses.get(each) is True and straight.senses.get(each) is True for each in pivot.scope)


def _is_required(word: Word) -> bool:
    """``The rules do not require it`` refuses nothing, where "we do not want it" does."""
    return stem(word.text) == _REQUIRE


def _qualifies(reading: Reading, word: Word, other: Reading) -> bool:
    """Does a word only qualify the next, of which the other does not speak? ``major compromises``, ``major issues``."""
    after = next((each for each in reading.words if each.start > word.start), None)
    beside = after is not None and after.start - word.start == len(word.text) + 1
    return beside and after is not None and after.topical and after.concept not in other.senses


def _told(reading: Reading, concept: str, word: Word) -> str:
    """How the position puts a concept, with the negation that reaches it."""
    pivot = next((p for p in reading.pivots if concept in p.scope), None)
    return word.text if pivot is None else pivot.told(concept, reading.text)


def _word(reading: Reading, concept: str) -> Word:
    words = [word for word in reading.words if word.topical and word.concept == concept]
    return next((word for word in words if word.asserted), words[0])


def _one_subject(first: Reading, one: Word, second: Reading, other: Word) -> bool:
    """Do both speak of themselves, or of the same others?"""
    subjects = [
        (_before(reading, word) - reading.own, bool(_before(reading, word) & reading.own) or not _before(reading, word))
        for reading, word in ((first, one), (second, other))
    ]
    (who, by_itself), (whom, by_themselves) = subjects
    return (by_itself and by_themselves) or bool(who & whom)


def speaks_for_itself(reading: Reading, word: Word) -> bool:
    """Is the holder the one of whom the word is said?"""
    return not _before(reading, word) - reading.own


def _beside(reading: Reading, word: Word) -> frozenset[str]:
    """Concepts within three topical words of a word."""
    topical = [each for each in reading.words if each.topical or each is word]
    place = topical.index(word)
    return frozenset(each.concept for each in topical[max(0, place - 3) : place + 4] if each is not word)


def _before(reading: Reading, word: Word) -> frozenset[str]:
    """Concepts that stand before a word: its subject, as a rule."""
    return frozenset(other.concept for other in reading.words if other.topical and other.start < word.start)
