"""SARIF 2.1.0 (OASIS): contradictions as results, which code-scanning pages show on the documents of a repository.

A firm contradiction is a warning, a possible one a note. The result stands at one side, the other is a related
location. A quotation that was found in its file has a region there. One in a PDF, or on a page whose markup runs
through it, has none, which means the whole file: a line of the text that was read out of it would mark a wrong line.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from llmtool.report import headline, wording
from llmtool.report.inline import one_line
from llmtool.report.places import Files, sides, uri
from llmtool.report.positions import DocumentView, PositionView
from llmtool.report.views import RelationView, Report
from llmtool.schema import Certainty, RelationKind, RelationLabel, Scope, Span, content_id

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ABOUT = (
    "Two statements that can't both hold. Read both in their place before relying on it: the tool compares what the "
    "sources print and never says who is right."
)


def log(report: Report, files: Files) -> str:
    """The log with one run. ``files`` tell lines and columns."""
    possible = [relation for relation in report.possible if relation.record.label is RelationLabel.CONTRADICTION]
    relations = [*report.contradictions, *possible]
    # One rule for each kind and scope, as far as they occur.
    rules = {_rule_id(relation): _rule(relation) for relation in sorted(relations, key=_rule_order)}
    places = list(rules)
    comparison = report.comparison
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": comparison.tool.name,
                "version": comparison.tool.version,
                "fullName": one_line(headline.maker(report)),
                "rules": list(rules.values()),
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": headline.alarm(report) is None,
                "toolExecutionNotifications": _notifications(report),
            }
        ],
        "artifacts": [_artifact(document) for document in report.documents],
        "results": [{**_result(relation, places, files), **_suppressions(report, relation)} for relation in relations],
        "properties": {"limits": headline.limits(report), "engine": comparison.engine.name},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule_id(relation: RelationView) -> str:
    return f"contradiction/{relation.record.kind}/{relation.record.scope}"


def _rule_order(relation: RelationView) -> tuple[int, int]:
    return list(RelationKind).index(relation.record.kind), list(Scope).index(relation.record.scope)


def _rule(relation: RelationView) -> dict[str, Any]:
    kind, scope = relation.record.kind, relation.record.scope
    title = f"Contradiction: {wording.KIND[kind]}, {wording.SCOPE[scope].lower()}"
    name = "".join(part.capitalize() for part in f"contradiction_{kind}_{scope}".split("_"))
    return {
        "id": _rule_id(relation),
        "name": name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": ABOUT},
        "help": {"text": f"{title}. {ABOUT}"},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["contradiction", kind.value, scope.value]},
    }


def _result(relation: RelationView, rules: Sequence[str], files: Files) -> dict[str, Any]:
    record = relation.record
    here, there = sides(relation, files)
    firm = record.certainty is Certainty.FIRM
    lead = "" if firm else "Possible, worth a look. "
    return {
        "ruleId": _rule_id(relation),
        "ruleIndex": rules.index(_rule_id(relation)),
        "level": "warning" if firm else "note",
        "message": {
            "text": f"{lead}{_plain(relation.issue.label)}: {_plain(_said(here))} — {_linked(_said(there), 1)}. "
            f"Why: {_plain(record.rationale)}"
        },
        "locations": [_location(here, here.record.evidence[0], files)],
        "relatedLocations": [
            {"id": number, **_location(side, span, files), "message": {"text": _plain(_said(side, span))}}
            for number, (side, span) in enumerate(
                [(there, span) for span in there.record.evidence] + [(here, span) for span in here.record.evidence[1:]],
                start=1,
            )
        ],
        "partialFingerprints": {
            "relationId/v1": record.id,
            # This one holds while the documents change elsewhere.
            "quotations/v1": content_id(
                "q", *sorted([side.document.record.source, side.quote, side.record.claim] for side in (here, there))
            ),
        },
        "properties": {
            "certainty": record.certainty.value,
            "decidedBy": record.decided_by,
            "issue": relation.issue.label,
            **({"baseline": relation.answer} if relation.answer else {}),
        },
    }


def _suppressions(report: Report, relation: RelationView) -> dict[str, Any]:
    """A known finding is suppressed, with the reason. With a baseline each result says whether it is, else none."""
    if not report.baseline:
        return {}
    known = {"kind": "external", "status": "accepted", "justification": _plain(relation.answer)}
    return {"suppressions": [known] if relation.known else []}


def _said(side: PositionView, span: Span | None = None) -> str:
    does = f" {side.does}" if side.does else ""
    return one_line(f"{side.side}{does} ({side.where}): “{span.exact if span else side.quote}”")


def _plain(text: str) -> str:
    """Text of a message in which no link begins."""
    text = one_line(text).replace("\\", "\\\\")
    return text.replace("[", "\\[").replace("]", "\\]")


def _linked(text: str, target: int) -> str:
    return f"[{_plain(text)}]({target})"


def _location(side: PositionView, span: Span, files: Files) -> dict[str, Any]:
    document = side.document.record
    address = uri(document)
    if address is None:
        return {"logicalLocations": [{"name": "standard input", "kind": "resource"}]}
    physical: dict[str, Any] = {"artifactLocation": {"uri": address, "index": side.document.number - 1}}
    if found := files.place(document, span):
        physical["region"] = {
            "startLine": found.line,
            "startColumn": found.column,
            "endLine": found.end_line,
            "endColumn": found.end_column,
            "charOffset": found.offset,
            "charLength": found.length,
            "snippet": {"text": files.contents[document.source][found.offset : found.offset + found.length]},
        }
    return {
        "physicalLocation": physical,
        "properties": {"extractedText": {"start": span.start, "end": span.end, "exact": span.exact}},
    }


def _artifact(document: DocumentView) -> dict[str, Any]:
    address = uri(document.record)
    return {
        "location": {"uri": address} if address else {"description": {"text": "standard input"}},
        "description": {"text": _plain(document.label)},
        "roles": ["analysisTarget"],
    }


def _notifications(report: Report) -> list[dict[str, Any]]:
    return [
        {"level": "error" if problem.failed else "warning", "message": {"text": _plain(str(problem))}}
        for problem in headline.problems(report)
    ]
