"""``Wants 420``: what a figure without a unit counts, from the figure that stands before it in the document."""

from __future__ import annotations

import re
from typing import Final

from llmtool.relate.claims.numbers import quantities

REACH: Final = 500
"""Code points before the words in which the other figure may stand."""
_LEAST: Final = 2
_FAR: Final = 5.0
"""A figure so many times another one counts something else."""
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ALONE: Final = r"(?<![\w.,$£€#/-])"
_BARE: Final = re.compile(
    rf"{_ALONE}(?P<number>{_NUMBER})(?=\s*(?:$|[.;:,](?!\d)|\b(?:instead|at (?:least|most|once)|or (?:more|less))\b))"
)
_WORDS: Final = {
    word: value
    for value, word in (
        *enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2),
        *((tens * 10, word) for tens, word in enumerate("twenty thirty forty fifty sixty".split(), 2)),
    )
}
_BARE_WORD: Final = re.compile(
    rf"\b(?:(?:figure|number|total|count|toll|it) at|counted|there (?:were|are|had been)|it (?:was|is)|(?:just|only))"
    rf"(?: (?:about|around|some|just|only))? (?P<number>{'|'.join(_WORDS)})(?=\s*(?:$|[.;:,]))"
)
"""A number in words, where what stands before it tells that it counts something: ``puts the figure at three``."""
_ENDS: Final = (
    r"(?=\s+(?:through|while|for|with|by|that|and|to|in|on|at|from|if|or|but|who|which|when|until|before|after|over|as"
    r"|is|are|was|were|had|have|has|will|would|can|could|may|must|should|spread|based|during|above|below|into|out"
    r"|wide|long|high|deep|tall|away|apart|ago)\b"
    r"|\s*[,.;:()”\"’?!\n–—]|\s*$)"
)
_MEASURED: Final = re.compile(
    rf"(?<![\w.,$£€#/-])(?:{_NUMBER})\s?(?P<unit>%|[a-z][a-z-]*(?:[ -][a-z][a-z-]*){{0,5}}?){_ENDS}"
)
_TOLD: Final = re.compile(
    r"\b(?:number|total|share|count|figure|toll|rate|cost|price|value|age|score|level|size|crew|staff|team|group|family"
    r"|squad|fleet|population|membership|average) of\b",
    re.IGNORECASE,
)
"""``The number of passengers at 112`` says what it counts."""
_DATED: Final = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?\.?\s+$"
)
"""``On May 14`` counts nothing."""
_PLURAL: Final = re.compile(
    r"(?:\b(?:people|men|women|children|police)|[a-z]{2,}(?<![su])s)\b(?!\s+(?:of|an?|per|each)\b)"
)
"""The noun that a unit ends with: ``troops`` of ``20,000 troops stand ready``, but ``metres of water a second``."""
_NO_UNIT: Final = re.compile(
    r"(?:million|billion|thousand|hundred|dozen|times?|years? old|am|pm|a\.?m|p\.?m|st|nd|rd|th|more|others?)\b"
)


def with_unit(words: str, before: str) -> str:
    """The words with the unit of the nearest figure of much the same size in ``before`` behind a bare figure of theirs.

    Words with a figure that says what it counts, with two bare ones, and years stay as they are.
    """
    bare = [
        match for match in _BARE.finditer(words) if not (_is_year(match["number"]) or _is_date(match) or _is_age(match))
    ] or list(_BARE_WORD.finditer(words))
    if len(bare) != 1 or len(quantities(words)) > 1 or _TOLD.search(words):
        return words
    value = _value(bare[0]["number"])
    if value < _LEAST:
        return words
    for match in reversed(list(_MEASURED.finditer(before[-REACH:]))):
        number = re.match(_NUMBER, match.group())
        near = number is not None and not _is_year(number.group()) and _near(value, _value(number.group()))
        if near and not _NO_UNIT.match(match["unit"]):
            unit = _noun_of(match["unit"])
            gap = "" if unit == "%" else " "
            return f"{words[: bare[0].end()]}{gap}{unit}{words[bare[0].end() :]}"
    return words


def _is_date(bare: re.Match[str]) -> bool:
    return _DATED.search(bare.string, max(0, bare.start() - 12), bare.start()) is not None


def _is_age(bare: re.Match[str]) -> bool:
    """Whether a figure stands between commas after a name: ``Ann Ray, 34, fears …``."""
    before = bare.string[max(0, bare.start() - 20) : bare.start()]
    return re.search(r"\b[A-Z]\w+, $", before) is not None


def _noun_of(unit: str) -> str:
    plural = _PLURAL.search(unit)
    return unit[: plural.end()] if plural else unit


def _value(number: str) -> float:
    return float(_WORDS.get(number) or number.replace(",", ""))


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.isdigit() and 1500 <= int(number) < 2200


def _near(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    return low > 0 and high <= _FAR * low
