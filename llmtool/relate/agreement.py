"""Rules that find agreement: one figure or date for one thing, one thing refused or demanded, much the same words.

Parties to a dispute use the same words when they contradict each other, so likeness alone proves little: whatever
differs in figures, dates, negation or names stands against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from llmtool.relate.causes import causes
from llmtool.relate.figures import figure_matches, moment_matches
from llmtool.relate.finding import Finding, Pair
from llmtool.relate.opposition import object_of, oppositions
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
    if _names_apart(a, b) or a.conditional != b.conditional:
        return
    yield from _by_stance(pair)
    for match in figures:
        if match.first.part != match.second.part:
            continue
        same = _same(match.first, match.second)
        measured = match.first.dimension not in {"count", "more", "time"}
        if same and measured and not match.same_thing and (match.nearness >= 0.3 or pair.contained >= 0.25):
            text = f"both give “{match.first.text}”"
            yield _found(pair, RelationKind.NUMERIC, firm=False, weight=pair.contained, rationale=text + _matter(pair))
        telling = _same(match.first, match.second) and (match.first.low >= 100 or match.first.low % 1 > 0)
        if match.same_thing and pair.contained >= (0.15 if telling else 0.3):
            firm = pair.contained >= 0.6 and _same(match.first, match.second) and match.first.part == match.second.part
            firm = firm and len(a.quantities) == len(b.quantities)
            text = (
                f"both give “{match.first.text}”"
                if match.first.text == match.second.text
                else (f"“{match.first.text}” and “{match.second.text}” can both be true")
            )
            yield _found(
                pair,
                RelationKind.NUMERIC,
                firm=firm,
                weight=pair.contained + match.nearness,
                rationale=text + _matter(pair),
            )
    for moment in moments[:1]:
        if moment.nearness >= 0.9 and pair.alike >= 0.15:
            text = f"“{moment.first.text}” and “{moment.second.text}” fit together"
            yield _found(pair, RelationKind.TEMPORAL, firm=False, weight=pair.alike, rationale=text + _matter(pair))
    for found in causes(a, b, pair.weights):
        if not found.opposed and found.shared > 0:
            text = f"the cause: “{found.first.text}” and “{found.second.text}”"
            yield _found(pair, RelationKind.STANCE, firm=False, weight=found.shared, rationale=text)
    yield from _by_words(pair)


def _by_stance(pair: Pair) -> Iterator[Finding]:
    """Both for one thing, or both against it."""
    a, b = pair.a, pair.b
    turned = a.senses.get("accept", None)
    if turned is None or turned is not b.senses.get("accept"):
        return
    words = [next(w for w in side.words if w.topical and w.concept == "accept") for side in (a, b)]
    shared = object_of(a, words[0]) & object_of(b, words[1]) - {"accept"}
    weight = sum(pair.weights.get(concept, 0.0) for concept in sorted(shared))
    if all(word.asserted for word in words) and weight >= 0.6:
        text = f"“{words[0].text}” and “{words[1].text}”{_matter(pair)}"
        yield _found(pair, RelationKind.STANCE, firm=False, weight=weight, rationale=text)


def _by_words(pair: Pair) -> Iterator[Finding]:
    a, b = pair.a, pair.b
    refused = sorted({p.concept for p in a.pivots if p.firm} & {p.concept for p in b.pivots if p.firm})
    if refused and pair.alike >= 0.15:
        told = [next(p.told(p.concept, side.text) for p in side.pivots if p.concept == refused[0]) for side in (a, b)]
        text = f"“{told[0]}” and “{told[1]}”"
        yield _found(
            pair, RelationKind.NEGATION, firm=pair.alike >= 0.4, weight=pair.alike, rationale=text + _matter(pair)
        )
    if bool(a.pivots) != bool(b.pivots):
        return
    if a.senses.get("demand") is False and b.senses.get("demand") is False and pair.alike >= 0.2:
        yield _found(
            pair, RelationKind.STANCE, firm=False, weight=pair.alike, rationale="both demand it" + _matter(pair)
        )
    if pair.one_voice and pair.contained >= 0.35 and pair.alike >= 0.2:
        text = "two reports of one statement" + _matter(pair)
        yield _found(pair, RelationKind.STANCE, firm=False, weight=pair.alike, rationale=text)
    if pair.alike >= (0.4 if pair.one_voice else 0.55):  # opponents share words too
        same_figures = len(a.quantities) == len(b.quantities) and len(a.moments) == len(b.moments)
        firm = pair.alike >= 0.9 and same_figures and a.hedged == b.hedged and not (a.conditional or b.conditional)
        yield _found(
            pair, RelationKind.STANCE, firm=firm, weight=pair.alike, rationale="much the same words" + _matter(pair)
        )


def _same(first: object, second: object) -> bool:
    return (getattr(first, "low", None), getattr(first, "high", None)) == (
        getattr(second, "low", None),
        getattr(second, "high", None),
    )


def _names_apart(a: Reading, b: Reading) -> bool:
    """Does each name somebody whom the other does not, apart from the two holders?"""
    known = a.own | b.own
    return bool(a.names - b.senses.keys() - known) and bool(b.names - a.senses.keys() - known)


def _matter(pair: Pair) -> str:
    """The words that both use, the rarest first."""
    shared = sorted(pair.shared, key=lambda concept: (-pair.weights[concept], concept))
    words = [pair.a.spoken[concept] for concept in shared[:4]]
    return f", both on {', '.join(words)}" if words else ""


def _found(pair: Pair, kind: RelationKind, *, firm: bool, weight: float, rationale: str) -> Finding:
    """One speaker in two documents is one statement told twice; one paper may have taken it from the other."""
    kind = RelationKind.REPORTING if pair.one_voice else kind
    return Finding(RelationLabel.AGREEMENT, kind, firm and not pair.one_voice, weight, rationale)
