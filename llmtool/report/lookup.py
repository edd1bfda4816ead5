"""Records by their ids, in a run file that may be damaged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from llmtool.errors import InputError

_T = TypeVar("_T")


def find(table: Mapping[str, _T], wanted: str, owner: str) -> _T:
    """The record with an id that ``owner`` refers to.

    Raises:
        InputError: there is none, so the run file was damaged or edited.

    """
    try:
        return table[wanted]
    except KeyError:
        raise InputError(
            f"{owner} names {wanted}, which is not in the run: check the file with llmtool verify"
        ) from None
