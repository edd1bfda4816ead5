"""Two answers to one question: what caused it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from llmtool.relate.claims.concepts import sense
from llmtool.relate.claims.reading import Reading

_WAS = r"(?:was|is|were|are|had been|has been|have been)"
_NOT_THAT = r"(?:,? (?:and )?(?:not|rather than|instead of) (?:by )?(?P<other>[^,;:]+))?(?=[,;:.]|$)"
# As long as a phrase gets: without an end, each place of a long clause would be tried with all that follows it.
_CAUSE, _OF, _NO = r"(?<!\w)(?P<cause>[^,;:]{1,300}?)", r"(?<!\w)(?P<of>[^,;:]{1,300}?)", r"(?P<no>not )?"
_REST_CAUSE, _REST_OF = r"(?P<cause>[^,;:]+)", r"(?P<of>[^,;:]+)"
_COMES = r"(?:comes?|came|results?|resulted|stems?|stemmed) from"
_OWES = r"(?:due to|down to|the result of|a result of|the fault of|owing to)"
_NOT_A, _REAL = r"(?P<no>(?:[^,;:]{1,300} and )?not )?", r"(?:real |main |sole |only |true |likely )"
_BY = r"(?:caused|triggered|sparked|started|set off|brought about|driven|explained) by"
_GUILTY = r"(?:to blame|responsible|at fault)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_CAUSE} {_WAS} {_NOT_A}the {_REAL}?cause\b(?: of {_OF})?{_NOT_THAT}",
        rf"\bcause(?: of {_OF})? {_WAS} {_NO}{_REST_CAUSE}",
        rf"{_OF} {_WAS} {_NO}(?:probably |mainly |likely )?{_BY} {_CAUSE}{_NOT_THAT}",
        rf"{_OF} (?P<no>(?:do|does|did|could)(?: not|n['’]t) )?{_COMES} {_REST_CAUSE}",
        rf"{_OF} {_WAS} {_NO}{_OWES} {_REST_CAUSE}",
        rf"{_CAUSE} (?P<no>(?:had|has|have) not |did not )?(?:caused?|triggered|sparked|brought about) {_REST_OF}",
        rf"{_CAUSE} (?P<no>(?:can|could|does|did)(?: ?not|n['’]t) )?(?:alone )?explain(?:s|ed)? {_REST_OF}",
        rf"{_CAUSE} {_WAS} {_NO}(?:alone )?{_GUILTY} for {_REST_OF}",
        rf"{_CAUSE} {_WAS} {_NO}{_GUILTY}{_NOT_THAT}(?=[.;:]|$)",
        rf"{_CAUSE}, (?:and )?not (?P<other>[^,;:]+), (?:made|broke|set|\w+ed) {_REST_OF}",
        rf"\bit {_WAS} {_NO}{_CAUSE} (?:that|which|who) (?:made|broke|set|\w+ed) {_OF}{_NOT_THAT}",
        rf"{_NO}\bblam(?:es|ed|ing) {_CAUSE} for {_REST_OF}",
        rf"{_NO}\b(?:blam(?:es|ed|ing)|puts? the blame for) {_OF} on {_REST_CAUSE}",
        rf"{_NO}\b(?:attribut|ascrib)(?:es|ed|ing) {_OF} to {_REST_CAUSE}",
        rf"\bputs? {_OF} down to {_REST_CAUSE}",
        rf"{_OF} (?:had|has|have) (?P<no>nothing) to do with {_REST_CAUSE}",
        rf"{_OF} {_NO}(?:because of|owing to|on account of) {_CAUSE}{_NOT_THAT}",
    )
)
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|none|cannot)\b|n['’]t\b", re.IGNORECASE)
_PARTLY = re.compile(
    r"\b(?:part(?:ly|ially)|both|among|also|contribut\w+|(?<!every )(?<!each )one of|other|as well|if)\b", re.IGNORECASE
)
_EMPTY = frozenset(
    sense(word)[0]
    for word in "failure fail fault problem accident cause event incident matter thing it case blame established "
    "known unknown clear unclear named found certain result".split()
)
"""What says too little to tell one cause from another."""
_ANY = frozenset(sense(word)[0] for word in "every everything each one all them thing this that".split())


@dataclass(frozen=True)
class Cause:
    """What a claim names as the cause of something, or rules out; in its words and as concepts."""

    text: str
    concepts: frozenset[str]
    effect: frozenset[str]
    denied: bool


@dataclass(frozen=True)
class Causes:
    """Two causes of one thing: ``opposed`` if they can't both be the cause, else the same cause."""

    first: Cause
    second: Cause
    opposed: bool
    shared: float
    """Weight of what both call the effect."""


def causes(a: Reading, b: Reading, weights: Mapping[str, float]) -> tuple[Causes, ...]:
    """Pairs of causes that exclude each other or are the same, those of one named effect first."""
    found = [
        Causes(one, other, opposed, sum(weights.get(concept, 0.0) for concept in sorted(one.effect & other.effect)))
        for one in _named(a)
        for other in _named(b)
        if not (one.effect and other.effect and not one.effect & other.effect)
        for opposed in _opposed(one, other)
    ]
    return tuple(sorted(found, key=lambda each: (-each.shared, each.first.text, each.second.text)))


def _opposed(one: Cause, other: Cause) -> tuple[bool, ...]:
    common = one.concepts & other.concepts
    if one.denied and other.denied:
        return ()
    if one.denied or other.denied:
        return (True,) if common else ()
    if not common:
        return (True,)
    return (False,) if 2 * len(common) >= len(one.concepts | other.concepts) else ()


@lru_cache(maxsize=2048)
def _named(reading: Reading) -> tuple[Cause, ...]:
    found: list[Cause] = []
    for form in _FORMS:
        for match in form.finditer(reading.text):
            if _PARTLY.search(match.group()):
                continue
            groups = match.groupdict()
            because = "because" in match.re.pattern  # "won't leave because of the levy" rules the levy out
            effect = _concepts(reading, match.span("of")) - _ANY if groups.get("of") else frozenset()
            turned = bool(groups.get("no")) or (because and _NEGATED.search(groups["of"] or "") is not None)
            for name, denied in (("cause", turned), ("other", True)):
                told = groups.get(name)
                concepts = _concepts(reading, match.span(name)) - _EMPTY if told else frozenset()
                if told and concepts and not any(cause.concepts == concepts for cause in found):
                    found.append(Cause(" ".join(told.split()).strip(' .“”"'), concepts, effect, denied))
        if found:
            break
    return tuple(found)


def _concepts(reading: Reading, span: tuple[int, int]) -> frozenset[str]:
    return frozenset(
        word.concept
        for word in reading.words
        if word.topical and span[0] <= word.start < span[1] and word.concept not in {"cause", "not"}
    )
