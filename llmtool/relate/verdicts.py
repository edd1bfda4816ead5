"""What the firm relations of two parties on one issue add up to."""

from __future__ import annotations

from collections.abc import Sequence

from llmtool.drafts import Aligned
from llmtool.relate.holders import Holders
from llmtool.schema import Certainty, Relation, RelationLabel, Scope, Verdict, VerdictLabel

_Pair = tuple[str, str]


def verdicts(aligned: Aligned, relations: Sequence[Relation]) -> tuple[Verdict, ...]:
    """Verdicts per issue and pair of parties, by this rule and no other.

    Only firm relations between two parties count (``scope`` cross_party); what is possible never does.

    - contradictions and no agreement: ``disagree``
    - agreements and no contradiction: ``agree``
    - both: ``mixed``
    - ``one_sided``: the two parties have a verdict on some issue, and on this one only one of them has a position.

    A relation that was read in a copy counts once, with the original. The two parties stand in the order of their
    names; verdicts are sorted by issue and by those names. ``relation_ids`` keep the order of ``relations``, and are
    empty for ``one_sided``.
    """
    holders = Holders(aligned)
    names = {party.id: (party.name.casefold(), party.name, party.id) for party in aligned.parties}
    issues = {issue.id: number for number, issue in enumerate(aligned.issues)}

    found: dict[tuple[str, _Pair], list[Relation]] = {}
    for relation in _independent(relations, holders):
        first, second = holders.positions[relation.a], holders.positions[relation.b]
        low, high = sorted((first.party_id, second.party_id), key=lambda party: names.get(party, (party, party, party)))
        found.setdefault((relation.issue_id, (low, high)), []).append(relation)

    result = [
        Verdict(
            issue_id=issue,
            party_a_id=pair[0],
            party_b_id=pair[1],
            label=_label(group),
            relation_ids=tuple(relation.id for relation in group),
        )
        for (issue, pair), group in found.items()
    ]
    speaks = {(position.issue_id, position.party_id) for position in aligned.positions}
    result += [
        Verdict(issue_id=issue, party_a_id=low, party_b_id=high, label=VerdictLabel.ONE_SIDED, relation_ids=())
        for low, high in {pair for _, pair in found}
        for issue in issues
        if ((issue, low) in speaks) != ((issue, high) in speaks)
    ]
    return tuple(
        sorted(
            result, key=lambda v: (issues.get(v.issue_id, -1), names.get(v.party_a_id, ()), names.get(v.party_b_id, ()))
        )
    )


def _label(group: Sequence[Relation]) -> VerdictLabel:
    labels = {relation.label for relation in group}
    if labels == {RelationLabel.CONTRADICTION}:
        return VerdictLabel.DISAGREE
    return VerdictLabel.AGREE if labels == {RelationLabel.AGREEMENT} else VerdictLabel.MIXED


def _independent(relations: Sequence[Relation], holders: Holders) -> list[Relation]:
    """The relations that count, without those that a copy only repeats."""
    counted = [
        relation
        for relation in relations
        if relation.certainty is Certainty.FIRM
        and relation.scope is Scope.CROSS_PARTY
        and relation.label is not RelationLabel.CHANGE
        and relation.a in holders.positions
        and relation.b in holders.positions
    ]
    originals = {_key(relation, holders) for relation in counted if not _from_copy(relation, holders)}
    return [r for r in counted if not _from_copy(r, holders) or _key(r, holders) not in originals]


def _from_copy(relation: Relation, holders: Holders) -> bool:
    documents = (holders.positions[side].document_id for side in (relation.a, relation.b))
    return any(holders.root(document) != document for document in documents)


def _key(relation: Relation, holders: Holders) -> tuple[object, ...]:
    """Same issue, same label, same holders, same independent documents."""
    sides = (holders.positions[relation.a], holders.positions[relation.b])
    told = sorted((side.party_id, side.speaker_id or "", holders.root(side.document_id)) for side in sides)
    return (relation.issue_id, relation.label, tuple(told))
