"""Ministers and ministries whose state nothing names: those of their document's home, or one government."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from llmtool.align.parties.countries import Atlas
from llmtool.align.parties.evidence import Evidence
from llmtool.align.parties.governments import governments
from llmtool.align.parties.homes import homes, is_bare_office, is_national_body
from llmtool.align.parties.persons import Mention
from llmtool.align.parties.settled import PartyOf, SpeakerOf
from llmtool.schema import PartyKind


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
            state = state or (_near_state(each, read) if body else None)
            abroad = state is None or not (office or body)
            found[mention] = speaker if abroad else replace(speaker, party=PartyOf(state or "", PartyKind.STATE))
    return found


def _near_state(mentions: Iterable[Mention], read: Evidence) -> str | None:
    """The one state that stands near a speaker: ``China denied it. A Foreign Ministry spokesman said``."""
    votes = [read.votes[mention] for mention in mentions if mention in read.votes]
    states = {side.name for each in votes for side in each.guessed if side.kind is PartyKind.STATE}
    return states.pop() if len(states) == 1 else None


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
    joined = governments(parties, lambda name: sorted(said.get(name, ())), uses, atlas)
    found = {}
    for mention, who in speakers.items():
        own = who.party.name in joined and not who.party.document_id
        found[mention] = replace(who, party=PartyOf(joined[who.party.name], PartyKind.STATE)) if own else who
    return found, joined
