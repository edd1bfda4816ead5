"""Ministers and ministries whose state nothing names: those of their document's home, or one government."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from llmtool.align.parties.countries import Atlas, words_of
from llmtool.align.parties.evidence import Evidence
from llmtool.align.parties.people.offices import office_of
from llmtool.align.parties.people.persons import Mention
from llmtool.align.parties.settled import PartyOf, SpeakerOf
from llmtool.align.parties.states.governments import governments, is_government
from llmtool.align.parties.states.homes import homes, is_bare_office, is_national_body
from llmtool.schema import PartyKind

_BEARING = 2
"""So many names with the state's in them make a dispute one inside it."""


def at_home(speakers: Mapping[Mention, SpeakerOf], read: Evidence, atlas: Atlas) -> dict[Mention, SpeakerOf]:
    """Ministries and ministers whose state nothing names, with the one where their documents are at home."""

    def roles(mention: Mention) -> list[str]:
        return sorted(read.votes[mention].roles) if mention in read.votes else []

    states = {each: who.party.name for each, who in speakers.items() if who.party.kind is PartyKind.STATE}
    home = homes(states, roles, read.texts, atlas)
    mentions: dict[SpeakerOf, list[Mention]] = {}
    for mention, speaker in speakers.items():
        mentions.setdefault(speaker, []).append(mention)
    found = {}
    for speaker, each in mentions.items():
        for mention in each:
            office = speaker.party.kind is PartyKind.PERSON and any(is_bare_office(r, atlas) for r in roles(mention))
            body = speaker.party.kind is not PartyKind.STATE and is_national_body(speaker.party.name)
            here = {home.get(other.document_id) for other in each}
            state = next(iter(here)) if len(here) == 1 else None
            state = state or (_near_state(each, read) or _state_before(mention, read, atlas, states) if body else None)
            abroad = state is None or not (office or body)
            found[mention] = speaker if abroad else replace(speaker, party=PartyOf(state or "", PartyKind.STATE))
    return found


def _near_state(mentions: Iterable[Mention], read: Evidence) -> str | None:
    """The one state that stands near a speaker: ``China denied it. A Foreign Ministry spokesman said``."""
    votes = [read.votes[mention] for mention in mentions if mention in read.votes]
    states = {side.name for each in votes for side in each.guessed if side.kind is PartyKind.STATE}
    return states.pop() if len(states) == 1 else None


def _state_before(mention: Mention, read: Evidence, atlas: Atlas, states: Mapping[Mention, str]) -> str | None:
    """The one state that a paragraph names before a body of states: ``The Orlavian frigate left. The navy said``.

    Only where two states speak, and it is one of them.
    """
    text = read.texts.get(mention.document_id, "")
    floor = text.rfind("\n", 0, mention.at) + 1
    end = text.find("\n", mention.at)
    place = re.search(rf"\b{re.escape(words_of(mention.name)[-1])}\b", text[mention.at : end if end > 0 else None])
    before = text[floor : mention.at + (place.start() if place is not None else 0)]
    named = {hit.actor.name for hit in atlas.mentions(words_of(before)) if hit.actor.kind is PartyKind.STATE}
    speaking = set(states.values())
    return named.pop() if len(named) == 1 and named <= speaking and len(speaking) > 1 else None


def one_government(
    speakers: Mapping[Mention, SpeakerOf], read: Evidence, atlas: Atlas
) -> tuple[dict[Mention, SpeakerOf], dict[str, str]]:
    """The ministers and ministries of the one country that a dispute is in, as one side, and which names it joins."""
    parties = {who.party.name: who.party.kind for who in speakers.values() if not who.party.document_id}
    said: dict[str, set[str]] = {}
    uses: Counter[str] = Counter()
    for mention, who in speakers.items():
        votes = read.votes.get(mention)
        said.setdefault(who.party.name, set()).update(votes.roles if votes is not None else ())
        uses[who.party.name] += votes.uses if votes is not None else 0
    home = _only_home(parties, read, atlas)
    joined = governments(parties, lambda name: sorted(said.get(name, ())), uses, atlas, home)
    found = {}
    for mention, who in speakers.items():
        own = who.party.name in joined and not who.party.document_id
        found[mention] = replace(who, party=PartyOf(joined[who.party.name], PartyKind.STATE)) if own else who
    return found, joined


def _only_home(parties: Mapping[str, PartyKind], read: Evidence, atlas: Atlas) -> str | None:
    """The one state that speaks, if others are named after it: ``Bank of Orlavia``, ``The Orlavian Observer``."""
    states = [name for name, kind in parties.items() if kind is PartyKind.STATE]
    if len(states) != 1:
        return None
    names = {*parties, *(side.name for side in read.outlets.values())} - set(states)
    bearing = [name for name in names if any(hit.actor.name == states[0] for hit in atlas.mentions(words_of(name)))]
    return states[0] if len(bearing) >= _BEARING else None


def of_the_other(speakers: Mapping[Mention, SpeakerOf], read: Evidence, atlas: Atlas) -> dict[Mention, SpeakerOf]:
    """Ministers whose state no text names, as that of the one state named that is not told to have any.

    Where ``the Brenan foreign minister`` speaks and the texts name one state besides Brena, President Holm is of that.
    """
    states = {who.party.name for who in speakers.values() if who.party.kind is PartyKind.STATE}
    if len(states) != 2:
        return dict(speakers)
    offices = {
        mention: [office for role in votes.roles if (office := office_of(role, atlas)) is not None]
        for mention, votes in read.votes.items()
    }
    with_own = {office.state for each in offices.values() for office in each if office.state is not None}
    bare = {mention for mention, each in offices.items() if each and all(office.state is None for office in each)}
    bare |= {
        mention
        for mention in offices
        if not offices[mention]
        and (is_bare_office(mention.name, atlas) or (" " in mention.name and read.affiliations.offices(mention.name)))
    }
    alone = [
        mention
        for mention, who in speakers.items()
        if mention in bare and who.party.kind is PartyKind.PERSON and not read.votes[mention].sides
    ]
    if not alone or len(states - with_own) != 1 or not states & with_own:
        return dict(speakers)
    named: Counter[str] = Counter()
    for text in read.texts.values():
        named.update(hit.actor.name for hit in atlas.mentions(words_of(text)) if hit.actor.kind is PartyKind.STATE)
    if any(count > 1 and name not in states for name, count in named.items()):
        return dict(speakers)
    state = PartyOf(next(iter(states - with_own)), PartyKind.STATE)
    people = {speakers[mention] for mention in alone}
    return {
        mention: replace(who, party=state)
        if who in people or (who.party.kind is not PartyKind.STATE and is_government(who.party.name))
        else who
        for mention, who in speakers.items()
    }
