"""The label of a turn: who speaks from a unit on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Label:
    """A unit that opens with a speaker's name: the name's span, and the offset where the words begin."""

    start: int
    end: int
    speech: int
    question: bool
    answer: bool
    bullet: bool
    voice: Literal["speaker", "chair", "outlet"] = "speaker"
    until: int = -1
    """Where what the label opens ends, in a letter: at its signature; -1 where the next label ends it."""
