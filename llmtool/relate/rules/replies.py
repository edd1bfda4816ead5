"""Answers: a side that denies, rejects or replies says no to who spoke just before it in the paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from llmtool.drafts import Aligned
from llmtool.relate.claims.excerpt import excerpt
from llmtool.relate.holders import Holders
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.schema import Position, RelationKind, RelationLabel

_SAYS_NO = re.compile(
    r"\b(?:den(?:y|ies|ied)"
    r"(?! (?:\w+ )?(?:permi(?:t|ssion)|licen[cs]e|application|request|access|entry|visa|bail|funding)\b)"
    r"|reject(?:s|ed)|repl(?:y|ies|ied)|counter(?:s|ed)|disput(?:es|ed)|dismiss(?:es|ed)"
    r"|contradict(?:s|ed)|retort(?:s|ed)|rebut(?:s|ted)|refut(?:es|ed)|hit back|disagree(?:s|d)|nonsense)\b",
    re.IGNORECASE,
)
_SAYS_SO_TOO = re.compile(r"\b(?:also|too|likewise|as well|joined|so did|nor did|neither did)\b", re.IGNORECASE)
_BEGINNING = 90
"""Code points of a claim in which the verb of saying stands; later it may be told of somebody else."""
_AFTER = 80
"""Code points after the words within which the verb of saying may follow them."""
_ENDS = re.compile(r"[.!?\n]")
_SENTENCE = re.compile(r"[.!?]['\"”’]?\s+|\n")
_LEAST = 0.1
"""Any other reason tells a reader more."""

Answers = Mapping[tuple[str, str], str]
"""Ids of a position and of the one that answers it, and the word by which it does."""


def answers(aligned: Aligned, holders: Holders) -> Answers:
    """Pairs of one issue in which one side answers the other, the one right after the other in one paragraph.

    Read one by one in labelled articles and in three more: of 12 such pairs 11 contradict each other.
    """
    found: dict[tuple[str, str], str] = {}
    by_document: dict[str, list[Position]] = defaultdict(list)
    for position in aligned.positions:
        by_document[position.document_id].append(position)
    for name, positions in by_document.items():
        document = holders.documents.get(name)
        if document is None:
            continue
        breaks = [match.start() for match in re.finditer("\n", document.text)]
        for first, second in pairwise(sorted(positions, key=lambda each: (_start(each), holders.order[each.id]))):
            after = _end(first) <= _start(second)
            one_paragraph = after and bisect_left(breaks, _end(first)) == bisect_left(breaks, _start(second))
            if not one_paragraph or first.issue_id != second.issue_id or first.party_id == second.party_id:
                continue
            if holders.own_account(first) or holders.own_account(second) or _SAYS_NO.search(first.claim[:_BEGINNING]):
                continue
            word = _word_of_answer(second, document.text, _end(first))
            if word:
                found[first.id, second.id] = word
    return found


def by_answer(pair: Pair, found: Answers) -> Iterator[Finding]:
    """One of the two answers the other: worth a look, since what exactly it says no to isn't read."""
    word = found.get((pair.a.position.id, pair.b.position.id)) or found.get((pair.b.position.id, pair.a.position.id))
    if word is not None:
        told = pair.told(excerpt(pair.a.text), excerpt(pair.b.text))
        yield Finding(
            RelationLabel.CONTRADICTION,
            RelationKind.NEGATION,
            firm=False,
            weight=_LEAST,
            rationale=f"an answer in one paragraph (“{word}”), {told}",
        )


def _word_of_answer(second: Position, text: str, before: int) -> str:
    """The word by which a position says no to what ends at ``before``; empty where it doesn't."""
    start, end = _start(second), _end(second)
    lead = _SENTENCE.split(text[before:start])[-1] if before < start else ""
    tail = _ENDS.split(text[max(0, end - 1) : end + _AFTER])[0]  # nothing where the words end the sentence
    said = (second.claim[:_BEGINNING], lead, tail)
    if any(_SAYS_SO_TOO.search(part) for part in said[1:]):
        return ""
    return next((match.group() for part in said if (match := _SAYS_NO.search(part))), "")


def _start(position: Position) -> int:
    return min(span.start for span in position.evidence)


def _end(position: Position) -> int:
    return max(span.end for span in position.evidence)
