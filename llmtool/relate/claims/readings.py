"""All positions of a comparison, read, and what they tell of each other: a bare figure counts what its issue counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from llmtool.relate.claims.concepts import sense
from llmtool.relate.claims.numbers import Quantity
from llmtool.relate.claims.polarity import Word
from llmtool.relate.claims.reading import Reading, read
from llmtool.relate.holders import Holders

_REFERS = re.compile(r"\b(?:number|figure|total|count|tally|toll|it|that|there|them)\b", re.IGNORECASE)
"""Words by which a claim says that its figure answers another one: ``the correct number is 11,200``."""
_FAR = 3.0
"""A figure so many times another one counts something else."""
_SMALL, _SERIES = 12, 4
_TELLING = 10
"""Smaller figures are about anything."""


def readings_of(holders: Holders) -> dict[str, Reading]:
    """The reading of each position, by id, in their order."""
    by_issue: dict[str, list[Reading]] = {}
    for position in holders.aligned.positions:
        by_issue.setdefault(position.issue_id, []).append(read(position, holders))
    read_apart = {
        each.position.id: each for issue in by_issue.values() for each in _with_what_they_count(issue, holders)
    }
    return {position.id: read_apart[position.id] for position in holders.aligned.positions}


def _with_what_they_count(issue: Iterable[Reading], holders: Holders) -> list[Reading]:
    """``We now know that it was 127`` counts passengers where the others of its issue count passengers."""
    issue = list(issue)
    counted = [(figure, each.spoken) for each in issue for figure in each.quantities if _counts(figure)]
    series = _series([each for each in issue if not holders.repeats(each.position)])
    return [
        replace(_counting(each, counted) if _is_bare(each) else each, series=series & _measures(each)) for each in issue
    ]


def _series(issue: Sequence[Reading]) -> frozenset[str]:
    """The measures, but for counts, that two to four positions of a small issue give one figure in."""
    if len(issue) > _SMALL:
        return frozenset()
    counts = Counter(measure for each in issue for measure in _measures(each))
    return frozenset(measure for measure, number in counts.items() if 2 <= number <= _SERIES)


def _measures(reading: Reading) -> frozenset[str]:
    counts = Counter(figure.dimension for figure in reading.quantities if figure.dimension != "count")
    return frozenset(measure for measure, number in counts.items() if number == 1)


def _counts(figure: Quantity) -> bool:
    return figure.dimension == "count" and bool(figure.things) and figure.low >= _TELLING


def _is_bare(reading: Reading) -> bool:
    """Does it give one count, of something that it does not name?"""
    counts = [figure for figure in reading.quantities if figure.dimension == "count"]
    bare = len(counts) == 1 and not counts[0].things and counts[0].low >= _TELLING
    return bare and _REFERS.search(reading.text) is not None


def _counting(reading: Reading, others: Iterable[tuple[Quantity, Mapping[str, str]]]) -> Reading:
    """The reading with what most of the others count, where there is any of much the same size."""
    (bare,) = (figure for figure in reading.quantities if figure.dimension == "count")
    near = [(figure, spoken) for figure, spoken in others if _near(bare, figure)]
    votes = Counter(figure.things for figure, _ in near)
    if not votes:
        return reading
    most = max(votes.values())
    things = min(things for things, number in votes.items() if number == most)
    spoken = next(spoken for figure, spoken in near if figure.things == things)
    concepts = [concept for concept in (sense(thing)[0] for thing in things) if concept in spoken]
    named = tuple(_in_its_place(bare, concept) for concept in concepts if concept not in reading.senses)
    return replace(
        reading,
        words=tuple(sorted((*reading.words, *named), key=lambda word: word.start)),
        quantities=tuple(replace(each, things=things) if each is bare else each for each in reading.quantities),
        senses={**dict.fromkeys(concepts, False), **reading.senses},
        spoken={**dict.fromkeys(concepts, bare.text), **reading.spoken},
    )


def _in_its_place(bare: Quantity, concept: str) -> Word:
    """The figure as a word for what it counts."""
    return Word(
        text=bare.text,
        start=bare.start,
        concept=concept,
        turned=False,
        topical=True,
        capital=False,
        opposite=False,
        asserted=True,
    )


def _near(one: Quantity, other: Quantity) -> bool:
    low, high = sorted((one.low, other.low))
    return high <= _FAR * low
