"""The trained judge beside the rules: it adds what no rule sees, and weighs what the rules hold for possible."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from llmtool.drafts import Aligned, RelationDraft
from llmtool.relate.claims.excerpt import excerpt
from llmtool.relate.claims.reading import Reading
from llmtool.relate.holders import Holders
from llmtool.relate.known import Known
from llmtool.relate.rules.contradiction import of_a_part
from llmtool.relate.rules.finding import Pair, one_disbelieves
from llmtool.relate.rules.hearsay import only_reported
from llmtool.relate.rules.judge import compare_by_rule
from llmtool.relate.rules.namesakes import other_things
from llmtool.relate.rules.quantity_rules import counts_that_grow
from llmtool.relate.rules.turns import tells_of_a_turn
from llmtool.relate.trained.pair_text import Saying, pair_text
from llmtool.relate.trained.relation_model import Judgement, RelationModel, Thresholds
from llmtool.relate.trained.weighing import Seen, weigh
from llmtool.schema import Certainty, Position, RelationKind, RelationLabel


def compare_offline(aligned: Aligned, model: RelationModel | None) -> tuple[RelationDraft, ...]:
    """Relation drafts by the rules and, where there is a model, by both."""
    known = Known.of(aligned)
    drafts = compare_by_rule(aligned, known)
    return drafts if model is None else with_model(drafts, known, model)


def with_model(drafts: tuple[RelationDraft, ...], known: Known, model: RelationModel) -> tuple[RelationDraft, ...]:
    """The drafts of the rules with those of the model, in the order of the positions.

    What a rule calls firm stays so, in an issue of few positions if the model does not doubt it. What a rule calls
    possible becomes firm where the model is nearly sure of the same, and is left out where the model is nearly sure
    that it is nothing. Where no rule speaks, the model alone can find. In an issue of few positions it leaves nothing
    out, but where these are two and all that is compared, and what it finds alone is possible at most.
    """
    found = {(draft.a, draft.b): draft for draft in drafts}
    for weighed in judged(drafts, known, model):
        if weighed.rule is not None:
            del found[weighed.rule.a, weighed.rule.b]
        draft = _decide(weighed, model)
        if draft is not None:
            found[draft.a, draft.b] = draft
    order = known.holders.order
    return tuple(found[key] for key in sorted(found, key=lambda key: sorted((order[key[0]], order[key[1]]))))


_AGREEMENT = RelationLabel.AGREEMENT
SMALL = 20
"""Positions of an issue in which a pair is judged by its own score: the weights of what stands around it were fitted on
issues of 22 to 25, and put the pairs of smaller ones in a worse order than no weights.
"""
WHOLE = 0.5
"""So is one of an issue that holds less than this share of all positions: the weights were fitted on whole disputes,
whose pairs are of every kind. Those of an issue that was grouped by likeness are all alike, and most of what the
weights make of them is wrong.
"""
ENOUGH = {RelationLabel.CONTRADICTION: 0.5, RelationLabel.AGREEMENT: 1.0}
"""Weight of the words, names of the holders aside, that a pair of a small issue must share for the model's word alone
to count: of those that share less, one in four that it calls a contradiction is one.
"""
TURNED, TURNED_ELSEWHERE = 0.5, 0.8
"""Scores of a contradiction from which on a side that calls what it says new has moved, where the two share a word and
where they share none: on the eval cases 8 of 8, of which the rules see 5.
"""
ALONE = 2
"""Positions of a comparison that is but one pair. Who puts two statements side by side has chosen them, so the label
that the model holds for likelier than the others stands.
"""


@dataclass(frozen=True)
class Weighed:
    """A candidate pair, what a rule found in it, what the model says by itself, and what that comes to with the rules
    and the pairs around it. Where its issue is ``sparse``, with few positions around it, the two are the same.
    """

    pair: Pair
    rule: RelationDraft | None
    seen: Seen
    judgement: Judgement
    sparse: bool
    alone: bool


def judged(drafts: tuple[RelationDraft, ...], known: Known, model: RelationModel) -> list[Weighed]:
    """What the model says of the candidate pairs, in their order; not of those on which it has no say."""
    holders, positions = known.holders, known.holders.aligned.positions
    by_rule = {frozenset((draft.a, draft.b)): draft for draft in drafts}
    sizes = Counter(position.issue_id for position in positions)
    enough = max(SMALL + 1, WHOLE * len(positions))
    small = {issue for issue, size in sizes.items() if size < enough}
    alone = len(positions) == ALONE
    pairs: list[tuple[Pair, RelationDraft | None]] = []
    for one, other in known.candidates:
        rule = by_rule.get(frozenset((one, other)))
        pair = known.pair(one, other)
        if pair.one_voice_in_one_document:
            continue
        if alone or pair.a.position.issue_id not in small or _can_matter(pair, rule, model):
            pairs.append((pair, rule))
    judge = model.judge_bare if alone else model.judge
    judgements = judge([_text(pair, holders, model, alone=alone) for pair, _ in pairs])
    seen = [
        Seen(pair.a.position.id, pair.b.position.id, judgement, _marks(pair, rule))
        for (pair, rule), judgement in zip(pairs, judgements, strict=True)
    ]
    sparse = [pair.a.position.issue_id in small for pair, _ in pairs]
    final = judgements
    if model.first and model.second:
        dense = iter(weigh([own for own, few in zip(seen, sparse, strict=True) if not few], model.first, model.second))
        final = [own if few else next(dense) for own, few in zip(judgements, sparse, strict=True)]
    return [
        Weighed(*each, one, last, few, alone) for each, one, last, few in zip(pairs, seen, final, sparse, strict=True)
    ]


def _can_matter(pair: Pair, rule: RelationDraft | None, model: RelationModel) -> bool:
    """Could the model's word on a pair of a small issue change anything? Asking is what takes the time."""
    if rule is not None:
        limits = model.together if rule.label is RelationLabel.AGREEMENT else model.against
        return limits.keeps > 0 if rule.certainty is Certainty.FIRM else limits.sparse_confirms <= 1
    against = model.against.sparse <= 1 and may_be_found(pair, RelationLabel.CONTRADICTION)
    against = against or may_be_turn(pair)
    return against or (model.together.sparse <= 1 and may_be_found(pair, _AGREEMENT))


def _marks(pair: Pair, rule: RelationDraft | None) -> tuple[float, ...]:
    """The features of ``OWN`` that are no score, in its order."""
    against = rule is not None and rule.label is not RelationLabel.AGREEMENT
    firm = rule is not None and rule.certainty is Certainty.FIRM
    yes = (
        pair.same_side,
        pair.one_voice,
        pair.moved,
        against and firm,
        against and not firm,
        rule is not None and not against,
    )
    shared = (min(pair.contained, 1.0), min(pair.alike, 1.0), min(pair.common, 3.0))
    return (*(float(each) for each in yes), *shared, float(pair.conditional))


def _text(pair: Pair, holders: Holders, model: RelationModel, *, alone: bool) -> tuple[str, str]:
    """The two sequences; of a pair that is all there is the bare claims, as in the sentence pairs of the training."""
    first, second = pair.a.position, pair.b.position
    if alone or not model.tells_holders:
        return first.claim, second.claim
    return pair_text(_saying(first, pair.a, holders), _saying(second, pair.b, holders))


def _saying(position: Position, reading: Reading, holders: Holders) -> Saying:
    party, speaker, _ = reading.told_by
    return Saying(party, speaker, holders.date(position), position.claim)


def _decide(weighed: Weighed, model: RelationModel) -> RelationDraft | None:
    """What stands of a rule's finding, or what the model finds where there is none."""
    pair, rule, judgement = weighed.pair, weighed.rule, weighed.judgement
    if rule is not None:
        together = rule.label is RelationLabel.AGREEMENT
        score, limits = (judgement.agreement, model.together) if together else (judgement.contradiction, model.against)
        if rule.certainty is Certainty.FIRM:
            # What the model makes of a side that moved tells nothing: it takes some moves for the same once more.
            kept = not weighed.sparse or rule.label is RelationLabel.CHANGE or score >= limits.keeps
            return rule if kept else replace(rule, certainty=Certainty.POSSIBLE)
        confirms = limits.sparse_confirms if weighed.sparse else limits.confirms
        if score >= confirms and not _beyond_the_model(weighed, rule) and _may_be_firm(pair, rule.label):
            return replace(rule, certainty=Certainty.FIRM, rationale=f"{rule.rationale}; {READ_ALIKE}")
        if score >= _doubts(weighed, limits):
            return rule
    against, agreed = judgement.contradiction, judgement.agreement
    label = RelationLabel.CHANGE if pair.moved else RelationLabel.CONTRADICTION
    if against - _least(weighed, model.against, label) >= agreed - _least(weighed, model.together, _AGREEMENT):
        return _found(weighed, against, model.against, label)
    if not _may_agree(pair):
        return None
    return _found(weighed, agreed, model.together, _AGREEMENT)


def _doubts(weighed: Weighed, limits: Thresholds) -> float:
    """The score below which a rule's possible finding goes; in an issue of few positions, which is no pair alone, none
    does.
    """
    if weighed.alone:
        return limits.alone_doubts
    return 0.0 if weighed.sparse else limits.doubts


def _beyond_the_model(weighed: Weighed, rule: RelationDraft) -> bool:
    """Did the rule hold back for a reason that the model can't see? In a small issue an end and a beginning have two
    dates; a count of victims rises; and who does not want all of a thing may want some.
    """
    if of_a_part(weighed.pair):
        return True
    if rule.kind is RelationKind.TEMPORAL:
        return weighed.sparse
    return rule.kind is RelationKind.NUMERIC and counts_that_grow(weighed.pair)


def may_be_found(pair: Pair, label: RelationLabel) -> bool:
    """Does the model's word alone count for this pair in an issue of few positions?

    Not of two that share few words or tell of two things of a kind, nor of a side at odds with itself, for which it
    takes one that says the same again, nor of what an outlet tells of the matter, which it takes for a stand.
    """
    apart = _may_agree(pair) if label is RelationLabel.AGREEMENT else not (pair.same_side or pair.outlet_tells)
    return apart and pair.common >= ENOUGH[label] and not other_things(pair.a, pair.b)


def may_be_turn(pair: Pair) -> bool:
    """Does a side say at a later date, in so many words, that it has another position than before?"""
    return pair.moved and tells_of_a_turn(pair.b) and not pair.outlet_tells


def is_vague(pair: Pair, label: RelationLabel) -> bool:
    """Is there nothing to be seen that the two differ in, or that they agree in? Then the model must be surer.

    Of a contradiction that is a figure, a date or a denial; a denial by one side alone speaks against an agreement.
    """
    kind = _kind(pair, label)
    return kind is RelationKind.STANCE or (label is _AGREEMENT and kind is RelationKind.NEGATION)


def _may_agree(pair: Pair) -> bool:
    """A side that says the same again is consistent, and who passes a story on does not yet vouch for it."""
    apart = pair.same_side and not pair.told_twice
    apart = apart or pair.of_each_other or one_disbelieves(pair)
    return not apart and only_reported(pair.a) == only_reported(pair.b)


READ_ALIKE = "the trained model finds the same"


def _found(weighed: Weighed, score: float, limits: Thresholds, label: RelationLabel) -> RelationDraft | None:
    pair = weighed.pair
    if score < _least(weighed, limits, label):
        return None
    kind = _kind(pair, label)
    firm = score >= limits.firm and not (weighed.sparse or pair.moved) and _may_be_firm(pair, label)
    # Its word alone is not enough for a headline: what the two differ in must be there to be seen.
    firm = firm and (label is RelationLabel.AGREEMENT or kind is not RelationKind.STANCE)
    told = pair.told(excerpt(pair.a.text), excerpt(pair.b.text))
    return RelationDraft(
        a=pair.a.position.id,
        b=pair.b.position.id,
        label=label,
        kind=kind,
        certainty=Certainty.FIRM if firm else Certainty.POSSIBLE,
        rationale=f"read as {_TOLD[label]}: {told}",
        decided_by="model",
    )


_TOLD = {
    RelationLabel.AGREEMENT: "saying the same",
    RelationLabel.CONTRADICTION: "excluding each other",
    RelationLabel.CHANGE: "saying something else than before",
}


_NEVER = 1.01


def _least(weighed: Weighed, limits: Thresholds, label: RelationLabel) -> float:
    """The score from which on the model finds something by itself.

    It takes a side that says the same again for one that moved, so a change is hardly ever found on its word: never of
    two speakers, nor where little stands around the pair, unless the later claim says itself that it is new.
    """
    if label is RelationLabel.CHANGE:
        least = limits.moved if weighed.pair.one_voice and not weighed.sparse else _NEVER
        if may_be_turn(weighed.pair):
            least = min(least, TURNED if weighed.pair.common else TURNED_ELSEWHERE)
        return least
    if weighed.alone:
        return limits.alone if weighed.pair.common else limits.apart
    if weighed.sparse:
        least = limits.vague if is_vague(weighed.pair, label) else limits.sparse
        return least if may_be_found(weighed.pair, label) else _NEVER
    return limits.possible


def _may_be_firm(pair: Pair, label: RelationLabel) -> bool:
    """Two speakers of one party may as well be at odds as have moved, and what one paper says of a speaker may be
    taken from the other: neither is ever firm.
    """
    if label is RelationLabel.AGREEMENT:
        return not pair.one_voice
    return pair.one_voice or not pair.moved


def _kind(pair: Pair, label: RelationLabel) -> RelationKind:
    """What the two differ in, as far as it can be read off: figures, dates, a denial, or else where they stand."""
    a, b = pair.a, pair.b
    if pair.one_speech and label is not RelationLabel.CHANGE:
        return RelationKind.REPORTING
    if a.quantities and b.quantities:
        return RelationKind.NUMERIC
    if a.moments and b.moments:
        return RelationKind.TEMPORAL
    if bool(a.pivots) != bool(b.pivots):
        return RelationKind.NEGATION
    return RelationKind.STANCE
