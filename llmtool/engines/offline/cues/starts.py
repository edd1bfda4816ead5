"""Where what is said begins after a cue, past adverbs, places and those who are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.asides import after_aside
from llmtool.engines.offline.cues.finite import is_clause, is_doing, may_be_clause
from llmtool.engines.offline.cues.listeners import told_clause
from llmtool.engines.offline.cues.openings import belongs_to_content, has_figure, opens_amount, quote_start
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.lexicon import MONTHS, PARTS_OF_TIME
from llmtool.engines.offline.text.tokens import Token

_ADJUNCT: Final = frozenset(
    """in on at during to via through after before by from with following ahead amid late early last this
    earlier later""".split()
)

PUBLIC: Final = frozenset(
    """statement interview briefing press conference news release letter post tweet speech address email e-mail
    report message video phone telephone call rally hearing meeting court documents filing website twitter
    facebook telegram television radio reporters journalists lawmakers memo column event ceremony podcast
    session
    """.split()
)

# "called into the hall", "spoke across the aisle": where, and not what.
_PLACING: Final = frozenset("on in at by from during after with into across over through down up out onto".split())

_OPENING: Final = frozenset("while once because since although though unless as".split())
_DEEDS: Final = frozenset("having being".split())
_ONLY_CLAUSES: Final = frozenset("say insist contend".split())
"""Cues that take no object."""
# "said much the same", "said little about it", "said the words aloud": of the few objects that "say" takes.
_NO_CLAUSES: Final = frozenset(
    "much little nothing something anything sorry goodbye hello thanks prayers yes no so as things".split()
)
_SPOKEN: Final = frozenset("same few word words prayer prayers name names truth line lines lot grace mass".split())
_NEAR: Final = 4
_REACH: Final = 16


def skip_adverbs(tokens: Sequence[Token], place: int) -> int:
    """The place after adverbs and times (``on Wednesday``, ``again``); ``not to`` is kept."""
    while place < len(tokens):
        token = tokens[place]
        follower = tokens[place + 1] if place + 1 < len(tokens) else None
        if belongs_to_content(tokens, place):
            break
        before_day = follower is not None and follower.tag == "d"
        if token.tag == "d" and follower is not None and follower.low in PARTS_OF_TIME:
            place += 2  # "Friday afternoon"
        elif token.tag == "d" and follower is not None and token.low in MONTHS and _is_day(follower):
            place += 2  # "May 7"
        elif token.tag in "Ad" or (token.low in {"on", "in", "late", "early", "last", "this"} and before_day):
            place += 1
        elif token.low in {"last", "this", "that"} and follower is not None and follower.low in PARTS_OF_TIME:
            place += 2
        elif token.low == "the" and _is_time_before(tokens, place):
            place += 3  # "had confirmed the night before"
        elif (beyond := after_aside(tokens, place)) > place and tokens[min(beyond, len(tokens) - 1)].tag in "TQtw":
            place = beyond  # "insists, though, that"
        else:
            break
    return place


def _is_time_before(tokens: Sequence[Token], place: int) -> bool:
    words = [token.low for token in tokens[place + 1 : place + 3]]
    return len(words) > 1 and words[0] in PARTS_OF_TIME and words[1] in {"before", "earlier"}


def _is_day(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) <= 2


def past_where(tokens: Sequence[Token], place: int) -> int:
    """The comma after ``[earlier in the hearing],`` and the like, else ``place``."""
    if place >= len(tokens) or (tokens[place].low not in _ADJUNCT and tokens[place].tag not in "Pt"):
        return place
    for later in range(place + 1, min(place + _REACH, len(tokens))):
        if tokens[later].tag == ",":
            return later
        if tokens[later].tag not in "DNnpdAPG#rtE" and not (tokens[later].tag == "K" and not is_verb(tokens, later)):
            return place
    return place


def start_of_content(tokens: Sequence[Token], place: int, letters: str) -> int | None:
    """Where the content right of a cue begins, by the cue's frame letters."""
    frames = set(letters)
    place = _past_programme(tokens, place, letters)
    quoted = quote_start(tokens, place) if frames & set("stqn") else None
    if quoted is not None or frames <= {"q"}:
        return quoted
    first = tokens[place]
    if frames == {"s"} and first.low in {"no", "yes"} and tokens[min(place + 1, len(tokens) - 1)].tag in "C.,;":
        return None  # "said no and left"
    wish = "v" in frames and _is_infinitive(tokens, place)
    if frames & set("stb"):
        found = _start_of_clause(tokens, place, letters)
        if found is not None and not (wish and tokens[found].tag in "RDN"):
            return found
    done = "n" in frames and _is_deed(tokens, place)
    agreed = "v" in frames and tokens[place - 1].tag == "t" and first.tag in "Kv"  # "agreed to support the plan"
    if wish or agreed or done or ("v" in frames and first.low in {"not", "never"}):
        return place
    votes = first.tag == "#" and place + 1 < len(tokens) and tokens[place + 1].tag not in "nN"  # "voted 9 to 3 to"
    aside = first.tag == "P" or votes or first.low == "after"
    if "v" in frames and aside and (later := _infinitive_after(tokens, place)) is not None:
        return later
    if first.tag in ".,;:-)CSWXVKt" and not (first.tag == "K" and not is_verb(tokens, place)):
        return None
    amount = opens_amount(tokens, place)
    if (
        first.tag == "P"
        and "n" in frames
        and not amount
        and (first.low in _PLACING or (first.low == "for" and "b" in frames))
    ):
        return None
    nothing = "b" in frames and first.low in {"no", "little", "evidence"}  # "found no difference between the groups"
    nothing = nothing or ("b" in frames and is_doing(tokens, place))
    counted = first.tag == "#" or (frames == {"s", "b"} and has_figure(tokens, place))
    nothing = nothing or (frames >= {"s", "b"} and counted)  # "found 12 errors", but "holds 180 men"
    nothing = nothing or (frames == set("bov") and has_figure(tokens, place, dated=True))
    nothing = nothing or (
        "f" in frames and first.tag == "#" and (place + 1 == len(tokens) or tokens[place + 1].tag in ".,;")
    )
    fits = nothing or "n" in frames or ("o" in frames and _has_infinitive(tokens, place))
    if fits or (frames & set("sb") and first.tag != "r" and is_clause(tokens, place)):
        return place
    return place if frames == {"s"} and (may_be_clause(tokens, place) or _must_be_clause(tokens, place)) else None


def _must_be_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether nothing but a clause can follow, whatever its verb: ``says growers deduct 110 a week``."""
    cue = next((at for at in range(place - 1, max(place - _NEAR, -1), -1) if tokens[at].tag not in "Ad"), place)
    form = tokens[cue].form
    if form is None or form.lemma not in _ONLY_CLAUSES or not is_verb(tokens, cue):
        return False
    end = next((at for at in range(place, len(tokens)) if tokens[at].tag in ".,;:-Q"), len(tokens))
    if end - place < _NEAR or tokens[place].low in _NO_CLAUSES or tokens[place + 1].low in _SPOKEN:
        return False
    return tokens[place].tag in "DNn#EGKvA" or opens_amount(tokens, place)


def _is_deed(tokens: Sequence[Token], place: int) -> bool:
    """Whether what somebody did or was is told: ``denied [having paid]``, ``denies [ever being warned]``."""
    return tokens[place + (tokens[place].low == "ever" and place + 1 < len(tokens))].low in _DEEDS


def _past_programme(tokens: Sequence[Token], place: int, letters: str) -> int:
    """The place of "that" after a title: ``told [“Tarn at Nine”] that …``, else ``place``."""
    titled = "t" in letters and tokens[place].tag == "Q" and place + 1 < len(tokens) and tokens[place + 1].tag == "T"
    return place + titled


def _start_of_clause(tokens: Sequence[Token], place: int, letters: str) -> int | None:
    first = tokens[place]
    if first.tag in "Tw" or first.low == "if" or opens_amount(tokens, place) or _opens_sentence(tokens, place, letters):
        return place
    told = told_clause(tokens, place, letters) if "t" in letters else None
    return _after_adjunct(tokens, place) if told is None else told


def _opens_sentence(tokens: Sequence[Token], place: int, letters: str) -> bool:
    """Whether a clause and the one that it depends on begin here: ``said [once the work is done the road will open]``.

    One clause alone tells when it was said: ``said as he left``.
    """
    if "s" not in letters or tokens[place].low not in _OPENING:
        return False
    finite = 0
    for at in range(place + 1, len(tokens)):
        token = tokens[at]
        if token.tag in "TW;:Q":
            break
        apart = tokens[at - 1].tag not in "XVvE"  # "is done", "will open" are one verb each
        finite += apart and (
            token.tag in "XVv" or (token.tag in "EK" and tokens[at - 1].tag in "NnRr" and _tells(token))
        )
    return finite > 1


def _tells(token: Token) -> bool:
    return token.tag == "E" or (token.form is not None and token.form.kind in {"past", "third"})


def _is_infinitive(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].tag == "t" and place + 1 < len(tokens) and tokens[place + 1].tag not in "DN#"


def _infinitive_after(tokens: Sequence[Token], place: int) -> int | None:
    """``decided [after a long debate] not to …``, ``voted [along party lines] to …``."""
    for later in range(place + 1, min(place + _REACH, len(tokens) - 1)):
        token, follower = tokens[later], tokens[later + 1]
        if token.tag == "t" and (follower.tag in "vX" or (follower.form is not None and follower.form.kind == "base")):
            return later - (tokens[later - 1].low == "not")
        if token.tag not in "DNnpP#dAGE,":
            return None
    return None


def _after_adjunct(tokens: Sequence[Token], place: int) -> int | None:
    """``said [in a statement on Friday] that …`` or ``[at a rally], “…``."""
    aside = tokens[place].tag == ","
    if not aside and tokens[place].low not in _ADJUNCT and tokens[place].tag not in "Ptd":
        return None
    nouns = 0
    for later in range(place + 1, min(place + _REACH, len(tokens))):
        token = tokens[later]
        if token.tag == "T" or (token.tag == "w" and nouns and not aside):
            return later if not aside or tokens[later - 1].tag == "," else None
        quoted = quote_start(tokens, later) if not aside else None
        if quoted is not None and nouns and (tokens[later].tag != ":" or later > place + 1):
            return quoted
        if token.tag == "r" and tokens[later - 1].tag in "tP":
            nouns += 1
            continue
        if (
            token.tag in "VXKWS;.Rr"
            and not (aside and token.low == "as")
            and not (token.tag == "K" and not is_verb(tokens, later))
        ):
            if aside and token.low in {"did", "itself", "himself", "herself", "themselves"}:
                continue  # "warned, as did the port itself, that …"
            return later if token.tag == "R" and nouns and not aside else None
        if token.tag == "," and not (later + 1 < len(tokens) and tokens[later + 1].tag in "NnPDT"):
            return None
        opens = (
            token.tag in "DN"
            and tokens[later - 1].tag in "nd"
            and tokens[later - 1].low in PUBLIC | _day_words(tokens[later - 1])
        )
        if opens and nouns and not aside and is_clause(tokens, later):
            return later
        nouns += token.tag in "NndQ#"
    return None


def _day_words(token: Token) -> frozenset[str]:
    return frozenset({token.low}) if token.tag == "d" else frozenset()


def _has_infinitive(tokens: Sequence[Token], place: int) -> bool:
    for later in range(place, min(place + 20, len(tokens) - 1)):
        if tokens[later].tag in ".;:" or (tokens[later].tag == "X" and later > place):
            return tokens[later].tag == "X" and tokens[later].low in {"be", "not"}
        if tokens[later].tag == "t" and tokens[later + 1].tag not in "DN#":
            return True
    return False
