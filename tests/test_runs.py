from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from examples import harbour_comparison
from hypothesis import given
from random_comparisons import comparisons

from llmtool.errors import InputError
from llmtool.report import render
from llmtool.runs import load_run
from llmtool.schema import Comparison


@given(comparisons())
def test_round_trip(comparison: Comparison) -> None:
    """A comparison survives its way through JSON, code point by code point."""
    assert Comparison.model_validate_json(render(comparison, "json")) == comparison


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is not JSON"),
        (b"\xff\xfe\x00", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b'{"schema_version": ' + b"9" * 5000 + b"}", "it is not JSON"),
        (b"[]", "no schema_version"),
        (b'{"schema_version": "0"}', "schema version '0', this llmtool reads '1'"),
        (b'{"schema_version": "1"}', "not a valid run file: tool is missing; undo what was edited"),
    ],
)
def test_what_is_no_run_file_is_told_in_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    """A file that is no run of this schema version is refused by name, with what to do."""
    file = tmp_path / "run.json"
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        load_run(file)
    assert words in str(caught.value)
    assert str(caught.value).startswith(str(file))
    assert "\n" not in str(caught.value)


def test_unknown_fields_are_refused(tmp_path: Path) -> None:
    """A field that the contract does not name is an error, not noise."""
    data = json.loads(harbour_comparison().model_dump_json()) | {"score": 0.9}
    file = tmp_path / "run.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match="score"):
        load_run(file)


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    """A run file that an editor saved again with a byte order mark is the same run."""
    file = tmp_path / "run.json"
    file.write_text(render(harbour_comparison(), "json"), encoding="utf-8-sig")
    assert load_run(file) == harbour_comparison()


def test_a_path_may_be_text(tmp_path: Path) -> None:
    """Whoever calls from Python names the file as they like."""
    file = tmp_path / "run.json"
    file.write_text(render(harbour_comparison(), "json"), encoding="utf-8")
    assert load_run(str(file)) == load_run(file) == harbour_comparison()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data["positions"][2].pop("claim"), "positions[2].claim is missing"),
        (lambda data: data["parties"][0].update(color=1), "parties[0].color is no field that belongs there"),
        (
            lambda data: data["positions"][0].update(stance="angry"),
            "positions[0].stance must be one of 'favor', 'against', 'mixed' or 'none', not 'angry'",
        ),
        (lambda data: data["documents"][0].update(text=7), "documents[0].text must be text in quotation marks, not 7"),
        (
            lambda data: data["relations"][0].update(decided_by="me"),
            "must be one of 'rule', 'model' or 'llm', not 'me'",
        ),
        (lambda data: data["positions"][0].update(evidence=[]), "must have at least 1 of them"),
        (lambda data: data["positions"][0].update(evidence={}), "positions[0].evidence must be a list, not an object"),
        (lambda data: data["positions"][0].update(said_on="spring"), "must be a date such as 2026-03-31, not 'spring'"),
        (lambda data: data["usage"].update(calls=1.5), "usage.calls must be a whole number, not 1.5"),
        (
            lambda data: data["positions"][0]["evidence"][0].update(start=1, end=2),
            "positions[0].evidence[0]: goes from 1 to 2, which is not the length of its quotation",
        ),
    ],
)
def test_a_damaged_field_is_told_plainly(tmp_path: Path, change: Callable[[Any], object], words: str) -> None:
    """Where a run file was edited the message names the field, what it must be and what it is, in plain words."""
    data = json.loads(harbour_comparison().model_dump_json())
    change(data)
    file = tmp_path / "run.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_run(file)
    assert words in str(caught.value)
    assert "Value error" not in str(caught.value)
    assert "Input should" not in str(caught.value)
