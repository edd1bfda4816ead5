"""Which company "the company" is: the one that a text names, or the one that it has named last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from typing import Final

from llmtool.align.parties.countries import actor
from llmtool.engines.offline.people.naming import NO_NAMES
from llmtool.engines.offline.people.roles import CAPITAL, bare
from llmtool.engines.offline.text.lexicon import DAYS, MONTHS

KINDS: Final = frozenset(
    """company firm operator developer manufacturer maker carmaker airline retailer supplier contractor insurer lender
    start-up startup miner utility chain steelmaker shipbuilder""".split()
)
"""Nouns that stand for a company."""
_NAME: Final = rf"{CAPITAL}(?: (?:&|{CAPITAL})){{0,3}}"
_SUFFIX: Final = (
    "Ltd|Limited|Inc|Corp|Corporation|plc|PLC|AG|GmbH|Resources|Holdings|Industries|Energy|Motors|Airlines|Airways|Systems"
    "|Technologies|Foods|Pharma|Pharmaceuticals|Mining|Steel|Lines|Ferries|Railways|Shipping|Logistics|Solutions"
    "|Enterprises|Stores|Chemicals|Oil|Gas|Petroleum|Minerals|Robotics|Dynamics|Brewery|Breweries"
)
_STAFF: Final = (
    "chief executive|chief engineer|chief financial officer|chief operating officer|CEO|managing director|shareholders"
    "|share price|shares"
)
_WHAT: Final = "|".join(sorted(KINDS))
_FIRM: Final = re.compile(
    rf"\b(?:{_WHAT}) (?P<called>{_NAME})"
    rf"|(?P<owner>{_NAME})['’]s? (?:new |acting |former |local )?(?:{_STAFF})\b"
    rf"|\b(?:{_STAFF}) (?:of|at) (?P<served>{_NAME})"
    rf"|(?P<full>(?:{CAPITAL} ){{1,3}}(?:{_SUFFIX}))\b"
    rf"|(?P<which>{_NAME}), which (?:plans|makes|owns|operates|runs|builds|employs|sells|produces|bought|manages)\b"
    rf"|(?P<apposed>{_NAME}), (?:an?|the) [^,.\n]{{0,40}}?\b(?:{_WHAT})\b"
)


_PUBLIC: Final = frozenset(
    "union council ministry committee agency authority association federation party court police university".split()
)
_NO_FIRM: Final = frozenset({*DAYS, *MONTHS, *NO_NAMES, *_PUBLIC})


class Firms:
    """The companies of one document; ``people`` are the last words of persons' names."""

    def __init__(self, text: str, people: Collection[str]) -> None:
        self._text = text
        names: dict[str, str] = {}
        for match in _FIRM.finditer(text):
            name = next(filter(None, match.groups()))
            words = name.split()
            person = words[-1].casefold() in people and match["which"] is None
            if person or actor(name) is not None or words[0].casefold() in _NO_FIRM or bare(words[-1]) in _NO_FIRM:
                continue
            known = names.get(words[0], "")
            names[words[0]] = name if len(name) > len(known) else known
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
