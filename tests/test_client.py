from __future__ import annotations

import json
import logging
from typing import Any, Literal

import pytest
from pydantic import BaseModel
from scripted import Endpoint, Reply, completion, endpoint, fail, in_turn, ok

from llmtool.client import Answer, Client, Meter, Request, compact_schema, make_request, wire
from llmtool.client.told import redacted
from llmtool.config import LlmSettings, Mode
from llmtool.errors import BudgetError, CallError, CutError, EngineError, UsageError

KEY = "Zx81quiteprivate0123456789"


class Verdict(BaseModel):
    label: Literal["yes", "no"]
    weight: int
    note: str | None


GOOD = {"label": "yes", "weight": 3, "note": None}


pytestmark = pytest.mark.usefixtures("no_waiting")


def settings_for(server: Endpoint, **changes: Any) -> LlmSettings:
    return LlmSettings(**{"model": "m", "base_url": server.url, "api_key": KEY, "timeout": 5.0, **changes})


def request_for(settings: LlmSettings, user: str = "the question {{ 7 * 7 }} {name}") -> Request:
    return make_request(
        settings, prompt="test/v1", subject="a test", system="the rules", user=user, response_model=Verdict
    )


def ask(server: Endpoint, **changes: Any) -> tuple[Answer, Meter]:
    settings = settings_for(server, **changes)
    meter = Meter(settings)
    client = Client(settings, meter)
    try:
        return client.complete(request_for(settings), Verdict), meter
    finally:
        client.close()


@pytest.mark.parametrize("mode", list(Mode))
def test_answer_is_validated_and_counted_in_every_mode(mode: Mode) -> None:
    """Each mode gives the same validated JSON text with its tokens and the served model."""
    with endpoint(in_turn(ok(GOOD))) as server:
        answer, meter = ask(server, mode=mode)
    assert json.loads(answer.text) == GOOD
    assert (answer.prompt_tokens, answer.completion_tokens, answer.finish_reason) == (100, 20, "stop")
    assert answer.served_model == "scripted"
    usage = meter.usage()
    assert (usage.calls, usage.prompt_tokens, usage.completion_tokens, usage.cost_usd) == (1, 100, 20, None)


def test_strict_and_the_compact_schema_are_on_the_wire() -> None:
    """The schema goes out strict: every field required, no other allowed, without titles."""
    with endpoint(in_turn(ok(GOOD))) as server:
        ask(server)
        ask(server, mode=Mode.TOOLS)
        ask(server, mode=Mode.JSON)
    by_schema, by_tool, by_text = server.bodies
    form = by_schema["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["schema"] == compact_schema(Verdict)
    assert by_tool["tools"][0]["function"]["strict"] is True
    assert by_tool["tools"][0]["function"]["parameters"] == compact_schema(Verdict)
    assert by_tool["tool_choice"]["function"]["name"] == "answer"
    assert by_text["response_format"] == {"type": "json_object"}
    assert json.dumps(compact_schema(Verdict), separators=(",", ":")) in by_text["messages"][0]["content"]


def test_compact_schema_is_closed_and_written_out() -> None:
    """A schema for strict modes has no references, titles or defaults, and closes every object."""

    class Outer(BaseModel):
        items: list[Verdict]

    item = {
        "type": "object",
        "properties": {
            "label": {"enum": ["yes", "no"], "type": "string"},
            "weight": {"type": "integer"},
            "note": {"type": ["string", "null"]},
        },
        "required": ["label", "weight", "note"],
        "additionalProperties": False,
    }
    assert compact_schema(Outer)["properties"] == {"items": {"type": "array", "items": item}}


def test_text_is_sent_as_it_is() -> None:
    """Nothing on the way reads templates in a text: what was asked is what arrives."""
    with endpoint(in_turn(ok(GOOD))) as server:
        ask(server)
    assert server.bodies[0]["messages"] == [
        {"role": "system", "content": "the rules"},
        {"role": "user", "content": "the question {{ 7 * 7 }} {name}"},
    ]


def test_token_limit_and_temperature_follow_the_endpoint() -> None:
    """A local server gets max_tokens and temperature 0."""
    with endpoint(in_turn(ok(GOOD))) as server:
        ask(server, max_output_tokens=77)
        body = server.bodies[0]
    assert (body["max_tokens"], body["temperature"]) == (77, 0)
    assert LlmSettings().sampling_temperature is None
    assert LlmSettings().output_tokens > LlmSettings(base_url="http://localhost:1/v1").output_tokens
    assert LlmSettings(base_url="https://api.openai.com/v1").endpoint == LlmSettings().endpoint == "openai"


@pytest.mark.parametrize(
    ("message", "gone", "new"),
    [
        ("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.", "max_tokens", "max_completion_tokens"),
        ("'temperature' does not support 0 with this model", "temperature", None),
    ],
)
def test_arguments_adapt_to_the_server(message: str, gone: str, new: str | None) -> None:
    """A server that names an argument it does not know is asked again without it, and later calls know."""

    def script(body: dict[str, Any]) -> Reply:
        return fail(400, message) if gone in body else ok(GOOD)

    with endpoint(script) as server:
        settings = settings_for(server)
        client = Client(settings, Meter(settings))
        for _ in range(2):
            client.complete(request_for(settings), Verdict)
        client.close()
    assert server.calls == 3
    assert gone not in server.bodies[2]
    assert new is None or new in server.bodies[2]


@pytest.mark.parametrize("written", [GOOD, {"name": "answer", "arguments": GOOD}])
def test_call_that_is_written_as_text_is_read(written: dict[str, Any]) -> None:
    """A model that writes the call of the tool into its text has answered; it is not asked again."""
    with endpoint(lambda _body: Reply(raw=completion({}, ok(f"```json\n{json.dumps(written)}\n```")))) as server:
        answer, _ = ask(server, mode=Mode.TOOLS)
    assert json.loads(answer.text) == GOOD
    assert server.calls == 1


def test_tool_is_required_where_a_server_knows_no_choice_by_name() -> None:
    """A server that refuses the choice of a tool by name is told that one is required: there is only one."""

    def script(body: dict[str, Any]) -> Reply:
        by_name = isinstance(body["tool_choice"], dict)
        return fail(400, "tool_choice must be a string") if by_name else ok(GOOD)

    with endpoint(script) as server:
        ask(server, mode=Mode.TOOLS)
    assert server.bodies[1]["tool_choice"] == "required"


def test_token_limit_shrinks_to_a_small_context() -> None:
    """A server whose context has no room for the limit is asked again with half of it."""

    def script(body: dict[str, Any]) -> Reply:
        told = f"'max_tokens' is too large: {body['max_tokens']}. This model's maximum context length is 4096 tokens"
        return fail(400, told) if body["max_tokens"] > 3000 else ok(GOOD)

    with endpoint(script) as server:
        ask(server)
    assert [body["max_tokens"] for body in server.bodies] == [8192, 4096, 2048]


def test_strict_is_left_out_where_a_server_refuses_it() -> None:
    """A server that refuses the strict flag still gets the schema."""

    def script(body: dict[str, Any]) -> Reply:
        form = body["response_format"]["json_schema"]
        return fail(400, "unknown field: strict") if "strict" in form else ok(GOOD)

    with endpoint(script) as server:
        ask(server)
    assert "schema" in server.bodies[1]["response_format"]["json_schema"]


def test_rate_limit_waits_as_long_as_asked(no_waiting: list[float]) -> None:
    """429 is tried again after the time in Retry-After."""
    with endpoint(in_turn(fail(429, headers={"Retry-After": "7"}), ok(GOOD))) as server:
        ask(server)
    assert no_waiting == [7.0]
    assert server.calls == 2


def test_nobody_waits_for_hours(no_waiting: list[float]) -> None:
    """Who asks for more than a minute or two is told as such at once, instead of being asked in vain."""
    with (
        endpoint(in_turn(fail(429, headers={"Retry-After": "3600"}))) as server,
        pytest.raises(CallError, match="asks to wait 60 minutes"),
    ):
        ask(server)
    assert (server.calls, no_waiting) == (1, [])


def test_retry_after_may_be_a_date() -> None:
    """Retry-After as a date in the past means now, nonsense means no wish."""
    assert wire.retry_after({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0.0
    assert wire.retry_after({"retry-after-ms": "1500"}) == 1.5
    assert wire.retry_after({"retry-after": "soon"}) is None
    assert wire.retry_after({}) is None


@pytest.mark.parametrize("fault", [fail(500), fail(503), fail(408), Reply(drop=True)])
def test_temporary_faults_are_tried_again(fault: Reply) -> None:
    """Server errors and dropped connections are tried again, and count as one call when answered."""
    with endpoint(in_turn(fault, ok(GOOD))) as server:
        answer, meter = ask(server)
    assert json.loads(answer.text) == GOOD
    assert server.calls == 2
    assert meter.usage().calls == 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (fail(500), "after 4 attempts"),
        (fail(429), "lower --workers"),
        (Reply(drop=True), "no connection to 127.0.0.1"),
    ],
)
def test_lasting_faults_become_one_error(fault: Reply, words: str) -> None:
    """What does not go away ends after four attempts, or six where a server is busy, in one line that names the fix."""
    with endpoint(in_turn(fault)) as server, pytest.raises(CallError, match=words):
        ask(server)
    assert server.calls == (wire.PATIENT_ATTEMPTS if fault.status == 429 else wire.ATTEMPTS)


def test_timeout_is_tried_once_more() -> None:
    """A slow server is asked twice, not four times, and the message names --timeout."""
    with endpoint(in_turn(ok(GOOD, delay=1.0))) as server, pytest.raises(CallError, match="raise --timeout"):
        ask(server, timeout=0.15)
    assert server.calls == wire.TIMEOUTS


def test_cut_answer_is_not_asked_again() -> None:
    """An answer cut at the limit is its own error and not re-asked as bad JSON; its tokens count."""
    with endpoint(in_turn(ok('{"label": "ye', finish_reason="length"))) as server:
        settings = settings_for(server)
        meter = Meter(settings)
        client = Client(settings, meter)
        with pytest.raises(CutError, match="cut after 20 tokens"):
            client.complete(request_for(settings), Verdict)
        client.close()
    assert server.calls == 1
    assert meter.usage().completion_tokens == 20


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(refusal="I can't help with that."), "the model refused: I can't help"),
        (Reply(content="", finish_reason="content_filter"), "content filter"),
    ],
)
@pytest.mark.parametrize("mode", [Mode.JSON_SCHEMA, Mode.TOOLS])
def test_refusals_are_not_asked_again(reply: Reply, words: str, mode: Mode) -> None:
    """A refusal or a filter is an error at once, not bad JSON."""
    with endpoint(in_turn(reply)) as server, pytest.raises(CallError, match=words):
        ask(server, mode=mode)
    assert server.calls == 1


@pytest.mark.parametrize("bad", ["{not json", '{"label": "maybe", "weight": 1, "note": null}', ""])
@pytest.mark.parametrize("mode", list(Mode))
def test_bad_answer_is_asked_again_once(bad: str, mode: Mode) -> None:
    """An answer off the schema is asked again once, with the error; both answers' tokens count."""
    with endpoint(in_turn(ok(bad), ok(GOOD))) as server:
        answer, meter = ask(server, mode=mode)
    assert json.loads(answer.text) == GOOD
    assert server.calls == 2
    assert len(server.bodies[1]["messages"]) > 2
    assert (answer.prompt_tokens, answer.completion_tokens) == (200, 40)
    assert meter.usage().calls == 2


def test_answer_that_stays_off_schema_is_an_error(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After one re-ask the call fails in one line, and no library logs it to stderr as well."""
    for name in (None, "instructor"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])
    with (
        endpoint(in_turn(ok({"label": "maybe", "weight": 1, "note": None}))) as server,
        pytest.raises(CallError, match=r"did not fit the schema, also after a re-ask \(label: "),
    ):
        ask(server)
    assert server.calls == 2
    assert capfd.readouterr().err == ""


def test_fences_and_thoughts_around_the_object_are_left_out() -> None:
    """Some servers wrap the object; it is read where it stands, without a re-ask."""
    with endpoint(in_turn(ok(f"<think>hm</think>\n```json\n{json.dumps(GOOD)}\n```"))) as server:
        answer, _ = ask(server, mode=Mode.JSON)
    assert json.loads(answer.text) == GOOD
    assert server.calls == 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (fail(401, f"Incorrect API key provided: {KEY}"), "set OPENAI_API_KEY"),
        (fail(403, f"not for {KEY}"), "may not use model 'm'"),
        (fail(404, "no such model"), "check --model"),
        (fail(429, "you have no credit", code="insufficient_quota"), "quota"),
    ],
)
def test_hopeless_errors_end_the_run_at_once(fault: Reply, words: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A wrong key or model is not tried again, ends the run, names the fix, and does not show the key."""
    with endpoint(in_turn(fault)) as server, pytest.raises(EngineError, match=words) as caught:
        ask(server)
    assert not isinstance(caught.value, CallError)
    assert server.calls == 1
    assert KEY not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert KEY not in capfd.readouterr().err


def test_bad_request_names_what_to_change() -> None:
    """400 is not tried again; one about the length is a cut, one about the schema hints at --mode."""
    with endpoint(in_turn(fail(400, "Invalid schema for response_format 'answer'"))) as server:
        with pytest.raises(CallError, match="try another --mode"):
            ask(server)
        assert server.calls == 1
    too_long = fail(400, "the request exceeds the available context size (16384 tokens)")
    with endpoint(in_turn(too_long)) as server, pytest.raises(CutError, match="LLMTOOL_CHUNK_CHARS"):
        ask(server)


def test_answer_without_choices_is_an_error() -> None:
    """Some other service at the address is told as such, and not asked again."""
    other = Reply(raw={"hello": "world"})
    with endpoint(in_turn(other)) as server, pytest.raises(CallError, match="without a choice; check that --base-url"):
        ask(server)
    assert server.calls == 1


def test_budget_is_checked_before_each_call() -> None:
    """A call that could cost more than is left is not made, whatever came before it is kept."""
    with endpoint(in_turn(ok(GOOD, prompt_tokens=400_000, completion_tokens=10_000))) as server:
        settings = LlmSettings(model="gpt-5-mini", api_key=KEY, max_cost=0.1, max_output_tokens=1000)
        meter = Meter(settings)
        client = Client(settings, meter)
        client._settings = LlmSettings(model="gpt-5-mini", api_key=KEY, base_url=server.url)
        client.complete(request_for(settings), Verdict)
        with pytest.raises(BudgetError, match=r"--max-cost 0\.1"):
            client.complete(request_for(settings), Verdict)
        client.close()
    assert server.calls == 1
    assert meter.usage().cost_usd == pytest.approx(0.12)


def test_tokens_are_estimated_where_a_server_does_not_count() -> None:
    """A server that reports no usage does not make calls free."""

    def script(body: dict[str, Any]) -> Reply:
        return Reply(raw={**completion(body, ok(GOOD)), "usage": None})

    with endpoint(script) as server:
        answer, meter = ask(server)
    assert answer.prompt_tokens > 50
    assert answer.completion_tokens > 5
    assert meter.usage().prompt_tokens == answer.prompt_tokens


def test_budget_without_a_price_is_refused() -> None:
    """--max-cost for a model of unknown price can't be kept, which is said before the first call."""
    with pytest.raises(UsageError, match="price of model 'm'"):
        Meter(LlmSettings(model="m", base_url="http://127.0.0.1:9/v1", max_cost=1.0))


def test_cost_is_zero_without_calls_and_null_without_a_price() -> None:
    """Nothing asked costs nothing; an unknown price is not zero."""
    meter = Meter(LlmSettings(model="m", base_url="http://127.0.0.1:9/v1"))
    assert meter.usage().cost_usd == 0.0
    meter.paid(1, 1)
    assert meter.usage().cost_usd is None


def test_key_is_in_no_repr() -> None:
    """Settings and requests can be printed without showing the key."""
    settings = LlmSettings(api_key=KEY)
    assert KEY not in repr(settings)
    assert KEY not in repr(request_for(settings))


def test_what_looks_like_a_key_is_not_shown() -> None:
    """Also a key that is not ours, or a masked one, is left out of messages."""
    settings = LlmSettings(api_key=KEY)
    text = redacted(f"{KEY} and sk-abc***xyz and Bearer abc.def", settings)
    assert text == "*** and *** and ***"
