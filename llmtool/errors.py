"""The errors that llmtool raises, and the exit code of each.

::

    LlmtoolError                 (never raised itself)
    ├── UsageError          2    a flag, a setting or a parties file is wrong
    ├── InputError          3    a source can't be read
    ├── CacheMissError      3    --replay, and an answer isn't in the cache
    └── EngineError         4    the model's side
        ├── CallError            a call failed after its retries
        │   └── AnswerError      the model answered, and the answer is of no use: refused, or off-schema
        │       └── CutError     the answer or the request was too long: a smaller request may work
        └── BudgetError          the next call would exceed --max-cost
    any other exception     70   a fault of llmtool

Every message is one line that names the thing and what to do next.
"""

from __future__ import annotations

from typing import ClassVar

OK = 0
FINDINGS = 1
"""Findings under ``--fail-on``, or a quality gate that is not met."""
USAGE = 2
INPUT = 3
ENGINE = 4
INTERNAL = 70
"""A fault of llmtool itself: the number that sysexits.h has for it, so that no script takes a crash for findings."""
INTERRUPTED = 130


class LlmtoolError(Exception):
    """Any error that llmtool explains in one line."""

    exit_code: ClassVar[int] = USAGE


class UsageError(LlmtoolError):
    """A flag, a setting or a file of settings is wrong."""


class InputError(LlmtoolError):
    """A source can't be used."""

    exit_code = INPUT


class CacheMissError(LlmtoolError):
    """A replay needs an answer that is not in the cache."""

    exit_code = INPUT


class EngineError(LlmtoolError):
    """The model's side went wrong."""

    exit_code = ENGINE


class CallError(EngineError):
    """One call gave no usable answer: it failed, was refused, was cut or stayed off-schema."""


class AnswerError(CallError):
    """The model answered, and the answer is of no use. Asking again would most likely give the same.

    It was paid all the same: ``prompt_tokens`` and ``completion_tokens``, as far as they are known.
    """

    prompt_tokens = 0
    completion_tokens = 0


class CutError(AnswerError):
    """The answer was cut, or the request did not fit the model: asking for less at once may work."""


class BudgetError(EngineError):
    """The next call would exceed the budget."""


def crash(error: Exception) -> str:
    """A fault in one line: what it says, and where in the code it was raised."""
    import traceback
    from pathlib import Path

    place = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" at {Path(place[0].filename).name}:{place[0].lineno} in {place[0].name}" if place else ""
    return f"crashed: {type(error).__name__}: {' '.join(str(error).split())}{where}"
