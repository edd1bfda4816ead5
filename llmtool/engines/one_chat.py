"""Everything pasted into one chat: the baseline that the llm engine has to beat on the same model.

Only evals use it. One request holds all sources and one answer everything; from there on its drafts take the same way
as those of every engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import BaseModel

from llmtool.cache import Answers
from llmtool.client import Request, estimate_tokens
from llmtool.config import LlmSettings
from llmtool.drafts import (
    Aligned,
    AlignmentDraft,
    GroundedDraft,
    IssueDraft,
    PartyDraft,
    RelationDraft,
    SpeakerDraft,
)
from llmtool.engines.llm.answers import Found, FoundPosition, FoundSpeaker, NamedParty, NamedSpeaker
from llmtool.engines.llm.calls import Calls
from llmtool.engines.llm.extract import drafts_of
from llmtool.engines.protocol import Alignment, Extraction, Plan, Progress, Relations, SegmentedDocument, no_progress
from llmtool.errors import BudgetError, CallError
from llmtool.prompts import line, load
from llmtool.schema import (
    Attribution,
    Certainty,
    EngineInfo,
    Failure,
    Modality,
    PositionDraft,
    RelationKind,
    RelationLabel,
    Span,
    Stance,
    Usage,
)
from llmtool.segment import Sentence

_PROMPT = "one_chat"
_ALL = "all sources"

Place = tuple[str, tuple[Span, ...], str]
"""Document, evidence and claim: what a position keeps on its way from draft to record."""


class ChatIssue(BaseModel):
    """A question, as positions name it."""

    label: str
    question: str


class ChatPosition(BaseModel):
    """A position in one of the sources."""

    number: int
    source: int
    sentences: list[int]
    speaker: str | None
    attribution: Attribution
    quotes: list[str]
    claim: str
    issue: str
    stance: Stance
    modality: Modality
    said_on: str | None


class ChatRelation(BaseModel):
    """What holds between two positions, by number."""

    a: int
    b: int
    label: RelationLabel
    kind: RelationKind
    certainty: Certainty
    rationale: str


class Chat(BaseModel):
    """The one answer."""

    parties: list[NamedParty]
    speakers: list[NamedSpeaker]
    issues: list[ChatIssue]
    positions: list[ChatPosition]
    relations: list[ChatRelation]


class OneChatEngine:
    """Asks once, for one comparison; there is no second reading."""

    def __init__(self, settings: LlmSettings, answers: Answers, reason: str) -> None:
        self._calls = Calls(settings, answers)
        self._reason = reason
        self._chat = Chat(parties=[], speakers=[], issues=[], positions=[], relations=[])
        self._drafted: dict[tuple[str, PositionDraft], ChatPosition] = {}
        self._places: dict[int, Place] = {}

    def extract(self, documents: Sequence[SegmentedDocument], progress: Progress = no_progress) -> Extraction:
        """Ask for everything; the drafts of the positions are handed on first."""
        progress("extract", 0, 1)
        try:
            self._chat = self._calls.ask(load(_PROMPT), _ALL, Chat, sources=_shown(documents))
        except (CallError, BudgetError) as error:
            failed = (Failure(stage="extract", subject=each.document.source, error=str(error)) for each in documents)
            return Extraction({}, tuple(failed))
        progress("extract", 1, 1)
        drafts: dict[str, tuple[PositionDraft, ...]] = {}
        for number, segmented in enumerate(documents, start=1):
            document = segmented.document
            found = [position for position in self._chat.positions if position.source == number]
            made = drafts_of(_as_found(found, self._chat.speakers), document)
            for draft, position in zip(made, found, strict=True):
                self._drafted.setdefault((document.id, draft), position)
            drafts[document.id] = tuple(dict.fromkeys(made))
        stray = sum(not 1 <= position.source <= len(documents) for position in self._chat.positions)
        return Extraction(drafts, _failures("extract", stray, "positions name a source that does not exist"))

    def align(self, positions: Sequence[GroundedDraft], progress: Progress = no_progress) -> Alignment:
        """The sides and issues that the answer names."""
        progress("align", 1, 1)
        questions = {line(issue.label).casefold(): issue for issue in self._chat.issues}
        stances: dict[str, dict[int, Stance]] = {}
        for number, grounded in enumerate(positions, start=1):
            position = self._drafted[grounded.document_id, grounded.draft]
            self._places[position.number] = (grounded.document_id, grounded.evidence, grounded.draft.claim)
            stances.setdefault(line(position.issue), {})[number] = position.stance
        issues = tuple(
            IssueDraft(label, line(questions[key].question) if (key := label.casefold()) in questions else label, of)
            for label, of in stances.items()
            if label
        )
        return Alignment(AlignmentDraft(self._parties(), self._speakers(), issues))

    def _parties(self) -> tuple[PartyDraft, ...]:
        return tuple(
            PartyDraft(line(party.name), party.kind, _lines(party.aliases))
            for party in self._chat.parties
            if line(party.name)
        )

    def _speakers(self) -> tuple[SpeakerDraft, ...]:
        return tuple(
            SpeakerDraft(
                line(speaker.name), line(speaker.role or "") or None, line(speaker.party), _lines(speaker.aliases)
            )
            for speaker in self._chat.speakers
            if line(speaker.name)
        )

    def compare(self, aligned: Aligned, progress: Progress = no_progress) -> Relations:
        """The relations that the answer names."""
        progress("compare", 1, 1)
        at = {(position.document_id, position.evidence, position.claim): position for position in aligned.positions}
        positions = {number: at[place] for number, place in self._places.items() if place in at}
        drafts, wrong = [], 0
        for pair in self._chat.relations:
            a, b = positions.get(pair.a), positions.get(pair.b)
            if a is None or b is None or a.id == b.id or a.issue_id != b.issue_id:
                wrong += 1
                continue
            rationale = line(pair.rationale)
            drafts.append(RelationDraft(a.id, b.id, pair.label, pair.kind, pair.certainty, rationale, "llm"))
        told = "findings name positions that do not exist, are not in the text or are not of one issue"
        return Relations(tuple(drafts), _failures("compare", wrong, told))

    def plan(self, documents: Sequence[SegmentedDocument], *, judge: bool = True) -> Plan:  # noqa: ARG002 - one call does it all
        """Estimate the call."""
        request = self._request(documents)
        if self._calls.cache.holds(request):
            return Plan(1, 1, 0, 0, 0.0)
        prompt = estimate_tokens(request.system + request.user + request.schema)
        completion = sum(estimate_tokens(segmented.document.text) for segmented in documents) * 3 // 2
        price = self._calls.meter.price()
        return Plan(1, 0, prompt, completion, None if price is None else round(price.of(prompt, completion), 4))

    def _request(self, documents: Sequence[SegmentedDocument]) -> Request:
        return self._calls.request(load(_PROMPT), _ALL, Chat, sources=_shown(documents))

    def info(self) -> EngineInfo:
        """Name, model, reason and prompt version."""
        prompts = {_PROMPT: load(_PROMPT).version}
        return EngineInfo(name="llm", model=self._calls.settings.model, prompts=prompts, reason=self._reason)

    def usage(self) -> Usage:
        """Calls, tokens and cost so far."""
        return self._calls.meter.usage()

    def close(self) -> None:
        """Close the connections to the endpoint."""
        self._calls.close()


def _shown(documents: Sequence[SegmentedDocument]) -> str:
    return "\n\n".join(_source(number, segmented) for number, segmented in enumerate(documents, start=1))


def _source(number: int, segmented: SegmentedDocument) -> str:
    document = segmented.document
    head = f"Source {number}: {line(document.outlet or 'unknown outlet', 80)}, {document.published or 'undated'}"
    if document.title:
        head += f': "{line(document.title, 150)}"'
    return "\n".join([head, *(_sentence(document.text, sentence) for sentence in segmented.sentences)])


def _sentence(text: str, sentence: Sentence) -> str:
    return f"{sentence.number}| {line(text[sentence.start : sentence.end])}"


def _as_found(positions: Iterable[ChatPosition], speakers: Iterable[NamedSpeaker]) -> Found:
    """The part of the answer that is about one source, in the shape of an extraction's answer."""
    return Found(
        speakers=[FoundSpeaker(name=s.name, role=s.role, party=s.party or None) for s in speakers],
        positions=[
            FoundPosition(
                sentences=p.sentences,
                speaker=p.speaker,
                attribution=p.attribution,
                quotes=p.quotes,
                claim=p.claim,
                topic=p.issue,
                modality=p.modality,
                said_on=p.said_on,
            )
            for p in positions
        ],
    )


def _lines(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in map(line, names) if name)


def _failures(stage: str, count: int, told: str) -> tuple[Failure, ...]:
    if not count:
        return ()
    return (Failure.model_validate({"stage": stage, "subject": _ALL, "error": f"{count} {told}; they were left out"}),)
