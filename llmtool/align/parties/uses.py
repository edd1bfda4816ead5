"""How texts use capitalised words: as names of persons, after "in", or also written small."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from llmtool.align.parties.countries import bare
from llmtool.align.parties.vocabulary import BODIES, HONORIFICS, NO_NAMES, OFFICIALS, PORTFOLIO, PRIVATE, is_in
from llmtool.words import STOPWORDS

UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
WORD = rf"[{UPPER}][\w\-]{{0,40}}\w"
RUN = rf"{WORD}(?:[ \t]{WORD}){{0,2}}"
"""A capitalised word, and up to three of them."""
_TOKEN = re.compile(r"[^\W_][\w’'\-]*|[^\w\s]")
_INSIDE = frozenset("in into across inside throughout outside".split())
_QUALIFIERS = frozenset(
    "northern southern eastern western central north south east west new greater neighbouring".split()
)
_PERSONAL, _SHARE = 3, 2
"""A name is a person's where one in so many of its places has another name before it, or one in ``_SHARE`` after it."""


@dataclass
class Uses:
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
    def of(cls, texts: Iterable[str]) -> Uses:
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
    return word[:1].isupper() and word.casefold() not in STOPWORDS | NO_NAMES and not is_in(word, _QUALIFIERS)


def is_word_of_offices(word: str) -> bool:
    """Whether a word belongs to roles, bodies or forms of address, and is the name of no place."""
    return any(is_in(word, words) for words in (BODIES, OFFICIALS, PRIVATE, PORTFOLIO)) or word.casefold() in HONORIFICS
