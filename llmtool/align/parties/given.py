"""Speakers that the parties file or a proposal names, and which of them a mention means."""

from __future__ import annotations

from dataclasses import dataclass

from llmtool.align.parties.bodies.short_forms import is_generic
from llmtool.align.parties.countries import WORLD, Atlas
from llmtool.align.parties.people.names import person
from llmtool.align.parties.people.speakers import clean
from llmtool.align.parties.sides import Side, strip_determiner
from llmtool.align.parties.ties.phrases import side_of_name
from llmtool.align.parties.ties.readings import Reader, plain
from llmtool.align.rules import PartyRules
from llmtool.drafts import AlignmentDraft


@dataclass(frozen=True)
class Given:
    """A speaker that the parties file (``fixed``) or the proposal names."""

    number: int
    name: str
    role: str | None
    side: Side | None
    aliases: tuple[str, ...]
    fixed: bool


def form_of(name: str) -> str:
    """A speaker's name as listed: without titles for persons, without a determiner otherwise."""
    found = person(name)
    return found.text if found is not None else strip_determiner(name)


def given_speakers(rules: PartyRules, draft: AlignmentDraft, reader: Reader) -> list[Given]:
    """All named speakers, the parties file's first, numbered in an order of their own."""
    rows = [(each.name, each.role, each.party, each.aliases, True) for each in rules.speakers]
    rows += [(each.name, each.role, each.party, each.aliases, False) for each in draft.speakers]
    rows.sort(key=lambda row: (not row[4], row[0], row[2], row[1] or "", row[3]))
    found = []
    for number, (raw, role, party, aliases, fixed) in enumerate(rows):
        name = clean(raw)
        if name is None:
            continue
        forms = tuple(sorted({form for alias in aliases if (form := clean(alias)) is not None and form != name}))
        side = reader.name(party, "", 0) if clean(party) else None
        if side is not None and plain(party) == plain(name) and plain(party) not in {**reader.fixed, **reader.drafted}:
            side = None  # a person who is nobody else's voice
        found.append(Given(number, form_of(name) if person(name) else name, clean(role), side, (*forms, name), fixed))
    return found


def fixed_parties(rules: PartyRules) -> dict[str, Side]:
    """Names and aliases of the parties file."""
    found: dict[str, Side] = {}
    for party in rules.parties:
        for form in (party.name, *party.aliases):
            found[plain(form)] = Side(party.name, party.kind)
    return found


def drafted_parties(draft: AlignmentDraft, atlas: Atlas = WORLD) -> dict[str, Side]:
    """Names and aliases of the draft's parties; an alias that two of them claim settles nothing."""
    claims: dict[str, set[Side]] = {}
    names: dict[str, Side] = {}
    for party in sorted(draft.parties, key=lambda party: (party.name, party.kind, party.aliases)):
        name = " ".join(party.name.split())
        if not name:
            continue
        own = side_of_name(name, atlas)
        known = atlas.actor(name) or (atlas.actor(own.name) if own is not None else None)
        side = (
            Side(known.name, known.kind) if known is not None else names.setdefault(plain(name), Side(name, party.kind))
        )
        names.setdefault(plain(name), side)
        for form in party.aliases:
            claims.setdefault(plain(form), set()).add(side)
    found = {form: next(iter(sides)) for form, sides in claims.items() if len(sides) == 1 and form}
    # "Company" that nothing explains in one document says nothing of "the company" in another.
    vague = {form for form in names if is_generic(names[form].name) and claims.get(form, set()) - {names[form]}}
    return {form: side for form, side in {**found, **names}.items() if form not in vague}
