"""Markdown as GitHub renders it. Text of a source can't become markup: it is escaped and kept on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmtool.report import headline, news, wording
from llmtool.report.inline import one_line
from llmtool.report.matrix import matrix, signed
from llmtool.report.places import uri
from llmtool.report.positions import PositionView
from llmtool.report.views import Cell, IssueView, RelationView, Report
from llmtool.report.wording import count
from llmtool.schema import Party, Stance

COLUMNS = 6
"""Parties in the matrix; more would not fit a page, and every one of them stands under its issue."""
ROWS = 20
"""Issues in the matrix: those with most contradictions and parties."""

_MARKUP = re.compile(r"[\\`*_{}\[\]|~$^]")
# GitHub makes links of addresses by itself, unless something stands in between.
_ADDRESS = re.compile(r"(?<=www)\.|:(?=//)", re.IGNORECASE)
# At the start of a line these make headings, lists, rules, quotations and tables.
_OPENER = re.compile(r"^([#+\-=:]|\d{1,9}(?=[.)]))")


def document(report: Report) -> str:
    """The whole report."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def escape(text: str) -> str:
    """The text on one line, so that it reads as it is and nothing in it is markup."""
    text = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _MARKUP.sub(lambda match: "\\" + match.group(), text)
    text = _ADDRESS.sub(lambda match: "\\" + match.group(), text)
    return _OPENER.sub(lambda match: match.group() + "\\" if match.group().isdigit() else "\\" + match.group(), text)


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escape(headline.title(report))}"
    yield ""
    if alarm := headline.alarm(report):
        yield f"> **{escape(alarm)}** [What failed](#what-failed)"
        yield ""
    yield f"**{headline.findings(report)}**  "
    yield headline.extent(report)
    if told := news.not_counted(report):
        yield ""
        yield f"{told}, [worth a look](#worth-a-look)."
    yield ""
    yield from _matrix(report)
    yield from _contradictions(report)
    yield from _agreements(report)
    yield from _changes(report)
    yield from _possible(report)
    yield from _sources(report)
    yield from _positions(report)
    yield from _failures(report)
    yield from _method(report)


def _sources(report: Report) -> Iterator[str]:
    yield "## Sources"
    yield ""
    yield "| | Outlet | Date | Title | Source |"
    yield "|---:|---|---|---|---|"
    for document in report.documents:
        record = document.record
        title = " ".join(filter(None, (record.title, *(f"({remark})" for remark in document.remarks))))
        cells = (document.name, wording.day(record.published), title)
        source = escape(record.source)
        if record.source.startswith(("https://", "http://")):
            source = f"[{source}](<{uri(record)}>)"
        yield f"| {document.number} | {' | '.join(escape(cell) for cell in cells)} | {source} |"
    yield ""


def _matrix(report: Report) -> Iterator[str]:
    if not report.issues:
        return
    shown = matrix(report, ROWS, COLUMNS)
    yield "## Where the parties stand"
    yield ""
    yield "| Issue | " + " | ".join(escape(party.name) for party in shown.parties) + " |"
    yield "|---|" + "---|" * len(shown.parties)
    for issue in shown.issues:
        cells = [_cell(issue.by_party.get(party.id)) for party in shown.parties]
        yield f"| {escape(issue.record.label)} | {' | '.join(cells)} |"
    yield ""
    yield (
        "`·` speaks of it without taking a side; the word tells how. In brackets: independent sources; copies of one "
        "text, and pieces of one outlet, count once."
    )
    if shown.left_out:
        yield f"{shown.left_out} under [positions](#positions)."
    yield ""


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    text = f"{signed(cell)} ({cell.sources})"
    if cell.contradictions:
        text += f", **{count(cell.contradictions, 'contradiction')}**"
    return text + (f", {count(cell.changes, 'change')}" if cell.changes else "")


def _contradictions(report: Report) -> Iterator[str]:
    yield f"## {news.heading(report, report.contradictions, 'Contradictions')}"
    yield ""
    if not report.contradictions:
        yield headline.nothing_found(report)
        yield ""
    number = 0
    for title, group in news.by_scope(report.contradictions):
        yield f"### {title}"
        yield ""
        for relation in group:
            number += 1
            lead = f"**{number}. {escape(relation.about)}** · {wording.KIND[relation.record.kind]}"
            yield from _relation(relation, lead)


def _agreements(report: Report) -> Iterator[str]:
    if not report.agreements:
        return
    yield f"## {news.heading(report, report.agreement_groups, 'Agreements')}"
    yield ""
    for group in report.agreement_groups:
        yield f"**{escape(group.issue.label)}** · {headline.carried(group)}"
        yield ""
        for position in group.positions:
            yield from _quotation(position)
        for rationale in dict.fromkeys(relation.why for relation in group.relations):
            yield f"- {escape(rationale)}"
        for mark in news.marks(group):
            yield f"- {_mark(mark)}"
        yield ""


def _changes(report: Report) -> Iterator[str]:
    if not report.changes:
        return
    yield f"## {news.heading(report, report.changes, 'Changes')}"
    yield ""
    yield "A side that moved; not a contradiction. The earlier statement stands first, where dates tell."
    yield ""
    for relation in report.changes:
        yield from _relation(relation, f"**{escape(relation.about)}** · {wording.KIND[relation.record.kind]}")


def _possible(report: Report) -> Iterator[str]:
    if not report.possible:
        return
    yield "## Worth a look"
    yield ""
    yield wording.WORTH_A_LOOK
    yield ""
    for relation in report.possible:
        label = f"possible {wording.LABEL[relation.record.label]}, {wording.KIND[relation.record.kind]}"
        yield from _relation(relation, f"**{escape(relation.about)}** · {label}")


def _relation(relation: RelationView, lead: str) -> Iterator[str]:
    yield lead
    yield ""
    if relation.mark:
        yield _mark(relation.mark)
        yield ""
    yield from _quotation(relation.a)
    yield from _quotation(relation.b)
    if relation.passage:
        yield f"{wording.ONE_PASSAGE}: “{escape(relation.passage)}”"
        yield ""
    yield f"Why: {escape(relation.why)} ({headline.decided(relation)})"
    yield ""


def _mark(mark: str) -> str:
    """What the baseline says, in bold what was answered."""
    what, dash, reason = mark.partition(" – ")
    return f"**{what}**{dash}{escape(reason)}"


def _quotation(position: PositionView) -> Iterator[str]:
    yield f"> “{escape(position.quote)}”  "
    given = wording.ATTRIBUTION[position.record.attribution]
    does = f" {position.does}" if position.does else ""
    claim = "" if position.restates else f"  \n> Claim: {escape(position.record.claim)}"
    yield f"> — {escape(position.side)}{does} · {escape(position.where)} · {given}{claim}"
    yield ""


def _positions(report: Report) -> Iterator[str]:
    if not report.issues:
        return
    yield "## Positions"
    yield ""
    compared = {issue.record.id for issue in report.compared}
    apart = [issue for issue in report.issues if issue.record.id not in compared and not issue.contradictions]
    for issue in report.issues:
        if issue not in apart:
            yield from _issue(issue, "###")
    if apart:
        yield f"### {wording.ONE_SIDED}"
        yield ""
    for issue in apart:
        yield from _issue(issue, "####")


def _issue(issue: IssueView, level: str) -> Iterator[str]:
    yield f"{level} {escape(issue.record.label)}"
    yield ""
    if issue.record.question != issue.record.label:
        yield escape(issue.record.question)
        yield ""
    for a, b, verdict in issue.verdicts:
        yield f"- {_pair(a, b)}: {wording.VERDICT[verdict.label]}"
    if issue.verdicts:
        yield ""
    for cell in issue.cells:
        stance = "" if cell.stance is Stance.NONE else f" · {wording.STANCE[cell.stance]}"
        yield f"**{escape(cell.party.name)}**{stance}"
        yield ""
        for position in cell.positions:
            does = wording.MODALITY[position.record.modality]
            claim = "" if position.restates else f": {escape(position.record.claim)}"
            yield f"- {escape(position.who)} {does}{claim}  "
            yield f"  “{escape(position.quote)}” ({escape(position.where)})"
        yield ""


def _pair(a: Party, b: Party) -> str:
    return f"{escape(a.name)} and {escape(b.name)}"


def _failures(report: Report) -> Iterator[str]:
    if not headline.alarm(report):
        return
    yield "## What failed"
    yield ""
    for problem in headline.problems(report):
        yield f"- {escape(str(problem))}"
    yield ""


def _method(report: Report) -> Iterator[str]:
    yield "## How this was made"
    yield ""
    yield f"{escape(headline.maker(report))}. {escape(headline.usage(report))}."
    yield ""
    yield f"{headline.limits(report)} {wording.NEUTRAL}"
