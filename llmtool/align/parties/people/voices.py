"""Which mentions are one voice: persons, bodies and unnamed voices, inside a document and across documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from llmtool.align.parties.countries import actor, bare, words_of
from llmtool.align.parties.people.names import person
from llmtool.align.parties.people.persons import Mention, join_people
from llmtool.align.parties.sides import is_named_group, strip_determiner
from llmtool.align.parties.vocabulary import (
    BODIES,
    COMPANY_WORDS,
    DETERMINERS,
    GROUPS,
    HONORIFICS,
    INDEFINITE,
    OCCUPATIONS,
    OFFICIALS,
    PARTIES,
    PRIVATE,
    is_in,
)

Kind = Literal["person", "body", "role"]


@dataclass(frozen=True)
class Voice:
    """One speaker: its kind, and its mentions sorted by document and name."""

    kind: Kind
    mentions: tuple[Mention, ...]


_CORPS = re.compile(r"\b(?:coast|border|national)[ -]guard$", re.IGNORECASE)
"""Bodies that end in a word for a man: ``the coast guard``."""


def kind_of(name: str) -> Kind:
    """Whether a speaker's name is a person's, a body's or only a role (``a city official``)."""
    words = words_of(name)
    if not words:
        return "role"
    if is_named_group(strip_determiner(name)):
        return "body"
    if _CORPS.search(name) and words[0].casefold() not in INDEFINITE:
        return "body"
    if person(name) is not None and (len(words) > 1 or actor(name) is None):
        return "person"
    if actor(name) is not None:
        return "body"
    last = bare(words[-1]).casefold()
    if last == "police" or (last in PARTIES and words[-1][0].isupper()):
        return "body"
    named = words[-1][0].isupper() and len(words) > 1 and is_in(last, BODIES)  # "Metropolitan Police"
    if words[0].casefold() in INDEFINITE or (last in GROUPS and not named):
        return "role"
    front = _front(words)
    head = bare(front[-1]).casefold()
    if is_in(head, BODIES) or is_in(head, COMPANY_WORDS - PRIVATE):
        return "body"
    if (
        any(is_in(head, kinds) for kinds in (OFFICIALS, PRIVATE, OCCUPATIONS))
        or head in GROUPS
        or words[0].casefold() in DETERMINERS
    ):
        return "role"
    return "body" if words[0][0].isupper() else "role"


def _front(words: Sequence[str]) -> Sequence[str]:
    cut = next(
        (at for at, word in enumerate(words) if at and word in ("of", "for", "at", "from", "with", "to")), len(words)
    )
    return words[:cut]


def is_indefinite(name: str) -> bool:
    """Whether a role names nobody in particular beyond its document: ``a city official``, ``residents``."""
    words = words_of(name)
    return not words or words[0].casefold() != "the"


def role_key(name: str) -> str:
    """A role or body name without determiner, case and possessive."""
    words = [bare(word).casefold() for word in words_of(name)]
    while len(words) > 1 and words[0] in DETERMINERS:
        words = words[1:]
    return " ".join(words)


def voices(
    mentions: Sequence[Mention],
    kind: Callable[[Mention], Kind],
    side: Callable[[Mention], str | None],
    body: Callable[[Mention], str],
    titles: Callable[[Mention], Iterable[str]],
) -> tuple[Voice, ...]:
    """Group mentions into voices.

    Args:
        mentions: each document and name once.
        kind: what each mention names.
        side: the side that the words around a mention tell, to keep namesakes of different sides apart.
        body: the full name of the body or role that a mention stands for.
        titles: the roles given to a mention.

    """
    kinds = {mention: kind(mention) for mention in mentions}
    people = [mention for mention in mentions if kinds[mention] == "person"]
    groups = join_people(people, side, titles)
    named = {mention: group for group in groups for mention in group}
    introduced = _titles_by_document(groups, titles)
    rest: dict[tuple[str, ...], list[Mention]] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.document_id, mention.name)):
        if mention in named:
            continue
        holder = _holder_of_role(mention, introduced) if kinds[mention] == "role" else None
        if holder is not None:
            holder.append(mention)
        elif kinds[mention] == "role" and is_indefinite(mention.name):
            rest.setdefault(("role", mention.document_id, role_key(mention.name)), []).append(mention)
        else:
            rest.setdefault((kinds[mention], body(mention)), []).append(mention)
    found = [Voice("person", _sorted(group)) for group in groups]
    found += [Voice("body" if key[0] == "body" else "role", _sorted(group)) for key, group in rest.items()]
    return tuple(sorted(found, key=lambda voice: [(mention.document_id, mention.name) for mention in voice.mentions]))


def _sorted(group: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(group, key=lambda mention: (mention.document_id, mention.name)))


Titles = frozenset[frozenset[str]]
"""The words of each role that somebody was given."""
_ANOTHERS = frozenset("deputy vice shadow assistant former ex onetime one-time retired late then".split())
"""Words that make an office another's: ``the mayor`` is not the deputy mayor, nor who was the mayor."""


def _titles_by_document(
    groups: Sequence[list[Mention]], titles: Callable[[Mention], Iterable[str]]
) -> dict[str, list[tuple[Titles, list[Mention]]]]:
    found: dict[str, list[tuple[Titles, list[Mention]]]] = {}
    for group in groups:
        words: dict[str, set[frozenset[str]]] = {}
        for mention in group:
            for title in titles(mention):
                own = frozenset(bare(word).casefold() for word in words_of(title)) - HONORIFICS
                words.setdefault(mention.document_id, set()).add(own)
        everywhere = set[frozenset[str]]().union(*words.values())
        for document_id in {mention.document_id for mention in group}:
            known = words.get(document_id, everywhere)  # introduced elsewhere
            found.setdefault(document_id, []).append((frozenset(known), group))
    return found


def _holder_of_role(
    mention: Mention, introduced: Mapping[str, Sequence[tuple[Titles, list[Mention]]]]
) -> list[Mention] | None:
    """The only person of the document who was introduced with the role that a definite role names (``the mayor``)."""
    words = frozenset(role_key(mention.name).split())
    if is_indefinite(mention.name) or not words:
        return None
    fitting = []
    for known, group in introduced.get(mention.document_id, ()):
        theirs = [title for title in known if title & _ANOTHERS <= words]
        if words <= frozenset[str]().union(*theirs):
            fitting.append(group)
    return fitting[0] if len(fitting) == 1 else None
