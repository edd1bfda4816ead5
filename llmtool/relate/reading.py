"""What a judge reads from one position: its words with their concepts, what is negated, figures and dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from llmtool.relate.dates import Moment, moments
from llmtool.relate.holders import Holders
from llmtool.relate.numbers import Quantity, quantities
from llmtool.relate.polarity import Pivot, Word, scan
from llmtool.schema import Position
from llmtool.words import content_stems

_REPORTS = frozenset(
    "said says say saying told tells stated states added adds announced announces claimed claims insisted insists "
    "argued argues noted notes explained explains estimated estimates predicted predicts believes believed thinks "
    "declared declares reported reports testified maintained maintains stressed stresses reiterated replied remarked "
    "commented asserted asserts alleged alleges revealed conceded concedes admitted admits acknowledged acknowledges "
    "confirmed confirms suggested suggests warned warns complained complains recalled recounted wrote writes expects "
    "expected concluded concludes found finds puts".split()
)
_CONDITION = re.compile(
    r"(?<!even )\bif\b|\bunless\b|\bprovided\b|\bdepend(?:s|ing)? on\b|\bonly (?:after|when|once)\b", re.IGNORECASE
)
_HEDGES = frozenset(
    "may might could can possibly perhaps maybe probably appears seems suggests likely potentially".split()
)


@dataclass(frozen=True)
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


def read(position: Position, holders: Holders) -> Reading:
    """Read one position."""
    date = holders.date(position)
    own = _own_name(position, holders)
    text = _without_attribution(position.claim)
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
        quantities=quantities(text),
        moments=moments(text, date),
        names=frozenset(word.concept for word in words if word.capital and word.concept not in own),
        conditional=_CONDITION.search(text) is not None or "?" in text,
        hedged=bool(plain & _HEDGES),
        pivots=pivots,
        own=own,
    )


def _own_name(position: Position, holders: Holders) -> frozenset[str]:
    """Stems of the names of the holder."""
    names = [*holders.names(position.party_id), *(holders.names(position.speaker_id) if position.speaker_id else ())]
    return frozenset(part for name in names for part in content_stems(name))


def _without_attribution(claim: str) -> str:
    """What is said, without "The union said that": the first fourteen words may hold such an attribution."""
    for number, match in enumerate(re.finditer(r"[^\W_]+(?:['’\-.][^\W_]+)*|[“\"]", claim)):
        if number > 14 or match.group() in '“"':
            break
        if number and match.group().casefold() in _REPORTS:
            rest = claim[match.end() :].lstrip(" ,:")
            rest = re.sub(r"^that\s+", "", rest)
            return rest if len(rest) > 10 else claim
    return claim
