"""The day on which something was said, from the weekday or date that the sentence gives."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from llmtool.engines.offline.text.lexicon import DAYS, MONTHS

_LONG: Final = "|".join(MONTHS)
_SHORT: Final = "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
DATE: Final = re.compile(
    rf"""\b(?:(?P<day>{"|".join(DAYS)})
    | (?P<month>{_LONG}|{_SHORT})\.?[ ](?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?:,?[ ](?P<year>\d{{4}}))?
    | (?P<number2>\d{{1,2}})[ ](?P<month2>{_LONG})(?:,?[ ](?P<year2>\d{{4}}))?
    | (?P<today>today) | (?P<yesterday>yesterday))\b""",
    re.IGNORECASE | re.VERBOSE,
)


def resolved(match: re.Match[str], published: dt.date) -> dt.date | None:
    """The date of a match of day or month, on or before ``published`` where the text leaves the year or week open."""
    if match["day"]:
        return published - dt.timedelta((published.weekday() - DAYS.index(match["day"].casefold())) % 7)
    if match["today"]:
        return published
    if match["yesterday"]:
        return published - dt.timedelta(1)
    month = next(
        place
        for place, name in enumerate(MONTHS, 1)
        if name.startswith((match["month"] or match["month2"]).casefold()[:3])
    )
    year = match["year"] or match["year2"]
    try:
        found = dt.date(int(year) if year else published.year, month, int(match["number"] or match["number2"]))
        return found if year or found <= published else found.replace(year=published.year - 1)
    except ValueError:
        return None
