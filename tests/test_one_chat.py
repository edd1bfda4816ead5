from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from scripted import Reply, endpoint, ok
from scripted_reader import read
from test_llm_engine import documents

from llmtool import pipeline
from llmtool.cache import AnswerCache
from llmtool.config import LlmSettings
from llmtool.engines.protocol import Engine
from llmtool.ingest import Ingested
from llmtool.schema import Comparison

pytestmark = pytest.mark.usefixtures("no_waiting")


def engine(url: str, folder: Path) -> Engine:
    settings = LlmSettings(model="scripted", base_url=url)
    return pipeline.make_llm_engine(settings, AnswerCache(folder), "asked for", one_chat=True)


def compared(chat: Engine) -> Comparison:
    return pipeline.compare(Ingested(tuple(each.document for each in documents()), ()), chat)


def answering(folder: Path, change: Any) -> Comparison:
    """A comparison whose one answer is changed on its way."""

    def script(body: dict[str, Any]) -> Reply:
        answer = json.loads(read(body).content or "")
        change(answer)
        return ok(answer)

    with endpoint(script) as server:
        return compared(engine(server.url, folder))


def test_one_call_gives_a_whole_comparison(tmp_path: Path) -> None:
    """All sources go into one request, and its drafts pass the same grounding and verdict rule."""
    with endpoint(read) as server:
        chat = engine(server.url, tmp_path)
        result = compared(chat)
        assert server.calls == 1
    (body,) = server.bodies
    asked = body["messages"][1]["content"]
    assert all(f"Source {number}: " in asked for number in (1, 2, 3))
    texts = {document.id: document.text for document in result.documents}
    assert len(result.positions) == 7
    for position in result.positions:
        for span in position.evidence:
            assert texts[position.document_id][span.start : span.end] == span.exact
    assert {party.name for party in result.parties} == {"Council", "Union", "Ferry"}
    assert {issue.question for issue in result.issues} == {"What is the bridge?", "What is the toll?"}
    assert any(relation.label == "contradiction" for relation in result.relations)
    assert {relation.decided_by for relation in result.relations} == {"llm"}
    assert chat.info().prompts == {"one_chat": "v1"}
    assert result.failures == ()


def test_relations_join_the_positions_that_were_meant(tmp_path: Path) -> None:
    """A relation by number is one between exactly those claims."""
    with endpoint(read) as server:
        result = compared(engine(server.url, tmp_path))
    claims = {position.id: position.claim for position in result.positions}
    assert result.relations
    for relation in result.relations:
        a, b = claims[relation.a], claims[relation.b]
        assert a != b
        assert a.replace(" not ", " ") == b.replace(" not ", " ")


def test_what_is_not_in_the_text_is_ungrounded(tmp_path: Path) -> None:
    """A position whose sentences don't exist is no position, and relations with it are counted as a failure."""

    def invent(answer: dict[str, Any]) -> None:
        answer["positions"][0] |= {"sentences": [99], "quotes": ["never said"]}

    result = answering(tmp_path, invent)
    assert len(result.ungrounded) == 1
    assert [failure.stage for failure in result.failures] == ["compare"]
    assert "are not in the text" in result.failures[0].error


def test_a_source_that_does_not_exist_is_a_failure(tmp_path: Path) -> None:
    """Positions of a source that was not given are left out and counted."""

    def stray(answer: dict[str, Any]) -> None:
        answer["positions"][0]["source"] = 9

    result = answering(tmp_path, stray)
    assert result.failures[0].error.startswith("1 positions name a source that does not exist")


def test_a_call_that_failed_is_a_failure(tmp_path: Path) -> None:
    """A cut answer leaves no positions and a failure for each source, not an empty comparison."""
    with endpoint(lambda _body: ok("{", finish_reason="length")) as server:
        result = compared(engine(server.url, tmp_path))
    assert result.positions == ()
    assert [failure.stage for failure in result.failures] == ["extract"] * 3
    assert {failure.subject for failure in result.failures} == {document.source for document in result.documents}


def test_its_plan_is_one_call(tmp_path: Path) -> None:
    """The plan is one call, and none once the answer is stored."""
    with endpoint(read) as server:
        chat = engine(server.url, tmp_path)
        assert (chat.plan(documents()).calls, chat.plan(documents()).cached_calls) == (1, 0)
        compared(chat)
        assert chat.plan(documents()).cached_calls == 1
        assert server.calls == 1


def test_reports_of_the_llm_engine_do_not_name_its_prompt(tmp_path: Path) -> None:
    """The one-chat prompt is no prompt of the llm engine."""
    made = pipeline.make_llm_engine(LlmSettings(base_url="http://localhost"), AnswerCache(tmp_path), "asked for")
    assert set(made.info().prompts) == {"extract", "align", "compare", "second_reading"}
