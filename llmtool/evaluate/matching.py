"""Which prediction stands for which label: one-to-one, by the best assignment that the gates allow.

A prediction can stand for a label only in the same document and for the same holder. Among those, a pair scores by how
far the evidence is the same and how many words the claims share, and the assignment with the highest total is taken.
What is left over is then told apart: a further part of a label that is taken (split), a label inside a prediction that
is taken (merge), or a real miss and a real false alarm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from llmtool.evaluate.cases import Case
from llmtool.evaluate.gold import GoldPosition
from llmtool.evaluate.names import Form, forms, same_holder
from llmtool.evaluate.spans import f1, share_inside, span_f1
from llmtool.schema import Comparison, Party, PartyKind, Position, Span, Speaker
from llmtool.words import content_stems

EVIDENCE_WEIGHT = 0.6
CLAIM_WEIGHT = 0.4
LEAST = 0.3
"""The least score of a match: evidence that shares a third with a claim that shares a third is too little by itself,
half of each is enough, and without any shared evidence the claims must share three words in four."""
PART = 0.5
"""A prediction is a part of a label (or the other way round) if at least half of it lies inside."""


@dataclass(frozen=True)
class Predicted:
    """A predicted position with what its ids stand for."""

    position: Position
    speaker: Speaker | None
    party: Party
    issue: str
    source: str
    """The file of the case."""
    root: str
    """The file that this one repeats, or itself."""


@dataclass(frozen=True)
class Pair:
    """How a label and a prediction compare."""

    evidence: float
    """F1 of the code points of the evidence."""
    claim: float
    """F1 of the stems of the claims."""
    speaker: bool
    party: bool

    @property
    def holder(self) -> bool:
        """Is it the same holder, by the speaker or by the side?"""
        return self.speaker or self.party

    @property
    def score(self) -> float:
        """Between 0 and 1."""
        return EVIDENCE_WEIGHT * self.evidence + CLAIM_WEIGHT * self.claim


@dataclass(frozen=True)
class Matching:
    """What was matched. ``parts`` has splits, ``merged`` and ``copies`` what their names say; all by ids."""

    matched: Mapping[str, str]
    """Label to prediction, one-to-one."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Prediction to the label that it is a further part of."""
    merged: Mapping[str, str] = field(default_factory=dict)
    """Label to the prediction that covers it and was matched with another label."""
    copies: Mapping[str, str] = field(default_factory=dict)
    """Prediction in a copy to the label of the original that was matched there."""


def predictions(comparison: Comparison) -> tuple[Predicted, ...]:
    """The positions of a comparison, resolved."""
    documents = {document.id: document for document in comparison.documents}
    speakers = {speaker.id: speaker for speaker in comparison.speakers}
    parties = {party.id: party for party in comparison.parties}
    issues = {issue.id: issue.label for issue in comparison.issues}
    found: list[Predicted] = []
    for position in comparison.positions:
        document = documents[position.document_id]
        found.append(
            Predicted(
                position=position,
                speaker=speakers[position.speaker_id] if position.speaker_id else None,
                party=parties[position.party_id],
                issue=issues[position.issue_id],
                source=document.source,
                root=documents[document.copy_of].source if document.copy_of else document.source,
            )
        )
    return tuple(found)


class Likeness:
    """Compares the labels of one case with predictions."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._texts = {document.source: document.text for document in case.ingested.documents}
        self._outlets = {party.name for party in case.info.parties if party.kind is PartyKind.SOURCE}
        self._parties = {party.name: forms((party.name, *party.aliases)) for party in case.info.parties}
        self._speakers = {p.speaker: forms((p.speaker,)) for p in case.gold.positions if p.speaker}

    def pair(self, gold: GoldPosition, predicted: Predicted) -> Pair:
        """Compare two; in a copy, evidence is looked for in the label's document."""
        spans = predicted.position.evidence
        if predicted.source != gold.source:
            spans = _moved(spans, self._texts[gold.source])
        return Pair(
            evidence=span_f1(self._case.spans[gold.id], spans),
            claim=claim_f1(gold.claim, predicted.position.claim),
            speaker=self.speaker_right(gold, predicted) and predicted.speaker is not None,
            party=self.party_right(gold, predicted),
        )

    def speaker_right(self, gold: GoldPosition, predicted: Predicted) -> bool:
        """Is it the speaker of the label, or one that would do as well?"""
        names = (gold.speaker, *gold.alternatives.speaker)
        if predicted.speaker is None:
            return None in names
        theirs = forms(names)
        ours = forms((predicted.speaker.name, *predicted.speaker.aliases))
        role = forms((predicted.speaker.role,))
        return same_holder(ours, theirs, _others(self._speakers.values(), theirs)) or bool(role & theirs)

    def party_right(self, gold: GoldPosition, predicted: Predicted) -> bool:
        """Is it the side of the label, or one that would do as well?"""
        if gold.party in self._outlets and predicted.party.kind is PartyKind.SOURCE:
            return True  # an outlet speaks for itself in its own document only, whatever it is called
        names = (gold.party, *gold.alternatives.party)
        theirs = frozenset[Form]().union(*(self._parties.get(name, forms((name,))) for name in names))
        ours = forms((predicted.party.name, *predicted.party.aliases))
        return same_holder(ours, theirs, _others(self._parties.values(), theirs))


def match(case: Case, predicted: Sequence[Predicted], likeness: Likeness) -> Matching:
    """Match the labels of a case with predictions. Their order does not matter."""
    golds = sorted(case.gold.positions, key=lambda gold: (gold.source, case.spans[gold.id][0].start, gold.id))
    ours = sorted(predicted, key=lambda p: (p.source, p.position.evidence[0].start, p.position.id))

    here = {(g.id, p.position.id): likeness.pair(g, p) for g in golds for p in ours if g.source == p.source}
    matched = assign(here)
    taken = set(matched.values())
    parts, merged = _parts(case, ours, matched, here), _merged(case, golds, ours, matched, here)

    # What is left in a copy may stand for a label of the original that nothing in the original stands for.
    left = [p for p in ours if p.source != p.root and p.position.id not in taken and p.position.id not in parts]
    there = {(g.id, p.position.id): likeness.pair(g, p) for g in golds for p in left if g.source == p.root}
    more = assign({key: pair for key, pair in there.items() if key[0] not in matched and key[0] not in merged})
    matched |= more
    copies: dict[str, str] = {}
    for (gold, position), pair in sorted(there.items(), key=lambda item: (-item[1].score, item[0])):
        if position not in more.values() and pair.holder and pair.score >= LEAST:
            copies.setdefault(position, gold)
    return Matching(matched, parts, merged, copies)


def assign(pairs: Mapping[tuple[str, str], Pair]) -> dict[str, str]:
    """The one-to-one assignment with the highest total score among the pairs that may match."""
    scores = {key: round(pair.score * 1_000_000) for key, pair in pairs.items() if pair.holder and pair.score >= LEAST}
    return best_assignment(scores)


def best_assignment(scores: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """The one-to-one assignment of rows to columns with the highest total; pairs that are not given can't be made."""
    if not scores:
        return {}
    from munkres import DISALLOWED, solve

    rows, columns = list(dict.fromkeys(row for row, _ in scores)), list(dict.fromkeys(column for _, column in scores))
    matrix = [[scores.get((row, column), DISALLOWED) for column in columns] for row in rows]
    return {rows[row]: columns[column] for row, column in solve(matrix, maximize=True, min_profit=0).pairs}


def _parts(
    case: Case, predicted: Sequence[Predicted], matched: Mapping[str, str], pairs: Mapping[tuple[str, str], Pair]
) -> dict[str, str]:
    taken = set(matched.values())
    parts: dict[str, str] = {}
    for one in predicted:
        if one.position.id in taken:
            continue
        inside = {
            gold: share_inside(one.position.evidence, case.spans[gold])
            for gold in matched
            if (pair := pairs.get((gold, one.position.id))) is not None and pair.holder
        }
        if inside and max(inside.values()) >= PART:
            parts[one.position.id] = _largest(inside)
    return parts


def _merged(
    case: Case,
    golds: Sequence[GoldPosition],
    predicted: Sequence[Predicted],
    matched: Mapping[str, str],
    pairs: Mapping[tuple[str, str], Pair],
) -> dict[str, str]:
    taken = set(matched.values())
    merged: dict[str, str] = {}
    for gold in golds:
        if gold.id in matched:
            continue
        inside = {
            one.position.id: share_inside(case.spans[gold.id], one.position.evidence)
            for one in predicted
            if one.position.id in taken and (pair := pairs.get((gold.id, one.position.id))) is not None and pair.holder
        }
        if inside and max(inside.values()) >= PART:
            merged[gold.id] = _largest(inside)
    return merged


def _largest(shares: Mapping[str, float]) -> str:
    return min(shares, key=lambda name: (-shares[name], name))


def claim_f1(one: str, other: str) -> float:
    """F1 of the stems of the content words of two claims."""
    first, second = _stems(one), _stems(other)
    return f1((first & second).total(), first.total(), second.total())


@lru_cache(maxsize=4096)
def _stems(claim: str) -> Counter[str]:
    return Counter(content_stems(claim))


def _moved(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The same words in another document, those that stand there."""
    places = ((text.find(span.exact), span) for span in spans)
    return tuple(
        Span(start=start, end=start + len(span.exact), exact=span.exact) for start, span in places if start >= 0
    )


def _others(everybody: Iterable[frozenset[Form]], theirs: frozenset[Form]) -> frozenset[Form]:
    """The forms of the holders that are not theirs."""
    return frozenset[Form]().union(*(each for each in everybody if not each & theirs))
