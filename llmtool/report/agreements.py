"""Agreements as a reader counts them: what several say together is one, however many pairs of them were compared."""

from __future__ import annotations

from collections.abc import Sequence

from llmtool.report.positions import PositionView, independent
from llmtool.report.views import AgreementGroup, RelationView


def grouped(agreements: Sequence[RelationView], against: Sequence[RelationView]) -> tuple[AgreementGroup, ...]:
    """Agreements that share a position, put together; those of most independent sources first.

    Two positions of ``against``, which contradict each other or of which one is a change of the other, never come into
    one group: an agreement that would bring them together stands alone.
    """
    apart: dict[str, set[str]] = {}
    for relation in against:
        apart.setdefault(relation.a.id, set()).add(relation.b.id)
        apart.setdefault(relation.b.id, set()).add(relation.a.id)
    members: dict[str, list[PositionView]] = {}
    joined: dict[str, list[RelationView]] = {}
    leader: dict[str, str] = {}
    alone: list[list[RelationView]] = []
    for relation in agreements:
        for side in (relation.a, relation.b):
            leader.setdefault(side.id, side.id)
            members.setdefault(side.id, [side])
        one, other = sorted((leader[relation.a.id], leader[relation.b.id]), key=lambda each: len(members[each]))
        if one == other:
            joined.setdefault(one, []).append(relation)
        elif any(side.id in apart.get(each.id, ()) for each in members[one] for side in members[other]):
            alone.append([relation])
        else:
            members[other] += members[one]
            leader.update((side.id, other) for side in members.pop(one))
            joined[other] = [*joined.get(other, ()), *joined.pop(one, ()), relation]
    groups = [_group(relations) for relations in (*joined.values(), *alone)]
    groups.sort(key=lambda g: (g.known, -g.sources, -len(g.positions), g.positions[0].number, g.relations[0].record.id))
    return tuple(groups)


def _group(relations: Sequence[RelationView]) -> AgreementGroup:
    held = {side.id: side for relation in relations for side in (relation.a, relation.b)}
    positions = tuple(sorted(held.values(), key=lambda position: position.number))
    return AgreementGroup(relations[0].issue, positions, tuple(relations), independent(positions))
