"""Descriptions that stand for somebody whom the document names elsewhere: "the Russian leader", "the city's mayor"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from llmtool.align.parties.countries import mentions, words_of
from llmtool.align.parties.people.introductions import introduced_role
from llmtool.engines.offline.people.holders import BODIES, ROLES
from llmtool.engines.offline.people.roles import ADJECTIVES, bare

_HEADS: Final = {
    "leader": frozenset("president premier chancellor minister king queen leader".split()),
    "premier": frozenset("premier minister".split()),
    "chief": frozenset("chief director head".split()),
    "head": frozenset("chief director head".split()),
    "boss": frozenset("chief director head executive owner manager".split()),
    "spokesman": frozenset("spokesman spokesperson".split()),
    "spokeswoman": frozenset("spokeswoman spokesperson".split()),
    "diplomat": frozenset("minister ambassador envoy consul spokesperson spokesman spokeswoman".split()),
}
_MANY: Final = frozenset(
    "official officials resident analyst expert activist lawmaker witness spokesman spokeswoman".split()
)
# Of these a place or state has one, so that nobody else is meant by it.
_ALONE: Final = frozenset("president leader premier chancellor mayor minister governor king queen prime".split())
_ABROAD: Final = frozenset("foreign embassy ambassador envoy consul diplomatic mission".split())
_OF_A_STATE: Final = re.compile(r"^(?:the )?[A-Z][a-z]+(?:an|ese|ish|ic|i|ch)\b")
_ADJECTIVAL: Final = ("an", "ese", "ish", "ic", "i", "ch", "’s", "'s")
_QUALIFIERS: Final = frozenset(
    """prime foreign defence defense finance interior deputy vice general health shadow former ex onetime one-time
    retired late then""".split()
)
"""Words that make it another's: ``the minister`` is not the shadow minister, nor who was the minister."""


class Roles:
    """The roles that a document gives to the people it names; ``names`` are their full names."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        self._text = text
        self._names = tuple(sorted(set(names)))
        self._known: tuple[tuple[str, str], ...] | None = None

    def holder(self, description: str, near: Iterable[str]) -> str | None:
        """The one person whose role fits a description, or the one named just before where no role speaks against it.

        ``near`` are the people named last before the description.
        """
        words = [bare(word) for word in re.split(r"\s+(?:of|for)\s+", description)[0].split()]
        if not words or words[-1] not in ROLES | {"boss", "diplomat"} or words[-1] in _MANY:
            return None
        sides, owners = _sides(description), _owners(description)
        fitting = {name for name, role in self._roles() if _fits(words, sides, owners, role, strict=True)}
        if len(fitting) == 1:
            return fitting.pop()
        named = set(near)
        if len(named) != 1 or words[-1] not in _ALONE:
            return None
        name = named.pop()
        role = dict(self._roles()).get(name)
        if role is None and _OF_A_STATE.search(description):
            return None  # "The Kemori foreign minister" is told apart from whom the text names without a role
        if role is not None and not _fits(words, sides, owners, role, strict=False):
            return None
        # Where two presidents are named, "Ukraine's president" is not simply the one who was named last.
        rivals = {other for other, theirs in self._roles() if _fits(words, sides, owners, theirs, strict=False)} - {
            name
        }
        return None if sides and rivals else name

    def _roles(self) -> tuple[tuple[str, str], ...]:
        if self._known is None:
            found = ((name, introduced_role(self._text, name)) for name in self._names if " " in name)
            self._known = tuple((name, role) for name, role in found if role)
        return self._known


def _fits(words: list[str], sides: frozenset[str], owners: frozenset[str], role: str, *, strict: bool) -> bool:
    """Whether a role is that of a description; not ``strict``, a role that names no side fits any.

    ``sides`` and ``owners`` are the states and the bodies in the description.
    """
    heads = _HEADS.get(words[-1], frozenset({words[-1]}))
    named = frozenset(words) & _QUALIFIERS
    own = frozenset(bare(word) for word in role.split())
    if not heads & own or (named != own & _QUALIFIERS and (words[-1] not in {"leader", "diplomat"} or named)):
        return False
    if words[-1] == "diplomat" and not own & _ABROAD:
        return False
    theirs = _sides(role)
    if sides:
        return sides == theirs or (not strict and not theirs)
    rest = {word for word in words[:-1] if word not in ADJECTIVES and word not in named}
    if words[-1] == "leader" and rest & owners - own:
        return False  # "the union leader", "the KLM leader" are no ministers
    return not rest or bool(rest & own) or words[-1] in {"mayor", "leader"}


def _owners(description: str) -> frozenset[str]:
    """The words of a description that name a body: nouns, and names that are no adjectives of states."""
    words = [word for word in description.split()[:-1] if bare(word) not in ROLES]
    return frozenset(
        bare(word)
        for word in words
        if bare(word) in BODIES or (word[0].isupper() and (word.isupper() or not word.endswith(_ADJECTIVAL)))
    )


def _sides(words: str) -> frozenset[str]:
    return frozenset(found.actor.name for found in mentions(words_of(words)))
