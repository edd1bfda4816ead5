"""One name and one kind for each party, however the texts name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from llmtool.align.parties.bodies.short_forms import same_bodies
from llmtool.align.parties.countries import bare, words_of
from llmtool.align.parties.sides import Side
from llmtool.align.parties.ties.readings import Reader, display, proper_words, state_of_adjective
from llmtool.align.parties.vocabulary import STATE_BODIES, is_in
from llmtool.schema import PartyKind

_TOWN_OF = re.compile(r"\b(?:[Mm]ayor|[Tt]own|[Cc]ity|[Vv]illage|[Pp]eople|[Rr]esidents) of ([A-Z][\w\-]+)")
_HALL = re.compile(r"(?:city|town)[ -]hall", re.IGNORECASE)


def one_name_each(
    sides: Iterable[Side], uses: Mapping[str, int], reader: Reader, texts: Iterable[str], outlets: set[str]
) -> dict[Side, Side]:
    """Each side as read to the side that stands for it.

    Args:
        sides: all sides that were read.
        uses: how often each side is named.
        reader: what the parties file and the proposal say; the names of the file are never joined with others.
        texts: the documents, for what adjectives are made from.
        outlets: casefolded names of the documents' outlets.

    """
    found = sorted(
        {*sides, *reader.drafted.values()}, key=lambda side: (side.name, side.kind, side.short, side.adjective)
    )
    fixed = {side.name: side for side in reader.fixed.values()}
    drafted = {side.name: side for side in reader.drafted.values()}
    states = {side.name for side in found if side.kind is PartyKind.STATE and not side.adjective}
    counts = {
        side.name: uses.get(side.name, 0)
        for side in found
        if side.name not in fixed
        and side.kind is not PartyKind.PERSON
        and (reader.atlas.actor(side.name) is None or side.kind is not PartyKind.STATE)
    }
    towns = {match.group(1) for text in texts for match in _TOWN_OF.finditer(text)}
    one = {**same_bodies(counts, list(reader.abbreviations.items()), towns), **_one_hall(counts)}
    of_states = _states_of_adjectives(found, states, texts)
    names: dict[Side, str] = {}
    kinds: dict[str, set[PartyKind]] = {}
    for side in found:
        name = one.get(side.name, side.name)
        name = of_states.get(name, of_states.get(side.name, name))
        names[side] = name
        known = drafted.get(side.name) or drafted.get(name)
        if known is not None and reader.atlas.actor(name) is None:
            kinds.setdefault(name, set()).add(known.kind)
    for side in found:
        name = names[side]
        if name not in kinds or reader.atlas.actor(name) is not None:
            kinds.setdefault(name, set()).add(PartyKind.STATE if name in states else side.kind)
    # A state is a state however often somebody reads it as a body; the rest in the order of the kinds.
    order = [PartyKind.STATE, PartyKind.ORGANISATION, PartyKind.PERSON, PartyKind.SOURCE]
    return {
        side: fixed[side.name]
        if side.name in fixed
        else Side(
            display(Side(names[side], side.kind)),
            PartyKind.SOURCE
            if names[side].casefold() in outlets
            else next(kind for kind in order if kind in kinds[names[side]]),
        )
        for side in found
    }


def _one_hall(counts: Mapping[str, int]) -> dict[str, str]:
    """``Town hall`` to ``City`` or ``Town``, where nothing names it in full and there is one of the two."""
    halls = sorted(name for name in counts if _HALL.fullmatch(name))
    places = sorted(name for name in counts if name.casefold() in ("city", "town"))
    return dict.fromkeys(halls, places[0]) if len(places) == 1 else {}


def _states_of_adjectives(sides: Sequence[Side], states: set[str], texts: Iterable[str]) -> dict[str, str]:
    """``Valdorian`` and ``Valdorian border service`` to ``Valdoria``, for states that no table knows."""
    adjectives = sorted({side.name for side in sides if side.adjective})
    if not adjectives:
        return {}
    words = proper_words(texts) | {side.name for side in sides if " " not in side.name}
    found: dict[str, str] = {}
    for adjective in adjectives:
        if " " not in adjective:
            base = state_of_adjective(adjective, words - {adjective})
            found[adjective] = base or adjective
    bases = set(found.values())
    for side in sides:
        first, *rest = words_of(side.name) or [side.name]
        state = found.get(bare(first), bare(first) if bare(first) in bases else None)
        if rest and state and (is_in(rest[-1], STATE_BODIES) or bare(rest[-1]).casefold() in ("service", "services")):
            found[side.name] = state
    states.update(bases)
    return found
