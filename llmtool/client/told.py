"""What an endpoint says when it does not answer, in our words: which error it is, and what to do."""

from __future__ import annotations

import re
from typing import Any

from llmtool.config import LlmSettings, Mode
from llmtool.errors import AnswerError, CallError, CutError, EngineError, LlmtoolError

# The patterns are the wordings of OpenAI, Azure, Anthropic, Gemini, Mistral, Groq, DeepSeek, OpenRouter, Ollama, vLLM,
# SGLang, llama.cpp, LM Studio and TGI.
TOO_LONG = re.compile(
    r"context.{0,12}(?:length|size|window)|too many tokens|exceeds? .{0,60}(?:context|tokens)|max_new_tokens. must be"
    r"|(?:prompt|input|request) is too long|model length|reduce the length|too large for model",
    re.IGNORECASE,
)
TOO_LARGE = re.compile(r"request too large|must be reduced|reduce your message size", re.IGNORECASE)
"""A request that is larger than all that may be asked in a minute: no waiting helps."""
_QUOTA = re.compile(
    r"insufficient.{0,10}(?:quota|balance|credit|funds)|credit balance|more credits|out of credits"
    r"|exceeded_current_quota|billing_(?:hard_limit|not_active)|PerDay",
    re.IGNORECASE,
)
_FILTERED = re.compile(
    r"content.?(?:filter|management|policy)|flagged|moderation|usage policy|inappropriate|prohibited", re.IGNORECASE
)
_FORM = re.compile(
    r"response.?format|json.?(?:schema|object)|structured.?output|\btools?\b|tool_choice|function.?call|grammar",
    re.IGNORECASE,
)
_UNKNOWN_FORM = re.compile(
    r"not (?:be )?(?:support|permit|allow|enabled|available)|unsupported|unavailable|must be|requires?\b"
    r"|only (?:for|support)|unknown|unrecognized|no endpoints found",
    re.IGNORECASE,
)
_UNKNOWN_MODEL = re.compile(
    r"\bmodel\b.{0,60}(?:not exist|not found|not loaded)|not a valid model|invalid model"
    r"|unknown model|no models? loaded",
    re.IGNORECASE,
)
_SECRET = re.compile(r"\b(?:sk|gsk|pk|xai|key)[-_][\w*.\-]{6,}|Bearer \S+", re.IGNORECASE)
_READ, _SHOWN = 2000, 160
"""Characters of what a server says: so many are read, and so many repeated in a message of ours."""
_LENGTH = ("length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded")
_STOPPED = ("content_filter", "safety", "sensitive", "recitation", "prohibited", "blocklist")
_BROKEN = ("error", "network_error", "insufficient_system_resource")


class UnansweredError(Exception):
    """An error that came as if it were an answer, with status 200."""

    def __init__(self, status_code: int, body: object) -> None:
        super().__init__(str(body))
        self.status_code = status_code
        self.body = body


def answered(response: Any) -> Any:
    """The response, where it is no error in disguise: gateways find out late that what lies behind them has failed.

    Raises:
        UnansweredError: it is one; its status is 0 where none is told.

    """
    choices = getattr(response, "choices", None) or []
    trouble = getattr(response, "error", None) or (getattr(choices[0], "error", None) if choices else None)
    if trouble:
        code = str(trouble.get("code") if isinstance(trouble, dict) else "")
        raise UnansweredError(int(code) if code.isdecimal() else 0, trouble)
    if choices and choices[0].finish_reason in _BROKEN:
        raise UnansweredError(502, "the model behind it failed in the middle of the answer")
    return response


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
    reason = str(choice.finish_reason or "").casefold()
    if reason.startswith(_STOPPED):
        raise AnswerError("the endpoint's content filter stopped the answer; try another model for this source")
    if reason in _LENGTH:
        used = getattr(response.usage, "completion_tokens", None)
        where = f"after {used} tokens" if used else "at the token limit"
        raise CutError(f"the answer was cut {where}; raise LLMTOOL_MAX_OUTPUT_TOKENS")
    return response


def is_quota(error: Any) -> bool:
    """Whether all that was paid for is used up, which no waiting helps."""
    return error.status_code == 402 or (
        error.status_code in {400, 403, 429} and _QUOTA.search(all_told(error)) is not None
    )


def explained(error: Exception, settings: LlmSettings, attempts: int, asked: float | None = None) -> LlmtoolError:
    """One of our errors with the fix, without the key; ``asked`` are seconds to wait that were too many for us."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    host = settings.endpoint
    if isinstance(error, APITimeoutError):
        return CallError(f"{host} gave no answer within {settings.timeout:g} s, {attempts} times; raise --timeout")
    if isinstance(error, APIConnectionError):
        cause = redacted(one_line(str(error.__cause__ or error)), settings)
        return CallError(f"no connection to {host} ({cause}); check --base-url and that the server runs")
    told = redacted(one_line(message(getattr(error, "body", None)) or str(error), _READ), settings)
    detail = one_line(told, _SHOWN)
    if not isinstance(error, APIStatusError | UnansweredError):
        return CallError(f"{host}: {detail}")
    if is_quota(error):
        return EngineError(
            f"the quota or credit of the API key at {host} is used up ({detail}); what is done is kept, "
            "run again when there is more"
        )
    if asked is not None and not TOO_LARGE.search(told):
        wish = f"{host} asks to wait {asked / 60:.0f} minutes ({error.status_code}: {detail})"
        return CallError(f"{wish}; run again then, what is done is kept")
    return _explained_status(error.status_code, told, settings, attempts)


def _explained_status(status: int, told: str, settings: LlmSettings, attempts: int) -> LlmtoolError:
    host, model, detail = settings.endpoint, settings.model, one_line(told, _SHOWN)
    said = f"({status}: {detail})"
    if status == 0:
        return CallError(f"{host} answered with an error ({detail}); check that --base-url is an OpenAI-compatible API")
    if status == 401:
        return EngineError(f"{host} does not accept the API key (401); set OPENAI_API_KEY to a valid one")
    if status == 413 or (status in {400, 422, 429, 500} and (TOO_LONG.search(told) or TOO_LARGE.search(told))):
        return CutError(
            f"the request is too long for {model!r} at {host} {said}; "
            "lower LLMTOOL_CHUNK_CHARS, or give the server more context"
        )
    if status == 429:
        return CallError(
            f"{host} still limits the rate after {attempts} attempts {said}; lower --workers or run again later"
        )
    if status >= 500:
        return CallError(f"{host} failed after {attempts} attempts {said}; run again later")
    if status in {400, 403} and _FILTERED.search(told):
        return AnswerError(
            f"the content filter of {host} refused the request {said}; try another model for this source"
        )
    if _FORM.search(told) and _UNKNOWN_FORM.search(told):
        others = " or ".join(f"--mode {mode}" for mode in Mode if mode is not settings.mode)
        return EngineError(f"{model!r} at {host} does not take --mode {settings.mode} {said}; use {others}")
    if status == 403:
        return EngineError(f"the API key may not use model {model!r} at {host} {said}; use another key or model")
    if status == 404 or _UNKNOWN_MODEL.search(told):
        return EngineError(
            f"{host} does not know model {model!r} or the address {said}; "
            "check --model, and --base-url, which usually ends in /v1"
        )
    return CallError(f"{host} refused the request {said}" + ("; try another --mode" * bool(_FORM.search(told))))


def redacted(text: str, settings: LlmSettings) -> str:
    """The text without the API key, or what looks like one."""
    if settings.api_key:
        text = text.replace(settings.api_key, "***")
    return _SECRET.sub("***", text)


def one_line(text: str, limit: int = 200) -> str:
    """The text on one line, shortened."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def all_told(error: Exception) -> str:
    """The error with its codes, as far as it can matter: some servers repeat the whole request in it."""
    return str(error)[:2000]


def message(body: object) -> str:
    """What the body of an error says for people, in whichever place a server puts it; empty where it says nothing."""
    if isinstance(body, str):
        title = re.search(r"<title>(.*?)</title>", body, re.IGNORECASE | re.DOTALL)
        return title.group(1) if title else re.sub(r"<[^>]*>", " ", body).strip()
    if isinstance(body, list):
        return next(filter(None, map(message, body)), "")
    if not isinstance(body, dict):
        return ""
    behind = body.get("metadata")  # where OpenRouter puts what the provider behind it said
    places = [behind.get("raw") if isinstance(behind, dict) else None]
    places += [body.get(name) for name in ("error", "message", "detail", "msg")]
    found = next(filter(None, map(message, places)), "")
    where = body.get("loc")
    return f"{'.'.join(map(str, where))}: {found}" if found and isinstance(where, list) else found
