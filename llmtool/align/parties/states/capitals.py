"""Capitals that no text calls one, as the texts of a comparison use them: ``the Orrenian government in Dask``.

A town is taken for a state's capital only where several places say so and none speaks against it: two sides made one
are worse than a side in two parts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from llmtool.align.parties.countries import Actor, actor
from llmtool.align.parties.uses import RUN, WORD, Uses, is_word_of_offices
from llmtool.align.parties.vocabulary import NO_NAMES
from llmtool.words import STOPWORDS

_SEATED, _SPOKEN, _BESIDE, _ENOUGH = 3, 2, 1, 3
"""Points for a government said to be there, for its officials at home or on what the town will do (and for a dateline
that names the state), and for what only stands beside the town; and how many it takes."""
_POWERS = r"(?:government|parliament|cabinet|presidency|leadership|authorities|(?:[a-z]+ )?ministry)"
_OFFICES = (
    r"(?i:official|diplomat|minister|president|premier|spokes\w+|negotiator|envoy|ambassador|government|ministry)"
)
_SAID = r"(?:said|says|told|insisted|added|warned|stressed|maintained|announced|confirmed|denied|argued|signalled)"
_WILL = r"(?:was|is|were|had|has|have|would|will|wants|wanted|could|can|remains|remained|does|did|never|should|must)"
_AGAINST = r"(?:to|against|with|from|accused|told|urged|warned|attacked|blames?|blamed)"
_ROOM = r"(?:briefing|office|residence|cabinet|address)(?: to [a-z]+)?"
_REST = r"[^.!?\n“”\"]*"
_PLACES = {
    _SEATED: (
        rf"\bSTATE {_POWERS} in TOWN\b",
        rf"\b[Ii]n TOWN, (?:the )?STATE {_POWERS}\b",
    ),
    _SPOKEN: (
        rf"\bSTATE (?:[a-z]+ ){{0,2}}{_OFFICES}\b{_REST} {_SAID} (?:[a-z]+ ){{0,3}}?(?:that )?TOWN {_WILL}\b",
        rf"\bTOWN {_WILL}\b[^.!?\n]*, (?:according to|said) [^.!?\n]*\bSTATE (?:[a-z]+ ){{0,2}}{_OFFICES}\b",
        rf"\b[Ii]n TOWN, (?:an?|the|its|one) (?:[a-z]+ ){{0,4}}STATE (?:[a-z]+ ){{0,2}}{_OFFICES}\b",
        rf"\bSTATE (?:[A-Za-z]+ ){{0,2}}{_OFFICES}\b{_REST}\b(?:his|her) (?:[a-z]+ ){{0,2}}{_ROOM} in TOWN\b",
    ),
}
_APART = (
    r"\bTOWN and STATE\b",
    r"\bSTATE and TOWN\b",
    rf"\bTOWN(?:[’']s [a-z]+)? {_AGAINST} STATE\b",
    rf"\bSTATE {_AGAINST} TOWN\b",
)
_A_TOWN = rf"\b(?:[Oo]fficials|{_POWERS}) in TOWN\b|\bcity of TOWN\b|\bIn TOWN,"
_DATELINE = re.compile(
    rf"^(?P<town>[A-ZÀ-ÖØ-Þ]{{4,}}|[A-ZÀ-ÖØ-Þ][\w\-]{{3,}}(?=(?:, {RUN})?, [A-Z][a-z]{{2,8}}\.? \d))"
    rf"(?:, (?P<of>{RUN}))??"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?[ \t]*(?:\([A-Za-z ]{2,30}\)[ \t]*)?[—–-]{1,2}"
    r"\s*(?P<first>[^\n]*)",
    re.MULTILINE,
)
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][”\"’)]*\s+")


@dataclass
class _Told:
    """For one town: points by state, the states that it is not of, and whether it is a town at all."""

    points: Counter[str] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)
    is_town: bool = False

    def state(self) -> str | None:
        """The one state that enough points are for, and nothing against."""
        if not self.is_town or len(self.points) != 1:
            return None
        state, points = next(iter(self.points.items()))
        return state if points >= _ENOUGH and state not in self.others else None


def capitals_by_use(texts: Iterable[str], terms: Mapping[str, Actor], uses: Uses) -> dict[str, str]:
    """Towns to the states for which they stand.

    Args:
        texts: the documents.
        terms: names and adjectives of the states that the texts tell of.
        uses: how the texts use capitalised words.

    """
    whole = sorted(set(texts))
    # A name with an adjective of its own is a state's; one without may be a town that a text has by mistake.
    states = {who.name for who in terms.values() if who.form == "adjective"}
    of_state = {term: who.name for term, who in terms.items() if who.form != "seat" and who.name in states}
    if not of_state:
        return {}
    found = {town: _told(town, whole, of_state) for town in _towns(whole, of_state, uses)}
    if len(states) == 2:  # who is not of the one is of the other
        for told in found.values():
            told.points.update({state: _BESIDE for state in states - told.others if told.others})
    chosen = {town: state for town, told in found.items() if (state := told.state()) is not None}
    taken = Counter(chosen.values())
    return {town: state for town, state in sorted(chosen.items()) if taken[state] == 1}


def _towns(texts: Iterable[str], of_state: Mapping[str, str], uses: Uses) -> Iterator[str]:
    """Capitalised words that may be towns: in a dateline, or where officials sit."""
    found: set[str] = set()
    for text in texts:
        lines = {match["town"] for match in _DATELINE.finditer(text)}
        found |= {town.title() if town.isupper() else town for town in lines}
        found |= {match.group(1) for match in re.finditer(rf"(?:[Oo]fficials|{_POWERS}) in ({WORD})\b", text)}
        found |= {match.group(1) for match in re.finditer(rf"\bIn ({WORD}),", text)}
    for town in sorted(found):
        small = town.casefold() in uses.small | STOPWORDS | NO_NAMES
        if not (small or town in of_state or actor(town) or is_word_of_offices(town) or uses.is_personal(town)):
            yield town


def _told(town: str, texts: Iterable[str], of_state: Mapping[str, str]) -> _Told:
    """What the texts tell of one town."""
    names = "|".join(re.escape(term) for term in sorted(of_state, key=lambda term: (-len(term), term)))

    def pattern(words: str) -> re.Pattern[str]:
        words = words.replace("STATE", rf"(?P<state>{names})(?:[’']s)?").replace("TOWN", re.escape(town))
        return re.compile(words)

    points = [(pattern(words), weight) for weight, several in _PLACES.items() for words in several]
    apart = [pattern(words) for words in _APART]
    is_town, named = pattern(_A_TOWN), pattern(r"\bSTATE\b")
    told = _Told()
    for text in texts:
        lines = [match for match in _DATELINE.finditer(text) if match["town"].casefold() == town.casefold()]
        told.is_town |= bool(lines) or is_town.search(text) is not None
        for each, weight in points:
            told.points.update({of_state[match["state"]]: weight for match in each.finditer(text)})
        told.others |= {of_state[match["state"]] for each in apart for match in each.finditer(text)}
        told.points.update({of_state[match["of"]]: _SPOKEN for match in lines if match["of"] in of_state})
        firsts = [named.search(_SENTENCE_END.split(match["first"])[0]) for match in lines]
        told.points.update({of_state[first["state"]]: _BESIDE for first in firsts if first})
    return told
