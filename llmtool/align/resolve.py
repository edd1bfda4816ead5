"""The records of who is who and what belongs together: a proposal cleaned, completed and given ids."""

from __future__ import annotations

from collections.abc import Sequence

from llmtool.align.issues.propose import complete_issues
from llmtool.align.parties.holders import is_alias, settle
from llmtool.align.parties.settled import Holders, PartyOf, SpeakerOf
from llmtool.align.propose import names_of, outlets_of, texts_of
from llmtool.align.rules import PartyRules
from llmtool.drafts import Aligned, AlignmentDraft, GroundedDraft
from llmtool.schema import Document, Issue, Party, Position, Speaker, Stance, content_id
from llmtool.words import STOPWORDS, tokens


def resolve(
    grounded: Sequence[GroundedDraft], draft: AlignmentDraft, documents: Sequence[Document], rules: PartyRules | None
) -> Aligned:
    """Make the records. The draft is trusted where it speaks, what it leaves out is settled by names and topics, and
    the parties file wins over both. Every position gets one party and one issue; the same position twice becomes one.
    """
    holders = settle(grounded, documents, rules, draft)
    issue_of, stance_of = _issues(grounded, draft, holders, documents)
    place = {document.id: number for number, document in enumerate(documents)}

    positions: dict[str, Position] = {}
    for number in sorted(range(len(grounded)), key=lambda number: _sort_key(grounded[number], issue_of[number])):
        item = grounded[number]
        speaker, party = holders.speakers[number], holders.parties[number]
        position_id = _position_id(item, speaker, party)
        if position_id in positions:
            continue
        positions[position_id] = Position(
            id=position_id,
            document_id=item.document_id,
            speaker_id=None if speaker is None else _speaker_id(speaker),
            party_id=_party_id(party),
            issue_id=issue_of[number].id,
            claim=item.draft.claim,
            stance=stance_of[number],
            modality=item.draft.modality,
            attribution=item.draft.attribution,
            said_on=item.draft.said_on,
            evidence=item.evidence,
        )
    kept = sorted(
        positions.values(), key=lambda position: (place[position.document_id], position.evidence[0].start, position.id)
    )
    return Aligned(
        documents=tuple(documents),
        parties=_parties(holders),
        speakers=_speakers(holders),
        issues=_sorted_issues({issue.id: issue for issue in issue_of}, kept, documents),
        positions=tuple(kept),
    )


def _sort_key(item: GroundedDraft, issue: Issue) -> tuple[object, ...]:
    draft = item.draft
    spans = tuple((span.start, span.end) for span in item.evidence)
    return (item.document_id, spans, draft.claim, issue.label, draft.model_dump_json())


def _position_id(item: GroundedDraft, speaker: SpeakerOf | None, party: PartyOf) -> str:
    """Not from the issue, so that an issue with a new label leaves the positions what they are."""
    spans = [[span.start, span.end] for span in item.evidence]
    return content_id("p", item.document_id, spans, item.draft.claim, speaker.name if speaker else None, party.name)


def _party_id(party: PartyOf) -> str:
    return content_id("y", party.name, party.kind.value, party.document_id)


def _speaker_id(speaker: SpeakerOf) -> str:
    return content_id("s", speaker.name, _party_id(speaker.party), speaker.document_id)


def _parties(holders: Holders) -> tuple[Party, ...]:
    used = {*holders.parties, *(speaker.party for speaker in holders.named)}
    records = [
        Party(id=_party_id(party), name=party.name, kind=party.kind, aliases=holders.aliases.get(party, ()))
        for party in used
    ]
    return tuple(sorted(records, key=lambda party: (party.name.casefold(), party.name, party.id)))


def _speakers(holders: Holders) -> tuple[Speaker, ...]:
    found: dict[str, Speaker] = {}
    for speaker in holders.named:
        record = Speaker(
            id=_speaker_id(speaker),
            name=speaker.name,
            role=_telling(speaker),
            party_id=_party_id(speaker.party),
            aliases=tuple(form for form in speaker.aliases if is_alias(form)),
        )
        other = found.setdefault(record.id, record)
        if other is not record:
            aliases = tuple(sorted({*other.aliases, *record.aliases}))
            found[record.id] = other.model_copy(update={"aliases": aliases, "role": other.role or record.role})
    return tuple(sorted(found.values(), key=lambda speaker: (speaker.name.casefold(), speaker.name, speaker.id)))


def _telling(speaker: SpeakerOf) -> str | None:
    """The role, unless it only repeats the name or the side: ``Ada Lind, of the Union (Union)``, ``Union, union``."""
    known = STOPWORDS.union(tokens(speaker.name), tokens(speaker.party.name))
    return speaker.role if speaker.role and not known.issuperset(tokens(speaker.role)) else None


def _issues(
    grounded: Sequence[GroundedDraft], draft: AlignmentDraft, holders: Holders, documents: Sequence[Document]
) -> tuple[list[Issue], list[Stance]]:
    """For each position its issue and its stance."""
    issues: list[Issue | None] = [None] * len(grounded)
    stances = [Stance.NONE] * len(grounded)
    outlets, texts = outlets_of(documents), texts_of(documents)
    for each in complete_issues(grounded, draft.issues, names_of(holders), outlets, texts):
        record = Issue(id=content_id("i", each.label, each.question), label=each.label, question=each.question)
        for number, stance in each.stances.items():
            issues[number - 1] = record
            stances[number - 1] = stance
    return [issue for issue in issues if issue is not None], stances


def _sorted_issues(
    issues: dict[str, Issue], positions: Sequence[Position], documents: Sequence[Document]
) -> tuple[Issue, ...]:
    """Issues by the number of independent documents that speak about them, then by label."""
    original = {document.id: document.copy_of or document.id for document in documents}
    heard: dict[str, set[str]] = {}
    for position in positions:
        heard.setdefault(position.issue_id, set()).add(original[position.document_id])
    used = [issue for issue in issues.values() if issue.id in heard]
    return tuple(sorted(used, key=lambda issue: (-len(heard[issue.id]), issue.label.casefold(), issue.id)))
