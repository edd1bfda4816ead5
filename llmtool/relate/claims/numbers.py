"""Figures in a sentence: how much, of what, and how exactly it is said."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from llmtool.relate.claims.ages import AGED, joined_at, limited_by_age, unjoined
from llmtool.relate.claims.clock import CLOCK_IN_WORDS
from llmtool.relate.claims.numerals import DIGIT, Number, Token, numbers, tokenize
from llmtool.relate.claims.units import CURRENCIES, UNITS
from llmtool.words import STOPWORDS, stem

_BOUNDS = {
    "least": "at least, more than, over, above, no fewer than, no less than, not less than, not fewer than, beyond, "
    "upwards of, exceeding, a minimum of, exceed, exceeds, exceeded, well over, greater than",
    "most": "at most, up to, fewer than, less than, under, below, no more than, not more than, as many as, within, "
    "as much as, a maximum of, at the most, not over",
    "just under": "nearly, almost, close to, just under, approaching",
    "about": "about, around, roughly, some, approximately, an estimated, estimated, circa, only about, or so, "
    "just over, in the region of, a little over, slightly more than",
}
_BOUND_BY = {phrase.strip(): kind for kind, phrases in _BOUNDS.items() for phrase in phrases.split(",")}
_BOUND_AFTER = {
    "or more": "least",
    **dict.fromkeys(("and over", "or over", "and above", "or above", "and older", "or older", "upwards"), "least"),
    **dict.fromkeys(("and under", "or under", "and younger", "or younger"), "most"),
    "plus": "least",
    "+": "least",
    "or less": "most",
    "or fewer": "most",
    "or so": "about",
}
_FROM_AGE = {"from": "least", "until": "most", "till": "most", "to": "most"}
_TURNS = frozenset(
    {
        "less than",
        "fewer than",
        "under",
        "below",
        "more than",
        "over",
        "above",
        "exceed",
        "exceeds",
        "exceeded",
        "exceeding",
    }
)
_NOT = frozenset("not never cannot refuse refused refuses nothing none no".split())
_KNOWN = frozenset("the these those our their its both".split())
_MORE_OF = frozenset("another further additional extra".split())
_ADDS = frozenset("add adds added adding".split())
_NOT_THIS = {("rather", "than"), ("instead", "of"), ("nothing", "like"), ("nowhere", "near")}
_GLUE = frozenset("of the a an its their his her our those these all".split())
_CONTAINERS = frozenset(
    "case cases number pair pairs list set group death deaths kind kinds share piece pieces".split()
)
_GROWTH = re.compile(
    r"(?:ris|rose|rais|increas|grow|grew|up$|higher|lower|fall|fell|drop|cut$|cuts$|reduc|declin|down$|shr[aiu]nk)"
)
_COMPARED = frozenset(
    "more less fewer faster slower higher lower cheaper dearer better worse increase rise cut".split()
)
_HAVE_PARTS = frozenset("of are were have".split())
_LEVEL = frozenset("to at between".split())
_SPEED = {"hour": 0.001, "second": 3.6}
"""Kilometres an hour that one metre each of these is."""
_COUNTS = frozenset("number total count toll tally".split())
_STOPS_NOUN = STOPWORDS | frozenset("per a percent said says according since until".split())
_OF_THE = frozenset("the its their our those them these his her".split())

LOOSE = 0.10
"""How far "about" reaches to either side. Reporters round generously."""


@dataclass(frozen=True)
class Quantity:
    """``low`` to ``high`` of something, as ``text`` puts it, ``start`` code points into the sentence.

    ``dimension`` is ``count``, ``more`` (so many more than before), ``share`` (percent), ``point`` (percentage
    points), ``money:<currency>``, ``age`` (up to or from which something holds), or what a unit measures (``length``
    in metres, ``time`` in days, ...). ``things`` are stems of the words it counts, of an age those of whom it is for.
    ``per`` is the stem of what it is counted by ("per month"). ``part`` marks ``40 of the 90 schools``, ``denied`` the
    420 of ``380 flats, not 420``. The ``role`` of a share is ``portion`` (of something) or ``growth`` (up by so much,
    so much more), that of a count ``whole`` (``all 90 schools``), where the words tell. ``formerly`` is the 12 of
    ``rises from 12 to 15``.
    """

    low: float
    high: float
    dimension: str
    things: tuple[str, ...]
    per: str
    text: str
    start: int
    exact: bool = True
    part: bool = False
    denied: bool = False
    role: str = ""
    formerly: float | None = None

    def meets(self, other: Quantity) -> bool:
        """Can both be true of one thing?"""
        return self.low <= other.high * (1 + 1e-9) and other.low <= self.high * (1 + 1e-9)


def rounded_to(value: float) -> float:
    """The step of the last digit that is not zero: 10 for 420, 1 for 127, 1000 for 48,000. At least 1 from 1 on."""
    if not math.isfinite(value) or value < 1:
        return abs(value) if math.isfinite(value) else math.inf
    step = 1.0
    while value % (step * 10) == 0:
        step *= 10
    return step


def quantities(text: str) -> tuple[Quantity, ...]:
    """The figures of a sentence, in order, without years, dates, clock times, ordinals and numbers that are names."""
    text = CLOCK_IN_WORDS.sub(lambda match: " " * len(match.group()), text)
    tokens = tokenize(unjoined(text))
    found: list[Quantity] = []
    for number in numbers(tokens):
        quantity = _quantity(text, tokens, number)
        if quantity is None:
            continue
        if quantity.denied and found and quantity.dimension == "count" and not quantity.things:
            quantity = replace(quantity, things=found[-1].things, dimension=found[-1].dimension, per=found[-1].per)
        found.append(quantity)
    return tuple(found)


def _quantity(text: str, tokens: Sequence[Token], number: Number) -> Quantity | None:
    low, high, exact = _bounds(tokens, number)
    dimension, size, used = _measure(tokens, number)
    place = number.last + used
    before = tokens[number.first - 1].text if number.first else ""
    following = [token.text for token in tokens[place : place + 2]]
    if following[:1] in (["times"], ["fold"], ["old"]) or following == ["-", "old"]:
        return None
    known = before in _KNOWN or before.endswith(("'s", "’s"))
    if dimension == "count" and known and high <= 12:
        return None  # "the two countries" and "the league's two members" count nothing, they point to them
    added = any(token.text in _ADDS for token in tokens[max(0, number.first - 2) : number.first])
    if before in _MORE_OF or following[:1] == ["more"] or added:
        dimension = "more"
        place += following[:1] == ["more"]
    start, end = tokens[number.first].start, tokens[number.last + used - 1].end
    part = dimension == "count" and _of_a_whole(tokens, place)
    things, per = _things(tokens, place) or _things_before(tokens, number.first), _per(tokens, place)
    whom = None if exact or dimension not in {"count", "time"} else limited_by_age(text, tokens, number)
    if whom is not None:
        dimension, size, things = "age", 1.0, whom
        start, end = joined_at(text, start) or (start, end)
    role = _role(tokens, number.first, place) if dimension == "share" else ""
    if dimension == "count" and _all(tokens[max(0, number.first - 3) : number.first]):
        role = "whole"
    denied = before == "not" or _rather(tokens, number.first)
    if dimension == "length" and per in _SPEED:
        dimension, size, per = "speed", size * _SPEED[per], ""
    told = text[start:end]
    formerly = None if number.formerly is None else number.formerly * size
    return Quantity(low * size, high * size, dimension, things, per, told, start, exact, part, denied, role, formerly)


def _role(tokens: Sequence[Token], first: int, last: int) -> str:
    """Does a share tell how much something grew, or how much of it? What it rose or fell to is neither."""
    after = tokens[last].text if last < len(tokens) else ""
    level = first > 0 and tokens[first - 1].text in _LEVEL
    if after in _COMPARED or any(_GROWTH.match(token.text) for token in tokens[max(0, first - 5) : first] if not level):
        return "growth"
    return "portion" if after in _HAVE_PARTS else ""


def _all(before: Sequence[Token]) -> bool:
    """``all 90 schools``, ``all of the 90``."""
    words = [token.text for token in before]
    return any(words[-len(lead) :] == lead for lead in (["all"], ["all", "the"], ["all", "its"], ["all", "of", "the"]))


def _rather(tokens: Sequence[Token], place: int) -> bool:
    """``rather than 420``, ``nothing like 420``."""
    return tuple(token.text for token in tokens[max(0, place - 2) : place]) in _NOT_THIS


def _bounds(tokens: Sequence[Token], number: Number) -> tuple[float, float, bool]:
    """The interval that ``at least``, ``up to``, ``nearly`` or ``about`` makes of a number."""
    before = " " + " ".join(token.text for token in tokens[max(0, number.first - 5) : number.first])
    after = " ".join(token.text for token in tokens[number.last : number.last + 2])
    aged = AGED.search(before)
    before = before[: aged.start()] if aged else before
    low, high = number.low, number.high
    told = max((phrase for phrase in _BOUND_BY if before.endswith(" " + phrase)), key=len, default="")
    kind = (
        _BOUND_BY.get(told)
        or (aged and _FROM_AGE.get(before.rpartition(" ")[2]))
        or next((kind for start, kind in _BOUND_AFTER.items() if after.startswith(start)), "")
    )
    if told in _TURNS and _negated(tokens, number):
        kind = {"most": "least", "least": "most"}[kind]  # "won't accept less than 70": 70 at least
    if kind == "most":
        return 0.0, high, False
    if kind == "least":
        return low, math.inf, False
    if kind == "just under":
        return low * (1 - LOOSE), high, False
    if kind == "about":
        return low - min(LOOSE * low, 5 * rounded_to(low)), high + min(LOOSE * high, 5 * rounded_to(high)), False
    return low, high, number.exact


def _negated(tokens: Sequence[Token], number: Number) -> bool:
    reach = tokens[max(0, number.first - 10) : number.first]
    return any(token.text in _NOT or token.text.endswith(("n't", "n’t")) for token in reach)


def _measure(tokens: Sequence[Token], number: Number) -> tuple[str, float, int]:
    """Dimension, size of the unit, and how many tokens the unit takes."""
    if number.share:
        return "share", 1.0, 0
    after = [token.text for token in tokens[number.last : number.last + 4]]
    skip = 1 if after[:1] == ["-"] else 0
    unit = after[skip] if len(after) > skip else ""
    rest = after[skip + 1 : skip + 3]
    if unit in {"%", "percent"} or (unit == "per" and rest[:1] == ["cent"]):
        used = skip + (2 if unit == "per" else 1)
        return ("point", 1.0, used + 1) if after[used : used + 1] == ["points"] else ("share", 1.0, used)
    if unit == "percentage" and rest[:1] == ["points"]:
        return "point", 1.0, skip + 2
    if number.money:
        return f"money:{number.money}", 1.0, 0
    if unit in CURRENCIES:
        return f"money:{CURRENCIES[unit]}", 1.0, skip + 1
    if unit in UNITS:
        dimension, size = UNITS[unit]
        return dimension, size, skip + 1
    return "count", 1.0, 0


def _of_a_whole(tokens: Sequence[Token], place: int) -> bool:
    follows = [token.text for token in tokens[place : place + 8]]
    if follows[:1] != ["of"]:
        return False
    return follows[1:2] != [] and (follows[1] in _OF_THE or any(DIGIT.match(word) for word in follows))


def _things(tokens: Sequence[Token], place: int) -> tuple[str, ...]:
    """Stems of up to three words of the noun phrase that follows; ``cases of`` leads on to what it contains."""
    found: list[str] = []
    previous = ""
    for token in tokens[place : place + 7]:
        word = token.text
        if word in {"-", "'s", "’s"} or DIGIT.match(word):
            continue
        opens = not found or previous == "of"
        if word in _GLUE and (opens or (word == "of" and previous in _CONTAINERS)):
            previous = word
            continue
        ends = not word[0].isalpha() or word in _STOPS_NOUN or word in _GLUE or (word in UNITS and opens)
        plural = previous.endswith(("s", "people", "men", "women", "children"))
        if ends or (found and word.endswith("ed") and plural):
            break
        found.append(stem(word.removesuffix("'s").removesuffix("’s")))
        previous = word
        if len(found) == 3:
            break
    return tuple(found)


def _things_before(tokens: Sequence[Token], place: int) -> tuple[str, ...]:
    """Stems of what is counted in ``the number of passengers at 112``."""
    words = [token.text for token in tokens[max(0, place - 6) : place]]
    for at in range(len(words) - 3, -1, -1):
        if words[at] in _COUNTS and words[at + 1] == "of":
            return tuple(stem(word) for word in words[at + 2 : at + 3] if word[0].isalpha() and word not in _STOPS_NOUN)
    return ()


def _per(tokens: Sequence[Token], place: int) -> str:
    """Stem of what it is counted by: ``per month``, ``a week``, ``for every job``, ``daily``."""
    for at in range(place, min(place + 5, len(tokens))):
        word = tokens[at].text
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if word in ",;:.()" or following == "one":
            return ""
        if word in {"per", "each", "every"} or (word in {"a", "an"} and following in UNITS):
            return stem(following)
        if word in {"daily", "weekly", "monthly", "yearly", "annually"}:
            return stem(word)
    return ""
