"""The readable judge: relations by rules that a person can check, each with a rationale that names what it compared."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from llmtool.drafts import Aligned, RelationDraft
from llmtool.relate.candidates import candidates
from llmtool.relate.claims.reading import Reading
from llmtool.relate.claims.readings import readings_of
from llmtool.relate.holders import Holders
from llmtool.relate.rules.agreement import agreements
from llmtool.relate.rules.contradiction import contradictions
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.relate.rules.replies import Answers, answers, by_answer
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
    readings = readings_of(holders)
    weights = concept_weights(readings)
    answered = answers(aligned, holders)
    drafts = (
        _judge(readings[a], readings[b], weights[readings[a].position.issue_id], holders, answered)
        for a, b in _pairs(aligned, answered, holders)
    )
    return tuple(draft for draft in drafts if draft is not None)


def _pairs(aligned: Aligned, answered: Answers, holders: Holders) -> list[tuple[str, str]]:
    """The candidates, and who answers whom; in the order of the comparison."""
    order = holders.order
    turned = ((a, b) if order[a] < order[b] else (b, a) for a, b in answered)
    return sorted({*candidates(aligned), *turned}, key=lambda pair: (order[pair[0]], order[pair[1]]))


def concept_weights(readings: Mapping[str, Reading]) -> dict[str, dict[str, float]]:
    """Per issue, how much it tells that two claims share a concept: 1 if no third one has it, towards 0 the more do.

    What all the positions of a small issue share is what the issue is about: such words count by the size of the issue.
    """
    counts = Counter(concept for reading in readings.values() for concept in reading.senses)
    inside: dict[str, Counter[str]] = {}
    sizes = Counter(reading.position.issue_id for reading in readings.values())
    for reading in readings.values():
        inside.setdefault(reading.position.issue_id, Counter()).update(reading.senses.keys())
    total = max(len(readings), FEWEST) + 1
    shared_by_two = math.log(total / 2.5)
    weights: dict[str, dict[str, float]] = {}
    for issue, own in inside.items():
        small = min(1.0, sizes[issue] / FEWEST)
        weights[issue] = {
            concept: max(0.0, math.log(total / (counts[concept] - here + max(min(here, 2), here * small) + 0.5)))
            / shared_by_two
            for concept, here in own.items()
        }
    return weights


def _judge(
    a: Reading, b: Reading, weights: Mapping[str, float], holders: Holders, answered: Answers
) -> RelationDraft | None:
    """The strongest finding for a pair, as a draft."""
    if holders.in_order(a.position, b.position)[0] is not a.position:
        a, b = b, a
    pair = Pair.of(a, b, weights, holders)
    if pair.one_voice_in_one_document:
        return None
    against = max(chain(_against(pair, holders), by_answer(pair, answered)), key=_strength, default=None)
    if against is not None:
        return _draft(pair, _by_side(pair, against))
    together = max(_together(pair, holders), key=_strength, default=None)
    return None if together is None else _draft(pair, together)


def _against(pair: Pair, holders: Holders) -> Iterator[Finding]:
    """Contradictions of the two claims, and of the statements that they are made of."""
    yield from contradictions(pair)
    for one, other in _parts(pair):
        yield from contradictions(Pair.of(one, other, pair.weights, holders))


def _together(pair: Pair, holders: Holders) -> Iterator[Finding]:
    """Agreements of the two claims, and of the statements that they are made of."""
    yield from agreements(pair)
    for one, other in _parts(pair):
        yield from agreements(Pair.of(one, other, pair.weights, holders))


def _parts(pair: Pair) -> Iterator[tuple[Reading, Reading]]:
    """The statements of the two claims, each with each, where one of the claims makes several."""
    for one in pair.a.clauses or (pair.a,):
        for other in pair.b.clauses or (pair.b,):
            if one is not pair.a or other is not pair.b:
                yield one, other


def _strength(finding: Finding) -> tuple[bool, float, str]:
    return finding.firm, finding.weight, finding.rationale


def _by_side(pair: Pair, finding: Finding) -> Finding:
    """What a difference means depends on who differs: a side that moved, one speech told twice, or two sides."""
    if pair.moved:
        return finding.as_change(pair)
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
