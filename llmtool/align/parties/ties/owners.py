"""The body that ``its director`` or a bare ``spokeswoman`` belongs to: the one that the text named last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from llmtool.align.parties.bodies.bodies import PAST
from llmtool.align.parties.bodies.short_forms import fits_short, head_of, is_generic
from llmtool.align.parties.countries import WORLD, Atlas, bare, words_of
from llmtool.align.parties.people.spelling import fold
from llmtool.align.parties.sides import Side
from llmtool.align.parties.ties.readings import Reader, plain
from llmtool.align.parties.vocabulary import (
    BODIES,
    CIVIC,
    COMPANY_WORDS,
    MEDIA,
    NO_NAMES,
    OFFICIALS,
    PRIVATE,
    SMALL_WORDS,
    TRADES,
    is_in,
)
from llmtool.schema import PartyKind

_FAR = 420
"""Code points between a body and the role that is taken for one of its own."""
_FRONT = 40
_VENUE = re.compile(
    r"\b(?:meeting|hearing|rally|event|conference|debate|protest|ceremony|session|talks|speech|speaking|spoke|met|gathered"
    r"|assembled|held)[ \t](?:at|in|outside)[ \t](?:the[ \t])?$"
)
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir)[ \t](?:(?!of\b|for\b|at\b|in\b)[a-z\-]+[ \t]){0,3}$")
"""``its planned Skarn Lake mine`` is somebody's, and nobody's owner."""
_RUN = re.compile(r"\b([A-Z][a-z][\w’'\-]*(?:[ \t](?:(?:of|for|and|&)[ \t](?:the[ \t])?)?[A-Z][\w’'\-]*){1,4})")
_WHERE = re.compile(r"\b(?:on|at|near|along|outside|behind|beside|opposite|from)[ \t](?:the[ \t])?$")
_MANY = re.compile(r"(?:^|(?<=[.!?”\n] )|(?<=\n))The ([A-Z][a-z]{2,}s)\b(?![’'])(?= [a-z]|,)")
_THEIR = re.compile(r"\b[Tt]heir\b")
"""``The Greens want them back. Their leader said``: the last plural name that opens a sentence."""
_THINGS = frozenset("front bloc lobby".split())
"""Heads of names that in small letters are seldom bodies that people belong to: ``at the front``."""
_POLICE = re.compile(r"\b(?:The police|Police)\b(?= [a-z])")
_COMMON = re.compile(r"\b[Tt]he[ \t]((?:[a-z][\w’'\-]*[ \t]){0,3}[a-z]{4,})\b")


@dataclass
class Owners:
    """Known names of bodies, and where each document has them."""

    texts: Mapping[str, str]
    reader: Reader
    names: Mapping[str, Side]
    """Every proper name of a body to its side."""
    people: frozenset[str] = frozenset()
    """Folded surnames of persons, which own nothing here."""
    places: dict[str, list[tuple[int, int, str, bool]]] = field(default_factory=dict)

    def known(self, phrase: str) -> Side | None:
        """The side of a known body's name."""
        return self.names.get(plain(phrase)) or self.names.get(plain(phrase).removeprefix("the "))

    def shortened(self, phrase: str) -> Side | None:
        """The one known body whose name begins with these proper words, or has these initials: ``RSM``."""
        key = plain(phrase).removeprefix("the ")
        if phrase.isupper() and phrase.isalpha() and len(phrase) > 2:
            found = {side.name: side for name, side in self.names.items() if _initials(name) == key}
        elif len(phrase.split()) > 1 and all(word[:1].isupper() for word in phrase.split()):
            found = {side.name: side for name, side in self.names.items() if name.startswith(f"{key} ")}
        elif re.fullmatch(r"The [A-Z][a-z]+s", phrase):  # "The Friends" of "Friends of Holm"
            found = {
                side.name: side for name, side in self.names.items() if name.startswith((f"{key} of ", f"{key} for "))
            }
        else:
            return None
        return next(iter(found.values())) if len(found) == 1 else None

    def before(
        self, document_id: str, at: int, *, owned: bool = False, company: bool = False, spokes: bool = False
    ) -> Side | None:
        """The body named last before ``at``, in the same paragraph or the one before.

        ``owned`` is for a role after ``its`` or ``their``: any proper name of two words that stands nearer will do.
        ``company`` is for a role that only companies have, ``spokes`` for who only speaks for somebody.
        """
        text = self.texts.get(document_id, "")
        if owned and (many := _plural_subject(text, at)) is not None:
            return self.known(many) or Side(many, PartyKind.ORGANISATION)
        floor = max(0, at - _FAR)
        paragraph = text.rfind("\n", 0, at)
        floor = max(floor, text.rfind("\n", 0, max(0, text.rfind("\n\n", 0, max(paragraph, 0)))))
        all_places = self._places(document_id)
        first, last = (bisect_left(all_places, border, key=itemgetter(0)) for border in (floor, at))
        near = all_places[first:last]
        near = [place for place in near if not _VENUE.search(text, max(0, place[0] - _FRONT), place[0])]
        near = [place for place in near if place[3] or not _ITS.search(text, max(0, place[0] - _FRONT), place[0])]
        nearer = self._antecedent(text, at) if owned else None
        if nearer is not None and not any(place[0] >= nearer.end() for place in near):
            name = nearer.group(1).removeprefix("The ")
            return self.known(name) or Side(name, PartyKind.ORGANISATION)
        if company:
            near = [place for place in near if place[3] or self.fits_company(place[2], document_id)]
            near = [place for place in near if not place[3] or fits_company_noun(place[2])]
        if not near:
            return None
        # The subject of the paragraph or sentence goes before what else it names.
        sentence = max(text.rfind(mark, 0, at) for mark in (". ", "\n", "” ", "? "))
        inside = [place for place in near if place[0] > sentence]
        opener = _opener(near, text, max(paragraph, 0)) if spokes and not inside else None
        if opener is not None and opener[3]:
            return self.reader.name(opener[2], document_id, opener[0])
        if not owned:
            near = [place for place in near if not place[3]] or inside
        if not near:
            return None
        choice = inside[-1] if inside else _subject(near, text)
        _, _, name, common = choice
        if not common:
            return self.names[name]
        return self.reader.name(name, document_id, choice[0])

    def housed(self, document_id: str, houses: frozenset[str]) -> Side | None:
        """The one body of a document whose name has one of these heads: its university, its diocese."""
        names = {self.names[place[2]] for place in self._places(document_id) if not place[3]}
        found = {side.name: side for side in names if any(is_in(word, houses) for word in words_of(side.name))}
        return next(iter(found.values())) if len(found) == 1 else None

    def fits_company(self, name: str, document_id: str) -> bool:
        """Whether a known body may be called a company."""
        own = self.reader.bodies.get(document_id)
        return fits_short("company", self.names[name].name, own.heads.get(self.names[name].name, "") if own else "")

    def _antecedent(self, text: str, at: int) -> re.Match[str] | None:
        """The last proper name of two words or more before ``at`` that is no person's and no day."""
        floor = max(0, at - _FAR // 2)
        found = None
        for match in _RUN.finditer(text, floor, at):
            words = match.group(1).split()
            if is_in(words[-1], NO_NAMES) or any(is_in(word, OFFICIALS) or is_in(word, PRIVATE) for word in words):
                continue
            if fold(words[-1]) in self.people or text[max(0, match.start() - 3) : match.start()] in ("in ", "In "):
                continue
            if not is_in(words[-1], BODIES) and _WHERE.search(text, max(0, match.start() - _FRONT), match.start()):
                continue  # "a depot on Mill Lane"
            found = match
        return found

    def _places(self, document_id: str) -> list[tuple[int, int, str, bool]]:
        if document_id not in self.places:
            text = self.texts.get(document_id, "")
            found = [(start, end, name, False) for start, end, name in _named(text, self.names)]
            taken = {at for start, end, _, _ in found for at in (start, end)}
            for match in _COMMON.finditer(text):
                noun = _common_body(match.group(1))
                if noun and match.start(1) not in taken:
                    found.append((match.start(), match.start(1) + len(noun), noun, True))
            found += [(match.end() - len("police"), match.end(), "police", True) for match in _POLICE.finditer(text)]
            # The longest name at each place.
            found.sort(key=lambda place: (place[0], -place[1]))
            kept: list[tuple[int, int, str, bool]] = []
            for place in found:
                if not kept or place[0] >= kept[-1][1]:
                    kept.append(place)
            self.places[document_id] = kept
        return self.places[document_id]


def _named(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where a text has one of the names, which are casefolded, as whole words with a capital."""
    low = text.casefold().replace("’", "'")
    if len(low) != len(text):
        return  # "ß" has become two letters: the places in one are not those in the other
    for name in names:
        start = low.find(name)
        while start >= 0:
            end = start + len(name)
            whole = not low[start - 1 : start].isalnum() and not low[end : end + 1].isalnum()
            if whole and text[start].isupper():
                yield start, end, name
            start = low.find(name, end)


def _plural_subject(text: str, at: int) -> str | None:
    """Whom ``their leader`` at ``at`` leads: the last plural name that opens a sentence of the paragraph."""
    if _THEIR.search(text, max(0, at - _FRONT), at + _FRONT) is None:
        return None
    floor = max(text.rfind("\n", 0, at), at - _FAR // 2)
    found = [match.group(1) for match in _MANY.finditer(text, max(0, floor - 1), at)]
    return found[-1] if found else None


def _opener(near: list[tuple[int, int, str, bool]], text: str, floor: int) -> tuple[int, int, str, bool] | None:
    """The last body of a paragraph that opens a sentence: ``Police corrected the number, a spokesman said``."""
    return next((place for place in reversed(near) if place[0] > floor and _opens(place, text)), None)


def _opens(place: tuple[int, int, str, bool], text: str) -> bool:
    front = text[max(0, place[0] - 6) : place[0]].rstrip(" \t")
    front = front.removesuffix("The").rstrip(" \t") if front.endswith("The") else front
    return not front or front[-1] in '.?!”"\n'


def _subject(near: list[tuple[int, int, str, bool]], text: str) -> tuple[int, int, str, bool]:
    """The last body that opens a sentence, else the last one."""
    for place in reversed(near):
        front = text[max(0, place[0] - 6) : place[0]].rstrip()
        front = front.removesuffix("The").rstrip() if front.endswith("The") else front
        if not front or front[-1] in '.?!”"\n' or text[max(0, place[0] - 5) : place[0]].count("\n"):
            return place
    return near[-1]


def names_of_bodies(names: Iterable[tuple[str, Side]], atlas: Atlas = WORLD) -> dict[str, Side]:
    """Proper names of bodies for ``Owners``: lower case, without states and without what is only a noun."""
    found: dict[str, Side] = {}
    for name, side in sorted(names, key=lambda item: (item[0], item[1].name)):
        key = plain(name).removeprefix("the ")
        state = (named := atlas.actor(name)) is not None and named.kind is PartyKind.STATE
        media = any(word in MEDIA for word in words_of(key))
        if (
            len(key) > 2
            and key.split()[0] not in PAST
            and not media
            and not state
            and not is_generic(name)
            and side.kind is not PartyKind.PERSON
        ):
            found.setdefault(key, side)
    return found


def fits_company_noun(noun: str) -> bool:
    """Whether a common noun (``the ferry operator``) is a company's."""
    return head_of(noun) in COMPANY_WORDS | TRADES


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word not in SMALL_WORDS)


def _common_body(words: str) -> str | None:
    """Words cut after their last head noun of a body; towns and districts are none."""
    parts = words.split()
    last = max(
        (n for n, word in enumerate(parts) if bare(word) in BODIES and bare(word) not in CIVIC | _THINGS), default=None
    )
    return None if last is None else " ".join([*parts[:last], bare(parts[last])])
