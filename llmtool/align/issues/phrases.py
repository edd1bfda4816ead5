"""Noun phrases of a text, found by what stands before and after them: articles, numbers, prepositions, verbs."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from llmtool.align.issues.items import MONTHS
from llmtool.align.issues.noun_words import (
    ARTICLES,
    AUXILIARIES,
    BARE_NOUNS,
    BARELY,
    BREAKS,
    COUNTING,
    EITHER,
    FRACTIONS,
    LINKS,
    MODALS,
    MODIFIERS,
    NEVER_FIRST,
    NEVER_LAST,
    NO_NOUN_ENDINGS,
    NOUN_ENDINGS,
    NOUNS_IN_EST,
    NOUNS_LIKE_ADJECTIVES,
    NUMBERS,
    OPENERS,
    PASSING,
    PAST,
    PLANS,
    PREPOSITIONS,
    SAKES,
    TELLING,
    TOLD_OF,
    TOPICAL,
    VAGUE,
    VERDICTS,
    WEAK,
)
from llmtool.align.issues.verb_forms import verb_forms
from llmtool.align.parties.countries import actor
from llmtool.align.parties.vocabulary import UNITS, singular
from llmtool.words import STOPWORDS, tokens

LONGEST = 6
_COMPOUND = re.compile(r"-(?:day|week|month|year|hour|minute|point|page|mile|led|backed|based|old|wide|long)$")
"""Ends of adjectives: ``a four-day`` week, ``U.S.-backed``."""
_WORD = re.compile(r"(?:[A-Z]\.){2,}(?:-\w+)*|[a-z]+s[’'](?= [a-z])|[^\W_]+(?:[’'\-.][^\W_]+)*|[.,;:!?()\"“”–—]")
"""A plural that owns what follows keeps its apostrophe: ``the workers' camps``."""
_SINGLE_QUOTE = re.compile(r"(?<!\w)[‘'](?=\w)")
_NAMED_BY_WHAT_IT_DOES = re.compile(
    r"\b(?:the|a|an|its|their|his|her|our|any|this|that)\s+([a-z]{3,}ing)\s+(?=[a-z])(?!(?:of|the|a|an|to|in|on|at|by)\b)"
)
"""``the naming deal``, ``a marking boycott``: what stands between an article and a noun is no verb."""


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
    told: bool = False
    """Whether somebody is told of what follows."""
    modifies: bool = False
    """Whether a noun that says nothing follows, so that this is its adjective."""


@lru_cache(maxsize=8192)
def phrases(text: str) -> tuple[str, ...]:
    """Noun phrases of a text, and two that ``of``, ``on`` or the like tie together; sorted."""
    runs = _runs(text)
    compounds = frozenset(_NAMED_BY_WHAT_IT_DOES.findall(text)) - PASSING
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
    return tuple(sorted(phrase for phrase in found if _may_label(phrase.split(), compounds)))


def _runs(text: str) -> list[_Run]:
    """The runs of content words, each with what opens it."""
    runs: list[_Run] = []
    quoted = _SINGLE_QUOTE.search(text) is not None
    words = [word.rstrip("’'") if quoted else word for word in _WORD.findall(text)]
    current: _Run | None = None
    licensed, verb_next = False, False
    link: list[str] = []
    last_end = -2
    for at, word in enumerate([*words, "."]):
        low = word.casefold().replace("’", "'")
        following = words[at + 1] if at + 1 < len(words) else ""
        owner = low.endswith("'s") and not _is_contraction(low) and not following[:1].isupper()
        opener = low in OPENERS or is_number(low) or owner
        # "ships need", "the council plans": after a plural, and in -s before an article, these are verbs.
        inside = current is not None and current.licensed and not current.words[-1].endswith("s")
        either = low in EITHER and not verb_next and (inside or (current is None and licensed))
        content = not owner and (either or _may_stand(word, low))
        one = inside and current is not None and current.indefinite  # "a long legal fight"
        opens = licensed and (low in TOPICAL or (current is None and not low.endswith("ing")))
        subject = (
            inside and low.endswith("s") and _next_word(words, at) in AUXILIARIES
        )  # "the hardest points can only be"
        verb = low in verb_forms() and not (one and low in verb_forms(bases=True))
        if content and not verb_next and (opens or subject or not verb):
            if current is None:
                current = _opened(words, at, licensed, link if last_end >= 0 else [], runs)
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
        elif link and (low in COUNTING or is_number(low)) and _counts_things(words, at):
            pass  # "the return of all 214 bronzes" is that of bronzes
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


def _may_stand(word: str, low: str) -> bool:
    """Whether a word may stand in a noun phrase."""
    plain = word[0].isalpha() and low not in PAST and not low.endswith("ly")
    breaks = low in BREAKS and not (low in MONTHS and word.islower())
    return plain and not breaks and not is_number(low) and not _is_contraction(low)


def _opened(words: Sequence[str], at: int, licensed: bool, link: Sequence[str], runs: Sequence[_Run]) -> _Run:
    """The run that begins at a place, tied to the one before it where ``link`` ties it."""
    before = [each.casefold() for each in words[max(0, at - 2) : at]]
    tied = bool(runs) and bool(link) and _ties(link) and not (link[0] == "of" and runs[-1].told)
    return _Run(
        [],
        licensed,
        " ".join(link) if tied else "",
        indefinite=before[-1:] in (["a"], ["an"]),
        told=any(each in TOLD_OF for each in before),
    )


def is_number(low: str) -> bool:
    """Whether a word is a figure or a number, such as ``thirty-one``."""
    return low[0].isdigit() or all(part in NUMBERS for part in low.split("-"))


def _counts_things(words: Sequence[str], at: int) -> bool:
    """Whether the noun that a number or a determiner belongs to comes next, and is no unit."""
    following = next((word for word in words[at + 1 :] if not is_number(word.casefold())), "")
    plain = following.islower() and (following not in BREAKS or following in EITHER)
    return plain and singular(following) not in UNITS


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
    """Adjectives among the weak words: ``the main road``, ``the eastern suburbs``."""
    return low in MODIFIERS


def _endings(run: _Run) -> list[list[str]]:
    """A run and its shorter endings, without a verb at its end; nothing where it is no noun phrase."""
    words = run.words
    if not run.closed and len(words) > 1 and words[-1].endswith("s") and not words[-2].endswith("s"):
        words = words[:-1]
    if run.modifies:
        return []  # "stubborn people"
    while len(words) > 1 and (words[-1] in PASSING or (words[-1].endswith("ed") and len(words[-1]) > 4)):
        words = words[:-1]  # "a strike starting on Monday", "the seal failed"
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


def _may_label(words: Sequence[str], compounds: Collection[str] = ()) -> bool:
    """Whether words can stand as a label; ``compounds`` are the words in -ing that name a thing where they stand."""
    first, last = words[0].casefold(), words[-1].casefold()
    if len(words) == 1 and (first in FRACTIONS or len(first) < 3 or (first.endswith("ing") and first not in TOPICAL)):
        return False  # "nearing"; "funding" and "housing" are topics
    if (last.endswith("ed") and len(last) > 4) or last in PASSING:
        return False
    if first.endswith("ing") and len(words) > 1 and first not in TOPICAL and first not in compounds:
        return False
    if len(words) > 1 and any(word in SAKES for word in words):
        return False  # "the strike for lack" of staff
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
    adjective = last.endswith(NO_NOUN_ENDINGS) and last not in NOUNS_LIKE_ADJECTIVES
    if last in NEVER_LAST or _is_superlative(last) or _COMPOUND.search(last) or adjective:
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
    head = words[cut - 1]
    month = head in MONTHS and phrase.split()[cut - 1].islower()  # "the march on the statue"
    return (singular(head) in VAGUE and head not in TELLING) or (head in VAGUE and not month)


def is_whole(phrase: str, text: str) -> bool:
    """Whether a phrase is all of a text, but for determiners."""
    return len(tokens(phrase)) >= len([word for word in tokens(text) if word not in ("the", "a", "an")])
