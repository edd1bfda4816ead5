"""A pair of readings as the rules see it, and what a rule found in it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from llmtool.relate.claims.polarity import Word, is_disbelief
from llmtool.relate.claims.reading import Reading
from llmtool.relate.holders import Holders
from llmtool.schema import Modality, RelationKind, RelationLabel
from llmtool.words import day

_BARGAINS = frozenset({Modality.DEMANDS, Modality.OFFERS, Modality.CONDITIONAL})
"""What a side would have or give: two such figures are two wishes, not two accounts of one fact."""
_TERMS = re.compile(
    r"\b(?:demand(?:s|ed|ing)?|offer(?:s|ed|ing)?|settle for|on the table|(?:un)?acceptable|open to|prepared to"
    r"|(?:would|could|can) (?:accept|live with|agree to))\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:must|should|needs?|has to|have to|wants?|wanted|ready to|no (?:less|more) than)\b", re.IGNORECASE
)

_UNSURE = re.compile(
    r"\b(?:may|might|could|(?:used|appear(?:s|ed)?|seem(?:s|ed)?|w(?:as|ere) going) to)\b(?! not\b)", re.IGNORECASE
)
"""What may come, was once so or only seems so is no stand that somebody has taken."""

_ONE_OCCASION = 7
"""Days between two reports of one statement; later the speaker may be saying it again."""


A_MOVE = 0.5
"""How much of the shorter claim the other must share before a move of a speaker is certain."""


@dataclass(frozen=True)
class Finding:
    """What a rule says of a pair. ``weight`` orders the findings of one pair; it is not a probability."""

    label: RelationLabel
    kind: RelationKind
    firm: bool
    weight: float
    rationale: str

    def as_change(self, pair: Pair) -> Self:
        """The same as a move of one side. Two speakers of a party may as well be at odds: that is never firm.

        A speaker seldom goes back on a word: most of what looks so is about something else.
        """
        return replace(self, label=RelationLabel.CHANGE, firm=self.firm and pair.one_voice and pair.contained >= A_MOVE)

    def as_reporting(self) -> Self:
        """The same, told of two reports of one speech."""
        return replace(
            self, kind=RelationKind.REPORTING, rationale=f"two reports of one statement differ: {self.rationale}"
        )


@dataclass(frozen=True)
class Pair:
    """Two readings, the earlier first, with what they share.

    ``contained`` is the weight of the shared concepts as a part of the shorter claim's, ``alike`` as a part of both
    together; ``common`` is the weight itself, without the names of the two holders. ``outlet_tells`` where one of them
    is what an outlet tells for itself.
    """

    a: Reading
    b: Reading
    weights: Mapping[str, float]
    shared: frozenset[str]
    contained: float
    alike: float
    common: float
    moved: bool
    same_side: bool
    one_voice: bool
    one_speech: bool
    one_voice_in_one_document: bool
    other_document: bool
    outlet_tells: bool
    days_apart: int

    @classmethod
    def of(cls, a: Reading, b: Reading, weights: Mapping[str, float], holders: Holders) -> Self:
        """Look at two readings together."""
        shared = frozenset(a.senses.keys() & b.senses.keys())
        common = sum(weights[concept] for concept in sorted(shared))
        first, second = (sum(weights[concept] for concept in sorted(side.senses)) for side in (a, b))
        moved = holders.moved(a.position, b.position)
        one_voice = a.position.speaker_id == b.position.speaker_id and a.position.party_id == b.position.party_id
        other_document = holders.root(a.position.document_id) != holders.root(b.position.document_id)
        return cls(
            a=a,
            b=b,
            weights=weights,
            shared=shared,
            contained=common / max(0.1, min(first, second)),
            alike=common / max(0.1, first + second - common),
            common=sum(weights[concept] for concept in sorted(shared - a.own - b.own)),
            moved=moved,
            same_side=holders.same_side(a.position, b.position),
            one_voice=one_voice,
            one_speech=one_voice and other_document and not moved and not holders.own_account(a.position),
            one_voice_in_one_document=one_voice and not other_document and not moved,
            other_document=other_document,
            outlet_tells=holders.outlet_tells(a.position) or holders.outlet_tells(b.position),
            days_apart=abs((b.date - a.date).days) if a.date is not None and b.date is not None else 0,
        )

    def named_by(self, other: Reading, one: Reading, without: frozenset[str]) -> float:
        """How much of what ``one`` speaks of the ``other`` names, ``without`` some words and the two holders."""
        things = sorted(one.senses.keys() - without - one.own - other.own)
        everything = math.fsum(self.weights.get(thing, 0.0) for thing in things)
        named = math.fsum(self.weights.get(thing, 0.0) for thing in things if thing in other.senses)
        return named / max(0.1, everything)

    def told(self, first: str, second: str) -> str:
        """What each side says, with its name: ``Northsound: “112 passengers”; Coastguard: “127 people”``."""
        one, other = self._sides()
        return f"{one}: {first}; {other}: {second}"

    def _sides(self) -> tuple[str, str]:
        """How to tell the two apart: by party, else by speaker, else by the day or the outlet."""
        ours, theirs = self.a.told_by, self.b.told_by
        for one, other in zip(ours[:2], theirs[:2], strict=True):
            if one and other and one != other:
                return one, other
        name = ours[1] or ours[0] or "one side"
        if self.moved and self.a.date and self.b.date:
            return f"{name} on {day(self.a.date)}", f"on {day(self.b.date)}"
        if ours[2] != theirs[2]:
            return f"{name} in {ours[2]}", f"in {theirs[2]}"
        return name, theirs[1] or theirs[0] or "the other"

    @property
    def names_apart(self) -> bool:
        """Does each name somebody whom the other does not, apart from the two holders?"""
        known = self.a.own | self.b.own
        ours, theirs = self.a.names - self.b.senses.keys(), self.b.names - self.a.senses.keys()
        return bool(ours - known) and bool(theirs - known)

    @property
    def of_each_other(self) -> bool:
        """Does each say of the other what it says: ``Orlavian boats fired first``, ``Tessemark fired first``?"""
        return not self.same_side and _begins_with(self.a, self.b.own) and _begins_with(self.b, self.a.own)

    @property
    def in_part(self) -> bool:
        """Is one of the two only a part of a claim?"""
        return any(side.part for side in (self.a, self.b))

    @property
    def conditional(self) -> bool:
        """Does one of the two set a condition?"""
        return self.a.conditional or self.b.conditional

    @property
    def unsure(self) -> bool:
        """Does one of the two tell only what somebody may do, seems to do or used to do?"""
        return any(_UNSURE.search(side.text) for side in (self.a, self.b))

    @property
    def bargaining(self) -> bool:
        """Does one of two sides name a wish or an offer, and the other something else than the same kind of wish?"""
        ours, theirs = _bargains(self.a), _bargains(self.b)
        if self.same_side or not (ours or theirs):
            return False
        return not self.a.position.modality == self.b.position.modality == Modality.DEMANDS

    @property
    def both_bargain(self) -> bool:
        """Does each of the two say what it would have or give?"""
        return all(_bargains(side) or _WISH.search(side.position.claim) for side in (self.a, self.b))

    @property
    def terms(self) -> bool:
        """Does one side name its terms twice?"""
        return self.same_side and _bargains(self.a) and _bargains(self.b)

    @property
    def told_twice(self) -> bool:
        """Do two independent documents report one speaker, of about one day?"""
        return self.one_voice and self.other_document and self.days_apart <= _ONE_OCCASION


_NAME = 4
"""Letters of a name that its adjective keeps: ``orlav`` of ``Orlavian``."""


def one_disbelieves(pair: Pair) -> bool:
    """Does one of the two say that something is untrue, and the other nothing of the kind?"""
    return is_disbelief(pair.a.text) != is_disbelief(pair.b.text)


def _is_name(word: Word) -> bool:
    """Is it written like a name, or at the start, where that can't be told?"""
    return word.capital or word.start == 0


def _begins_with(reading: Reading, names: frozenset[str]) -> bool:
    """Is one of the names, or its adjective, the first or second word that a claim tells something by?"""
    topical = [word for word in reading.words if word.topical][:2]
    first = [word.concept for word in topical if _is_name(word)]
    return any(concept.startswith(name) for concept in first for name in names if len(name) >= _NAME)


def _bargains(reading: Reading) -> bool:
    return reading.position.modality in _BARGAINS or _TERMS.search(reading.position.claim) is not None
