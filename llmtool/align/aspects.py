"""What is asked of a thing: how many, how much; and the question that a label stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from llmtool.align.items import NUMBERS
from llmtool.align.vocabulary import UNITS, is_in

ASPECTS = ("Number", "Cost")
"""First words of labels that no position need hold."""
_OF = re.compile(r" (?:of|on|in|for|at|to|over|against) ")
_FIGURE = r"\d[\d.,]*|" + "|".join(sorted(NUMBERS - {"no", "half", "third", "quarter"}))
COUNTING, COSTING = 0.4, 0.5
"""Part of the claims that must count a thing, or name its cost, for the label to say so."""


def aspect_of(phrase: str, claims: Sequence[str]) -> str | None:
    """``Number of jobs in the town`` for ``jobs in the town`` where most claims count them; None where nothing fits.

    ``phrase`` starts with a small letter unless a name does.
    """
    head = _OF.split(phrase)[0].split()[-1].casefold()
    found = [figure for claim in claims for figure in _counts(head, claim)]
    figures = set(found)
    plural = head.endswith("s") and not head.endswith("ss") and not is_in(head, UNITS)
    if plural and len(figures) > 1 and len(found) >= max(2, COUNTING * len(claims)):
        return f"Number of {phrase}"
    cost = re.compile(
        rf"(?<!\w){re.escape(phrase)}(?: [\w'’-]+){{0,4}} cost(?:s|ing)?\b"
        rf"|\bcosts? of (?:[\w'’-]+ )?{re.escape(phrase)}(?!\w)",
        re.IGNORECASE,
    )
    if sum("cost" in claim.casefold() and cost.search(claim) is not None for claim in claims) >= max(
        1, COSTING * len(claims)
    ):
        return f"Cost of {_with_article(phrase, claims)}"
    return None


def _counts(head: str, claim: str) -> list[str]:
    """The first figure of a claim that counts a thing, in a list; an empty list where none does."""
    if head not in claim.casefold():
        return []
    match = next((found for pattern in _counting(head) if (found := pattern.search(claim))), None)
    return [match.group(1).casefold()] if match else []


@lru_cache(maxsize=4096)
def _counting(head: str) -> tuple[re.Pattern[str], ...]:
    """``14 of the buses``, and ``number of buses at 14``."""
    noun = re.escape(head)
    return (
        re.compile(rf"(?<!\w)({_FIGURE}) (?:of (?:the |its |our )?)?(?:[\w'’-]+ ){{0,2}}?{noun}\b", re.IGNORECASE),
        re.compile(rf"\bnumber of (?:the )?{noun}(?: [\w'’-]+){{0,2}} ({_FIGURE})", re.IGNORECASE),
    )


def question_for(label: str, claims: Sequence[str], *, keep: bool) -> str:
    """A neutral question for a label; ``keep`` where its first letter is a name's."""
    plain = label if keep else label[:1].lower() + label[1:]
    if plain.startswith("number of "):
        return f"How many {plain.removeprefix('number of ')}?"
    if plain.startswith(("cost of ", "price of ", "cause of ", "causes of ")):
        verb = "are" if plain.startswith("causes") else "is"
        return f"What {verb} the {plain}?"
    return f"Where does each side stand on {_with_article(plain, claims)}?"


def _with_article(phrase: str, claims: Iterable[str]) -> str:
    """A phrase with ``the`` where the claims mostly write it so."""
    with_the = without = 0
    for claim in claims:
        for match in re.finditer(rf"(\w+ )?(?<!\w){re.escape(phrase)}(?!\w)", claim, re.IGNORECASE):
            before = (match.group(1) or "").strip().casefold()
            with_the += before in ("the", "this", "that")
            without += before not in ("the", "this", "that", "a", "an", "no", "any")
    return f"the {phrase}" if with_the > without else phrase
