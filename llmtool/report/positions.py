"""Positions and the documents that they stand in, as every format shows them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from llmtool.report import wording
from llmtool.schema import (
    Document,
    Issue,
    Modality,
    Party,
    Position,
    Speaker,
)

if TYPE_CHECKING:
    from llmtool.segment import Sentence

TELLING = 6
"""Words of a quotation that is long enough to be understood without the claim."""
GAP = " […] "
"""Stands between two quotations of one position."""
_SAYING = frozenset({"said", "says", "that", "a", "an", "the"})


@dataclass(frozen=True)
class DocumentView:
    """A document, its number from 1 and the independent source that it counts as.

    A copy counts as what it repeats, and two pieces of one outlet count as one source.
    """

    number: int
    record: Document
    repeats: int | None
    origin: str
    name: str
    label: str
    silent: str = ""
    """What to say where no position was found in it."""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of its text, in order."""
        from llmtool.segment import sentences

        return sentences(self.record.text)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a list of sources says beside its title."""
        return tuple(filter(None, (f"repeats {self.repeats}" if self.repeats else "", self.silent)))


@dataclass(frozen=True)
class PositionView:
    """A position with its holder and its place."""

    number: int
    record: Position
    document: DocumentView
    speaker: Speaker | None
    party: Party
    issue: Issue

    @property
    def id(self) -> str:
        """The position's id."""
        return self.record.id

    @property
    def quote(self) -> str:
        """The evidence in the text's own words."""
        return GAP.join(span.exact for span in self.record.evidence)

    @property
    def who(self) -> str:
        """Speaker and role, or the party where nobody is named."""
        if self.speaker is None:
            return self.party.name
        return f"{self.speaker.name}, {self.speaker.role}" if self.speaker.role else self.speaker.name

    @property
    def side(self) -> str:
        """The speaker with their party, named once where both are the same."""
        if self.speaker is None or self.speaker.name.casefold() == self.party.name.casefold():
            return self.who
        return f"{self.who} ({self.party.name})"

    @property
    def does(self) -> str:
        """What the speaker does with the claim, where it is more than to state it: a quotation need not tell."""
        modality = self.record.modality
        return "" if modality is Modality.ASSERTS else wording.MODALITY[modality]

    @property
    def where(self) -> str:
        """Outlet and date, and the day of the statement where it is another one."""
        said = self.record.said_on
        label = self.document.label
        if self.who == self.document.name:  # named just before
            label = label.removeprefix(f"{self.document.name}, ")
        if said is None or said == self.document.record.published:
            return label
        return f"{label}; said {wording.day(said)}"

    @cached_property
    def restates(self) -> bool:
        """Whether the claim only repeats the quotation, so that showing it would say the same twice."""
        claim, quote = ("".join(c for c in t.casefold() if c.isalnum()) for t in (self.record.claim, self.quote))
        if claim in quote:
            return True
        # "Ann Lee said …" around the quotation: the holder stands beside it anyway.
        said, frame = _words(self.quote), _words(self.record.claim)
        if said[:1] == ["that"] and said != frame[: len(said)]:  # the claim may go on without it
            said = said[1:]
        start = next((n for n in range(len(frame)) if frame[n : n + len(said)] == said), None)
        if start is None:
            return False
        rest = {*frame[:start], *frame[start + len(said) :]}
        return rest <= {*_words(f"{self.side} {self.party.name}"), *_SAYING}

    @cached_property
    def leaves_out(self) -> bool:
        """Whether a quotation as short as ``denied this`` leaves out what is meant, which only the claim tells."""
        said = _words(self.quote)
        return len(said) < TELLING and not self.restates and len({*_words(self.record.claim)} - {*said}) > len(said)

    @property
    def date(self) -> dt.date:
        """The day of the statement, as far as the sources tell; for sorting only."""
        return self.record.said_on or self.document.record.published or dt.date.max


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def independent(positions: Iterable[PositionView]) -> int:
    """How many independent sources the positions come from."""
    return len({position.document.origin for position in positions})
