"""Who a source is: full names, roles and sides as the document gives them, and what pronouns stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from llmtool.align.countries import actor
from llmtool.align.introductions import introduced_role
from llmtool.engines.offline.descriptions import Roles
from llmtool.engines.offline.holders import BODIES, DOCUMENTS, GROUPS, ROLES
from llmtool.engines.offline.naming import PLACES, collectives, full_names, holders_of_roles
from llmtool.engines.offline.roles import (
    ADJECTIVES,
    CAPITAL,
    DETERMINER,
    INDEFINITE,
    POSSESSIVE,
    UPPER,
    bare,
    gender_of,
    party_of,
    split_name,
)
from llmtool.engines.offline.voices import Voice, unnamed

_WORD: Final = re.compile(rf"\b[{UPPER}][\w’'-]*\w")


_OWNED: Final = re.compile(r"(.+?)(?:['’]s|(?<=s)['’])\s+\S+$")


_NAMED: Final = re.compile(rf"(?:(?:Mr|Ms|Mrs|Dr|Dame|Sir)\.? )?({CAPITAL}(?: {CAPITAL}){{1,3}})$")


_AFFILIATED: Final = re.compile(rf"(.*?{CAPITAL} {CAPITAL}) (?:of|from|at|for|with) (?:the )?((?:\S+ ?){{1,6}})$")


_HE: Final = re.compile(r"(?:He|She|They|It)\b")
_NEAR: Final = 60


class Register:
    """The people of one document, and the voices heard so far, most recent last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._full = full_names(text)
        self._heard: list[tuple[int, Voice]] = []
        self._known: dict[str, Voice] = {}
        self.speaking: set[str] = set()
        self._bodies = collectives(text)
        self._roles: Roles | None = None
        self._holders = holders_of_roles(text)
        self._places: tuple[list[int], list[str]] | None = None
        self._first: dict[str, list[int]] = {}

    def answering(self, askers: Iterable[str]) -> Voice | None:
        """Who answers in an interview: the person heard most, or else named most, of those who ask nothing."""
        heard = Counter(voice.name for _, voice in self._heard if voice.kind == "person" and voice.name not in askers)
        if heard:
            return self._known[max(heard, key=lambda name: heard[name]).casefold()]
        counts = Counter(self._mentions()[1])
        if not counts:
            return None
        return self.hear(Voice(self._full[max(sorted(counts), key=lambda word: counts[word])], "person"), -1)

    def labelled(self, label: str) -> str:
        """The name that the label of a turn stands for."""
        return self.full_name(split_name(re.split(r"[,(]", label)[0].strip())[1])

    def take_for_body(self, name: str) -> None:
        """``X said it …``: a capitalised name that is taken up by "it" is no person."""
        last = name.rsplit(maxsplit=1)[-1].casefold()
        if len(name.split()) > 1 and self._full.get(last) == name and name.casefold() not in self._known:
            del self._full[last]
            self._bodies.add(name.casefold())

    def suggest(self, head: str) -> None:
        """Take a one-word source for a person where it names no state and no body."""
        if (
            _WORD.fullmatch(head)
            and not head.isupper()
            and actor(head) is None
            and bare(head) not in BODIES | GROUPS | ROLES
        ):
            self._full.setdefault(head.casefold(), head)

    def full_name(self, name: str) -> str:
        """The fullest form of a person's name that the document gives."""
        words = name.split()
        known = self._full.get(words[-1].casefold()) if words else None
        if known is not None and known.isupper() and len(known) > 3 and known.title() in self._text:
            known = known.title()
        shorter = known is not None and len(words) < len(known.split())
        if known and (len(words) == 1 or (shorter and words[0].casefold() in known.casefold().split())):
            return known
        shouted = name.isupper() and (len(name) > 5 or (len(name) > 3 and name.title() in self._text))
        return " ".join(word.title() for word in words) if shouted else name

    def is_person(self, name: str) -> bool:
        """Whether the document gives a full name that ends in this word."""
        return bool(name) and name.rsplit(maxsplit=1)[-1].casefold() in self._full

    def hear(self, voice: Voice, paragraph: int) -> Voice:
        """Remember a voice; what an earlier mention told about it is kept."""
        known = self._known.get(voice.name.casefold())
        if known is not None:
            voice = replace(
                known,
                role=known.role or voice.role,
                party=known.party or voice.party,
                gender=known.gender or voice.gender,
            )
        elif voice.kind == "person" and voice.role is None:
            role = self._introduced(voice.name)
            if role:
                voice = replace(voice, role=role, party=party_of(role), gender=voice.gender or gender_of(role))
        self._known[voice.name.casefold()] = voice
        self._heard.append((paragraph, voice))
        return voice

    def pronoun(self, low: str, before: int, paragraph: int, starts: Iterable[int]) -> Voice | None:
        """The voice that a pronoun at ``before`` stands for; ``starts`` are where this paragraph's sentences begin."""
        if low in {"he", "she", "his", "her"}:
            gender = "f" if low in {"she", "her"} else "m"

            def fits(voice: Voice) -> bool:
                other = voice.name not in self.speaking  # who speaks in a transcript does not say "he" of himself
                return other and voice.kind in {"person", "role"} and not voice.plural and voice.gender in {"", gender}

            found = self._latest(fits, paragraph) or self._named_at_head(before, starts, fits) or self._latest(fits)
            return self.hear(replace(found, gender=gender), paragraph) if found else None
        if low in {"they", "their"}:
            found = self._latest(lambda voice: voice.plural or voice.kind == "body") or self._latest(lambda _: True)
        else:
            found = self._latest(lambda voice: voice.kind in {"body", "document"} and not voice.plural)
        return self.hear(found, paragraph) if found else None

    def _latest(self, fits: Callable[[Voice], bool], paragraph: int | None = None) -> Voice | None:
        for where, voice in reversed(self._heard[-12:]):
            if paragraph is not None and where != paragraph:
                return None
            current = self._known[voice.name.casefold()]
            if fits(current):
                return current
        return None

    def _named_at_head(self, before: int, starts: Iterable[int], fits: Callable[[Voice], bool]) -> Voice | None:
        """A person named at the head of one of the sentences before, the nearest first."""
        places, words = self._mentions()
        for start in sorted(starts, reverse=True):
            if _HE.match(self._text, start):
                continue  # "He met X": whoever he is, he is not X
            for at in range(bisect_left(places, start), bisect_left(places, min(start + _NEAR, before))):
                name = self._full.get(words[at], "")
                voice = self._known.get(name.casefold(), Voice(name, "person"))
                if name and fits(voice):
                    return voice
        return None

    def _mentions(self) -> tuple[list[int], list[str]]:
        """The offsets of all capitalised words that end a person's name, and those words."""
        if self._places is None:
            found = [
                (match.start(), POSSESSIVE.sub("", match.group()).casefold()) for match in _WORD.finditer(self._text)
            ]
            known = [(place, word) for place, word in found if word in self._full]
            self._places = [place for place, _ in known], [word for _, word in known]
            for place, word in known:
                self._first.setdefault(word, []).append(place)
        return self._places

    def _introduced(self, name: str) -> str | None:
        """The role that the document gives where it first names a person."""
        self._mentions()
        for place in self._first.get(name.rsplit(maxsplit=1)[-1].casefold(), [])[:6]:
            role = introduced_role(self._text[max(0, place - 150) : place + 200], name)
            if role:
                return role
        return None

    def voices(self, head: str, whole: str, paragraph: int, at: int = 0) -> tuple[Voice, ...]:
        """The voices of a noun phrase, two where it joins two states or bodies; ``whole`` has its apposition."""
        head = " ".join(head.split()).strip(' ,;:-–—•*"“”')
        if not head:
            return ()
        state = actor(head)
        if state is not None and state.form == "adjective" and head not in {"US", "U.S.", "UK", "U.K."}:
            head = whole = state.name  # "Russian demands": Russia's
        parts = re.split(r"\s+and\s+(?:its\s+|the\s+)?", head)
        parts[0] = re.sub(r"^both\s+", "", parts[0], flags=re.IGNORECASE)
        plain = [word for part in parts for word in part.split()[:-1]]
        if (
            len(parts) == 2
            and all(part[:1].isupper() and bare(part) not in ROLES for part in parts)
            and all(word[0].isupper() for word in plain)
        ) and (actor(parts[0]) or actor(parts[1]) or all(self.is_person(part) for part in parts)):
            return tuple(self._voice(part, part, paragraph, at) for part in parts)
        return (self._voice(head, whole, paragraph, at),)

    def _voice(self, head: str, whole: str, paragraph: int, at: int) -> Voice:
        after = " ".join(whole.split())
        after = after[len(head) :].strip(" ,;:()–—") if after.startswith(head) else ""
        person = self._person(head, after) if head.casefold() not in self._bodies else None
        if person is not None:
            return self.hear(person, paragraph)
        owner = _OWNED.match(head)
        if owner and not after and bare(head.rsplit(maxsplit=1)[-1]) in DOCUMENTS:
            return self._voice(owner[1], owner[1], paragraph, at)  # "the union's survey" is the union
        definite = DETERMINER.sub("", head)
        earlier = self._earlier(definite) if definite != head or definite[:1].isupper() else None
        owned = re.search(r"['’]s \S+$", head) is not None
        if earlier is None and (definite != head or owned):
            holder = self._roles_of().holder(definite, self._near(at))
            if holder is not None:
                return self.hear(self._known.get(holder.casefold(), Voice(holder, "person")), paragraph)
        return self.hear(earlier or unnamed(head, definite), paragraph)

    def _near(self, at: int) -> set[str]:
        """The people named before ``at`` in its paragraph, or else in the one before."""
        end = at
        for _ in range(2):
            while end and self._text[end - 1] == "\n":
                end -= 1
            start = self._text.rfind("\n", max(0, end - 1500), end) + 1
            places, words = self._mentions()
            named = {self._full[word] for word in words[bisect_left(places, start) : bisect_left(places, end)]}
            found = {name for name in named if self._speaks(name)}
            if found:
                return found
            end = start
        return set()

    def _speaks(self, name: str) -> bool:
        """Whether a name is a person's beyond doubt: somebody heard, or with a role."""
        voice = self._known.get(name.casefold())
        return (voice is not None and voice.kind == "person") or self._introduced(name) is not None

    def _roles_of(self) -> Roles:
        if self._roles is None:
            self._roles = Roles(self._text, self._full.values())
        return self._roles

    def _person(self, head: str, after: str) -> Voice | None:
        words = head.split()
        named = _NAMED.match(re.split(r",| who\b", after)[0]) if bare(words[-1]) in ROLES else None
        owned = any(word.endswith(("'s", "’s", "s'", "s’")) for word in words[:-1])
        if named and (owned or words[0].casefold() in {"its", "the", "their", "his", "her", "a", "an"}):
            role = INDEFINITE.sub("", DETERMINER.sub("", head))
            side = party_of(role)
            if side is None and words[0].casefold() in {"its", "their"}:
                body = self._latest(lambda voice: voice.kind == "body")
                side = body.name if body else None
            elif side is None and words[0].casefold() in {"his", "her"}:
                other = self._latest(lambda voice: voice.kind == "person")
                side = other.party if other else None
            return Voice(self.full_name(named[1]), "person", role, side, gender_of(role))
        affiliated = _AFFILIATED.match(head)
        if affiliated and not after and bare(affiliated[1].split()[-1]) not in ROLES | BODIES and actor(head) is None:
            person = self._person(affiliated[1], "")
            return replace(person, party=person.party or affiliated[2]) if person else None
        return self._titled(head, after)

    def _titled(self, head: str, after: str) -> Voice | None:
        front, name = split_name(re.sub(r"\s*\([^)]*\)", "", head))
        if front and name.isupper() and len(name) > 3:
            name = self.full_name(name.title())  # "MR RENN"
        words = name.split()
        if (
            not words
            or any(bare(word) in BODIES for word in words)
            or bare(words[0]) in PLACES
            or actor(name) is not None
        ):
            return None
        titled = any(bare(word) in ROLES for word in front.split())
        if not titled and (
            head.casefold().startswith(("the ", "a ", "an ")) or (len(words) == 1 and not self.is_person(name))
        ):
            return None
        if not titled and len(words) == 1 and front:
            return None
        role = front if titled else None
        if role is None and any(bare(word) in ROLES for word in after.split()[:8]):
            role = re.split(r",| who\b| which\b", after)[0]
        role = re.sub(r"^(?:of|by|from|to|as|and|for)\s+", "", role.strip(" ,")) if role else None
        role = INDEFINITE.sub("", DETERMINER.sub("", role)) if role else None
        role = role.capitalize() if role and role.isupper() and len(role) > 3 else role
        gender = gender_of(role or "")
        if role and all(bare(word) in {"mr", "ms", "mrs", "miss", "dr", "sir", "dame"} for word in role.split()):
            role = None
        return Voice(self.full_name(name), "person", role, party_of(role) if role else None, gender)

    def _earlier(self, definite: str) -> Voice | None:
        """The voice that ``the spokesman`` or ``the ministry`` takes up again."""
        words = [bare(word) for word in definite.split()]
        if not words:
            return None
        if len(words) <= 2 and words[-1] in self._holders:
            return self._person(self._holders[words[-1]], f"the {words[-1]}")
        for _, heard in reversed(self._heard[-40:]):
            voice = self._known[heard.name.casefold()]
            if (
                voice.kind == "person"
                and voice.role
                and words[-1] in ROLES
                and words[-1] in {bare(word) for word in voice.role.split()}
            ) and not [word for word in words[:-1] if word not in voice.role.casefold() and word not in ADJECTIVES]:
                return voice
            if voice.kind in {"body", "role"} and len(words) == 1 and bare(voice.name.split()[-1]) == words[0]:
                return voice
        return None
