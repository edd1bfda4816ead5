"""What the script of the page reads: the records as compact rows, each text left where it is, in the page.

Quotations are not in here. They are offsets into the source texts, which the page carries once, as HTML.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from llmtool.report import headline, wording
from llmtool.report.marks import html_text
from llmtool.report.positions import PositionView
from llmtool.report.views import RelationView, Report
from llmtool.schema import Attribution, Modality, PartyKind, RelationKind, RelationLabel, Scope, Stance, VerdictLabel

# `<` could end the script element, `&` and `>` matter to XML parsers, and the separators end a line of JavaScript.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def block(report: Report, *, brief: bool = False) -> str:
    """The records as JSON that can stand inside a script element, whatever the sources hold.

    ``brief`` leaves out what the script finds in the part for readers without one: ids, claims and reasons.
    """
    return json.dumps(payload(report, brief=brief), ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def payload(report: Report, *, brief: bool = False) -> dict[str, Any]:
    """Rows by kind of record; they refer to each other by place, and to words by their place in ``words``.

    Where ``brief`` leaves a text out, 1 stands in its place.
    """
    parties = {party.record.id: place for place, party in enumerate(report.parties)}
    issues = {issue.record.id: place for place, issue in enumerate(report.issues)}
    voices = sorted(report.comparison.speakers, key=lambda speaker: speaker.id)
    speakers = {speaker.id: place for place, speaker in enumerate(voices)}
    places = {relation.record.id: place for place, relation in enumerate(report.relations)}
    origins: dict[str, int] = {}
    decided = sorted({headline.decided(relation) for relation in report.relations})
    value = {
        "words": {**_words(), "decided": decided},
        "onePassage": wording.ONE_PASSAGE,
        "nothing": headline.nothing_found(report),
        "baseline": int(report.baseline),
        "documents": [
            [
                d.name,
                d.label,
                _day(d.record.published),
                d.record.language or 0,
                d.repeats or 0,
                d.record.id,
                origins.setdefault(d.origin, len(origins)),
            ]
            for d in report.documents
        ],
        "parties": [[p.record.id, p.record.name, list(PartyKind).index(p.record.kind)] for p in report.parties],
        "speakers": [[s.id, s.name, s.role or 0, parties[s.party_id]] for s in voices],
        "issues": [[i.record.id, i.record.label, i.record.question] for i in report.issues],
        "verdicts": [
            [issues[i.record.id], parties[a.id], parties[b.id], list(VerdictLabel).index(v.label)]
            for i in report.issues
            for a, b, v in i.verdicts
        ],
        "positions": [_position(p, parties, issues, speakers, brief=brief) for p in report.positions],
        "relations": [_relation(r, issues, decided, brief=brief) for r in report.relations],
        "groups": [
            [[p.number - 1 for p in g.positions], [places[r.record.id] for r in g.relations], headline.carried(g)]
            for g in report.agreement_groups
        ],
    }
    cleaned: dict[str, Any] = _clean(value)
    return cleaned


def _position(
    position: PositionView, parties: dict[str, int], issues: dict[str, int], speakers: dict[str, int], *, brief: bool
) -> list[object]:
    record = position.record
    return [
        1 if brief else record.id,
        position.document.number - 1,
        speakers[position.speaker.id] if position.speaker else -1,
        parties[position.party.id],
        issues[position.issue.id],
        list(Stance).index(record.stance),
        list(Modality).index(record.modality),
        list(Attribution).index(record.attribution),
        _day(record.said_on),
        0 if position.restates else 1 if brief else record.claim,
        [offset for span in record.evidence for offset in (span.start, span.end)],
    ]


def _relation(relation: RelationView, issues: dict[str, int], decided: list[str], *, brief: bool) -> list[object]:
    record = relation.record
    return [
        1 if brief else record.id,
        relation.a.number - 1,
        relation.b.number - 1,
        issues.get(record.issue_id, issues[relation.a.issue.id]),
        list(RelationLabel).index(record.label),
        list(RelationKind).index(record.kind),
        list(Scope).index(record.scope),
        int(record.certainty == "firm"),
        decided.index(headline.decided(relation)),
        int(record.second_reading == "confirmed"),
        1 if brief else relation.why,
        *([relation.answer_label, relation.reason] if relation.answer or relation.around else ()),
        *([list(relation.around)] if relation.around else ()),
    ]


def _words() -> dict[str, list[list[str]]]:
    """Value and wording of each enumeration, in the order that rows count by."""

    def table(values: Iterable[StrEnum], words: dict[Any, str]) -> list[list[str]]:
        return [[value.value, words.get(value, value.value)] for value in values]

    return {
        "stance": table(Stance, wording.STANCE),
        "modality": table(Modality, wording.MODALITY),
        "does": table(Modality, wording.DOES),
        "attribution": table(Attribution, wording.ATTRIBUTION),
        "party": table(PartyKind, wording.PARTY_KIND),
        "label": table(RelationLabel, wording.LABEL),
        "kind": table(RelationKind, wording.KIND),
        "scope": table(Scope, wording.SCOPE),
        "verdict": table(VerdictLabel, wording.VERDICT),
    }


def _day(date: object) -> str | int:
    return str(date) if date else 0


def _clean(value: Any) -> Any:
    """The value with every text made fit for HTML, as the template does with what it shows."""
    if isinstance(value, str):
        return html_text(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return value
