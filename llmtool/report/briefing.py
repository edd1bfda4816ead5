"""A briefing for a word processor: where the parties stand, and the findings with both quotations side by side.

It is short: what is left out for length is counted, and stands in the other formats.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from llmtool.report import headline, wording
from llmtool.report.inline import one_line, shorten, xml_text
from llmtool.report.views import Cell, PositionView, RelationView, Report
from llmtool.report.wording import count
from llmtool.schema import Stance

if TYPE_CHECKING:
    from docx.document import Document as Word

COLUMNS = 4
"""Parties in the table of stances; more would not fit an upright page."""
MOST = {"issues": 12, "contradictions": 20, "agreements": 8, "changes": 8, "possible": 8}
QUOTE = 600
"""Characters of a quotation; a longer one is cut between words."""
CREATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a fixed mark, so that the same comparison gives the same bytes
INK, SOFT, ALARM, RULE = "202124", "5F6368", "B3261E", "C4C7CC"


def document(report: Report) -> bytes:
    """The bytes of a .docx file."""
    import docx

    word = docx.Document()
    _styles(word, report)
    word.add_paragraph(xml_text(headline.title(report)), style="Title")
    if alarm := headline.alarm(report):
        _run(word.add_paragraph(), alarm, bold=True, colour=ALARM)
    lead = word.add_paragraph()
    _run(lead, headline.findings(report), bold=True)
    _run(lead, f"\n{headline.extent(report)}", colour=SOFT)
    _stances(word, report)
    _contradictions(word, report)
    _agreements(word, report)
    _changes(word, report)
    _possible(word, report)
    _sources(word, report)
    _failures(word, report)
    word.add_heading("How this was made", 1)
    word.add_paragraph(xml_text(f"{one_line(headline.maker(report))}. {headline.usage(report)}."))
    word.add_paragraph(f"{headline.limits(report)} {wording.NEUTRAL}")
    out = io.BytesIO()
    word.save(out)
    return _timeless(out.getvalue())


def _styles(word: Word, report: Report) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(5)
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 11.5)):
        style: Any = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(INK)
        style.element.rPr.rFonts.attrib.clear()  # the template names a font of its theme, which would win
        style.font.name = "Calibri"
    title: Any = word.styles["Title"].element.pPr
    title.remove(title.find(qn("w:pBdr")))
    properties = word.core_properties
    properties.title, properties.author = xml_text(headline.title(report)), report.comparison.tool.name
    properties.comments, properties.language = "", "en"
    properties.created = properties.modified = properties.last_printed = CREATED
    properties.last_modified_by, properties.revision = report.comparison.tool.name, 1


def _run(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, colour: str = INK) -> None:
    from docx.shared import RGBColor

    run = paragraph.add_run(xml_text(text))
    run.bold, run.italic = bold, italic
    run.font.color.rgb = RGBColor.from_string(colour)


def _table(word: Word, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
    """A ruled table whose heading is repeated on each page; widths in centimetres."""
    table = _ruled(word.add_table(rows=1, cols=len(head)))
    _fill(table.rows[0], head, bold=True)
    _mark(table.rows[0], "w:tblHeader")
    for row in rows:
        _fill(table.add_row(), row)
    _widths(table, widths)
    _after_table(word)


def _ruled(table: Any) -> Any:
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
    _mark(row, "w:cantSplit")
    for cell, text in zip(row.cells, texts, strict=True):
        _tight(cell.paragraphs[0])
        _run(cell.paragraphs[0], one_line(text), bold=bold)


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - the library has no other way


def _widths(table: Any, widths: Sequence[float]) -> None:
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table._tbl.tr_lst:  # noqa: SLF001 - asking the library for each cell takes time squared
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Cm(width)


def _tight(paragraph: Any) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(1)


def _stances(word: Word, report: Report) -> None:
    issues = report.compared[: MOST["issues"]]
    held = {cell.party.id for issue in issues for cell in issue.cells}
    shown = [party.record for party in report.parties if party.record.id in held][:COLUMNS]
    if not shown:
        return
    word.add_heading("Where the parties stand", 1)
    rows = [
        [shorten(one_line(issue.record.label), 80), *(_cell(issue.by_party.get(party.id)) for party in shown)]
        for issue in issues
    ]
    each = 12.6 / len(shown)
    _table(word, ["Issue", *(shorten(one_line(p.name), 60) for p in shown)], rows, [4, *[each] * len(shown)])
    left_out = []
    if (more := sum(party.positions > 0 for party in report.parties) - len(shown)) > 0:
        left_out.append(count(more, "more party", "more parties"))
    if len(report.issues) > len(issues):
        left_out.append(count(len(report.issues) - len(issues), "more issue"))
    note = "Number of sources: copies of one text, and pieces of one outlet, count once."
    _run(word.paragraphs[-1], note + (f" Not shown: {' and '.join(left_out)}." if left_out else ""), colour=SOFT)


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    stance = "" if cell.stance is Stance.NONE else f"{wording.SIGN[cell.stance]} {wording.STANCE[cell.stance]}, "
    text = f"{stance}{count(cell.sources, 'source')}"
    if cell.contradictions:
        text += f", {count(cell.contradictions, 'contradiction')}"
    return text + (f", {count(cell.changes, 'change')}" if cell.changes else "")


def _contradictions(word: Word, report: Report) -> None:
    found = report.contradictions
    word.add_heading(f"Contradictions ({len(found)})", 1)
    if not found:
        word.add_paragraph(headline.nothing_found(report))
    for scope, group in groupby(found[: MOST["contradictions"]], key=lambda relation: relation.record.scope):
        word.add_heading(wording.SCOPE[scope], 2)
        for relation in group:
            _relation(word, relation, wording.KIND[relation.record.kind])
    _more(word, len(found), "contradictions")


def _agreements(word: Word, report: Report) -> None:
    if not report.agreements:
        return
    word.add_heading(f"Agreements ({len(report.agreements)})", 1)
    for group in report.agreement_groups[: MOST["agreements"]]:
        _lead(word, group.issue.label, headline.carried(group))
        _sides(word, group.positions[:2])
        rest = _after_table(word)
        if len(group.positions) > 2:
            others = dict.fromkeys(f"{one_line(p.who)} in {one_line(p.document.label)}" for p in group.positions[2:])
            named = list(others)[:4]
            more = f" and {len(others) - 4} more" if len(others) > 4 else ""
            _run(rest, f"Also {'; '.join(named)}{more}", colour=SOFT)
    _more(word, len(report.agreement_groups), "agreements")


def _changes(word: Word, report: Report) -> None:
    if not report.changes:
        return
    word.add_heading(f"Changes ({len(report.changes)})", 1)
    note = "A side that moved; not a contradiction. The earlier statement stands first, where dates tell."
    _note(word, note)
    for relation in report.changes[: MOST["changes"]]:
        _relation(word, relation, wording.KIND[relation.record.kind])
    _more(word, len(report.changes), "changes")


def _possible(word: Word, report: Report) -> None:
    if not report.possible:
        return
    word.add_heading("Worth a look", 1)
    _note(word, wording.WORTH_A_LOOK)
    for relation in report.possible[: MOST["possible"]]:
        label = wording.LABEL[relation.record.label]
        _relation(word, relation, f"possible {label}, {wording.KIND[relation.record.kind]}")
    _more(word, len(report.possible), "possible")


def _note(word: Word, text: str) -> None:
    """A soft line under a heading, on one page with what follows."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, text, colour=SOFT)


def _more(word: Word, number: int, kind: str) -> None:
    if number > MOST[kind]:
        _run(word.add_paragraph(), f"And {number - MOST[kind]:,} more in the full report.", colour=SOFT)


def _relation(word: Word, relation: RelationView, about: str) -> None:
    _lead(word, relation.issue.label, about)
    _sides(word, (relation.a, relation.b))
    why = _after_table(word)
    _run(why, "Why: ", bold=True)
    decided = wording.DECIDED_BY[relation.record.decided_by]
    read = ", confirmed by a second reading" if relation.record.second_reading == "confirmed" else ""
    _run(why, one_line(relation.record.rationale))
    _run(why, f" (decided by {decided}{read})", colour=SOFT)


def _lead(word: Word, issue: str, about: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, one_line(issue), bold=True)
    _run(paragraph, f" · {about}", colour=SOFT)


def _sides(word: Word, positions: Sequence[PositionView]) -> None:
    """Quotations side by side, each under its holder and over its place."""
    table = _ruled(word.add_table(rows=1, cols=len(positions)))
    _mark(table.rows[0], "w:cantSplit")
    for cell, position in zip(table.rows[0].cells, positions, strict=True):
        holder = cell.paragraphs[0]
        quotation, place = cell.add_paragraph(), cell.add_paragraph()
        for paragraph in (holder, quotation, place):
            _tight(paragraph)
            paragraph.paragraph_format.keep_with_next = True
        _run(holder, one_line(position.side), bold=True)
        _run(holder, f" {position.does}" if position.does else "")
        _run(quotation, f"“{shorten(one_line(position.quote), QUOTE)}”", italic=True)
        given = wording.ATTRIBUTION[position.record.attribution]
        _run(place, f"{one_line(position.where)} · {given}", colour=SOFT)
    _widths(table, [16.6 / len(positions)] * len(positions))


def _after_table(word: Word) -> Any:
    """A paragraph set off from the table above it and from what follows."""
    from docx.shared import Pt

    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(3), Pt(12)
    return paragraph


def _sources(word: Word, report: Report) -> None:
    word.add_heading("Sources", 1)
    rows = [
        (
            str(document.number),
            document.name,
            wording.day(document.record.published),
            (document.record.title or "") + (f" (repeats {document.repeats})" if document.repeats else ""),
            document.record.source,
        )
        for document in report.documents
    ]
    _table(word, ("", "Outlet", "Date", "Title", "Source"), rows, (0.9, 3.4, 2.3, 5.6, 4.4))


def _failures(word: Word, report: Report) -> None:
    if not headline.alarm(report):
        return
    word.add_heading("What failed", 1)
    places = {view.record.id: view.label for view in report.documents}
    texts = [f"{failure.stage}: {failure.subject}: {failure.error}" for failure in report.comparison.failures]
    texts += [
        f"left out: {places.get(left.document_id, left.document_id)}: {left.draft.claim} ({left.reason})"
        for left in report.comparison.ungrounded
    ]
    for text in texts:
        word.add_paragraph(xml_text(one_line(text)), style="List Bullet")


def _timeless(data: bytes) -> bytes:
    """The same archive without the time of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            kept.writestr(entry, made.read(name))
    return out.getvalue()
