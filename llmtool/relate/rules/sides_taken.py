"""Two stances towards what one issue asks: one side for it and the other against it, or both on one side."""

from __future__ import annotations

from collections.abc import Iterator

from llmtool.relate.claims.excerpt import excerpt
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.schema import RelationKind, RelationLabel, Stance

_LEAST = 0.1
"""Any other reason tells a reader more than two stances do."""


def for_and_against(pair: Pair) -> Iterator[Finding]:
    """One is for what the other is against: worth a look, where both speak of what the issue names."""
    if _on_one_thing(pair) and {pair.a.position.stance, pair.b.position.stance} == {Stance.FAVOR, Stance.AGAINST}:
        yield _found(pair, RelationLabel.CONTRADICTION)


def on_one_side(pair: Pair) -> Iterator[Finding]:
    """Both are for it, or both are against it."""
    first, second = pair.a.position.stance, pair.b.position.stance
    if _on_one_thing(pair) and first is second and first in {Stance.FAVOR, Stance.AGAINST}:
        yield _found(pair, RelationLabel.AGREEMENT)


def _on_one_thing(pair: Pair) -> bool:
    """Do two sides speak of what their issue names, and neither of a part of a claim only?"""
    return not (pair.same_side or pair.in_part) and bool(pair.a.about & pair.b.about - pair.a.own - pair.b.own)


def _found(pair: Pair, label: RelationLabel) -> Finding:
    told = pair.told(*(f"{side.position.stance}, {excerpt(side.text)}" for side in (pair.a, pair.b)))
    return Finding(label, RelationKind.STANCE, firm=False, weight=_LEAST, rationale=told)
