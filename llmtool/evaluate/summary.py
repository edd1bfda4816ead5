"""What a run and the gate say in short, for people: as text, and as Markdown for a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from llmtool.evaluate.gate import Gate
from llmtool.evaluate.metrics import add, is_scored
from llmtool.evaluate.readme import markdown_table
from llmtool.evaluate.results import Run, Tally
from llmtool.evaluate.table import (
    CASE_HEADER,
    FIGURE_HEADER,
    GROUP_HEADER,
    GROUPS_TOLD,
    case_rows,
    figure_rows,
    group_rows,
    shown,
)
from llmtool.report.wording import count

SHOWN = 40
"""Lines of each kind in a summary; what is left out is counted."""

AT_ONCE = 10
"""Lines of each kind that a screen shows where nobody asked for details."""

_FIGURES = (
    ("positions F1", "positions.f1"),
    ("issues F1", "issues.f1"),
    ("firm contradictions precision", "relations.clear.firm.contradiction.precision"),
    ("recall", "relations.clear.firm.contradiction.recall"),
)
_LOST = {
    "missed": "missed",
    "apart": "in two issues",
    "unreachable": "with a position missing",
    "mislabelled": "with another label",
    "error": "lost to an error",
}
"""What became of a labelled relation that was not found, in words."""


def verdict(gate: Gate) -> str:
    """The gate in one line."""
    if not gate.problems:
        return "gate: passed"
    kinds = Counter(problem.trouble.value for problem in gate.problems)
    named = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return f"gate: {len(gate.problems)} problem{'s' * (len(gate.problems) > 1)} ({named})"


def gate_text(gate: Gate, *, most: int | None = None, told: Sequence[str] = ()) -> str:
    """The gate as text: problems, what got better, notes, then ``told`` and the verdict, since a screen shows the end.

    ``most`` bounds the lines of each kind; what is left out is counted.
    """
    lines = _some(["problems:", *(f"  {problem}" for problem in gate.problems)], most)
    lines += _some(
        ["better than the baseline (keep it with: llmtool eval bless):", *(f"  {line}" for line in gate.better)], most
    )
    lines += [f"note: {line}" for line in gate.notes]
    parts = [*(["\n".join(lines)] if lines else []), "\n".join([*told, verdict(gate)])]
    return "\n\n".join(parts) + "\n"


def _some(lines: Sequence[str], most: int | None) -> list[str]:
    """A heading with as many of its lines as are wanted; nothing where it has none."""
    if len(lines) == 1:
        return []
    left = len(lines) - 1 - most if most is not None else 0
    return [*lines[: most + 1], f"  and {left} more, with --details"] if most is not None and left > 0 else [*lines]


def in_short(run: Run) -> list[str]:
    """The figures that matter most, and how much is behind them: what was not found, and what has no label."""
    scored = [result for result in run.cases if is_scored(result)]
    totals = add([result.tallies for result in scored])
    if "positions" not in totals:
        return [f"{run.engine}: nothing was scored"]
    figures = [(told, run.figures.get(name)) for told, name in _FIGURES]
    values = [f"{told} {shown(told, figure.value)}" for told, figure in figures if figure is not None]
    failed = sum(result.error is not None for result in run.cases)
    positions, firm, either = (
        totals.get(name, {}) for name in ("positions", "relations.clear.firm", "relations.clear.any")
    )
    became: Counter[str] = Counter(each.outcome for result in scored for each in result.relations if each.clear)
    lost = ", ".join(f"{became[outcome]} {told}" for outcome, told in _LOST.items() if became[outcome])
    return [
        f"{run.engine}: {', '.join(values)}" + (f"; {count(failed, 'case')} could not be run" if failed else ""),
        f"  not found: {_missing(positions, 'r', 'R')} positions, {_missing(either, 'r', 'R')} clear relations",
        *([f"    of the relations {lost}"] if lost else []),
        f"  not labelled so: {_missing(positions, 'p', 'P')} positions, {_missing(firm, 'p', 'P')} firm relations",
    ]


def _missing(tally: Tally, hits: str, all_of_them: str) -> str:
    every = tally.get(all_of_them, 0)
    return f"{every - tally.get(hits, 0):g} of {every:g}"


def summary(runs: Sequence[Run], gate: Gate) -> str:
    """The whole as Markdown."""
    parts = [f"## llmtool eval: {verdict(gate).removeprefix('gate: ')}"]
    if gate.problems:
        rows = [
            (p.trouble.value, p.engine, p.case + (f", line {p.line}" if p.line else ""), p.told) for p in gate.problems
        ]
        parts.append(_markdown(("problem", "engine", "case", "what"), rows))
    if gate.better:
        parts += ["### Better than the baseline", _list(gate.better)]
    if gate.notes:
        parts += ["### Notes", _list(gate.notes)]
    for run in runs:
        scripted = sum(result.origin == "scripted" for result in run.cases)
        parts.append(f"### {run.engine}" + (f", {run.model}" if run.model else ""))
        if scripted:
            parts.append(f"{scripted} scripted, left out of every figure.")
        parts += [_markdown(FIGURE_HEADER, figure_rows(run)), _markdown(CASE_HEADER, case_rows(run))]
        if groups := group_rows(run):
            parts += [GROUPS_TOLD, _markdown(GROUP_HEADER, groups)]
    return "\n\n".join(parts) + "\n"


def _list(lines: Sequence[str]) -> str:
    shown = [f"- {_plain(line)}" for line in lines[:SHOWN]]
    return "\n".join(shown + [f"- and {len(lines) - SHOWN} more"] * (len(lines) > SHOWN))


def _markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    table = markdown_table(header, [[_plain(cell) for cell in row] for row in rows[:SHOWN]])
    return table + (f"\n\nand {len(rows) - SHOWN} more" if len(rows) > SHOWN else "")


def _plain(text: str) -> str:
    """Words of sources and models as text: they may not become markup."""
    for char in "\\`*_[]<>":
        text = text.replace(char, f"\\{char}" if char != "<" else "&lt;")
    return text
