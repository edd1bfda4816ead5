"""Bodies as the texts name them: full names, abbreviations in brackets, short forms, and which names are one body's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from llmtool.align.parties.apposed import apposed
from llmtool.align.parties.countries import bare, words_of
from llmtool.align.parties.names import fold
from llmtool.align.parties.vocabulary import (
    BODIES,
    CIVIC,
    COMPANY_WORDS,
    DAYS,
    DETERMINERS,
    MEDIA,
    NUMERALS,
    OFFICIALS,
    PORTFOLIO,
    SMALL_WORDS,
    SUFFIX_BODIES,
    SUPPORTERS,
    TRADES,
    is_in,
    singular,
)
from llmtool.words import STOPWORDS

_LOCAL = frozenset("local city town district county borough parish municipal village metropolitan unitary".split())
_CAUSES = frozenset("save stop keep no people together stand".split())
_SHARES = frozenset("percent per cent half third quarter majority most dozens hundreds thousands".split())
_JOINT = re.compile(r"\band (?:the|its|their|his|her|an?)\b", re.IGNORECASE)
_CAPITAL = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'&\-]*)"
_NAME = re.compile(
    rf"{_CAPITAL}(?:[ \t](?:(?:of|for|and|de|&)[ \t](?:the[ \t])?)?{_CAPITAL})*(?:[ \t][a-z][\w’'\-]*){{0,3}}"
)
_BRACKETS = re.compile(
    r"((?:[\w’'&\-]+[ \t]){1,9}?[\w’'&\-]+)[ \t][(\[][“\"‘']?(?:the )?([A-Z][A-Za-z&.\-]{1,9})[”\"’']?[)\]]"
)


@dataclass
class DocumentBodies:
    """The bodies that one document names: where, in order of their start, and what its abbreviations stand for."""

    starts: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    """What the text calls a body whose name does not tell it: ``{"Corvane": "maker"}``."""
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
    for name in sorted(found.heads):
        if name not in {other for _, other in places}:
            places += [(match.start(), name) for match in re.finditer(rf"\b{re.escape(name)}\b", text)]
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
    words = run.split()
    while (
        words
        and words[0].casefold() in DETERMINERS | SMALL_WORDS | STOPWORDS | DAYS
        and not (len(words[0]) > 1 and words[0].isupper())
    ):
        words = words[1:]
    if any(word.casefold() in _SHARES for word in words[:4]) or (len(words) > 1 and _is_count(words[0], words[1])):
        return None  # "Seventy percent of services", "Twenty schools"
    # "Next Tuesday the council", "Brask told the town": what a determiner opens is another phrase.
    for at, word in enumerate(words):
        if at and word.casefold() in DETERMINERS and words[at - 1].casefold() not in SMALL_WORDS:
            words = words[:at]
            break
    last = -1
    for at, word in enumerate(words):
        # "Norvale school board": small letters go on only from one head noun to the next.
        if at and is_in(word.strip(".,"), BODIES) and (word[0].isupper() or last < 0 or last == at - 1):
            last = at
    if last > 0 and words[last].islower() and (bare(words[0]) != words[0] or words[last - 1].casefold() in DETERMINERS):
        return None  # a description ("Norvale's main railway"), a thing ("Power to the town")
    proper = [at for at, word in enumerate(words[: last + 1]) if word[0].isupper()]
    if last < 1 or not proper or proper[0] != 0 or words[0].casefold() in PAST:
        return None
    # "Bank of Norvale", "Ministry of Finance": the head stands first and the rest belongs to it.
    for at, word in enumerate(words[: last + 1]):
        plain = word.strip(".,")
        if at < last and is_in(plain, OFFICIALS) and not is_in(plain, BODIES) and not is_in(plain, PORTFOLIO):
            return None
    return bare(" ".join(words[: last + 1]).strip(".,"))


def _is_count(word: str, after: str) -> bool:
    return after[0].islower() and (word.casefold() in NUMERALS or word.casefold().partition("-")[0] in NUMERALS)


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


@lru_cache(maxsize=32768)
def key_of(name: str) -> tuple[str, ...]:
    """The words of a body's name that make it up, folded; order kept."""
    return tuple(
        fold(word)
        for word in words_of(name)
        if bare(word).casefold() not in SMALL_WORDS and bare(word).casefold() not in DETERMINERS
    )


@lru_cache(maxsize=32768)
def head_of(name: str) -> str:
    """The head noun of a body's name, lower case and singular: the last one, or the one before ``of``."""
    front = re.split(r"\s(?:of|for|at)\s", name)[0]
    words = [bare(word).casefold() for word in words_of(front)] or [""]
    while len(words) > 1 and words[-1] in SUFFIX_BODIES and is_in(words[-2], BODIES):
        words.pop()
    return singular(words[-1])


def resolve_short(short: str, at: int, bodies: DocumentBodies) -> str | None:
    """The body that a definite short form means: the last with its head before ``at``, else the first after it."""
    fits = bodies.fits.get(short)
    if fits is None:
        fits = [
            number for number, name in enumerate(bodies.names) if fits_short(short, name, bodies.heads.get(name, ""))
        ]
        fits = [number for number in fits if not is_generic(bodies.names[number])] or fits
        bodies.fits[short] = fits
    if not fits:
        return None
    before = bisect_right([bodies.starts[number] for number in fits], at)
    return bodies.names[fits[max(before - 1, 0)]]


def only_fit(short: str, names: Iterable[str]) -> str | None:
    """The one body among full names from anywhere that a short form can mean; None where there are two."""
    left = {
        key_of(name): name
        for name in sorted(names)
        if not (is_generic(name) or is_joint(name)) and fits_short(short, name)
    }
    return next(iter(left.values())) if len(left) == 1 else None


def is_joint(name: str) -> bool:
    """``Ann Roe and the council`` are two holders, and no short form means both."""
    return _JOINT.search(name) is not None


@lru_cache(maxsize=32768)
def is_generic(text: str) -> bool:
    """Whether the words name a body only inside their document: no proper name among them."""
    return all(
        not word[0].isupper() or any(is_in(word, words) for words in (BODIES, PORTFOLIO, CIVIC, OFFICIALS))
        for word in words_of(text)
    )


def fits_short(short: str, full: str, called: str = "") -> bool:
    """Whether a short form (``the union``) can stand for a full name that the text also calls ``called``."""
    head, other = head_of(short), head_of(full)
    if called and (head == called or (head in COMPANY_WORDS and called in COMPANY_WORDS)):
        return True
    if head in COMPANY_WORDS and (is_in(other, SUPPORTERS) or full.split(maxsplit=1)[0].casefold() in _CAUSES):
        return False  # "Friends of Holm", "Save Our Bay"
    if head == "union" and is_in(other, SUPPORTERS) and len(key_of(full)) > 1:
        return True  # "United Dock Workers"
    if head in COMPANY_WORDS:
        same = other in SUFFIX_BODIES or other == head or not is_in(other, BODIES) or other in TRADES
    elif head in CIVIC:
        same = other in CIVIC or (head == "council" and _is_local_authority(full, other))
    else:
        same = head == other
    if not same:
        return False
    qualifiers = {
        fold(word)
        for word in words_of(short)[:-1]
        if not is_in(word, CIVIC) and bare(word).casefold() not in SMALL_WORDS
    }
    return head in COMPANY_WORDS or (
        qualifiers <= set(key_of(full)) and len(key_of(full)) > len(qualifiers) + (head == other)
    )


def _is_local_authority(full: str, head: str) -> bool:
    """``Norvale District Authority`` is a council; a port or a health authority is none."""
    return head == "authority" and not _LOCAL.isdisjoint(full.casefold().split())


def same_bodies(names: Mapping[str, int], links: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Which names are one body's: each name to the name that stands for all of them.

    Args:
        names: how often each name is used.
        links: pairs that are known to be one body, such as an abbreviation and its full name.

    """
    parent = {name: name for name in sorted(names)}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    def join(a: str, b: str) -> None:
        a, b = sorted((root(a), root(b)))
        parent[b] = a

    for a, b in sorted(links):
        if a in parent and b in parent:
            join(a, b)
    by_key: dict[tuple[str, ...], str] = {}
    for name in sorted(names):
        key = _plain_key(name)
        if key in by_key:
            join(name, by_key[key])
        else:
            by_key[key] = name
    _join_short_names(by_key, join, root)
    groups: dict[str, list[str]] = {}
    for name in sorted(names):
        groups.setdefault(root(name), []).append(name)
    return {name: _fullest(group, names) for group in groups.values() for name in group}


def _plain_key(name: str) -> tuple[str, ...]:
    return tuple(sorted(singular(part) for part in key_of(name)))


def _join_short_names(
    by_key: Mapping[tuple[str, ...], str], join: Callable[[str, str], None], root: Callable[[str], str]
) -> None:
    """Join a name to the only longer one that contains it with the same head (``Norvale council``)."""
    holders: dict[str, list[tuple[str, ...]]] = {}
    for key in by_key:
        for part in key:
            holders.setdefault(part, []).append(key)
    for key in sorted(by_key, key=lambda key: (-len(key), key)):
        name = by_key[key]
        proper = [
            part for part in key if not is_in(part, BODIES) and not is_in(part, PORTFOLIO) and not is_in(part, CIVIC)
        ]
        if not proper:
            continue
        rare = min(proper, key=lambda part: (len(holders[part]), part))
        longer = [other for other in holders[rare] if len(other) > len(key) and set(key) <= set(other)]
        longer = [other for other in longer if _may_shorten(name, by_key[other])]
        if len(longer) > 1:
            civic = [other for other in longer if head_of(by_key[other]) in CIVIC]
            longer = civic if not any(is_in(part, BODIES) for part in key) else longer
        targets = {root(by_key[other]) for other in longer}
        if len(targets) == 1:
            join(name, by_key[longer[0]])


def _may_shorten(short: str, full: str) -> bool:
    front, *after = re.split(r"\s(?:of|for|against|at)\s", full, maxsplit=1)
    if is_joint(full) or (after and not is_in(head_of(full), CIVIC) and set(key_of(short)).isdisjoint(key_of(front))):
        return False  # "Friends of Holm" are not Holm, the "City of Holm" is
    short_head = head_of(short)
    if head_of(full) in MEDIA:
        return short_head in MEDIA
    if not is_in(short_head, BODIES):
        return True
    return short_head == head_of(full) or (short_head in CIVIC and head_of(full) in CIVIC)


def _fullest(group: Sequence[str], counts: Mapping[str, int]) -> str:
    """The name that says most: not an abbreviation, the most words, then the most used."""
    return min(
        group,
        key=lambda name: (
            name.isupper(),
            not name[:1].isupper(),
            -len(key_of(name)),
            -counts[name],
            len(name),
            name,
        ),
    )
