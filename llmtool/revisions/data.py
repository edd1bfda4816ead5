"""A difference for programs, as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from llmtool.report.data import position_fields, relation_fields
from llmtool.report.positions import DocumentView
from llmtool.report.views import Report
from llmtool.revisions.changes import Change, Difference
from llmtool.revisions.places import Places

T = TypeVar("T")

DIFF_VERSION = "1"
"""Counted up when a program that reads the JSON would have to change."""


def data(difference: Difference) -> str:
    """The difference as JSON: raw values on both sides, and the names of the fields that changed."""
    fields = {
        "diff_version": DIFF_VERSION,
        "different": bool(difference),
        "old": _run(difference.old),
        "new": _run(difference.new),
        "cautions": list(difference.cautions),
        "documents": [
            {**entry, "passages": _passages(change)}
            for change, entry in zip(difference.documents, _changes(difference.documents, _document), strict=True)
        ],
        "renamed": [{"what": each.what, "old": each.old, "new": each.new} for each in difference.renamed],
        "verdicts": [
            {"issue": each.issue, "parties": list(each.parties), "old": each.old.value, "new": each.new.value}
            for each in difference.verdicts
        ],
        "relations": _changes(difference.relations, relation_fields),
        "positions": _changes(difference.positions, position_fields),
    }
    return json.dumps(fields, indent=2, ensure_ascii=False) + "\n"


def _changes(changes: Sequence[Change[T]], fields: Callable[[T], dict[str, object]]) -> list[dict[str, object]]:
    return [
        {
            "status": change.status.value,
            "changed": [edit.field.replace(" ", "_") for edit in change.edits],
            "reason": change.reason or None,
            "old": None if change.old is None else fields(change.old),
            "new": None if change.new is None else fields(change.new),
        }
        for change in changes
    ]


def _run(report: Report) -> dict[str, object]:
    run = report.comparison
    return {
        "tool": run.tool.model_dump(mode="json"),
        "engine": run.engine.model_dump(mode="json"),
        "documents": len(run.documents),
        "positions": len(run.positions),
        "relations": len(run.relations),
        "failures": len(run.failures),
        "ungrounded": len(run.ungrounded),
    }


def _document(document: DocumentView) -> dict[str, object]:
    return document.record.model_dump(mode="json", exclude={"text"})


def _passages(change: Change[DocumentView]) -> list[dict[str, object]]:
    """The edits of a text, each side as a span of its version."""
    if change.old is None or change.new is None or change.old.record.text == change.new.record.text:
        return []
    old, new = change.old.record.text, change.new.record.text
    return [
        {
            side: {"start": start, "end": end, "exact": text[start:end]}
            for side, text, (start, end) in (("old", old, passage.old), ("new", new, passage.new))
        }
        for passage in Places(old, new).passages
    ]
