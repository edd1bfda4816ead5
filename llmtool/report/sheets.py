"""A workbook: an overview, the matrix, and one sheet each for relations, positions and sources, ready to be filtered.

Text of a source is written as a string and nothing else: no cell is a formula or a link.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from llmtool.report import headline, wording
from llmtool.report.views import Cell, PositionView, RelationView, Report
from llmtool.report.wording import count
from llmtool.schema import Stance

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LIMIT = 32_767
"""UTF-16 units that a cell holds; more would be lost without a word."""
CUT = " […] (cut: longer than a cell holds)"
LINE, HIGHEST = 15, 409
"""Points: of one line, and the most that a row can have."""
FIRST_DAY = dt.date(1900, 3, 1)
"""Spreadsheets count days from 1900 and take that year for a leap year, so earlier dates are written as text."""
CREATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a fixed mark, so that the same comparison gives the same bytes
FILLS = {Stance.FAVOR: "#E3F1E5", Stance.AGAINST: "#FBE6E1", Stance.MIXED: "#FFF4D6"}

Value = str | int | dt.date | None


class Column(NamedTuple):
    """Heading and width, in characters."""

    name: str
    width: int


_SIDE = (Column("who", 26), Column("says", 60), Column("claim", 44), Column("where", 26), Column("date", 11))
RELATIONS = (
    Column("Finding", 14),
    Column("Certainty", 10),
    Column("Kind", 15),
    Column("Between", 22),
    Column("Issue", 24),
    *(Column(f"{side} {name}", width) for side in "AB" for name, width in _SIDE),
    Column("Why", 44),
    Column("Decided by", 18),
    Column("Independent sources", 12),
    Column("Id", 16),
)
POSITIONS = (
    Column("Issue", 24),
    Column("Party", 24),
    Column("Speaker", 22),
    Column("Role", 20),
    Column("Does", 12),
    Column("Claim", 50),
    Column("Stance", 10),
    Column("Quotation", 60),
    Column("Given as", 14),
    Column("Said on", 11),
    Column("Outlet", 22),
    Column("Published", 11),
    Column("Source", 30),
    Column("Start", 8),
    Column("End", 8),
    Column("Id", 16),
)
SOURCES = (
    Column("No.", 6),
    Column("Outlet", 26),
    Column("Published", 11),
    Column("Title", 60),
    Column("Byline", 24),
    Column("Language", 10),
    Column("Repeats", 9),
    Column("Positions", 10),
    Column("Source", 50),
    Column("Id", 16),
)


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
    formats = _Formats(book)
    _overview(book.add_worksheet("Overview"), report, formats)
    _matrix(book.add_worksheet("Matrix"), report, formats)
    relations = (*report.contradictions, *report.agreements, *report.changes, *report.possible)
    _table(book.add_worksheet("Relations"), RELATIONS, map(_relation, relations), formats, frozen=1)
    _table(book.add_worksheet("Positions"), POSITIONS, map(_position, report.positions), formats, frozen=1)
    _table(book.add_worksheet("Sources"), SOURCES, _sources(report), formats, frozen=2)
    book.close()
    return out.getvalue()


class _Formats:
    """Looks of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        top = {"text_wrap": True, "valign": "top"}
        self.head = book.add_format({"bold": True, "bg_color": "#E8EAED", "bottom": 1, **top})
        self.text = book.add_format(top)
        self.number = book.add_format({"align": "left", **top})
        # A person who edits such a cell must not turn it into a formula either.
        self.quoted = book.add_format({**top, "quote_prefix": True})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, **top})
        self.alarm = book.add_format({"bold": True, "font_color": "#B3261E", **top})
        self.cells = {
            (stance, disputed): book.add_format(
                {"bold": disputed, **({"bg_color": FILLS[stance]} if stance in FILLS else {}), **top}
            )
            for stance in Stance
            for disputed in (True, False)
        }


def _write(sheet: Worksheet, row: int, column: int, value: Value, formats: _Formats, look: Any = None) -> None:
    if value is None:
        return
    if isinstance(value, int):
        sheet.write_number(row, column, value, formats.number)
    elif isinstance(value, dt.date) and value >= FIRST_DAY:
        sheet.write_datetime(row, column, value, formats.date)
    elif text := fitted(str(value)):
        opens = text.lstrip().startswith(tuple("=+-@＝＋－＠"))
        sheet.write_string(row, column, text, look or (formats.quoted if opens else formats.text))


def fitted(text: str) -> str:
    """The text as long as a cell can be; where it is cut it says so."""
    units = len(text) + sum(character > "\uffff" for character in text)
    if units <= LIMIT:
        return text
    room = LIMIT - len(CUT)
    encoded = text.encode("utf-16-le")[: 2 * room]
    return encoded.decode("utf-16-le", "ignore") + CUT


def _table(
    sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[Value]], formats: _Formats, *, frozen: int
) -> None:
    """Rows under a heading that stays in sight, with filters."""
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.name, formats.head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for number, value in enumerate(row):
            _write(sheet, last, number, value, formats)
        _heighten(sheet, last, zip(row, (column.width for column in columns), strict=True))
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    _paper(sheet)


def _heighten(sheet: Worksheet, row: int, cells: Iterable[tuple[Value, int]]) -> None:
    """Make the row as high as its longest cell: not every program does so when it opens the file."""
    lines = max(
        sum(-(-max(len(part), 1) // max(width - 1, 1)) for part in str(value).split("\n")) for value, width in cells
    )
    sheet.set_row(row, min(LINE * lines, HIGHEST))


def _paper(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _overview(sheet: Worksheet, report: Report, formats: _Formats) -> None:
    sheet.set_column(0, 0, 110)
    lines: list[tuple[str, Any]] = [(headline.title(report), formats.title), ("", None)]
    if alarm := headline.alarm(report):
        lines.append((alarm, formats.alarm))
        lines += [(f"{f.stage}: {f.subject}: {f.error}", formats.text) for f in report.comparison.failures]
        sources = {document.record.id: document.record.source for document in report.documents}
        lines += [
            (f"left out: {sources.get(u.document_id, u.document_id)}: {u.draft.claim} ({u.reason})", formats.text)
            for u in report.comparison.ungrounded
        ]
        lines.append(("", None))
    lines += [(headline.findings(report), formats.bold), (headline.extent(report), formats.text)]
    if not report.contradictions:
        lines.append((f"Contradictions: {headline.nothing_found(report)}", formats.text))
    if report.possible:
        lines.append((f"Not counted: {count(len(report.possible), 'possible finding')}, worth a look.", formats.text))
    lines += [
        ("", None),
        (f"{headline.maker(report)}. {headline.usage(report)}.", formats.text),
        (f"{headline.limits(report)} {wording.NEUTRAL}", formats.text),
    ]
    for row, (text, look) in enumerate(lines):
        _write(sheet, row, 0, text, formats, look)
        if look not in {None, formats.title}:
            _heighten(sheet, row, [(text, 110)])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _matrix(sheet: Worksheet, report: Report, formats: _Formats) -> None:
    """Issues by parties: stance and independent sources."""
    parties = [party.record for party in report.parties if party.positions]
    sheet.set_column(0, 0, 32)
    if parties:
        sheet.set_column(1, len(parties), 20)
    sheet.write_string(0, 0, "Issue", formats.head)
    for column, party in enumerate(parties, start=1):
        _write(sheet, 0, column, party.name, formats, formats.head)
    _heighten(sheet, 0, [("Issue", 32), *((party.name, 18) for party in parties)])
    for row, issue in enumerate(report.issues, start=1):
        _write(sheet, row, 0, issue.record.label, formats, formats.bold)
        texts = [_cell(cell) for cell in issue.cells]
        _heighten(sheet, row, [(issue.record.label, 30), *((text, 18) for text in texts)])
        for column, party in enumerate(parties, start=1):
            if cell := issue.by_party.get(party.id):
                look = formats.cells[cell.stance, cell.contradictions > 0]
                _write(sheet, row, column, _cell(cell), formats, look)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(report.issues), 1), len(parties))
    _paper(sheet)


def _cell(cell: Cell) -> str:
    parts = [] if cell.stance is Stance.NONE else [wording.STANCE[cell.stance]]
    parts.append(count(cell.sources, "source"))
    if cell.contradictions:
        parts.append(count(cell.contradictions, "contradiction"))
    if cell.changes:
        parts.append(count(cell.changes, "change"))
    return ", ".join(parts)


def _relation(relation: RelationView) -> list[Value]:
    record = relation.record
    decided = wording.DECIDED_BY[record.decided_by]
    return [
        wording.LABEL[record.label],
        record.certainty.value,
        wording.KIND[record.kind],
        wording.SCOPE[record.scope],
        relation.issue.label,
        *(value for side in (relation.a, relation.b) for value in _side(side)),
        record.rationale,
        f"{decided}, read twice" if record.second_reading == "confirmed" else decided,
        relation.sources,
        record.id,
    ]


def _side(position: PositionView) -> list[Value]:
    document = position.document
    date = position.record.said_on or document.record.published
    return [position.side, position.quote, position.record.claim, f"{document.name} [{document.number}]", date]


def _position(position: PositionView) -> list[Value]:
    record, document = position.record, position.document.record
    return [
        position.issue.label,
        position.party.name,
        position.speaker.name if position.speaker else None,
        position.speaker.role if position.speaker else None,
        wording.MODALITY[record.modality],
        record.claim,
        wording.STANCE[record.stance],
        position.quote,
        wording.ATTRIBUTION[record.attribution],
        record.said_on,
        document.outlet,
        document.published,
        document.source,
        min(span.start for span in record.evidence),
        max(span.end for span in record.evidence),
        record.id,
    ]


def _sources(report: Report) -> Iterable[list[Value]]:
    for view in report.documents:
        document = view.record
        held = sum(position.document.number == view.number for position in report.positions)
        yield [
            view.number,
            document.outlet,
            document.published,
            document.title,
            document.byline,
            document.language,
            view.repeats,
            held,
            document.source,
            document.id,
        ]
