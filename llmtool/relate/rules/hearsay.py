"""Stories about stories: what is only said to be so, and what somebody calls a hoax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmtool.relate.claims.excerpt import excerpt
from llmtool.relate.claims.reading import Reading
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.schema import RelationKind, RelationLabel

_FALSE = re.compile(
    r"\b(?:hoax(?:es)?|fakes?|faked|falsely|untrue|not true|rubbish|debunk(?:s|ed)?|made[- ]up|fabricat(?:ed|ion)|bogus"
    r"|myth|nonsense|fiction|fictitious|false (?:rumou?r|report|alarm|claim|story)s?"
    r"|(?:is|are|was|were|be|as|confirmed|proved) false)\b",
    re.IGNORECASE,
)
_NO = re.compile(r"^No, (?=[A-Z])")
_TURNED = re.compile(r"\b(?:not|no|never|nor|hardly|far from)\b[^,;:]{0,20}$|n['’]t\b[^,;:]{0,20}$", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:reportedly|alleged(?:ly)?|rumou?r(?:s|ed)?|supposed(?:ly)?|apparent(?:ly)?|purported(?:ly)?|unconfirmed"
    r"|(?:is|are|was|were) said to|claims?|claimed|claiming|reports?|according to|possibly|may have|might have"
    r"|feared)\b|\?",
    re.IGNORECASE,
)

_ENOUGH, _SHARE = 0.8, 0.25
"""How much the two must have in common to be about one story."""


def calls_false(reading: Reading) -> str:
    """The word by which a claim calls a story false; empty where it does not, or says that it is none."""
    found = _NO.search(reading.text) or _FALSE.search(reading.text)
    if found is None or _TURNED.search(reading.text[: found.start()]):
        return ""
    return found.group().strip(" ,")


def only_reported(reading: Reading) -> bool:
    """Does a claim pass a story on without vouching for it?"""
    return _SAID.search(reading.text) is not None


def called_false(pair: Pair) -> Iterator[Finding]:
    """One tells a story that the other calls a hoax: a reader should look."""
    ours, theirs = calls_false(pair.a), calls_false(pair.b)
    telling = pair.b if ours else pair.a
    if bool(ours) == bool(theirs) or telling.pivots or pair.in_part or pair.a.clauses or pair.b.clauses:
        return
    if pair.common < _ENOUGH or pair.contained < _SHARE:
        return
    told = pair.told(excerpt(pair.a.text, ours), excerpt(pair.b.text, theirs))
    yield Finding(RelationLabel.CONTRADICTION, RelationKind.NEGATION, firm=False, weight=pair.contained, rationale=told)
