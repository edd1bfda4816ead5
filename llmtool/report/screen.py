"""One screen of plain text: what an editor needs to know before opening the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from llmtool.report import headline, news, wording
from llmtool.report.inline import for_terminal
from llmtool.report.positions import PositionView
from llmtool.report.views import AgreementGroup, IssueView, RelationView, Report
from llmtool.report.wording import count
from llmtool.schema import Stance

_Finding = TypeVar("_Finding", RelationView, AgreementGroup)

MIN_WIDTH, MIN_HEIGHT = 24, 12
ROOM = (
    (4, 2, True),
    (3, 2, True),
    (3, 1, True),
    (2, 1, True),
    (2, 1, False),
    (1, 1, False),
    (1, 0, False),
    (0, 0, False),
)
"""Contradictions in full, agreements and changes, and whether a change has both sides: tried until the screen is full.
The last fits on the smallest screen, without its empty lines."""


def brief(report: Report, width: int = 80, height: int = 24) -> str:
    """At most ``height`` lines of at most ``width`` columns."""
    width, height = max(width, MIN_WIDTH), max(height, MIN_HEIGHT)
    for contradictions, others, sides in ROOM:
        lines = list(_lines(report, width, contradictions, others, sides=sides))
        if len(lines) <= height:
            break
    else:
        lines = [line for line in lines if line]
    # Room that is left shows where the parties stand.
    if len(lines) + 3 <= height:
        stances = [_stances(issue, width) for issue in report.issues[: height - len(lines) - 1]]
        lines[-2:-2] = ["", *stances] if stances else []
    return "\n".join(lines) + "\n"


def _lines(report: Report, width: int, contradictions: int, others: int, *, sides: bool) -> Iterator[str]:
    yield from _alarm(report, width, cause=contradictions > 0)
    told = headline.findings(report)
    yield told if _cut(told, width) == told else _cut(headline.findings(report, issues=False), width)
    yield _cut(headline.extent(report), width)
    yield ""
    found = varied(report.contradictions, _dispute)
    if not found:
        yield from _wrapped(f"Contradictions: {headline.nothing_found(report)}", width, 3)
    for number, relation in enumerate(found[:contradictions], start=1):
        yield from _contradiction(relation, number, width)
    if len(found) > contradictions:
        rest = news.counted(report, found[contradictions:], "more contradiction")
        yield _cut(f"{'And ' if contradictions else ''}{rest}", width)
    if found and (report.agreement_groups or report.changes or report.possible):
        yield ""
    for group in varied(report.agreement_groups, lambda group: (group.issue.id, ""))[:others]:
        yield _cut(f"Agreement: {group.issue.label} ({headline.carried(group)})", width)
    yield from _more(len(report.agreement_groups), others, "agreement", "agreements", width)
    for relation in varied(report.changes, lambda relation: (relation.issue.id, relation.a.party.id))[:others]:
        lead = f"Change ({relation.mark})" if relation.mark else "Change"
        about = f"{lead}: {relation.a.party.name} on {relation.issue.label}"
        yield _cut(about if sides else f"{about}: “{relation.b.quote}”", width)
        for position in (relation.a, relation.b) if sides else ():
            yield from _side(position, width)
    yield from _more(len(report.changes), others, "change", "changes", width)
    if told := news.not_counted(report):
        yield _cut(f"{told}, worth a look in the report.", width)
    yield ""
    yield _cut(f"{report.comparison.engine.name} engine. {wording.NEUTRAL}", width)


def _alarm(report: Report, width: int, *, cause: bool) -> Iterator[str]:
    """What was not compared, and the first cause where there is room for it."""
    if alarm := headline.alarm(report):
        yield from _wrapped(alarm, width, 2)
        if cause:
            yield from (f"  {line}" for line in _wrapped(str(headline.problems(report)[0]), width - 2, 2))


def varied(found: Sequence[_Finding], about: Callable[[_Finding], tuple[str, str]]) -> list[_Finding]:
    """The findings with those first that bring something new, since there is room for few.

    ``about`` gives the issue and between whom. What is known stays behind what is new; then come findings on one issue
    between the same parties after all others, and a second pair of parties on an issue after the first of each.
    """
    pairs: dict[str, list[str]] = {}
    met: Counter[tuple[str, str]] = Counter()
    ranked = []
    for place, each in enumerate(found):
        issue, between = about(each)
        of_issue = pairs.setdefault(issue, [])
        if between not in of_issue:
            of_issue.append(between)
        ranked.append((each.known, met[issue, between], of_issue.index(between), place))
        met[issue, between] += 1
    return [found[place] for *_, place in sorted(ranked)]


def _dispute(relation: RelationView) -> tuple[str, str]:
    return relation.issue.id, " ".join(sorted({relation.a.party.id, relation.b.party.id}))


def _stances(issue: IssueView, width: int) -> str:
    held = [
        f"{cell.party.name} ({wording.STANCE[cell.stance]})" if cell.stance is not Stance.NONE else cell.party.name
        for cell in issue.cells
    ]
    return _cut(f"{issue.record.label}: {', '.join(held)}", width)


def _contradiction(relation: RelationView, number: int, width: int) -> Iterator[str]:
    scope = wording.SCOPE[relation.record.scope].lower()
    yield _cut(f"{number}. {relation.about} · {wording.KIND[relation.record.kind]}, {scope}", width)
    if relation.mark:
        yield f"   {_cut(relation.mark, width - 3)}"
    for position in (relation.a, relation.b):
        yield from _side(position, width)


def _side(position: PositionView, width: int) -> Iterator[str]:
    """The holder and the quotation: on one line where they fit, else one each."""
    does = f" {position.does}" if position.does else ""
    name = position.speaker.name if position.speaker else position.party.name
    side = name if name.casefold() == position.party.name.casefold() else f"{name} ({position.party.name})"
    meant = f", that is: {position.record.claim}" if position.leaves_out else ""
    holder, quotation = f"{side}{does} · {position.where}", f"“{position.quote}”{meant}"
    both = for_terminal(f"{holder}: {quotation}")
    for line in (both,) if _cut(both, width - 3) == both else (holder, quotation):
        yield f"   {_cut(line, width - 3)}"


def _more(number: int, shown: int, one: str, many: str, width: int) -> Iterator[str]:
    if number > shown:
        yield _cut(f"{'And ' if shown else ''}{count(number - shown, f'more {one}', f'more {many}')}", width)


def _wrapped(text: str, width: int, most: int) -> list[str]:
    """At most ``most`` lines; the last one is cut where there is more."""
    from rich.cells import cell_len, chop_cells

    lines: list[str] = []
    rest = for_terminal(text)
    while rest and len(lines) < most - 1 and cell_len(rest) > width:
        head = chop_cells(rest, width + 1)[0] if cell_len(rest[:1]) <= width else rest[:1]
        cut = head.rfind(" ")
        head = head[:cut] if cut > 0 else chop_cells(rest, width)[0]
        lines.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return [*lines, _cut(rest, width)] if rest else lines


def _cut(text: str, width: int) -> str:
    """The text on one line of the width, ended between words by an ellipsis where something is missing."""
    from rich.cells import cell_len, chop_cells

    text = for_terminal(text)
    if cell_len(text) <= width:
        return text
    end = " …”" if text.endswith("”") else " …"
    head = chop_cells(text, width - len(end))[0]
    cut = head.rfind(" ")
    if text[len(head)] != " " and cut > len(head) // 2:
        head = head[:cut]
    head = head.rstrip(" ,;:–—-")
    return head + (end if head.count("“") > head.count("”") else " …")
