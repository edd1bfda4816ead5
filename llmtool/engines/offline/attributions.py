"""Who said what, as spans: each attribution has a source, a cue and its contents, before any name is resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from llmtool.align.countries import actor
from llmtool.engines.offline.clauses import clause_end, content_after, frame_of, quote_start, skip_adverbs
from llmtool.engines.offline.lexicon import BE, CUE_NOUNS
from llmtool.engines.offline.subjects import (
    Stretch,
    Subject,
    antecedent,
    is_verb,
    skip_left,
    subject_after,
    subject_before,
)
from llmtool.engines.offline.tokens import Token, Unit
from llmtool.engines.offline.transcript import Label
from llmtool.schema import Modality

Range = tuple[int, int]
_BEFORE_CONTENT: Final = frozenset("sqt")
_GOVERNORS: Final = frozenset(
    """continued continues continue began begins started appeared appears seemed seems went on out came sought seeks tried
    tries managed manages twitter facebook likes used stopped rushed""".split()
)
# Nouns that take up again what the clause before them says.
_TAKEN_UP: Final = frozenset(
    """condition demand claim charge accusation allegation assertion idea proposal suggestion notion step move plan figure
    estimate position view offer request account version number argument""".split()
)
_IMPERSONAL: Final = frozenset("expect believe understand think say report know suppose estimate".split())


@dataclass(frozen=True)
class Attributed:
    """An attribution in code points of the document. ``source`` is the whole noun phrase, ``head`` its core.

    ``named`` is the noun phrase that a relative pronoun or a carried subject stands for, else the head. A source of
    ``None`` is an unnamed voice (``is expected to``). ``units`` are indices of the units it draws on.
    """

    source: Range | None
    head: Range | None
    cue: Range
    contents: tuple[Range, ...]
    lemma: str
    modality: Modality
    units: tuple[int, ...]
    negated: bool = False
    nominal: bool = False
    label: bool = False


class _Reader:
    """Reads one unit from left to right; ``floor`` is the first token that no attribution has taken yet."""

    def __init__(self, unit: Unit, index: int, label: Attributed | None = None, floor: int = 0) -> None:
        self.tokens = unit.tokens
        self.index = index
        self.floor = floor
        self.found: list[Attributed] = []
        self.pending: Attributed | None = None
        self.label = label

    def read(self) -> None:
        """Find the attributions of the unit."""
        if self.floor == 0:
            self.floor = _after_dateline(self.tokens)
        place = self.floor
        closing = self._closing_cue()
        while place < len(self.tokens):
            token = self.tokens[place]
            if place < closing and self._only_mentioned(place):
                place += 1
                continue
            if place >= self.floor:
                if token.low == "according":
                    self._according(place)
                elif token.form is not None and (is_verb(self.tokens, place) or self._opens_label(place)):
                    self._verb(place)
                elif token.low in CUE_NOUNS:
                    self._noun(place)
            place += 1

    def _closing_cue(self) -> int:
        """The place of a cue at the unit's end that all before it depends on (``…, a spokesman said Friday.``), or 0."""
        tokens = self.tokens
        for place in range(len(tokens) - 1, max(len(tokens) - 14, 1), -1):
            if tokens[place].form is None or not is_verb(tokens, place):
                continue
            framed = frame_of(tokens, place)
            if framed is None or "s" not in framed[0].letters or not self._closes(skip_adverbs(tokens, framed[1])):
                return 0
            subject = subject_before(tokens, place, 0)
            if subject is None:
                return place if tokens[place - 1].tag == "," and subject_after(tokens, framed[1]) else 0
            return place if subject.whole.start > 3 and tokens[subject.whole.start - 1].tag == "," else 0
        return 0

    def _only_mentioned(self, place: int) -> bool:
        """Whether the cue here is part of what a later source says."""
        if self.tokens[place].low in CUE_NOUNS and self.tokens[place].form is None:
            return True
        framed = frame_of(self.tokens, place)
        return framed is not None and "s" not in framed[0].letters

    def _opens_label(self, place: int) -> bool:
        return self.label is not None and (place == self.floor or self.tokens[place - 1].tag == ";")

    def _range(self, stretch: Stretch) -> Range:
        return self.tokens[stretch.start].start, self.tokens[stretch.end - 1].end

    def _content(self, stretch: Stretch) -> Range | None:
        start, end = stretch
        while start < end and self.tokens[start].tag in ",.;:-)":
            start += 1
        while end > start and self.tokens[end - 1].tag in ",;:-(":
            end -= 1
        return self._range(Stretch(start, end)) if start < end else None

    def _add(
        self,
        subject: Subject | Attributed | None,
        cue: Stretch,
        contents: Sequence[Stretch],
        lemma: str,
        modality: Modality,
        *,
        negated: bool = False,
        nominal: bool = False,
    ) -> bool:
        ranges = tuple(found for found in map(self._content, contents) if found)
        source: Range | None
        head: Range | None
        if isinstance(subject, Attributed):
            source, head = subject.source, subject.head
        elif subject is None:
            source = head = None
        else:
            source, head = self._range(subject.whole), self._range(subject.head)
            if self.tokens[subject.head.start].tag in "WT" and subject.head.end - subject.head.start == 1:
                named = antecedent(self.tokens, subject.head.start)
                head = self._range(named) if named else head
        made = Attributed(
            source, head, self._range(cue), ranges, lemma, modality, (self.index,), negated=negated, nominal=nominal
        )
        if ranges:
            self.found.append(made)
        elif self.tokens[-1].tag == ":":
            self.pending = made
        return bool(ranges)

    def _carried(self, place: int) -> Subject | Attributed | None:
        """The subject of an earlier cue of this unit, else that of its first verb."""
        if self.found and self.found[-1].source is not None:
            return self.found[-1]
        if self.label is not None:
            return self.label
        for earlier in range(place):
            token = self.tokens[earlier]
            if token.tag in "XVvE" or (token.tag == "K" and is_verb(self.tokens, earlier)):
                subject = subject_before(self.tokens, earlier, 0)
                if subject is not None:
                    return subject
        return None

    def _verb(self, place: int) -> None:
        tokens = self.tokens
        form = tokens[place].form
        framed = frame_of(tokens, place)
        if form is None or framed is None:
            return
        frame, after = framed
        group = skip_left(tokens, place)
        helpers = [token.low for token in tokens[group:place]]
        negated = any(low in {"not", "n't", "never"} for low in helpers)
        be = [at for at, low in enumerate(helpers) if low in BE]
        if be and form.kind in {"past", "participle"}:
            self._passive(place, after, form.lemma, frame.modality, negated=negated)
            return
        letters = frame.letters
        cue = Stretch(place, max(after, place + 1))
        if group > 0 and tokens[group - 1].tag == "t":
            governor = group - 2
            if governor < 0 or tokens[governor].low not in _GOVERNORS or form.kind != "base":
                return
            subject = self._carried(place)
        elif form.kind == "ing" and not be:
            subject = self._of_participle(place)
        elif self._joined(group):
            if form.kind == "base":
                return
            subject = self._carried(place)
        else:
            subject = subject_before(tokens, place, self.floor)
            inverted = self._inverted(place, after, letters, subject)
            if inverted is not None:
                self._before(inverted, cue, place, inverted.whole.end, form.lemma, frame.modality, negated=negated)
                return
            if subject is not None and self._in_between(subject, after, letters):
                self._around(subject, cue, after, form.lemma, frame.modality, negated=negated)
                return
            if subject is not None and self._comes_before(subject, after, letters):
                self._before(subject, cue, subject.whole.start, after, form.lemma, frame.modality, negated=negated)
                return
        if subject is None:
            return
        content = content_after(tokens, after, letters, form.kind)
        if content is not None and tokens[0].tag == "S" and place < 30 and not self.found:
            # "While X acknowledged the plan, the two remain far apart": the comma ends X's part.
            comma = next((at for at in range(content.start, content.end) if tokens[at].tag == ","), content.end)
            content = Stretch(content.start, comma) if comma > content.start else content
        if content is None and isinstance(subject, Subject):
            self._gap(subject, cue, letters, form.lemma, frame.modality)
        if content is None:
            if set(letters) & _BEFORE_CONTENT and tokens[-1].tag == ":":
                self._add(subject, cue, (), form.lemma, frame.modality, negated=negated)
            return
        if self._add(subject, cue, (content,), form.lemma, frame.modality, negated=negated):
            self.floor = content.end

    def _gap(self, subject: Subject, cue: Stretch, letters: str, lemma: str, modality: Modality) -> None:
        """``…, a condition that X has rejected``: the object stands before its subject, for what was said before it."""
        start, end = subject.whole
        if start and self.tokens[start - 1].tag == "T":
            start -= 3  # "a demand that X has refused"
        elif end - start > 2:
            subject = Subject(Stretch(start + 2, end), Stretch(start + 2, end))
        if "n" not in letters or start < 1 or not self._closes(cue.end) or self.tokens[start - 1].tag != ",":
            return
        if self.tokens[start].low not in {"a", "an", "the"} or self.tokens[start + 1].low not in _TAKEN_UP:
            return
        before = self.found[-1].contents if self.found else ()
        first = max((at for at, token in enumerate(self.tokens) if before and token.start == before[0][0]), default=0)
        if self._add(subject, cue, (Stretch(first, start - 1),), lemma, modality):
            self.floor = cue.end

    def _joined(self, group: int) -> bool:
        before = self.tokens[group - 1] if group else None
        return before is not None and (before.tag == "C" or (self.label is not None and before.tag in ":;-"))

    def _of_participle(self, place: int) -> Subject | Attributed | None:
        tokens = self.tokens
        before = tokens[place - 1] if place else None
        if before is not None and before.low == "as" and place > 1 and tokens[place - 2].low == "quoted":
            return subject_before(tokens, place - 2, 0)
        if before is not None and before.tag in "NnQ":
            return subject_before(tokens, place, self.floor) or self._carried(place)
        carried = self._carried(place)
        return carried or (self._following_subject(place) if before is None else None)

    def _following_subject(self, place: int) -> Subject | None:
        for later in range(place + 1, len(self.tokens)):
            if self.tokens[later].tag == ",":
                return subject_after(self.tokens, later + 1)
        return None

    def _inverted(self, place: int, after: int, letters: str, subject: Subject | None) -> Subject | None:
        """The subject of ``“…,” said X`` and ``…, said X``."""
        if place == 0 or not set(letters) & _BEFORE_CONTENT or self.tokens[place - 1].tag not in "Q,-":
            return None
        if place - 1 < self.floor or (self.tokens[place - 1].tag != "Q" and subject is not None):
            return None
        found = subject_after(self.tokens, after)
        if found is None or (self.tokens[place - 1].tag != "Q" and not self._closes(found.whole.end)):
            return None
        return found

    def _in_between(self, subject: Subject, after: int, letters: str) -> bool:
        """Whether subject and cue stand between commas inside what is said: ``The plan, X said, would …``."""
        tokens, start = self.tokens, subject.whole.start
        if "s" not in letters or start < 2 or start - 1 < self.floor or tokens[start - 1].tag != ",":
            return False
        place = skip_adverbs(tokens, after)
        if place + 1 >= len(tokens) or tokens[place].tag != "," or tokens[place + 1].tag in "QTG":
            return False
        return not (tokens[place + 1].form is not None and is_verb(tokens, place + 1))

    def _around(
        self, subject: Subject, cue: Stretch, after: int, lemma: str, modality: Modality, *, negated: bool
    ) -> None:
        place = skip_adverbs(self.tokens, after)
        stop = clause_end(self.tokens, place + 1, clausal=True)
        contents = (Stretch(self.floor, subject.whole.start), Stretch(place + 1, stop))
        if self._add(subject, cue, contents, lemma, modality, negated=negated):
            self.floor = stop

    def _comes_before(self, subject: Subject, after: int, letters: str) -> bool:
        """Whether the content stands before its subject and cue: ``…, X said``."""
        start = subject.whole.start
        if not set(letters) & _BEFORE_CONTENT or start - 1 < self.floor or start == 0:
            return False
        before = self.tokens[start - 1]
        place = skip_adverbs(self.tokens, after)
        if place < len(self.tokens) and self.tokens[place].tag == "T":
            return False
        if before.tag == "Q":
            full = before.text[-2:-1] in {",", "?", "!", ".", "…", "—", "-"}
            return full or self._closes(place)
        if before.tag not in ",-" or not any(token.tag in "XVvKEQ" for token in self.tokens[self.floor : start - 1]):
            return False
        return self._closes(place)

    def _closes(self, place: int) -> bool:
        """Whether nothing that could be content follows at ``place``."""
        if place >= len(self.tokens):
            return True
        token = self.tokens[place]
        if token.tag in ".,;-)(":
            return True
        return token.tag in "PStdGW" and content_after(self.tokens, place, "s") is None

    def _before(
        self,
        subject: Subject,
        cue: Stretch,
        end: int,
        after: int,
        lemma: str,
        modality: Modality,
        *,
        negated: bool,
    ) -> None:
        """Add what stands before a cue, and a quotation that goes on after it."""
        contents = [Stretch(self.floor, end)]
        if self._content(contents[0]) is None:
            return
        place = skip_adverbs(self.tokens, after)
        self.floor = place
        quoted = None
        for later in range(place, min(place + 14, len(self.tokens))):
            if self.tokens[later].tag in ".;" and later + 1 < len(self.tokens) and self.tokens[later + 1].tag == "Q":
                quoted = later + 1
                break
            quoted = quote_start(self.tokens, later)
            if quoted is not None or self.tokens[later].tag in "XVK":
                break
        if quoted is None and place + 1 < len(self.tokens) and self.tokens[place].tag == ",":
            follower = self.tokens[place + 1]
            quoted = place + 1 if follower.tag in "TC" else None
        if quoted is not None:
            stop = clause_end(self.tokens, quoted, clausal=True)
            contents.append(Stretch(quoted, stop))
            self.floor = stop
        self._add(subject, cue, contents, lemma, modality, negated=negated)

    def _passive(self, place: int, after: int, lemma: str, modality: Modality, *, negated: bool) -> None:
        """``was rejected by X`` and ``is expected to …``; other passives name no source."""
        tokens = self.tokens
        following = skip_adverbs(tokens, after)
        if following >= len(tokens):
            return
        subject = subject_before(tokens, place, self.floor)
        if subject is None:
            return
        cue = Stretch(place, following)
        if tokens[following].low == "by":
            agent = subject_after(tokens, following + 1)
            if agent is not None and self._add(agent, cue, (subject.whole,), lemma, modality, negated=negated):
                self.floor = agent.whole.end
        elif lemma in _IMPERSONAL and tokens[following].tag == "t":
            stop = clause_end(tokens, following, clausal=True)
            if self._add(
                None, cue, (subject.whole, Stretch(following, stop)), lemma, Modality.PREDICTS, negated=negated
            ):
                self.floor = stop

    def _according(self, place: int) -> None:
        tokens = self.tokens
        if place + 2 >= len(tokens) or tokens[place + 1].low != "to":
            return
        source = subject_after(tokens, place + 2)
        if source is None:
            return
        cue = Stretch(place, place + 2)
        end = source.whole.end
        if place == self.floor or not any(token.tag in "XVvKEQ" for token in tokens[self.floor : place]):
            while end < len(tokens) and tokens[end].tag not in ",Q":
                end += 1
            stop = clause_end(tokens, min(end + 1, len(tokens) - 1), clausal=True)
            contents = [Stretch(end, stop)]
        else:
            if self.found and self.found[-1].units == (self.index,) and place - self.floor <= 1:
                self.floor = end
                return  # "X said …, according to Y": X's words, carried by Y
            contents = [Stretch(self.floor, place)]
            stop = end
        if self._add(source, cue, contents, "according", Modality.ASSERTS):
            self.floor = stop

    def _noun(self, place: int) -> None:
        """``X's claim that …``, ``his demand for …``."""
        tokens = self.tokens
        left = place - 1
        while left >= 0 and tokens[left].tag in "nAEG#" and place - left < 4:
            left -= 1
        if left < 0 or place + 1 >= len(tokens):
            return
        owner: Subject | None = None
        if tokens[left].tag == "p" and left > 0:
            subject = subject_before(tokens, left, self.floor)
            owner = subject
        elif tokens[left].tag == "N" and left == place - 1 and _adjective(tokens[left].text):
            owner = Subject(Stretch(left, left + 1), Stretch(left, left + 1))
        elif tokens[left].low in {"his", "her", "its", "their"}:
            owner = Subject(Stretch(left, left + 1), Stretch(left, left + 1))
        follower = tokens[place + 1]
        if owner is None or not (
            follower.tag == "T" or (follower.low in {"to", "for", "of", "on"} and place + 2 < len(tokens))
        ):
            return
        if follower.tag != "T" and tokens[place].low in {"statement", "report", "view", "warning", "claim"}:
            return
        stop = clause_end(tokens, place + 1, clausal=follower.tag == "T")
        if follower.tag == "T":
            for later in range(place + 3, stop):
                verb = tokens[later]
                if verb.tag == "K" and is_verb(tokens, later) and tokens[later - 1].tag == ",":
                    stop = later
                    break
        modality = CUE_NOUNS[tokens[place].low]
        if self._add(
            owner, Stretch(place, place + 1), (Stretch(place + 1, stop),), tokens[place].low, modality, nominal=True
        ):
            self.floor = stop


def _after_dateline(tokens: Sequence[Token]) -> int:
    """The first token after ``LONDON, 3 May (Agency) —``."""
    if not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return 0
    return next((at + 1 for at, token in enumerate(tokens[:16]) if token.tag == "-" and token.text != "-"), 0)


def _adjective(word: str) -> bool:
    found = actor(word)
    return found is not None and found.form == "adjective"


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
        if label is not None or (turn is not None and (transcript or unit.paragraph == units[turn.units[0]].paragraph)):
            turn = _labelled(unit, index, label, found) if label is not None else _turn_on(unit, index, turn, found)
            continue
        turn = None
        reader = _Reader(unit, index)
        reader.read()
        signed = None
        if not reader.found:
            signed = _signature(unit, index) or (_signed_below(units, index) if index else None)
        if signed is not None:
            found.append(signed)
        elif reader.found or reader.pending:
            found.extend(reader.found)
            if reader.pending:
                found.append(reader.pending)
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
    first = next((at for at, token in enumerate(tokens) if token.start >= label.speech), len(tokens))
    if first >= len(tokens):
        return turn
    reader = _Reader(unit, index, turn, floor=first)
    opens_with_cue = tokens[first].form is not None and tokens[first].form.kind != "base"
    split = (
        next((at for at in range(first, len(tokens)) if tokens[at].tag == ";"), len(tokens))
        if label.bullet
        else len(tokens)
    )
    if not opens_with_cue:
        content = (tokens[first].start, tokens[split - 1].end)
        found.append(replace(turn, contents=(content,)))
        reader.floor = split
    reader.read()
    found.extend(reader.found)
    return turn


def _turn_on(unit: Unit, index: int, turn: Attributed, found: list[Attributed]) -> Attributed:
    if unit.tokens[0].tag in "([":
        return turn  # "(Applause)"
    content = (unit.tokens[0].start, unit.tokens[-1].end)
    if found and found[-1].lemma == "label" and found[-1].source == turn.source:
        found[-1] = replace(found[-1], contents=(*found[-1].contents, content), units=(*found[-1].units, index))
    else:
        found.append(replace(turn, contents=(content,), units=(*turn.units, index)))
    return turn


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
