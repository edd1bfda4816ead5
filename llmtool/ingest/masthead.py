"""The top of a plain text: masthead, section, headline, byline and date, as far as their shape gives them away."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from llmtool.ingest.boilerplate import ends_as_sentence, is_body, is_caption, is_interface, is_menu, plain
from llmtool.ingest.dates import day_and_month, first_date, full_dates, with_year_from
from llmtool.ingest.head_lines import Found, bare_date, byline_in, dated_masthead, outlet_in, separated_date
from llmtool.ingest.page import Page
from llmtool.ingest.release import read_release

_TOP = 14
"""Lines that are looked at: what comes later is text, whatever its shape."""

_BEFORE_DATE = re.compile(
    r"[\s,|–—-]*(?:\b(?:broadcast|published))?(?:\s(?:of|on|from|for))?"
    r"(?:\s*\b(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s,]*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"""^(?P<place>[^\W\d_a-z][\w.’' /&-]{1,40}(?:,\s[^\W\d_a-z][\w.’' -]{1,25}){0,2}?)
        (?:,?\s+(?P<date>[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:,?\s\d{4})?))?
        (?:,?\s*\((?P<agency>[^()]{2,40})\))?
        \s*(?:[-–—]+|:)\s+(?=["“‘'«]?\S)""",
    re.VERBOSE,
)
_DATED = re.compile(
    r"""^(?:[^\W\d_a-z][\w.’' /&-]{1,40}(?:,\s[^\W\d_a-z][\w.’' -]{1,25}){0,2}?,?\s+)?
        (?P<date>[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[A-Z][a-z]{2,8}\.?,?\s\d{4})
        (?:,\s[^\W\d_a-z][\w.’' -]{1,30})?\s*(?:[-–—]+|:|\.)\s+(?=["“‘'«]?[^\W\d_a-z])""",
    re.VERBOSE,
)
"""``Leeds, 4 March 2025 – Orrin Foods said``: with its year no date of a list."""
_TURN = re.compile(r"^(?:[•*·–-]|\d{1,2}[.:)]|[^\W\d_][^:.!?]{0,50}:\s)")
_FROM_AGENCIES = re.compile(
    r"^(?:from|by)?\s*(?:our\s)?(?:news\s)?"
    r"(?:agencies|wire services|staff(?: (?:reporter|writer)s?)?|(?:news|web) desk|correspondents?)$",
    re.IGNORECASE,
)


def read_top(page: Page) -> Page:
    """``page`` with what its first lines say, and without those lines. What the page already knows wins."""
    lines = page.text.split("\n")
    top = _top(lines)
    release = read_release(lines, top)
    if release is not None:
        # These lines stay: they say who speaks.
        head = [first_date(lines[place]) for place in sorted(release.heads)]
        published = page.published or next(filter(None, head), None)
        page = replace(page, outlet=page.outlet or release.sender, published=published)
        top = [place for place in top if place not in release.heads]
    # "Norvale, 4 May 2031" stands over a release; elsewhere such a line may well be the headline of a meeting's notes.
    heads = [place for place in top if release is None or not _says_where_and_when(lines[place])]
    page = replace(page, title=page.title or _headline(lines, heads))
    title = plain(page.title or "")
    at_title = next((place for place in top if _is_title(lines[place], title)), None)
    gone = set()
    for place in top:
        line = lines[place]
        found = byline_in(line) if at_title is None or place > at_title else None
        if _is_title(line, title):
            gone.add(place)
        elif (
            found
            or (found := bare_date(line))
            or (found := outlet_in(line, place in {top[0], top[-1]} or _beside_date(lines, top, place, at_title)))
            or (place in top[:4] and (found := dated_masthead(line)))
            or (found := _dated_menu(line))
        ):
            page = found.onto(page)
            gone.add(place)
        elif _FROM_AGENCIES.match(line) or _is_crumb(line, place, at_title):
            gone.add(place)
    page = _with_dateline(page, [lines[place] for place in top if place not in gone], "\n".join(lines))
    if page.published is None:
        page = replace(page, published=_date_beside_words([lines[place] for place in top]))
    return replace(page, text="\n".join(line for place, line in enumerate(lines) if place not in gone).strip("\n"))


def _dated_menu(line: str) -> Found | None:
    """What looks like a row of links but has a day in it: ``Harbour | Ships | 2 May 2031``."""
    date = separated_date(line) if is_menu(line) else None
    return Found(published=date) if date else None


def _beside_date(lines: Sequence[str], top: Sequence[int], place: int, at_title: int | None) -> bool:
    """Whether a line that has a headline above or below it is next to one that is a date and nothing else."""
    at = top.index(place)
    beside = (*top[max(0, at - 1) : at], *top[at + 1 : at + 2])
    return at_title is not None and any(bare_date(lines[other]) for other in beside)


def _top(lines: Sequence[str]) -> list[int]:
    """Where the first lines with text stand, up to the third line of prose."""
    top = []
    prose = 0
    for place, line in enumerate(lines):
        if line:
            top.append(place)
            prose += is_body(line)
        if len(top) == _TOP or prose == 3:
            break
    return top


def _headline(lines: Sequence[str], top: Sequence[int]) -> str | None:
    """The line that stands there twice, or the first one before the prose that could be a headline."""
    first_prose = next((place for place in top if is_body(lines[place])), top[-1] if top else 0)
    head = [
        lines[place] for place in top if place < first_prose or (place == first_prose and not is_body(lines[place]))
    ]
    likely = [line for number, line in enumerate(head) if _could_be_headline(line, is_first=number == 0)]
    twice = [
        line for line in likely if len(line.split()) > 2 and [plain(other) for other in head].count(plain(line)) > 1
    ]
    long = [line for line in likely if len(line.split()) > 3]
    # A few words at the top of something that is no prose may be anything.
    short = sorted(likely if any(is_body(lines[place]) for place in top) else [], key=lambda line: -len(line.split()))
    found = next(iter([*twice, *long, *short]), None)
    if found is None or not any(lines[lines.index(found) + 1 :]):
        return None
    return _undated(found).strip(" ,|-–—") or None


def _says_where_and_when(line: str) -> bool:
    rest = _undated(line)
    return rest != line and len(rest.split()) <= 3


def _undated(line: str) -> str:
    """A line without its first full date and the words that lead up to it."""
    _, (start, end) = next(full_dates(line), (None, (len(line), len(line))))
    if start == len(line):
        return line
    return _BEFORE_DATE.sub("", line[:start]) + line[end:]


def _could_be_headline(line: str, *, is_first: bool) -> bool:
    return (
        len(line) > 2
        and len(line.split()) <= 30
        and not line.endswith((".", ":", ";", ","))
        and line[0] not in "([•*-–@"
        and not (_TURN.match(line) and re.match(r"^[^a-z:]+:", line))
        and not (
            bare_date(line)
            or byline_in(line)
            or outlet_in(line, is_first)
            or dated_masthead(line)
            or is_menu(line)
            or is_interface(line)
            or is_caption(line)
        )
        and not _FROM_AGENCIES.match(line)
        and not (_DATELINE.match(line) and is_body(line))
    )


def _is_title(line: str, title: str) -> bool:
    """Whether a line is the title, alone or with the outlet behind it."""
    bare = plain(line)
    return bool(title) and (
        bare == title or (bare.startswith(title) and re.fullmatch(r"\s[|–—-]\s.{1,40}", bare[len(title) :]) is not None)
    )


def _is_crumb(line: str, place: int, at_title: int | None) -> bool:
    """A section name such as ``World`` above the headline."""
    return at_title is not None and place < at_title and len(line.split()) <= 3 and not re.search(r"[.!?:\"“”\d]", line)


def _with_dateline(page: Page, top: Sequence[str], text: str) -> Page:
    """Outlet and date out of ``GENEVA, Nov 24 (Wire) - ``; a missing year comes from the text or not at all."""
    for line in top:
        match = _DATELINE.match(line)
        place = match and match["place"]
        if (dated := _DATED.match(line)) and (match is None or not match["agency"]):
            return replace(page, published=page.published or first_date(dated["date"]))
        if not match or not (match["agency"] or match["date"]) or not place:
            continue
        if not match["agency"] and not place.split(",")[0].isupper():
            continue  # "Geneva, Nov 24 - ..." opens a list more often than a story
        if not match["date"] and match.group().rstrip().endswith(":"):
            continue  # "THE CHAIR (MS. AUBREY): ..." is somebody's turn
        outlet, published = page.outlet, page.published
        if match["agency"] and not re.search(r"\d|\bphoto\b", match["agency"]) and match["agency"][0].isupper():
            outlet = outlet or match["agency"]
        if match["date"] and published is None:
            published = first_date(match["date"])
            day_month = None if published else day_and_month(match["date"])
            if day_month:
                published = with_year_from(*day_month, text)
        return replace(page, outlet=outlet, published=published)
    return page


def _date_beside_words(top: Sequence[str]) -> dt.date | None:
    """The date of a short line at the top that says something else too: ``The Late Show, Friday 6 March 2026``."""
    for line in top[:6]:
        if date := separated_date(line):
            return date
        if (
            len(line.split()) <= 12
            and not ends_as_sentence(line)
            and not is_caption(line)
            and (date := first_date(line))
        ):
            return date
    return None
