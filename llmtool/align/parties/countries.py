"""Which state or international body a name, adjective, capital or seat of government stands for.

The tables (``countries.tsv``, ``bodies.tsv``) were written for this project. Matching keeps case, so that ``us`` and
``who`` are not taken for actors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from llmtool.schema import PartyKind
from llmtool.words import listed, stem

WORD = re.compile(r"(?:[A-Za-z]\.){2,}|No\. (?=\d)|[^\W_]+(?:[’'\-.&][^\W_]+)*(?:\+|(?<=s)[’'](?=\s|$))?")
_POSSESSIVE = re.compile(r"[’']s?$")
Form = Literal["name", "adjective", "seat"]


@dataclass(frozen=True)
class Actor:
    """A state or an international body; ``form`` tells which kind of word named it."""

    name: str
    kind: PartyKind
    form: Form


@dataclass(frozen=True)
class Mention:
    """An actor named by ``words[start:end]`` of a phrase."""

    actor: Actor
    start: int
    end: int


def words_of(phrase: str) -> list[str]:
    """The words of a phrase in their own case, possessive endings kept."""
    return [match.group() for match in WORD.finditer(phrase)]


def bare(word: str) -> str:
    """A word without its possessive ending and with straight apostrophes."""
    return _POSSESSIVE.sub("", word).replace("’", "'")


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, ...], Actor]:
    table: dict[tuple[str, ...], Actor] = {}
    for line in listed("llmtool.align.parties", "bodies.tsv"):
        name, _, others = line.partition("\t")
        for term in (name, *_terms(others)):
            _enter(table, term, Actor(name, PartyKind.ORGANISATION, "adjective" if term == "European" else "name"))
    for line in listed("llmtool.align.parties", "countries.tsv"):
        name, adjectives, seats = [*line.split("\t"), "", ""][:3]
        _enter(table, name, Actor(name, PartyKind.STATE, "name"))
        for term in _terms(adjectives):
            _enter(table, term, Actor(name, PartyKind.STATE, "adjective"))
        for term in _terms(seats):
            _enter(table, term, Actor(name, PartyKind.STATE, "seat"))
    return table


def _terms(cell: str) -> list[str]:
    return [term.strip() for term in cell.split(",") if term.strip()]


def _enter(table: dict[tuple[str, ...], Actor], term: str, actor: Actor) -> None:
    words = tuple(bare(word) for word in words_of(term))
    table.setdefault(words, actor)
    table.setdefault(tuple(word.rstrip(".") for word in words), actor)
    if sum(map(len, words)) > 4:
        table.setdefault(tuple(word.upper() for word in words), actor)


class Atlas:
    """Actors by the words that name them: those of the tables, and those that the texts of a comparison tell of.

    Never changed once made, so that what is read with one can be remembered.
    """

    def __init__(self, told: Mapping[str, Actor] | None = None) -> None:
        """``told`` has names, adjectives and seats of states that the tables lack; the tables go first."""
        self.told = {tuple(bare(word) for word in words_of(term)): actor for term, actor in (told or {}).items()}

    def get(self, words: tuple[str, ...]) -> Actor | None:
        """The actor that exactly these words name."""
        return _table().get(words) or self.told.get(words)

    def actor(self, phrase: str) -> Actor | None:
        """The actor that a whole phrase names, determiners aside: ``the United States``, ``Kremlin``, ``russia``."""
        return _actor(self, phrase)

    def mentions(self, words: Sequence[str]) -> list[Mention]:
        """All actors named in a phrase, the longest at each place, left to right."""
        found: list[Mention] = []
        plain = [bare(word) for word in words]
        at = 0
        while at < len(plain):
            for length in range(min(_longest(), len(plain) - at), 0, -1):
                hit = self.get(tuple(plain[at : at + length]))
                if hit is not None:
                    found.append(Mention(hit, at, at + length))
                    at += length
                    break
            else:
                at += 1
        return found


WORLD = Atlas()
"""The tables alone."""


@lru_cache(maxsize=16384)
def _actor(atlas: Atlas, phrase: str) -> Actor | None:
    words = tuple(bare(word) for word in words_of(phrase))
    found = atlas.get(words) or atlas.get(tuple(word.capitalize() if word == "the" else word for word in words))
    while found is None and words and words[0].casefold() == "the":
        words = words[1:]
        found = atlas.get(words)
    if not words:
        return None
    if found is None and sum(map(len, words)) > 4 and all(word.islower() for word in words):
        found = _table().get(tuple(word.capitalize() for word in words))
    return found


def actor(phrase: str) -> Actor | None:
    """The actor of the tables that a whole phrase names."""
    return _actor(WORLD, phrase)


def mentions(words: Sequence[str]) -> list[Mention]:
    """All actors of the tables that a phrase names."""
    return WORLD.mentions(words)


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _table()))


@lru_cache(maxsize=1)
def actor_stems() -> frozenset[str]:
    """Stems of the single words that name actors: who is involved, never what a dispute is about."""
    return frozenset(stem(words[0].casefold()) for words in _table() if len(words) == 1)
