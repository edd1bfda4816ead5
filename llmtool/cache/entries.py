"""What is stored of an answer: one line of JSON under a key that is made of the hashes of the request's parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from llmtool.client import Answer, Request

if TYPE_CHECKING:
    from pydantic import BaseModel

COMPONENTS = ("endpoint", "model", "system", "user", "schema", "sampling", "trial", "mode")


def key_of(components: Mapping[str, str], names: Iterable[str] = COMPONENTS) -> str:
    """The key of a request, from the hashes of the parts named."""
    return hashlib.sha256(json.dumps([components[name] for name in names]).encode()).hexdigest()


def entry_of(prompt: str, request: Mapping[str, str], components: Mapping[str, str], answer: Answer) -> str:
    """The line of JSON that is stored."""
    return compact(
        {
            "key": key_of(components),
            "prompt": prompt,
            "request": request,
            "components": components,
            "answer": answer.as_dict(),
        }
    )


def compact(entry: Mapping[str, Any]) -> str:
    """JSON on one line: the same entry gives the same bytes."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parsed(text: str) -> dict[str, Any] | None:
    """A stored entry, or None where it is not one of ours."""
    try:
        entry = json.loads(text)
    except ValueError:
        return None
    whole = isinstance(entry, dict) and {"prompt", "request", "components", "answer"} <= set(entry)
    return entry if whole else None


def readable(stored: str, response_model: type[BaseModel]) -> Answer | None:
    """The stored answer where it is one and still fits the model of the answer; otherwise it has to be asked again."""
    try:
        answer = Answer(**json.loads(stored)["answer"])
        response_model.model_validate_json(answer.text)
    except (ValueError, KeyError, TypeError, ValidationError):
        return None
    return answer


def nearest(request: Request, entries: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The entry whose request is most alike: of the same prompt, and with the most parts in common."""
    wanted = request.components()
    best: tuple[tuple[bool, bool, int], Mapping[str, Any]] | None = None
    for entry in entries:
        same = sum(entry["components"].get(name) == digest for name, digest in wanted.items())
        named = entry["prompt"].split("/")[0] == request.prompt.split("/")[0]
        rank = (named, entry.get("subject") == request.subject, same)
        if best is None or rank > best[0]:
            best = rank, entry
    return best and best[1]


def differences(request: Request, entry: Mapping[str, Any], names: Iterable[str] = COMPONENTS) -> list[str]:
    """The parts in which a request differs from a stored one, with both values where they can be shown."""
    wanted, shown = request.components(), request.readable()
    return [
        f"{name} (stored {entry['request'].get(name)!r}, asked {shown[name]!r})" if name in shown else name
        for name in names
        if entry["components"].get(name) != wanted[name]
    ]
