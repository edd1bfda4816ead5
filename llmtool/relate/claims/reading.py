"""What a judge reads from one position: its words with their concepts, what is negated, figures and dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from llmtool.relate.claims.clauses import clauses_of, without_attribution
from llmtool.relate.claims.dates import Moment, moments
from llmtool.relate.claims.numbers import Quantity, quantities
from llmtool.relate.claims.polarity import Pivot, Word, scan
from llmtool.relate.holders import Holders
from llmtool.schema import Position
from llmtool.words import content_stems

_CONDITION = re.compile(
    r"(?<!even )\bif\b|\bunless\b|\bprovided\b|\bdepend(?:s|ing)? on\b|\bonly (?:after|when|once)\b", re.IGNORECASE
)
_HEDGES = frozenset(
    "may might could can possibly perhaps maybe probably appears seems suggests likely potentially".split()
)

_NO_NAMES = frozenset(
    "I I'm I’m I've I’ve I'd I’d I'll I’ll January February March April May June July August September October "
    "November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
"""Words that are written with a capital wherever they stand."""


@dataclass(frozen=True, eq=False)
class Reading:
    """A position as the rules see it. ``senses`` maps concepts to False (straight), True (turned) or None (both)."""

    position: Position
    date: dt.date | None
    text: str
    words: tuple[Word, ...]
    senses: Mapping[str, bool | None]
    spoken: Mapping[str, str]
    """Concept to the word that the claim uses for it."""
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    names: frozenset[str]
    """Concepts of capitalised words, without the holder's own name."""
    conditional: bool
    """Does it set a condition, or ask instead of asserting?"""
    hedged: bool
    pivots: tuple[Pivot, ...]
    own: frozenset[str]
    """Stems of the holder's name."""
    told_by: tuple[str, str, str]
    """Party, speaker and outlet, by name; empty where there is none."""
    clauses: tuple[Reading, ...] = ()
    """The statements of a claim that makes several, each read by itself."""
    part: bool = False
    """Is it one statement of several?"""
    about: frozenset[str] = frozenset()
    """Concepts of the issue's label that the claim names."""
    series: frozenset[str] = frozenset()
    """Measures that so few positions of its issue give figures in that these are most likely of one thing."""


def words_by_clause(reading: Reading, breaks: re.Pattern[str]) -> Iterator[tuple[int, list[Word]]]:
    """Where each clause of a claim begins, and its words; ``breaks`` says where one ends."""
    cuts = [0, *(match.start() for match in breaks.finditer(reading.text)), len(reading.text)]
    for low, high in pairwise(cuts):
        yield low, [word for word in reading.words if low <= word.start < high]


def read(position: Position, holders: Holders) -> Reading:
    """Read one position."""
    own = _own_name(position, holders)
    text = without_attribution(position.claim)
    parts = clauses_of(text)
    told_by = (
        next(iter(holders.names(position.party_id)), ""),
        next(iter(holders.names(position.speaker_id)), "") if position.speaker_id else "",
        holders.outlet(position),
    )
    whole = _read(position, holders.date(position), own, told_by, text)
    whole = replace(whole, about=_concepts(holders.label(position)) & whole.senses.keys())
    if len(parts) < 2:
        return whole
    return replace(
        whole, clauses=tuple(replace(_read(position, whole.date, own, told_by, part), part=True) for part in parts)
    )


def _read(
    position: Position, date: dt.date | None, own: frozenset[str], told_by: tuple[str, str, str], text: str
) -> Reading:
    words, pivots = scan(text, own)
    senses: dict[str, bool | None] = {}
    spoken: dict[str, str] = {}
    for word in words:
        if word.topical:
            known = senses.get(word.concept, word.turned)
            senses[word.concept] = word.turned if known is word.turned else None
            spoken.setdefault(word.concept, word.text)
    plain = {word.text.casefold() for word in words}
    return Reading(
        position=position,
        date=date,
        text=text,
        words=words,
        senses=senses,
        spoken=spoken,
        quantities=tuple(_unless_denied(each, text, pivots) for each in quantities(text)),
        moments=moments(text, date),
        names=frozenset(
            word.concept for word in words if word.capital and word.concept not in own and word.text not in _NO_NAMES
        ),
        conditional=_CONDITION.search(text) is not None or "?" in text,
        hedged=bool(plain & _HEDGES),
        pivots=pivots,
        own=own,
        told_by=told_by,
    )


_KNOWN = re.compile(r"\b(?:the|these|those|its|their|our|his|her)\s+$", re.IGNORECASE)


def _unless_denied(quantity: Quantity, text: str, pivots: tuple[Pivot, ...]) -> Quantity:
    """Marked where a denial covers it; in ``denied that the 96 tenants must leave`` the 96 are not what is denied."""
    covered = any(pivot.denial and pivot.start < quantity.start for pivot in pivots)
    known = _KNOWN.search(text[: quantity.start]) is not None
    return replace(quantity, denied=True) if covered and not known else quantity


def _concepts(label: str) -> frozenset[str]:
    return frozenset(word.concept for word in scan(label, frozenset())[0] if word.topical)


def _own_name(position: Position, holders: Holders) -> frozenset[str]:
    """Stems of the names of the holder."""
    names = [*holders.names(position.party_id), *(holders.names(position.speaker_id) if position.speaker_id else ())]
    return frozenset(part for name in names for part in content_stems(name))
