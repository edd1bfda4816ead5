"""Whom somebody tells something, and where what is told begins after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.finite import is_clause
from llmtool.engines.offline.cues.openings import belongs_to_content, opens_amount, quote_start
from llmtool.engines.offline.people.holders import BODIES, GROUPS, OUTLETS, PAPERS, ROLES
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.lexicon import PARTS_OF_TIME
from llmtool.engines.offline.text.tokens import Token

_SPANS: Final = frozenset("minute hour day week month year".split())
MADE: Final = frozenset("seen obtained sent broadcast published released posted dated recorded held leaked".split())
_OUTLETS: Final = frozenset(
    """agency broadcaster newspaper daily weekly channel network magazine website station service radio television tv
    paper site programme program podcast""".split()
)
"""What a name after it belongs to: ``told the news agency [Tass] that``."""
_LISTENERS: Final = frozenset(
    """reporters journalists lawmakers mps deputies senators councillors investors analysts supporters shareholders
    delegates parliament congress staff employees broadcasters""".split()
)
"""Who is told something: one word, after which what is told begins."""
_PLACED: Final = frozenset("radio television tv news programme program show newspaper website last this that".split())
"""What belongs to an outlet's name, or tells when."""
_FEWEST: Final = 3
_NEAR: Final = 4
_REACH: Final = 16


def past_listener(tokens: Sequence[Token], place: int, letters: str) -> int:
    """The place after a listener that nothing said follows: ``…, he told [the Gazette].``"""
    if "t" not in letters or place >= len(tokens) or tokens[place].tag not in "DNnr":
        return place
    end = place + 1
    while end < len(tokens) and end - place < _REACH and (tokens[end].tag in "DNnpP#rd" or _is_made(tokens, end)):
        end += 1
    while end < len(tokens) and tokens[end].tag == "A":
        end += 1  # "he told the programme yesterday"
    return end if end >= len(tokens) or tokens[end].tag in ".,;-" else place


def _is_made(tokens: Sequence[Token], place: int) -> bool:
    """Whether a participle tells more of the noun before it: ``told staff in an email [seen] by the Post``."""
    follower = tokens[place + 1] if place + 1 < len(tokens) else None
    return tokens[place].low in MADE and follower is not None and follower.tag == "P"


def told_clause(tokens: Sequence[Token], place: int, letters: str) -> int | None:
    """Where what is told begins after those who are told it, by the cue's frame letters."""
    tells = letters.startswith("t")
    if tells and (outlet := _past_outlet(tokens, place)) and _must_be_said(tokens, outlet):
        return outlet
    if tokens[place].tag == "t" and "o" in letters:
        return None
    found = after_listener(tokens, place, letters)
    if found is not None and not _is_its_own_subject(tokens, found, letters):
        return found
    return place + 1 if tells and tokens[place].low in _LISTENERS and _must_be_said(tokens, place + 1) else None


def after_listener(tokens: Sequence[Token], place: int, letters: str) -> int | None:
    """``told [reporters in Paris] that …``, ``told [the BBC] he …``, ``told [them] to …``, ``told X: “…``."""
    first = tokens[place]
    if first.tag not in "NnDrR#p" and first.low not in {"him", "her", "you", "it"}:
        return None
    seen = first.tag in "NnrR"
    for later in range(place + 1, min(place + _REACH, len(tokens))):
        token = tokens[later]
        if token.tag in "Tw":
            return later
        quoted = quote_start(tokens, later)
        if quoted is not None:
            return quoted
        if token.tag == "t" and "o" in letters and later + 1 < len(tokens) and tokens[later + 1].tag not in "DN#":
            return place if letters.startswith(("t", "s")) and "s" in letters else later
        if token.tag == "R" and seen:
            return later if tokens[later - 1].low not in {"after", "before"} else None
        if seen and _opens_clause(tokens, later):
            return later if is_clause(tokens, later) else None
        if token.low in {"after", "before"}:
            continue  # "told reporters after the meeting that …"
        if token.tag in "VKXWS;.,:" and not (token.tag == "K" and not is_verb(tokens, later)):
            return None
        seen = seen or token.tag in "Nn"
    return None


def _opens_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a noun phrase may begin right after the listener: ``told reporters [the dam leaks]``."""
    before, token = tokens[place - 1], tokens[place]
    late = before.tag == "A" and tokens[place - 2].tag in "nN"  # "told the Courier yesterday the firm"
    opens = token.tag in "DN" and (before.tag in "nNrRd" or late) and before.tag != token.tag
    opens = opens and tokens[min(place + 1, len(tokens) - 1)].tag != "T"  # "told the state [TV] that"
    opens = opens and (token.tag == "D" or before.low not in _OUTLETS)
    return opens and not _is_time(tokens, place) and not _is_span(tokens, place)


def _is_time(tokens: Sequence[Token], place: int) -> bool:
    """Whether ``this morning`` begins here and is no subject: ``this week was the worst``."""
    words = tokens[place : place + 3]
    named = words[0].low in {"this", "last"} and len(words) > 1 and words[1].low in PARTS_OF_TIME
    return named and len(words) > 2 and words[2].tag not in "XV"


def _is_span(tokens: Sequence[Token], place: int) -> bool:
    """Whether ``more than 60 days after`` begins here, which tells when somebody was told."""
    near = tokens[place + 1 : place + 6]
    times = (at for at, token in enumerate(near[:-1]) if token.low.removesuffix("s") in _SPANS)
    return any(near[at + 1].low in {"after", "before", "later", "late", "ago"} for at in times)


def _past_outlet(tokens: Sequence[Token], place: int) -> int:
    """The place after the name of an outlet, where no time or place follows: ``told [the BBC] letters take a week``."""
    at = place + (tokens[place].tag == "D")
    while at < len(tokens) and tokens[at].tag in "Nn" and at - place < _NEAR:
        sure = tokens[at].low in OUTLETS or (tokens[at].text.isupper() and len(tokens[at].text) > 2)
        if (sure or tokens[at].low in PAPERS) and tokens[at].tag == "N" and at + 1 < len(tokens):
            after = tokens[at + 1]
            goes_on = after.tag == "N" and (after.low in OUTLETS | PAPERS or not sure)  # "Coastal News Agency"
            if not goes_on:
                begins = (after.tag in "nN#GDKv" and after.low not in _PLACED) or opens_amount(tokens, at + 1)
                return at + 1 if begins or belongs_to_content(tokens, at + 1) else 0
        at += 1
    return 0


def _is_its_own_subject(tokens: Sequence[Token], found: int, letters: str) -> bool:
    """Whether what looks like a listener is what the clause is about: ``warned [the ceasefire] no longer exists``."""
    opens = tokens[found].tag in "DN" and letters.startswith("s")
    head = tokens[found - 1].low
    return opens and tokens[found - 1].tag == "n" and head not in GROUPS | ROLES | BODIES


def _must_be_said(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause follows those who are told, whatever its verb: ``told reporters [growers deduct 110]``."""
    end = next((at for at in range(place, len(tokens)) if tokens[at].tag in ".,;:-Q"), len(tokens))
    opens = place < len(tokens) and (tokens[place].tag in "nN#GDAKv" or opens_amount(tokens, place))
    return opens and end - place >= _FEWEST and not any(token.tag == "T" for token in tokens[place : place + 2 * _NEAR])
