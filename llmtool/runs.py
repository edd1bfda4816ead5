"""Run files: a comparison as JSON on disk."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from llmtool import invalid
from llmtool.errors import InputError
from llmtool.schema import SCHEMA_VERSION, Comparison


def load_run(path: str | Path) -> Comparison:
    """The comparison in a run file.

    Raises:
        InputError: the file can't be read, is not JSON, or is not a comparison of this schema version.

    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}); check the path") from error
    except (ValueError, RecursionError) as error:  # ValueError: bad UTF-8, bad JSON, a number of 5,000 digits
        raise InputError(
            f"{path}: not a run file: it is not JSON; write one with: llmtool compare … -o run.json"
        ) from error
    version = data.get("schema_version") if isinstance(data, dict) else None
    if version is None:
        raise InputError(
            f"{path}: not a run file: it has no schema_version; write one with: llmtool compare … -o run.json"
        )
    if version != SCHEMA_VERSION:
        raise InputError(
            f"{path}: schema version {version!r}, this llmtool reads {SCHEMA_VERSION!r}; make the run again, "
            "or use the llmtool that wrote it"
        )
    try:
        return Comparison.model_validate_json(json.dumps(data))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InputError(
            f"{path}: not a valid run file: {invalid.sentence(first)}; "
            "undo what was edited in it, or make the run again"
        ) from error
