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
from llmtool.align.parties.uses import WORD, Uses, is_word_of_offices
from llmtool.align.parties.vocabulary import DAYS
from llmtool.schema import PartyKind
from llmtool.words import STOPWORDS

_SEATED, _SPOKEN, _BESIDE, _ENOUGH = 3, 2, 1, 3
"""Points for a government said to be there, for an official who tells what the town will do, and for what only stands
beside the town; and how many it takes."""
_POWERS = r"(?:government|parliament|cabinet|presidency|leadership|authorities|(?:[a-z]+[ \t])?ministry)"
_OFFICE = r"(?i:official|diplomat|minister|president|premier|spokes\w+|negotiator|envoy|ambassador|government|ministry)"
_SAID = r"(?:said|says|told|insisted|added|warned|stressed|maintained|announced|confirmed|denied|argued|signalled)"
_WILL = r"(?:was|is|were|had|has|have|would|will|wants|wanted|could|can|remains|remained|does|did|never|should|must)"
_DATELINE = re.compile(
    r"^(?P<town>[A-ZÀ-ÖØ-Þ]{4,}|[A-ZÀ-ÖØ-Þ][\w\-]{3,}(?=,[ \t][A-Z][a-z]{2,8}\.?[ \t]\d))"
    r"(?:,[ \t][A-Z][a-z]{2,8}\.?[ \t]\d{1,2})?[ \t]*(?:\([A-Za-z ]{2,30}\)[ \t]*)?[—–-]{1,2}[ \t]*(?P<first>[^\n]*)",
    re.MULTILINE,
)
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][”\"’)]*\s+")


@dataclass
class _Told:
    """For one town: points by state, and the states that it is not of."""

    points: Counter[str] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)
    is_town: bool = False


def capitals_by_use(texts: Iterable[str], terms: Mapping[str, Actor], uses: Uses) -> dict[str, str]:
    """Towns to the states for which they stand.

    Args:
        texts: the documents.
        terms: names and adjectives of the states that the texts tell of.
        uses: how the texts use capitalised words.

    """
    states = {who.name for who in terms.values()}
    whole = sorted(set(texts))
    # A name with an adjective of its own is a state's.
    own = {who.name for who in terms.values() if who.form == "adjective"}
    of_state = {term: who.name for term, who in terms.items() if who.form != "seat" and who.name in own}
    if not of_state:
        return {}
    found: dict[str, _Told] = {}
    for town in _towns(whole, of_state, uses):
        told = _Told()
        for text in whole:
            if town in text or town.upper() in text:
                _read(told, town, text, of_state)
        found[town] = told
    if len(states & own) == 2:  # noqa: PLR2004 - of two states, who is not of the one is of the other
        for told in found.values():
            told.points.update({state: _BESIDE for state in own - told.others if told.others & own})
    chosen = {town: state for town, told in found.items() if (state := _state(told)) is not None}
    taken = Counter(chosen.values())
    return {town: state for town, state in sorted(chosen.items()) if taken[state] == 1}


def _state(told: _Told) -> str | None:
    if not told.is_town or len(told.points) != 1:
        return None
    state, points = next(iter(told.points.items()))
    return state if points >= _ENOUGH and state not in told.others else None


def _towns(texts: Iterable[str], of_state: Mapping[str, str], uses: Uses) -> Iterator[str]:
    """Capitalised words that may be towns: in a dateline, or where officials sit."""
    found: set[str] = set()
    for text in texts:
        found |= {
            match["town"].title() if match["town"].isupper() else match["town"] for match in _DATELINE.finditer(text)
        }
        found |= {match.group(1) for match in re.finditer(rf"(?:[Oo]fficials|{_POWERS})[ \t]in[ \t]({WORD})\b", text)}
        found |= {match.group(1) for match in re.finditer(rf"\bIn[ \t]({WORD}),", text)}
    for town in sorted(found):
        small = town.casefold() in uses.small | STOPWORDS | DAYS
        if not (small or town in of_state or actor(town) or is_word_of_offices(town) or uses.is_personal(town)):
            yield town


def _read(told: _Told, town: str, text: str, of_state: Mapping[str, str]) -> None:
    names = "|".join(re.escape(term) for term in sorted(of_state, key=lambda term: (-len(term), term)))
    state, place = rf"(?P<state>{names})(?:[’']s)?", re.escape(town)
    seated = (
        rf"\b{state}[ \t]{_POWERS}[ \t]in[ \t]{place}\b",
        rf"\b[Ii]n[ \t]{place},[ \t](?:the[ \t])?{state}[ \t]{_POWERS}\b",
    )
    told.is_town |= (
        re.search(
            rf"\b(?:officials|{_POWERS})[ \t]in[ \t]{place}\b|\bcity[ \t]of[ \t]{place}\b|\bIn[ \t]{place},", text
        )
        is not None
    )
    for pattern in seated:
        for match in re.finditer(pattern, text):
            told.points[of_state[match["state"]]] += _SEATED
    spoken = (
        rf"\b{state}[ \t](?:[a-z]+[ \t]){{0,2}}{_OFFICE}\b[^.!?\n“”\"]*[ \t]{_SAID}[ \t](?:[a-z]+[ \t]){{0,3}}?(?:that[ \t])?{place}[ \t]{_WILL}\b",
        rf"\b{place}[ \t]{_WILL}\b[^.!?\n]*,[ \t](?:according[ \t]to|said)[ \t][^.!?\n]*\b{state}[ \t](?:[a-z]+[ \t]){{0,2}}{_OFFICE}\b",
    )
    for pattern in spoken:
        for match in re.finditer(pattern, text):
            told.points[of_state[match["state"]]] += _SPOKEN
    at_home = (
        rf"\b[Ii]n[ \t]{place},[ \t](?:an?|the|its|one)[ \t](?:[a-z]+[ \t]){{0,4}}{state}[ \t](?:[a-z]+[ \t]){{0,2}}{_OFFICE}\b",
        rf"\b{state}[ \t](?:[A-Z]?[a-z]+[ \t]){{0,2}}{_OFFICE}\b[^.!?\n“”\"]*\b(?:his|her)[ \t](?:[a-z]+[ \t]){{0,2}}"
        rf"(?:briefing|office|residence|cabinet|address)[ \t](?:to[ \t][a-z]+[ \t])?in[ \t]{place}\b",
    )
    for pattern in at_home:
        for match in re.finditer(pattern, text):
            told.points[of_state[match["state"]]] += _SPOKEN
    apart = (
        rf"\b{place}[ \t]and[ \t]{state}\b",
        rf"\b{state}[ \t]and[ \t]{place}\b",
        rf"\b{place}(?:[’']s[ \t][a-z]+)?[ \t](?:to|against|with|from|accused|told|urged|warned|attacked|blames?|blamed)[ \t]{state}\b",
        rf"\b{state}[ \t](?:to|against|with|from|accused|told|urged|warned|attacked|blames?|blamed)[ \t]{place}\b",
    )
    for pattern in apart:
        told.others |= {of_state[match["state"]] for match in re.finditer(pattern, text)}
    for match in _DATELINE.finditer(text):
        if match["town"].casefold() == town.casefold():
            told.is_town = True
            first = re.search(rf"\b{state}\b", _SENTENCE_END.split(match["first"])[0])
            if first is not None:
                told.points[of_state[first["state"]]] += _BESIDE
    for match in re.finditer(
        rf"(?:^|[.!?”\"\n][ \t\n])(?:The[ \t])?{state}[^.!?\n]*[.][ \t]+{place}[ \t]|(?:^|[.!?”\"\n][ \t\n]){place}[ \t][a-z]+[^.!?\n]*[.][ \t](?:The[ \t])?(?P<next>{names})(?:[’']s)?[ \t](?:[a-z]+[ \t]){{0,2}}{_OFFICE}\b",
        text,
    ):
        term = match["state"] or match["next"]
        told.points[of_state[term]] += _BESIDE
