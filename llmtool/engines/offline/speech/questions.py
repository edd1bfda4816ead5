"""What only asks: a question to be answered by yes or no tells nobody's position, whoever it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.text.tokens import Token

_AUXILIARIES: Final = frozenset(
    """will would can could may might shall should must do does did is are was were has have had wo ca wouldn't won't
    can't couldn't isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't shouldn't won’t can’t couldn’t
    isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t shouldn’t wouldn’t""".split()
)
# What may stand before it: "And so, Minister, will the board admit …?"
_LEADS: Final = frozenset("and but so then now well or yet also again first finally ok okay right".split())
_LONGEST: Final = 8
"""Tokens of a name or a remark between a question's beginning and a comma."""


def is_asked(tokens: Sequence[Token], at: int = 0) -> bool:
    """Whether the words from a place on ask for a yes or no: ``Will the board also admit that …?``"""
    if not tokens or tokens[-1].text != "?" or any(token.tag == "Q" for token in tokens[at : at + 1]):
        return False
    at = _after_leads(tokens, at)
    if at < len(tokens) and tokens[at].low in _AUXILIARIES:
        return True
    comma = next((place for place in range(at, min(at + _LONGEST, len(tokens))) if tokens[place].tag in ",:"), None)
    if comma is None or any(token.tag in "XVvE" for token in tokens[at:comma]):
        return False
    if tokens[comma].tag == ":" and any(token.tag != "N" for token in tokens[at:comma]):
        return False  # "Harn suggested asking: Would I pay for it?"
    at = _after_leads(tokens, comma + 1)
    return at < len(tokens) and tokens[at].low in _AUXILIARIES


def _after_leads(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and (tokens[at].low in _LEADS or tokens[at].tag == ","):
        at += 1
    return at
