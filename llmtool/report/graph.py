"""GraphML: parties, speakers, issues, documents and positions as nodes, for Gephi, Cytoscape, yEd or networkx.

Edges run from a speaker to the party (``speaks_for``), from who says it to a position (``holds``), from a position to
its issue (``about``) and document (``in``), and between positions (``agreement``, ``contradiction``, ``change``).
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from llmtool.report import headline
from llmtool.report.inline import xml_text
from llmtool.report.views import Report

Fields = dict[str, str | int | None]

NODE_FIELDS = {
    "type": "string",
    "label": "string",
    "kind": "string",
    "role": "string",
    "question": "string",
    "stance": "string",
    "modality": "string",
    "attribution": "string",
    "quote": "string",
    "date": "string",
    "outlet": "string",
    "source": "string",
    "positions": "int",
}
EDGE_FIELDS = {
    "type": "string",
    "kind": "string",
    "scope": "string",
    "certainty": "string",
    "rationale": "string",
    "decided_by": "string",
    "baseline": "string",
    "baseline_reason": "string",
}


def graph(report: Report) -> str:
    """The graph. All edges are directed, for readers refuse a mixture; agreement and contradiction hold both ways."""
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for owner, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in fields.items():
            ET.SubElement(root, "key", {"id": f"{owner}_{name}", "for": owner, "attr.name": name, "attr.type": kind})
    ET.SubElement(root, "key", {"id": "note", "for": "graph", "attr.name": "note", "attr.type": "string"})
    drawn = ET.SubElement(root, "graph", {"id": "comparison", "edgedefault": "directed"})
    note = " ".join(filter(None, (headline.alarm(report), f"{headline.findings(report)}.", headline.limits(report))))
    ET.SubElement(drawn, "data", {"key": "note"}).text = xml_text(note)
    for node, values in _nodes(report):
        _data(ET.SubElement(drawn, "node", {"id": node}), "node", values)
    for number, (source, target, values) in enumerate(_edges(report), start=1):
        edge = ET.SubElement(drawn, "edge", {"id": f"e{number}", "source": source, "target": target})
        _data(edge, "edge", values)
    ET.indent(root)
    # Read back raw, a carriage return would be a line feed.
    text = ET.tostring(root, encoding="unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _data(element: ET.Element, owner: str, fields: Fields) -> None:
    for name, value in fields.items():
        if value is not None:
            ET.SubElement(element, "data", {"key": f"{owner}_{name}"}).text = xml_text(str(value))


def _nodes(report: Report) -> Iterator[tuple[str, Fields]]:
    for document in report.documents:
        record = document.record
        yield (
            record.id,
            {
                "type": "document",
                "label": document.label,
                "outlet": record.outlet,
                "date": record.published.isoformat() if record.published else None,
                "source": record.source,
            },
        )
    for party in report.parties:
        yield (
            party.record.id,
            {
                "type": "party",
                "label": party.record.name,
                "kind": party.record.kind.value,
                "positions": party.positions,
            },
        )
        for speaker in party.speakers:
            yield speaker.id, {"type": "speaker", "label": speaker.name, "role": speaker.role}
    for issue in report.issues:
        fields: Fields = {"type": "issue", "label": issue.record.label, "question": issue.record.question}
        yield issue.record.id, {**fields, "positions": issue.positions}
    for position in report.positions:
        held = position.record
        yield (
            held.id,
            {
                "type": "position",
                "label": held.claim,
                "stance": held.stance.value,
                "modality": held.modality.value,
                "attribution": held.attribution.value,
                "quote": position.quote,
                "date": held.said_on.isoformat() if held.said_on else None,
            },
        )


def _edges(report: Report) -> Iterator[tuple[str, str, Fields]]:
    for party in report.parties:
        for speaker in party.speakers:
            yield speaker.id, party.record.id, {"type": "speaks_for"}
    for position in report.positions:
        record = position.record
        yield record.speaker_id or record.party_id, record.id, {"type": "holds"}
        yield record.id, record.issue_id, {"type": "about"}
        yield record.id, record.document_id, {"type": "in"}
    for relation in report.relations:
        found = relation.record
        yield (
            found.a,
            found.b,
            {
                "type": found.label.value,
                "kind": found.kind.value,
                "scope": found.scope.value,
                "certainty": found.certainty.value,
                "rationale": found.rationale,
                "decided_by": found.decided_by,
                "baseline": relation.answer_label or None,
                "baseline_reason": relation.reason or None,
            },
        )
