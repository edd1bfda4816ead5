"""Relations between positions of one issue: several issues in a call, then a second reading of the contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from llmtool.client import Request
from llmtool.drafts import Aligned, RelationDraft
from llmtool.engines.llm.answers import Judged
from llmtool.engines.llm.calls import Calls
from llmtool.engines.llm.groups import Group, Scene, batches, groups_of
from llmtool.engines.llm.second_reading import read_again
from llmtool.engines.protocol import Progress, Relations
from llmtool.errors import BudgetError, CallError, CutError
from llmtool.prompts import line, load
from llmtool.relate.holders import Holders
from llmtool.schema import Certainty, Failure, Position, RelationLabel


def compare(calls: Calls, aligned: Aligned, progress: Progress) -> Relations:
    """Judge the issues, then read the flagged contradictions again."""
    scene = Scene(aligned)
    tasks = [
        lambda batch=batch: _judge(calls, scene, batch, may_split=True) for batch in batches(groups_of(aligned), scene)
    ]
    drafts: list[RelationDraft] = []
    failures: list[Failure] = []
    for found, failed in calls.run("compare", tasks, progress) if tasks else []:
        drafts += found
        failures += failed
    holders = Holders(aligned)
    drafts = [_as_flag(draft, holders) for draft in drafts]
    # Large issues are read in overlapping blocks, so that a pair may come twice.
    flagged = {frozenset((d.a, d.b)): d for d in reversed(drafts) if d.label is RelationLabel.CONTRADICTION}
    read = read_again(calls, scene, list(reversed(flagged.values())), progress)
    others = [draft for draft in drafts if draft.label is not RelationLabel.CONTRADICTION]
    return Relations((*others, *read.drafts), (*failures, *read.failures))


def _as_flag(draft: RelationDraft, holders: Holders) -> RelationDraft:
    """A change between different sides as a possible contradiction: nobody moves for another, but it was seen."""
    a, b = holders.positions[draft.a], holders.positions[draft.b]
    if draft.label is not RelationLabel.CHANGE or holders.same_side(a, b):
        return draft
    return replace(draft, label=RelationLabel.CONTRADICTION, certainty=Certainty.POSSIBLE)


def _judge(
    calls: Calls, scene: Scene, batch: Sequence[Group], *, may_split: bool
) -> tuple[list[RelationDraft], list[Failure]]:
    subject, values = _subject(batch), _values(scene, batch)
    halves = (batch[: len(batch) // 2], batch[len(batch) // 2 :]) if may_split and len(batch) > 1 else ()
    if halves and calls.was_cut(_request(calls, scene, batch), _request(calls, scene, halves[0])):
        return _judge_all(calls, scene, halves)
    try:
        answer = calls.ask(load("compare"), subject, Judged, **values)
    except CutError as error:
        if halves:
            return _judge_all(calls, scene, halves)
        return [], [Failure(stage="compare", subject=subject, error=str(error))]
    except (CallError, BudgetError) as error:
        return [], [Failure(stage="compare", subject=subject, error=str(error))]
    drafts, wrong = _drafts(answer, _positions(batch))
    failures = []
    if wrong:
        text = f"{wrong} of the findings named positions that do not exist or are not of one issue; they were left out"
        failures.append(Failure(stage="compare", subject=subject, error=text))
    return drafts, failures


def _judge_all(
    calls: Calls, scene: Scene, batches: Sequence[Sequence[Group]]
) -> tuple[list[RelationDraft], list[Failure]]:
    drafts: list[RelationDraft] = []
    failures: list[Failure] = []
    for batch in batches:
        found, failed = _judge(calls, scene, batch, may_split=False)
        drafts += found
        failures += failed
    return drafts, failures


def _request(calls: Calls, scene: Scene, batch: Sequence[Group]) -> Request:
    return calls.request(load("compare"), _subject(batch), Judged, **_values(scene, batch))


def _subject(batch: Sequence[Group]) -> str:
    return line("; ".join(dict.fromkeys(group.issue.label for group in batch)), 200)


def _positions(batch: Sequence[Group]) -> list[Position]:
    """The positions in the order in which they are numbered."""
    return [position for group in batch for position in group.positions]


def _values(scene: Scene, batch: Sequence[Group]) -> dict[str, str]:
    blocks, number = [], 1
    for group in batch:
        shown = [scene.shown(n, position) for n, position in enumerate(group.positions, start=number)]
        number += len(shown)
        blocks.append("\n".join([f"Issue: {line(group.issue.question, 200)}", *shown]))
    return {"documents": scene.sources(_positions(batch)), "issues": "\n".join(blocks)}


def _drafts(answer: Judged, positions: Sequence[Position]) -> tuple[list[RelationDraft], int]:
    """The relations that the answer names, and how many it names wrongly."""
    numbered = dict(enumerate(positions, start=1))
    drafts, wrong = [], 0
    for pair in answer.relations:
        a, b = numbered.get(pair.a), numbered.get(pair.b)
        if a is None or b is None or a.id == b.id or a.issue_id != b.issue_id:
            wrong += 1
            continue
        label = RelationLabel(pair.label)
        drafts.append(RelationDraft(a.id, b.id, label, pair.kind, pair.certainty, line(pair.rationale), "llm"))
    for group in answer.agreements:
        members = [numbered[number] for number in dict.fromkeys(group.positions) if number in numbered]
        wrong += len(members) < len(set(group.positions)) or len({member.issue_id for member in members}) != 1
        # One voice per side and source: a speaker who repeats a thing corroborates nothing.
        voices: dict[tuple[str, str, str], Position] = {}
        for member in members:
            voices.setdefault((member.issue_id, member.party_id, member.document_id), member)
        drafts += [
            RelationDraft(
                a.id, b.id, RelationLabel.AGREEMENT, group.kind, group.certainty, line(group.rationale), "llm"
            )
            for a, b in combinations(voices.values(), 2)
            if a.issue_id == b.issue_id
        ]
    return drafts, wrong
