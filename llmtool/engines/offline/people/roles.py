"""Roles: what a title or apposition tells about a person's side and gender, and where the name begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.align.parties.bodies.organs import without_organ
from llmtool.align.parties.countries import actor
from llmtool.align.parties.sides import led_group
from llmtool.align.parties.vocabulary import FUNCTIONS, PRIVATE
from llmtool.engines.offline.people.given_names import gender_of_name
from llmtool.engines.offline.people.holders import BODIES, GROUPS, PORTFOLIOS, ROLES
from llmtool.engines.offline.text.tags import is_arabic

UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽ"

CAPITAL: Final = rf"(?:[{UPPER}]\.|(?:(?:al|el|ad|an|ar|as|ash|at|az|bin|ibn|abu)-)?[{UPPER}][\w’'-]{{0,40}}\w)"

PARTICLE: Final = "(?:abu|al|bin|bint|da|das|de|del|den|der|di|do|dos|du|el|ibn|la|le|ten|ter|van|von)"

FULL_NAME: Final = rf"{CAPITAL}(?: (?:{PARTICLE} ){{0,2}}{CAPITAL}){{1,3}}"
"""A person's name in two to four words: ``Ann Ray``, ``Jan van der Meulen``."""

_FEMALE: Final = re.compile(
    r"\b(?:\w*woman|mrs|ms|miss|lady|dame|queen|princess|mother|wife|sister|daughter|actress|she|her)\b", re.IGNORECASE
)

_MALE: Final = re.compile(
    r"\b(?:(?!wo)\w*(?<!wo)man|mr|sir|lord|king|prince|father|husband|brother|son|he|his)\b", re.IGNORECASE
)

DETERMINER: Final = re.compile(r"^(?:the|this|that|these|those|both|its|his|her|their|our|my)\s+", re.IGNORECASE)

INDEFINITE: Final = re.compile(r"^(?:a|an|one|some|two|three|four|five|several|many|most|other|the)\s+", re.IGNORECASE)

POSSESSIVE: Final = re.compile(r"['’]s?$")

_OWNING: Final = frozenset({"'s", "’s", "s'", "s’"})

_LINK: Final = re.compile(
    r"\s+(?:of|at|for|with|from|in|on|living|working|based|attending)\s+(?:the\s+)?", re.IGNORECASE
)

ADJECTIVES: Final = frozenset(
    """same former senior top chief own current new late then longtime veteran acting embattled beleaguered outgoing
    departing popular controversial defiant powerful influential""".split()
)


def bare(word: str) -> str:
    """A word casefolded, without its possessive ending and marks."""
    return POSSESSIVE.sub("", word.casefold().strip('.,;:()"“”'))


def gender_of(text: str) -> str:
    """``f`` or ``m`` where a role tells it, else nothing."""
    return "f" if _FEMALE.search(text) else "m" if _MALE.search(text) else ""


def split_name(head: str) -> tuple[str, str]:
    """The words before a person's name, and the name: the capitalised words at the end, after the last role."""
    words = head.split()
    start = len(words)
    while start > 0:
        word = words[start - 1]
        if not (word[0].isupper() or re.fullmatch(PARTICLE, word) or is_arabic(word)):
            break
        adjective = actor(word) is not None and start != len(words)
        if bare(word) in ROLES or adjective or (word[-2:] in _OWNING and start != len(words)):
            break
        start -= 1
    while start < len(words) and not (words[start][0].isupper() or is_arabic(words[start])):
        start += 1
    return " ".join(words[:start]), " ".join(words[start:])


_TITLES: Final = frozenset(
    """minister secretary undersecretary under-secretary chief head director mayor governor president commissioner
    ambassador envoy chancellor leader speaker chair chairman chairwoman bishop archbishop prosecutor superintendent
    dean duke earl duchess countess prince princess king queen""".split()
)
_OF_TITLES: Final = re.compile(r"(?P<title>[\w-]+) (?:of|for|to)(?: the)?$")


def after_complement(front: str, words: Sequence[str]) -> int:
    """How many capitalised words still belong to the title before a name: 1 in ``Minister of [Justice Olga Prenn]``.

    A name that begins with a known given name is cut there, any other one takes the last two words. None belong to it
    in ``a lawyer for [Anna Bell]``.
    """
    title = _OF_TITLES.search(front.strip())
    if title is None or bare(title["title"]) not in _TITLES:
        return 0
    given = next((at for at, word in enumerate(words[1:-1], 1) if gender_of_name(word)), None)
    if given is not None:
        return given
    if len(words) == 2:
        return int(bare(words[0]) in PORTFOLIOS)
    initial = len(words) > 3 and re.fullmatch(r"\w\.", words[-2]) is not None  # "Secretary of State Tom F. Renn"
    return max(0, len(words) - 2 - initial)


_FUNCTION: Final = re.compile(
    rf" (?:of|for) (?:the )?(?:(?:corporate )?(?:{'|'.join(sorted(FUNCTIONS))}))(?=$| (?:at|of|in) )",
    re.IGNORECASE,
)
"""What an office looks after is no side."""


_PORTFOLIO_OF: Final = re.compile(
    r"\b(?P<head>(?<!prime )(?:minister|(?:under-?)?secretary|chief)) (?:of|for) (?:the )?"
    rf"(?:(?:{'|'.join(sorted(PORTFOLIOS))}"
    r"|(?:foreign|home|internal|external|social|public|political|european|economic) affairs)"
    r"\b(?:,? (?:and )?(?:the )?)?)+(?=$| of\b)",
    re.IGNORECASE,
)
"""``Minister of Energy``: what a minister looks after is no side, whose minister it is may be told after it."""
_CLOSE: Final = re.compile(r" (?:close|familiar|near|loyal|opposed|hostile|sympathetic) (?:to|with) ", re.IGNORECASE)
_QUALIFIED: Final = re.compile(
    rf"^(?:(?:main|largest|biggest|opposition|ruling|governing|rebel|far-right|far-left|centre-left|centre-right|liberal"
    rf"|conservative|state-owned|state-run|privately owned|troubled|listed|US-based) )+"
    rf"(?:(?:party|group|movement|company|supplier|operator|firm) )?(?=(?:{CAPITAL} )*{CAPITAL}$)"
)
"""``opposition Reform Alliance`` without what only tells of the body that is named."""


def party_of(role: str) -> str | None:
    """The side that a role names: ``Kremlin spokesman``, ``chair of the tenants' union``."""
    role = without_organ(role)
    role = _PORTFOLIO_OF.sub(r"\g<head>", _FUNCTION.sub("", role))
    side = led_group([bare(word) for word in role.split()]) or _side_of(_CLOSE.split(role)[0])
    return _QUALIFIED.sub("", side) if side else None


def _side_of(role: str) -> str | None:
    first, _, second = role.partition(" and ")
    if _ends_in_role(first) and _ends_in_role(second):
        return _side_of(first) or _side_of(second)  # "driver and union steward"
    front, *linked = _LINK.split(role, maxsplit=1)
    words = front.split()
    plain = [bare(word) for word in words]
    if plain[-1:] and plain[-1] in _WORKERS | _FOLLOWERS and len(plain) == 1:
        return None
    owned = re.match(rf"((?:{CAPITAL} ){{0,3}}{CAPITAL})['’]s? (?![{UPPER}])", front)
    at = next((at for at, word in enumerate(plain) if _is_role(word, words[at]) and not _is_guard(plain, at)), None)
    if at is not None and owned is not None and len(owned[1].split()) <= at and plain[at] in _OFFICES:
        return POSSESSIVE.sub("", owned[1])  # "Norland's water minister"
    if at is not None and (plain[at] in _OF_A_THING or _PAST & set(plain[:at])):
        return None  # "the author of the first study", "the former director"
    side = [word for word in words[:at] if bare(word) not in _NO_SIDE]
    owner = next((place for place, word in enumerate(side) if word[-2:] in {"'s", "’s"}), len(side))
    side = side[: owner + 1]  # "the board's technical inspector"
    if at is not None and plain[at] in _OFFICES:
        while len(side) > 1 and (bare(side[-1]) in PORTFOLIOS or _is_activity(side)):
            side.pop()
    if at is None:
        return _without_office(role, side, linked)
    side = _until_owner(side)
    proper = bool(side) and (side[0][0].isupper() or any(bare(word) in BODIES | GROUPS for word in side))
    own = plain[at].removesuffix("s") in _OWN_ACCOUNT and "'" not in front and "’" not in front
    if own and not any(word[0].isupper() for word in side[1:]) and (len(side) == 1 or plain[-1].endswith("s")):
        return None  # "shop owner", "processing plant owners"
    if proper and bare(side[-1]) not in PORTFOLIOS:
        return re.sub(r"['’]s$", "", DETERMINER.sub("", " ".join(side)).strip()) or None
    workers = (bool(side) and bare(side[-1]) in _WORKERS) or _is_worker(front)
    return None if workers or not linked or _lives_there(plain, role, linked[0]) else _linked_side(linked[0])


def _without_office(role: str, side: list[str], linked: list[str]) -> str | None:
    """The side that words name in which is no office."""
    if not (side and side[0][0].isupper()):
        return None
    if linked and bare(side[-1]) in BODIES:
        return DETERMINER.sub("", role)  # "Department of Roads"
    if linked and len(side) == 1 and side[0].endswith("s") and side[0][-2] not in "'’" and actor(side[0]) is None:
        return _linked_side(linked[0])  # "Monitors from the Union of Lakes": the capital is that of the sentence
    side = _until_owner(side)
    if bare(side[-1]) not in PORTFOLIOS:
        return re.sub(r"['’]s$", "", DETERMINER.sub("", " ".join(side)).strip()) or None
    return None if not linked or bare(side[-1]) in _WORKERS else _linked_side(linked[0])


def _is_guard(plain: list[str], at: int) -> bool:
    """Whether a word is the second of ``coast guard``, which is a body."""
    return at > 0 and plain[at] in {"guard", "guards"} and plain[at - 1] in _GUARDED


def _is_activity(side: list[str]) -> bool:
    """Whether the last word before an office tells what it is for: ``UFW organizing director``."""
    return side[-1].islower() and side[-1].endswith("ing") and bare(side[-1]) not in BODIES and side[0][0].isupper()


def _lives_there(plain: list[str], role: str, place: str) -> bool:
    """Whether a role only tells where somebody lives or works: ``a fisherman from Old Oru``, ``a teacher in Selo``."""
    linked = re.search(r" (?:in|from|on|near) ", role)
    first = _LINK.search(role)
    words = [bare(word) for word in place.split()]
    return (
        linked is not None
        and first is not None
        and linked.start() == first.start()
        and bool({plain[-1], plain[-1].removesuffix("s")} & PRIVATE)
        and not any(word in BODIES | GROUPS for word in words)
    )


def _until_owner(side: list[str]) -> list[str]:
    """Words up to the body that owns an office: ``the board's`` of ``the board's technical inspector``."""
    owner = next((n for n, word in enumerate(side) if word[-2:] in {"'s", "’s"} and bare(word) in BODIES), None)
    return side if owner is None or bare(side[-1]) in BODIES | GROUPS else side[: owner + 1]


def _is_role(plain: str, word: str) -> bool:
    """Whether a word is a role, and not whose something is: ``the farmers’ league president``."""
    return (plain in ROLES or plain.rstrip("s") in ROLES) and word[-1] not in "'’" and word[-2:] not in {"'s", "’s"}


def _ends_in_role(words: str) -> bool:
    return bool(words.strip()) and bare(words.rsplit(maxsplit=1)[-1]) in ROLES


def _linked_side(linked: str) -> str | None:
    """The side after ``of``, ``for`` or ``at``: ``the tenants' union``; none in ``a practice in the village``."""
    at_body = re.search(rf"\bat (?:the )?([{UPPER}].*)$", linked)
    if at_body is not None:
        linked = at_body[1]  # "professor of psychology at Tarn University"
    first = re.split(r" (?:in|on|near) ", linked)[0].split()
    first = [word for at, word in enumerate(first) if word != "public" or at == len(first) - 1]  # "public policy"
    if linked[:1].isdigit() or not any(word[0].isupper() or bare(word) in BODIES | GROUPS for word in first):
        return None
    return POSSESSIVE.sub("", re.split(r",|\s(?:who|which|that|and)\s", linked)[0].strip()) or None


_NO_SIDE: Final = ADJECTIVES | {
    "local",
    "regional",
    "provincial",
    "municipal",
    "a",
    "an",
    "the",
    "deputy",
    "two",
    "three",
    "managing",
    "executive",
    "retired",
}

# Who works or stays somewhere speaks for nobody but themselves: "nurses at the hospital".
_WORKERS: Final = frozenset(
    """nurses doctors workers staff employees drivers teachers students pupils parents patients residents tenants
    players miners cleaners prisoners inmates passengers customers guests visitors volunteers members midwives
    cooks""".split()
)

_EXPERTS: Final = frozenset("members doctors teachers".split())
"""Those of them of whom one may well speak for the house: ``a doctor at the clinic``."""

_FOLLOWERS: Final = frozenset("supporters critics opponents fans friends followers backers rivals enemies".split())


def _is_worker(front: str) -> bool:
    words = front.split()
    return bool(words) and not {bare(words[-1]), f"{bare(words[-1])}s"}.isdisjoint(_WORKERS - _EXPERTS)


_OF_A_THING: Final = frozenset(
    "author co-author writer witness victim survivor critic mother father mayor colleague".split()
)

# Whom one word before does not bind to a body.
_OWN_ACCOUNT: Final = frozenset("owner driver worker teacher farmer resident student tenant manager keeper".split())

_PAST: Final = frozenset("former ex onetime one-time retired late then".split())

_GUARDED: Final = frozenset("coast national border revolutionary presidential civil home republican".split())

_OFFICES: Final = frozenset(
    "minister secretary chief director commissioner envoy undersecretary adviser advisor".split()
)
