"""Which bodies are named with an article: a text that writes ``the Harbour Post said`` tells so itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.people.voices import Voice
from llmtool.engines.offline.text.lexicon import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    lexicon,
)

_GOES_ON: Final = (
    ADVERBS | AUXILIARIES | COORDINATORS | OBJECT_PRONOUNS | PREPOSITIONS | RELATIVES | SUBORDINATORS | {"that", "to"}
)
_NEXT: Final = re.compile(r"(?:['’]s?)?(?: \([^()\n]{1,12}\))? ?(?P<word>[\w’'-]*)")
_BEFORE: Final = re.compile(r"(?P<word>[\w’'-]+) $")
_REACH: Final = 24


class Articles:
    """The articles of one document's bodies."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, bool] = {}

    def given_to(self, voice: Voice) -> Voice:
        """The voice with what the text says before the name of its party."""
        party = voice.party or ""
        if party not in self._known:
            self._known[party] = party[:1].isupper() and takes_article(self._text, party)
        return replace(voice, article=True) if self._known[party] else voice


def takes_article(text: str, name: str) -> bool:
    """Whether a text mostly says "the" before a body's name where nothing else is named after it.

    ``the Vega plant`` has the article of its plant, so what comes after the name is to be no noun.
    """
    count = 0
    for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
        before = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        if _is_attributive(text, match.end()) or (before and before["word"][0].isupper() and before["word"] != "The"):
            continue
        count += 1 if before is not None and before["word"] in {"the", "The"} else -1
        if before is None and _opens_line(text, match.start()):
            count += 1  # a heading does without
    return count > 0


def _is_attributive(text: str, end: int) -> bool:
    """Whether a name that ends here only tells which thing the noun after it is: ``the Vega [plant]``."""
    after = _NEXT.match(text, end)
    word = after["word"] if after is not None else ""
    known = lexicon()
    return bool(word) and not (word.casefold() in _GOES_ON or word in known.forms or word in known.verbs)


def _opens_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"
