"""JUnit XML, as CI systems read it: a suite for each engine and case, a test for each label that counts.

A *failure* is a label that was found in the baseline and is not now (any miss where there is no baseline), an *error*
something that could not be judged: a failed call, a missing recording. What is missed in the baseline too is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from llmtool.evaluate.gate import Gate, Problem, Trouble
from llmtool.evaluate.results import CaseResult, Run

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ERRORS = {Trouble.ERROR, Trouble.RECORDING}


@dataclass(frozen=True)
class _Test:
    name: str
    outcome: Literal["passed", "failure", "error", "skipped"]
    told: str = ""


def junit(runs: Sequence[Run], baseline: Mapping[str, Run], gate: Gate) -> str:
    """The runs as JUnit XML. No times: a replay takes none, and the same run gives the same bytes."""
    suites: list[tuple[str, list[_Test]]] = []
    for run in runs:
        blessed = run.engine in baseline
        mine = [problem for problem in gate.problems if problem.engine == run.engine]
        for result in run.cases:
            name = result.case if result.trial == 0 else f"{result.case} (trial {result.trial})"
            problems = [problem for problem in mine if problem.case == name]
            suites.append((f"{run.engine}.{name}", _tests(result, problems, blessed=blessed)))
        ran = {name.partition(".")[2] for name, _ in suites if name.startswith(f"{run.engine}.")}
        if rest := [_test(problem) for problem in mine if problem.case not in ran]:
            suites.append((f"{run.engine}.gate", rest))
    engines = {run.engine for run in runs}
    if others := [_test(problem) for problem in gate.problems if problem.engine not in engines]:
        suites.append(("gate", others))
    body = "".join(_suite(name, tests) for name, tests in suites)
    total = _counts([test for _, tests in suites for test in tests])
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="llmtool eval"{total}>\n{body}</testsuites>\n'


def _tests(result: CaseResult, problems: Sequence[Problem], *, blessed: bool) -> list[_Test]:
    by_record = {problem.record: problem for problem in problems if problem.record}
    tests = []
    for outcome in result.gold:
        found = outcome.outcome in {"found", "merged", "optional"}
        told = outcome.nearest.detail if outcome.nearest else "no prediction in this document"
        tests.append(
            _record(f"position {outcome.gold}", outcome.gold, outcome.outcome, told, by_record, found, blessed=blessed)
        )
    for relation in result.relations:
        if relation.clear:
            found = relation.outcome in {"found", "optional"}
            key = f"{relation.a}–{relation.b}"
            told = f"predicted {relation.predicted}" if relation.predicted else "not predicted"
            name = f"{relation.label} {key}"
            tests.append(_record(name, key, relation.outcome, told, by_record, found, blessed=blessed))
    taken = {test.name for test in tests}
    rest = [problem for problem in problems if f"position {problem.record}" not in taken]
    keys = {name.partition(" ")[2] for name in taken}
    return tests + [_test(problem) for problem in rest if problem.record not in keys]


def _record(
    name: str, key: str, outcome: str, told: str, problems: Mapping[str, Problem], found: bool, *, blessed: bool
) -> _Test:
    if key in problems:
        return _Test(name, "failure", str(problems[key]))
    if found:
        return _Test(name, "passed")
    if outcome == "error":
        return _Test(name, "skipped" if blessed else "error", "the call that would have found it failed")
    return _Test(name, "skipped" if blessed else "failure", f"{outcome}: {told}")


def _test(problem: Problem) -> _Test:
    return _Test(
        f"{problem.trouble}: {problem.told}", "error" if problem.trouble in _ERRORS else "failure", str(problem)
    )


def _suite(name: str, tests: Sequence[_Test]) -> str:
    lines = [f"  <testsuite name={_attribute(name)}{_counts(tests)}>\n"]
    for test in tests:
        start = f"    <testcase classname={_attribute(name)} name={_attribute(test.name)}"
        if test.outcome == "passed":
            lines.append(f"{start}/>\n")
            continue
        message = _attribute(test.told)
        inner = f"<skipped message={message}/>"
        if test.outcome != "skipped":
            inner = f"<{test.outcome} message={message}>{escape(_clean(test.told))}</{test.outcome}>"
        lines.append(f"{start}>{inner}</testcase>\n")
    return "".join([*lines, "  </testsuite>\n"])


def _counts(tests: Sequence[_Test]) -> str:
    counted = {"tests": len(tests)}
    for name, outcome in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        counted[name] = sum(test.outcome == outcome for test in tests)
    return "".join(f' {name}="{count}"' for name, count in counted.items())


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _attribute(text: str) -> str:
    return quoteattr(_clean(text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
