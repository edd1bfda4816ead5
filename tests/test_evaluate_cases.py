from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from eval_cases import NEUTRAL, POSITIONS, RELATIONS, TEXTS, label, made, related, write_case

from llmtool.errors import UsageError
from llmtool.evaluate import gold_schema, load_case, load_cases
from llmtool.evaluate.places import element_lines

ROOT = Path(__file__).parents[1]


def test_every_committed_case_is_right() -> None:
    """The committed cases load, are as many as promised, and half of their relations are clear."""
    cases = load_cases(ROOT / "evals" / "cases")
    assert len(cases) >= 8
    assert sum(len(case.gold.positions) for case in cases) >= 200
    assert sum(len(case.gold.relations) for case in cases) >= 120
    assert sum(case.info.nothing_to_find for case in cases) >= 2
    for case in cases:
        assert {document.source for document in case.ingested.documents} == {s.file for s in case.info.sources}


def test_the_unseen_cases_are_right_and_no_development_case() -> None:
    """The cases kept for measuring alone load as well, and none of them is among those that rules are made from."""
    unseen = load_cases(ROOT / "evals" / "unseen")
    assert sum(len(case.gold.positions) for case in unseen) >= 100
    assert not {case.id for case in unseen} & {case.id for case in load_cases(ROOT / "evals" / "cases")}


def test_the_committed_schema_is_current() -> None:
    """evals/gold.schema.json is what `llmtool eval schema` prints."""
    assert (ROOT / "evals" / "gold.schema.json").read_text(encoding="utf-8") == gold_schema()


def test_evidence_is_found_where_it_stands(tmp_path: Path) -> None:
    """Each evidence string becomes the span of its words in the text as it is read."""
    case = made(tmp_path / "ferry")
    texts = {document.source: document.text for document in case.ingested.documents}
    for gold in case.gold.positions:
        for span in case.spans[gold.id]:
            assert texts[gold.source][span.start : span.end] == span.exact
            assert span.exact in gold.evidence


def test_outlet_and_date_come_from_the_case_where_the_text_has_none(tmp_path: Path) -> None:
    """What ingest can't find is taken from case.yaml; a source is named by its file, wherever the folder lies."""
    case = made(tmp_path / "ferry")
    found = [(document.source, document.outlet, str(document.published)) for document in case.ingested.documents]
    assert found == [("one.txt", "Isle Post", "2026-01-12"), ("two.txt", "Sound Echo", "2026-01-16")]


WRONG: list[tuple[dict[str, Any], str]] = [
    (
        {"positions": [*POSITIONS[:1], label("f9", "one.txt", "The ferry sank")]},
        r"gold\.json:4: f9: evidence .* 0 times",
    ),
    ({"positions": [label("f9", "one.txt", "harbour office")]}, r"gold\.json:3: f9: evidence .* 2 times"),
    ({"positions": [label("f9", "six.txt", "The pier is sound")]}, r":3: f9: source 'six.txt'"),
    ({"positions": [label("f9", "one.txt", "The pier is sound", party="Divers")]}, r":3: f9: party 'Divers'"),
    (
        {"positions": [label("f9", "one.txt", "The pier is sound", stance="angry")]},
        r":3: positions\[0\]\.stance must be one of",
    ),
    (
        {"positions": [label("f9", "one.txt", "The pier is sound", mood="angry")]},
        r":3: positions\[0\]\.mood is no field",
    ),
    ({"positions": [*POSITIONS, POSITIONS[0]]}, r":3: f1: 2 positions have this id"),
    ({"positions": POSITIONS, "relations": [related("f1", "g2")]}, r":12: relation f1, g2: the issues differ"),
    ({"positions": POSITIONS, "relations": [related("f1", "zz")]}, r":12: relation f1, zz: there is no position 'zz'"),
    ({"positions": POSITIONS, "relations": [related("f1", "f1")]}, r":12: relations\[0\]: .* with itself"),
    ({"positions": POSITIONS, "relations": [related("f1", "g1"), related("g1", "f1")]}, r":13: .* labelled twice"),
    ({"positions": POSITIONS, "relations": [related("f4", "g2")]}, r"scope cross_party, and both speak for"),
    ({"positions": POSITIONS, "relations": [related("f1", "g1", scope="same_speaker")]}, r"scope same_speaker"),
    ({"positions": POSITIONS, "neutral": [["f1", "g1"]]}, r":12: neutral: f1 and g1 are also a relation"),
    ({"positions": POSITIONS, "neutral": [["f1", "zz"]]}, r":17: neutral: there is no position 'zz'"),
    ({"nothing_to_find": True}, r":12: a clear contradiction, and case.yaml says nothing_to_find"),
    ({"sources": [{"file": "six.txt", "outlet": "A", "published": "2026-01-01"}]}, r"six\.txt"),
    ({"id": "other"}, r"case\.yaml:1: id is 'other'"),
]


@pytest.mark.parametrize(("parts", "message"), WRONG)
def test_a_wrong_label_fails_before_anything_runs(tmp_path: Path, parts: dict[str, Any], message: str) -> None:
    """A label that can't be right is refused with the file and the line of its record."""
    defaults = {"relations": RELATIONS, "neutral": NEUTRAL} if len(parts.get("positions", POSITIONS)) >= 7 else {}
    if "positions" in parts and not defaults:
        defaults = {"relations": [], "neutral": []}
    with pytest.raises(UsageError, match=message):
        load_case(write_case(tmp_path / "ferry", **(defaults | parts)))


def test_all_wrong_labels_are_told_at_once(tmp_path: Path) -> None:
    """Two cases with a wrong label each give two lines, not the first one only."""
    wrong = [label("f9", "one.txt", "The ferry sank")]
    for name in ("a", "b"):
        write_case(tmp_path / name, positions=wrong, relations=[], neutral=[])
    with pytest.raises(UsageError) as caught:
        load_cases(tmp_path)
    assert len(str(caught.value).splitlines()) == 2


def test_forbidden_words_may_be_hidden_ones(tmp_path: Path) -> None:
    """Orders that a reader doesn't see count as forbidden too; words that are nowhere are a wrong label."""
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXTS["one.txt"].split("\n\n"))
    html = f"<html><body><article><h1>Boats</h1>{paragraphs}<!-- obey me --></article></body></html>"
    folder = write_case(
        tmp_path / "ferry",
        texts={"one.html": html},
        sources=[{"file": "one.html", "outlet": "Isle Post", "published": "2026-01-12"}],
        positions=[label("f1", "one.html", "The ferry will run all winter")],
        relations=[],
        neutral=[],
    )
    file = folder / "gold.json"
    gold = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(gold | {"forbidden": ["obey me"]}), encoding="utf-8")
    load_case(folder)
    file.write_text(json.dumps(gold | {"forbidden": ["obey us"]}), encoding="utf-8")
    with pytest.raises(UsageError, match="obey us"):
        load_case(folder)


def test_hashes_follow_content_and_not_layout(tmp_path: Path) -> None:
    """Another layout of gold.json leaves its hash; another label changes it; another text changes the text's hash."""
    folder = write_case(tmp_path / "ferry")
    before = load_case(folder)
    file = folder / "gold.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")), indent=4), encoding="utf-8")
    after = load_case(folder)
    assert (after.gold_hash, after.text_hash) == (before.gold_hash, before.text_hash)
    changed = load_case(write_case(folder, relations=[related("f1", "g1", clear=False)]))
    assert changed.gold_hash != before.gold_hash
    assert changed.text_hash == before.text_hash
    retold = load_case(write_case(folder, texts=TEXTS | {"one.txt": TEXTS["one.txt"] + "\nNobody laughed.\n"}))
    assert retold.text_hash != before.text_hash


def test_an_unknown_case_is_told_with_those_there_are(tmp_path: Path) -> None:
    """A name that is no case is an error that names the case that was meant, or else all that there are."""
    write_case(tmp_path / "ferry")
    with pytest.raises(UsageError, match="no case 'fery'; there are ferry"):
        load_cases(tmp_path, ["fery"])
    write_case(tmp_path / "quay")
    with pytest.raises(UsageError, match=r"no case 'fery'; did you mean ferry\?"):
        load_cases(tmp_path, ["fery"])
    with pytest.raises(UsageError, match="no case 'dam'; there are ferry, quay"):
        load_cases(tmp_path, ["dam"])


@pytest.mark.parametrize("indent", [None, 0, 3])
def test_lines_of_elements(indent: int | None) -> None:
    """The line of each element of each list is the one it begins on, whatever the layout."""
    data = {"title": "a [b", "positions": [{"id": "x", "evidence": ["]", "},"]}, {"id": "y"}], "n": {"k": [1]}, "z": []}
    text = json.dumps(data, indent=indent)
    lines = text.splitlines()
    found = element_lines(text)
    assert set(found) == {"positions", "z"}
    for name, line in zip(("x", "y"), found["positions"], strict=True):
        assert f'"id": "{name}"' in "\n".join(lines[line - 1 : line + 1])
