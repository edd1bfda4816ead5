"""Documents and grounded drafts for the tests of the alignment."""

from __future__ import annotations

from llmtool.align import PartyRules, propose, resolve
from llmtool.drafts import GroundedDraft
from llmtool.schema import Attribution, Document, Modality, PositionDraft, Span


def document(number: int, text: str = "Nothing.", outlet: str | None = None, copy_of: str | None = None) -> Document:
    return Document(
        id=f"d-{number}",
        source=f"texts/{number}.txt",
        title=None,
        outlet=outlet,
        byline=None,
        published=None,
        language="en",
        text=text,
        copy_of=copy_of,
    )


def said(
    number: int,
    speaker: str | None,
    claim: str = "The rent rises.",
    *,
    role: str | None = None,
    party: str | None = None,
    topic: str = "",
    start: int = 0,
    attribution: Attribution = Attribution.INDIRECT,
    modality: Modality = Modality.ASSERTS,
) -> GroundedDraft:
    draft = PositionDraft(
        speaker=speaker,
        role=role,
        party=party,
        topic=topic,
        claim=claim,
        modality=modality,
        attribution=attribution,
        said_on=None,
        sentences=(1,),
    )
    return GroundedDraft(f"d-{number}", draft, (Span(start=start, end=start + 1, exact="x"),))


def party_names(grounded: list[GroundedDraft], documents: list[Document]) -> list[str]:
    """The party of each position, in the order of the comparison."""
    aligned = resolve(grounded, propose(grounded, documents), documents, None)
    names = {party.id: party.name for party in aligned.parties}
    return [names[position.party_id] for position in aligned.positions]


def parties(grounded: list[GroundedDraft], documents: list[Document]) -> list[str]:
    """The same with the kinds: ``Orlavia [state]``."""
    aligned = resolve(grounded, propose(grounded, documents), documents, None)
    names = {party.id: f"{party.name} [{party.kind}]" for party in aligned.parties}
    return [names[position.party_id] for position in aligned.positions]


def parties_as_given(
    grounded: list[GroundedDraft], documents: list[Document], rules: PartyRules | None = None
) -> list[str]:
    """The parties with their kinds, in the order of ``grounded``, whose positions begin in different places."""
    aligned = resolve(grounded, propose(grounded, documents, rules), documents, rules)
    names = {party.id: f"{party.name} [{party.kind}]" for party in aligned.parties}
    found = {(each.document_id, each.evidence[0].start): names[each.party_id] for each in aligned.positions}
    return [found[item.document_id, item.evidence[0].start] for item in grounded]
