"""Whether a clause with a finite verb, or a noun with a participle, begins at a place of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.text.forms import is_ing, is_verb
from llmtool.engines.offline.text.tokens import Token

_REACH: Final = 16
# A comma so far into a clause follows its verb.
_ASIDE: Final = 18


def is_doing(tokens: Sequence[Token], place: int) -> bool:
    """Whether a noun phrase and a participle stand here: ``showed [the mayor leading]``."""
    if tokens[place].tag not in "DNnr#":
        return False
    for later in range(place + 1, min(place + _REACH, len(tokens))):
        form = tokens[later].form
        if tokens[later].low == "according":
            return False
        if tokens[later].tag == "G" or (form is not None and form.kind == "ing"):
            return tokens[later - 1].tag in "Nnr#AQ"
        if tokens[later].tag not in "DNnpP#A":
            return False
    return False


def may_be_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word that is no known verb may be one: ``the dam leaks``, ``prices soared``."""
    for later in range(place + 1, min(place + 10, len(tokens))):
        token, before = tokens[later], tokens[later - 1]
        if token.tag not in "DNn#pPAE":
            return False
        ending = token.low.endswith("s") and not token.low.endswith(("ss", "us")) and not before.low.endswith("s")
        if token.tag in "nE" and (ending or token.tag == "E") and before.tag in "nN" and later > place + 1:
            return True
        plural = later == place + 1 and before.tag == "n" and before.low.endswith("s") and not token.low.endswith("s")
        if (
            plural
            and token.tag == "n"
            and later + 1 < len(tokens)
            and (tokens[later + 1].tag in "PDtA" or tokens[later + 1].low == "past")
        ):
            return True  # "say cars hurtle past the school"
    return False


def is_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause with a finite verb seems to start here."""
    first = tokens[place]
    nouns = first.tag in "RNn" or first.low in {"his", "her", "its", "their", "the"} or _is_plural(tokens, place)
    for later in range(place + 1, min(place + 30, len(tokens))):
        token = tokens[later]
        aside = tokens[later - 1].tag == "," and any(each.tag == "," for each in tokens[place + 1 : later - 1])
        if token.tag in "XVv" or (token.tag == "E" and (_ends_subject(tokens, later - 1) or aside)):
            return nouns or tokens[place].tag in "DQA#GPwtS" or tokens[place].low in {"there", "this"}
        if token.tag == "K" and is_verb(tokens, later):
            if not is_ing(token):
                return nouns
            if tokens[later - 1].tag == ",":
                return False  # "confided on condition of anonymity, adding that …"
        if token.tag == "Q" and nouns and token.text[1:2].islower() and " " in token.text:
            return True  # the verb may stand inside the quotation
        follower = tokens[later + 1].tag if later + 1 < len(tokens) else "."
        if token.tag == "Q" and nouns and token.text[1:2].islower() and follower in "DNrR":
            return True  # "the rules “lump” the good with the bad"
        if token.tag in ";:." or (token.tag == "," and (later > place + _ASIDE or _joins_relative(tokens, later + 1))):
            return False
        nouns = nouns or token.tag in "NnR"
    return False


def _is_plural(tokens: Sequence[Token], place: int) -> bool:
    """Whether a form in -s that no subject stands before is a noun: ``said [rents] doubled``."""
    token = tokens[place]
    verb = token.tag == "K" and is_verb(tokens, place)
    return token.tag in "vK" and token.low.endswith("s") and not verb


def _ends_subject(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb in -ed after this word may be its own, not one that stands before a noun."""
    token = tokens[place]
    if token.tag == "A" and place > 0 and tokens[place - 1].tag == "D":
        return False  # "at a hastily arranged briefing"
    of_some = place > 0 and tokens[place - 1].low == "of" and token.tag in "Dr"  # "none of this happened"
    return token.tag in "NnRWQA)" or of_some or (token.tag == "K" and not is_verb(tokens, place))


def _joins_relative(tokens: Sequence[Token], place: int) -> bool:
    """Whether another relative clause is joined here: ``who saw the ledger, [and who …]``."""
    return place + 1 < len(tokens) and tokens[place].tag == "C" and tokens[place + 1].tag == "W"
