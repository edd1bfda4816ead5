"""Issues as a report shows them: who takes which stance, the verdicts, and what was found on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from llmtool.report.lookup import find
from llmtool.report.positions import PositionView, independent
from llmtool.report.views import AgreementGroup, Cell, IssueView, RelationView
from llmtool.schema import Comparison, Issue, Party, Stance, Verdict, VerdictLabel


def issue_views(
    comparison: Comparison,
    positions: tuple[PositionView, ...],
    contradictions: Sequence[RelationView],
    changes: Sequence[RelationView],
    agreements: Sequence[AgreementGroup],
) -> tuple[IssueView, ...]:
    """Issues in the order of their positions; one without a position has nothing to show."""
    clashes = _touched(contradictions)
    moves = _touched(changes)
    shared: dict[str, set[str]] = {}
    for group in agreements:
        for position in group.positions:
            shared.setdefault(position.id, set()).add(group.relations[0].record.id)
    parties = {party.id: party for party in comparison.parties}
    disputed = Counter(relation.issue.id for relation in contradictions)
    common = Counter(group.issue.id for group in agreements)
    verdicts = _verdicts(comparison.verdicts, parties)
    cells: dict[str, dict[str, list[PositionView]]] = {}
    records: dict[str, Issue] = {}
    for position in positions:
        records[position.issue.id] = position.issue
        cells.setdefault(position.issue.id, {}).setdefault(position.party.id, []).append(position)
    return tuple(
        IssueView(
            issue,
            tuple(
                Cell(
                    parties[party],
                    _stance(of),
                    tuple(of),
                    independent(of),
                    _count(clashes, of),
                    _count(moves, of),
                    _count(shared, of),
                )
                for party, of in cells[issue.id].items()
            ),
            tuple(verdicts.get(issue.id, ())),
            disputed[issue.id],
            common[issue.id],
        )
        for issue in records.values()
    )


def _verdicts(
    verdicts: Iterable[Verdict], parties: Mapping[str, Party]
) -> dict[str, list[tuple[Party, Party, Verdict]]]:
    """The verdicts of each issue with their two parties; what an empty cell says already is left out."""
    found: dict[str, list[tuple[Party, Party, Verdict]]] = {}
    for verdict in verdicts:
        if verdict.label is not VerdictLabel.ONE_SIDED:
            a, b = find(parties, verdict.party_a_id, "a verdict"), find(parties, verdict.party_b_id, "a verdict")
            found.setdefault(verdict.issue_id, []).append((a, b, verdict))
    return found


def _touched(relations: Iterable[RelationView]) -> dict[str, set[str]]:
    """Relation ids by position id."""
    touched: dict[str, set[str]] = {}
    for relation in relations:
        for side in (relation.a, relation.b):
            touched.setdefault(side.id, set()).add(relation.record.id)
    return touched


def _count(touched: Mapping[str, set[str]], positions: Iterable[PositionView]) -> int:
    """How many findings touch at least one of the positions."""
    return len(set().union(*(touched.get(position.id, set()) for position in positions)))


def _stance(positions: Iterable[PositionView]) -> Stance:
    """The stance of all positions that take one; ``mixed`` where they differ."""
    taken = {position.record.stance for position in positions} - {Stance.NONE}
    if len(taken) == 1:
        return taken.pop()
    return Stance.MIXED if taken else Stance.NONE
