"""What an outlet only passes on: ``The Herald reported that [Ann Roe ruled it out]`` are words of hers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.people.holders import OUTLETS, PAPERS
from llmtool.engines.offline.people.roles import bare
from llmtool.engines.offline.reading import Attributed
from llmtool.engines.offline.text.tokens import Token, Unit

_PASSES_ON: Final = frozenset("report write say according learn".split())
_OPENS: Final = 6


def inside_of(unit: Unit, attributed: Attributed) -> Unit | None:
    """The words that an outlet passes on, to be read by themselves; None where another source has said them."""
    if attributed.lemma not in _PASSES_ON or attributed.head is None or attributed.negated:
        return None
    start, end = attributed.head
    words = [bare(token.text) for token in unit.tokens if start <= token.start < end]
    named = bool(words) and (words[-1] in OUTLETS or (words[-1] in PAPERS and attributed.lemma == "report"))
    named = named or (bool(words) and words[0] == "radio")
    if not named:
        return None
    inside = [token for token in unit.tokens if _is_in(token, attributed)]
    while inside and inside[0].tag == "T":
        del inside[0]
    return replace(unit, tokens=tuple(inside)) if len(inside) > 2 else None


def _is_in(token: Token, attributed: Attributed) -> bool:
    return any(start <= token.start < end for start, end in attributed.contents)


def opens_with_source(unit: Unit, found: Sequence[Attributed]) -> bool:
    """Whether the first thing that is read in a unit is who says it, so that all of it is said."""
    source = found[0].source if found else None
    return source is not None and unit.tokens[min(_OPENS, len(unit.tokens)) - 1].end > source[0]
