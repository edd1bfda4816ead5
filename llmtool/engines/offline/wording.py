"""What the words of a content tell: what the speaker does by them, and what they are about."""

from __future__ import annotations

import re
from typing import Final

from llmtool.engines.offline.lexicon import lexicon
from llmtool.engines.offline.reading import Attributed
from llmtool.schema import Modality
from llmtool.words import STOPWORDS

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")


_DEMAND: Final = re.compile(r"\b(?:must|should|needs? to|ha(?:s|ve|d) to|ought to)\b", re.IGNORECASE)


_CONDITION: Final = re.compile(r"\b(?:if|unless|provided that|as long as|only (?:when|after|once))\b", re.IGNORECASE)


_FUTURE: Final = re.compile(r"\b(?:will|won['’]t|\w+['’]ll|going to|is expected to|are expected to)\b", re.IGNORECASE)


_DENIAL: Final = re.compile(
    r"\b(?:never|(?:did|was|were)(?: not|n['’]t)|(?:is|are) (?:untrue|false)|not true|no truth)\b",
    re.IGNORECASE,
)


def modality_of(attributed: Attributed, content: str) -> Modality:
    """What the speaker does, by the cue and, where that only asserts, by the words of the content."""
    if attributed.modality is not Modality.ASSERTS:
        return attributed.modality
    return modality_of_words(content)


def modality_of_words(content: str) -> Modality:
    """What a statement does by its own words."""
    if _CONDITION.search(content):
        return Modality.CONDITIONAL
    if _DENIAL.search(content):
        return Modality.DENIES
    if _DEMAND.search(content):
        return Modality.DEMANDS
    if _FUTURE.search(content):
        return Modality.PREDICTS
    return Modality.ASSERTS


def topic_of(content: str, speaker: str) -> str:
    """Up to six words of the content that carry its topic, in order."""
    known = lexicon()
    own = {word.casefold() for word in speaker.split()}
    words: list[str] = []
    for word in _WORD.findall(content):
        low = re.sub(r"['’]s$", "", word.casefold())
        if (
            low in STOPWORDS
            or low in own
            or low in known.verbs
            or low in known.forms
            or low.endswith("ly")
            or len(low) < 3
        ):
            continue
        if "'" in low or "’" in low or low in {seen.casefold() for seen in words}:
            continue
        words.append(re.sub(r"['’]s$", "", word))
        if len(words) == 6:
            break
    return " ".join(words) or " ".join(_WORD.findall(content)[:4]) or content[:40]
