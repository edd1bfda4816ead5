"""Cues that are no verbs: ``according to X``, ``X's claim that …``, ``their demand for …``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.align.parties.countries import actor
from llmtool.engines.offline.cues.finite import is_clause
from llmtool.engines.offline.cues.phrases import Stretch
from llmtool.engines.offline.cues.starts import PUBLIC
from llmtool.engines.offline.cues.subjects import Subject, subject_after, subject_before
from llmtool.engines.offline.people.holders import BODIES, GROUPS, ROLES
from llmtool.engines.offline.reading import Cue, Reading
from llmtool.engines.offline.text.borders import clause_end
from llmtool.engines.offline.text.clauses import closes
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.lexicon import BE, CUE_NOUNS, NUMBER_WORDS
from llmtool.engines.offline.text.tokens import Token
from llmtool.schema import Modality

_FAR: Final = 12
_JUDGED: Final = frozenset("false untrue wrong baseless unfounded nonsense right true correct absurd".split())
# These carry a clause only: "a report of …" and "a warning to …" tell too little.
_CLAUSE_ONLY: Final = frozenset(
    """statement report view warning claim message idea notion reminder advice position stance verdict reply
    answer""".split()
)


_THEIRS: Final = frozenset("his her its their".split())
_MOVED: Final = frozenset(
    """raised raises raise increased increases lowered lowers cut cuts reduced halved doubled improved upped sweetened
    revised renewed renews repeated repeats reiterated hardened softened presented tabled""".split()
)
"""What one does with one's own demand or offer."""
_GIVEN_UP: Final = frozenset("dropped drops withdrew withdraws withdrawn abandoned abandons scrapped retracted".split())


_OF_FIGURES: Final = frozenset("estimate estimates forecast finding findings conclusion".split())


def read_according(reading: Reading, place: int) -> None:
    """Add ``according to X, …`` and ``…, according to X``."""
    tokens = reading.tokens
    words = 2 if tokens[place].low == "according" else 1
    if place + words >= len(tokens) or (words == 2 and tokens[place + 1].low != "to"):
        return
    if words == 1 and not (place and tokens[place - 1].tag in ",-Q" and tokens[place + 1].tag in "DN"):
        return  # "20 euros per tonne"
    source = subject_after(tokens, place + words)
    if source is None:
        return
    cue = Cue(place, place + words, "according", Modality.ASSERTS)
    end = source.whole.end
    carried = reading.found and (place - reading.floor <= 1 or _is_occasion(tokens, reading.floor, place))
    if carried:
        reading.floor = end  # "X said … during a visit, according to Y": X's words, carried by Y
    elif place > reading.floor and reading.has_predicate(reading.floor, place):
        reading.add(source, cue, (Stretch(reading.floor, place),), end)
    else:
        if end > source.head.end and end + 1 < len(tokens) and not _is_main(tokens, end + 1):
            end = source.head.end  # "According to the office, the clubs owe 3 million, twice as much as …"
            source = Subject(source.head, source.head)
        while end < len(tokens) and tokens[end].tag not in ",:Q":
            end += 1
        end = _past_participle(tokens, end)
        if end + 1 < len(tokens) and tokens[end + 1].low in {"which", "who"} and place > reading.floor:
            return  # "Not so, according to the firm, which says that …": what it says follows with a cue of its own
        stop = clause_end(tokens, min(end + 1, len(tokens) - 1), clausal=True)
        reading.add(source, cue, (Stretch(end, stop),), stop)


def _past_participle(tokens: Sequence[Token], comma: int) -> int:
    """The comma after what was done to a document: ``According to the suit[, filed on Friday], the bank knew …``."""
    done = tokens[min(comma + 1, len(tokens) - 1)]
    if not (done.tag in "EV" or (done.form is not None and done.form.kind in {"past", "participle"})):
        return comma
    later = (at for at in range(comma + 2, min(comma + _FAR, len(tokens) - 1)) if tokens[at].tag == ",")
    return next(later, comma)


def _is_occasion(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether words only tell when or where something was said: ``during a press conference on Thursday``."""
    low = {token.low for token in tokens[start:end]}
    return tokens[start].low in {"during", "at", "in", "on", "after", "before"} and not low.isdisjoint(PUBLIC)


def _is_main(tokens: Sequence[Token], place: int) -> bool:
    """Whether a main clause starts here."""
    return is_clause(tokens, place) and not any(token.tag in "wW" for token in tokens[place : place + 4])


_OPINIONS: Final = frozenset(
    """view opinion words admission account estimate judgement judgment reckoning telling eyes experience calculation
    count version""".split()
)


def read_opinion(reading: Reading, place: int) -> None:
    """Add ``in her view …`` and ``…, by the firm's own estimate``."""
    tokens = reading.tokens
    noun = next((at for at in range(place + 2, min(place + 9, len(tokens))) if tokens[at].low in _OPINIONS), None)
    if noun is None or tokens[noun - 1].tag not in "Dpn" or any(tokens[at].tag in ",.XVK" for at in range(place, noun)):
        return
    end = noun + 1
    if tokens[place + 1].low in _THEIRS and noun - place < 4:
        source = Subject(Stretch(place + 1, place + 2), Stretch(place + 1, place + 2))
        source = _subject_meant(reading, place, end) or source
    elif end + 1 < len(tokens) and tokens[end].low == "of" and tokens[place + 1].tag == "D" and noun == place + 2:
        giver = subject_after(tokens, end + 1)
        if giver is None:
            return
        start, stop = giver.head
        stop = next((at for at in range(start + 1, stop) if tokens[at].tag == "D" and tokens[at - 1].tag in "nN"), stop)
        source = Subject(Stretch(start, stop), Stretch(start, stop))
        end = stop  # "in the view of the residents"
    else:
        owner = _owner(reading, noun, place + 1)
        if owner is None or owner.whole.start <= place or tokens[place + 1].low in {"my", "our", "your"}:
            return
        source = owner
    cue = Cue(place, end, "according", Modality.ASSERTS)
    before = tokens[place - 1].tag if place else ""
    ends = end >= len(tokens) or tokens[end].tag in ".,;-"
    apart = before in ",-" or (tokens[noun].low == "eyes" and end > noun + 1)  # "is a fraud in the eyes of X"
    if place > reading.floor and ends and apart and reading.has_predicate(reading.floor, place):
        reading.add(source, cue, (Stretch(reading.floor, place),), end)
    elif place > reading.floor and before == "," and end < len(tokens) and tokens[end].tag == ",":
        if end + 1 < len(tokens) and tokens[end + 1].tag in "XVvK":  # "The jobs, in her view, will go to others"
            stop = clause_end(tokens, end + 1, clausal=True)
            reading.add(source, cue, (Stretch(reading.floor, place), Stretch(end + 1, stop)), stop)
    elif place == reading.floor or before in ":;":
        stop = clause_end(tokens, min(end + 1, len(tokens) - 1), clausal=True)
        reading.add(source, cue, (Stretch(end, stop),), stop)


def read_for(reading: Reading) -> None:
    """Add ``For X, the plan is a gift``: what opens so is X's view."""
    tokens = reading.tokens
    comma = next((at for at in range(1, min(_FAR, len(tokens))) if tokens[at].tag == ","), None)
    if comma is None or reading.floor > 0:
        return
    last = tokens[comma - 1]
    person = last.tag == "N" or (last.low in GROUPS | ROLES | {"him", "her", "them"} and last.tag in "nr")
    if not person or any(token.tag not in "DNnpr" for token in tokens[1:comma]):
        return
    start = comma + 1
    if tokens[start : start + 1] and tokens[start].low in {"a", "an", "who"}:  # "For Lena Moor, a nurse, …"
        start = next((at + 1 for at in range(start, min(start + _FAR, len(tokens))) if tokens[at].tag == ","), start)
    verb = next((at for at in range(start, len(tokens)) if tokens[at].tag in "XVv"), None)
    judged = verb is not None and tokens[verb].low in {"is", "are", "was", "were", "means", "remains"}
    if not judged or verb is None or any(token.tag in "KR" for token in tokens[start:verb]):
        return
    source = Subject(Stretch(1, comma), Stretch(1, comma))
    cue = Cue(0, start, "according", Modality.ASSERTS)
    reading.add(source, cue, (Stretch(start, clause_end(tokens, start, clausal=True)),), len(tokens))


def _subject_meant(reading: Reading, place: int, end: int) -> Subject | None:
    """Whom "its" means in ``The firm is losing money, by its own account.``: the subject, if that may speak."""
    tokens = reading.tokens
    named = reading.carried(place) if end < len(tokens) and closes(tokens, end) else None
    if not isinstance(named, Subject):
        return None
    last = tokens[named.head.end - 1]
    name = last.tag == "N" and named.head.end > 1  # the capital of a sentence's first word tells nothing
    return named if name or last.low in BODIES | GROUPS | ROLES else None


def read_noun(reading: Reading, place: int) -> None:
    """Add ``X's claim that …``, ``his demand for …``."""
    tokens = reading.tokens
    owner = _owner(reading, place)
    if place + 2 >= len(tokens):
        return
    after = place + 1
    if owner is None:
        owner = _giver(reading, place)
        after = owner.whole.end if owner is not None else len(tokens)
    if owner is None or after + 1 >= len(tokens):
        return
    verb = owner.whole.start - 1
    if verb > reading.floor and tokens[verb + 1].low in _THEIRS and tokens[verb].low in _MOVED:
        owner = subject_before(tokens, verb, reading.floor) or owner  # "The firm has raised its offer to 9 crowns"
        after = _past_receiver(tokens, after)
    elif verb > reading.floor and tokens[verb].low in _GIVEN_UP:
        return  # "dropped its demand for a ban": what is no longer demanded
    follower = tokens[after]
    if after == place + 1 and follower.low in BE and after + 2 < len(tokens):
        _read_terms(reading, owner, place, after + 1)  # "the union's demand is that …", "her offer is for 3 percent"
        return
    clausal = follower.tag == "T"
    figure = follower.tag == "#" or follower.low in NUMBER_WORDS
    if after > place + 1 and not (clausal or figure):
        return
    if not (clausal or figure) and (follower.low not in {"to", "for", "of", "on"} or tokens[place].low in _CLAUSE_ONLY):
        return
    if tokens[place].low in _OF_FIGURES and not (clausal or figure or tokens[after + 1].tag == "#"):
        return  # "its estimate of the population" tells no figure
    stop = _end_of_claim(tokens, after) if clausal else clause_end(tokens, after, clausal=False)
    cue = Cue(place, place + 1, tokens[place].low, CUE_NOUNS[tokens[place].low], nominal=True)
    reading.add(owner, cue, (Stretch(after, stop),), stop)


def _end_of_claim(tokens: Sequence[Token], after: int) -> int:
    """Where a claim's ``that …`` ends; ``X's claim that … is false`` is judged by somebody else."""
    stop = clause_end(tokens, after, clausal=True)
    later = (at for at in range(after + 2, stop) if tokens[at - 1].tag == "," and is_verb(tokens, at))
    stop = next(later, stop)
    verdict = next((at for at in range(stop - 1, after + 2, -1) if tokens[at].low in _JUDGED), None)
    if verdict is not None and stop - verdict < 4:
        stop = next((at for at in range(verdict, after + 2, -1) if tokens[at].tag == "X"), stop)
    return stop


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


def _owner(reading: Reading, place: int, floor: int | None = None) -> Subject | None:
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
    if tokens[left].low in _THEIRS or (state is not None and state.form == "adjective"):
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
