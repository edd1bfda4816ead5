"""Descriptions that stand for somebody whom the document names elsewhere: "the Russian leader", "the city's mayor"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from llmtool.align.countries import mentions, words_of
from llmtool.align.introductions import introduced_role
from llmtool.engines.offline.holders import ROLES
from llmtool.engines.offline.roles import ADJECTIVES, bare

_HEADS: Final = {
    "leader": frozenset("president premier chancellor minister king queen leader".split()),
    "premier": frozenset("premier minister".split()),
    "chief": frozenset("chief director head".split()),
    "head": frozenset("chief director head".split()),
    "boss": frozenset("chief director head executive owner manager".split()),
    "spokesman": frozenset("spokesman spokesperson".split()),
    "spokeswoman": frozenset("spokeswoman spokesperson".split()),
    "diplomat": frozenset("minister ambassador envoy".split()),
}
_MANY: Final = frozenset("official officials resident analyst expert activist lawmaker witness spokesman spokeswoman".split())
_QUALIFIERS: Final = frozenset("prime foreign defence defense finance interior deputy vice general health".split())


class Roles:
    """The roles that a document gives to the people it names; ``names`` are their full names."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        self._text = text
        self._names = tuple(sorted(set(names)))
        self._known: tuple[tuple[str, str], ...] | None = None

    def holder(self, description: str) -> str | None:
        """The one person whose role fits a description, or nothing where none or several fit."""
        words = [bare(word) for word in re.split(r"\s+(?:of|for)\s+", description)[0].split()]
        if not words or words[-1] not in ROLES | {"boss", "diplomat"} or words[-1] in _MANY:
            return None
        heads = _HEADS.get(words[-1], frozenset({words[-1]}))
        sides = _sides(description)
        named = frozenset(words) & _QUALIFIERS
        rest = {word for word in words[:-1] if word not in ADJECTIVES and word not in named}
        fitting = set()
        for name, role in self._roles():
            own = frozenset(bare(word) for word in role.split())
            same = not sides or sides == _sides(role)
            if heads & own and same and (named == own & _QUALIFIERS or (words[-1] == "leader" and not named)):
                if sides or not rest or rest & own or words[-1] in {"mayor", "leader"}:
                    fitting.add(name)
        return fitting.pop() if len(fitting) == 1 else None

    def _roles(self) -> tuple[tuple[str, str], ...]:
        if self._known is None:
            found = ((name, introduced_role(self._text, name)) for name in self._names if " " in name)
            self._known = tuple((name, role) for name, role in found if role)
        return self._known


def _sides(words: str) -> frozenset[str]:
    return frozenset(found.actor.name for found in mentions(words_of(words)))
