"""Whether another source begins to speak at a place, so that what is said before it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.frames import frame_of
from llmtool.engines.offline.text.forms import TAKEN_UP, is_ing, is_verb
from llmtool.engines.offline.text.lexicon import BE, HAVE
from llmtool.engines.offline.text.tokens import Token

_NAMES: Final = frozenset("call describe brand dub term label characterise characterize dismiss denounce".split())
_CLAUSE: Final = 16
_COURTS: Final = frozenset("court jury inquest tribunal hearing inquiry jurors magistrates".split())


def taken_up(tokens: Sequence[Token], place: int) -> bool:
    """``a condition X has rejected``: a noun for what was said, and a cue with its own subject."""
    if place + 3 >= len(tokens) or tokens[place + 1].tag not in "nKG":
        return False
    if tokens[place + 2].form is not None and tokens[place + 3].low == "by" and tokens[place + 1].low in TAKEN_UP:
        return True  # "…, a demand backed by X"
    if tokens[place + 2].tag not in "NRDT":
        return False
    return any(
        token.form is not None and is_verb(tokens, at)
        for at, token in enumerate(tokens[place + 3 : place + 10], place + 3)
    )


def new_source(tokens: Sequence[Token], place: int) -> bool:
    """Whether another source begins to speak: ``…, experts warn that …``."""
    for later in range(place, min(place + 9, len(tokens) - 1)):
        token = tokens[later]
        if token.tag == "K" and later > place and is_verb(tokens, later):
            found = frame_of(tokens, later)
            return (
                found is not None
                and found[1] < len(tokens)
                and tokens[found[1]].tag in "TQ"
                and "s" in found[0].letters
            )
        if token.tag not in "DNn#pPAXRd":
            return False
    return False


def own_cue(tokens: Sequence[Token], place: int) -> bool:
    """Whether a new source and its cue follow: ``vowed to stay, and the union promised to …``."""
    if place + 2 >= len(tokens) or tokens[place].tag != "C":
        return False
    for later in range(place + 1, min(place + 9, len(tokens) - 1)):
        if tokens[later].tag == "K" and later > place + 1 and is_verb(tokens, later):
            found = frame_of(tokens, later)
            return found is not None and found[1] < len(tokens)
        if tokens[later].tag not in "DNn#pPAX":
            return False
    return False


def quotes_next(tokens: Sequence[Token], place: int) -> bool:
    """Whether a new source and its quotation follow: ``and X agreed: “…”``."""
    for later in range(place, min(place + 7, len(tokens) - 2)):
        token = tokens[later]
        if token.tag == "K" and later > place and is_verb(tokens, later):
            return tokens[later + 1].tag in ":," and tokens[later + 2].tag == "Q"
        if token.tag not in "DNnpAX":
            return False
    return False


def with_another(tokens: Sequence[Token], place: int) -> bool:
    """Whether ``with [critics warning that …]`` begins here, or ``and [backers arguing that …]``."""
    for later in range(place + 1, min(place + 9, len(tokens) - 1)):
        if is_ing(tokens[later]) and later > place + 1:
            found = frame_of(tokens, later) if is_verb(tokens, later) else None
            return found is not None and "s" in found[0].letters and tokens[min(found[1], len(tokens) - 1)].tag == "T"
        if tokens[later].tag not in "DNn#pP":
            return False
    return False


def told_in_court(tokens: Sequence[Token], place: int) -> bool:
    """Whether ``a court has heard`` or ``the jury was told`` begins here: where it was said."""
    words = [token.low for token in tokens[place : place + 4]]
    if len(words) < 3 or tokens[place].tag != "D" or words[1] not in _COURTS:
        return False
    return words[2] == "heard" or (words[2] in HAVE | BE and words[3:] in (["heard"], ["told"]))


def named_by_another(tokens: Sequence[Token], place: int) -> bool:
    """Whether ``which [its leader, Ann Ray, called “an insult”]`` begins here: somebody else's word for a thing."""
    if place >= len(tokens) or tokens[place].tag != "W":
        return False
    for verb in range(place + 2, min(place + _CLAUSE, len(tokens) - 1)):
        form = tokens[verb].form
        if form is not None and is_verb(tokens, verb):
            return form.lemma in _NAMES and any(token.tag == "Q" for token in tokens[verb + 1 : verb + 4])
        if tokens[verb].tag not in "DNnp,X#AP":
            return False
    return False
