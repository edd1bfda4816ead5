"""States that no table has, as the texts of a comparison tell of them: their names, adjectives and capitals.

``Orrenian Foreign Minister`` makes a state of ``Orrenia`` if the texts have that name too; ``Sorn, the Meltavian
capital,`` lets Sorn stand for Meltavia.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from llmtool.align.parties.countries import WORLD, Actor, Atlas, actor, bare
from llmtool.align.parties.vocabulary import BODIES, DAYS, HONORIFICS, OFFICIALS, PORTFOLIO, PRIVATE, is_in, singular
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
_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
_WORD = rf"[{_UPPER}][\w\-]*\w"
_RUN = rf"{_WORD}(?:[ \t]{_WORD}){{0,2}}"
_ADJECTIVE = re.compile(
    rf"(?<![\w\-’'])({_WORD}(?:an|ese|ish|landic|i))(?=((?:(?:[ \t]+|[ \t]*\n)[A-Za-z][\w\-]*){{1,4}}))"
)
_OWNED = re.compile(rf"(?<![\w\-’'])({_RUN})[’']s?(?=((?:[ \t]+[A-Za-z][\w\-]*){{1,4}}))")
_OF = re.compile(
    r"(?i:\b(?:government|republic|kingdom|parliament|(?:prime|foreign) minister|embassy|foreign ministry"
    r"|ministry of (?:[a-z]+ ){1,3}?)\s?of (?:the )?)"
    rf"({_RUN})"
)
_TOKEN = re.compile(r"[^\W_][\w’'\-]*|[^\w\s]")
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
_INSIDE = frozenset("in into across inside throughout outside".split())
_QUALIFIERS = frozenset(
    "northern southern eastern western central north south east west new greater neighbouring".split()
)
_PERSONAL, _SHARE = 3, 2
"""A name is a person's where one in so many of its places has another name before it, or one in ``_SHARE`` after it."""


@dataclass
class _Uses:
    """How the texts use capitalised words: how often, beside other names, after "in"; and small words."""

    all: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)
    small: set[str] = field(default_factory=set)

    def is_personal(self, name: str) -> bool:
        """Whether a word is part of persons' names: ``Ilse Tamander``, ``Mr Tamander``, ``Christian Wulf``."""
        often = self.all[name]
        return self.after[name] * _PERSONAL > often or self.before[name] * _SHARE > often

    @classmethod
    def of(cls, texts: Iterable[str]) -> _Uses:
        """Count the words of texts."""
        uses = cls()
        for text in texts:
            last, end = "", -2
            for match in _TOKEN.finditer(text):
                word = bare(match.group())
                near = match.start() == end + 1 and text[end] in " \t\n"
                if word[:1].isupper():
                    uses.all[word] += 1
                    uses.inside[word] += near and last.casefold() in _INSIDE
                    uses.after[word] += near and _is_name(last)
                    uses.before[last] += near and _is_name(word) and last[:1].isupper()
                else:
                    uses.small.add(word)
                last, end = word if match.group() == word else "", match.end()
        return uses


def _is_name(word: str) -> bool:
    """Whether a word may stand in a person's name, or before one: ``Ilse``, ``Mr``, ``President``."""
    return word[:1].isupper() and word.casefold() not in STOPWORDS | DAYS and not is_in(word, _QUALIFIERS)


def told_states(texts: Iterable[str]) -> Atlas:
    """The tables with the states that these texts tell of; what one text tells holds for all."""
    whole = sorted(set(texts))
    adjectives, owners = _told(whole)
    capitals = [call for text in whole if "capital" in text for call in _called_capitals(text)]
    if not adjectives and not owners and not capitals:
        return WORLD
    uses = _Uses.of(whole)
    names = {name for run in sorted(owners) if (name := _own_name(run, uses, whole)) is not None}
    terms = {name: name for name in names}
    for adjective, heads in sorted(adjectives.items()):
        name = _base(adjective, uses)
        if name is None:
            continue
        regular = adjective == f"{name}n" and uses.inside[name] > 0
        if sum(heads.values()) + regular + _ENOUGH * (name in names) >= _ENOUGH:
            terms |= {name: name, adjective: name} | ({f"{adjective}s": name} if adjective.endswith("an") else {})
    states = {
        term: Actor(name, PartyKind.STATE, "name" if term == name else "adjective") for term, name in terms.items()
    }
    seats = {seat: Actor(name, PartyKind.STATE, "seat") for seat, name in _seats(capitals, Atlas(states), uses).items()}
    return Atlas({**seats, **states}) if seats or states else WORLD


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


def _own_name(run: str, uses: _Uses, texts: Iterable[str]) -> str | None:
    """The name of a state at the end of a run of words before ``'s foreign minister``; None for a person or a body."""
    words = run.split()
    while words and (words[0].casefold() in DAYS | STOPWORDS):
        words = words[1:]
    name = " ".join(words).title() if run.isupper() else " ".join(words)
    if not words or actor(name) is not None or any(_is_word_of_offices(word) for word in words):
        return None
    if len(words) == 1:
        fits = uses.inside[name] and not uses.is_personal(name) and name.casefold() not in uses.small
        return name if fits and len(name) >= _SHORTEST else None
    place = re.compile(rf"\b(?:[Ii]n|into|across|of) {re.escape(name)}\b")
    return name if any(place.search(text) for text in texts) and not uses.is_personal(words[-1]) else None


def _is_word_of_offices(word: str) -> bool:
    return any(is_in(word, words) for words in (BODIES, OFFICIALS, PRIVATE, PORTFOLIO)) or word.casefold() in HONORIFICS


def _base(adjective: str, uses: _Uses) -> str | None:
    """The name in the texts that an adjective is made from: ``Valdoria`` for ``Valdorian``."""
    if adjective.casefold() in uses.small:
        return None
    for ending, others in _ENDINGS:
        stem = adjective.removesuffix(ending)
        for other in others if adjective.endswith(ending) else ():
            name = stem + other
            if len(stem) < _SHORTEST or name == adjective or not uses.all[name] or actor(name) is not None:
                continue
            if not (name.casefold() in uses.small | _NO_STATES or uses.is_personal(name) or _is_word_of_offices(name)):
                return name
    return None


_STATE = rf"(?:the[ \t])?({_RUN})"
_SEATS = (
    re.compile(
        rf"({_RUN}),?[ \t](?:is[ \t]|which[ \t]is[ \t])?(?:the[ \t]|its[ \t])?({_WORD})(?:[’']s?)?[ \t]capital\b"
    ),
    re.compile(rf"({_RUN}),?[ \t](?:is[ \t]|which[ \t]is[ \t])?(?:the[ \t])?capital[ \t](?:city[ \t])?of[ \t]{_STATE}"),
)
_OF_SEATS = (
    re.compile(rf"\b({_WORD})(?:[’']s?)?[ \t]capital(?:[ \t]city)?(,?)[ \t]({_RUN})"),
    re.compile(rf"\bcapital[ \t](?:city[ \t])?of[ \t](?:the[ \t])?({_WORD})(,)[ \t]({_RUN})"),
)


def _seats(capitals: Iterable[tuple[str, str]], atlas: Atlas, uses: _Uses) -> dict[str, str]:
    """Capitals to their states: ``Sorn, the Meltavian capital``, ``Meltavia's capital, Sorn``."""
    found: dict[str, set[str]] = {}
    for place, term in capitals:
        state = atlas.actor(term)
        if state is None or state.kind is not PartyKind.STATE or state.form == "seat":
            continue
        words = place.split()
        while words and words[0].casefold() in DAYS | STOPWORDS:
            words = words[1:]
        name = " ".join(words)
        if name and atlas.actor(name) is None and not any(_is_word_of_offices(word) for word in words):
            if uses.is_personal(words[-1]) and not (len(words) > 1 and uses.before[words[0]] == uses.after[words[-1]]):
                continue
            found.setdefault(name, set()).add(state.name)
    return {name: next(iter(states)) for name, states in sorted(found.items()) if len(states) == 1}


def _called_capitals(text: str) -> Iterator[tuple[str, str]]:
    """Places that a text calls a capital, with the word for whose."""
    for pattern in _SEATS:
        for match in pattern.finditer(text):
            yield match.group(1), match.group(2)
    for pattern in _OF_SEATS:
        for match in pattern.finditer(text):
            # "In the Meltavian capital, Karsak said": the comma has to be closed by another.
            if not match.group(2) or text[match.end() : match.end() + 1] in (",", ".", ")", ";"):
                yield match.group(3), match.group(1)
