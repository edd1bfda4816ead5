"""Runs of proper words at the start of a phrase: where the name of a body ends."""

from __future__ import annotations

from llmtool.align.parties.countries import bare
from llmtool.align.parties.vocabulary import BODIES, HONORIFICS, OFFICIALS, PORTFOLIO, is_in


def proper_run(words: list[str]) -> str:
    """The leading proper words that name neither an office nor a portfolio."""
    run = []
    for word in words:
        if not word[0].isupper() or is_in(word, PORTFOLIO) or is_in(word, OFFICIALS) or word.casefold() in HONORIFICS:
            break
        run.append(word)
    return " ".join(run)


def until_body(words: list[str]) -> str:
    """Words up to the last head noun of a body, else up to the office."""
    last = max((at for at, word in enumerate(words) if is_in(word, BODIES)), default=None)
    if last is None:
        last = next((at - 1 for at, word in enumerate(words) if is_in(word, OFFICIALS)), len(words) - 1)
    return " ".join(words[: max(last, 0) + 1])


def until_proper(words: list[str]) -> str:
    """Words up to the last proper one that is no office."""
    last = max(at for at, word in enumerate(words) if word[0].isupper() and not is_in(word, OFFICIALS))
    return " ".join(words[: last + 1])


def without_owner(words: list[str]) -> list[str]:
    """A name without a common noun that owns it: ``Harbour branch`` of ``the union's Harbour branch``."""
    owner = next((at for at, word in enumerate(words[:-2]) if word.islower() and bare(word) != word), None)
    return words[owner + 1 :] if owner is not None and words[owner + 1][0].isupper() else words
