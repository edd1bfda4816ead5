"""Sides that stand before an office: ``Meridon Lines director``, ``council leader``, ``Valdorian foreign minister``."""

from __future__ import annotations

from llmtool.align.parties.countries import bare
from llmtool.align.parties.sides import Side
from llmtool.align.parties.ties.runs import proper_run, without_owner
from llmtool.align.parties.vocabulary import (
    BODIES,
    CIVIC,
    DESKS,
    GROUPS,
    NATIONAL,
    OFFICIALS,
    PARTIES,
    PORTFOLIO,
    SECTIONS,
    STATE_GROUPS,
    is_in,
)
from llmtool.schema import PartyKind


def _is_adjective(run: str) -> bool:
    """Whether a proper word may be the adjective of a state: ``Valdorian``."""
    return " " not in run and not run.isupper() and run.endswith(("an", "ese", "ish", "ic", "i", "ch", "che"))


def from_prefix(words: list[str], head: str, *, is_role: bool) -> Side | None:
    """``Meridon Lines director``, ``council leader``, ``Valdorian foreign minister``, ``Norvale police``."""
    if not is_role:
        if is_in(head, BODIES):
            proper = any(
                word[0].isupper() and not is_in(word, BODIES) and not is_in(word, PORTFOLIO) for word in words[:-1]
            )
            national = is_in(head, NATIONAL) and proper and len(words) > 1
            if national:
                return Side(bare(proper_run(words[:-1])), PartyKind.STATE, adjective=True)
            return Side(" ".join(words), PartyKind.ORGANISATION, short=not proper)
        if bare(head).casefold() in GROUPS and bare(head).casefold() not in STATE_GROUPS and not is_in(head, CIVIC):
            party = bare(head).casefold() in PARTIES and head[0].isupper()
            return Side(" ".join(words), PartyKind.ORGANISATION, short=len(words) == 1 and not party)
        office = is_in(head, OFFICIALS) or bare(head).casefold() in GROUPS
        return from_prefix(words, head, is_role=True) if office else None
    cut = next(
        (at for at, word in enumerate(words) if is_in(word, OFFICIALS) and not is_in(word, BODIES)), len(words) - 1
    )
    bodies = [
        at
        for at, word in enumerate(words[:-1])
        if is_in(word, BODIES) and not (at == 0 and word[0].isupper() and len(words) == 2 and is_in(word, CIVIC))
        if not _is_section(words, at)
    ]
    if bodies and is_in(head, OFFICIALS) | (bare(head).casefold() in GROUPS):
        body = bodies[-1]
        front = without_owner(words[: body + 1])
        if is_in(front[-1], NATIONAL) and (run := proper_run(front[:-1])):
            return Side(bare(run), PartyKind.STATE, adjective=True)
        while len(front) > 1 and front[0].islower() and front[1][0].isupper() and is_in(front[0], PORTFOLIO):
            front = front[1:]  # "senior Liberal Alliance lawmaker"
        name = " ".join([*front[:-1], bare(front[-1])])
        proper = any(word[0].isupper() and not is_in(word, BODIES) and not is_in(word, PORTFOLIO) for word in front)
        return Side(name, PartyKind.ORGANISATION, short=not proper)
    if any(is_in(word, CIVIC) for word in words) and not any(word[0].isupper() for word in words[:cut]):
        return Side("council", PartyKind.ORGANISATION, short=True)  # "mayor", "deputy mayor", "a city official"
    return _by_office(words[:cut] if cut else [], words, head)


def _is_section(words: list[str], at: int) -> bool:
    """Whether a word only tells what somebody is in charge of: ``Halden's logistics director``, ``Energy minister``."""
    minister = is_in(words[at + 1], frozenset(("minister", "secretary")))
    if minister and at == 0 and is_in(words[at], DESKS):
        return True  # "Ports minister", before a name
    portfolio = minister and is_in(words[at], PORTFOLIO)
    return is_in(words[at], SECTIONS) and (words[at].islower() or portfolio)


def _by_office(front: list[str], words: list[str], head: str) -> Side | None:
    """``Valdorian foreign minister``, ``Vessen Rowers president``: a proper name before an office."""
    run = proper_run(front)
    if bare(head).casefold() == "counterpart" and len(words) > 1 and words[-2][0].isupper():
        return Side(" ".join(words[:-1]), PartyKind.ORGANISATION)  # "his Labour counterpart"
    if run and (is_in(head, OFFICIALS) or bare(head).casefold() in GROUPS):
        national = is_in(head, NATIONAL) or any(is_in(word, NATIONAL) for word in words)
        # "Vessen Rowers president": clubs, leagues and universities have presidents too.
        national = national and (not head.casefold().startswith("president") or _is_adjective(run))
        if is_in(run, CIVIC):
            return Side(run.casefold(), PartyKind.ORGANISATION, short=True)  # "Town treasurer", before a name
        return Side(bare(run), PartyKind.STATE if national else PartyKind.ORGANISATION, adjective=national)
    return None
