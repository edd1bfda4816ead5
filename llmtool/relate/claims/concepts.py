"""Words of one meaning under one name, with a sign for the opposite sense."""

from __future__ import annotations

from functools import lru_cache

from llmtool.words import listed, stem

Sense = tuple[str, bool]
"""The name of a concept, and whether the word stands for its opposite."""


@lru_cache(maxsize=1)
def _table() -> dict[str, Sense]:
    """Stems, and pairs of stems joined by ``_``, to their sense. The first mention of a word wins."""
    table: dict[str, Sense] = {}
    for line in listed("llmtool.relate.claims", "concepts.txt"):
        straight, _, opposite = line.partition("|")
        name = _key(straight.split()[0])
        for words, is_opposite in ((straight, False), (opposite, True)):
            for word in words.split():
                table.setdefault(_key(word), (name, is_opposite))
    return table


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Stems of irregular forms and derived nouns to the stem of the plain form. The first mention of a form wins."""
    forms: dict[str, str] = {}
    for line in listed("llmtool.relate.claims", "forms.txt"):
        plain, *others = line.split()
        for other in others:
            if stem(other) != stem(plain):
                forms.setdefault(stem(other), stem(plain))
    return forms


@lru_cache(maxsize=65536)
def plain_stem(word: str) -> str:
    """The stem of a casefolded word's plain form: ``pay`` for ``paid``, ``extend`` for ``extension``."""
    own = stem(word)
    return _forms().get(own, own)


def _key(word: str) -> str:
    return "_".join(plain_stem(part) for part in word.split("_"))


@lru_cache(maxsize=65536)
def sense(word: str) -> Sense:
    """The concept of a casefolded word; its own stem where no table knows it."""
    own = plain_stem(word)
    return _table().get(own, (own, False))


def is_known(word: str) -> bool:
    """Does the table list the word?"""
    return plain_stem(word) in _table()


@lru_cache(maxsize=65536)
def phrase_sense(first: str, second: str) -> Sense | None:
    """The concept of two words together, such as ``rule out``."""
    return _table().get(f"{plain_stem(first)}_{plain_stem(second)}")
