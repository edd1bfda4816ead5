"""Interviews without labels: paragraphs that only ask, each followed by the answer of the one who is interviewed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from llmtool.engines.offline.speech.label import Label
from llmtool.engines.offline.text.tokens import Unit

_MARKS: Final = "*_#> \t\n"
_QUOTED: Final = re.compile('[“”"«»„]')
_ONESELF: Final = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s)\b")
_ADDRESSES: Final = re.compile(r"\b(?:[Yy]ou(?:r|rs|['’]\w+)?|[Ll]et(?:['’]s| us))\b")
_BOLD: Final = re.compile(r"(\*\*|__)(?!\s)(?:(?!\1).)+\1[.:]?\s*", re.DOTALL)
_FEWEST: Final = 3
_REGULAR: Final = 4
"""Questions that have to stand at every second paragraph before the others there are taken for prompts."""
_LONGEST: Final = 80
"""Words of a question."""


@dataclass(frozen=True)
class _Paragraph:
    first: int
    """The index of its first unit."""
    text: str
    asks: bool
    bold: bool


def interview(text: str, units: Sequence[Unit]) -> dict[int, Label]:
    """The units that open a question or an answer, by index; empty for any other document.

    A label stands in no text here, so its span is empty: an answer belongs to whom the questions address, or who is
    named most. Where questions and answers alternate, or where prompts are set in bold, one that ends in no question
    mark is a prompt all the same: ``Drivers complain of full buses.``
    """
    paragraphs = _with_prompts(_paragraphs(text, units))
    answers = [at for at in range(1, len(paragraphs)) if paragraphs[at - 1].asks and not paragraphs[at].asks]
    if len(answers) < _FEWEST:
        return {}
    asked = sum(paragraph.asks for paragraph in paragraphs)
    first = next(at for at, paragraph in enumerate(paragraphs) if paragraph.asks)
    of_oneself = sum(_ONESELF.search(_QUOTED.split(paragraphs[at].text)[0]) is not None for at in answers)
    if 2 * of_oneself < len(answers) or 3 * len(answers) < len(paragraphs) - first - asked:
        return {}
    found: dict[int, Label] = {}
    for at, paragraph in enumerate(paragraphs):
        start = units[paragraph.first].start
        if paragraph.asks:
            found[paragraph.first] = Label(
                start, start, start, question=True, answer=False, bullet=False, voice="outlet"
            )
        elif at in answers:
            found[paragraph.first] = Label(start, start, start, question=False, answer=True, bullet=False)
    return found


def _paragraphs(text: str, units: Sequence[Unit]) -> list[_Paragraph]:
    found = []
    for _, group in groupby(range(len(units)), key=lambda index: units[index].paragraph):
        own = list(group)
        words = text[units[own[0]].start : units[own[-1]].end]
        found.append(_Paragraph(own[0], words, _asks(words), _BOLD.fullmatch(words) is not None))
    return found


def _asks(paragraph: str) -> bool:
    plain = paragraph.strip(_MARKS)
    return plain.endswith("?") and len(plain.split()) <= _LONGEST and _QUOTED.search(plain) is None


def _with_prompts(paragraphs: Sequence[_Paragraph]) -> list[_Paragraph]:
    """The paragraphs with those marked that prompt an answer without a question mark."""
    asked = [at for at, paragraph in enumerate(paragraphs) if paragraph.asks]
    if len(asked) < _FEWEST:
        return list(paragraphs)
    bold = sum(paragraphs[at].bold for at in asked)
    if bold == len(asked):
        return [
            replace(each, asks=each.asks or (each.bold and at > asked[0] - 2)) for at, each in enumerate(paragraphs)
        ]
    regular = len(asked) >= _REGULAR and len({at % 2 for at in asked}) == 1
    if not regular:
        return list(paragraphs)
    first = asked[0]
    while first >= 2 and _is_prompt(paragraphs[first - 2].text):
        first -= 2
    every = range(first, asked[-1] + 1, 2)
    # "What do you mean?" may well be asked in an answer, but hardly in each of them.
    return [replace(each, asks=at in every) for at, each in enumerate(paragraphs)]


def _is_prompt(paragraph: str) -> bool:
    """Whether a short paragraph without a question mark speaks to somebody, and not of the one who speaks."""
    return (
        len(paragraph.split()) <= _LONGEST // 2
        and _QUOTED.match(paragraph) is None
        and _ADDRESSES.search(paragraph) is not None
    )
