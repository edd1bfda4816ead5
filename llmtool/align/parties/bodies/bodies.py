"""Bodies as the texts name them: full names, abbreviations in brackets, short forms, and which names are one body's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from llmtool.align.parties.bodies.apposed import apposed
from llmtool.align.parties.countries import actor, bare
from llmtool.align.parties.sides import Side
from llmtool.align.parties.vocabulary import (
    BODIES,
    CIVIC,
    COMPANY_WORDS,
    DETERMINERS,
    GROUPS,
    NO_NAMES,
    NUMERALS,
    OFFICIALS,
    PORTFOLIO,
    SMALL_WORDS,
    is_in,
)
from llmtool.words import STOPWORDS

_SHARES = frozenset("percent per cent half third quarter majority most dozens hundreds thousands".split())
_HEADS = (BODIES - CIVIC - frozenset("party team crew court village parish hotel mill factory plant port".split())) | {
    "friends"
}
"""Heads of names that may stand first: ``Diocese of Wexmoor``; not places, nor ``Party of One``."""
_CAPITAL = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'&\-]*)"
_NAME = re.compile(
    rf"{_CAPITAL}(?:[ \t](?:(?:of|for|and|de|&)[ \t](?:the[ \t])?)?{_CAPITAL})*(?:[ \t][a-z][\w’'\-]*){{0,3}}"
)
_MEMBERS = re.compile(
    r"\b(?:[A-Z][\w’'\-]*s (?:[Ff]or|[Aa]gainst) (?:[A-Z][\w’'\-]*)(?: [A-Z][\w’'\-]*)*"
    r"|(?!The )(?<!Union of )(?<!Association of )(?<!Federation of )"
    r"(?:[A-Z][\w’'\-]* ){1,3}(?:Residents|Parents|Tenants|Villagers|Neighbours|Neighbors|Patients|Farmers"
    r"|Workers|Friends|Mothers|Families|Students)\b(?![’'] ))"
)
"""Groups named by their members: ``Parents for Holm``, ``Riverside Residents``."""
_BRACKETS = re.compile(
    r"(?<![\w’'&\-])((?:[\w’'&\-]+[ \t]){1,9}?[\w’'&\-]+)[ \t]"
    r"[(\[][“\"‘']?(?:the )?([A-Z][A-Za-z&.\-]{1,9})[”\"’']?[)\]]"
)


@dataclass
class DocumentBodies:
    """The bodies that one document names: where, in order of their start, and what its abbreviations stand for."""

    starts: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    """What the text calls a body whose name does not tell it: ``{"Corvane": "maker"}``."""
    sender: str = ""
    """The body whose own paper the document is."""
    home: Side | None = None
    """The state whose paper the document is: ``the Government`` in it is that state's."""
    fits: dict[str, list[int]] = field(default_factory=dict)
    """Short form to the numbers of the names that it may stand for; filled as they are asked for."""


PAST = frozenset("former ex onetime retired late then".split())
"""Words that open no name: "Former port director"."""


def bodies_in(text: str, companies: Mapping[str, str] | None = None) -> DocumentBodies:
    """Find the names of bodies in a text by their head nouns, and the abbreviations that it introduces in brackets.

    ``companies`` has each form of a name that is known for a company's, with the name in full.
    """
    found = DocumentBodies(heads=apposed(text))
    places = []
    for match in _NAME.finditer(text):
        name = _trim(match.group())
        if name:
            places.append((match.start(), name))
    named = {name for _, name in places}
    for name in sorted(found.heads):
        if name not in named:
            places += [(match.start(), name) for match in re.finditer(rf"\b{re.escape(name)}\b", text)]
    places += [(match.start(), bare(match.group())) for match in _MEMBERS.finditer(text)]
    for start, name in _companies(text, companies or {}):
        found.heads.setdefault(name, "company")
        places.append((start, name))
    for match in _BRACKETS.finditer(text):
        full = _expanded(match.group(1), match.group(2))
        if full:
            found.abbreviations.setdefault(match.group(2).strip("."), full)
            if full[0].isupper() and full not in {name for _, name in places}:
                places.append((match.start(1) + match.group(1).rindex(full), full))
    places.sort()
    found.starts = [start for start, _ in places]
    found.names = [name for _, name in places]
    return found


def _companies(text: str, companies: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Where a text has a known company, by any form of its name."""
    if companies:
        forms = "|".join(re.escape(form) for form in sorted(companies, key=lambda form: (-len(form), form)))
        for match in re.finditer(rf"\b(?:{forms})\b", text):
            yield match.start(), companies[match.group()]


def _trim(run: str) -> str | None:
    """A run of words cut to the name of a body: from its first proper word to its last head noun."""
    words = _from_name(run.split())
    last = -1
    for at, word in enumerate(words):
        # "Norvale school board": small letters go on only from one head noun to the next.
        if at and is_in(word.strip(".,"), BODIES) and (word[0].isupper() or last < 0 or last == at - 1):
            last = at
    described = last > 0 and words[last].islower()
    if described and all(word.islower() for word in words[1 : last + 1]) and _is_adjective(words[0]):
        return None  # "Danish firm"
    if described and any(word in STOPWORDS for word in words[:last]):
        return None  # a sentence: "Norvale would send buses"
    if _is_count(words) or (described and (bare(words[0]) != words[0] or words[last - 1].casefold() in DETERMINERS)):
        return None  # a description ("Norvale's main railway"), a thing ("Power to the town")
    last = max(last, _after_head(words))
    proper = [at for at, word in enumerate(words[: last + 1]) if word[0].isupper()]
    if last < 1 or not proper or proper[0] != 0 or words[0].casefold() in PAST:
        return None
    for at, word in enumerate(words[: last + 1]):
        plain = word.strip(".,")
        if at < last and is_in(plain, OFFICIALS) and not is_in(plain, BODIES) and not is_in(plain, PORTFOLIO):
            return None
    return bare(" ".join(words[: last + 1]).strip(".,"))


def _from_name(words: list[str]) -> list[str]:
    """Words from the first that may open a name up to the next phrase."""
    words = _without_member(words)
    while (
        words
        and words[0].casefold() in DETERMINERS | SMALL_WORDS | STOPWORDS | NO_NAMES
        and not (len(words[0]) > 1 and words[0].isupper())
    ):
        words = words[1:]
    # "Next Tuesday the council", "Brask told the town": what a determiner opens is another phrase.
    for at, word in enumerate(words):
        if at and word.casefold() in DETERMINERS and words[at - 1].casefold() not in SMALL_WORDS:
            return words[:at]
    return words


def _without_member(words: list[str]) -> list[str]:
    """``Ada Lund of the Dockers' Union`` without the person, ``councils of the League`` without those."""
    link = next((at for at in range(1, len(words) - 1) if words[at] in ("of", "for") and words[at + 1] == "the"), 0)
    front = words[:link]
    plain = len(front) > 1 and all(word[0].isupper() and bare(word) == word for word in front)
    many = len(front) == 1 and front[0].casefold() not in BODIES and is_in(front[0], BODIES)
    member = many or (
        plain and not any(is_in(word, kinds) for word in front for kinds in (BODIES, GROUPS, COMPANY_WORDS))
    )
    return words[link + 2 :] if member and any(is_in(word, BODIES) for word in words[link + 2 :]) else words


def _is_adjective(word: str) -> bool:
    """Whether a word is the adjective of a state of the tables."""
    known = actor(word)
    return known is not None and known.form == "adjective"


def _after_head(words: Sequence[str]) -> int:
    """Where a name ends whose head stands first: ``Bank of Norvale``, ``Union of Coastal States``; -1 for no such name.

    An office after it is another phrase: ``Bank of Norvale Governor``.
    """
    if len(words) < 3 or not words[0][0].isupper() or words[1] not in ("of", "for") or not is_in(words[0], _HEADS):
        return -1
    last = -1
    for at, word in enumerate(words[2:], start=2):
        if word[0].isupper() and word.casefold() not in OFFICIALS:
            last = at
        elif word not in SMALL_WORDS:
            break
    return last


def _is_count(words: Sequence[str]) -> bool:
    """Whether words count bodies and name none: ``Seventy percent of services``, ``Twenty schools``."""
    if any(word.casefold() in _SHARES for word in words[:4]):
        return True
    return len(words) > 1 and words[1][0].islower() and words[0].casefold().partition("-")[0] in NUMERALS


def _expanded(before: str, short: str) -> str | None:
    """The shortest run of words right before the brackets whose initials are the abbreviation."""
    letters = re.sub(r"[^A-Za-z]", "", short).casefold()
    if len(letters) < 2:
        return None
    words = before.split()
    for start in range(len(words) - 1, -1, -1):
        run = words[start:]
        initials = "".join(part[0] for word in run for part in re.split(r"[-&]", word) if part).casefold()
        strong = "".join(
            part[0] for word in run if word.casefold() not in SMALL_WORDS for part in re.split(r"[-&]", word) if part
        ).casefold()
        if letters in (initials, strong) and run[0][0].isalnum() and run[0].casefold() not in SMALL_WORDS:
            return " ".join(run)
    return None
