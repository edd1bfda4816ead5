"""The outlet's own figures: sentences that nobody is quoted for and that another source could dispute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from llmtool.engines.offline.contents.wording import topic_of
from llmtool.engines.offline.speech.sheets import sheet, without_label
from llmtool.engines.offline.text.lexicon import NUMBER_WORDS
from llmtool.engines.offline.text.tokens import Token, Unit
from llmtool.schema import Attribution, Document, Modality, PositionDraft

# Numbers of these tell when or how long, which sources seldom dispute, or count what nobody disputes.
_TIMES: Final = frozenset(
    """year years month months week weeks day days hour hours minute minutes second seconds decade decades century
    centuries am pm a.m p.m time times o'clock gmt utc est sons
    daughters brothers sisters children inhabitants sides countries leaders presidents parts
    page pages""".split()
)
_FINITE: Final = frozenset("XVvKE")
_DATELINE: Final = re.compile(
    r"\A[A-Z][A-Z .’'-]{2,30}(?:, [^—–\n]{2,30}?)?(?: \([^()\n]{2,30}\))? (?:[—–]|-) (?=[A-Z])"
)
_BULLET: Final = re.compile(r"^[\s•*▪◦·>–—-]+")


def figures(
    document: Document, units: Sequence[Unit], taken: frozenset[int], *, transcript: bool
) -> Iterator[PositionDraft]:
    """Drafts for the units that no attribution has ``taken`` and that hold a countable figure."""
    if transcript:
        return
    outlet = document.outlet or _stem(document.source)
    kinds = sheet(document.text, units)
    for index, unit in enumerate(units):
        if index in taken or unit.headline or len(unit.tokens) < 6 or not _has_figure(unit.tokens):
            continue
        text = document.text[unit.start : unit.end]
        if kinds.get(index) == "myth":
            continue
        text = without_label(text) if index in kinds else text
        if text[-1:] not in {".", "!", "…"} or not any(token.tag in _FINITE for token in unit.tokens):
            continue
        if any(token.low in {"i", "we", "you"} for token in unit.tokens):
            continue
        words = _DATELINE.sub("", _BULLET.sub("", text), count=1).strip()
        yield PositionDraft(
            speaker=None,
            role=None,
            party=outlet,
            topic=topic_of(words, ""),
            claim=" ".join(words.split()),
            modality=Modality.ASSERTS,
            attribution=Attribution.NARRATOR,
            said_on=None,
            sentences=tuple(range(unit.first, unit.last + 1)),
            quotes=(words,),
        )


def _stem(source: str) -> str:
    """What to call an outlet that does not name itself: the host of an address, or the name of a file."""
    parts = urlsplit(source)
    if parts.scheme in {"http", "https"} and parts.hostname:
        return parts.hostname.removeprefix("www.")
    return PurePosixPath(source.replace("\\", "/")).stem or source


def _has_figure(tokens: Sequence[Token]) -> bool:
    for place, token in enumerate(tokens):
        if token.tag != "#" and token.low not in NUMBER_WORDS:
            continue
        if token.text[0] in "$€£¥" or token.text.endswith("%"):
            return True
        following = [later.low for later in tokens[place + 1 : place + 4] if later.tag not in "#A"]
        if following[:1] in (["percent"], ["per"]):
            return True
        if _is_date_or_clock(tokens, place) or not following or following[0] in _TIMES:
            continue
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if after is not None and after.tag in "nNvGE#DK" and after.low not in _TIMES and not after.low.startswith("-"):
            return True
    return False


def _is_date_or_clock(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is not None and before.tag == "d":
        return True
    if "/" in token.text or (after is not None and (after.tag == "d" or after.text in {":", "-", "/"})):
        return True
    digits = token.low.rstrip(".,")
    year = digits.isdigit() and len(digits) == 4 and digits[:2] in {"18", "19", "20", "21"}
    return year and not (after is not None and after.tag == "n" and after.low.endswith("s"))
