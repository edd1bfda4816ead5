"""Settings: what the flags and the environment say, and where the cache lies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from llmtool.errors import UsageError

DEFAULT_MODEL = "gpt-5-mini"
DEFAULT_WORKERS = 8


class EngineChoice(StrEnum):
    """Which engine to use; ``auto`` is llm where a key or a base URL is configured, and offline otherwise."""

    AUTO = "auto"
    OFFLINE = "offline"
    LLM = "llm"


class Mode(StrEnum):
    """How structured output is asked for; some servers know only one way."""

    JSON_SCHEMA = "json_schema"
    TOOLS = "tools"
    JSON = "json"


class CachePolicy(StrEnum):
    """``use`` reads and writes, ``refresh`` only writes, ``replay`` only reads and fails on a miss, ``off`` neither."""

    USE = "use"
    REFRESH = "refresh"
    REPLAY = "replay"
    OFF = "off"


@dataclass(frozen=True)
class LlmSettings:
    """Everything the llm engine needs to reach an OpenAI-compatible endpoint.

    ``api_key`` is kept out of ``repr`` so that it can't end up in a log or a traceback. ``chunk_chars`` is the
    most text of a document in one call; a longer document is read in parts. ``max_output_tokens`` left open is
    16,384 at OpenAI, where it has to hold a model's reasoning too, and 8,192 elsewhere.
    """

    model: str = DEFAULT_MODEL
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    mode: Mode = Mode.JSON_SCHEMA
    workers: int = DEFAULT_WORKERS
    timeout: float = 120.0
    temperature: float | None = None
    max_output_tokens: int | None = None
    max_cost: float | None = None
    trial: int = 0
    chunk_chars: int = 16000

    @property
    def endpoint(self) -> str:
        """A name for the endpoint without port, path of the user or credentials: part of the cache key."""
        if self.base_url is None:
            return "openai"
        from urllib.parse import urlsplit

        host = urlsplit(self.base_url).hostname or ""
        return "openai" if host == "api.openai.com" else host

    @property
    def output_tokens(self) -> int:
        """The most tokens of one answer."""
        return self.max_output_tokens or (16_384 if self.endpoint == "openai" else 8_192)

    @property
    def sampling_temperature(self) -> float | None:
        """The temperature to send: none to OpenAI, whose reasoning models refuse one, and 0 to others."""
        if self.temperature is not None or self.endpoint == "openai":
            return self.temperature
        return 0.0


@dataclass(frozen=True)
class ChosenEngine:
    """The engine that will run, and why, in words for a person."""

    name: EngineChoice
    reason: str
    llm: LlmSettings | None = None


def choose_engine(
    choice: EngineChoice,
    *,
    base_url: str | None = None,
    model: str | None = None,
    environ: Mapping[str, str] | None = None,
    replay: bool = False,
    **settings: object,
) -> ChosenEngine:
    """Decide the engine from the flags and the usual variables.

    Reads ``OPENAI_API_KEY``, ``OPENAI_BASE_URL``, ``LLMTOOL_MODEL`` and ``OPENAI_MODEL``, and the rarer
    ``LLMTOOL_MAX_OUTPUT_TOKENS`` and ``LLMTOOL_CHUNK_CHARS``. A flag wins over a variable. A replay needs no key.

    Raises:
        UsageError: ``llm`` was asked for and neither a key nor a base URL is configured (never downgraded in silence),
            or a setting is not valid.

    """
    environ = os.environ if environ is None else environ
    key = environ.get("OPENAI_API_KEY") or None
    url = base_url or environ.get("OPENAI_BASE_URL") or None
    model_name = model or environ.get("LLMTOOL_MODEL") or environ.get("OPENAI_MODEL") or DEFAULT_MODEL
    if choice is EngineChoice.OFFLINE:
        return ChosenEngine(EngineChoice.OFFLINE, "asked for")
    configured = (
        "--base-url is given"
        if base_url
        else "OPENAI_BASE_URL is set"
        if url
        else "OPENAI_API_KEY is set"
        if key
        else None
    )
    if choice is EngineChoice.AUTO and configured is None:
        return ChosenEngine(EngineChoice.OFFLINE, "no API key or base URL is configured")
    if configured is None and not replay:
        raise UsageError(
            "--engine llm needs an endpoint: set OPENAI_API_KEY, or give --base-url for a local server, "
            "or use --engine offline"
        )
    if url is not None and not url.startswith(("http://", "https://")):
        raise UsageError("the base URL must start with http:// or https://, such as http://localhost:11434/v1")
    for name, variable in (("max_output_tokens", "LLMTOOL_MAX_OUTPUT_TOKENS"), ("chunk_chars", "LLMTOOL_CHUNK_CHARS")):
        if environ.get(variable):
            settings.setdefault(name, _positive(variable, environ[variable]))
    reason = "asked for" if choice is EngineChoice.LLM else str(configured)
    llm = LlmSettings(model=model_name, base_url=url, api_key=key, **settings)  # type: ignore[arg-type]
    return ChosenEngine(EngineChoice.LLM, reason, llm)


def _positive(variable: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise UsageError(f"{variable} must be a whole number above 0, not {value!r}")
    return int(value)


def cache_folder(given: str | os.PathLike[str] | None = None, environ: Mapping[str, str] | None = None) -> Path:
    """The folder of stored answers: the given one, ``LLMTOOL_CACHE_DIR``, or llmtool's own among the user's caches.

    Raises:
        UsageError: the folder begins with ``~name``, and nobody of that name has a home.

    """
    environ = os.environ if environ is None else environ
    folder = given or environ.get("LLMTOOL_CACHE_DIR")
    if not folder:
        from platformdirs import user_cache_path

        return user_cache_path("llmtool", appauthor=False)
    try:
        return Path(folder).expanduser()
    except RuntimeError:
        home = Path(folder).parts[0]
        raise UsageError(
            f"the cache folder {os.fspath(folder)} can't be found, for {home} has no home folder: "
            "give --cache-dir or LLMTOOL_CACHE_DIR another path"
        ) from None
