"""What is asked about findings one by one: which ones, in which order, and how each is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from llmtool.report import wording
from llmtool.report.inline import for_terminal, shorten
from llmtool.report.lines import Line, gap, line, styled, wrapped
from llmtool.report.positions import GAP, PositionView
from llmtool.report.views import RelationView, Report
from llmtool.revisions.baseline import Baseline, Entry
from llmtool.revisions.fingerprint import fingerprint

CONTEXT = 160
"""Characters of a source on either side of a quotation."""
NAME = 120


def queue(report: Report, *, possible: bool) -> tuple[tuple[str, RelationView], ...]:
    """The findings to answer with their keys: firm ones first, and of those that are recognised alike one."""
    relations = [*report.contradictions, *report.changes]
    if possible:
        relations += [relation for relation in report.possible if relation.disputed]
    found: dict[str, RelationView] = {}
    for relation in relations:
        found.setdefault(fingerprint(relation), relation)
    return tuple(found.items())


def next_open(keys: Sequence[str], baseline: Baseline, start: int) -> int:
    """The place of the first finding from ``start`` on that nobody has settled; the end where there is none."""
    for place in range(start, len(keys)):
        entry = baseline.entries.get(keys[place])
        if entry is None or not entry.known:
            return place
    return len(keys)


def shown(relation: RelationView, place: str, entry: Entry | None, width: int, *, colour: bool) -> str:
    """A finding for a terminal: both quotations in their place, why it is one, and what was answered before."""
    return wrapped(_finding(relation, place, entry), width, colour=colour)


def _finding(relation: RelationView, place: str, entry: Entry | None) -> Iterator[Line]:
    record = relation.record
    label = f"{'possible ' if record.certainty == 'possible' else ''}{wording.LABEL[record.label]}"
    yield gap()
    yield line(f"{place} · {label}, {wording.KIND[record.kind]} · {wording.SCOPE[record.scope].lower()}", "bold")
    yield line(relation.issue.label, "bold")
    if relation.issue.question != relation.issue.label:
        yield line(relation.issue.question, "dim")
    for position in (relation.a, relation.b):
        yield gap()
        yield from _side(position)
    yield gap()
    yield line(f"Why: {record.rationale}", hang=5)
    if entry is not None:
        yield line(f"{entry.answer}: {entry.reason}", "green" if entry.known else "yellow", hang=2)


def _side(position: PositionView) -> Iterator[Line]:
    text = styled(shorten(for_terminal(position.side), NAME), "bold cyan")
    if position.does:
        text.append(f" {position.does}")
    text.append(" · ").append_text(styled(shorten(for_terminal(position.where), NAME)))
    yield Line(text, 0, 2)
    spans, words = position.record.evidence, position.document.record.text
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    before, after = words[max(0, start - CONTEXT) : start], words[end : end + CONTEXT]
    if start > CONTEXT:
        before = "… " + before[before.find(" ") + 1 :]
    if end + CONTEXT < len(words):
        after = after[: after.rfind(" ") + 1] + "…"
    # The quotation stands on lines of its own behind a bar, so that it can be told from its context without colour.
    if before.strip():
        yield line(before, "dim", 4)
    quote = Text().append("│ ").append_text(styled(GAP.join(span.exact for span in spans), "bold"))
    yield Line(quote, 2, 2)
    # The sign that ends the quotation in its text would stand on a line by itself.
    if after := after.lstrip(" \n,.;:!?’”»\"'"):
        yield line(after, "dim", 4)
    if not position.restates:
        yield line(f"claim: {position.record.claim}", "", 2, 2)
