"""Offices: those that one person holds at a time, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from llmtool.align.parties.countries import Atlas, bare, words_of
from llmtool.align.parties.people.persons import Mention
from llmtool.align.parties.people.voices import Voice
from llmtool.align.parties.vocabulary import (
    BODIES,
    CHIEF,
    CIVIC,
    DESKS,
    FUNCTIONS,
    GROUPS,
    HONORIFICS,
    INDEFINITE,
    NATIONAL,
    OFFICIALS,
    PORTFOLIO,
    PRIVATE,
    PUBLIC_MATTERS,
    SUPPORTERS,
    is_in,
    is_past,
)
from llmtool.schema import PartyKind

_CLOSE = re.compile(r"\b(?:close|near|familiar|loyal) (?:to|with) |^(?:both|each|either) ", re.IGNORECASE)
_NOT_ALONE = frozenset("deputy vice acting junior assistant".split())
_HEADS = frozenset("president premier chancellor king queen monarch minister".split())
_PORTFOLIOS = PORTFOLIO | DESKS | PUBLIC_MATTERS | frozenset(("affairs", "resource", "tax", "fishery"))
_MINISTER_OF = re.compile(r"\b(?P<head>[Mm]inister) (?:of|for) (?:the )?(?P<of>(?:[\w\-]+ )*?[\w\-]+)(?= of |$)")
"""``Minister of Foreign Affairs`` is the foreign affairs minister."""
_ABROAD = 2
_SENT = frozenset("prime first foreign defence defense".split())
_LEADERS = frozenset(("president", "prime minister", "chancellor", "king", "queen"))


_OWN_OFFICES = frozenset(
    """official officer soldier general captain judge king queen prosecutor ambassador justice sergeant
    police army navy military troop force
    major lieutenant colonel governor senator congressman congresswoman lawmaker legislator mp mep bishop archbishop
    cardinal pope prince princess emir sultan constable commander admiral brigadier marshal""".split()
)


@dataclass(frozen=True)
class Office:
    """An office of a state; ``state`` is None where the words don't tell whose."""

    name: str
    state: str | None


def office_of(role: str, atlas: Atlas) -> Office | None:
    """The office of a state that a role names: ``Velmoran President``, ``the Peruvian leader``.

    None for offices of which there are many, for former ones, and for those of other bodies.
    """
    if is_past(role):
        return None
    words = words_of(_MINISTER_OF.sub(r"\g<of> \g<head>", re.split(r",| (?:who|and|since|until) ", role)[0]))
    hits = atlas.mentions(words)
    states = {hit.actor.name for hit in hits if hit.actor.kind is PartyKind.STATE and hit.actor.form != "seat"}
    at_hits = {at for hit in hits for at in range(hit.start, hit.end)}
    left = [bare(word).casefold() for at, word in enumerate(words) if at not in at_hits]
    left = [word for word in left if word not in {"the", "of", "s", "current", "new"} | HONORIFICS]
    if not left or len(states) > 1 or len(hits) > len(states) or not _NOT_ALONE.isdisjoint(left):
        return None
    head, portfolio = left[-1], left[:-1]
    state = next(iter(states), None)
    if head == "leader" and state and not portfolio:
        return Office("leader", state)
    if head not in _HEADS or not all(is_in(word, _PORTFOLIOS) for word in portfolio):
        return None
    name = " ".join([*portfolio, head]).replace("defense", "defence").replace("foreign affairs", "foreign")
    name = "prime minister" if name == "premier" else name
    return Office(name, state) if (head == "minister") == bool(portfolio) else None


def join_offices(
    found: Sequence[Voice],
    roles: Callable[[Mention], Iterable[str]],
    state: Callable[[Mention], str | None],
    named: Callable[[Voice, str], bool],
    atlas: Atlas,
) -> tuple[Voice, ...]:
    """Voices that only an office names, joined to the one person who is told to hold it.

    Args:
        found: all voices.
        roles: the roles given to a mention.
        state: the state that a mention speaks for, where that is known.
        named: whether a document has a person's name in its text.
        atlas: which words are states'.

    """
    held: list[tuple[Office, str, int]] = []
    for number, voice in enumerate(found):
        for mention in voice.mentions if voice.kind == "person" else ():
            for role in sorted(roles(mention)):
                office = office_of(role, atlas)
                if office is not None:
                    whose = office.state or next(filter(None, map(state, voice.mentions)), None)
                    held.append((Office(office.name, whose), mention.document_id, number))
    meant = {number: _office_meant(voice, atlas) for number, voice in enumerate(found) if voice.kind == "role"}
    target: dict[int, int] = {}
    for number, office in meant.items():
        if office is None:
            holder = _only_holder(found[number], found, held, named, atlas)
        else:
            rivals = {other for other in meant.values() if other is not None and other.name == office.name} - {office}
            holder = _holder(office, {mention.document_id for mention in found[number].mentions}, held, rivals)
        if holder is not None:
            target[number] = holder
    groups = {number: [voice] for number, voice in enumerate(found) if number not in target}
    for number, holder in target.items():
        groups[holder].append(found[number])
    return tuple(_joined(group) for group in groups.values())


def _office_meant(voice: Voice, atlas: Atlas) -> Office | None:
    """The office of a known state that a voice without a name is told by; none for ``a minister``."""
    name = voice.mentions[0].name
    if words_of(name)[:1] and words_of(name)[0].casefold() in INDEFINITE:
        return None
    office = office_of(name, atlas)
    return office if office is not None and office.state is not None else None


def _holder(
    office: Office, documents: set[str], held: Sequence[tuple[Office, str, int]], rivals: set[Office]
) -> int | None:
    """The one who holds an office: in the same documents, then anywhere, then one of whom no state is known."""
    names = _LEADERS if office.name == "leader" else {office.name}
    theirs = [each for each in held if each[0].name in names]
    of_state = [each for each in theirs if each[0].state == office.state]
    here = {number for _, document_id, number in of_state if document_id in documents}
    for numbers in (here, {number for _, _, number in of_state}):
        if numbers:
            return numbers.pop() if len(numbers) == 1 else None
    unknown = {number for other, document_id, number in theirs if other.state is None and document_id in documents}
    return unknown.pop() if len(unknown) == 1 and not rivals and office.name != "leader" else None


def _only_holder(
    voice: Voice,
    found: Sequence[Voice],
    held: Sequence[tuple[Office, str, int]],
    named: Callable[[Voice, str], bool],
    atlas: Atlas,
) -> int | None:
    """Whom ``the prime minister`` means: the only one whom his document names, and who has such an office in whatever
    document.
    """
    name = voice.mentions[0].name
    office = office_of(name, atlas) if name.casefold().startswith("the ") else None
    if office is None or office.state is not None:
        return None
    documents = {mention.document_id for mention in voice.mentions}
    holders = {number for other, _, number in held if other.name == office.name}
    here = {n for n in holders if all(named(found[n], document_id) for document_id in documents)}
    at_home = _SENT.isdisjoint(office.name.split()) and office.name.endswith("minister")
    if not here and at_home and len({other.state for other, _, _ in held if other.state}) < _ABROAD:
        here = holders  # in a dispute inside one country there is one finance minister
    return here.pop() if len(here) == 1 else None


def _joined(group: Sequence[Voice]) -> Voice:
    mentions = {mention for voice in group for mention in voice.mentions}
    return Voice(group[0].kind, tuple(sorted(mentions, key=lambda mention: (mention.document_id, mention.name))))


def ministry_of(role: str, *, abroad: bool = False) -> str | None:
    """The ministry that a minister heads: ``energy ministry`` for ``Energy minister``.

    None for those sent ``abroad``, but where they are asked for.
    """
    if is_past(role):
        return None
    match = re.fullmatch(
        r"(?:the )?((?:[a-z]+ )?[a-z]+) minister|minister (?:of|for) ((?:[a-z]+ )?[a-z]+)", role.casefold()
    )
    if match is None:
        return None
    portfolio = match.group(1) or match.group(2)
    words = portfolio.split()
    others = {"prime", "deputy", "first", "former", "chief"} | (set() if abroad else {"foreign", "defence", "defense"})
    return f"{portfolio} ministry" if others.isdisjoint(words) else None


def is_national(role: str) -> bool:
    """Whether a role is one that states have: ``foreign minister``."""
    return any(is_in(word, NATIONAL) for word in words_of(role))


def _of_function(role: str) -> str:
    """``director of human resources``, ``head of aviation safety`` without what it looks after."""
    front, of, matter = role.partition(" of ")
    matter = re.split(r" (?:in|for|at) ", matter)[0]
    if of and matter.casefold() in FUNCTIONS:
        return front
    bodies = any(is_in(word, words) for word in words_of(matter) for words in (BODIES, CIVIC, GROUPS, SUPPORTERS))
    looked_after = matter.islower() and not bodies and is_in(front.rpartition(" ")[2], _IN_CHARGE)
    return front if of and looked_after else role


def needs_body(role: str) -> bool:
    """Whether a role is an office in some body that the role does not name: ``managing director``, ``spokeswoman``."""
    words = words_of(CHIEF.sub(r"\1 director", _GENERAL.sub(r"\1-\2", _of_function(role))))
    head = bare(words[-1]) if words else ""
    if any(bare(word) != word for word in words[:-1]) or _CLOSE.search(role):
        return False  # "the unit's lead consultant" says whose
    if head.casefold() == "secretary" and len(words) > 1 and words[-2].casefold() in _CABINET:
        return False  # "the health secretary" is in a government, as a minister is
    if not is_in(head, OFFICIALS) or any(is_in(word, NATIONAL) for word in words) or is_in(head, PRIVATE):
        return words == ["president"]  # "its president"; before a name, "President" is the head of a state
    if any(is_in(word, CIVIC) for word in words) or (len(words) == 1 and head in GROUPS):
        return False  # "investigators found" are nobody's by what stands before
    return head.casefold() not in _OWN_OFFICES


def is_civic_office(role: str) -> bool:
    """Whether a role is a mayor's and names no body: also the candidate of a party may be the mayor."""
    words = words_of(role)
    return any(bare(word).casefold() == "mayor" for word in words) and not any(is_in(word, BODIES) for word in words)


def is_police_rank(role: str) -> bool:
    """Whether a role before a name is a police officer's: ``Detective Chief Inspector``."""
    return _RANK.fullmatch(role.casefold()) is not None and (role[0].isupper() or "police" in role)


def is_corporate(role: str) -> bool:
    """Whether a role is first of all a company's."""
    low = role.casefold()
    return any(each in low for each in ("managing director", "chief executive", "ceo", "owner", "manager"))


_GENERAL = re.compile(r"\b([Dd]irector|[Ss]ecretary) ([Gg]eneral)\b")
_RANK = re.compile(r"(?:(?:detective|chief|police|senior) )*(?:inspector|constable|sergeant|detective)")
_CABINET = frozenset(
    """foreign home defence defense interior finance trade health justice education energy environment transport culture
    sport agriculture labour labor housing economy business pensions treasury welfare immigration""".split()
)
"""What a secretary of a government looks after; that of a union is general, regional or its own."""
_IN_CHARGE = frozenset("head director chief vice-president manager".split())
_CHURCH = frozenset("diocese archdiocese church cathedral parish synod abbey".split())
_SCHOOLS = frozenset("school college academy".split())
_HOUSES = {
    **dict.fromkeys(("bishop", "archbishop", "archdeacon", "vicar", "abbot"), _CHURCH),
    **dict.fromkeys(("vice-chancellor", "rector", "registrar"), frozenset("university college institute".split())),
    **dict.fromkeys(("headteacher", "headmaster", "headmistress"), _SCHOOLS),
    **dict.fromkeys(
        ("director-general", "secretary-general"),
        frozenset("organization organisation union agency authority federation league alliance commission".split()),
    ),
    "superintendent": _SCHOOLS | frozenset("police district schools".split()),
    "commissioner": frozenset("commission bureau agency authority police office".split()),
    "matron": frozenset("hospital clinic infirmary trust".split()),
}


def house_of(role: str) -> frozenset[str]:
    """The heads of the bodies that have such an office: ``university`` for ``vice-chancellor``; empty for any."""
    words = words_of(_GENERAL.sub(r"\1-\2", role))
    if role.casefold().endswith("returning officer"):
        return frozenset(("election", "electoral"))
    return _HOUSES.get(bare(words[-1]).casefold(), frozenset()) if words else frozenset()
