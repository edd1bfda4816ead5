"""Which findings are new and which are known: how a baseline counts and groups them, alike in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from llmtool.report import wording
from llmtool.report.views import AgreementGroup, RelationView, Report
from llmtool.report.wording import count

Found = RelationView | AgreementGroup


def counted(report: Report, found: Sequence[Found], name: str) -> str:
    """``7 contradictions``; where the run was held against a baseline ``7 contradictions (5 new, 2 known)``."""
    told = news(report, found)
    return count(len(found), name) + (f" ({told})" if told else "")


def heading(report: Report, found: Sequence[Found], title: str) -> str:
    """``Contradictions (7)``, and with a baseline ``Contradictions (7: 5 new, 2 known)``."""
    told = news(report, found)
    return f"{title} ({len(found):,}{f': {told}' if told else ''})"


def news(report: Report, found: Sequence[Found]) -> str:
    """``5 new, 2 known`` where there is a baseline; nothing for agreements that nobody answered for."""
    if not report.baseline or not any(each.known or each.disputed for each in found):
        return ""
    known = sum(each.known for each in found)
    return f"{len(found) - known:,} new, {known:,} known"


def not_counted(report: Report) -> str:
    """How many findings are only possible; empty where none is."""
    return f"Not counted: {counted(report, report.possible, 'possible finding')}" if report.possible else ""


def by_scope(relations: Iterable[RelationView]) -> Iterator[tuple[str, list[RelationView]]]:
    """Findings in their order under headings: new ones by scope, then those that are known."""
    for (known, scope), group in groupby(relations, key=lambda relation: (relation.known, relation.record.scope)):
        told = wording.SCOPE[scope]
        yield f"Known: {told[0].lower()}{told[1:]}" if known else told, list(group)


def marks(group: AgreementGroup) -> tuple[str, ...]:
    """What the baseline says of the agreements in a group, each once."""
    return tuple(dict.fromkeys(relation.mark for relation in group.relations if relation.mark))


def answers(relations: Iterable[RelationView]) -> str:
    """``2 accepted, 1 dismissed``: what was said of those that are known."""
    times = Counter(relation.answer_label for relation in relations if relation.known)
    return ", ".join(f"{number:,} {answer}" for answer, number in sorted(times.items()))
