"""``--baseline``: findings that people have answered before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmtool.cli.console import note

if TYPE_CHECKING:
    from llmtool.revisions.baseline import Baseline, Known
    from llmtool.schema import Comparison

BaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline", help="File of findings that are known, as llmtool triage writes it.", show_default=False
    ),
]


def read_baseline(path: Path | None) -> Baseline:
    """The baseline in the file, before any other work is done; an empty one where none is given.

    Raises:
        UsageError: it can't be read, or a line of it is not one of a baseline.

    """
    from llmtool.revisions.baseline import Baseline, load

    return Baseline() if path is None else load(path)


def hold_against(comparison: Comparison, baseline: Baseline, path: Path | None, *, quiet: bool = False) -> Known:
    """What of a run is known, with a note on each entry that matches nothing any more."""
    from llmtool.report.build import build
    from llmtool.revisions.baseline import known

    found = known(baseline, build(comparison))
    if path is None or quiet:
        return found
    tell_stale(found, path, comparison)
    note(f"baseline: {len(found.settled)} of {len(comparison.relations)} findings are known")
    return found


def tell_stale(found: Known, path: Path, comparison: Comparison) -> None:
    """A note on each entry that no finding of the run matches."""
    left = "what failed in this run may hide it" if comparison.failures or comparison.ungrounded else "remove the line"
    for entry in found.stale:
        note(f"stale: {path}:{entry.line}: {entry.key} ({entry.about}) is not found any more; {left}")
