"""Runs of proper words at the start of a phrase: where the name of a body ends."""

from __future__ import annotations

import re

from llmtool.align.parties.countries import bare
from llmtool.align.parties.vocabulary import BODIES, CONSTITUENTS, DESKS, HONORIFICS, OFFICIALS, PORTFOLIO, is_in

MEMBERS = re.compile(
    r"^(?:the )?(?:[\w-]+ ){0,2}(?:members|councillors|councilors|deputies|delegates|lawmakers|senators|"
    + "|".join(sorted(CONSTITUENTS | {"midwives", "staff", "employees"}))
    + r") (?:of|for|in) (?:the )?(?=[A-Z])"
)
"""``leader of the six members of Norvale First`` leads Norvale First."""


def proper_run(words: list[str]) -> str:
    """The leading proper words that name neither an office nor a portfolio."""
    run = []
    for word in words:
        if not word[0].isupper() or any(is_in(word, each) for each in (PORTFOLIO, DESKS, OFFICIALS, HONORIFICS)):
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


_ORGANS = frozenset("board executive management leadership committee".split())
_WITH_COUNCILS = frozenset("nation tribe union club association federation".split())


def without_owner(words: list[str]) -> list[str]:
    """A name without the common noun that owns it, and an owner without its organ.

    ``Harbour branch`` of ``the union's Harbour branch``, ``company`` of ``the company's board``.
    """
    owner = next((at for at, word in enumerate(words[:-1]) if word.islower() and bare(word) != word), None)
    if owner is None:
        return words
    if words[owner + 1][0].isupper() and owner < len(words) - 2:
        return words[owner + 1 :]
    organs = _ORGANS | ({"council"} if is_in(bare(words[owner]), _WITH_COUNCILS) else frozenset())
    if owner == len(words) - 2 and words[-1] in organs and is_in(bare(words[owner]), BODIES):
        return [*words[:owner], bare(words[owner])]
    return words
