"""Documents that are a body's or a state's own paper, as the words of its offices are read in them."""

from __future__ import annotations

import re

from llmtool.align.parties.bodies.bodies import DocumentBodies
from llmtool.align.parties.countries import words_of
from llmtool.align.parties.sides import Side
from llmtool.align.parties.ties.readings import Reader
from llmtool.align.parties.vocabulary import BODIES, is_in
from llmtool.schema import PartyKind

_RELEASE = re.compile(
    r"\b(?:(?:news|press|media)[ \t]release|for[ \t]immediate[ \t]release|press[ \t]statement)\b", re.IGNORECASE
)
_TURN = re.compile(r"[A-Z][A-Z.’' \-]+[A-Z](?:[ \t]\([^)\n]*\))?:")
_LABEL = 80
_HEAD = 200
"""Code points at the start of a text that name its sender."""


def host_of(text: str, outlet: Side, bodies: DocumentBodies | None) -> Side | None:
    """The body whose own paper a document is, its name alone on the first line: "our director" is its director."""
    if outlet.kind is PartyKind.STATE or (bodies is not None and bodies.sender):
        return outlet  # a ministry's own release, a council's briefing
    first = text.lstrip().partition("\n")[0].strip(" *_#")
    return outlet if first.casefold() == outlet.name.casefold() else None


def home_of(bodies: DocumentBodies | None) -> Side | None:
    """The state whose own paper a document is: its bare ministers are that state's."""
    return bodies.home if bodies is not None else None


def issuer_told(text: str, title: str, document_id: str, reader: Reader) -> Side | None:
    """The body whose release or statement a document is, by its title or its head."""
    if _RELEASE.search(f"{title}\n{text[:_HEAD]}") is None:
        return None
    bodies = reader.bodies.get(document_id)
    if title and is_in(words_of(title)[-1], BODIES) and all(word[0].isupper() for word in words_of(title)):
        return reader.name(title, document_id, 0)
    if bodies is None or not bodies.starts or bodies.starts[0] > _HEAD:
        return None
    return reader.name(bodies.names[0], document_id, bodies.starts[0])


def in_turn(text: str, at: int) -> bool:
    """Whether a place is in the turn of a transcript, where a body named before is another speaker's."""
    line = text.rfind("\n", 0, at) + 1
    return _TURN.match(text, line, line + _LABEL) is not None
