"""How long a run will still take, from the steps that were done and those that are planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmtool.schema import Usage

ONE_BY_ONE = frozenset({"align"})
"""Stages that ask for one answer after the other, however many workers there are."""


@dataclass
class TimeLeft:
    """An estimate for the whole run as soon as one answer has come.

    Answers from the cache take no time and tell nothing about it. A step of a later stage is taken to last as long as
    one of the stage under way; how many steps there will be is the plan's guess until a stage has begun.
    """

    workers: int = 1
    planned: Mapping[str, int] = field(default_factory=dict)
    """Steps by stage, in the order of the stages; nothing where no model is asked."""
    stored: int = 0
    """Steps among them whose answers are in the cache."""

    _stage: str = ""
    _done: int = 0
    _total: int = 0
    _began: float = 0.0
    _asked_before: int = 0
    _noted: float = 0.0
    _latency: float | None = None

    def note(self, stage: str, done: int, total: int, used: Usage, now: float) -> None:
        """Take in how far a stage has come; ``now`` in seconds of any clock that runs evenly."""
        if stage != self._stage:
            self._stage, self._began, self._asked_before = stage, now, used.calls
        self._done, self._total, self._noted = done, total, now
        if (asked := used.calls - self._asked_before) > 0:
            self._latency = (now - self._began) * self._at_once(stage, total) / asked

    def seconds(self, used: Usage, now: float) -> float | None:
        """What is left at this time, None where nothing tells it."""
        if self._latency is None or self._stage not in self.planned:
            return None
        stages = list(self.planned)
        still = max(self._total - self._done - max(self.stored - used.cached_calls, 0), 0)
        later = stages[stages.index(self._stage) + 1 :]
        rounds = still / self._at_once(self._stage, self._total)
        rounds += sum(self.planned[stage] / self._at_once(stage, self.planned[stage]) for stage in later)
        return max(rounds * self._latency - (now - self._noted), 0.0)

    def _at_once(self, stage: str, steps: int) -> int:
        return 1 if stage in ONE_BY_ONE else max(min(self.workers, steps), 1)


def clock(seconds: float) -> str:
    """``0:09``, ``12:40``, ``1:05:00``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
