"""The offline proposal: who is who, on which side, and what belongs together."""

from __future__ import annotations

from collections.abc import Sequence

from llmtool.align.issues.propose import propose_issues
from llmtool.align.issues.second_look import Readings
from llmtool.align.parties.holders import settle
from llmtool.align.parties.settled import Holders, PartyOf, SpeakerOf
from llmtool.align.rules import PartyRules
from llmtool.drafts import AlignmentDraft, GroundedDraft, PartyDraft, SpeakerDraft
from llmtool.schema import Document


def propose(
    grounded: Sequence[GroundedDraft],
    documents: Sequence[Document],
    rules: PartyRules | None = None,
    readings: Readings | None = None,
) -> AlignmentDraft:
    """Propose parties, speakers and issues by rules; positions are numbered from 1 in the order given.

    ``readings`` are what a trained model makes of the positions; without them the words alone tell what belongs
    together.
    """
    holders = settle(grounded, documents, rules)
    parties = sorted(set(holders.parties), key=lambda party: (party.name, party.kind, party.document_id))
    return AlignmentDraft(
        parties=tuple(_parties(parties, holders)),
        speakers=tuple(SpeakerDraft(each.name, each.role, each.party.name, each.aliases) for each in holders.named),
        issues=propose_issues(grounded, names_of(holders), outlets_of(documents), texts_of(documents), readings),
    )


def _parties(parties: Sequence[PartyOf], holders: Holders) -> list[PartyDraft]:
    """One draft for each name: parties that only exist inside a document are settled again from it."""
    found: dict[str, PartyDraft] = {}
    for party in parties:
        if not party.document_id:
            found.setdefault(party.name.casefold(), PartyDraft(party.name, party.kind, holders.aliases.get(party, ())))
    return [found[name] for name in sorted(found)]


def outlets_of(documents: Sequence[Document]) -> list[str]:
    """The names of the documents' outlets."""
    return sorted({document.outlet for document in documents if document.outlet})


def texts_of(documents: Sequence[Document]) -> dict[str, str]:
    """The texts of documents by their ids."""
    return {document.id: document.text for document in documents}


def names_of(holders: Holders) -> list[tuple[str, ...]]:
    """For each position the names of its speaker and party."""
    return [_names(speaker, party) for speaker, party in zip(holders.speakers, holders.parties, strict=True)]


def _names(speaker: SpeakerOf | None, party: PartyOf) -> tuple[str, ...]:
    return (party.name,) if speaker is None else (party.name, speaker.name, *speaker.aliases)
