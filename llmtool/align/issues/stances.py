"""Where a claim stands towards what its issue names; ``none`` where its words don't tell.

Only what the holder wants, refuses or calls good or bad tells: a negation alone, a danger that somebody warns of or
another side's wish does not. A demand or an offer of a figure answers "how much" and takes no side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llmtool.align.issues.stance_words import (
    ASSESSED,
    ATTITUDES,
    BODIES,
    CALLS,
    DUE,
    ENDINGS,
    LINKS,
    NEGATIONS,
    NOUNS,
    SAYING,
    THAT_SAYING,
    TWO_WORDS,
)
from llmtool.schema import Modality, Stance
from llmtool.words import STOPWORDS, content_stems, stem

_TOKEN = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_CUT = re.compile(
    r"[;:]\s|,\s+(?:and|but|while|whereas|yet|not|rather|instead|which|who|as)\s|\sbut\s|[.!?]\s"
    r"|\sand not\s|\sand (?=(?:can|could|will|would|won|do|does|did|is|are|was|were|has|have|had)\b)"
    r"|\b(?:because|since|so that|in order to|although|even if|as if|than)\b"
)
_REASONS = frozenset({"because", "since", "so that", "in order to", "although", "even if", "as if", "than"})
_QUOTES = re.compile(r"[“”\"„‟]")
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred|half|quarter|third)\b",
    re.IGNORECASE,
)
_STRINGS = re.compile(
    r"\b(?:only (?:if|when|once|after)|provided|on (?:the )?condition|unless|as long as|subject to|with reservations"
    r"|in part|partly|(?:could|can|would) live with)\b|\b(?:some|certain|several) (?:aspects|parts|points|elements)\b",
    re.IGNORECASE,
)
"""What makes half a yes of a yes."""
_PARTS = re.compile(r"\b(?:aspects|parts|points|elements) of\b", re.IGNORECASE)
"""Who refuses these may want the rest."""
_WONT = re.compile(
    r"\b(?:(?:will|would|shall|does|do|could|can|is|are)(?: not|n['’]t| never)|won['’]t|cannot|can['’]t) "
    r"(?:\w+ly )?(?:give in|accept|allow|pay|sign|negotiate|compromise|surrender|yield|budge|offer|agree|support|let"
    r"|put|return|refund|publish|tolerate|permit|consider|going|want|need|take part|attend|resign|join)\b"
    r"|\bno (?:legal |good |real )?(?:reason|need|grounds?|case|room|place|justification) (?:for|to)\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"\bthere (?:will|can|must) be no\b|\bno (?:\w+ ){1,3}will be\b")
"""A refusal, where the claim denies; else a forecast."""
_NEVER_WITHOUT = re.compile(r"\b(?:no|not|never|cannot|nothing)\b(?:\s+\w+){1,4}?\s+without\b", re.IGNORECASE)
_REACH = 8
"""Tokens after a word of stand within which a word of ending or a negation belongs to what is wanted."""
_FEWEST = 4
"""Words of a statement."""
_DENIED = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE)


_AMOUNTS = frozenset(
    "demand demands demanded want wants wanted offer offers offered need needs needed seek seeks".split()
)
"""With a figure after them they tell how much is wanted."""
_OPENS = frozenset("that which who whether".split())
"""What follows may be said of somebody else."""
_POINTERS = frozenset("it this that these those".split())


@dataclass(frozen=True)
class _Clause:
    """Casefolded tokens of a clause, its text, and whether the holder speaks for itself at its start."""

    text: str
    tokens: tuple[str, ...]
    capitals: tuple[bool, ...]
    quoted: bool
    """Does it stand after a word of saying?"""


def stance_of(claim: str, modality: Modality, issue: str = "") -> Stance:
    """The stance of a claim towards what ``issue`` (a label or question) names; without one, towards what it speaks of.

    Conditions and parts make a yes ``mixed``. A claim with no word of stand tells only by its modality.
    """
    plain = _QUOTES.sub("", claim)
    topic = frozenset(content_stems(issue))
    said, clauses = _clauses(plain)
    own = frozenset(token for token in (match.group().casefold() for match in _TOKEN.finditer(said)))
    spoken = frozenset(stem(token) for clause in clauses for token in clause.tokens)
    about = topic & spoken if issue else spoken
    if (only := _NEVER_WITHOUT.search(plain)) is not None and topic & set(content_stems(plain[only.end() :])):
        return Stance.FAVOR
    signs = [sign for clause in clauses if (sign := _sign(clause, own, about, topic))]
    if 1 in signs and -1 in signs:
        return Stance.MIXED
    if signs:
        if (_STRINGS if signs[0] > 0 else _PARTS).search(plain):
            return Stance.MIXED
        return Stance.FAVOR if signs[0] > 0 else Stance.AGAINST
    return _of_modality(plain, modality, topic)


def _of_modality(claim: str, modality: Modality, topic: frozenset[str]) -> Stance:
    """The stance of a claim without a word of stand: what somebody demands or offers they favour."""
    words = [match.group().casefold() for match in _TOKEN.finditer(claim)]
    negated = any(_negates(word) for word in words)
    if modality in {Modality.DEMANDS, Modality.OFFERS}:
        if modality is Modality.OFFERS and _STRINGS.search(claim):
            return Stance.MIXED
        if _FIGURE.search(claim):
            return Stance.NONE
        if modality is Modality.DEMANDS:
            return Stance.AGAINST if negated != _ends(words, topic) else Stance.FAVOR
        return Stance.NONE if negated else Stance.FAVOR
    if modality is Modality.DENIES and _NO_MORE.search(claim):
        return Stance.AGAINST
    if modality is Modality.DENIES and not negated and not _DENIED.search(claim):
        return Stance.AGAINST  # what is denied stands in the claim as it is
    return Stance.NONE


def who_and_what(claim: str) -> tuple[str, str] | None:
    """The words about who says it and what is said; None where there is no word of saying."""
    head = next((match for match in list(_TOKEN.finditer(claim))[1:14] if _says(match, claim)), None)
    if head is None:
        return None
    said, body = claim[: head.start()], claim[head.end() :]
    if len(body.split()) < (_FEWEST if said.rstrip().endswith(",") else 1) or not _TOKEN.search(body):
        return body, said  # "It is unfair, the club said"
    return said, body


def _clauses(claim: str) -> tuple[str, list[_Clause]]:
    """The words before the first word of saying, and the clauses of what is said; reasons are left out."""
    told = who_and_what(claim)
    said, body = told or ("", claim)
    found: list[_Clause] = []
    start, reason = 0, False
    for cut in [*_CUT.finditer(body), None]:
        text = body[start : len(body) if cut is None else cut.start()]
        matches = list(_TOKEN.finditer(text))
        if matches and not reason:
            tokens = tuple(match.group().replace("’", "'").casefold() for match in matches)
            capitals = tuple(match.group()[0].isupper() for match in matches)
            found.append(_Clause(text, tokens, capitals, told is not None))
        if cut is not None:
            start, reason = cut.end(), cut.group().casefold() in _REASONS
    return said, found


def _says(match: re.Match[str], claim: str) -> bool:
    before = claim[: match.start()].split()
    passive = bool(before) and before[-1].casefold() in LINKS
    word = match.group().casefold()
    told = word in SAYING or (word in THAT_SAYING and claim[match.end() :].startswith(" that "))
    return told and not passive


def _sign(clause: _Clause, own: frozenset[str], about: frozenset[str], topic: frozenset[str]) -> int:
    """1 for a clause that is for it, -1 against, 0 for one that takes no stand."""
    if _WONT.search(clause.text) and _by_holder(clause, clause.tokens[:1], own):
        return 0 if about and not _touches(clause.tokens, about) else _turned(-1, clause.tokens, topic)
    for at, token in enumerate(clause.tokens):
        found = _cue(clause, at, own)
        if found is None:
            continue
        sign, after = found
        wanted = clause.tokens[after : after + _REACH]
        if (not wanted and token not in DUE) or (wanted and wanted[0] in {"whatever", "whichever"}):
            continue
        if about and not _touches(clause.tokens, about):
            return 0
        if token in _AMOUNTS and _FIGURE.search(" ".join(wanted[:3])):
            return 0
        before = clause.tokens[max(0, at - 4) : at]
        negated = sum(_negates(word) for word in before)
        return _turned(-sign if negated % 2 else sign, wanted, topic)
    return _assessed(clause, about)


def _cue(clause: _Clause, at: int, own: frozenset[str]) -> tuple[int, int] | None:
    """The sign of a word of stand and where what it is taken on begins; None for any other word."""
    tokens = clause.tokens
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if (sign := TWO_WORDS.get((tokens[at], following))) is not None:
        return (sign, at + 2) if _by_holder(clause, tokens[:at], own) else None
    if tokens[at] in NOUNS and following in {"to", "for", "in", "of", "on"}:
        return (NOUNS[tokens[at]], at + 2) if _by_holder(clause, tokens[:at], own) else None
    if tokens[at] in ATTITUDES and following != "by" and _by_holder(clause, tokens[:at], own):
        return ATTITUDES[tokens[at]], at + 1
    if tokens[at] in DUE:
        return 1, at + 1
    return None


def _turned(sign: int, wanted: Sequence[str], topic: frozenset[str]) -> int:
    """The sign after what is wanted was read: to end a thing is against it, unless the issue is whether to end it."""
    ending = _ends(wanted, topic)
    negated = any(_negates(word) for word in wanted[:5])
    if sign > 0:
        return -sign if ending != negated else sign
    return -sign if ending else sign


def _ends(wanted: Sequence[str], topic: frozenset[str]) -> bool:
    """Is a thing to be done away with, other than what the issue is about ending?"""
    return any(
        word in ENDINGS and stem(word) not in topic and not (word == "end" and before == "the")
        for before, word in zip(("", *wanted), wanted, strict=False)
    )


def _by_holder(clause: _Clause, before: Sequence[str], own: frozenset[str]) -> bool:
    """Does nobody but the holder stand before a word of stand?"""
    inside = max((at for at, word in enumerate(before) if word in _OPENS), default=-1)
    subject = [
        (word, capital)
        for word, capital in list(zip(before, clause.capitals, strict=False))[inside + 1 :]
        if word not in STOPWORDS and not word.endswith("ly") and word not in LINKS
    ]
    if not clause.quoted and inside < 0:
        return len(subject) <= _REACH
    return not subject or (subject[-1][1] and inside < 0) or subject[-1][0] in own | BODIES


def _assessed(clause: _Clause, about: frozenset[str]) -> int:
    """``The plan is unfair``, ``called it an insult``: what is judged must be what the issue names, or ``it``."""
    for at, token in enumerate(clause.tokens):
        if token not in LINKS and token not in CALLS:
            continue
        for place in range(at + 1, min(at + _REACH, len(clause.tokens))):
            good = ASSESSED.get(clause.tokens[place])
            if good is None:
                continue
            thing = clause.tokens[:at] if token in LINKS else clause.tokens[at + 1 : place]
            if thing and not set(thing) & _POINTERS and not _touches(thing, about):
                return 0
            between = clause.tokens[at + 1 : place]
            negated = sum(_negates(word) for word in (token, *between)) % 2
            return -good if negated else good
    return 0


def _touches(words: Sequence[str], about: frozenset[str]) -> bool:
    return any(stem(word) in about for word in words)


def _negates(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")
