"""Tiny cases for the tests of the evals, and comparisons that answer them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from llmtool.evaluate.cases import Case, load_case
from llmtool.schema import (
    Comparison,
    EngineInfo,
    Issue,
    Party,
    Position,
    Relation,
    Speaker,
    Tool,
    Usage,
)

TEXTS = {
    "one.txt": (
        "The ferry will run all winter, said the harbour office on Monday.\n\n"
        "The islanders called that a promise on paper. The last boat leaves at six, they said.\n\n"
        "The pier is sound, the harbour office added, and the fare stays at four crowns.\n"
    ),
    "two.txt": (
        "There will be no winter ferry, the islanders were told by their council on Friday.\n\n"
        "The fare rises to nine crowns, the harbour office said.\n\n"
        "A diver found cracks in the pier. Nobody had asked for it.\n"
    ),
}
SOURCES = [
    {"file": "one.txt", "outlet": "Isle Post", "published": "2026-01-12"},
    {"file": "two.txt", "outlet": "Sound Echo", "published": "2026-01-16"},
]
PARTIES: list[dict[str, Any]] = [
    {"name": "Harbour Office", "kind": "organisation", "aliases": ["the office"]},
    {"name": "Islanders", "kind": "organisation", "aliases": []},
    {"name": "Sound Echo", "kind": "source", "aliases": []},
]


def label(name: str, source: str, evidence: str | list[str], **changes: Any) -> dict[str, Any]:
    """A position of ``gold.json``."""
    found = [evidence] if isinstance(evidence, str) else evidence
    return {
        "id": name,
        "source": source,
        "speaker": None,
        "party": "Harbour Office",
        "issue": "winter ferry",
        "claim": " ".join(found),
        "stance": "none",
        "modality": "asserts",
        "attribution": "indirect",
        "evidence": found,
        **changes,
    }


def related(a: str, b: str, name: str = "contradiction", **changes: Any) -> dict[str, Any]:
    """A relation of ``gold.json``."""
    fixed = {"kind": "negation", "scope": "cross_party", "clear": True, "why": "They say the opposite."}
    return {"a": a, "b": b, "label": name, **fixed, **changes}


_OWN = {"party": "Sound Echo", "attribution": "narrator"}
POSITIONS = [
    label("f1", "one.txt", "The ferry will run all winter", stance="favor", modality="offers"),
    label("f2", "one.txt", "The last boat leaves at six", party="Islanders", speaker="they"),
    label("f3", "one.txt", "The pier is sound", issue="pier"),
    label("f4", "one.txt", "the fare stays at four crowns", issue="fare"),
    label("g1", "two.txt", "There will be no winter ferry", party="Islanders", stance="against", modality="predicts"),
    label("g2", "two.txt", "The fare rises to nine crowns", issue="fare"),
    label("g3", "two.txt", "A diver found cracks in the pier", issue="pier", **_OWN),
]
RELATIONS = [
    related("f1", "g1"),
    related("f4", "g2", "change", kind="numeric", scope="within_party"),
    related("f3", "g3", scope="cross_source"),
]
NEUTRAL = [["f1", "f2"], ["f2", "g1"]]


def write_case(
    folder: Path,
    *,
    positions: Sequence[Mapping[str, Any]] = POSITIONS,
    relations: Sequence[Mapping[str, Any]] = RELATIONS,
    neutral: Sequence[Sequence[str]] = NEUTRAL,
    texts: Mapping[str, str] = TEXTS,
    sources: Sequence[Mapping[str, str]] = SOURCES,
    second: Mapping[str, Any] | None = None,
    **info: Any,
) -> Path:
    """A case on disk, each record of ``gold.json`` on a line of its own from the third on."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    about = {"id": folder.name, "title": "A ferry in winter", "sources": list(sources), "parties": PARTIES}
    (folder / "case.yaml").write_text(json.dumps(about | info), encoding="utf-8")
    lists = (("positions", positions), ("relations", relations), ("neutral", neutral))
    parts = [f'"{name}": [\n' + ",\n".join(json.dumps(each) for each in records) + "\n]" for name, records in lists]
    (folder / "gold.json").write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
    if second is not None:
        (folder / "second.json").write_text(json.dumps(second), encoding="utf-8")
    return folder


def made(folder: Path, **parts: Any) -> Case:
    """A tiny case, loaded."""
    return load_case(write_case(folder, **parts))


def answer(case: Case, *, without: Sequence[str] = (), relations: Sequence[Relation] | None = None) -> Comparison:
    """The comparison that says what the labels say, but for positions left out; ids are ``@`` and the label's."""
    golds = [gold for gold in case.gold.positions if gold.id not in without]
    kept = {gold.id for gold in golds}
    documents = {document.source: document.id for document in case.ingested.documents}
    said = [said_relation(case, gold.a, gold.b, gold.label) for gold in case.gold.relations if {gold.a, gold.b} <= kept]
    return Comparison(
        tool=Tool(name="llmtool", version="0"),
        engine=EngineInfo(name="offline", model=None, prompts={}, reason="a test"),
        documents=case.ingested.documents,
        parties=tuple(Party(id=party.name, name=party.name, kind=party.kind) for party in case.info.parties),
        speakers=tuple(
            Speaker(id=name, name=name, role=None, party_id=party)
            for name, party in sorted({(gold.speaker, gold.party) for gold in golds if gold.speaker})
        ),
        issues=tuple(Issue(id=name, label=name, question=name) for name in sorted({gold.issue for gold in golds})),
        positions=tuple(
            Position(
                id=f"@{gold.id}",
                document_id=documents[gold.source],
                speaker_id=gold.speaker,
                party_id=gold.party,
                issue_id=gold.issue,
                claim=gold.claim,
                stance=gold.stance,
                modality=gold.modality,
                attribution=gold.attribution,
                said_on=None,
                evidence=case.spans[gold.id],
            )
            for gold in golds
        ),
        relations=tuple(said if relations is None else relations),
        verdicts=(),
        ungrounded=(),
        failures=(),
        usage=Usage(),
    )


def said_relation(case: Case, a: str, b: str, name: str, /, certainty: str = "firm", **changes: Any) -> Relation:
    """A predicted relation between the positions that stand for two labels."""
    gold = next((each for each in case.gold.relations if {each.a, each.b} == {a, b}), None)
    values: dict[str, Any] = {
        "id": f"@{a}-{b}-{name}",
        "issue_id": next(each.issue for each in case.gold.positions if each.id == a),
        "a": f"@{a}",
        "b": f"@{b}",
        "label": name,
        "kind": gold.kind if gold else "negation",
        "scope": gold.scope if gold else "cross_party",
        "certainty": certainty,
        "rationale": "because",
        "decided_by": "rule",
        "second_reading": "not_run",
    }
    return Relation.model_validate(values | changes)
