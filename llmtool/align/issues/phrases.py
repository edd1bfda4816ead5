"""Noun phrases of a text, found by what stands before and after them: articles, numbers, prepositions, verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from llmtool.align.issues.heads import may_label
from llmtool.align.issues.items import MONTHS_BUT_MAY
from llmtool.align.issues.noun_words import (
    ARTICLES,
    ASKED_FOR,
    AUXILIARIES,
    BARE_NOUNS,
    BREAKS,
    COUNTING,
    EITHER,
    FOR_DOING,
    LINKS,
    MODALS,
    MODIFIERS,
    NEVER_LAST,
    NOUN_ENDINGS,
    NUMBERS,
    OPENERS,
    PASSING,
    PAST,
    PLANS,
    PLURAL_FIRST,
    PREPOSITIONS,
    SETTINGS,
    TOLD_OF,
    TOPICAL,
    UNCHANGED,
    WEAK,
)
from llmtool.align.issues.verb_forms import verb_forms
from llmtool.align.parties.countries import actor
from llmtool.align.parties.vocabulary import UNITS, singular
from llmtool.words import STOPWORDS

LONGEST = 6
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
    told: str = ""
    """``of`` where somebody is told of what follows, ``for`` where somebody is asked for it."""
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
                whole = [*own, *following.link.split(), *_trimmed(following.words)]
                if len(whole) <= LONGEST and _ends_well(following) and not (len(own) == 1 and _is_setting(following)):
                    found.add(" ".join(whole))
    return tuple(sorted(phrase for phrase in found if may_label(phrase.split(), compounds)))


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
        numbered = current is not None and _is_its_number(words, at)
        content = not owner and (either or numbered or _may_stand(word, low))
        one = inside and current is not None and current.indefinite  # "a long legal fight"
        opens = licensed and (_is_topical(low, following) or (current is None and not low.endswith("ing")))
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
            current.closed = low != "to" and not (low in OPENERS and low not in NUMBERS) and not low[:1].isdigit()
            current.modifies = low in BARE_NOUNS
            current, last_end, link = None, at, []
        if low in LINKS or low in ARTICLES or _completes(low, link, runs):
            link.append(low)
        elif link and link[0] != "to" and (low in COUNTING or is_number(low)) and _counts_things(words, at):
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
            verb_next = low in MODALS or (verb_next and (low in ("only", "also") or low.endswith("ly")))
    return runs


def _is_topical(low: str, following: str) -> bool:
    """Whether a word in -ing is a noun where it stands: ``a building``, not ``building the stadium``."""
    return low in TOPICAL | FOR_DOING and following not in OPENERS


def _may_stand(word: str, low: str) -> bool:
    """Whether a word may stand in a noun phrase."""
    plain = word[0].isalpha() and low not in PAST and not low.endswith("ly")
    breaks = low in BREAKS and not (low in MONTHS_BUT_MAY and word.islower())
    return plain and not breaks and not is_number(low) and not _is_contraction(low)


def _opened(words: Sequence[str], at: int, licensed: bool, link: Sequence[str], runs: Sequence[_Run]) -> _Run:
    """The run that begins at a place, tied to the one before it where ``link`` ties it."""
    before = [each.casefold() for each in words[max(0, at - 2) : at]]
    tied = bool(runs) and bool(link) and _ties(link) and link[0] != runs[-1].told
    return _Run(
        [],
        licensed,
        " ".join(link) if tied else "",
        indefinite=before[-1:] in (["a"], ["an"]),
        told=next((to for to, verbs in (("of", TOLD_OF), ("for", ASKED_FOR)) if verbs & {*before}), ""),
    )


def is_number(low: str) -> bool:
    """Whether a word is a figure or a number, such as ``thirty-one``."""
    return low[:1].isdigit() or all(part in NUMBERS for part in low.split("-"))


def _is_its_number(words: Sequence[str], at: int) -> bool:
    """``Line 3``: a number after a name that counts nothing itself."""
    before, word, after = words[at - 1] if at else "", words[at] if at < len(words) else "", words[at + 1 : at + 2]
    counts = _counts_things(words, at) and not any(each.endswith("ed") for each in after)
    return word.isdigit() and len(word) < 3 and before[:1].isupper() and not counts and not any(map(is_number, after))


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
    if not run.closed and len(words) > 1 and words[-1].endswith("s") != words[-2].endswith("s"):
        words = words[:-1]  # "the county supports the plan", "trucks cover 790 kilometres"
    if run.modifies:
        return []  # "stubborn people"
    words = _trimmed(words)
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
    place = next((at for at in range(1, len(words) - 1) if _is_verb_in_s(*words[at - 1 : at + 1])), None)
    parts = [words] if place is None else [words[:place], words[place + 1 :]]  # "the plan taxes houses"
    return [
        part[start:]
        for part in parts
        for start in range(len(part))
        if len(part) - start <= LONGEST and not (start and part[start - 1][0].isupper() and part[start][0].isupper())
    ]


def _trimmed(words: list[str]) -> list[str]:
    """Words without the verbs at their end."""
    while len(words) > 1 and _is_done(words[-2], words[-1]):
        words = words[:-1]
    return words


def _is_done(before: str, word: str) -> bool:
    """Whether a word at the end is a verb: ``a strike starting on Monday``, ``dogs barking``, ``the seal failed``."""
    past = (word.endswith("ed") and len(word) > 4) or word in UNCHANGED
    return past or word in PASSING or (word.endswith("ing") and before.endswith("s"))


def _is_verb_in_s(before: str, word: str) -> bool:
    """Whether a word in -s between two nouns is a verb: few plurals stand before another noun."""
    plain = before.islower() and word.islower()
    return plain and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in PLURAL_FIRST


def _is_setting(run: _Run) -> bool:
    """Whether a run only says where or when: ``jobs in the country``, ``noise over a period``."""
    return run.link.split()[0] in ("in", "on", "over") and len(run.words) == 1 and singular(run.words[0]) in SETTINGS


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
