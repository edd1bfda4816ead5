"""States that no table has, as the texts of a comparison tell of them: their names, adjectives and capitals.

``Orrenian Foreign Minister`` makes a state of ``Orrenia`` if the texts have that name too; ``Sorn, the Meltavian
capital,`` lets Sorn stand for Meltavia.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from llmtool.align.parties.countries import WORLD, Actor, Atlas, actor, bare
from llmtool.align.parties.states.capitals import capitals_by_use
from llmtool.align.parties.states.seats import called_capitals, capitals_of, palaces_of
from llmtool.align.parties.uses import RUN, WORD, Uses, is_word_of_offices
from llmtool.align.parties.vocabulary import NO_NAMES, PORTFOLIO, is_in, singular
from llmtool.schema import PartyKind
from llmtool.words import STOPWORDS

_STATELY = frozenset(
    """government parliament army military navy ambassador embassy consulate cabinet chancellor premier capital troop
    soldier territory soil diplomat coastguard airspace passport monarchy""".split()
)
"""What only states have; with a portfolio also ministers."""
_COMMON = frozenset(
    """president presidency minister ministry king queen side delegation official authority civilian citizen force
    people negotiator envoy leader leadership police coast water law republic border guard""".split()
)
"""What others have too: it takes two of them."""
_ENOUGH = 2
_ADJECTIVE = re.compile(
    rf"(?<![\w\-’'])({WORD}(?:an|ese|ish|landic|i))(?=((?:(?:[ \t]+|[ \t]*\n)[A-Za-z][\w\-]*){{1,4}}))"
)
_OWNED = re.compile(rf"(?<![\w\-’'])({RUN})[’']s?(?=((?:[ \t]+[A-Za-z][\w\-]*){{1,4}}))")
_OF = re.compile(
    r"(?i:\b(?:government|republic|kingdom|parliament|(?:prime|foreign) minister|embassy|foreign ministry"
    r"|ministry of (?:[a-z]+ ){1,3}?)\s?of (?:the )?)"
    rf"({RUN})"
)
_NEIGHBOUR = re.compile(
    rf"\b({RUN})(?:[ \t](?:has|had|also|on[ \t]\w+day))*[ \t][a-z]+[ \t](?:[a-z]+[ \t])?its[ \t]"
    rf"(?:[a-z]+[ \t])?neighbou?r,?[ \t]({RUN})\b"
)
"""``Orlavia accused its neighbour Tessemark``: two of a kind."""
_LETTERHEAD = re.compile(
    rf"^[ \t*_#]*(?i:(?:the )?(?:(?:federal|islamic|united|democratic|people[’']s) )*(?:republic|kingdom) of (?:the )?)"
    rf"({RUN})[ \t*_]*$",
    re.MULTILINE,
)
"""A line that only names a state: ``REPUBLIC OF ORLAVIA`` over what its ministries send."""
_HAS = re.compile(rf"\b(?:the|The|its|Its)[ \t]({WORD})[ \t](?:capital|embassy|ambassador|parliament)\b")
_ENDINGS = (
    ("n", ("",)),
    ("ian", ("ia", "", "e", "y", "i")),
    ("an", ("a", "", "o", "e")),
    ("ese", ("", "a", "o", "e")),
    ("ish", ("", "and", "land", "e")),
    ("ic", ("",)),
    ("i", ("", "a", "e")),
)
"""Endings of adjectives, with those of the names that they are made from, the likeliest first."""
_NO_STATES = frozenset(
    """africa asia america oceania arabia scandinavia republic union federation kingdom empire nation province region
    church""".split()
)
_SHORTEST = 4
_HEAD = 400
"""Code points at the start of a text that hold a letterhead."""
_NOBODY = Actor("", PartyKind.STATE, "name")


def told_states(texts: Iterable[str]) -> Atlas:
    """The tables with the states that these texts tell of; what one text tells holds for all."""
    whole = sorted(set(texts))
    adjectives, owners = _told(whole)
    formal = any(formal_names(whole))
    capitals = [call for text in whole if "capital" in text for call in called_capitals(text)]
    found: dict[str, Actor] = {}
    if adjectives or owners or capitals or formal:
        uses = Uses.of(whole)
        for term, name in _terms(adjectives, owners, uses, whole).items():
            found[term] = Actor(name, PartyKind.STATE, "name" if term == name else "adjective")
        for seat, name in capitals_of(capitals, Atlas(found), uses).items():
            found.setdefault(seat, Actor(name, PartyKind.STATE, "seat"))
        known = {who.name for who in found.values() if who.form == "seat"}
        for seat, name in capitals_by_use(whole, found, uses).items():
            if name not in known and found.get(seat, _NOBODY).form != "seat":
                found[seat] = Actor(name, PartyKind.STATE, "seat")
    for seat, name in palaces_of(whole, Atlas(found)).items():
        found.setdefault(seat, Actor(name, PartyKind.STATE, "seat"))
    return Atlas(found) if found else WORLD


def _terms(
    adjectives: Mapping[str, Mapping[str, int]], owners: Iterable[str], uses: Uses, texts: Sequence[str]
) -> dict[str, str]:
    """Names and adjectives of states to the names."""
    names = {name for run in sorted(owners) if (name := _own_name(run, uses, texts)) is not None}
    names |= {name for run in formal_names(texts) if (name := _in_small_letters(run)) and _may_be_name(name, uses)}
    having = {match.group(1) for text in texts for match in _HAS.finditer(text)}
    pairs = [match.groups() for text in texts for match in _NEIGHBOUR.finditer(text)]
    beside = {each for pair in pairs for each in pair if not names.isdisjoint(pair) or _has_adjective(pair, uses)}
    names |= {name for name in beside if _may_be_name(name, uses)}
    names |= {name for name in having if _may_be_name(name, uses) and _is_noun(name, texts)}
    terms = {name: name for name in sorted(names)}
    terms |= {each: name for name in sorted(names) for each in _adjectives_of(name) if uses.all[each]}
    for adjective, heads in sorted(adjectives.items()):
        name = _base(adjective, uses)
        if name is None:
            continue
        regular = adjective == f"{name}n" and (uses.inside[name] > 0 or _has_people(name, texts))
        if sum(heads.values()) + regular + _ENOUGH * (name in names) >= _ENOUGH:
            terms |= {name: name, adjective: name} | ({f"{adjective}s": name} if adjective.endswith("an") else {})
    return terms


def formal_names(texts: Iterable[str]) -> Iterator[str]:
    """The states that a letterhead names, in the letters that it uses."""
    for text in texts:
        for match in _LETTERHEAD.finditer(text, 0, _HEAD):
            yield match.group(1)


def _in_small_letters(run: str) -> str:
    return run.title() if run.isupper() else run


def _told(texts: Iterable[str]) -> tuple[dict[str, dict[str, int]], set[str]]:
    """Words like adjectives with the heads after them and their points, and names that own or govern like a state."""
    adjectives: dict[str, dict[str, int]] = {}
    owners: set[str] = set()
    for text in texts:
        for match in _ADJECTIVE.finditer(text):
            told = _told_by(match.group(2))
            if told and actor(match.group(1)) is None:
                heads = adjectives.setdefault(match.group(1), {})
                heads[told[0]] = max(told[1], heads.get(told[0], 0))
        for match in _OWNED.finditer(text):
            told = _told_by(match.group(2))
            if told and told[1] >= _ENOUGH:
                owners.add(match.group(1))
        owners |= {match.group(1) for match in _OF.finditer(text)}
    return adjectives, owners


def _told_by(after: str) -> tuple[str, int] | None:
    """What the words after an adjective or an owner tell: their head and its points."""
    words = after.split()
    at = 0
    while at < len(words) - 1 and is_in(words[at], PORTFOLIO) and singular(words[at].casefold()) not in _STATELY:
        at += 1
    head = singular(bare(words[at]).casefold())
    if head in _STATELY or (head in ("minister", "ministry", "secretary", "guard") and at):
        return head, _ENOUGH
    return (head, 1) if head in _COMMON else None


def _own_name(run: str, uses: Uses, texts: Iterable[str]) -> str | None:
    """The name of a state at the end of a run of words before ``'s foreign minister``; None for a person or a body."""
    words = run.split()
    while words and (words[0].casefold() in NO_NAMES | STOPWORDS):
        words = words[1:]
    name = _in_small_letters(" ".join(words))
    if not words or actor(name) is not None or any(is_word_of_offices(word) for word in words):
        return None
    if len(words) == 1:
        placed = (
            uses.inside[name] or any(uses.all[each] for each in _adjectives_of(name)) or _is_dealt_with(name, texts)
        )
        return name if placed and _may_be_name(name, uses) else None
    place = re.compile(rf"\b(?:[Ii]n|into|across|of) {re.escape(name)}\b")
    return name if any(place.search(text) for text in texts) and not uses.is_personal(words[-1]) else None


def _may_be_name(name: str, uses: Uses) -> bool:
    """Whether a capitalised word may be the name of a state that no table has."""
    known = actor(name) is not None or is_word_of_offices(name) or name.casefold() in uses.small | _NO_STATES | NO_NAMES
    return len(name) >= _SHORTEST and not (known or uses.is_personal(name))


def _is_noun(name: str, texts: Iterable[str]) -> bool:
    """Whether texts use a word as a name of its own and not only before a noun: ``the Alpine capital``."""
    alone = re.compile(
        rf"\b{name}[’']s\b|\b(?:with|to|from|of|in|by|between|and|for) {name}(?=[.,;:]| and| on| has| is)"
    )
    return not name.endswith(tuple(ending for ending, _ in _ENDINGS)) and any(alone.search(text) for text in texts)


def _adjectives_of(name: str) -> Iterator[str]:
    """The regular adjectives of a state's name: ``Orlavian`` of ``Orlavia``."""
    if name.endswith("a"):
        yield f"{name}n"
    elif name.endswith(("land", "mark")):
        yield f"{name}ic" if name.endswith("land") else f"{name}ian"
        yield f"{name}ish"


def _has_adjective(names: Iterable[str], uses: Uses) -> bool:
    """Whether the texts use the adjective of one of these names."""
    return any(uses.all[each] for name in names for each in _adjectives_of(name))


def _has_people(name: str, texts: Iterable[str]) -> bool:
    """Whether a name owns what states and others have: ``Columbria's special envoy``."""
    owned = re.compile(rf"\b{re.escape(name)}[’']s (?:[a-z]+ ){{0,2}}(?:{'|'.join(sorted(_COMMON))})s?\b")
    return any(owned.search(text) for text in texts)


def _is_dealt_with(name: str, texts: Iterable[str]) -> bool:
    """Whether texts have a name as the other side: ``between Orlavia and Tessemark``, ``sells to Tessemark``."""
    pair = re.compile(rf"\b(?:[Bb]etween {WORD} and {name}|[Bb]etween {name} and {WORD})\b")
    return any(pair.search(text) for text in texts)


def _base(adjective: str, uses: Uses) -> str | None:
    """The name in the texts that an adjective is made from: ``Valdoria`` for ``Valdorian``."""
    if adjective.casefold() in uses.small:
        return None
    for ending, others in _ENDINGS:
        stem = adjective.removesuffix(ending)
        for other in others if adjective.endswith(ending) else ():
            name = stem + other
            if len(stem) < _SHORTEST or name == adjective or not uses.all[name] or actor(name) is not None:
                continue
            if not (name.casefold() in uses.small | _NO_STATES or uses.is_personal(name) or is_word_of_offices(name)):
                return name
    return None
