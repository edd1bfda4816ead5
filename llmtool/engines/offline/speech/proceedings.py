"""What a transcript tells of the room: who rose, left or adjourned, which nobody says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.text.tokens import Token

_DID: Final = frozenset(
    """rose rise rises withdrew divided adjourned resumed suspended reconvened left leaves entered enters stood sat
    laughed applauded cheered interrupted agreed dissented nodded nods laughs laughter applause interruption""".split()
)
_SPEAKS: Final = frozenset("i we you my our your me us".split())
_LONGEST: Final = 16


def is_direction(tokens: Sequence[Token]) -> bool:
    """Whether a paragraph of one sentence tells of the meeting: ``Several members rose—``, ``The House divided.``"""
    words = [token.low for token in tokens if token.text[0].isalnum()]
    if not words or len(words) > _LONGEST or not _SPEAKS.isdisjoint(words):
        return False
    breaks_off = tokens[-1].tag == "-" or tokens[-1].text in {"—", "–", "]", ")", ":"}
    bracketed = tokens[0].text == "["
    return bracketed or (not _DID.isdisjoint(words) and (breaks_off or tokens[-1].text not in {"?", "!"}))
