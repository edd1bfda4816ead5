"""Roles whose side any text may tell: who has applied, and whose the experts of a minister are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from llmtool.align.parties.bodies.short_forms import head_of, key_of
from llmtool.align.parties.sides import Side
from llmtool.align.parties.ties.readings import Reader
from llmtool.align.parties.vocabulary import NO_NAMES
from llmtool.schema import PartyKind
from llmtool.words import STOPWORDS

STAFF = re.compile(
    r"(?:the )?(?P<who>(?:[a-z]+ )?minister)[’']s (?:own )?"
    r"(?:officials|experts|advis[eo]rs|hydrologists|scientists|engineers|lawyers|aides|staff|team|economists|inspectors"
    r"|office|department|geologists|doctors|statisticians)",
    re.IGNORECASE,
)
_RUN = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w&\-]*(?:[ \t](?:&[ \t]|of[ \t])?[A-ZÀ-ÖØ-ÞĀ-Ž][\w&\-]*){0,4}"
_WHAT = r"(?:[a-z\-]+[ \t]){0,3}application\b"
_TOLD = (
    re.compile(rf"\b({_RUN})(?:[’']s|(?<=s)[’'])[ \t]{_WHAT}"),
    re.compile(
        rf"\b({_RUN})[ \t](?:has[ \t]|had[ \t])?(?:also[ \t]|formally[ \t])?"
        rf"(?:applied[ \t](?:to|for)\b|(?:submitted|lodged|filed|made)[ \t](?:its|an?|the|their)[ \t]{_WHAT})"
    ),
    re.compile(rf"\bapplication[ \t](?:[a-z]+[ \t]){{0,3}}?(?:by|from|of)[ \t](?:the[ \t])?({_RUN})"),
    re.compile(rf"\b({_RUN})[ \t]*[,(][ \t]*(?:[“\"])?the[ \t][“\"]?applicant[”\"]?[ \t]*[,).]"),
    re.compile(rf"\b[Tt]he[ \t]applicant,[ \t]({_RUN})"),
)


def applicants(texts: Iterable[str]) -> Iterator[str]:
    """The names of those who have applied, as the texts have them."""
    for text in texts:
        for pattern in _TOLD:
            for match in pattern.finditer(text):
                words = match.group(1).split()
                while words and words[0].casefold() in NO_NAMES | STOPWORDS:
                    words = words[1:]
                if words:
                    yield " ".join(words)


def is_applicant(role: str) -> bool:
    """Whether a role is that of who applies, without a name."""
    return re.fullmatch(r"(?:the )?applicants?", role.casefold()) is not None


def applicant(texts: Iterable[str], reader: Reader) -> Side | None:
    """The one who has applied by any text; None for two."""
    named = {reader.name(name, "", 0) for name in applicants(texts)}
    found = {side.name: side for side in named if side is not None and side.kind is not PartyKind.STATE}
    return next(iter(found.values())) if len(found) == 1 else None


def one_ministry(reader: Reader) -> Side | None:
    """The one ministry that the texts name, whose staff any minister's are."""
    names = sorted({name for own in reader.bodies.values() for name in own.names})
    sides = (reader.name(name, "", 0) for name in names if head_of(name) == "ministry")
    found: dict[frozenset[str], Side] = {}
    for side in sides:
        if side is not None and len(key_of(side.name)) > 1:
            found.setdefault(frozenset(key_of(side.name)), side)
    return next(iter(found.values())) if len(found) == 1 else None
