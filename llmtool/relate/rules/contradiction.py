"""Rules that find contradictions: figures, dates, and statements that turn each other round.

The numbers here were chosen on one half of 160 labelled disputes. Weights are in units of a concept that
only the two claims share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from llmtool.relate.claims.excerpt import excerpt
from llmtool.relate.claims.polarity import NOT
from llmtool.relate.rules.assessments import judgements_of_both
from llmtool.relate.rules.attitudes import stands_of_both
from llmtool.relate.rules.causes import causes
from llmtool.relate.rules.degree import degrees
from llmtool.relate.rules.denial import by_denial
from llmtool.relate.rules.figures import FigureMatch, figure_matches
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.relate.rules.hearsay import called_false
from llmtool.relate.rules.namesakes import other_things
from llmtool.relate.rules.no_cost import by_no_cost
from llmtool.relate.rules.opposition import Opposition, denies_the_opposite, oppositions
from llmtool.relate.rules.permission import by_permission
from llmtool.relate.rules.quantity_rules import by_figures, by_moments, differ, from_then_on, on_other_days
from llmtool.relate.rules.sides_taken import for_and_against
from llmtool.relate.rules.slots import done_to_others, filled_otherwise, of_different_subjects
from llmtool.schema import RelationKind, RelationLabel
from llmtool.words import content_stems

_SOME_OF_IT = re.compile(
    r"\b(?:some|certain|several|(?<!as )parts?|elements?|aspects?|portions?)"
    r" (?:of|parts|points|elements|aspects|terms)\b"
    r"|(?:\b(?:no longer|not|never)|n['’]t)\b[^,.;]{0,30} (?:every|all|each)\b",
    re.IGNORECASE,
)
"""``No longer asks for every station`` may still want some."""

_WHOSE = re.compile(
    r"\b(?:no|not any|not an?|without(?: any)?) (?:[a-z]+ )?(?-i:(?P<whose>[A-Z][\w’'-]+))(?= [a-z])", re.IGNORECASE
)
"""``No Norlandic troops`` leaves others to come."""


def contradictions(pair: Pair) -> Iterator[Finding]:
    """Every contradiction that a rule sees in the pair."""
    if other_things(pair.a, pair.b):
        return
    elsewhere = filled_otherwise(pair.a, pair.b)
    for finding in _found_in(pair):
        yield replace(finding, firm=finding.firm and not elsewhere)


def _found_in(pair: Pair) -> Iterator[Finding]:
    figures = figure_matches(pair.a, pair.b, pair.weights)
    yield from by_figures(pair, figures)
    yield from by_no_cost(pair)
    if not on_other_days(pair):
        yield from by_permission(pair)
    yield from by_moments(pair, figures)
    yield from by_denial(pair)
    yield from _by_opposition(pair, figures)
    yield from _by_causes(pair)
    yield from _by_stands(pair, figures)
    yield from _by_judgements(pair)
    yield from _by_bare_denial(pair)
    yield from for_and_against(pair)
    yield from called_false(pair)
    yield from _by_blame(pair)
    for found in degrees(pair.a, pair.b, pair.weights)[:1]:
        weight = pair.weights.get(found.thing, 0.0)
        rationale = pair.told(excerpt(pair.a.text, found.first), excerpt(pair.b.text, found.second))
        yield _found(RelationKind.DEGREE, firm=False, weight=weight, rationale=rationale)


_BLAMED = 0.4
"""How much of the shorter claim the other must share, names of the holders among it."""


def _by_blame(pair: Pair) -> Iterator[Finding]:
    """``Orlavia fired first``, ``Tessemark fired first``, told by the other each time."""
    if pair.of_each_other and pair.contained >= _BLAMED and not (pair.conditional or pair.unsure or pair.bargaining):
        rationale = f"each says it of the other, {pair.told(excerpt(pair.a.text), excerpt(pair.b.text))}"
        yield _found(RelationKind.STANCE, firm=False, weight=pair.alike, rationale=rationale)


_GIVEN_UP = re.compile(r"\bno longer\b|\bnot [\w ]{0,30}any ?more\b|n['’]t [\w ]{0,30}any ?more\b", re.IGNORECASE)
"""Who says so tells of a move, however little else is said: ``I can no longer support it``."""
_ALL_BUT = 0.8
"""How much of the shorter claim must be turned round for that to be certain."""


def _by_opposition(pair: Pair, figures: tuple[FigureMatch, ...]) -> Iterator[Finding]:
    found = oppositions(pair.a, pair.b, pair.weights)
    if not found or on_other_days(pair) or from_then_on(pair):
        return
    best = found[0]
    elsewhere = best.how == "negation" and (
        done_to_others(pair.a, pair.b, best.concept) or of_different_subjects(pair.a, pair.b)
    )
    certain = _is_firm(best, pair) and not (pair.conditional or pair.names_apart or elsewhere or _of_some_only(pair))
    stands = best.how in {"opposite", "demand"}
    firm = certain and not any(differ(match) for match in figures) and not (stands and (pair.unsure or of_a_part(pair)))
    given_up = pair.moved and pair.one_voice and _GIVEN_UP.search(pair.b.text) and best.how == "negation"
    firm = firm or bool(given_up and best.covered >= _ALL_BUT and not pair.conditional)
    enough = 0.45 if best.how == "opposite" else 0.2
    denies = best.strong and best.how == "negation" and best.weight >= 0.7 and pair.contained >= 0.3
    possible = (
        (best.strong and best.shared >= enough and (pair.alike >= 0.15 or pair.contained >= 0.3))
        or (not best.strong and best.shared >= 1.6 and not pair.conditional)
        or denies
        or given_up
    )
    if firm or possible:
        kind = RelationKind.STANCE if stands else RelationKind.NEGATION
        told = pair.told(excerpt(pair.a.text, best.first), excerpt(pair.b.text, best.second))
        yield _found(kind, firm, best.weight + best.shared, told)


def _by_causes(pair: Pair) -> Iterator[Finding]:
    for found in causes(pair.a, pair.b, pair.weights):
        if found.opposed:
            ruled_out = found.first.denied or found.second.denied
            named = [f"“{'not ' if each.denied else ''}{each.text}”" for each in (found.first, found.second)]
            firm = ruled_out and not (pair.conditional or pair.a.hedged or pair.b.hedged)
            kind = RelationKind.NEGATION if ruled_out else RelationKind.STANCE
            yield _found(kind, firm, 1.0 + found.shared, f"on the cause, {pair.told(*named)}")


def _by_stands(pair: Pair, figures: tuple[FigureMatch, ...]) -> Iterator[Finding]:
    """One wants what the other does not want."""
    if any(differ(match) for match in figures):
        return  # four may be welcome where two are unacceptable
    for found in stands_of_both(pair.a, pair.b, pair.weights)[:1]:
        if found.opposed and found.weight >= 0.4:
            firm = (
                found.weight >= 0.8
                and found.covered >= 0.5
                and not (pair.conditional or pair.unsure or of_a_part(pair) or _of_some_only(pair))
            )
            words = (found.first.told(pair.a.text), found.second.told(pair.b.text))
            told = pair.told(excerpt(pair.a.text, words[0]), excerpt(pair.b.text, words[1]))
            yield _found(RelationKind.STANCE, firm, found.weight, told)


def _by_judgements(pair: Pair) -> Iterator[Finding]:
    """Generous and an insult; too small and too heavy."""
    for found in judgements_of_both(pair.a, pair.b, pair.weights)[:1]:
        if found.weight >= 0.6 and pair.contained >= 0.2:
            firm = pair.contained >= 0.3 and not pair.conditional
            words = (found.first.told(pair.a.text), found.second.told(pair.b.text))
            told = pair.told(excerpt(pair.a.text, words[0]), excerpt(pair.b.text, words[1]))
            yield _found(RelationKind.STANCE, firm, found.weight, told)


def _by_bare_denial(pair: Pair) -> Iterator[Finding]:
    """Much the same things, of which one side denies something: a reader should look, a rule can't tell what."""
    if pair.same_side or pair.conditional or pair.common < 1.5 or pair.contained < 0.3 or pair.in_part:
        return
    if bool(pair.a.pivots) == bool(pair.b.pivots) or _on_one_side(pair):
        return
    pivot = (pair.a.pivots or pair.b.pivots)[0]
    denying = pair.a if pair.a.pivots else pair.b
    if denying.clauses or denies_the_opposite(denying, pivot, pair.b if denying is pair.a else pair.a):
        return  # the denial belongs to one of its statements, or says what the other says
    words = pivot.told(pivot.concept, denying.text)
    reached = sorted(pivot.scope.keys() & pair.shared)
    twice = NOT.search(denying.text, pivot.start + len(words)) is not None or len(denying.pivots) > 1
    if pivot.firm and not twice and all(denying.senses[concept] for concept in reached):
        texts = [excerpt(side.text, words) if side is denying else excerpt(side.text) for side in (pair.a, pair.b)]
        yield _found(RelationKind.NEGATION, firm=False, weight=pair.common / 10, rationale=pair.told(*texts))


def _on_one_side(pair: Pair) -> bool:
    """Do both take one stand, in other words?"""
    both = stands_of_both(pair.a, pair.b, pair.weights)
    return bool(both) and not both[0].opposed


def of_a_part(pair: Pair) -> bool:
    """Who refuses some parts of a thing may well want the rest."""
    return any(_SOME_OF_IT.search(side.text) for side in (pair.a, pair.b))


def _of_some_only(pair: Pair) -> bool:
    """Does one side rule out only what is somebody's, of whom the other says nothing?"""
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        for match in _WHOSE.finditer(one.text):
            if not other.senses.keys() & set(content_stems(match["whose"])):
                return True
    return False


def _is_firm(found: Opposition, pair: Pair) -> bool:
    """Thresholds where four of five such findings were right, and nine of ten of them together."""
    if not found.strong:
        return False
    if found.how == "demand":
        return found.shared >= 0.6 and found.covered >= 0.4
    if found.how == "denial":
        # "A NATO country" in both is one thing named, not one thing said.
        said = found.shared >= 0.65 and found.covered >= 0.4 and len(found.shared_words) > 1
        return said or (found.shared >= 0.2 and pair.contained >= 0.3)
    if found.how == "negation":
        return (
            (found.shared >= 1.0 and pair.contained >= 0.3)
            or (found.shared >= 0.6 and pair.contained >= 0.45)
            or (found.shared >= 0.3 and pair.contained >= 0.6)
        )
    return found.shared >= 0.6 and pair.contained >= 0.3 and found.beside >= 0.3 and found.covered >= 0.25


def _found(kind: RelationKind, firm: bool, weight: float, rationale: str) -> Finding:
    return Finding(RelationLabel.CONTRADICTION, kind, firm, weight, rationale)
