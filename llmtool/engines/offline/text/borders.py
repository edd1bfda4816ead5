"""Where what is said ends: at the sentence's end, at another cue, or where the outlet's own voice goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.finite import is_clause
from llmtool.engines.offline.cues.frames import frame_of
from llmtool.engines.offline.cues.listeners import after_listener
from llmtool.engines.offline.cues.openings import quote_start
from llmtool.engines.offline.cues.starts import skip_adverbs, start_of_content
from llmtool.engines.offline.text.forms import is_ing, is_verb
from llmtool.engines.offline.text.lexicon import GAP, NEGATIONS
from llmtool.engines.offline.text.next_sources import (
    named_by_another,
    new_source,
    own_cue,
    quotes_next,
    taken_up,
    told_in_court,
    with_another,
)
from llmtool.engines.offline.text.tokens import Token

_POINTERS: Final = frozenset("this that it these".split())
# After a quotation that ends in a comma these go on with what is said.
_LINKS: Final = frozenset("when if because unless until once whenever where".split())
_ASIDE: Final = 2
"""Tokens of ``, she said`` before its last comma, less one."""
_ONLY_IF: Final = frozenset(
    tuple(words.split())
    for words in (
        "only if|only when|only once|only after|only on|only with|not until|not before|not unless|on condition|on the"
    ).split("|")
)
"""What after "but" only sets a condition."""
_STOPPERS: Final = frozenset("while though although whereas as after even".split())


def clause_end(tokens: Sequence[Token], start: int, *, clausal: bool, kind: str = "") -> int:
    """Where the content that starts at ``start`` ends; ``clausal`` tells a clause or quotation from a noun phrase.

    ``kind`` is the form of its cue.
    """
    for place in range(start + 1, len(tokens)):
        if tokens[place].tag == "C":
            quoted = tokens[start].tag == tokens[place - 1].tag == "Q"  # "apologised for “the noise” and blamed a pump"
            ends = _ends_at_and(tokens, place, clausal=clausal and not quoted, kind=kind)
            ends = ends or (_is_auxiliary(tokens, place + 1) and not _has_finite(tokens, start, place, clausal=clausal))
        else:
            ends = _ends_at(tokens, start, place, clausal=clausal)
        if ends or (tokens[place - 1].tag == "Q" and _ends_after_quote(tokens, place)):
            return place
    return max(start + 1, len(tokens))


def _ends_at(tokens: Sequence[Token], start: int, place: int, *, clausal: bool) -> bool:
    """Whether a mark, "according to" or "while saying" ends the content at ``place``."""
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.tag in ";:":
        return token.tag == ";" or (place <= start + 2 and tokens[start].low in _POINTERS)
    if token.tag in ",-":
        if token.tag == "," and tokens[start].tag == "t" and own_cue(tokens, place + 1):
            return True
        doing = following is not None and (following.tag == "G" or (following.form is not None and is_ing(following)))
        if token.tag == "," and doing and not clausal and tokens[start].tag in "Dnp":
            return True  # "vetoed the bill, setting up a clash"
        if following is not None and following.low == "with" and with_another(tokens, place + 1):
            return True
        if following is not None and following.tag == "W":
            return not clausal or named_by_another(
                tokens, place + 1
            )  # what is said may go on about a thing that it names, which a noun phrase does not
        if token.tag == "," and named_by_another(tokens, place + 3):
            return True  # "…, a figure which X called “fantasy”"
        return _ends_at_mark(tokens, place) and not (clausal and _is_inside(tokens, start, place))
    if following is None:
        return token.tag == "."
    if token.low == "according":
        return following.low == "to"
    return token.tag == "S" and token.low == "while" and _cue_ing(tokens, place + 1)


def _ends_at_and(tokens: Sequence[Token], place: int, *, clausal: bool, kind: str) -> bool:
    """Whether a conjunction joins another cue, or another thing that the same subject did."""
    if coordinated_cue(tokens, place, clausal=clausal, kind=kind) is not None:
        return True
    if kind == "ing" and with_another(tokens, place):
        return True
    if kind == "past" and _goes_on_doing(tokens, place, clausal=clausal):
        return True
    return clausal and quotes_next(tokens, place + 1)


def _is_auxiliary(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].tag == "X" and tokens[place].low not in {"being", "having"}


def _has_finite(tokens: Sequence[Token], start: int, end: int, *, clausal: bool = False) -> bool:
    """Whether a clause's own verb stands in a content: none in ``the plan``, ``the age to rise``, ``to stay``.

    In a clause a word that may be a verb is one where it follows a noun: ``the plot [involved] few``.
    """
    return any(
        token.tag in "XVQTwWS"
        or (token.tag == "v" and token.low.endswith("s"))
        or (clausal and at > start and token.tag in "Ev" and tokens[at - 1].tag in "NnRA")
        or (clausal and token.low == "need" and tokens[at + 1].low in NEGATIONS)
        or (token.form is not None and (clausal or token.form.kind != "base") and is_verb(tokens, at))
        for at, token in enumerate(tokens[start:end], start)
    )


def _is_inside(tokens: Sequence[Token], start: int, mark: int) -> bool:
    """Whether a clause has no verb yet before a mark: ``that the towns, which include A, have …``."""
    if tokens[start].tag == "T" and not _has_finite(tokens, start + 1, mark) and _says(tokens, mark + 1):
        return True  # "that a fungus, not drought, explains the loss"
    aside = mark + 1 < len(tokens) and (tokens[mark + 1].tag == "W" or tokens[mark + 1].low == "as")
    return aside and not any(
        token.tag in "XVvEQ" or (token.tag == "K" and is_verb(tokens, at))
        for at, token in enumerate(tokens[start:mark], start)
    )


def _ends_after_quote(tokens: Sequence[Token], place: int) -> bool:
    quoted = tokens[place - 1]
    if not _full_stop_inside(quoted):
        return False
    return _new_start(tokens, place) or (quoted.text[-2] == "," and _ends_at_mark(tokens, place - 1))


def _full_stop_inside(token: Token) -> bool:
    return token.quote is not None and token.text[-2:-1] in {".", "!", "?", ","} and len(token.text) > 3


def _new_start(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if tokens[place - 1].text[-2:-1] == "," and token.low in _LINKS:
        return False
    return token.tag not in "CQ,TP" or (token.tag == "C" and coordinated_cue(tokens, place, clausal=True) is not None)


def _cue_ing(tokens: Sequence[Token], place: int) -> bool:
    while place < len(tokens) and tokens[place].tag == "A":
        place += 1
    if place >= len(tokens):
        return False
    form = tokens[place].form
    if form is None or form.kind != "ing":
        return False
    found = frame_of(tokens, place)
    if found is None:
        return False
    if found[0].letters == "q":
        return quote_start(tokens, found[1]) is not None if found[1] < len(tokens) else False  # "beginning in May"
    return found[0].letters != "n" or found[1] < len(tokens)


def _ends_at_mark(tokens: Sequence[Token], place: int) -> bool:
    following = place + 1
    if following >= len(tokens):
        return True
    token = tokens[following]
    if token.low == "according" or _cue_ing(tokens, following) or told_in_court(tokens, following):
        return True
    if closes_interruption(tokens, place) or _sets_condition(tokens, following):
        return False
    if tokens[place].tag == "," and _says(tokens, following):
        return True  # "the mayor, who promised a school, said …"
    if token.tag == "C":
        if following + 2 < len(tokens) and tokens[following + 1].tag == "R" and is_verb(tokens, following + 2):
            return True
        if coordinated_cue(tokens, following, clausal=True) is not None:
            return True
        if new_source(tokens, following + 1):
            return True
        return token.low == "but" and is_clause(tokens, min(following + 1, len(tokens) - 1))
    if token.low in {"a", "an"} and taken_up(tokens, following):
        return True
    return _is_stopper(tokens, following) or new_source(tokens, following)


def closes_interruption(tokens: Sequence[Token], place: int) -> bool:
    """Whether a comma closes an aside that only says again who speaks: ``a report which, she said, showed that …``."""
    return (
        place > _ASIDE
        and tokens[place].tag == tokens[place - 3].tag == ","
        and tokens[place - 2].tag == "R"
        and tokens[place - 1].tag == "K"
        and is_verb(tokens, place - 1)
    )


def _sets_condition(tokens: Sequence[Token], place: int) -> bool:
    """``Open to a merger, [but only if the office stays]``."""
    return tokens[place].low == "but" and tuple(each.low for each in tokens[place + 1 : place + 3]) in _ONLY_IF


def _is_stopper(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word opens a clause of the outlet's own: ``…, although the dam leaks``."""
    if tokens[place].low == "as" and place + 2 < len(tokens) and tokens[place + 2].low == "as":
        return False  # "as much as possible"
    conditional = any(token.low in {"if", "when"} for token in tokens[place + 1 : place + 2])
    if tokens[place].low == "even" and (tokens[place - 2].tag in "CW" or conditional):
        return False  # "and, even more important, …", "never again, even if paid"
    return tokens[place].low in _STOPPERS


def _says(tokens: Sequence[Token], place: int) -> bool:
    """Whether a finite verb of saying stands here, and no participle: ``backed by …``."""
    form = tokens[place].form if place < len(tokens) else None
    if form is None or form.kind not in {"past", "third"} or not is_verb(tokens, place):
        return False
    found = frame_of(tokens, place)
    by = place + 1 < len(tokens) and tokens[place + 1].low == "by"
    if found is None or by:
        return False
    return bool(set(found[0].letters) & set("st")) or found[0].particles[:1] == (GAP,)


def _goes_on_doing(tokens: Sequence[Token], place: int, *, clausal: bool) -> bool:
    """Whether the subject of the cue does something else: ``praised the plan and left``, ``cried “Why?” and left``."""
    before, after = tokens[place - 1], tokens[min(place + 1, len(tokens) - 1)]
    return after.tag == "V" and (_full_stop_inside(before) if before.tag == "Q" else not clausal)


def coordinated_cue(tokens: Sequence[Token], place: int, *, clausal: bool, kind: str = "") -> int | None:
    """The cue verb that ``and`` or ``but`` at ``place`` joins to an earlier cue of the same subject."""
    verb = place + 1
    while verb < len(tokens) and (
        tokens[verb].tag == "A" or tokens[verb].low in {"has", "have", "had", "also", "then"}
    ):
        verb += 1
    if verb >= len(tokens):
        return None
    form = tokens[verb].form
    if form is None or (form.kind == "base" and (kind != "base" or verb > place + 1 or not is_verb(tokens, verb))):
        return None
    if form.kind == "participle" and tokens[verb - 1].low not in {"has", "have", "had"}:
        return None  # "had misread its data and seen what it wanted to see"
    found = frame_of(tokens, verb)
    if found is None or found[1] >= len(tokens):
        return None
    frame, after = found
    after = skip_adverbs(tokens, after)
    if after >= len(tokens):
        return None
    strong = tokens[after].tag in "Tw" or quote_start(tokens, after) is not None
    if strong and set(frame.letters) & set("stqb"):
        # "X said the firm is calm and hopes that …" goes on with what X said.
        return None if clausal and {kind, form.kind} == {"past", "third"} else verb
    if clausal and not strong:
        loose = set(frame.letters) & set("no") and frame.particles
        if "s" in frame.letters and tokens[after].tag in "DNRnw#" and form.kind == kind and is_clause(tokens, after):
            return verb
        return verb if loose or ("t" in frame.letters and after_listener(tokens, after, frame.letters)) else None
    return verb if start_of_content(tokens, after, frame.letters) is not None else None
