"""One government of a dispute inside one country: its ministers, its ministries and ``the federal government``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from llmtool.align.parties.countries import Atlas
from llmtool.align.parties.people.offices import office_of
from llmtool.align.parties.states.homes import is_national_body
from llmtool.schema import PartyKind

_FORCES = ("army", "navy", "military")
_WHOLE = frozenset(("government", "junta", "cabinet", "military government"))
_NAME = "Government"


def governments(
    parties: Mapping[str, PartyKind],
    roles: Callable[[str], Iterable[str]],
    uses: Counter[str],
    atlas: Atlas,
    home: str | None = None,
) -> dict[str, str]:
    """Parties that are one government to the name of the one that stands for it.

    Nothing where a state speaks that is not ``home``, nor where a minister speaks for a party of his own: then cabinets
    quarrel.

    Args:
        parties: the kind of each party by its name.
        roles: the roles of those who speak for a party.
        uses: how often each party speaks.
        atlas: which words are states'.
        home: the state in which all others speak too: its name stands for its government.

    """
    if any(kind is PartyKind.STATE and name != home for name, kind in parties.items()):
        return {}
    bodies = [name for name in parties if is_government(name)]
    held = {name: _offices(roles(name), atlas) for name in parties if name not in (*bodies, home)}
    departments = {office.replace(" minister", " department") for offices in held.values() for office in offices}
    bodies += [name for name in held if name.casefold() in departments]
    held = {name: offices for name, offices in held.items() if name not in bodies}
    # Unions and clubs have presidents too.
    if any(held[name] - {"president"} for name in held if parties[name] is not PartyKind.PERSON):
        return {}
    held = {name: offices for name, offices in held.items() if parties[name] is PartyKind.PERSON}
    ministers = [name for name, offices in held.items() if offices]
    heads = {office for name in ministers for office in held[name]}
    if {"president", "prime minister"} <= heads or {"president", "chancellor"} <= heads:
        ministers = [name for name in ministers if "president" not in held[name]]
    if home is not None:
        return dict.fromkeys(sorted({*bodies, *ministers}), home)
    joined = sorted({*bodies, *ministers})
    if len(joined) < 2:
        return {}
    named = sorted(bodies, key=lambda name: ("government" not in name.casefold(), -uses[name], name))
    return dict.fromkeys(joined, named[0] if named else _NAME)


def is_government(name: str) -> bool:
    """Whether a name is that of a whole government or a ministry: ``Government``, ``Foreign Ministry``."""
    low = name.casefold()
    return low in _WHOLE or (is_national_body(name) and not low.endswith(_FORCES))


def _offices(roles: Iterable[str], atlas: Atlas) -> set[str]:
    """The offices of a government among roles that name no state: ``interior minister``."""
    found = (office_of(role, atlas) for role in roles)
    return {office.name for office in found if office is not None and office.state is None}
