"""Names as they stand in a text: full names of people, bodies told by their apposition, holders of roles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.align.parties.countries import actor
from llmtool.align.parties.vocabulary import COMPANY_ENDS
from llmtool.engines.offline.people.given_names import gender_of_name
from llmtool.engines.offline.people.holders import BODIES, ROLES
from llmtool.engines.offline.people.roles import CAPITAL, FULL_NAME, PARTICLE, POSSESSIVE, after_complement, bare
from llmtool.engines.offline.text.lexicon import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    CUE_NOUNS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    QUESTION_WORDS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
)

_RUN: Final = re.compile(rf"(?<!\w){CAPITAL}(?:[ \t]+(?:{PARTICLE}[ \t]+){{0,2}}{CAPITAL}){{1,7}}")

_INTRODUCED: Final = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir) (?P<role>[a-z][a-z’'-]*(?: [a-z][a-z’'-]*){{0,4}}), "
    rf"(?:(?:Mr|Ms|Mrs|Dr|Dame|Sir|Lord|Lady|Judge|Professor|Captain)\.? )?(?P<name>{FULL_NAME})"
)

# "Quiet Korrin, a residents' group": no person.
_CALLED: Final = re.compile(rf"(?P<name>{CAPITAL}(?: {CAPITAL}){{1,3}}), (?:an?|the) (?P<what>\w[\w’' -]{{3,50}})")
_THING: Final = re.compile(rf"(?P<name>{CAPITAL}(?: {CAPITAL}){{1,3}}), which\b")
# "Ann Ray, the company's director" is no company.
_OWNER: Final = re.compile(r"[\w-]+(?:['’]s|s['’])(?= )")
_COLLECTIVES: Final = frozenset(
    """group company firm union association charity party agency campaign network coalition committee club trust maker
    manufacturer operator developer society federation organisation organization alliance body institute lab
    laboratory startup start-up chain retailer watchdog regulator""".split()
)

# "Mr Renn", who has no given name here.
_ADDRESSED: Final = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?[ \t](?P<name>{CAPITAL})(?![ \t]+{CAPITAL})")
_TITLE: Final = 30
"""Code points before a name in which a title that goes on in capitals begins: ``Undersecretary for Trade X``."""
_NOUN: Final = re.compile(r"[ \t]+([a-z]+)\b")
SITES: Final = frozenset(
    """depot dock docks terminal tunnel dam reservoir plant site mine quarry pit works yard estate towers tower block
    blocks junction station airport port harbour harbor barracks stadium ground arena bridge road motorway line route
    mall centre center ward wing site canal lock weir sluice spillway field oilfield gasfield reactor turbine turbines
    farm crossing checkpoint gate district quarter area region valley forest wood park building complex camp base
    bill act law treaty accord agreement deal pact protocol plan project scheme programme program report study survey
    inquiry affair scandal dispute contract prize award cup league""".split()
)

PLACES: Final = frozenset("new north south east west united saint st san los las great central the this".split())

NO_NAMES: Final = (
    PREPOSITIONS
    | DETERMINERS
    | COORDINATORS
    | SUBORDINATORS
    | ADVERBS
    | SUBJECT_PRONOUNS
    | QUESTION_WORDS
    | AUXILIARIES
    | frozenset("nobody none nothing everybody everyone everything somebody someone something anybody anyone".split())
)
_VERBAL: Final = re.compile(r"(?:\w+ing|Said|Says|Added|Asked|Wrote) ")
_GIVEN: Final = frozenset("Per Will May Mark Art".split())
_ASKING: Final = frozenset("Will May Can Might".split())
"""Verbs of questions that are given names too, or parts of them."""
_OPENED: Final = re.compile(r"(?:^|[\n.!?:>“\"#*_])[ \t#*_>\d.)-]*\Z")
_ASKED: Final = re.compile(r"[^\n.!?;“”\"]*\?")
_CALENDAR: Final = frozenset(
    """January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday Christmas Easter""".split()
)
_THINGS: Final = frozenset(
    """bridge street road avenue lane square quay pier island river lake station airport valley hall building wharf
    depot dock docks terminal arms inn tavern pub hotel show program programme podcast news newsroom tonight today
    journal magazine gazette times tribune herald television radio tv network channel series speech rally tour summit
    cup prize award museum""".split()
)


def full_names(text: str) -> dict[str, list[str]]:
    """The full names in a text by the casefolded last word, in the order in which they are first given."""
    found: dict[str, list[str]] = {}
    for match in _RUN.finditer(text):
        words = match.group().split()
        of_title = after_complement(text[max(0, match.start() - _TITLE) : match.start()], words)
        of_title = of_title or _opens_question(match)
        full = _person(" ".join(words[of_title:]) if of_title else match.group())
        if full == match.group() and text[max(0, match.start() - 4) : match.start()].casefold() == "the ":
            continue  # "the Kessock Arms"
        if full is not None and not _is_in_a_thing(match):
            names = found.setdefault(full.rsplit(maxsplit=1)[-1].casefold(), [])
            if full not in names:
                names.append(full)
    for last, names in found.items():
        # "Injecting Renn's troubles into the vote", "Said Renn: …": what opens a sentence may be no given name.
        plain = [name for name in names if not _VERBAL.match(name) or gender_of_name(name)]
        found[last] = plain or names
    for match in _ADDRESSED.finditer(text):
        name = match["name"]
        if name.casefold() not in NO_NAMES and bare(name) not in ROLES | BODIES and actor(name) is None:
            found.setdefault(name.casefold(), [name])
    return found


def _opens_question(run: re.Match[str]) -> bool:
    """Whether a run of capitals begins with the verb of a question: ``Will Norvane pay for the wells?``."""
    if run.group().split(maxsplit=1)[0] not in _ASKING or not _OPENED.search(run.string, 0, run.start()):
        return False
    return _ASKED.match(run.string, run.end()) is not None


def _is_in_a_thing(run: re.Match[str]) -> bool:
    """Whether a run of capitals only tells which thing is meant: ``the Old Wharf depot``."""
    before = run.string[max(0, run.start() - 4) : run.start()].casefold()
    after = _NOUN.match(run.string, run.end())
    return before == "the " and after is not None and bare(after[1]) in SITES


def holders_of_roles(text: str) -> dict[str, str]:
    """Role to name, for ``the chair, Tom Adeyemi``."""
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        role = bare(match["role"].split()[-1])
        if role in ROLES:
            found.setdefault(role, match["name"])
    return found


def collectives(text: str) -> set[str]:
    """The casefolded names that an apposition tells to be no person's."""
    found = {match["name"].casefold() for match in _THING.finditer(text)}
    for match in _CALLED.finditer(text):
        words = [bare(word) for word in _OWNER.sub("", match["what"]).split()]
        kinds = [word for word in words if word in _COLLECTIVES]
        if kinds and not any(word in ROLES for word in words[: words.index(kinds[0])]):
            found.add(match["name"].casefold())
    return found


def _person(run: str) -> str | None:
    words = run.split()
    owning = [at + 1 for at, word in enumerate(words[:-2]) if word[-2:] in {"'s", "’s"}]  # "Norvane's Viktor Haas"
    cut = max((*owning, *(at + 1 for at, word in enumerate(words) if bare(word) in ROLES)), default=0)
    name = words[cut:]
    while name and _leads_in(name):
        name = name[1:]
    if name:
        name[-1] = POSSESSIVE.sub("", name[-1]) if name[-1][-2:] in {"'s", "’s"} else name[-1]
    if name and name[-1].casefold() in COMPANY_ENDS:
        return None
    if not 2 <= len(name) <= 4 or any(bare(word) in BODIES for word in name) or bare(name[0]) in PLACES:
        return None
    if bare(name[-1]) in _THINGS or name[-1].casefold() in {*DAYS, *NO_NAMES}:
        return None  # "Last Friday", "The Work Goes On"
    if name[-1].endswith("s") and name[-1].casefold() in CUE_NOUNS:
        return None  # "Questionable Claims"
    shouted = all(word.isupper() for word in name)
    if not shouted and name[-1].isupper() and len(name[-1]) < 5 and "." not in name[-1]:
        return None  # "Vessen HK"
    if shouted and any(word.casefold() in NO_NAMES for word in name):
        return None  # "END OF TRANSCRIPT"
    given = gender_of_name(" ".join(name)) != ""  # "Sofia" is a capital and a woman's name
    named = name[1:-1] if given and not shouted else name  # "Ana Lima" may be called after a capital
    if any(actor(word) is not None for word in named) or (
        not shouted and any(len(w) > 3 and w.isupper() for w in name)
    ):
        return None
    return " ".join(word.title() for word in name) if shouted and len(run) > 5 else " ".join(name)


def _leads_in(name: Sequence[str]) -> bool:
    """Is the first word of a run of capitals none of the name? ``Until last December Dora Pell ran the office.``"""
    if len(name) > 2 and name[0] in _CALENDAR:
        return True
    return name[0].casefold() in NO_NAMES and (len(name) > 2 or name[0] not in _GIVEN)
