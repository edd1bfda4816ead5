"""The positions of one document: quotations paired, units read, sources resolved, drafts made."""

from __future__ import annotations

from llmtool.engines.offline.attributions import Attributed, find
from llmtool.engines.offline.positions import Drafting
from llmtool.engines.offline.quotes import quotations
from llmtool.engines.offline.tokens import units
from llmtool.engines.protocol import SegmentedDocument
from llmtool.schema import PositionDraft


def attributions(segmented: SegmentedDocument) -> tuple[Attributed, ...]:
    """The attributions of a document as spans, in order, before sources are resolved."""
    text = segmented.document.text
    return find(units(text, segmented.sentences, quotations(text)))


def positions(segmented: SegmentedDocument) -> tuple[PositionDraft, ...]:
    """The position drafts of a document, in order."""
    text = segmented.document.text
    quotes = quotations(text)
    found = units(text, segmented.sentences, quotes)
    drafting = Drafting(segmented.document, segmented.sentences, quotes, found)
    return tuple(drafting.drafts(find(found)))
