"""Where a claim stands towards what its issue names; ``none`` where its words don't tell.

Only what the holder wants, refuses or calls good or bad tells: a negation alone, a danger that somebody warns of or
another side's wish does not. A demand or an offer of a figure answers "how much" and takes no side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from llmtool.align.issues.actions import verb_stems
from llmtool.align.issues.aspects import asks_how
from llmtool.align.issues.clauses import TOKEN, Clause, clauses_of
from llmtool.align.issues.fields import field_names, field_stems
from llmtool.align.issues.half_stands import half_a_yes, has_strings
from llmtool.align.issues.noun_words import AUXILIARIES
from llmtool.align.issues.stance_words import (
    AGAINST_AFTER,
    ASSESSED,
    ATTITUDES,
    BELITTLED,
    BODIES,
    CALLS,
    DUE,
    ENDING_PAIRS,
    ENDINGS,
    KEEPS,
    LINKS,
    NEGATIONS,
    NOUNS,
    RECORDS,
    TWO_WORDS,
)
from llmtool.align.issues.verb_forms import verb_forms
from llmtool.align.parties.vocabulary import NO_NAMES, is_in
from llmtool.schema import Modality, Stance
from llmtool.words import STOPWORDS, content_stems, stem

_QUOTES = re.compile(r"[“”\"„‟]")
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred|half|quarter|third)\b",
    re.IGNORECASE,
)
_ALSO_NOUNS = frozenset("back order orders object objects values".split())
_ARTICLES = frozenset("the a an this that its their his her our".split())
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
_OWN_WORDS = re.compile(r": [“\"]")
"""A holder's words in full: what they deny stands somewhere else."""
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely)\b", re.IGNORECASE)
_DENIED = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE)


_NOUNS_LEAD_TO = frozenset("to for in of on about over".split())
_ENDING_STEMS = frozenset(stem(word) for word in ENDINGS)
_AMOUNTS = frozenset(
    "demand demands demanded want wants wanted offer offers offered need needs needed seek seeks".split()
)
"""With a figure after them they tell how much is wanted."""
_WE = frozenset("we i they she he it".split())
_SUBJECTS = _WE | frozenset("the a an any this that these those there".split())
_DENYING = frozenset("deny denies denied denying".split())
_NO_LONGER = frozenset(("longer", "ever"))
_GO = frozenset(("go", "gone"))
_GOING_ON = frozenset("on ahead to into through forward back public further out up down from over beyond".split())
"""What goes so goes on, and does not end."""
_FOR_NOW = re.compile(r"\b(?:today|tonight|tomorrow|this week|for now|(?:on )?\w+day)\b", re.IGNORECASE)
_OPENS = frozenset("that which who whether".split())
"""What follows may be said of somebody else."""
_NOT_FOUND = tuple((word,) for word in "fault evidence sign trace proof reason doubt problem error".split())
"""``No`` with these is a finding."""
_GOES_ON = (("to",), ("that",), ("for",), ("when",), ("if",))
"""After ``it is safe`` these tell what is."""
_WHEN = re.compile(r"(?<=\w) (?:before|until|prior to) (?:any|an?|the)\b(?=[^,;]*$)")
"""``A study before any vote`` asks for no vote."""
_GIVES_UP = frozenset(
    "withdraw withdraws withdrew withdrawn withdrawing drop drops dropped dropping abandoned abandons".split()
)
"""Before a word of stand: ``withdrew its backing``, ``dropped its opposition``."""
_POINTERS = frozenset("it this that these those them such".split())


def stance_of(claim: str, modality: Modality, issue: str = "") -> Stance:
    """The stance of a claim towards what ``issue`` (a label or question) names; without one, towards what it speaks of.

    Conditions and parts make a yes ``mixed``. A claim with no word of stand tells only by its modality.
    """
    if asks_how(issue):
        return Stance.NONE
    plain = _QUOTES.sub("", claim)
    if modality is Modality.DEMANDS and (when := _WHEN.search(plain)) is not None:
        plain = plain[: when.start()]
    topic = _named(issue)
    said, clauses = clauses_of(plain)
    own = frozenset(token for token in (match.group().casefold() for match in TOKEN.finditer(said)))
    spoken = frozenset(stem(token) for clause in clauses for token in clause.tokens)
    about = _spoken_of(topic, clauses) if issue else spoken
    if (only := _NEVER_WITHOUT.search(plain)) is not None and topic & set(content_stems(plain[only.end() :])):
        return Stance.FAVOR
    signs = [sign for clause in clauses if (sign := _sign(clause, own, about, topic))]
    if 1 in signs and -1 in signs:
        return Stance.MIXED
    if signs:
        if half_a_yes(plain) if signs[0] > 0 else _PARTS.search(plain):
            return Stance.MIXED
        return Stance.FAVOR if signs[0] > 0 else Stance.AGAINST
    return _of_modality(claim, modality, topic) if about or not issue else Stance.NONE


def _spoken_of(topic: frozenset[str], clauses: Sequence[Clause]) -> frozenset[str]:
    """The stems of an issue that a claim holds; where it has several, a name alone does not make it the topic."""
    words = [each for clause in clauses for each in zip(clause.tokens, clause.capitals, strict=True)]
    plain = {stem(word) for word, capital in words if not capital or is_in(word, NO_NAMES)}
    return topic & (plain if len(topic) > 1 else {stem(word) for word, _ in words})


def _named(issue: str) -> frozenset[str]:
    """The stems of what an issue names: those of its label, of the verbs that do what it names, of its field."""
    field = issue.partition(":")[0]
    return (
        frozenset(content_stems(issue)) | verb_stems(issue) | (field_stems(field) if field in field_names() else set())
    )


def _of_modality(given: str, modality: Modality, topic: frozenset[str]) -> Stance:
    """The stance of a claim without a word of stand: what somebody demands or offers they favour."""
    claim = _NOT_ONLY.sub(" ", _QUOTES.sub("", given))
    words = [match.group().casefold() for match in TOKEN.finditer(claim)]
    negated = any(_negates(word) for word in words)
    if modality in {Modality.DEMANDS, Modality.OFFERS}:
        if modality is Modality.OFFERS and has_strings(claim):
            return Stance.MIXED
        if _FIGURE.search(claim):
            return Stance.NONE
        if modality is Modality.DEMANDS:
            return Stance.AGAINST if negated != _ends(words, topic) else Stance.FAVOR
        return Stance.NONE if negated else Stance.FAVOR
    if modality is Modality.DENIES and _NO_MORE.search(claim) and not _FOR_NOW.search(claim):
        return Stance.AGAINST
    if modality is Modality.DENIES and not negated and not _DENIED.search(claim) and not _OWN_WORDS.search(given):
        return Stance.AGAINST  # what is denied stands in the claim as it is
    return Stance.NONE


def _sign(clause: Clause, own: frozenset[str], about: frozenset[str], topic: frozenset[str]) -> int:
    """1 for a clause that is for it, -1 against, 0 for one that takes no stand."""
    if _WONT.search(clause.text) and _by_holder(clause, clause.tokens[:1], own):
        return _turned(-1, clause.tokens, topic) if _is_meant(clause, clause.tokens, about, topic) else 0
    for at, token in enumerate(clause.tokens):
        found = _cue(clause, at, own)
        if found is None:
            continue
        sign, after = found
        stop = after + _REACH
        cut = stop <= len(clause.tokens) and clause.tokens[stop - 1] in _GO  # "go | on": what follows tells its sense
        wanted = clause.tokens[after : stop + cut]
        if (not wanted and token not in DUE) or (wanted and wanted[0] in {"whatever", "whichever"}):
            continue
        if not _is_meant(clause, wanted, about, topic):
            return 0
        if token in _AMOUNTS and _FIGURE.search(" ".join(wanted[:3])):
            return 0
        before = clause.tokens[max(0, at - 4) : at]
        negated = sum(_negates(word) or word in _GIVES_UP for word in before)
        return _turned(-sign if negated % 2 else sign, wanted, topic)
    return -1 if _is_bare_no(clause) and _touches(clause.tokens, about) else _assessed(clause, about)


def _is_bare_no(clause: Clause) -> bool:
    """``No cars on the bridge``: without a verb that is a refusal, not a fact."""
    verbs = any(word in LINKS or word in AUXILIARIES or word in verb_forms() for word in clause.tokens)
    return clause.tokens[0] == "no" and not verbs and clause.tokens[1:2] not in ((), *_NOT_FOUND)


def _is_meant(clause: Clause, wanted: Sequence[str], about: frozenset[str], topic: frozenset[str]) -> bool:
    """Is it what the issue names that a stand is taken on? Where the claim has no word of it, only if it is pointed at:
    ``She welcomed it``, ``rejects that``.
    """
    if about or not topic:
        return not about or _touches(clause.tokens, about)
    telling = [word for word in wanted if word not in STOPWORDS]
    return not telling or bool(set(wanted[:2]) & _POINTERS)


def _cue(clause: Clause, at: int, own: frozenset[str]) -> tuple[int, int] | None:
    """The sign of a word of stand and where what it is taken on begins; None for any other word."""
    tokens = clause.tokens
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if (sign := TWO_WORDS.get((tokens[at], following))) is not None:
        return (sign, at + 2) if _by_holder(clause, tokens[:at], own) else None
    if tokens[at] in NOUNS and following in _NOUNS_LEAD_TO:
        return (NOUNS[tokens[at]], at + 2) if _by_holder(clause, tokens[:at], own) else None
    if tokens[at] == "need" and at and tokens[at - 1] in _WE | {"not", "don't", "doesn't"}:
        return 1, at + 1
    if (
        tokens[at] in ATTITUDES
        and following != "by"
        and not _tells(tokens, at)
        and _by_holder(clause, tokens[:at], own)
    ):
        return ATTITUDES[tokens[at]], at + 1
    if tokens[at] in DUE and not _is_if(clause, at):
        return 1, at + 1
    return None


def _tells(tokens: Sequence[str], at: int) -> bool:
    """Whether a word that may take a stand takes none here: who accepts that a thing is so only concedes it, what is
    denied was not agreed, a storm is what a wall stands against, and the back door is a door.
    """
    if tokens[at] in _ALSO_NOUNS and at and tokens[at - 1] in _ARTICLES:
        return True
    if tokens[at] == "against":
        return at > 0 and tokens[at - 1] not in AGAINST_AFTER
    conceded = tokens[at].startswith(("accept", "agree")) and tokens[at + 1 : at + 2] == ("that",)
    return conceded or any(word in _DENYING for word in tokens[max(0, at - _REACH) : at])


def _is_if(clause: Clause, at: int) -> bool:
    """``Should they refuse``: a condition, not what ought to be."""
    following = clause.tokens[at + 1 : at + 2]
    named = any(clause.capitals[at + 1 : at + 2]) or bool(following and following[0] in _SUBJECTS)
    return clause.tokens[at] == "should" and named


def _turned(sign: int, wanted: Sequence[str], topic: frozenset[str]) -> int:
    """The sign after what is wanted was read: to end a thing is against it, unless the issue is whether to end it."""
    ending = _ends(wanted, topic)
    negated = any(_negates(word) and _denies_it(wanted, at) for at, word in enumerate(wanted[:5]))
    if sign > 0:
        return -sign if ending != negated else sign
    return -sign if ending else sign


def _denies_it(wanted: Sequence[str], at: int) -> bool:
    """``Without delay`` denies the delay; ``without preconditions`` denies nothing of what is wanted."""
    return wanted[at] != "without" or any(word in ENDINGS for word in wanted[at + 1 : at + 3])


def _ends(wanted: Sequence[str], topic: frozenset[str]) -> bool:
    """Is a thing to be done away with, other than what the issue is about ending, or kept that the issue would end?"""
    kept = bool(topic & _ENDING_STEMS) and any(
        word in KEEPS and following != "from" for word, following in zip(wanted, (*wanted[1:], ""), strict=False)
    )
    return kept or any(
        ((word in ENDINGS and stem(word) not in topic) or (word, following) in ENDING_PAIRS)
        and not (word == "end" and before == "the")
        and not (word in _GO and following in _GOING_ON)
        for before, word, following in zip(("", *wanted), wanted, (*wanted[1:], ""), strict=False)
    )


def _by_holder(clause: Clause, before: Sequence[str], own: frozenset[str]) -> bool:
    """Does nobody but the holder stand before a word of stand?"""
    inside = max((at for at, word in enumerate(before) if word in _OPENS), default=-1)
    subject = [
        (word, capital)
        for word, capital in list(zip(before, clause.capitals, strict=False))[inside + 1 :]
        if word not in STOPWORDS and not word.endswith("ly") and word not in LINKS | _NO_LONGER and not _negates(word)
    ]
    if not clause.quoted and inside < 0:
        return len(subject) <= _REACH
    return not subject or (subject[-1][1] and inside < 0) or subject[-1][0] in own | BODIES


def _assessed(clause: Clause, about: frozenset[str]) -> int:
    """``The plan is unfair``, ``called it an insult``: what is judged must be what the issue names, or ``it``."""
    for at, token in enumerate(clause.tokens):
        if token not in LINKS and token not in CALLS:
            continue
        if token in CALLS and _belittles(clause.tokens[at + 1 :]) and _touches(clause.tokens, about):
            return -1
        for place in range(at + 1, min(at + _REACH, len(clause.tokens))):
            good = ASSESSED.get(clause.tokens[place])
            if good is None:
                continue
            thing = clause.tokens[:at] if token in LINKS else clause.tokens[at + 1 : place]
            after = clause.tokens[place + 1 :]
            pointed = bool(set(thing) & _POINTERS) and after[:1] not in _GOES_ON
            if thing and not pointed and not _touches((*thing, *after) if set(thing) & _POINTERS else thing, about):
                return 0
            if token in LINKS and clause.tokens[place] == "wrong" and set(thing) & RECORDS:
                return 0
            between = clause.tokens[at + 1 : place]
            negated = sum(_negates(word) for word in (token, *between)) % 2
            return -good if negated else good
    return 0


def _belittles(words: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(each)]) == each for at in range(len(words)) for each in BELITTLED)


def _touches(words: Sequence[str], about: frozenset[str]) -> bool:
    return any(stem(word) in about for word in words)


def _negates(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")
