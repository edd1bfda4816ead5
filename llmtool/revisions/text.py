"""A difference for a terminal. Words tell what is new, gone or changed; colour only repeats them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from rich.text import Text

from llmtool.report import wording
from llmtool.report.inline import for_terminal, shorten
from llmtool.report.lines import Line, gap, line, styled, wrapped
from llmtool.report.positions import DocumentView, PositionView
from llmtool.report.views import RelationView
from llmtool.report.wording import count
from llmtool.revisions.changes import Change, Difference, Edit, Renamed, Status, VerdictChange
from llmtool.revisions.places import Passage, Places
from llmtool.schema import VerdictLabel

T = TypeVar("T")

QUOTE = 220
"""Characters of a quotation, about three lines."""
NAME = 60
PASSAGES = 5
"""Edits of a text that are shown; the page shows more."""
WORDED = frozenset({"claim", "evidence", "rationale", "title"})
"""Fields in which only the words that differ are told, where they are few."""
FEW = 3

STYLE = {Status.NEW: "green", Status.GONE: "red", Status.CHANGED: "yellow"}
VERDICT = {**wording.VERDICT, VerdictLabel.ONE_SIDED: "nothing certain"}
NOTHING = "No difference: both runs have the same documents, positions and relations."


def text(difference: Difference, width: int = 80, *, colour: bool = False) -> str:
    """The difference, wrapped to ``width`` columns, with ANSI colours only when asked for."""
    return wrapped(_lines(difference), width, colour=colour)


def tally(difference: Difference) -> str:
    """How many of each are new, gone or changed: ``relations 1 new, 2 gone · positions 3 changed``."""
    parts = []
    for name, changes in (
        ("relations", difference.relations),
        ("positions", difference.positions),
        ("documents", difference.documents),
    ):
        numbers = counts(changes)
        if numbers:
            parts.append(f"{name}: {', '.join(f'{number} {status}' for status, number in numbers.items())}")
    if difference.verdicts:
        words = ("pair of parties stands otherwise", "pairs of parties stand otherwise")
        parts.append(count(len(difference.verdicts), *words))
    if difference.renamed:
        parts.append(count(len(difference.renamed), "name") + " changed")
    return " · ".join(parts)


def counts(changes: Sequence[Change[Any]]) -> dict[str, int]:
    """Number by status, without the zeros."""
    numbers = Counter(change.status for change in changes)
    return {status.value: numbers[status] for status in Status if numbers[status]}


def _lines(difference: Difference) -> Iterator[Line]:
    for caution in difference.cautions:
        yield line(caution, "bold red")
    if not difference:
        yield line(NOTHING)
        return
    yield line(tally(difference), "bold")
    yield gap()
    yield from _section("Documents", difference.documents, _document)
    yield from _section("Other names", difference.renamed, _renamed)
    yield from _section("Who stands how", difference.verdicts, _verdict)
    yield from _section("Relations", difference.relations, _relation)
    yield from _section("Positions", difference.positions, _position)


def _section(title: str, things: Sequence[T], told: Callable[[T], Iterator[Line]]) -> Iterator[Line]:
    if things:
        yield line(title.upper(), "bold")
        for thing in things:
            yield from told(thing)
        yield gap()


def _renamed(renamed: Renamed) -> Iterator[Line]:
    yield line(f"{renamed.what}: {_name(renamed.old)} → {_name(renamed.new)}", indent=2, hang=2)


def _verdict(verdict: VerdictChange) -> Iterator[Line]:
    pair = " and ".join(map(_name, verdict.parties))
    yield line(f"{_name(verdict.issue)}: {pair}: {VERDICT[verdict.old]} → {VERDICT[verdict.new]}", indent=2, hang=2)


def _document(change: Change[DocumentView]) -> Iterator[Line]:
    yield _head(change, f"{_name(change.shown.label)} · {shorten(for_terminal(change.shown.record.source), 2 * NAME)}")
    for edit in change.edits:
        yield _edit(edit)
    if change.old and change.new and change.old.record.text != change.new.record.text:
        old, new = change.old.record.text, change.new.record.text
        passages = Places(old, new).passages
        for passage in passages[:PASSAGES]:
            yield line(_passage(old, new, passage), indent=6, hang=2)
        if len(passages) > PASSAGES:
            yield line(f"and {count(len(passages) - PASSAGES, 'more passage')}", "dim", indent=6)


def _passage(old: str, new: str, passage: Passage) -> str:
    """An edit with the words before it: ``… is to cost [85 → 95] …``."""
    start, end = passage.new
    before, after = new[max(0, start - 40) : start], new[end : end + 25]
    before, after = before[before.find(" ") + 1 :], after[: after.rfind(" ") + 1]
    return f"… {before}{_exchanged(old, new, passage)}{after} …"


def _exchanged(old: str, new: str, passage: Passage) -> str:
    """What stands in the place of what: ``[85 → 95]``."""
    gone, put = _short(old[slice(*passage.old)]), _short(new[slice(*passage.new)])
    return f"[{gone} → {put}]" if gone and put else f"[{gone} → nothing]" if gone else f"[added: {put}]"


def _reworded(old: str, new: str) -> str | None:
    """The new words with each edit in brackets; None where old and new are better told apart whole."""
    passages = Places(old, new).passages
    moved = sum(end - start for passage in passages for start, end in (passage.old, passage.new))
    if not passages or len(passages) > FEW or 2 * moved > len(old) + len(new) or len(new) > QUOTE:
        return None
    told, place = "", 0
    for passage in passages:
        told = _apart(_apart(told, new[place : passage.new[0]]), _exchanged(old, new, passage))
        place = passage.new[1]
    return _apart(told, new[place:])


def _apart(head: str, tail: str) -> str:
    """Both together; where a word or a bracket would touch what stands before it, with a blank between."""
    opened = not head or head[-1].isspace() or head[-1] in "“‘«„(["
    touching = tail and not opened and (tail[0].isalnum() or tail[0] == "[")
    return f"{head} {tail}" if touching else head + tail


def _relation(change: Change[RelationView]) -> Iterator[Line]:
    relation = change.shown
    record = relation.record
    label = f"{'possible ' if record.certainty == 'possible' else ''}{wording.LABEL[record.label]}"
    yield _head(change, f"{label}, {wording.KIND[record.kind]} · {_name(relation.issue.label)}")
    for position in (relation.a, relation.b):
        yield _holder(position)
        yield line(f"“{_short(position.quote)}”", indent=6, hang=1)
    for edit in change.edits:
        yield _edit(edit)
    if not any(edit.field == "rationale" for edit in change.edits):
        yield line(f"Why: {_short(record.rationale)}", indent=4, hang=5)
    if change.reason:
        yield line(f"{change.status}: {_short(change.reason)}", "dim", indent=4, hang=2)


def _position(change: Change[PositionView]) -> Iterator[Line]:
    position = change.shown
    yield _head(change, _name(position.issue.label))
    yield _holder(position)
    edited = {edit.field for edit in change.edits}
    if "evidence" not in edited:
        yield line(f"“{_short(position.quote)}”", indent=6, hang=1)
    for edit in change.edits:
        if edit.field == "claim" and "evidence" in edited and position.restates:
            continue  # the same words once more
        yield _edit(edit)


def _head(change: Change[Any], told: str) -> Line:
    text = Text().append(f"{change.status:<8} ", STYLE[change.status]).append_text(styled(told, "bold"))
    return Line(text, 2, 9)


def _holder(position: PositionView) -> Line:
    text = styled(shorten(for_terminal(position.side), 2 * NAME), "cyan")
    if position.does:
        text.append(f" {position.does}")
    text.append(" · ").append_text(styled(shorten(for_terminal(position.where), 2 * NAME), "dim"))
    return Line(text, 4, 2)


def _edit(edit: Edit) -> Line:
    if edit.old is None or edit.new is None:
        told = edit.new or f"{edit.old} → none"
        return line(f"{edit.name}: {_short(told)}", indent=4, hang=2)
    if edit.field in WORDED and (told := _reworded(for_terminal(edit.old), for_terminal(edit.new)) or ""):
        return line(f"{edit.name}: {told}", indent=4, hang=2)
    return line(f"{edit.name}: {_short(edit.old)} → {_short(edit.new)}", indent=4, hang=2)


def _short(text: str) -> str:
    return shorten(for_terminal(text), QUOTE)


def _name(text: str) -> str:
    return shorten(for_terminal(text), NAME)
