"""Who writes in the first person: a column, a blog or a letter is its author's, not the outlet's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.people.voices import Voice
from llmtool.engines.offline.text.tokens import Unit

_MANY: Final = 4
_FEW: Final = 3
"""Sentences and paragraphs in the first person that make a text an opinion piece, whoever wrote it."""
_NAMED: Final = 2
"""Sentences that do so where the author is named and takes a stand."""
_SHARE: Final = 0.15
"""Part of such sentences in a text whose other sentences are the author's too: a reporter on the road has fewer."""
_NEAR: Final = 4
_STANDS: Final = frozenset(
    """believe think oppose support reject want urge doubt expect hope fear disagree convinced sure certain against
    welcome suspect suggest propose object""".split()
)
_BYLINE: Final = re.compile(r"(?:[Bb]y )?([^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,3})")
_MINE: Final = frozenset("i my".split())

UNNAMED: Final = "the author"
"""The voice of an opinion piece that names nobody."""


def author_of(units: Sequence[Unit], byline: str | None) -> Voice | None:
    """Who writes in the first person, where a text does so throughout or takes a stand under a name."""
    own = [unit for unit in units if any(token.low in _MINE for token in unit.tokens)]
    throughout = len(own) >= _MANY and len({unit.paragraph for unit in own}) >= _FEW
    named = _BYLINE.fullmatch(byline.strip()) if byline else None
    if named is None:
        return Voice(UNNAMED, "role", "author") if throughout else None
    stands = len(own) >= _NAMED and any(map(_takes_a_stand, own))
    return Voice(named[1], "person") if throughout or stands else None


def is_opinion(units: Sequence[Unit]) -> bool:
    """Whether so much is in the first person that what is told without it is the author's view too."""
    full = [unit for unit in units if not unit.headline]
    own = [unit for unit in full if any(token.low in _MINE for token in unit.tokens)]
    return len(own) >= _SHARE * len(full) and any(map(_takes_a_stand, own))


def _takes_a_stand(unit: Unit) -> bool:
    places = [at for at, token in enumerate(unit.tokens) if token.low == "i"]
    return any(token.low in _STANDS for at in places for token in unit.tokens[at + 1 : at + _NEAR])
