"""For whom a voice speaks, read from a party, a role or the name of a body."""

from __future__ import annotations

import re
from functools import lru_cache

from llmtool.align.parties.bodies.short_forms import is_generic
from llmtool.align.parties.countries import WORLD, Atlas, Mention, bare, words_of
from llmtool.align.parties.sides import EXPERTS, WORKERS, Side, is_named_group, led_group, strip_determiner
from llmtool.align.parties.ties.prefixes import from_prefix
from llmtool.align.parties.ties.runs import MEMBERS, proper_run, until_body, until_proper, without_owner
from llmtool.align.parties.vocabulary import (
    BODIES,
    CHIEF,
    CIVIC,
    FUNCTIONS,
    GROUPS,
    HONORIFICS,
    NATIONAL,
    OCCUPATIONS,
    OFFICIALS,
    PORTFOLIO,
    PRIVATE,
    PUBLIC_BODIES,
    PUBLIC_MATTERS,
    STATE_BODIES,
    STATE_GROUPS,
    is_in,
)
from llmtool.schema import PartyKind

_MANY = re.compile(r"\s+of\s+(?:about |some |around |nearly )?\d[\d,.]*(?:\s+\w+)?$")
"""``the mayor of the town of 19,000``."""
_FORMER = re.compile(r"\b(?:former|ex|onetime|one-time|retired|late)\b[- ]?", re.IGNORECASE)
_PROSECUTION = re.compile(r"(?:(?:lead|chief|senior|public|state|deputy) )?prosecut(?:ors?|ion)", re.IGNORECASE)
# A body in two words, the second of which is an office elsewhere.
_GUARD = re.compile(r"\b([Cc])oast[- ][Gg]uard\b")
_UNBOUND = re.compile(
    r"\b(?:independent|non-aligned|backbench) (?:councill?or|MP|senator|lawmaker|member|deputy)", re.IGNORECASE
)
"""Members of a body who speak for nobody but themselves."""
_SOURCE = re.compile(r"(?<=[a-z] )(?:source|insider)s?$")
"""``A government source`` speaks for it as an official does."""
_CLLR = re.compile(r"\bCllr\b\.?")
_LINK = re.compile(r"\s(?:of|for|at|from|with|to|by|in)\s(?:the\s)?", re.IGNORECASE)
_CAMP = re.compile(
    r"^(?:[Tt]he )?(?:(?:[Mm]ain|[Ll]argest|[Bb]iggest|[Cc]onservative|[Ll]iberal|[Ll]eftist|[Pp]opulist) )?"
    r"(?:[Oo]pposition|[Rr]uling|[Gg]overning|(?:[Cc]entre|[Cc]enter|[Ff]ar)-(?:left|right)) (?:party )?"
    r"(?=(?:[A-Z][\w’'-]* )*[A-Z][\w’'-]*$)"
)
"""``opposition Centre Party``: what tells where a party stands is none of its name."""
_AND = re.compile(
    r"\s+(?:and|as well as|who|which|whose|that|on|about|during|under|since|until)\s+|[;(|/]|,\s|\s[–—-]\s"
)
_COUNSEL = frozenset("lawyer solicitor barrister counsel".split())
_AT_HOME = frozenset(
    "official minister commissioner ministry government parliament cabinet authority lawmaker leadership".split()
)
_IN_S = re.compile(r"[A-Z]\w*[^\Ws_]['’]s")
"""A name that ends so by itself: ``Barnardo's``."""
_OWN_LINKS = frozenset("of for at from with".split())


@lru_cache(maxsize=16384)
def side_of_name(phrase: str, atlas: Atlas = WORLD) -> Side | None:
    """The side that a party's or body's own name is: ``the Kremlin``, ``Peruvian government``, ``Port Workers' Union``.

    None for nothing readable. A proper name that nothing is known about comes back as an organisation.
    """
    whole = _CAMP.sub("", " ".join(phrase.split()).strip(' .,;:"“”'))
    if not _IN_S.fullmatch(whole) or atlas.actor(bare(whole)) is not None:
        whole = whole.removesuffix("'s").removesuffix("’s")
    text = _GUARD.sub(r"\1oastguard", strip_determiner(whole))
    if not text:
        return None
    found = atlas.actor(whole) or atlas.actor(text)
    if found is not None:
        return Side(found.name, found.kind)
    if _PROSECUTION.fullmatch(text):
        return Side("Prosecution", PartyKind.ORGANISATION)
    if text.casefold().startswith(("government of ", "republic of ", "kingdom of ", "state of ")):
        inner = atlas.actor(text.split(" of ", 1)[1])
        if inner is not None:
            return Side(inner.name, inner.kind)
    if is_named_group(text):
        return Side(text, PartyKind.ORGANISATION)
    return _read(text, atlas, is_role=False) or Side(text, PartyKind.ORGANISATION, short=is_generic(text))


@lru_cache(maxsize=16384)
def side_of_role(role: str, atlas: Atlas = WORLD) -> Side | None:
    """The side that somebody with this role speaks for; None where it binds nobody (``resident``, ``historian``)."""
    text = strip_determiner(" ".join(role.split()).strip(' .,;:"“”'))
    text = _SOURCE.sub("official", text)
    text = CHIEF.sub(r"\1 director", _CLLR.sub("councillor", text))
    text = _GUARD.sub(r"\1oastguard", _MANY.sub("", text))
    if _UNBOUND.match(text):
        return None
    if is_named_group(text):
        return Side(text, PartyKind.ORGANISATION)
    for part in _AND.split(text):
        clause = strip_determiner(part.strip())
        if not clause:
            continue
        if _PROSECUTION.fullmatch(clause):
            return Side("Prosecution", PartyKind.ORGANISATION)
        if _FORMER.match(clause) or _FORMER.search(clause.split(" of ")[0]) or " at the time" in clause:
            continue
        found = _read(clause, atlas, is_role=True)
        if found is not None:
            return found
    return None


def _read(text: str, atlas: Atlas, *, is_role: bool) -> Side | None:
    words = words_of(text)
    if not words or words[0].casefold() in ("both", "each", "either"):
        return None  # "both sides" are no side called "Both"
    link = _LINK.search(text)
    front = text[: link.start()] if link else text
    back = text[link.end() :] if link else ""
    link_word = text[link.start() : link.end()].split(maxsplit=1)[0].casefold() if link else ""
    front_words = words_of(front)
    if not front_words or bare(front_words[-1]).casefold() in ("led", "headed", "run", "founded"):
        return None  # "a team led by ..."
    head = bare(front_words[-1])
    if not link and (group := led_group(front_words)) is not None:
        return Side(group, PartyKind.ORGANISATION, short=True)
    staff = bare(head).casefold() in WORKERS or f"{bare(head).casefold()}s" in WORKERS - EXPERTS
    if link_word in ("at", "in", "from") and staff:
        return None  # "nurses at the hospital" are not the hospital
    private = (is_in(head, PRIVATE) or is_in(head, OCCUPATIONS)) and not is_in(head, OFFICIALS)
    private = private and not (is_role and _is_counsel(front_words, head))
    hits = atlas.mentions(front_words)

    if is_role and private:
        return _at_institution(text, atlas)
    side = _from_actor(front_words, hits, head, atlas, is_role=is_role) if hits else None
    if side is not None:
        return side
    if link:
        side = _from_object(front_words, head, back, link_word, atlas, is_role=is_role)
        if side is not None:
            return side
    if not is_role and link and is_in(head, BODIES):
        return Side(text, PartyKind.ORGANISATION, short=is_generic(text))  # "Bank of Somewhere", "Ministry of Finance"
    return from_prefix(front_words, head, is_role=is_role)


def _is_counsel(front: list[str], head: str) -> bool:
    """Whether a lawyer is a body's own and speaks for it: ``the union's lawyer``."""
    owner = next((word for word in front[:-1] if bare(word) != word), None)
    return is_in(head, _COUNSEL) and owner is not None and is_in(owner, BODIES)


def _from_actor(  # noqa: C901 - a table of cases, in order
    words: list[str], hits: list[Mention], head: str, atlas: Atlas, *, is_role: bool
) -> Side | None:
    """``Russian Foreign Ministry spokeswoman``, ``Kremlin aide``, ``American Medical Association president``."""
    hit = hits[0]
    if any(is_in(word, BODIES) or (word[0].isupper() and not is_in(word, PORTFOLIO)) for word in words[: hit.start]):
        return None
    rest = words[hit.end :]
    if not rest:
        # The actor is the head: "pro-government Moscow", "Eastern Ukraine": the actor itself, unless it is a role.
        return None if is_role else Side(hit.actor.name, hit.actor.kind)
    possessive = words[hit.end - 1] != bare(words[hit.end - 1])
    if hit.actor.kind is PartyKind.STATE and any(is_in(word, CIVIC) for word in rest):
        if hit.actor.form == "seat":
            return Side(until_body(words), PartyKind.ORGANISATION)
        if not is_role or any(is_in(word, BODIES) for word in rest):
            return Side(until_body(words), PartyKind.ORGANISATION)
        return None
    body = next((word for word in reversed(rest) if is_in(word, BODIES)), None)
    named = [
        word
        for word in rest
        if word[0].isupper()
        and not (
            is_in(word, PORTFOLIO)
            or is_in(word, OFFICIALS)
            or is_in(word, BODIES)
            or is_in(word, PRIVATE)
            or is_in(word, GROUPS)
        )
        and not atlas.mentions([word])
    ]
    office = any(is_in(word, NATIONAL) for word in rest)
    public = is_in(body or "", PUBLIC_BODIES) and (
        any(word in PUBLIC_MATTERS for word in rest) or (possessive and hit.actor.form == "name" and rest[0] == body)
    )
    of_state = public or is_in(body or "", STATE_BODIES)
    regional = hit.actor.kind is PartyKind.ORGANISATION and hit.actor.form == "adjective" and rest[-1][0].isupper()
    if body is not None and not of_state and not office and (hit.actor.kind is PartyKind.STATE or regional):
        common = hit.actor.form == "adjective" and all(
            word.islower() for word in words_of(until_body(words))[hit.end :]
        )
        return Side(until_body(words), PartyKind.ORGANISATION, short=common)  # "the Danish firm"
    own = named and not possessive and not office and not of_state
    if own and hit.actor.kind is PartyKind.STATE:
        return Side(until_proper(words), PartyKind.ORGANISATION) if len(named) < len(rest) or not is_role else None
    if is_in(head, PRIVATE) and not is_in(head, OFFICIALS) and is_role:
        return None
    if hits[-1].end == len(words) and all(other.actor.name == hit.actor.name for other in hits):
        return Side(hit.actor.name, hit.actor.kind)  # "Russian State Duma"
    low = bare(head).casefold()
    if low in GROUPS and low not in STATE_GROUPS and hit.actor.kind is PartyKind.STATE:
        return None
    if office or public or is_in(head, OFFICIALS) or is_in(head, STATE_BODIES) or low in STATE_GROUPS:
        return Side(hit.actor.name, hit.actor.kind)
    if hit.actor.kind is PartyKind.ORGANISATION:
        return Side(hit.actor.name, hit.actor.kind)
    return None


def _from_object(  # noqa: C901 - a table of cases, in order
    front: list[str], head: str, back: str, link: str, atlas: Atlas, *, is_role: bool
) -> Side | None:
    """``president of the United States``, ``chair of the tenants' union``, ``spokesman for the ministry``."""
    if not is_role and is_in(head, BODIES):
        return _office_in_state(head, back, atlas)
    if not is_in(head, OFFICIALS):
        return None
    if (seat := _at_seat(front, head, back, link, atlas)) is not None:
        return seat
    whole = atlas.actor(strip_determiner(back))
    diplomat = is_in(head, frozenset(("ambassador", "envoy", "consul", "delegate", "representative", "negotiator")))
    if whole is not None:
        if link in ("to", "in", "with") or (diplomat and link == "for"):
            return None
        if is_in(head, frozenset(("mayor", "councillor", "councilor"))):
            return Side(strip_determiner(back), PartyKind.ORGANISATION)
        return Side(whole.name, whole.kind)
    if link not in _OWN_LINKS or (diplomat and link == "for"):
        return None
    parts = _LINK.split(back)
    inner_text = strip_determiner(back)
    matter, _, body = inner_text.partition(" at ")
    matters = matter.casefold() in FUNCTIONS or inner_text[:1].islower()
    if body and matters and not is_in(matter.split()[-1], BODIES):
        return _body_of(strip_determiner(body), atlas)  # "head of transport studies at the Merrin Institute"
    if is_in(head, frozenset(("minister", "secretary"))) and "general" not in " ".join(front).casefold():
        last = atlas.actor(strip_determiner(parts[-1])) if len(parts) > 1 else None
        if last is not None:
            return Side(last.name, last.kind)
        if len(front) > 1 and is_in(head, NATIONAL) and (run := proper_run(words_of(inner_text))) == inner_text:
            return Side(run, PartyKind.STATE)  # "prime minister of Kestria"
        return _body_of(inner_text, atlas) if any(is_in(word, BODIES) for word in words_of(inner_text)) else None
    return _body_of(inner_text, atlas)


def _office_in_state(head: str, back: str, atlas: Atlas) -> Side | None:
    """``the ministry of defence of Peru``, ``the office of Ordavan President Irena Maresh``."""
    inner = atlas.actor(strip_determiner(_LINK.split(back)[-1]))
    if inner is not None and is_in(head, STATE_BODIES) and inner.kind is PartyKind.STATE:
        return Side(inner.name, inner.kind)
    words = words_of(back)
    led = atlas.mentions(words) if head.casefold() == "office" and any(is_in(word, NATIONAL) for word in words) else []
    return Side(led[0].actor.name, led[0].actor.kind) if led and led[0].start == 0 else None


def _at_seat(front: list[str], head: str, back: str, link: str, atlas: Atlas) -> Side | None:
    """``officials in Dask``, where Dask is a capital: those of the state; no diplomats, no town's, nobody else's."""
    place = back if link == "in" else back.rpartition(" in ")[2] if " in " in back else ""
    seat = atlas.actor(strip_determiner(place)) if place else None
    if seat is None or seat.form != "seat" or not is_in(head, _AT_HOME):
        return None
    qualified = all(word.islower() or is_in(word, PORTFOLIO) for word in front[:-1])
    others = any(is_in(word, CIVIC) or (is_in(word, BODIES) and not is_in(word, PORTFOLIO)) for word in front[:-1])
    return Side(seat.name, seat.kind) if qualified and not others else None


def _at_institution(text: str, atlas: Atlas) -> Side | None:
    """``senior fellow at the Harbour Institute``, ``lecturer at Norvale University``; nobody's voice otherwise."""
    found = re.search(r"\s(?:at|with|for|of)\s+(?:the\s+)?((?:[^\W\d_]*\b[A-Z]).*)$", text)
    if not found:
        # "Oxford University historian", "Gartner analyst": the institution stands before the role.
        words = words_of(text)
        bodies = [at for at, word in enumerate(words[:-1]) if is_in(word, BODIES) and word[0].isupper()]
        if bodies:
            return Side(" ".join(words[: bodies[-1] + 1]), PartyKind.ORGANISATION)
        return None
    place = found.group(1).strip()
    linked = found.group().split()[0].casefold()
    if (actor := atlas.actor(place)) is not None and actor.kind is PartyKind.STATE:
        return None
    if linked == "of" and not any(is_in(word, BODIES) for word in words_of(place)):
        return None  # "resident of Norvale", "mother of Ana"
    inner = re.search(r"\sat\s+(?:the\s+)?([^\W\d_]*[A-Z].*)$", " " + place)
    return _body_of(inner.group(1) if inner else place, atlas)


def _body_of(phrase: str, atlas: Atlas) -> Side | None:
    """The body that a phrase after ``of``, ``for`` or ``at`` names."""
    text = re.split(r"\s(?:in|on|near|from)\s", phrase)[0].strip()
    text = MEMBERS.sub("", text)
    if not words_of(text) or text.casefold() in FUNCTIONS:
        return None
    text = " ".join(without_owner(text.split()))
    words = words_of(text)
    while len(words) > 1 and is_in(words[-1], OFFICIALS) and not is_in(words[-1], BODIES) and words[-1][0].isupper():
        words = words[:-1]  # "Head of Mission Ambassador", before a name
        text = " ".join(words)
    found = atlas.actor(text)
    if found is not None:
        return Side(found.name, found.kind)
    proper = any(word[0].isupper() and word.casefold() not in HONORIFICS for word in words)
    body = any(is_in(word, BODIES) for word in words)
    if not proper and not body:
        return None
    hits = atlas.mentions(words)
    if hits:
        inner = _from_actor(words, hits, bare(words[-1]), atlas, is_role=False)
        if inner is not None:
            return inner
    return Side(text, PartyKind.ORGANISATION, short=is_generic(text))
