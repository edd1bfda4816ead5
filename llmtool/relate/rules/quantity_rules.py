"""Rules that find contradictions of figures, dates and clock times."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from llmtool.relate.claims.concepts import sense
from llmtool.relate.claims.dates import Moment
from llmtool.relate.claims.excerpt import figure
from llmtool.relate.claims.numbers import Quantity, rounded_to
from llmtool.relate.claims.reading import Reading
from llmtool.relate.rules.figures import FigureMatch, MomentMatch, clause_of, moment_matches
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.relate.rules.limits import other_limits
from llmtool.relate.rules.slots import of_different_subjects
from llmtool.schema import RelationKind, RelationLabel

_GROWING = frozenset(
    sense(word)[0] for word in "killed injured arrested cases missing casualties victims displaced".split()
)

ABOUT_THE_SAME = 0.1
"""Figures above twenty that differ by less than a tenth may be one figure in two roundings."""


A_YEAR = 365

_MOVED_ON = re.compile(r"\b(?:up|down|raised|lowered|increased|cut) from\b|\binstead of the\b", re.IGNORECASE)
"""``35 per cent, up from the 30``: the earlier terms are told as earlier ones."""

_REVISED = re.compile(
    r"\b(?:revised|redrafted|reworked|rewritten|amended|updated|(?:slimmed|watered)[- ]down|scaled[- ]back"
    r"|(?:new|newer|second|third|later|latest|next|fresh) (?:\w+ )?(?:version|draft|plan|proposal|framework|text))\b",
    re.IGNORECASE,
)
"""``A revised plan of 20 points`` is not the plan of 28."""

_SOON = 100
"""Days within which two sides give their figures of one state of things; plans and counts move on."""

_NORM = re.compile(
    r"\b(?:limit|cap|ceiling|target|threshold|minimum|maximum|allow(?:ed|s)?|permit(?:ted|s)?|goal)s?\b", re.IGNORECASE
)

_SAME_RULE = 0.65
"""How much two rules share that are one: free up to 5 and half the fare up to 16 go together."""

_GAINED = re.compile(
    r"\b(?:sav(?:es?|ed)|creat(?:es?|ed)|gain(?:s|ed)?|add(?:s|ed)?|hired?|won|opened|built)\b", re.IGNORECASE
)
_LOST = re.compile(
    r"\b(?:los(?:es?|t)|costs?|cut|shed|axed?|destroy(?:s|ed)?|sacked|closed|demolished)\b", re.IGNORECASE
)

_SPOKEN_OF = re.compile(
    r"\b(?:the|that|this|an) (?:\w+ )?(?:offer|proposal|demand|bid) of (?:about |some )?$", re.IGNORECASE
)
"""``The offer of 5.5 percent was never put to members`` speaks of the offer; nobody gives the figure there."""
_RARE = 20
"""A figure from here on is hardly ever the same by chance."""

_CLOSE = 4.0
"""Figures of one series are at most so many times each other."""
_TELLING = 3
"""A denied figure below this is no figure: "not one", "not two minutes"."""


def by_figures(pair: Pair, figures: tuple[FigureMatch, ...]) -> Iterator[Finding]:
    """Two figures for one thing that can't both be right."""
    yield from _by_denied_figures(pair)
    if pair.bargaining:
        yield from _by_terms(pair, figures)
        figures = tuple(match for match in figures if match.first.dimension == "age")  # no terms of a bargain
    for match in figures:
        first, second = match.first, match.second
        rounded = _about_the_same(first, second) and not (pair.terms and first.exact and second.exact)
        limits = other_limits(pair, match)
        rounded = not limits and (rounded or first.dimension == "age")  # ages of two groups are no two accounts
        if not (match.disjoint or limits) or rounded or _far_apart(first, second):
            continue
        alike = [other for other in figures if other.same_thing and other.first.dimension == first.dimension]
        if (
            any(not other.disjoint for other in alike if other is not match)
            or _was_so(first, second)
            or _was_so(second, first)
        ):
            continue  # the claims share a figure of this measure: the other ones are about something else
        firm, possible = _certainty(pair, match)
        firm = firm and (not limits or pair.contained >= _SAME_RULE)
        if firm or possible:
            kind = RelationKind.TEMPORAL if first.dimension == "time" else RelationKind.NUMERIC
            rationale = pair.told(figure(first, pair.a.text), figure(second, pair.b.text))
            yield _found(kind, firm, match.nearness + pair.contained, rationale)


def _by_terms(pair: Pair, figures: tuple[FigureMatch, ...]) -> Iterator[Finding]:
    """One demands seventy where the other offers twenty: what they want differs, not what they say is so."""
    if any(_MOVED_ON.search(side.text) for side in (pair.a, pair.b)):
        return
    for match in figures:
        near = match.same_thing or (match.nearness >= 0.6 and pair.contained >= 0.25) or _of_one_series(pair, match)
        told_of = any(
            _SPOKEN_OF.search(side.text, 0, each.start) and side.pivots
            for side, each in ((pair.a, match.first), (pair.b, match.second))
        )
        if pair.both_bargain and match.disjoint and near and not told_of:
            rationale = pair.told(figure(match.first, pair.a.text), figure(match.second, pair.b.text))
            yield _found(RelationKind.STANCE, firm=False, weight=match.nearness, rationale=rationale)


def _by_denied_figures(pair: Pair) -> Iterator[Finding]:
    """``380 flats, not 420`` against 420 flats."""
    for denying, giving in ((pair.a, pair.b), (pair.b, pair.a)):
        for denied in (quantity for quantity in denying.quantities if quantity.denied):
            for given in giving.quantities:
                told = (denied.low, denied.dimension) == (given.low, given.dimension)
                if given.denied or not told or denied.low < _TELLING:
                    continue
                things = {sense(thing)[0] for thing in denied.things}, {sense(thing)[0] for thing in given.things}
                same = bool(things[0] & things[1])
                firm = same and denied.low >= _RARE and not pair.conditional
                texts = {id(denying): f"“not {denied.text}”", id(giving): figure(given, giving.text)}
                rationale = pair.told(texts[id(pair.a)], texts[id(pair.b)])
                if same or not (things[0] and things[1]):
                    yield _found(RelationKind.NUMERIC, firm, 2.0, rationale)


def _certainty(pair: Pair, match: FigureMatch) -> tuple[bool, bool]:
    """Is a difference of two figures firm, is it possible?"""
    first, second, near = match.first, match.second, match.nearness
    if match.same_thing:
        topic = _counts_the_topic(pair, match)
        beside = first.dimension != "count" or len(pair.shared) > 1  # eleven members last, two object
        firm = beside and (near >= 0.6 or pair.contained >= 0.4)
        possible = near >= 0.2 or pair.contained >= 0.2 or topic
    elif first.dimension == "count":
        apart = bool(first.things and second.things)
        firm = near >= 0.6 and pair.contained >= 0.6 and not apart
        possible = (near >= (1.3 if apart else 0.6) and pair.contained >= 0.25) or pair.terms
    else:
        firm = (near >= 1.0 and pair.contained >= 0.3) or (near >= 0.6 and pair.contained >= 0.4)
        possible = (near >= 0.6 and pair.contained >= 0.15) or pair.terms or _of_one_series(pair, match)
    if first.part != second.part or first.per != second.per or pair.conditional or _other_times(pair):
        firm = False
    if any(_REVISED.search(side.text) for side in (pair.a, pair.b)) or of_different_subjects(pair.a, pair.b):
        firm = False
    if _is_norm(first, pair.a) != _is_norm(second, pair.b) or _gained_and_lost(pair, match):
        firm = False
    later = pair.days_apart > _SOON and not pair.same_side
    return firm and not later and not _may_have_grown(pair, first, second), possible


def _counts_the_topic(pair: Pair, match: FigureMatch) -> bool:
    """Does the issue's label name what both count? Then the word tells nothing beside it, and all the same they meet;
    ``at one station`` counts nothing.
    """
    figures = (match.first, match.second)
    counted = {sense(thing)[0] for quantity in figures for thing in quantity.things}
    return bool(counted & pair.a.about & pair.b.about) and min(quantity.high for quantity in figures) >= 2


def _of_one_series(pair: Pair, match: FigureMatch) -> bool:
    """Do the two give the only figures of their measure in a small issue, and not of two named things?"""
    one = match.first.dimension in pair.a.series & pair.b.series and not (match.first.things and match.second.things)
    return one and max(match.first.low, match.second.low) <= _CLOSE * min(match.first.low, match.second.low)


def differ(match: FigureMatch) -> bool:
    """Are they two figures, even if both may be right?"""
    return (match.first.low, match.first.high) != (match.second.low, match.second.high)


def _is_norm(quantity: Quantity, reading: Reading) -> bool:
    """Does it tell what may or shall be (a limit, a target), and not what is?"""
    return _NORM.search(clause_of(quantity, reading.text)) is not None


def _gained_and_lost(pair: Pair, match: FigureMatch) -> bool:
    """``Saved 8,000 jobs`` and ``cost 3,000 jobs`` count two things."""
    clauses = clause_of(match.first, pair.a.text), clause_of(match.second, pair.b.text)
    gained, lost = ([pattern.search(clause) is not None for clause in clauses] for pattern in (_GAINED, _LOST))
    return match.first.dimension == "count" and gained != lost and gained == lost[::-1] and any(gained)


def _was_so(now: Quantity, other: Quantity) -> bool:
    """Is the other figure what the one rose or fell from?"""
    return now.formerly is not None and other.low <= now.formerly <= other.high


def _far_apart(first: Quantity, second: Quantity) -> bool:
    """A fiftyfold difference is more often two things than two accounts of one."""
    low, high = sorted((first.high, second.high))
    return low > 0 and high / low >= 50 and math.isfinite(high)


def _other_times(pair: Pair) -> bool:
    """Do the claims speak of different times, or does only one of a far one?"""
    matches = moment_matches(pair.a, pair.b, pair.weights)
    if matches:
        return all(match.disjoint for match in matches)
    for side in (pair.a, pair.b):
        for moment in side.moments:
            near = side.date is not None and moment.low - A_YEAR <= side.date.toordinal() <= moment.high + A_YEAR
            if moment.kind == "date" and not near:
                return True
    return False


def on_other_days(pair: Pair) -> bool:
    """Do both name a day, and not the same one?"""
    matches = [match for match in moment_matches(pair.a, pair.b, pair.weights) if match.first.kind == "date"]
    return bool(matches) and all(match.disjoint for match in matches)


def from_then_on(pair: Pair) -> bool:
    """Does one say that a thing was not so until a time at which it was so by the other?"""
    matches = moment_matches(pair.a, pair.b, pair.weights)
    return any(not match.disjoint and _not_until(match.first) != _not_until(match.second) for match in matches)


def _not_until(moment: Moment) -> bool:
    return moment.relation == "after" and moment.text.casefold().startswith(("until", "till"))


def _may_have_grown(pair: Pair, earlier: Quantity, later: Quantity) -> bool:
    """Need a later, higher count not contradict an earlier one?"""
    return counts_that_grow(pair) and later.low > earlier.high


def counts_that_grow(pair: Pair) -> bool:
    """Are the two counts of victims, cases or arrests on different days? Those rise from day to day."""
    return pair.days_apart > 0 and not _GROWING.isdisjoint(pair.a.senses.keys() | pair.b.senses.keys())


def _about_the_same(first: Quantity, second: Quantity) -> bool:
    """Could one be the other, rounded? 195 and 200 could; 112 and 127 could not."""
    low, high = sorted(((first.low, first.high), (second.low, second.high)))
    apart = high[0] - low[1]
    return high[0] > 20 and apart <= ABOUT_THE_SAME * high[0] and apart <= max(rounded_to(low[1]), rounded_to(high[0]))


def by_moments(pair: Pair, figures: tuple[FigureMatch, ...]) -> Iterator[Finding]:
    """Two dates or clock times for one thing. With two figures they tell how that was at two times."""
    matches: tuple[MomentMatch, ...] = moment_matches(pair.a, pair.b, pair.weights)
    if not matches or any(not match.disjoint for match in matches):
        return
    match = matches[0]
    if _ahead(match.first, pair.a) != _ahead(match.second, pair.b):
        return  # what was planned and what came about later are two things
    negated = any(side.pivots for side in (pair.a, pair.b))
    if match.nearness >= 0.45 and (pair.alike >= 0.15 or pair.contained >= 0.4):
        exact = match.first.exact and match.second.exact and not (negated or any(differ(each) for each in figures))
        firm = exact and match.nearness >= 1.3 and pair.alike >= 0.3 and not pair.conditional
        yield _found(
            RelationKind.TEMPORAL,
            firm,
            match.nearness + pair.contained,
            pair.told(f"“{match.first.text}”", f"“{match.second.text}”"),
        )


def _ahead(moment: Moment, reading: Reading) -> bool:
    """Does it lie ahead of the day on which it was told?"""
    if reading.date is None or moment.kind != "date":
        return False
    return (moment.low if math.isfinite(moment.low) else moment.high) > reading.date.toordinal()


def _found(kind: RelationKind, firm: bool, weight: float, rationale: str) -> Finding:
    return Finding(RelationLabel.CONTRADICTION, kind, firm, weight, rationale)
