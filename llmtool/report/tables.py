"""Tables for spreadsheets: RFC 4180 with a header row; nothing that a source wrote starts a formula.

The first column, ``row``, tells what a line is. Failures and statements that were left out are rows too, so that a
table without findings can't be mistaken for agreement.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from llmtool.report.data import position_fields, relation_fields
from llmtool.report.positions import PositionView
from llmtool.report.views import RelationView, Report

_SIDE = (
    "party",
    "speaker",
    "role",
    "stance",
    "claim",
    "quote",
    "said_on",
    "outlet",
    "published",
    "source",
    "spans",
    "position_id",
)
FINDING_COLUMNS = (
    "row",
    "id",
    "label",
    "certainty",
    "kind",
    "scope",
    "issue",
    "rationale",
    "decided_by",
    "second_reading",
    "independent_sources",
    "baseline",
    "baseline_reason",
    *(f"{side}_{name}" for side in "ab" for name in _SIDE),
)
POSITION_COLUMNS = (
    "row",
    "id",
    "issue",
    "question",
    "party",
    "party_kind",
    "speaker",
    "role",
    "claim",
    "stance",
    "modality",
    "attribution",
    "quote",
    "said_on",
    "outlet",
    "published",
    "title",
    "source",
    "repeats",
    "spans",
    "start",
    "end",
    "rationale",
)

# Spreadsheets take these as the start of a formula, the wide forms too; a tab or line end before them is skipped.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def findings(report: Report) -> str:
    """One row a finding with both sides: contradictions, agreements, changes, then the merely possible."""
    rows = [{**_finding(relation), "baseline": report.told_of(relation)} for relation in report.relations]
    return _write(FINDING_COLUMNS, [*rows, *_left_out(report, "a_source", "a_claim")])


def positions(report: Report) -> str:
    """One row a position. ``start`` and ``end`` bound its evidence, in code points of the document's text."""
    rows = [_position(position) for position in report.positions]
    return _write(POSITION_COLUMNS, [*rows, *_left_out(report, "source", "claim")])


def _finding(relation: RelationView) -> dict[str, object]:
    row = {"row": "finding", **relation_fields(relation), "baseline_reason": relation.reason}
    for side, position in (("a", relation.a), ("b", relation.b)):
        fields = {**_position(position), "position_id": position.id}
        row |= {f"{side}_{name}": fields[name] for name in _SIDE}
    return row


def _position(position: PositionView) -> dict[str, object]:
    spans = position.record.evidence
    return {
        "row": "position",
        **position_fields(position),
        "quote": position.quote,
        "repeats": position.document.repeats,
        # Half-open, as in the run file; "12-40" would be taken for a date.
        "spans": " ".join(f"[{span.start},{span.end})" for span in spans),
        "start": min(span.start for span in spans),
        "end": max(span.end for span in spans),
    }


def _left_out(report: Report, source: str, claim: str) -> Iterable[dict[str, object]]:
    paths = {document.record.id: document.record.source for document in report.documents}
    for failure in report.comparison.failures:
        yield {"row": "failure", source: failure.subject, "rationale": f"{failure.stage}: {failure.error}"}
    for left in report.comparison.ungrounded:
        place = paths.get(left.document_id, left.document_id)
        yield {"row": "ungrounded", source: place, claim: left.draft.claim, "rationale": left.reason}


def _write(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """Numbers stay numbers; text that a spreadsheet would run gets an apostrophe in front."""
    if value is None or isinstance(value, int):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
