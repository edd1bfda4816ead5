"""What is wrong with a value, in plain words: the checks are pydantic's, whose own sentences are for programmers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_KINDS = {
    "string": "text in quotation marks",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a date such as 2026-03-31",
    "tuple": "a list",
    "list": "a list",
    "dict": "an object",
    "model": "an object",
    "enum": "text in quotation marks",
}
_BOUNDS = {
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
    "too_short": "must have at least {min_length} of them",
    "string_too_short": "must not be empty",
}
_SHOWN = 60


def place(error: ErrorDetails) -> str:
    """Where the value stands, as a program would write it: ``positions[17].evidence[0]``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"])
    return "".join(parts).removeprefix(".")


def sentence(error: ErrorDetails) -> str:
    """Where and what: ``usage.calls must be a whole number, not 1.5``."""
    return f"{place(error)}{': ' if error['type'] == 'value_error' else ' '}{told(error)}".lstrip(": ")


def told(error: ErrorDetails) -> str:
    """What is wrong, to be read after the name of the field or option: ``must be a whole number, not 'many'``."""
    kind, about = error["type"], error.get("ctx") or {}
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is no field that belongs there"
    if kind == "value_error":
        return str(about.get("error") or error["msg"].removeprefix("Value error, "))
    if kind in {"enum", "literal_error"}:
        return f"must be one of {about['expected']}{_given(error)}"
    if kind in _BOUNDS:
        return _BOUNDS[kind].format(**about) + _number(error, about)
    wanted = _KINDS.get(kind.partition("_")[0])
    if wanted and kind.endswith(("_type", "_parsing", "_from_float", "_inexact")):
        return f"must be {wanted}{_given(error)}"
    return error["msg"][:1].lower() + error["msg"][1:]


def _given(error: ErrorDetails) -> str:
    value = error.get("input")
    if isinstance(value, Mapping):
        return ", not an object"
    if isinstance(value, list | tuple):
        return ", not a list"
    if value is None:
        return ", not empty"
    text = repr(value)
    return f", not {text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}"


def _number(error: ErrorDetails, about: Mapping[str, Any]) -> str:
    """What was given, where it is a number: the text or the list that is too short says nothing."""
    return "" if "min_length" in about else _given(error)
