"""Formats for programs: the comparison itself, and positions or relations one a line."""

from __future__ import annotations

import json

from llmtool.report.positions import PositionView
from llmtool.report.views import RelationView, Report
from llmtool.schema import Comparison

# JSON may hold these raw, but programs that split text into lines break on them.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def run_file(comparison: Comparison) -> str:
    """The comparison as JSON, field for field; read back it is equal."""
    return json.dumps(comparison.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"


def position_lines(report: Report) -> str:
    """One JSON object a line and position, with the names of all that it refers to."""
    return "".join(_line(position_fields(position)) for position in report.positions)


def relation_lines(report: Report) -> str:
    """One JSON object a line and relation, with both positions in full: contradictions first, possible ones last.

    ``baseline`` is what one says of it, null where none does.
    """
    return "".join(_line({**relation_fields(relation), "baseline": _answer(relation)}) for relation in report.relations)


def _answer(relation: RelationView) -> dict[str, str] | None:
    return {"answer": relation.answer_label, "reason": relation.reason} if relation.answer else None


def _line(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def relation_fields(relation: RelationView) -> dict[str, object]:
    """A relation with both sides, in JSON values."""
    record = relation.record
    return {
        "id": record.id,
        "label": record.label.value,
        "certainty": record.certainty.value,
        "kind": record.kind.value,
        "scope": record.scope.value,
        "issue": relation.issue.label,
        "question": relation.issue.question,
        "rationale": record.rationale,
        "decided_by": record.decided_by,
        "second_reading": record.second_reading,
        "independent_sources": relation.sources,
        "a": position_fields(relation.a),
        "b": position_fields(relation.b),
    }


def position_fields(position: PositionView) -> dict[str, object]:
    """A position by itself, in JSON values."""
    record, document = position.record, position.document.record
    return {
        "id": record.id,
        "issue": position.issue.label,
        "question": position.issue.question,
        "party": position.party.name,
        "party_kind": position.party.kind.value,
        "speaker": position.speaker.name if position.speaker else None,
        "role": position.speaker.role if position.speaker else None,
        "claim": record.claim,
        "stance": record.stance.value,
        "modality": record.modality.value,
        "attribution": record.attribution.value,
        "said_on": record.said_on.isoformat() if record.said_on else None,
        "outlet": document.outlet,
        "published": document.published.isoformat() if document.published else None,
        "title": document.title,
        "source": document.source,
        "language": document.language,
        "document_id": document.id,
        "copy_of": document.copy_of,
        "evidence": [span.model_dump(mode="json") for span in record.evidence],
    }
