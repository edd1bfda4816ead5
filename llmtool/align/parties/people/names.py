"""Names of persons: titles taken off, spellings folded, and whether two names can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from llmtool.align.parties.countries import bare, mentions, words_of
from llmtool.align.parties.people.spelling import fold, same_given, same_surname
from llmtool.align.parties.vocabulary import (
    BODIES,
    COMPANY_ENDS,
    DETERMINERS,
    GROUPS,
    HONORIFICS,
    OFFICIALS,
    PORTFOLIO,
    PRIVATE,
    RANKS,
    is_in,
)

_SERVES = re.compile(
    r"(?:.* )?(?:aide|advis[eo]r|spokes\w+|lawyer|assistant|deputy|ally|friend)s? (?:to|for|of) (?=\S)", re.IGNORECASE
)
_NOT_IN_NAMES = frozenset("the our now we us for against not no just keep save stop".split())
_SUFFIXES = frozenset("jr sr ii iii iv phd md mp mep kc qc obe cbe mbe esq".split())
_PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ter ten bin ibn ben al el abu y e st san zu af av".split()
)


@dataclass(frozen=True)
class PersonName:
    """A person's name without titles; ``keys`` are its folded words, the last one the surname in most languages."""

    text: str
    keys: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """Whether it has at least two words that are more than initials."""
        return sum(len(key) > 1 for key in self.keys) > 1


@lru_cache(maxsize=16384)
def split_title(raw: str) -> tuple[str, str | None]:
    """A name as written into the name proper and the role before or after it, if any.

    ``Ukrainian President Volodymyr Zelensky`` gives ``("Volodymyr Zelensky", "Ukrainian President")``.
    """
    text = " ".join(raw.split()).strip(' ,;:.–—-"“”')
    head, comma, tail = text.partition(",")
    role = None
    if comma:
        tail = tail.strip()
        if tail.strip(". ").casefold() in _SUFFIXES:
            text = head
        elif len(head.split()) <= 2 and _plain_name(head) and 0 < len(tail.split()) <= 2 and _plain_name(tail):
            text = f"{tail} {head}"
        else:
            text, role = head, tail or None
    words = text.split()
    while len(words) > 1 and words[-1].strip(".,()").casefold() in _SUFFIXES:
        words.pop()
    last_title = -1
    for at, word in enumerate(words[:-1]):
        low = word.strip(".,").casefold()
        if (
            low in HONORIFICS
            or is_in(low, OFFICIALS)
            or low in PRIVATE
            or low in RANKS
            or low in ("sen", "rep", "gov", "cllr")
        ):
            last_title = at
    if last_title >= 0 and words[last_title + 1][:1].isupper():
        title = words[: last_title + 1]
        name = " ".join(words[last_title + 1 :])
        if role is None and any(word.strip(".,").casefold() not in HONORIFICS for word in title):
            role = " ".join(title)
        return name, role
    return " ".join(words), role


def _plain_name(text: str) -> bool:
    return all(
        word[:1].isupper() and not is_in(word, OFFICIALS) and not is_in(word, PRIVATE) and not is_in(word, BODIES)
        for word in text.split()
    )


def _is_no_persons(words: list[str]) -> bool:
    """Whether the first or last of several words tells a group or a body: ``Patients First``, ``Orvik Clay Works``."""
    last = bare(words[-1]).casefold()
    return bare(words[0]).casefold() in GROUPS or is_in(words[-1], BODIES) or last in COMPANY_ENDS


@lru_cache(maxsize=16384)
def person(raw: str) -> PersonName | None:  # noqa: C901 - a table of cases, in order
    """The name of a person, or None where the words name a body, a group or a role instead."""
    text, role = split_title(raw)
    words = [word for word in words_of(text) if fold(word)]
    served = role is not None and _SERVES.match(role) and not raw.startswith(text)  # "an adviser to President X"
    no_person = "&" in raw or raw.endswith(("'s", "’s"))  # "Barnardo's"
    if no_person or served or not words or len(words) > 6 or words[0].casefold() in DETERMINERS - {"no"}:
        return None
    for word in words:
        low = bare(word).casefold()
        if low in _NOT_IN_NAMES and len(words) > 1:
            return None
        if not (word[0].isupper() or low in _PARTICLES or low.split("-")[0] in _PARTICLES):
            return None
    if len(words) > 1 and _is_no_persons(words):
        return None
    if len(words) == 1:
        low = bare(words[0]).casefold()
        if low in GROUPS or (words[0].isupper() and len(words[0]) > 1 and len(words[0]) < 5) or is_in(low, BODIES):
            return None
        if is_in(low, OFFICIALS) or is_in(low, PRIVATE):
            return None
    elif bare(words[-1]).casefold() in GROUPS or is_in(words[-1], PRIVATE) or is_in(words[-1], OFFICIALS):
        if bare(words[-1]).casefold() in GROUPS or all(
            is_in(word, PORTFOLIO) or bool(mentions([word])) or is_in(word, BODIES) for word in words[:-1]
        ):
            return None
        if any(is_in(word, PORTFOLIO) or is_in(word, BODIES) for word in words[:-1]) and len(words) > 2:
            return None
    hits = mentions(words)
    if hits and (hits[0].end - hits[0].start == len(words) and len(words) > 1):
        return None
    keys = tuple(
        key
        for word in words
        for part in word.split("-")
        if (key := fold(part)) and bare(part).casefold() not in _PARTICLES
    )
    return (
        PersonName(" ".join(bare(word) if at == len(words) - 1 else word for at, word in enumerate(text.split())), keys)
        if keys
        else None
    )


def same_person(a: PersonName, b: PersonName, *, spelling: bool = False) -> bool:
    """Whether two full names can be one person's: the same surname and no given names that conflict.

    ``spelling`` lets the surnames differ by one letter too, for names from two documents.
    """
    if sorted(a.keys) == sorted(b.keys):
        return True
    short, long = sorted((a.keys, b.keys), key=lambda keys: (len(keys), keys))
    if len(short) > 1 and set(short) <= set(long):
        return True
    surnames = same_surname(a.keys[-1], b.keys[-1]) if spelling else a.keys[-1] == b.keys[-1]
    if not surnames:
        return False
    return same_given(a.keys[0], b.keys[0])
