"""The Python API: the same steps as the command line, for scripts and notebooks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from llmtool import pipeline
from llmtool.align import load_parties
from llmtool.config import CachePolicy, EngineChoice, Mode, cache_folder, choose_engine
from llmtool.engines.protocol import Progress, no_progress
from llmtool.errors import UsageError
from llmtool.schema import Comparison

Choice = TypeVar("Choice", bound=StrEnum)


def compare_documents(
    sources: Sequence[str | os.PathLike[str]],
    *,
    engine: str = "auto",
    model: str | None = None,
    base_url: str | None = None,
    mode: str = "json_schema",
    parties: str | os.PathLike[str] | None = None,
    cache: str = "use",
    cache_dir: str | os.PathLike[str] | None = None,
    max_cost: float | None = None,
    allow_private: bool = False,
    relations: bool = True,
    progress: Progress = no_progress,
) -> Comparison:
    """Read the sources and compare what they say.

    Args:
        sources: Paths, folders, globs or URLs.
        engine: ``auto``, ``offline`` or ``llm``.
        model: Model of the llm engine.
        base_url: OpenAI-compatible endpoint; the key is read from ``OPENAI_API_KEY``.
        mode: ``json_schema``, ``tools`` or ``json``: how structured output is asked for.
        parties: TOML file that adds or overrides parties and speakers.
        cache: ``use``, ``refresh``, ``replay`` or ``off``.
        cache_dir: Folder of stored answers.
        max_cost: Stop before the call that would exceed this many US dollars.
        allow_private: Let URLs point into the local network.
        relations: False stops after the positions.
        progress: Called with stage, done and total.

    Returns:
        The comparison. Look at ``failures`` and ``ungrounded`` before reading an absence as agreement.

    Raises:
        InputError: not one source could be read.
        UsageError: a setting is wrong, or ``llm`` has no endpoint.
        CacheMissError: ``replay`` misses an answer.
        EngineError: the endpoint can't be used at all.

    """
    rules = load_parties(Path(parties)) if parties is not None else None
    wanted, asked, policy = _one_of(EngineChoice, engine), _one_of(Mode, mode), _one_of(CachePolicy, cache)
    chosen = choose_engine(wanted, base_url=base_url, model=model, mode=asked, max_cost=max_cost)
    runner = pipeline.make_engine(chosen, rules=rules, policy=policy, folder=cache_folder(cache_dir))
    ingested = pipeline.read([os.fspath(source) for source in sources], allow_private=allow_private, progress=progress)
    return pipeline.compare(ingested, runner, rules, progress, judge=relations)


def _one_of(choices: type[Choice], given: str) -> Choice:
    try:
        return choices(given)
    except ValueError:
        raise UsageError(f"{given!r} is none of {', '.join(choices)}") from None
