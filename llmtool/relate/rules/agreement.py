"""Rules that find agreement: one figure or date for one thing, one thing refused or demanded, much the same words.

Parties to a dispute use the same words when they contradict each other, so likeness alone proves little: whatever
differs in figures, dates, negation or names stands against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from llmtool.relate.claims.excerpt import excerpt
from llmtool.relate.claims.reading import Reading
from llmtool.relate.rules.attitudes import stands_of_both
from llmtool.relate.rules.causes import causes
from llmtool.relate.rules.figures import MomentMatch, figure_matches, moment_matches
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.relate.rules.hearsay import calls_false, only_reported
from llmtool.relate.rules.joint import said_together
from llmtool.relate.rules.opposition import object_of, oppositions, speaks_for_itself
from llmtool.relate.rules.same_figures import by_same_figures, by_same_moments
from llmtool.relate.rules.sides_taken import on_one_side
from llmtool.schema import RelationKind, RelationLabel

_LIMITS = re.compile(
    r"\b(?:only|merely|just|nothing|none|nobody|no|not|never|all|whole|entire(?:ly)?|every|each|hardly|barely|few|fewer"
    r"|little|less|too|partly|partial(?:ly)?|unlikely|without|before|after|instead|unless|until|if)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words that change what is said where all others are the same: ``only a third`` and ``the whole``."""


_FEWEST = 4
"""Concepts that a claim must have for it to tell something that another one holds them."""

_NEARLY_ALL = 0.8
"""By weight; a title or an adjective may be missing."""


def agreements(pair: Pair) -> Iterator[Finding]:
    """Every agreement that a rule sees in the pair."""
    a, b = pair.a, pair.b
    if pair.same_side and not pair.told_twice:
        return  # a side that says the same again is consistent; only its words in two papers tell something
    yield from said_together(pair)
    figures = figure_matches(a, b, pair.weights)
    moments = moment_matches(a, b, pair.weights)
    if oppositions(a, b, pair.weights) or any(m.disjoint for m in figures) or _on_other_days(moments):
        return
    if (
        pair.of_each_other
        or pair.names_apart
        or a.conditional != b.conditional
        or bool(calls_false(a)) != bool(calls_false(b))
    ):
        return
    found = (
        _by_stance(pair),
        _by_one_stand(pair),
        by_same_figures(pair, figures),
        by_same_moments(pair, moments),
        _by_one_cause(pair),
        _by_words(pair),
        on_one_side(pair),
    )
    yield from (as_told(pair, each) for each in chain.from_iterable(found))


def _on_other_days(moments: tuple[MomentMatch, ...]) -> bool:
    """Is there a date of one that no date of the other can be?"""
    met = {id(side) for match in moments if not match.disjoint for side in (match.first, match.second)}
    return any(id(match.first) not in met and id(match.second) not in met for match in moments)


def as_told(pair: Pair, finding: Finding) -> Finding:
    """One speaker in two documents is one statement told twice; one paper may have taken it from the other."""
    return replace(finding, kind=RelationKind.REPORTING, firm=False) if pair.one_voice else finding


def _by_one_cause(pair: Pair) -> Iterator[Finding]:
    for found in causes(pair.a, pair.b, pair.weights):
        if not found.opposed and (found.shared > 0 or not (found.first.effect and found.second.effect)):
            text = f"on the cause, {pair.told(f'“{found.first.text}”', f'“{found.second.text}”')}"
            yield _found(RelationKind.STANCE, found.shared, text)


def _by_stance(pair: Pair) -> Iterator[Finding]:
    """Both for one thing, or both against it."""
    a, b = pair.a, pair.b
    turned = a.senses.get("accept", None)
    if turned is None or turned is not b.senses.get("accept"):
        return
    words = [next(w for w in side.words if w.topical and w.concept == "accept") for side in (a, b)]
    shared = object_of(a, words[0]) & object_of(b, words[1]) - {"accept"}
    weight = sum(pair.weights.get(concept, 0.0) for concept in sorted(shared))
    its_own = all(speaks_for_itself(side, word) for side, word in zip((a, b), words, strict=True))
    if its_own and all(word.asserted for word in words) and weight >= 0.6:
        text = pair.told(excerpt(a.text, words[0].text), excerpt(b.text, words[1].text))
        yield _found(RelationKind.STANCE, weight, text)


def _by_one_stand(pair: Pair) -> Iterator[Finding]:
    """Both want one thing, or neither does."""
    for found in stands_of_both(pair.a, pair.b, pair.weights)[:1]:
        if not found.opposed and found.weight >= 1.2 and found.covered >= 0.5 and not pair.conditional:
            words = (found.first.told(pair.a.text), found.second.told(pair.b.text))
            text = pair.told(excerpt(pair.a.text, words[0]), excerpt(pair.b.text, words[1]))
            yield _found(RelationKind.STANCE, found.weight, text)


def _by_words(pair: Pair) -> Iterator[Finding]:
    a, b = pair.a, pair.b
    refused = sorted({p.concept for p in a.pivots if p.firm} & {p.concept for p in b.pivots if p.firm})
    if refused and pair.alike >= 0.15:
        told = [next(p.told(p.concept, side.text) for p in side.pivots if p.concept == refused[0]) for side in (a, b)]
        text = pair.told(excerpt(a.text, told[0]), excerpt(b.text, told[1]))
        yield _found(RelationKind.NEGATION, pair.alike, text, firm=pair.alike >= 0.4)
    if bool(a.pivots) != bool(b.pivots) or only_reported(a) != only_reported(b):
        return
    yield from _by_all_words(pair)
    if _limited_apart(pair):
        return
    if a.senses.get("demand") is False and b.senses.get("demand") is False and pair.alike >= 0.35:
        text = "the same demand: " + pair.told(excerpt(a.text), excerpt(b.text))
        yield _found(RelationKind.STANCE, pair.alike, text)
    if pair.one_voice and pair.alike >= 0.3 and pair.contained >= 0.45:
        text = "two reports of one statement: " + pair.told(excerpt(a.text), excerpt(b.text))
        yield _found(RelationKind.STANCE, pair.alike, text)
    # Opponents share words too: what is left over tells them apart.
    if pair.contained >= 0.85 and pair.alike >= 0.35 and len(pair.shared) > 1:
        firm = pair.alike >= 0.9 and a.hedged == b.hedged and not (a.conditional or b.conditional)
        text = "in much the same words, " + pair.told(excerpt(a.text), excerpt(b.text))
        yield _found(RelationKind.STANCE, pair.alike, text, firm=firm)


def _by_all_words(pair: Pair) -> Iterator[Finding]:
    """``Closed`` and ``closed on Monday for repairs``: one claim says all that the other says, and more."""
    short, long = sorted((pair.a, pair.b), key=lambda side: len(side.senses))
    if len(short.senses) < _FEWEST or pair.common < 1.0 or pair.contained < _NEARLY_ALL:
        return
    if _limits(short) == _limits(long) and len(figure_matches(pair.a, pair.b, pair.weights)) == len(short.quantities):
        text = "one says all that the other says, " + pair.told(excerpt(pair.a.text), excerpt(pair.b.text))
        yield _found(RelationKind.STANCE, pair.alike, text)


def _limited_apart(pair: Pair) -> bool:
    """Does one give a figure or a date that the other does not, or a word that narrows or widens what is said?"""
    a, b = pair.a, pair.b
    if len(a.quantities) != len(b.quantities) or len(a.moments) != len(b.moments):
        return True
    if len(figure_matches(a, b, pair.weights)) < len(a.quantities):
        return True
    return _limits(a) != _limits(b)


def _limits(reading: Reading) -> set[str]:
    return {match.group().casefold() for match in _LIMITS.finditer(reading.text)}


def _found(kind: RelationKind, weight: float, rationale: str, *, firm: bool = False) -> Finding:
    return Finding(RelationLabel.AGREEMENT, kind, firm, weight, rationale)
