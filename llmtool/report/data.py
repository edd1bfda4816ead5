"""Formats for programs: the comparison itself, and positions one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from llmtool.report.views import PositionView, Report
from llmtool.schema import Comparison

# JSON may hold these raw, but programs that split text into lines break on them.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def run_file(comparison: Comparison) -> str:
    """The comparison as JSON, field for field; read back it is equal."""
    return json.dumps(comparison.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"


def position_lines(report: Report) -> str:
    """One JSON object a line and position, with the names of all that it refers to."""
    return "".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    for position in report.positions:
        line = json.dumps(position_fields(position), ensure_ascii=False).translate(_LINE_ENDS)
        yield line + "\n"


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
