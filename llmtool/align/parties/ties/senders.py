"""Whose paper a document is: the body on its letterhead, and the state whose organ that is."""

from __future__ import annotations

import re

from llmtool.align.parties.bodies.bodies import DocumentBodies
from llmtool.align.parties.bodies.short_forms import head_of
from llmtool.align.parties.countries import Atlas, words_of
from llmtool.align.parties.sides import Side
from llmtool.align.parties.states.states import formal_names
from llmtool.align.parties.ties.phrases import side_of_name
from llmtool.align.parties.vocabulary import BODIES, MEDIA, STATE_BODIES, is_in
from llmtool.schema import Document, PartyKind

_STATEMENT = re.compile(r"(?:\w+ )?(?:statement|communiqu[ée]|announcement|release|open letter) (?:by|of|from) ")
_HEAD = 400
"""Code points at the start of a text in which a sender stands."""
_HEADING = re.compile(
    r"^[ \t*_#]*(?:[\w’'\-]+[ \t]){0,3}?(?:(?:news|press|media)[ \t]release|for[ \t]immediate[ \t]release|statement"
    r"|communiqu[ée]|briefing|press[ \t]conference|announcement)\b[^!?\n]{0,50}(?<!\.)$"
    r"|\bfor[ \t]immediate[ \t]release\b",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that only says what a paper is: ``Press release 88/2025``, ``NOON BRIEFING, 12 November``."""
_OFFICE = re.compile(
    r"(?:[’']s?)?[ \t](?:press|media|communications|information)[ \t](?:office|team|department|service)$"
)


def sender_of(document: Document) -> str | None:
    """The outlet of a document whose text has it on a line of its own at the top, or is headed as its statement; None
    for a newspaper's.
    """
    if document.outlet is None or any(is_in(word, MEDIA) for word in words_of(document.outlet)):
        return None
    lines = {line.strip(" *_#").casefold() for line in (document.title or "", *document.text[:_HEAD].splitlines())}
    named = document.outlet.casefold() in lines or any(
        _STATEMENT.match(line) and set(words_of(document.outlet.casefold())) <= set(words_of(line)) for line in lines
    )
    return document.outlet if named else None


def issuer_of(document: Document) -> str | None:
    """The body whose own paper a document is: its sender, or the body that is its outlet over a heading that tells a
    release, a statement or a briefing, also where the letterhead is gone; without its press office.
    """
    sender, outlet = sender_of(document), document.outlet or ""
    body = _OFFICE.sub("", outlet)
    if sender is not None or not body:
        return _OFFICE.sub("", sender) if sender is not None else None
    office = body != outlet
    papers = any(is_in(word, MEDIA) for word in words_of(body)) or not (office or is_in(head_of(body), BODIES))
    lines = f"{document.title or ''}\n{document.text[:_HEAD]}"
    return None if papers or _HEADING.search(lines) is None else body


def state_of_sender(document: Document, atlas: Atlas) -> Side | None:
    """The state whose ministry or department sends a document, by its name or by its letterhead.

    ``MINISTRY OF ENERGY`` under ``REPUBLIC OF ORLAVIA`` speaks for Orlavia.
    """
    sender = issuer_of(document)
    if sender is None or not is_in(head_of(sender), STATE_BODIES):
        return None
    side = side_of_name(sender, atlas)
    if side is not None and side.kind is PartyKind.STATE and not side.adjective:
        return side
    states = {name.title() if name.isupper() else name for name in formal_names([document.text])}
    found = [atlas.actor(name) for name in sorted(states)]
    return Side(found[0].name, PartyKind.STATE) if len(found) == 1 and found[0] is not None else None


def enter_sender(bodies: DocumentBodies, document: Document, state: Side | None) -> None:
    """Let a sender's name and the short form of it (``the Ministry``) stand for the sender in its own paper."""
    sender = issuer_of(document)
    if sender is None:
        return
    bodies.sender = sender
    if state is not None:
        bodies.abbreviations.setdefault(sender, state.name)
        bodies.home = state
