"""Whose paper a document is, by its heading: ``Statement by X on …``, ``X | Fact sheet``, ``X Ltd (the “Company”)``."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from llmtool.align.parties.vocabulary import COMPANY_ENDS, COMPANY_HEADS
from llmtool.engines.offline.people.holders import BODIES
from llmtool.engines.offline.people.roles import bare
from llmtool.engines.offline.speech.press import MEDIA
from llmtool.schema import Document

_SIGNED: Final = re.compile(
    r"""\s*(?:(?:joint\ |press\ |public\ )?(?:statement|announcement|release|open\ letter)\ (?:by|from|of)\ (?:the\ )?
    (?P<by>[A-Z][^\n,:;]{2,60}?)
    (?=\ (?:on|about|regarding|concerning|in\ response|to|following|after)\b|\s*[\n,:;])
    | from:\ *(?P<sender>[A-Z][^\n<@]{2,60}?)\ *<)""",
    re.IGNORECASE | re.VERBOSE,
)
_HEADED_BY: Final = re.compile(
    r"([A-Z][^\n.:!?]{2,60})\n+(?:media|press|news|public) (?:statement|release)\b", re.IGNORECASE
)
# What a body calls a paper of its own, beside its name in a title or on the first line.
_PAPER: Final = (
    r"(?:fact ?sheet|briefing|statement|(?:press |media |news )?release|position (?:paper|statement)|q ?& ?a|faqs?"
    r"|notice|questions and answers|frequently asked questions|your questions(?: answered)?|the facts|myths? and facts)"
)
_TITLED: Final = re.compile(rf"(?P<by>[A-Z][^\n:;.!?|]{{2,60}}): (?i:{_PAPER})\W*$")
_LINE: Final = re.compile(
    rf"(?P<by>[A-Z][^\n:;.!?|–—,]{{2,60}}?)(?:, (?:[A-Z][\w’' ]{{2,40}}))? ?(?:\||–|—| - ) ?"
    rf"[^\n]*?\b(?i:{_PAPER}|(?:last )?updated)\b[^\n]*"
)
# "Tarn Gas Ltd (“Tarn” or the “Company”)": so a company, or a union, writes of itself.
_DEFINED: Final = re.compile(
    r"(?P<by>[A-Z][\w&.’'-]*(?: (?:(?:of|for|and|the|&) )?[A-Z][\w&.’'-]*){0,6}(?: plc| gmbh)?) "
    r"\((?:(?:the )?[“\"][^”\"\n]{2,40}[”\"],? (?:or|and) )?"
    r"the [“\"](?:Company|Group|Firm|Union|Association|Federation|Ministry|Agency|Authority|Board|Council|Party|Bank"
    r"|Foundation|League|Trust|Institute|Department)[”\"]\)"
)
_LITTLE: Final = frozenset("the of and for in on".split())
_HEAD: Final = 600
_HEAD_LINES: Final = 4
"""Lines in which a release says whose it is."""


def named_in_heading(document: Document) -> str | None:
    """Whom a document names as its sender: ``Statement by X on …``, ``From: X <…>``, ``X | Fact sheet``."""
    title = document.title or ""
    lines = list(islice((line for line in document.text[:_HEAD].splitlines() if line.strip()), _HEAD_LINES))
    heads = (_SIGNED.match(f"{line}\n") for line in (title, *lines))
    match = next(filter(None, heads), None)
    name = (match["by"] or match["sender"]) if match else None
    above = _HEADED_BY.match(document.text)
    if name is None and above is not None and {bare(word) for word in above[1].split()} & BODIES:
        name = above[1]
    name = name or _on_own_paper(title, lines, document.text[: 2 * _HEAD])
    return " ".join(name.split()) if name and name[0].isupper() else None


def _on_own_paper(title: str, lines: list[str], head: str) -> str | None:
    """The body whose name stands beside what the paper is, or that calls itself "the Company" in it."""
    titled = _TITLED.match(title.strip(" *_#"))
    found = [titled["by"]] if titled is not None else []
    found += [match["by"] for line in lines[:2] if (match := _LINE.fullmatch(re.sub(r"[*_#]+", "", line).strip()))]
    named = next((name for name in found if names_a_body(name)), None)
    defined = _DEFINED.search(head)
    name = named or (defined["by"] if defined is not None else None)
    return name.strip() if name and MEDIA.isdisjoint(bare(word) for word in name.split()) else None


def sender_of(document: Document) -> str | None:
    """The sender that a heading names, unless it is another body than an outlet that is a newspaper or an agency.

    A ministry's statement on the pages of its government is the ministry's.
    """
    heading, outlet = named_in_heading(document), document.outlet
    if heading is None or outlet is None:
        return heading
    if _one_body(heading, outlet):
        return outlet
    media = MEDIA & {word.casefold() for word in re.findall(r"\w+", outlet)}
    return heading if names_a_body(outlet) and not media else None


def names_a_body(name: str) -> bool:
    """Whether a name is that of an organisation by one of its words: ``Tarn Water Board``, ``Quill Systems``."""
    words = [bare(word) for word in name.split()]
    return not BODIES.isdisjoint(words) or words[-1] in COMPANY_ENDS | COMPANY_HEADS


def _one_body(one: str, other: str) -> bool:
    """Is the one name the other with more words: ``Ministry of Trade of Orren``, ``… of the Republic of Orren``?"""
    shorter, longer = sorted(
        (frozenset(bare(word) for word in name.split()) - _LITTLE for name in (one, other)), key=len
    )
    return bool(shorter) and shorter <= longer
