"""Two positions as the relation model reads them: who says it, whether it is one side, how much later, and what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Saying:
    """One of the two: names as printed ("" where there is none), the date it was said, and the claim."""

    party: str
    speaker: str
    date: dt.date | None
    claim: str


def pair_text(earlier: Saying, later: Saying) -> tuple[str, str]:
    """The two sequences. The model was trained on exactly this form, so it is used at training time too.

    What the rules know for certain stands in words before the second claim: one speaker, one side or two, and the
    time between the two.
    """
    return (
        f"{earlier.party}: {earlier.claim}",
        f"{later.party}, {_who(earlier, later)}, {_when(earlier, later)}: {later.claim}",
    )


def _who(one: Saying, other: Saying) -> str:
    if one.party.casefold() != other.party.casefold():
        return "other side"
    return "same speaker" if one.speaker.casefold() == other.speaker.casefold() else "same side"


def _when(earlier: Saying, later: Saying) -> str:
    if earlier.date is None or later.date is None:
        return "undated"
    days = abs((later.date - earlier.date).days)
    if days == 0:
        return "same day"
    return "days later" if days <= 7 else "weeks later" if days <= 60 else "months later"
