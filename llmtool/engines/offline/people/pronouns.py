"""Whom a pronoun stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.people.holders import GROUPS, ROLES
from llmtool.engines.offline.people.mentions import Register
from llmtool.engines.offline.people.roles import CAPITAL, bare
from llmtool.engines.offline.people.voices import Voice, unnamed

_GROUP: Final = re.compile(
    rf"(?:(?:On|In|Last|At|By)(?: [\w’'-]+){{1,4}}, )?"
    rf"(?P<who>(?:(?:[Tt]he|[Ss]ome|[Mm]any|[Ss]everal|[Mm]ost|\d+|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Dd]ozens)"
    rf"(?: of (?:the|its|their|his|her|those|{CAPITAL}['’]s?))? (?:[a-z]+ )??)?(?:[A-Z][a-z]+ )?([A-Za-z]+s)\b"
    rf"(?: (?:at|of|in|from|for|with) (?:(?:the )?{CAPITAL}(?:['’]?(?: {CAPITAL}))*|parliament))?)"
)
_NO_GROUP: Final = frozenset("none one most".split())
_HE: Final = re.compile(r"(?:He|She|They)\b")
_QUOTED: Final = re.compile(r"[“”„«»\"]|''")
# What stands before a name that is no subject: "the role of X", "Holt told X".
_NO_SUBJECT: Final = re.compile(r",|\b(?:of|to|with|by|for|from|on|in|about|against|and|that|[a-z]+ed|told|met)\b")
_APPOSED: Final = re.compile(
    rf"(?:The|Its|Their|His|Her|A|An|{CAPITAL}['’]s) [\w’'-]+(?: [\w’'-]+){{0,4}}, (?:{CAPITAL} ){{0,2}}$"
)
"""Before a name that tells who the subject is: ``The families' lawyer, [Tess Roe], disagreed.``"""
_OPENS: Final = re.compile(
    r"(?:At|In|On|After|Before|When|While|As|From|Outside|Inside|Over|During|Since|With|For|Asked|Pressed|Speaking)\b"
)
_SUBJECT: Final = re.compile(
    rf", (?:Mr |Ms |Mrs |Dr )?(?P<name>{CAPITAL}(?: {CAPITAL}){{0,2}})(?=, | (?:has|had|is|was|will|would|[a-z]+ed"
    rf"|spoke|told|took|went|came|gave|held|said|put)\b)"
)
_DETERMINED: Final = re.compile(r"(?:The|His|Her|Their|Its) (?P<words>[a-z’'-]+(?: [a-z’'-]+){0,4})")
_OF_WHAT: Final = re.compile(rf" of (?:the )?{CAPITAL}(?: {CAPITAL})*")
_GOES_ON: Final = re.compile(rf" (?!{CAPITAL})\w")
# After a name that is a subject.
_DOES: Final = re.compile(
    r"(?:, (?:an?|the|its|who|\d)\b[^,.\n]{2,60},)? (?:has|had|is|was|will|would|[a-z]+ed|[a-z]+s|went|came|left)\b"
)
_AFTER_VERB: Final = re.compile(r"\b(?:not|has|had|is|was|will|would|to|[a-z]+ed|[a-z]+s|fell|met|struck|hit|left)\b")
_NEAR: Final = 60
_BACK: Final = 40


def pronoun(register: Register, low: str, before: int, paragraph: int, starts: Iterable[int]) -> Voice | None:
    """The voice that a pronoun at ``before`` stands for; ``starts`` are where this paragraph's sentences begin."""
    if low in {"he", "she", "his", "her", "him"}:
        gender = "f" if low in {"she", "her"} else "m"

        def fits(voice: Voice) -> bool:
            other = voice.name not in register.speaking  # who speaks in a transcript does not say "he" of himregister
            return other and voice.kind in {"person", "role"} and not voice.plural and voice.gender in {"", gender}

        register.at = before
        heard, named = register.heard.latest_at(fits, paragraph), _named_at_head(register, before, starts, fits)
        if heard and named and (named[0] < heard[0] or not named[2]):
            named = None  # the subject of a later sentence goes before somebody heard, another name does not
        last = _named_last(register, before, starts, fits) if heard is None else None
        named = None if last and named and named[0] < last[0] else named
        who = named[1] if named else heard[1] if heard else last[1] if last else None
        who = who or _named_before(register, before, starts, fits)
        who = who or _named_above(register, before, fits) or register.latest(fits)
        who = who or _only_named(register, before, fits)
        return register.hear(replace(who, gender=gender), paragraph) if who else None
    register.at = before
    if low in {"they", "their", "them"}:
        heads = (register.bodies.sentence_start(before), *sorted(starts, reverse=True)[:2])
        group = next(filter(None, (_group_at_head(register, start, before) for start in heads)), None)
        found = Voice(group, "role", group, None, plural=True) if group else None
        found = found or register.latest(lambda voice: voice.plural or voice.kind == "body")
        found = found or register.latest(lambda _: True)
    else:
        found = register.latest(lambda voice: voice.kind in {"body", "document"} and not voice.plural, paragraph)
        body = _subject_before(register, before) if found is None else None
        found = _body_heard(register, body) if body else found
        found = found or register.latest(lambda voice: voice.kind in {"body", "document"} and not voice.plural)
        found = found or register.latest(lambda voice: voice.kind == "thing", paragraph)  # "The lawsuit … It seeks …"
    return register.hear(found, paragraph) if found else None


def _subject_before(register: Register, before: int) -> str | None:
    """The body that opens the sentence of a pronoun, or the one before it in its paragraph."""
    start = register.bodies.sentence_start(before)
    earlier = register.bodies.sentence_start(max(start - 2, 0))
    head = next(register.bodies.at_heads(before, register.people), None)
    return head[1] if head is not None and head[0] in {start, earlier} else None


def _body_heard(register: Register, body: str) -> Voice:
    """The body that the head of a sentence names: one heard before that ends in this noun, else one of that name."""
    full = register.bodies.in_full(body, register.at) or body
    ends = body.rsplit(maxsplit=1)[-1].casefold()
    for voice in register.heard.back(_BACK):
        if voice.kind == "body" and voice.name.rsplit(maxsplit=1)[-1].casefold() == ends:
            return voice
    return Voice(full, "body", None, full)


def _group_at_head(register: Register, start: int, before: int) -> str | None:
    """The group that opens a sentence before a "they": ``Analysts at the bank expect …, they wrote``."""
    match = _GROUP.match(register.text, start, before)
    if match is None:
        return None
    noun = bare(match[2])
    known = {noun, noun.removesuffix("s")} & (GROUPS - _NO_GROUP | ROLES) or noun.endswith(("ists", "ers", "ians"))
    return match["who"].strip() if known else None


def _named_at_head(
    register: Register, before: int, starts: Iterable[int], fits: Callable[[Voice], bool]
) -> tuple[int, Voice, bool] | None:
    """A person named at the head of one of the sentences before, the nearest first.

    Gives the place, and whether the name is the sentence's subject.
    """
    places, words = register.mentions()
    for start in sorted(starts, reverse=True):
        if _HE.match(register.text, start):
            continue  # "He met X": whoever he is, he is not X
        for at in range(bisect_left(places, start), bisect_left(places, min(start + _NEAR, before))):
            name = register.people.get(words[at], "")
            voice = register.heard.get(name) or Voice(name, "person", gender=register.gender(name))
            between = register.text[start : places[at]]
            if name and fits(voice) and not _QUOTED.search(between):
                subject = (
                    _APPOSED.match(between) is not None and register.text[places[at] + len(words[at]) :][:1] == ","
                )
                return places[at], voice, subject or not _NO_SUBJECT.search(between)
        named = _after_opening(register, start, before, fits) or _role_at_head(register, start, before, fits)
        if named is not None:
            return named
    return None


def _named_last(
    register: Register, before: int, starts: Iterable[int], fits: Callable[[Voice], bool]
) -> tuple[int, Voice] | None:
    """Whom the sentence before tells of without being about them: ``It had not moved [Rosa Lind], of the guild.``"""
    own = register.bodies.sentence_start(before)
    start = max((at for at in starts if at < own), default=own)
    places, words = register.mentions()
    named: dict[str, int] = {}
    for at in range(bisect_left(places, start), bisect_left(places, own)):
        name = register.people.get(words[at], "")
        if name:
            named.setdefault(name, places[at])
    name, place = next(iter(named.items()), ("", 0))
    voice = register.heard.get(name) or Voice(name, "person", gender=register.gender(name))
    if len(named) != 1 or not fits(voice) or _QUOTED.search(register.text, start, own):
        return None
    return (place, voice) if _AFTER_VERB.search(register.text, start, place) else None


def _named_above(register: Register, before: int, fits: Callable[[Voice], bool]) -> Voice | None:
    """The subject of the last sentence of the paragraph before, where nobody who fits has been heard since.

    ``Ms Roe told the hearing of the leak.`` is read as no statement, and the next paragraph goes on with "She".
    """
    text = register.text
    end = len(text[: text.rfind("\n", 0, before) + 1].rstrip())
    if end <= 0:
        return None
    start = register.bodies.sentence_start(end - 1)
    named = _named_at_head(register, end, (start,), fits)
    heard = register.heard.latest_at(fits)
    return named[1] if named is not None and named[2] and (heard is None or heard[0] < named[0]) else None


def _only_named(register: Register, before: int, fits: Callable[[Voice], bool]) -> Voice | None:
    """The one person whom the text has named up to here: ``In the kitchen of Jo Finch … “It was late,” she says.``"""
    places, words = register.mentions()
    names = dict.fromkeys(register.people.get(word, "") for word in words[: bisect_left(places, before)])
    voices = (Voice(name, "person", gender=register.gender(name)) for name in names if name)
    fitting = [voice for voice in voices if fits(voice)]
    return fitting[0] if len(fitting) == 1 else None


def _named_before(
    register: Register, before: int, starts: Iterable[int], fits: Callable[[Voice], bool]
) -> Voice | None:
    """The person named last in the paragraph as the subject of a clause: ``…, and [Lars Holm], a miner, left``."""
    places, words = register.mentions()
    first = min(starts, default=before)
    for at in range(bisect_left(places, before) - 1, bisect_left(places, first) - 1, -1):
        name = register.people.get(words[at], "")
        voice = register.heard.get(name) or Voice(name, "person", gender=register.gender(name))
        after = register.text[places[at] + len(words[at]) : before]
        if name and fits(voice) and _DOES.match(after) and not _QUOTED.search(register.text, first, places[at]):
            return voice
    return None


def _opening_role(text: str, start: int, before: int) -> str | None:
    """The role in ``The prime minister of Selm will come``; none in ``The minister Ada Reed will come``."""
    match = _DETERMINED.match(text, start, before)
    words = match["words"].split() if match else []
    for number, word in enumerate(words[:4]):
        if match is None or word not in ROLES or ROLES.intersection(words[number + 1 : number + 2]):
            continue
        end = match.start("words") + len(" ".join(words[: number + 1]))
        whole = _OF_WHAT.match(text, end, before)
        for last in (whole.end() if whole else end, end):
            if _GOES_ON.match(text, last, before):
                return text[match.start("words") : last]
    return None


def _role_at_head(
    register: Register, start: int, before: int, fits: Callable[[Voice], bool]
) -> tuple[int, Voice, bool] | None:
    """Who opens a sentence by a role alone: ``The prime minister will come, her office said``."""
    role = _opening_role(register.text, start, before)
    if role is None:
        return None
    last = bare(role.rsplit(maxsplit=1)[-1])
    holder = register.holders.get(last) if " " not in role else None
    holder = holder or register.roles().holder(role, ())
    if holder is not None:
        voice = register.heard.get(holder) or Voice(holder, "person", gender=register.gender(holder))
    else:
        voice = unnamed(f"{register.text[start:before].split(maxsplit=1)[0]} {role}", role)
        voice = register.heard.get(voice.name) or voice
    return (start, voice, True) if voice.kind in {"person", "role"} and fits(voice) else None


def _after_opening(
    register: Register, start: int, before: int, fits: Callable[[Voice], bool]
) -> tuple[int, Voice, bool] | None:
    """The person who is the subject after a long opening phrase: ``At the mill, where …, [Lars Holm], …, spoke``."""
    end = register.text.find("\n", start, before)
    end = before if end < 0 else end
    if not _OPENS.match(register.text, start):
        return None
    for match in _SUBJECT.finditer(register.text, start, end):
        name = register.people.get(match["name"].rsplit(maxsplit=1)[-1].casefold(), "")
        voice = register.heard.get(name) or Voice(name, "person", gender=register.gender(name))
        if name and fits(voice) and not _QUOTED.search(register.text, start, match.start()):
            return match.start("name"), voice, True
    return None
