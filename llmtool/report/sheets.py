"""A workbook: an overview, the matrix, and sheets to filter: relations, positions, sources."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from llmtool.report import headline, matrix, news, wording
from llmtool.report.cells import Column, Looks, Value, heighten, on_paper, table, write
from llmtool.report.positions import DocumentView, PositionView
from llmtool.report.views import Cell, RelationView, Report

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

CREATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a fixed mark, so that the same comparison gives the same bytes
OVERVIEW = 110
"""Characters in a line of the overview."""


def workbook(report: Report) -> bytes:
    """The bytes of an .xlsx file."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": headline.title(report), "author": report.comparison.tool.name, "created": CREATED})
    looks = Looks(book)
    _overview(book.add_worksheet("Overview"), report, looks)
    _matrix(book.add_worksheet("Matrix"), report, looks)
    table(book.add_worksheet("Relations"), _relation_columns(report), report.relations, looks, frozen=1)
    table(book.add_worksheet("Positions"), POSITIONS, report.positions, looks, frozen=1)
    table(book.add_worksheet("Sources"), _source_columns(report), report.documents, looks, frozen=2)
    book.close()
    return out.getvalue()


def _overview(sheet: Worksheet, report: Report, looks: Looks) -> None:
    sheet.set_column(0, 0, OVERVIEW)
    for row, (text, look) in enumerate(_told(report, looks)):
        write(sheet, row, 0, text, looks, look)
        if text and look is not looks.title:
            heighten(sheet, row, [(text, OVERVIEW)])
    on_paper(sheet, OVERVIEW)


def _told(report: Report, looks: Looks) -> Iterator[tuple[str, Any]]:
    """The lines of the overview with their looks."""
    gap = ("", looks.text)
    yield headline.title(report), looks.title
    yield gap
    if alarm := headline.alarm(report):
        yield alarm, looks.alarm
        for problem in headline.problems(report):
            yield str(problem), looks.text
        yield gap
    yield headline.findings(report), looks.bold
    yield headline.extent(report), looks.text
    if not report.contradictions:
        yield f"Contradictions: {headline.nothing_found(report)}", looks.text
    if told := news.not_counted(report):
        yield f"{told}, worth a look.", looks.text
    yield gap
    yield f"{headline.maker(report)}. {headline.usage(report)}.", looks.text
    yield f"{headline.limits(report)} {wording.NEUTRAL}", looks.text


def _matrix(sheet: Worksheet, report: Report, looks: Looks) -> None:
    """Issues by parties: stance and independent sources."""
    parties = matrix.across(report, report.issues)
    sheet.set_column(0, 0, 32)
    if parties:
        sheet.set_column(1, len(parties), 20)
    sheet.write_string(0, 0, "Issue", looks.head)
    for column, party in enumerate(parties, start=1):
        write(sheet, 0, column, party.name, looks, looks.head)
    heighten(sheet, 0, [("Issue", 32), *((party.name, 18) for party in parties)])
    for row, issue in enumerate(report.issues, start=1):
        write(sheet, row, 0, issue.record.label, looks, looks.bold)
        heighten(sheet, row, [(issue.record.label, 30), *((_cell(cell), 18) for cell in issue.cells)])
        for column, party in enumerate(parties, start=1):
            cell = issue.by_party.get(party.id)
            look = looks.cells[cell.stance, cell.contradictions > 0] if cell else looks.ruled
            write(sheet, row, column, _cell(cell) if cell else None, looks, look)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(report.issues), 1), len(parties))
    on_paper(sheet, 32 + 20 * len(parties))


def _cell(cell: Cell) -> str:
    return matrix.told(cell, cell.stands)


def _relation_columns(report: Report) -> tuple[Column[RelationView], ...]:
    """With two columns more where the run was held against a baseline."""
    known: tuple[Column[RelationView], ...] = (
        Column("Baseline", 11, report.told_of),
        Column("Baseline says", 30, lambda relation: relation.reason),
    )
    return (
        Column("Finding", 14, lambda relation: wording.LABEL[relation.record.label]),
        Column("Certainty", 10, lambda relation: relation.record.certainty.value),
        *(known if report.baseline else ()),
        Column("Kind", 15, lambda relation: wording.KIND[relation.record.kind]),
        Column("Between", 22, lambda relation: wording.SCOPE[relation.record.scope]),
        Column("Issue", 24, lambda relation: relation.issue.label),
        *_side_columns("a"),
        *_side_columns("b"),
        Column("Why", 44, lambda relation: relation.why),
        Column("Decided by", 18, _decided),
        Column("Independent sources", 12, lambda relation: relation.sources),
        Column("Id", 16, lambda relation: relation.record.id),
    )


def _side_columns(side: str) -> Iterator[Column[RelationView]]:
    """Who says what where, for one side of a relation."""

    def of_side(value: Column[PositionView], relation: RelationView) -> Value:
        return value.value(getattr(relation, side))

    for column in SIDE:
        yield Column(f"{side.upper()} {column.name}", column.width, partial(of_side, column))


SIDE: tuple[Column[PositionView], ...] = (
    Column("who", 26, lambda position: position.side),
    Column("says", 60, lambda position: position.quote),
    Column("claim", 44, lambda position: position.record.claim),
    Column("where", 26, lambda position: f"{position.document.name} [{position.document.number}]"),
    Column("date", 11, lambda position: position.record.said_on or position.document.record.published),
)
POSITIONS: tuple[Column[PositionView], ...] = (
    Column("Issue", 24, lambda position: position.issue.label),
    Column("Party", 24, lambda position: position.party.name),
    Column("Speaker", 22, lambda position: position.speaker.name if position.speaker else None),
    Column("Role", 20, lambda position: position.speaker.role if position.speaker else None),
    Column("Does", 12, lambda position: wording.MODALITY[position.record.modality]),
    Column("Claim", 50, lambda position: position.record.claim),
    Column("Stance", 10, lambda position: wording.STANCE[position.record.stance]),
    Column("Quotation", 60, lambda position: position.quote),
    Column("Given as", 14, lambda position: wording.ATTRIBUTION[position.record.attribution]),
    Column("Said on", 11, lambda position: position.record.said_on),
    Column("Outlet", 22, lambda position: position.document.record.outlet),
    Column("Published", 11, lambda position: position.document.record.published),
    Column("Source", 30, lambda position: position.document.record.source),
    Column("Start", 8, lambda position: min(span.start for span in position.record.evidence)),
    Column("End", 8, lambda position: max(span.end for span in position.record.evidence)),
    Column("Id", 16, lambda position: position.id),
)


def _decided(relation: RelationView) -> str:
    decided = wording.DECIDED_BY[relation.record.decided_by]
    return f"{decided}, read twice" if relation.record.second_reading == "confirmed" else decided


def _source_columns(report: Report) -> tuple[Column[DocumentView], ...]:
    held = Counter(position.document.number for position in report.positions)
    return (
        Column("No.", 6, lambda view: view.number),
        Column("Outlet", 26, lambda view: view.record.outlet),
        Column("Published", 11, lambda view: view.record.published),
        Column("Title", 60, lambda view: view.record.title),
        Column("Byline", 24, lambda view: view.record.byline),
        Column("Language", 10, lambda view: view.record.language),
        Column("Repeats", 9, lambda view: view.repeats),
        Column("Remark", 30, lambda view: view.silent),
        Column("Positions", 10, lambda view: held[view.number]),
        Column("Source", 50, lambda view: view.record.source),
        Column("Id", 16, lambda view: view.record.id),
    )
