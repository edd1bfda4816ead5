"""What is banned, says one, and may be done, says the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmtool.relate.claims.excerpt import excerpt
from llmtool.relate.claims.polarity import NOT
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.schema import RelationKind, RelationLabel

_BANNED = re.compile(
    r"\b(?:is|are|be|been|was|were|stays?|remains?) (?:\w+ly )?(?:banned|forbidden|prohibited|barred|outlawed)\b",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"\b(?:may|can|free to|allowed to|permitted to|welcome to|entitled to) (?:\w+ly |still |also )?(?:be )?"
    r"(?:us|enter|rid|bring|brought|carr|cross|visit|swim|park|driv|walk|run|fish|hunt|wear|worn|play|sell|sold|buy"
    r"|drink|smok|fly|flown|camp|sail|land|stay|attend|keep|kept|tak)\w*",
    re.IGNORECASE,
)
"""Only words for what one may be allowed to do: ``phones may distract`` is a guess."""
_BUT = re.compile(r"\b(?:only|except|unless|apart from|other than|excluding|without)\b", re.IGNORECASE)
_RULES = frozenset({"accept", "use"})
_FIRM = 0.75
"""How much of what is banned the other must name: banned in class may be used in the yard."""


def by_permission(pair: Pair) -> Iterator[Finding]:
    """``Phones are banned in class`` against ``pupils may use phones in class``."""
    for banning, allowing in ((pair.a, pair.b), (pair.b, pair.a)):
        ban, may = _BANNED.search(banning.text), _MAY.search(allowing.text)
        if ban is None or may is None or any(NOT.search(side.text) for side in (banning, allowing)):
            continue
        before = [word.concept for word in banning.words if word.topical and word.start < ban.start()]
        same = pair.named_by(allowing, banning, _RULES)
        if not before or before[0] not in allowing.senses or same < _FIRM:
            continue
        firm = not (pair.conditional or any(_BUT.search(side.text) for side in (banning, allowing)))
        words = {id(banning): excerpt(banning.text, ban.group()), id(allowing): excerpt(allowing.text, may.group())}
        told = pair.told(words[id(pair.a)], words[id(pair.b)])
        yield Finding(RelationLabel.CONTRADICTION, RelationKind.NEGATION, firm, 1.0 + same, told)
