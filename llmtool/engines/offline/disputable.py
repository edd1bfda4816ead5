"""Which of an outlet's own figures are positions: those that somebody else in the comparison gives another figure for.

A newspaper is full of figures that nobody disputes. One becomes a position of the outlet only where another voice, or
another document, speaks of the same thing with a figure of its own, or denies it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from llmtool.relate.claims.numbers import Quantity, quantities
from llmtool.schema import PositionDraft
from llmtool.words import content_stems

_FEW = 0.1
"""Share of the drafts that may have a word for it to tell what a figure is about."""
_LEAST = 12
"""Drafts below which shares say nothing: so many are counted as if there were more of them."""
_SHARED = 2
"""Words that two figures of one measure must share; counts of one thing need a single one beside the thing."""


@dataclass(frozen=True)
class _Told:
    """A draft with what it counts and what it speaks of."""

    document_id: str
    draft: PositionDraft
    own: bool
    figures: tuple[Quantity, ...]
    stems: frozenset[str]


def with_disputable(
    said: Mapping[str, tuple[PositionDraft, ...]], told: Mapping[str, tuple[PositionDraft, ...]]
) -> dict[str, tuple[PositionDraft, ...]]:
    """What is ``said`` in each document, with those of the outlets' figures ``told`` there that meet another figure.

    Time grows with the drafts and the words that they share, as an index of rare words finds what may meet.
    """
    everything = [
        *(_read(name, draft, own=False) for name, drafts in said.items() for draft in drafts),
        *(_read(name, draft, own=True) for name, drafts in told.items() for draft in drafts),
    ]
    rare = _rare(everything)
    by_word: dict[str, list[_Told]] = defaultdict(list)
    for each in everything:
        for word in sorted(each.stems & rare):
            by_word[word].append(each)
    kept = {id(each.draft) for each in everything if each.own and _meets_another(each, by_word)}
    return {
        name: tuple(
            sorted(
                (*drafts, *(draft for draft in told.get(name, ()) if id(draft) in kept)),
                key=lambda draft: draft.sentences,
            )
        )
        for name, drafts in said.items()
    }


def _read(document_id: str, draft: PositionDraft, *, own: bool) -> _Told:
    return _Told(document_id, draft, own, quantities(draft.claim), frozenset(content_stems(draft.claim)))


def _rare(everything: Iterable[_Told]) -> frozenset[str]:
    counts = Counter(stem for each in everything for stem in each.stems)
    most = max(_LEAST, _FEW * sum(1 for _ in everything))
    return frozenset(stem for stem, count in counts.items() if count <= most)


def _meets_another(figure: _Told, by_word: Mapping[str, Iterable[_Told]]) -> bool:
    shared: Counter[int] = Counter()
    others: dict[int, _Told] = {}
    for word in sorted(figure.stems):
        for other in by_word.get(word, ()):
            if other.document_id != figure.document_id or not other.own:
                shared[id(other)] += 1
                others[id(other)] = other
    return any(_same_thing(figure, others[key], count) for key, count in shared.items())


def _same_thing(figure: _Told, other: _Told, shared: int) -> bool:
    """Does the other give a figure of the same measure, for what they both count or speak of?"""
    for one in figure.figures:
        for two in other.figures:
            if one.dimension != two.dimension:
                continue
            if set(one.things) & set(two.things):
                return True
            if one.dimension != "count" and shared >= _SHARED:
                return True
    return False
