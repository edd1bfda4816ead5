"""What a briefing is made of in Word: styles, ruled tables, runs of text, and an archive that carries no time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from llmtool.report.inline import one_line, xml_text

if TYPE_CHECKING:
    from docx.document import Document as Word

CREATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a fixed mark, so that the same comparison gives the same bytes
INK, SOFT, ALARM, KNOWN, RULE, HEAD = "202124", "5F6368", "B3261E", "1A5A96", "C4C7CC", "F1F3F4"


def laid_out(word: Word, title_text: str, author: str) -> None:
    """Set paper, fonts and properties."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(5)
    for name, size in (("Title", 18), ("Heading 1", 14), ("Heading 2", 11.5)):
        style: Any = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(INK)
        style.element.rPr.rFonts.attrib.clear()  # the template names a font of its theme, which would win
        style.font.name = "Calibri"
    title: Any = word.styles["Title"].element.pPr
    title.remove(title.find(qn("w:pBdr")))
    properties = word.core_properties
    properties.title, properties.author = xml_text(title_text), author
    properties.comments, properties.language = "", "en"
    properties.created = properties.modified = properties.last_printed = CREATED
    properties.last_modified_by, properties.revision = author, 1


def run(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, colour: str = INK) -> None:
    """Add text to a paragraph; characters that XML can't carry are replaced."""
    from docx.shared import RGBColor

    run = paragraph.add_run(xml_text(text))
    run.bold, run.italic = bold, italic
    run.font.color.rgb = RGBColor.from_string(colour)


def table(
    word: Word,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    colours: Mapping[tuple[int, int], str] | None = None,
) -> None:
    """A ruled table whose heading is repeated on each page; widths in centimetres, colours by row and column."""
    table = ruled(word.add_table(rows=1, cols=len(head)))
    _fill(table.rows[0], head, bold=True)
    mark(table.rows[0], "w:tblHeader")
    for cell in table.rows[0].cells:
        shade(cell, HEAD)
    for place, row in enumerate(rows):
        drawn = table.add_row()
        _fill(drawn, row)
        for column, cell in enumerate(drawn.cells):
            if colour := (colours or {}).get((place, column)):
                shade(cell, colour)
    set_widths(table, widths)
    after_table(word)


def shade(cell: Any, colour: str) -> None:
    """Fill the cell with a colour, red, green and blue in hex."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 - the library has no other way


def ruled(table: Any) -> Any:
    """The table with thin grey rules and room inside its cells."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    room = "".join(f'<w:{edge} w:w="90" w:type="dxa"/>' for edge in ("top", "left", "bottom", "right"))
    properties = table._tbl.tblPr  # noqa: SLF001 - the library has no other way
    properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>"))
    properties.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{room}</w:tblCellMar>"))
    return table


def _fill(row: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    mark(row, "w:cantSplit")
    for cell, text in zip(row.cells, texts, strict=True):
        tight(cell.paragraphs[0])
        run(cell.paragraphs[0], one_line(text), bold=bold)


def mark(row: Any, name: str) -> None:
    """Switch a property of a table row on: ``w:cantSplit``, ``w:tblHeader``."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - the library has no other way


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Fix the widths of columns, in centimetres."""
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table._tbl.tr_lst:  # noqa: SLF001 - asking the library for each cell takes time squared
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Cm(width)


def tight(paragraph: Any) -> None:
    """Leave next to no room after the paragraph."""
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(1)


def note(word: Word, text: str) -> None:
    """A soft line under a heading, on one page with what follows."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    run(paragraph, text, colour=SOFT)


def after_table(word: Word) -> Any:
    """A paragraph set off from the table above it and from what follows."""
    from docx.shared import Pt

    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(3), Pt(12)
    return paragraph


def timeless(data: bytes) -> bytes:
    """The same archive without the time of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            kept.writestr(entry, made.read(name))
    return out.getvalue()
