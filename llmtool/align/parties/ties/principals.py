"""Sides passed on between persons: a spokesman has the side of the one he speaks for, and the other way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping

from llmtool.align.parties.people.names import person
from llmtool.align.parties.people.persons import Mention
from llmtool.align.parties.sides import Side
from llmtool.schema import PartyKind

Sides = Mapping[Mention, Counter[Side]]
PASSED_ON = 2
"""Votes for a side that comes from a principal or a spokesperson."""


def follow(
    sides: Sides,
    serves: Mapping[Mention, Iterable[str]],
    full_names: Mapping[str, str],
    own: Container[Mention] = frozenset(),
) -> None:
    """Add votes to mentions without a side.

    Args:
        sides: votes by mention; those of mentions without any are filled.
        serves: for a mention the folded surnames of the persons it speaks for.
        full_names: folded surname to the full name of a person, for principals on no known side.
        own: mentions that speak for themselves where their principals are on no known side.

    """
    for _ in range(2):
        told = _told(sides)
        for mention in sorted(serves, key=_key):
            for principal in sorted(serves[mention]):
                if principal in told and not sides[mention]:
                    sides[mention][told[principal]] += PASSED_ON
        _to_principals(sides, serves)
    for mention in sorted(serves, key=_key):
        for principal in sorted(serves[mention]):
            if not sides[mention] and principal in full_names and mention not in own:
                sides[mention][Side(full_names[principal], PartyKind.PERSON)] += PASSED_ON


def _to_principals(sides: Sides, serves: Mapping[Mention, Iterable[str]]) -> None:
    by_principal: dict[str, Counter[Side]] = {}
    for mention in serves:
        for principal in serves[mention]:
            by_principal.setdefault(principal, Counter()).update(sides[mention])
    for mention, own in sides.items():
        name = person(mention.name)
        if name is not None and not own and name.keys[-1] in by_principal:
            own.update(by_principal[name.keys[-1]])


def _told(sides: Sides) -> dict[str, Side]:
    """By folded surname the side with the most votes."""
    votes: dict[str, Counter[Side]] = {}
    for mention, own in sides.items():
        if own and (name := person(mention.name)) is not None:
            votes.setdefault(name.keys[-1], Counter()).update(own)
    return {key: min(own, key=lambda side: (-own[side], side.name, side.kind)) for key, own in sorted(votes.items())}


def _key(mention: Mention) -> tuple[str, str]:
    return (mention.document_id, mention.name)
