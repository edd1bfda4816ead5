"""What is said: the tokens after a cue that are its content."""

from __future__ import annotations

from collections.abc import Sequence

from llmtool.engines.offline.borders import clause_end
from llmtool.engines.offline.starts import skip_adverbs, start_of_content
from llmtool.engines.offline.subjects import Stretch
from llmtool.engines.offline.tokens import Token


def content_after(tokens: Sequence[Token], place: int, letters: str, kind: str = "") -> Stretch | None:
    """The content right of a cue whose particles end at ``place``, by the cue's frame letters."""
    place = skip_adverbs(tokens, place)
    if place >= len(tokens):
        return None
    start = start_of_content(tokens, place, letters)
    if start is None:
        return None
    clausal = tokens[start].tag in "TQw:R" or "n" not in letters
    end = clause_end(tokens, start, clausal=clausal, kind=kind)
    if end - start == 1 and tokens[start].tag in "TnPAr":
        return None
    return Stretch(start, end)
