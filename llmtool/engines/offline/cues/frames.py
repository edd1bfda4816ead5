"""Which frame of a cue verb fits where it stands: its particles, or an object and a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.starts import skip_adverbs
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.lexicon import GAP, NUMBER_WORDS, Frame, lexicon
from llmtool.engines.offline.text.tokens import Token

# "called off", "calling back the batteries": nothing is said.
_CALLED: Final = frozenset("back off up in out over together home round".split())
_MULTIPLES: Final = frozenset("twice double triple treble nothing zero nil half third quarter fifth tenth".split())
_FIGURES: Final = NUMBER_WORDS | _MULTIPLES | {"one"}
_WORD: Final = re.compile(r"\w+")
_POINTERS: Final = frozenset("that this it".split())
_SEES: Final = frozenset("see sees saw seen".split())
_ARTICLES: Final = frozenset("a an the his her its their another".split())
_PARTICLES: Final = frozenset("out down off aside".split())
_DISMISSES: Final = frozenset("dismiss reject condemn denounce criticise criticize".split())
_VERDICT: Final = 3
"""Tokens of ``as “nonsense” the``."""
_REACH: Final = 16
_COUNTS: Final = frozenset(
    """toll tolls estimate estimates figure figures count counts number tally total forecast forecasts projection
    projections target""".split()
)
"""What somebody who gives a new figure says that it is one of."""


def frame_of(tokens: Sequence[Token], place: int) -> tuple[Frame, int] | None:
    """The frame that fits the cue at ``place`` and the first place after its particles."""
    form = tokens[place].form
    if form is None or (form.lemma == "call" and place + 1 < len(tokens) and tokens[place + 1].low in _CALLED):
        return None
    # "put it at 9 million" is no "put it, “…”": a gap needs a figure, so it goes first.
    for frame in sorted(lexicon().cues[form.lemma], key=lambda frame: frame.particles[:1] != (GAP,)):
        if frame.particles[:1] == (GAP,):
            if _figure_follows(tokens, place, frame.particles[-1]):
                return frame, place + 1
            continue
        end = _after_particles(tokens, place + 1, frame.particles)
        if end is not None:
            return frame, _after_verdict(tokens, end) if form.lemma in _DISMISSES else end
    return None


def _after_verdict(tokens: Sequence[Token], place: int) -> int:
    """The object that comes after what it is called: ``dismissed [as “nonsense”] the claim that …``."""
    verdict = tokens[place : place + 3]
    follows = len(verdict) == _VERDICT and verdict[1].tag == "Q" and verdict[2].tag == "D"
    return place + 2 if follows and verdict[0].low == "as" else place


def separated(tokens: Sequence[Token], place: int) -> Frame | None:
    """The frame of a cue whose object stands before its particle: ``ruled [that] out``, ``turned [it] down``."""
    form = tokens[place].form
    if form is None or place + 2 >= len(tokens) or tokens[place + 1].low not in _POINTERS:
        return None
    if tokens[place + 2].low not in _PARTICLES:
        return None  # "made it clear that …"
    particle = (tokens[place + 2].low,)
    return next((frame for frame in lexicon().cues[form.lemma] if frame.particles == particle), None)


def _figure_follows(tokens: Sequence[Token], place: int, link: str) -> bool:
    """Whether an object and a figure follow: ``put [the loss at the port] at [barely two thirds]``."""
    if tokens[min(place + 1, len(tokens) - 1)].tag not in "DNnE#Rr":
        return False
    for at in range(place + 2, min(place + _REACH, len(tokens) - 1)):
        judged = (
            link == "as"
            and tokens[place].low in _SEES
            and (tokens[at + 1].tag == "Q" or tokens[at + 1].low in _ARTICLES)
        )
        if link == "to" and _COUNTS.isdisjoint(token.low for token in tokens[place + 1 : at]):
            continue  # "raised its main rate to 4.75%" is no count that it gives
        if tokens[at].low == link and (judged or any(_counts(token) for token in tokens[at + 1 : at + 5])):
            return True
        if tokens[at].tag in ",.;:XC" or (tokens[at].tag == "K" and is_verb(tokens, at)):
            return False
    return False


def _counts(token: Token) -> bool:
    if token.quote is not None:
        return any(word.isdigit() or word in _FIGURES for word in _WORD.findall(token.text.casefold())[:3])
    return token.tag == "#" or token.low in _FIGURES


def _after_particles(tokens: Sequence[Token], start: int, particles: tuple[str, ...]) -> int | None:
    place = start
    for particle in particles:
        if place < len(tokens) and tokens[place].low != particle:
            place = skip_adverbs(tokens, place)  # "spoke on Monday of", "spoke yesterday of"
        if place >= len(tokens) or tokens[place].low != particle or _is_when(tokens, place):
            return None
        place += 1
    return place


def _is_when(tokens: Sequence[Token], place: int) -> bool:
    """Whether "on" only opens a date: ``remarked [on Friday] that …``."""
    following = tokens[place + 1 : place + 3]
    day = bool(following) and (following[0].tag == "d" or [token.tag for token in following] == ["#", "d"])
    return tokens[place].low == "on" and day
