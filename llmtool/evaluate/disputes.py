"""Labelled disputes with their positions given: what the judge finds when nothing before it can go wrong.

JSON lines, one dispute each: ``topic``, ``parties``, ``claims`` as ``[id, party, speaker or null, date, words as
printed, self-contained sentence]``, ``relations`` as ``[id, id, label, kind, 1 if clear]`` and ``near``, pairs that
look alike and are neither. Every pair that is not among the relations counts as neither.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel

from llmtool.drafts import Aligned
from llmtool.evaluate.external import json_lines, parsed
from llmtool.evaluate.metrics import Tallies, with_intervals
from llmtool.evaluate.results import Figure, Tally, prf, share
from llmtool.relate import candidates, compare_offline, finish
from llmtool.relate.trained.relation_model import RelationModel
from llmtool.schema import (
    Attribution,
    Certainty,
    Document,
    Issue,
    Modality,
    Party,
    PartyKind,
    Position,
    Relation,
    Span,
    Speaker,
    Stance,
)


class Part(StrEnum):
    """The judge is trained on ``train``, its thresholds are chosen on ``dev``, ``test`` is for figures."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"
    ALL = "all"


_TEST, _DEV = 16, 32
"""Of a hundred places of the hash: below the first is test, below the second dev."""


class Given(NamedTuple):
    """A claim: its words as a paper prints them (may be empty), and the same as a sentence that can be read alone."""

    id: str
    party: str
    speaker: str | None
    date: dt.date
    printed: str
    claim: str


class Labelled(NamedTuple):
    """A pair that stands in a relation."""

    a: str
    b: str
    label: Literal["agreement", "contradiction", "change"]
    kind: str
    clear: bool


class Dispute(BaseModel):
    """The claims of one dispute and how they stand to each other."""

    topic: str
    parties: tuple[str, ...]
    claims: tuple[Given, ...]
    relations: tuple[Labelled, ...]
    near: tuple[tuple[str, str], ...] = ()

    @cached_property
    def part(self) -> Part:
        """Where it belongs, by a hash of topic and parties: the same everywhere, whatever the order of the file."""
        key = "|".join([self.topic.casefold().strip(), *sorted(party.casefold().strip() for party in self.parties)])
        place = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 100
        return Part.TEST if place < _TEST else Part.DEV if place < _DEV else Part.TRAIN

    @cached_property
    def by_id(self) -> Mapping[str, Given]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def labels(self) -> Mapping[frozenset[str], Labelled]:
        """Relations by their pair."""
        return {frozenset((each.a, each.b)): each for each in self.relations}


def read_disputes(path: Path, part: Part = Part.ALL) -> list[Dispute]:
    """The disputes of the part, in the order of the file.

    Raises:
        InputError: the file can't be read or has another form.

    """
    found = [parsed(path, number, line, Dispute) for number, line in json_lines(path)]
    return [dispute for dispute in found if part in {Part.ALL, dispute.part}]


def as_aligned(dispute: Dispute, *, printed: bool = False) -> Aligned:
    """The dispute as a judge sees it: one issue, each claim in a document of its own.

    With ``printed`` a claim is the printed words after the name of who says them, much as extraction gives it.
    """
    parties = sorted({claim.party for claim in dispute.claims})
    speakers = sorted({(claim.party, claim.speaker) for claim in dispute.claims if claim.speaker})
    return Aligned(
        documents=tuple(
            Document(
                id=claim.id,
                source=claim.id,
                title=None,
                outlet=None,
                byline=None,
                published=claim.date,
                language="en",
                text=claim.claim,
                copy_of=None,
            )
            for claim in dispute.claims
        ),
        parties=tuple(Party(id=name, name=name, kind=PartyKind.ORGANISATION) for name in parties),
        speakers=tuple(Speaker(id=f"{party}/{name}", name=name, role=None, party_id=party) for party, name in speakers),
        issues=(Issue(id="i", label=dispute.topic, question=dispute.topic),),
        positions=tuple(
            Position(
                id=claim.id,
                document_id=claim.id,
                speaker_id=f"{claim.party}/{claim.speaker}" if claim.speaker else None,
                party_id=claim.party,
                issue_id="i",
                claim=as_extracted(claim) if printed else claim.claim,
                stance=Stance.NONE,
                modality=Modality.ASSERTS,
                attribution=Attribution.INDIRECT,
                said_on=claim.date,
                evidence=(Span(start=0, end=len(claim.claim), exact=claim.claim),),
            )
            for claim in dispute.claims
        ),
    )


def as_extracted(given: Given) -> str:
    """The printed words after the name of who says them, much as extraction gives them; the claim where none stand."""
    if not given.printed:
        return given.claim
    words = given.printed.strip()
    quoted = words[:1] in "“\"'‘" or words[:1].isupper()
    text = f"{given.speaker or given.party} said{':' if quoted else ''} {words}"
    return text if text[-1] in '.?!”"' else text + "."


def figures(path: Path, part: Part, model: RelationModel | None, *, printed: bool = False) -> dict[str, Figure]:
    """Precision and recall of what is found, firm and firm with possible, with intervals over disputes.

    ``against`` is contradiction and change together; recall is of the clear ones for ``firm``, of all for ``any``.
    """
    return with_intervals([_tallies(dispute, model, printed=printed) for dispute in read_disputes(path, part)])


def _tallies(dispute: Dispute, model: RelationModel | None, *, printed: bool) -> Tallies:
    aligned = as_aligned(dispute, printed=printed)
    relations = finish(compare_offline(aligned, model), aligned)
    firm = [relation for relation in relations if relation.certainty is Certainty.FIRM]
    labels = dispute.labels
    pairs = {frozenset(pair) for pair in candidates(aligned)}
    clear = [pair for pair, each in labels.items() if each.clear and each.label != "agreement"]
    found: dict[str, Tally] = {
        "candidates.clear": share(sum(pair in pairs for pair in clear), len(clear)),
        "near_flagged.firm": _flagged(dispute, firm),
        "near_flagged.any": _flagged(dispute, relations),
        "agreement.firm": _prf(labels, firm, ("agreement",)),
        "agreement.any": _prf(labels, relations, ("agreement",)),
        "against.firm": _prf(labels, firm, ("contradiction", "change"), clear=True),
        "against.any": _prf(labels, relations, ("contradiction", "change")),
        "against.any_clear": _prf(labels, relations, ("contradiction", "change"), clear=True),
        "contradiction.firm": _prf(labels, firm, ("contradiction",), clear=True),
        "contradiction.any": _prf(labels, relations, ("contradiction",)),
        "change.any": _prf(labels, relations, ("change",)),
    }
    for kind in sorted({each.kind for each in dispute.relations if each.label == "contradiction"}):
        right = {frozenset((each.a, each.b)) for each in relations if each.label == "contradiction"}
        of_kind = [pair for pair, each in labels.items() if each.kind == kind and each.label == "contradiction"]
        found[f"contradiction.found.{kind}"] = share(sum(pair in right for pair in of_kind), len(of_kind))
    for decided in ("rule", "model"):
        mine = [each for each in firm if each.decided_by == decided]
        tally = _prf(labels, mine, ("contradiction", "change"))
        found[f"against.firm.by_{decided}"] = share(tally["p"], tally["P"])
    return found


def _prf(
    labels: Mapping[frozenset[str], Labelled],
    relations: Sequence[Relation],
    wanted: tuple[str, ...],
    *,
    clear: bool = False,
) -> Tally:
    """Hits among the predicted; and among the labelled, or only the clear ones. An unclear one found is a hit."""
    predicted = [frozenset((each.a, each.b)) for each in relations if each.label in wanted]
    right = {pair for pair in predicted if pair in labels and labels[pair].label in wanted}
    gold = {pair for pair, each in labels.items() if each.label in wanted and (each.clear or not clear)}
    return prf(len(right), len(predicted), len(right & gold), len(gold))


def _flagged(dispute: Dispute, relations: Sequence[Relation]) -> Tally:
    found = Counter(frozenset((each.a, each.b)) for each in relations)
    return share(sum(found[frozenset(pair)] for pair in dispute.near), len(dispute.near))
