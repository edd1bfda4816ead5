"""The flow: sources in, a comparison out. Each step stands in its own module; this one only joins them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from llmtool import __version__
from llmtool.align import PartyRules, resolve
from llmtool.config import CachePolicy, ChosenEngine, EngineChoice, LlmSettings
from llmtool.drafts import GroundedDraft
from llmtool.engines.protocol import Engine, Progress, SegmentedDocument, no_progress
from llmtool.errors import InputError, UsageError
from llmtool.grounding import ground
from llmtool.ingest import Ingested, read_sources
from llmtool.relate import finish, verdicts
from llmtool.schema import Comparison, Document, PositionDraft, Relation, Span, Tool, Ungrounded
from llmtool.segment import sentences

if TYPE_CHECKING:
    from llmtool.cache import Answers


RULES_ONLY = "rules only, since onnxruntime or tokenizers is not installed: pip install 'llmtool[model]'"


def read(
    sources: Sequence[str],
    *,
    allow_private: bool = False,
    stdin: Callable[[], bytes] | None = None,
    progress: Progress = no_progress,
) -> Ingested:
    """Read the sources; one that can't be read comes back as a failure.

    Raises:
        InputError: not one of them could be read.

    """
    ingested = read_sources(sources, allow_private=allow_private, stdin=stdin, progress=progress)
    if not ingested.documents:
        reasons = "; ".join(f"{failure.subject}: {failure.error}" for failure in ingested.failures)
        raise InputError(f"nothing to read: {reasons or 'no source was given'}")
    return ingested


def segment(ingested: Ingested) -> list[SegmentedDocument]:
    """The documents with their sentences."""
    return [SegmentedDocument(document, sentences(document.text)) for document in ingested.documents]


def attributions(document: Document) -> tuple[tuple[Span, ...], ...]:
    """What the offline engine reads as somebody's words: the spans of each attribution, positions or not."""
    from llmtool.engines.offline.extract import attributions as read_attributions

    found = read_attributions(SegmentedDocument(document, sentences(document.text)))
    return tuple(
        tuple(Span(start=start, end=end, exact=document.text[start:end]) for start, end in one.contents)
        for one in found
    )


def make_engine(
    chosen: ChosenEngine,
    *,
    rules: PartyRules | None = None,
    policy: CachePolicy = CachePolicy.USE,
    folder: Path,
    relation_model: Path | None = None,
) -> Engine:
    """The engine that was chosen; the llm engine keeps its answers in ``folder``.

    The offline engine judges pairs with the model of the folder ``relation_model``, or else with the one that it has.

    Raises:
        UsageError: the folder holds no relation model, or the llm engine was chosen, which judges by itself.

    """
    if chosen.name is EngineChoice.OFFLINE or chosen.llm is None:
        from llmtool.engines.offline import OfflineEngine
        from llmtool.relate.trained.relation_model import RelationModel, built_in

        model = RelationModel(relation_model) if relation_model else built_in()
        return OfflineEngine(rules, chosen.reason if model else f"{chosen.reason}; {RULES_ONLY}", model)
    if relation_model is not None:
        raise UsageError("--relation-model is for the offline engine: add --engine offline, or leave it out")
    from llmtool.cache import AnswerCache

    return make_llm_engine(chosen.llm, AnswerCache(folder, policy), chosen.reason)


def make_llm_engine(settings: LlmSettings, answers: Answers, reason: str, *, one_chat: bool = False) -> Engine:
    """The llm engine over answers that are kept elsewhere, or the one-chat baseline that evals set beside it."""
    if one_chat:
        from llmtool.engines.one_chat import OneChatEngine

        return OneChatEngine(settings, answers, reason)
    from llmtool.engines.llm import LlmEngine

    return LlmEngine(settings, answers, reason)


def compare(
    ingested: Ingested,
    engine: Engine,
    rules: PartyRules | None = None,
    progress: Progress = no_progress,
    *,
    judge: bool = True,
) -> Comparison:
    """The whole path from documents to a comparison; without ``judge`` it stops after the positions."""
    started = time.monotonic()
    with closing(engine):
        segmented = segment(ingested)
        failures = list(ingested.failures)

        extraction = engine.extract(segmented, progress)
        failures += extraction.failures
        grounded, ungrounded = _ground(segmented, extraction.drafts)

        alignment = engine.align(grounded, progress)
        failures += alignment.failures
        aligned = resolve(grounded, alignment.draft, ingested.documents, rules)

        relations: tuple[Relation, ...] = ()
        if judge:
            proposed = engine.compare(aligned, progress)
            failures += proposed.failures
            relations = finish(proposed.drafts, aligned)

    return Comparison(
        tool=Tool(name="llmtool", version=__version__),
        engine=engine.info(),
        documents=aligned.documents,
        parties=aligned.parties,
        speakers=aligned.speakers,
        issues=aligned.issues,
        positions=aligned.positions,
        relations=relations,
        verdicts=verdicts(aligned, relations),
        ungrounded=ungrounded,
        failures=tuple(failures),
        usage=engine.usage().model_copy(update={"seconds": round(time.monotonic() - started, 1)}),
    )


def _ground(
    documents: Sequence[SegmentedDocument], drafts: Mapping[str, Sequence[PositionDraft]]
) -> tuple[tuple[GroundedDraft, ...], tuple[Ungrounded, ...]]:
    """Tie each draft to its document, in document order."""
    grounded: list[GroundedDraft] = []
    ungrounded: list[Ungrounded] = []
    for segmented in documents:
        for draft in drafts.get(segmented.document.id, ()):
            result = ground(draft, segmented.document, segmented.sentences)
            if isinstance(result, GroundedDraft):
                grounded.append(result)
            else:
                ungrounded.append(result)
    return tuple(grounded), tuple(ungrounded)
