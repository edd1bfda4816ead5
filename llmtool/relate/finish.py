"""Relation drafts become records here, whichever engine proposed them, so that the promises hold for both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from llmtool.drafts import Aligned, RelationDraft
from llmtool.relate.holders import Holders
from llmtool.schema import (
    Certainty,
    Position,
    Relation,
    RelationKind,
    RelationLabel,
    Scope,
    content_id,
)

NO_REASON = "No reason was given."
"""Stands where an engine gave an empty rationale: the finding is kept, and its reader is told."""

_LABELS = (RelationLabel.CHANGE, RelationLabel.CONTRADICTION, RelationLabel.AGREEMENT)
_KINDS = tuple(RelationKind)
_DECIDED = ("rule", "llm", "model")


def finish(drafts: Sequence[RelationDraft], aligned: Aligned) -> tuple[Relation, ...]:
    """The relations that the drafts amount to, sorted by issue and by the order of their positions.

    - A draft is dropped if it names an unknown position, the same one twice, or positions of different issues; if one
      of the two documents is a copy of the other (a statement in a copy counts as the same statement in the original,
      where that has it); if it claims agreement of a holder with itself in one document; or if it claims a
      change between different sides.
    - A contradiction of one side with itself on different dates is a change. Two outlets that report one speech
      differently are not, nor are two speakers of one side within a week: they contradict each other. Where a date
      is missing nobody can tell, so a contradiction of one side in two documents is only possible.
    - There is one relation for each pair: firm wins over possible. Where one draft says contradiction and another
      agreement, a possible contradiction remains.
    - ``a`` is the earlier position by ``said_on`` or the date of the document, then by the order in ``aligned``.

    Rationales are kept word for word, on one line. The order of the drafts does not matter.
    """
    holders = Holders(aligned)
    pairs: dict[tuple[str, str], list[RelationDraft]] = {}
    for draft in drafts:
        if (kept := _admit(draft, holders)) is not None:
            pairs.setdefault((kept.a, kept.b), []).append(kept)
    relations = [_relation(_merge(group), holders) for group in pairs.values()]
    issues = {issue.id: number for number, issue in enumerate(aligned.issues)}
    return tuple(
        sorted(relations, key=lambda r: (issues.get(r.issue_id, -1), holders.order[r.a], holders.order[r.b], r.id))
    )


def _admit(draft: RelationDraft, holders: Holders) -> RelationDraft | None:
    """The draft with its positions in order and the label that dates and sides allow; None if it can't stand."""
    if draft.a not in holders.positions or draft.b not in holders.positions:
        return None
    first, second = holders.original(draft.a), holders.original(draft.b)
    if first.id == second.id or first.issue_id != second.issue_id or holders.copies(first, second):
        return None
    first, second = holders.in_order(first, second)
    label = draft.label
    if label is RelationLabel.AGREEMENT and _says_it_twice(first, second):
        return None
    if label is RelationLabel.CHANGE and not holders.same_side(first, second):
        return None
    if (
        label is RelationLabel.CONTRADICTION
        and draft.kind is not RelationKind.REPORTING
        and holders.moved(first, second)
    ):
        label = RelationLabel.CHANGE
    certainty = draft.certainty
    if label is RelationLabel.CONTRADICTION and holders.may_have_moved(first, second):
        certainty = Certainty.POSSIBLE
    rationale = " ".join(draft.rationale.splitlines()).strip()
    return replace(draft, a=first.id, b=second.id, label=label, certainty=certainty, rationale=rationale or NO_REASON)


def _says_it_twice(first: Position, second: Position) -> bool:
    """A holder that repeats itself in one document corroborates nothing."""
    same_holder = (first.speaker_id, first.party_id) == (second.speaker_id, second.party_id)
    return same_holder and first.document_id == second.document_id


def _merge(group: Iterable[RelationDraft]) -> RelationDraft:
    """One draft for the pair."""
    ranked = sorted(group, key=_rank)
    labels = {draft.label for draft in ranked}
    best = ranked[0]
    if RelationLabel.AGREEMENT in labels and len(labels) > 1:
        best = next(draft for draft in ranked if draft.label is not RelationLabel.AGREEMENT)
        return replace(best, certainty=Certainty.POSSIBLE)
    confirmed = any(d.second_reading == "confirmed" for d in ranked if d.label is best.label)
    return replace(best, second_reading="confirmed" if confirmed else "not_run")


def _rank(draft: RelationDraft) -> tuple[object, ...]:
    return (
        draft.certainty is not Certainty.FIRM,
        _LABELS.index(draft.label),
        draft.second_reading != "confirmed",
        _DECIDED.index(draft.decided_by),
        _KINDS.index(draft.kind),
        draft.rationale,
    )


def _relation(draft: RelationDraft, holders: Holders) -> Relation:
    first, second = holders.positions[draft.a], holders.positions[draft.b]
    return Relation(
        id=content_id("r", draft.a, draft.b, draft.label, draft.kind),
        issue_id=first.issue_id,
        a=draft.a,
        b=draft.b,
        label=draft.label,
        kind=draft.kind,
        scope=_scope(draft, first, second, holders),
        certainty=draft.certainty,
        rationale=draft.rationale,
        decided_by=draft.decided_by,
        second_reading=draft.second_reading,
    )


def _scope(draft: RelationDraft, first: Position, second: Position, holders: Holders) -> Scope:
    """Between whom it holds.

    ``cross_source`` is about reporting: the same words of one speaker in two documents, or an outlet's own account
    against somebody else's. Everything else is between parties, inside one, or of one speaker with themselves.
    """
    if draft.kind is RelationKind.REPORTING:
        return Scope.CROSS_SOURCE
    same_speaker = first.speaker_id is not None and first.speaker_id == second.speaker_id
    if same_speaker:
        told_twice = draft.label is RelationLabel.AGREEMENT and first.document_id != second.document_id
        return Scope.CROSS_SOURCE if told_twice else Scope.SAME_SPEAKER
    if first.party_id == second.party_id:
        return Scope.WITHIN_PARTY
    if holders.own_account(first) or holders.own_account(second):
        return Scope.CROSS_SOURCE
    return Scope.CROSS_PARTY
