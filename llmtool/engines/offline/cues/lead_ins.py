"""Quotations without a cue: led in by a colon, or set as a paragraph of their own after somebody is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.phrases import Stretch
from llmtool.engines.offline.cues.relatives import antecedent
from llmtool.engines.offline.cues.subjects import Subject, subject_after, subject_before
from llmtool.engines.offline.reading import Attributed
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.tokens import Token, Unit
from llmtool.schema import Modality

_REPORTERS: Final = frozenset("asked spoke met called visited contacted reached approached".split())
# What is listed of somebody's words.
_POINTS: Final = frozenset(
    """lines points quotes remarks comments excerpts highlights takeaways statements answers findings demands proposals
    conditions messages words""".split()
)
_OCCASIONS: Final = frozenset(
    "speech statement briefing address letter interview report announcement conference press remarks testimony".split()
)
# A quotation that is set apart is seldom longer, in sentences.
_LONGEST: Final = 8
_NAME: Final = 4
"""Words of a name."""
_INITIALS: Final = 3
"""Letters of a title: ``PM``, ``CEO``."""
_TITLE: Final = 4
"""Words of a role before a name."""
_SHEET: Final = frozenset("myth fiction claim rumour rumor allegation fact reality truth question answer".split())
_DOING: Final = frozenset("speaking talking writing addressing answering responding replying appearing asked".split())
_REPLIES: Final = frozenset(
    "reply answer response message verdict retort comment advice conclusion warning explanation argument view".split()
)
_THEIRS: Final = frozenset("his her its their".split())
_PERSONS: Final = frozenset("he she".split())
_OWN: Final = frozenset("i we our my".split())


def led_in(unit: Unit, index: int) -> Attributed | None:
    """``Mara Holt sees it the same way: “…”``: the quotation is the subject's."""
    tokens = unit.tokens
    for place in range(2, len(tokens)):
        if tokens[place].tag == "Q" and tokens[place - 1].tag == ":" and len(tokens[place].text) > 12:
            subject = _named(tokens[: place - 1]) or _subject(tokens[: place - 1])
            subject = _who_replied(tokens, subject) if subject else None
            return _made(tokens, subject, place - 1, (tokens[place].start, tokens[-1].end), index)
    return None


def _who_replied(tokens: Sequence[Token], subject: Subject) -> Subject:
    """Whose reply it is in ``[The president]'s reply was curt: “…”``, else the subject."""
    start, end = subject.head
    owner = next((at for at in range(start + 1, end) if tokens[at].tag == "p"), None)
    if tokens[end - 1].low not in _REPLIES or not (owner or tokens[start].low in _THEIRS):
        return subject
    head = Stretch(start, owner or start + 1)
    return Subject(head, head)


def _named(tokens: Sequence[Token]) -> Subject | None:
    """The name alone before a colon, or with what it does: ``Enns: “…”``, ``PM Ada Enns, speaking outside: “…”``."""
    first = _after_clock(tokens)
    comma = next((at for at in range(first, len(tokens)) if tokens[at].tag in ",("), len(tokens))
    after = tokens[comma + 1 :]
    plain = next((at + 1 for at in range(comma - 1, first - 1, -1) if tokens[at].tag != "N"), first)
    if comma - plain > 1 and plain == first and tokens[plain].text.isupper() and len(tokens[plain].text) <= _INITIALS:
        plain += 1  # "PM Ada Enns"
    if tokens[first].low in _SHEET:
        return None
    titled = plain - first <= _TITLE and all(token.tag in "NnK" for token in tokens[first:plain])
    if not titled or not (plain > first) < comma - plain <= _NAME:
        return None
    if after and (not _is_aside(after) or (comma - first == 1 and after[0].low not in _DOING)):
        return None
    start = first if tokens[first].text.istitle() else plain
    return Subject(Stretch(start, len(tokens) if after else comma), Stretch(start, comma))


def _after_clock(tokens: Sequence[Token]) -> int:
    """The place after ``14.20`` or ``08:40 –``, as entries of a live blog open."""
    at = 0
    while at < len(tokens) and tokens[at].text[0].isdigit() and at < _TITLE:
        at += 2 if at + 1 < len(tokens) and tokens[at + 1].tag in ":-" else 1
    return at


def _is_aside(tokens: Sequence[Token]) -> bool:
    """Whether words after a name only tell what somebody is or does: no finite verb but in ``who leads it``."""
    if tokens[0].low in {"who", "whose"}:
        return True
    return not any(token.tag in "Xv" or (token.tag == "V" and not token.low.endswith("ing")) for token in tokens)


def points_of(unit: Unit, index: int) -> Attributed | None:
    """``Some lines from the harbour master, Ola Berg:``: what is listed below is that source's."""
    tokens = unit.tokens
    if len(tokens) < 4 or tokens[-1].tag != ":":
        return None
    for place in range(len(tokens) - 3, -1, -1):
        if tokens[place].low not in _POINTS or tokens[place + 1].low not in {"from", "by", "of"}:
            continue
        subject = subject_after(tokens, place + 2)
        if subject is None or subject.whole.end != len(tokens) - 1:
            return None
        start, end = subject.head
        owner = next((at for at in range(start + 1, end) if tokens[at].tag == "p"), None)
        if owner is not None and tokens[end - 1].low in _OCCASIONS:
            end = owner  # "the minister's speech"
        last = subject.whole.end if end == subject.head.end else end
        whole = (tokens[start].start, tokens[last - 1].end)
        head = (tokens[start].start, tokens[end - 1].end)
        cue = (tokens[place].start, tokens[place + 1].end)
        return Attributed(whole, head, cue, (), "according", Modality.ASSERTS, (index,), letters="s")
    return None


def spoken_by(unit: Unit, content: tuple[int, int], index: int) -> Attributed | None:
    """What is quoted right after a sentence, where that sentence is about somebody by name or as "he" or "she"."""
    tokens = unit.tokens
    subject = _subject(tokens)
    if subject is None or not (tokens[subject.head.end - 1].tag == "N" or tokens[subject.head.start].low in _PERSONS):
        return None
    return _made(tokens, subject, subject.whole.end, content, index)


def block(units: Sequence[Unit], index: int) -> Attributed | None:
    """A paragraph in the first person after one that names somebody last: a quotation set without marks."""
    tokens = units[index].tokens
    paragraph = units[index].paragraph
    first = index
    while first and units[first - 1].paragraph == paragraph:
        first -= 1
        if index - first > _LONGEST:
            return None
    before = units[first - 1] if first else None
    if before is None or not before.tokens or any(token.tag == "Q" for token in tokens):
        return None
    if before.tokens[-1].tag == "Q":
        return None  # what was quoted ends there
    opens = units[first].tokens[0].low in _OWN
    introduced = before.tokens[-1].tag == ":"
    if before.headline or paragraph - before.paragraph > 1 or not opens or not (introduced or len(before.tokens) < 25):
        return None
    subject = _subject(before.tokens)
    named = subject is not None and any(token.tag == "N" for token in before.tokens[subject.whole.start :])
    if subject is None or not named or any(token.low in _REPORTERS for token in tokens[:4]):
        return None
    head = (before.tokens[subject.head.start].start, before.tokens[subject.head.end - 1].end)
    whole = (before.tokens[subject.whole.start].start, before.tokens[subject.whole.end - 1].end)
    cue = (before.tokens[-1].start, before.tokens[-1].end)
    content = (tokens[0].start, tokens[-1].end)
    return Attributed(whole, head, cue, (content,), "block", Modality.ASSERTS, (first - 1, index), label=True)


def _subject(tokens: Sequence[Token]) -> Subject | None:
    """The subject of the first verb, or of an inverted one."""
    for place, token in enumerate(tokens):
        if token.tag in "XVvE" or (token.tag == "K" and is_verb(tokens, place)):
            subject = subject_before(tokens, place, 0)
            if subject is not None:
                if tokens[subject.head.start].tag in "WT":
                    named = antecedent(tokens, subject.head.start)
                    return Subject(named, named) if named else None
                return subject
            return subject_after(tokens, place + 1)
    return None


def _made(
    tokens: Sequence[Token], subject: Subject | None, colon: int, content: tuple[int, int], index: int
) -> Attributed | None:
    if subject is None or (
        tokens[subject.head.end - 1].tag not in "NRn" and tokens[subject.head.start].low not in _THEIRS
    ):
        return None
    head = (tokens[subject.head.start].start, tokens[subject.head.end - 1].end)
    whole = (tokens[subject.whole.start].start, tokens[subject.whole.end - 1].end)
    cue = (tokens[colon].start, tokens[colon].end)
    return Attributed(whole, head, cue, (content,), "-", Modality.ASSERTS, (index,), label=True)
