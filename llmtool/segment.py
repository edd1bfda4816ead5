"""Sentences with exact offsets, and chunks of sentences for documents that are too long for one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """Sentence ``number`` (from 1) covers ``text[start:end]``, in code points."""

    number: int
    start: int
    end: int
