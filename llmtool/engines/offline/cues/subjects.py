"""Who the grammatical subject of a cue is: noun phrases before and after the verb, with their appositions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from llmtool.engines.offline.cues.asides import before_aside
from llmtool.engines.offline.cues.listeners import MADE
from llmtool.engines.offline.cues.phrases import (
    STANDS_ALONE,
    Stretch,
    before_bracket,
    before_relative,
    is_manner,
    is_reduced,
    phrase_before,
)
from llmtool.engines.offline.people.holders import DOCUMENTS, ROLES
from llmtool.engines.offline.text.forms import FLOATING, is_ing, is_verb
from llmtool.engines.offline.text.lexicon import NUMBER_WORDS
from llmtool.engines.offline.text.tokens import Token

_LONGEST: Final = 40
_TIME_NOUNS: Final = frozenset(
    "week month year night morning evening afternoon day weekend summer spring autumn".split()
)

_SPANS: Final = frozenset("second minute hour day week fortnight month year decade century moment while".split())
_SOME: Final = frozenset("few several many couple of some long just only barely".split())
_APPEARING: Final = frozenset("speaking writing testifying answering replying".split())
_SAYING: Final = frozenset("saying adding telling insisting arguing claiming warning".split())
_COUNTS: Final = frozenset("tally tallies count counts estimate estimates".split())
_INSIDERS: Final = frozenset("briefed close familiar involved present working knowledgeable".split())

# What stands before a day or month.
_WHEN: Final = frozenset("on in last this late early".split())


class Subject(NamedTuple):
    """A noun phrase with its apposition (``whole``) and without (``head``)."""

    whole: Stretch
    head: Stretch


_ADVERBIALS: Final = tuple(
    tuple(phrase.split())
    for phrase in (
        "in the past|for years|for months|for weeks|for decades|in recent days|in recent weeks|in recent months"
        "|in recent years|so far|thus far|until now|for now|more than once|once again|time and again"
        "|on several occasions"
    ).split("|")
)


_AT_A_TIME: Final = tuple(
    tuple(phrase.split())
    for phrase in (
        "at the time|at that time|at the moment|at that point|at this point|at this stage|at that stage|at the outset"
        "|in the end|in the meantime|in return|in response|in turn|in public|in private|for months|for weeks"
        "|for years|for now|until now|so far"
    ).split("|")
)
"""What may stand right after a name: ``Norvane [at the time] denied it``; ``the minister at the time`` is another."""


_NEGATIVE: Final = frozenset({("no", "longer"), ("not", "yet"), ("n't", "yet")})


def _adverbial_before(tokens: Sequence[Token], place: int) -> int:
    """The length of ``has [in the past] refused``, a time in several words before a verb; 0 for none."""
    for phrase in _ADVERBIALS:
        start = place - len(phrase)
        if start > 0 and tokens[start - 1].tag in "XA" and tuple(t.low for t in tokens[start:place]) == phrase:
            return len(phrase)
    for phrase in _AT_A_TIME:
        start = place - len(phrase)
        if start > 0 and tokens[start - 1].tag in "NR" and tuple(t.low for t in tokens[start:place]) == phrase:
            return len(phrase)
    return 0


def skip_left(tokens: Sequence[Token], place: int) -> int:
    """The place before adverbs, auxiliaries and short times that stand left of ``place``."""
    while place > 0:
        before = tokens[place - 1]
        floats = (
            before.low in FLOATING
            and place > 1
            and (tokens[place - 2].tag in "NnRX)" or (before.low not in STANDS_ALONE and tokens[place - 2].text == ","))
        )
        if long := _adverbial_before(tokens, place):
            place -= long
        elif before.low == "ago" and (since := _span_before(tokens, place - 1)) < place - 1:
            place = since  # "which three days ago said"
        elif before.tag in "XA" or floats or (before.tag == "Q" and is_manner(before)):
            place -= 1
        elif (outside := before_aside(tokens, place)) < place and tokens[outside - 1].tag in "XNnR":
            place = outside  # "has, however, rejected", "The club, for its part, says"
        elif place > 1 and (tokens[place - 2].low, before.low) in _NEGATIVE:
            place -= 2
        elif before.tag == "d" or (
            before.low in _TIME_NOUNS and place > 1 and tokens[place - 2].low in {"last", "this"}
        ):
            back = place - 1
            while back > 0 and (tokens[back - 1].tag == "d" or tokens[back - 1].low in _WHEN):
                back -= 1
            if back == 0 or (tokens[back].low not in _WHEN and tokens[back].tag != "d"):
                return place
            place = back
        else:
            break
    return place


def _span_before(tokens: Sequence[Token], place: int) -> int:
    """Where ``three days`` before an "ago" begins."""
    if place < 1 or tokens[place - 1].low.removesuffix("s") not in _SPANS:
        return place
    start = place - 1
    while start > 0 and (tokens[start - 1].tag in "#D" or tokens[start - 1].low in NUMBER_WORDS | _SOME):
        start -= 1
    return start


def subject_before(tokens: Sequence[Token], verb: int, floor: int) -> Subject | None:
    """The subject left of the verb group at ``verb``; nothing left of ``floor`` is looked at."""
    end = _end_of_phrase(tokens, verb)
    if end <= floor:
        return None
    before = tokens[end - 1]
    if before.tag in ",-)":
        return _before_parenthesis(tokens, end, floor)
    if before.tag in "WT":
        return Subject(Stretch(end - 1, end), Stretch(end - 1, end))
    phrase = phrase_before(tokens, end, floor)
    if phrase is None and end - floor > 3 and tokens[end - 2].tag == "R" and tokens[end - 3].tag in "Nn":
        phrase = phrase_before(tokens, end - 2, floor)  # "all the experts I interviewed said"
    related = before_relative(tokens, end, floor)
    if related is not None:
        return Subject(Stretch(related.start, end), related)
    if phrase is None:
        for place in range(end - 1, max(end - 6, floor), -1):
            if tokens[place].tag == "W":
                return Subject(Stretch(place, place + 1), Stretch(place, place + 1))
            if tokens[place].tag not in "P#DNnd":
                break
    return Subject(phrase, phrase) if phrase else None


def _end_of_phrase(tokens: Sequence[Token], verb: int) -> int:
    """Where the phrase left of a verb group ends; ``a poll released [Friday] shows`` keeps its day."""
    end = skip_left(tokens, verb)
    return verb if 0 < end < verb and tokens[end].tag not in "XA" and is_reduced(tokens, end - 1, verb) else end


def subject_after(tokens: Sequence[Token], start: int) -> Subject | None:
    """The subject right of an inverted cue (``said X, the head of Y``)."""
    place = start
    while place < len(tokens) and place - start < _LONGEST:
        tag, low = tokens[place].tag, tokens[place].low
        if tag in "Nn#DpGE(" or (place > start and (low in {"of", "for", "at"} or tag == ")")):
            place += 1
        elif tag in "Rr" and place == start:
            place += 1
            break
        elif (
            (tag == "C" and low == "and" and place + 1 < len(tokens) and tokens[place + 1].tag in "NDn")
            or (low in {"on", "with", "to", "in"} and place > start and tokens[place - 1].low in _INSIDERS)
            or (low in _INSIDERS and place > start)
            or (tag == "P" and low == "from")
            or (low == "by" and place > start and tokens[place - 1].low in DOCUMENTS | _COUNTS | MADE)
            or (tag == "K" and not is_verb(tokens, place))
        ):
            place += 1
        else:
            break
    place = next((at for at in range(start + 1, place - 1) if _opens_deed(tokens, at)), place)
    while place > start and tokens[place - 1].tag in "DGEP#C":
        place -= 1
    if place == start or not any(token.tag in "NnRrK" for token in tokens[start:place]):
        return None
    head = Stretch(start, place)
    return Subject(Stretch(start, _apposition_end(tokens, place)), head)


def _opens_deed(tokens: Sequence[Token], place: int) -> bool:
    """Whether "for" and a participle tell what somebody did: ``called a fraud by doctors [for promoting] cures``."""
    deed = tokens[place + 1]
    return tokens[place].low == "for" and deed.tag in "GK" and deed.low.endswith("ing")


def _apposition_end(tokens: Sequence[Token], place: int) -> int:
    if place + 1 >= len(tokens) or tokens[place].tag != "," or tokens[place + 1].tag not in "DnNW":
        return place
    for later in range(place + 1, min(place + _LONGEST, len(tokens))):
        token = tokens[later]
        if token.tag in "XVKST" and (tokens[place + 1].tag != "W" or (token.tag == "T" and is_verb(tokens, later - 1))):
            return place  # but "Ida Voss, who chairs the board"
        if token.tag in ",.Q;-:":
            return later
    return place


def _before_parenthesis(tokens: Sequence[Token], end: int, floor: int) -> Subject | None:
    """``NP, apposition, verb``: the head is before the first mark of the pair, the apposition may hold commas."""
    mark = tokens[end - 1].tag
    opener = "(" if mark == ")" else mark
    for place in range(end - 2, max(floor, end - _LONGEST) - 1, -1):
        if tokens[place].tag != opener:
            continue
        inner = _as_aside(tokens, place + 1) if mark == "," else tokens[place + 1]
        if mark == "," and inner.tag == "C" and place + 2 < end and tokens[place + 2].tag == "W":
            named = _before_relatives(tokens, place, floor)  # "a clerk who saw it, and who fears for her job, says"
            return Subject(Stretch(named.start, end - 1), named) if named else None
        if mark == "," and inner.tag == "C" and _is_done(tokens, place + 2):
            named = phrase_before(tokens, place, floor)  # "a paper drawn up in May, and seen by X, says"
            return Subject(named, named) if named else None
        if mark == "," and inner.tag not in "DNnWEPGAS#Q" and inner.low not in {"as", "in"}:
            return None
        outside = before_bracket(tokens, place, floor)
        head = before_relative(tokens, outside, floor) or phrase_before(tokens, outside, floor)
        if head is None or (mark == "," and all(token.tag == "#" for token in tokens[head.start : head.end])):
            continue  # "Ann Ray, 54, head of the board, said"
        if (
            mark == ","
            and ((tokens[head.start].tag == "D" and head.end - head.start > 1) or tokens[head.start].low in ROLES)
            and tokens[head.start - 1].tag == ","
        ):
            earlier = phrase_before(tokens, head.start - 1, floor) if head.start - 1 > floor else None
            if earlier and tokens[earlier.end - 1].tag == "N" and not _is_reacting(tokens, earlier):
                return Subject(Stretch(earlier.start, end - 1), earlier)
        aged = inner.tag == "#" and place + 2 < end - 1 and tokens[place + 2].tag == ","
        tells = aged or inner.tag in "DNnW(" or mark == ")"
        return Subject(Stretch(head.start, end if mark == ")" else end - 1 if tells else head.end), head)
    return None


def _is_reacting(tokens: Sequence[Token], phrase: Stretch) -> bool:
    """Whether what opens the unit is a participle and no name: ``[Reacting], the minister, Ann Ray, said …``."""
    return phrase == (0, 1) and tokens[0].low.endswith("ing")


def _as_aside(tokens: Sequence[Token], place: int) -> Token:
    """The first token after a comma, as a participle where it is one: ``Ann Ray, [asked] about it, said``."""
    token = tokens[place]
    if token.tag == "K" and (not is_verb(tokens, place) or _is_done(tokens, place)):
        return replace(token, tag="E")
    if is_ing(token) and token.low not in _SAYING:
        return replace(token, tag="G")  # "Ann Ray, responding to this, said"
    return replace(token, tag="G") if token.low in _APPEARING else token


def _before_relatives(tokens: Sequence[Token], end: int, floor: int) -> Stretch | None:
    """The noun phrase before a relative clause that ends at ``end``, however long it is."""
    for place in range(end - 1, max(floor, end - _LONGEST), -1):
        if tokens[place].tag == "W":
            last = place - 1 if tokens[place - 1].tag == "," else place
            return phrase_before(tokens, last, floor) if last > floor else None
        if tokens[place].tag in ".;:":
            return None
    return None


def _is_done(tokens: Sequence[Token], place: int) -> bool:
    """Whether a participle after a comma tells what was done to the noun before it: ``, asked whether …``."""
    if place + 1 >= len(tokens):
        return False
    form = tokens[place].form
    done = tokens[place].tag in "EV" or (form is not None and form.kind in {"past", "participle"})
    return done and (tokens[place + 1].tag in "PtwTSdA," or tokens[place + 1].low in {"last", "this", "late"})
