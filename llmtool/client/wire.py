"""One request on the wire: retries of what is temporary, plain words for what is not."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from llmtool.config import LlmSettings
from llmtool.errors import AnswerError, CallError, CutError, EngineError, LlmtoolError

if TYPE_CHECKING:
    from tenacity import RetryCallState

ATTEMPTS = 4
TIMEOUTS = 2
"""A call that timed out is tried once more only: a slow server would be given the same long work again and again."""
LONGEST_WAIT = 60.0
LEAST_ANSWER = 1024
"""Tokens. Where the context of a server leaves less room for the answer, the text has to be shorter."""

_TOO_LONG = re.compile(
    r"context.{0,12}(length|size|window)|too many tokens|exceeds? .{0,30}(context|tokens)", re.IGNORECASE
)
_SECRET = re.compile(r"\b(?:sk|gsk|pk|xai|key)[-_][\w*.\-]{6,}|Bearer \S+", re.IGNORECASE)


def send(create: Callable[..., Any], arguments: dict[str, Any], settings: LlmSettings) -> Any:
    """Call ``create``, wait and try again where that can help.

    Raises:
        EngineError: nothing that the run asks for can work: wrong key, unknown model, quota used up.
        CallError: this call gave no answer.

    """
    from openai import OpenAIError
    from tenacity import Retrying, retry_if_exception

    retrying = Retrying(stop=_stop, wait=_wait, retry=retry_if_exception(_temporary), reraise=True, sleep=pause)
    try:
        return retrying(create, **arguments)
    except OpenAIError as error:
        raise explained(error, settings) from None  # the original may show the key


def pause(seconds: float) -> None:
    """Wait between two attempts; tests replace it."""
    time.sleep(seconds)


def _temporary(error: BaseException) -> bool:
    from openai import APIConnectionError, APIStatusError

    if isinstance(error, APIConnectionError):  # timeouts are among them
        return True
    if not isinstance(error, APIStatusError):
        return False
    status = error.status_code
    return (status == 429 and not _quota(error)) or status in {408, 409, 425} or status >= 500


def _quota(error: Any) -> bool:
    return getattr(error, "code", None) in {"insufficient_quota", "billing_hard_limit_reached"}


def _stop(state: RetryCallState) -> bool:
    from openai import APITimeoutError

    error = state.outcome.exception() if state.outcome else None
    return state.attempt_number >= (TIMEOUTS if isinstance(error, APITimeoutError) else ATTEMPTS)


def _wait(state: RetryCallState) -> float:
    """What the server asks for, at most a minute; otherwise a growing time with jitter."""
    from tenacity import wait_random_exponential

    error = state.outcome.exception() if state.outcome else None
    response = getattr(error, "response", None)
    asked = retry_after(response.headers) if response is not None else None
    return wait_random_exponential(multiplier=0.5, max=8)(state) if asked is None else min(asked, LONGEST_WAIT)


def retry_after(headers: Any) -> float | None:
    """Seconds that a server asks to wait, from ``Retry-After-Ms`` or ``Retry-After`` (seconds or a date)."""
    from email.utils import parsedate_to_datetime

    try:
        if milliseconds := headers.get("retry-after-ms"):
            return max(0.0, float(milliseconds) / 1000)
        if not (value := headers.get("retry-after")):
            return None
        try:
            return max(0.0, float(value))
        except ValueError:
            return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def adapted(arguments: dict[str, Any], error: BaseException) -> dict[str, Any] | None:
    """The arguments without what this server says it doesn't know, or None where nothing can be changed.

    Servers and models differ in four arguments: the token limit (its name, and how much a small context allows),
    temperature, ``tool_choice`` and ``strict``.
    """
    text = str(error).casefold()
    swapped = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
    for old, new in swapped.items():
        if old not in arguments or not re.search(rf"\b{old}\b", text):
            continue
        if not _TOO_LONG.search(text):
            return {new if name == old else name: value for name, value in arguments.items()}
        if arguments[old] >= 2 * LEAST_ANSWER:
            return {**arguments, old: arguments[old] // 2}
    if isinstance(arguments.get("tool_choice"), dict) and "tool_choice" in text:
        return {**arguments, "tool_choice": "required"}  # the same: there is only one tool
    if "temperature" in arguments and "temperature" in text:
        return {name: value for name, value in arguments.items() if name != "temperature"}
    if re.search(r"\bstrict\b", text) and (loose := without_strict(arguments)) != arguments:
        return loose
    return None


def without_strict(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments without the ``strict`` flag of the schema."""
    result = dict(arguments)
    form = arguments.get("response_format")
    if isinstance(form, dict) and "json_schema" in form:
        schema = {name: value for name, value in form["json_schema"].items() if name != "strict"}
        result["response_format"] = {**form, "json_schema": schema}
    if "tools" in arguments:
        result["tools"] = [
            {**tool, "function": {name: value for name, value in tool["function"].items() if name != "strict"}}
            for tool in arguments["tools"]
        ]
    return result


def checked(response: Any) -> Any:
    """The response where it can be read as an answer.

    Raises:
        CutError: the answer was cut at the token limit.
        AnswerError: the model refused, or a filter stopped it.
        CallError: there is no answer in it.

    """
    choices = getattr(response, "choices", None)
    if not choices or getattr(choices[0], "message", None) is None:
        raise CallError("the endpoint answered without a choice; check that --base-url is an OpenAI-compatible API")
    choice = choices[0]
    refusal = getattr(choice.message, "refusal", None)
    if refusal:
        raise AnswerError(f"the model refused: {one_line(str(refusal))}")
    if choice.finish_reason == "content_filter":
        raise AnswerError("the endpoint's content filter stopped the answer; try another model for this source")
    if choice.finish_reason == "length":
        used = response.usage.completion_tokens if response.usage else "its limit of"
        raise CutError(f"the answer was cut after {used} tokens; raise LLMTOOL_MAX_OUTPUT_TOKENS")
    return response


def explained(error: Exception, settings: LlmSettings) -> LlmtoolError:
    """One of our errors with the fix, without the key."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    host, model = settings.endpoint, settings.model
    detail = redacted(one_line(_message(error)), settings)
    if isinstance(error, APITimeoutError):
        return CallError(f"{host} gave no answer within {settings.timeout:g} s, {TIMEOUTS} times; raise --timeout")
    if isinstance(error, APIConnectionError):
        cause = redacted(one_line(str(error.__cause__ or error)), settings)
        return CallError(f"no connection to {host} ({cause}); check --base-url and that the server runs")
    if not isinstance(error, APIStatusError):
        return CallError(f"{host}: {detail}")
    if error.status_code == 429 and _quota(error):
        return EngineError(f"the quota of the API key at {host} is used up; what is done is kept")
    return _explained_status(error.status_code, detail, host, model)


def _explained_status(status: int, detail: str, host: str, model: str) -> LlmtoolError:
    if status == 401:
        return EngineError(f"{host} does not accept the API key (401); set OPENAI_API_KEY to a valid one")
    if status == 403:
        return EngineError(
            f"the API key may not use model {model!r} at {host} (403: {detail}); use another key or model"
        )
    if status == 404:
        return EngineError(
            f"{host} does not know model {model!r} or the address (404: {detail}); "
            "check --model, and --base-url, which usually ends in /v1"
        )
    if status == 429:
        return CallError(
            f"{host} still limits the rate after {ATTEMPTS} attempts (429); lower --workers or run again later"
        )
    if status < 500 and _TOO_LONG.search(detail):
        return CutError(f"the request does not fit the model's context ({status}: {detail}); lower LLMTOOL_CHUNK_CHARS")
    if status < 500:
        about_form = re.search("response_format|schema|tool|grammar", detail, re.IGNORECASE)
        return CallError(
            f"{host} refused the request ({status}: {detail})" + ("; try another --mode" * bool(about_form))
        )
    return CallError(f"{host} failed after {ATTEMPTS} attempts ({status}: {detail}); run again later")


def redacted(text: str, settings: LlmSettings) -> str:
    """The text without the API key, or what looks like one."""
    if settings.api_key:
        text = text.replace(settings.api_key, "***")
    return _SECRET.sub("***", text)


def one_line(text: str, limit: int = 200) -> str:
    """The text on one line, shortened."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _message(error: Exception) -> str:
    body = getattr(error, "body", None)
    if isinstance(body, dict) and isinstance(body.get("message"), str):
        return str(body["message"])
    return str(error)
