"""Whether the labels of a case can be right: names and sides fit, and all evidence stands in its text once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from llmtool.evaluate.gold import CaseInfo, GoldFile, GoldPosition, GoldRelation, SecondFile
from llmtool.schema import RelationLabel, Scope

Lines = Mapping[str | tuple[str, str], int]
"""Position id, or the two ids of a pair as labelled, to its line in the file."""

Found = Iterator[tuple[int, str]]
"""Line and what is wrong there."""


def check_gold(gold: GoldFile, info: CaseInfo, texts: Mapping[str, str], raw: Collection[str], lines: Lines) -> Found:
    """What is wrong with a ``gold.json``; ``texts`` are the documents as they are read, by file, ``raw`` the files as
    they are, with what a reader leaves out.
    """
    yield from _check_positions(gold.positions, info, texts, lines)
    by_id = {position.id: position for position in gold.positions}
    yield from _check_relations(gold.relations, by_id, lines)
    related = {frozenset((relation.a, relation.b)) for relation in gold.relations}
    for pair in gold.neutral:
        line = lines.get(pair, 1)
        if missing := [side for side in pair if side not in by_id]:
            yield line, f"neutral: there is no position {missing[0]!r}"
        elif frozenset(pair) in related:
            yield line, f"neutral: {pair[0]} and {pair[1]} are also a relation; keep one of the two"
    for words in gold.forbidden:
        if not any(words in text for text in (*texts.values(), *raw)):
            yield 1, f"forbidden: {words!r} is in no source"
    if info.nothing_to_find:
        for relation in gold.relations:
            if relation.clear and relation.label is RelationLabel.CONTRADICTION:
                yield (
                    lines.get((relation.a, relation.b), 1),
                    "a clear contradiction, and case.yaml says nothing_to_find",
                )


def check_second(second: SecondFile, gold: GoldFile, info: CaseInfo, texts: Mapping[str, str], lines: Lines) -> Found:
    """What is wrong with a ``second.json``."""
    yield from _check_positions(second.positions, info, texts, lines)
    yield from _check_relations(second.relations, {position.id: position for position in gold.positions}, lines)


def _check_positions(
    positions: Sequence[GoldPosition], info: CaseInfo, texts: Mapping[str, str], lines: Lines
) -> Found:
    parties = {party.name for party in info.parties}
    for name, times in Counter(position.id for position in positions).items():
        if times > 1:
            yield lines.get(name, 1), f"{name}: {times} positions have this id"
    for position in positions:
        line = lines.get(position.id, 1)
        if position.party not in parties:
            yield line, f"{position.id}: party {position.party!r} is not in case.yaml"
        if position.source not in texts:
            yield line, f"{position.id}: source {position.source!r} is not in case.yaml"
            continue
        for words in position.evidence:
            times = _times(texts[position.source], words)
            if times != 1:
                where = f"{position.source} as it is read"
                yield line, f"{position.id}: evidence {words!r} stands {times} times in {where}; it must once"


def _check_relations(relations: Sequence[GoldRelation], positions: Mapping[str, GoldPosition], lines: Lines) -> Found:
    seen: set[frozenset[str]] = set()
    for relation in relations:
        line = lines.get((relation.a, relation.b), 1)
        pair = f"{relation.a}, {relation.b}"
        if missing := [side for side in (relation.a, relation.b) if side not in positions]:
            yield line, f"relation {pair}: there is no position {missing[0]!r}"
            continue
        if frozenset((relation.a, relation.b)) in seen:
            yield line, f"relation {pair}: labelled twice"
        seen.add(frozenset((relation.a, relation.b)))
        first, second = positions[relation.a], positions[relation.b]
        if not issues_of(first) & issues_of(second):
            yield line, f"relation {pair}: the issues differ: {first.issue!r} and {second.issue!r}"
        if problem := _scope_problem(relation, first, second):
            yield line, f"relation {pair}: {problem}"


def issues_of(position: GoldPosition) -> set[str]:
    """The issue of a label and those that would do as well."""
    return {position.issue, *position.alternatives.issue}


def _scope_problem(relation: GoldRelation, first: GoldPosition, second: GoldPosition) -> str | None:
    if relation.scope is Scope.SAME_SPEAKER and (first.speaker is None or first.speaker != second.speaker):
        return f"scope same_speaker, and the speakers are {first.speaker!r} and {second.speaker!r}"
    if relation.scope is Scope.WITHIN_PARTY and first.party != second.party:
        return f"scope within_party, and the parties are {first.party!r} and {second.party!r}"
    if relation.scope is Scope.CROSS_PARTY and first.party == second.party:
        return f"scope cross_party, and both speak for {first.party!r}"
    return None


def _times(text: str, words: str) -> int:
    """How often the words stand in the text, overlapping ones counted."""
    return sum(text.startswith(words, place) for place in range(len(text)) if text[place] == words[0])
