"""Whom a noun phrase stands for: a person, a body, a description of one of them, or somebody without a name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from llmtool.align.parties.countries import actor
from llmtool.align.parties.vocabulary import COMPANY_HEADS
from llmtool.engines.offline.people.holders import BODIES, DOCUMENTS, GROUPS, ROLES
from llmtool.engines.offline.people.joined import joined
from llmtool.engines.offline.people.mentions import Register
from llmtool.engines.offline.people.persons import NAMED, person
from llmtool.engines.offline.people.pronouns import pronoun
from llmtool.engines.offline.people.roles import ADJECTIVES, CAPITAL, DETERMINER, UPPER, bare, gender_of
from llmtool.engines.offline.people.voices import PHRASE_END, Voice, unnamed
from llmtool.engines.offline.text.lexicon import NUMBER_WORDS

_OWNED: Final = re.compile(r"(.+?)(?:['’]s|(?<=s)['’])\s+(?:(?:own|latest|first|annual|internal) )?\S+$")
_POSSESSED: Final = re.compile(r"(his|her|its|their) ((?:[a-z’'-]+ ){0,2}[a-z’'-]+)$", re.IGNORECASE)
_PROPER: Final = re.compile(rf"(?:the )?([{UPPER}][\w.’'&-]*(?: (?:&|of|{CAPITAL})){{0,4}})$")
_QUANTIFIED: Final = re.compile(
    r"^(\w+) of (?:the|her|his|its|their|these|those|our|all)(?: (?:two|three|four|five|six|seven|eight|nine|ten))?\b",
    re.IGNORECASE,
)
# "41 of the union's 52 delegates", "three of Norvane's five directors": those who are a body together.
_OF_MEMBERS: Final = re.compile(
    rf"(?:[\w-]+ )*[\w.,-]+%? of (?:the |its |their )?"
    rf"(?P<whose>(?:[a-z’'-]+ ){{0,2}}[a-z-]+|{CAPITAL}(?: (?:&|of|the|{CAPITAL}))*?)"
    r"(?:['’]s|(?<=s)['’]) (?P<who>(?:[\w,.-]+ ){0,2}(?:members|delegates|directors|trustees|councillors|councilors|MPs"
    r"|lawmakers|senators|governors|shareholders|commissioners|branches|ministers|deputies))"
)
_OWNER: Final = re.compile(r"\w(?:['’]s|(?<=s)['’]) ")
_SERVING: Final = re.compile(r" [a-z]+ing (?!\S+$)")
_ANY_BODY: Final = frozenset("group organisation organization".split())
_DANGLING: Final = re.compile(r"(?<=\w) (?:from|of|in|on|by|at|for)$")
_WHERE: Final = re.compile(
    rf"(?P<who>{CAPITAL}(?: {CAPITAL}){{0,3}}) (?:in|at|during|on|after|before) (?:an?|the|his|her) .+"
)
# What is known is nobody, and a newspaper that names itself is the outlet.
_NOBODY: Final = re.compile(
    r"^(?:[\w-]+ )*(?:information|intelligence)$|^(?:\w+ )*of (?:us|you)$"
    r"|^[Tt]his (?:news)?(?:paper|website|magazine|column)$"
    r"|^(?:[Bb]oth|[Aa]ll|[Ee]ither|[Nn]either|[Tt]he two|[Tt]he three|[Oo]ne|[Tt]he other)(?: the)? sides?$"
)
_OUTLET: Final = re.compile(
    r"(?:[Tt]he )?(?:(?:\w+-(?:run|owned|controlled|backed|funded|linked)|(?:[Ss]emi-)?[Oo]fficial|[Pp]rivate)\s)?"
    rf"(?:(?:news )?(?:agency|channel|broadcaster|newspaper|daily|website) )?(?P<name>{CAPITAL}(?: {CAPITAL}){{0,3}})"
    rf" (?:news )?(?:agency|service|channel|newspaper|website|television|broadcaster)"
)
_STATED: Final = re.compile(
    r"\b(?:in|issued|released|published|through) (?:an?|its|the|his|her|their) (?:\w+ )?statement\b"
)
_AGE: Final = re.compile(r"^\d{1,3}(?:,\s*|$)")
_ONCE: Final = re.compile(r"(?:former|retired|one-time|onetime|ex-|veteran|long-serving|self-taught)\b", re.IGNORECASE)
_AGED: Final = re.compile(r"\d{1,2}-year-old(?: [a-z]+){0,2}$")
_INTRODUCED_WITHIN: Final = 4000
_SPOKEN_FOR: Final = re.compile(r"(?:a|an|the|another) (?:spokes\w+|press officer|representative)$", re.IGNORECASE)


def voices(register: Register, head: str, whole: str, paragraph: int, at: int = 0) -> tuple[Voice, ...]:
    """The voices of a noun phrase, two where it joins two states or bodies; ``whole`` has its apposition."""
    head, whole = head.replace("*", ""), whole.replace("*", "")
    head = " ".join(head.split()).strip(' ,;:-–—•*"“”([')
    head = _DANGLING.sub("", head)  # "the report from [October]"
    where = _WHERE.fullmatch(head)
    if where is not None and register.is_person(where["who"]):
        head = where["who"]  # "Ray in a televised speech"
    if not head or _NOBODY.search(head):
        return ()
    state = actor(head)
    if state is not None and state.form == "adjective" and head not in {"US", "U.S.", "UK", "U.K."}:
        head = whole = state.name  # "Russian demands": Russia's
    holders = joined(register, head)
    if holders:
        return tuple(_voice(register, holder, holder, paragraph, at) for holder in holders)
    parts = re.split(r"\s+and\s+(?:its\s+|the\s+)?", head)
    parts[0] = re.sub(r"^both\s+", "", parts[0], flags=re.IGNORECASE)
    plain = [word for part in parts for word in part.split()[:-1]]
    if (
        len(parts) == 2
        and all(part[:1].isupper() and bare(part.rsplit(maxsplit=1)[-1]) not in ROLES for part in parts)
        and all(word[0].isupper() for word in plain)
    ) and (actor(parts[0]) or actor(parts[1]) or all(register.is_person(part) for part in parts)):
        return tuple(_voice(register, part, part, paragraph, at) for part in parts)
    return (_voice(register, head, whole, paragraph, at),)


def _is_noun(word: str) -> bool:
    """Whether a word before "of the" is no count: ``director of the museum``, ``members of the union``."""
    return word in ROLES | BODIES or (word.endswith("s") and word not in NUMBER_WORDS | {"dozens", "scores", "lots"})


def _voice(register: Register, head: str, whole: str, paragraph: int, at: int) -> Voice:
    register.at = at + len(head) if at else register.at
    after = " ".join(whole.split())
    after = after[len(head) :].strip(" ,;:()–—") if after.startswith(head) else ""
    head, after = _plain_name(register, head, _AGE.sub("", after))
    if (members := _OF_MEMBERS.fullmatch(head)) is not None:
        body = register.bodies.in_full(members["whose"], at) or members["whose"]
        return register.hear(Voice(head, "role", members["who"], body, "", plural=True), paragraph)
    counted = _QUANTIFIED.match(head)
    if counted is not None and not _is_noun(bare(counted[1])):
        alone = counted[1].strip().casefold() == "one"  # "One of the people", not "One people"
        owned = _OWNER.search(head, counted.end()) is not None  # "two of the company's workers"
        name = head if alone or owned else _QUANTIFIED.sub(lambda match: match[1], head)
        role = head[counted.end() :].strip() if alone or owned else name.partition(" ")[2]
        return register.hear(Voice(name, "role", role, role if alone else None, "", plural=not alone), paragraph)
    head = _with_owner(register, head, after, paragraph, at)
    found = _body(register, head, after)
    if found is None and head not in register.bodies:
        found = person(register, head, after, paragraph)
        side = register.bodies.in_full(found.party, at) if found and found.party else None
        found = replace(found, party=side or found.party) if found else None
    if found is not None:
        return register.hear(found, paragraph)
    owner = _OWNED.match(head)
    if owner and not after and bare(head.rsplit(maxsplit=1)[-1]) in DOCUMENTS:
        return _voice(register, owner[1], owner[1], paragraph, at)  # "the union's survey" is the union
    return _described(register, head, paragraph, at)


def _plain_name(register: Register, head: str, after: str) -> tuple[str, str]:
    """The name alone in ``carmaker Vega``, in ``state-run Tarn Press news agency`` and in ``the developer, Ventus``."""
    outlet = _OUTLET.fullmatch(head)
    if outlet is not None and outlet["name"] not in {"The", "A", "An", "This", "Another", "State", "One"}:
        register.bodies.add(outlet["name"])
        return outlet["name"], after
    described = register.bodies.described(head)
    if described and not register.is_person(described):
        register.bodies.add(described)
        return described, after
    apposed = (
        _PROPER.match(after.split(",", maxsplit=1)[0]) if after and head.rsplit(maxsplit=1)[-1].islower() else None
    )
    serving = _SERVING.split(head)[0]  # "A union [representing agency staff], the PSU"
    if (
        apposed
        and (not apposed[1].isupper() or head.casefold().startswith(("a ", "an ")))
        and bare(serving.rsplit(maxsplit=1)[-1]) in BODIES | GROUPS
        and bare(head.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1])
        not in ROLES  # "the head of the office, Tor Vik"
        and bare(apposed[1].split()[-1]) not in ROLES
    ):
        register.bodies.add(apposed[1])
        return apposed[1], ""
    return head, after


def _with_owner(register: Register, head: str, after: str, paragraph: int, at: int) -> str:
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
        body = register.body_near(paragraph)
        name = re.split(r"['’]s ", body)[0] if body else None
        if name is not None and bare(name.rsplit(maxsplit=1)[-1]) == noun:
            return head  # "their union" is not the union's
    else:
        starts = (register.text.rfind("\n", 0, at) + 1,)
        whose = pronoun(register, owned[1].casefold(), at, paragraph, starts)
        name = whose.name if whose else None
        if whose is not None and whose.party is not None and _is_own_body(noun, whose.party):
            register.bodies.add(whose.party)
            return whose.party  # "Her group" of who chairs the residents' association is that association
    return f"{name}’s {owned[2]}" if name else head


def _is_own_body(noun: str, party: str) -> bool:
    """Whether a noun after "her" can mean the body that she speaks for."""
    last = bare(party.rsplit(maxsplit=1)[-1])
    if noun == last or noun in _ANY_BODY:
        return actor(party) is None
    return noun in {"company", "firm"} and (party[0].isupper() and last not in BODIES - COMPANY_HEADS)


def _body(register: Register, head: str, after: str) -> Voice | None:
    """A body by its name or by the first word of it."""
    named = head in register.people.values() or actor(head) is not None
    full = None if named else register.bodies.beginning_with(head)
    if full is not None and not register.is_person(head):
        return Voice(full, "body", None, full)
    if head in register.bodies and not after:
        return register.heard.get(head) or Voice(head, "body", None, head)
    return None


def _described(register: Register, head: str, paragraph: int, at: int) -> Voice:
    """Whom a description stands for, else an unnamed voice."""
    definite = DETERMINER.sub("", head)
    if definite == "statement" and _STATED.search(register.text, 0, at) and (stated := register.latest(_may_state)):
        return register.hear(stated, paragraph)
    earlier = _earlier(register, definite) if definite != head or definite[:1].isupper() else None
    firm = register.firms().meant(definite, at) if definite != head else None
    if firm is not None and (earlier is None or earlier.name == definite):
        return register.hear(register.heard.get(firm) or Voice(firm, "body", None, firm), paragraph)
    if earlier is None and definite != head:
        definite = register.bodies.in_full(definite, at) or definite
        head = definite if definite.casefold() not in head.casefold() else head
    owned = re.search(r"['’]s \S+$", head) is not None
    if earlier is None and (definite != head or owned):
        holder = register.roles().holder(definite, register.near(at))
        holder = holder or (_same_person(register, definite, at) if definite != head else None)
        if holder is not None:
            return register.hear(register.heard.get(holder) or Voice(holder, "person"), paragraph)
    voice = earlier or unnamed(head, definite)
    if earlier is None and voice.party is None and _SPOKEN_FOR.match(head):
        voice = replace(voice, party=register.body_near(paragraph) or register.spoken_for(paragraph))
    return register.hear(voice, paragraph)


def _may_state(voice: Voice) -> bool:
    """Whether a voice is one of those that give statements."""
    return voice.kind in {"person", "body"}


def _same_person(register: Register, definite: str, at: int) -> str | None:
    """The one person named just before whom a description of a past or an age takes up: ``the former miner``."""
    last = bare(definite.rsplit(maxsplit=1)[-1])
    aged = _AGED.match(definite) is not None
    if not aged and not (_ONCE.match(definite) and last in ROLES):
        return None
    near = register.near(at, anybody=True)
    before = register.text[max(0, at - _INTRODUCED_WITHIN) : at]
    other = re.search(rf"\b(?:an?|another) (?:\w+ )?{re.escape(definite)}\b", before) is not None
    name = next(iter(near)) if len(near) == 1 and not other else None
    gender = gender_of(definite)
    known = register.heard.get(name) if name else None
    return None if gender and known is not None and known.gender not in {"", gender} else name


def _earlier(register: Register, definite: str) -> Voice | None:
    """The voice that ``the spokesman`` or ``the ministry`` takes up again."""
    words = [bare(word) for word in definite.split()]
    if not words:
        return None
    if len(words) <= 2 and words[-1] in register.holders:
        return person(register, register.holders[words[-1]], f"the {words[-1]}")
    for voice in register.heard.back(40):
        if (
            voice.kind == "person"
            and voice.role
            and words[-1] in ROLES
            and words[-1] in {bare(word) for word in voice.role.split()}
        ) and not [word for word in words[:-1] if word not in voice.role.casefold() and word not in ADJECTIVES]:
            return voice
        front = PHRASE_END.split(voice.name)[0]
        if voice.kind in {"body", "role"} and len(words) == 1 and bare(front.split()[-1]) == words[0]:
            return voice
    return None
