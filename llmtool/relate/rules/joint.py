"""Two sides of which one sentence tells the same: ``Norvane and Velmark welcomed the plan``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from llmtool.relate.claims.excerpt import excerpt
from llmtool.relate.rules.finding import Finding, Pair
from llmtool.schema import Modality, RelationKind, RelationLabel

_LONGEST_NAME = 8
"""Words before the common ones."""
_IN_NAMES = frozenset("of the and for in".split())
"""Small words that two names may share; two verbs must not stand before what is common."""
_SURE = 2.0
"""Nothing else tells as much as that the document itself puts the two together."""
_APART = re.compile(
    r"\b(?:each other|one another|the other|mutual(?:ly)?|respective(?:ly)?|own|both (?:sides|parties)|blam\w+|accus\w+"
    r"|disagree\w*|differ\w*|disput\w+|argu(?:e[ds]?|ing)|quarrel\w*|clash\w*|spar(?:s|red)|trad(?:e[ds]?|ing)|swap\w*"
    r"|divided|split|at odds"
    r"|(?:claim|declar)\w* (?:the )?(?:victory|win|credit|control|success|sovereignty|ownership))\b",
    re.IGNORECASE,
)
"""What two can do in one sentence without being of one mind."""


def said_together(pair: Pair) -> Iterator[Finding]:
    """Both are the subject of one statement; what they do to or claim from each other is none."""
    first, second = pair.a.position, pair.b.position
    if (first.modality is Modality.DENIES) != (second.modality is Modality.DENIES):
        return  # "…, a claim that the council disputes"
    if pair.same_side or first.document_id != second.document_id or first.evidence != second.evidence:
        return
    said = _in_common(first.claim.split(), second.claim.split())
    if said and not _APART.search(said):
        told = f"said of both in one sentence, {excerpt(said)}"
        yield Finding(RelationLabel.AGREEMENT, RelationKind.STANCE, firm=True, weight=_SURE, rationale=told)


def _in_common(first: list[str], second: list[str]) -> str:
    """What is told of both, verb included; empty where the two claims differ in more than the names they begin with."""
    pairs = zip(reversed(first), reversed(second), strict=False)
    same = sum(1 for _ in takewhile(lambda words: words[0] == words[1], pairs))
    names = [own[: len(own) - same] for own in (first, second)]
    told_twice = {word for word in names[0] if word.islower()} & {word for word in names[1] if word.islower()}
    if told_twice - _IN_NAMES or not all(0 < len(own) <= _LONGEST_NAME for own in names):
        return ""
    return " ".join(first[-same:]) if same else ""
