"""Counts of the dead: whatever words a paper has for them, they answer one question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from llmtool.align.parties.vocabulary import NO_NAMES
from llmtool.words import NUMBER_WORDS, STOPWORDS

_NUMBER = rf"(?:(?<![\d,.])\d{{1,3}}(?![\d,.]*\d)|{'|'.join(NUMBER_WORDS)}|dozens)"
"""Of one event: thousands are those of a war."""
_ANIMALS = r"(?! (?:[\w-]+ ){0,2}(?:fish|trout|birds?|animals?|wolves|sheep|cattle|cows?|eels?|bees|seals?|whales?)\b)"
_DEAD = r"(?:killed|died|dead|deaths|bodies|fatalities|corpses)"
_TOLL = re.compile(
    rf"\b{_NUMBER}\b{_ANIMALS}\s(?:[a-z][\w’'-]*\s+){{0,7}}{_DEAD}\b(?! (?:fish|trout|birds?|animals?))"
    rf"|\b(?:death toll|number of (?:the )?dead|number of (?:deaths|people killed|victims))\b[^.;]{{0,40}}?"
    rf"\b{_NUMBER}\b"
    rf"|\b(?:killed|killing)(?:\s+(?:at least|more than|about|some|around|up to|nearly))?\s+{_NUMBER}\b{_ANIMALS}"
    r"|\b(?:nobody|no one|no [a-z]+) (?:was |were |had been |has been |had )?(?:killed|died)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+")
_SAME = 4
"""Letters that a name and its adjective share."""


def tolls(claims: Sequence[str], names: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Pairs of claims that count the dead, each with the first one of its event: what names another place is another.

    ``names`` are those of parties and speakers, by which no place is told.
    """
    holders = {word.casefold()[:_SAME] for own in names for name in own for word in name.split()}
    tied: list[tuple[int, int]] = []
    events: list[tuple[int, set[str]]] = []
    for at, claim in enumerate(claims):
        if _TOLL.search(claim) is None:
            continue
        places = _places(claim, holders)
        event = next((event for event in events if not (places and event[1]) or places & event[1]), None)
        if event is None:
            events.append((at, set(places)))
        else:
            event[1].update(places)
            tied.append((event[0], at))
    return tied


def _places(claim: str, holders: set[str]) -> frozenset[str]:
    words = (match.group().casefold().removesuffix("'s").removesuffix("’s") for match in _NAME.finditer(claim))
    return frozenset(word for word in words if word[:_SAME] not in holders and word not in NO_NAMES | STOPWORDS)
