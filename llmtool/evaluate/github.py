"""Workflow commands of GitHub Actions: a problem stands at the line of the label that it is about."""

from __future__ import annotations

from pathlib import Path

from llmtool.evaluate.gate import Gate, Problem

MOST = 10
"""GitHub shows ten annotations of each kind for a step; the rest is counted in the last one."""


def workflow_commands(gate: Gate, cases: Path) -> tuple[str, ...]:
    """One line for each problem, at most as many as are shown; ``cases`` is the folder of the cases."""
    problems = gate.problems
    shown = problems if len(problems) <= MOST else problems[: MOST - 1]
    lines = [_line(problem, cases) for problem in shown]
    if len(shown) < len(problems):
        lines.append(_command({}, f"{len(problems) - len(shown)} more problems; see the output of llmtool eval run"))
    return tuple(lines)


def _line(problem: Problem, cases: Path) -> str:
    case = problem.case.partition(" (trial")[0]
    properties = {}
    if case:
        properties["file"] = (cases / case / "gold.json").as_posix()
        properties["line"] = str(problem.line or 1)
    properties["title"] = f"eval: {problem.trouble}"
    return _command(properties, str(problem))


def _command(properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::error {given}::{_data(message)}" if given else f"::error::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
