"""Titles: the words before a name that tell an office."""

from __future__ import annotations

import re

from llmtool.align.parties.countries import bare, mentions
from llmtool.align.parties.vocabulary import (
    BODIES,
    DESKS,
    HONORIFICS,
    NO_NAMES,
    OFFICIALS,
    PORTFOLIO,
    PRIVATE,
    RANKS,
    is_in,
)
from llmtool.words import STOPWORDS

ROLE_BEFORE = re.compile(r"([^,.;:!?\n()“”\"]{3,90}),[ \t]*$")


_RANK = re.compile(rf"(?<=[a-z][ \t])(?:(?:{'|'.join(sorted(RANKS)).title()})\.[ \t]*)+$")
"""``Defense Ministry spokesman Col.``, whose full stop ends no sentence."""


def opens_role(word: str) -> bool:
    """Whether a word is an article or an owner, which opens a role."""
    low = word.casefold().replace("’", "'")
    return low in ("its", "their", "his", "her", "a", "an", "the", "another") or low.endswith(("'s", "s'"))


def may_precede(word: str) -> bool:
    """Whether a word can belong to a role before its head; owners and articles end it."""
    if opens_role(word):
        return False
    return any(is_in(bare(word), words) for words in (PORTFOLIO, OFFICIALS, BODIES)) or word[:1].isupper()


def title_before(before: str) -> str | None:
    """The words right before a name that make up its title: ``Ukrainian Foreign Minister (Andrii) Sybiha``."""
    before = _RANK.sub("", before)
    stretch = re.split(r"[.,;:!?\n“”\"()](?:\s|$)", before)[-1] if not before.rstrip().endswith(".") else ""
    words = stretch.split()
    # A given name or two may stand between the title and the surname.
    last = next(
        (
            at
            for at in range(len(words) - 1, max(len(words) - 4, -1), -1)
            if is_in(words[at], OFFICIALS) or is_in(words[at], PRIVATE)
        ),
        None,
    )
    if last is None or any(not word[0].isupper() for word in words[last + 1 :]):
        return None
    start = last
    while start > 0 and _is_title_word(words[start - 1], words[start]):
        start -= 1
    title = words[start : last + 1]
    if all(word.strip(".").casefold() in HONORIFICS for word in title):
        return None
    return " ".join(title)


def _is_title_word(word: str, following: str) -> bool:
    plain = bare(word)
    if any(is_in(plain, words) for words in (PORTFOLIO, DESKS, OFFICIALS, PRIVATE, BODIES)) or mentions([plain]):
        return True
    if plain.casefold() in ("of", "and"):
        return following[0].isupper()
    return plain[:1].isupper() and plain.casefold() not in NO_NAMES | STOPWORDS
