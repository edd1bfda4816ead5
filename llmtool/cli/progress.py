"""How far a run has come: on stderr, live on a terminal, in plain lines elsewhere."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from llmtool.cli.console import note

if TYPE_CHECKING:
    from llmtool.engines.protocol import Progress
    from llmtool.schema import Usage

STAGES = {
    "ingest": "reading sources",
    "extract": "finding positions",
    "align": "matching issues",
    "compare": "comparing",
    "second_reading": "reading again",
}
"""What a person calls a stage; in plain lines, which programs search, a stage keeps its own name."""

MANY = 20
"""A stage of this many steps tells each tenth of them, so that the log of a long run is not silent for hours."""


def spent(usage: Usage) -> str:
    """What a run has used so far; empty where no model was asked."""
    from llmtool.report.wording import count

    if not usage.calls and not usage.cached_calls:
        return ""
    cost = "price unknown" if usage.cost_usd is None else f"${usage.cost_usd:.4f} so far"
    tokens = count(usage.prompt_tokens + usage.completion_tokens, "token")
    return f"{count(usage.calls, 'call')} · {usage.cached_calls:,} cached · {tokens} · {cost}"


@contextmanager
def progress(quiet: bool, usage: Callable[[], Usage] | None = None) -> Iterator[Progress]:
    """Bars and what is spent on a terminal, a line as each stage ends when piped, nothing when quiet.

    ``usage`` is asked whenever something is shown, from another thread too.
    """
    if sys.stderr.isatty() and not quiet:
        yield from _bars(usage)
        return

    def lines(stage: str, done: int, total: int) -> None:
        if quiet or not total:
            return
        if done == total or (total >= MANY and done and done * 10 // total > (done - 1) * 10 // total):
            used = spent(usage()) if usage else ""
            note(f"{stage}: {done}/{total}{f' ({used})' if used else ''}")

    yield lines


def _bars(usage: Callable[[], Usage] | None) -> Iterator[Progress]:
    from rich.console import Console, RenderableType
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Bars(Progress):
        """The stages, and below them what is spent."""

        def get_renderables(self) -> Iterator[RenderableType]:
            yield self.make_tasks_table(self.tasks)
            if usage and (used := spent(usage())):
                yield Text(used, style="dim")

    columns = (
        TextColumn("{task.description:<18}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        _left(),
    )
    lock = threading.Lock()
    tasks: dict[str, Any] = {}
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:

        def report(stage: str, done: int, total: int) -> None:
            if not total:
                return  # nothing to do in it
            with lock:
                if stage not in tasks:
                    tasks[stage] = bars.add_task(STAGES.get(stage, stage), total=total)
                bars.update(tasks[stage], completed=done, total=total)

        yield report


def _left() -> Any:
    """The column of the time that a stage will still take, as soon as its first steps tell."""
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

    class Left(ProgressColumn):
        max_refresh = 0.5

        def render(self, task: Task) -> Text:
            if task.finished or task.time_remaining is None:
                return Text("")
            minutes, seconds = divmod(int(task.time_remaining), 60)
            return Text(f"about {minutes}:{seconds:02} left", style="cyan")

    return Left()
