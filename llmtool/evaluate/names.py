"""Names of holders: whether two mean the same one (labels say "Parents' Association", an engine may say "the
Association"), and how one is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from llmtool.words import tokens

Form = tuple[str, ...]
"""The words of a name, casefolded, without articles and titles."""

_LEADING = frozenset("the a an mr mrs ms miss dr prof professor sir dame".split())


def form(name: str) -> Form:
    """The words of a name that tell it from others; a name of nothing but such words keeps its last one."""
    words = [word.rstrip(".") for word in tokens(name.replace("’", "'"))]
    while len(words) > 1 and words[0] in _LEADING:
        del words[0]
    return tuple(words)


def forms(names: Iterable[str | None]) -> frozenset[Form]:
    """The forms of several names of one holder."""
    return frozenset(found for name in names if name and (found := form(name)))


def same_holder(ours: Collection[Form], theirs: Collection[Form], others: Collection[Form] = ()) -> bool:
    """Whether one of our forms is one of theirs, or ends it, or ends with it, and fits no other holder as well.

    ``Lunn`` and ``Councillor Greta Lunn`` are ``Greta Lunn``, unless ``others`` holds a ``Per Lunn`` too.
    """
    if set(ours) & set(theirs):
        return True
    return any(
        any(_ends(mine, yours) for yours in theirs) and not any(_ends(mine, other) for other in others) for mine in ours
    )


def told_holder(speaker: str | None, party: str) -> str:
    """A holder for people: the party, or ``Ada Lind (Harbour Tenants' Union)``."""
    return party if speaker is None or speaker == party else f"{speaker} ({party})"


def _ends(one: Form, other: Form) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and long[-len(short) :] == short
