"""Where the words of an old text stand in its new version."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from llmtool.schema import Position, Span

_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST = 8 * 10**8
"""Words times words that are aligned exactly, in about 100 MB; beyond that a rougher way has to do."""

_APART = 4
"""Fewer unchanged words than that between two edits are read as part of one."""


@dataclass(frozen=True)
class Passage:
    """An edit: the stretch ``[start, end)`` of the old text and the one of the new; an empty one where nothing was."""

    old: tuple[int, int]
    new: tuple[int, int]


class Places:
    """The alignment of two versions of a text, word by word."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._length = max(len(old), 1), max(len(new), 1)

    @cached_property
    def _words(self) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
        return list(_WORD.finditer(self._old)), list(_WORD.finditer(self._new))

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        return [word.start() for word in self._words[0]], [word.start() for word in self._words[1]]

    @cached_property
    def _moved(self) -> dict[int, int]:
        """Number of a word in the old text to its number in the new one, for the words that are in both."""
        old, new = ([word.group() for word in words] for words in self._words)
        if self._old == self._new:
            return {number: number for number in range(len(old))}
        return {
            block_old + step: block_new + step
            for block_old, block_new, size in _blocks(old, new)
            for step in range(size)
        }

    @property
    def added(self) -> int:
        """Words that only the new text has."""
        kept = set(self._moved.values())
        return sum(number not in kept and _is_word(word) for number, word in enumerate(self._words[1]))

    @property
    def removed(self) -> int:
        """Words that only the old text has."""
        return sum(number not in self._moved and _is_word(word) for number, word in enumerate(self._words[0]))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What was put in the place of what, in order. Edits that only a few words part are one passage."""
        joined: list[list[int]] = []
        old_end = new_end = 0
        blocks = [*self._runs(), (len(self._words[0]), len(self._words[1]), 0)]
        for old_start, new_start, size in blocks:
            if old_start > old_end or new_start > new_end:
                if joined and old_end - joined[-1][1] < _APART:
                    joined[-1][1], joined[-1][3] = old_start, new_start
                else:
                    joined.append([old_end, old_start, new_end, new_start])
            old_end, new_end = old_start + size, new_start + size
        return tuple(
            Passage(self._stretch(0, old_from, old_to), self._stretch(1, new_from, new_to))
            for old_from, old_to, new_from, new_to in joined
        )

    def _runs(self) -> list[tuple[int, int, int]]:
        """Runs of words that both texts have: start in the old one, start in the new one, length."""
        runs: list[tuple[int, int, int]] = []
        for old, new in self._moved.items():
            if runs and (old, new) == (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]):
                runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
            else:
                runs.append((old, new, 1))
        return runs

    def _stretch(self, side: int, first: int, end: int) -> tuple[int, int]:
        words = self._words[side]
        if first < end:
            return words[first].start(), words[end - 1].end()
        place = words[first].start() if first < len(words) else len((self._old, self._new)[side])
        return place, place

    def overlap(self, old: Position, new: Position) -> float:
        """How far the evidence of two positions is the same, 0 to 1: the same words, or the same place."""
        if [span.exact.split() for span in old.evidence] == [span.exact.split() for span in new.evidence]:
            return 1.0
        mine, theirs = self._numbers(old.evidence, 0), self._numbers(new.evidence, 1)
        if not mine or not theirs:
            return 0.0
        shared = len({self._moved.get(number, -1) for number in mine} & theirs)
        # Evidence is narrowed to fewer words by one reading, and not by another: what is within counts as well.
        return (2 * shared / (len(mine) + len(theirs)) + shared / min(len(mine), len(theirs))) / 2

    def shift(self, old: Position, new: Position) -> float:
        """How far apart two positions stand, as a share of the text; it tells repeated words apart."""
        return old.evidence[0].start / self._length[0] - new.evidence[0].start / self._length[1]

    def _numbers(self, spans: Iterable[Span], side: int) -> set[int]:
        """The numbers of the words that begin inside the spans."""
        starts = self._starts[side]
        return {
            number for span in spans for number in range(bisect_left(starts, span.start), bisect_left(starts, span.end))
        }


def _is_word(match: re.Match[str]) -> bool:
    return match.group()[0].isalnum()


def _blocks(old: list[str], new: list[str]) -> Iterable[tuple[int, int, int]]:
    """Runs of words in both texts, in order: start in the old, start in the new, length."""
    if len(old) * len(new) > _LONGEST:
        from difflib import SequenceMatcher

        blocks = SequenceMatcher(None, old, new).get_matching_blocks()
        return [(block.a, block.b, block.size) for block in blocks]
    from rapidfuzz.distance import LCSseq

    # Equal words become equal numbers: rapidfuzz would compare hashes, which differ from one process to the next.
    numbers: dict[str, int] = {}
    a, b = ([numbers.setdefault(word, len(numbers)) for word in words] for words in (old, new))
    return [
        (code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in LCSseq.opcodes(a, b)
        if code.tag == "equal"
    ]
