"""Which company "the company" is: the one that a text names, or the one that it has named last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import Final

from llmtool.align.parties.bodies.companies import told_companies
from llmtool.align.parties.countries import actor
from llmtool.align.parties.vocabulary import COMPANY_ENDS, COMPANY_HEADS
from llmtool.engines.offline.people.naming import NO_NAMES
from llmtool.engines.offline.people.roles import CAPITAL, bare
from llmtool.engines.offline.text.lexicon import DAYS, MONTHS

KINDS: Final = frozenset(
    """company firm operator developer manufacturer maker carmaker airline retailer supplier contractor insurer lender
    start-up startup miner utility chain steelmaker shipbuilder""".split()
)
"""Nouns that stand for a company."""
_NAME: Final = rf"{CAPITAL}(?: (?:&|{CAPITAL})){{0,3}}"
_WHAT: Final = "|".join(sorted(KINDS))
_CALLED: Final = re.compile(
    rf"\b(?:{_WHAT}) (?P<called>{_NAME})|(?P<apposed>{_NAME}), (?:an?|the) [^,.\n]{{0,40}}?\b(?:{_WHAT})\b"
)
_AT_WORK: Final = re.compile(
    rf"({_NAME}), which (?:plans|makes|owns|operates|runs|builds|employs|sells|produces|bought|manages)\b"
)
_PUBLIC: Final = frozenset(
    """union council ministry committee agency authority association federation party court police university trust
    league charity foundation society hospital school""".split()
)
_NO_FIRM: Final = frozenset({*DAYS, *MONTHS, *NO_NAMES, *_PUBLIC})


class Firms:
    """The companies of one document; ``people`` are the last words of persons' names."""

    def __init__(self, text: str, people: Collection[str]) -> None:
        self._text = text
        names: dict[str, str] = {}
        for name in _named(text, people):
            first = name.split()[0]
            names[first] = max(names.get(first, ""), name, key=len)
        self._names = names
        either = "|".join(map(re.escape, names))
        found = list(re.finditer(rf"\b(?:{either})\b", text)) if names else []
        self._places = [match.start() for match in found]
        self._words = [match.group() for match in found]

    def meant(self, noun: str, at: int) -> str | None:
        """The name of the company that "the ``noun``" stands for at an offset, or None where that is not sure."""
        if noun not in KINDS or not self._names:
            return None
        if len(self._names) == 1:
            return next(iter(self._names.values()))
        before = bisect_left(self._places, at)
        start = self._text.rfind("\n", 0, at) + 1
        near = {word for place, word in zip(self._places[:before], self._words[:before], strict=True) if place >= start}
        return self._names[near.pop()] if len(near) == 1 else None


def _named(text: str, people: Collection[str]) -> Iterator[str]:
    """The names that the text has for a company's: by what it calls them, by officers, last words and trades."""
    called = (match["called"] or match["apposed"] for match in _CALLED.finditer(text))
    for name in (*called, *told_companies(text, COMPANY_ENDS | COMPANY_HEADS)):
        if name.split()[-1].casefold() not in people and _may_be_one(name):
            yield name
    yield from (match[1] for match in _AT_WORK.finditer(text) if _may_be_one(match[1]))


def _may_be_one(name: str) -> bool:
    words = name.split()
    return actor(name) is None and words[0].casefold() not in _NO_FIRM and bare(words[-1]) not in _NO_FIRM
