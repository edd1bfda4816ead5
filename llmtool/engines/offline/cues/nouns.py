"""Cue nouns: ``X's claim that …``, ``their demand for …``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.align.parties.countries import actor
from llmtool.engines.offline.cues.finite import is_clause
from llmtool.engines.offline.cues.phrases import Stretch
from llmtool.engines.offline.cues.subjects import Subject, subject_after, subject_before
from llmtool.engines.offline.people.holders import BODIES, GROUPS, ROLES
from llmtool.engines.offline.reading import Cue, Reading
from llmtool.engines.offline.text.borders import clause_end
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.lexicon import BE, CUE_NOUNS, NUMBER_WORDS
from llmtool.engines.offline.text.tokens import Token

_FAR: Final = 12
_JUDGED: Final = frozenset("false untrue wrong baseless unfounded nonsense right true correct absurd".split())
# These carry a clause only: "a report of …" and "a warning to …" tell too little.
_CLAUSE_ONLY: Final = frozenset(
    """statement report view warning claim message idea notion reminder advice position stance verdict reply
    answer remark remarks comment comments""".split()
)


THEIRS: Final = frozenset("his her its their".split())
_MOVED: Final = frozenset(
    """raised raises raise increased increases lowered lowers cut cuts reduced halved doubled improved upped sweetened
    revised renewed renews repeated repeats reiterated hardened softened presented tabled""".split()
)
"""What one does with one's own demand or offer."""
_NON_FINITE: Final = frozenset("be been being having".split())
_GIVEN_UP: Final = frozenset("dropped drops withdrew withdraws withdrawn abandoned abandons scrapped retracted".split())


_TO_THINGS: Final = frozenset(
    """objection objections opposition commitment commitments answer agreement reluctance threat threats""".split()
)
_OF_FIGURES: Final = frozenset("estimate estimates forecast finding findings conclusion".split())


def read_noun(reading: Reading, place: int) -> None:
    """Add ``X's claim that …``, ``his demand for …``."""
    tokens = reading.tokens
    owner = owner_of(reading, place)
    if place + 2 >= len(tokens):
        return
    after = place + 1
    if owner is None:
        owner = _giver(reading, place)
        after = owner.whole.end if owner is not None else len(tokens)
    if owner is None or after + 1 >= len(tokens):
        return
    verb = owner.whole.start - 1
    if verb > reading.floor and tokens[verb + 1].low in THEIRS and tokens[verb].low in _MOVED:
        owner = subject_before(tokens, verb, reading.floor) or owner  # "The firm has raised its offer to 9 crowns"
        after = _past_receiver(tokens, after)
    elif verb > reading.floor and tokens[verb].low in _GIVEN_UP:
        return  # "dropped its demand for a ban": what is no longer demanded
    follower = tokens[after]
    if after == place + 1 and follower.low in BE and after + 2 < len(tokens):
        _read_terms(reading, owner, place, after + 1)  # "the union's demand is that …", "her offer is for 3 percent"
        return
    if follower.tag == ":" and after == place + 1 and is_clause(tokens, after + 1):
        cue = Cue(place, place + 1, tokens[place].low, CUE_NOUNS[tokens[place].low], nominal=True)
        stop = clause_end(tokens, after + 1, clausal=True)
        reading.add(owner, cue, (Stretch(after + 1, stop),), stop)  # "has cut its estimate: it would cost 9 million"
        return
    clausal = follower.tag == "T"
    figure = follower.tag == "#" or follower.low in NUMBER_WORDS
    if not (clausal or figure) and (after > place + 1 or not _takes_phrase(tokens, place, after)):
        return
    stop = _end_of_claim(tokens, after) if clausal else _before_predicate(tokens, after)
    cue = Cue(place, place + 1, tokens[place].low, CUE_NOUNS[tokens[place].low], nominal=True)
    subject = not clausal and stop < len(tokens) and tokens[stop].tag in "XVEK"
    # "X's plan for the port is a risk, Y says": what Y says begins with X's plan
    reading.add(owner, cue, (Stretch(after, stop),), reading.floor if subject else stop)


def _takes_phrase(tokens: Sequence[Token], place: int, after: int) -> bool:
    """Whether a noun tells something with no more than a phrase: ``demand [for a ban]``, ``plan [to close it]``."""
    noun, follower, beyond = tokens[place].low, tokens[after], tokens[after + 1]
    if follower.low not in {"to", "for", "of", "on"} or noun in _CLAUSE_ONLY:
        return False
    if follower.low == "to" and beyond.tag in "DN" and noun not in _TO_THINGS:
        return False  # "its complaint to the court"
    return noun not in _OF_FIGURES or beyond.tag == "#"  # "its estimate of the population" tells no figure


def _end_of_claim(tokens: Sequence[Token], after: int) -> int:
    """Where a claim's ``that …`` ends; ``X's claim that … is false`` is judged by somebody else."""
    stop = clause_end(tokens, after, clausal=True)
    later = (at for at in range(after + 2, stop) if tokens[at - 1].tag == "," and is_verb(tokens, at))
    stop = next(later, stop)
    verdict = next((at for at in range(stop - 1, after + 2, -1) if tokens[at].low in _JUDGED), None)
    if verdict is not None and stop - verdict < 4:
        stop = next((at for at in range(verdict, after + 2, -1) if tokens[at].tag == "X"), stop)
    return stop


def _before_predicate(tokens: Sequence[Token], after: int) -> int:
    """Where the complement of a noun ends that is a subject itself: ``X's refusal [to open the gates] was a blow``."""
    stop = clause_end(tokens, after, clausal=False)
    for place in range(after + 2, stop):
        token = tokens[place]
        if token.tag == "," and _says_next(tokens, place + 1):
            return place  # "his plan to tax the rich, experts say, …"
        if token.tag in "WTSRwQ:;,-":
            break
        if (token.tag == "X" and token.low not in _NON_FINITE) or token.tag == "V" or _is_past(tokens, place):
            return place
    return stop


def _says_next(tokens: Sequence[Token], place: int) -> bool:
    """Whether no more than a subject and a cue verb follow: ``experts say``."""
    later = next((at for at in range(place, min(place + 5, len(tokens))) if tokens[at].tag not in "DNn"), place)
    return later > place and tokens[later].form is not None and is_verb(tokens, later)


def _is_past(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.tag == "E":  # "[angered] the guild"
        return place + 1 < len(tokens) and tokens[place + 1].tag in "Drpn" and tokens[place - 1].tag in "nNd#r"
    past = token.form is not None and token.form.kind == "past"
    return past and tokens[place - 1].tag in "nN" and is_verb(tokens, place)


def _past_receiver(tokens: Sequence[Token], after: int) -> int:
    """The place of the figure in ``raised its offer [to the town] [to] nine million crowns``, else ``after``."""
    for place in range(after, min(after + _FAR, len(tokens) - 1)):
        if tokens[place].low == "to" and (tokens[place + 1].tag == "#" or tokens[place + 1].low in NUMBER_WORDS):
            return place + 1
        if tokens[place].tag not in "tDNnP":
            break
    return after


def _read_terms(reading: Reading, owner: Subject, place: int, start: int) -> None:
    """Add ``X's demand is that …`` and ``X's offer is for 3 percent``; ``start`` is the place after the verb."""
    tokens = reading.tokens
    while start + 1 < len(tokens) and tokens[start].tag == "A":
        start += 1
    figure = any(token.tag == "#" or token.low in NUMBER_WORDS for token in tokens[start : start + 4])
    if tokens[start].tag != "T" and not (figure and tokens[start].tag in "P#DnA"):
        return
    noun = tokens[place].low
    stop = clause_end(tokens, start, clausal=tokens[start].tag == "T")
    cue = Cue(place, start, noun, CUE_NOUNS[noun], nominal=True)
    reading.add(owner, cue, (Stretch(start, stop),), stop)


def _giver(reading: Reading, place: int) -> Subject | None:
    """``warnings [from the attorney] that …``, ``a claim [by the union] that …``: whose it is follows the noun."""
    tokens = reading.tokens
    if tokens[place + 1].low not in {"from", "by", "of"} or not (tokens[place].tag in "nNK" and place):
        return None
    giver = subject_after(tokens, place + 2)
    if giver is None or giver.whole.end >= len(tokens) or tokens[giver.whole.end].tag != "T":
        return None
    return None if tokens[place + 1].low == "of" and tokens[giver.head.end - 1].tag not in "NR" else giver


def owner_of(reading: Reading, place: int, floor: int | None = None) -> Subject | None:
    """Whose claim it is: a possessive before the noun and its adjectives, or an adjective of a state."""
    tokens = reading.tokens
    left = place - 1
    while left >= 0 and (tokens[left].tag in "nAEG#" or tokens[left].low == "repeated") and place - left < 4:
        left -= 1
    if left < 0:
        return None
    if tokens[left].tag == "p":
        owner = subject_before(tokens, left, reading.floor if floor is None else floor) if left else None
        return _after_link(tokens, owner) if owner else _possessor(tokens, left)
    state = actor(tokens[left].text) if left == place - 1 else None
    if tokens[left].low in THEIRS or (state is not None and state.form == "adjective"):
        return Subject(Stretch(left, left + 1), Stretch(left, left + 1))
    return None


def _after_link(tokens: Sequence[Token], owner: Subject) -> Subject:
    """The owner without what its phrase depends on: ``split over [the ministry]'s plan``, but ``the head of the …``."""
    for place in range(owner.head.end - 2, owner.head.start, -1):
        links = tokens[place].tag in "Pt" and tokens[place + 1].tag == "D"
        if links and tokens[place - 1].low not in ROLES | BODIES | GROUPS:
            phrase = Stretch(place + 1, owner.head.end)
            return Subject(phrase, phrase)
    return owner


def _possessor(tokens: Sequence[Token], mark: int) -> Subject | None:
    """The plain noun phrase before a possessive mark, whatever stands before it: ``nothing on [Ann Ray]'s demand``."""
    start = mark
    while start and tokens[start - 1].tag in "Nn#":
        start -= 1
    start -= start > 0 and tokens[start - 1].tag == "D"
    phrase = Stretch(start, mark)
    return Subject(phrase, phrase) if any(token.tag in "Nn" for token in tokens[start:mark]) else None
