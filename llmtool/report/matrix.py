"""Issues by parties, cut to what fits a page, and the words in a cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from llmtool.report import wording
from llmtool.report.views import Cell, IssueView, Report
from llmtool.report.wording import count
from llmtool.schema import Party, PartyKind, Stance

FILLS = {Stance.FAVOR: "E3F1E5", Stance.AGAINST: "FBE6E1", Stance.MIXED: "FFF4D6"}
"""Colours behind a stance, red, green and blue; the words say the same."""

CLASH = 3
"""Positions that a contradiction counts for where there is no room for every party."""


@dataclass(frozen=True)
class Matrix:
    """The issues and parties that are shown; ``left_out`` counts those that are not, empty where all are."""

    issues: tuple[IssueView, ...]
    parties: tuple[Party, ...]
    left_out: str


def matrix(report: Report, rows: int, columns: int) -> Matrix:
    """The first issues on which parties can be compared, and the parties that say most on them; no row is empty."""
    parties = across(report, report.compared[:rows])[:columns]
    shown = {party.id for party in parties}
    issues = tuple(issue for issue in report.compared[:rows] if shown & issue.by_party.keys())
    left_out = []
    if (more := sum(party.positions > 0 for party in report.parties) - len(parties)) > 0:
        left_out.append(count(more, "more party", "more parties"))
    if (more := len(report.issues) - len(issues)) > 0:
        left_out.append(count(more, "more issue"))
    return Matrix(issues, parties, " and ".join(left_out))


def across(report: Report, issues: Iterable[IssueView]) -> tuple[Party, ...]:
    """The parties that speak on one of the issues, those who say and contradict most first; outlets, which mostly tell
    of others, come last.
    """
    weight: dict[str, int] = {}
    for issue in issues:
        for cell in issue.cells:
            weight[cell.party.id] = weight.get(cell.party.id, 0) + len(cell.positions) + CLASH * cell.contradictions
    held = [party.record for party in report.parties if party.record.id in weight]
    return tuple(sorted(held, key=lambda party: (party.kind is PartyKind.SOURCE, -weight[party.id])))


def signed(cell: Cell) -> str:
    """Sign and word of a stance; for one that takes none, the sign and what the side does."""
    return f"{wording.SIGN[cell.stance]} {cell.stands}"


def told(cell: Cell, stance: str) -> str:
    """The stance as given, then how many sources, contradictions and changes: ``for, 2 sources, 1 change``."""
    parts = [stance, count(cell.sources, "source")]
    if cell.contradictions:
        parts.append(count(cell.contradictions, "contradiction"))
    if cell.changes:
        parts.append(count(cell.changes, "change"))
    return ", ".join(filter(None, parts))
