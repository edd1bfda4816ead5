"""The only place that knows openai, instructor and tenacity, each imported when a call is really made.

Three loops, one inside the other, each with its own job: the SDK never retries, instructor asks once more for an
answer that does not fit the schema, tenacity repeats what failed on the way (``wire``).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from llmtool.client.adapting import adapted
from llmtool.client.meter import Meter, Price, price_of
from llmtool.client.request import Answer, Request, compact_schema, estimate_tokens, make_request
from llmtool.client.told import all_told, checked, one_line, redacted
from llmtool.client.wire import send
from llmtool.client.written import broke_off, prepared
from llmtool.config import LlmSettings, Mode
from llmtool.errors import AnswerError, CutError, LlmtoolError

if TYPE_CHECKING:
    from openai import OpenAI
    from pydantic import BaseModel

__all__ = [
    "Answer",
    "Client",
    "Meter",
    "Price",
    "Request",
    "compact_schema",
    "estimate_tokens",
    "make_request",
    "price_of",
]

REASKS = 1
ADAPTATIONS = 4
_ADAPTABLE = frozenset({400, 422, 500})  # 422 where pydantic refuses a field, 500 where a chat template refuses a role
_LEAST_CONTEXT = 1024
"""Tokens, and what the size of a context is a multiple of."""
OPENAI_URL = "https://api.openai.com/v1"
"""Said outright: left out, the library would read a variable that our settings may have overruled."""


class Client:
    """An endpoint. ``complete`` is its one method; it is safe to share between threads."""

    def __init__(self, settings: LlmSettings, meter: Meter) -> None:
        self._settings = settings
        self._meter = meter
        self._lock = threading.Lock()
        self._openai: OpenAI | None = None
        self._learned: list[str] = []

    def complete(self, request: Request, response_model: type[BaseModel]) -> Answer:
        """Ask, and validate the answer.

        Raises:
            EngineError: nothing that the run asks for can work, such as a wrong key.
            CallError: this call failed; ``AnswerError`` where the answer was refused, cut or stayed off-schema.
            BudgetError: the call could exceed the budget; it was not made.

        """
        seen = _Seen()
        try:
            result = self._validated(request, response_model, seen)
        except AnswerError as error:
            error.prompt_tokens, error.completion_tokens = seen.prompt, seen.completion
            raise
        # Results are instances of a made-up subclass: what counts is the text, validated once more as our own model.
        text = response_model.model_validate_json(result.model_dump_json()).model_dump_json()
        return Answer(text, seen.prompt, seen.completion, seen.finish_reason, seen.model)

    def _validated(self, request: Request, response_model: type[BaseModel], seen: _Seen) -> BaseModel:
        """The answer as instructor accepts it, after a re-ask where it has to be."""
        import instructor
        from instructor.core import InstructorRetryException

        def create(**arguments: Any) -> Any:
            return self._create(request, arguments, seen)

        mode = instructor.Mode[request.mode.name]
        patched = instructor.patch(create=create, mode=mode)
        messages = [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}]
        try:
            # No context=: instructor would run Jinja over the text of the documents.
            result: BaseModel = patched(
                response_model=_prepared(response_model),
                messages=messages,
                model=request.model,
                max_retries=REASKS,
                strict=False,
            )
        except LlmtoolError:
            raise
        except InstructorRetryException as error:
            cause = error.__cause__
            if isinstance(cause, LlmtoolError):
                raise cause from None
            if seen.broke_off:
                raise CutError(
                    "the answer broke off before its end, also after a re-ask; "
                    "raise LLMTOOL_MAX_OUTPUT_TOKENS, or give the server more context"
                ) from None
            raise AnswerError(self._off_schema(cause or error)) from None
        return result

    def _create(self, request: Request, arguments: dict[str, Any], seen: _Seen) -> Any:
        """One answer for instructor: our schema, our limits, our checks."""
        arguments = _with_schema(arguments, request)
        limit = "max_completion_tokens" if request.endpoint == "openai" else "max_tokens"
        arguments[limit] = request.max_tokens
        if request.temperature is not None:
            arguments["temperature"] = request.temperature
        expected = estimate_tokens(json.dumps(arguments, ensure_ascii=False))
        with self._meter.reserved(expected, request.max_tokens):
            response = self._send(arguments)
            prompt, completion = _tokens(response, expected)
            self._meter.paid(prompt, completion)
        seen.prompt += prompt
        seen.completion += completion
        checked(response)
        if request.endpoint != "openai":
            _all_was_read(response, arguments["messages"])
        seen.model = response.model or request.model
        choice = response.choices[0]
        seen.finish_reason = choice.finish_reason or "stop"
        prepared(choice.message, json.loads(request.schema), as_call=request.mode is Mode.TOOLS)
        seen.broke_off = broke_off(choice.message.content)
        return response

    def _send(self, arguments: dict[str, Any]) -> Any:
        """Send, without what this server has turned out not to know."""
        from openai import APIStatusError

        create = self._endpoint().chat.completions.create
        for told in self._learned:
            known = adapted(arguments, told)
            arguments = known.arguments if known else arguments
        tried, lasting = 0, []

        def adapting() -> Any:
            nonlocal arguments, tried
            while True:
                try:
                    return create(**arguments)
                except APIStatusError as error:
                    changed = adapted(arguments, all_told(error)) if error.status_code in _ADAPTABLE else None
                    if changed is None or tried == ADAPTATIONS:
                        raise
                    tried += 1
                    lasting.extend([all_told(error)] * changed.lasting)
                    arguments = changed.arguments

        response = send(adapting, self._settings)
        with self._lock:
            self._learned += [text for text in lasting if text not in self._learned]
        return response

    def _endpoint(self) -> OpenAI:
        from openai import OpenAI

        with self._lock:
            if self._openai is None:
                self._silence()
                self._openai = OpenAI(
                    # A local server needs no key, but the library does.
                    api_key=self._settings.api_key or "none",
                    base_url=self._settings.base_url or OPENAI_URL,
                    timeout=self._settings.timeout,
                    max_retries=0,
                )
            return self._openai

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            if self._openai is not None:
                self._openai.close()
                self._openai = None

    @staticmethod
    def _silence() -> None:
        """Errors are told once, in our words; without a handler Python would print instructor's to stderr as well."""
        import logging

        for name in ("instructor", "openai"):
            logging.getLogger(name).addHandler(logging.NullHandler())

    def _off_schema(self, error: BaseException) -> str:
        """What was wrong with an answer, without the answer."""
        from pydantic import ValidationError

        detail = one_line(str(error))
        if isinstance(error, ValidationError):
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"]) or "the answer"
            detail = f"{where}: {first['msg']}"
        detail = redacted(one_line(detail), self._settings)
        return (
            f"the answer did not fit the schema, also after a re-ask ({detail}); try another --mode or a stronger model"
        )


class _Seen:
    """What the answers to one request took, a re-ask included."""

    def __init__(self) -> None:
        self.prompt = self.completion = 0
        self.finish_reason = "stop"
        self.model = ""
        self.broke_off = False


@lru_cache(maxsize=32)
def _prepared(model: type[BaseModel]) -> type[BaseModel]:
    """The model as instructor wants it, made once: it would make a class and its schema anew with every call.

    The schema in it is a stub, since ``_with_schema`` puts ours in its place.
    """
    import instructor
    from pydantic import create_model

    def stub(*_: object, **__: object) -> dict[str, Any]:
        return {"title": "answer", "type": "object", "properties": {}, "required": []}

    prepared = create_model(model.__name__, __base__=(model, instructor.OpenAISchema))
    prepared.model_json_schema = stub  # type: ignore[method-assign]
    return prepared


def _with_schema(arguments: dict[str, Any], request: Request) -> dict[str, Any]:
    """Our compact schema in place of instructor's, with ``strict``, which no mode of instructor sends."""
    arguments = dict(arguments)
    schema = json.loads(request.schema)
    if request.mode is Mode.JSON_SCHEMA:
        form = {"name": "answer", "strict": True, "schema": schema}
        arguments["response_format"] = {"type": "json_schema", "json_schema": form}
    elif request.mode is Mode.TOOLS:
        arguments["tools"] = [
            {"type": "function", "function": {"name": "answer", "strict": True, "parameters": schema}}
        ]
        arguments["tool_choice"] = {"type": "function", "function": {"name": "answer"}}
    else:
        told = f"{request.system}\n\nAnswer with one JSON object that fits this JSON schema:\n{request.schema}"
        arguments["messages"] = [{"role": "system", "content": told}, *arguments["messages"][1:]]
    return arguments


def _tokens(response: Any, expected: int) -> tuple[int, int]:
    """Prompt and completion tokens; estimates where a server does not count, since zero would void every budget."""
    usage = getattr(response, "usage", None)
    choices = getattr(response, "choices", None) or []
    written = sum(estimate_tokens(str(choice.message)) for choice in choices)
    if usage is None:
        return expected, written
    return usage.prompt_tokens or expected, usage.completion_tokens or written


def _all_was_read(response: Any, messages: Sequence[dict[str, Any]]) -> None:
    """See that the server has read the whole question: some drop, in silence, what is beyond their context.

    Ollama reads exactly as many tokens as its context holds. Our estimate is rough, so that otherwise only a third of
    it is proof enough.

    Raises:
        CutError: it has not.

    """
    read = getattr(response.usage, "prompt_tokens", None) or 0
    asked = sum(estimate_tokens(str(message.get("content") or "")) for message in messages)
    is_full = read >= _LEAST_CONTEXT and read % _LEAST_CONTEXT == 0 and asked > read
    if is_full or (read >= _LEAST_CONTEXT and 3 * read < asked):
        raise CutError(
            f"the server has read {read:,} tokens only of a request of about {asked:,}: give it more context "
            "(with Ollama: OLLAMA_CONTEXT_LENGTH), or lower LLMTOOL_CHUNK_CHARS"
        )
