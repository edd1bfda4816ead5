"""What a sentence turns round: negations with their reach, and words that stand for the opposite of a concept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from llmtool.relate.claims.concepts import is_known, phrase_sense, sense
from llmtool.relate.claims.units import CURRENCIES, MAGNITUDES, PARTS, SMALL, TENS, UNITS
from llmtool.words import STOPWORDS, UNTRUE, stem

_WORD = re.compile(r"\d[\d.,]*|[^\W\d_]+(?:['’\-][^\W_]+)*|[^\w\s]")
_NOT = frozenset("not never nor cannot hardly barely".split())
_NONE = frozenset("no none nobody nothing neither nowhere".split())
_NOT_QUITE = frozenset("without lack lacks lacked lacking".split())
_FAIL = frozenset("yet fail fails failed refuse refuses refused refusing declined declines".split())
_DENY = frozenset("deny denies denied denying refute refutes refuted disproved".split())
_GRANTED = frozenset("permit permission licence license application request access entry visa bail funding".split())
_WAVE_OFF = frozenset(
    "reject rejects rejected rejecting dismiss dismisses dismissed dismissing dispute disputes disputed".split()
)
_STATEMENTS = frozenset(
    "claim claims allegation allegations accusation accusations suggestion suggestions assertion assertions notion "
    "idea report reports charge charges rumour rumours rumor rumors that".split()
)
_FIGURES = frozenset("figure figures number numbers estimate estimates total toll tally sum forecast forecasts".split())
_DOUBTS = frozenset("doubt doubts doubted doubting".split())
_CALLS = frozenset(
    "call calls called calling describe describes described describing brand brands branded dub dubs dubbed label "
    "labels labelled labeled deem deems deemed consider considers considered term terms termed".split()
)
_UNTRUE = re.compile(rf"\b{UNTRUE}\b", re.IGNORECASE)
_BUT_NOT = re.compile(r"\b(?:not|n't|never|hardly|no|anything but|far from)(?: \w+)? $", re.IGNORECASE)
_TWO_WORDS = frozenset(
    {("rule", "out"), ("rules", "out"), ("ruled", "out"), ("ruling", "out"), ("turned", "down"), ("free", "of")}
)
_NOT_REALLY = {
    "not": frozenset({"only", "just", "merely", "least"}),
    "no": frozenset({"doubt", "matter", "more", "less", "fewer", "later", "one's"}),
}
_CLAUSE_ENDS = frozenset(
    ", ; : . ! ? ( ) — – but although though while whereas because since unless if after before when until so".split()
)
_SUBORDINATES = frozenset(
    "since unless if after before when until once whether without rather instead despite than".split()
)
_MENTIONS = frozenset("of for against about from with over despite by on than toward towards".split())
_DETERMINERS = frozenset("the a an its their his her our any this that these those more".split())
PASSIVE = frozenset("is are was were be been being am isn't aren't wasn't weren't remains called".split())
"""Words after which a participle or an adjective speaks of what stands before."""
_LINKS = frozenset("stay stays stayed remain remains remained keep keeps kept".split())
_KEEPS_OFF = frozenset("prevent prevents prevented preventing avoid avoids avoided avoiding avert averted".split())
_LIMITED = frozenset("late slowly partly partially poorly weakly badly barely hardly".split())
"""What is done late or partly is done, and yet not quite."""
_SKIPPED_BY_PIVOT = frozenset("any single longer yet really been be being even likely".split())
_NO_TOPIC = frozenset(
    {
        *"away back together ahead also even still ever just".split(),
        *MAGNITUDES,
        *PARTS,
        *SMALL,
        *TENS,
        *UNITS,
        *CURRENCIES,
        "percent",
        "cent",
        "per",
    }
) - {
    "second",
    "min",
    "degree",
    "degrees",
}

NOT = re.compile(r"\b(?:not|never|no|nor|cannot|nobody|none|neither)\b|n['’]t\b", re.IGNORECASE)
"""A negation in plain sight, for what is counted rather than read."""

_DONE = re.compile(
    r"\w+(?:ed|en|wn|ought|aught|old|eld|ilt|ent|ept|elt|ade|ound|aid|ung|unk)|led|met|put|cut|set|let|read|come|run|left"
    r"|lost|shut|done|gone|been"
)
_NOT_DONE = frozenset("open even often golden wooden children women men ten seven eleven seed need old gold".split())
"""What looks like a participle: the council ``should have open books``."""
_GROUNDS = frozenset("evidence proof sign indication reason doubt guarantee suggestion question fact hint".split())

SCOPE = 9
"""A negation reaches over so many words at most, and never past the end of its clause."""


@dataclass(frozen=True)
class Word:
    """One word of a claim, its concept, and whether the claim turns it round (by negation or by an opposite word)."""

    text: str
    start: int
    concept: str
    turned: bool
    topical: bool
    capital: bool
    opposite: bool
    """Does the word itself stand for the opposite of its concept?"""
    asserted: bool
    """False for a word that only describes (``the closed road``, ``closing it``) or lies under ``without``."""


@dataclass(frozen=True)
class Pivot:
    """The word that a claim turns round, with the words that say so, and what else lies under the same negation."""

    concept: str
    start: int
    scope: Mapping[str, int]
    """Concepts under the negation, each with where its word ends in the text."""
    whole: bool
    """``No guard left`` and ``denied that ...`` turn round a whole statement; a plain ``not`` the word that follows."""
    denial: bool
    firm: bool

    def told(self, concept: str, text: str) -> str:
        """The words from the negation to a concept under it."""
        return text[self.start : self.scope[concept]]


def scan(text: str, own: frozenset[str]) -> tuple[tuple[Word, ...], tuple[Pivot, ...]]:
    """The words of a claim and its pivots. ``own`` are stems of the holder's name."""
    found = list(_WORD.finditer(text))
    plain = [match.group().replace("’", "'").casefold() for match in found]
    words: list[Word] = []
    negations: list[_Negation] = []
    current: _Negation | None = None
    subordinate = False
    place = 0
    while place < len(found):
        word = plain[place]
        if word in _SUBORDINATES:
            subordinate = True
        if word in _CLAUSE_ENDS:
            current = None
            subordinate = word in _SUBORDINATES
            place += 1
            continue
        if _regretted(plain, place, "not", "have"):
            place += 3  # "should not have shut it" tells that it was shut
            continue
        negation = _negation(plain, place)
        if negation is not None and not (word == "nor" and current is not None):
            if current is not None and not current.done:
                negation.turned = not current.turned
            negation.start = found[place].start()
            negation.weak = negation.weak or subordinate
            current = negation
            negations.append(negation)
            place += negation.width
            continue
        pair = phrase_sense(word, plain[place + 1]) if place + 1 < len(found) else None
        concept, opposite = pair if pair is not None else sense(word)
        width = 2 if pair is not None else 1
        topical = pair is not None or (
            len(word) > 1 and word[0].isalpha() and word not in STOPWORDS and word not in _NO_TOPIC
        )
        if word in _LINKS and place + 1 < len(found) and is_known(plain[place + 1]):
            topical = False  # "stays open" tells of opening, not of staying
        under = current is not None and not current.done
        turned = opposite ^ (under and current is not None and current.turned)
        asserted = _asserts(plain, place) and not subordinate and not (under and current is not None and current.weak)
        capital = found[place].group()[0].isupper() and (place > 0 or stem(word) in own)
        words.append(
            Word(found[place].group(), found[place].start(), concept, turned, topical, capital, opposite, asserted)
        )
        if (opposite and concept == "accept") or word in _KEEPS_OFF:
            subordinate = True  # what is rejected or prevented is named, not asserted
        if current is not None:
            current.take(words[-1], found[place + width - 1].end())
        place += width
    pivots = [pivot for negation in negations if (pivot := negation.pivot()) is not None]
    return tuple(words), tuple(pivots)


class _Negation:
    """A negation while its reach is being read."""

    def __init__(self, width: int, *, denial: bool = False, whole: bool = False, weak: bool = False) -> None:
        self.width = width
        self.denial = denial
        self.whole = whole or denial
        self.weak = weak
        self.turned = True
        self.start = 0
        self._left = SCOPE
        self._scope: list[tuple[Word, int]] = []

    @property
    def done(self) -> bool:
        return self._left <= 0

    def take(self, word: Word, end: int) -> None:
        """One more word of the clause."""
        if self.done:
            return
        self._left -= 1
        if word.text.casefold() == "that" and self._scope and self._scope[-1][0].text.casefold() in _GROUNDS:
            self._left = 0  # "no evidence that ..." says nothing of its own about what follows
        elif word.topical and not (word.text.casefold() in _SKIPPED_BY_PIVOT or word.text.endswith("ly")):
            self._scope.append((word, end))

    def pivot(self) -> Pivot | None:
        if not self._scope or not self.turned or (self._scope[0][0].capital and not self.whole):
            return None
        scope = {word.concept: end for word, end in reversed(self._scope)}
        return Pivot(self._scope[0][0].concept, self.start, scope, self.whole, self.denial, not self.weak)


def _negation(plain: Sequence[str], place: int) -> _Negation | None:
    word = plain[place]
    following = plain[place + 1] if place + 1 < len(plain) else ""
    if word in _NOT or word in _NONE or word.endswith("n't"):
        only = following in _NOT_REALLY.get(word, ()) or plain[place + 1 : place + 3] == ["the", "only"]
        return None if only else _Negation(1, whole=word in _NONE)
    if (word, following) in _TWO_WORDS or (word in _FAIL and following == "to"):
        return _Negation(2, weak=following in {"out", "down"})  # the holder's own refusal denies no act of another
    if _regretted(plain, place, "have"):
        return _Negation(2, weak=True)
    if word == "premature" and following in {"to", "for"}:
        return _Negation(1, weak=True)
    if word in _DENY and not _GRANTED.isdisjoint(plain[place + 1 : place + 4]):
        return None  # "asked the state to deny the permit": nothing is disputed
    statement = not _STATEMENTS.isdisjoint(plain[place + 1 : place + 4])
    if word in _DENY or (word in _WAVE_OFF and statement):
        return _Negation(1, denial=True)
    if word in _DOUBTS and following in {"that", "whether", "the", "any"}:
        return _Negation(1, denial=True, weak=True)
    named = word in _CALLS and (statement or not _FIGURES.isdisjoint(plain[place + 1 : place + 4]))
    subject = word in _FIGURES | _STATEMENTS and following in {"of", "that"} and not _calls(plain[:place])
    if (named or subject) and is_disbelief(" ".join(plain[place:])):
        return _Negation(1, denial=True)  # "called the claim that it leaks absurd"
    return _Negation(1, weak=True) if word in _NOT_QUITE else None


def _calls(plain: Sequence[str]) -> bool:
    return not _CALLS.isdisjoint(plain[-4:])


def is_disbelief(text: str) -> bool:
    """Does it say of a statement or a figure that it is untrue or beyond belief?"""
    return any(_BUT_NOT.search(text[: match.start()]) is None for match in _UNTRUE.finditer(text))


def _regretted(plain: Sequence[str], place: int, *then: str) -> bool:
    """``Should have invited`` owns that nobody invited them; ``should have a say`` asks for one."""
    rest = [*plain[place + 1 : place + 2 + len(then)], ""]
    if plain[place] != "should" or tuple(rest[: len(then)]) != then:
        return False
    return rest[len(then)] not in _NOT_DONE and _DONE.fullmatch(rest[len(then)]) is not None


def _asserts(plain: Sequence[str], place: int) -> bool:
    """Does the word say something, or only describe? By its form and the word before it."""
    word, before = plain[place], plain[place - 1] if place else ""
    accusing = before == "of" and word.endswith("ing") and any(each.startswith("accus") for each in plain[:place])
    if accusing:
        return True
    if (
        before in {"that", "who", "which"}
        or before in _MENTIONS
        or (before in _DETERMINERS and place > 1 and plain[place - 2] in _MENTIONS)
    ):
        return False
    if place + 1 < len(plain) and plain[place + 1] in _LIMITED:
        return False
    if word.endswith("ing"):
        return before in PASSIVE or before in _NOT or before in _NONE
    if word.endswith("ed"):
        return before not in _DETERMINERS
    return True
