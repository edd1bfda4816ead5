"""The readable judge: relations by rules that a person can check, each with a rationale that names what it compared."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from llmtool.drafts import Aligned, RelationDraft
from llmtool.relate.agreement import agreements
from llmtool.relate.candidates import candidates
from llmtool.relate.contradiction import contradictions
from llmtool.relate.finding import Finding, Pair
from llmtool.relate.holders import Holders
from llmtool.relate.reading import Reading, read
from llmtool.schema import Certainty

FEWEST = 20
"""Rarity is measured as if among at least so many positions: in a handful nothing could be rare."""


def compare_by_rule(aligned: Aligned) -> tuple[RelationDraft, ...]:
    """Relation drafts for the candidate pairs of each issue, ``decided_by`` rule, in the order of the positions.

    Contradictions come from figures, dates, negations and opposite words; agreements from the same figures, dates or
    refusals, or from much the same words. A side that speaks otherwise at another date gets a ``change``. A speaker
    whom two documents report differently on one day gets a contradiction of kind ``reporting``.
    """
    holders = Holders(aligned)
    readings = {position.id: read(position, holders) for position in aligned.positions}
    weights = concept_weights(readings)
    drafts = (_judge(readings[a], readings[b], weights, holders) for a, b in candidates(aligned))
    return tuple(draft for draft in drafts if draft is not None)


def concept_weights(readings: Mapping[str, Reading]) -> dict[str, float]:
    """How much it tells that two claims share a concept: 1 if no third one has it, towards 0 the more do."""
    counts = Counter(concept for reading in readings.values() for concept in reading.senses)
    total = max(len(readings), FEWEST) + 1
    shared_by_two = math.log(total / 2.5)
    return {concept: max(0.0, math.log(total / (count + 0.5))) / shared_by_two for concept, count in counts.items()}


def _judge(a: Reading, b: Reading, weights: Mapping[str, float], holders: Holders) -> RelationDraft | None:
    """The strongest finding for a pair, as a draft."""
    if holders.in_order(a.position, b.position)[0] is not a.position:
        a, b = b, a
    pair = Pair.of(a, b, weights, holders)
    if pair.one_voice_in_one_document:
        return None
    against = max(contradictions(pair), key=_strength, default=None)
    if against is not None:
        return _draft(pair, _by_side(pair, against))
    together = max(agreements(pair), key=_strength, default=None)
    return None if together is None else _draft(pair, together)


def _strength(finding: Finding) -> tuple[bool, float, str]:
    return finding.firm, finding.weight, finding.rationale


def _by_side(pair: Pair, finding: Finding) -> Finding:
    """What a difference means depends on who differs: a side that moved, one speech told twice, or two sides."""
    if pair.moved:
        return finding.as_change(one_voice=pair.one_voice)
    if pair.one_speech:
        return finding.as_reporting()
    return finding


def _draft(pair: Pair, finding: Finding) -> RelationDraft:
    return RelationDraft(
        a=pair.a.position.id,
        b=pair.b.position.id,
        label=finding.label,
        kind=finding.kind,
        certainty=Certainty.FIRM if finding.firm else Certainty.POSSIBLE,
        rationale=finding.rationale,
        decided_by="rule",
    )
