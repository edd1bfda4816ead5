"""Joins the records of a comparison, puts them into reading order and counts them: once, for every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from llmtool.report import silent, wording
from llmtool.report.agreements import grouped
from llmtool.report.issue_views import issue_views
from llmtool.report.lookup import find
from llmtool.report.positions import DocumentView, PositionView
from llmtool.report.views import PartyView, RelationView, Report
from llmtool.schema import Comparison, Document, RelationLabel, Scope


def build(comparison: Comparison, answers: Mapping[str, str] | None = None) -> Report:
    """The view of a comparison; ``answers`` are what a baseline says of its relations, by id, None without a baseline.

    Findings that are known come after the new ones of their kind.

    Raises:
        InputError: a record refers to one that is not there, so the run file was damaged or edited.

    """
    documents = _documents(comparison)
    parties = _parties(comparison)
    rank = _places([party.record.id for party in parties])
    positions = _positions(comparison, {document.record.id: document for document in documents}, rank)
    issue_place = _places([position.issue.id for position in positions])
    relations = _relations(comparison, positions, issue_place, answers or {})
    firm = [relation for relation in relations if relation.record.certainty == "firm"]
    contradictions = tuple(relation for relation in firm if relation.record.label is RelationLabel.CONTRADICTION)
    agreements = tuple(relation for relation in firm if relation.record.label is RelationLabel.AGREEMENT)
    changes = [relation for relation in firm if relation.record.label is RelationLabel.CHANGE]
    changes.sort(
        key=lambda r: (r.known, rank[r.a.party.id], issue_place[r.a.issue.id], r.a.date, r.b.date, r.record.id)
    )
    labels = [RelationLabel.CONTRADICTION, RelationLabel.CHANGE, RelationLabel.AGREEMENT]
    possible = [relation for relation in relations if relation.record.certainty == "possible"]
    possible.sort(key=lambda r: (r.known, labels.index(r.record.label)))
    groups = grouped(agreements, (*contradictions, *changes))
    return Report(
        comparison=comparison,
        documents=documents,
        parties=parties,
        issues=issue_views(comparison, positions, contradictions, changes, groups),
        positions=positions,
        contradictions=contradictions,
        agreements=agreements,
        agreement_groups=groups,
        changes=tuple(changes),
        possible=tuple(possible),
        baseline=answers is not None,
    )


def _places(ids: Iterable[str]) -> dict[str, int]:
    """Where each id comes first."""
    return {each: place for place, each in enumerate(dict.fromkeys(ids))}


def _relations(
    comparison: Comparison,
    positions: Sequence[PositionView],
    issue_place: Mapping[str, int],
    answers: Mapping[str, str],
) -> list[RelationView]:
    """The relations with their records: new ones first, then by scope, issue and place of their positions."""
    by_id = {position.id: position for position in positions}
    issues = {issue.id: issue for issue in comparison.issues}
    relations = [
        RelationView(
            relation,
            find(issues, relation.issue_id, relation.id),
            find(by_id, relation.a, relation.id),
            find(by_id, relation.b, relation.id),
            answers.get(relation.id, ""),
        )
        for relation in comparison.relations
    ]
    scopes = list(Scope)

    def place(r: RelationView) -> tuple[bool, int, int, int, int, str]:
        return (
            r.known,
            scopes.index(r.record.scope),
            issue_place[r.a.issue.id],
            r.a.number,
            r.b.number,
            r.record.id,
        )

    return sorted(relations, key=place)


def _documents(comparison: Comparison) -> tuple[DocumentView, ...]:
    by_id = {document.id: document for document in comparison.documents}
    numbers = {document.id: number for number, document in enumerate(comparison.documents, start=1)}
    names = {document.id: _name(document) for document in comparison.documents}
    labels = {
        document.id: f"{names[document.id]}, {wording.day(document.published)}" for document in comparison.documents
    }
    shared = Counter(labels.values())
    quiet = silent.reasons(comparison)
    views = []
    for document in comparison.documents:
        root, seen = document, {document.id}
        while root.copy_of is not None:
            root = find(by_id, root.copy_of, root.id)
            if root.id in seen:
                break
            seen.add(root.id)
        label = labels[document.id]
        if shared[label] > 1:
            label += f" [{numbers[document.id]}]"
        origin = (
            f"outlet {root.outlet.casefold()}" if root.outlet else f"document {min(seen) if root.copy_of else root.id}"
        )
        repeats = numbers[document.copy_of] if document.copy_of else None
        told = quiet.get(document.id, "")
        views.append(DocumentView(numbers[document.id], document, repeats, origin, names[document.id], label, told))
    return tuple(views)


def _name(document: Document) -> str:
    """The outlet; where the source has none, the file's name or the host."""
    if document.outlet:
        return document.outlet
    if document.source == "-":
        return "standard input"
    path = document.source.split("://", 1)
    if len(path) == 2:
        return path[1].split("/", 1)[0]
    return path[0].replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or document.source


def _parties(comparison: Comparison) -> tuple[PartyView, ...]:
    of_party = Counter(position.party_id for position in comparison.positions)
    of_speaker = Counter(position.speaker_id for position in comparison.positions)
    speakers = sorted(comparison.speakers, key=lambda s: (-of_speaker[s.id], s.name.casefold(), s.id))
    views = [
        PartyView(party, tuple(s for s in speakers if s.party_id == party.id), of_party[party.id])
        for party in comparison.parties
    ]
    # Outlets come after the sides they report on, however much they say themselves.
    views.sort(key=lambda v: (v.record.kind == "source", -v.positions, v.record.name.casefold(), v.record.id))
    return tuple(views)


def _positions(
    comparison: Comparison, documents: Mapping[str, DocumentView], rank: Mapping[str, int]
) -> tuple[PositionView, ...]:
    """All positions in reading order: by issue, the most disputed one first, then party, then time."""
    parties = {party.id: party for party in comparison.parties}
    speakers = {speaker.id: speaker for speaker in comparison.speakers}
    issues = {issue.id: issue for issue in comparison.issues}
    views = [
        PositionView(
            0,
            position,
            find(documents, position.document_id, position.id),
            find(speakers, position.speaker_id, position.id) if position.speaker_id else None,
            find(parties, position.party_id, position.id),
            find(issues, position.issue_id, position.id),
        )
        for position in comparison.positions
    ]
    disputed = Counter(
        relation.issue_id
        for relation in comparison.relations
        if relation.certainty == "firm" and relation.label is RelationLabel.CONTRADICTION
    )
    held: dict[str, list[PositionView]] = {}
    for view in views:
        held.setdefault(view.issue.id, []).append(view)
    weight = {
        issue: (-disputed[issue], -len({v.party.id for v in of}), -len(of), issues[issue].label.casefold(), issue)
        for issue, of in held.items()
    }
    views.sort(
        key=lambda v: (
            weight[v.issue.id],
            rank[v.party.id],
            v.date,
            v.document.number,
            v.record.evidence[0].start,
            v.id,
        )
    )
    return tuple(
        PositionView(number, v.record, v.document, v.speaker, v.party, v.issue)
        for number, v in enumerate(views, start=1)
    )
