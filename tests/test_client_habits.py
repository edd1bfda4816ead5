"""Habits of real servers, scripted: the wordings are theirs, the answers are nobody's."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel
from scripted import Endpoint, Reply, Script, completion, endpoint, fail, in_turn, ok
from test_client import GOOD, Verdict, ask, request_for, settings_for

from llmtool.client import Client, Meter, compact_schema, estimate_tokens, wire
from llmtool.client.written import broke_off, fitting
from llmtool.config import Mode
from llmtool.errors import AnswerError, CallError, CutError, EngineError

TEXT = json.dumps(GOOD)
SCHEMA = compact_schema(Verdict)


pytestmark = pytest.mark.usefixtures("no_waiting")


def message(finish_reason: str = "stop", **fields: Any) -> Reply:
    """A completion with this message, as it is."""
    raw = completion({}, Reply())
    raw["choices"] = [{"index": 0, "message": {"role": "assistant", **fields}, "finish_reason": finish_reason}]
    return Reply(raw=raw)


def unless(is_fine: Callable[[dict[str, Any]], bool], refusal: Reply) -> Script:
    """A server that answers what is fine and refuses the rest."""
    return lambda body: ok(GOOD) if is_fine(body) else refusal


@pytest.mark.parametrize(
    "content",
    [
        f"<think>the schema wants {{label, weight}}, so</think>\n{TEXT}",
        f"it wants {{label}}\n</think>\n\n{TEXT}",
        f"[THINK]{{hm}}[/THINK]{TEXT}",
        f"Here {{as asked}} it is:\n```json\n{TEXT}\n```\nI hope {{this}} helps!",
        f"{TEXT}<|im_end|>",
        f"\ufeff{TEXT}",
        f"[{TEXT}]",
        json.dumps({"answer": GOOD}),
        json.dumps({**GOOD, "comment": "an extra key"}),
        '{"label": "YES", "weight": "3"}',
        '{"label": " Yes", "weight": 3, "note": null}',
        [{"type": "thinking", "thinking": "hm {"}, {"type": "text", "text": TEXT}],
    ],
)
@pytest.mark.parametrize("mode", list(Mode))
def test_answer_is_found_in_what_was_written(content: Any, mode: Mode) -> None:
    """Thoughts, fences, wrappers and slips that have one meaning cost no second answer, in any mode."""
    with endpoint(in_turn(message(content=content))) as server:
        answer, _ = ask(server, mode=mode)
    assert json.loads(answer.text) == GOOD
    assert server.calls == 1


@pytest.mark.parametrize("arguments", [TEXT, GOOD, '{"label": "Yes", "weight": "3"}'])
def test_call_with_slips_is_read(arguments: Any) -> None:
    """The arguments of a call are read as text or object, under whatever name, with the same slips mended."""
    call = {"id": "1", "type": "function", "function": {"name": "verdict", "arguments": arguments}}
    with endpoint(in_turn(message("tool_calls", content=None, tool_calls=[call]))) as server:
        answer, _ = ask(server, mode=Mode.TOOLS)
    assert json.loads(answer.text) == GOOD
    assert server.calls == 1


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning"])
def test_answer_among_the_thoughts_is_read(field: str) -> None:
    """An answer that a server took for thoughts is an answer; thoughts beside an answer are none."""
    with endpoint(in_turn(message(content=None, **{field: TEXT}))) as server:
        ask(server)
    with endpoint(in_turn(message(content=TEXT, **{field: '{"label": "no", "weight": 1}'}))) as beside:
        answer, _ = ask(beside)
    assert json.loads(answer.text) == GOOD
    assert server.calls == beside.calls == 1


class Lists(BaseModel):
    sentences: list[int]
    quotes: list[str]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"sentences": ["S3", "[4]", "5|", 6], "quotes": None}, {"sentences": [3, 4, 5, 6], "quotes": []}),
        ({"sentences": 3, "quotes": "a"}, {"sentences": [3], "quotes": ["a"]}),
        ({"sentences": ["three"], "quotes": []}, {"sentences": ["three"], "quotes": []}),
        ({"quotes": []}, {"quotes": []}),
    ],
)
def test_only_what_is_clear_is_mended(given: Any, wanted: Any) -> None:
    """A single thing becomes a list and a marked number a number; a list that is missing stays missing."""
    assert json.loads(fitting(json.dumps(given), compact_schema(Lists))) == wanted


def test_half_of_a_pair_is_no_character() -> None:
    """A lone surrogate, which a model can write as an escape, becomes the sign for an unknown character."""
    assert "\ufffd" in json.loads(fitting('{"label":"yes","weight":1,"note":"a\\ud83d"}', SCHEMA))["note"]


@pytest.mark.parametrize("text", ["", "no object {here", '{"label": "maybe", "weight": []}'])
def test_what_can_not_be_mended_is_left_as_it_is(text: str) -> None:
    """What does not fit is left for validation to refuse."""
    fitted = fitting(text, SCHEMA)
    assert fitted == text or json.loads(fitted) == {**json.loads(text), "note": None}


@pytest.mark.parametrize("text", ['{"a": [1, 2', '{"a": "b', '```json\n{"a": ', "{"])
def test_text_that_ends_too_early_is_known(text: str) -> None:
    """An answer without its end is one that was cut; other bad JSON is not."""
    assert broke_off(text)
    assert not broke_off('{"a": 1,}')
    assert not broke_off("Sorry.")


@pytest.mark.parametrize("reason", ["length", "MAX_TOKENS", "model_length"])
def test_each_word_for_a_cut_answer_is_known(reason: str) -> None:
    """An answer that was cut is not asked again, whatever a server calls it."""
    with (
        endpoint(in_turn(message(reason, content='{"label": "ye'))) as server,
        pytest.raises(CutError, match="cut after"),
    ):
        ask(server)
    assert server.calls == 1


def test_answer_that_breaks_off_is_a_cut() -> None:
    """Half an object that is called finished is asked again, and then a cut: half the text may fit."""
    with endpoint(in_turn(message(content='{"label": "ye'))) as server, pytest.raises(CutError, match="broke off"):
        ask(server)
    assert server.calls == 2


def test_filter_that_names_its_reason_is_one() -> None:
    """A filter is told as such, also where the reason comes with it and the content is null."""
    reply = message("content_filter: SAFETY", content=None)
    with endpoint(in_turn(reply)) as server, pytest.raises(AnswerError, match="content filter"):
        ask(server)
    assert server.calls == 1


@pytest.mark.parametrize(
    "fault",
    [
        Reply(raw={"error": {"message": "Provider returned error", "code": 429}}),
        Reply(raw={"error": {"message": "Internal error", "code": "502"}}),
        message("error", content='{"label": "ye'),
        Reply(raw=b'{"id": "x", "choices": [{"mess'),
        Reply(raw=completion({}, ok(GOOD)), broken=True),
        fail(529, "Overloaded"),
    ],
)
def test_failure_behind_a_gateway_is_tried_again(fault: Reply) -> None:
    """An error with status 200, half an answer and a connection that breaks within the body are tried again."""
    with endpoint(in_turn(fault, ok(GOOD))) as server:
        answer, meter = ask(server)
    assert json.loads(answer.text) == GOOD
    assert (server.calls, meter.usage().calls) == (2, 1)
    assert len(server.bodies[1]["messages"]) == 2, "the same question, not a re-ask"


def test_error_without_a_status_is_told() -> None:
    """Another API at the address is told with its own words, and not asked again."""
    other = Reply(raw={"error": "Unexpected endpoint or method. (POST /chat/completions)"})
    with (
        endpoint(in_turn(other)) as server,
        pytest.raises(CallError, match=r"\(Unexpected endpoint .*check that --base-url"),
    ):
        ask(server)
    assert server.calls == 1


@pytest.mark.parametrize(
    ("told", "most"),
    [
        ("max_tokens is too large: 8192. This model supports at most 4096 completion tokens, whereas you did", 4096),
        ("max_tokens: 8192 > 4096, which is the maximum allowed number of output tokens for the model", 4096),
        ("Invalid max_tokens value, the valid range of max_tokens is [1, 4000]", 4000),
        ("`max_tokens` must be less than or equal to `2048`, less than the `context_window`", 2048),
        ("The parameter `max_tokens` is not valid: above maximum value, expected a value <= 4096, but got 8192", 4096),
    ],
)
def test_most_that_a_model_can_write_is_learned(told: str, most: int) -> None:
    """A model that can write less is given its own limit, and later calls know."""
    with endpoint(unless(lambda body: body["max_tokens"] <= most, fail(400, told))) as server:
        settings = settings_for(server)
        client = Client(settings, Meter(settings))
        for _ in range(2):
            client.complete(request_for(settings), Verdict)
        client.close()
    assert [body["max_tokens"] for body in server.bodies] == [8192, most, most]


@pytest.mark.parametrize(
    "told",
    [
        "'max_tokens' is too large. The maximum context length is 8192 tokens and your request has 1300 input tokens",
        "The maximum context length is 8192 tokens. You requested 9492 (1300 in the messages, 8192 in the completion).",
        "The maximum context length is 8192 tokens. You requested about 9492 (1300 of text input, 8192 in the output).",
        "`inputs` tokens + `max_new_tokens` must be <= 8192. Given: 1300 `inputs` tokens and 8192 `max_new_tokens`",
    ],
)
@pytest.mark.parametrize("status", [400, 422])
def test_answer_gets_the_room_that_is_left(told: str, status: int) -> None:
    """A long question leaves less room for its answer, and only for its own: the next one has its full limit."""
    with endpoint(in_turn(fail(status, told), ok(GOOD))) as server:
        settings = settings_for(server)
        client = Client(settings, Meter(settings))
        for _ in range(2):
            client.complete(request_for(settings), Verdict)
        client.close()
    assert [body["max_tokens"] for body in server.bodies] == [8192, 8192 - 1300 - 32, 8192]


@pytest.mark.parametrize(
    "refusal",
    [
        fail(400, "System role not supported"),
        fail(500, "Jinja Exception: System role not supported"),
        fail(400, "Unsupported value: 'messages[0].role' does not support 'system' with this model."),
        Reply(
            status=400, raw=[{"error": {"message": "Developer instruction is not enabled for models/gemma-3-27b-it"}}]
        ),
    ],
)
def test_rules_go_into_the_question_where_a_model_knows_no_system(refusal: Reply) -> None:
    """A model without a system role gets the rules at the head of the question, and nothing is left out."""
    with endpoint(unless(lambda body: body["messages"][0]["role"] == "user", refusal)) as server:
        ask(server)
    assert [one["role"] for one in server.bodies[1]["messages"]] == ["user"]
    rules, question = (one["content"] for one in server.bodies[0]["messages"])
    assert server.bodies[1]["messages"][0]["content"] == f"{rules}\n\n{question}"


def test_refused_field_is_left_out_whatever_the_status() -> None:
    """Servers that validate with pydantic refuse with 422 and put the name of the field among lists."""
    raw = {"message": {"detail": [{"loc": ["body", "response_format", "strict"], "msg": "Extra inputs"}]}}
    refusal = Reply(status=422, raw=raw)
    with endpoint(unless(lambda body: "strict" not in json.dumps(body), refusal)) as server:
        ask(server)
    assert server.calls == 2


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (400, "Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000 tokens."),
        (400, "prompt is too long: 210000 tokens > 200000 maximum"),
        (400, "The decoder prompt (length 6000) is longer than the maximum model length of 4096."),
        (400, "the input length exceeds the context length"),
        (413, "Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 8000"),
        (413, "<html><head><title>413 Request Entity Too Large</title></head></html>"),
        (429, "Request too large on tokens per min (TPM): Limit 30000, Requested 40000. The input must be reduced."),
        (500, "the request exceeds the available context size. try increasing the context size"),
    ],
)
def test_each_wording_of_too_long_is_a_cut(status: int, told: str) -> None:
    """What is too long is never asked again as it is: the engine asks for half."""
    with endpoint(in_turn(fail(status, told))) as server, pytest.raises(CutError, match="LLMTOOL_CHUNK_CHARS"):
        ask(server)
    assert server.calls == 1


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (fail(400, "This response_format type is unavailable now"), "use --mode tools or --mode json$"),
        (fail(400, "'response_format.type' must be 'json_schema' or 'text'"), "does not take --mode json_schema"),
        (fail(400, "registry.ollama.ai/library/gemma:latest does not support tools"), "does not take --mode"),
        (fail(404, "No endpoints found that support tool use."), "does not take --mode"),
        (fail(402, "Insufficient Balance"), "quota or credit"),
        (fail(400, "Your credit balance is too low to access the API."), "quota or credit"),
        (Reply(status=429, raw={"error": {"message": "Over", "type": "insufficient_quota"}}), "quota or credit"),
        (Reply(status=429, raw=[{"error": {"details": [{"quotaId": "RequestsPerDayPerProject"}]}}]), "quota or credit"),
        (fail(400, "gpt-foo is not a valid model ID"), "check --model"),
        (fail(400, "Model Not Exist"), "check --model"),
        (fail(400, "No models loaded. Please load a model in the developer page."), "check --model"),
        (Reply(status=404, raw={"error": "model 'foo' not found"}), r"\(404: model 'foo' not found\)"),
    ],
)
def test_what_no_call_can_get_past_ends_the_run(reply: Reply, words: str) -> None:
    """A mode or model that the server doesn't know, or an empty account, ends the run at once with the fix."""
    with endpoint(in_turn(reply)) as server, pytest.raises(EngineError, match=words) as caught:
        ask(server)
    assert not isinstance(caught.value, CallError)
    assert server.calls == 1


@pytest.mark.parametrize(
    "reply",
    [
        fail(403, "Your input was flagged by moderation: violence"),
        fail(400, "The response was filtered due to the prompt triggering the content management policy."),
        fail(400, "Invalid prompt: your prompt was flagged as potentially violating our usage policy."),
    ],
)
def test_filter_of_the_question_fails_one_call_only(reply: Reply) -> None:
    """A source that a filter does not let through is a failure of that source, not of the run."""
    with endpoint(in_turn(reply)) as server, pytest.raises(AnswerError, match="content filter"):
        ask(server)
    assert server.calls == 1


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("Rate limit reached (TPM): Limit 30000, Used 28000. Please try again in 6.2s. Visit", 6.2),
        ("Rate limit reached. Please try again in 250ms.", 0.25),
        ("You exceeded your current quota, please check your plan. Please retry in 16.6s.", 16.6),
        ("Rate limit reached. Please try again in 1m20s.", 80.0),
        ("Please retry after 26 seconds.", 26.0),
    ],
)
def test_time_to_wait_is_read_from_words(told: str, seconds: float, no_waiting: list[float]) -> None:
    """A server that asks to wait in words only is given that time."""
    with endpoint(in_turn(fail(429, told), ok(GOOD))) as server:
        ask(server)
    assert no_waiting == [pytest.approx(seconds)]
    assert server.calls == 2


def test_day_is_not_waited_for_in_words_either() -> None:
    """A limit of the day is told with the time at once."""
    told = "Rate limit reached on requests per day (RPD): Limit 200, Used 200. Please try again in 7m12s."
    with endpoint(in_turn(fail(429, told))) as server, pytest.raises(CallError, match="asks to wait 7 minutes"):
        ask(server)
    assert server.calls == 1


def test_page_of_a_proxy_is_told_by_its_title() -> None:
    """An error page in HTML becomes a few words."""
    page = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><hr>nginx</body></html>"
    with (
        endpoint(in_turn(Reply(status=502, raw=page))) as server,
        pytest.raises(CallError, match=r"\(502: 502 Bad Gateway\)"),
    ):
        ask(server)
    assert server.calls == wire.ATTEMPTS


def test_what_the_provider_says_is_told() -> None:
    """A gateway's "Provider returned error" gives way to what the provider said."""
    raw = {"error": {"message": "Provider returned error", "code": 400, "metadata": {"raw": "no such thing"}}}
    with endpoint(in_turn(Reply(status=400, raw=raw))) as server, pytest.raises(CallError, match="no such thing"):
        ask(server)


@pytest.mark.parametrize("usage", [{}, {"prompt_tokens": None, "completion_tokens": None}, {"prompt_tokens": 0}])
def test_empty_usage_is_not_free(usage: dict[str, Any]) -> None:
    """A server that sends an empty count has not given the answer away."""
    with endpoint(lambda body: Reply(raw={**completion(body, ok(GOOD)), "usage": usage})) as server:
        answer, _ = ask(server)
    assert answer.prompt_tokens > 50
    assert answer.completion_tokens > 5


def asked_long(server: Endpoint, chars: int) -> str:
    settings = settings_for(server)
    client = Client(settings, Meter(settings))
    try:
        return client.complete(request_for(settings, "a few words " * (chars // 12)), Verdict).text
    finally:
        client.close()


@pytest.mark.parametrize(("chars", "read"), [(20_000, 4096), (60_000, 3000)])
def test_question_that_was_read_in_part_is_a_cut(chars: int, read: int) -> None:
    """A server that drops the rest of a long question in silence has not answered it."""
    with (
        endpoint(in_turn(ok(GOOD, prompt_tokens=read))) as server,
        pytest.raises(CutError, match=f"read {read:,} tokens only"),
    ):
        asked_long(server, chars)
    assert server.calls == 1


def test_long_words_of_a_server_are_read_to_their_end() -> None:
    """What to do is told and read off what a server says last, though only its beginning is repeated."""
    told = f"{'Something went wrong. ' * 12}The request exceeds the available context size."
    with endpoint(in_turn(fail(400, told))) as server, pytest.raises(CutError, match="LLMTOOL_CHUNK_CHARS") as caught:
        ask(server)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("read", [100, 4000, 5000, 5120, 9000])
def test_question_that_was_read_whole_is_none(read: int) -> None:
    """Counts near our estimate are no sign of it, nor is one of what was not cached."""
    with endpoint(in_turn(ok(GOOD, prompt_tokens=read))) as server:
        assert asked_long(server, 16_000 if read != 5120 else 19_000)
    assert estimate_tokens("a few words ") == 3
