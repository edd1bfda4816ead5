"""Dates as sources write them. Nothing here asks what day it is: a date that needs today's year is no date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from llmtool.words import MONTH_NUMBERS

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FULL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)",
        rf"\b{_YEAR}([/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})(?!\d)",
        rf"\b{_MONTH}\s*{_DAY}\s*,?\s*{_YEAR}\b",
        rf"(?<!\d){_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}\b",
        rf"(?<![\d./-])(?P<day>\d{{1,2}})([./-])(?P<month>\d{{1,2}})\2{_YEAR}\b",
    )
)
_PARTIAL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (rf"\b{_MONTH}\s*{_DAY}(?!\d|,?\s*\d{{4}})", rf"(?<!\d){_DAY}\s+{_MONTH}(?!,?\s*\d{{4}})")
)


def full_dates(text: str) -> Iterator[tuple[dt.date, tuple[int, int]]]:
    """The dates with day, month and year in ``text`` and where they stand, pattern by pattern.

    A date in figures counts only where day and month can't be mistaken for each other.
    """
    for number, pattern in enumerate(_FULL):
        for match in pattern.finditer(text):
            month = match["month"].casefold()
            first, second, year = int(match["day"]), int(MONTH_NUMBERS.get(month) or month), int(match["year"])
            if number == len(_FULL) - 1 and first != second:
                if first <= 12 and second <= 12:
                    continue
                first, second = max(first, second), min(first, second)
            try:
                yield dt.date(year, second, first), match.span()
            except ValueError:
                continue


def first_date(text: str) -> dt.date | None:
    """The date that stands first in ``text``."""
    found = sorted((span, date) for date, span in full_dates(text))
    return found[0][1] if found else None


def day_and_month(text: str) -> tuple[int, int] | None:
    """Day and month of the first date without a year, such as ``Nov 24``."""
    for pattern in _PARTIAL:
        if match := pattern.search(text):
            return int(match["day"]), MONTH_NUMBERS[match["month"].casefold()]
    return None


def with_year_from(day: int, month: int, text: str) -> dt.date | None:
    """The date with the year of those full dates of ``text`` that lie within ten days of it, if one year fits."""
    near = set()
    for date, _ in full_dates(text):
        for year in (date.year - 1, date.year, date.year + 1):
            try:
                candidate = dt.date(year, month, day)
            except ValueError:
                continue
            if abs((candidate - date).days) <= 10:
                near.add(candidate)
    return near.pop() if len(near) == 1 else None


def as_date(value: str) -> dt.date | None:
    """A value that is meant to be a date, in any usual form or language, if it has day, month and year."""
    if found := first_date(value):
        return found
    if not re.search(r"\d", value) or len(value) > 60 or re.fullmatch(r"[\d./\s-]+", value.strip()):
        return None  # what is left in figures alone is ambiguous
    import warnings

    import dateparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = dateparser.parse(
            value,
            settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
        )
    return parsed.date() if parsed else None
