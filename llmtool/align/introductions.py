"""How a document introduces somebody: the title before the name or the apposition after it."""

from __future__ import annotations

import re

from llmtool.align.countries import bare, mentions, words_of
from llmtool.align.vocabulary import BODIES, DAYS, HONORIFICS, OFFICIALS, PORTFOLIO, PRIVATE, is_in
from llmtool.words import STOPWORDS

_BEFORE = 90
_AFTER = re.compile(r",[ \t](?:(?:the|a|an)[ \t])?([^,.;:\n()]{3,90})")


def introduced_role(text: str, name: str, limit: int = 6) -> str | None:
    """The role that a text gives to a person, from the first of ``limit`` places that name them and tell one."""
    surname = name.rsplit(maxsplit=1)[-1]
    for number, match in enumerate(
        re.finditer(rf"\b{re.escape(name)}\b" if " " in name else rf"\b{re.escape(surname)}\b", text)
    ):
        if number == limit:
            return None
        found = _title(text[max(0, match.start() - _BEFORE) : match.start()])
        if found is None:
            after = _AFTER.match(text, match.end())
            found = _apposition(after.group(1)) if after else None
        if found is not None:
            return found
    return None


def _title(before: str) -> str | None:
    """The words right before a name that make up its title: ``Ukrainian Foreign Minister (Andrii) Sybiha``."""
    stretch = re.split(r"[.,;:!?\n“”\"()](?:\s|$)", before)[-1] if not before.rstrip().endswith(".") else ""
    words = stretch.split()
    start = len(words)
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
    if any(is_in(plain, words) for words in (PORTFOLIO, OFFICIALS, PRIVATE, BODIES)) or mentions([plain]):
        return True
    if plain.casefold() in ("of", "and"):
        return following[0].isupper()
    return plain[:1].isupper() and plain.casefold() not in DAYS | STOPWORDS


def _apposition(after: str) -> str | None:
    words = words_of(after)
    if not words or words[0].casefold() in (
        "who",
        "which",
        "whose",
        "said",
        "and",
        "but",
        "adding",
        "speaking",
        "while",
    ):
        return None
    front = re.split(r" (?:of|at|for|to|with|in) ", after)[0]
    heads = words_of(front)
    if heads and len(heads) < 7 and (is_in(heads[-1], OFFICIALS) or is_in(heads[-1], PRIVATE)):
        return after.strip()
    return None
