"""Votes for sides: what the drafts and the texts say about one mention."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from llmtool.align.parties.sides import Side

STATED, NEAR, FALLBACK = 2, 1, 0
"""Votes: for what a text says of a person, for what only stands near, and for what holds where nothing else does."""
PARTY_SAYS, ROLE_SAYS = 6, 4
"""Votes for a side: from the draft's party and from a role; what the texts tell counts as in ``affiliations``."""
PROPOSED = 30
"""Votes for a draft's party that the proposal lists: an engine that says both outweighs what roles sound like."""


@dataclass(frozen=True)
class Affiliation:
    """One thing that a text tells of a person: a side with its weight, a role, or a principal's surname."""

    weight: int = 0
    side: Side | None = None
    role: str | None = None
    principal: str | None = None


@dataclass
class Votes:
    """What the drafts say about one mention."""

    sides: Counter[Side] = field(default_factory=Counter)
    guessed: Counter[Side] = field(default_factory=Counter)
    """Those of the votes in ``sides`` that only say what stands near."""
    roles: Counter[str] = field(default_factory=Counter)
    principals: set[str] = field(default_factory=set)
    """Folded surnames of the persons that it speaks for."""
    near: set[str] = field(default_factory=set)
    """Those of the persons whose minister or deputy it is called; they tell its side, and are never its party."""
    uses: int = 0
