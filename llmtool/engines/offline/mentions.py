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
from llmtool.engines.offline.given_names import gender_of_name
from llmtool.engines.offline.heard import Heard
from llmtool.engines.offline.holders import BODIES, DOCUMENTS, GROUPS, ROLES
from llmtool.engines.offline.named_bodies import NamedBodies
from llmtool.engines.offline.naming import NO_NAMES, full_names, holders_of_roles
from llmtool.engines.offline.persons import NAMED, person
from llmtool.engines.offline.roles import (
    ADJECTIVES,
    CAPITAL,
    DETERMINER,
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
_POSSESSED: Final = re.compile(r"(his|her|its|their) ((?:[a-z’'-]+ ){0,2}[a-z’'-]+)$", re.IGNORECASE)
_PROPER: Final = re.compile(rf"(?:the )?([{UPPER}][\w.’'&-]*(?: (?:&|of|{CAPITAL})){{0,4}})$")
_QUANTIFIED: Final = re.compile(
    r"^(\w+) of (?:the|her|his|its|their|these|those|our|all)(?: (?:two|three|four|five|six|seven|eight|nine|ten))?\b",
    re.IGNORECASE,
)
_SPOKEN_FOR: Final = re.compile(r"(?:a|an|the|another) (?:spokes\w+|press officer|representative)$", re.IGNORECASE)
_GROUP: Final = re.compile(
    rf"(?:(?:The|Some|Many|Several|Most) )?([A-Za-z]+s)\b(?: (?:at|of|in|from) (?:the )?{CAPITAL}(?: {CAPITAL})*)?"
)
_HE: Final = re.compile(r"(?:He|She|They|It)\b")
_QUOTED: Final = re.compile(r"[“”„«»\"]|''")
# What stands before a name that is no subject: "the role of X", "Holt told X".
_NO_SUBJECT: Final = re.compile(r",|\b(?:of|to|with|by|for|from|on|in|about|against|and|that|[a-z]+ed|told|met)\b")
_NEAR: Final = 60


class Register:
    """The people of one document, and the voices heard so far, most recent last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._full = full_names(text)
        self._heard = Heard()
        self._at = 0
        self.speaking: set[str] = set()
        self.bodies = NamedBodies(text)
        self._roles: Roles | None = None
        self._holders = holders_of_roles(text)
        self._places: tuple[list[int], list[str]] | None = None
        self._first: dict[str, list[int]] = {}

    def answering(self, askers: Iterable[str]) -> Voice | None:
        """Who answers in an interview: the person heard most, or else named most, of those who ask nothing."""
        heard = Counter(
            voice.name for voice in self._heard.all() if voice.kind == "person" and voice.name not in askers
        )
        if heard:
            return self._heard.known[max(heard, key=lambda name: heard[name]).casefold()]
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
        if len(name.split()) > 1 and self._full.get(last) == name and self._heard.get(name) is None:
            del self._full[last]
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
        ):
            self._full.setdefault(head.casefold(), head)

    def _is_common(self, word: str) -> bool:
        """Whether a capitalised word also stands in the text without its capital, as "Polls" may."""
        if not word.istitle():
            return False
        return re.search(rf"(?<![\w’'-]){re.escape(word.lower())}(?![\w’'-])", self._text) is not None

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
        known = self._heard.get(voice.name)
        if voice.kind == "person" and not voice.gender:
            voice = replace(voice, gender=gender_of_name(voice.name))
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
        self._heard.add(voice, paragraph, self._at)
        return voice

    def pronoun(self, low: str, before: int, paragraph: int, starts: Iterable[int]) -> Voice | None:
        """The voice that a pronoun at ``before`` stands for; ``starts`` are where this paragraph's sentences begin."""
        if low in {"he", "she", "his", "her"}:
            gender = "f" if low in {"she", "her"} else "m"

            def fits(voice: Voice) -> bool:
                other = voice.name not in self.speaking  # who speaks in a transcript does not say "he" of himself
                return other and voice.kind in {"person", "role"} and not voice.plural and voice.gender in {"", gender}

            self._at = before
            heard, named = self._heard.latest_at(fits, paragraph), self._named_at_head(before, starts, fits)
            if heard and named and (named[0] < heard[0] or not named[2]):
                named = None  # the subject of a later sentence goes before somebody heard, another name does not
            who = named[1] if named else heard[1] if heard else self.latest(fits)
            return self.hear(replace(who, gender=gender), paragraph) if who else None
        self._at = before
        if low in {"they", "their"}:
            group = self._group_at_head(before)
            found = Voice(group, "role", group, None, plural=True) if group else None
            found = (
                found or self.latest(lambda voice: voice.plural or voice.kind == "body") or self.latest(lambda _: True)
            )
        else:
            found = self.latest(lambda voice: voice.kind in {"body", "document"} and not voice.plural)
        return self.hear(found, paragraph) if found else None

    def _group_at_head(self, before: int) -> str | None:
        """The group that opens the sentence of a "they": ``Analysts at the bank expect …, they wrote``."""
        start = self.bodies.sentence_start(before)
        match = _GROUP.match(self._text, start, before)
        return match.group().strip() if match and bare(match[1]) in GROUPS - {"none", "one", "most"} else None

    def latest(self, fits: Callable[[Voice], bool], paragraph: int | None = None) -> Voice | None:
        """The voice heard last that fits, of the last twelve, or of those in one paragraph."""
        found = self._heard.latest_at(fits, paragraph)
        return found[1] if found else None

    def _named_at_head(
        self, before: int, starts: Iterable[int], fits: Callable[[Voice], bool]
    ) -> tuple[int, Voice, bool] | None:
        """A person named at the head of one of the sentences before, the nearest first.

        Gives the place, and whether the name is the sentence's subject.
        """
        places, words = self._mentions()
        for start in sorted(starts, reverse=True):
            if _HE.match(self._text, start):
                continue  # "He met X": whoever he is, he is not X
            for at in range(bisect_left(places, start), bisect_left(places, min(start + _NEAR, before))):
                name = self._full.get(words[at], "")
                voice = self._heard.get(name) or Voice(name, "person", gender=gender_of_name(name))
                between = self._text[start : places[at]]
                if name and fits(voice) and not _QUOTED.search(between):
                    return places[at], voice, not _NO_SUBJECT.search(between)
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
        head, whole = head.replace("*", ""), whole.replace("*", "")
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
        self._at = at + len(head) if at else self._at
        after = " ".join(whole.split())
        after = after[len(head) :].strip(" ,;:()–—") if after.startswith(head) else ""
        head, after = self._plain_name(head, after)
        if _QUANTIFIED.match(head):
            name = _QUANTIFIED.sub(lambda match: match[1], head)
            return self.hear(Voice(name, "role", name.partition(" ")[2], None, "", plural=True), paragraph)
        head = self._with_owner(head, after, paragraph, at)
        found = self._body(head, after)
        if found is None and head not in self.bodies:
            found = person(self, head, after, paragraph)
            side = self.bodies.in_full(found.party, at) if found and found.party else None
            found = replace(found, party=side or found.party) if found else None
        if found is not None:
            return self.hear(found, paragraph)
        owner = _OWNED.match(head)
        if owner and not after and bare(head.rsplit(maxsplit=1)[-1]) in DOCUMENTS:
            return self._voice(owner[1], owner[1], paragraph, at)  # "the union's survey" is the union
        return self._described(head, paragraph, at)

    def _plain_name(self, head: str, after: str) -> tuple[str, str]:
        """The name alone in ``carmaker Vega`` and in ``the developer, Ventus``."""
        described = self.bodies.described(head)
        if described and not self.is_person(described):
            self.bodies.add(described)
            return described, after
        apposed = (
            _PROPER.match(after.split(",", maxsplit=1)[0]) if after and head.rsplit(maxsplit=1)[-1].islower() else None
        )
        if (
            apposed
            and not apposed[1].isupper()
            and bare(head.rsplit(maxsplit=1)[-1]) in BODIES | GROUPS
            and bare(apposed[1].split()[-1]) not in ROLES
        ):
            self.bodies.add(apposed[1])
            return apposed[1], ""
        return head, after

    def _with_owner(self, head: str, after: str, paragraph: int, at: int) -> str:
        """``His lawyers`` with the name of him whose they are."""
        owned = _POSSESSED.match(head)
        noun = bare(head.rsplit(maxsplit=1)[-1])
        if (
            owned is None
            or not {noun, noun.removesuffix("s")} & (ROLES | BODIES | GROUPS)
            or NAMED.match(re.split(r",| who\b| \(", after)[0])
        ):
            return head
        if owned[1].casefold() in {"its", "their"}:
            body = self.body_near(paragraph)
            name = re.split(r"['’]s ", body)[0] if body else None
        else:
            starts = (self._text.rfind("\n", 0, at) + 1,)
            whose = self.pronoun(owned[1].casefold(), at, paragraph, starts)
            name = whose.name if whose else None
        return f"{name}’s {owned[2]}" if name else head

    def _body(self, head: str, after: str) -> Voice | None:
        """A body by its name or by the first word of it."""
        full = self.bodies.beginning_with(head) if head not in self._full.values() and actor(head) is None else None
        if full is not None and not self.is_person(head):
            return Voice(full, "body", None, full)
        if head in self.bodies and not after:
            return self._heard.get(head) or Voice(head, "body", None, head)
        return None

    def _described(self, head: str, paragraph: int, at: int) -> Voice:
        """Whom a description stands for, else an unnamed voice."""
        definite = DETERMINER.sub("", head)
        earlier = self._earlier(definite) if definite != head or definite[:1].isupper() else None
        if earlier is None and definite != head:
            definite = self.bodies.in_full(definite, at) or definite
            head = definite if definite.casefold() not in head.casefold() else head
        owned = re.search(r"['’]s \S+$", head) is not None
        if earlier is None and (definite != head or owned):
            holder = self._roles_of().holder(definite, self._near(at))
            if holder is not None:
                return self.hear(self._heard.get(holder) or Voice(holder, "person"), paragraph)
        voice = earlier or unnamed(head, definite)
        if earlier is None and voice.party is None and _SPOKEN_FOR.match(head):
            voice = replace(voice, party=self.body_near(paragraph))
        return self.hear(voice, paragraph)

    def served(self, role: str) -> str | None:
        """Whom "the lawyer" serves, where somebody has just spoken "through a lawyer"."""
        before = self._text[max(0, self._at - 300) : self._at]
        if re.search(rf"\bthrough (?:a|an|his|her|their|its) (?:\w+ )?{re.escape(role)}\b", before) is None:
            return None
        other = self.latest(lambda voice: voice.kind in {"person", "body"})
        return (other.party or other.name) if other else None

    def body_near(self, paragraph: int) -> str | None:
        """The body that "its" means: the subject of the sentence, or the one heard last in the paragraph."""
        heads = self.bodies.at_heads(self._at, self._full)
        first = next(heads, None)
        if first is not None and self.bodies.same_sentence(first[0], self._at):
            return first[1]
        heard = self._heard.latest_at(lambda voice: voice.kind == "body", paragraph)
        found = [each for each in (first, (heard[0], heard[1].name) if heard else None) if each]
        return max(found)[1] if found else None

    def _near(self, at: int) -> set[str]:
        """The people named before ``at`` in its paragraph, or else in the one before."""
        end = at
        for _ in range(2):
            while end and self._text[end - 1] == "\n":
                end -= 1
            start = self._text.rfind("\n", max(0, end - 1500), end) + 1
            places, words = self._mentions()
            named = {
                self._full[word]
                for word in words[bisect_left(places, start) : bisect_left(places, end)]
                if word in self._full
            }
            found = {name for name in named if self._speaks(name)}
            if found:
                return found
            end = start
        return set()

    def _speaks(self, name: str) -> bool:
        """Whether a name is a person's beyond doubt: somebody heard, or with a role."""
        voice = self._heard.get(name)
        return (voice is not None and voice.kind == "person") or self._introduced(name) is not None

    def _roles_of(self) -> Roles:
        if self._roles is None:
            self._roles = Roles(self._text, self._full.values())
        return self._roles

    def _earlier(self, definite: str) -> Voice | None:
        """The voice that ``the spokesman`` or ``the ministry`` takes up again."""
        words = [bare(word) for word in definite.split()]
        if not words:
            return None
        if len(words) <= 2 and words[-1] in self._holders:
            return person(self, self._holders[words[-1]], f"the {words[-1]}")
        for voice in self._heard.back(40):
            if (
                voice.kind == "person"
                and voice.role
                and words[-1] in ROLES
                and words[-1] in {bare(word) for word in voice.role.split()}
            ) and not [word for word in words[:-1] if word not in voice.role.casefold() and word not in ADJECTIVES]:
                return voice
            front = re.split(r" (?:of|at|for|in|from) ", voice.name)[0]
            if voice.kind in {"body", "role"} and len(words) == 1 and bare(front.split()[-1]) == words[0]:
                return voice
        return None
