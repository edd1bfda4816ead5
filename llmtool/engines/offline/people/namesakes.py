"""Persons of one surname in one document: which of them a bare surname means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from llmtool.align.parties.people.names import person, same_person
from llmtool.align.parties.vocabulary import is_past
from llmtool.engines.offline.people.given_names import gender_of_name
from llmtool.engines.offline.people.roles import gender_of


def namesakes_of(names: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The surnames that more than one person has, with the full names: no two spellings of one name."""
    found: dict[str, list[str]] = {}
    for last, full in names.items():
        apart: list[str] = []
        for name in full:
            own = person(name)
            others = [person(other) for other in apart]
            if own is not None and not any(other is not None and same_person(own, other) for other in others):
                apart.append(name)
        if len(apart) > 1:
            found[last] = apart
    return found


def namesake(
    names: Sequence[str], text: str, at: int, gender: str, role: str | None, role_of: Callable[[str], str | None]
) -> str:
    """The one of several full names that a surname at an offset means.

    Args:
        names: the full names, in the order in which the text first gives them.
        text: the document.
        at: the offset of the surname.
        gender: what a form of address tells: ``f``, ``m`` or nothing.
        role: the role that stands with the surname.
        role_of: the role that the text gives to a full name.

    """
    fitting = [name for name in names if not gender or _gender(name, role_of) in {"", gender}]
    sure = [name for name in fitting if gender and _gender(name, role_of) == gender]
    left = sure or fitting or list(names)
    if role is not None:
        words = set(re.findall(r"\w{4,}", role.casefold()))
        agreeing = [name for name in left if is_past(role) == is_past(role_of(name) or "")]
        agreeing = [name for name in agreeing if words & set(re.findall(r"\w{4,}", (role_of(name) or "").casefold()))]
        left = agreeing or left
    before = [(text.rfind(name, 0, at), name) for name in left]
    place, nearest = max(before)
    return nearest if place >= 0 else left[0]


def _gender(name: str, role_of: Callable[[str], str | None]) -> str:
    return gender_of_name(name) or gender_of(role_of(name) or "")
