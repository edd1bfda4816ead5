"""What one line at the top or end of a plain text says of it: a byline, a date, an outlet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from llmtool.ingest.boilerplate import AGENCIES, ends_as_sentence
from llmtool.ingest.dates import first_date, full_dates
from llmtool.ingest.page import Page

_BYLINE = re.compile(
    r"^(?:by|text by|words by|story by|written by|posted by|reported by|author:|from)[:\s]+"
    r"(?P<name>(?-i:[^\W\d_])[^\d|•·,;]{1,80}?)"
    r"(?P<rest>(?:\s*[,|•·;–—]|\s+-|\s+on\b)\s*.*)?$",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(
    """and the of for in at our with from de la van von der den al bin el y und et desk staff bureau bureaus agencies
    live news reporter reporters correspondent correspondents editor team""".split()
)
_OUTLET_WORDS = frozenset(
    """times post news radio gazette herald tribune journal daily monitor telegraph agency wire press courier mail
    chronicle observer broadcasting television tv fm magazine weekly bulletin examiner echo sentinel dispatch argus
    ledger mercury inquirer globe reporter today record review standard independent advertiser express star voice
    digest morning evening""".split()
)
_SEPARATED = re.compile(r"\s*[|•·]\s*|\s+[/–—-]+\s+")
"""What stands between the parts of a line at the top: ``Opinion / The Harbour Echo / 2 May 2031``."""
_SECTION = 3
"""Words of the name of a section."""
_PUBLISHED = re.compile(r"\b(?:published|posted|issued)\b", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"\b(?:first|last|originally)?\s*(?:published|updated|posted|modified|issued|date|dated|on|at|of|am|pm|a\.m|p\.m|gmt|utc|bst|cet|est|edt"
    r"|et|pt|ist|msk|local|time|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\d{1,2}[:.]\d{2}(?::\d{2})?|[+-]\d{4}",
    re.IGNORECASE,
)
_AGENCY_ONLY = re.compile(rf"^(?:by |source: )?(?P<agency>{AGENCIES})(?: and agencies)?$", re.IGNORECASE)
_CLOSING = re.compile(
    r"^(?:yours?\s+)?(?:sincerely|faithfully|truly|respectfully|cordially)(?:\s+yours?)?[,.]?$"
    r"|^(?:(?:with\s+)?(?:best|kind|warm)\s+)?(?:regards|wishes)[,.]?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:(?:Dr|Prof|Rev|Mr|Mrs|Ms|Cllr)\.?\s)?[A-Z][\w.’'-]*(?:\s(?:[a-z]{1,3}\s)?[A-Z][\w.’'-]*){1,3}(?=,|$)"
)
_COPYRIGHT = re.compile(
    r"^(?:©|\(c\)|copyright)\W*(?:(?:©|\(c\))\W*)?(?:19|20)\d\d[,\s]+"
    r"(?P<outlet>(?-i:[A-Z])[^.|]{2,50}?)(?:[.|].*|\s+all rights.*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """What one line says about the document."""

    byline: str | None = None
    outlet: str | None = None
    published: dt.date | None = None

    def onto(self, page: Page) -> Page:
        """``page`` with what it did not know yet."""
        return replace(
            page,
            byline=page.byline or self.byline,
            outlet=page.outlet or self.outlet,
            published=page.published or self.published,
        )


def byline_in(line: str) -> Found | None:
    """Who wrote it, with the outlet or the day where the line has them: ``By Ada Lund, Harbour News``."""
    match = _BYLINE.match(line)
    if not match or ends_as_sentence(line) or len(line.split()) > 18:
        return None
    name = match["name"].strip()
    words = name.split()
    if (
        not words
        or len(words) > 10
        or sum(word[0].isupper() or word in _SMALL_WORDS for word in words) < len(words) * 0.6
    ):
        return None
    rest = match["rest"] or ""
    date = first_date(rest)
    if line[:5].casefold() == "from " and date is None:
        return None
    if rest and date is None and len(rest.split()) > 8:
        return None
    outlet = (_without_dates(rest)[1] if date else rest).strip(" ,|•·;–—-\t")
    return Found(name, outlet if _outlet_words(outlet) else None, date)


def bare_date(line: str) -> Found | None:
    """A line that holds a date, words like "Published" and a time, and nothing else."""
    if len(line.split()) > 16:
        return None
    date, rest = _without_dates(line)
    return Found(published=date) if date and not re.search(r"[^\W\d_]{2}", rest) else None


def dated_masthead(line: str) -> Found | None:
    """The outlet and the day in one line: ``Lowland Gazette | Thursday, 22 January 2026``, with or without a byline."""
    line, *behind = re.split(r"\.\s+(?=\D)", line.strip("*_ ").rstrip("."), maxsplit=1)  # not "5 Feb. 2031"
    if behind and not byline_in(behind[0]):
        return None
    parts = [part.strip(" *_") for part in _SEPARATED.split(line)]
    bylines = {part: found.byline for part in parts if len(parts) > 2 and (found := byline_in(part))}
    left = [part for part in parts if part not in bylines]
    line = " | ".join(left)
    date, rest = _without_dates(line)
    outlet = rest.strip(" ,|•·;–—-*_")
    if date is not None and (named := [part for part in left if _outlet_words(part)]) and len(named) == 1:
        sections = [part for part in left if part != named[0] and not bare_date(part)]
        if all(_is_section(part) for part in sections):
            outlet = named[0]
    if date is None or not _outlet_words(outlet):
        return None
    byline = next(iter(bylines.values()), None)
    return Found(byline, outlet.title() if outlet.isupper() else outlet, date)


def separated_date(line: str) -> dt.date | None:
    """The day that stands for itself between bars, however long the line: ``Fact sheet 7 | Last updated: 2 May 2031``.

    Where several do, the one that is called that of publication, else the first. A row of a table has none.
    """
    parts = _SEPARATED.split(line) if not line.startswith("|") else []
    found = [(part, date.published) for part in parts if (date := bare_date(part))] if len(parts) > 1 else []
    named = [date for part, date in found if _PUBLISHED.search(part)]
    return next((date for date in (*named, *(date for _, date in found)) if date), None)


def _is_section(part: str) -> bool:
    """``Explainer``, ``Your letters``; with a year, an hour or a number too: ``Updated 10:20``."""
    return len(part.split()) <= _SECTION and not re.search(r"[.!?\"“”]", part)


def _without_dates(line: str) -> tuple[dt.date | None, str]:
    """The first full date of a line, and the line without dates and the words that go with them."""
    dates = sorted((span, date) for date, span in full_dates(line))
    rest = line
    for (start, end), _ in reversed(dates):
        if end <= len(rest):
            rest = rest[:start] + " " + rest[end:]
    return (dates[0][1] if dates else None), _DATE_WORDS.sub(" ", rest)


def outlet_in(line: str, at_edge: bool) -> Found | None:
    """An agency's name alone on a line, or a masthead at the very top."""
    if match := _AGENCY_ONLY.match(line):
        return Found(outlet=match["agency"])
    if at_edge and _outlet_words(line) and not ends_as_sentence(line):
        return Found(outlet=line.title() if line.isupper() else line)
    return None


def _outlet_words(line: str) -> bool:
    words = line.split()
    return (
        2 <= len(words) <= 5
        and all(word[0].isupper() or word in _SMALL_WORDS for word in words)
        and any(word.casefold() in _OUTLET_WORDS for word in (words[1:] if words[0].casefold() != "radio" else words))
        and not re.search(r"[:.!?\"“”|]", line)
    )


def copyright_outlet(lines: Sequence[str]) -> str | None:
    """The outlet out of a line such as ``© 2026 The Harbour Times. All rights reserved.`` at the end."""
    for line in reversed([line for line in lines if line][-8:]):
        if match := _COPYRIGHT.match(line):
            return match["outlet"].strip(" ,")
    return None


def signature(lines: Sequence[str]) -> str | None:
    """Who signs a letter: the name on the line below ``Yours sincerely,``; nobody where several letters stand."""
    full = [line for line in lines if line]
    found = [
        match.group() for closing, line in pairwise(full) if _CLOSING.match(closing) and (match := _SIGNED.match(line))
    ]
    return found[0] if len(found) == 1 else None
