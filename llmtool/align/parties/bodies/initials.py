"""Abbreviations that no text explains in brackets: ``the NLF`` where a text has the Northern Liberation Front."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping

from llmtool.align.parties.bodies.bodies import DocumentBodies
from llmtool.align.parties.countries import Atlas, bare
from llmtool.align.parties.vocabulary import BODIES, NO_NAMES, OFFICIALS, PRIVATE, SMALL_WORDS, is_in
from llmtool.words import STOPWORDS

_SHORT = re.compile(r"(?<![\w.&\-’'])[A-Z]{3,6}(?![\w&])")
"""Two letters are too few: many a name has them by chance."""
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'\-]*"
_RUN = re.compile(rf"{_CAPITAL}(?:[ \t](?:(?:of|for|and|on|in|de|&)[ \t])?(?:the[ \t])?{_CAPITAL}){{1,11}}")
_MOST = 9
"""Words of the longest name that is looked at."""
_SHOUTED = re.compile(r"^[^a-z\n]{12,}$", re.MULTILINE)
"""Headlines in capitals, whose words are no abbreviations."""


def enter_initials(bodies: Mapping[str, DocumentBodies], texts: Mapping[str, str], atlas: Atlas) -> None:
    """Enter abbreviations that stand for the one name of all texts with these initials, and that name as a body's."""
    explained = {short for own in bodies.values() for short in own.abbreviations}
    spoken = {
        match.group()
        for text in texts.values()
        for match in _SHORT.finditer(_SHOUTED.sub(" ", text))
        if match.group() not in explained and atlas.actor(match.group()) is None
    }
    if not spoken:
        return
    places = {each: list(_named(text, spoken)) for each, text in texts.items()}
    names: dict[str, dict[str, str]] = {}
    for found in places.values():
        for short, name, _ in found:
            names.setdefault(short, {}).setdefault(_key(name), name)
    one = {short: min(forms.values()) for short, forms in names.items() if len(forms) == 1}
    for each, found in places.items():
        _enter(bodies[each], ((short, at) for short, _, at in found if short in one), one)


def _enter(own: DocumentBodies, found: Iterable[tuple[str, int]], one: Mapping[str, str]) -> None:
    known = list(zip(own.starts, own.names, strict=True))
    for short, at in found:
        own.abbreviations.setdefault(short, one[short])
        if at not in own.starts:
            insort(known, (at, one[short]))
    own.starts, own.names = [at for at, _ in known], [name for _, name in known]


def _named(text: str, spoken: set[str]) -> Iterator[tuple[str, str, int]]:
    """The names in a text whose initials are one of these abbreviations, with where they start."""
    for run in _RUN.finditer(text):
        words = [(match.group(), run.start() + match.start()) for match in re.finditer(r"\S+", run.group())]
        for start, (first, at) in enumerate(words):
            if not first[0].isupper() or first.casefold() in NO_NAMES or first.casefold() == "the":
                continue
            for end in range(start + 2, min(len(words), start + _MOST) + 1):
                part = [word for word, _ in words[start:end]]
                before, after = words[start - 1][0] if start else "", words[end][0] if end < len(words) else ""
                if _is_cut(before, part[-1], after):
                    continue
                for short in _initials(part) & spoken:
                    yield short, bare(" ".join(part)), at


def _is_cut(before: str, last: str, after: str) -> bool:
    """Whether a name goes on before or after: ``Orvik Clay Works`` of the Orvik Clay Works Trust."""
    opens = not before or before.casefold() in STOPWORDS | NO_NAMES or is_in(before, OFFICIALS)
    closes = not after or bare(last) != last or is_in(after, OFFICIALS) or is_in(after, PRIVATE)
    # "the Fishers Guild and the port"; "the Guild of Fishers" goes on.
    closes = closes or (after.islower() and after not in ("of", "for", "de") and is_in(last, BODIES))
    return not (opens and closes)


def _initials(words: list[str]) -> set[str]:
    """The initials of words, with and without the small ones among them; none where the last is small."""
    if not words[-1][0].isupper():
        return set()
    strong = [word for word in words if word.casefold() not in SMALL_WORDS]
    return {"".join(part[0] for word in each for part in word.split("-") if part).upper() for each in (words, strong)}


def _key(name: str) -> str:
    return re.sub(r"[’']s?\b|\bthe\b", "", name.casefold())
