"""Contradictions for CI: JUnit XML, and annotations for a log of GitHub Actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from llmtool.report import headline, news, wording
from llmtool.report.inline import for_terminal, one_line, xml_text
from llmtool.report.places import Files, is_file, sides
from llmtool.report.positions import PositionView
from llmtool.report.views import RelationView, Report
from llmtool.report.wording import count
from llmtool.schema import Certainty, RelationLabel


def junit(report: Report) -> str:
    """One suite an issue: a firm contradiction is a failed test, one that is possible or known a skipped test.

    An issue without either is one test that passes. What failed or was left out is an error in a suite of its own, so
    that a run which compared nothing is not green.
    """
    root = ET.Element("testsuites", {"name": xml_text(headline.title(report))})
    found: dict[str, list[RelationView]] = {}
    for relation in (*report.contradictions, *report.possible):
        if relation.record.label is RelationLabel.CONTRADICTION:
            found.setdefault(relation.issue.id, []).append(relation)
    for issue in report.issues:
        suite = ET.SubElement(root, "testsuite", {"name": _name(issue.record.label)})
        suite.extend(_case(relation) for relation in found.get(issue.record.id, ()))
        if not len(suite):
            ET.SubElement(suite, "testcase", {"name": "no contradiction found", "classname": _name(issue.record.label)})
    if problems := headline.problems(report):
        suite = ET.SubElement(root, "testsuite", {"name": wording.INCOMPLETE})
        for problem in problems:
            case = ET.SubElement(suite, "testcase", {"name": _name(problem.where), "classname": wording.INCOMPLETE})
            ET.SubElement(case, "error", {"message": _name(problem.what)})
    if not len(root):
        suite = ET.SubElement(root, "testsuite", {"name": "positions"})
        case = ET.SubElement(suite, "testcase", {"name": "positions were found", "classname": "positions"})
        ET.SubElement(case, "skipped", {"message": wording.NO_POSITIONS})
    for suite in root:
        _count(suite, list(suite))
    _count(root, [case for suite in root for case in suite])
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _case(relation: RelationView) -> ET.Element:
    label = relation.issue.label
    name = f"{relation.a.who} / {relation.b.who}: {wording.KIND[relation.record.kind]} ({relation.record.id})"
    case = ET.Element("testcase", {"name": _name(name), "classname": _name(label)})
    reason = _name(relation.why)
    if relation.record.certainty is Certainty.FIRM and not relation.known:
        detail = ET.SubElement(case, "failure", {"message": reason, "type": f"contradiction.{relation.record.scope}"})
        detail.text = xml_text("\n".join(_sides(relation)))
    else:
        message = _name(relation.mark) if relation.known else f"Possible, worth a look: {reason}"
        ET.SubElement(case, "skipped", {"message": message})
        ET.SubElement(case, "system-out").text = xml_text("\n".join(_sides(relation)))
    return case


def _sides(relation: RelationView) -> Iterator[str]:
    yield ""
    for side in (relation.a, relation.b):
        yield _said(side)
        yield f"  in {one_line(side.document.record.source)}"
    yield f"Why: {one_line(relation.why)}"
    if relation.mark:
        yield f"Baseline: {one_line(relation.mark)}"
    yield ""


def _said(side: PositionView) -> str:
    does = f" {side.does}" if side.does else ""
    return one_line(f"{side.side}{does} ({side.where}): “{side.quote}”")


def _name(text: str) -> str:
    return xml_text(one_line(text))


def _count(element: ET.Element, cases: list[ET.Element]) -> None:
    element.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(tag) is not None for case in cases)))


def workflow_commands(report: Report, files: Files) -> str:
    """Workflow commands: failures as errors, firm contradictions as warnings, possible ones as notices.

    GitHub shows ten of each a step, so a contradiction is annotated once, at one of its sides, and those that are
    known are only counted. ``files`` tell the line.
    """
    return "".join(line + "\n" for line in _commands(report, files))


def _commands(report: Report, files: Files) -> Iterator[str]:
    for problem in headline.problems(report):
        yield _command("error", {"title": wording.INCOMPLETE}, problem.where, problem.what)
    possible = [relation for relation in report.possible if relation.record.label is RelationLabel.CONTRADICTION]
    known = [relation for relation in (*report.contradictions, *possible) if relation.known]
    if known:
        told = f"{count(len(known), 'contradiction')} known from the baseline, not annotated: {news.answers(known)}"
        yield _command("notice", {"title": "Known contradictions"}, told)
    for level, title, relations in (
        ("warning", "Contradiction", report.contradictions),
        ("notice", "Possible contradiction", possible),
    ):
        for relation in relations:
            if not relation.known:
                yield _annotation(level, title, relation, files)


def _annotation(level: str, title: str, relation: RelationView, files: Files) -> str:
    here, there = sides(relation, files)
    properties = {**_where(here, files), "title": f"{title}: {relation.issue.label}"}
    lines = [_said(here), _said(there), f"Why: {relation.why}", relation.mark]
    return _command(level, properties, *filter(None, lines))


def _where(side: PositionView, files: Files) -> dict[str, str]:
    document = side.document.record
    if not is_file(document):
        return {}
    where = {"file": document.source.removeprefix("./")}
    if found := files.place(document, side.record.evidence[0]):
        where |= {"line": str(found.line), "endLine": str(found.end_line)}
        if found.line == found.end_line:  # GitHub takes columns only within one line
            where |= {"col": str(found.column), "endColumn": str(found.end_column)}
    return where


def _command(level: str, properties: Mapping[str, str], *lines: str) -> str:
    given = ",".join(f"{key}={_escaped(for_terminal(value), ':,')}" for key, value in properties.items())
    return f"::{level} {given}::{'%0A'.join(_escaped(for_terminal(line)) for line in lines)}"


def _escaped(text: str, also: str = "") -> str:
    """As the runner reads it: a per cent sign, line ends, and in properties colon and comma are written in hex."""
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + also else c for c in text)
