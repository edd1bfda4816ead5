"""What is recorded: by case and engine the settings that are part of each request, ``evals/recordings/settings.toml``.

A replay takes them from here and nothing from its surroundings, so that it is the same on every machine.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from llmtool.config import LlmSettings, Mode
from llmtool.errors import UsageError
from llmtool.schema import Record

SETTINGS = "settings.toml"
_HEAD = "# Written by `llmtool eval record`. Replays use these settings: they are part of every recorded request.\n"


class RecordedEngine(StrEnum):
    """The engines whose answers are recorded; one-chat is the baseline that llm has to beat."""

    LLM = "llm"
    ONE_CHAT = "one_chat"


class RecordedSettings(Record):
    """How one case was recorded for one engine. ``endpoint`` says where; a replay does not need it."""

    model: Annotated[str, Field(min_length=1)]
    endpoint: str
    mode: Mode = Mode.JSON_SCHEMA
    temperature: float | None = None
    max_output_tokens: Annotated[int, Field(gt=0)]
    chunk_chars: Annotated[int, Field(gt=0)]
    trials: Annotated[int, Field(gt=0)] = 1

    def for_replay(self, trial: int) -> LlmSettings:
        """The settings of a run that makes no call: no address, no key."""
        return LlmSettings(
            model=self.model,
            mode=self.mode,
            workers=1,
            temperature=self.temperature,
            max_output_tokens=self.max_output_tokens,
            chunk_chars=self.chunk_chars,
            trial=trial,
        )


@dataclass(frozen=True, order=True)
class Recorded:
    """One case, recorded for one engine."""

    case: str
    engine: RecordedEngine


def settings_of(llm: LlmSettings, trials: int) -> RecordedSettings:
    """What has to be kept of the settings of a live run."""
    return RecordedSettings(
        model=llm.model,
        endpoint=llm.endpoint,
        mode=llm.mode,
        temperature=llm.sampling_temperature,
        max_output_tokens=llm.output_tokens,
        chunk_chars=llm.chunk_chars,
        trials=trials,
    )


def load_settings(folder: Path) -> dict[Recorded, RecordedSettings]:
    """What is recorded, sorted by case and engine; nothing where the file is missing.

    Raises:
        UsageError: the file is not what ``save_settings`` writes.

    """
    path = folder / SETTINGS
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found = {
            Recorded(case, RecordedEngine(engine)): RecordedSettings.model_validate(values)
            for case, engines in data.items()
            for engine, values in engines.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, ValidationError) as error:
        raise UsageError(f"{path}: not settings of recordings: {' '.join(str(error).split())}") from error
    return dict(sorted(found.items()))


def save_settings(folder: Path, settings: Mapping[Recorded, RecordedSettings]) -> None:
    """Write them, sorted."""
    parts = [_HEAD]
    for recorded, values in sorted(settings.items()):
        lines = [
            f"{name} = {_toml(value)}" for name, value in values.model_dump(mode="json").items() if value is not None
        ]
        parts.append("\n".join([f"\n[{recorded.case}.{recorded.engine}]", *lines, ""]))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SETTINGS).write_text("".join(parts), encoding="utf-8", newline="\n")


def _toml(value: str | float) -> str:
    import json

    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def path_of(folder: Path, case: str) -> Path:
    """The file with the recordings of a case."""
    return folder / f"{case}.jsonl"
