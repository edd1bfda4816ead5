"""Noun phrases of a text, found by what stands before and after them: articles, numbers, prepositions, verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from llmtool.align.issues.noun_words import (
    ARTICLES,
    AUXILIARIES,
    BARE_NOUNS,
    BARELY,
    BREAKS,
    EITHER,
    FRACTIONS,
    LINKS,
    MODALS,
    NEVER_FIRST,
    NEVER_LAST,
    NOUN_ENDINGS,
    NOUNS_IN_EST,
    NUMBERS,
    OPENERS,
    PAST,
    PLANS,
    PREPOSITIONS,
    TOPICAL,
    VAGUE,
    VERDICTS,
    WEAK,
)
from llmtool.align.parties.countries import actor
from llmtool.align.parties.vocabulary import singular
from llmtool.words import STOPWORDS, tokens

LONGEST = 6
_COMPOUND = re.compile(r"-(?:day|week|month|year|hour|minute|point|page|mile|led|backed|based|old|wide|long)$")
"""Ends of adjectives: ``a four-day`` week, ``U.S.-backed``."""
_WORD = re.compile(r"(?:[A-Z]\.){2,}(?:-\w+)*|[^\W_]+(?:[’'\-.][^\W_]+)*|[.,;:!?()\"“”–—]")


@dataclass
class _Run:
    """Words that may be a noun phrase; ``licensed`` where an article, a number or a preposition opens it."""

    words: list[str]
    licensed: bool
    link: str = ""
    """What ties it to the run before it: ``of``, ``on the``."""
    coordinated: bool = False
    """Whether ``and`` or ``or`` follows."""
    closed: bool = True
    """Whether what follows lets its last word be a noun."""
    indefinite: bool = False
    """Whether ``a`` opens it."""
    modifies: bool = False
    """Whether a noun that says nothing follows, so that this is its adjective."""


@lru_cache(maxsize=8192)
def phrases(text: str) -> tuple[str, ...]:
    """Noun phrases of a text, and two that ``of``, ``on`` or the like tie together; sorted."""
    runs = _runs(text)
    found: set[str] = set()
    for number, run in enumerate(runs):
        for own in _endings(run):
            found.add(" ".join(own))
            following = runs[number + 1] if number + 1 < len(runs) else None
            if following is not None and following.link and own[-1] == run.words[-1] not in NEVER_LAST:
                for start in range(len(following.words)):
                    tail = following.words[start:] if start else following.words
                    whole = [*own, *following.link.split(), *tail]
                    if start == 0 and len(whole) <= LONGEST and _ends_well(following):
                        found.add(" ".join(whole))
    return tuple(sorted(phrase for phrase in found if _may_label(phrase.split())))


def _runs(text: str) -> list[_Run]:
    """The runs of content words, each with what opens it."""
    runs: list[_Run] = []
    words: list[str] = _WORD.findall(text)
    current: _Run | None = None
    licensed, verb_next = False, False
    link: list[str] = []
    last_end = -2
    for at, word in enumerate([*words, "."]):
        low = word.casefold().replace("’", "'")
        following = words[at + 1] if at + 1 < len(words) else ""
        owner = low.endswith(("'s", "s'")) and not _is_contraction(low) and not following[:1].isupper()
        opener = low in OPENERS or owner
        # "ships need", "the council plans": after a plural, and in -s before an article, these are verbs.
        inside = current is not None and current.licensed and not current.words[-1].endswith("s")
        either = low in EITHER and not verb_next and (inside or (current is None and licensed))
        content = (
            word[0].isalpha()
            and not owner
            and (either or low not in BREAKS)
            and low not in PAST
            and not low.endswith("ly")
            and not _is_contraction(low)
        )
        one = inside and current is not None and current.indefinite  # "a long legal fight"
        opens = current is None and licensed and not low.endswith("ing")
        subject = (
            inside and low.endswith("s") and _next_word(words, at) in AUXILIARIES
        )  # "the hardest points can only be"
        verb = low in verb_forms() and not (one and low in verb_forms(bases=True))
        if content and verb and not opens and not subject:
            content = False
        if content and verb_next:
            content = False
        if content:
            if current is None:
                tied = " ".join(link) if runs and last_end >= 0 and link and _ties(link) else ""
                current = _Run([], licensed, tied, indefinite=at > 0 and words[at - 1].casefold() in ("a", "an"))
                runs.append(current)
            current.words.append(word)
            verb_next = False
            continue
        if current is not None:
            # "the county supports the plan": a word in -s before an article is a verb.
            current.coordinated = low in ("and", "or")
            current.closed = low != "to" and not (low in OPENERS and low not in NUMBERS)
            current.modifies = low in BARE_NOUNS
            current, last_end, link = None, at, []
        if low in LINKS or low in ARTICLES or _completes(low, link, runs):
            link.append(low)
        else:
            link, last_end = [], -2
        licensed = (
            opener or low in PREPOSITIONS or word[0].isdigit() or (licensed and low in WEAK and _is_modifier(low))
        )
        if low == "to":
            licensed = following[:1].isupper() or following in ARTICLES
            verb_next = not licensed
        else:
            verb_next = low in MODALS
    return runs


def _next_word(words: Sequence[str], at: int) -> str:
    """The word after a place, quotation marks passed over; empty at the end."""
    following = next((word for word in words[at + 1 :] if word not in '"“”'), "")
    return following.casefold()


def _completes(low: str, link: Sequence[str], runs: Sequence[_Run]) -> bool:
    """Whether a word goes on with what a noun began: ``to`` after ``bid``, the verb after that."""
    if not runs or runs[-1].words[-1].casefold() not in PLANS:
        return False
    return (low == "to" and not link) or (list(link) == ["to"] and low.isalpha() and low not in STOPWORDS)


def _ties(link: Sequence[str]) -> bool:
    """Whether words between two noun phrases make one of them: ``of the``, ``to join``."""
    return link[0] in LINKS or (link[0] == "to" and len(link) > 1 and link[1] not in ARTICLES)


def _is_modifier(low: str) -> bool:
    """Adjectives among the weak words: ``the main road``."""
    return low in (
        "new",
        "old",
        "good",
        "bad",
        "big",
        "small",
        "main",
        "key",
        "first",
        "last",
        "next",
        "recent",
        "clear",
    )


def _endings(run: _Run) -> list[list[str]]:
    """A run and its shorter endings, without a verb at its end; nothing where it is no noun phrase."""
    words = run.words
    if not run.closed and len(words) > 1 and words[-1].endswith("s") and not words[-2].endswith("s"):
        words = words[:-1]
    if run.modifies:
        return []  # "stubborn people"
    if words and run.coordinated and len(words[-1]) > 4 and words[-1].endswith(("al", "ic", "ive", "ary")):
        return []  # "political and diplomatic means"
    if not run.licensed:
        # "Norvale signalled cautious openness": without an article a word in -ed is a verb.
        verb = max((at for at, word in enumerate(words) if word.endswith("ed") and len(word) > 4), default=-1)
        words = words[verb + 1 :]
    if not words or not (run.licensed or _is_nominal(words[-1])):
        return []
    known = actor(words[-1])
    if known is not None and known.form == "adjective":
        return []  # "the original American"
    return [
        words[start:]
        for start in range(len(words))
        if len(words) - start <= LONGEST and not (start and words[start - 1][0].isupper() and words[start][0].isupper())
    ]


def _ends_well(run: _Run) -> bool:
    return run.closed or not run.words[-1].endswith("s") or len(run.words) == 1


def _is_nominal(word: str) -> bool:
    """Whether a word is a noun by its looks: an ending, a plural, a capital."""
    low = word.casefold()
    plural = low.endswith("s") and not low.endswith(("ss", "us", "is", "ous"))
    return (len(low) > 4 and (plural or low.endswith(tuple(NOUN_ENDINGS)))) or word[0].isupper()


def _is_contraction(low: str) -> bool:
    """``there's``, ``we're``; not ``council's``."""
    front, mark, end = low.replace("’", "'").partition("'")
    return bool(mark) and (front in STOPWORDS or front == "there" or end in ("re", "ve", "ll", "t", "d", "m"))


def _may_label(words: Sequence[str]) -> bool:
    first, last = words[0].casefold(), words[-1].casefold()
    if len(words) == 1 and (len(first) < 3 or (first.endswith("ing") and first not in TOPICAL)):
        return False  # "nearing"; "funding" and "housing" are topics
    if (last.endswith("ed") and len(last) > 4) or (first.endswith("ing") and len(words) > 1 and first not in TOPICAL):
        return False
    if len(words) > 1 and words[1] in LINKS and _is_no_head(first):
        return False  # "calmest on the line", "convicted of the bombing", "pay for clearing", "third of the seats"
    if len(words) > 1 and "." in words[-1]:
        return False  # "openness to a U.S." of "a U.S.-led plan"
    if first in NEVER_FIRST or first in VERDICTS or any("." in word[:-1] and word.islower() for word in words):
        return False  # "a.m"
    if "to" not in words and any(
        one.islower() and other[0].isupper() and one not in LINKS | ARTICLES for one, other in pairwise(words)
    ):
        return False  # "As a precaution Corvane"; no apposition is a topic
    if last in NEVER_LAST or _is_superlative(last) or _COMPOUND.search(last):
        return False
    if last.endswith(("'s", "’s", "able", "ible", "ful", "ous", "ier")):
        return False
    return not any(word.endswith("ed") and len(word) > 4 for word in words[1:])


def _is_no_head(low: str) -> bool:
    """Whether nothing can be of or for such a word: a participle, a superlative, a part of a thing."""
    return (low.endswith("ed") and len(low) > 4) or _is_superlative(low) or low == "pay" or low in FRACTIONS


def _is_superlative(low: str) -> bool:
    return len(low) > 5 and low.endswith("est") and low not in NOUNS_IN_EST


def is_vague(phrase: str) -> bool:
    """Whether a phrase, or what stands before its ``of``, has a head that says nothing of a topic."""
    words = phrase.casefold().split()
    cut = next((at for at, word in enumerate(words) if word in LINKS and at), len(words))
    if len(words) == 1 and singular(words[0]) in BARELY:
        return True
    return singular(words[cut - 1]) in VAGUE or words[cut - 1] in VAGUE


def is_whole(phrase: str, text: str) -> bool:
    """Whether a phrase is all of a text, but for determiners."""
    return len(tokens(phrase)) >= len([word for word in tokens(text) if word not in ("the", "a", "an")])


@lru_cache(maxsize=2)
def verb_forms(*, bases: bool = False) -> frozenset[str]:
    """The forms of the verbs in ``verbs.txt``, or only the base forms."""
    found: set[str] = set()
    for line in files("llmtool.align.issues").joinpath("verbs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        base, *irregular = line.split()
        short = base.removesuffix("e")
        y = base.endswith("y") and base[-2] not in "aeou"
        third = base[:-1] + "ies" if y else base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
        past = base[:-1] + "ied" if y else short + "ed"
        found.update((base,) if bases else (base, third, past, short + "ing", *irregular))
    return frozenset(found)
