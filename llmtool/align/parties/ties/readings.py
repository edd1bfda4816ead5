"""What a phrase in a document says about a side: names read, short forms and abbreviations filled in from the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from llmtool.align.parties.bodies.bodies import DocumentBodies
from llmtool.align.parties.bodies.organs import whole
from llmtool.align.parties.bodies.short_forms import fits_short, head_of, is_generic, only_fit, resolve_short
from llmtool.align.parties.countries import WORLD, Atlas, bare, words_of
from llmtool.align.parties.people.spelling import fold
from llmtool.align.parties.sides import Side, strip_determiner
from llmtool.align.parties.states.homes import is_national_body
from llmtool.align.parties.ties.phrases import side_of_name, side_of_role
from llmtool.align.parties.vocabulary import COMPANY_WORDS, CONSTITUENTS, NATIONAL, SMALL_WORDS, is_in
from llmtool.schema import PartyKind

_LED = frozenset("administration government cabinet team camp campaign regime presidency".split())
_SERVES = re.compile(
    r"\b(?:aide|advis[eo]r|assistant|spokes\w+|envoy|secretary|deputy) (?:to|of|for) ([^,;]*\w)", re.IGNORECASE
)
_FIRM = frozenset(("company", "firm"))
_ENDINGS = ("ians", "ian", "ans", "an", "ese", "ish", "ic", "ns", "is", "n", "i")

_ABBREVIATED = 3
"""Letters of a word in capitals that may be an abbreviation."""


_MEMBERS = re.compile(r"(?:[Tt]he )?(?P<who>[a-z]{4,}s)(?P<office>['’] (?:\w+ )?\w+)?$")


_REALMS = frozenset(("Republic", "Kingdom", "Federation", "Commonwealth"))


@dataclass
class Reader:
    """Reads phrases of documents as sides.

    ``fixed`` holds the names of the parties file and ``drafted`` those of an engine's proposal, by casefolded name; the
    first wins over everything, the second over what is read here. ``leaders`` maps a folded surname to the state led.
    """

    fixed: Mapping[str, Side] = field(default_factory=dict)
    drafted: Mapping[str, Side] = field(default_factory=dict)
    bodies: Mapping[str, DocumentBodies] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    leaders: dict[str, Side] = field(default_factory=dict)
    leaderless: dict[str, Side] = field(default_factory=dict)
    """Folded surname to ``X administration``, for an X that nothing ties to a state."""
    atlas: Atlas = WORLD
    """The states of the tables, and those that the texts tell of."""
    companies: Mapping[str, str] = field(default_factory=dict)
    """Each form of a company's name to the name in full."""
    elsewhere: dict[str, str | None] = field(default_factory=dict)

    def known(self, phrase: str) -> Side | None:
        """The side that the parties file or the proposal gives to a name."""
        for names in (self.fixed, self.drafted):
            for form in (plain(phrase), plain(strip_determiner(phrase))):
                if form in names:
                    return names[form]
        return None

    def name(self, phrase: str, document_id: str, at: int) -> Side | None:
        """The side that a name of a party or body means at offset ``at`` of a document."""
        found = self.known(phrase) or self._led(phrase)
        if found is not None:
            return found
        side = side_of_name(phrase, self.atlas)
        return None if side is None else self._full(side, document_id, at)

    def role(self, phrase: str, document_id: str, at: int) -> Side | None:
        """The side that somebody with a role speaks for."""
        side = side_of_role(phrase, self.atlas)
        if side is None and (members := self._members(phrase, document_id, at)) is not None:
            return members
        if side is None:
            boss = _SERVES.search(phrase)
            return self.leaders.get(fold(words_of(boss.group(1))[-1])) if boss else None
        # "The union" of a role is first of all the union of its own document.
        known = None if side.short else self.known(side.name) or self._led(side.name)
        return known or self._full(side, document_id, at)

    def _members(self, phrase: str, document_id: str, at: int) -> Side | None:
        """The body of ``the tenants`` or of ``the residents' spokesman``, where one is named by its members."""
        match = _MEMBERS.match(phrase)
        if (
            match is None
            or match["who"] not in CONSTITUENTS
            or (match["office"] is None and not phrase.casefold().startswith("the "))
        ):
            return None
        own = self.bodies.get(document_id) or DocumentBodies()
        fitting = {name for name in own.names if fits_short(match["who"], name)}
        fitting = fitting or {name for name in self._all_names if fits_short(match["who"], name)}
        name = fitting.pop() if len(fitting) == 1 else None
        return None if name is None else self.name(name, document_id, at)

    def full_name(self, phrase: str, document_id: str, at: int) -> str:
        """A short form or abbreviation written out as the document has it; other names as they are."""
        short = strip_determiner(phrase)
        own = self.bodies.get(document_id) or DocumentBodies()
        name = own.abbreviations.get(short) or self.abbreviations.get(short)
        side = side_of_name(phrase, self.atlas)
        if name is None and side is not None and side.short:
            name = resolve_short(short, at, own) or self._only(short)
        return name or short

    def _led(self, phrase: str) -> Side | None:
        """``the Trump administration``: the state of the person it is named after."""
        words = words_of(strip_determiner(phrase))
        if len(words) < 2 or bare(words[-1]).casefold() not in _LED or self.atlas.mentions(words):
            return None
        surname = fold(words[-2])
        if surname not in self.leaders and words[-2][0].isupper() and bare(words[-1]).casefold() == "administration":
            self.leaderless[surname] = Side(f"{words[-2]} {words[-1]}", PartyKind.ORGANISATION)
        return self.leaders.get(surname) or self.leaderless.get(surname)

    def _full(self, side: Side, document_id: str, at: int) -> Side:
        own = self.bodies.get(document_id) or DocumentBodies()
        if own.home is not None and _is_the_state(side):
            return own.home
        if (body := whole(side.name)) != side.name:
            side = self.known(body) or side_of_name(body, self.atlas) or side
        for _ in range(3):
            name = own.abbreviations.get(side.name) or self.abbreviations.get(side.name)
            name = name or self.companies.get(side.name)
            if name is None and side.short:
                name = resolve_short(side.name, at, own) or self._only(side.name)
            if name is None or name == side.name:
                break
            other = self.known(name) or side_of_name(name, self.atlas)
            if other is None or other == side:
                break
            side = other
        return self.known(side.name) or side

    @cached_property
    def _all_names(self) -> tuple[str, ...]:
        names = {name for bodies in self.bodies.values() for name in bodies.names}
        return tuple(sorted(name for name in names if not is_generic(name)))

    @cached_property
    def _one_company(self) -> str | None:
        """The one body that any document tells to be a company."""
        called = {name for own in self.bodies.values() for name, head in own.heads.items() if head in COMPANY_WORDS}
        named = {self.companies.get(name, name) for name in called if not is_generic(name)}
        return named.pop() if len(named) == 1 else None

    def _only(self, short: str) -> str | None:
        """The one body of all documents that a short form can mean; ``the government`` is that of its own document."""
        if is_in(head_of(short), NATIONAL):
            return None
        if short not in self.elsewhere:
            self.elsewhere[short] = self._one_company if short.casefold() in _FIRM else None
            self.elsewhere[short] = self.elsewhere[short] or only_fit(short, self._all_names)
        return self.elsewhere[short]


def plain(phrase: str) -> str:
    """A name for look-ups: casefolded, single spaces, straight apostrophes, no ending ``'s``."""
    return " ".join(phrase.split()).replace("’", "'").casefold().removesuffix("'s")


def shared_abbreviations(bodies: Mapping[str, DocumentBodies]) -> dict[str, str]:
    """Abbreviations that no two documents explain differently."""
    found: dict[str, set[str]] = {}
    for document in bodies.values():
        for short, full in document.abbreviations.items():
            found.setdefault(short, set()).add(full)
    return {
        short: min(fulls) for short, fulls in sorted(found.items()) if len({full.casefold() for full in fulls}) == 1
    }


def state_of_adjective(adjective: str, names: Iterable[str]) -> str | None:
    """The name among ``names`` that an adjective is made from: ``Valdoria`` for ``Valdorian``; the shortest one."""
    low = adjective.casefold()
    fitting = []
    for name in names:
        base = name.casefold()
        if base == low or len(base) < 4:
            continue
        for ending in _ENDINGS:
            stem = low.removesuffix(ending) if low.endswith(ending) else ""
            if (
                len(stem) >= 4
                and base.startswith(stem)
                and base[len(stem) :] in ("", "a", "ia", "e", "o", "land", "y", "i", "ea")
            ):
                fitting.append(name)
                break
    return min(fitting, key=lambda name: (len(name), name)) if fitting else None


def proper_words(texts: Iterable[str]) -> set[str]:
    """The capitalised words of texts, for finding what an adjective is made from."""
    return {word for text in texts for word in re.findall(r"\b[A-Z][\w-]{3,}", text)}


def display(side: Side) -> str:
    """A party's name as shown: the words of the text, with a capital at the start; a headline's capitals are none.

    A single word in capitals may be an abbreviation.
    """
    words = side.name.split()
    small = [word.casefold() in SMALL_WORDS for word in words]
    if len(words) > 1 and all(
        few or (word.isalpha() and word.isupper() and len(word) > _ABBREVIATED)
        for word, few in zip(words, small, strict=True)
    ):
        written = (word.casefold() if few else word.title() for word, few in zip(words, small, strict=True))
        return " ".join(written)
    return side.name[:1].upper() + side.name[1:]


def _is_the_state(side: Side) -> bool:
    """Whether a name that names no state means the sender's own: ``the Government``, ``the Republic``."""
    return side.name in _REALMS or (side.short and (is_national_body(side.name) or is_in(side.name, NATIONAL)))
