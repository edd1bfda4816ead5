"""Who the grammatical subject of a cue is: noun phrases before and after the verb, with their appositions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from llmtool.engines.offline.lexicon import lexicon
from llmtool.engines.offline.tokens import Token

NOUNISH: Final = frozenset("Nn#DpQd")
_LONGEST: Final = 40
# Nouns that are also cue verbs: in these forms the words around must show a verb.
_TIME_NOUNS: Final = frozenset(
    "week month year night morning evening afternoon day weekend summer spring autumn".split()
)
_INSIDERS: Final = frozenset("briefed close familiar involved present working knowledgeable".split())
_NOT_SUBJECTS: Final = frozenset("there here".split())


class Stretch(NamedTuple):
    """Tokens ``[start, end)`` of a unit."""

    start: int
    end: int


class Subject(NamedTuple):
    """A noun phrase with its apposition (``whole``) and without (``head``)."""

    whole: Stretch
    head: Stretch


def skip_left(tokens: Sequence[Token], place: int) -> int:
    """The place before adverbs, auxiliaries and short times that stand left of ``place``."""
    while place > 0:
        before = tokens[place - 1]
        if before.tag in "XA":
            place -= 1
        elif before.tag == "d" or (
            before.low in _TIME_NOUNS and place > 1 and tokens[place - 2].low in {"last", "this"}
        ):
            back = place - 1
            while back > 0 and (
                tokens[back - 1].tag == "d" or tokens[back - 1].low in {"on", "last", "this", "late", "early"}
            ):
                back -= 1
            if back == 0 or tokens[back].low not in {"on", "last", "this", "late", "early"} and tokens[back].tag != "d":
                return place
            place = back
        else:
            break
    return place


def subject_before(tokens: Sequence[Token], verb: int, floor: int) -> Subject | None:
    """The subject left of the verb group at ``verb``; nothing left of ``floor`` is looked at."""
    end = skip_left(tokens, verb)
    if end <= floor:
        return None
    before = tokens[end - 1]
    if before.tag in ",-)":
        return _before_parenthesis(tokens, end, floor)
    if before.tag in "WT":
        return Subject(Stretch(end - 1, end), Stretch(end - 1, end))
    phrase = _phrase_before(tokens, end, floor)
    if phrase is None:
        for place in range(end - 1, max(end - 6, floor), -1):
            if tokens[place].tag == "W":
                return Subject(Stretch(place, place + 1), Stretch(place, place + 1))
            if tokens[place].tag not in "P#DNnd":
                break
    return Subject(phrase, phrase) if phrase else None


def is_short(token: Token) -> bool:
    """Whether a quotation is only a few words inside a phrase, as a name of a thing or a scare quote is."""
    return len(token.text) < 60 and token.text[-2:-1] not in {",", ".", "?", "!", "…", "—", "-"}


def antecedent(tokens: Sequence[Token], relative: int) -> Stretch | None:
    """The noun phrase that a relative pronoun stands for."""
    end = relative - 1 if relative and tokens[relative - 1].tag == "," else relative
    return _phrase_before(tokens, end, 0) if end > 0 else None


def subject_after(tokens: Sequence[Token], start: int) -> Subject | None:
    """The subject right of an inverted cue (``said X, the head of Y``)."""
    place = start
    while place < len(tokens) and place - start < _LONGEST:
        tag, low = tokens[place].tag, tokens[place].low
        if tag in "Nn#DpGE(" or low in {"of", "for", "at"} or (tag == ")" and place > start):
            place += 1
        elif tag == "R" and place == start:
            place += 1
            break
        elif tag == "C" and low == "and" and place + 1 < len(tokens) and tokens[place + 1].tag in "NDn":
            place += 1
        elif low in {"on", "with", "to", "in"} and place > start and tokens[place - 1].low in _INSIDERS:
            place += 1
        elif low in _INSIDERS and place > start:
            place += 1
        elif tag == "P" and low == "from" or (tag == "K" and not is_verb(tokens, place)):
            place += 1
        else:
            break
    while place > start and tokens[place - 1].tag in "DGEP#C":
        place -= 1
    if place == start or not any(token.tag in "NnR" for token in tokens[start:place]):
        return None
    head = Stretch(start, place)
    return Subject(Stretch(start, _apposition_end(tokens, place)), head)


def _apposition_end(tokens: Sequence[Token], place: int) -> int:
    if place + 1 >= len(tokens) or tokens[place].tag != "," or tokens[place + 1].tag not in "DnNW":
        return place
    for later in range(place + 1, min(place + _LONGEST, len(tokens))):
        token = tokens[later]
        if token.tag in "XVKST" and tokens[place + 1].tag != "W":
            return place
        if token.tag in ",.Q;-":
            return later
    return place


def _before_parenthesis(tokens: Sequence[Token], end: int, floor: int) -> Subject | None:
    """``NP, apposition, verb``: the head is before the first mark of the pair, the apposition may hold commas."""
    mark = tokens[end - 1].tag
    opener = "(" if mark == ")" else mark
    for place in range(end - 2, max(floor, end - _LONGEST) - 1, -1):
        if tokens[place].tag != opener:
            continue
        inner = tokens[place + 1]
        if mark == "," and inner.tag not in "DNnWEPGAS#Q" and inner.low not in {"as", "in"}:
            return None
        head = _phrase_before(tokens, place, floor)
        if head is None:
            continue
        if (
            mark == ","
            and head.end - head.start > 1
            and tokens[head.start].tag == "D"
            and tokens[head.start - 1].tag == ","
        ):
            earlier = _phrase_before(tokens, head.start - 1, floor) if head.start - 1 > floor else None
            if earlier and tokens[earlier.end - 1].tag == "N":
                return Subject(Stretch(earlier.start, end - 1), earlier)
        named = inner.tag in "DNnW(" or mark == ")"
        return Subject(Stretch(head.start, end if mark == ")" else end - 1 if named else head.end), head)
    return None


def _phrase_before(tokens: Sequence[Token], end: int, floor: int) -> Stretch | None:
    """The longest noun phrase that ends at ``end``."""
    place = end
    cut = None
    while place > floor and end - place < _LONGEST:
        token = tokens[place - 1]
        if token.tag == ")" and place != end:
            opening = next((at for at in range(place - 2, max(place - 14, floor), -1) if tokens[at].tag == "("), None)
            if opening is not None:
                place = opening
                continue
        if token.tag == "Q" and not is_short(token):
            break
        if token.tag in "NnDp#Qd(" or (token.tag == ")" and place != end) or token.tag == "P":
            place -= 1
        elif token.tag == "R":
            if place == end:
                return Stretch(place - 1, end)
            break
        elif token.tag in "GEV" and place < end and tokens[place].tag in "Pt" and place - 1 > floor:
            if tokens[place - 2].tag not in "NnDp#EG":
                break
            place -= 1  # "people briefed on the talks"
        elif token.tag in "GEvA" and place < end and tokens[place].tag in "Nn" and place - 1 > floor:
            if tokens[place - 2].tag not in "DpPA,":
                break
            place -= 1  # "the leading party"
        elif token.tag == "r" or (token.tag == "K" and not is_verb(tokens, place - 1)):
            place -= 1
        elif token.tag == "C" and token.low in {"and", "or"} and place < end and place - 1 > floor:
            cut = cut or place
            place -= 1
        else:
            break
    if cut is not None and place > floor and tokens[place - 1].tag not in ",TS;:Q-.":
        place = cut  # what stands before "and" belongs to an earlier verb
    return _trimmed(tokens, place, end)


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> Stretch | None:
    """Without a prepositional phrase or adverb in front."""
    while start < end:
        first = tokens[start]
        if first.tag in "ACdt" or first.tag == ")":
            start += 1
        elif first.tag == "P" and first.low not in {"like"}:
            start = _after_prepositional(tokens, start, end)
        else:
            break
    if start >= end:
        return None
    kinds = {token.tag for token in tokens[start:end]}
    if not kinds & set("NnRQ#K") and tokens[start].low not in {
        "this",
        "these",
        "those",
        "others",
        "many",
        "some",
        "few",
    }:
        return None
    if tokens[end - 1].tag == "p" or tokens[end - 1].low in _NOT_SUBJECTS:
        return None
    return Stretch(start, end)


def _after_prepositional(tokens: Sequence[Token], start: int, end: int) -> int:
    place = start + 1
    if place < end and tokens[place].tag == "D":
        place += 1
    seen = False
    while place < end:
        tag = tokens[place].tag
        if seen and (tag in "DR" or (tag == "N" and tokens[place - 1].tag in "nd#")):
            break
        seen = seen or tag in "NndQ#G"
        place += 1
    return place


def is_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether the cue form at ``place`` is used as a verb here, judged by its neighbours."""
    token = tokens[place]
    if token.form is None:
        return False
    left = place - 1
    while left >= 0 and tokens[left].tag == "A":
        left -= 1
    before = tokens[left] if left >= 0 else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    kind = token.form.kind
    if kind == "ing":
        return (
            before is None
            or before.tag in ",XC-SQ;:"
            or before.low in {"by", "without", "after", "before", "in", "of"}
            or (after is not None and before.tag in "Nn" and after.tag in "TQ:")
        )
    if before is None:
        return False
    if kind == "participle":
        return before.tag == "X"
    if kind == "past":
        if before.tag == "#" and len(before.low) == 4 and before.low.isdigit():
            return True
        return before.tag not in "DpPt#GS" or before.low in {"this", "that", "others", "some", "many"}
    return _present_is_verb(token, before, after)


def _takes(token: Token, particle: str) -> bool:
    """Whether one of the cue's frames begins with this word, or it says something whose listener or place comes first."""
    frames = lexicon().cues[token.form.lemma] if token.form else ()
    says = particle in {"in", "on", "at", "during", "after"}
    return any(frame.particles[:1] == (particle,) or (says and "s" in frame.letters) for frame in frames)


def _present_is_verb(token: Token, before: Token, after: Token | None) -> bool:
    if after is not None and after.tag == "P" and not _takes(token, after.low):
        return before.tag in "RWX" and token.low not in {"rules", "states"}
    ambiguous = token.low not in {
        "says",
        "say",
        "believes",
        "believe",
        "thinks",
        "insists",
        "argues",
        "denies",
        "tells",
    }
    if before.tag in "DpPV#GEv" or (before.tag == "K" and ambiguous):
        return False
    if before.tag in "RWX":
        return True
    if before.tag == "t":
        return token.form is not None and token.form.kind == "base"
    closed = after is None or after.tag in ".,;:XVC)-" or after.low in {"of", "by", "from", "against", "were", "was"}
    if token.form is not None and token.form.kind == "base":
        if not ambiguous:
            return before.tag in "NnCQT,)d"
        plural = before.low.endswith("s") or before.low in {"people", "police", "others", "many", "men", "women"}
        return (plural or before.tag in ",CQT") and not (ambiguous and closed) and (before.tag != "," or not ambiguous)
    if ambiguous and closed:
        return after is not None and after.tag == ":"
    return True
