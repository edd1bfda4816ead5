"""``llmtool cache``: the store of answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Look at, clear, export or import the stored answers.", no_args_is_help=True)
