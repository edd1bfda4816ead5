"""How far a run has come: on stderr, live on a terminal, in plain lines elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from llmtool.cli.console import is_terminal, note
from llmtool.cli.time_left import TimeLeft, clock

if TYPE_CHECKING:
    from llmtool.engines.protocol import Progress
    from llmtool.schema import Usage

STAGES = {
    "ingest": "reading sources",
    "extract": "finding positions",
    "read": "reading a long one",
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


def shows_bars(quiet: bool) -> bool:
    """Whether a person watches: progress is drawn, not written down."""
    return is_terminal(sys.stderr) and not quiet


@contextmanager
def progress(quiet: bool, usage: Callable[[], Usage] | None = None, left: TimeLeft | None = None) -> Iterator[Progress]:
    """Bars, what is spent and the time left on a terminal, a line as each stage ends when piped, nothing when quiet.

    ``usage`` is asked whenever something is shown, from another thread too; ``left`` estimates the whole run where it
    can, else the time left is that of the step under way, and says so.
    """
    if shows_bars(quiet):
        yield from _bars(usage, left or TimeLeft())
        return

    tenths: dict[str, int] = {}

    def lines(stage: str, done: int, total: int) -> None:
        if quiet or not total:
            return
        tenth, before = done * 10 // total, tenths.get(stage, 0)
        tenths[stage] = tenth
        if done == total or (total >= MANY and tenth > before):
            used = spent(usage()) if usage else ""
            note(f"{stage}: {done}/{total}{f' ({used})' if used else ''}")

    yield lines


def _bars(usage: Callable[[], Usage] | None, left: TimeLeft) -> Iterator[Progress]:
    from rich.console import Console, RenderableType
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
    from rich.text import Text

    from llmtool.schema import Usage

    used = usage or Usage

    class Bars(Progress):
        """The stages, and below them what is spent and how long it will still take."""

        def get_renderables(self) -> Iterator[RenderableType]:
            yield self.make_tasks_table(self.tasks)
            so_far = used()
            ahead = left.seconds(so_far, time.monotonic())
            text = Text(spent(so_far), style="dim")
            if told := _told(ahead, next((task.time_remaining for task in self.tasks if not task.finished), None)):
                text.append(" · " if text else "", style="dim").append(told, style="cyan")
            if text:
                yield text

    class Steps(ProgressColumn):
        """How many steps are done; nothing for a stage of one step."""

        def render(self, task: Task) -> Text:
            many = task.total is not None and task.total > 1
            return Text(f"{task.completed:,.0f}/{task.total:,.0f}" if many else "", style="progress.download")

    columns = (TextColumn("{task.description:<18}"), BarColumn(bar_width=24), Steps(), TimeElapsedColumn())
    lock = threading.Lock()
    tasks: dict[str, Any] = {}
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:

        def report(stage: str, done: int, total: int) -> None:
            if not total:
                return  # nothing to do in it
            # A stage of one step has no share that is done: its bar moves without telling one.
            size = None if total == 1 and not done else total
            with lock:
                left.note(stage, done, total, used(), time.monotonic())
                if stage not in tasks:
                    tasks[stage] = bars.add_task(STAGES.get(stage, stage), total=size)
                bars.update(tasks[stage], completed=done, total=size)

        yield report


def _told(whole: float | None, step: float | None) -> str:
    """The time left in words, for the whole run where that is known."""
    if whole is not None:
        return f"about {clock(whole)} left" if whole >= 1 else ""
    return f"about {clock(step)} left in this step" if step is not None and step >= 1 else ""
