"""The state where a document is at home: it calls that state's leaders and ministries by no other name than theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice

from llmtool.align.parties.countries import Atlas, bare, words_of
from llmtool.align.parties.people.introductions import places
from llmtool.align.parties.people.offices import office_of
from llmtool.align.parties.people.persons import Mention
from llmtool.align.parties.sides import strip_determiner
from llmtool.align.parties.uses import RUN, WORD
from llmtool.align.parties.vocabulary import NATIONAL, PORTFOLIO, is_in

_ABROAD = 2
"""Among fewer states ``the Foreign Ministry`` is a side of its own: a dispute inside one country."""
_DATELINE = re.compile(
    rf"^{WORD}(?:[ \t]{WORD}){{0,2}}, (?P<of>{RUN})(?:, [A-Z][a-z]{{2,8}}\.? \d{{1,2}}(?:, \d{{4}})?)?[ \t]*"
    r"(?:\([^()\n]{2,30}\)[ \t]*)?[—–-]",
    re.MULTILINE,
)
"""``SARAVAC, Tarnia, March 3, 2026 (Union Press) -``"""
_SEAT_LINE = re.compile(
    r"^(?P<of>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’\-]+(?: [A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’\-]+){0,2})"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?[ \t]*(?:\([^()\n]{2,30}\)[ \t]*)?(?::|[—–-]{1,2})[ \t]",
    re.MULTILINE,
)
"""``NEW DELHI:``, ``PARIS, March 3 (AP) —``"""
_HEAD = 800
"""Code points in which a dateline stands."""
_NEAR = 200
"""Code points before a person in which a state that is named needs no repeating."""
_BELOW = frozenset("regional local state provincial municipal".split())
_FORCES = frozenset("army navy military".split())
_OWNED = re.compile(r"^(?:the )?government['’]s\b", re.IGNORECASE)


def homes(
    states: Mapping[Mention, str],
    roles: Callable[[Mention], Iterable[str]],
    texts: Mapping[str, str],
    atlas: Atlas,
) -> dict[str, str]:
    """Documents to the one state whose leaders and ministers they name without it, or that their dateline names.

    Args:
        states: the state that each mention of a person speaks for, where it is one.
        roles: the roles that a mention has in its own document.
        texts: the documents.
        atlas: which words are states'.

    """
    if len(set(states.values())) < _ABROAD:
        return {}
    found: dict[str, set[str]] = {}
    for document_id, text in texts.items():
        line = _DATELINE.search(text, 0, _HEAD) or _SEAT_LINE.search(text, 0, _HEAD)
        named = atlas.actor(line["of"].title() if line["of"].isupper() else line["of"]) if line is not None else None
        if named is not None and named.name in states.values():
            found[document_id] = {named.name}
    for mention, state in states.items():
        bare_office = any(is_bare_office(role, atlas) for role in roles(mention))
        if bare_office and not _just_named(state, mention, texts.get(mention.document_id, ""), atlas):
            found.setdefault(mention.document_id, set()).add(state)
    return {document_id: of.pop() for document_id, of in sorted(found.items()) if len(of) == 1}


def _just_named(state: str, mention: Mention, text: str, atlas: Atlas) -> bool:
    """Whether the state stands right before a person: ``Orlavian troops came. The minister, Ada Lund, said``."""
    for start, _ in islice(places(text, mention.name), 1):
        floor = max(text.rfind("\n", 0, start) + 1, start - _NEAR)
        return any(hit.actor.name == state for hit in atlas.mentions(words_of(text[floor:start])))
    return False


def is_bare_office(role: str, atlas: Atlas) -> bool:
    """Whether a role is an office of a state that isn't named: ``President``, ``Deputy Foreign Minister``."""
    office = office_of(role, atlas)
    return office is not None and office.state is None


def is_national_body(name: str) -> bool:
    """Whether a name fits the body of any state: ``Foreign Ministry``, ``government's Press Office``."""
    inside = re.split(r"\b(?:department|office|section|division) (?:of|at|in) the ", name)[-1]
    words = [bare(word) for word in words_of(strip_determiner(inside))]
    if not words:
        return False
    # "The government" may be that of the state named last.
    named = len(words) > 1 and is_in(words[-1], NATIONAL) and all(is_in(word, PORTFOLIO) for word in words[:-1])
    named = named and (words[0].casefold() not in _BELOW)
    return named or (len(words) == 1 and words[0].casefold() in _FORCES) or _OWNED.match(name) is not None
