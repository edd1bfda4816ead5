"""The summary for a terminal: what a person can read in a minute. Everything in full is for the other formats."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from rich.text import Text

from llmtool.report import headline, wording
from llmtool.report.inline import for_terminal, shorten
from llmtool.report.views import Cell, PositionView, RelationView, Report
from llmtool.report.wording import count
from llmtool.schema import Stance

MIN_WIDTH = 24
QUOTE = 220
"""Characters of a quotation, about three lines."""
NAME = 60
"""Characters of a name or a label; longer ones are a source's mistake or its attack."""
MOST = {"documents": 8, "parties": 8, "speakers": 3, "issues": 6, "cells": 5, "failures": 6}
MOST_FINDINGS = {"contradictions": 6, "agreements": 4, "changes": 4, "possible": 3}


@dataclass(frozen=True)
class _Line:
    """A paragraph; ``indent`` is that of its first line, ``hang`` is added to those that follow."""

    text: Text
    indent: int = 0
    hang: int = 0


def terminal(report: Report, width: int, *, colour: bool) -> str:
    """The summary, wrapped to ``width`` columns, with ANSI colours only when asked for."""
    width = max(width, MIN_WIDTH)
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for line in _lines(report):
        indent = " " * line.indent
        # Words are wrapped to the narrower room of the lines that hang.
        room = width - line.indent
        parts = [line.text] if line.text.cell_len <= room else line.text.wrap(console, room - line.hang)
        for number, part in enumerate(parts):
            part.rstrip()
            lead = Text(indent + (" " * line.hang if number else "") if part else "")
            console.print(lead + part, soft_wrap=True)
    return out.getvalue()


def _lines(report: Report) -> Iterator[_Line]:
    if alarm := headline.alarm(report):
        yield _Line(_text(alarm, "bold red"))
        yield from _failures(report)
        yield _gap()
    yield _Line(_text(headline.findings(report), "bold"))
    yield _Line(_text(headline.extent(report)))
    if report.possible:
        yield _Line(_text(f"Not counted: {count(len(report.possible), 'possible finding')}, worth a look.", "dim"))
    yield _gap()
    yield from _documents(report)
    yield from _parties(report)
    yield from _issues(report)
    yield from _contradictions(report)
    yield from _agreements(report)
    yield from _changes(report)
    yield from _possible(report)
    yield _Line(_text(f"{headline.maker(report)}. {headline.usage(report)}.", "dim"))
    yield _Line(_text(f"{headline.limits(report)} {wording.NEUTRAL}", "dim"))


def _failures(report: Report) -> Iterator[_Line]:
    sources = {document.record.id: document.record.source for document in report.documents}
    failures = [f"{f.stage}: {f.subject}: {f.error}" for f in report.comparison.failures]
    failures += [
        f"left out: {sources.get(u.document_id, u.document_id)}: {u.draft.claim} ({u.reason})"
        for u in report.comparison.ungrounded
    ]
    for failure in failures[: MOST["failures"]]:
        yield _Line(_text(shorten(for_terminal(failure), QUOTE)), 2, 2)
    yield from _more(len(failures), MOST["failures"])


def _documents(report: Report) -> Iterator[_Line]:
    yield _heading("Sources")
    for document in report.documents[: MOST["documents"]]:
        text = _text(f"{document.number}. {_name(document.name)}, {wording.day(document.record.published)}")
        if document.record.title:
            text.append(f"  {shorten(for_terminal(document.record.title), 70)}", "dim")
        if document.repeats:
            text.append(f"  repeats {document.repeats}", "yellow")
        yield _Line(text, 2, 3)
    yield from _more(len(report.documents), MOST["documents"])
    yield _gap()


def _parties(report: Report) -> Iterator[_Line]:
    parties = [party for party in report.parties if party.positions]
    if not parties:
        return
    yield _heading("Who")
    for party in parties[: MOST["parties"]]:
        text = _text(_name(party.record.name), "bold")
        others = [s for s in party.speakers if s.name.casefold() != party.record.name.casefold()]
        named = [_name(f"{s.name}, {s.role}" if s.role else s.name) for s in others[: MOST["speakers"]]]
        if len(others) > MOST["speakers"]:
            named.append(f"and {len(others) - MOST['speakers']} more")
        about = [wording.PARTY_KIND[party.record.kind], count(party.positions, "position")]
        text.append(f"  {', '.join(about)}", "dim")
        if named:
            text.append(f"  {'; '.join(named)}")
        yield _Line(text, 2, 2)
    yield from _more(len(parties), MOST["parties"])
    yield _gap()


def _issues(report: Report) -> Iterator[_Line]:
    if not report.issues:
        return
    yield _heading("Issues", "stance and independent sources of each party")
    for issue in report.issues[: MOST["issues"]]:
        text = _text(_name(issue.record.label), "bold")
        if issue.contradictions:
            text.append(f"  {count(issue.contradictions, 'contradiction')}", "red")
        yield _Line(text, 2, 2)
        cells = [_cell(cell) for cell in issue.cells[: MOST["cells"]]]
        if len(issue.cells) > MOST["cells"]:
            cells.append(f"and {len(issue.cells) - MOST['cells']} more")
        yield _Line(_text(" · ".join(cells)), 4)
    yield from _more(len(report.issues), MOST["issues"])
    yield _gap()


def _cell(cell: Cell) -> str:
    stance = "" if cell.stance is Stance.NONE else f"{wording.STANCE[cell.stance]}, "
    return f"{_name(cell.party.name)} ({stance}{count(cell.sources, 'source')})"


def _contradictions(report: Report) -> Iterator[_Line]:
    found = report.contradictions
    answered = sum(bool(relation.answer) for relation in found)
    told = f"{answered} in the baseline" if answered else ""
    yield _heading(f"Contradictions ({len(found)})", told, "bold red" if found else "bold")
    if not found:
        yield _Line(_text(headline.nothing_found(report)), 2)
    number = 0
    for scope, group in groupby(found[: MOST_FINDINGS["contradictions"]], key=lambda r: r.record.scope):
        yield _Line(_text(wording.SCOPE[scope], "italic"), 2)
        for relation in group:
            number += 1
            yield from _relation(relation, f"{number}.")
    yield from _more(len(found), MOST_FINDINGS["contradictions"])
    yield _gap()


def _relation(relation: RelationView, lead: str) -> Iterator[_Line]:
    yield _Line(_text(f"{lead} {_name(relation.issue.label)} · {wording.KIND[relation.record.kind]}", "bold"), 2, 2)
    for position in (relation.a, relation.b):
        yield from _side(position)
        if relation.same_words and not position.restates:
            yield _Line(_text(f"that is: {shorten(for_terminal(position.record.claim), QUOTE)}"), 6, 2)
    yield _Line(_text(f"Why: {shorten(for_terminal(relation.record.rationale), QUOTE)}"), 4, 5)
    yield from _answer(relation)


def _answer(relation: RelationView) -> Iterator[_Line]:
    if relation.answer:
        yield _Line(_text(f"In the baseline: {shorten(for_terminal(relation.answer), QUOTE)}", "bold"), 4, 2)


def _side(position: PositionView) -> Iterator[_Line]:
    yield _Line(_holder(position), 4, 2)
    yield _Line(_text(f"“{shorten(for_terminal(position.quote), QUOTE)}”"), 6, 1)


def _holder(position: PositionView) -> Text:
    text = _text(shorten(for_terminal(position.side), 2 * NAME), "cyan")
    if position.does:
        text.append(f" {position.does}")
    text.append(f" · {shorten(for_terminal(position.where), 2 * NAME)}", "dim")
    return text


def _agreements(report: Report) -> Iterator[_Line]:
    if not report.agreements:
        return
    most = MOST_FINDINGS["agreements"]
    yield _heading(f"Agreements ({len(report.agreements)})", "copies of one text count once", "bold green")
    for group in report.agreement_groups[:most]:
        text = _text(_name(group.issue.label), "bold")
        text.append(f"  {headline.carried(group)}", "green")
        yield _Line(text, 2, 2)
        for position in group.positions[:2]:
            yield from _side(position)
        if len(group.positions) > 2:
            names = list(dict.fromkeys(f"{_name(p.who)} in {p.document.label}" for p in group.positions[2:]))
            shown = "; ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
            yield _Line(_text(f"also {shown}"), 4, 2)
    yield from _more(len(report.agreement_groups), most)
    yield _gap()


def _changes(report: Report) -> Iterator[_Line]:
    if not report.changes:
        return
    most = MOST_FINDINGS["changes"]
    yield _heading(f"Changes ({len(report.changes)})", "a side that moved; not a contradiction", "bold yellow")
    for relation in report.changes[:most]:
        yield from _relation(relation, "•")
    yield from _more(len(report.changes), most)
    yield _gap()


def _possible(report: Report) -> Iterator[_Line]:
    if not report.possible:
        return
    most = MOST_FINDINGS["possible"]
    yield _heading("Worth a look", "possible, not counted above")
    for relation in report.possible[:most]:
        label = wording.LABEL[relation.record.label]
        yield _Line(
            _text(f"• {_name(relation.issue.label)} · possible {label}, {wording.KIND[relation.record.kind]}"), 2, 2
        )
        for position in (relation.a, relation.b):
            text = _holder(position)
            text.append(f": “{shorten(for_terminal(position.quote), 110)}”")
            yield _Line(text, 4, 2)
        yield from _answer(relation)
    yield from _more(len(report.possible), most)
    yield _gap()


def _heading(title: str, note: str = "", style: str = "bold") -> _Line:
    text = _text(title.upper(), style)
    if note:
        text.append(f"  {note}", "dim")
    return _Line(text)


def _more(number: int, most: int) -> Iterator[_Line]:
    if number > most:
        yield _Line(_text(f"and {number - most:,} more in the report", "dim"), 2)


def _gap() -> _Line:
    return _Line(Text())


def _text(text: str, style: str = "") -> Text:
    # Appended, not given as the base: a base style would run on into what is appended later.
    return Text().append(for_terminal(text), style)


def _name(text: str) -> str:
    return shorten(for_terminal(text), NAME)
