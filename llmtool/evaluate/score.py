"""A comparison held against the labels of its case: what became of each, and the tallies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from llmtool.evaluate.cases import Case
from llmtool.evaluate.explain import nearest_label, nearest_prediction
from llmtool.evaluate.gold import GoldPosition, GoldRelation
from llmtool.evaluate.groups import attribution_tallies, format_tallies, party_tallies
from llmtool.evaluate.matching import Likeness, Matching, Predicted, match, predictions
from llmtool.evaluate.metrics import TABLE, figures_of
from llmtool.evaluate.relating import Judged, best_for, judge_relations
from llmtool.evaluate.results import (
    CaseResult,
    GoldOutcome,
    Origin,
    PredictedPosition,
    PredictedRelation,
    RelationOutcome,
)
from llmtool.evaluate.spans import points
from llmtool.evaluate.tallies import Scored, tallies
from llmtool.schema import Comparison


def score(case: Case, comparison: Comparison, *, trial: int = 0, origin: Origin = "computed") -> CaseResult:
    """Hold a comparison of the case's documents against its labels."""
    predicted = predictions(comparison)
    likeness = Likeness(case)
    matching = match(case, predicted, likeness)
    golds = stands_for(matching)
    judged = judge_relations(case, comparison.relations, golds)
    lost = lost_files(case, comparison)

    gold = tuple(_gold_outcome(case, each, predicted, matching, likeness, lost) for each in case.gold.positions)
    positions = tuple(_predicted(case, each, matching, golds, likeness) for each in predicted)
    outcomes = {each.gold: each for each in gold}
    broken = any(failure.stage in {"align", "compare", "second_reading"} for failure in comparison.failures)
    issues = {each.position.id: each.position.issue_id for each in predicted}
    relations = tuple(_relation_outcome(case, each, judged, outcomes, issues, broken=broken) for each in case.relations)
    scored = Scored(case, comparison, predicted, likeness, matching, judged, gold, positions, relations)
    counted = tallies(scored)
    shown = figures_of(counted)
    return CaseResult(
        case=case.id,
        trial=trial,
        text_hash=case.text_hash,
        gold_hash=case.gold_hash,
        origin=origin,
        error=None,
        gold=gold,
        predicted=positions,
        relations=relations,
        predicted_relations=tuple(_predicted_relation(each, positions) for each in judged),
        ungrounded=comparison.ungrounded,
        failures=comparison.failures,
        usage=comparison.usage.model_copy(update={"seconds": 0.0}),
        tallies=counted,
        parties=party_tallies(scored),
        attributions=attribution_tallies(scored),
        formats=format_tallies(scored),
        figures={name: shown[name] for name in TABLE if name in shown},
    )


def stands_for(matching: Matching) -> dict[str, tuple[str, ...]]:
    """Position ids to the labels that they stand for: the matched one, then what they cover or repeat besides."""
    found: dict[str, list[str]] = {}
    for gold, position in matching.matched.items():
        found.setdefault(position, []).append(gold)
    for gold, position in sorted(matching.merged.items()):
        found.setdefault(position, []).append(gold)
    for position, gold in (*matching.parts.items(), *matching.copies.items()):
        found.setdefault(position, []).append(gold)
    return {position: tuple(dict.fromkeys(golds)) for position, golds in found.items()}


def lost_files(case: Case, comparison: Comparison) -> frozenset[str]:
    """The documents of which a part could not be read: what is missing there is an error, not a miss."""
    subjects = [failure.subject for failure in comparison.failures if failure.stage in {"ingest", "extract"}]
    files = (source.file for source in case.info.sources)
    return frozenset(file for file in files if any(subject.startswith(file) for subject in subjects))


def _gold_outcome(
    case: Case,
    gold: GoldPosition,
    predicted: Sequence[Predicted],
    matching: Matching,
    likeness: Likeness,
    lost: frozenset[str],
) -> GoldOutcome:
    position = matching.matched.get(gold.id)
    line = case.lines.get(gold.id, 1)
    if position is not None:
        mine = next(each for each in predicted if each.position.id == position)
        return GoldOutcome(
            gold=gold.id,
            line=line,
            outcome="found",
            position=position,
            score=likeness.pair(gold, mine).score,
            speaker_right=likeness.speaker_right(gold, mine),
            party_right=likeness.party_right(gold, mine),
        )
    covered = matching.merged.get(gold.id)
    return GoldOutcome(
        gold=gold.id,
        line=line,
        outcome="merged" if covered else "optional" if gold.optional else "error" if gold.source in lost else "missed",
        position=covered,
        score=None,
        speaker_right=None,
        party_right=None,
        nearest=nearest_prediction(gold, predicted, matching, likeness),
    )


def _predicted(
    case: Case, each: Predicted, matching: Matching, golds: Mapping[str, tuple[str, ...]], likeness: Likeness
) -> PredictedPosition:
    position = each.position
    optional = {gold.id for gold in case.gold.positions if gold.optional}
    mine = golds.get(position.id, ())
    if position.id in matching.parts:
        outcome = "split" if mine[0] not in optional else "optional"
    elif position.id in matching.copies:
        outcome = "copy"
    else:
        outcome = "extra" if not mine else "optional" if mine[0] in optional else "found"
    forbidden = points(case.forbidden.get(each.source, ()))
    return PredictedPosition(
        id=position.id,
        source=each.source,
        spans=tuple((span.start, span.end) for span in position.evidence),
        evidence=tuple(span.exact for span in position.evidence),
        speaker=each.speaker.name if each.speaker else None,
        party=each.party.name,
        issue=each.issue,
        claim=position.claim,
        stance=position.stance,
        modality=position.modality,
        attribution=position.attribution,
        outcome=outcome,
        gold=mine,
        forbidden=bool(points(position.evidence) & forbidden),
        nearest=None if mine else nearest_label(case, each, matching, likeness),
    )


def _relation_outcome(
    case: Case,
    gold: GoldRelation,
    judged: Sequence[Judged],
    outcomes: Mapping[str, GoldOutcome],
    issues: Mapping[str, str],
    *,
    broken: bool,
) -> RelationOutcome:
    best = best_for(gold, judged)
    ends = [outcomes[side].outcome for side in (gold.a, gold.b)]
    optional = {position.id for position in case.gold.positions if position.optional}
    absent = [side for side in (gold.a, gold.b) if outcomes[side].outcome not in {"found", "merged"}]
    if best is not None:
        outcome = "found" if best.right else "mislabelled"
    elif "error" in ends or (broken and not absent):
        outcome = "error"
    elif absent:
        outcome = "optional" if set(absent) <= optional else "unreachable"
    else:
        apart = len({issues[str(outcomes[side].position)] for side in (gold.a, gold.b)}) > 1
        outcome = "apart" if apart else "missed"
    return RelationOutcome(
        a=gold.a,
        b=gold.b,
        line=case.lines.get((gold.a, gold.b), 1),
        label=gold.label,
        kind=gold.kind,
        scope=gold.scope,
        clear=gold.clear,
        outcome=outcome,
        relation=best.relation.id if best else None,
        predicted=best.relation.label if best else None,
        certainty=best.relation.certainty if best else None,
    )


def _predicted_relation(each: Judged, positions: Sequence[PredictedPosition]) -> PredictedRelation:
    relation = each.relation
    by_id = {position.id: position for position in positions}
    return PredictedRelation(
        id=relation.id,
        key="|".join(sorted(_place(by_id[side]) for side in (relation.a, relation.b))),
        a=relation.a,
        b=relation.b,
        gold=each.pair,
        label=relation.label,
        kind=relation.kind,
        scope=relation.scope,
        certainty=relation.certainty,
        rationale=relation.rationale,
        outcome=each.outcome,
    )


def _place(position: PredictedPosition) -> str:
    """The label that a position stands for; its place in its document where it has none."""
    return position.gold[0] if position.gold else f"{position.source}:{position.spans[0][0]}"
