"""Labels that say what is done: ``Return of the bronzes`` where a noun alone would fit half of a dispute's issues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from llmtool.align.issues.aspects import with_article
from llmtool.align.issues.heads import is_vague
from llmtool.align.issues.noun_words import ARTICLES, AUXILIARIES, OPENERS
from llmtool.align.issues.phrases import is_number, phrases
from llmtool.align.issues.verb_forms import forms_of
from llmtool.words import STOPWORDS, listed, stem

_TOKEN = re.compile(r"[^\W_]+(?:[’'\-.,][^\W_]+)*|[.,;:!?()\"“”–—]")
SHARE = 0.5
"""Part of the claims that must tell of the action, and of its thing."""
BETWEEN = 3
"""Words at most between a subject and its verb."""


@dataclass(frozen=True)
class Action:
    """What is done, as a noun with its preposition; whether its thing is the object, the subject or either of the verb,
    and whether the noun tells enough by itself.
    """

    noun: str
    of_object: bool
    of_subject: bool
    alone: bool


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, Action], frozenset[str]]:
    """The action of each form of a verb and of its noun; and the forms that a passive has."""
    found: dict[str, Action] = {}
    participles: set[str] = set()
    for line in listed("llmtool.align.issues", "actions.txt"):
        verb, noun, uses = (part.strip() for part in line.split(":"))
        action = Action(noun, "subject" not in uses, "object" not in uses, "alone" in uses)
        forms = forms_of(*verb.split())
        base = verb.split()[0]
        participles |= {form for form in forms if form != base and not form.endswith(("ing", base[-1] + "s", "es"))}
        for form in (*sorted(forms), noun.split()[0]):
            found.setdefault(form, action)
    return found, frozenset(participles)


def action_of(claims: Sequence[str]) -> str | None:
    """What half of the claims tell is done, with what it is done to; None where they tell of no such thing."""
    told: Counter[str] = Counter()
    things: dict[str, Counter[str]] = {}
    actions: dict[str, Action] = {}
    for claim in claims:
        seen: set[str] = set()
        for action, thing in _deeds(claim):
            actions[action.noun] = action
            seen.add(action.noun)
            if thing:
                things.setdefault(action.noun, Counter())[thing] += 1
        told.update(seen)
    enough = 1 if len(claims) == 1 else max(2, SHARE * len(claims))
    roots = [frozenset(stem(token.casefold()) for token in _tokens(claim)) for claim in claims]
    for noun in sorted(told, key=lambda each: (-told[each], each)):
        if told[noun] < enough:
            continue
        held = {thing: sum(_roots(thing) <= own for own in roots) for thing in things.get(noun, ())}
        fitting = [thing for thing in held if held[thing] >= enough]
        best = min(fitting, key=lambda thing: (-len(thing.split()), -held[thing], thing), default=None)
        if best is not None:
            return f"{noun[0].upper()}{noun[1:]} {with_article(best, claims)}"
        if actions[noun].alone and len(claims) > 1:
            return noun.split()[0].capitalize()
    return None


def _deeds(claim: str) -> Iterator[tuple[Action, str]]:
    """The actions of a claim, each with the thing that stands where its verb has it; an empty one where none does."""
    table, participles = _table()
    words = _tokens(claim)
    low = [word.casefold() for word in words]
    nouns = sorted(
        (each.split() for each in phrases(claim) if not is_vague(each)), key=lambda phrase: (-len(phrase), phrase)
    )
    for at, word in enumerate(low):
        action = table.get(word)
        if action is None:
            continue
        head, *rest = action.noun.split()
        if word not in participles and (_is_passive(low, at) or low[at - 1 : at] in _DEGREES):
            continue  # "a deal is close", "getting close"
        passive = word in participles and _is_passive(low, at)
        thing = ""
        if word == head and low[at + 1 : at + 2] == rest:
            thing = _after(words, low, at + 2, nouns)
        elif passive or (action.of_subject and not action.of_object):
            thing = _before(words, low, at, nouns)
        elif action.of_object and not _is_noun(low, at) and (word != head or word.endswith("ing") or _is_verb(low, at)):
            thing = _after(words, low, at + 1, nouns)
        if not thing and action.of_subject and not passive:
            thing = _before(words, low, at, nouns)
        yield action, thing


def _is_noun(low: Sequence[str], at: int) -> bool:
    """Whether an article or the like makes a noun of a word: ``the use``."""
    return at > 0 and (low[at - 1] in OPENERS or low[at - 1].endswith(("'s", "’s")))


def _is_verb(low: Sequence[str], at: int) -> bool:
    """Whether a word that may be a noun is none: ``to return the heads``, and not ``written transfer requests``."""
    return at > 0 and (low[at - 1] in AUXILIARIES or low[at - 1] in ("to", "not", "never", "and", "or"))


def _is_passive(low: Sequence[str], at: int) -> bool:
    """Whether a form of ``be`` stands before a participle, adverbs passed over."""
    before = at - 1
    while before >= 0 and (low[before].endswith("ly") or low[before] in ("not", "never", "all", "also", "now")):
        before -= 1
    return before >= 0 and low[before] in _BE


_DEGREES = [[word] for word in ("get", "gets", "getting", "got", "so", "as", "too", "very", "how", "more", "most")]
"""What an adjective that looks like a verb stands after."""
_BE = frozenset("is are was were be been being isn't aren't wasn't weren't".split())


def _after(words: Sequence[str], low: Sequence[str], at: int, nouns: Sequence[list[str]]) -> str:
    """The longest noun phrase that begins at a place, determiners and numbers passed over."""
    while at < len(low) and (low[at] in OPENERS or is_number(low[at]) or low[at] == "of"):
        at += 1
    return next((" ".join(each) for each in nouns if words[at : at + len(each)] == each), "")


def _before(words: Sequence[str], low: Sequence[str], at: int, nouns: Sequence[list[str]]) -> str:
    """The longest noun phrase that ends before a place, with only auxiliaries and adverbs between."""
    end = at
    while (
        end > 0
        and at - end <= BETWEEN
        and (
            low[end - 1] in AUXILIARIES or low[end - 1] in ("to", "not", "never", "all") or low[end - 1].endswith("ly")
        )
    ):
        end -= 1
    return next((" ".join(each) for each in nouns if end >= len(each) and words[end - len(each) : end] == each), "")


def _tokens(claim: str) -> list[str]:
    return _TOKEN.findall(claim)


@lru_cache(maxsize=8192)
def _roots(phrase: str) -> frozenset[str]:
    return frozenset(
        stem(word.casefold()) for word in _TOKEN.findall(phrase) if word.casefold() not in STOPWORDS | ARTICLES
    )


@lru_cache(maxsize=1024)
def verb_stems(label: str) -> frozenset[str]:
    """The stems of the verbs that do what the first word of a label names: ``close`` for ``Closure of the pier``."""
    first = label.partition(" ")[0].casefold()
    return frozenset(stem(form) for form, action in _table()[0].items() if action.noun.split()[0] == first)
