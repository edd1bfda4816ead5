"""Short forms of the names of bodies: what ``the union`` can stand for, and which names are one body's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from llmtool.align.parties.bodies.bodies import DocumentBodies
from llmtool.align.parties.countries import bare, words_of
from llmtool.align.parties.people.spelling import fold
from llmtool.align.parties.sides import is_named_group
from llmtool.align.parties.vocabulary import (
    BODIES,
    CIVIC,
    COMPANY_WORDS,
    CONSTITUENTS,
    DETERMINERS,
    EMPLOYED,
    MEDIA,
    OFFICIALS,
    PARTIES,
    PORTFOLIO,
    SMALL_WORDS,
    SUFFIX_BODIES,
    SUPPORTERS,
    TRADES,
    is_in,
    singular,
)

_LOCAL = frozenset("local city town district county borough parish municipal village metropolitan unitary".split())
_KINDS = (BODIES, PORTFOLIO, CIVIC)
_LEAGUES = frozenset("federation association guild society brotherhood alliance congress confederation".split())
_OVERSEERS = frozenset(("watchdog", "regulator"))
_OVERSEEING = frozenset("agency authority commission bureau inspectorate directorate ombudsman".split())
_CAUSES = frozenset("save stop keep no people together stand".split())
_ANY_KIND = frozenset("group network chain brand service line".split())
_OWNED = re.compile(r"[A-Z][\w\-]+[’']s (?=[A-Z]\S* \S)")
"""``Brand's Civic Union`` is no fuller a name than ``Civic Union``."""
_JOINT = re.compile(r"\band (?:the|its|their|his|her|an?)\b", re.IGNORECASE)


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
    front = re.split(r"\s(?:of|for|at|from)\s", name)[0]
    words = [bare(word).casefold() for word in words_of(front)] or [""]
    while len(words) > 1 and words[-1] in SUFFIX_BODIES and is_in(words[-2], BODIES):
        words.pop()
    return singular(words[-1])


def resolve_short(short: str, at: int, bodies: DocumentBodies) -> str | None:
    """The body that a definite short form means: the last with its head before ``at``, else the first after it."""
    own = bodies.sender and fits_short(short, bodies.sender)
    if own and short[0].isupper():
        return bodies.sender  # "the Ministry" in a ministry's own release
    fits = bodies.fits.get(short)
    if fits is None:
        fits = [
            number for number, name in enumerate(bodies.names) if fits_short(short, name, bodies.heads.get(name, ""))
        ]
        fits = [number for number in fits if not is_generic(bodies.names[number])] or fits
        if head_of(short) in COMPANY_WORDS:  # what the text calls a company goes before what it calls a group
            fits = [number for number in fits if bodies.heads.get(bodies.names[number]) in COMPANY_WORDS] or fits
        bodies.fits[short] = fits
    others = {bodies.names[number] for number in fits} - {bodies.sender}
    if own and all(name.casefold() == short.casefold() for name in others):
        return bodies.sender
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
    if short.casefold() in CONSTITUENTS:
        return _has_members(short, full)
    if called and (head == called or (head in COMPANY_WORDS and called in COMPANY_WORDS)):
        return True
    if head in COMPANY_WORDS and _is_of_people(full, other):
        return False
    if head == "union" and _is_of_workers(full, other):
        return True  # "United Dock Workers", "Transport Workers' Federation"
    if head in _OVERSEERS and other in _OVERSEEING and short.casefold() == head:
        return True
    if head in COMPANY_WORDS:
        same = other in SUFFIX_BODIES or other == head or not is_in(other, BODIES) or other in TRADES
    elif head in CIVIC:
        same = _is_same_place(head, full, other)
    else:
        same = head == other
    if not same:
        return False
    if head in COMPANY_WORDS and called and called not in COMPANY_WORDS | _ANY_KIND:
        return False  # the text calls it a charity
    qualifiers = {
        fold(word)
        for word in words_of(short)[:-1]
        if not is_in(word, CIVIC) and bare(word).casefold() not in SMALL_WORDS
    }
    return head in COMPANY_WORDS or (
        qualifiers <= set(key_of(full)) and len(key_of(full)) > len(qualifiers) + (head == other)
    )


def _has_members(short: str, full: str) -> bool:
    """Whether a body is one of such people by its name: ``the tenants`` of ``Holm Court Tenants' Association``."""
    words = [bare(word).casefold().rstrip("'") for word in words_of(full)]
    return len(words) > 1 and short.casefold() in words and not is_in(full.partition(" ")[0], DETERMINERS)


def _is_same_place(head: str, full: str, other: str) -> bool:
    """Whether ``the town`` or ``the council`` can stand for a body: a county is no town."""
    county = "county" in full.casefold().split()
    if head == "county" or (county and head != "council"):
        return head == "county" and county
    return (other in CIVIC and other != "county") or (head == "council" and _is_local_authority(full, other))


def _is_of_workers(full: str, head: str) -> bool:
    """Whether a body is named after people who work: a federation, guild or association of theirs is a union."""
    if head in _LEAGUES:
        return any(_works(word.rstrip("'’")) for word in words_of(full)[:-1])
    return is_in(head, SUPPORTERS) and len(key_of(full)) > 1


def _works(word: str) -> bool:
    return is_in(word, EMPLOYED) or word.casefold().endswith("workers")


def _is_of_people(full: str, head: str) -> bool:
    """``Friends of Holm``, ``Parents Against Smoke`` and ``Save Our Bay`` are no companies."""
    return is_in(head, SUPPORTERS) or is_named_group(full) or full.partition(" ")[0].casefold() in _CAUSES


def _is_local_authority(full: str, head: str) -> bool:
    """``Norvale District Authority`` is a council; a port or a health authority is none."""
    return head == "authority" and not _LOCAL.isdisjoint(full.casefold().split())


def same_bodies(
    names: Mapping[str, int], links: Sequence[tuple[str, str]], towns: Collection[str] = ()
) -> dict[str, str]:
    """Which names are one body's: each name to the name that stands for all of them.

    Args:
        names: how often each name is used.
        links: pairs that are known to be one body, such as an abbreviation and its full name.
        towns: names that are first of all a town's, for which no company of the town is called.

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
    _join_short_names(by_key, join, root, towns)
    _join_descriptions(names, join)
    groups: dict[str, list[str]] = {}
    for name in sorted(names):
        groups.setdefault(root(name), []).append(name)
    return {name: _fullest(group, names) for group in groups.values() for name in group}


def _plain_key(name: str) -> tuple[str, ...]:
    return tuple(sorted(singular(part) for part in key_of(name)))


def _join_short_names(
    by_key: Mapping[tuple[str, ...], str],
    join: Callable[[str, str], None],
    root: Callable[[str], str],
    towns: Collection[str],
) -> None:
    """Join a name to the only longer one that contains it with the same head (``Norvale council``)."""
    holders: dict[str, list[tuple[str, ...]]] = {}
    for key in by_key:
        for part in key:
            holders.setdefault(part, []).append(key)
    for key in sorted(by_key, key=lambda key: (-len(key), key)):
        name = by_key[key]
        proper = [
            singular(fold(word)) for word in words_of(name) if not any(is_in(bare(word), words) for words in _KINDS)
        ]
        proper = [part for part in key if part in proper]
        if not proper:
            continue
        rare = min(proper, key=lambda part: (len(holders[part]), part))
        longer = [other for other in holders[rare] if len(other) > len(key) and set(key) <= set(other)]
        longer = [other for other in longer if _may_shorten(name, by_key[other])]
        longer = [other for other in longer if name not in towns or head_of(by_key[other]) in CIVIC]
        if len({root(by_key[other]) for other in longer}) > 1:
            civic = [other for other in longer if head_of(by_key[other]) in CIVIC]
            longer = civic if len(proper) == len(key) else longer
        targets = {root(by_key[other]) for other in longer}
        if len(targets) == 1:
            join(name, by_key[longer[0]])


_CHOSEN = frozenset("board committee panel inquiry commission agency authority tribunal trust federation".split())
"""Bodies of which a dispute has one of a kind; there are many councils and ministries."""
_POSSESSIVE = re.compile(r"[’']")


def _join_descriptions(names: Iterable[str], join: Callable[[str, str], None]) -> None:
    """Join ``board`` to ``regional health board``, where that is the only body of all that ends so."""
    for name in sorted(names):
        ending = f" {name.casefold()}"
        longer = [other for other in sorted(names) if other.casefold().endswith(ending)]
        described = len(longer) == 1 and longer[0] == longer[0].lower() and not _POSSESSIVE.search(longer[0])
        if name.casefold() in _CHOSEN and described:
            join(name, longer[0])


_OF_PARTIES = frozenset("party alliance union bloc movement league".split())
"""Heads of the names of parties, for which the plural stands: ``the Republicans`` are no committee."""
_OF_A_PLACE = frozenset("hospital clinic infirmary school library museum court station police".split())
"""What towns have, so that the town's name is not its short form: ``Norvale`` is not Norvale District Hospital."""


def _may_shorten(short: str, full: str) -> bool:
    front, *after = re.split(r"\s(?:of|for|against|at)\s", full, maxsplit=1)
    if is_joint(full) or (after and not is_in(head_of(full), CIVIC) and set(key_of(short)).isdisjoint(key_of(front))):
        return False  # "Friends of Holm" are not Holm, the "City of Holm" is
    short_head = head_of(short)
    if bare(short).casefold() in PARTIES:
        return head_of(full) in _OF_PARTIES
    if head_of(full) in MEDIA:
        return short_head in MEDIA
    if not is_in(short_head, BODIES):
        return head_of(full) not in _OF_A_PLACE
    return short_head == head_of(full) or (short_head in CIVIC and head_of(full) in CIVIC)


def _fullest(group: Sequence[str], counts: Mapping[str, int]) -> str:
    """The name that says most: not an abbreviation, the most words, then the most used."""
    return min(
        group,
        key=lambda name: (
            name.isupper(),
            _OWNED.match(name) is not None,
            not name[:1].isupper(),
            -len(key_of(name)),
            -counts[name],
            len(name),
            name,
        ),
    )
