"""The day on which something was said, from the weekday or date that the sentence gives."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.contents.verb_groups import modal_of
from llmtool.engines.offline.cues.starts import PUBLIC
from llmtool.engines.offline.reading import Attributed, Range
from llmtool.engines.offline.text.forms import is_ing, is_verb
from llmtool.engines.offline.text.lexicon import DAYS, MONTHS
from llmtool.engines.offline.text.tokens import Token, Unit

_LONG: Final = "|".join(MONTHS)
_SHORT: Final = "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
DATE: Final = re.compile(
    rf"""\b(?:(?P<day>{"|".join(DAYS)})
    | (?P<month>{_LONG}|{_SHORT})\.?[ ](?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?:,?[ ](?P<year>\d{{4}}))?
    | (?P<number2>\d{{1,2}})[ ](?P<month2>{_LONG})(?:,?[ ](?P<year2>\d{{4}}))?
    | (?P<today>today|tonight|this[ ](?:morning|afternoon|evening)) | (?P<yesterday>yesterday|last[ ]night))\b""",
    re.IGNORECASE | re.VERBOSE,
)


# Before a date these make it that of something else: a deadline, a vote, a beginning.
_OTHER: Final = frozenset("before after until till since by from for following".split())
# What a statement is when it is made: "in a letter dated 2 May".
_MADE: Final = frozenset("dated sent published released issued posted made given broadcast held printed".split())


def date_of_saying(
    text: str, unit: Unit, attributed: Attributed, published: dt.date, contents: Sequence[Range] = ()
) -> dt.date | None:
    """The date that a unit gives for what is said in it, or None where it gives none or one of something else.

    ``contents``, sorted, are all that is said in the document: in ``said it gave notice on 2 May, and put the loss at
    12 percent`` the day is that of the notice.
    """
    if modal_of(attributed.helpers):
        return None  # "will say on Monday" is still to come
    first, last = (bisect_left(contents, (place, place)) for place in (unit.start, unit.end))
    said = [each for each in contents[first:last] if not each[0] <= attributed.cue[0] < each[1]]
    outside = [
        match
        for match in DATE.finditer(text, unit.start, unit.end)
        if not any(start <= match.start() < end for start, end in attributed.contents)
        and not _inside(unit.tokens, match, said)
        and _is_of_saying(unit.tokens, match, attributed)
    ]
    nearest = min(outside, key=lambda match: abs(match.start() - attributed.cue[0]), default=None)
    return resolved(nearest, published) if nearest else None


def _inside(tokens: Sequence[Token], match: re.Match[str], said: Sequence[Range]) -> bool:
    """Whether a date stands in what is said elsewhere; one that opens the clause of the next saying does not."""
    at = next((at for at, token in enumerate(tokens) if token.end > match.start()), len(tokens))
    return any(start <= match.start() < end for start, end in said) and _joined(tokens, at) is None


def _is_of_saying(tokens: Sequence[Token], match: re.Match[str], attributed: Attributed) -> bool:
    """Whether a date belongs to the clause of the cue: no other verb is nearer to it."""
    at = next((at for at, token in enumerate(tokens) if token.end > match.start()), len(tokens))
    cue = next((at for at, token in enumerate(tokens) if token.start >= attributed.cue[0]), len(tokens))
    first = min(attributed.cue[0], attributed.source[0] if attributed.source else attributed.cue[0])
    source = next((at for at, token in enumerate(tokens) if token.start >= first), cue)
    said = {at for at, token in enumerate(tokens) if any(a <= token.start < b for a, b in attributed.contents)}
    if (at and tokens[at - 1].low in _OTHER) or _of_an_event(tokens, at):
        return False
    joined = _joined(tokens, at)
    if joined is not None and cue < joined:
        return False  # "called it late, and on Sunday she demanded"
    if at < source:
        # "On Monday, the mayor said"; but "The council met on Monday, and the mayor said"
        start, end = max((place + 1 for place in range(at) if tokens[place].tag in ":;-"), default=joined or 0), at
    else:
        start, end = (at + 1, cue) if at < cue else (cue + 1, at)
    if at < cue and any(tokens[place].tag == "W" for place in range(source, at)):
        return False  # "The mayor, who was elected on Monday, said"
    return not any(_opens_clause(tokens, place) for place in range(start, end) if place not in said)


def _joined(tokens: Sequence[Token], at: int) -> int | None:
    """The place of "and" or "but" right before a date that opens a clause: ``…, and on Sunday she demanded``."""
    first = at - 1 if at and tokens[at - 1].low in {"on", "last", "late", "early"} else at
    opens = first > 1 and tokens[first - 1].tag == "C" and at + 1 < len(tokens) and tokens[at + 1].tag in "RDN,"
    return first - 1 if opens else None


def _of_an_event(tokens: Sequence[Token], at: int) -> bool:
    """Whether a date is that of something at which nobody need speak: ``Monday's fire``, but ``Monday's meeting``."""
    if at + 2 >= len(tokens) or tokens[at + 1].tag != "p":
        return False
    return PUBLIC.isdisjoint(token.low for token in tokens[at + 2 : at + 4])


def _opens_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word belongs to a clause of its own."""
    token = tokens[place]
    if token.low in _MADE or token.low == "last":
        return False
    verb = token.tag in "VvX" or (token.tag == "K" and is_verb(tokens, place) and not is_ing(token))
    return verb or token.tag in "WS" or token.low == "ahead"


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
