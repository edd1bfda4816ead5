"""What a quotation or an amount begins with."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.text.lexicon import NUMBER_WORDS, PARTS_OF_TIME
from llmtool.engines.offline.text.tokens import Token

# What belongs to the word after it and not to the cue before it.
FOCUS: Final = frozenset("not never only just even almost nearly hardly barely roughly approximately".split())


def quote_start(tokens: Sequence[Token], place: int) -> int | None:
    """Where a quotation, or a clause after a colon, starts right after the cue: ``said: “…``, ``said, “…``."""
    if tokens[place].tag == "Q":
        return place
    for words in (("things", "like"), ("things", "such", "as"), ("things", "such", "as", ",")):
        after = place + len(words)
        if after < len(tokens) and tokens[after].tag == "Q" and words == tuple(t.text for t in tokens[place:after]):
            return after
    for words in (("the", "following"), ("as", "follows")):
        colon = place + len(words)
        if colon + 1 < len(tokens) and tokens[colon].tag == ":" and words == tuple(t.low for t in tokens[place:colon]):
            return colon + 1
    if place + 1 < len(tokens) and tokens[place].tag in ",:-":
        if tokens[place + 1].tag == "Q":
            return place + 1
        if tokens[place].tag == ":":
            return place + 1
        if tokens[place + 1].tag == "T" and place + 2 < len(tokens) and tokens[place + 2].tag in ",Q":
            return place + 1
    return None


def opens_amount(tokens: Sequence[Token], place: int) -> bool:
    """Whether ``as many as 900 jobs could go`` or ``at least 40 came`` begins here."""
    if place + 2 >= len(tokens):
        return False
    first, second, third = tokens[place : place + 3]
    if first.low == "as":
        return second.low in {"many", "much", "few", "little"}
    if first.low == "at" or (first.low, second.low) == ("up", "to"):
        return (first.low == "up" or second.low in {"least", "most"}) and counts(third)
    return first.low in {"under", "over", "around", "about", "above", "below", "nearly"} and counts(second)


def counts(token: Token) -> bool:
    """Whether a token is a number, in digits or in words."""
    return token.tag == "#" or token.low in NUMBER_WORDS or token.low in {"one", "half"}


def has_figure(tokens: Sequence[Token], place: int, *, dated: bool = False) -> bool:
    """Whether what is told has a figure, or a day where that will do: ``expects [growth of barely one per cent]``."""
    rest = itertools.takewhile(lambda token: token.tag not in ".,;:", tokens[place:])
    opens = tokens[place].tag in "Dn#E" or tokens[place].low in FOCUS
    told = list(rest)
    pairs = zip(told, [*told[1:], tokens[-1]], strict=True)
    return opens and any(
        (dated and token.tag == "d") or (counts(token) and (token.low != "one" or after.low in {"per", "percent"}))
        for token, after in pairs
    )


def belongs_to_content(tokens: Sequence[Token], place: int) -> bool:
    """Whether an adverb or a time is part of what follows: ``not [to …]``, ``only one``, ``last season's rain``."""
    token, *after = tokens[place : place + 3]
    if not after:
        return False
    if token.low in {"last", "this"} and len(after) > 1 and after[0].low in PARTS_OF_TIME and after[1].tag == "p":
        return True
    if token.low in {"not", "never"} and after[0].tag == "t":
        return True
    counted = after[0].tag in "D#nNR" or after[0].low in FOCUS or opens_amount(tokens, place + 1)
    return token.low in FOCUS and counted
