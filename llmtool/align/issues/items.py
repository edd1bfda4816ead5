"""What a position shares with others: stems, names, figures, counted things and pairs of words, as items."""

from __future__ import annotations

import re
from functools import lru_cache

from llmtool.align.parties.countries import actor_stems
from llmtool.words import MONTHS, NUMBER_WORDS, STOPWORDS, stem, tokens

WORD, NAME, FIGURE, COUNTED, PAIR, TIME = "w", "n", "#", "q", "p", "t"
"""Kinds of items, the first character of each: a stem, a stem of the name of somebody involved, a figure, the stem of
what a figure counts, two stems that follow each other, that a day or an hour is told."""

Items = frozenset[str]
"""Items of a position, kind and value in one string: ``wrent``, ``#420``, ``qflat``, ``pchild benefit``."""

SPEECH = frozenset(
    map(
        stem,
        """say said says saying tell told claim state add stress insist warn argue deny call note announce believe think
    confirm accord report ask want promise describe expect reiterate emphasise emphasize mention make made take
    taken get go going come new year years also first last week month day people one two""".split(),
    )
)
"""Stems of who says it and how: no topic."""
_FIGURE = re.compile(r"[\d.,:%]+(?:st|nd|rd|th|s|m|bn|k)?")
NUMBERS = frozenset((*NUMBER_WORDS[1:], *"hundred thousand million half third quarter no".split()))
"""Words for a number, before what they count; no dozen, which stands for itself, and no ``one``."""
MONTHS_BUT_MAY = frozenset(MONTHS) - {"may"}
"""``May`` is mostly another word."""
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")


def items_of(claim: str, topic: str, involved: frozenset[str], own: frozenset[str]) -> Items:
    """The items of a position.

    ``involved`` holds the stems of all names, ``own`` those of the position's holder: who holds it is not what it is
    about.
    """
    found: set[str] = set()
    for text in (claim, topic):
        before, counting = "", False
        for token in tokens(text):
            parts = [token, *token.split("-")] if "-" in token else [token]
            for part in parts:
                item = _of_word(part)
                if item[:1] == WORD and item[1:] in involved:
                    item = NAME + item[1:]
                if item and item[1:] not in own:
                    found.add(item)
            found |= _times(token)
            if is_figure(token) or token in NUMBERS:
                before, counting = "", True
                continue
            root = stem(token)
            plain = token not in STOPWORDS and root not in SPEECH and root not in own
            if plain and counting:
                found.add(COUNTED + root)
            counting = counting and not plain
            if plain and before:
                found.add(f"{PAIR}{before} {root}")
            before = root if plain else ""
    return frozenset(found)


def _times(token: str) -> frozenset[str]:
    """That a day is told, or an hour."""
    if token in MONTHS_BUT_MAY:
        return frozenset((TIME + "month",))
    return frozenset((TIME + "clock",)) if _CLOCK.fullmatch(token) else frozenset()


def is_figure(token: str) -> bool:
    """Whether a token is written in digits."""
    return _FIGURE.fullmatch(token) is not None


@lru_cache(maxsize=65536)
def _of_word(word: str) -> str:
    """The item of a word; empty where it tells nothing."""
    if is_figure(word):
        year = word.isdigit() and len(word) == 4 and word[:2] in ("19", "20")
        return "" if year else FIGURE + word.rstrip(".,:")
    root = stem(word)
    if word in STOPWORDS or root in SPEECH:
        return ""
    return (NAME if root in actor_stems() else WORD) + root
