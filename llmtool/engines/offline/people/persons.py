"""Persons as a noun phrase gives them: name, role and side, from titles before the name and words after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from llmtool.align.parties.countries import actor
from llmtool.align.parties.vocabulary import RANKS
from llmtool.engines.offline.people.given_names import gender_of_name
from llmtool.engines.offline.people.holders import BODIES, DOCUMENTS, GROUPS, ROLES
from llmtool.engines.offline.people.naming import PLACES
from llmtool.engines.offline.people.roles import (
    CAPITAL,
    DETERMINER,
    FULL_NAME,
    INDEFINITE,
    after_complement,
    bare,
    gender_of,
    party_of,
    split_name,
)
from llmtool.engines.offline.people.voices import Voice

if TYPE_CHECKING:
    from llmtool.engines.offline.people.mentions import Register

NAMED: Final = re.compile(
    rf"(?:(?:Mr|Ms|Mrs|Dr|Dame|Sir|Prof|Professor|Judge|Captain|Colonel|General|Lord|Lady|Rev|Bishop"
    rf"|{'|'.join(sorted(RANKS)).title()})\.? ){{0,2}}"
    rf"({FULL_NAME})$"
)
_AFFILIATED: Final = re.compile(rf"(.*?{CAPITAL} {CAPITAL}) (?:of|from|at|for|with) (?:the )?((?:\S+ ?){{1,6}})$")
# "Wen Li of Tarn University" after a role.
_BOUND: Final = re.compile(rf"({FULL_NAME}) (?:of|from|at) (?:the )?((?:\S+ ?){{1,6}})$")
_OPENING: Final = frozenset("its the their his her a an one another".split())
_BRACKETS: Final = re.compile(r"\s*\([^)]*\)?")
_POST_NOMINAL: Final = re.compile(r"(?:,? (?:KC|QC|SC|MP|MEP|MSP|OBE|MBE|CBE|PhD|MD|RN|Esq))+$")
# "An adviser to President X" is not X.
_SERVANT: Final = re.compile(
    r"(?:.*[ ])?(?:aides?|advis[eo]rs?|spokes\w+|lawyers?|assistants?|allies|ally|deput(?:y|ies)|friends?|critics?)"
    r" (?:to|for|of) \S",
    re.IGNORECASE,
)
_COUNTERPARTS: Final = frozenset("counterpart successor predecessor".split())
_OTHERS: Final = _COUNTERPARTS | frozenset("rival opponent critic challenger accuser adversary victim".split())
_QUANTITIES: Final = frozenset("many several some few most other all both various certain numerous fellow".split())
_WHOSE: Final = re.compile(
    rf"(?:[Tt]he )?(?P<who>{CAPITAL}(?: {CAPITAL}){{0,4}}?|(?:[a-z-]+ ){{0,2}}[a-z-]+)(?:['’]s|(?<=s)['’])"
)
_RELATIVE: Final = re.compile(r"who [^,]*?(?P<last>[\w’'-]+), (?P<who>[^,]+),?")
_LINKS: Final = frozenset("to for of with from at in against behind &".split())
_ADDRESS: Final = frozenset("mr ms mrs miss dr sir dame".split())
_KNIGHTLY: Final = frozenset({"sir", "dame"})
"""Titles that stand before the given name: ``Sir Alan``."""
_SCHOOL_HEADS: Final = frozenset(
    ("head teacher", "headteacher", "headmaster", "headmistress", "deputy head", "deputy head teacher")
)


def person(register: Register, head: str, after: str, paragraph: int = -1) -> Voice | None:
    """The person whom ``head`` names, with what follows it in ``after``, or None where it names no person."""
    words = head.split()
    after = _past_relative(words, after)
    apposed = _POST_NOMINAL.sub("", _BRACKETS.sub("", re.split(r",| who\b", after)[0]))
    named = NAMED.match(apposed) if _may_be_named(words) else None
    bound = _BOUND.match(apposed) if named is None and _may_be_named(words) else None
    named = bound or named or _named_with_title(words, apposed)
    owned = any(word.endswith(("'s", "’s", "s'", "s’")) for word in words[:-1])
    if named and (owned or words[0].casefold() in _OPENING or bare(words[0]) in ROLES):
        role = INDEFINITE.sub("", DETERMINER.sub("", head))
        side = party_of(role) or (bound[2] if bound else None) or _side_by_owner(register, words, named[1], paragraph)
        return Voice(register.full_name(named[1]), "person", role, side or _school(register, role), gender_of(role))
    affiliated = _AFFILIATED.match(head)
    if affiliated and not after and bare(affiliated[1].split()[-1]) not in ROLES | BODIES and actor(head) is None:
        found = person(register, affiliated[1], "")
        return replace(found, party=found.party or affiliated[2]) if found else None
    return _titled(register, head, after)


def _past_relative(words: Sequence[str], after: str) -> str:
    """The name alone in ``A hydrologist [who advises the group, Professor Ann Ray]``.

    Right after a body an untitled name may be the body's, so that only a known given name tells a person.
    """
    match = _RELATIVE.fullmatch(after)
    if match is None or bare(words[-1]) not in ROLES or NAMED.match(match["who"]) is None:
        return after
    of_body = bare(match["last"]) in BODIES | GROUPS and match["who"].split()[0].rstrip(".").casefold() not in ROLES
    return after if of_body and not gender_of_name(match["who"]) else match["who"]


def _named_with_title(words: Sequence[str], apposed: str) -> re.Match[str] | None:
    """The name in ``Deputy Foreign Minister Pavel Oren``, after ``His Lotharan counterpart``."""
    if bare(words[-1]) not in ROLES | _COUNTERPARTS:
        return None
    front, name = split_name(apposed)
    return NAMED.match(name) if any(bare(word) in ROLES for word in front.split()) else None


def _side_by_owner(register: Register, words: Sequence[str], name: str, paragraph: int) -> str | None:
    """The side of ``its director``, ``his spokesman`` and of "the lawyer" through whom somebody has just spoken."""
    first = words[0].casefold()
    if first in {"its", "their"}:
        return register.body_near(paragraph)
    if first in {"his", "her"} and bare(words[-1]) in _OTHERS:
        return None
    if first in {"his", "her"}:
        other = register.latest(lambda voice: voice.kind == "person" and voice.name != name)
        return (other.party or other.name) if other else None
    return register.served(words[-1]) if first == "the" else None


def _may_be_named(words: Sequence[str]) -> bool:
    """Whether a name after a comma can be that of whom these words describe: ``Its accountant, Leo Marr``."""
    last = bare(re.split(r" (?:of|in|to|for|at|from|with|on|[a-z]+ing) ", " ".join(words))[0].split()[-1])
    if last in ROLES:
        return True
    last = bare(words[-1])
    return words[-1].islower() and last not in BODIES | GROUPS | DOCUMENTS and not last.endswith("ss")


def _school(register: Register, role: str) -> str | None:
    return register.bodies.only_school() if role.casefold() in _SCHOOL_HEADS else None


def _titled(register: Register, head: str, after: str) -> Voice | None:
    parts = _front_and_name(register, head)
    if parts is None:
        return None
    front, name = parts
    words = name.split()
    place = bare(words[0]) in PLACES or (actor(name) is not None and not register.is_person(name)) if words else True
    if place or any(bare(word) in BODIES for word in words):
        return None
    if words[0].casefold() in _QUANTITIES:
        return None  # "Many Liberals"
    if front and bare(front.split()[0]) in DOCUMENTS:
        return None  # "Data from the Arden Housing Survey"
    titled = any(bare(word) in ROLES for word in front.split())
    determined = head.casefold().startswith(("the ", "a ", "an "))
    owner = _owner(front) if len(words) > 1 and not titled else None
    alone = len(words) == 1 and (front or not register.is_person(name))
    if not titled and owner is None and (determined or alone):
        return None
    gender = gender_of(front) if titled else ""
    if len(words) == 1 and bare(front) in _KNIGHTLY:
        name = register.named_first(name) or name
    while front and bare(front.split()[-1]) in _ADDRESS:
        front = front.rpartition(" ")[0]  # "Chief Executive Dr.", "Dr."
    role = _role(front or None if titled else None, after)
    gender = gender or gender_of(role or "")
    side = (party_of(role) or _school(register, role)) if role else None
    return Voice(register.full_name(name, gender, role), "person", role, side or owner, gender)


def _owner(front: str) -> str | None:
    """Whose somebody is: ``Norvane's Viktor Haas``, ``the union's Ada Reed``."""
    match = _WHOSE.fullmatch(front)
    if match is None:
        return None
    words = [bare(word) for word in match["who"].split()]
    return match["who"] if match["who"][0].isupper() or words[-1] in BODIES | GROUPS else None


def _front_and_name(register: Register, head: str) -> tuple[str, str] | None:
    """The words before a name, and the name; None where they only relate somebody to it (``advisers to X``)."""
    front, name = split_name(_POST_NOMINAL.sub("", _BRACKETS.sub("", head)))
    front = re.sub(r".*\b(?:led|headed|chaired) by\s*", "", front)  # "a team led by Professor X"
    if _SERVANT.match(front):
        return None
    link = re.sub(r"(?: (?:Mr|Ms|Mrs|Dr|Sir|Dame)\.?)+$", "", front).split()
    words = name.split()
    of_title = after_complement(front, words)
    if of_title:
        front, name = " ".join([front, *words[:of_title]]), " ".join(words[of_title:])  # "Governor of Ohio X"
    elif link and link[-1] in _LINKS:
        return None
    if front and name.isupper() and len(name) > 3:
        name = register.full_name(name.title())  # "MR RENN"
    return front, name


def _role(role: str | None, after: str) -> str | None:
    relative = after.startswith(("whose", "who ", "which "))
    if role is None and not relative and any(bare(word) in ROLES for word in after.split()[:8]):
        role = re.split(r",| who\b| which\b|\s(?:--+|[–—])\s", after)[0]
    role = re.sub(r"^(?:of|by|from|to|as|and|for)\s+", "", role.strip(" ,")) if role else None
    role = INDEFINITE.sub("", DETERMINER.sub("", role)) if role else None
    return role.capitalize() if role and role.isupper() and len(role) > 3 else role
