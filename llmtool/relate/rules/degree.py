"""Two assessments of one thing that lie far apart: tremendous progress and slow progress, all and hardly any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from llmtool.relate.claims.reading import Reading

_HIGH = frozenset(
    "tremendous great huge enormous massive substantial considerable strong rapid vast broad remarkable excellent real "
    "significant major extensive overwhelming full complete good swift big large widespread severe".split()
)
_LOW = frozenset(
    "slow little slight minor small limited modest marginal negligible insignificant weak partial scant minimal patchy "
    "fragile poor sluggish tiny meagre feeble narrow mild disappointing insufficient".split()
)
_NEAR = 3
"""A word of degree belongs to a thing so many words after it, or to one just before ``was``."""


@dataclass(frozen=True)
class Degrees:
    """How much of ``thing`` each side sees, in its words."""

    thing: str
    first: str
    second: str


def degrees(a: Reading, b: Reading, weights: Mapping[str, float]) -> tuple[Degrees, ...]:
    """Things that one calls great and the other small, the rarest first."""
    ours, theirs = _assessed(a), _assessed(b)
    apart = [thing for thing in ours if thing in theirs and ours[thing][0] != theirs[thing][0]]
    apart.sort(key=lambda thing: (-weights.get(thing, 0.0), thing))
    return tuple(Degrees(thing, ours[thing][1], theirs[thing][1]) for thing in apart)


@lru_cache(maxsize=2048)
def _assessed(reading: Reading) -> dict[str, tuple[bool, str]]:
    """Things with whether they are called great, and the words that say so."""
    found: dict[str, tuple[bool, str]] = {}
    for place, word in enumerate(reading.words):
        plain = word.text.casefold()
        if plain not in _HIGH and plain not in _LOW:
            continue
        negated = any(word.concept in pivot.scope for pivot in reading.pivots)
        high = (plain in _HIGH) != negated
        nearby = [*reading.words[place + 1 : place + 1 + _NEAR]]
        if place and reading.words[place - 1].text.casefold() in {"is", "was", "are", "were", "been", "remains"}:
            nearby = [*reversed(reading.words[max(0, place - 4) : place])]
        thing = next((other for other in nearby if other.topical and other.text.casefold() not in _HIGH | _LOW), None)
        if thing is not None:
            low, top = sorted((word.start, thing.start))
            end = top + len(word.text if top == word.start else thing.text)
            found.setdefault(thing.concept, (high, reading.text[low:end]))
    return found
