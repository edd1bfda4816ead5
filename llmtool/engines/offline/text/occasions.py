"""Where a content ends before the occasion of saying it, which is the outlet's to tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.finite import is_clause
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.lexicon import lexicon
from llmtool.engines.offline.text.tokens import Token

# At the end of a sentence these tell when or where something was said.
_OCCASION: Final = re.compile(
    r"""\b(?:(?:during|at)\ (?:an?|the|his|her|their|its)\ (?:\w+\ ){0,3}?
    (?:conference|briefing|interview|rally|address)
    | in\ (?:an|his|her|the)\ (?:\w+\ ){0,2}?interview)\b (?:\ (?:with|on|in|to|for|at)\ [^,;:“”"]*)?\ ?\.?$""",
    re.VERBOSE,
)
_EVENTS: Final = frozenset("after as".split())
_PAST: Final = frozenset("was were had did".split())


def before_occasion(tokens: Sequence[Token], content: tuple[int, int]) -> int:
    """Where a content ends before the occasion of saying it: ``… praised the plan [during a press conference]``."""
    start, end = content
    words = " ".join(token.low.replace(" ", "_") for token in tokens[start:end])
    match = _OCCASION.search(words)
    place = start + words[: match.start()].count(" ") if match else end
    return place if start + 2 < place < end else end


def before_event(tokens: Sequence[Token], content: tuple[int, int]) -> int:
    """Where a wish or a thing ends before what had happened: ``vowed to fight on [after the court threw out …]``."""
    start, end = content
    for at in range(start + 1, end - 2):
        if tokens[at].tag in "XVTwW" or (tokens[at].tag == "K" and is_verb(tokens, at)):
            return end  # what happened may belong to a clause inside: "cited what she had said after the court ruled"
        opens = tokens[at].low in _EVENTS and tokens[at - 1].tag not in "KEC," and tokens[at - 1].low != "such"
        if opens and tokens[at + 1].tag not in "Ww" and is_clause(tokens, at + 1):
            return at - (tokens[at - 1].low == "even") if _is_past(tokens, at + 1, end) else end
    return end


def _is_past(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the first finite verb of a clause is in the past."""
    for at in range(start, end):
        token = tokens[at]
        if token.tag in "XV" or (token.form is not None and is_verb(tokens, at)):
            kind = token.form.kind if token.form else lexicon().verbs.get(token.low)
            return token.low in _PAST or kind == "past"
        if token.tag == "E" and tokens[at - 1].tag in "NnR":
            return True
        if token.tag in ",.;:QSTwW":
            return False
    return False
