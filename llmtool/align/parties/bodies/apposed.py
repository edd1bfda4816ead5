"""Bodies whose names do not tell what they are, where the text says it beside them: ``the bicycle maker Corvane``."""

from __future__ import annotations

import re

from llmtool.align.parties.countries import actor, bare
from llmtool.align.parties.vocabulary import BODIES, COMPANY_WORDS, NO_NAMES, OFFICIALS, PRIVATE, is_in, singular
from llmtool.words import STOPWORDS

_RUN = r"[A-Z][\w’'&\-]{0,40}(?:[ \t](?:(?:of|for|de|&)[ \t](?:the[ \t])?)?[A-Z][\w’'&\-]{0,40}){0,4}"
_NAME_FIRST = re.compile(rf"\b({_RUN}),[ \t](?:a|an|the|one of the)[ \t]([^,.;:\n()]{{3,60}})")
_NOUN_FIRST = re.compile(rf"\b[Tt]he[ \t]((?:[\w’'\-]+[ \t]){{0,3}}?[a-z][\w’'\-]+)(,?)[ \t]({_RUN})")
_PLACED = re.compile(r"\b(?:at|in|near|outside|around|from|on)[ \t]$")
_OPENING = re.compile(
    r"(?:In|On|At|After|Before|Following|Responding|Replying|Reacting|Answering|Commenting|According|Contrary|Asked|Unlike"
    r"|Like|Despite|With|Without|Under|Against|For|To|By|As|From|During|Since|Because|Regarding|Concerning)\b[^,\n]*\Z"
)
_ENDED = re.compile(r"[.!?][”\"]?[ \t]+|\n[ \t]*")
_SENTENCE = 200
_OFFICE = 6
"""Words back to the office: ``the head of the state premier's office``."""
_FRONT = 30
_LINK = re.compile(r"[ \t](?:of|for|at|with|in|that|which|who|from|on|to|behind)[ \t]")


def apposed(text: str) -> dict[str, str]:
    """Names of bodies with the noun that tells what they are: ``{"Corvane": "maker"}``."""
    found: dict[str, str] = {}
    for match in _NAME_FIRST.finditer(text):
        noun = _LINK.split(match.group(2))[0].split()
        name = _proper(match.group(1))
        other = noun != [] and (_stands_at(match, noun[-1]) or _is_subject(match))
        if name and noun and len(noun) < 6 and _is_body_noun(noun[-1]) and not other:
            found.setdefault(name, _head(noun[-1]))
    for match in _NOUN_FIRST.finditer(text):
        noun = match.group(1).split()
        name = _proper(match.group(3))
        after = text[match.end() : match.end() + 1]
        closed = bool(match.group(2)) == (after in (",", ".", ";", ")"))
        owned = bare(noun[-1]) != noun[-1] or _has_office(match)  # "the union's Harbour branch"
        if name and not owned and _is_body_noun(noun[-1]) and (closed or not match.group(2)):
            found.setdefault(name, _head(noun[-1]))
    return found


def _stands_at(match: re.Match[str], noun: str) -> bool:
    """Whether a place stands before another name: ``a leak at Dell, the Water Agency said``."""
    return (
        noun[:1].isupper() and _PLACED.search(match.string, max(0, match.start() - _FRONT), match.start()) is not None
    )


def _is_subject(match: re.Match[str]) -> bool:
    """Whether what follows the comma is the subject: ``In reply to Orvik Clay, the ministry of trade said …``.

    An opposite side must not be taken for what a body is called.
    """
    text, start = match.string, match.start()
    floor = max(0, start - _SENTENCE)
    opening = max((end.end() for end in _ENDED.finditer(text, floor, start)), default=floor)
    return _OPENING.match(text, opening, start) is not None and text[match.end() : match.end() + 1] != ","


def _has_office(match: re.Match[str]) -> bool:
    """Whether the name is that of whom an office in the body names: ``the leader of the council, Ann Ray,``."""
    before = match.string[max(0, match.start() - _FRONT) : match.start()]
    words = [*before.split(), "the", *match.group(1).split()]
    near = range(max(1, len(words) - _OFFICE), len(words))
    return any(is_in(words[at - 1], OFFICIALS) for at in near if words[at] in ("of", "for"))


def _is_body_noun(word: str) -> bool:
    low = bare(word).casefold()
    return is_in(low, BODIES) or singular(low) in COMPANY_WORDS


def _head(word: str) -> str:
    return singular(bare(word).casefold())


def _proper(run: str) -> str | None:
    """A run of words as a body's name; None for a person with a title, a state, a day."""
    words = run.split()
    while words and (words[0].casefold() in NO_NAMES | STOPWORDS):
        words = words[1:]
    if not words or any(is_in(word, OFFICIALS) or is_in(word, PRIVATE) for word in words):
        return None
    name = bare(" ".join(words))
    return None if actor(name) is not None or words[-1].casefold() in NO_NAMES else name


_FOLLOWERS = frozenset("friends critics fans supporters opponents allies enemies followers rivals relatives".split())
_MEMBER = re.compile(r"\b([A-Z][\w.]+)[ \t]([A-Z]\w+)[ \t](?:of|from|at|for[ \t]the)[ \t](?:the[ \t])?$")


def has_members(name: str, text: str) -> bool:
    """Whether the first places of a name like a person's have it as somebody's body: ``Ana Reyes of Open Ballot``."""
    at = text.find(name)
    for _ in range(20):
        if at < 0:
            return False
        owner = text[at + len(name) : at + len(name) + 2] in ("'s", "’s")
        member = None if owner else _MEMBER.search(text, max(0, at - 60), at)
        # "The Friends of Ana Reyes", "Most Critics of Ana Reyes" are no members of a body.
        if member and member.group(1).casefold() not in STOPWORDS and member.group(2).casefold() not in _FOLLOWERS:
            return True
        at = text.find(name, at + len(name))
    return False
