from __future__ import annotations

import hashlib
import json
import re
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmtool import prompts
from llmtool.drafts import GroundedDraft
from llmtool.engines.llm.answers import Found, FoundPosition, Judged, ReadAgain, SecondVerdict, Sorted, SortedIssue
from llmtool.engines.llm.extract import drafts_of
from llmtool.grounding import ground
from llmtool.schema import Attribution, Document, Modality, PartyKind, RelationKind, Stance
from llmtool.segment import sentences


def test_released_prompts_are_not_edited() -> None:
    """Each prompt file has the hash in the manifest: a change needs a new version (v2.md) and a new line there."""
    folder = prompts.folder()
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("*/v*.md")}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert hashes == json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", list(prompts.VERSIONS))
def test_prompts_load_with_both_parts(name: str) -> None:
    """Each prompt in use has a system and a user part, and no place in it is misspelt."""
    prompt = prompts.load(name)
    assert prompt.system
    assert prompt.user
    places = set(re.findall(r"\{\{(\w+)\}\}", prompt.user))
    extra = {"verdict": "x"} if name == "second_reading" else {}
    system, user = prompt.render(**dict.fromkeys(places, "VALUE"), **extra)
    assert "{{" not in system + user


@pytest.mark.parametrize(
    ("name", "enum"),
    [
        ("extract", Attribution),
        ("extract", Modality),
        ("align", Stance),
        ("align", PartyKind),
        ("compare", RelationKind),
    ],
)
def test_label_lists_come_from_the_enums(name: str, enum: type[StrEnum]) -> None:
    """A prompt lists exactly the labels of the schema."""
    prompt = prompts.load(name)
    places = set(re.findall(r"\{\{(\w+)\}\}", prompt.user))
    system, _ = prompt.render(**dict.fromkeys(places, ""))
    assert " | ".join(enum) in system
    raw = (prompts.folder() / name / f"{prompt.version}.md").read_text(encoding="utf-8")
    assert " | ".join(enum) not in raw


def test_answer_fields_follow_the_enums() -> None:
    """The stances of an issue in the answer are the stances of the schema."""
    assert set(SortedIssue.model_fields) - {"label", "question"} == set(Stance)
    assert set(SecondVerdict) >= {"change", "agreement"}
    assert FoundPosition.model_fields["modality"].annotation is Modality


@settings(deadline=None)
@given(text=st.text())
def test_values_are_never_read_as_templates(text: str) -> None:
    """Whatever a value says, it stands in the prompt as it is, also where it looks like a place."""
    prompt = prompts.load("extract")
    _, user = prompt.render(source="{{sentences}}", sentences=text + "{{source}}{{modality}}")
    before, between, after = re.split(r"\{\{\w+\}\}", prompt.user)
    assert user == before + "{{sentences}}" + between + text + "{{source}}{{modality}}" + after


def test_unknown_and_missing_values_are_errors() -> None:
    """A value without a place, or a place without a value, is a mistake of ours and told."""
    prompt = prompts.load("extract")
    with pytest.raises(KeyError, match="sentences"):
        prompt.render(source="x")
    with pytest.raises(KeyError, match="no place"):
        prompt.render(source="x", sentences="y", more="z")


@settings(deadline=None)
@given(text=st.text(), limit=st.none() | st.integers(min_value=1, max_value=50))
def test_line_is_one_line(text: str, limit: int | None) -> None:
    """A text from outside becomes one line, of at most the limit, without hidden characters."""
    made = prompts.line(text, limit)
    assert len(made.splitlines()) <= 1
    assert limit is None or len(made) <= limit
    assert made == made.strip()
    assert not re.search("[\x00-\x1f\x7f\u202a-\u202e\U000e0000-\U000e007f]", made)


def test_example_is_grounded_in_its_own_text() -> None:
    """The worked example in the extract prompt keeps its own rules: it parses, and each quote stands in its text."""
    system = prompts.load("extract").system
    example = system[system.index("Example. Source: ") :]
    lines = re.findall(r"^\d+\| (.*)$", example, re.MULTILINE)
    found = Found.model_validate_json(example[example.index("{") :])
    text = "\n".join(lines)
    document = Document(
        id="d",
        source="example",
        title=None,
        outlet=None,
        byline=None,
        published=None,
        language="en",
        text=text,
        copy_of=None,
    )
    spans = sentences(text)
    assert [text[span.start : span.end] for span in spans] == lines
    drafts = drafts_of(found, document)
    assert len(drafts) >= 3
    for draft in drafts:
        result = ground(draft, document, spans)
        assert isinstance(result, GroundedDraft)
        assert [span.exact for span in result.evidence] == list(draft.quotes)
    names = {speaker.name for speaker in found.speakers}
    assert {draft.speaker for draft in drafts} - {None} == names


def test_answers_refuse_other_labels() -> None:
    """Labels outside the enums do not pass as answers."""
    bad = {"a": 1, "b": 2, "label": "agreement", "kind": "numeric", "certainty": "firm", "rationale": "x"}
    with pytest.raises(ValueError, match="label"):
        Judged.model_validate({"relations": [bad], "agreements": []})
    with pytest.raises(ValueError, match="certainty"):
        ReadAgain.model_validate(
            {"readings": [{"pair": 1, "verdict": "confirmed", "certainty": "sure", "rationale": "x"}]}
        )
    assert Sorted.model_validate({"parties": [], "speakers": [], "issues": []})
