"""The summary for a terminal: what a person can read in a minute. Everything in full is for the other formats."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from llmtool.report import headline, news, wording
from llmtool.report.inline import for_terminal, shorten
from llmtool.report.lines import Line, gap, styled, wrapped
from llmtool.report.positions import PositionView
from llmtool.report.views import Cell, RelationView, Report
from llmtool.report.wording import count
from llmtool.schema import Stance

QUOTE = 220
"""Characters of a quotation, about three lines."""
NAME = 60
"""Characters of a name or a label; longer ones are a source's mistake or its attack."""
MOST = {"documents": 8, "parties": 8, "speakers": 3, "issues": 6, "cells": 5, "failures": 6}
MOST_FINDINGS = {"contradictions": 6, "agreements": 4, "changes": 4, "possible": 3}


def terminal(report: Report, width: int, *, colour: bool) -> str:
    """The summary, wrapped to ``width`` columns, with ANSI colours only when asked for."""
    return wrapped(_lines(report), width, colour=colour)


def _lines(report: Report) -> Iterator[Line]:
    if alarm := headline.alarm(report):
        yield Line(styled(alarm, "bold red"))
        yield from _failures(report)
        yield gap()
    yield Line(styled(headline.findings(report), "bold"))
    yield Line(styled(headline.extent(report)))
    if told := news.not_counted(report):
        yield Line(styled(f"{told}, worth a look.", "dim"))
    yield gap()
    yield from _documents(report)
    yield from _parties(report)
    yield from _issues(report)
    yield from _contradictions(report)
    yield from _agreements(report)
    yield from _changes(report)
    yield from _possible(report)
    yield Line(styled(f"{headline.maker(report)}. {headline.usage(report)}.", "dim"))
    yield Line(styled(f"{headline.limits(report)} {wording.NEUTRAL}", "dim"))


def _failures(report: Report) -> Iterator[Line]:
    problems = headline.problems(report)
    for problem in problems[: MOST["failures"]]:
        yield Line(styled(shorten(for_terminal(str(problem)), 2 * QUOTE)), 2, 2)  # what to do stands at its end
    yield from _more(len(problems), MOST["failures"])


def _documents(report: Report) -> Iterator[Line]:
    yield _heading("Sources")
    for document in report.documents[: MOST["documents"]]:
        text = styled(f"{document.number}. {_name(document.name)}, {wording.day(document.record.published)}")
        if document.record.title:
            text.append(f"  {shorten(for_terminal(document.record.title), 70)}", "dim")
        for remark in document.remarks:
            text.append(f"  {remark}", "yellow")
        yield Line(text, 2, 3)
    yield from _more(len(report.documents), MOST["documents"])
    yield gap()


def _parties(report: Report) -> Iterator[Line]:
    parties = [party for party in report.parties if party.positions]
    if not parties:
        return
    yield _heading("Who")
    for party in parties[: MOST["parties"]]:
        text = styled(_name(party.record.name), "bold")
        others = party.voices
        named = [_name(f"{name}, {role}" if role else name) for name, role in others[: MOST["speakers"]]]
        if len(others) > MOST["speakers"]:
            named.append(f"and {len(others) - MOST['speakers']} more")
        about = [wording.PARTY_KIND[party.record.kind], count(party.positions, "position")]
        text.append(f"  {', '.join(about)}", "dim")
        if named:
            text.append(f"  {'; '.join(named)}")
        yield Line(text, 2, 2)
    yield from _more(len(parties), MOST["parties"])
    yield gap()


def _issues(report: Report) -> Iterator[Line]:
    if not report.issues:
        return
    yield _heading("Issues", "stance and independent sources of each party")
    for issue in report.issues[: MOST["issues"]]:
        text = styled(_name(issue.record.label), "bold")
        if issue.contradictions:
            text.append(f"  {count(issue.contradictions, 'contradiction')}", "red")
        yield Line(text, 2, 2)
        cells = [_cell(cell) for cell in issue.cells[: MOST["cells"]]]
        if len(issue.cells) > MOST["cells"]:
            cells.append(f"and {len(issue.cells) - MOST['cells']} more")
        yield Line(styled(" · ".join(cells)), 4)
    yield from _more(len(report.issues), MOST["issues"])
    yield gap()


def _cell(cell: Cell) -> str:
    stance = "" if cell.stance is Stance.NONE else f"{wording.STANCE[cell.stance]}, "
    return f"{_name(cell.party.name)} ({stance}{count(cell.sources, 'source')})"


def _contradictions(report: Report) -> Iterator[Line]:
    found, most = report.contradictions, MOST_FINDINGS["contradictions"]
    new = any(not relation.known for relation in found)
    yield _heading(news.heading(report, found, "Contradictions"), style="bold red" if new else "bold")
    if not found:
        yield Line(styled(headline.nothing_found(report)), 2)
    number = 0
    for title, group in news.by_scope(found[:most]):
        yield Line(styled(title, "italic"), 2)
        for relation in group:
            number += 1
            yield from _relation(relation, f"{number}.")
    yield from _more(len(found), most)
    yield gap()


def _relation(relation: RelationView, lead: str) -> Iterator[Line]:
    yield Line(styled(f"{lead} {_name(relation.about)} · {wording.KIND[relation.record.kind]}", "bold"), 2, 2)
    yield from _mark(relation.mark)
    for position in (relation.a, relation.b):
        yield from _side(position)
        yield from _meant(position, wanted=relation.same_words)
    if relation.passage:
        yield Line(styled(f"{wording.ONE_PASSAGE}: “{shorten(for_terminal(relation.passage), 2 * QUOTE)}”"), 4, 5)
    yield Line(styled(f"Why: {shorten(for_terminal(relation.why), QUOTE)}"), 4, 5)


def _meant(position: PositionView, *, wanted: bool = False) -> Iterator[Line]:
    """The claim, where the quotation alone doesn't tell what is meant."""
    if position.leaves_out or (wanted and not position.restates):
        yield Line(styled(f"that is: {shorten(for_terminal(position.record.claim), QUOTE)}"), 6, 2)


def _mark(mark: str) -> Iterator[Line]:
    """What the baseline says of the finding just named."""
    if mark:
        yield Line(styled(shorten(for_terminal(mark), QUOTE), "bold"), 4, 2)


def _side(position: PositionView) -> Iterator[Line]:
    yield Line(_holder(position), 4, 2)
    yield Line(styled(f"“{shorten(for_terminal(position.quote), QUOTE)}”"), 6, 1)


def _holder(position: PositionView) -> Text:
    text = styled(shorten(for_terminal(position.side), 2 * NAME), "cyan")
    if position.does:
        text.append(f" {position.does}")
    text.append(f" · {shorten(for_terminal(position.where), 2 * NAME)}", "dim")
    return text


def _agreements(report: Report) -> Iterator[Line]:
    if not report.agreements:
        return
    most = MOST_FINDINGS["agreements"]
    title = news.heading(report, report.agreement_groups, "Agreements")
    yield _heading(title, "copies of one text count once", "bold green")
    for group in report.agreement_groups[:most]:
        text = styled(_name(group.issue.label), "bold")
        text.append(f"  {headline.carried(group)}", "green")
        yield Line(text, 2, 2)
        for mark in news.marks(group):
            yield from _mark(mark)
        for position in group.positions[:2]:
            yield from _side(position)
            yield from _meant(position)
        if len(group.positions) > 2:
            names = list(dict.fromkeys(f"{_name(p.who)} in {p.document.label}" for p in group.positions[2:]))
            shown = "; ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
            yield Line(styled(f"also {shown}"), 4, 2)
    yield from _more(len(report.agreement_groups), most)
    yield gap()


def _changes(report: Report) -> Iterator[Line]:
    if not report.changes:
        return
    most = MOST_FINDINGS["changes"]
    yield _heading(
        news.heading(report, report.changes, "Changes"), "a side that moved; not a contradiction", "bold yellow"
    )
    for relation in report.changes[:most]:
        yield from _relation(relation, "•")
    yield from _more(len(report.changes), most)
    yield gap()


def _possible(report: Report) -> Iterator[Line]:
    if not report.possible:
        return
    most = MOST_FINDINGS["possible"]
    yield _heading("Worth a look", "possible, not counted above")
    for relation in report.possible[:most]:
        label = wording.LABEL[relation.record.label]
        yield Line(styled(f"• {_name(relation.about)} · possible {label}, {wording.KIND[relation.record.kind]}"), 2, 2)
        yield from _mark(relation.mark)
        for position in (relation.a, relation.b):
            text = _holder(position)
            text.append(f": “{shorten(for_terminal(position.quote), 110)}”")
            yield Line(text, 4, 2)
            yield from _meant(position)
    yield from _more(len(report.possible), most)
    yield gap()


def _heading(title: str, note: str = "", style: str = "bold") -> Line:
    text = styled(title.upper(), style)
    if note:
        text.append(f"  {note}", "dim")
    return Line(text)


def _more(number: int, most: int) -> Iterator[Line]:
    if number > most:
        yield Line(styled(f"and {number - most:,} more in the report", "dim"), 2)


def _name(text: str) -> str:
    return shorten(for_terminal(text), NAME)
