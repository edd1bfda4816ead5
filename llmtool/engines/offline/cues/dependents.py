"""Cue verbs without a subject of their own: participles, infinitives, and verbs after a relative clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.groups import AHEAD
from llmtool.engines.offline.cues.phrases import phrase_before
from llmtool.engines.offline.cues.starts import skip_adverbs
from llmtool.engines.offline.cues.subjects import Subject, skip_left, subject_after, subject_before
from llmtool.engines.offline.people.holders import DOCUMENTS
from llmtool.engines.offline.reading import Attributed, Cue, Reading
from llmtool.engines.offline.text.forms import document_of, is_verb, petitions
from llmtool.engines.offline.text.lexicon import BE
from llmtool.engines.offline.text.tokens import Token

_GOVERNORS: Final = frozenset(
    """continued continues continue began begins started appeared appears seemed seems went on out came sought seeks
    tried tries managed manages twitter facebook likes used stopped rushed""".split()
)
# What people do in order to say something.
_STAGES: Final = frozenset(
    "took takes used uses went turned called returned issued wrote broke stood rose joined emerged appeared".split()
)
_SPOKEN_AGAINST: Final = frozenset(
    "accuse denounce condemn criticise criticize reject defend blame call dismiss describe brand deny oppose".split()
)
# "was quick to deny", "was forced to admit": what they then say.
_READY: Final = frozenset("quick swift prompt careful forced obliged compelled happy glad pleased".split())
_PAINS: Final = frozenset({"pains"})
_FAR: Final = 12
# What makes somebody say something.
_BRINGS: Final = frozenset(
    "forced forces led leads prompted prompts caused causes pushed compelled drove got allowed moved provoked".split()
)


def is_dependent(reading: Reading, group: int) -> bool:
    """Whether the verb has no subject of its own: after ``to`` or ``and``."""
    before = reading.tokens[group - 1] if group else None
    return before is not None and (before.tag in "tC" or (reading.label is not None and before.tag in ":;-"))


def dependent_subject(reading: Reading, cue: Cue, group: int) -> Subject | Attributed | None:
    """Whose the verb is whose group of auxiliaries starts at ``group``; None where that is not sure."""
    if cue.kind == "ing":
        return _of_participle(reading, cue.place)
    if reading.tokens[group - 1].tag == "t":
        made = _made_to(reading, cue, group - 1)
        if made is not None:
            return made
        governed = group > 1 and cue.kind == "base" and _is_governed(reading, cue, group)
        return reading.carried(cue.place) if governed else None
    same = cue.kind != "base" or (bool(reading.found) and reading.found[-1].kind == "base")  # "call it a tax and say"
    return reading.carried(cue.place) if same else None


def _made_to(reading: Reading, cue: Cue, to: int) -> Subject | None:
    """Who is brought to say it: ``The court forced [the firm] to admit that …``."""
    tokens = reading.tokens
    strong = cue.after < len(tokens) and (tokens[cue.after].tag in "TQ") and {"s", "b"} & set(cue.letters)
    phrase = phrase_before(tokens, to, 0) if strong and to > 1 else None
    verb = phrase.start - 1 if phrase is not None else -1
    return Subject(phrase, phrase) if phrase is not None and verb >= 0 and tokens[verb].low in _BRINGS else None


def _is_governed(reading: Reading, cue: Cue, group: int) -> bool:
    """``continued to argue``, ``went on television to accuse``: whose subject is that of the verb before it."""
    tokens = reading.tokens
    if tokens[group - 2].low in _GOVERNORS:
        return True
    if tokens[group - 2].low in _PAINS and group > 3 and tokens[group - 3].low in {"at", "took"}:
        return True  # "was at pains to stress"
    if tokens[group - 2].low in AHEAD | _READY:
        return not BE.isdisjoint(token.low for token in tokens[skip_left(tokens, group - 2) : group - 2])
    strong = set(cue.letters) & set("st") or cue.lemma in _SPOKEN_AGAINST
    first = next((at for at in range(group) if tokens[at].tag in "XVvKE"), None)
    return bool(strong) and first is not None and tokens[first].low in _STAGES and group - first < _FAR


def _of_participle(reading: Reading, place: int) -> Subject | Attributed | None:
    """The subject of ``saying``: the noun before it, an earlier source, or what follows the opening phrase."""
    tokens = reading.tokens
    if opens_unit(reading, place):
        return after_opening(reading, place)[0]
    before = tokens[place - 1]
    if _is_left_undone(tokens, place):
        return None
    if petitions(tokens, place):
        return reading.carried(place)
    if before.low == "as" and place > 1 and tokens[place - 2].low == "quoted":
        return subject_before(tokens, place - 2, 0)
    if before.low == "heard":
        return subject_before(tokens, place - 1, 0)
    sender = document_of(tokens, place)
    if sender is not None:
        return subject_before(tokens, sender, 0)
    if before.low in DOCUMENTS:
        return _nearest_subject(reading, place) or reading.carried(place)
    if before.tag in "NnQ":
        return subject_before(tokens, place, reading.floor) or _after_with(tokens, place) or reading.carried(place)
    return reading.carried(place) or _of_aside(tokens, place)


def _nearest_subject(reading: Reading, place: int) -> Subject | None:
    """Whose document it is: the subject of the verb before it, ``Ray spoke after [Bo] wrote letters calling …``."""
    for at in range(place - 1, reading.floor, -1):
        token = reading.tokens[at]
        if token.tag in "VvE" or (token.tag == "K" and is_verb(reading.tokens, at)):
            return subject_before(reading.tokens, at, reading.floor)
    return None


def _is_left_undone(tokens: Sequence[Token], place: int) -> bool:
    """Whether a participle tells what is not done: ``stopped short of [accusing]``, ``goes without [saying]``."""
    before, earlier = tokens[place - 1].low, tokens[place - 2].low if place > 1 else ""
    return before == "without" or (before == "of" and earlier in {"short", "clear", "instead"})


def _after_with(tokens: Sequence[Token], place: int) -> Subject | None:
    """The noun phrase of ``, with [critics] warning that …``."""
    opens = next((at for at in range(place - 1, max(place - _FAR, 0), -1) if tokens[at].low == "with"), None)
    phrase = phrase_before(tokens, place, opens + 1) if opens and tokens[opens - 1].tag == "," else None
    return Subject(phrase, phrase) if phrase else None


def _of_aside(tokens: Sequence[Token], place: int) -> Subject | None:
    """The noun phrase before ``, despite [saying …],``."""
    opens = place > 2 and tokens[place - 1].tag == "P" and tokens[place - 2].tag == ","
    phrase = phrase_before(tokens, place - 2, 0) if opens else None
    return Subject(phrase, phrase) if phrase else None


def opens_unit(reading: Reading, place: int) -> bool:
    """Whether a participle opens the unit, alone or after a preposition: ``Claiming that …``, ``After saying …``."""
    return place == 0 or (place == 1 and reading.tokens[0].tag in "PS")


def after_opening(reading: Reading, place: int) -> tuple[Subject | None, int]:
    """The subject after an opening phrase, and its comma: one that a verb follows, else what the first one has."""
    tokens = reading.tokens
    found: tuple[Subject | None, int] = None, len(tokens)
    for comma in (at for at in range(place + 1, len(tokens) - 1) if is_comma(tokens[at])):
        subject = subject_after(tokens, comma + 1)
        if subject is None:
            continue
        follower = skip_adverbs(tokens, subject.whole.end)
        if follower < len(tokens) and (tokens[follower].tag in "XVvE" or is_verb(tokens, follower)):
            return subject, comma
        found = found if found[0] else (subject, comma)
    return found


def is_comma(token: Token) -> bool:
    """Whether this is a comma, or a quotation with one at its end."""
    return token.tag == "," or (token.tag == "Q" and token.text[-2:-1] == ",")


def of_main_clause(reading: Reading, place: int) -> Attributed | None:
    """Whom a verb after a relative clause belongs to: ``The mayor, who promised a school, said …``."""
    last = reading.found[-1] if reading.found else None
    if last is None or last.source is None or last.head == last.source or reading.tokens[place].form is None:
        return None
    relative = any(token.tag == "W" and token.start == last.source[0] for token in reading.tokens)
    group = skip_left(reading.tokens, place)
    closed = group == reading.floor + 1 and reading.tokens[reading.floor].tag == ","
    return last if relative and closed else None
