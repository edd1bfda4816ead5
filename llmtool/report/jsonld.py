"""JSON-LD: positions as schema.org claims with appearance, author and date, and the relations between them.

The context stands in the file, so that it is read without a network. schema.org has no word for claims that agree or
contradict each other: relations are nodes in a vocabulary of this program, and quotations are selectors of the W3C's
Web Annotation. No ``ClaimReview`` is made, for that would rate who is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from llmtool.report import headline, wording
from llmtool.report.places import is_file, uri
from llmtool.report.positions import PositionView
from llmtool.report.views import RelationView, Report
from llmtool.schema import Document, Issue, Party, PartyKind, Speaker

_NODE = {"@type": "@id"}
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "llmtool": "urn:llmtool:",
    "datePublished": {"@type": "Date"},
    **dict.fromkeys(("about", "affiliation", "appearance", "author", "hasPart", "isBasedOn", "url"), _NODE),
    **dict.fromkeys(("llmtool:a", "llmtool:b", "llmtool:party", "oa:hasSource"), _NODE),
}
TYPES = {
    PartyKind.STATE: "GovernmentOrganization",
    PartyKind.ORGANISATION: "Organization",
    PartyKind.PERSON: "Person",
    PartyKind.SOURCE: "NewsMediaOrganization",
}


def claims(report: Report) -> str:
    """The graph of documents, parties, speakers, issues, claims and relations."""
    graph = [_filled(node) for node in _nodes(report)]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, indent=2, ensure_ascii=False) + "\n"


def _nodes(report: Report) -> Iterator[dict[str, Any]]:
    yield {
        "@id": "urn:llmtool:comparison",
        "@type": "Dataset",
        "name": headline.title(report),
        "description": f"{headline.findings(report)}. {headline.limits(report)} {wording.NEUTRAL}",
        "creditText": headline.maker(report),
        "llmtool:incomplete": headline.alarm(report),
        "isBasedOn": [_iri(document.record.id) for document in report.documents],
        "hasPart": [_iri(position.id) for position in report.positions],
    }
    for document in report.documents:
        yield _document(document.record)
    for party in report.parties:
        yield _party(party.record)
        for speaker in party.speakers:
            yield _speaker(speaker, party.record)
    for issue in report.issues:
        yield _issue(issue.record)
    for position in report.positions:
        yield _claim(position)
    for relation in report.relations:
        yield _relation(relation)


def _iri(record_id: str) -> str:
    return f"urn:llmtool:{record_id}"


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None and value not in ((), [])}


def _document(document: Document) -> dict[str, Any]:
    return {
        "@id": _iri(document.id),
        "@type": "CreativeWork",
        "name": document.title,
        "identifier": document.source,
        "url": None if is_file(document) else uri(document),
        "publisher": {"@type": "Organization", "name": document.outlet} if document.outlet else None,
        "creditText": document.byline,
        "datePublished": document.published.isoformat() if document.published else None,
        "inLanguage": document.language,
        "isBasedOn": _iri(document.copy_of) if document.copy_of else None,
    }


def _party(party: Party) -> dict[str, Any]:
    names = list(party.aliases)
    return {"@id": _iri(party.id), "@type": TYPES[party.kind], "name": party.name, "alternateName": names}


def _speaker(speaker: Speaker, party: Party) -> dict[str, Any]:
    return {
        "@id": _iri(speaker.id),
        "@type": "Person",
        "name": speaker.name,
        "jobTitle": speaker.role,
        "alternateName": list(speaker.aliases),
        # A person who speaks for nobody else is a party too, and nobody is affiliated to a person.
        "affiliation": None if party.kind is PartyKind.PERSON else _iri(party.id),
        "llmtool:party": _iri(party.id),
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {"@id": _iri(issue.id), "@type": "Question", "name": issue.label, "text": issue.question}


def _claim(position: PositionView) -> dict[str, Any]:
    record = position.record
    return {
        "@id": _iri(record.id),
        "@type": "Claim",
        "text": record.claim,
        "author": _iri((position.speaker or position.party).id),
        "datePublished": record.said_on.isoformat() if record.said_on else None,
        "about": _iri(record.issue_id),
        "appearance": _iri(record.document_id),
        "llmtool:party": _iri(record.party_id),
        "llmtool:stance": record.stance.value,
        "llmtool:modality": record.modality.value,
        "llmtool:attribution": record.attribution.value,
        "llmtool:evidence": [
            {
                "@type": "oa:SpecificResource",
                "oa:hasSource": _iri(record.document_id),
                "oa:hasSelector": [
                    {"@type": "oa:TextQuoteSelector", "oa:exact": span.exact},
                    {"@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end},
                ],
            }
            for span in record.evidence
        ],
    }


def _relation(relation: RelationView) -> dict[str, Any]:
    record = relation.record
    return {
        "@id": _iri(record.id),
        "@type": "llmtool:Relation",
        "about": _iri(record.issue_id),
        "llmtool:a": _iri(record.a),
        "llmtool:b": _iri(record.b),
        "llmtool:label": record.label.value,
        "llmtool:kind": record.kind.value,
        "llmtool:scope": record.scope.value,
        "llmtool:certainty": record.certainty.value,
        "llmtool:rationale": record.rationale,
        "llmtool:decidedBy": record.decided_by,
        "llmtool:secondReading": record.second_reading,
        "llmtool:baseline": relation.answer_label or None,
        "llmtool:baselineReason": relation.reason or None,
    }
