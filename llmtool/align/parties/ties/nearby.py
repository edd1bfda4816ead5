"""States that only stand near a person: ``In Kyiv, Minister X``, ``Norland wants more. Foreign Minister X said``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from llmtool.align.parties.countries import Atlas, bare, words_of
from llmtool.align.parties.people.introductions import places
from llmtool.align.parties.people.spelling import fold
from llmtool.align.parties.sides import Side
from llmtool.align.parties.vocabulary import BODIES, HONORIFICS, NATIONAL, OFFICIALS, PORTFOLIO, RANKS, is_in
from llmtool.schema import PartyKind
from llmtool.words import STOPWORDS

_LEADING_PLACE = re.compile(
    r"(?:^|[.!?”\"\n][ \t\n]*)(?:Back[ \t])?[Ii]n[ \t]([A-Z][\w.]+(?:[ \t][A-Z][\w.]+)?),[^.!?\n]*$"
)
_HEADING = re.compile(r"^#*[ \t]*([A-Z][^\n.:!?]{2,30})$", re.MULTILINE)
_BULLET = re.compile(r"(?:^|\n)[ \t]*[-*•–][ \t]*[*_]*$")
_STATE_ROLE = "president|leader|premier|prime minister|chancellor|foreign minister|defen[cs]e minister|king|chief"
_SAYS = (
    "(?:said|says|told|tells|added|adds|warned|warns|wrote|writes|insisted|insists|claimed|claims|argued|argues|urged|urges|"
    "predicted|predicts|announced|announces|replied|answered|explained|declared|stated|has|expects|expected|called|calls)"
)
_ANAPHOR = re.compile(
    rf"\b(?:(?:[Tt]he[ \t])?([A-Z][\w.]*(?:[ \t][A-Z][\w.]*){{0,2}})(?:[’']s)?)[ \t]"
    rf"((?:[a-z]+[ \t]){{0,2}}?(?:{_STATE_ROLE}))[ \t](?:also[ \t]|later[ \t])?{_SAYS}\b"
)
_HEADLINED = re.compile(
    rf"\b([A-Z][\w.]+(?:[ \t][A-Z][\w.]+)?)(?:[’']s?)?[ \t]((?i:PM|{_STATE_ROLE}))\b(?![ \t]+[A-Z][a-z])"
)
_READY = re.compile(
    r"(?:^|[.!?”\"\n-][ \t\n])((?:the[ \t])?[A-Z][\w.]+(?:[ \t][A-Z][\w.]+)?)[ \t]"
    r"(?:is[ \t](?:ready|prepared|willing)|will[ \t]not|won[’']t|(?:can|cannot|would)[ \t]accept|accepts|"
    r"has[ \t]no[ \t]intention|stands[ \t]by|remains[ \t](?:ready|committed|open))\b([^.!?\n]*)",
    re.MULTILINE,
)
_ACTS = re.compile(
    r"(?:The[ \t])?[A-Z][\w.]+(?:[ \t][A-Z][\w.]+){0,2}[ \t]"
    r"(?:on[ \t][A-Z]\w+day[ \t]|also[ \t]|has[ \t]|had[ \t]|yesterday[ \t])?"
    r"(?:will|would|may|plans|said|says|denied|denies|rejected|rejects|lodged|protested|reacted"
    r"|vowed|offered|agreed|refused|refuses|dismissed|announced|insisted|insists)\b"
)
"""A state that says something for itself, at the start of a sentence; whom it accuses may speak next."""
_REACH = 260
_LONGEST_TITLE = 5


_SHORTENED = RANKS | frozenset("mr mrs ms dr prof sen rep gov st u.s u.k".split())
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*[ \t]+|\n")


_DATELINE = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .\-]+(?:,[^—–\n]{0,30})?[ \t][—–-]{1,2}[ \t]")


def states_near(
    text: str, name: str, atlas: Atlas, people: frozenset[str], *, office: str | None, elsewhere: frozenset[str]
) -> Iterator[Side]:
    """The states that stand near a person.

    Args:
        text: one document.
        name: the person as the document has it.
        atlas: which words are states'.
        people: folded surnames of persons with full names.
        office: an office of states that the document gives to the person.
        elsewhere: heads of such offices that other documents give.

    """
    if office:
        yield from _ready(text, name, atlas)
    own = frozenset(fold(word) for word in words_of(name))
    for start in places_of(text, name):
        end = start + len(name)
        label = text[end : end + 1] == ":" or text[end : end + 3] in ("**:", ":**")
        if office:
            match = _LEADING_PLACE.search(text[max(0, start - 120) : start])
            yield from _state(atlas, match.group(1) if match else None)
            yield from _subject(text, start, atlas)
            yield from _announced(text, start, atlas)
        if label and _BULLET.search(text[max(0, start - 8) : start]):
            heading = next(reversed(list(_HEADING.finditer(text, 0, start))), None)
            yield from _state(atlas, heading.group(1).strip() if heading else None)
        if label or office or elsewhere:
            after = text[end : end + _REACH]
            after = after if office else after.split("\n", maxsplit=1)[0]
            yield from _anaphor(after, own, atlas, people, None if label or office else elsewhere)


def state_in_headline(title: str, office: str, atlas: Atlas) -> Iterator[Side]:
    """The state in ``No retreat, says Norland PM`` over a text whose prime minister has a name and no state."""
    plain = " ".join(bare(word).casefold() for word in words_of(office))
    for match in _HEADLINED.finditer(title):
        named = match.group(2).casefold()
        if plain == ("prime minister" if named == "pm" else named):
            yield from _state(atlas, match.group(1))


def _state(atlas: Atlas, phrase: str | None) -> Iterator[Side]:
    who = atlas.actor(phrase) if phrase else None
    if who is not None and who.kind is PartyKind.STATE:
        yield Side(who.name, who.kind)


def _ready(text: str, name: str, atlas: Atlas) -> Iterator[Side]:
    """``Norvale is ready to sign, Foreign Minister X said``: who speaks for a state tells what it will accept."""
    for state, told in _all_ready(text):
        if name not in told:
            continue
        who = atlas.actor(state)
        if who is not None and who.kind is PartyKind.STATE:
            yield Side(who.name, who.kind)
        elif who is None and _is_bare_name(state):
            yield Side(state, PartyKind.STATE)


@lru_cache(maxsize=64)
def _all_ready(text: str) -> tuple[tuple[str, str], ...]:
    """The names of a text that are ready or unwilling, with the words after; once for all persons of a document."""
    return tuple((match.group(1), match.group(2)) for match in _READY.finditer(text))


def _subject(text: str, start: int, atlas: Atlas) -> Iterator[Side]:
    """``Norland wants more. Foreign Minister X said``: the state that opens the sentence before, if it names no other.

    The person opens the sentence, with nothing before the name but a title.
    """
    floor = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    ends = _sentence_ends(text, floor, start)
    if not ends:
        return
    title = text[ends[-1] : start].split()
    held = any(is_in(word, NATIONAL) for word in title)
    if not held or len(title) > _LONGEST_TITLE or not all(_is_title(word) for word in title):
        return
    sentence = text[ends[-2] if len(ends) > 1 else floor : ends[-1]]
    named = [hit for hit in atlas.mentions(words_of(sentence)) if hit.actor.kind is PartyKind.STATE]
    opening = {hit.actor.name for hit in named if hit.start <= sentence.startswith("The ")}
    acting = _ACTS.match(sentence) is not None and named[:1] != [] and named[0].actor.form != "adjective"
    if len(opening) == 1 and (acting or {hit.actor.name for hit in named} == opening):
        yield Side(opening.pop(), PartyKind.STATE)


def _announced(text: str, start: int, atlas: Atlas) -> Iterator[Side]:
    """``Norland will close the border, Foreign Minister X said``: the state that opens what its minister tells."""
    floor = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    opening = max([floor, *_sentence_ends(text, floor, start)])
    told, comma, title = text[opening:start].rpartition(", ")
    words = title.split()
    held = any(is_in(word, NATIONAL) for word in words) and all(_is_title(word) for word in words)
    if not comma or not held or len(words) > _LONGEST_TITLE or told[:1] in '“"':
        return
    hit = next((hit for hit in atlas.mentions(words_of(told)) if hit.start <= told.startswith("The ")), None)
    if hit is not None and hit.actor.kind is PartyKind.STATE and hit.actor.form != "adjective" and _ACTS.match(told):
        yield Side(hit.actor.name, PartyKind.STATE)


def _sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Where the sentences of a stretch end; not after ``Col.``."""
    return [
        match.end()
        for match in _SENTENCE_END.finditer(text, start, end)
        if text[max(start, match.start() - 8) : match.start()].rpartition(" ")[2].casefold() not in _SHORTENED
    ]


def owner_state(text: str, start: int, atlas: Atlas) -> Side | None:
    """The state of ``its foreign minister``: the one that opens the sentence or the one before."""
    floor = max(text.rfind("\n", 0, start) + 1, start - 2 * _REACH)
    starts = [floor, *_sentence_ends(text, floor, start)]
    for opening in reversed(starts[-2:]):
        dateline = _DATELINE.match(text, opening, start)
        words = words_of(text[dateline.end() if dateline else opening : start])[:_LONGEST_TITLE] or [""]
        hit = next((hit for hit in atlas.mentions(words) if hit.start <= (words[0] == "The")), None)
        if hit is not None and hit.actor.kind is PartyKind.STATE and hit.actor.form != "adjective":
            return Side(hit.actor.name, PartyKind.STATE)
    return None


def _is_title(word: str) -> bool:
    return any(is_in(bare(word).rstrip("."), words) for words in (OFFICIALS, PORTFOLIO, HONORIFICS, RANKS))


def _anaphor(
    after: str, own: frozenset[str], atlas: Atlas, people: frozenset[str], heads: frozenset[str] | None
) -> Iterator[Side]:
    """The state of the first office without a name that follows, if nobody else is named before it.

    ``heads`` are the offices that may be meant; None for any.
    """
    match = _ANAPHOR.search(after)
    if match is None or (heads is not None and match.group(2).split()[-1] not in heads):
        return
    who = atlas.actor(match.group(1))
    between = after[: match.start()]
    words = [bare(word) for word in words_of(between) if word[0].isupper()]
    if who is not None and not any(is_in(word, OFFICIALS) or fold(word) in people - own for word in words):
        yield Side(who.name, who.kind)


def office_told_before(text: str, name: str, atlas: Atlas, people: frozenset[str]) -> Iterator[tuple[Side, str]]:
    """The state and the office of somebody whom a story first tells of by them, and names in the next paragraph.

    ``Norland's foreign minister said no. "Never," said Ada Lund``, where nobody else is named in between.
    """
    start = next(iter(places_of(text, name)), 0)
    floor = max(0, text.rfind("\n\n", 0, max(0, text.rfind("\n\n", 0, start))), start - 2 * _REACH)
    match = next(reversed(list(_ANAPHOR.finditer(text, floor, start))), None)
    who = atlas.actor(match.group(1)) if match is not None else None
    if match is None or who is None or who.kind is not PartyKind.STATE:
        return
    own = frozenset(fold(word) for word in words_of(name))
    between = (fold(bare(word)) for word in words_of(text[match.end() : start]) if word[0].isupper())
    if not any(word in people - own for word in between):
        yield Side(who.name, who.kind), match.group(2)


def places_of(text: str, name: str) -> list[int]:
    """Where a text has a name, the first eight times."""
    return [start for start, _ in islice(places(text, name), 8)]


def _is_bare_name(words: str) -> bool:
    """Whether words may be the name of a state that no table knows."""
    return " " not in words and words.casefold() not in STOPWORDS and not is_in(words, BODIES) and len(words) > 3
