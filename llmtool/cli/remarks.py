"""What a person should know of the sources of a run: one line each, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from llmtool.cli.console import is_terminal, note

if TYPE_CHECKING:
    from llmtool.ingest import Ingested
    from llmtool.schema import Comparison

LONG = 400_000
"""Code points from which on a document keeps the offline engine busy for a minute."""
PACE = {False: 20_000, True: 6_000}
"""Code points that it reads a second on one core of a small machine; True where it compares the positions too."""
MOST = 5


def waiting(sources: Sequence[str], *, quiet: bool) -> None:
    """What a person has to type a text for: a run that only waits looks like one that hangs."""
    if "-" in sources and is_terminal(sys.stdin) and not quiet:
        note("reading standard input: type or paste a text, and end it with Ctrl-D")


def before(ingested: Ingested, *, offline: bool, judge: bool, quiet: bool) -> None:
    """What was left out or dropped, what was read by guess, and what will take long: told before the work starts."""
    for failure in ingested.failures:
        note(f"skipped: {failure.subject}: {failure.error}")
    if quiet:
        return
    _told(f"{source}: given more than once, read once" for source in ingested.repeated)
    _told(f"{source}: {doubt}" for source, doubt in ingested.doubts)
    if offline:
        _told(
            f"{document.source}: {len(document.text):,} characters, which may take about "
            f"{_minutes(len(document.text) / PACE[judge])}; Ctrl-C stops, and shorter parts are read sooner"
            for document in ingested.documents
            if len(document.text) >= LONG
        )


def after(result: Comparison, *, judge: bool) -> None:
    """Sources that gave nothing, and a run that has nothing to set against one another."""
    from llmtool.report.silent import foreign, reasons

    silent = reasons(result)
    _told(
        f"{document.source}: {silent.get(document.id) or foreign(result, document)}"
        for document in result.documents
        if document.id in silent or foreign(result, document)
    )
    if judge and len(result.documents) == 1:
        note("one document: only what is said in it is compared; give another source to compare it with")


def _told(lines: Iterable[str]) -> None:
    """The first lines, and how many more there are."""
    found = list(lines)
    for line in found[:MOST]:
        note(line)
    if len(found) > MOST:
        note(f"and {len(found) - MOST} more sources like this")


def _minutes(seconds: float) -> str:
    minutes = max(round(seconds / 60), 1)
    return f"{minutes} minute{'s' * (minutes > 1)}"
