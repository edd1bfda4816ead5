"""The town that a mayor speaks for, where only one is told of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from llmtool.align.parties.sides import Side
from llmtool.schema import PartyKind

_MAYOR_OF = re.compile(r"\b[Mm]ayor of ([A-Z][\w\-]+(?: [A-Z][\w\-]+)*)")
_TOWN = re.compile(r"\b(?:city|town|village|borough)\b", re.IGNORECASE)


def town_of_mayor(texts: Collection[str]) -> Side | None:
    """The one town that texts tell a mayor of, as ``City of Norvale`` by the word that they use most.

    The name alone might be any body of the town.
    """
    towns = {match.group(1) for text in texts for match in _MAYOR_OF.finditer(text)}
    kinds = Counter(match.group().casefold() for text in texts for match in _TOWN.finditer(text))
    if len(towns) != 1 or not kinds:
        return None
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    return Side(f"{kind.title()} of {towns.pop()}", PartyKind.ORGANISATION)
