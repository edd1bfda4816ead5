"""Who a source is: full names, roles and sides as the document gives them, and what pronouns stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from llmtool.align.parties.countries import actor
from llmtool.align.parties.people.introductions import introduced_role
from llmtool.align.parties.vocabulary import is_past
from llmtool.engines.offline.people.descriptions import Roles
from llmtool.engines.offline.people.firms import Firms
from llmtool.engines.offline.people.given_names import gender_of_name
from llmtool.engines.offline.people.heard import Heard
from llmtool.engines.offline.people.holders import BODIES, DOCUMENTS, GROUPS, ROLES
from llmtool.engines.offline.people.named_bodies import NamedBodies
from llmtool.engines.offline.people.namesakes import namesake, namesakes_of
from llmtool.engines.offline.people.naming import NO_NAMES, full_names, holders_of_roles
from llmtool.engines.offline.people.roles import (
    CAPITAL,
    POSSESSIVE,
    UPPER,
    bare,
    gender_of,
    party_of,
    split_name,
)
from llmtool.engines.offline.people.voices import Voice

# Whom a question speaks to by name, in an interview.
_ADDRESSED: Final = re.compile(
    rf"^(?:(?:Q|Question|Interviewer): (?:[^\n?]*?, )?|(?=[^\n]*\?[*_ ]*$))"
    rf"(?P<title>Mr|Ms|Mrs|Dr|Professor|Minister|Captain|Sir|Dame)\.? (?P<name>{CAPITAL}(?: {CAPITAL})?),",
    re.MULTILINE,
)
# "By Ann Ray", "Interview: Ann Ray", "She spoke to Ann Ray": whoever made it.
_CREDITED: Final = re.compile(
    rf"(?:\b(?:[Ss]he|[Hh]e|[Tt]hey|who) (?:\w+ )?(?:speaks?|spoke|talks?|talked|sat down|sits down|chatted|met)"
    rf"(?: (?:to|with))?|\b(?:told|interviewed by)|\b[Bb]y|\b[Ii]nterview(?:er|ed by)?:?"
    rf"|\b[Pp]hotos?(?:graph(?:s|y)?)?(?: by)?:?|\b[Ww]ords:?|\b[Tt]ext:?)"
    rf"[ \t*_]+(?:{CAPITAL}[ \t]+){{0,3}}$"
)
_ADDRESS: Final = re.compile(
    rf"\b(?P<title>Mr|Mrs|Ms|Miss|Sir|Dame|Lady)\b\.?[ \t](?:{CAPITAL}[ \t])?(?P<name>[{UPPER}][\w-]*\w)"
)
# "Northgate Ferries: your questions answered": a page on which a body answers for itself.
_OWN_ANSWERS: Final = re.compile(
    rf"\W*(?:The )?(?P<name>{CAPITAL}(?: (?:(?:of|for|and|&) )?(?:the )?{CAPITAL}){{0,5}})(?::| [–—-])[ \t]*"
    r"(?:[Yy]our (?:\w+ )?[Qq]uestions|(?:[Ff]requently [Aa]sked |[Cc]ommon )?[Qq]uestions (?:and|&) [Aa]nswers"
    r"|[Ff]requently [Aa]sked|FAQ|Q ?& ?A\b)"
)
_NEAR: Final = 60
_WORD: Final = re.compile(rf"\b[{UPPER}][\w’'-]*\w")
_RUN: Final = re.compile(r"[\w’'-]+")


class Register:
    """The people of one document, and the voices heard so far, most recent last."""

    def __init__(self, text: str, title: str = "") -> None:
        self.text = text
        self._title = title
        names = full_names(text)
        self.people = {last: full[0] for last, full in names.items()}
        self._namesakes = namesakes_of(names)
        self.heard = Heard()
        self.at = 0
        self.speaking: set[str] = set()
        self.bodies = NamedBodies(text)
        self._roles: Roles | None = None
        self._firms: Firms | None = None
        self.holders = holders_of_roles(text)
        self._places: tuple[list[int], list[str]] | None = None
        self._first: dict[str, list[int]] = {}
        self._words: frozenset[str] | None = None
        self._genders: dict[str, str] | None = None

    def answering(self, askers: Iterable[str], begins: int = 0) -> Voice | None:
        """Who answers in an interview that ``begins`` at an offset: whom a question addresses, whose page it is, whom
        the words before the first question are about, or who is heard or named most and asks nothing.
        """
        addressed = _ADDRESSED.search(self.text)
        if addressed is not None:
            name = self.full_name(addressed["name"])
            return self.heard.get(name) or self.hear(Voice(name, "person", gender=gender_of(addressed["title"])), -1)
        headed = _OWN_ANSWERS.match(self._title or self.text)
        if headed is not None and not self.is_person(headed["name"]):
            return self.hear(Voice(headed["name"], "body", None, headed["name"]), -1)
        presented = self._presented(begins)
        if presented is not None:
            return self.hear(Voice(presented, "person"), -1)
        heard = Counter(voice.name for voice in self.heard.all() if voice.kind == "person" and voice.name not in askers)
        if heard:
            return self.heard.known[max(heard, key=lambda name: heard[name]).casefold()]
        named = zip(*self.mentions(), strict=True)
        counts = Counter(word for place, word in named if not self._is_credited(place))
        if not counts:
            return None
        return self.hear(Voice(self.people[max(sorted(counts), key=lambda word: counts[word])], "person"), -1)

    def _presented(self, end: int) -> str | None:
        """Who is named most, or else first, before an offset, but for those who write or photograph."""
        places, words = self.mentions()
        before = [
            self.people[word]
            for place, word in zip(places, words, strict=True)
            if place < end and not self._is_credited(place)
        ]
        told = [name for name in before if self.introduced(name) is not None] or before
        return max(told, key=told.count) if told else None

    def _is_credited(self, place: int) -> bool:
        """Whether a name ends at a word that tells who wrote, asked or photographed."""
        return _CREDITED.search(self.text, max(0, place - _NEAR), place) is not None

    def labelled(self, label: str) -> str:
        """The name that the label of a turn stands for."""
        return self.full_name(split_name(re.split(r"[,(]", label)[0].strip())[1])

    def take_for_body(self, name: str) -> None:
        """``X said it …``: a capitalised name that is taken up by "it" is no person."""
        last = name.rsplit(maxsplit=1)[-1].casefold()
        if len(name.split()) > 1 and self.people.get(last) == name and self.heard.get(name) is None:
            del self.people[last]
            self.bodies.add(name)

    def suggest(self, head: str) -> None:
        """Take a one-word source for a person where it names no state and no body."""
        if (
            _WORD.fullmatch(head)
            and not head.isupper()
            and head.casefold() not in NO_NAMES
            and actor(head) is None
            and self.bodies.beginning_with(head) is None
            and bare(head) not in BODIES | GROUPS | ROLES | DOCUMENTS
            and not self._is_common(head)
            and not self.bodies.owns_things(head)
        ):
            self.people.setdefault(head.casefold(), head)

    def _is_common(self, word: str) -> bool:
        """Whether a capitalised word also stands in the text without its capital, as "Polls" may."""
        if not word.istitle():
            return False
        if self._words is None:  # once: a search for each word would take time squared in a long text
            self._words = frozenset(_RUN.findall(self.text))
        return word.lower() in self._words

    def full_name(self, name: str, gender: str = "", role: str | None = None) -> str:
        """The fullest form of a person's name that the document gives; ``gender`` and ``role`` stand with the name."""
        words = name.split()
        if len(words) == 1 and (names := self._namesakes.get(name.casefold())):
            return namesake(names, self.text, self.at, gender, role, self.introduced)
        known = self.people.get(words[-1].casefold()) if words else None
        if len(words) == 1 and known is not None and self._is_somebody_else(known, role):
            return name
        if len(words) == 1 and known is not None and gender and gender_of_name(known) not in {"", gender}:
            return name  # "Mr. Harn" is not Ida Harn
        if known is not None and known.isupper() and len(known) > 3 and known.title() in self.text:
            known = known.title()
        shorter = known is not None and len(words) < len(known.split())
        if known and (len(words) == 1 or (shorter and words[0].casefold() in known.casefold().split())):
            return known
        shouted = name.isupper() and (len(name) > 5 or (len(name) > 3 and name.title() in self.text))
        return " ".join(word.title() for word in words) if shouted else name

    def _is_somebody_else(self, known: str, role: str | None) -> bool:
        """Whether a surname is not the one person's of whom the document gives the full name, but only later.

        ``Wendt, the former minister, … Kaja Wendt``: of the two one holds an office and one held it.
        """
        first = self.text.find(known)
        if " " not in known or first < self.at:
            return False
        theirs = self.introduced(known) or ""
        # "Tallis, the chief, … Ada Tallis": who has an office goes by it before another of the name comes up.
        other = role is not None and role.islower() and not {*role.split()} & {*theirs.casefold().split()}
        return other or is_past(theirs) != is_past(role or "")

    def named_first(self, given: str) -> str | None:
        """The full name of the one person of a given name."""
        found = {name for name in self.people.values() if name.startswith(f"{given} ")}
        return found.pop() if len(found) == 1 else None

    def is_person(self, name: str) -> bool:
        """Whether the document gives a full name that ends in this word."""
        return bool(name) and name.rsplit(maxsplit=1)[-1].casefold() in self.people

    def hear(self, voice: Voice, paragraph: int) -> Voice:
        """Remember a voice; what an earlier mention told about it is kept."""
        known = self.heard.get(voice.name)
        if voice.kind == "person" and not voice.gender:
            voice = replace(voice, gender=self.gender(voice.name))
        if known is not None:
            voice = replace(
                known,
                role=known.role or voice.role,
                party=known.party or voice.party,
                gender=known.gender or voice.gender,
            )
        elif voice.kind == "person" and voice.role is None:
            role = self.introduced(voice.name)
            if role:
                voice = replace(voice, role=role, party=party_of(role), gender=voice.gender or gender_of(role))
        self.heard.add(voice, paragraph, self.at)
        return voice

    def gender(self, name: str) -> str:
        """``f`` or ``m`` where the document says Mr or Ms of a person, or the first name tells it, else nothing."""
        if self._genders is None:
            found: dict[str, set[str]] = {}
            for match in _ADDRESS.finditer(self.text):
                found.setdefault(match["name"].casefold(), set()).add(gender_of(match["title"]))
            self._genders = {last: genders.pop() for last, genders in found.items() if len(genders) == 1}
        last = name.rsplit(maxsplit=1)[-1].casefold() if name else ""
        own = gender_of_name(name) if " " in name else ""
        return own or self._genders.get(last) or gender_of_name(name)

    def latest(self, fits: Callable[[Voice], bool], paragraph: int | None = None) -> Voice | None:
        """The voice heard last that fits, of the last twelve, or of those in one paragraph."""
        found = self.heard.latest_at(fits, paragraph)
        return found[1] if found else None

    def mentions(self) -> tuple[list[int], list[str]]:
        """The offsets of all capitalised words that end a person's name, and those words."""
        if self._places is None:
            found = [
                (match.start(), POSSESSIVE.sub("", match.group()).casefold()) for match in _WORD.finditer(self.text)
            ]
            known = [(place, word) for place, word in found if word in self.people]
            self._places = [place for place, _ in known], [word for _, word in known]
            for place, word in known:
                self._first.setdefault(word, []).append(place)
        return self._places

    def introduced(self, name: str) -> str | None:
        """The role that the document gives where it first names a person."""
        self.mentions()
        if " " not in name and " " in self.people.get(name.casefold(), ""):
            return None  # a namesake of who has the full name: what is said of the one is not said of the other
        for place in self._first.get(name.rsplit(maxsplit=1)[-1].casefold(), [])[:6]:
            role = introduced_role(self.text[max(0, place - 150) : place + 200], name)
            if role:
                return role
        return None

    def served(self, role: str) -> str | None:
        """Whom "the lawyer" serves, where somebody has just spoken "through a lawyer"."""
        before = self.text[max(0, self.at - 300) : self.at]
        if re.search(rf"\bthrough (?:a|an|his|her|their|its) (?:\w+ )?{re.escape(role)}\b", before) is None:
            return None
        other = self.latest(lambda voice: voice.kind in {"person", "body"})
        return (other.party or other.name) if other else None

    def body_near(self, paragraph: int) -> str | None:
        """The body that "its" means: the subject of the sentence, or the one heard last in the paragraph."""
        heads = self.bodies.at_heads(self.at, self.people)
        first = next(heads, None)
        if first is not None and self.bodies.same_sentence(first[0], self.at):
            return first[1]
        heard = self.heard.latest_at(lambda voice: voice.kind == "body", paragraph)
        found = [each for each in (first, (heard[0], heard[1].name) if heard else None) if each]
        return max(found)[1] if found else None

    def spoken_for(self, paragraph: int) -> str | None:
        """Whom "a spokesman" speaks for by what was said last: ``Norvane accused the union; a spokesman called it …``.

        A body that the text names by one word looks like a person of whom nothing is told.
        """
        heard = self.heard.latest_at(lambda voice: voice.kind in {"body", "person"}, paragraph)
        if heard is None or not self.bodies.same_sentence(heard[0], self.at):
            return None
        return heard[1].name if heard[1].kind == "body" or heard[1].role is None else None

    def near(self, at: int, *, anybody: bool = False) -> set[str]:
        """The people named before ``at`` in its paragraph, or else in the one before: those who may speak, or all."""
        end = at
        for _ in range(2):
            while end and self.text[end - 1] == "\n":
                end -= 1
            start = self.text.rfind("\n", max(0, end - 1500), end) + 1
            places, words = self.mentions()
            named = {
                self.people[word]
                for word in words[bisect_left(places, start) : bisect_left(places, end)]
                if word in self.people
            }
            found = {name for name in named if anybody or self.speaks(name)}
            if found:
                return found
            end = start
        return set()

    def speaks(self, name: str) -> bool:
        """Whether a name is a person's beyond doubt: somebody heard, or with a role."""
        voice = self.heard.get(name)
        return (voice is not None and voice.kind == "person") or self.introduced(name) is not None

    def firms(self) -> Firms:
        """The companies that the document names."""
        if self._firms is None:
            self._firms = Firms(self.text, self.people)
        return self._firms

    def roles(self) -> Roles:
        """The roles that the document gives to its people."""
        if self._roles is None:
            others = (name for names in self._namesakes.values() for name in names)
            self._roles = Roles(self.text, (*self.people.values(), *others))
        return self._roles
