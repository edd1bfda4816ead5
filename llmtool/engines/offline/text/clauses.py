"""How far the content after a cue goes, by the cue's frame; and whether somebody else is named as who says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.listeners import past_listener
from llmtool.engines.offline.cues.phrases import Stretch
from llmtool.engines.offline.cues.starts import skip_adverbs, start_of_content
from llmtool.engines.offline.cues.subjects import subject_before
from llmtool.engines.offline.text.borders import clause_end
from llmtool.engines.offline.text.forms import TAKEN_UP, is_verb
from llmtool.engines.offline.text.tokens import Token

_LONG: Final = 5
_NO_MATTERS: Final = frozenset(
    """comment comments anything everything nothing something someone anyone those these others today yesterday
    tomorrow there entry access knowledge interest details questions answers victory defeat credit thanks apologies
    goodbye witnesses criticism lunch dinner silence several about people otherwise differently least either
    neither""".split()
)
_CONCEDES: Final = frozenset("although while though whereas".split())
_SAYS: Final = frozenset("say add tell write".split())


def is_retold(tokens: Sequence[Token], content: Stretch) -> bool:
    """Whether somebody else is named after a comma as the one who says it: ``the pair found common ground, X said``."""
    if tokens[content.start].tag in "TQ":
        return False
    for place in range(content.start + 3, min(content.end + 12, len(tokens))):
        form = tokens[place].form
        if form is None or form.lemma not in _SAYS or not is_verb(tokens, place):
            continue
        if tokens[0].low in _CONCEDES and not closes(tokens, past_listener(tokens, place + 1, "t")):
            return False  # "Although Ann Ray said it leaks, Bo Lund said it does not"
        subject = subject_before(tokens, place, content.start)
        noun = subject is not None and tokens[subject.whole.start].low in {"a", "an"}  # "…, a claim X said was false"
        if (
            subject is not None
            and tokens[subject.whole.start - 1].tag == ","
            and not (noun and tokens[subject.whole.start + 1].low in TAKEN_UP)
        ):
            return True
    return False


def content_after(tokens: Sequence[Token], place: int, letters: str, kind: str = "") -> Stretch | None:
    """The content right of a cue whose particles end at ``place``, by the cue's frame letters."""
    place = place if letters == "p" else skip_adverbs(tokens, place)
    if place >= len(tokens):
        return None
    if tokens[place].tag == "T" and tokens[min(place + 1, len(tokens) - 1)].tag == ":":
        place += 1  # "confirms that: …", and what follows may be a list below
    start = place if letters == "p" else start_of_content(tokens, place, letters)
    if start is None:
        return None
    clausal = tokens[start].tag in "TQw:R" or "n" not in letters
    end = clause_end(tokens, start, clausal=clausal, kind=kind)
    if tokens[start].tag == "T" and start + 1 < end and tokens[start + 1].tag in "PAdt":
        verbs = any(token.tag in "XVvERQ" or is_verb(tokens, at) for at, token in enumerate(tokens[:end]) if at > start)
        end = end if verbs else start + 1  # "dismissed that in a short statement"
    if end - start == 1 and (
        tokens[start].tag in "PAr" or (tokens[start].tag in "nK" and not _is_matter(tokens, start))
    ):
        return None
    return Stretch(start, end)


def _is_matter(tokens: Sequence[Token], place: int) -> bool:
    """Whether one word tells what is denied, wanted or opposed: ``denied [wrongdoing]``, ``rules out [layoffs]``."""
    return len(tokens[place].low) >= _LONG and tokens[place].low not in _NO_MATTERS


def closes(tokens: Sequence[Token], place: int) -> bool:
    """Whether nothing that could be content follows at ``place``."""
    if place >= len(tokens) or tokens[place].tag in ".,;-)(":
        return True
    return tokens[place].tag in "PStdGW" and content_after(tokens, place, "s") is None
