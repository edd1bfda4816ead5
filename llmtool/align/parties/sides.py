"""What a side is, and the words by which a group of people is one: ``Parents for Holm``, ``rebel commanders``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llmtool.align.parties.vocabulary import (
    BODIES,
    DETERMINERS,
    GROUPS,
    OFFICIALS,
    PARTIES,
    is_in,
    singular,
)
from llmtool.schema import PartyKind

_NAMED_GROUP = re.compile(
    r"(?:[A-Z][\w’'-]+s|People|Women|Men|Youth) (?:[Ff]or|[Aa]gainst|[Ww]ithout|United for) (?:[Tt]he |[Aa] )?[A-Z]"
    r"|(?:Friends|Voices?|Defenders|Guardians|Protectors) of (?:[Tt]he )?[A-Z]"
)
"""``Parents for Holm`` and ``Friends of Holm`` are names; ``residents of Holm`` are people."""
_AGENTS = frozenset("lawyers attorneys solicitors barristers agents bankers publicists lobbyists".split())
WORKERS = frozenset(
    """nurses doctors workers staff employees drivers teachers students pupils parents patients residents tenants
    players miners cleaners prisoners passengers customers guests visitors volunteers""".split()
)
EXPERTS = frozenset("doctors teachers".split())
"""Those of them of whom one may well speak for the house: ``a doctor at the clinic``."""
_LEADING = frozenset("leader commander chief spokesman spokeswoman spokesperson representative negotiator".split())


@dataclass(frozen=True)
class Side:
    """A side as read from words. ``kind`` is None where the words leave it open.

    ``short`` marks a definite short form (``the union``, ``Foreign Ministry``) that only its document can resolve.
    """

    name: str
    kind: PartyKind
    short: bool = False
    adjective: bool = False


def strip_determiner(phrase: str) -> str:
    """A phrase without leading determiners and possessive pronouns."""
    words = phrase.split()
    if len(words) > 1 and words[0].casefold() in DETERMINERS and words[1].casefold() == "of":
        return phrase  # "one of the diplomats"
    while len(words) > 1 and (
        words[0].casefold() in DETERMINERS or words[0].casefold() in ("its", "their", "his", "her", "our")
    ):
        words = words[1:]
    return " ".join(words)


def led_group(words: Sequence[str]) -> str | None:
    """Those in whose name one of theirs speaks, in the plural: ``rebels`` for ``Rebel commanders``."""
    if len(words) != 2 or singular(words[1].casefold()) not in _LEADING or is_in(words[0], BODIES):
        return None
    low = words[0].casefold().replace("’", "'").removesuffix("'")
    group = low if low.endswith("s") else f"{low}s"
    return group if group in GROUPS - PARTIES else None


def is_named_group(text: str) -> bool:
    """Whether words are the name of a group of people: ``Parents for Holm``."""
    first = text.split(maxsplit=1)[0] if text else ""
    official = is_in(first, OFFICIALS) and first.casefold() not in WORKERS
    agents = first.casefold() in _AGENTS
    return _NAMED_GROUP.match(text) is not None and not (official or agents or is_in(first, BODIES))
