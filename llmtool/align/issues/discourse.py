"""What the order of a document tells: who speaks next in a paragraph mostly speaks of the same thing, and an article
seldom comes back to one.

The weights are those of a logistic regression over the pairs of labelled positions of 17 of the eval cases, beside
what the words of a pair come to.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from llmtool.drafts import GroundedDraft

SAME_PARAGRAPH = 2.5
"""What it tells that a position follows another of the other side in one paragraph: seven of ten such are about one
issue, where one of ten of all pairs is."""
NEXT_PARAGRAPH = 0.8
"""The same where a new paragraph begins between them: two of ten."""
ONE_SIDE = -0.6, -0.3
"""What it tells less, in one paragraph and in two, where one side goes on: it may have much to say."""
ANSWERS = 1.5
"""What it tells more where the second says no, or yes, to the first: nine of ten."""
FAR = 200
"""Code points between two positions from which on nothing follows from their order."""
ELSEWHERE = -1.0
"""What it tells that two positions stand in one document and not within two of each other: it has dealt with that."""

_ANSWER = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|repl(?:y|ies|ied)|counter(?:s|ed)|conced(?:es|ed)|disput(?:es|ed)"
    r"|dismiss(?:es|ed)|contradict(?:s|ed)|retort(?:s|ed)|rebut(?:s|ted)|refut(?:es|ed)|respond(?:s|ed)"
    r"|disagree(?:s|d)|admit(?:s|ted)|confirm(?:s|ed)|agree(?:s|d)|nonsense)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Place:
    """Where a position stands: its document, its code points and the paragraphs that it begins and ends in."""

    document_id: str
    start: int
    end: int
    first: int = 0
    last: int = 0
    answers: bool = False
    """Does it say no, or yes, to somebody?"""


def places_of(grounded: Sequence[GroundedDraft], texts: Mapping[str, str]) -> list[Place]:
    """The places of positions; a document without a text is one paragraph."""
    breaks = {name: [match.start() for match in re.finditer("\n", text)] for name, text in texts.items()}
    places = []
    for item in grounded:
        start, end = min(span.start for span in item.evidence), max(span.end for span in item.evidence)
        own = breaks.get(item.document_id, [])
        answers = _ANSWER.search(item.draft.claim) is not None
        places.append(Place(item.document_id, start, end, bisect_left(own, start), bisect_left(own, end), answers))
    return places


def following(places: Sequence[Place], sides: Sequence[str]) -> list[dict[int, float]]:
    """For each position those within two of it in its document, with what their order tells, nothing mostly."""
    order = sorted(range(len(places)), key=lambda number: (places[number].document_id, places[number].start, number))
    found: list[dict[int, float]] = [{} for _ in places]
    for step in (1, 2):
        for first, second in zip(order, order[step:], strict=False):
            a, b = places[first], places[second]
            if a.document_id == b.document_id:
                value = _next(a, b, one_side=sides[first] == sides[second]) if step == 1 else 0.0
                found[first][second] = found[second][first] = value
    return found


def adjoining(places: Sequence[Place], sides: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs that stand next to each other in one paragraph and are of two sides; the smaller number first."""
    order = sorted(range(len(places)), key=lambda number: (places[number].document_id, places[number].start, number))
    return sorted(
        (min(first, second), max(first, second))
        for first, second in pairwise(order)
        if _one_paragraph(places[first], places[second]) and sides[first] != sides[second]
    )


def _one_paragraph(a: Place, b: Place) -> bool:
    return a.document_id == b.document_id and b.first <= a.last and b.start - a.end < FAR


def _next(a: Place, b: Place, *, one_side: bool) -> float:
    """What it tells that ``b`` comes after ``a``."""
    if b.start - a.end >= FAR:
        return 0.0
    apart = b.first > a.last
    value = NEXT_PARAGRAPH if apart else SAME_PARAGRAPH
    if one_side:
        return value + ONE_SIDE[apart]
    return value + ANSWERS if b.answers and not apart else value
