"""Cue verbs: which subject goes with one, and whether what is said comes after it, before it or on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.cues.asides import end_of_aside
from llmtool.engines.offline.cues.before import (
    BEFORE_CONTENT,
    after_colon,
    comes_before,
    in_between,
    interrupted,
    inverted,
    named_thus,
    read_before,
    told_how,
)
from llmtool.engines.offline.cues.dependents import (
    after_opening,
    dependent_subject,
    is_comma,
    is_dependent,
    of_main_clause,
    opens_unit,
)
from llmtool.engines.offline.cues.frames import frame_of, separated
from llmtool.engines.offline.cues.groups import OUGHT, group_start, helpers_of, is_negated
from llmtool.engines.offline.cues.listeners import past_listener
from llmtool.engines.offline.cues.objects import (
    IMPERSONAL,
    NAMING,
    read_gap,
    read_object_relative,
    read_of_named,
    read_passive,
    read_quoted,
    read_taken_up_by,
    takes_up,
)
from llmtool.engines.offline.cues.phrases import Stretch, is_wish_for_secrecy
from llmtool.engines.offline.cues.relatives import antecedent
from llmtool.engines.offline.cues.starts import skip_adverbs
from llmtool.engines.offline.cues.subjects import Subject, skip_left, subject_before
from llmtool.engines.offline.reading import Attributed, Cue, Reading
from llmtool.engines.offline.text.borders import clause_end
from llmtool.engines.offline.text.clauses import content_after, is_retold
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.lexicon import BE, GAP, MODALS
from llmtool.engines.offline.text.occasions import before_event, before_occasion
from llmtool.engines.offline.text.tokens import Token
from llmtool.schema import Modality

_FAR: Final = 12
_UNDERGONE: Final = frozenset("see find feel hear learn".split())
_HYPOTHETICAL: Final = frozenset("say argue tell claim add reply answer".split())
_MAYBE: Final = frozenset("would could may might can 'd".split())
_WHEN: Final = frozenset("when how where why".split())
_CONDITIONS: Final = frozenset("if unless".split())
_OPEN: Final = frozenset("what whatever whichever whether not".split())


def read_verb(reading: Reading, place: int) -> None:
    """Add the attribution of the cue verb at ``place``, if it has a source and a content."""
    tokens = reading.tokens
    form = tokens[place].form
    apart = separated(tokens, place)
    framed = (apart, place + 3) if apart else frame_of(tokens, place)
    if form is None or framed is None:
        return
    frame, after = framed
    lemma = f"{form.lemma} {frame.particles[-1]}" if frame.particles[:1] == (GAP,) else form.lemma
    if is_wish_for_secrecy(tokens, place):
        return  # "a source, who asked not to be named, said …"
    group = skip_left(tokens, place)
    opens = group_start(tokens, group)
    helpers = helpers_of(tokens, opens, place)
    if _is_unsaid(lemma, helpers):
        return
    negated = is_negated(helpers)
    cue = Cue(place, after, lemma, frame.modality, frame.letters, form.kind, negated, helpers=helpers, group=opens)
    if apart:
        subject = subject_before(tokens, place, reading.floor) or reading.carried(place)
        if subject is not None:
            reading.add(subject, cue, (Stretch(place + 1, place + 2),), after)
        return
    if not BE.isdisjoint(helpers) and "to" not in helpers and not _is_perfect(tokens, cue):
        if form.kind in {"past", "participle"}:
            read_passive(reading, cue)
            return
    elif form.kind == "ing" or is_dependent(reading, group):
        subject = dependent_subject(reading, cue, group)
        if subject is not None:
            _read_after(reading, cue, subject)
        return
    _read_finite(reading, cue)


def _is_unsaid(lemma: str, helpers: Sequence[str]) -> bool:
    """Whether nobody has said or done it: ``would say``, ``should accept``, ``could see their taxes go up``."""
    if not _MAYBE.isdisjoint(helpers) and lemma in _HYPOTHETICAL | _UNDERGONE:
        return True
    return not OUGHT.isdisjoint(helpers)


def _is_perfect(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether "'s" stands for "has": ``he’s sought to …``."""
    short = cue.helpers in {("'s",), ("’s",)} and cue.kind == "past" and cue.lemma not in IMPERSONAL
    return short and content_after(tokens, cue.after, cue.letters) is not None


def _read_finite(reading: Reading, cue: Cue) -> None:
    tokens = reading.tokens
    subject = subject_before(tokens, cue.place, reading.floor)
    whose = subject is not None and tokens[subject.whole.start].low == "whose"
    if read_quoted(reading, cue) or (subject is not None and (whose or _is_read_otherwise(reading, cue, subject))):
        return  # "Ann Ray, whose office approved it, said …"
    if subject is not None and _follows_nor(tokens, subject):
        cue = _denied(tokens, cue, subject)
    if not _is_named_aside(tokens, subject) and _read_interrupted(reading, cue):
        return
    speaker = inverted(reading, cue, subject)
    if speaker is not None:
        read_before(reading, cue, speaker, cue.place, speaker.whole.end)
    elif subject is None:
        main = of_main_clause(reading, cue.place)
        if main is not None:
            _read_after(reading, cue, main)
    elif (place := in_between(reading, cue, subject)) is not None:
        stop = clause_end(tokens, place + 1, clausal=True)
        first = after_colon(reading, reading.floor, subject.whole.start)
        link = subject.whole.start - 2
        relative = tokens[link].tag in "TW" and tokens[link - 1].tag in "Nn,"
        named = antecedent(tokens, link) if relative else None
        if named is not None and named.start >= reading.floor:
            reading.add(subject, cue, (named, Stretch(place + 1, stop)), stop)  # "a talk that, he said, went on"
            return
        reading.add(subject, cue, (Stretch(first, subject.whole.start), Stretch(place + 1, stop)), stop)
    elif comes_before(reading, cue, subject):
        read_before(reading, cue, subject, subject.whole.start, cue.after)
    else:
        _read_after(reading, cue, subject)


def _is_read_otherwise(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """Whether nobody says anything here, or what is said stands before ``as X says`` or in a noun that takes it up."""
    if told_how(reading, cue, subject) or named_thus(reading, cue, subject) or read_of_named(reading, cue, subject):
        return True
    ahead = not MODALS.isdisjoint(cue.helpers)  # "did not say when it would rule"
    if _after(reading.tokens, subject, _CONDITIONS | _OPEN | (_WHEN if ahead else frozenset())):
        return True  # "if the council rejects it" nobody has done it yet, and "What the clubs want:" is a heading
    if reading.tokens[subject.whole.start].low in _OPEN:
        return True  # "a fifth of the homes, whatever the brochure says"
    if _read_as(reading, cue, subject) or takes_up(reading.tokens, subject.whole):
        read_gap(reading, cue, subject)
        return True
    return read_taken_up_by(reading, cue, subject)


def _is_named_aside(tokens: Sequence[Token], subject: Subject | None) -> bool:
    """Whether a name with its age or the like stands before the verb: ``Ann Ray, 34, [fears] …``."""
    return subject is not None and tokens[subject.head.end].tag == "," and tokens[subject.head.end - 1].tag == "N"


def _denied(tokens: Sequence[Token], cue: Cue, subject: Subject) -> Cue:
    """The cue of ``Neither X nor Y supports …`` or ``Nor does X support …``, which says no."""
    opening = {"nor", "neither"} if tokens[subject.whole.start - 1].tag == "X" else {"neither"}
    first = max((at for at in range(subject.whole.start) if tokens[at].low in opening), default=subject.whole.start)
    return replace(cue, helpers=(*cue.helpers, "not"), negated=True, group=first)


def _read_interrupted(reading: Reading, cue: Cue) -> bool:
    """Add ``The plan, says X, will fail``, if it is one."""
    found = interrupted(reading, cue)
    if found is None:
        return False
    subject, comma = found
    stop = clause_end(reading.tokens, comma + 1, clausal=True)
    return reading.add(subject, cue, (Stretch(reading.floor, cue.place - 1), Stretch(comma + 1, stop)), stop)


def _after(tokens: Sequence[Token], subject: Subject, words: AbstractSet[str]) -> bool:
    """Whether the subject stands right after one of the words."""
    return subject.whole.start > 0 and tokens[subject.whole.start - 1].low in words


def _follows_nor(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether a subject is the second of ``Neither X nor Y``, or that of ``Nor does Y want …``."""
    start = subject.whole.start
    turned = start > 1 and tokens[start - 1].tag == "X" and tokens[start - 2].low in {"nor", "neither"}
    return turned or _after(tokens, subject, {"nor"})


def _read_as(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """Add ``As X pointed out, …`` and ``…, as X said[, …]``."""
    tokens, link = reading.tokens, subject.whole.start - 1
    says = cue.modality is Modality.ASSERTS and set(cue.letters) & {"s", "q"}
    if link < reading.floor or tokens[link].low != "as":
        return False
    if cue.lemma in NAMING and (link == reading.floor or tokens[link - 1].tag == ","):
        return True  # "the Box, as its staff call the office, …" tells a name
    if not says:
        return False  # "It will not move, as the council demands"
    if reading.found and link == reading.floor + 1 and tokens[reading.floor].tag == ",":
        return True  # "Denying that it would close, as X had reported, the mill said …" goes on with the mill
    place = past_listener(tokens, skip_adverbs(tokens, cue.after), cue.letters)
    comma = next((at for at in range(place, min(place + _FAR, len(tokens))) if tokens[at].tag in ",:.TQXVK"), None)
    if comma is None or tokens[comma].tag not in ",:.":
        return False
    follows = tokens[comma].tag in ",:" and comma + 1 < len(tokens)
    stop = clause_end(tokens, comma + 1, clausal=True) if follows else comma
    if link <= reading.floor + 1:
        return follows and reading.add(subject, cue, (Stretch(comma + 1, stop),), stop)
    if not (is_comma(tokens[link - 1]) or tokens[link - 1].tag == "-") or not reading.has_predicate(
        reading.floor, stop
    ):
        return False
    goes_on = follows and not reading.has_predicate(reading.floor, link)
    contents = (Stretch(reading.floor, link), Stretch(comma + 1, stop))
    return reading.add(subject, cue, contents[: 1 + goes_on], stop if goes_on else cue.after)


def _read_after(reading: Reading, cue: Cue, subject: Subject | Attributed) -> None:
    """``X said that …`` and what else follows its cue."""
    tokens = reading.tokens
    verb = tokens[min(cue.after, len(tokens) - 1)]
    if isinstance(subject, Subject) and (
        read_object_relative(reading, cue, subject)
        or (verb.tag in "Kv" and _read_relative(reading, cue, subject))  # "pictures that it says show a slick"
    ):
        return
    content = content_after(tokens, cue.after, cue.letters, cue.kind)
    opening = cue.kind == "ing" and opens_unit(reading, cue.place)
    if content is not None and "n" not in cue.letters and not opening and is_retold(tokens, content):
        return
    if content is not None:
        content = _within_clause(reading, cue, subject, content, opening=opening)
        reading.add(subject, cue, (content, *_condition_of(reading, cue, subject)), content.end)
        return
    if isinstance(subject, Subject):
        if _read_relative(reading, cue, subject):
            return
        read_gap(reading, cue, subject)
    if set(cue.letters) & BEFORE_CONTENT and tokens[-1].tag == ":":
        reading.add(subject, cue, (), reading.floor)


def _within_clause(
    reading: Reading, cue: Cue, subject: Subject | Attributed, content: Stretch, *, opening: bool
) -> Stretch:
    """The content up to where the clause of its cue ends; ``opening`` tells of a participle that opens the unit."""
    tokens = reading.tokens
    if opening:
        comma = after_opening(reading, cue.place)[1]
        comma += comma < len(tokens) and tokens[comma].tag == "Q"
        content = Stretch(content.start, min(content.end, comma))
    if tokens[0].tag == "S" and cue.place < 30 and not reading.found and not _is_main(reading, subject):
        # "While X acknowledged the plan, the two remain far apart": the comma ends X's part.
        comma = next((at for at in range(content.start, content.end) if tokens[at].tag == ","), content.end)
        return Stretch(content.start, comma) if comma > content.start else content
    if _in_aside(tokens, cue, subject):
        return Stretch(content.start, end_of_aside(tokens, content))
    if tokens[content.start].tag == "t" or set(cue.letters) <= set("nvo"):
        content = Stretch(content.start, before_event(tokens, content))
    return Stretch(content.start, before_occasion(tokens, content))


def _condition_of(reading: Reading, cue: Cue, subject: Subject | Attributed) -> tuple[Stretch, ...]:
    """The condition that stands before who would do something: ``[Unless it rains], X will demand …``."""
    tokens, floor = reading.tokens, reading.floor
    first = subject.whole.start if isinstance(subject, Subject) else 0
    opens = first - floor > 2 and tokens[floor].low in _CONDITIONS and tokens[first - 1].tag == ","
    ahead = not MODALS.isdisjoint(cue.helpers) or "v" in cue.letters  # "If it rains, she plans to close"
    return (Stretch(floor, first - 1),) if opens and ahead else ()


def _in_aside(tokens: Sequence[Token], cue: Cue, subject: Subject | Attributed) -> bool:
    """Whether the cue stands in what a comma opens: ``Voss, who said …, left``, ``Voss, despite saying …, left``."""
    if cue.kind == "ing":
        return cue.place > 1 and tokens[cue.place - 1].tag == "P" and tokens[cue.place - 2].tag == ","
    start = subject.whole.start if isinstance(subject, Subject) else 0
    return start > 1 and tokens[start - 1].tag == "," and tokens[start].tag == "W"


def _is_main(reading: Reading, subject: Subject | Attributed) -> bool:
    """Whether a subject stands after the comma of what opens the unit: ``As for the fire, X said …``."""
    start = subject.whole.start if isinstance(subject, Subject) else 0
    return any(token.tag == "," for token in reading.tokens[:start])


def _is_finite(token: Token) -> bool:
    return token.form is not None and token.form.kind in {"base", "third", "past"}


def _read_relative(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """``the gifts, which X said came with strings``: what is said begins before its subject."""
    tokens, relative = reading.tokens, subject.whole.start - 1
    verb = skip_adverbs(tokens, cue.after)
    if (
        relative < 1
        or "s" not in cue.letters
        or "o" in cue.letters
        or verb >= len(tokens)
        or not (tokens[verb].tag in "XVv" or is_verb(tokens, verb) or (verb == cue.after and _is_finite(tokens[verb])))
    ):
        return False
    linked = tokens[relative].tag == "W" or (tokens[relative].tag == "T" and tokens[relative - 1].tag in "nN")
    named = antecedent(tokens, relative) if linked else None
    if named is None or named.end < reading.floor:
        return False
    stop = clause_end(tokens, verb, clausal=True)
    return reading.add(subject, cue, (named, Stretch(verb, stop)), stop)
