"""Noun phrases of a text, found by what stands before and after them: articles, numbers, prepositions, verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from llmtool.align.countries import actor
from llmtool.words import STOPWORDS, tokens

LONGEST = 6
_WORD = re.compile(r"(?:[A-Z]\.){2,}(?:-\w+)*|[^\W_]+(?:[’'\-.][^\W_]+)*|[.,;:!?()\"“”–—]")
_LINKS = frozenset("of over on for in against to".split())
_ARTICLES = frozenset(("the", "a", "an"))
_NUMBERS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half
    both all some any every each no several many more most less fewer few another other such own same certain enough
    additional further whole entire only""".split()
)
_OPENERS = _ARTICLES | _NUMBERS | frozenset("this that these those its their his her our my your whose".split())
"""Words after which a noun phrase goes on."""
_PREPOSITIONS = frozenset(
    """of for in on at by with from about over under between against into without within during after before behind
    near towards toward across along around per than as since until despite amid among""".split()
)
_MODALS = frozenset(
    """to can could will would shall should may might must cannot not never do does did don't doesn't didn't won't
    can't couldn't wouldn't shouldn't let lets please""".split()
)
"""Words after which a verb stands, not a noun."""
_NOUN_ENDINGS = (
    "tion sion ment ments tions sions ness ity ities ship ance ence ances ences age ages ism cy cies dom hood ure ures"
).split()
_TOPICAL = frozenset(
    """funding housing parking building hearing staffing meeting mining fishing farming shipping spending
    policing planning blasting charging cycling
    training king wing spring lending logging drilling farming gambling smuggling trafficking""".split()
)
"""Nouns in -ing that can be a label alone."""
_WEAK = frozenset(
    """said says say told tell would could should may might must will can cannot also still yet already very really much
    many more most less least new old good bad big small main key first last next recent recently today yesterday
    tomorrow now monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december week weeks month months year years day days time times thing things
    something anything everything nothing someone everyone somebody anybody everybody nobody none people way ways lot
    part side sides per cent percent need needs want wants make
    makes made take takes taken took get gets got give gives given gave go goes going gone went come comes came see
    sees seen saw
    know knows think thinks thought believe believes call calls called put puts keep keeps kept let lets find finds
    found use uses used show shows shown try tries tried become becomes became remain remains remained continue
    continues continued begin begins began start starts started stop stops stopped end ends ended help helps
    helped work works worked seem seems seemed look looks looked mean means meant happen happens happened add adds
    added ask asks asked agree agrees agreed accept accepts accepted reject rejects rejected refuse refuses
    refused warn warns warned deny denies denied confirm confirms confirmed expect expects expected hope hopes
    hoped plan plans planned offer offers offered promise promises promised claim claims claimed insist insists
    insisted stress stresses stressed note notes noted argue argues argued announce announces announced describe
    describes described reiterate reiterates reiterated able ready clear right wrong true false sure likely
    important possible impossible necessary being having done did does do enough going between among amid despite
    without within across along around toward towards via near like since until per upon behind beyond back
    eastern western northern southern been be is are was were has have had if whether because while when where
    what who how why there here it its instead else even ever never always often again yes please thank thanks
    good morning evening afternoon welcome hello respect due loose open due alone together later earlier""".split()
)
_BREAKS = STOPWORDS | _WEAK | _NUMBERS | _PREPOSITIONS | frozenset("beside besides upon onto throughout".split())
_NEVER_LAST = frozenset(
    """long longer short shorter high higher low lower wide wider big bigger little better best worse worst late
    fit unfit safe unsafe ready free dry wet fast faster slow slower tired closer nearer firm awake hopeful soon sooner
    careful busy unlikely alike alive aware""".split()
)
"""Adjectives that stand after their noun: ``eleven pages long``."""


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


@lru_cache(maxsize=8192)
def phrases(text: str) -> tuple[str, ...]:
    """Noun phrases of a text, and two that ``of``, ``on`` or the like tie together; sorted."""
    runs = _runs(text)
    found: set[str] = set()
    for number, run in enumerate(runs):
        for own in _endings(run):
            found.add(" ".join(own))
            following = runs[number + 1] if number + 1 < len(runs) else None
            if following is not None and following.link and own[-1] == run.words[-1] not in _NEVER_LAST:
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
        opener = low in _OPENERS or owner
        content = (
            word[0].isalpha()
            and not owner
            and low not in _BREAKS
            and not low.endswith("ly")
            and not _is_contraction(low)
        )
        if content and low in verb_forms() and not (current is None and licensed and not low.endswith("ing")):
            content = False
        if content and verb_next:
            content = False
        if content:
            if current is None:
                tied = " ".join(link) if runs and last_end >= 0 and link and link[0] in _LINKS else ""
                current = _Run([], licensed, tied)
                runs.append(current)
            current.words.append(word)
            verb_next = False
            continue
        if current is not None:
            # "the county supports the plan": a word in -s before an article is a verb.
            current.coordinated = low in ("and", "or")
            current.closed = low != "to" and not (low in _OPENERS and low not in _NUMBERS)
            current, last_end, link = None, at, []
        if low in _LINKS or low in _ARTICLES:
            link.append(low)
        else:
            link, last_end = [], -2
        licensed = (
            opener or low in _PREPOSITIONS or word[0].isdigit() or (licensed and low in _WEAK and _is_modifier(low))
        )
        if low == "to":
            licensed = following[:1].isupper() or following in _ARTICLES
            verb_next = not licensed
        else:
            verb_next = low in _MODALS
    return runs


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
    return [words[start:] for start in range(len(words)) if len(words) - start <= LONGEST]


def _ends_well(run: _Run) -> bool:
    return run.closed or not run.words[-1].endswith("s") or len(run.words) == 1


def _is_nominal(word: str) -> bool:
    """Whether a word is a noun by its looks: an ending, a plural, a capital."""
    low = word.casefold()
    plural = low.endswith("s") and not low.endswith(("ss", "us", "is", "ous"))
    return (len(low) > 4 and (plural or low.endswith(tuple(_NOUN_ENDINGS)))) or word[0].isupper()


def _is_contraction(low: str) -> bool:
    """``there's``, ``we're``; not ``council's``."""
    front, mark, end = low.replace("’", "'").partition("'")
    return bool(mark) and (front in STOPWORDS or front == "there" or end in ("re", "ve", "ll", "t", "d", "m"))


def _may_label(words: Sequence[str]) -> bool:
    first, last = words[0].casefold(), words[-1].casefold()
    if len(words) == 1 and (len(first) < 3 or (first.endswith("ing") and first not in _TOPICAL)):
        return False  # "nearing"; "funding" and "housing" are topics
    if (last.endswith("ed") and len(last) > 4) or (first.endswith("ing") and len(words) > 1 and first not in _TOPICAL):
        return False
    if last in _NEVER_LAST or last.endswith(("'s", "’s", "able", "ible", "ful", "ous", "ier")):
        return False
    return not any(word.endswith("ed") and len(word) > 4 for word in words[1:])


def is_whole(phrase: str, text: str) -> bool:
    """Whether a phrase is all of a text, but for determiners."""
    return len(tokens(phrase)) >= len([word for word in tokens(text) if word not in ("the", "a", "an")])


@lru_cache(maxsize=1)
def verb_forms() -> frozenset[str]:
    """The forms of the verbs in ``verbs.txt``."""
    found: set[str] = set()
    for line in files("llmtool.align").joinpath("verbs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        base, *irregular = line.split()
        short = base.removesuffix("e")
        y = base.endswith("y") and base[-2] not in "aeou"
        third = base[:-1] + "ies" if y else base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
        past = base[:-1] + "ied" if y else short + "ed"
        found.update((base, third, past, short + "ing", *irregular))
    return frozenset(found)
