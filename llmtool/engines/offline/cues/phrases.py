"""Noun phrases: how far one reaches to the left of its verb, with what belongs to its noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from llmtool.engines.offline.text.forms import is_ing, is_verb
from llmtool.engines.offline.text.lexicon import PARTS_OF_TIME
from llmtool.engines.offline.text.tokens import Token

_LONGEST: Final = 40
_JOINED: Final = frozenset("coalition alliance group consortium network mix array handful host band".split())
_NEAR: Final = 18
_FEW: Final = 6
_ONE: Final = frozenset("has is was says does wants".split())
STANDS_ALONE: Final = frozenset(
    "this these those others many some few all both most each several none another either".split()
)
_TO_SOMEBODY: Final = frozenset(
    """adviser advisers advisor advisors aide aides assistant assistants ambassador ambassadors envoy envoys witness
    witnesses close deputy heir successor successors secretary counsel party parties delegate delegates""".split()
)

# What is done to a document or a body of people, so that a phrase after the participle still belongs to the subject.
_DONE: Final = frozenset(
    """released published issued conducted commissioned carried taken obtained recorded posted filed produced compiled
    written sent signed seen reviewed leaked made created held led run headed chaired backed funded owned hired named
    appointed elected dated interviewed questioned surveyed polled briefed convened prepared drafted""".split()
)

_WHICH_TIME: Final = frozenset("last this next late early later earlier".split())

_CAMPAIGNS: Final = frozenset("Save Keep Stop Protect Free Reclaim Defend Fix Ban End Join Unlock Rescue Love".split())
"""What names of campaigns begin with: ``Ann Roe of Keep the Meads``."""
_ARTICLES: Final = frozenset("the a an".split())

_SPEAKERS: Final = frozenset("i he she we they you".split())

_NOT_SUBJECTS: Final = frozenset("there here".split())


class Stretch(NamedTuple):
    """Tokens ``[start, end)`` of a unit."""

    start: int
    end: int


def phrase_before(tokens: Sequence[Token], end: int, floor: int) -> Stretch | None:
    """The longest noun phrase that ends at ``end``."""
    if tokens[end - 1].low in _NOT_SUBJECTS and end - floor > 1 and tokens[end - 2].tag in "nN":
        end -= 1  # "the health office there shows"
    if tokens[end - 1].tag == "R":
        return Stretch(end - 1, end)
    place = end
    cut = None
    while place > floor and end - place < _LONGEST:
        token = tokens[place - 1]
        if token.tag == ")" and place != end:
            place = min(before_bracket(tokens, place, floor), place - 1)
        elif token.tag == "C" and token.low in {"and", "or"} and place < end and place - 1 > floor:
            cut = cut or (None if tokens[place].low in _DONE else place)  # "a paper dated May and seen by X"
            place -= 1
        elif token.tag in "nN" and place < end and tokens[place].low in _ARTICLES and token.text not in _CAMPAIGNS:
            break  # "In a reply to parliament [the ministry] said"
        elif _belongs(tokens, place - 1, end, floor) and not (cut and token.tag == "V"):
            place -= 1
        else:
            break
    if cut is not None and place > floor and tokens[place - 1].tag not in ",TS;:Q-.":
        place = cut  # what stands before "and" belongs to an earlier verb
    elif cut is not None and place > floor + 1 and tokens[place - 1].tag == ",":
        listed = phrase_before(tokens, place - 1, floor)  # "a coalition of surfers, fishers and divers"
        joined = listed is not None and (
            any(token.low in _JOINED for token in tokens[listed.start : listed.end]) or _opens_list(tokens, listed, end)
        )
        place = listed.start if listed is not None and joined else place
    opened = next((at for at in range(end - 1, place - 1, -1) if tokens[at].tag in "()"), place)
    return _trimmed(tokens, opened + 1 if tokens[opened].tag == "(" and opened >= place else place, end)


def _opens_list(tokens: Sequence[Token], listed: Stretch, end: int) -> bool:
    """Whether what opens a unit is the first of several subjects: ``[The union], the board and Norvane agreed``."""
    own = tokens[: listed.end]
    if listed.start > 0 or len(own) > _FEW or any(token.tag in "dPt" for token in own):
        return False
    first, after = tokens[0], tokens[min(end, len(tokens) - 1)]
    person = first.tag == "N" and listed.end > 1 and tokens[listed.end + 1].tag == "D"  # "Ann Ray, the mayor and …"
    time = tokens[listed.end - 1].low in PARTS_OF_TIME
    return first.tag in "DN" and not person and not time and after.low not in _ONE


def _belongs(tokens: Sequence[Token], place: int, end: int, floor: int) -> bool:
    """Whether the token can be part of the noun phrase that goes on right of it."""
    token = tokens[place]
    if token.tag == "Q":
        return is_short(token)
    if token.tag in "NnDp#d(Pr" or (token.tag == "K" and not is_verb(tokens, place)):
        return True
    if token.low in {"first", "then"} and place > floor and place + 1 < end:
        return tokens[place - 1].tag in "Dn" and tokens[place + 1].tag in "nN"  # "the former first lady"
    if token.tag == "t" and place > floor and place + 1 < end:
        return tokens[place - 1].low in _TO_SOMEBODY or is_reduced(tokens, place - 1, end)
    if place + 1 >= end or place <= floor or token.tag not in "GEVvAK":
        return False
    if token.low == "close" and tokens[place + 1].tag == "t" and tokens[place - 1].tag in "nN":
        return True  # "people close to the talks"
    if is_reduced(tokens, place, end) or _is_serving(tokens, place):
        return True
    if token.tag == "K":
        return False
    if tokens[place + 1].tag in "Pt" or tokens[place + 1].low in _WHERE:
        return token.tag in "GEV" and tokens[place - 1].tag in "NnDp#EG"  # "people briefed on the talks"
    return (
        token.tag != "V" and tokens[place + 1].tag in "Nn" and tokens[place - 1].tag in "DpPA,CQ"
    )  # "the leading party"


def _is_serving(tokens: Sequence[Token], place: int) -> bool:
    """Whether a participle tells for whom or what somebody is there: ``a union [representing] agency staff``."""
    return tokens[place].low in _SERVING and tokens[place - 1].tag in "nN" and tokens[place + 1].tag in "DnNpG#"


_SERVING: Final = frozenset(
    """representing advising defending owning operating running managing leading overseeing supplying employing
    insuring financing funding serving covering building developing investigating auditing""".split()
)

# Where somebody lives or works: "a woman living [nearby] said".
_WHERE: Final = frozenset("nearby there here abroad overseas inside outside".split())


def is_reduced(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether a participle tells what was done to the noun before it: ``a poll [released] last week``."""
    if place < 1 or place + 1 >= end or tokens[place - 1].tag not in "nNp":
        return False
    follower = tokens[place + 1]
    when = follower.tag in "Ptd" or follower.low in {"last", "earlier", "late", "early", "this"}
    return when and tokens[place].low in _DONE


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> Stretch | None:
    """Without a prepositional phrase or adverb in front."""
    while start < end:
        first = tokens[start]
        if first.tag in "ACdt" or first.tag == ")":
            start += 1
        elif first.low in _WHICH_TIME and start + 2 < end and _is_time(tokens[start + 1]):
            start += 2  # "Last Friday the court"
        elif first.tag == "P" and first.low != "like":
            start = _after_prepositional(tokens, start, end)
        else:
            break
    if start >= end:
        return None
    kinds = {token.tag for token in tokens[start:end]}
    named = tokens[start].low == "one" and [token.tag for token in tokens[end : end + 2]] == [",", "N"]
    if not kinds & set("NnRQ#K") and tokens[start].low not in STANDS_ALONE and not named:
        return None
    if tokens[end - 1].tag == "p" or tokens[end - 1].low in _NOT_SUBJECTS:
        return None
    return Stretch(start, end)


def _is_time(token: Token) -> bool:
    return token.tag == "d" or token.low in PARTS_OF_TIME


def _after_prepositional(tokens: Sequence[Token], start: int, end: int) -> int:
    place = start + 1
    if place < end and tokens[place].tag == "D":
        place += 1
    seen = False
    while place < end:
        tag = tokens[place].tag
        if seen and (tag in "DR" or (tag == "N" and tokens[place - 1].tag in "nd#")):
            break
        seen = seen or tag in "NndQ#G"
        place += 1
    return place


def before_bracket(tokens: Sequence[Token], end: int, floor: int) -> int:
    """The place before a bracket that ends at ``end``: ``Ann Ray (Tarn North)``."""
    if end > floor and tokens[end - 1].tag == ")":
        return next((at for at in range(end - 2, max(end - 14, floor), -1) if tokens[at].tag == "("), end)
    return end


def before_relative(tokens: Sequence[Token], end: int, floor: int) -> Stretch | None:
    """The noun phrase before ``who repeated [the test]``, where a relative clause stands between subject and verb.

    Only a clause with one verb, which says nothing: "who said the port [claims …]" may go on with what is said.
    """
    verbs = 0
    if (unnamed := _before_wish_for_secrecy(tokens, end, floor)) is not None:
        return unnamed
    for place in range(end - 1, max(end - _NEAR, floor), -1):
        token = tokens[place]
        if is_ing(token) and tokens[place - 1].tag in "SP":
            continue  # "who died after taking it"
        if token.tag in "XVvE" or (token.tag == "K" and is_verb(tokens, place)):
            after = "XVvEKA" if token.tag == "X" else "XVvEK"
            verbs += tokens[place + 1].tag not in after
        elif token.tag == "W" or (token.tag == "T" and tokens[place - 1].tag in "nN"):
            opens = tokens[place + 1].tag in "XVvEKA" and tokens[place - 1].tag in "nNK"
            return phrase_before(tokens, place, floor) if opens and verbs == 1 and place + 2 < end else None
        elif token.tag == "S" and (tokens[place + 1].tag == "G" or is_ing(tokens[place + 1])):
            continue  # "who fell ill after eating it"
        elif token.tag not in "DNnpP#AdGKtR" or token.low in _SPEAKERS:
            return None
    return None


def _before_wish_for_secrecy(tokens: Sequence[Token], end: int, floor: int) -> Stretch | None:
    """The noun phrase before ``who asked not to be named because … [said]``, however long the reason is."""
    secret = False
    for place in range(end - 1, max(end - _LONGEST, floor), -1):
        token = tokens[place]
        if token.low == "who" and secret:
            return phrase_before(tokens, place - (tokens[place - 1].tag == ","), floor)
        if token.tag in "Q.;:" or token.tag == "W":
            return None
        secret = secret or token.low in _SECRECY or is_wish_for_secrecy(tokens, place)
    return None


_SECRECY: Final = frozenset("anonymity anonymous anonymously named identified surname surnames".split())
_OWN: Final = frozenset("his her their".split())


def is_wish_for_secrecy(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb tells that somebody's own name is to stay unknown: ``asked not to be named``."""
    form = tokens[place].form
    return form is not None and form.lemma in _WISHES and _keeps_secret(tokens[place + 1 : place + _WISHED])


def _keeps_secret(tokens: Sequence[Token]) -> bool:
    words = [token.low for token in tokens]
    own = any(word in _OWN and not _NAMES.isdisjoint(words[at + 1 : at + 3]) for at, word in enumerate(words))
    # "The families want their names cleared" is no such wish.
    return (own and not _UNTOLD.isdisjoint(words)) or not _SECRECY.isdisjoint(words)


_NAMES: Final = frozenset("name names identity identities".split())
_UNTOLD: Final = frozenset(
    """give given giving use used publish published print printed disclose disclosed reveal revealed withheld withhold
    kept keep secret hidden confidential known mentioned""".split()
)
_WISHES: Final = frozenset("ask request decline refuse want wish prefer demand insist".split())
_WISHED: Final = 8


def is_manner(token: Token) -> bool:
    """Whether a quoted word only tells how something is done: ``“categorically” denied``."""
    return token.text.strip("“”\"‘’'").isalpha() and token.text[:-1].endswith("ly")


def is_short(token: Token) -> bool:
    """Whether a quotation is only a few words inside a phrase, as a name of a thing or a scare quote is."""
    return len(token.text) < 60 and token.text[-2:-1] not in {",", ".", "?", "!", "…", "—", "-"}
