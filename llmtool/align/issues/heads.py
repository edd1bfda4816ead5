"""Whether a phrase can stand as a label, by its first and last words, and whether its head tells of a topic."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from llmtool.align.issues.items import MONTHS_BUT_MAY
from llmtool.align.issues.noun_words import (
    ARTICLES,
    BARELY,
    CONTAINERS,
    FOR_DOING,
    FRACTIONS,
    LINKS,
    MEASURES,
    NEVER_FIRST,
    NEVER_LAST,
    NO_NOUN_ENDINGS,
    NOUNS_IN_EST,
    NOUNS_LIKE_ADJECTIVES,
    PASSING,
    SAKES,
    TELLING,
    TOPICAL,
    VAGUE,
    VERDICTS,
)
from llmtool.align.parties.vocabulary import HONORIFICS, singular
from llmtool.words import tokens

_COMPOUND = re.compile(r"-(?:day|week|month|year|hour|minute|point|page|mile|led|backed|based|old|wide|long)$")
"""Ends of adjectives: ``a four-day`` week, ``U.S.-backed``."""


def may_label(words: Sequence[str], compounds: Collection[str] = ()) -> bool:
    """Whether words can stand as a label; ``compounds`` are the words in -ing that name a thing where they stand."""
    first, last = words[0].casefold(), words[-1].casefold()
    if len(words) == 1 and (first in FRACTIONS or len(first) < 3 or (first.endswith("ing") and first not in TOPICAL)):
        return False  # "nearing"; "funding" and "housing" are topics
    if (last.endswith("ed") and len(last) > 4) or last in PASSING | FOR_DOING or _is_doing(words, compounds):
        return False
    if any(word.casefold() in HONORIFICS for word in words) or (
        len(words) > 1 and any(word in SAKES for word in words)
    ):
        return False  # "her hon. Friend", "confidence in Ms Falk"; "the strike for lack" of staff
    if len(words) > 1 and words[1] in LINKS and _is_no_head(first):
        return False  # "calmest on the line", "convicted of the bombing", "pay for clearing", "third of the seats"
    if len(words) > 2 and words[-2] in LINKS and singular(last) in MEASURES:
        return False  # "injection of milligrams"
    if len(words) > 1 and "." in words[-1]:
        return False  # "openness to a U.S." of "a U.S.-led plan"
    if first in NEVER_FIRST or first in VERDICTS or any("." in word[:-1] and word.islower() for word in words):
        return False  # "a.m"
    if "to" not in words and any(
        one.islower() and other[0].isupper() and one not in LINKS | ARTICLES for one, other in pairwise(words)
    ):
        return False  # "As a precaution Corvane"; no apposition is a topic
    adjective = last.endswith(NO_NOUN_ENDINGS) and last not in NOUNS_LIKE_ADJECTIVES
    if last in NEVER_LAST or _is_superlative(last) or _COMPOUND.search(last) or adjective:
        return False
    return not any(word.endswith("ed") and len(word) > 4 for word in words[1:])


def _is_doing(words: Sequence[str], compounds: Collection[str]) -> bool:
    """Whether a word in -ing begins a phrase and is a verb: ``clearing the road``, not ``opening hours``."""
    first = words[0].casefold()
    if not first.endswith("ing") or len(words) == 1 or first in TOPICAL or first in compounds:
        return False
    return first not in FOR_DOING or words[1] in LINKS


def _is_no_head(low: str) -> bool:
    """Whether nothing can be of or for such a word: a participle, a superlative, a part of a thing."""
    return (
        (low.endswith("ed") and len(low) > 4) or _is_superlative(low) or low == "pay" or low in FRACTIONS | CONTAINERS
    )


def _is_superlative(low: str) -> bool:
    return len(low) > 5 and low.endswith("est") and low not in NOUNS_IN_EST


def is_vague(phrase: str) -> bool:
    """Whether a phrase, or what stands before its ``of``, has a head that says nothing of a topic."""
    words = phrase.casefold().split()
    cut = next((at for at, word in enumerate(words) if word in LINKS and at), len(words))
    if len(words) == 1 and singular(words[0]) in BARELY:
        return True
    head = words[cut - 1]
    month = head in MONTHS_BUT_MAY and phrase.split()[cut - 1].islower()  # "the march on the statue"
    return not month and head not in TELLING and (singular(head) in VAGUE or head in VAGUE)


def is_whole(phrase: str, text: str) -> bool:
    """Whether a phrase is all of a text, but for determiners."""
    return len(tokens(phrase)) >= len([word for word in tokens(text) if word not in ("the", "a", "an")])
