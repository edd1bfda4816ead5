"""Reading one unit: each cue in its order, and which of them belong to what a later source says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.accounts import read_according, read_for, read_opinion
from llmtool.engines.offline.cues.adjectives import is_adjective_cue, read_adjective
from llmtool.engines.offline.cues.frames import frame_of
from llmtool.engines.offline.cues.listeners import past_listener
from llmtool.engines.offline.cues.nouns import read_noun
from llmtool.engines.offline.cues.objects import takes_up
from llmtool.engines.offline.cues.starts import past_where, skip_adverbs
from llmtool.engines.offline.cues.subjects import subject_after, subject_before
from llmtool.engines.offline.cues.verbs import read_verb
from llmtool.engines.offline.reading import Reading
from llmtool.engines.offline.text.borders import closes_interruption
from llmtool.engines.offline.text.clauses import closes
from llmtool.engines.offline.text.forms import is_ing, is_verb
from llmtool.engines.offline.text.lexicon import CUE_NOUNS, NUMBER_WORDS
from llmtool.engines.offline.text.tokens import Token

_SUPPOSING: Final = frozenset("suppose imagine say assume".split())
_THIRD: Final = frozenset("he she it they".split())
_SAYS: Final = frozenset("say add argue insist claim explain note".split())
_SHARES: Final = frozenset("most some many nearly almost about over under more fewer all none".split())


def read_unit(reading: Reading) -> None:
    """Find the attributions of a unit."""
    tokens = reading.tokens
    closing = max(_closing_cue(reading), _interrupting_cue(tokens))
    if tokens[0].low == "for" and not closing:
        read_for(reading)
    accounted = _closing_account(tokens)
    for place in range(reading.floor, len(tokens)):
        token = tokens[place]
        if place < reading.floor or (place < closing and _only_mentioned(reading, place)):
            continue
        if place < accounted and token.form is not None and _counts_many(reading, place):
            continue
        if token.low == "according" or token.text == "per":
            read_according(reading, place)
        elif is_adjective_cue(token) and read_adjective(reading, place):
            continue
        elif token.form is not None and (is_verb(tokens, place) or _opens_label(reading, place)):
            read_verb(reading, place)
        elif token.low in {"in", "by", "on"} and place + 2 < len(tokens):
            read_opinion(reading, place)
        elif token.low in CUE_NOUNS:
            read_noun(reading, place)


def is_supposed(tokens: Sequence[Token]) -> bool:
    """Whether a writer only makes up a case: ``Suppose the union demands more``."""
    supposed = len(tokens) > 1 and tokens[0].low in _SUPPOSING and tokens[1].tag in "NDT"
    return supposed and not any(token.tag == "Q" for token in tokens)


def _opens_label(reading: Reading, place: int) -> bool:
    return reading.label is not None and (place == reading.floor or reading.tokens[place - 1].tag == ";")


def _closing_cue(reading: Reading) -> int:
    """The place of a cue at the unit's end that all before it depends on (``…, a spokesman said Friday.``), or 0."""
    tokens = reading.tokens
    last = (at for at in range(len(tokens) - 1, max(len(tokens) - 14, 1), -1) if is_verb(tokens, at))
    place = next(last, 0)
    framed = frame_of(tokens, place) if place else None
    if framed is None or not {"s", "t"} & set(framed[0].letters):
        return 0
    if tokens[place - 1].tag == "," and not is_ing(tokens[place]) and not closes_interruption(tokens, place - 1):
        after = subject_after(tokens, framed[1])
        if after is not None and closes(tokens, after.whole.end):
            return place
    if not closes(tokens, past_listener(tokens, skip_adverbs(tokens, framed[1]), framed[0].letters)):
        return 0
    subject = subject_before(tokens, place, 0)
    if subject is None or tokens[subject.head.start].tag == "W" or takes_up(tokens, subject.whole):
        return 0
    if tokens[subject.head.start].tag == "R" and framed[1] + 1 < len(tokens) and tokens[framed[1]].tag == ",":
        return 0  # "The office puts it at six, none of whom, it stressed, were armed": the office's
    return place if subject.whole.start > 3 and tokens[subject.whole.start - 1].tag == "," else 0


def _interrupting_cue(tokens: Sequence[Token]) -> int:
    """The place of a cue between commas that all of the unit depends on (``What X wants, the clerk said, is …``), or 0.

    Only where it has a subject of its own, so that it isn't whoever an earlier cue names.
    """
    for place in range(4, len(tokens) - 3):
        if tokens[place].form is None or not is_verb(tokens, place):
            continue
        framed = frame_of(tokens, place)
        subject = subject_before(tokens, place, 0) if framed is not None and "s" in framed[0].letters else None
        if framed is None or subject is None or subject.whole.start < 4:
            continue
        named = tokens[subject.head.end - 1].tag in "Nn" and tokens[subject.head.start].tag in "DN"
        comma = past_where(tokens, past_listener(tokens, skip_adverbs(tokens, framed[1]), framed[0].letters))
        closed = comma + 2 < len(tokens) and tokens[comma].tag == "," and tokens[comma + 1].tag in "DNn#X"
        apart = tokens[subject.whole.start - 1].tag == "," and tokens[subject.whole.start - 2].tag not in "WT"
        if named and closed and apart and tokens[0].tag in "Pw":
            return place
        plain = all(token.tag != "Q" for token in tokens[:place])
        he = plain and tokens[subject.head.start].low in _THIRD and _is_said_by(tokens[place])
        if he and apart and comma < len(tokens) and tokens[comma].tag == "," and subject.whole.start == place - 1:
            return place  # "Passengers trust it less than ever, it says, after three crashes"
    return 0


def _is_said_by(token: Token) -> bool:
    return token.form is not None and token.form.lemma in _SAYS


def _only_mentioned(reading: Reading, place: int) -> bool:
    """Whether the cue here is part of what a later source says."""
    token = reading.tokens[place]
    if token.form is None or not is_verb(reading.tokens, place):
        return token.low in CUE_NOUNS or is_adjective_cue(token)
    framed = frame_of(reading.tokens, place)
    if framed is None or framed[1] >= len(reading.tokens):
        return False
    return "s" not in framed[0].letters or reading.tokens[framed[1]].tag not in "TQ:,"


def _closing_account(tokens: Sequence[Token]) -> int:
    """The place of "according to" where it closes the unit, or 0."""
    for place in range(len(tokens) - 3, 0, -1):
        if tokens[place].low == "according" and tokens[place + 1].low == "to" and tokens[place - 1].tag == ",":
            after = subject_after(tokens, place + 2)
            return place if after is not None and closes(tokens, after.whole.end) else 0
    return 0


def _counts_many(reading: Reading, place: int) -> bool:
    """Whether the verb here tells what a share of people did: ``94 percent of those voting [backed] it``."""
    if not is_verb(reading.tokens, place):
        return False
    subject = subject_before(reading.tokens, place, reading.floor)
    words = [token.low for token in reading.tokens[subject.head.start : subject.head.end]] if subject else []
    share = bool(words) and (words[0][0].isdigit() or words[0] in NUMBER_WORDS | _SHARES)
    return share and bool({"percent", "cent", "of", "in"} & set(words))
