"""Stands that sides take: what one wants, supports or demands, and another opposes, refuses or calls wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from llmtool.relate.claims.lexicon import sections
from llmtool.relate.claims.polarity import NOT, PASSIVE, Word
from llmtool.relate.claims.reading import Reading, words_by_clause
from llmtool.words import stem

_NOT_AFTER = re.compile(r"\s*(?:not|never|no longer)\b|\s+(?:be )?no\b|n['’]t\b", re.IGNORECASE)
_NOT_ONLY = re.compile(r"\bnot (?:only|merely|just|simply)\b", re.IGNORECASE)
_WHATEVER = re.compile(r"\s+(?:whatever|whichever|whoever)\b", re.IGNORECASE)
"""Who accepts whatever comes of a thing takes no stand on it."""
_JUST_BEFORE = 28
"""Code points before a word of stand within which a negation turns it round: about four words."""

_BREAK = re.compile(
    r"[;:,()–—]|\b(?:because|since|unless|if|but|while|after|before|until|instead|rather|although|so that)\b",
    re.IGNORECASE,
)
_TWO_WORDS = {
    **dict.fromkeys([("call", "for"), ("vote", "for"), ("push", "for"), ("press", "for")], 1),
    **dict.fromkeys([("has", "to"), ("have", "to"), ("had", "to")], 1),
    **dict.fromkeys([("rule", "out"), ("turn", "down"), ("warn", "against"), ("vote", "against")], -1),
}


@dataclass(frozen=True)
class Stand:
    """What a claim wants (``sign`` 1) or does not want (-1): concepts, each with -1 where its opposite is named."""

    sign: int
    start: int
    end: int
    towards: Mapping[str, int]

    def told(self, text: str) -> str:
        """The word of the stand."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Stands:
    """A stand of each side towards much the same thing."""

    first: Stand
    second: Stand
    opposed: bool
    weight: float
    """Weight of what both name."""
    covered: float
    """How much that is of what the shorter one names: 1 is all of it."""


def stands_of_both(a: Reading, b: Reading, weights: Mapping[str, float]) -> tuple[Stands, ...]:
    """Stands of the two towards one thing, the weightiest first."""
    found = []
    known = a.own | b.own
    for first in stands(a):
        for second in stands(b):
            shared = sorted((first.towards.keys() & second.towards.keys()) - known)
            if all(concept in a.names and concept in b.names for concept in shared):
                continue  # a place or a person is no matter to take a stand on
            sign = first.sign * second.sign
            for concept in shared:
                sign *= first.towards[concept] * second.towards[concept]
            weight = sum(weights.get(concept, 0.0) for concept in shared)
            shorter = min(
                sum(weights.get(concept, 0.0) for concept in sorted(side.towards.keys() - known))
                for side in (first, second)
            )
            found.append(Stands(first, second, sign < 0, weight, weight / max(0.1, shorter)))
    return tuple(sorted(found, key=lambda each: (-each.weight, not each.opposed, each.first.start, each.second.start)))


_REQUIRE = stem("require")
"""What nobody requires is not yet refused."""


@lru_cache(maxsize=2048)
def stands(reading: Reading) -> tuple[Stand, ...]:
    """The stands that a claim takes, one at most in each of its clauses."""
    found = (next(_in_clause(reading, words, low), None) for low, words in words_by_clause(reading, _BREAK))
    return tuple(stand for stand in found if stand is not None)


def _in_clause(reading: Reading, words: list[Word], low: int) -> Iterator[Stand]:
    for place, word in enumerate(words):
        sign, whole, end = _cue(reading.text, words, place)
        if not sign or _WHATEVER.match(reading.text, end) or _describes(reading, words, place, whole=whole):
            continue
        if not whole and not _by_the_holder(reading, word):
            return  # somebody else's stand
        before = reading.text[max(low, word.start - _JUST_BEFORE) : word.start]
        after = _NOT_AFTER.match(reading.text, end)
        negated = len(NOT.findall(before)) + (after is not None)
        if (_stem(word) in _words("grounds") and not negated) or (_stem(word) == _REQUIRE and negated):
            continue
        passive = not whole and place > 0 and words[place - 1].text.casefold() in PASSIVE and word.text.endswith("ed")
        scope = words if whole else words[:place] if passive else words[place + 1 :]
        turns, towards = _towards(reading, scope, word, end if after is None else after.end())
        if towards:
            yield Stand(sign * (-1 if (negated + turns) % 2 else 1), word.start, end, towards)


def _towards(reading: Reading, scope: Sequence[Word], cue: Word, start: int) -> tuple[int, dict[str, int]]:
    """How often a stand is turned round (``urged them to reject it``), and what it is taken on."""
    topical = [word for word in scope if word is not cue and word.topical]
    last = topical[-1].start if topical else start
    turns = len(NOT.findall(_NOT_ONLY.sub(" ", reading.text[start:last]))) if last > start else 0
    turns += sum(word.start > cue.start and _stem(word) in _words("against") for word in topical)
    return turns, {word.concept: -1 if word.opposite else 1 for word in reversed(topical) if not _is_cue(word)}


def _by_the_holder(reading: Reading, word: Word) -> bool:
    """Does nobody else stand before the word?"""
    before = [other for other in reading.words if other.topical and other.start < word.start]
    return not before or any(other.concept in reading.own or other.text.casefold() in _ITSELF for other in before[:3])


def _describes(reading: Reading, words: list[Word], place: int, *, whole: bool) -> bool:
    """A name, ``are back in jail``, ``cancelling it would cost more``: no stand is taken here."""
    word = words[place]
    before = words[place - 1].text.casefold() if place else ""
    named = word.capital and word.concept in reading.own
    returned = word.text.casefold() == "back" and before in PASSIVE
    return named or returned or (not whole and not word.asserted and word.text.endswith("ing"))


def _stem(word: Word) -> str:
    return stem(word.text.casefold())


def _cue(text: str, words: list[Word], place: int) -> tuple[int, bool, int]:
    """Sign of a word of stand (0 for any other word), whether it speaks of its whole clause, and where it ends."""
    word = words[place]
    own = _stem(word)
    end = word.start + len(word.text)
    following = text[end : end + 9].split()
    if following and (own, following[0].casefold()) in _TWO_WORDS:
        due = following[0].casefold() == "to"
        return _TWO_WORDS[own, following[0].casefold()], due, end + 1 + len(following[0])
    if word.text.casefold() == "will":  # shares its stem with "willing"
        return 0, False, end
    for section, sign, whole in _SECTIONS:
        if own in _words(section):
            return sign, whole, end
    return 0, False, end


_ITSELF = frozenset(
    "company firm party union group government ministry agency council board members club association he she it they "
    "we i".split()
)
"""Words by which a claim speaks of its own holder."""

_SECTIONS = (("due", 1, True), ("undue", -1, True), ("for", 1, False), ("against", -1, False), ("grounds", 1, True))


def _is_cue(word: Word) -> bool:
    own = _stem(word)
    return any(own in _words(section) for section, *_ in _SECTIONS)


def _words(section: str) -> frozenset[str]:
    return sections("stands")[section]
