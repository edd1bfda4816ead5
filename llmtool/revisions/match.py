"""What is the same in two runs, although ids have changed.

Ids are hashes of content: an edited text, a claim in other words or a party under another name gives new ones.
Documents are found again by their source or their text, positions by their place in the text with claim and holder,
and parties, speakers and issues by the positions that they share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from llmtool.revisions.places import Places
from llmtool.schema import Comparison, Document, Position
from llmtool.words import content_stems, tokens

_REPLACED = 0.1
"""Standard input is the same source each time; with less than this in common it was given another text."""
_MOVED = 0.5
"""Of the words of two texts, how many they share when one is taken for the other under a new name."""
_SAME_PLACE = 0.3
_SAME_CLAIM = 0.6
_ENOUGH = 0.5
_WEIGHTS = {"place": 0.5, "claim": 0.35, "holder": 0.15}
"""Where it stands tells most: two claims read out of one sentence seldom differ in anything else."""


@dataclass(frozen=True)
class Matches:
    """Ids in the old run to ids in the new one; what is missing on either side is gone or new."""

    documents: Mapping[str, str]
    positions: Mapping[str, str]
    parties: Mapping[str, str]
    speakers: Mapping[str, str]
    issues: Mapping[str, str]


def match(old: Comparison, new: Comparison) -> Matches:
    """Find again in ``new`` what ``old`` has. Each thing is matched once at most."""
    documents = _documents(old.documents, new.documents)
    positions = _positions(old, new, documents)
    before = {position.id: position for position in old.positions}
    after = {position.id: position for position in new.positions}
    pairs = [(before[a], after[b]) for a, b in positions.items()]

    def counterparts(of_old: Mapping[str, str], of_new: Mapping[str, str], field: str) -> dict[str, str]:
        votes = Counter((getattr(a, field), getattr(b, field)) for a, b in pairs)
        return _counterparts(of_old, of_new, votes)

    return Matches(
        documents,
        positions,
        counterparts({p.id: p.name for p in old.parties}, {p.id: p.name for p in new.parties}, "party_id"),
        counterparts({s.id: s.name for s in old.speakers}, {s.id: s.name for s in new.speakers}, "speaker_id"),
        counterparts({i.id: i.label for i in old.issues}, {i.id: i.label for i in new.issues}, "issue_id"),
    )


def _documents(old: Sequence[Document], new: Sequence[Document]) -> dict[str, str]:
    found: dict[str, str] = {}

    def free() -> tuple[list[Document], list[Document]]:
        taken = set(found.values())
        return [d for d in old if d.id not in found], [d for d in new if d.id not in taken]

    after = {document.id for document in new}
    found |= {document.id: document.id for document in old if document.id in after}
    for same in ("source", "text"):
        mine, theirs = free()
        left: dict[str, list[Document]] = {}
        for document in theirs:
            left.setdefault(getattr(document, same), []).append(document)
        for document in mine:
            waiting = left.get(getattr(document, same), [])
            if waiting and not (document.source == "-" and alike(document.text, waiting[0].text) < _REPLACED):
                found[document.id] = waiting.pop(0).id
    mine, theirs = free()
    words = {document.id: Counter(tokens(document.text)) for document in (*mine, *theirs)}
    ranked = sorted(
        (
            (-_dice(words[a.id], words[b.id]), place, other, a.id, b.id)
            for place, a in enumerate(mine)
            for other, b in enumerate(theirs)
        )
    )
    for unlike, *_, a_id, b_id in ranked:
        if -unlike >= _MOVED and a_id not in found and b_id not in found.values():
            found[a_id] = b_id
    return found


def alike(a: str, b: str) -> float:
    """The share of words that two texts have in common, 0 to 1; order does not matter."""
    return _dice(Counter(tokens(a)), Counter(tokens(b)))


def _dice(a: Counter[str], b: Counter[str]) -> float:
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0


def _positions(old: Comparison, new: Comparison, documents: Mapping[str, str]) -> dict[str, str]:
    """The same position in both runs, by id, or else by the best score of all pairs in one document."""
    after = {position.id for position in new.positions}
    found = {position.id: position.id for position in old.positions if position.id in after}
    held_old, held_new = _Held(old), _Held(new)
    before_by, after_by = _by_document(old.positions), _by_document(new.positions)
    texts_old = {document.id: document.text for document in old.documents}
    texts_new = {document.id: document.text for document in new.documents}
    for mine_id, theirs_id in documents.items():
        mine = [p for p in before_by.get(mine_id, []) if p.id not in found]
        theirs = [p for p in after_by.get(theirs_id, []) if p.id not in found]
        if not mine or not theirs:
            continue
        places = Places(texts_old[mine_id], texts_new[theirs_id])
        ranked = [
            (-score, abs(places.shift(a, b)), a.evidence[0].start, b.evidence[0].start, a.id, b.id)
            for a in mine
            for b in theirs
            if (score := _score(a, b, places, same_holder=held_old.same(a, held_new, b))) is not None
        ]
        taken: set[str] = set()
        for *_, a_id, b_id in sorted(ranked):
            if a_id not in found and b_id not in taken:
                found[a_id] = b_id
                taken.add(b_id)
    return found


def _by_document(positions: Iterable[Position]) -> dict[str, list[Position]]:
    result: dict[str, list[Position]] = {}
    for position in positions:
        result.setdefault(position.document_id, []).append(position)
    return result


def _score(a: Position, b: Position, places: Places, *, same_holder: bool) -> float | None:
    """How surely two positions of one document are the same; None where they can't be."""
    place = places.overlap(a, b)
    if place < _SAME_PLACE:
        return None
    claim = _dice(Counter(content_stems(a.claim)), Counter(content_stems(b.claim)))
    score = _WEIGHTS["place"] * place + _WEIGHTS["claim"] * claim + _WEIGHTS["holder"] * same_holder
    return score if score >= _ENOUGH and (same_holder or claim >= _SAME_CLAIM) else None


class _Held:
    """Who holds the positions of a run, by name: ids say nothing across runs."""

    def __init__(self, run: Comparison) -> None:
        self._speakers = {speaker.id: frozenset(tokens(speaker.name)) for speaker in run.speakers}
        self._parties = {party.id: frozenset(tokens(party.name)) for party in run.parties}

    def same(self, mine: Position, other: _Held, theirs: Position) -> bool:
        """Whether two positions are said by the same speaker, or for the same party where nobody is named.

        ``Marrow`` is ``Ilse Marrow``.
        """
        a, b = self._speakers.get(mine.speaker_id or ""), other._speakers.get(theirs.speaker_id or "")
        if a is not None and b is not None:
            return _named_alike(a, b)
        return _named_alike(self._parties[mine.party_id], other._parties[theirs.party_id])


def _named_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return a == b or (bool(a) and bool(b) and (a <= b or b <= a))


def _counterparts(
    old: Mapping[str, str], new: Mapping[str, str], votes: Mapping[tuple[str | None, str | None], int]
) -> dict[str, str]:
    """The same id, or else the same name, or else most of the positions in common, seen from both sides."""
    found = {each: each for each in old if each in new}
    names = _unique({each: name for each, name in new.items() if each not in found})
    for name, each in _unique({each: name for each, name in old.items() if each not in found}).items():
        if name in names:
            found[each] = names[name]
    of_old: Counter[str | None] = Counter()
    of_new: Counter[str | None] = Counter()
    for (a, b), number in votes.items():
        of_old[a] += number
        of_new[b] += number
    taken = set(found.values())
    for (a, b), number in sorted(votes.items(), key=lambda item: (-item[1], str(item[0]))):
        most = 2 * number > of_old[a] and 2 * number > of_new[b]
        if a is not None and b is not None and most and a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return found


def _unique(names: Mapping[str, str]) -> dict[str, str]:
    """Names that only one has, with its id."""
    times = Counter(name.casefold() for name in names.values())
    return {name.casefold(): each for each, name in names.items() if times[name.casefold()] == 1}
