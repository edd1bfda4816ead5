"""A claim taken apart: who says it, what is said, and the clauses of that."""

from __future__ import annotations

import re
from dataclasses import dataclass

from llmtool.align.issues.stance_words import LINKS, SAYING, THAT_SAYING

TOKEN = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_CUT = re.compile(
    r"[;:]\s|,\s+(?:and|but|while|whereas|yet|not|rather|instead|which|who|as)\s|\sbut\s|[.!?]\s"
    r"|\sand not\s|\sand (?=(?:can|could|will|would|won|do|does|did|is|are|was|were|has|have|had)\b)"
    r"|\b(?:after|because|since|so that|in order to|although|even if|as if|than)\b"
)
_REASONS = frozenset({"after", "because", "since", "so that", "in order to", "although", "even if", "as if", "than"})
_FEWEST = 4
"""Words of a statement."""


@dataclass(frozen=True)
class Clause:
    """Casefolded tokens of a clause, its text, and whether the holder speaks for itself at its start."""

    text: str
    tokens: tuple[str, ...]
    capitals: tuple[bool, ...]
    quoted: bool
    """Does it stand after a word of saying?"""


def who_and_what(claim: str) -> tuple[str, str] | None:
    """The words about who says it and what is said; None where there is no word of saying."""
    head = next((match for match in list(TOKEN.finditer(claim))[1:14] if _says(match, claim)), None)
    if head is None:
        return None
    said, body = claim[: head.start()], claim[head.end() :]
    if len(body.split()) < (_FEWEST if said.rstrip().endswith(",") else 1) or not TOKEN.search(body):
        return body, said  # "It is unfair, the club said"
    return said, body


def clauses_of(claim: str) -> tuple[str, list[Clause]]:
    """The words before the first word of saying, and the clauses of what is said; reasons are left out."""
    told = who_and_what(claim)
    said, body = told or ("", claim)
    found: list[Clause] = []
    start, reason = 0, False
    for cut in [*_CUT.finditer(body), None]:
        text = body[start : len(body) if cut is None else cut.start()]
        matches = list(TOKEN.finditer(text))
        if matches and not reason:
            tokens = tuple(match.group().replace("’", "'").casefold() for match in matches)
            capitals = tuple(match.group()[0].isupper() for match in matches)
            found.append(Clause(text, tokens, capitals, told is not None))
        if cut is not None:
            start, reason = cut.end(), cut.group().casefold() in _REASONS
    return said, found


def _says(match: re.Match[str], claim: str) -> bool:
    before = claim[: match.start()].split()
    passive = bool(before) and before[-1].casefold() in LINKS
    word = match.group().casefold()
    told = word in SAYING or (word in THAT_SAYING and claim[match.end() :].startswith(" that "))
    return told and not passive
