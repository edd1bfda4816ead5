"""One request on the wire: what is temporary is tried again, and waits as long as it is told to."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from llmtool.client.told import TOO_LARGE, TOO_LONG, UnansweredError, all_told, answered, explained, is_quota
from llmtool.config import LlmSettings

if TYPE_CHECKING:
    from tenacity import RetryCallState

ATTEMPTS = 4
PATIENT_ATTEMPTS = 6
"""Where a server says that it is busy or still loading: limits of the rate are limits per minute."""
TIMEOUTS = 2
"""A call that timed out is tried once more only: a slow server would be given the same long work again and again."""
LONGEST_WAIT = 90.0
"""Seconds. Who asks for more, asks to come back another time."""

_TOLD_WAIT = re.compile(
    r"(?:try again|retry)(?: in| after)? (?:(?P<h>\d+)h)?(?:(?P<m>\d+)m(?!s))?(?:(?P<s>\d+(?:\.\d+)?) ?(?P<ms>ms|s))?",
    re.IGNORECASE,
)


def send(create: Callable[[], Any], settings: LlmSettings) -> Any:
    """Call ``create``, wait and try again where that can help.

    Raises:
        EngineError: nothing that the run asks for can work: wrong key, unknown model or mode, quota used up.
        CallError: this call gave no answer; ``CutError`` where it was too long.

    """
    from openai import OpenAIError
    from tenacity import Retrying, retry_if_exception

    def attempt() -> Any:
        try:
            return answered(create())
        except json.JSONDecodeError:
            raise UnansweredError(502, "an answer that is no JSON") from None

    retrying = Retrying(stop=_stop, wait=_wait, retry=retry_if_exception(_temporary), reraise=True, sleep=pause)
    try:
        return retrying(attempt)
    except (OpenAIError, UnansweredError) as error:
        attempts = retrying.statistics["attempt_number"]
        asked = _asked(error)
        raise explained(
            error, settings, attempts, asked if asked and asked > LONGEST_WAIT else None
        ) from None  # the original may show the key


def pause(seconds: float) -> None:
    """Wait between two attempts; tests replace it."""
    time.sleep(seconds)


def _temporary(error: BaseException) -> bool:
    from openai import APIConnectionError, APIStatusError

    if isinstance(error, APIConnectionError):  # timeouts are among them
        return True
    if not isinstance(error, APIStatusError | UnansweredError):
        return False
    status, told = error.status_code, all_told(error)
    if (_asked(error) or 0.0) > LONGEST_WAIT:
        return False
    if status == 429:
        return not is_quota(error) and not TOO_LARGE.search(told)
    return status in {408, 409, 425} or status > 500 or (status == 500 and not TOO_LONG.search(told))


def _stop(state: RetryCallState) -> bool:
    from openai import APITimeoutError

    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, APITimeoutError):
        return state.attempt_number >= TIMEOUTS
    return state.attempt_number >= (PATIENT_ATTEMPTS if _is_busy(error) else ATTEMPTS)


def _wait(state: RetryCallState) -> float:
    """What the server asks for; otherwise a growing time with jitter, longer where it is busy."""
    from tenacity import wait_random_exponential

    error = state.outcome.exception() if state.outcome else None
    asked = _asked(error)
    if asked is not None:
        return min(asked, LONGEST_WAIT)
    grown = wait_random_exponential(multiplier=2, max=40) if _is_busy(error) else wait_random_exponential(0.5, max=8)
    return grown(state)


def _is_busy(error: BaseException | None) -> bool:
    return getattr(error, "status_code", None) in {429, 503, 529}


def _asked(error: BaseException | None) -> float | None:
    """Seconds that a server asks to wait, in a header or in words."""
    response = getattr(error, "response", None)
    asked = retry_after(response.headers) if response is not None else None
    if asked is not None or not _is_busy(error):
        return asked
    match = _TOLD_WAIT.search(str(error))
    if not match or not any(match.group("h", "m", "s")):
        return None
    seconds = float(match["s"] or 0) / (1000 if match["ms"] == "ms" else 1)
    return int(match["h"] or 0) * 3600 + int(match["m"] or 0) * 60 + seconds


def retry_after(headers: Any) -> float | None:
    """Seconds that a server asks to wait, from ``Retry-After-Ms`` or ``Retry-After`` (seconds or a date)."""
    from email.utils import parsedate_to_datetime

    try:
        if milliseconds := headers.get("retry-after-ms"):
            return max(0.0, float(milliseconds) / 1000)
        if not (value := headers.get("retry-after")):
            return None
        try:
            return max(0.0, float(value))
        except ValueError:
            return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
