"""Stories of a few sentences, read by the offline engine."""

from __future__ import annotations

import datetime as dt

from llmtool.engines.offline import OfflineEngine
from llmtool.engines.protocol import SegmentedDocument
from llmtool.schema import Document, PositionDraft
from llmtool.segment import sentences


def drafts(
    text: str, outlet: str | None = "The Tarn Gazette", byline: str | None = None, title: str | None = None
) -> tuple[PositionDraft, ...]:
    """The positions of a story of 7 May 2025, in order."""
    document = Document(
        id="d",
        source="story.txt",
        title=title,
        outlet=outlet,
        byline=byline,
        published=dt.date(2025, 5, 7),
        language="en",
        text=text,
        copy_of=None,
    )
    return OfflineEngine(None, "").extract([SegmentedDocument(document, sentences(text))]).drafts["d"]
