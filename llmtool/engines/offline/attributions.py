"""Who said what, as spans: each attribution has a source, a cue and its contents, before any name is resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.cues.lead_ins import block, led_in, points_of, spoken_by
from llmtool.engines.offline.cues.passed_on import inside_of, opens_with_source
from llmtool.engines.offline.cues.subjects import subject_after
from llmtool.engines.offline.reading import Attributed, Reading
from llmtool.engines.offline.speech.free_indirect import Speaking, stands_alone
from llmtool.engines.offline.speech.label import Label
from llmtool.engines.offline.speech.lists import listed_below
from llmtool.engines.offline.speech.turns import Turn, go_on, open_turn
from llmtool.engines.offline.text.tokens import Unit
from llmtool.engines.offline.unit_reading import is_supposed, read_unit
from llmtool.engines.protocol import no_steps
from llmtool.schema import Modality

# A quotation of so many characters is more than a name or a few words.
_LONG: Final = 30
_HEADING: Final = 60
"""Code points of a quotation that is a heading."""
# Cues that say little by themselves, so that a colon after them counts for more.
_LOOSE: Final = frozenset("see feel know hear find put hold stand".split())


def find(
    units: Sequence[Unit],
    labels: Mapping[int, Label] | None = None,
    *,
    transcript: bool = False,
    reached: Callable[[int], None] = no_steps,
) -> tuple[Attributed, ...]:
    """All attributions in order. A quotation that stands alone goes with the source before it.

    In a ``transcript`` what no label opens belongs to the speaker before it. ``reached`` is told each index.
    """
    labels = labels or {}
    found: list[Attributed] = []
    last_unit = led_in_paragraph = below = -1
    turn: Turn | None = None
    speaking = Speaking()
    for index, unit in enumerate(units):
        reached(index)
        if not unit.tokens or index <= below:
            continue
        label = labels.get(index)
        if label is not None:
            turn = open_turn(unit, index, label, turn, found)
            continue
        if turn is not None and (transcript or _belongs(unit, turn, units)):
            go_on(unit, index, turn, found, apart=_is_apart(units, index))
            continue
        turn = None
        if unit.paragraph == led_in_paragraph or _is_led_in(found, unit, units[last_unit]):
            found[-1] = _with_unit(found[-1], unit, index)
            last_unit, led_in_paragraph = index, unit.paragraph
            continue
        reading, signed = _read(units, index)
        signed = signed or (None if reading.pending else speaking.going_on(unit, index, reading.found))
        if signed is not None:
            found.append(signed)
            last_unit = index if signed.lemma == "-" and not signed.contents[0][0] < signed.cue[0] else last_unit
            continue
        alone = _after_its_speaker(units, index, last_unit) if not reading.found else None
        if alone is not None:
            found.append(alone)
            last_unit = index
        elif reading.found or reading.pending:
            listed, below = listed_below(reading, units, index, labels)
            found.extend(listed)
            last_unit = index
            led_in_paragraph = unit.paragraph if _speaks_on(listed, units, index) else led_in_paragraph
        elif (
            found
            and last_unit >= 0
            and _goes_on(found[-1], unit, units[last_unit], opens=units[index - 1].paragraph != unit.paragraph)
        ):
            at = _speaking(found)
            found[at] = _with_unit(found[at], unit, index)
            last_unit = index
        speaking.heard(reading.found, unit, index)
    return tuple(attributed for attributed in found if attributed.contents)


def _belongs(unit: Unit, turn: Turn, units: Sequence[Unit]) -> bool:
    """Whether a unit goes on with a turn: to the signature of a letter, else to the end of its paragraph."""
    if turn.label.until >= 0:
        return unit.start < turn.label.until
    return unit.paragraph == units[turn.first.units[0]].paragraph


def _speaks_on(listed: Sequence[Attributed], units: Sequence[Unit], index: int) -> bool:
    """Whether a paragraph opens with ``The Echo says: Both must give ground.``, so that all of it is said."""
    unit = units[index]
    before = units[index - 1] if index and units[index - 1].paragraph == unit.paragraph else None
    opens = before is None or all(token.tag in "#:-" for token in before.tokens)  # "14.40 The Echo says: …"
    if len(listed) != 1 or not opens or unit.tokens[-1].tag == ":":
        return False
    one = listed[0]
    colon = next((token for token in unit.tokens if token.tag == ":"), None)
    if colon is None or not one.cue[1] <= colon.start < one.contents[0][0] or any(t.tag == "Q" for t in unit.tokens):
        return False
    return one.contents[0][0] - colon.end <= 1 and "s" in one.letters


def _is_apart(units: Sequence[Unit], index: int) -> bool:
    """Whether a unit is a paragraph of its own."""
    near = units[max(index - 1, 0) : index + 2]
    return sum(unit.paragraph == units[index].paragraph for unit in near) == 1


def _read(units: Sequence[Unit], index: int) -> tuple[Reading, Attributed | None]:
    """What is read in a unit, and the attribution that it is where it is a quotation without a cue."""
    reading = Reading(units[index], index)
    if not is_supposed(units[index].tokens):
        read_unit(reading)
        reading.found = [told for one in reading.found for told in _passed_on(units[index], index, one)]
    if not reading.found and reading.pending is None:
        reading.pending = points_of(units[index], index)
    return reading, _without_cue(units, index) if all(one.lemma in _LOOSE for one in reading.found) else None


def _passed_on(unit: Unit, index: int, attributed: Attributed) -> Sequence[Attributed]:
    """What an outlet passes on as what those say whom it quotes; else the attribution alone."""
    inside = inside_of(unit, attributed)
    if inside is None:
        return (attributed,)
    reading = Reading(inside, index)
    read_unit(reading)
    return reading.found if opens_with_source(inside, reading.found) else (attributed,)


def _with_unit(attributed: Attributed, unit: Unit, index: int) -> Attributed:
    """The attribution with one more unit of what is said."""
    content = (unit.tokens[0].start, unit.tokens[-1].end)
    return replace(attributed, contents=(*attributed.contents, content), units=(*attributed.units, index))


def _without_cue(units: Sequence[Unit], index: int) -> Attributed | None:
    """A quotation that is signed, led in by a colon or set apart."""
    signed = _signature(units[index], index) or (_signed_below(units, index) if index else None)
    return signed or led_in(units[index], index) or block(units, index)


def _after_its_speaker(units: Sequence[Unit], index: int, last_unit: int) -> Attributed | None:
    """A quotation that stands alone right after a sentence that says nothing else: ``Ann Ray shrugged. “No.”``."""
    unit, before = units[index], units[index - 1] if index else None
    if before is None or last_unit == index - 1 or before.paragraph != unit.paragraph or not stands_alone(unit):
        return None
    if before.headline or any(token.tag == "Q" for token in before.tokens):
        return None
    return spoken_by(before, (unit.tokens[0].start, unit.tokens[-1].end), index)


def _goes_on(last: Attributed, unit: Unit, before: Unit, *, opens: bool) -> bool:
    """Whether a unit without a source goes on with what was quoted before it; ``opens`` tells that of a paragraph."""
    near = unit.paragraph - before.paragraph
    if near and _is_crosshead(unit):
        return False
    if stands_alone(unit):
        return not last.contents or near == 0 or (near == 1 and opens)
    quoted = unit.tokens[0].tag == "Q" and len(unit.tokens[0].text) > _LONG
    return quoted and near == 0 and any(token.tag == "Q" for token in before.tokens)  # "“…” for the rich."


def _speaking(found: Sequence[Attributed]) -> int:
    """Which attribution a quotation goes on with: not the aside of ``“…,” X said, referring to the port. “…”``."""
    last, before = found[-1], found[-2] if len(found) > 1 else None
    aside = before is not None and last.kind == "ing" and before.units == last.units and before.head == last.head
    return -2 if aside and before is not None and before.contents[0][0] < before.cue[0] else -1


def _is_crosshead(unit: Unit) -> bool:
    """Whether a line is a few quoted words without a stop, as a heading between paragraphs is."""
    only = unit.tokens[0]
    return len(unit.tokens) == 1 and only.tag == "Q" and len(only.text) < _HEADING and only.text[-2:-1].isalnum()


def _is_led_in(found: Sequence[Attributed], unit: Unit, before: Unit) -> bool:
    """Whether a paragraph without marks is what ``X added:`` before it leads in."""
    waits = bool(found) and not found[-1].contents
    return waits and unit.paragraph == before.paragraph + 1 and not any(token.tag == "Q" for token in unit.tokens)


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
    subject = subject_after(tokens, 1) if stands_alone(units[index - 1]) else None
    if subject is None or any(token.tag in "XVK" for token in tokens):
        return None
    first = index - 1
    while first and units[first - 1].paragraph == units[index - 1].paragraph and stands_alone(units[first - 1]):
        first -= 1
    source = (tokens[subject.head.start].start, tokens[subject.head.end - 1].end)
    content = (units[first].tokens[0].start, above[-1].end)
    cue = (tokens[0].start, tokens[0].end)
    return Attributed(source, source, cue, (content,), "-", Modality.ASSERTS, (index - 1, index), label=True)
