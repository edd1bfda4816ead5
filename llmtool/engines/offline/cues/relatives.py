"""Whom a relative pronoun stands for: the noun phrase before it, its doer, or whoever it is a predicate of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.phrases import Stretch, phrase_before
from llmtool.engines.offline.cues.subjects import subject_before
from llmtool.engines.offline.people.holders import DOCUMENTS
from llmtool.engines.offline.text.lexicon import BE, NEGATIONS
from llmtool.engines.offline.text.tokens import Token

_NEAR: Final = 8
# Endings of verbs: "placate", "pacify", "mobilise".
_INFINITIVES: Final = ("ate", "ify", "ise", "ize")


def _after_preposition(tokens: Sequence[Token], end: int) -> Stretch | None:
    """The noun phrase after the last preposition but "of": ``in a protest against [a fee rise] that …``."""
    for place in range(end - 2, max(end - _NEAR, -1), -1):
        if tokens[place].tag == "P" and tokens[place].low != "of" and tokens[place + 1].tag in "DN":
            return phrase_before(tokens, end, place + 1)
    return None


def _doer_in(tokens: Sequence[Token], phrase: Stretch, relative: int) -> Stretch:
    """Who has done a thing in ``a complaint by [the council], which says …``; a document says it itself."""
    links = {"by", "from"} if tokens[min(relative, len(tokens) - 1)].low == "who" else {"by"}
    by = next((at for at in range(phrase.start + 1, phrase.end - 1) if tokens[at].low in links), None)
    if by is not None and "from" in links and tokens[by - 1].tag == "n" and tokens[by - 1].low in DOCUMENTS:
        return Stretch(by + 1, phrase.end)  # "a message from shopkeepers, who say"
    if by is None or any(token.low in DOCUMENTS - {"complaint"} for token in tokens[phrase.start : by]):
        return phrase
    return Stretch(by + 1, phrase.end)


def antecedent(tokens: Sequence[Token], relative: int) -> Stretch | None:
    """The noun phrase that a relative pronoun stands for."""
    end = relative - 1 if relative and tokens[relative - 1].tag == "," else relative
    found = phrase_before(tokens, end, 0) if end > 0 else None
    if found is None or tokens[relative].tag == "T":
        found = _after_preposition(tokens, end) or found
    elif end < relative:
        found = _doer_in(tokens, found, relative)
    if found is not None and tokens[relative].low == "who":
        found = _described_by(tokens, found)
    close = end < relative or tokens[relative].low == "who"  # "Ann Ray, a chemist who said"
    if found is not None and found.start > 1 and close and tokens[found.start].low in {"a", "an", "the"}:
        # "by Ann Ray, a chemist at Tarn University, who said …"
        comma = found.start - 1
        first = comma
        while tokens[comma].tag == "," and first > 0 and tokens[first - 1].tag == "N":
            first -= 1
        if comma - first > 1:
            return Stretch(first, comma)
    return found


def _described_by(tokens: Sequence[Token], predicate: Stretch) -> Stretch | None:
    """Who is meant by a predicate: ``[Ann Ray] is a liar, a bigot and a crook who …``; other phrases stay."""
    place = predicate.start - 1
    while place > 0 and tokens[place].tag in "nEGDCA#," and tokens[place].low not in NEGATIONS:
        place -= 1
    if place < 1 or tokens[place].low not in BE or tokens[place + 1].low in NEGATIONS:
        return _without_infinitive(tokens, predicate)
    subject = subject_before(tokens, place, 0)
    if subject is not None and (
        tokens[subject.head.end - 1].tag == "N" or tokens[subject.head.start].low in {"he", "she"}
    ):
        return subject.head
    if subject is not None and tokens[subject.head.start].low in {"it", "that", "this"}:
        return None if tokens[predicate.start].low in {"a", "an"} else predicate  # "It is a blow to a mayor who …"
    bare = tokens[predicate.start].tag == "n" and not tokens[predicate.end - 1].low.endswith("s")
    return None if bare else predicate  # "and is a liar, bigot and crook who …"


def _without_infinitive(tokens: Sequence[Token], phrase: Stretch) -> Stretch:
    """The phrase without the infinitive before it: ``is meant to placate [nervous voters], who …``."""
    start, end = phrase
    if end - start > 1 and start and tokens[start - 1].tag == "t" and tokens[start].low.endswith(_INFINITIVES):
        return Stretch(start + 1, end)
    return phrase
