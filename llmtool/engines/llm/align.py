"""Who is who and what belongs together: one call, or several in a row where the positions are many."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from llmtool.client import Request
from llmtool.drafts import AlignmentDraft, GroundedDraft, IssueDraft, PartyDraft, SpeakerDraft
from llmtool.engines.llm.answers import NOBODY, UNKNOWN_OUTLET, Sorted, SortedIssue
from llmtool.engines.llm.calls import Calls
from llmtool.engines.protocol import Alignment, Progress
from llmtool.errors import BudgetError, CallError, CutError
from llmtool.prompts import line, load
from llmtool.schema import Document, Failure, PartyKind, Stance

ROUND_CHARS = 24_000
"""Positions in one round: about 170. What a round has named is shown to the next, so that the cost stays linear."""

_LABEL = re.compile(r"S\d+")
"""How prompts name a source: never a name of somebody."""


@dataclass
class _Draft:
    """What the rounds have found so far, by casefolded name."""

    parties: dict[str, tuple[str, PartyKind, dict[str, None]]] = field(default_factory=dict)
    speakers: dict[str, SpeakerDraft] = field(default_factory=dict)
    issues: dict[str, tuple[str, str, dict[int, Stance]]] = field(default_factory=dict)
    placed: set[int] = field(default_factory=set)
    names: frozenset[str] = frozenset()
    """The names in the lines that were asked about, casefolded."""

    def name(self, given: str) -> str | None:
        """A name as it stands in the lines, where the answer repeats more of a line than the name; None for no name."""
        name = line(given)
        shorter = re.sub(r"\s*\([^()]*\)$", "", name)
        if name.casefold() not in self.names and shorter.casefold() in self.names:
            name = shorter
        return None if name.casefold() in NOBODY or _LABEL.fullmatch(name) else name

    def aliases(self, name: str, given: Iterable[str]) -> list[str]:
        """The other names, without the name itself."""
        cleaned = (self.name(alias) for alias in given)
        return [alias for alias in cleaned if alias and alias.casefold() != name.casefold()]

    def finished(self) -> AlignmentDraft:
        parties = (PartyDraft(name, kind, tuple(aliases)) for name, kind, aliases in self.parties.values())
        issues = (IssueDraft(label, question, stances) for label, question, stances in self.issues.values() if stances)
        return AlignmentDraft(tuple(parties), tuple(self.speakers.values()), tuple(issues))


@dataclass(frozen=True)
class _Asked:
    """What the rounds ask about: the sources' names, and a line for each position."""

    header: str
    lines: Sequence[str]

    def values(self, numbers: Sequence[int], draft: _Draft) -> dict[str, str]:
        """What the prompt needs for some of the positions, given what is named so far."""
        shown = "\n".join(self.lines[number - 1] for number in numbers)
        return {"documents": self.header, "known": _known(draft), "positions": shown, "count": str(len(numbers))}


def align(
    calls: Calls, positions: Sequence[GroundedDraft], documents: Mapping[str, Document], progress: Progress
) -> Alignment:
    """Propose parties, speakers and issues.

    Positions that an answer leaves out are asked about once more. Those of a round that failed, and those left out
    twice, are for ``resolve`` to settle by names and topics.
    """
    sources = {name: f"S{n}" for n, name in enumerate(dict.fromkeys(p.document_id for p in positions), start=1)}
    lines = [_line(n, position, sources) for n, position in enumerate(positions, start=1)]
    waiting = deque((numbers, True) for numbers in rounds(range(1, len(lines) + 1), lines))
    total, done = len(waiting), 0
    names = {line(name).casefold() for p in positions for name in (p.draft.speaker, p.draft.party) if name}
    draft, failures, left, again = _Draft(names=frozenset(names)), [], [], False
    asked = _Asked("; ".join(f"{label} = {_source(documents.get(name))}" for name, label in sources.items()), lines)
    while waiting:
        progress("align", done, total)
        numbers, may_split = waiting.popleft()
        subject, values = _subject(numbers), asked.values(numbers, draft)
        half = numbers[: len(numbers) // 2] if may_split else ()
        halves = [(numbers[len(half) :], False), (half, False)] if half else []  # the first one comes out first
        if half and calls.was_cut(_request(calls, numbers, values), _request(calls, half, asked.values(half, draft))):
            waiting.extendleft(halves)
            continue
        try:
            answer = calls.ask(load("align"), subject, Sorted, **values)
        except CutError as error:
            if halves:
                waiting.extendleft(halves)
                continue
            failures.append(Failure(stage="align", subject=subject, error=str(error)))
        except (CallError, BudgetError) as error:
            failures.append(Failure(stage="align", subject=subject, error=str(error)))
        else:
            failures += _add(draft, answer, frozenset(numbers), subject)
            left += [number for number in numbers if number not in draft.placed]
        done = min(done + 1, total)
        if not waiting and left and not again:
            again = True
            waiting.extend((numbers, False) for numbers in rounds(left, lines))
    progress("align", total, total)
    return Alignment(draft.finished(), tuple(failures))


def _request(calls: Calls, numbers: Sequence[int], values: Mapping[str, str]) -> Request:
    return calls.request(load("align"), _subject(numbers), Sorted, **values)


def _subject(numbers: Sequence[int]) -> str:
    return f"positions {numbers[0]} to {numbers[-1]}"


def rounds(numbers: Iterable[int], lines: Sequence[str]) -> list[tuple[int, ...]]:
    """The numbers of the positions of each round."""
    result: list[list[int]] = []
    size = ROUND_CHARS
    for number in numbers:
        length = len(lines[number - 1]) + 1
        if size + length > ROUND_CHARS:
            result.append([])
            size = 0
        result[-1].append(number)
        size += length
    return [tuple(numbers) for numbers in result]


def _line(number: int, position: GroundedDraft, sources: Mapping[str, str]) -> str:
    draft = position.draft
    who = line(draft.speaker, 80) if draft.speaker else "the outlet itself"
    if draft.speaker and not draft.party and draft.role:
        who += f", {line(draft.role, 80)}"
    side = f" ({line(draft.party, 60)})" if draft.party else ""
    return f"{number}| {sources[position.document_id]} {who}{side}: {line(draft.claim, 300)}"


def _source(document: Document | None) -> str:
    if document is None:
        return "a source"
    return f"{line(document.outlet or document.title or UNKNOWN_OUTLET, 60)}, {document.published or 'undated'}"


def _known(draft: _Draft) -> str:
    if not draft.issues:
        return ""
    parties = "; ".join(line(name, 60) for name, _, _ in draft.parties.values())
    issues = "\n".join(f"- {line(label, 80)}: {line(question, 200)}" for label, question, _ in draft.issues.values())
    return (
        f"Earlier rounds named these; use the same names, and put a position under a known label where it fits.\n"
        f"parties: {parties}\nissues:\n{issues}\n"
    )


def _add(draft: _Draft, answer: Sorted, asked: frozenset[int], subject: str) -> list[Failure]:
    """Put a round's answer to what is there; names that are there already gain aliases and positions."""
    for party in answer.parties:
        if name := draft.name(party.name):
            _, _, aliases = draft.parties.setdefault(name.casefold(), (name, party.kind, {}))
            aliases.update(dict.fromkeys(draft.aliases(name, party.aliases)))
    for speaker in answer.speakers:
        name, side = draft.name(speaker.name), draft.name(speaker.party)
        if name and side:
            earlier = draft.speakers.get(name.casefold())
            aliases = dict.fromkeys([*(earlier.aliases if earlier else ()), *draft.aliases(name, speaker.aliases)])
            role = line(speaker.role) if speaker.role else None
            draft.speakers[name.casefold()] = SpeakerDraft(name, role, side, tuple(aliases))
    unknown = 0
    for issue in answer.issues:
        label = line(issue.label) or line(issue.question)
        _, _, stances = draft.issues.setdefault(label.casefold(), (label, line(issue.question) or label, {}))
        for number, stance in _placed(issue):
            if number not in asked:
                unknown += 1
            elif number not in draft.placed:  # a position that is listed twice stays where it came first
                draft.placed.add(number)
                stances[number] = stance
    if not unknown:
        return []
    return [
        Failure(stage="align", subject=subject, error=f"{unknown} position numbers that do not exist were left out")
    ]


def _placed(issue: SortedIssue) -> Iterator[tuple[int, Stance]]:
    for stance in Stance:
        yield from ((number, stance) for number in getattr(issue, stance.value))
