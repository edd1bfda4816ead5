"""Which predicted relations are right: judged on the labels that their positions stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from llmtool.drafts import Aligned
from llmtool.evaluate.cases import Case
from llmtool.evaluate.gold import GoldRelation
from llmtool.relate import verdicts
from llmtool.schema import (
    Certainty,
    Issue,
    Party,
    Position,
    Relation,
    Speaker,
    VerdictLabel,
)

Outcome = Literal["right", "mislabelled", "unclear", "repeat", "neutral", "false"]
_Side = frozenset[str]


@dataclass(frozen=True)
class Judged:
    """A predicted relation, the labelled relation or neutral pair it falls on, and what that makes it."""

    relation: Relation
    gold: GoldRelation | None
    pair: tuple[str, str] | None
    """The two labels that it stands for: those of ``gold``, else the first ones; None where a side has none."""
    outcome: Outcome

    @property
    def right(self) -> bool:
        """Does it have the label of the pair, clear or not?"""
        return self.gold is not None and self.gold.label is self.relation.label


def judge_relations(
    case: Case, relations: Sequence[Relation], golds: Mapping[str, tuple[str, ...]]
) -> tuple[Judged, ...]:
    """What each predicted relation is, in the order given; ``golds`` maps position ids to the labels they stand for.

    A labelled relation is taken once, by the relation that fits it best; a second one with the same label repeats it.
    """
    labelled = {case.pair(gold.a, gold.b): gold for gold in case.relations}
    neutral = {case.pair(*pair) for pair in case.gold.neutral}
    judged: dict[str, Judged] = {}
    taken: set[_Side] = set()
    found = [(relation, _fitting(case, relation, golds, labelled)) for relation in relations]
    for relation, gold in sorted(found, key=lambda item: _rank(*item)):
        pairs = _pairs(case, relation, golds)
        if gold is None:
            pair = min((p for p in pairs if frozenset(p) in neutral), default=pairs[0] if pairs else None)
            is_neutral = pair is not None and frozenset(pair) in neutral
            judged[relation.id] = Judged(relation, None, pair, "neutral" if is_neutral else "false")
            continue
        key = case.pair(gold.a, gold.b)
        outcome: Outcome = "unclear" if not gold.clear else "right" if gold.label is relation.label else "mislabelled"
        if key in taken and gold.label is relation.label:
            outcome = "repeat"
        taken.add(key)
        judged[relation.id] = Judged(relation, gold, (gold.a, gold.b), outcome)
    return tuple(judged[relation.id] for relation in relations)


def _pairs(case: Case, relation: Relation, golds: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """The pairs of labels that a relation may stand for, the matched ones first; a copy's by those of the original."""
    sides = ([case.originals.get(gold, gold) for gold in golds.get(side, ())] for side in (relation.a, relation.b))
    return [(a, b) for a, b in product(*sides) if a != b]


def _fitting(
    case: Case, relation: Relation, golds: Mapping[str, tuple[str, ...]], labelled: Mapping[_Side, GoldRelation]
) -> GoldRelation | None:
    """The labelled relation it fits best: with its label before others, clear before unclear."""
    found = [gold for pair in _pairs(case, relation, golds) if (gold := labelled.get(frozenset(pair))) is not None]
    return min(found, key=lambda gold: (gold.label is not relation.label, not gold.clear), default=None)


def _rank(relation: Relation, gold: GoldRelation | None) -> tuple[object, ...]:
    wrong = gold is None or gold.label is not relation.label
    return (wrong, relation.certainty is not Certainty.FIRM, relation.id)


def best_for(gold: GoldRelation, judged: Iterable[Judged]) -> Judged | None:
    """The predicted relation that decides what became of a labelled one: the right label first, then firm."""
    mine = [each for each in judged if each.gold is gold and each.outcome != "repeat"]
    return min(mine, key=lambda each: _rank(each.relation, each.gold), default=None)


def left_alone(pair: frozenset[str], judged: Iterable[Judged]) -> bool:
    """Has nothing been predicted for this pair of labels?"""
    return not any(each.gold is None and each.pair and frozenset(each.pair) == pair for each in judged)


def verdict_labels(case: Case) -> dict[tuple[str, str, str], VerdictLabel]:
    """The verdicts that follow from the clear labels, by issue and the two parties in order of name."""
    by_id = {position.id: position for position in case.gold.positions}
    firm = [_as_relation(gold, by_id[gold.a].issue) for gold in case.relations if gold.clear]
    return _verdicts(case, firm)


def verdict_predictions(case: Case, judged: Iterable[Judged]) -> dict[tuple[str, str, str], VerdictLabel]:
    """The verdicts that follow from the predictions, told in the labels' issues and parties.

    By the tool's own rule only firm ones count. Left out are those on an unclear pair and those whose positions have no
    label or labels of two issues.
    """
    by_id = {position.id: position for position in case.gold.positions}
    told: list[Relation] = []
    for each in judged:
        if each.pair is None or each.outcome == "unclear":
            continue
        a, b = each.pair
        if each.gold is not None or by_id[a].issue == by_id[b].issue:
            told.append(each.relation.model_copy(update={"a": a, "b": b, "issue_id": by_id[a].issue}))
    return _verdicts(case, told)


def _verdicts(case: Case, relations: Sequence[Relation]) -> dict[tuple[str, str, str], VerdictLabel]:
    found = verdicts(_as_aligned(case), relations)
    return {
        (each.issue_id, each.party_a_id, each.party_b_id): each.label
        for each in found
        if each.label is not VerdictLabel.ONE_SIDED
    }


def _as_relation(gold: GoldRelation, issue: str) -> Relation:
    return Relation(
        id=f"{gold.a}|{gold.b}",
        issue_id=issue,
        a=gold.a,
        b=gold.b,
        label=gold.label,
        kind=gold.kind,
        scope=gold.scope,
        certainty=Certainty.FIRM,
        rationale=gold.why,
        decided_by="rule",
        second_reading="not_run",
    )


def _as_aligned(case: Case) -> Aligned:
    """The labels as the verdict rule takes them; names serve as ids."""
    documents = {document.source: document for document in case.ingested.documents}
    issues = sorted({position.issue for position in case.gold.positions})
    speakers = sorted({(p.speaker, p.party) for p in case.gold.positions if p.speaker})
    return Aligned(
        documents=case.ingested.documents,
        parties=tuple(Party(id=p.name, name=p.name, kind=p.kind) for p in case.info.parties),
        speakers=tuple(Speaker(id=name, name=name, role=None, party_id=party) for name, party in speakers),
        issues=tuple(Issue(id=issue, label=issue, question=issue) for issue in issues),
        positions=tuple(
            Position(
                id=position.id,
                document_id=documents[position.source].id,
                speaker_id=position.speaker,
                party_id=position.party,
                issue_id=position.issue,
                claim=position.claim,
                stance=position.stance,
                modality=position.modality,
                attribution=position.attribution,
                said_on=position.said_on,
                evidence=case.spans[position.id],
            )
            for position in case.gold.positions
        ),
    )
