"""Where the marks of a timeline stand: one lane for each party and issue on which the party moved.

Lengths are units of the drawing, ``WIDTH`` of them from edge to edge; y counts from the top of a lane.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from llmtool.report import wording
from llmtool.report.positions import PositionView
from llmtool.report.views import RelationView, Report
from llmtool.schema import Issue, Party

WIDTH = 760
LEFT, RIGHT = 14, 746
UNDATED, DATED = 26, 100
"""Where statements stand whose day no source tells, and where the days begin then."""
LANE = 58
BASE = 40
"""Where in a lane its line runs; above it is the name of the issue."""
OPEN_LANES = 24
"""So many lanes are drawn in the open; those of further parties wait behind a line that can be opened."""


@dataclass(frozen=True)
class Dot:
    """The statements of one day in a lane. ``moved`` tells whether a change begins or ends there."""

    x: float
    date: dt.date | None
    positions: tuple[PositionView, ...]
    moved: bool


@dataclass(frozen=True)
class Arrow:
    """A change, drawn from the earlier statement to the later one."""

    relation: RelationView
    path: str
    head: str


@dataclass(frozen=True)
class Lane:
    """What one party said on one issue, and how it moved."""

    issue: Issue
    y: int
    dots: tuple[Dot, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True)
class Timeline:
    """The lanes of one party, over the days that they span."""

    party: Party
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    height: int
    left: int
    undated: bool

    @property
    def changes(self) -> tuple[RelationView, ...]:
        """The changes that are drawn, lane by lane."""
        return tuple(arrow.relation for lane in self.lanes for arrow in lane.arrows)


def timelines(report: Report) -> tuple[tuple[Timeline, ...], tuple[Timeline, ...]]:
    """Timelines by party in the order of the report: those drawn in the open, and the rest."""
    moves: dict[str, dict[str, list[RelationView]]] = {}
    for change in report.changes:
        moves.setdefault(change.a.party.id, {}).setdefault(change.issue.id, []).append(change)
    said: dict[tuple[str, str], list[PositionView]] = {}
    for position in report.positions:
        said.setdefault((position.party.id, position.issue.id), []).append(position)
    shown: list[Timeline] = []
    rest: list[Timeline] = []
    lanes = 0
    for party in report.parties:
        if of_party := moves.get(party.record.id):
            lanes += len(of_party)
            (shown if lanes <= OPEN_LANES or not shown else rest).append(_timeline(party.record, of_party, said))
    return tuple(shown), tuple(rest)


def day_of(position: PositionView) -> dt.date | None:
    """The day of the statement; None where no source tells."""
    return position.record.said_on or position.document.record.published


def _timeline(
    party: Party, moves: Mapping[str, Sequence[RelationView]], said: Mapping[tuple[str, str], Sequence[PositionView]]
) -> Timeline:
    held = {
        issue: _once([*said.get((party.id, issue), ()), *(side for r in changes for side in (r.a, r.b))])
        for issue, changes in moves.items()
    }
    days = sorted({day for positions in held.values() for p in positions if (day := day_of(p))})
    undated = any(day_of(p) is None for positions in held.values() for p in positions)
    left = DATED if undated else LEFT

    def along(day: dt.date | None) -> float:
        if day is None:
            return UNDATED
        span = (days[-1] - days[0]).days
        return round(left + (RIGHT - left) * ((day - days[0]).days / span if span else 0.5), 1)

    lanes = tuple(
        _lane(moves[issue], positions, place * LANE, along) for place, (issue, positions) in enumerate(held.items())
    )
    ticks = tuple((along(day), wording.day(day)) for day in _ticks(days))
    return Timeline(party, lanes, ticks, len(lanes) * LANE + 26, left, undated)


def _once(positions: Iterable[PositionView]) -> list[PositionView]:
    return sorted({p.number: p for p in positions}.values(), key=lambda p: p.number)


def _lane(
    changes: Sequence[RelationView],
    positions: Sequence[PositionView],
    y: int,
    along: Callable[[dt.date | None], float],
) -> Lane:
    moved = {side.number for change in changes for side in (change.a, change.b)}
    by_day: dict[dt.date | None, list[PositionView]] = {}
    for position in positions:
        by_day.setdefault(day_of(position), []).append(position)
    dots = tuple(
        Dot(along(day), day, tuple(of), any(p.number in moved for p in of))
        for day, of in sorted(by_day.items(), key=lambda item: (item[0] is not None, item[0] or dt.date.min))
    )
    arrows = tuple(_arrow(change, along(day_of(change.a)), along(day_of(change.b))) for change in changes)
    return Lane(changes[0].issue, y, dots, arrows)


def _arrow(change: RelationView, start: float, end: float) -> Arrow:
    """An arc above the line of the lane; a loop where both statements are of one day."""
    if start == end:
        path = f"M{start - 4:g} {BASE - 5} C{start - 16:g} {BASE - 22} {end + 16:g} {BASE - 22} {end + 5:g} {BASE - 7}"
        return Arrow(change, path, _head(end + 4, BASE - 5, -0.35))
    ahead = 1 if end > start else -1
    begin, stop = start + 4 * ahead, end - 5 * ahead
    lift = min(16.0, 6 + abs(end - start) / 12)
    middle = (begin + stop) / 2
    path = f"M{begin:g} {BASE - 4} Q{middle:g} {BASE - 4 - 2 * lift:g} {stop:g} {BASE - 5}"
    return Arrow(change, path, _head(stop, BASE - 4, ahead * max(0.8, abs(stop - middle) / (2 * lift))))


def _head(x: float, y: float, slope: float) -> str:
    """A triangle whose tip is at (x, y); ``slope`` is how far it goes sideways for each unit that it goes down."""
    length = (1 + slope * slope) ** 0.5
    across, down = slope / length, 1 / length
    back_x, back_y = x - 7 * across, y - 7 * down
    left = f"{round(back_x - 3.2 * down, 1):g} {round(back_y + 3.2 * across, 1):g}"
    right = f"{round(back_x + 3.2 * down, 1):g} {round(back_y - 3.2 * across, 1):g}"
    return f"M{x:g} {y:g}L{left} {right}Z"


def _ticks(days: Sequence[dt.date]) -> list[dt.date]:
    """At most six days along the axis, the first and the last among them."""
    if not days:
        return []
    span = (days[-1] - days[0]).days
    parts = max(1, min(span, 5))
    return sorted({days[0] + dt.timedelta(days=round(span * part / parts)) for part in range(parts + 1)})
