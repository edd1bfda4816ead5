"""A denial of what the other side says, in much the same words: ``denied that nobody called back``.

Negations are compared word by word elsewhere; where both sides use one, what is denied must be read apart from the
denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from llmtool.relate.claims.excerpt import excerpt
from llmtool.relate.claims.polarity import scan
from llmtool.relate.claims.reading import Reading
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.schema import RelationKind, RelationLabel

_CLAIM = r"(?:claim|accusation|allegation|charge|suggestion|assertion|report|rumou?r|idea|notion)s?"
_DENIES = re.compile(
    rf"^(?:[^,;]{{0,60}}?\b)?(?P<denial>(?:den(?:y|ies|ied)|disput(?:es?|ed))(?: the {_CLAIM})?"
    rf"|(?:reject(?:s|ed)?|dismiss(?:es|ed)?|refut(?:es?|ed)|rebut(?:s|ted)?) (?:the |any |all )?{_CLAIM}"
    r"|(?:it|that) (?:is|was) (?:simply |just |plainly )?(?:not true|untrue|false|wrong)) (?:that )?(?P<told>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_MOST, _MAIN = 0.8, 0.6
"""How much of what is denied the other must say, and how much of what the other says must be denied."""
_FEWEST = 2
"""Things that the two must share."""

Senses = dict[str, bool | None]


def by_denial(pair: Pair) -> Iterator[Finding]:
    """One denies what the other says."""
    if pair.same_side or pair.conditional:
        return
    for denying, telling in ((pair.a, pair.b), (pair.b, pair.a)):
        told = denied_by(denying)
        if told is None or denied_by(telling) is not None or not _is_said(told, telling, pair):
            continue
        match = _DENIES.match(denying.text)
        words = match["denial"] if match else ""
        texts = [excerpt(side.text, words) if side is denying else excerpt(side.text) for side in (pair.a, pair.b)]
        yield Finding(
            RelationLabel.CONTRADICTION,
            RelationKind.NEGATION,
            firm=not pair.unsure,
            weight=pair.common,
            rationale=pair.told(*texts),
        )


@lru_cache(maxsize=2048)
def denied_by(reading: Reading) -> Senses | None:
    """The concepts of what a claim denies, each with its sense there; None where it denies no statement."""
    match = _DENIES.match(reading.text)
    if match is None:
        return None
    senses: Senses = {}
    for word in scan(match["told"], reading.own)[0]:
        if word.topical:
            known = senses.get(word.concept, word.turned)
            senses[word.concept] = word.turned if known is word.turned else None
    return senses


def _is_said(told: Senses, telling: Reading, pair: Pair) -> bool:
    """Does the other say what is denied, each word in the same sense, and not much else?"""
    shared = told.keys() & telling.senses.keys()
    if len(shared) < _FEWEST or any(told[concept] is not telling.senses[concept] for concept in shared):
        return False
    weigh = pair.weights.get
    common, denied, said = (
        sum(weigh(concept, 0.0) for concept in sorted(concepts)) for concepts in (shared, told, telling.senses)
    )
    return common >= _MOST * denied and common >= _MAIN * said
