from __future__ import annotations

import json
from pathlib import Path

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
        (b"[]", "no schema_version"),
        (b'{"schema_version": "0"}', "schema version '0', this llmtool reads '1'"),
        (b'{"schema_version": "1"}', "not a valid run file at tool"),
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


def test_a_path_may_be_text(tmp_path: Path) -> None:
    """Whoever calls from Python names the file as they like."""
    file = tmp_path / "run.json"
    file.write_text(render(harbour_comparison(), "json"), encoding="utf-8")
    assert load_run(str(file)) == load_run(file) == harbour_comparison()
