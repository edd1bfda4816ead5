"""Labels of one weak word, told more fully: ``Meters at the border`` for ``Border``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmtool.align.issues.heads import is_vague
from llmtool.align.issues.items import MONTHS_BUT_MAY
from llmtool.align.issues.labels import MONEY, tells_money
from llmtool.align.issues.noun_words import (
    AUXILIARIES,
    BREAKS,
    MEASURES,
    MODIFIERS,
    NEVER_FIRST,
    NUMBERS,
    OPENERS,
    PAST,
    SETTINGS,
)
from llmtool.align.issues.phrases import phrases
from llmtool.align.issues.ranking import is_somebody, key_of, roots_of, what_is_said
from llmtool.align.issues.verb_forms import verb_forms
from llmtool.align.parties.vocabulary import HONORIFICS, is_in, singular
from llmtool.schema import PositionDraft
from llmtool.words import STOPWORDS

LONGEST = 5
"""Telling words of a label."""
_TYING = frozenset("of to for from in on at with between against over under through into".split())
_NEVER = BREAKS | PAST | STOPWORDS | MONTHS_BUT_MAY
_TIMES = SETTINGS | frozenset("hour minute day moment weekend date".split())
_LEADING = OPENERS | MODIFIERS | frozenset('to is are was were be been " “'.split())
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*|[^\w\s]")


def widened(label: str, drafts: Sequence[PositionDraft]) -> str:
    """A label of one word with what belongs to it in a claim, where no two positions share the word or it says little.

    A word that says nothing by itself gives way to another thing that the claims name: ``Number``; a currency to money.
    """
    if " " in label or not _is_weak(label, drafts):
        return label
    if is_in(label, MEASURES) and all(tells_money(draft.claim) for draft in drafts):
        return MONEY
    found = [phrase for draft in drafts for phrase in _around(label, what_is_said(draft.claim))]
    if not found and is_vague(label):
        named = (phrase for draft in drafts for phrase in phrases(what_is_said(draft.claim)))
        found = [each for each in named if each.islower() and not is_vague(each) and not is_somebody(each.split()[-1])]
    best = max(found, key=lambda phrase: (len(key_of(phrase)), -len(phrase), phrase), default=None)
    return label if best is None else best[0].upper() + best[1:]


def _is_weak(label: str, drafts: Sequence[PositionDraft]) -> bool:
    held = sum(set(key_of(label)) <= roots_of(draft) for draft in drafts)
    return held < 2 or is_vague(label) or is_in(label, MEASURES) or is_somebody(label)


def _around(label: str, claim: str) -> Iterator[str]:
    """The phrases of two telling words or more that a word stands in."""
    words = _WORD.findall(claim)
    low = [word.casefold().replace("’", "'") for word in words]
    for at, word in enumerate(low):
        if word != label.casefold():
            continue
        start, end = _begin(low, at), _finish(words, low, at)
        before = _before(low, start)
        for first, last in ((before, end), (before, at + 1), (start, end), (start, at + 1)):
            told = words[first:last]
            if 1 < len(key_of(" ".join(told))) <= LONGEST and HONORIFICS.isdisjoint(low[first:last]):
                yield " ".join(told)
                break


def _fits(low: Sequence[str], at: int) -> bool:
    """Whether a word can stand in a noun phrase of this kind."""
    word = low[at]
    plain = word[:1].isalpha() and "'" not in word and word not in _NEVER
    return plain and not word.endswith(("ly", "ed")) and word not in verb_forms()


def _begin(low: Sequence[str], at: int) -> int:
    """Where the adjectives and nouns right before a noun begin; without those that only judge it."""
    while at > 0 and _fits(low, at - 1) and low[at - 1] not in NEVER_FIRST | MODIFIERS:
        at -= 1
    return at


def _finish(words: Sequence[str], low: Sequence[str], at: int) -> int:
    """Where what prepositions tie to a noun ends, right behind the noun where that is nothing or tells only when."""
    end = at + 1
    while end + 1 < len(low) and low[end] in _TYING:
        place = end + 1 + (low[end + 1] in OPENERS - NUMBERS)
        if low[end] == "to" and place == end + 1 and words[place].islower():
            break  # "soldiers to watch the line"
        begins = place
        while place < len(low) and (_fits(low, place) or (place == begins and _is_name(words, low, place))):
            place += 1
        # A verb that follows has the last noun for its subject, so what stands there may be a clause.
        clause = place < len(low) and (low[place] in AUXILIARIES or low[place].endswith("ed"))
        if place == begins or clause or singular(low[place - 1]) in _TIMES:
            break
        end = place
    return end


def _is_name(words: Sequence[str], low: Sequence[str], at: int) -> bool:
    return words[at][:1].isupper() and low[at] not in BREAKS


def _before(low: Sequence[str], start: int) -> int:
    """Where a noun begins that a preposition ties to what follows: ``meters at the``.

    An article shows that it is one; after ``to`` and ``be`` stands what is done or how somebody is: ``return to the``.
    """
    place = start - (start > 0 and low[start - 1] in OPENERS - NUMBERS)
    lead = place - 2
    if lead < 1 or low[place - 1] not in _TYING:
        return start
    if low[lead - 1] == "to" and low[lead].isalpha() and low[lead] not in _NEVER:
        return lead
    if not _fits(low, lead):
        return start
    first = _begin(low, lead)
    led = first > 0 and (low[first - 1] in _LEADING or low[first - 1].endswith("'s"))
    return first if led else start
