"""Words of one meaning under one name, with a sign for the opposite sense."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from llmtool.words import stem

Sense = tuple[str, bool]
"""The name of a concept, and whether the word stands for its opposite."""

_OPPOSING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


@lru_cache(maxsize=1)
def _table() -> dict[str, Sense]:
    """Stems, and pairs of stems joined by ``_``, to their sense. The first mention of a word wins."""
    table: dict[str, Sense] = {}
    text = files("llmtool.relate").joinpath("concepts.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        straight, _, opposite = line.partition("|")
        name = _key(straight.split()[0])
        for words, is_opposite in ((straight, False), (opposite, True)):
            for word in words.split():
                table.setdefault(_key(word), (name, is_opposite))
    return table


def _key(word: str) -> str:
    return "_".join(stem(part) for part in word.split("_"))


@lru_cache(maxsize=65536)
def sense(word: str) -> Sense:
    """The concept of a casefolded word; its own stem where no table knows it."""
    own = stem(word)
    return _table().get(own, (own, False))


@lru_cache(maxsize=65536)
def phrase_sense(first: str, second: str) -> Sense | None:
    """The concept of two words together, such as ``rule out``."""
    return _table().get(f"{stem(first)}_{stem(second)}")


def bare(word: str) -> str | None:
    """A word without a prefix that turns it round (``unfit``, ``dissatisfied``); None where it has none."""
    for prefix in _OPPOSING_PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + 3:
            return word[len(prefix) :]
    return None
