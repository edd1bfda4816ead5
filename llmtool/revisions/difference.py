"""What is new, gone or changed from one run to the next, by content and not by order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TypeVar

from llmtool.report import headline, wording
from llmtool.report.build import build
from llmtool.report.positions import DocumentView, PositionView
from llmtool.report.views import RelationView, Report
from llmtool.revisions.changes import Change, Difference, Edit, Renamed, Status, VerdictChange
from llmtool.revisions.match import Matches, match
from llmtool.revisions.places import Places
from llmtool.schema import Comparison, RelationLabel, VerdictLabel

T = TypeVar("T")


def difference(old: Comparison, new: Comparison) -> Difference:
    """What differs between two runs. The same runs in any order of their records give nothing.

    Raises:
        InputError: a record refers to one that is not in its run.

    """
    before, after = build(old), build(new)
    found = match(old, new)
    return Difference(
        old=before,
        new=after,
        cautions=(*_cautions(before, after), *_moved(before, after, found)),
        documents=_documents(before, after, found),
        renamed=tuple(_renamed(old, new, found)),
        verdicts=_verdicts(old, new, found),
        relations=_relations(before, after, found),
        positions=_positions(before, after, found),
    )


def _cautions(old: Report, new: Report) -> Iterator[str]:
    if headline.alarm(new):
        yield "The new run is incomplete: what is gone may only be missing."
    if headline.alarm(old):
        yield "The old run is incomplete: what is new may only have been missing."
    a, b = old.comparison.engine, new.comparison.engine
    if (a.name, a.model) != (b.name, b.model):
        yield f"Made by different engines ({_engine(old)}, then {_engine(new)}): they read the same text differently."
    elif a.prompts != b.prompts:
        yield "Made with different prompts: they may read the same text differently."
    if old.comparison.tool != new.comparison.tool:
        tools = f"llmtool {old.comparison.tool.version}, then {new.comparison.tool.version}"
        yield f"Made by different versions ({tools}): they may read the same text differently."


def _moved(old: Report, new: Report, found: Matches) -> Iterator[str]:
    if folders := _folders(old, new, found):
        yield f"The files lie in another folder ({folders[0]}, then {folders[1]})."


def _engine(report: Report) -> str:
    engine = report.comparison.engine
    return f"{engine.name} with {engine.model}" if engine.model else engine.name


def _changes(
    old: Sequence[T],
    new: Sequence[T],
    found: Mapping[str, str],
    name: Callable[[T], str],
    edits: Callable[[T, T], Iterable[Edit]],
) -> tuple[Change[T], ...]:
    """In the order of the new run, then what is gone in the order of the old one; what is the same is left out."""
    before = {found[name(thing)]: thing for thing in old if name(thing) in found}
    changes: list[Change[T]] = []
    for thing in new:
        was = before.get(name(thing))
        changed = () if was is None else tuple(edits(was, thing))
        if was is None or changed:
            changes.append(Change(was, thing, changed))
    return (*changes, *(Change(thing, None) for thing in old if name(thing) not in found))


def _differing(pairs: Iterable[tuple[str, object, object]]) -> Iterator[Edit]:
    for field, a, b in pairs:
        if a != b:
            yield Edit(field, _said(a), _said(b))


def _said(value: object) -> str | None:
    if value is None:
        return None
    return wording.day(value) if isinstance(value, dt.date) else str(value)


def _documents(old: Report, new: Report, found: Matches) -> tuple[Change[DocumentView], ...]:
    names = [{view.record.id: view.label for view in report.documents} for report in (old, new)]
    moved = _folders(old, new, found) is not None

    def edits(a: DocumentView, b: DocumentView) -> Iterator[Edit]:
        if a.record.text != b.record.text:
            places = Places(a.record.text, b.record.text)
            told = f"{wording.count(places.added, 'word')} in, {wording.count(places.removed, 'word')} out"
            yield Edit("text", None, told if places.added or places.removed else "punctuation or spacing")
        for field in ("title", "outlet", "byline", "published", "language"):
            yield from _differing([(field, getattr(a.record, field), getattr(b.record, field))])
        if not moved:
            yield from _differing([("source", a.record.source, b.record.source)])
        repeats = found.documents.get(a.record.copy_of or "")
        if repeats != b.record.copy_of:
            yield Edit("repeats", names[0].get(a.record.copy_of or ""), names[1].get(b.record.copy_of or ""))

    return _changes(old.documents, new.documents, found.documents, lambda view: view.record.id, edits)


def _folders(old: Report, new: Report, found: Matches) -> tuple[str, str] | None:
    """The folder of all files in the old run and in the new one, where it alone got another name."""
    after = {document.record.id: document.record.source for document in new.documents}
    pairs = {
        _parted(document.record.source, after[found.documents[document.record.id]])
        for document in old.documents
        if document.record.id in found.documents and "://" not in document.record.source
    }
    only = next(iter(pairs)) if len(pairs) == 1 else ("", "")
    return only if only[0] != only[1] else None


def _parted(a: str, b: str) -> tuple[str, str]:
    """What stands before the parts that the ends of two paths have in common; the same where not even the name is."""
    mine, theirs = PurePath(a).parts, PurePath(b).parts
    same = 0
    while same < min(len(mine), len(theirs)) and mine[-1 - same] == theirs[-1 - same]:
        same += 1
    if not same:
        return a, b
    return str(PurePath(*mine[: len(mine) - same])), str(PurePath(*theirs[: len(theirs) - same]))


def _renamed(old: Comparison, new: Comparison, found: Matches) -> Iterator[Renamed]:
    for what, pairs, before, after in (
        ("party", found.parties, {p.id: p.name for p in old.parties}, {p.id: p.name for p in new.parties}),
        ("speaker", found.speakers, {s.id: s.name for s in old.speakers}, {s.id: s.name for s in new.speakers}),
        ("issue", found.issues, {i.id: i.label for i in old.issues}, {i.id: i.label for i in new.issues}),
    ):
        names = sorted({(before[a], after[b]) for a, b in pairs.items() if before[a] != after[b]})
        yield from (Renamed(what, a, b) for a, b in names)


def _verdicts(old: Comparison, new: Comparison, found: Matches) -> tuple[VerdictChange, ...]:
    """Where one run has no verdict on a pair that the other has one on, it stands as one-sided."""
    before: dict[tuple[str, ...], VerdictLabel] = {}
    for verdict in old.verdicts:
        issue = found.issues.get(verdict.issue_id)
        sides = [found.parties.get(verdict.party_a_id), found.parties.get(verdict.party_b_id)]
        if issue is not None and sides[0] is not None and sides[1] is not None:
            before[issue, *sorted(side for side in sides if side)] = verdict.label
    after = {(v.issue_id, *sorted((v.party_a_id, v.party_b_id))): v.label for v in new.verdicts}
    issues = {issue.id: issue.label for issue in new.issues}
    parties = {party.id: party.name for party in new.parties}
    changes = []
    for key in {**after, **before}:
        was, now = before.get(key, VerdictLabel.ONE_SIDED), after.get(key, VerdictLabel.ONE_SIDED)
        if was != now:
            a, b = sorted((parties[key[1]], parties[key[2]]), key=lambda name: (name.casefold(), name))
            changes.append(VerdictChange(issues[key[0]], (a, b), was, now))
    return tuple(sorted(changes, key=lambda change: (change.issue.casefold(), change.issue, change.parties)))


def _positions(old: Report, new: Report, found: Matches) -> tuple[Change[PositionView], ...]:
    def edits(a: PositionView, b: PositionView) -> Iterator[Edit]:
        mine, theirs = a.record, b.record
        yield from _differing([("claim", mine.claim, theirs.claim)])
        # Offsets move with every edit further up: only the words count.
        if [span.exact for span in mine.evidence] != [span.exact for span in theirs.evidence]:
            yield Edit("evidence", a.quote, b.quote)
        if found.speakers.get(mine.speaker_id or "") != theirs.speaker_id:
            yield Edit("speaker", *(side.speaker.name if side.speaker else None for side in (a, b)))
        if found.parties.get(mine.party_id) != theirs.party_id:
            yield Edit("party", a.party.name, b.party.name)
        if found.issues.get(mine.issue_id) != theirs.issue_id:
            yield Edit("issue", a.issue.label, b.issue.label)
        yield from _differing(
            [
                ("stance", wording.STANCE[mine.stance], wording.STANCE[theirs.stance]),
                ("modality", wording.MODALITY[mine.modality], wording.MODALITY[theirs.modality]),
                ("attribution", wording.ATTRIBUTION[mine.attribution], wording.ATTRIBUTION[theirs.attribution]),
                ("said on", mine.said_on, theirs.said_on),
            ]
        )

    return _changes(old.positions, new.positions, found.positions, lambda view: view.id, edits)


def _relations(old: Report, new: Report, found: Matches) -> tuple[Change[RelationView], ...]:
    before, after = _findings(old), _findings(new)
    same = _same_findings(before, after, found)

    def edits(a: RelationView, b: RelationView) -> Iterator[Edit]:
        yield from _differing(
            [
                ("label", wording.LABEL[a.record.label], wording.LABEL[b.record.label]),
                ("certainty", a.record.certainty.value, b.record.certainty.value),
                ("kind", wording.KIND[a.record.kind], wording.KIND[b.record.kind]),
                ("scope", wording.SCOPE[a.record.scope], wording.SCOPE[b.record.scope]),
                ("rationale", a.record.rationale, b.record.rationale),
            ]
        )
        if b.record.label is RelationLabel.CHANGE and found.positions.get(a.a.id) == b.b.id != b.a.id:
            yield Edit("earlier statement", a.a.where, b.a.where)

    changes = _changes(before, after, same, lambda view: view.record.id, edits)
    came = _Fate(old, _inverse(found.positions), _inverse(found.documents))
    went = _Fate(new, found.positions, found.documents)
    return tuple(
        Change(change.old, change.new, change.edits, came.reason(change) if change.old is None else went.reason(change))
        for change in changes
    )


def _inverse(ids: Mapping[str, str]) -> dict[str, str]:
    return {b: a for a, b in ids.items()}


class _Fate:
    """Why a finding of one run is not in the other one."""

    def __init__(self, other: Report, positions: Mapping[str, str], documents: Mapping[str, str]) -> None:
        self._issues = {position.id: position.issue.id for position in other.positions}
        self._positions, self._documents = positions, documents

    def reason(self, change: Change[RelationView]) -> str:
        """A document, a position, an issue, or only the judgement; nothing where the finding is in both."""
        if change.status is Status.CHANGED:
            return ""
        sides = (change.shown.a, change.shown.b)
        lost = [side for side in sides if side.id not in self._positions]
        if named := dict.fromkeys(s.document.label for s in lost if s.document.record.id not in self._documents):
            return f"a document is {change.status}: {'; '.join(named)}"
        if lost:
            return f"a position is {change.status}: {'; '.join(dict.fromkeys(side.where for side in lost))}"
        if len({self._issues[self._positions[side.id]] for side in sides}) > 1:
            return "in the other run the two statements are about different issues"
        return f"both statements are in both runs: {'not found before' if change.old is None else 'no longer found'}"


def _findings(report: Report) -> tuple[RelationView, ...]:
    """All of them in the order of a difference, where what moved comes before what is agreed."""
    return (*report.contradictions, *report.changes, *report.agreements, *report.possible)


def _same_findings(old: Sequence[RelationView], new: Sequence[RelationView], found: Matches) -> dict[str, str]:
    """Relations of the same two positions, in whichever order; of several those with the same label first."""
    same: dict[str, str] = {}
    pairs: dict[frozenset[str], list[RelationView]] = {}
    for relation in new:
        pairs.setdefault(frozenset((relation.a.id, relation.b.id)), []).append(relation)
    tests: tuple[Callable[[RelationView, RelationView], bool], ...] = (
        lambda a, b: a.record.id == b.record.id,
        lambda a, b: a.record.label == b.record.label and a.record.kind == b.record.kind,
        lambda a, b: a.record.label == b.record.label,
        lambda _a, _b: True,
    )
    for test in tests:
        for relation in old:
            a, b = found.positions.get(relation.a.id), found.positions.get(relation.b.id)
            if relation.record.id in same or a is None or b is None:
                continue
            waiting = pairs.get(frozenset((a, b)), [])
            if (other := next((each for each in waiting if test(relation, each)), None)) is not None:
                same[relation.record.id] = other.record.id
                waiting.remove(other)
    return same
