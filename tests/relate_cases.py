"""Invented disputes in a few words, as a judge sees them, for the tests of relations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from llmtool.drafts import Aligned
from llmtool.relate import compare_by_rule
from llmtool.schema import (
    Attribution,
    Certainty,
    Document,
    Issue,
    Modality,
    Party,
    PartyKind,
    Position,
    RelationLabel,
    Span,
    Speaker,
    Stance,
)


@dataclass(frozen=True)
class Said:
    """One claim: who says it, for whom, where and when; ``paper`` names the document, ``outlet`` its own voice."""

    claim: str
    party: str = "Harbour Board"
    speaker: str | None = None
    paper: str = "Courier"
    on: str | None = None
    issue: str = "quay"
    outlet: bool = False
    evidence: str = ""
    """The words of the document, where the claim says more."""


def aligned(
    said: Iterable[Said], copies: dict[str, str] | None = None, published: dict[str, str] | None = None
) -> Aligned:
    """What a judge sees of these claims, ``p0``, ``p1``, ...; ``copies`` maps a paper to the one it repeats."""
    said = tuple(said)
    copies, published = copies or {}, published or {}
    papers = list(dict.fromkeys([*(each.paper for each in said), *copies, *copies.values()]))
    parties = {each.party: PartyKind.SOURCE if each.outlet else PartyKind.ORGANISATION for each in said}
    speakers = dict.fromkeys((each.party, each.speaker) for each in said if each.speaker)
    return Aligned(
        documents=tuple(
            Document(
                id=f"d-{paper}",
                source=f"{paper}.txt",
                title=None,
                outlet=paper,
                byline=None,
                published=dt.date.fromisoformat(published[paper]) if paper in published else None,
                language="en",
                text="; ".join(each.claim for each in said if each.paper == paper) or "nothing",
                copy_of=f"d-{copies[paper]}" if paper in copies else None,
            )
            for paper in papers
        ),
        parties=tuple(Party(id=f"party-{name}", name=name, kind=kind) for name, kind in parties.items()),
        speakers=tuple(
            Speaker(id=f"speaker-{name}", name=str(name), role=None, party_id=f"party-{party}")
            for party, name in speakers
        ),
        issues=tuple(Issue(id=f"i-{name}", label=name, question=f"What of the {name}?") for name in _issues(said)),
        positions=tuple(_position(number, each) for number, each in enumerate(said)),
    )


def _issues(said: tuple[Said, ...]) -> list[str]:
    return list(dict.fromkeys(each.issue for each in said))


def _position(number: int, said: Said) -> Position:
    return Position(
        id=f"p{number}",
        document_id=f"d-{said.paper}",
        speaker_id=f"speaker-{said.speaker}" if said.speaker else None,
        party_id=f"party-{said.party}",
        issue_id=f"i-{said.issue}",
        claim=said.claim,
        stance=Stance.NONE,
        modality=Modality.ASSERTS,
        attribution=Attribution.NARRATOR if said.outlet else Attribution.INDIRECT,
        said_on=dt.date.fromisoformat(said.on) if said.on else None,
        evidence=(Span(start=0, end=len(said.evidence or said.claim), exact=said.evidence or said.claim),),
    )


def contradicted(first: str, second: str) -> list[Certainty]:
    """How sure the rules are that two sides contradict each other in two papers; empty where they see nothing of it."""
    drafts = compare_by_rule(aligned([Said(first), Said(second, "Fishers' Union", paper="Echo")]))
    return [draft.certainty for draft in drafts if draft.label is RelationLabel.CONTRADICTION]
