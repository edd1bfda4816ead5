"""Lists that a source leads in: ``The board confirms that:`` and bullets, each of which is the board's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.cues.finite import is_clause
from llmtool.engines.offline.reading import Attributed, Range, Reading
from llmtool.engines.offline.speech.label import Label
from llmtool.engines.offline.text.lexicon import AUXILIARIES, PREPOSITIONS, SUBJECT_PRONOUNS
from llmtool.engines.offline.text.tokens import Unit

_MARKS: Final = frozenset("•*·▪◦‣→")
# With these a lead-in breaks off, so that each item goes on with it.
_OPEN: Final = AUXILIARIES | PREPOSITIONS | frozenset({"to", "that", "not", "and"})
_NUMBER: Final = re.compile(r"\d{1,2}|[a-zA-Z]|[ivx]{1,4}")
_NOTHING: Final = re.compile(r"(?:the|these|as|this)?\s*(?:following|follows)?", re.IGNORECASE)
# "three demands": the items are what is demanded.
_COUNTED: Final = re.compile(
    r"""(?:(?:the|these|two|three|four|five|six|seven|several|a\ number\ of|some|\d+)\ )?(?:[a-z]+\ )?
    (?:things|points|demands|conditions|measures|steps|changes|reasons|concessions|improvements|items|following)""",
    re.IGNORECASE | re.VERBOSE,
)


def listed_below(
    reading: Reading, units: Sequence[Unit], index: int, labels: Mapping[int, Label]
) -> tuple[tuple[Attributed, ...], int]:
    """The attributions of a unit with those of the list below it, and the last unit of that list (``index`` if none).

    A lead-in that breaks off or only counts what comes is no position of its own.
    """
    lead = reading.pending or (reading.found[-1] if reading.found else None)
    tokens = reading.tokens
    items = [] if lead is None or tokens[-1].tag != ":" else list(_items(units, index, labels))
    if lead is None or not items or lead.cue[0] < (reading.found[-1].cue[0] if reading.found else 0):
        return _plain(reading), index
    after = lead.contents[-1] if lead.contents else (lead.cue[1], tokens[-1].start)
    if after[1] < max(token.end for token in tokens if token.tag != ":") <= tokens[-1].start:
        return _plain(reading), index  # what is said ends before the list is led in
    words = [token for token in tokens if after[0] <= token.start < after[1] and token.tag != ":"]
    text = " ".join(token.text for token in words)
    whole = not lead.contents or text in {"to", "that"}  # nothing is said before the list
    opens = bool(words) and words[-1].low in _OPEN and not _NOTHING.fullmatch(text)
    told = whole or opens or _COUNTED.fullmatch(text) is not None
    before = [one for one in reading.found if one is not lead] if told else list(reading.found)
    found: list[Attributed] = []
    for place, item, opener in items:
        if not told and not ("s" in lead.letters and opener):
            continue
        link = text if whole and opens else ""
        goes_on = (opens and not whole) or (not told and opener in SUBJECT_PRONOUNS)  # "it" is somebody of the lead-in
        contents = (*lead.contents, item) if goes_on else (item,)
        found.append(replace(lead, contents=contents, units=(index, place), link=link))
    last = items[-1][0] if found else index
    return (*before, *found), last


def _plain(reading: Reading) -> tuple[Attributed, ...]:
    return (*reading.found, *([reading.pending] if reading.pending else []))


def _items(units: Sequence[Unit], index: int, labels: Mapping[int, Label]) -> Iterator[tuple[int, Range, str]]:
    """Last unit and words of each item right below a unit, and the word it opens with where it is a clause."""
    place = index + 1
    while place < len(units) and place not in labels:
        tokens = units[place].tokens
        first = _after_mark(units[place])
        if first is None or first >= len(tokens):
            return
        last = place
        while last + 1 < len(units) and units[last + 1].paragraph == units[place].paragraph and last + 1 not in labels:
            last += 1
        closing = units[last].tokens
        end = len(closing)
        while end > 1 and (closing[end - 1].tag in ";,.:" or closing[end - 1].tag == "C"):
            end -= 1
        words = (tokens[first].start, max(closing[end - 1].end, tokens[first].end))
        yield last, words, tokens[first].low if is_clause(tokens, first) else ""
        place = last + 1


def _after_mark(unit: Unit) -> int | None:
    """The place after a bullet, dash or number that opens an item; None where none does."""
    tokens = unit.tokens
    if not tokens:
        return None
    if tokens[0].start - unit.start > 1:
        return 0  # an asterisk is no token
    if tokens[0].text in _MARKS or tokens[0].tag == "-":
        return 1
    bracket = tokens[0].text == "("
    number = tokens[bracket : bracket + 2]
    if len(number) == 2 and number[1].text in {".", ")"} and _NUMBER.fullmatch(number[0].text):
        return bracket + 2
    return None
