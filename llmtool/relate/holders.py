"""Who holds a position, when, and in which independent document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from llmtool.drafts import Aligned
from llmtool.schema import Attribution, Document, PartyKind, Position

WITHIN_A_WEEK = dt.timedelta(days=7)
"""Two speakers of one side who differ within a week speak at the same time: that is discord, not a move."""


@dataclass(frozen=True)
class Holders:
    """Look-ups over what is compared."""

    aligned: Aligned

    @cached_property
    def positions(self) -> dict[str, Position]:
        """Positions by id."""
        return {position.id: position for position in self.aligned.positions}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each position in the comparison."""
        return {position.id: number for number, position in enumerate(self.aligned.positions)}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.aligned.documents}

    @cached_property
    def outlets(self) -> frozenset[str]:
        """Ids of the parties that are outlets."""
        return frozenset(party.id for party in self.aligned.parties if party.kind is PartyKind.SOURCE)

    def root(self, document_id: str) -> str:
        """The document that this one repeats, or itself."""
        seen = {document_id}
        while (document := self.documents.get(document_id)) is not None and document.copy_of is not None:
            if document.copy_of in seen:
                return min(seen)
            document_id = document.copy_of
            seen.add(document_id)
        return document_id

    def copies(self, first: Position, second: Position) -> bool:
        """Do they stand in two documents of which one repeats the other (or both a third)?"""
        different = first.document_id != second.document_id
        return different and self.root(first.document_id) == self.root(second.document_id)

    def original(self, position_id: str) -> Position:
        """The same statement in the document that this one repeats; itself where there is none."""
        position = self.positions[position_id]
        return self._originals.get(self._statement(position), position)

    def repeats(self, position: Position) -> bool:
        """Is it the same statement as one in the document that this one repeats?"""
        return self.original(position.id).id != position.id

    @cached_property
    def _originals(self) -> dict[tuple[str | None, ...], Position]:
        found: dict[tuple[str | None, ...], Position] = {}
        for position in self.aligned.positions:
            if self.root(position.document_id) == position.document_id:
                found.setdefault(self._statement(position), position)
        return found

    def _statement(self, position: Position) -> tuple[str | None, ...]:
        words = " ".join(" ".join(span.exact for span in position.evidence).casefold().split())
        return (self.root(position.document_id), position.issue_id, position.party_id, position.speaker_id, words)

    def date(self, position: Position) -> dt.date | None:
        """When it was said; the date of the document where that is not known."""
        if position.said_on is not None:
            return position.said_on
        document = self.documents.get(position.document_id)
        return None if document is None else document.published

    def in_order(self, first: Position, second: Position) -> tuple[Position, Position]:
        """The earlier one first; by the order of the comparison where dates don't tell."""
        dates = self.date(first), self.date(second)
        if dates[0] is not None and dates[1] is not None and dates[0] != dates[1]:
            return (first, second) if dates[0] < dates[1] else (second, first)
        return (first, second) if self.order[first.id] <= self.order[second.id] else (second, first)

    def same_side(self, first: Position, second: Position) -> bool:
        """Is it one speaker, or one party?"""
        if first.speaker_id is not None and first.speaker_id == second.speaker_id:
            return True
        return first.party_id == second.party_id

    def moved(self, first: Position, second: Position) -> bool:
        """Could one side have moved between the two? Only on different dates; two speakers need more than a week."""
        if not self.same_side(first, second):
            return False
        earlier, later = self.date(first), self.date(second)
        if earlier is None or later is None or earlier == later:
            return False
        one_voice = first.speaker_id == second.speaker_id or self._for_itself(first) or self._for_itself(second)
        return one_voice or abs(later - earlier) > WITHIN_A_WEEK

    def _for_itself(self, position: Position) -> bool:
        """Does a body speak by its own name, and not one of its people?"""
        speaks = set(self.names(position.speaker_id)) if position.speaker_id else set()
        return bool(speaks & set(self.names(position.party_id)))

    def may_have_moved(self, first: Position, second: Position) -> bool:
        """Does a missing date leave it open whether one side moved between two documents?"""
        undated = self.date(first) is None or self.date(second) is None
        return undated and first.document_id != second.document_id and self.same_side(first, second)

    def own_account(self, position: Position) -> bool:
        """Is it the outlet's own voice? A named speaker of a publisher is a side like any other."""
        return position.attribution is Attribution.NARRATOR or self.outlet_tells(position)

    def outlet_tells(self, position: Position) -> bool:
        """Is it what an outlet tells of the matter, which is no side of the dispute?"""
        return position.party_id in self.outlets and position.speaker_id is None

    def outlet(self, position: Position) -> str:
        """The outlet of its document, or the source where that is not known."""
        document = self.documents.get(position.document_id)
        return "" if document is None else document.outlet or document.title or document.source

    def label(self, position: Position) -> str:
        """The label of its issue."""
        return self._labels.get(position.issue_id, "")

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {issue.id: issue.label for issue in self.aligned.issues}

    def names(self, holder_id: str) -> tuple[str, ...]:
        """The names of a party or a speaker."""
        return self._names.get(holder_id, ())

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        found = {party.id: (party.name, *party.aliases) for party in self.aligned.parties}
        found.update((s.id, (s.name, *(s.aliases), *((s.role,) if s.role else ()))) for s in self.aligned.speakers)
        return found
