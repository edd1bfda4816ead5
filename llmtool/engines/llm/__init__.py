"""The llm engine: any endpoint that speaks OpenAI's chat completions."""

from __future__ import annotations

from collections.abc import Sequence

from llmtool.cache import Answers
from llmtool.config import LlmSettings
from llmtool.drafts import Aligned, GroundedDraft
from llmtool.engines.llm import align, compare, extract, plan
from llmtool.engines.llm.calls import Calls
from llmtool.engines.protocol import Alignment, Extraction, Plan, Progress, Relations, SegmentedDocument, no_progress
from llmtool.prompts import VERSIONS
from llmtool.schema import Document, EngineInfo, Usage

__all__ = ["LlmEngine"]

_PROMPTS = ("align", "compare", "extract", "second_reading")


class LlmEngine:
    """Asks an endpoint; every answer is kept in the cache before it is used.

    Raises:
        UsageError: ``max_cost`` is set and the price of the model is unknown.

    """

    def __init__(self, settings: LlmSettings, cache: Answers, reason: str) -> None:
        self._calls = Calls(settings, cache)
        self._reason = reason
        self._documents: dict[str, Document] = {}

    def extract(self, documents: Sequence[SegmentedDocument], progress: Progress = no_progress) -> Extraction:
        """Find the positions in each document."""
        self._documents |= {segmented.document.id: segmented.document for segmented in documents}
        return extract.extract(self._calls, documents, progress)

    def align(self, positions: Sequence[GroundedDraft], progress: Progress = no_progress) -> Alignment:
        """Propose parties, speakers and issues for positions of documents that were extracted before."""
        return align.align(self._calls, positions, self._documents, progress)

    def compare(self, aligned: Aligned, progress: Progress = no_progress) -> Relations:
        """Propose relations, contradictions after a second reading."""
        return compare.compare(self._calls, aligned, progress)

    def info(self) -> EngineInfo:
        """Name, model, reason and prompt versions."""
        model = self._calls.settings.model
        return EngineInfo(
            name="llm", model=model, prompts={name: VERSIONS[name] for name in _PROMPTS}, reason=self._reason
        )

    def usage(self) -> Usage:
        """Calls, tokens and cost so far."""
        return self._calls.meter.usage()

    def close(self) -> None:
        """Close the connections to the endpoint."""
        self._calls.close()

    def plan(self, documents: Sequence[SegmentedDocument], *, judge: bool = True) -> Plan:
        """Estimate calls, tokens and cost without a call."""
        return plan.plan(self._calls, documents, judge=judge)
