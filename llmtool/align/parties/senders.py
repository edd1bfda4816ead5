"""Whose paper a document is: the body on its letterhead, and the state whose organ that is."""

from __future__ import annotations

import re

from llmtool.align.parties.bodies import DocumentBodies
from llmtool.align.parties.countries import Atlas, words_of
from llmtool.align.parties.phrases import side_of_name
from llmtool.align.parties.short_forms import head_of
from llmtool.align.parties.sides import Side
from llmtool.align.parties.states import formal_names
from llmtool.align.parties.vocabulary import MEDIA, STATE_BODIES, is_in
from llmtool.schema import Document, PartyKind

_STATEMENT = re.compile(r"(?:\w+ )?(?:statement|communiqu[ée]|announcement|release|open letter) (?:by|of|from) ")
_HEAD = 400
"""Code points at the start of a text in which a sender stands."""


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


def state_of_sender(document: Document, atlas: Atlas) -> Side | None:
    """The state whose ministry or department sends a document, by its name or by its letterhead.

    ``MINISTRY OF ENERGY`` under ``REPUBLIC OF ORLAVIA`` speaks for Orlavia.
    """
    sender = sender_of(document)
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
    sender = sender_of(document)
    if sender is None:
        return
    bodies.sender = sender
    if state is not None:
        bodies.abbreviations.setdefault(sender, state.name)
