"""The few words of a claim that a rationale quotes."""

from __future__ import annotations

import re

from llmtool.relate.claims.numbers import Quantity
from llmtool.words import STOPWORDS

_STOPS = re.compile(r"[,;:()–—]\s|(?<=[.!?])\s")
_WORD = re.compile(r"\S+")
_LONGEST = 14
"""Words; more than that is read more easily in the quotation itself."""
_OPENING = re.compile(r"(?:\S+(?<![.!?])\s+){,4}\S+")
"""The first five words of a text, none beyond its first sentence: a shorter clause, ``while Kiev,``, tells nothing."""
_QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]")
_QUOTES = re.compile(r"[“”\"]")

_BOUND = re.compile(
    r"\b(?:at (?:least|most)|(?:no |not )?(?:more|less|fewer) than|about|around|nearly|almost|over|under|up to|only"
    r"|roughly|some|as many as)\s+$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"(?:\s+[^\W_]+(?:['’-][^\W_]+)*){1,3}")


def excerpt(text: str, words: str = "") -> str:
    """The clause around ``words``, which stand in the text, in quotation marks; a long one is cut at its ends.

    Without ``words`` the clause at the head.
    """
    opening = _OPENING.match(text)
    words = words or (opening.group().rstrip(",;:") if opening else "")
    at = max(0, text.find(words))
    end = at + len(words)
    first = max((match.end() for match in _STOPS.finditer(text) if match.end() <= at), default=0)
    last = min((match.start() for match in _STOPS.finditer(text) if match.start() >= end), default=len(text))
    before = [match.start() + first for match in _WORD.finditer(text[first:at])]
    after = [match.end() + end for match in _WORD.finditer(text[end:last])]
    room = max(0, _LONGEST - len(words.split()))
    left = min(len(before), max(room // 2, room - len(after)))
    right = min(len(after), room - left)
    start = before[len(before) - left] if left else at
    stop = after[right - 1] if right else end
    told = _inside_quotation(text[start:stop].strip(" .,;:").removeprefix("and "))
    return f"“{'… ' if left < len(before) else ''}{told}{' …' if right < len(after) else ''}”"


def _inside_quotation(words: str) -> str:
    """The words as they stand in quotation marks: without their own around all of them, with single ones inside."""
    bare = words.strip('“”"')
    if bare.startswith("‘"):
        bare = bare.removeprefix("‘").removesuffix("’")
    return bare if not _QUOTES.search(bare) else _QUOTES.sub("", _QUOTED.sub(r"‘\1’", words))


def figure(quantity: Quantity, text: str) -> str:
    """The figure with the words around it that belong to it, in quotation marks."""
    bound = _BOUND.search(text[: quantity.start])
    after = _FOLLOWING.match(text[quantity.start + len(quantity.text) :])
    following = after.group().split() if after else []
    while following and following[-1].casefold() in STOPWORDS:
        following.pop()
    return f"“{bound.group() if bound else ''}{' '.join([quantity.text, *following])}”"
