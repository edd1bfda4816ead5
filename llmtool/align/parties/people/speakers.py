"""Speakers as drafts name them, without what is only said about them."""

from __future__ import annotations

import re

from llmtool.align.parties.people.names import person
from llmtool.align.parties.people.voices import kind_of
from llmtool.align.parties.people.works import maker_of
from llmtool.align.parties.vocabulary import BODIES, COMPANY_WORDS, NO_NAMES, OFFICIALS, is_in

_OPENERS = frozenset("then now here there when while meanwhile yesterday today but and so yet still".split())
_BESIDE = frozenset(("neighbouring", "neighboring"))
_BINDING = re.compile(r"\s(?:of|for|from|at|with)\s(?:the\s)?(?=\S)|\s*\(")
_KIND = re.compile(
    r"(?:[Tt]he |[Aa]n? )(?:[a-z\-]+ ){0,2}(?P<noun>[a-z\-]+) (?P<name>[A-ZÀ-Þ][\w’'\-]*(?: [A-ZÀ-Þ][\w’'\-]*)*)"
)
_TIME = re.compile(r"\s(?:since|until)\s")
_SENTENCE = re.compile(
    r"(?P<who>(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][\w’'\-]+(?: [A-Z][\w’'\-]+)?) [a-z]+(?:s|ed)(?: [a-z]+)?"
    r" (?:the|an?|with|on|in|at|to)\b"
)
"""``Mr Hallam speaks with the weariness of a man``: a person, and what he does."""


def clean(text: str | None) -> str | None:
    """A draft's text without outer blanks and marks; None for nothing."""
    cleaned = " ".join((text or "").split()).strip(' ,;:"“”')
    return cleaned or None


def party_name(text: str | None) -> str | None:
    """A party as drafted without a stretch of time or the person of it: ``Ada Lund of the Dockers' Union``."""
    name = clean(text)
    if name is None:
        return None
    name = _TIME.split(name)[0]
    found = _BINDING.search(name)
    full = person(name[: found.start()]) if found else None
    rest = name[found.end() :] if found else ""
    member = full is not None and full.is_full and any(is_in(word, BODIES) for word in rest.split())
    return rest if member else name


def speaker_name(text: str | None) -> str | None:
    """A speaker as drafted without what is said about it: ``Ana Reyes (Harbour Trust)``, ``Chair (Ms. Reyes)``."""
    name = clean(text)
    if name is None:
        return None
    name = maker_of(name) or name
    if (sentence := _SENTENCE.match(name)) is not None:
        name = sentence["who"]
    words = name.split()
    while len(words) > 2 and words[0].casefold() in _OPENERS | NO_NAMES and words[1][:1].isupper():
        words = words[1:]
    if len(words) > 1 and words[0].casefold() in _BESIDE and words[1][:1].isupper():
        words = words[1:]
    name = _without_kind(" ".join(words))
    inside = re.fullmatch(r"([^()]+?)\s*\(([^()]+)\)", name)
    if inside and is_in(inside.group(1).split()[-1], OFFICIALS):
        who = inside.group(2).title() if inside.group(2).isupper() else inside.group(2)
        if person(who) is not None:
            return who
    found = _BINDING.search(name)
    front = name[: found.start()] if found else name
    full = person(front) if found else None
    return front if full is not None and full.is_full and kind_of(front) == "person" else name


def _without_kind(name: str) -> str:
    """A body's name without the noun that tells what it is: ``The charity Open Doors``."""
    match = _KIND.fullmatch(name)
    if match is None:
        return name
    noun = match["noun"]
    return match["name"] if is_in(noun, BODIES) or is_in(noun, COMPANY_WORDS) else name
