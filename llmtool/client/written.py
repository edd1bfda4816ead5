"""What a model has written, as the JSON that was asked for: found among thoughts and fences, small slips mended.

Servers that hold a model to the schema need none of this; many don't, and asking again costs a second answer.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessage

_THOUGHTS_END = re.compile(r"</(?:think|thinking|thought|thoughts|reasoning)>|\[/THINK\]|<\|message\|>", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[#(\[]?\s*(?:[Ss]|no\.|sentence|position|pair)?\s*(\d+)\s*[)\].:|]?\s*")
_BEGINS = re.compile(r"(?:```\w*\s*)?(\{|\[\s*[\[{])")
_BLANK = "\ufeff \r\n\t"
_DECODER = json.JSONDecoder(strict=False)  # a line break inside of a string is a slip, not another text


def prepared(message: ChatCompletionMessage, schema: dict[str, Any], *, as_call: bool) -> None:
    """Put what the model has written in order, in the message: the content, or the arguments of its call of the tool.

    Some servers leave it to the model to call the tool, and weak models write the call into the text.
    """
    from openai.types.chat.chat_completion_message import FunctionCall

    for call in message.tool_calls or []:
        function = getattr(call, "function", None)
        if function is not None:
            function.arguments = fitting(_text(function.arguments), schema)
    content = _text(message.content) or _among_thoughts(message)
    message.content = (content if as_call else fitting(content, schema)) or None
    if as_call and content and not message.tool_calls:
        value = _object_in(content)
        if value is not None:
            given = value.get("arguments", value) if isinstance(value, dict) else value
            message.function_call = FunctionCall(name="answer", arguments=fitting(json.dumps(given), schema))


def _among_thoughts(message: ChatCompletionMessage) -> str:
    """The answer where a server took all of it for thoughts, as vLLM does with models that were told not to think."""
    thoughts = getattr(message, "reasoning_content", None) or getattr(message, "reasoning", None)
    return thoughts if isinstance(thoughts, str) and thoughts.lstrip().startswith("{") else ""


def broke_off(text: str | None) -> bool:
    """Whether a text begins as JSON and ends before its end."""
    begin = _BEGINS.match((text or "").strip(_BLANK))
    if text is None or begin is None:
        return False
    text = begin.string[begin.start(1) :]
    try:
        _DECODER.raw_decode(text)
    except json.JSONDecodeError as error:
        return error.pos >= len(text) or error.msg.startswith("Unterminated string")
    return False


def fitting(text: str, schema: dict[str, Any]) -> str:
    """The JSON in the text, as the schema wants it where that is clear; the text itself where there is none in it."""
    value = _object_in(text)
    if value is None:
        return text
    written = json.dumps(_fitted(value, schema), ensure_ascii=False)
    # Half of a surrogate pair is no character, and no UTF-8.
    return written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text(content: Any) -> str:
    """Content as text: some servers send it in parts, thoughts among them, and arguments as the object itself."""
    if content is None or isinstance(content, str):
        return content or ""
    if isinstance(content, list) and all(isinstance(part, dict) and "type" in part for part in content):
        return "".join(str(part.get("text") or "") for part in content if part["type"] in {"text", "output_text"})
    return json.dumps(content)


def _object_in(text: str) -> Any:
    """The object or list that the text consists of, or the longest one in it; None where there is none."""
    text = text.strip(_BLANK)
    if not _BEGINS.match(text):
        ends = (mark.end() for mark in _THOUGHTS_END.finditer(text))
        text = next((text[end:] for end in ends if "{" in text[end:]), text).strip(_BLANK)
    if _BEGINS.match(text) and not text.startswith("`"):
        try:
            return _DECODER.raw_decode(text)[0]
        except (json.JSONDecodeError, RecursionError):
            return None  # what is inside of a broken object is not the object
    best: tuple[int, Any] = (0, None)
    at = text.find("{")
    while at >= 0:
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            end = at + 1
        else:
            best = max(best, (end - at, value), key=lambda found: found[0])
        at = text.find("{", end)
    return best[1]


def _fitted(value: Any, schema: dict[str, Any]) -> Any:
    """A value with its slips mended. One that fits comes back as it is, but for keys that the schema doesn't know."""
    types = schema.get("type")
    wanted = types if isinstance(types, list) else [types]
    if value is None and "null" in wanted:
        return None
    if "object" in wanted:
        return _object(value, schema)
    if "array" in wanted:
        items = [] if value is None else value if isinstance(value, list) else [value]
        return [_fitted(item, schema.get("items", {})) for item in items]
    if "integer" in wanted and isinstance(value, str) and (number := _NUMBER.fullmatch(value)):
        return int(number[1])
    if "string" in wanted and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and (labels := schema.get("enum")):
        plain = re.sub(r"[\s_-]+", "_", value.strip().casefold())
        return plain if plain in labels else value
    return value


def _object(value: Any, schema: dict[str, Any]) -> Any:
    properties: dict[str, dict[str, Any]] = schema.get("properties", {})
    lists = [name for name, of in properties.items() if of.get("type") == "array"]
    if isinstance(value, list):
        # The one object of a list, or the list itself, where the object is nothing but a list.
        inside = len(value) == 1 and isinstance(value[0], dict) and not properties.keys().isdisjoint(value[0])
        value = value[0] if inside else {lists[0]: value} if len(properties) == len(lists) == 1 else value
    if not isinstance(value, dict):
        return value
    if properties.keys().isdisjoint(value) and len(value) == 1:
        (inner,) = value.values()
        value = inner if isinstance(inner, dict) else value  # {"answer": {…}}
    given = {name: _fitted(value[name], of) for name, of in properties.items() if name in value}
    absent = {name: None for name, of in properties.items() if name not in value and "null" in (of.get("type") or ())}
    return given | absent
