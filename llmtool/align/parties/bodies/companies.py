"""Names like persons' that the texts use as companies': ``Corvane's chief executive``, ``Oakmere, which holds``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from llmtool.align.parties.countries import WORLD, Atlas
from llmtool.align.parties.people.introductions import introduced_role
from llmtool.align.parties.vocabulary import (
    BODIES,
    COMPANY_ENDS,
    COMPANY_HEADS,
    MEDIA,
    NO_NAMES,
    OFFICIALS,
    PORTFOLIO,
    PRIVATE,
    is_in,
)
from llmtool.words import STOPWORDS

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w&\-]{1,40}"
_RUN = rf"{_WORD}(?:[ \t](?:&[ \t])?{_WORD}){{0,3}}"
_WHOLE_RUN = re.compile(rf"{_WORD}(?:[ \t](?:&[ \t])?{_WORD})*+")
_CHIEFS = (
    r"chief[ \t]executive|managing[ \t]director"
    r"|chief[ \t](?:financial|operating|technology|medical|scientific|commercial|marketing|legal)[ \t]officer"
    r"|CEO|CFO|COO|finance[ \t]director|shareholders|investors|workforce"
)
_OWNS = re.compile(
    rf"\b({_RUN})(?:[’']s|(?<=s)[’'])[ \t](?:[a-z\-]+[ \t]){{0,2}}?"
    rf"(?:{_CHIEFS}|[a-z]+[ \t]director|board[ \t]of[ \t]directors|share[ \t]price|annual[ \t]report)\b"
)
_HEADED = re.compile(rf"\b(?:{_CHIEFS})[ \t](?:of|at)[ \t](?:the[ \t])?({_RUN})")
_INVESTED = re.compile(rf"\b(?:shareholders|investors)[ \t]in[ \t]({_RUN})")
"""``told investors in Toronto`` tells a town, ``shareholders in Halden`` a company: it depends on the rest."""
_LISTED = re.compile(
    rf"\b({_RUN}),[ \t]which[ \t](?:(?:is|was)[ \t](?:(?:listed|quoted|traded|floated)[ \t](?:in|on)[ \t]"
    r"(?:the[ \t])?(?:[A-Z]|stock)|headquartered\b)|employs\b|has[ \t](?:spent|invested)\b)"
)
_TAKEN_UP = re.compile(
    rf"\b({_RUN})(?:,[ \t]which[ \t]|[ \t](?:has|had|have|will|would)[ \t](?:[a-z]+[ \t]){{1,3}}its\b)"
)
_HELD = frozenset("stake stakes share shares shareholder shareholders investor investors confidence".split())
"""What somebody has in a company: ``a stake in Halden`` makes no place of it."""
_TOWNS = r"(?:[Mm]ayor|[Tt]own|[Cc]ity|[Vv]illage|[Pp]eople|[Rr]esidents)[ \t]of"
_WHERE = rf"[Ii]n|[Nn]ear|[Aa]round|[Aa]cross|[Oo]utside|{_TOWNS}"
_IN = re.compile(rf"(?:{_WHERE.partition('|(?:')[0]}|[Aa]t|[Ff]rom|[Tt]o)")
_NEAR = 40
_ADDRESS = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.?[ \t](?:\w+[ \t])?"


def companies_in(texts: Iterable[str], heard: Iterable[str] = (), atlas: Atlas = WORLD) -> dict[str, str]:
    """Each form of a company's name to the name in full: ``{"Halden": "Halden Freight"}``.

    ``heard`` are names of speakers; of these it is enough that a text takes one up by "which" or "its". ``atlas`` knows
    the states.
    """
    whole = sorted(set(texts))
    spoken = frozenset(heard)
    found = {name for text in whole for name in (*told_companies(text, atlas=atlas), *_taken_up(text, spoken, atlas))}
    # "Quillon said" in one text, and Quillon Systems in another.
    found |= {name for text in whole for name in _in_full(text, spoken, atlas)}
    found = {name for name in found if not any(_is_person(name, text) for text in whole if name in text)}
    full = {name for name in found if not any(other.startswith(f"{name} ") for other in found)}
    forms = {name: name for name in full}
    shorter = {" ".join(name.split()[:end]) for name in full for end in range(1, len(name.split()))}
    for short in sorted(shorter):
        longer = [name for name in sorted(full) if name.startswith(f"{short} ")]
        if len(longer) == 1 and (short in found or _may_stand_alone(short, longer[0], whole, atlas)):
            forms[short] = longer[0]
    return forms


def told_companies(text: str, ends: Collection[str] = COMPANY_ENDS, atlas: Atlas = WORLD) -> Iterator[str]:
    """The names that a text tells to be companies': by an officer, by shares or by one of these last words."""
    for pattern in (_OWNS, _HEADED):
        for match in pattern.finditer(text):
            if name := _proper(match.group(1), atlas):
                yield name
    for match in _INVESTED.finditer(text):
        if (name := _proper(match.group(1), atlas)) and not _is_place(name, text):
            yield name
    for match in _LISTED.finditer(text):
        if (name := _proper(match.group(1), atlas)) and not is_in(name.rpartition(" ")[2], BODIES):
            yield name
    for match in _WHOLE_RUN.finditer(text):
        name = _proper(match.group(), atlas) if match.group().rpartition(" ")[2].casefold() in ends else ""
        if 2 <= len(name.split()) <= 4:
            yield name


def _in_full(text: str, heard: frozenset[str], atlas: Atlas) -> Iterator[str]:
    """The companies by their last word whose first word alone is a speaker's name."""
    for match in _WHOLE_RUN.finditer(text):
        words = match.group().split()
        short = len(words) == 2 and words[0] in heard and words[1].casefold() in COMPANY_HEADS
        if short and (name := _proper(match.group(), atlas)):
            yield name


def _is_place(name: str, text: str) -> bool:
    """Whether a text has a name for where something is, or never but after "in" and the like."""
    starts = [match.start() for match in re.finditer(rf"\b{re.escape(name)}\b", text)]
    before = [["", "", *text[max(0, start - _NEAR) : start].split()][-2:] for start in starts]
    where = [words for words in before if _IN.fullmatch(words[1])]
    return len(where) == len(before) or any(words[0].casefold() not in _HELD for words in where)


def _taken_up(text: str, heard: frozenset[str], atlas: Atlas) -> Iterator[str]:
    """Those of the speakers' names that a text takes up as it does no person's."""
    for match in _TAKEN_UP.finditer(text):
        name = _proper(match.group(1), atlas)
        if name in heard and not is_in(name.rpartition(" ")[2], BODIES):  # an agency is known for what it is
            yield name


def _proper(run: str, atlas: Atlas) -> str:
    """A run of capitalised words without a day or a small word before it; empty for states, outlets and offices."""
    words = run.split()
    while words and words[0].casefold() in NO_NAMES | STOPWORDS:
        words = words[1:]
    if any(is_in(word, OFFICIALS) or is_in(word, PRIVATE) or is_in(word, MEDIA) for word in words):
        return ""
    if not words or all(is_in(word, PORTFOLIO) or is_in(word, COMPANY_ENDS) for word in words):
        return ""
    name = " ".join(words)
    return "" if any(atlas.actor(word) is not None for word in (name, words[0])) else name


def _is_person(name: str, text: str) -> bool:
    """Whether a text has a name as somebody's: with a form of address, an office, a given name or an age."""
    last = name.rpartition(" ")[2]
    if last.casefold() in COMPANY_ENDS and " " in name:
        return False
    if re.search(rf"\b{_ADDRESS}{re.escape(last)}\b|\b{re.escape(name)},? (?:\d\d\b(?! per|%)|who\b|whose\b)", text):
        return True
    role = introduced_role(text, name)
    if role is not None and any(is_in(word, OFFICIALS) or is_in(word, PRIVATE) for word in role.split()):
        return True
    return any(_is_name(match.group(1), last, name) for match in re.finditer(rf"(\S+)[ \t]{re.escape(last)}\b", text))


def _is_name(before: str, last: str, name: str) -> bool:
    """Whether the word before a surname is a given name; for several words, whether the last stands alone."""
    if " " in name:
        return not before[:1].isupper() and not before.endswith((".", "”", '"')) and last.casefold() not in COMPANY_ENDS
    return before[:1].isupper() and before.isalpha() and before.casefold() not in STOPWORDS | NO_NAMES


def _may_stand_alone(short: str, name: str, texts: Iterable[str], atlas: Atlas) -> bool:
    """Whether the first words of a company's name may stand for it: no state, no place, no common word, no surname."""
    if atlas.actor(short) is not None or short.casefold() in STOPWORDS | NO_NAMES or is_in(short, PORTFOLIO):
        return False
    small = re.compile(rf"\b{re.escape(short.lower())}\b")
    rest = re.escape(name.removeprefix(short))
    place = re.compile(rf"(?:^|(?P<before>\w+)[ \t])(?:{_WHERE})[ \t]{re.escape(short)}\b(?!{rest})")
    for text in texts:
        if small.search(text) or (" " not in short and _is_person(short, text)):
            return False
        if any((match["before"] or "").casefold() not in _HELD for match in place.finditer(text)):
            return False
    return True
