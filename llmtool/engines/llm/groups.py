"""What one judging call sees: groups of positions by issue, packed up to a size, large issues in overlapping blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from llmtool.drafts import Aligned
from llmtool.engines.llm.answers import UNKNOWN_OUTLET
from llmtool.prompts import line
from llmtool.relate import candidates
from llmtool.relate.holders import Holders
from llmtool.schema import Document, Issue, Party, Position, Speaker

BATCH_CHARS = 16_000
"""Positions in one call: about 4,000 tokens."""
BLOCK = 40
"""Positions of one issue in one call; in a longer list a reader begins to miss pairs."""
ALL_BLOCKS_UP_TO = 120
"""An issue of so many positions is covered pair by pair, in blocks of two halves each. Beyond it only pairs that share
words are covered, so that the cost does not grow with the square."""


@dataclass(frozen=True)
class Group:
    """Positions of one issue that are compared with each other."""

    issue: Issue
    positions: tuple[Position, ...]


@dataclass(frozen=True)
class Scene:
    """The comparison so far, by id, and short labels for its sources in the order of the documents."""

    aligned: Aligned

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.aligned.documents}

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """Parties by id."""
        return {party.id: party for party in self.aligned.parties}

    @cached_property
    def speakers(self) -> Mapping[str, Speaker]:
        """Speakers by id."""
        return {speaker.id: speaker for speaker in self.aligned.speakers}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """``S1``, ``S2`` … by document id."""
        return {document.id: f"S{n}" for n, document in enumerate(self.aligned.documents, start=1)}

    def sources(self, positions: Sequence[Position]) -> str:
        """The sources of these positions, with outlets and dates."""
        used = {position.document_id for position in positions}
        return "; ".join(f"{self.labels[d.id]} = {outlet_and_date(d)}" for d in self.aligned.documents if d.id in used)

    def holder(self, position: Position) -> str:
        """Who says it, and for whom."""
        party = line(self.parties[position.party_id].name, 60)
        if position.speaker_id is None:
            return f"the outlet itself ({party})" if position.attribution == "narrator" else party
        name = line(self.speakers[position.speaker_id].name, 60)
        return name if name.casefold() == party.casefold() else f"{name} ({party})"

    def said(self, position: Position) -> str:
        """What the holder does with the claim, when, and the claim."""
        published = self.documents[position.document_id].published
        when = f"{position.said_on}, " if position.said_on and position.said_on != published else ""
        return f"{when}{position.modality}: {line(position.claim, 300)}"

    def shown(self, number: int, position: Position) -> str:
        """A position as a line of a prompt."""
        words = line(position.evidence[0].exact, 90)
        return f'{number}| {self.labels[position.document_id]} {self.holder(position)}, {self.said(position)} "{words}"'


def outlet_and_date(document: Document) -> str:
    """Where and when something was reported."""
    return f"{line(document.outlet or document.title or UNKNOWN_OUTLET, 60)}, {document.published or 'undated'}"


def groups_of(aligned: Aligned) -> list[Group]:
    """The groups that are worth a look, in the order of the issues: more than one holder, or more than one source.

    A statement in a copy of a text is not shown beside the same statement in the original.
    """
    holders = Holders(aligned)
    by_issue: dict[str, list[Position]] = {issue.id: [] for issue in aligned.issues}
    for position in aligned.positions:
        if holders.original(position.id).id == position.id:
            by_issue[position.issue_id].append(position)
    result = []
    for issue in aligned.issues:
        positions = by_issue[issue.id]
        if len({(p.document_id, p.party_id, p.speaker_id) for p in positions}) > 1:
            result += [Group(issue, block) for block in _blocks(issue, positions, aligned)]
    return result


def _blocks(issue: Issue, positions: Sequence[Position], aligned: Aligned) -> list[tuple[Position, ...]]:
    if len(positions) <= BLOCK:
        return [tuple(positions)]
    if len(positions) <= ALL_BLOCKS_UP_TO:
        half = BLOCK // 2
        halves = [tuple(positions[start : start + half]) for start in range(0, len(positions), half)]
        return [one + other for place, one in enumerate(halves) for other in halves[place + 1 :]]
    alone = Aligned(aligned.documents, aligned.parties, aligned.speakers, (issue,), tuple(positions))
    places = {position.id: place for place, position in enumerate(positions)}
    blocks: list[dict[int, None]] = []
    for first, second in candidates(alone):
        pair = {places[first]: None, places[second]: None}
        if not blocks or len(blocks[-1] | pair) > BLOCK:
            blocks.append({})
        blocks[-1] |= pair
    return [tuple(positions[place] for place in sorted(block)) for block in blocks]


def batches(groups: Sequence[Group], scene: Scene) -> list[list[Group]]:
    """Groups packed into calls, in order. Blocks of one issue go into calls of their own: they repeat positions."""
    result: list[list[Group]] = []
    size = BATCH_CHARS
    for group in groups:
        length = sum(len(scene.shown(1, position)) + 3 for position in group.positions) + len(group.issue.question)
        if size + length > BATCH_CHARS or result[-1][-1].issue.id == group.issue.id:
            result.append([])
            size = 0
        result[-1].append(group)
        size += length
    return result
