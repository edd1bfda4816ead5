"""What a workbook is made of: the looks of cells, text, dates and numbers in them, and tables with filters.

Text of a source is written as a string and nothing else: no cell is a formula or a link.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from llmtool.report.matrix import FILLS
from llmtool.schema import Stance

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

T = TypeVar("T")
Value = str | int | dt.date | None

LIMIT = 32_767
"""UTF-16 units that a cell holds; more would be lost without a word."""
CUT = " […] (cut: longer than a cell holds)"
LINE, HIGHEST = 15, 409
"""Points: of one line, and the most that a row can have."""
RULE = "#DADCE0"
PAPER = 220
"""Characters beside each other on a page; smaller ones nobody could read."""
WIDE = 40
"""Characters from which on a column holds prose."""
FIRST_DAY = dt.date(1900, 3, 1)
"""Spreadsheets count days from 1900 and take that year for a leap year, so earlier dates are written as text."""


@dataclass(frozen=True)
class Column(Generic[T]):
    """A heading, a width in characters, and what stands below it for each thing in the table."""

    name: str
    width: int
    value: Callable[[T], Value]


class Looks:
    """Looks of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        top = {"text_wrap": True, "valign": "top"}
        ruled = {"bottom": 1, "bottom_color": RULE, **top}
        self.head = book.add_format({"bold": True, "bg_color": "#E8EAED", "bottom": 1, **top})
        self.text = book.add_format(top)
        self.ruled = book.add_format(ruled)
        self.number = book.add_format({"align": "left", **ruled})
        # A person who edits such a cell must not turn it into a formula either.
        self.quoted = book.add_format({**ruled, "quote_prefix": True})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **ruled})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, **top})
        self.alarm = book.add_format({"bold": True, "font_color": "#B3261E", **top})
        self.cells = {
            (stance, disputed): book.add_format(
                {"bold": disputed, **({"bg_color": f"#{FILLS[stance]}"} if stance in FILLS else {}), **ruled}
            )
            for stance in Stance
            for disputed in (True, False)
        }


def write(sheet: Worksheet, row: int, column: int, value: Value, looks: Looks, look: Any = None) -> None:
    """Put a value into a cell as what it is; text never becomes anything but text."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look or looks.ruled)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, looks.number)
    elif isinstance(value, dt.date) and value >= FIRST_DAY:
        sheet.write_datetime(row, column, value, looks.date)
    elif text := fitted(str(value)):
        opens = text.lstrip().startswith(tuple("=+-@＝＋－＠"))
        sheet.write_string(row, column, text, look or (looks.quoted if opens else looks.ruled))


def fitted(text: str) -> str:
    """The text as long as a cell can be; where it is cut it says so."""
    units = len(text) + sum(character > "\uffff" for character in text)
    if units <= LIMIT:
        return text
    room = LIMIT - len(CUT)
    encoded = text.encode("utf-16-le")[: 2 * room]
    return encoded.decode("utf-16-le", "ignore") + CUT


def table(sheet: Worksheet, columns: Sequence[Column[T]], things: Iterable[T], looks: Looks, *, frozen: int) -> None:
    """A row for each thing under a heading that stays in sight, with filters."""
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.name, looks.head)
    last = 0
    for last, thing in enumerate(things, start=1):
        row = [(column.value(thing), column.width) for column in columns]
        for number, (value, _) in enumerate(row):
            write(sheet, last, number, value, looks)
        heighten(sheet, last, row)
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    on_paper(sheet, sum(column.width for column in columns))


def heighten(sheet: Worksheet, row: int, cells: Iterable[tuple[Value, int]]) -> None:
    """Make the row as high as its longest cell: not every program does so when it opens the file."""
    # A line of prose holds more characters than a column is wide, for a column is measured in digits.
    lines = max(
        sum(
            -(-max(len(part), 1) // (width + width // 10 if width >= WIDE else width - 1))
            for part in str(value).split("\n")
        )
        for value, width in cells
    )
    sheet.set_row(row, min(LINE * lines, HIGHEST))


def on_paper(sheet: Worksheet, width: int) -> None:
    """Print a table of so many characters across, on as many pages beside each other as it takes to be read."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.set_footer("&L&A&R&P / &N")
    sheet.fit_to_pages(-(-width // PAPER), 0)
    sheet.repeat_rows(0)
