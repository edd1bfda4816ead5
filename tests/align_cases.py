"""Documents and grounded drafts for the tests of the alignment."""

from __future__ import annotations

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
