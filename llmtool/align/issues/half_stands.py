"""What makes half a yes of a yes: strings attached to it, a part of the thing only, and that it is not said yet."""

from __future__ import annotations

import re

from llmtool.align.issues.stance_words import ATTITUDES

_STRINGS = re.compile(
    r"\b(?:only (?:if|when|once|after)|provided|on (?:the )?condition|unless|as long as|subject to|with reservations"
    r"|in part|partly|(?:could|can|would) live with)\b|\b(?:some|certain|several) (?:aspects|parts|points|elements)\b",
    re.IGNORECASE,
)
_YES = "|".join(sorted(word for word, sign in ATTITUDES.items() if sign > 0))
_MAYBE = re.compile(
    r"\b(?:could|might|may)(?: (?:well|yet|also|still|now|even))? (?:be (?:ready|willing|prepared) to )?"
    rf"(?:{_YES})\b",
    re.IGNORECASE,
)
_IF = re.compile(rf"\bwould (?:\w+ly )?(?:{_YES})\b" r"[^.;]{0,80}(?<!even )\bif\b", re.IGNORECASE)


def has_strings(claim: str) -> bool:
    """Does it set a condition or speak of some parts only?"""
    return _STRINGS.search(claim) is not None


def half_a_yes(claim: str) -> bool:
    """Is a yes bound to something, or only what somebody could say, or would if?"""
    return has_strings(claim) or _MAYBE.search(claim) is not None or _IF.search(claim) is not None
