"""The blessed runs that new ones are held against: ``evals/baseline.json``, one run for each engine.

The file has the same bytes for the same runs, so that a difference in it is a difference in what the tool does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from llmtool.errors import UsageError
from llmtool.evaluate.results import Run, dump

_FORMAT = "1"


def lean(run: Run) -> Run:
    """The run without its predicted positions: their sums are kept, and a comparison needs no more."""
    cases = tuple(case.model_copy(update={"predicted": (), "ungrounded": ()}) for case in run.cases)
    return run.model_copy(update={"cases": cases})


def dump_baseline(runs: Iterable[Run]) -> str:
    """The runs as JSON, sorted by engine."""
    blessed = {run.engine: json.loads(dump(run)) for run in runs}
    return json.dumps({"format": _FORMAT, "runs": blessed}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load_baseline(path: Path) -> dict[str, Run]:
    """The blessed runs by engine; none where there is no file yet.

    Raises:
        UsageError: the file is not a baseline of this format.

    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != _FORMAT:
            raise UsageError(f"{path}: not a baseline of this format; make it again with: llmtool eval bless")
        return {engine: Run.model_validate(run) for engine, run in sorted(data["runs"].items())}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
        raise UsageError(f"{path}: not a baseline; make it again with: llmtool eval bless") from error
