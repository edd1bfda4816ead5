"""The bodies that a text names: what "Northgate", "the union" and "its" stand for there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from llmtool.align.parties.countries import actor
from llmtool.engines.offline.people.given_names import gender_of_name
from llmtool.engines.offline.people.holders import BODIES, ROLES
from llmtool.engines.offline.people.naming import NO_NAMES, collectives
from llmtool.engines.offline.people.roles import CAPITAL, UPPER, bare

# "carmaker Vega", "the broadcaster Channel Nine": a noun that only tells what the name after it is.
_DESCRIBED: Final = re.compile(
    rf"(?:(?:[Tt]he|[Aa]n?|[Ii]ts) )?(?:[\w’'-]+ ){{0,3}}?"
    rf"(?:company|firm|group|charity|maker|carmaker|steelmaker|shipbuilder|operator|developer|broadcaster|retailer"
    rf"|manufacturer|insurer|start-?up|consultancy|association|union|club|champions|partner|airline|bank) "
    rf"([{UPPER}][\w.’'&-]*(?: (?:&|{CAPITAL}))*)$"
)
_SCHOOL: Final = re.compile(
    rf"\b(?:{CAPITAL} ){{1,3}}(?:School|Secondary|Primary|College|Academy|Grammar|Comprehensive|High)\b(?: School)?"
)
# A body at the head of a sentence, bulleted or not.
_HEAD: Final = re.compile(
    rf"(?:\d{{1,2}}[.:]\d\d\b)?[\s•*▪◦·>–—-]*"
    rf"(?:(?:The|A|An) (?P<noun>(?:[a-z’'-]+ ){{0,2}}(?:{'|'.join(sorted(BODIES))}|coast guard|border guard))\b"
    rf"(?: (?P<called>{CAPITAL}(?: (?:&|{CAPITAL})){{0,4}})\b)?"
    rf"|(?P<name>{CAPITAL}(?: (?:&|{CAPITAL})){{0,4}}))"
)
# "The largest, the General Federation, has …"
_APPOSED: Final = re.compile(
    rf"(?:The|Its|Their|One|Another|A)\b[^\n,.:;“”\"]{{2,60}}, (?:the )?"
    rf"(?P<name>{CAPITAL}(?: (?:&|of|{CAPITAL})){{0,4}}), "
)
_STOP: Final = re.compile(r"\n|(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.?!][\"”’)]*\s+")
_LONG: Final = re.compile(rf"\b{CAPITAL}(?: {CAPITAL}){{1,3}}")
# "the players' union, the NHPA,"
_ACRONYM: Final = re.compile(r"\b[Tt]he ([a-z][a-z’' -]{3,40}?), (?:the |or )?([A-Z]{2,6})(?=[,.;)])")
_VAGUE: Final = frozenset(
    """new old own other same whole big small large local national only first second last next former current the a an
    of and or in on at by for with from to its their his her this that very more most main leading said says""".split()
)
_NOT_OWNED: Final = "(?:family|brothers?|sisters?|couple|years?|era|campaign)"
_OWNED: Final = "(?:executives?|engineers?|shareholders|subsidiary|headquarters|plants?)"
_FAR: Final = 600
"""Code points in which the head of a sentence is looked for."""


class NamedBodies:
    """The bodies of one document."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._names = collectives(text)
        self._by_word: dict[str, str] | None = None
        self._phrases: dict[str, list[tuple[int, str]]] = {}
        self._owners: dict[str, bool] = {}

    def add(self, name: str) -> None:
        """Take a name for a body's."""
        self._names.add(name.casefold())

    def __contains__(self, name: str) -> bool:
        """Whether a name is known for a body's."""
        return name.casefold() in self._names

    def described(self, phrase: str) -> str | None:
        """The name in ``the broadcaster Channel Nine``."""
        match = _DESCRIBED.match(phrase)
        return match[1] if match else None

    def beginning_with(self, word: str) -> str | None:
        """The one body whose name begins with this word: ``Northgate Ferries`` for ``Northgate``."""
        if self._by_word is None:
            found: dict[str, set[str]] = {}
            for match in _LONG.finditer(self._text):
                name = match.group()
                if bare(name.split()[-1]) in BODIES and name.split()[0].casefold() not in NO_NAMES:
                    found.setdefault(name.split()[0], set()).add(name)
                letters = "".join(word[0] for word in name.split() if word[0].isupper())
                if len(letters) > 2 and bare(name.split()[-1]) in BODIES:
                    found.setdefault(letters, set()).add(name)
            for match in _ACRONYM.finditer(self._text):
                found.setdefault(match[2], set()).add(match[1])
            self._by_word = {first: names.pop() for first, names in found.items() if len(names) == 1}
        return self._by_word.get(word)

    def in_full(self, noun: str, at: int) -> str | None:
        """What a lone noun for a body stands for at ``at``: ``nurses' union`` for ``the union``."""
        noun = noun.lower() if noun.istitle() else noun
        if not noun.islower() or " " in noun or bare(noun) not in BODIES:
            return None
        if noun not in self._phrases:
            modifiers = r"(?:[a-z]+(?:s['’]|['’]s)?[ -]){1,2}"
            form = rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|\w+[’']s) ({modifiers}{re.escape(noun)})\b(?!['’-])"
            self._phrases[noun] = [
                (match.start(), match[1])
                for match in re.finditer(form, self._text)
                if not set(re.split(r"[ -]", match[1])[:-1]) & _VAGUE
            ]
        before = [phrase for place, phrase in self._phrases[noun] if place < at]
        return before[-1] if before else None

    def owns_things(self, word: str) -> bool:
        """Whether things or staff are called after a name: ``the Vega pipeline``, ``Vega's chief engineer``."""
        if word not in self._owners:
            name = re.escape(word)
            things = rf"\b(?:[Tt]he|an?) {name} (?!{_NOT_OWNED}\b)[a-z]{{3,}}"
            staff = rf"\b{name}['’]s? (?:[a-z-]+ ){{0,2}}{_OWNED}\b"
            self._owners[word] = re.search(f"{things}|{staff}", self._text) is not None
        return self._owners[word]

    def at_heads(self, at: int, people: Collection[str]) -> Iterator[tuple[int, str]]:
        """The bodies that open the sentence before ``at`` and those before it in its paragraph, the nearest first.

        ``people`` are the last words of persons' names. Gives offsets and names.
        """
        near = max(self._text.rfind("\n", 0, at) + 1, at - _FAR, 0)
        starts = [near, *(stop.end() for stop in _STOP.finditer(self._text, near, at))]
        for start in reversed(starts):
            match = _HEAD.match(self._text, start)
            if match is not None and match.end() < at:
                name = match["called"] or match["noun"]
                name = name or (match["name"] if self._is_body(match["name"], people) else None)
                name = name or self._apposed(start, at)
                if name:
                    yield start, name

    def _apposed(self, start: int, at: int) -> str | None:
        """The body after a comma that tells who the subject of a sentence is."""
        match = _APPOSED.match(self._text, start, at)
        return match["name"] if match is not None and bare(match["name"].split()[-1]) in BODIES else None

    def sentence_start(self, at: int) -> int:
        """Where the sentence of an offset begins."""
        near = max(self._text.rfind("\n", 0, at) + 1, at - _FAR, 0)
        return max((stop.end() for stop in _STOP.finditer(self._text, near, at)), default=near)

    def same_sentence(self, start: int, at: int) -> bool:
        """Whether no sentence ends between two offsets."""
        return _STOP.search(self._text, start, at) is None

    def _is_body(self, name: str, people: Collection[str]) -> bool:
        """Whether capitalised words at the head of a sentence are a body's name: several, or a word used as one."""
        words = name.split()
        person = words[-1].casefold() in people and (len(words) == 1 or gender_of_name(name) != "")
        if person or bare(words[0]) in ROLES or actor(name):
            return False
        if words[0].casefold() in NO_NAMES or words[-1].casefold() in NO_NAMES:
            return False
        inside = len(words) > 1 or re.search(rf"[a-z,] {re.escape(name)}\b", self._text) is not None
        return name in self or inside

    def only_school(self) -> str | None:
        """The one school that the document names."""
        found = {match.group() for match in _SCHOOL.finditer(self._text)}
        return found.pop() if len(found) == 1 else None
