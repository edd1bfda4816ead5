"""What the trained model makes of positions before they have records: for grouping them into issues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from llmtool.align import Readings
from llmtool.drafts import GroundedDraft
from llmtool.engines.protocol import SegmentedDocument
from llmtool.relate import Saying, pair_text
from llmtool.words import content_stems

if TYPE_CHECKING:
    from llmtool.relate.trained.relation_model import RelationModel

SHORT = 7
"""Words that tell something in a claim that may leave its topic to what stands before; its speaker's name counts."""


def readings_of(
    positions: Sequence[GroundedDraft], documents: Sequence[SegmentedDocument], model: RelationModel
) -> Readings | None:
    """The readings of positions, numbered in their order; None of a model that does not tell what a text is about.

    A pair is shown to the model as it is again when positions are compared, so that it is read once.
    """
    known = {each.document.id: each for each in documents}
    claims = [position.draft.claim for position in positions]
    vectors = model.vectors([*claims, *(_in_context(position, known) for position in positions)])
    if vectors is None:
        return None
    order = {each.document.id: number for number, each in enumerate(documents)}
    dates = [position.draft.said_on or _published(known.get(position.document_id)) for position in positions]
    places = [(order.get(position.document_id, 0), position.evidence[0].start) for position in positions]

    def in_order(pair: tuple[int, int]) -> tuple[int, int]:
        first, second = sorted(pair, key=lambda number: places[number])
        earlier, later = dates[first], dates[second]
        return (second, first) if earlier is not None and later is not None and later < earlier else (first, second)

    def saying(number: int, names: Sequence[str]) -> Saying:
        party, speaker = (*names, "", "")[:2]
        return Saying(party, speaker, dates[number], claims[number])

    def judge(pairs: Sequence[tuple[int, int]], names: Sequence[Sequence[str]]) -> list[tuple[float, float]]:
        texts = [
            pair_text(saying(one, names[one]), saying(other, names[other]))
            if model.tells_holders
            else (claims[one], claims[other])
            for one, other in map(in_order, pairs)
        ]
        return [(each.contradiction, each.agreement) for each in model.judge(texts)]

    return Readings(vectors[: len(claims)], vectors[len(claims) :], judge)


def _published(segmented: SegmentedDocument | None) -> dt.date | None:
    return None if segmented is None else segmented.document.published


def _in_context(position: GroundedDraft, documents: Mapping[str, SegmentedDocument]) -> str:
    """A claim of few words after the sentence before the first of its own, any other alone."""
    claim = position.draft.claim
    segmented = documents.get(position.document_id)
    first = min(position.draft.sentences, default=1)
    if segmented is None or not 1 < first <= len(segmented.sentences) or len(set(content_stems(claim))) > SHORT:
        return claim
    before = segmented.sentences[first - 2]
    return f"{segmented.document.text[before.start : before.end]} {claim}"
