"""The offline engine: who said what, who is who and what contradicts what, by rules that can be read and a small
trained judge beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from llmtool.drafts import Aligned, GroundedDraft
from llmtool.engines.offline.disputable import with_disputable
from llmtool.engines.offline.extract import positions
from llmtool.engines.protocol import (
    Alignment,
    Extraction,
    Plan,
    Progress,
    Relations,
    SegmentedDocument,
    no_progress,
    no_steps,
)
from llmtool.schema import EngineInfo, PositionDraft, Usage

if TYPE_CHECKING:
    from llmtool.align import PartyRules, Readings
    from llmtool.relate.trained.relation_model import RelationModel


_LONG = 2_000
"""Sentences of a document that takes long enough for a person to wonder how far it has come."""


class OfflineEngine:
    """Works without a key and without a network; ``reason`` says why it was chosen.

    ``model`` is the trained judge; None leaves all to the rules, and the reason should then say why.
    """

    def __init__(self, rules: PartyRules | None, reason: str, model: RelationModel | None = None) -> None:
        self._rules = rules
        self._reason = reason
        self._model = model
        self.documents: tuple[SegmentedDocument, ...] = ()

    def extract(self, documents: Sequence[SegmentedDocument], progress: Progress = no_progress) -> Extraction:
        """Find attributed statements, transcripts' turns and the outlet's own figures."""
        self.documents = tuple(documents)
        said: dict[str, tuple[PositionDraft, ...]] = {}
        told: dict[str, tuple[PositionDraft, ...]] = {}
        for done, segmented in enumerate(documents, start=1):
            name = segmented.document.id
            said[name], told[name] = positions(segmented, _within(segmented, progress))
            progress("extract", done, len(documents))
        return Extraction(with_disputable(said, told))

    def align(self, positions: Sequence[GroundedDraft], progress: Progress = no_progress) -> Alignment:
        """Propose parties, speakers and issues from names, roles and words."""
        from llmtool.align import propose

        progress("align", 0, 1)
        documents = [segmented.document for segmented in self.documents]
        draft = propose(positions, documents, self._rules, self._readings(positions))
        progress("align", 1, 1)
        return Alignment(draft)

    def _readings(self, positions: Sequence[GroundedDraft]) -> Readings | None:
        """What the judge makes of the positions, or else the one of this release; None without a judge."""
        if self._model is None or not positions:
            return None
        from llmtool.engines.offline.readings import readings_of
        from llmtool.relate.trained.relation_model import built_in

        asked = (readings_of(positions, self.documents, model) for model in (self._model, built_in()) if model)
        return next((found for found in asked if found is not None), None)

    def compare(self, aligned: Aligned, progress: Progress = no_progress) -> Relations:
        """Propose relations by negation, numbers, dates and wording, and by the trained judge."""
        from llmtool.relate import compare_offline

        progress("compare", 0, 1)
        drafts = compare_offline(aligned, self._model)
        progress("compare", 1, 1)
        return Relations(drafts)

    def plan(self, documents: Sequence[SegmentedDocument], *, judge: bool = True) -> Plan:  # noqa: ARG002
        """Nothing: no call is made."""
        return Plan(0, 0, 0, 0, 0.0)

    def info(self) -> EngineInfo:
        """The engine's name, its trained judge unless that is the one of this release, and why it was chosen."""
        given = self._model.name if self._model and not self._model.built_in else None
        return EngineInfo(name="offline", model=given, prompts={}, reason=self._reason)

    def usage(self) -> Usage:
        """Nothing: no call is made."""
        return Usage()

    def close(self) -> None:
        """Nothing is open."""


def _within(segmented: SegmentedDocument, progress: Progress) -> Callable[[int], None]:
    """What tells how far a long document has been read; nothing for one that is read in a second or two."""
    if len(segmented.sentences) < _LONG:
        return no_steps
    return lambda hundredth: progress("read", hundredth, 100)
