"""Numbers in a row of words: digits, number words, shares, vague amounts and ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from llmtool.relate.claims.units import CURRENCIES, MAGNITUDES, PARTS, SMALL, TENS, UNITS, VAGUE
from llmtool.words import MONTH_NUMBERS, STOPWORDS

_TOKEN = re.compile(
    r"(?:us)?[$£€¥₹₽₴]|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|%|km/h|[^\W\d_]+(?:['’][^\W\d_]+)?|[-–—]|[^\w\s]",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
_NAMED_BY_NUMBER = frozenset(
    "article articles chapter clause flight highway page paragraph phase point protocol road room route rule section "
    "stage step table terminal unit version no number resolution line group covid type grade class form".split()
)
_AT_TIMES = frozenset("at until from by before after since around till".split())
_RUNS = frozenset("bell train bus ferry boat flight service sailing departure".split())
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_BIG = frozenset({"hundred", "thousand", "million", "billion", "trillion", "dozen"})
_BEFORE_PRONOUN_ONE = frozenset("no any every each some this that the which another only not by".split())


@dataclass(frozen=True)
class Token:
    """A casefolded word, number or sign at ``text[start:end]``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Number:
    """``low`` to ``high``, told by ``tokens[first:last]``; a share is in percent, ``money`` the currency of a sign.

    ``formerly`` is the 5 of ``from 5 to 8``.
    """

    low: float
    high: float
    first: int
    last: int
    money: str = ""
    share: bool = False
    exact: bool = True
    formerly: float | None = None


def tokenize(text: str) -> list[Token]:
    """The words, numbers and signs of a text."""
    return [Token(match.group().casefold(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def numbers(tokens: Sequence[Token]) -> list[Number]:
    """The numbers, in order. Years, dates, clock times, ordinals and numbers that are names are left out."""
    found: list[Number] = []
    place = 0
    while place < len(tokens):
        number = _read(tokens, place)
        if number is None:
            place += 1
        else:
            found.append(number)
            place = number.last
    return _one_in_many(tokens, _ranges(tokens, found))


def _text(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""


def _read(tokens: Sequence[Token], place: int) -> Number | None:
    """The number that begins at this token."""
    word = tokens[place].text
    money = CURRENCIES.get(word, "") if not word.isalpha() or word in {"usd", "eur", "gbp"} else ""
    at = place + 1 if money else place
    if DIGIT.match(_text(tokens, at)):
        value = float(tokens[at].text.replace(",", ""))
        after = at + 1
        if not money and _is_name_or_date(tokens, at, value):
            return None
        size = MAGNITUDES.get(_text(tokens, after))
        if size is not None and _is_magnitude(tokens, after, money):
            value, after = value * size, after + 1
        return Number(value, value, place, after, money)
    if money:
        return None
    return _share(tokens, at) or _vague(tokens, at) or _in_words(tokens, at)


def _is_magnitude(tokens: Sequence[Token], place: int, money: str) -> bool:
    """``m`` and ``k`` are magnitudes only where they touch the number; without a currency ``5m`` is five metres."""
    token = tokens[place]
    if token.text not in {"m", "k"}:
        return True
    return tokens[place - 1].end == token.start and (bool(money) or token.text == "k")


def _is_name_or_date(tokens: Sequence[Token], at: int, value: float) -> bool:
    """``Article 5``, ``F-16``, ``2 March``, ``19th``, ``10:30``, ``28-point`` and years count nothing."""
    before, after, next_but_one = _text(tokens, at - 1), _text(tokens, at + 1), _text(tokens, at + 2)
    if before in _NAMED_BY_NUMBER or before in MONTH_NUMBERS or after in MONTH_NUMBERS:
        return True
    if at and tokens[at - 1].end == tokens[at].start and _joins_to_name(tokens, at):
        return True
    touches = bool(after) and tokens[at + 1].start == tokens[at].end
    year = _is_year(tokens[at].text, value)
    if year and after in {"-", "–", "/"} and len(next_but_one) == 2:
        return True
    if (touches and after in {"st", "nd", "rd", "th", "s", ":"}) or after in {"am", "pm", "gmt", "a.m", "p.m"}:
        return True
    if touches and after == "-":
        measured = next_but_one in UNITS or next_but_one in {"percent", "strong"} or DIGIT.match(next_but_one)
        return not measured
    counted = after in UNITS or after in MAGNITUDES or after in CURRENCIES or after in {"%", "percent", "per"}
    clock = _CLOCK.fullmatch(tokens[at].text) is not None and (before in _AT_TIMES or after in _RUNS)
    return (year or clock) and not counted


def _joins_to_name(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].text
    if before.isalpha():
        return True
    former = _text(tokens, at - 2)
    spans_years = former.isdigit() and len(former) == 4 and len(tokens[at].text) == 2
    is_range = before in "-–" and DIGIT.match(former) is not None and not spans_years
    return before in "-–/:#" and at > 1 and not is_range


def _is_year(text: str, value: float) -> bool:
    """A bare 1500 to 2199 is read as a year: "2031 people" is rarer than the year."""
    return text.isdigit() and len(text) == 4 and 1500 <= value < 2200


def _in_words(tokens: Sequence[Token], at: int) -> Number | None:
    """``two hundred and fifty``, ``twenty-one``, ``a dozen``, ``one and a half million``."""
    seen = tokens[at].text in {"a", "an"} and _text(tokens, at + 1) in _BIG
    done, current, place = 0.0, float(seen), at + seen
    while place < len(tokens):
        word = tokens[place].text
        if word in SMALL and not (seen and current % 10 and current % 100 < 20):
            current, seen = current + SMALL[word], True
        elif word in TENS and not (seen and current % 100):
            current, seen = current + TENS[word], True
        elif seen and word in {"hundred", "dozen"}:
            current *= MAGNITUDES[word]
        elif seen and word in _BIG:
            done, current = done + current * MAGNITUDES[word], 0.0
        elif not _joins_number(tokens, place, done + current, seen=seen):
            break
        place += 1
    if (
        not seen
        or _is_pronoun(tokens, at, place)
        or (_text(tokens, place) in PARTS and "quarter" not in tokens[place].text)
    ):
        return None
    return _with_a_half(tokens, Number(done + current, done + current, at, place))


def _with_a_half(tokens: Sequence[Token], number: Number) -> Number:
    """``one and a half million``."""
    if [token.text for token in tokens[number.last : number.last + 3]] != ["and", "a", "half"]:
        return number
    value, last = number.low + 0.5, number.last + 3
    if _text(tokens, last) in _BIG:
        value, last = value * MAGNITUDES[tokens[last].text], last + 1
    return Number(value, value, number.first, last)


def _joins_number(tokens: Sequence[Token], place: int, sofar: float, *, seen: bool) -> bool:
    """Is this the ``and`` or the hyphen inside a number?"""
    word, follows = tokens[place].text, _text(tokens, place + 1)
    if not seen:
        return False
    if word == "-":
        return follows in SMALL and sofar >= 20
    return word == "and" and sofar >= 100 and (follows in SMALL or follows in TENS)


def _is_pronoun(tokens: Sequence[Token], at: int, end: int) -> bool:
    """``one`` is a number only before a thing that is counted."""
    if tokens[at].text != "one" or end != at + 1:
        return False
    after = _text(tokens, end)
    if after == "and" and [token.text for token in tokens[end + 1 : end + 3]] == ["a", "half"]:
        return False
    return _text(tokens, at - 1) in _BEFORE_PRONOUN_ONE or not after.isalpha() or (after in STOPWORDS and after != "in")


def _share(tokens: Sequence[Token], at: int) -> Number | None:
    """``half``, ``two thirds``, ``nine-tenths``, ``a quarter of``; but ``half a million`` is a number."""
    text = [token.text for token in tokens[at : at + 5]]
    rest = text[1:]
    if text[0] == "half":
        if rest[:1] in (["a"], ["an"]) and rest[1:2] and rest[1] in _BIG:
            return Number(MAGNITUDES[rest[1]] / 2, MAGNITUDES[rest[1]] / 2, at, at + 3)
        named = rest[:1] in (["-"], ["time"]) or _text(tokens, at - 1) in {"first", "second", "other", "and", "latter"}
        return None if named else Number(50, 50, at, at + 1, share=True)
    article = text[0] in {"a", "an"}
    top = 1.0 if article else SMALL.get(text[0], 0.0)
    skip = 2 if rest[:1] and rest[0] in {"-", "good", "full", "bare"} else 1
    part = _text(tokens, at + skip)
    if not top or part not in PARTS or top >= PARTS[part] or _text(tokens, at + skip + 1) in UNITS:
        return None
    if article and part != "half" and _text(tokens, at + skip + 1) != "of":
        return None
    return Number(100 * top / PARTS[part], 100 * top / PARTS[part], at, at + skip + 1, share=True)


def _vague(tokens: Sequence[Token], at: int) -> Number | None:
    """``dozens``, ``a few``, ``several hundred``."""
    start = at
    if tokens[at].text == "a":
        at += 1
    elif tokens[at].text in {"few", "couple", "handful"}:
        return None
    bounds = VAGUE.get(_text(tokens, at))
    if bounds is None:
        return None
    size, last = 1.0, at + 1
    if _text(tokens, last) in _BIG:
        size, last = MAGNITUDES[tokens[last].text], last + 1
    return Number(bounds[0] * size, bounds[1] * size, start, last, exact=False)


def _ranges(tokens: Sequence[Token], found: Sequence[Number]) -> list[Number]:
    """Join ``between 5 and 8``, ``5 to 8`` and ``5-8``; of ``from 5 to 8`` only the outcome remains."""
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        if last is None or number.first != last.last + 1:
            joined.append(number)
            continue
        link, before = tokens[last.last].text, _text(tokens, last.first - 1)
        linked = link in {"-", "–", "to", "or"} or (link == "and" and before == "between")
        if link == "to" and before == "from":
            joined[-1] = replace(number, formerly=last.low * _borrowed_scale(last, number))
        elif not linked or last.low > number.high:
            joined.append(number)
        else:
            low = last.low * (_borrowed_scale(last, number) if link != "or" else 1.0)
            joined[-1] = replace(number, low=low, first=last.first, money=last.money or number.money)
    return joined


def _borrowed_scale(low: Number, high: Number) -> float:
    """``5 to 8 million`` means five million."""
    for size in (1e12, 1e9, 1e6, 1e3):
        if high.high >= size and low.low < 1000 and high.high / size < 1000 and low.low <= high.high / size:
            return size
    return 1.0


def _one_in_many(tokens: Sequence[Token], found: Sequence[Number]) -> list[Number]:
    """``one in five``, ``one in 16,000``, ``three out of four``, ``one case per 400 people``: a share."""
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        if last is not None and last.low == last.high < number.low and not (last.share or number.share or last.money):
            link = [token.text for token in tokens[last.last : number.first]]
            within = link in (["in"], ["out", "of"], ["in", "every"]) or (link[-1:] == ["per"] and len(link) <= 6)
            if within or link[-2:] == ["for", "every"]:
                low, high = 100 * last.low / number.high, 100 * last.high / number.low
                joined[-1] = Number(low, high, last.first, number.last, share=True)
                continue
        joined.append(number)
    return joined
