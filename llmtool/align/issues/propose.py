"""Issues: positions that are about one thing, grouped by the words that carry their topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from llmtool.align.issues.aspects import ASPECTS, question_for
from llmtool.align.issues.discourse import adjoining, places_of
from llmtool.align.issues.fields import field_names
from llmtool.align.issues.grouping import group
from llmtool.align.issues.items import Items, items_of
from llmtool.align.issues.labels import OTHER, labels
from llmtool.align.issues.likeness import LIMITS, likenesses
from llmtool.align.issues.ranking import key_of
from llmtool.align.issues.second_look import LIMITS as LIMITS_OF_SECOND_LOOK
from llmtool.align.issues.second_look import Readings, looked_at_again, tied
from llmtool.align.issues.stances import stance_of
from llmtool.align.issues.tolls import tolls
from llmtool.align.issues.widening import widened
from llmtool.align.parties.vocabulary import BODIES, GROUPS, OFFICIALS, PRIVATE, is_in
from llmtool.drafts import GroundedDraft, IssueDraft
from llmtool.schema import PositionDraft, Stance
from llmtool.words import STOPWORDS, stem, tokens

JOINING = 0.1
"""Mean likeness at which a position that a proposal left out joins one of its issues."""


def propose_issues(
    grounded: Sequence[GroundedDraft],
    names: Sequence[Sequence[str]],
    outlets: Iterable[str] = (),
    texts: Mapping[str, str] | None = None,
    readings: Readings | None = None,
) -> tuple[IssueDraft, ...]:
    """Group positions into issues with labels, questions and stances; each position is in exactly one.

    Args:
        grounded: the positions, numbered from 1 in this order.
        names: for each position the names of its party (first) and speaker; their words hardly count as topics.
        outlets: names of the documents' outlets, which no label holds.
        texts: the documents' texts by id, for their paragraphs.
        readings: what a trained model makes of the positions; without one the words alone tell.

    """
    everybody = [*(name for own in names for name in own), *outlets]
    drafts = [item.draft for item in grounded]
    groups = group_positions(grounded, names, texts or {}, readings)
    found = labels([[drafts[number] for number in each] for each in groups], everybody)
    groups, found = _one_group_each(groups, found)
    found = _told_fully(found, [[drafts[number] for number in each] for each in groups])
    return tuple(
        IssueDraft(
            label=label,
            question=question_of(label, [drafts[number] for number in each]),
            stances={number + 1: stance_of(drafts[number].claim, drafts[number].modality, label) for number in each},
        )
        for label, each in zip(found, groups, strict=True)
    )


def _one_group_each(groups: Sequence[list[int]], found: Sequence[str]) -> tuple[list[list[int]], list[str]]:
    """Join the groups of one label."""
    joined: dict[str, list[int]] = {}
    for label, each in zip(found, groups, strict=True):
        joined.setdefault(label, []).extend(each)
    return list(joined.values()), list(joined)


def _told_fully(found: Sequence[str], groups: Sequence[Sequence[PositionDraft]]) -> list[str]:
    """The labels, those of one weak word told more fully. Which positions are one issue is settled: two stay two."""
    taken = {key_of(label) for label in found}
    told: list[str] = []
    for label, each in zip(found, groups, strict=True):
        wide = widened(label, each)
        wide = wide if key_of(wide) not in taken else label
        taken.add(key_of(wide))
        told.append(wide)
    return told


def complete_issues(
    grounded: Sequence[GroundedDraft],
    drafts: Sequence[IssueDraft],
    names: Sequence[Sequence[str]],
    outlets: Sequence[str] = (),
    texts: Mapping[str, str] | None = None,
) -> list[IssueDraft]:
    """The proposed issues made whole: each position in exactly one, no empty labels, one issue for each label.

    A number that is out of range is left out, one that comes twice stays where it came first; positions that no issue
    names join the nearest issue, or become issues of their own.
    """
    taken: set[int] = set()
    kept: dict[str, tuple[str, str, dict[int, Stance]]] = {}
    for at, each in enumerate(drafts):
        label = " ".join(each.label.split())
        own = {n: each.stances[n] for n in sorted(each.stances) if 1 <= n <= len(grounded) and n not in taken}
        if not own:
            continue
        taken.update(own)
        key = label.casefold() or f"\0{at}"
        if key in kept:
            kept[key][2].update(own)
        else:
            kept[key] = (label, " ".join(each.question.split()), own)
    left = [number for number in range(len(grounded)) if number + 1 not in taken]
    groups = [[number - 1 for number in stances] for _, _, stances in kept.values()]
    for number, at in _nearest_groups(grounded, groups, left, names, texts or {}).items():
        label, _, stances = list(kept.values())[at]
        stances[number + 1] = stance_of(grounded[number].draft.claim, grounded[number].draft.modality, label)
        left.remove(number)
    found = list(kept.values())
    if left:
        rest = ([grounded[number] for number in left], [names[number] for number in left])
        more = propose_issues(*rest, outlets, texts)
        found += [
            (each.label, each.question, {left[n - 1] + 1: stance for n, stance in each.stances.items()})
            for each in more
        ]
    return _labelled(grounded, found, names)


def _labelled(
    grounded: Sequence[GroundedDraft],
    found: Sequence[tuple[str, str, dict[int, Stance]]],
    names: Sequence[Sequence[str]],
) -> list[IssueDraft]:
    """Issues with a label and a question each; equal labels become one issue."""
    bare = [at for at, (label, _, _) in enumerate(found) if not label]
    groups = [[grounded[number - 1].draft for number in found[at][2]] for at in bare]
    made = dict(zip(bare, labels(groups, [name for own in names for name in own]), strict=True))
    merged: dict[str, IssueDraft] = {}
    for at, (given, question, stances) in enumerate(found):
        label = given or made[at]
        own = [grounded[number - 1].draft for number in sorted(stances)]
        known = merged.get(label.casefold())
        if known is not None:
            merged[label.casefold()] = IssueDraft(known.label, known.question, {**known.stances, **stances})
        else:
            merged[label.casefold()] = IssueDraft(label, question or question_of(label, own), stances)
    return list(merged.values())


def _nearest_groups(
    grounded: Sequence[GroundedDraft],
    groups: Sequence[Sequence[int]],
    left: Sequence[int],
    names: Sequence[Sequence[str]],
    texts: Mapping[str, str],
) -> dict[int, int]:
    """For each left-out position the group that is nearest to it, where one is near enough."""
    if not left or not groups:
        return {}
    near = likenesses_of(grounded, names, texts)
    home = {number: at for at, each in enumerate(groups) for number in each}
    found: dict[int, int] = {}
    for number in left:
        sums: dict[int, float] = {}
        for other, score in sorted(near[number].items()):
            if other in home:
                sums[home[other]] = sums.get(home[other], 0.0) + score
        best = min(sums, key=lambda at: (-sums[at] / len(groups[at]), at), default=None)
        if best is not None and sums[best] / len(groups[best]) >= JOINING:
            found[number] = best
    return found


def question_of(label: str, drafts: Iterable[PositionDraft]) -> str:
    """A neutral question for a label; its first word is small where the positions write it so."""
    first, *rest = label.split(" ")
    low = first[:1].lower() + first[1:]
    texts = [draft.claim for draft in drafts]
    inside = re.compile(rf"[^\W\d_][,;]? {re.escape(first)}(?!\w)")
    named = any(inside.search(text) for text in texts) and not any(
        re.search(rf"(?<!\w){re.escape(low)}(?!\w)", text) for text in texts
    )
    named = named or first[1:] != first[1:].lower()
    small = label == OTHER or label.partition(":")[0] in field_names() or (rest[:1] == ["of"] and first in ASPECTS)
    return question_for(label, texts, keep=named and not small)


def group_positions(
    grounded: Sequence[GroundedDraft],
    names: Sequence[Sequence[str]],
    texts: Mapping[str, str],
    readings: Readings | None = None,
) -> list[list[int]]:
    """Numbers of the positions (from 0) that belong together; what is in a group does not hang on their order."""
    order = sorted(range(len(grounded)), key=lambda number: _sort_key(grounded[number]))
    own = [grounded[number] for number in order]
    holders = [names[number] for number in order]
    dead = tolls([item.draft.claim for item in own], holders)
    if readings is None:
        groups = group(likenesses_of(own, holders, texts), LIMITS, dead)
    else:
        known = readings.of(order)
        near = looked_at_again(likenesses_of(own, holders, texts, known), holders, known)
        beside = adjoining(places_of(own, texts), [each[0] for each in holders])
        groups = group(near, LIMITS_OF_SECOND_LOOK, [*tied(beside, holders, known), *dead])
    return [[order[at] for at in each] for each in groups]


def likenesses_of(
    grounded: Sequence[GroundedDraft],
    names: Sequence[Sequence[str]],
    texts: Mapping[str, str],
    readings: Readings | None = None,
) -> list[dict[int, float]]:
    """The likeness of positions by their words, their order, and what a model says each is about."""
    items = read_items([(item.draft.claim, item.draft.topic) for item in grounded], names)
    vectors = None if readings is None else readings.vectors
    return likenesses(items, [own[0] for own in names], places_of(grounded, texts), vectors)


def read_items(texts: Sequence[tuple[str, str]], names: Sequence[Sequence[str]]) -> list[Items]:
    """The items of positions, given the claim and topic of each and the names of its holders."""
    plain = _plain_words(claim for claim, _ in texts)
    involved = involved_words(name for own in names for name in own)
    return [
        items_of(claim, topic, involved, involved_words(own) - plain)
        for (claim, topic), own in zip(texts, names, strict=True)
    ]


def _plain_words(claims: Iterable[str]) -> frozenset[str]:
    """The stems of words that are written small: a Fire Service that speaks of fires has them for a topic.

    Not of words for bodies and speakers: ``the council`` means one of those who are named.
    """
    small = {match.group() for claim in claims for match in _SMALL.finditer(claim)}
    return frozenset(stem(word) for word in small if not any(is_in(word, each) for each in _SPEAKERS))


_SMALL = re.compile(r"(?<![\w’'-])[a-z][\w-]*")
_SPEAKERS = (BODIES, OFFICIALS, GROUPS, PRIVATE)


def involved_words(names: Iterable[str]) -> frozenset[str]:
    """The stems of the names of who is involved."""
    return frozenset(stem(word) for name in names for word in tokens(name)) - STOPWORDS


def _sort_key(item: GroundedDraft) -> tuple[object, ...]:
    draft = item.draft
    spans = tuple((span.start, span.end) for span in item.evidence)
    return (item.document_id, spans, draft.claim, draft.model_dump_json())
