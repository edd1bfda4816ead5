"""A briefing for a word processor: where the parties stand, and the findings with both quotations side by side.

It is short: what is left out for length is counted, and stands in the other formats.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from llmtool.report import headline, news, wording
from llmtool.report import word as parts
from llmtool.report.inline import one_line, shorten, xml_text
from llmtool.report.matrix import FILLS, matrix, signed, told
from llmtool.report.positions import PositionView
from llmtool.report.views import Cell, RelationView, Report

if TYPE_CHECKING:
    from docx.document import Document as Word

COLUMNS = 4
"""Parties in the table of stances; more would not fit an upright page."""
MOST = {"issues": 12, "contradictions": 20, "agreements": 8, "changes": 8, "possible": 8}
QUOTE = 600
"""Characters of a quotation; a longer one is cut between words."""


def document(report: Report) -> bytes:
    """The bytes of a .docx file."""
    import docx

    word = docx.Document()
    parts.laid_out(word, headline.title(report), report.comparison.tool.name)
    word.add_paragraph(xml_text(headline.title(report)), style="Title")
    if alarm := headline.alarm(report):
        parts.run(word.add_paragraph(), alarm, bold=True, colour=parts.ALARM)
    lead = word.add_paragraph()
    parts.run(lead, headline.findings(report), bold=True)
    parts.run(lead, f"\n{headline.extent(report)}", colour=parts.SOFT)
    _contradictions(word, report)
    _stances(word, report)
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
    return parts.timeless(out.getvalue())


def _stances(word: Word, report: Report) -> None:
    shown = matrix(report, MOST["issues"], COLUMNS)
    if not shown.parties:
        return
    word.add_heading("Where the parties stand", 1)
    rows = [
        [shorten(one_line(issue.record.label), 80), *(_cell(issue.by_party.get(party.id)) for party in shown.parties)]
        for issue in shown.issues
    ]
    head = ["Issue", *(shorten(one_line(party.name), 60) for party in shown.parties)]
    fills = {
        (row, column): FILLS[cell.stance]
        for row, issue in enumerate(shown.issues)
        for column, party in enumerate(shown.parties, start=1)
        if (cell := issue.by_party.get(party.id)) and cell.stance in FILLS
    }
    parts.table(word, head, rows, [4, *[12.6 / len(shown.parties)] * len(shown.parties)], fills)
    note = "Number of sources: copies of one text, and pieces of one outlet, count once."
    left_out = f" Not shown: {shown.left_out}." if shown.left_out else ""
    parts.run(word.paragraphs[-1], note + left_out, colour=parts.SOFT)


def _cell(cell: Cell | None) -> str:
    return "" if cell is None else told(cell, signed(cell))


def _contradictions(word: Word, report: Report) -> None:
    found = report.contradictions
    word.add_heading(news.heading(report, found, "Contradictions"), 1)
    if not found:
        word.add_paragraph(headline.nothing_found(report))
    for title, group in news.by_scope(found[: MOST["contradictions"]]):
        word.add_heading(title, 2)
        for relation in group:
            _relation(word, relation, wording.KIND[relation.record.kind])
    _more(word, len(found), "contradictions")


def _agreements(word: Word, report: Report) -> None:
    if not report.agreements:
        return
    word.add_heading(news.heading(report, report.agreement_groups, "Agreements"), 1)
    for group in report.agreement_groups[: MOST["agreements"]]:
        _lead(word, group.issue.label, headline.carried(group), *news.marks(group))
        _sides(word, group.positions[:2])
        rest = parts.after_table(word)
        if len(group.positions) > 2:
            others = dict.fromkeys(f"{one_line(p.who)} in {one_line(p.document.label)}" for p in group.positions[2:])
            named = list(others)[:4]
            more = f" and {len(others) - 4} more" if len(others) > 4 else ""
            parts.run(rest, f"Also {'; '.join(named)}{more}", colour=parts.SOFT)
    _more(word, len(report.agreement_groups), "agreements")


def _changes(word: Word, report: Report) -> None:
    if not report.changes:
        return
    word.add_heading(news.heading(report, report.changes, "Changes"), 1)
    note = "A side that moved; not a contradiction. The earlier statement stands first, where dates tell."
    parts.note(word, note)
    for relation in report.changes[: MOST["changes"]]:
        _relation(word, relation, wording.KIND[relation.record.kind])
    _more(word, len(report.changes), "changes")


def _possible(word: Word, report: Report) -> None:
    if not report.possible:
        return
    word.add_heading("Worth a look", 1)
    parts.note(word, wording.WORTH_A_LOOK)
    for relation in report.possible[: MOST["possible"]]:
        label = wording.LABEL[relation.record.label]
        _relation(word, relation, f"possible {label}, {wording.KIND[relation.record.kind]}")
    _more(word, len(report.possible), "possible")


def _more(word: Word, number: int, kind: str) -> None:
    if number > MOST[kind]:
        parts.run(word.add_paragraph(), f"And {number - MOST[kind]:,} more in the full report.", colour=parts.SOFT)


def _relation(word: Word, relation: RelationView, about: str) -> None:
    _lead(word, relation.issue.label, about, *filter(None, (relation.mark,)))
    _sides(word, (relation.a, relation.b))
    why = parts.after_table(word)
    if relation.passage:
        parts.run(why, f"{wording.ONE_PASSAGE}: ", bold=True)
        parts.run(why, f"“{shorten(one_line(relation.passage), QUOTE)}”\n")
    parts.run(why, "Why: ", bold=True)
    parts.run(why, one_line(relation.why))
    parts.run(why, f" ({headline.decided(relation)})", colour=parts.SOFT)


def _lead(word: Word, issue: str, about: str, *marks: str) -> None:
    """The issue, what is found on it, and what a baseline says of it."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    parts.run(paragraph, one_line(issue), bold=True)
    parts.run(paragraph, f" · {about}", colour=parts.SOFT)
    for mark in marks:
        parts.run(paragraph, f"\n{one_line(mark)}", bold=True, colour=parts.KNOWN)


def _sides(word: Word, positions: Sequence[PositionView]) -> None:
    """Quotations side by side, each under its holder and over its place."""
    table = parts.ruled(word.add_table(rows=1, cols=len(positions)))
    parts.mark(table.rows[0], "w:cantSplit")
    for cell, position in zip(table.rows[0].cells, positions, strict=True):
        holder = cell.paragraphs[0]
        quotation, place = cell.add_paragraph(), cell.add_paragraph()
        for paragraph in (holder, quotation, place):
            parts.tight(paragraph)
            paragraph.paragraph_format.keep_with_next = True
        parts.run(holder, one_line(position.side), bold=True)
        parts.run(holder, f" {position.does}" if position.does else "")
        parts.run(quotation, f"“{shorten(one_line(position.quote), QUOTE)}”", italic=True)
        given = wording.ATTRIBUTION[position.record.attribution]
        parts.run(place, f"{one_line(position.where)} · {given}", colour=parts.SOFT)
    parts.set_widths(table, [16.6 / len(positions)] * len(positions))


def _sources(word: Word, report: Report) -> None:
    word.add_heading("Sources", 1)
    rows = [
        (
            str(document.number),
            document.name,
            wording.day(document.record.published),
            " ".join(filter(None, (document.record.title, *(f"({remark})" for remark in document.remarks)))),
            document.record.source,
        )
        for document in report.documents
    ]
    parts.table(word, ("", "Outlet", "Date", "Title", "Source"), rows, (0.9, 3.4, 2.3, 5.6, 4.4))


def _failures(word: Word, report: Report) -> None:
    if not headline.alarm(report):
        return
    word.add_heading("What failed", 1)
    for problem in headline.problems(report):
        word.add_paragraph(xml_text(one_line(str(problem))), style="List Bullet")
