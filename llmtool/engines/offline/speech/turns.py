"""What a labelled speaker says: a turn of a transcript sentence by sentence, or a bullet about somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from llmtool.engines.offline.contents.procedure import is_courtesy, is_procedure
from llmtool.engines.offline.reading import Attributed, Reading
from llmtool.engines.offline.speech.label import Label
from llmtool.engines.offline.speech.proceedings import is_direction
from llmtool.engines.offline.speech.replies import answers_briefly, is_elliptic, is_reply, leans, points_back, takes_up
from llmtool.engines.offline.speech.small_talk import is_of_a_life
from llmtool.engines.offline.text.lexicon import lexicon
from llmtool.engines.offline.text.tokens import Token, Unit
from llmtool.engines.offline.unit_reading import read_unit
from llmtool.schema import Modality
from llmtool.words import STOPWORDS

_FIRST_PERSON: Final = frozenset("i we you my our your me us who which that this what it".split())
_NOBODY: Final = frozenset("nobody none everybody everyone somebody someone anybody anyone".split())
_HEARD: Final = frozenset("hear understand know see read".split())
"""What one who asks says that others heard is no position of theirs: ``the committee has heard that …``."""
_OURS: Final = frozenset("my our".split())
_YOU: Final = frozenset("you your yours".split())
_SHORT: Final = 5
_FEW: Final = 3
_THAT_WORKS: Final = 4
_BRIEF: Final = 6
_MOST: Final = 45


@dataclass
class Turn:
    """The turn that is being read; ``asked`` is the question it answers, ``spoken`` its statement so far."""

    label: Label
    first: Attributed
    asked: tuple[int, int, int] | None = None
    told: tuple[int, int, int] | None = None
    """The last sentence of the turn before, and of this one so far: what a reply such as "That is untrue" answers."""
    last: tuple[int, int, int] | None = None
    yes: bool = False
    """Whether all that the turn has said so far is a yes or what else tells little without what it answers."""
    own: bool = False
    """Whether the sentence before was about the speaker's own people: ``inspectors from my department``."""
    opened: bool = False
    fragment: bool = False
    words: int = 0
    question: str = ""
    """The words of the outlet's turn before an answer, or of this one while the outlet speaks."""


def open_turn(unit: Unit, index: int, label: Label, before: Turn | None, found: list[Attributed]) -> Turn:
    """Start the turn that a label opens, and read its first unit."""
    source = (label.start, label.end)
    lemma = "bullet" if label.bullet else "label"
    first = Attributed(source, source, (label.end, label.end + 1), (), lemma, Modality.ASSERTS, (index,), label=True)
    turn = Turn(label, first, asked=before.asked if before is not None else None)
    turn.told = before.last if before is not None else None
    turn.question = before.question if before is not None and label.voice != "outlet" else ""
    if before is not None and before.label.voice == label.voice == "speaker" and not before.opened:
        turn.asked = before.asked  # "Q: … A: (pause)"
    at = next((at for at, token in enumerate(unit.tokens) if token.start >= label.speech), len(unit.tokens))
    at = _after_direction(unit.tokens, at)
    if at < len(unit.tokens):
        _bullet(unit, index, at, turn, found) if label.bullet else _spoken(unit, index, at, turn, found)
    return turn


def go_on(unit: Unit, index: int, turn: Turn, found: list[Attributed], *, apart: bool = False) -> None:
    """Read a further unit of a turn; ``apart`` tells that it is a paragraph of its own."""
    closes = unit.tokens[-1].text in ")]" and not any(token.text in "([" for token in unit.tokens)
    at = _after_address(unit.tokens, _after_direction(unit.tokens, 0))
    if at == len(unit.tokens) or closes or _is_notice(unit.tokens) or (apart and is_direction(unit.tokens)):
        return
    _spoken(unit, index, at, turn, found)


def _after_direction(tokens: Sequence[Token], at: int) -> int:
    """Where the words begin after ``(Applause.)`` or ``(Laughing)``."""
    while at < len(tokens) and tokens[at].text in "([":
        at = next((end + 1 for end in range(at, len(tokens)) if tokens[end].text in ")]"), len(tokens))
        while at < len(tokens) and tokens[at].text in ".)":
            at += 1
    return at


def _after_address(tokens: Sequence[Token], at: int) -> int:
    """Where the words of a post begin after ``Replying to @tarn_rail:``."""
    if [token.low for token in tokens[at : at + 3]] != ["replying", "to", "@"]:
        return at
    return next((end + 1 for end in range(at, len(tokens)) if tokens[end].tag == ":"), at)


def _is_notice(tokens: Sequence[Token]) -> bool:
    """``END OF TRANSCRIPT``: capitals only, and no full stop."""
    words = [token.text for token in tokens if token.text[0].isalpha()]
    return len(words) > 1 and all(word.isupper() for word in words) and tokens[-1].text not in '.!?”"'


def _spoken(unit: Unit, index: int, at: int, turn: Turn, found: list[Attributed]) -> None:
    tokens = unit.tokens[at:]
    text = " ".join(token.text for token in tokens)
    own, turn.own = turn.own, any(token.low in _OURS for token in tokens)
    turn.last = (tokens[0].start, tokens[-1].end, index)
    if tokens[-1].text == "?":
        turn.asked = (tokens[0].start, tokens[-1].end, index)
    if turn.label.voice == "outlet":
        turn.question = f"{turn.question} {text}".strip()
        reading = Reading(unit, index, floor=at)
        read_unit(reading)
        found.extend(one for one in reading.found if one.lemma not in _HEARD)
        return
    theirs = own and turn.opened and tokens[0].low == "they"  # "Two of my inspectors went there. They found …"
    inner = [] if theirs else _retold(unit, index, at)
    if inner:
        found.extend(inner)
        turn.opened = True
        return
    procedure = tokens[-1].text == "?" or is_procedure(text, tokens, chairs=turn.label.voice == "chair")
    if turn.label.until >= 0 and not _YOU.isdisjoint(token.low for token in tokens):
        return  # a letter speaks to an editor whom nobody else knows
    replies = procedure and not turn.opened and _prompt(turn, index, text) is not None
    if turn.yes and not procedure and not points_back(text):
        found.pop()  # "Yes. The mission has counted seventeen.": the rest says it all
        turn.opened = turn.fragment = False
    elif turn.yes and procedure and not is_courtesy(text):
        _append(found, (tokens[0].start, tokens[-1].end), index)  # "Yes. I signed it on Friday."
        turn.yes, turn.fragment, turn.words = False, False, _MOST
        return
    turn.yes = replies and not is_reply(text)
    if procedure and not replies:
        return
    turn.fragment = turn.fragment or theirs
    if turn.label.answer and is_of_a_life(text, turn.question):
        return
    _state((tokens[0].start, tokens[-1].end), tokens, text, index, turn, found)


def _state(
    content: tuple[int, int], tokens: Sequence[Token], text: str, index: int, turn: Turn, found: list[Attributed]
) -> None:
    """Keep one sentence as a position of its own, unless it only goes on with the one before or the one after."""
    last = found[-1] if found and turn.opened and found[-1].source == turn.first.source and found[-1].label else None
    words = [token for token in tokens if token.text[0].isalnum() or token.tag == "Q"]
    fragment = _is_fragment(tokens)
    joined = turn.fragment or fragment or takes_up(text) or 0 < turn.words <= _BRIEF
    bare = all(token.low in STOPWORDS or not token.text[0].isalnum() for token in words)  # "I would not have."
    if last is not None and (joined or bare or len(words) <= _FEW):
        turn.fragment = False
        turn.words = _MOST
        if last.contents[-1][1] - last.contents[0][0] < _MOST * 6:
            _append(found, content, index)
            return
    answers = not turn.opened and turn.asked is not None and turn.asked[2] != index
    if fragment and not answers and len(words) < _SHORT and not is_reply(text):
        return
    if not turn.opened and not answers and turn.label.until >= 0 and is_elliptic(text):
        return  # "They are not.", after what the letter only says to its editor
    first = turn.first
    units = (index,) if index == first.units[0] else (first.units[0], index)
    made = replace(first, contents=(content,), units=units)
    if not turn.opened:
        made = replace(made, question=_prompt(turn, index, text) or (turn.asked if answers and fragment else None))
    found.append(made)
    turn.opened = True
    turn.words = _MOST if any(token.tag == "#" for token in tokens) else len(words)
    turn.fragment = fragment or made.question is not None
    if is_reply(text):
        turn.fragment, turn.words = False, _MOST  # what follows gives reasons of its own


def _append(found: list[Attributed], content: tuple[int, int], index: int) -> None:
    """Add a sentence to what was said last."""
    last = found[-1]
    found[-1] = replace(last, contents=(*last.contents, content), units=(*last.units, index))


def _prompt(turn: Turn, index: int, text: str) -> tuple[int, int, int] | None:
    """The words that an opening sentence cannot be understood without: a question, or what it says no to."""
    if turn.asked is not None and turn.asked[2] != index and turn.asked == turn.told:
        return turn.asked if leans(text) or answers_briefly(text) or is_reply(text) else None
    return turn.told if is_reply(text) else None


def _is_fragment(tokens: Sequence[Token]) -> bool:
    """Whether no verb stands before what is only a relative clause (``half of the flats at a rent that …``)."""
    for place, token in enumerate(tokens[1:-1], 1):
        if token.tag == "T" and tokens[place - 1].tag in "nN" and len(tokens) - place <= _THAT_WORKS:
            return True  # "Brakes that work."
        if token.tag == "W" or (token.tag == "T" and tokens[place - 1].tag == "n" and tokens[place + 1].tag in "DRN"):
            return True
        if token.tag in "XVvKEQ":
            return False
    return True


def _bullet(unit: Unit, index: int, at: int, turn: Turn, found: list[Attributed]) -> None:
    """What a bullet's person says: words, and after them or instead what they did (``called for …``)."""
    unit = _with_cue(unit, at)
    tokens = unit.tokens
    reading = Reading(unit, index, turn.first, floor=at)
    form = tokens[at].form
    says = form is None or form.kind == "base"
    inner = _retold(unit, index, at) if says else []
    if inner:
        found.extend(replace(one, source=turn.first.source, head=turn.first.head) for one in inner)
        return
    if len(tokens) - at > 3 and not reading.has_predicate(at, len(tokens)):
        return
    if says:
        marks = (place for place in range(at, len(tokens) - 1) if tokens[place].tag == ";")
        split = next((place for place in marks if tokens[place + 1].form is not None), len(tokens))
        found.append(replace(turn.first, contents=((tokens[at].start, tokens[split - 1].end),)))
        reading.floor = split
    read_unit(reading)
    found.extend(reading.found)


def _with_cue(unit: Unit, at: int) -> Unit:
    """The unit with the verb that opens what a bullet says, where its capital hides it: ``Mayor: Demands …``."""
    form = lexicon().forms.get(unit.tokens[at].low)
    following = unit.tokens[at + 1] if at + 1 < len(unit.tokens) else None
    if form is None or form.kind != "third" or following is None or following.tag in "XVK":
        return unit
    verb = replace(unit.tokens[at], tag="K", form=form)
    return replace(unit, tokens=(*unit.tokens[:at], verb, *unit.tokens[at + 1 :]))


def _retold(unit: Unit, index: int, first: int) -> list[Attributed]:
    """What a labelled speaker says that others have said: attributions with a source and a cue of saying."""
    reading = Reading(unit, index, floor=first)
    read_unit(reading)
    start = unit.tokens[0].start
    words = {token.start: token.low for token in unit.tokens}
    # "I seldom agree": whatever is taken for the subject after an "I".
    spoken = {after.start for token, after in pairwise(unit.tokens) if token.low in {"i", "we"}}
    return [
        one
        for one in reading.found
        if one.source is not None
        and one.head is not None
        and not one.negated
        and one.head[0] >= start
        and words.get(one.head[0]) not in _FIRST_PERSON | _NOBODY
        and words.get(one.source[0]) not in _FIRST_PERSON
        and one.source[0] not in spoken
        and (_is_said(one.lemma) or _is_quoted(unit, one))
    ]


def _is_quoted(unit: Unit, one: Attributed) -> bool:
    """Whether somebody is quoted by name: ``Kay Bell of the Port Trust called the plan “overdue”.``"""
    quotes = [token for token in unit.tokens if token.tag == "Q"]
    named = any(
        token.tag == "N" and one.head is not None and one.head[0] <= token.start < one.head[1] for token in unit.tokens
    )
    return named and any(start <= token.start < end for token in quotes for start, end in one.contents)


def _is_said(lemma: str) -> bool:
    """Whether a cue reports words, and not only a stance."""
    frames = lexicon().cues.get(lemma, ())
    return lemma == "according" or any(set("st") & set(frame.letters) for frame in frames)
