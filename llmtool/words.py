"""Words of a text: tokens, stems and the words that carry no topic. Shared by the deterministic steps."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

_TOKEN = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")

STOPWORDS = frozenset(
    """
    a about above after again against all also although am an and any are as at be because been before being below
    between both but by can could did do does doing down during each few for from further had has have having he
    her here hers herself him himself his how however i if in into is it its itself just may me might more most
    must my myself no nor not now of off on once only or other our ours ourselves out over own same shall she
    should so some such than that the their theirs them themselves then there these they this those though through
    to too under until up us very was we were what when where whether which while who whom why will with would yet
    you your yours
    """.split()
)


UNTRUE = (
    r"(?:fantas(?:y|ies|tical)|fanciful|fairy[- ]tales?|fiction(?:al)?|nonsens(?:e|ical)|hogwash|rubbish|bunk|lies?"
    r"|false(?:hoods?)?|untrue|invent(?:ed|ions?)|made[- ]up|fabricat(?:ed|ions?)|baseless|groundless|unfounded"
    r"|unsubstantiated|bogus|fake(?: news)?|propaganda|wrong|incorrect|inaccurate|mistaken|untenable|implausible"
    r"|(?:mis|dis)information|misleading|myths?|absurd|ridiculous|laughable|ludicrous|preposterous|outlandish"
    r"|far-fetched|unrealistic|exaggerat(?:ed|ions?)|inflated|overstated|overblown|understated|wishful thinking"
    r"|a pipe dream|pie in the sky|a joke|scaremongering|smears?|slander)"
)
"""What a statement or a figure is called by who does not believe it; part of a pattern."""

MONTHS = tuple("january february march april may june july august september october november december".split())
"""In their order; written out, as the names in ``calendar`` follow the locale of the process."""
MONTH_NUMBERS = {form: number for number, name in enumerate(MONTHS, start=1) for form in (name, name[:3])} | {"sept": 9}
"""The number of each month by its name and its short forms."""
WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
"""From Monday on, as ``datetime.date.weekday`` counts."""
NUMBER_WORDS = tuple(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety""".split()
)
"""Numbers up to a hundred that are one word. What else counts as a number differs from step to step."""


def day(date: dt.date) -> str:
    """A date as an editor writes it, the same under every locale: ``3 Mar 2026``."""
    return f"{date.day} {MONTHS[date.month - 1][:3].title()} {date.year}"


def listed(package: str, name: str) -> list[str]:
    """The lines of a list of words that ships as the file ``name`` in ``package``, without comments and empty ones."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def tokens(text: str) -> list[str]:
    """The words of a text, casefolded, with inner apostrophes, hyphens and points kept (``won't``, ``28-point``)."""
    return [match.group().casefold() for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Porter2 stem of a casefolded English word."""
    return str(_stemmer().stemWord(word))


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry a topic, in order, with repeats."""
    return [stem(token) for token in tokens(text) if token not in STOPWORDS]


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def possessive(name: str, *, person: bool = False) -> str:
    """``Norvale’s``; of a body whose name is a plural ``the League of Pensioners’``, of a person ``Haas’s``."""
    plural = not person and name.endswith("s") and not name.endswith(("ss", "us", "is"))
    return f"{name}’" if plural else f"{name}’s"
