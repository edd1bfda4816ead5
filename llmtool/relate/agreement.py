"""Rules that find agreement: one figure or date for one thing, one thing refused or demanded, much the same words.

Parties to a dispute use the same words when they contradict each other, so likeness alone proves little: whatever
differs in figures, dates, negation or names stands against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmtool.relate.attitudes import stands_of_both
from llmtool.relate.causes import causes
from llmtool.relate.excerpt import excerpt, figure
from llmtool.relate.figures import FigureMatch, figure_matches, moment_matches
from llmtool.relate.finding import Finding, Pair
from llmtool.relate.opposition import object_of, oppositions, speaks_for_itself
from llmtool.relate.reading import Reading
from llmtool.schema import RelationKind, RelationLabel


def agreements(pair: Pair) -> Iterator[Finding]:
    """Every agreement that a rule sees in the pair."""
    a, b = pair.a, pair.b
    figures = figure_matches(a, b, pair.weights)
    moments = moment_matches(a, b, pair.weights)
    if pair.same_side and not pair.told_twice:
        return  # a side that says the same again is consistent; only its words in two papers tell something
    if oppositions(a, b, pair.weights) or any(m.disjoint for m in figures) or any(m.disjoint for m in moments):
        return
    if pair.names_apart or a.conditional != b.conditional:
        return
    yield from _by_stance(pair)
    yield from _by_one_stand(pair)
    yield from _by_figures(pair, figures)
    for moment in moments[:1]:
        if moment.nearness >= 0.9 and pair.alike >= 0.25:
            text = pair.told(excerpt(a.text, moment.first.text), excerpt(b.text, moment.second.text))
            yield _found(pair, RelationKind.TEMPORAL, firm=False, weight=pair.alike, rationale=text)
    for found in causes(a, b, pair.weights):
        if not found.opposed and found.shared > 0:
            text = f"on the cause, {pair.told(f'“{found.first.text}”', f'“{found.second.text}”')}"
            yield _found(pair, RelationKind.STANCE, firm=False, weight=found.shared, rationale=text)
    yield from _by_words(pair)


def _by_figures(pair: Pair, figures: tuple[FigureMatch, ...]) -> Iterator[Finding]:
    a, b = pair.a, pair.b
    for match in figures:
        if match.first.part != match.second.part or (_only_named(match, a, b) and pair.contained < 0.6):
            continue
        same = _same(match.first, match.second)
        measured = match.first.dimension not in {"count", "more", "time"}
        telling = same and (match.first.low >= 100 or match.first.low % 1 > 0)
        if match.same_thing:
            enough = pair.contained >= (0.15 if telling else 0.3)
        else:
            enough = same and measured and (match.nearness >= 0.3 or pair.contained >= 0.25)
        enough = enough or (match.nearness >= 0.8 and pair.contained >= 0.2)
        if enough:
            firm = match.same_thing and same and pair.contained >= 0.6 and len(a.quantities) == len(b.quantities)
            text = pair.told(figure(match.first, a.text), figure(match.second, b.text))
            text += "" if same else ", which can both be true"
            yield _found(pair, RelationKind.NUMERIC, firm=firm, weight=pair.contained + match.nearness, rationale=text)


def _only_named(match: FigureMatch, a: Reading, b: Reading) -> bool:
    """``The two million fine`` and ``too small for 420 flats`` name a thing; they take no side on the figure."""
    return any(
        _BEFORE_A_NAME.search(side.text[: figure.start]) is not None
        for side, figure in ((a, match.first), (b, match.second))
    )


_BEFORE_A_NAME = re.compile(r"(?:\b(?:the|an?|its|this|that|old|new|for)|['’]s)\s+$", re.IGNORECASE)


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
        yield _found(pair, RelationKind.STANCE, firm=False, weight=weight, rationale=text)


def _by_one_stand(pair: Pair) -> Iterator[Finding]:
    """Both want one thing, or neither does."""
    for found in stands_of_both(pair.a, pair.b, pair.weights)[:1]:
        if not found.opposed and found.weight >= 1.2 and found.covered >= 0.5 and not pair.conditional:
            words = (found.first.told(pair.a.text), found.second.told(pair.b.text))
            text = pair.told(excerpt(pair.a.text, words[0]), excerpt(pair.b.text, words[1]))
            yield _found(pair, RelationKind.STANCE, firm=False, weight=found.weight, rationale=text)


def _by_words(pair: Pair) -> Iterator[Finding]:
    a, b = pair.a, pair.b
    refused = sorted({p.concept for p in a.pivots if p.firm} & {p.concept for p in b.pivots if p.firm})
    if refused and pair.alike >= 0.15:
        told = [next(p.told(p.concept, side.text) for p in side.pivots if p.concept == refused[0]) for side in (a, b)]
        text = pair.told(excerpt(a.text, told[0]), excerpt(b.text, told[1]))
        yield _found(pair, RelationKind.NEGATION, firm=pair.alike >= 0.4, weight=pair.alike, rationale=text)
    if bool(a.pivots) != bool(b.pivots):
        return
    if a.senses.get("demand") is False and b.senses.get("demand") is False and pair.alike >= 0.2:
        text = "the same demand: " + pair.told(excerpt(a.text), excerpt(b.text))
        yield _found(pair, RelationKind.STANCE, firm=False, weight=pair.alike, rationale=text)
    if pair.one_voice and pair.contained >= 0.35 and pair.alike >= 0.25:
        text = "two reports of one statement: " + pair.told(excerpt(a.text), excerpt(b.text))
        yield _found(pair, RelationKind.STANCE, firm=False, weight=pair.alike, rationale=text)
    if pair.alike >= (0.4 if pair.one_voice else 0.55):  # opponents share words too
        same_figures = len(a.quantities) == len(b.quantities) and len(a.moments) == len(b.moments)
        firm = pair.alike >= 0.9 and same_figures and a.hedged == b.hedged and not (a.conditional or b.conditional)
        text = "in much the same words, " + pair.told(excerpt(a.text), excerpt(b.text))
        yield _found(pair, RelationKind.STANCE, firm=firm, weight=pair.alike, rationale=text)


def _same(first: object, second: object) -> bool:
    return (getattr(first, "low", None), getattr(first, "high", None)) == (
        getattr(second, "low", None),
        getattr(second, "high", None),
    )


def _found(pair: Pair, kind: RelationKind, *, firm: bool, weight: float, rationale: str) -> Finding:
    """One speaker in two documents is one statement told twice; one paper may have taken it from the other."""
    kind = RelationKind.REPORTING if pair.one_voice else kind
    return Finding(RelationLabel.AGREEMENT, kind, firm and not pair.one_voice, weight, rationale)
