"""The readable judge: relations by rules that a person can check, each with a rationale that names what it compared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from llmtool.drafts import Aligned, RelationDraft
from llmtool.relate.claims.reading import Reading
from llmtool.relate.holders import Holders
from llmtool.relate.known import Known
from llmtool.relate.rules.agreement import agreements
from llmtool.relate.rules.contradiction import contradictions
from llmtool.relate.rules.finding import Finding, Pair, one_disbelieves
from llmtool.relate.rules.replies import Answers, answers, by_answer
from llmtool.schema import Certainty


def compare_by_rule(aligned: Aligned, known: Known | None = None) -> tuple[RelationDraft, ...]:
    """Relation drafts for the candidate pairs of each issue, ``decided_by`` rule, in the order of the positions.

    Contradictions come from figures, dates, negations and opposite words; agreements from the same figures, dates or
    refusals, or from much the same words. A side that speaks otherwise at another date gets a ``change``. A speaker
    whom two documents report differently on one day gets a contradiction of kind ``reporting``.

    ``known`` is the same, read before.
    """
    known = known or Known.of(aligned)
    answered = answers(aligned, known.holders)
    drafts = (_judge(known.pair(a, b), known.holders, answered) for a, b in _pairs(known, answered))
    return tuple(draft for draft in drafts if draft is not None)


def _pairs(known: Known, answered: Answers) -> list[tuple[str, str]]:
    """The candidates, and who answers whom; in the order of the comparison."""
    order = known.holders.order
    turned = ((a, b) if order[a] < order[b] else (b, a) for a, b in answered)
    return sorted({*known.candidates, *turned}, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _judge(pair: Pair, holders: Holders, answered: Answers) -> RelationDraft | None:
    """The strongest finding for a pair, as a draft.

    What an outlet tells is no stand that it takes: a `not` in it denies nobody, and the figures of its story are of
    many things, so that of its possible findings one in twenty is right.
    """
    if pair.one_voice_in_one_document:
        return None
    finding = max(chain(_against(pair, holders), by_answer(pair, answered)), key=_strength, default=None)
    if finding is not None:
        finding = _by_side(pair, finding)
    else:
        finding = max(_together(pair, holders), key=_strength, default=None)
    return _draft(pair, finding) if finding is not None and (finding.firm or not pair.outlet_tells) else None


def _against(pair: Pair, holders: Holders) -> Iterator[Finding]:
    """Contradictions of the two claims, and of the statements that they are made of."""
    yield from contradictions(pair)
    for one, other in _parts(pair):
        yield from contradictions(Pair.of(one, other, pair.weights, holders))


def _together(pair: Pair, holders: Holders) -> Iterator[Finding]:
    """Agreements of the two claims, and of the statements that they are made of; none where one side disbelieves."""
    for each in (pair, *(Pair.of(one, other, pair.weights, holders) for one, other in _parts(pair))):
        if not one_disbelieves(each):
            yield from agreements(each)


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
