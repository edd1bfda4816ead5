"""Dates and clock times in a sentence, resolved by the date on which it was said."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from llmtool.relate.claims.clock import CLOCK, CLOCK_IN_WORDS, minute_in_words, minute_of
from llmtool.relate.claims.units import SMALL
from llmtool.words import MONTH_NUMBERS, WEEKDAYS

_VERBS = frozenset({"may", "march"})
"""In small letters, no months."""
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of each season in the north, where it is told without a month; such dates are never exact."""

_MONTH = r"(?P<month>" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)\b"
_PART = r"(?:(?P<part>early|mid|late|(?:the )?(?:end|beginning|start|middle) of)[ -](?:the )?)?"
_COUNT = r"(?P<count>\d+|a|an|" + "|".join(word for word in SMALL if word != "zero") + ")"
_RELATION = re.compile(
    r"(?P<by>\b(?:by|no later than|not later than|within)(?: the)?\s*$)"
    r"|(?P<before>\b(?:before|until|till|prior to|ahead of)(?: the)?\s*$)"
    r"|(?P<after>\b(?:after|since|from|later than)(?: the)?\s*$)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"(?:\bnot|n['’]t|\bnever|\bno|\bcannot|\bnone|\bimpossible)\b[^.;,]{0,60}$", re.IGNORECASE)
_MOVED_FROM = re.compile(
    r"\b(?:moved?|moving|postponed?|delayed|deferred|rescheduled|shifted|changed|pushed|brought|put)\b"
    r"[^.;]{0,40}\bfrom (?:the )?$",
    re.IGNORECASE,
)
_TO = re.compile(r" (?:back )?(?:to|until)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|won['’]t|shall|going to|expects? to|plans? to|due to)\b[^.;]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True)
class Moment:
    """``low`` to ``high``, both included: ordinals of days for a ``date``, minutes after midnight for a ``clock`` time.

    ``after 2030`` reaches to infinity; ``by 2030`` and ``before 2030`` from minus infinity. ``exact`` is False for
    seasons, parts of a month and dates without a year. ``text`` is how the sentence puts it, ``start`` its offset.
    """

    low: float
    high: float
    kind: str
    text: str
    start: int
    relation: str = ""
    exact: bool = True

    def meets(self, other: Moment) -> bool:
        """Can both be one time? ``Half past eight`` is 8.30 and 20.30."""
        if self.kind == "clock" and not (self.exact and other.exact):
            return self.low % 720 == other.low % 720
        return self.low <= other.high and other.low <= self.high


_Span = tuple[float, float, bool]
_Resolver = Callable[[re.Match[str], "dt.date | None"], "_Span | None"]


def moments(text: str, said_on: dt.date | None) -> tuple[Moment, ...]:
    """The dates and times of a sentence, in order. Relative ones need ``said_on`` and are left out without it."""
    taken = [False] * len(text)
    found: list[Moment] = []
    for pattern, kind, resolve in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]) or (span := resolve(match, said_on)) is None:
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            if _TO.match(text, match.end()) and _MOVED_FROM.search(text[: match.start()]):
                continue  # the day that something was moved from is not its day
            found.append(_related(text, match, kind, span))
    return tuple(sorted(found, key=lambda moment: moment.start))


def _related(text: str, match: re.Match[str], kind: str, span: _Span) -> Moment:
    """Open the interval where the words say ``by``, ``before`` or ``after``."""
    low, high, exact = span
    before = text[: match.start()]
    link = _RELATION.search(before)
    relation = "" if link is None or link.lastgroup is None else link.lastgroup
    if relation in {"by", "before"} and link is not None:
        if relation == "before" and _NOT_BEFORE.search(before[: link.start()]):
            relation, high = "after", math.inf
        else:
            low, high = -math.inf, (low - 1 if relation == "before" and kind == "date" else high)
    elif relation == "after":
        high = math.inf
    told = text[(link.start() if link is not None else match.start()) : match.end()].strip(" .,")
    return Moment(low, high, kind, told, match.start(), relation, exact)


def _days(first: dt.date, last: dt.date, exact: bool = True) -> _Span:
    return float(first.toordinal()), float(last.toordinal()), exact


def _month(year: int, month: int, part: str | None, exact: bool = True) -> _Span:
    last = calendar.monthrange(year, month)[1]
    first_day, last_day = _part(part, 1, last)
    return _days(dt.date(year, month, first_day), dt.date(year, month, last_day), exact and part is None)


def _part(part: str | None, first: int, last: int) -> tuple[int, int]:
    """The third of a stretch that ``early``, ``mid`` or ``late`` names; the last day for ``end of``."""
    if part is None:
        return first, last
    third = max(1, (last - first + 1) // 3)
    if part.startswith(("early", "the beg", "beg", "the sta", "sta")):
        return first, first + third
    return (first + third, last - third) if "mid" in part else (last - third, last)


def _near(month: int, day: int, said_on: dt.date | None) -> dt.date | None:
    """The occurrence of a month that lies nearest to the date it was said on."""
    if said_on is None:
        return None
    years = (said_on.year - 1, said_on.year, said_on.year + 1)
    choices = [
        dt.date(year, month, day) for year in years if 1 <= year <= 9999 and day <= calendar.monthrange(year, month)[1]
    ]
    return min(choices, key=lambda date: abs((date - said_on).days), default=None)


def _iso(match: re.Match[str], _: dt.date | None) -> _Span | None:
    try:
        date = dt.date.fromisoformat(match.group())
    except ValueError:
        return None
    return _days(date, date)


def _day_and_month(match: re.Match[str], said_on: dt.date | None) -> _Span | None:
    if match["month"] in _VERBS:
        return None  # "no one under 18 may enter"
    month, day, year = MONTH_NUMBERS[match["month"].casefold()], int(match["day"]), match.groupdict().get("year")
    if not year:
        near = _near(month, day, said_on) if 1 <= day <= 31 else None
        return None if near is None else _days(near, near)
    try:
        date = dt.date(int(year), month, day)
    except ValueError:
        return None
    return _days(date, date)


def _month_and_year(match: re.Match[str], said_on: dt.date | None) -> _Span | None:
    month, year = MONTH_NUMBERS[match["month"].casefold()], match.groupdict().get("year")
    part = match["part"].casefold() if match["part"] else None
    if year:
        return _month(int(year), month, part)
    if match["month"] in _VERBS | {"mar", "sep", "dec", "jan"}:
        return None
    near = _near(month, 15, said_on)
    return None if near is None else _month(near.year, month, part, exact=False)


def _season(match: re.Match[str], said_on: dt.date | None) -> _Span | None:
    month = _SEASONS[match["season"].casefold()]
    year = int(match["year"]) if match["year"] else None
    if year is None:
        near = _near(month, 15, said_on)
        if near is None:
            return None
        year = near.year
    first = dt.date(year, month, 1)
    last = first + dt.timedelta(days=120)
    return _days(first - dt.timedelta(days=21), last, exact=False)


def _year(match: re.Match[str], _: dt.date | None) -> _Span | None:
    year, part = int(match["year"]), match["part"].casefold() if match["part"] else None
    first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
    low, high = _part(part, first, last)
    return float(low), float(high), part is None


def _ago_or_ahead(match: re.Match[str], said_on: dt.date | None) -> _Span | None:
    if said_on is None:
        return None
    count = match["count"].casefold()
    number = int(count) if count.isdigit() else int(SMALL.get(count, 1.0))
    size = {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].casefold()]
    if number * size > 200_000:
        return None
    step = number * size * (-1 if match["ago"] else 1)
    slack = 0 if size == 1 else size // 3
    centre = said_on.toordinal() + step
    if (match["ahead"] or "").casefold() == "within":
        return float(said_on.toordinal()), float(centre), False
    return float(centre - slack), float(centre + slack), size == 1


def _relative_day(match: re.Match[str], said_on: dt.date | None) -> _Span | None:
    if said_on is None:
        return None
    step = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[match.group().casefold()]
    day = float(said_on.toordinal() + step)
    return day, day, True


def _relative_stretch(match: re.Match[str], said_on: dt.date | None) -> _Span | None:
    if said_on is None:
        return None
    step = {"last": -1, "this": 0, "next": 1}[match["which"].casefold()]
    unit = match["unit"].casefold()
    if unit == "week":
        monday = said_on - dt.timedelta(days=said_on.weekday())
        first = monday + dt.timedelta(days=7 * step)
        return _days(first, first + dt.timedelta(days=6), exact=False)
    if unit == "month":
        months = said_on.year * 12 + said_on.month - 1 + step
        return _month(months // 12, months % 12 + 1, None)
    return _days(dt.date(said_on.year + step, 1, 1), dt.date(said_on.year + step, 12, 31))


def _weekday(match: re.Match[str], said_on: dt.date | None) -> _Span | None:
    """News tells of the weekday just past, unless it says ``next`` or speaks of what will be."""
    if said_on is None:
        return None
    back = (said_on.weekday() - WEEKDAYS.index(match["day"].casefold())) % 7
    which = (match["which"] or "").casefold()
    ahead = which == "" and _AHEAD.search(match.string[: match.start()]) is not None
    if which in {"next", "this", "coming"} or ahead:
        back -= 7
    day = float(said_on.toordinal() - back)
    return day, day, bool(which in {"", "last"})


def _clock(match: re.Match[str], _: dt.date | None) -> _Span | None:
    minute = minute_of(match)
    return None if minute is None else (minute, minute, True)


def _clock_in_words(match: re.Match[str], _: dt.date | None) -> _Span | None:
    minute = minute_in_words(match)
    return None if minute is None else (minute, minute, False)


def _patterns() -> Iterator[tuple[re.Pattern[str], str, _Resolver]]:
    def rule(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    yield rule(r"\b\d{4}-\d\d-\d\d\b"), "date", _iso
    yield rule(rf"\b{day}(?: of)? {_MONTH}(?:,? {_YEAR})?"), "date", _day_and_month
    yield rule(rf"\b{_MONTH} {day}\b(?!\d)(?:,? {_YEAR})?"), "date", _day_and_month
    yield rule(rf"\b{_PART}{_MONTH},? (?:of )?{_YEAR}"), "date", _month_and_year
    yield (
        re.compile(rf"\b{_PART}(?P<month>{'|'.join(m.title() for m in MONTH_NUMBERS if len(m) > 3 or m == 'may')})\b"),
        "date",
        _month_and_year,
    )
    yield rule(rf"\b(?P<season>spring|summer|autumn|fall(?= of\b)|winter)(?: (?:of )?{_YEAR})?\b"), "date", _season
    yield rule(rf"\b{_PART}{_YEAR}(?![-–\d])"), "date", _year
    yield (
        rule(rf"\b(?:(?P<ahead>in|within) )?{_COUNT} (?P<unit>day|week|month|year)s?(?P<ago> ago| earlier)?\b"),
        "date",
        _counted,
    )
    yield rule(r"\b(?:yesterday|today|tonight|tomorrow)\b"), "date", _relative_day
    yield rule(r"\b(?P<which>last|this|next) (?P<unit>week|month|year)\b"), "date", _relative_stretch
    yield rule(rf"\b(?:(?P<which>last|next|this|coming) )?(?P<day>{'|'.join(WEEKDAYS)})\b"), "date", _weekday
    yield CLOCK_IN_WORDS, "clock", _clock_in_words
    for pattern in CLOCK:
        yield pattern, "clock", _clock


def _counted(match: re.Match[str], said_on: dt.date | None) -> _Span | None:
    """``two weeks ago`` and ``in two weeks``; a bare ``two weeks`` is a length of time, not a date."""
    return _ago_or_ahead(match, said_on) if match["ago"] or match["ahead"] else None


_PATTERNS = tuple(_patterns())
