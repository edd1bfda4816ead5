"""What differs between servers and models, and what to leave out or change where one says that it doesn't know it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from llmtool.client.told import TOO_LONG

LEAST_ANSWER = 1024
"""Tokens. Where the context of a server leaves less room for the answer, the text has to be shorter."""
_MARGIN = 32
"""Tokens that a server's own count may be off by."""

_LIMITS = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
_NAMES_LIMIT = re.compile(r"\bmax_(?:completion_|new_|output_)?tokens\b")
# What a model can write at most, as OpenAI, Anthropic, DeepSeek and Alibaba, Groq, and validators of frameworks say it.
_MOST = re.compile(
    r"at most (\d+)|\d+ > (\d+), which is the maximum|\[\s*\d+,\s*(\d+)\s*\]"
    r"|less than or equal to [`'\"]?(\d+)|value <= ?(\d+)"
)
_CONTEXT = re.compile(
    r"(?:context (?:length|window|size)|model length)(?: is| of)?(?: only)? \(?(\d+)|must be <= (\d+)"
)
_INPUT = re.compile(r"(\d+) (?:\w+ )?(?:input tokens|`inputs` tokens|in the messages|of text input|in the prompt)")
_NAMES_ANSWER = re.compile(r"in the (?:completion|output)|output tokens|completion tokens")
_NO_SYSTEM = re.compile(
    r"system.{0,20}(?:role|message|instruction|prompt).{0,40}\bnot\b|role.{0,30}not support.{0,10}system"
    r"|developer instruction is not enabled|roles must alternate"
)


@dataclass(frozen=True)
class Adapted:
    """Arguments that the server may take; ``lasting`` where they hold for every request, not for this one's length."""

    arguments: dict[str, Any]
    lasting: bool = True


def adapted(arguments: dict[str, Any], told: str) -> Adapted | None:
    """The arguments without what this server says it doesn't know, or None where nothing can be changed.

    Servers and models differ in five things: the token limit (its name, the most that a model can write, and how much
    a small context allows), temperature, the system role, ``tool_choice`` and ``strict``.
    """
    text = told.casefold()
    limit = next((name for name in _LIMITS if name in arguments), None)
    if limit and (changed := _limited(arguments, limit, text)):
        return changed
    if isinstance(arguments.get("tool_choice"), dict) and "tool_choice" in text:
        return Adapted({**arguments, "tool_choice": "required"})  # the same: there is only one tool
    if "temperature" in arguments and "temperature" in text:
        return Adapted({name: value for name, value in arguments.items() if name != "temperature"})
    if _NO_SYSTEM.search(text) and arguments["messages"][0]["role"] == "system":
        return Adapted({**arguments, "messages": _without_system(arguments["messages"])})
    if re.search(r"\bstrict\b", text) and (loose := without_strict(arguments)) != arguments:
        return Adapted(loose)
    return None


def _limited(arguments: dict[str, Any], limit: str, text: str) -> Adapted | None:
    """With a lower token limit, or one of another name."""
    named, now = _NAMES_LIMIT.search(text) is not None, arguments[limit]
    most = _number(_MOST, text) if named else None
    if most is not None and most < now:
        return Adapted({**arguments, limit: most})
    if TOO_LONG.search(text):
        context, given = _number(_CONTEXT, text), _number(_INPUT, text)
        if context is not None and given is not None:
            room = context - given - _MARGIN
            room = now // 2 if room >= now else room  # its count was an estimate
        else:
            room = now // 2 if named or _NAMES_ANSWER.search(text) else 0
        return Adapted({**arguments, limit: room}, lasting=False) if LEAST_ANSWER <= room < now else None
    if re.search(rf"\b{limit}\b", text):
        return Adapted({_LIMITS[limit] if name == limit else name: value for name, value in arguments.items()})
    return None


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(next(filter(None, match.groups()))) if match else None


def _without_system(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rules at the head of the first question, for models that know no system role."""
    rules, first, *rest = messages
    return [{**first, "content": f"{rules['content']}\n\n{first['content']}"}, *rest]


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
