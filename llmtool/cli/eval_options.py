"""Options that several ``llmtool eval`` commands share, and where things lie."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

CASES = Path("evals/cases")
RECORDINGS = Path("evals/recordings")
BASELINE = Path("evals/baseline.json")
FLOORS = Path("evals/floors.toml")

Cases = Annotated[Path, typer.Option("--cases", help="Folder of the cases.")]
CaseNames = Annotated[list[str], typer.Option("--case", help="Only this case. May be repeated.", show_default=False)]
Recordings = Annotated[Path, typer.Option(help="Folder of the recordings.")]


class EvalEngine(StrEnum):
    """What is measured; a test holds this against the harness."""

    OFFLINE = "offline"
    LLM = "llm"
    ONE_CHAT = "one_chat"


class Part(StrEnum):
    """Which labelled disputes; a test holds this against the reader of disputes."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"
    ALL = "all"


class RecordedEngine(StrEnum):
    """What is recorded; a test holds this against the harness."""

    LLM = "llm"
    ONE_CHAT = "one_chat"
