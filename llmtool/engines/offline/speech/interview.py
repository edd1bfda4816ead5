"""Interviews without labels: paragraphs that only ask, each followed by the answer of the one who is interviewed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from llmtool.engines.offline.speech.transcript import Label
from llmtool.engines.offline.text.tokens import Unit

_MARKS: Final = "*_#> \t\n"
_QUOTED: Final = re.compile('[“”"«»„]')
_ONESELF: Final = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s)\b")
_FEWEST: Final = 3
_LONGEST: Final = 80
"""Words of a question."""


def interview(text: str, units: Sequence[Unit]) -> dict[int, Label]:
    """The units that open a question or an answer, by index; empty for any other document.

    A label stands in no text here, so its span is empty: an answer belongs to whom the questions address, or who is
    named most.
    """
    paragraphs = [list(own) for _, own in groupby(range(len(units)), key=lambda index: units[index].paragraph)]
    asks = [_asks(text[units[own[0]].start : units[own[-1]].end]) for own in paragraphs]
    answers = [at for at in range(1, len(paragraphs)) if asks[at - 1] and not asks[at]]
    if len(answers) < _FEWEST:
        return {}
    told = [text[units[paragraphs[at][0]].start : units[paragraphs[at][-1]].end] for at in answers]
    of_oneself = sum(_ONESELF.search(_QUOTED.split(each)[0]) is not None for each in told)
    if 2 * of_oneself < len(answers) or 3 * len(answers) < len(paragraphs) - asks.index(True) - sum(asks):
        return {}
    found: dict[int, Label] = {}
    for at, own in enumerate(paragraphs):
        start = units[own[0]].start
        if asks[at]:
            found[own[0]] = Label(start, start, start, question=True, answer=False, bullet=False, voice="outlet")
        elif at in answers:
            found[own[0]] = Label(start, start, start, question=False, answer=True, bullet=False)
    return found


def _asks(paragraph: str) -> bool:
    plain = paragraph.strip(_MARKS)
    return plain.endswith("?") and len(plain.split()) <= _LONGEST and _QUOTED.search(plain) is None
