"""Documents that repeat one another: a wire story that several papers print under their own headlines."""

from __future__ import annotations

import datetime as dt
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from llmtool.schema import Document
from llmtool.words import tokens

_LENGTH = 5
"""Words in a shingle: long enough that two writers don't arrive at the same ones, save in names and quotations."""
_CONTAINED = 0.7
_ALIKE = 0.4
"""A copy has 70 % of the shorter text in common with the longer one, and 40 % of both together: a paragraph may be
added or some cut, but a statement that a long article quotes in full is no copy of that article. Two articles that
share nothing but quotations stay far below."""
_MAX_CHARS = 200_000
_POSTINGS = 48
_TRIED = 4


def with_copies(documents: Sequence[Document]) -> tuple[Document, ...]:
    """``documents`` in the order given, each that repeats another with ``copy_of`` set to the earliest of its group.

    The earliest is the first by date and then by source; documents without a date come last.
    """
    order = sorted(range(len(documents)), key=lambda place: earliest_first(documents[place]))
    shingles: dict[int, frozenset[int]] = {}
    root: dict[int, int] = {}
    same: dict[tuple[str, ...], int] = {}
    index: defaultdict[int, list[int]] = defaultdict(list)
    for place in order:
        words = tuple(tokens(documents[place].text[:_MAX_CHARS]))
        twin = same.setdefault(words, place)
        if twin != place:
            root[place] = root[twin]
            continue
        mine = _shingles(words)
        shingles[place] = mine
        original = _original(mine, shingles, index)
        root[place] = place if original is None else root[original]
        for shingle in _sample(mine):
            # Enough of the early ones suffice: a story that is printed a thousand times need not be met in each.
            if len(index[shingle]) < _POSTINGS:
                index[shingle].append(place)
    return tuple(
        document if root[place] == place else document.model_copy(update={"copy_of": documents[root[place]].id})
        for place, document in enumerate(documents)
    )


def earliest_first(document: Document) -> tuple[dt.date, str, str]:
    """The key that sorts documents: by date, then by source; those without a date last."""
    return document.published or dt.date.max, document.source, document.id


def _shingles(words: Sequence[str]) -> frozenset[int]:
    """Checksums of the runs of words; the same on every machine, unlike ``hash``."""
    return frozenset(
        zlib.crc32(" ".join(words[start : start + _LENGTH]).encode("utf-8", "surrogatepass"))
        for start in range(len(words) - _LENGTH + 1)
    )


def _sample(shingles: frozenset[int]) -> list[int]:
    """A share of the shingles that is the same share in every text, so that texts in common stay in common."""
    return [shingle for shingle in shingles if shingle % 4 == 0]


def _original(mine: frozenset[int], shingles: dict[int, frozenset[int]], index: dict[int, list[int]]) -> int | None:
    """The earlier text that has most in common with this one, if that makes this one a copy."""
    met = Counter(other for shingle in _sample(mine) for other in index.get(shingle, ()))
    best: tuple[float, int] | None = None
    for other, _ in sorted(met.items(), key=lambda item: (-item[1], item[0]))[:_TRIED]:
        common = len(mine & shingles[other])
        contained = common / min(len(mine), len(shingles[other]))
        alike = common / len(mine | shingles[other])
        if contained >= _CONTAINED and alike >= _ALIKE and (best is None or alike > best[0]):
            best = (alike, other)
    return best[1] if best else None
