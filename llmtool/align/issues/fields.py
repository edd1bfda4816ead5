"""Fields of words that talk about one thing (``topics.txt``): they tie positions together that share no word."""

from __future__ import annotations

from functools import lru_cache

from llmtool.words import listed, stem

GENERAL = frozenset(
    map(
        stem,
        """able actual aim alleged aspect attempt better case certain clear close common complex concern
    condition continue core current detail different difficult effort element essential exact fact
    far fine focus full further future general goal good great group hard high highly hope idea
    impact important individual interest involve issue key kind level likely limited long main major
    many matter mean mixed need negative next number objective official ongoing open other part
    particular perfect place point position positive possible potential present previous prior
    problem process progress prospect purpose question readiness ready real reality recent regular
    relevant remain result right role same senior sensitive serious set side significant similar
    simple situation small special stance start state status step still strong such sure thing
    thorough topic use useful various view way whole willing willingness work world wrong tactic
    meaningful necessary expectation essence unacceptable nonsense person try back call put far give
    high low top bottom early late""".split(),
    )
)
"""Stems that any dispute uses: they tie little together."""


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, ...], dict[str, tuple[int, ...]]]:
    """The fields' names, and for each stem the numbers of the fields that it stands in."""
    lines = listed("llmtool.align.issues", "topics.txt")
    found: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        for root in sorted({stem(word) for word in line.partition(":")[2].split()}):
            found.setdefault(root, []).append(number)
    return tuple(line.partition(":")[0] for line in lines), {root: tuple(numbers) for root, numbers in found.items()}


def fields_of(root: str) -> tuple[int, ...]:
    """The numbers of the fields that a stem stands in."""
    return _table()[1].get(root, ())


def field_name(number: int) -> str:
    """The name of a field, as a label."""
    return _table()[0][number]


def field_names() -> frozenset[str]:
    """The names of all fields."""
    return frozenset(_table()[0])


@lru_cache(maxsize=128)
def field_stems(name: str) -> frozenset[str]:
    """The stems of the words of the field that has a name; none where no field has it."""
    names, places = _table()
    return frozenset(root for root, numbers in places.items() if any(names[number] == name for number in numbers))
