"""Who said what, as spans: each attribution has a source, a cue and its contents, before any name is resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from llmtool.engines.offline.forms import is_verb
from llmtool.engines.offline.lexicon import CUE_NOUNS, lexicon
from llmtool.engines.offline.nouns import read_according, read_noun
from llmtool.engines.offline.reading import Attributed, Reading
from llmtool.engines.offline.starts import frame_of, past_listener, skip_adverbs
from llmtool.engines.offline.subjects import subject_after, subject_before
from llmtool.engines.offline.tokens import Unit
from llmtool.engines.offline.transcript import Label
from llmtool.engines.offline.verbs import closes, read_verb
from llmtool.schema import Modality


def find(
    units: Sequence[Unit], labels: Mapping[int, Label] | None = None, *, transcript: bool = False
) -> tuple[Attributed, ...]:
    """All attributions in order. A quotation that stands alone goes with the source before it.

    In a ``transcript`` what no label opens belongs to the speaker before it.
    """
    labels = labels or {}
    found: list[Attributed] = []
    last_unit = -1
    turn: Attributed | None = None
    for index, unit in enumerate(units):
        if not unit.tokens:
            continue
        label = labels.get(index)
        if label is not None:
            turn = _labelled(unit, index, label, found)
            continue
        if turn is not None and (transcript or unit.paragraph == units[turn.units[0]].paragraph):
            turn = _turn_on(unit, index, turn, found)
            continue
        turn = None
        reading = Reading(unit, index)
        _read(reading)
        signed = None
        if not reading.found:
            signed = _signature(unit, index) or (_signed_below(units, index) if index else None)
        if signed is not None:
            found.append(signed)
        elif reading.found or reading.pending:
            found.extend(reading.found)
            if reading.pending:
                found.append(reading.pending)
            last_unit = index
        elif found and last_unit >= 0 and _stands_alone(unit) and _may_continue(found[-1], unit, units[last_unit]):
            content = (unit.tokens[0].start, unit.tokens[-1].end)
            found[-1] = replace(found[-1], contents=(*found[-1].contents, content), units=(*found[-1].units, index))
            last_unit = index
    return tuple(attributed for attributed in found if attributed.contents)


def _labelled(unit: Unit, index: int, label: Label, found: list[Attributed]) -> Attributed:
    """What a labelled unit says: words, and after them or instead what the named speaker did (``called for …``)."""
    tokens = unit.tokens
    source = (label.start, label.end)
    turn = Attributed(source, source, (label.end, label.end + 1), (), "label", Modality.ASSERTS, (index,), label=True)
    if label.bullet:
        turn = replace(turn, lemma="bullet")
    first = next((at for at, token in enumerate(tokens) if token.start >= label.speech), len(tokens))
    if first >= len(tokens):
        return turn
    reading = Reading(unit, index, turn, floor=first)
    form = tokens[first].form
    split = len(tokens)
    inner = _retold(unit, index, first) if form is None or form.kind == "base" else []
    if inner:
        # A bullet tells of the one it names; in a transcript the speaker tells of others.
        found.extend(replace(one, source=source, head=source) if label.bullet else one for one in inner)
        return turn
    if len(tokens) - first > 3 and not reading.has_predicate(first, len(tokens)):
        return turn
    if label.bullet:
        split = next((at for at in range(first, len(tokens)) if tokens[at].tag == ";"), split)
    if form is None or form.kind == "base":
        content = (tokens[first].start, tokens[split - 1].end)
        found.append(replace(turn, contents=(content,)))
        reading.floor = split
    _read(reading)
    found.extend(reading.found)
    return turn


def _retold(unit: Unit, index: int, first: int) -> list[Attributed]:
    """What a labelled speaker says that others have said: attributions with a source and a cue of saying."""
    reading = Reading(unit, index, floor=first)
    _read(reading)
    start = unit.tokens[0].start
    words = {token.start: token.low for token in unit.tokens}
    return [
        one
        for one in reading.found
        if one.head is not None
        and not one.negated
        and one.head[0] >= start
        and words.get(one.head[0]) not in _FIRST_PERSON
        and (one.lemma == "according" or any("s" in frame.letters for frame in lexicon().cues.get(one.lemma, ())))
    ]


_FIRST_PERSON = frozenset("i we you my our your me us who which that this what".split())


def _turn_on(unit: Unit, index: int, turn: Attributed, found: list[Attributed]) -> Attributed:
    if unit.tokens[0].tag in "([":
        return turn  # "(Applause)"
    inner = _retold(unit, index, 0)
    if inner:
        found.extend(inner)
        return turn
    content = (unit.tokens[0].start, unit.tokens[-1].end)
    if found and found[-1].lemma == turn.lemma and found[-1].source == turn.source:
        found[-1] = replace(found[-1], contents=(*found[-1].contents, content), units=(*found[-1].units, index))
    else:
        found.append(replace(turn, contents=(content,), units=(*turn.units, index)))
    return turn


def _read(reading: Reading) -> None:
    """Find the attributions of a unit."""
    tokens = reading.tokens
    closing = _closing_cue(reading)
    for place in range(reading.floor, len(tokens)):
        token = tokens[place]
        if place < reading.floor or (place < closing and _only_mentioned(reading, place)):
            continue
        if token.low == "according":
            read_according(reading, place)
        elif token.form is not None and (is_verb(tokens, place) or _opens_label(reading, place)):
            read_verb(reading, place)
        elif token.low in CUE_NOUNS:
            read_noun(reading, place)


def _opens_label(reading: Reading, place: int) -> bool:
    return reading.label is not None and (place == reading.floor or reading.tokens[place - 1].tag == ";")


def _closing_cue(reading: Reading) -> int:
    """The place of a cue at the unit's end that all before it depends on (``…, a spokesman said Friday.``), or 0."""
    tokens = reading.tokens
    last = (at for at in range(len(tokens) - 1, max(len(tokens) - 14, 1), -1) if is_verb(tokens, at))
    place = next(last, 0)
    framed = frame_of(tokens, place) if place else None
    if framed is None or "s" not in framed[0].letters:
        return 0
    if tokens[place - 1].tag == ",":
        after = subject_after(tokens, framed[1])
        if after is not None and closes(reading, after.whole.end):
            return place
    if not closes(reading, past_listener(tokens, skip_adverbs(tokens, framed[1]), framed[0].letters)):
        return 0
    subject = subject_before(tokens, place, 0)
    if subject is None:
        return 0
    return place if subject.whole.start > 3 and tokens[subject.whole.start - 1].tag == "," else 0


def _only_mentioned(reading: Reading, place: int) -> bool:
    """Whether the cue here is part of what a later source says."""
    token = reading.tokens[place]
    if token.form is None:
        return token.low in CUE_NOUNS
    framed = frame_of(reading.tokens, place)
    if framed is None or framed[1] >= len(reading.tokens):
        return False
    return "s" not in framed[0].letters or reading.tokens[framed[1]].tag not in "TQ:,RD"


def _stands_alone(unit: Unit) -> bool:
    return unit.tokens[0].tag == "Q" and all(token.tag in "Q.-," for token in unit.tokens)


def _may_continue(last: Attributed, unit: Unit, before: Unit) -> bool:
    if not last.contents:
        return True
    return unit.paragraph - before.paragraph <= 1


def _signature(unit: Unit, index: int) -> Attributed | None:
    """``“…” — Name`` and the like: a quotation signed after a dash."""
    tokens = unit.tokens
    for place in range(1, len(tokens) - 1):
        if tokens[place].tag == "-" and tokens[place + 1].tag == "N" and len(tokens) - place < 24:
            handle = any(token.text == "@" for token in tokens[place:])
            if tokens[place - 1].tag != "Q" and not handle:
                continue
            subject = subject_after(tokens, place + 1)
            if subject is None or any(token.tag in "XVK" for token in tokens[place + 1 :]):
                continue
            source = (tokens[subject.head.start].start, tokens[subject.head.end - 1].end)
            content = (tokens[0].start, tokens[place - 1].end)
            cue = (tokens[place].start, tokens[place].end)
            return Attributed(source, source, cue, (content,), "-", Modality.ASSERTS, (index,), label=True)
    return None


def _signed_below(units: Sequence[Unit], index: int) -> Attributed | None:
    """A quotation that stands alone, signed on the line below it."""
    tokens, above = units[index].tokens, units[index - 1].tokens
    if len(tokens) < 2 or len(tokens) > 16 or tokens[0].tag != "-" or not above or above[0].tag != "Q":
        return None
    subject = subject_after(tokens, 1) if _stands_alone(units[index - 1]) else None
    if subject is None or any(token.tag in "XVK" for token in tokens):
        return None
    first = index - 1
    while first and units[first - 1].paragraph == units[index - 1].paragraph and _stands_alone(units[first - 1]):
        first -= 1
    source = (tokens[subject.head.start].start, tokens[subject.head.end - 1].end)
    content = (units[first].tokens[0].start, above[-1].end)
    cue = (tokens[0].start, tokens[0].end)
    return Attributed(source, source, cue, (content,), "-", Modality.ASSERTS, (index - 1, index), label=True)
