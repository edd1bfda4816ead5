"""Who a source is: full names, roles and sides as the document gives them, and what pronouns and short names stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

Kind = Literal["person", "body", "role"]
_CAPITAL: Final = r"(?:[A-ZÀ-ÖØ-ÞŁŚŽŠČİ]\.|[A-ZÀ-ÖØ-ÞŁŚŽŠČİ][\w’'-]*[\w])"
_RUN: Final = re.compile(
    rf"{_CAPITAL}(?:[ \t]+(?:(?:al|bin|de|del|der|di|da|du|el|la|le|ter|van|von)[ \t]+)?{_CAPITAL}){{1,7}}"
)
ROLES: Final = frozenset(
    """president vice minister secretary spokesman spokeswoman spokesperson spokespeople chief director mayor senator
    governor chair chairman chairwoman chairperson leader head commissioner ambassador envoy aide adviser advisor lawyer
    attorney counsel judge justice sheriff officer inspector investigator general colonel captain major admiral commander
    professor doctor dr mr mrs ms miss sir lady lord prof rep sen gov gen col lt sgt capt hon congressman congresswoman
    representative councillor councilor councilman councilwoman councilmember mp deputy prime chancellor premier king queen prince
    princess pope bishop archbishop cardinal rabbi imam pastor reverend rev analyst economist expert scientist researcher
    engineer historian author writer editor journalist reporter correspondent host anchor activist campaigner organiser
    organizer founder co-founder owner manager executive ceo cfo coo coordinator strategist pollster negotiator delegate
    coach player manager nurse teacher driver farmer pilot operator foreman supervisor resident tenant neighbour neighbor
    witness victim survivor relative mother father brother sister wife husband son daughter student pupil superintendent
    fellow partner member treasurer clerk ombudsman whip speaker nominee candidate rival opponent critic musician actor
    singer star billionaire businessman businesswoman entrepreneur official paramedic firefighter fisherman technician
    chairmanship prosecutor solicitor barrister counsellor lecturer dean principal rector vicar detective sergeant
    constable lieutenant marshal undersecretary parliamentarian lawmaker legislator republican democrat inquiry
    """.split()
) - {"inquiry", "chairmanship"}
_BODIES: Final = frozenset(
    """ministry department council commission committee union party company corporation corp inc ltd plc group agency bank
    university college school institute centre center court house senate congress parliament assembly government
    administration authority board bureau office police army navy force forces command nato un eu association federation
    foundation society league alliance coalition campaign network news times post journal guardian reuters tribune
    observer service services trust fund organisation organization kremlin pentagon street team hospital airline airlines
    railway railways cooperative syndicate chamber embassy delegation mission secretariat states kingdom nations republic
    works energy water power partners holdings industries industry mining rail transport port airport watchdog regulator
    ombudsman inspectorate mayoralty city county district borough town village fire""".split()
)
_PLACES: Final = frozenset("new north south east west united saint st san los las great central".split())
_FEMALE: Final = re.compile(
    r"\b(?:\w*woman|mrs|ms|miss|lady|queen|princess|mother|wife|sister|daughter|actress|she|her)\b", re.I
)
_MALE: Final = re.compile(
    r"\b(?:(?!wo)\w*(?<!wo)man|mr|sir|lord|king|prince|father|husband|brother|son|he|his)\b", re.I
)
_PLURAL: Final = re.compile(r"(?:[^s]s|people|police|men|women|children|staff)$", re.I)
_DETERMINER: Final = re.compile(r"^(?:the|this|that|these|those|both|its|his|her|their|our|my)\s+", re.I)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_LINK: Final = re.compile(r"\s+(?:of|at|for|with|from|in|to|on)\s+(?:the\s+)?", re.I)


@dataclass(frozen=True)
class Voice:
    """A source resolved inside its document. ``gender`` is ``f``, ``m`` or empty; ``party`` in the text's own words."""

    name: str
    kind: Kind
    role: str | None = None
    party: str | None = None
    gender: str = ""
    plural: bool = False


class Register:
    """The people of one document, and the voices heard so far, most recent last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._full: dict[str, str] = {}
        self._roles: dict[str, tuple[str, str]] = {}
        self._names: list[tuple[int, str]] = []
        self._heard: list[Voice] = []
        self._known: dict[str, Voice] = {}
        for match in _RUN.finditer(text):
            self._enter(match)

    def _enter(self, match: re.Match[str]) -> None:
        words = match.group().split()
        cut = max((at + 1 for at, word in enumerate(words) if _bare(word) in ROLES), default=0)
        name = words[cut:]
        if name and name[-1][-2:] in {"'s", "’s"}:
            name[-1] = name[-1][:-2]
        if not 2 <= len(name) <= 4 or any(_bare(word) in _BODIES for word in name) or _bare(name[0]) in _PLACES:
            return
        if any(word.isupper() and len(word) > 3 for word in name) and not all(word.isupper() for word in name):
            return
        full = " ".join(name)
        self._full.setdefault(name[-1].casefold(), full)
        self._names.append((match.start(), full))

    def full_name(self, name: str) -> str:
        """The fullest form of a person's name that the document gives."""
        words = name.split()
        known = self._full.get(words[-1].casefold()) if words else None
        if known and (
            len(words) == 1 or (len(words) < len(known.split()) and words[0].casefold() in known.casefold().split())
        ):
            return known
        return name

    def is_person(self, name: str) -> bool:
        """Whether the document gives a full name that ends in this word."""
        return name.split()[-1].casefold() in self._full

    def hear(self, voice: Voice) -> Voice:
        """Remember a voice; what an earlier mention told about it is kept."""
        key = voice.name.casefold()
        known = self._known.get(key)
        if known is not None:
            voice = replace(
                known,
                role=known.role or voice.role,
                party=known.party or voice.party,
                gender=known.gender or voice.gender,
            )
        self._known[key] = voice
        self._heard.append(voice)
        return voice

    def pronoun(self, low: str, before: int, near: int) -> Voice | None:
        """The voice that a pronoun at ``before`` stands for; a person named since ``near`` goes first."""
        if low in {"he", "she", "him", "her", "his", "hers"}:
            gender = "f" if low in {"she", "her", "hers"} else "m"
            latest = self._latest(
                lambda voice: voice.kind != "body" and not voice.plural and voice.gender in {"", gender}
            )
            named = [name for place, name in self._names if near <= place < before]
            if named and (latest is None or latest.name not in named):
                found = self._known.get(named[0].casefold(), Voice(named[0], "person"))
                if found.gender in {"", gender}:
                    latest = found
            return self.hear(replace(latest, gender=gender)) if latest else None
        if low in {"they", "their", "them"}:
            return self._latest(lambda voice: voice.plural or voice.kind == "body") or self._latest(lambda _: True)
        if low in {"it", "its"}:
            return self._latest(lambda voice: voice.kind == "body" and not voice.plural)
        return None

    def _latest(self, fits: object) -> Voice | None:
        for voice in reversed(self._heard[-12:]):
            if callable(fits) and fits(voice):
                return voice
        return None

    def voice(self, head: str, whole: str) -> Voice | None:
        """The voice of a noun phrase; ``whole`` is the phrase with its apposition."""
        head = " ".join(head.split()).strip(' ,;:-–—•*"“”')
        if not head:
            return None
        after = " ".join(whole.split())
        after = after[len(head) :].strip(" ,;:()–—") if after.startswith(head) else ""
        person = self._person(head, after)
        if person is not None:
            return self.hear(person)
        definite = _DETERMINER.sub("", head)
        earlier = self._earlier(definite) if definite != head or definite[0].isupper() else None
        if earlier is not None:
            return self.hear(earlier)
        return self.hear(_unnamed(head, definite))

    def _person(self, head: str, after: str) -> Voice | None:
        front, name = _split_name(head)
        if not name:
            return None
        words = name.split()
        bodily = any(_bare(word) in _BODIES for word in words) or _bare(words[0]) in _PLACES
        if bodily or head.casefold().startswith(("the ", "a ", "an ")) and not front:
            return None
        titled = bool(front) and any(_bare(word) in ROLES for word in front.split())
        if len(words) == 1 and not titled and not self.is_person(name):
            return None
        if front and not titled and len(words) == 1:
            return None
        role = front if titled else None
        if after and any(_bare(word) in ROLES for word in after.split()[:8]):
            role = role or re.split(r",| who\b| which\b", after)[0].strip()
        full = self.full_name(name)
        role = role.strip(" ,") if role else None
        role = _DETERMINER.sub("", re.sub(r"^(?:a|an)\s+", "", role)) if role else None
        if role and not role.replace(".", "").strip():
            role = None
        return Voice(full, "person", role, party_of(role) if role else None, _gender(f"{role or ''}"))

    def _earlier(self, definite: str) -> Voice | None:
        """The voice that ``spokesman`` or ``ministry`` takes up again."""
        words = [_bare(word) for word in definite.split()]
        if not words:
            return None
        noun = words[-1]
        for voice in reversed(self._heard[-40:]):
            if voice.kind == "person" and voice.role and noun in {_bare(word) for word in voice.role.split()}:
                rest = [word for word in words[:-1] if word not in voice.role.casefold() and word not in _ADJECTIVES]
                if not rest:
                    return voice
            if voice.kind == "body" and voice.name.casefold().split()[-1] == noun and len(words) == 1:
                return voice
        return None


_ADJECTIVES: Final = frozenset("same former senior top chief own current new late then".split())


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.casefold()).strip('.,;:()"“”')


def _gender(text: str) -> str:
    return "f" if _FEMALE.search(text) else "m" if _MALE.search(text) else ""


def _split_name(head: str) -> tuple[str, str]:
    """The words before a person's name, and the name: the capitalised words at the end, after the last role."""
    words = head.split()
    start = len(words)
    while start > 0:
        word = words[start - 1]
        if not (
            word[0].isupper() or word.casefold() in {"al", "bin", "de", "del", "van", "von", "der", "la", "di", "da"}
        ):
            break
        if _bare(word) in ROLES or (word[-2:] in {"'s", "’s"} and start != len(words)):
            break
        start -= 1
    if start == len(words):
        return head, ""
    while start < len(words) and not words[start][0].isupper():
        start += 1
    return " ".join(words[:start]), " ".join(words[start:])


def _unnamed(head: str, definite: str) -> Voice:
    noun = re.split(r"\s(?:of|at|for|in|from|with|on|who|close|familiar|briefed)\s", definite)[0].split()[-1:]
    last = _bare(noun[0]) if noun else ""
    body = last in _BODIES or (definite[0].isupper() and last not in ROLES and _bare(last.rstrip("s")) not in ROLES)
    plural = (
        bool(_PLURAL.search(last)) and not definite[0].isupper() or last.rstrip("s") in ROLES and last.endswith("s")
    )
    name = definite if body else head
    if body:
        return Voice(name, "body", None, name, plural=plural)
    role = re.sub(r"^(?:a|an|one|some|two|three|several|many|the)\s+", "", head, flags=re.I)
    return Voice(name, "role", role, party_of(role), _gender(role), plural)


def party_of(role: str) -> str | None:
    """The side that a role names: ``Kremlin spokesman`` → ``Kremlin``, ``chair of the tenants' union`` → ``tenants' union``."""
    linked = _LINK.split(role, maxsplit=1)
    front = linked[0].split()
    at = next(
        (place for place, word in enumerate(front) if _bare(word) in ROLES or _bare(word).rstrip("s") in ROLES),
        len(front),
    )
    before = [
        word
        for word in front[:at]
        if _bare(word) not in _ADJECTIVES and _bare(word) not in {"a", "an", "the", "deputy"}
    ]
    if before and (before[0][0].isupper() or any(_bare(word) in _BODIES for word in before)):
        return _DETERMINER.sub("", " ".join(before)).strip()
    if len(linked) > 1:
        behind = re.split(r",|\s(?:who|which|that|and)\s", linked[1])[0].strip()
        return behind or None
    return " ".join(before) or None
