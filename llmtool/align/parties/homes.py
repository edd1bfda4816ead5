"""The state where a document is at home: it calls that state's leaders and ministries by no other name than theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from llmtool.align.parties.countries import Atlas, bare, words_of
from llmtool.align.parties.offices import office_of
from llmtool.align.parties.persons import Mention
from llmtool.align.parties.sides import strip_determiner
from llmtool.align.parties.vocabulary import NATIONAL, PORTFOLIO, is_in

_ABROAD = 2
"""Among fewer states ``the Foreign Ministry`` is a side of its own: a dispute inside one country."""
_OWNED = re.compile(r"^(?:the )?government['’]s\b", re.IGNORECASE)


def homes(states: Mapping[Mention, str], roles: Callable[[Mention], Iterable[str]], atlas: Atlas) -> dict[str, str]:
    """Documents to the one state whose leaders and ministers they name without it.

    Args:
        states: the state that each mention of a person speaks for, where it is one.
        roles: the roles that a mention has in its own document.
        atlas: which words are states'.

    """
    if len(set(states.values())) < _ABROAD:
        return {}
    found: dict[str, set[str]] = {}
    for mention, state in states.items():
        if any(is_bare_office(role, atlas) for role in roles(mention)):
            found.setdefault(mention.document_id, set()).add(state)
    return {document_id: of.pop() for document_id, of in sorted(found.items()) if len(of) == 1}


def is_bare_office(role: str, atlas: Atlas) -> bool:
    """Whether a role is an office of a state that isn't named: ``President``, ``Deputy Foreign Minister``."""
    office = office_of(role, atlas)
    return office is not None and office.state is None


def is_national_body(name: str) -> bool:
    """Whether a name fits the body of any state: ``Foreign Ministry``, ``government's Press Office``."""
    words = [bare(word) for word in words_of(strip_determiner(name))]
    if not words:
        return False
    named = is_in(words[-1], NATIONAL) and all(is_in(word, PORTFOLIO) for word in words[:-1])
    return named or _OWNED.match(name) is not None
