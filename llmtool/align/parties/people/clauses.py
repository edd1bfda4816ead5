"""What clauses tell of a person: ``Lund has led the bank since May``, ``For the union, lawyer Ada Lund said``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from llmtool.align.parties.countries import bare, words_of
from llmtool.align.parties.people.introductions import (
    LIMIT,
    Introduction,
    apposition,
    body_phrase,
    owned_or_not,
    places,
    surname_is_enough,
)
from llmtool.align.parties.people.works import WORK
from llmtool.align.parties.vocabulary import BODIES, CIVIC, HONORIFICS, OFFICIALS, PRIVATE, VERB_ROLES, is_in, is_past

_AGE = r"(?:,[ \t]\d{2},?)?"
_REST = r"([^,.;:\n()“”\"]{3,90})"
_LEADS = re.compile(
    rf"{_AGE}[ \t](?:has[ \t](?:long[ \t])?)?(heads|chairs|leads|runs|directs|headed|chaired|led|run)[ \t]{_REST}"
)
_SERVES = re.compile(
    rf"{_AGE},?[ \t]who[ \t](?:is[ \t])?(?:mediat|negotiat|speak|act|appear|lobby|lobbi)(?:s|es|ed|ing)[ \t]"
    rf"(?:on[ \t]behalf[ \t]of|for)[ \t]{_REST}"
)
_IS = re.compile(
    rf"{_AGE}[ \t](?:is|has[ \t](?:long[ \t])?been|became|(?:was|is)[ \t](?:re-?)?(?:elected|appointed|named)"
    rf"(?:[ \t]as)?|serves[ \t]as|works[ \t]as|has[ \t](?:served|worked)[ \t]as)[ \t](?:(?:the|an?)[ \t])?{_REST}"
)
_WROTE = re.compile(
    r",?[ \t]who[ \t](?:led|heads|headed|wrote|co-wrote|conducted|co-authored|carried[ \t]out|compiled|oversaw)[ \t]"
    rf"the[ \t]({WORK})\b"
)
_FOR = re.compile(rf",[ \t](?:speaking[ \t])?(?:for|on[ \t]behalf[ \t]of)[ \t]{_REST},")
_WHOSE = re.compile(rf"{_AGE},?[ \t]whose[ \t](?=[A-Z]){_REST}")
_FOR_BEFORE = re.compile(
    r"(?:^|[.!?:”\"][ \t]+|\n)(?:For|On[ \t]behalf[ \t]of)[ \t]([^,.;:\n()“”\"]{3,60}),[ \t]"
    r"((?:(?:the|its|their|an?)[ \t])?(?:[\w\-]+[ \t]){0,3})$"
)
_LABEL = re.compile(r"(?:^|[(\n.][ \t]*)([A-Za-z][\w’' \-]{2,50}):[ \t]*((?:[A-Z][a-z]{1,8}\.?[ \t])?)$")
_NO_ROLE = frozenset("not no never under said seen expected in on at also only still about".split())
_FRONT, _LONGEST = 110, 6
"""Code points before a name, and words of a label in a document's head; more make a sentence."""


def told_in_clauses(text: str, name: str) -> Iterator[Introduction]:
    """The roles and bodies that clauses about a person tell, at the places that name the person in full."""
    if " " not in name:
        return
    for start, end in islice(places(text, name), LIMIT):
        yield from _before(text, start, end)
        yield from _after(text, start, end)
    if "whose" in text and surname_is_enough(text, name):
        for start, end in islice(places(text, name.rpartition(" ")[2]), LIMIT):
            if (match := _WHOSE.match(text, end)) and (body := _body(match[1])) is not None:
                yield Introduction(start, body=body)


def _before(text: str, start: int, end: int) -> Iterator[Introduction]:
    front = text[max(0, start - _FRONT) : start]
    if match := _FOR_BEFORE.search(front):
        body, role = match.groups()
        words = words_of(role)
        office = bool(words) and (is_in(words[-1], OFFICIALS) or is_in(words[-1], PRIVATE))
        # "For the bank, Lund said, it was too late" is no speech for the bank.
        if (office or _is_proper(body)) and _body(body) is not None:
            yield Introduction(start, body=body)
    elif (match := _LABEL.search(front)) and text[end : end + 1] in ("", ")", ".", ";", "\n"):
        words = words_of(match[1])
        if len(words) < _LONGEST and is_in(words[-1], OFFICIALS):
            yield Introduction(start, role=match[1].strip().lower())


def _after(text: str, start: int, end: int) -> Iterator[Introduction]:
    if match := _SERVES.match(text, end):
        if phrase := _body(match[1]):
            yield Introduction(start, role=f"spokesperson for {phrase}")
    elif match := _WROTE.match(text, end):
        yield Introduction(start, role=f"head of the {match[1]}")
    elif match := _LEADS.match(text, end):
        if phrase := _body(match[2]):
            yield Introduction(start, role=f"{VERB_ROLES[match[1]]} {phrase}")
    elif match := _IS.match(text, end):
        first = match[1].partition(" ")[0].casefold()
        role = None if first in _NO_ROLE else apposition(re.split(r" (?:since|until) ", match[1])[0])
        if role is not None and not is_past(role):
            yield owned_or_not(role, start)
    elif (match := _FOR.match(text, end)) and _body(match[1]) is not None:
        yield Introduction(start, body=match[1])


def _body(words: str) -> str | None:
    """The body that words begin with; None for a place, a person or a thing: ``leads the race``."""
    phrase = body_phrase(words)
    heads = [bare(word) for word in words_of(phrase)] if phrase else []
    named = any(is_in(word, BODIES) and not (is_in(word, CIVIC) and word.islower()) for word in heads)
    return phrase if named and heads[0].casefold() not in HONORIFICS else None


def _is_proper(words: str) -> bool:
    return any(word[0].isupper() for word in words_of(words))
