"""Cues that are neither verbs nor nouns with a clause: ``according to X``, ``in X's view``, ``For X, …``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.finite import is_clause
from llmtool.engines.offline.cues.nouns import THEIRS, owner_of
from llmtool.engines.offline.cues.phrases import Stretch
from llmtool.engines.offline.cues.starts import PUBLIC, skip_adverbs
from llmtool.engines.offline.cues.subjects import Subject, subject_after
from llmtool.engines.offline.people.holders import BODIES, DOCUMENTS, GROUPS, OUTLETS, ROLES
from llmtool.engines.offline.reading import Cue, Reading
from llmtool.engines.offline.text.borders import clause_end
from llmtool.engines.offline.text.clauses import closes
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.tokens import Token
from llmtool.schema import Modality

_FAR: Final = 12
_ACTS: Final = frozenset("approve order authorise authorize accept".split())
"""What is done and not said: ``Vos approved it, according to documents``."""
_FINDS: Final = frozenset("find show see hear know learn believe consider".split())
_UNNAMED: Final = frozenset("officials sources people aides diplomats insiders".split())
"""Who speaks for those whose deeds they tell, or only passes them on."""
_OPINIONS: Final = frozenset(
    """view opinion words admission account estimate judgement judgment reckoning telling eyes experience calculation
    count version""".split()
)


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
    if _is_carried(reading, place, source):
        reading.floor = end  # "X said … during a visit, according to Y": X's words, carried by Y
    elif place > reading.floor + 1 and (rest := _rest_of_predicate(reading, source, place)) is not None:
        reading.add(source, cue, (Stretch(reading.floor, place), rest), rest.end)
    elif place > reading.floor and reading.has_predicate(reading.floor, place):
        reading.add(source, cue, (Stretch(_start_of_account(reading, place), place),), end)
    else:
        if end > source.head.end and not (end + 1 < len(tokens) and _is_main(tokens, end + 1)):
            end = source.head.end  # "According to the office, the clubs owe 3 million, twice as much as …"
            source = Subject(source.head, source.head)
        while end < len(tokens) and tokens[end].tag not in ",:Q":
            end += 1
        end = _past_participle(tokens, end)
        if end + 1 < len(tokens) and tokens[end + 1].low in {"which", "who"} and place > reading.floor:
            return  # "Not so, according to the firm, which says that …": what it says follows with a cue of its own
        stop = clause_end(tokens, min(end + 1, len(tokens) - 1), clausal=True)
        reading.add(source, cue, (Stretch(end, stop),), stop)


def _is_carried(reading: Reading, place: int, source: Subject) -> bool:
    """Whether "according to" only tells who passes on what another says; what another does is left to the account."""
    after = bool(reading.found) and place - reading.floor <= 1
    last = reading.found[-1] if after else None
    first, head = reading.tokens[source.head.start].low, reading.tokens[source.head.end - 1].low
    told = head in DOCUMENTS | OUTLETS | _UNNAMED or first in {"a", "an", "one", "two", "three"}
    does = last is not None and (last.lemma in _FINDS or not {"s", "t", "q"} & set(last.letters))
    if last is not None and (last.lemma in _ACTS or (does and not told)):
        reading.found.pop()
        reading.floor = 0
        return False
    return after or (bool(reading.found) and _is_occasion(reading.tokens, reading.floor, place))


def _start_of_account(reading: Reading, place: int) -> int:
    """Where what ends in "according to" begins: at the subject of ``[The council] asked for it but was refused``.

    What that subject did is part of the account then, and no attribution of its own.
    """
    first, *rest = reading.tokens[reading.floor : place]
    goes_on = bool(reading.found) and first.tag == "C" and bool(rest) and rest[0].tag in "XV"
    if goes_on:
        reading.found.pop()
    return 0 if goes_on else reading.floor


def _rest_of_predicate(reading: Reading, source: Subject, place: int) -> Stretch | None:
    """What the subject before "according to" does: ``The camp, according to the ministry, [still holds 180 men].``

    An auxiliary may stand before: ``The firm has, according to the union, [sacked 40 people]``.
    """
    tokens = reading.tokens
    helped = tokens[place - 1].tag == "," and tokens[place - 2].tag == "X"
    if not helped and reading.has_predicate(reading.floor, place):
        return None
    for comma in (source.head.end, source.whole.end):
        if comma + 1 < len(tokens) and tokens[comma].tag == ",":
            verb = skip_adverbs(tokens, comma + 1)
            if verb < len(tokens) and (tokens[verb].tag in "XVvE" or is_verb(tokens, verb) or helped):
                return Stretch(comma + 1, clause_end(tokens, verb, clausal=True))
    return None


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


def read_opinion(reading: Reading, place: int) -> None:
    """Add ``in her view …`` and ``…, by the firm's own estimate``."""
    tokens = reading.tokens
    noun = next((at for at in range(place + 2, min(place + 9, len(tokens))) if tokens[at].low in _OPINIONS), None)
    if noun is None or tokens[noun - 1].tag not in "Dpn" or any(tokens[at].tag in ",.XVK" for at in range(place, noun)):
        return
    end = noun + 1
    if tokens[place + 1].low in THEIRS and noun - place < 4:
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
        owner = owner_of(reading, noun, place + 1)
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
