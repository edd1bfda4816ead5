from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from llmtool.schema import Comparison, Span, content_id

ROOT = Path(__file__).parents[1]


def test_published_schema_is_fresh() -> None:
    """docs/comparison.schema.json is what `llmtool schema` prints."""
    published = json.loads((ROOT / "docs" / "comparison.schema.json").read_text(encoding="utf-8"))
    assert published == Comparison.model_json_schema(mode="serialization")


def test_contract_names() -> None:
    """The top-level names of a run file never change within a schema version."""
    fields = "tool engine documents parties speakers issues positions relations verdicts ungrounded failures usage"
    assert list(Comparison.model_fields) == ["schema_version", *fields.split()]


@pytest.mark.parametrize(
    "fields",
    [
        {"start": 0, "end": 2, "exact": "abc"},
        {"start": 0, "end": 0, "exact": ""},
        {"start": -1, "end": 2, "exact": "abc"},
        {"start": 0, "end": 3, "exact": "abc", "note": "x"},
    ],
)
def test_span_refuses(fields: dict[str, object]) -> None:
    """A span whose words do not fit its offsets, or that carries an unknown field, can't be made."""
    with pytest.raises(ValidationError):
        Span.model_validate(fields)


@given(st.text(min_size=1))
def test_span_counts_code_points(text: str) -> None:
    """Offsets count code points, whatever the script."""
    assert Span(start=0, end=len(text), exact=text).exact == text


@given(st.lists(st.one_of(st.none(), st.integers(), st.text())))
def test_content_ids_are_stable(parts: list[object]) -> None:
    """The same parts give the same id, and another part gives another."""
    assert content_id("x", *parts) == content_id("x", *parts)
    assert content_id("x", *parts) != content_id("x", *parts, "more")


def test_content_id_is_pinned() -> None:
    """Ids do not change between releases: links to findings stay good."""
    assert content_id("p", "d-1", [0, 5], "é", None) == "p-0b68963096f2"
