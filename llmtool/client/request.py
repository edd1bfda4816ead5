"""What is asked and what comes back: plain values that need neither openai nor instructor."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from llmtool.config import LlmSettings, Mode


@dataclass(frozen=True)
class Request:
    """One exact request. ``prompt`` and ``subject`` only name it for people; everything else decides the answer.

    ``schema`` is the JSON schema of the answer as compact JSON text. What does not change the answer is not here: the
    API key, timeouts, ports, the number of workers.
    """

    prompt: str
    subject: str
    endpoint: str
    model: str
    system: str
    user: str
    schema: str
    temperature: float | None
    max_tokens: int
    trial: int
    mode: Mode

    def components(self) -> dict[str, str]:
        """SHA-256 of each part that decides the answer, so that two requests can be told apart part by part."""
        parts: dict[str, object] = {
            "endpoint": self.endpoint,
            "model": self.model,
            "system": self.system,
            "user": self.user,
            "schema": self.schema,
            "sampling": [self.temperature, self.max_tokens],
            "trial": self.trial,
            "mode": str(self.mode),
        }
        return {name: _sha256(json.dumps(part, ensure_ascii=False)) for name, part in parts.items()}

    def readable(self) -> dict[str, str]:
        """The parts that are short and harmless enough to be shown, and stored, as they are."""
        return {
            "endpoint": self.endpoint,
            "model": self.model,
            "sampling": f"temperature {self.temperature}, at most {self.max_tokens} tokens",
            "trial": str(self.trial),
            "mode": str(self.mode),
        }


@dataclass(frozen=True)
class Answer:
    """A validated answer as JSON text; tokens include a re-ask."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    finish_reason: str
    served_model: str

    def as_dict(self) -> dict[str, Any]:
        """The fields, for storing."""
        return asdict(self)


def make_request(
    settings: LlmSettings, *, prompt: str, subject: str, system: str, user: str, response_model: type[BaseModel]
) -> Request:
    """The request for one prompt under the settings."""
    return Request(
        prompt=prompt,
        subject=subject,
        endpoint=settings.endpoint,
        model=settings.model,
        system=system,
        user=user,
        schema=_schema_text(response_model),
        temperature=settings.sampling_temperature,
        max_tokens=settings.output_tokens,
        trial=settings.trial,
        mode=settings.mode,
    )


@lru_cache(maxsize=32)
def _schema_text(model: type[BaseModel]) -> str:
    return json.dumps(compact_schema(model), separators=(",", ":"), ensure_ascii=False)


def compact_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of an answer, as strict modes want it and as short as it can be.

    Every field is required, no other is allowed, references are written out, titles and defaults are left out: the
    schema is billed with every call.
    """
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})

    def clean(node: Any) -> Any:
        if isinstance(node, list):
            return [clean(item) for item in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return clean(definitions[node["$ref"].rsplit("/", 1)[1]])
        if node.get("type") == "object":
            properties = {name: clean(value) for name, value in node["properties"].items()}
            return {
                "type": "object",
                "properties": properties,
                "required": list(properties),
                "additionalProperties": False,
            }
        kept = {name: clean(value) for name, value in node.items() if name not in {"title", "default", "description"}}
        options = kept.get("anyOf")
        if isinstance(options, list) and all(isinstance(o, dict) and set(o) == {"type"} for o in options):
            return {"type": [option["type"] for option in options]}  # "string or null" without the long form
        return kept

    return clean(schema)  # type: ignore[no-any-return]


def estimate_tokens(text: str) -> int:
    """About how many tokens a text has: four characters each in languages with spaces, one each in dense scripts."""
    dense = sum(1 for char in text if ord(char) >= 0x2E80)
    return (len(text) - dense + 3) // 4 + dense


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
