"""What the gate says, for people: as text, and as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from llmtool.evaluate.gate import Gate
from llmtool.evaluate.readme import markdown_table
from llmtool.evaluate.results import Run
from llmtool.evaluate.table import (
    CASE_HEADER,
    FIGURE_HEADER,
    GROUP_HEADER,
    GROUPS_TOLD,
    case_rows,
    figure_rows,
    group_rows,
)

SHOWN = 40
"""Lines of each kind in a summary; what is left out is counted."""


def verdict(gate: Gate) -> str:
    """The gate in one line."""
    if not gate.problems:
        return "gate: passed"
    return f"gate: {len(gate.problems)} problem{'s' * (len(gate.problems) > 1)}"


def gate_text(gate: Gate) -> str:
    """The gate as text: problems, what got better, notes."""
    lines = [verdict(gate)]
    lines += [f"  {problem}" for problem in gate.problems]
    if gate.better:
        lines += ["better than the baseline (keep it with: llmtool eval bless)", *(f"  {line}" for line in gate.better)]
    lines += [f"note: {line}" for line in gate.notes]
    return "\n".join(lines) + "\n"


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
