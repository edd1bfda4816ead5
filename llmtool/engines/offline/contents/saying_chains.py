"""The day of a saying that only the sentences around it tell: that of a talk, or of "he said on Monday" before it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from llmtool.engines.offline.contents.saying_dates import DATE, resolved
from llmtool.engines.offline.reading import Attributed
from llmtool.engines.offline.speech.label import Label
from llmtool.engines.offline.text.tokens import Unit
from llmtool.schema import Document, PositionDraft

# "We met her on Thursday in the canteen": when an interview was held.
_TALKED: Final = re.compile(
    r"\b(?:met|meet|spoke|talked|interviewed|sat down|visited|reached|received us|caught up)\b[^.!?\n]*", re.IGNORECASE
)
# What is told of another time than the saying before it.
_OTHER_TIME: Final = re.compile(
    r"""\b(?:earlier|later|previously|already|before|last\ (?:week|month|year|spring|summer|autumn|fall|winter|night)
    |this\ (?:week|month)|years?\ ago|months?\ ago|weeks?\ ago|days?\ ago|the\ (?:day|week)\ (?:before|after)|once|again
    |then|next\ day|at\ the\ time|since|in\ (?:19|20)\d\d)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NEAR: Final = 1
"""Paragraphs between two sayings of one occasion."""


@dataclass(frozen=True)
class Drafted:
    """A draft with the attribution that it was made of."""

    draft: PositionDraft
    attributed: Attributed


def date_of_talk(document: Document, turns: Mapping[int, Label]) -> dt.date | None:
    """The day of a transcript, from its heading or its publication, or that of an interview where the text tells it."""
    published = document.published
    if published is None or not turns:
        return None
    first = min(turns.values(), key=lambda label: label.start)
    heading = document.text[: first.start]
    if first.start == first.speech:  # an interview without labels
        told = (DATE.search(match.group()) for match in _TALKED.finditer(heading))
        date = next(filter(None, told), None)
        return resolved(date, published) if date else None
    dates = (resolved(match, published) for match in DATE.finditer(heading) if match["month"] or match["month2"])
    return next(filter(None, dates), published)


def with_dates(text: str, units: Sequence[Unit], found: Sequence[Drafted]) -> list[PositionDraft]:
    """The drafts, with the date of the nearest saying of the same speaker where it is one talk with it."""
    dates = [each.draft.said_on for each in found]
    own = list(dates)
    last: dict[str, int] = {}
    for at, each in enumerate(found):
        before = last.get(each.draft.speaker or "")
        if (
            dates[at] is None
            and before is not None
            and _near(units, found[before], each)
            and _is_told(text, units, each)
        ):
            dates[at] = dates[before]
        last[each.draft.speaker or ""] = at
    last = {}
    for at in range(len(found) - 1, -1, -1):
        after = last.get(found[at].draft.speaker or "")
        if dates[at] is None and after is not None and own[after] and _near(units, found[at], found[after]):
            dates[at] = own[after] if _is_told(text, units, found[at]) else None
        last[found[at].draft.speaker or ""] = at
    return [
        each.draft if date == each.draft.said_on else each.draft.model_copy(update={"said_on": date})
        for each, date in zip(found, dates, strict=True)
    ]


def _near(units: Sequence[Unit], one: Drafted, other: Drafted) -> bool:
    """Whether two sayings of a speaker stand in neighbouring paragraphs."""
    paragraphs = units[other.attributed.units[0]].paragraph - units[one.attributed.units[-1]].paragraph
    return one.draft.speaker is not None and paragraphs <= _NEAR


def _is_told(text: str, units: Sequence[Unit], drafted: Drafted) -> bool:
    """Whether a saying is told in the simple past, and of no other time."""
    attributed = drafted.attributed
    if attributed.kind not in {"past", "ing", ""} or attributed.nominal or attributed.helpers:
        return False
    unit = units[attributed.units[0]]
    outside = ""
    place = unit.start
    for start, end in sorted(attributed.contents):
        outside += text[place : max(start, place)] + " "
        place = max(end, place)
    outside += text[place : unit.end]
    return _OTHER_TIME.search(outside) is None and DATE.search(outside) is None
