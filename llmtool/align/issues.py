"""Issues: positions that are about one thing, grouped by the words that carry their topic."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from llmtool.align.countries import actor_stems
from llmtool.align.fields import GENERAL, field_names, fields_of
from llmtool.align.grouping import Features, group, join_singles, neighbours, vectors
from llmtool.align.labels import OTHER, join_fields, labels
from llmtool.align.stances import stance_of
from llmtool.drafts import GroundedDraft, IssueDraft
from llmtool.schema import PositionDraft, Stance
from llmtool.words import STOPWORDS, stem, tokens

THRESHOLD = 0.095
"""Nearness at which two groups are still one issue; chosen on labelled disputes so that a tenth of all pairs share an
issue, and with them 65 percent of the related ones."""
SINGLES = 0.025
JOINING = 0.055
"""Mean similarity at which a position that a proposal left out joins one of its issues."""
LARGE = 12
"""Groups of more positions are grouped again among themselves: what they all share no longer counts there."""
GENERAL_WEIGHT = 0.35
BORROWED = 0.6
"""Weight of what the same voice said just before, for a remark with fewer than ``FULL`` telling words."""
FULL = 4
NEAR = 400
"""Code points between two remarks that are still one train of thought."""
FIELD_WEIGHT = 0.7
"""Weight of a field of words (``topics.txt``) against the word that stands in it."""
NAME_WEIGHT = 0.3
"""Weight of a word of the position's own party's or speaker's name: who holds it is not what it is about."""
OTHER_NAME_WEIGHT = 0.6
"""Weight of a word of another party's name: ``NATO`` may be whose voice it is, or what it is about."""
FIGURE_WEIGHT = 1.2
"""Weight of a figure: two that speak of 420 flats speak of one thing."""

_SPEECH = frozenset(
    map(
        stem,
        """say said says saying tell told claim state add stress insist warn argue deny call note announce believe think
    confirm accord report ask want promise describe expect reiterate emphasise emphasize mention make made take
    taken get go going come new year years also first last week month day people one two""".split(),
    )
)
_FIGURE = re.compile(r"[\d.,:%]+(?:st|nd|rd|th|s|m|bn|k)?")


def propose_issues(
    grounded: Sequence[GroundedDraft], names: Sequence[Sequence[str]], outlets: Iterable[str] = ()
) -> tuple[IssueDraft, ...]:
    """Group positions into issues with labels, questions and stances; each position is in exactly one.

    Args:
        grounded: the positions, numbered from 1 in this order.
        names: for each position the names of its party (first) and speaker; their words hardly count as topics.
        outlets: names of the documents' outlets, which no label holds.

    """
    everybody = [*(name for own in names for name in own), *outlets]
    drafts = [item.draft for item in grounded]
    groups = join_fields(group_positions(grounded, names), drafts, everybody, LARGE)
    found = labels([[drafts[number] for number in each] for each in groups], everybody)
    groups, found = _one_group_each(groups, found)
    return tuple(
        IssueDraft(
            label=label,
            question=question_of(label, [drafts[number] for number in each]),
            stances={
                number + 1: stance_of(grounded[number].draft.claim, grounded[number].draft.modality) for number in each
            },
        )
        for label, each in zip(found, groups, strict=True)
    )


def _one_group_each(groups: Sequence[list[int]], found: Sequence[str]) -> tuple[list[list[int]], list[str]]:
    """Join the groups of one label."""
    joined: dict[str, list[int]] = {}
    for label, each in zip(found, groups, strict=True):
        joined.setdefault(label, []).extend(each)
    return list(joined.values()), list(joined)


def complete_issues(
    grounded: Sequence[GroundedDraft],
    drafts: Sequence[IssueDraft],
    names: Sequence[Sequence[str]],
    outlets: Sequence[str] = (),
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
    for number, at in _nearest_groups(grounded, groups, left, names).items():
        list(kept.values())[at][2][number + 1] = stance_of(
            grounded[number].draft.claim, grounded[number].draft.modality
        )
        left.remove(number)
    found = list(kept.values())
    if left:
        more = propose_issues([grounded[number] for number in left], [names[number] for number in left], outlets)
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
) -> dict[int, int]:
    """For each left-out position the group that is nearest to it, where one is near enough."""
    if not left or not groups:
        return {}
    near = neighbours(vectors(all_features(grounded, names)), [own[0] for own in names])
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
    written = {word for draft in drafts for word in f"{draft.claim} {draft.topic}".replace("’", "'").split()}
    small = (
        label == OTHER
        or low in written
        or label.partition(":")[0] in field_names()
        or (not rest and first[1:] == first[1:].lower())
    )
    return f"Where does each side stand on {' '.join([low if small else first, *rest])}?"


def group_positions(grounded: Sequence[GroundedDraft], names: Sequence[Sequence[str]]) -> list[list[int]]:
    """Numbers of the positions (from 0) that belong together; groups and members in an order of their own."""
    order = sorted(range(len(grounded)), key=lambda number: _sort_key(grounded[number]))
    features = all_features(grounded, names)
    return _split(order, features, [own[0] for own in names])


def _split(numbers: Sequence[int], features: Sequence[Features], sides: Sequence[str]) -> list[list[int]]:
    """Group positions; a large group is grouped again by the words that tell its own positions apart."""
    near = neighbours(vectors([features[number] for number in numbers]), [sides[number] for number in numbers])
    found = [[numbers[at] for at in each] for each in join_singles(group(near, THRESHOLD), near, SINGLES)]
    if len(found) == 1:
        return found
    return [part for each in found for part in (_split(each, features, sides) if len(each) > LARGE else [each])]


def all_features(grounded: Sequence[GroundedDraft], names: Sequence[Sequence[str]]) -> list[Features]:
    """The features of each position: names light, a bare remark filled up from what its speaker said before."""
    involved = involved_words(name for own in names for name in own)
    found = [
        features_of(item.draft.claim, item.draft.topic, involved, involved_words(own))
        for item, own in zip(grounded, names, strict=True)
    ]
    before = _said_before(grounded)
    filled: list[Features] = []
    for number, own in enumerate(found):
        earlier = before.get(number)
        if earlier is None or sum(weight >= 1 for weight in own.values()) >= FULL:
            filled.append(own)
        else:
            borrowed = {feature: weight * BORROWED for feature, weight in found[earlier].items()}
            filled.append(
                {feature: max(own.get(feature, 0.0), borrowed.get(feature, 0.0)) for feature in {**borrowed, **own}}
            )
    return filled


def _said_before(grounded: Sequence[GroundedDraft]) -> dict[int, int]:
    """For each position the one before it in its document, where the same voice goes on close by."""
    order = sorted(range(len(grounded)), key=lambda number: _sort_key(grounded[number]))
    found: dict[int, int] = {}
    for first, second in pairwise(order):
        a, b = grounded[first], grounded[second]
        near = min(span.start for span in b.evidence) - max(span.end for span in a.evidence) < NEAR
        if a.document_id == b.document_id and a.draft.speaker and a.draft.speaker == b.draft.speaker and near:
            found[second] = first
    return found


def involved_words(names: Iterable[str]) -> set[str]:
    """The stems of the names of who is involved."""
    return {stem(word) for name in names for word in tokens(name)} - STOPWORDS


def _sort_key(item: GroundedDraft) -> tuple[object, ...]:
    draft = item.draft
    spans = tuple((span.start, span.end) for span in item.evidence)
    return (item.document_id, spans, draft.claim, draft.model_dump_json())


def features_of(claim: str, topic: str, involved: set[str], own: set[str] | frozenset[str] = frozenset()) -> Features:
    """The stems and figures of a position that may carry its topic, with their weights.

    ``involved`` holds the stems of all names, ``own`` those of the position's holder.
    """
    found: dict[str, float] = {}
    fields: dict[str, float] = {}
    for text, weight in ((claim, 1.0), (topic, 1.3)):
        for token in tokens(text):
            for part in [token, *token.split("-")] if "-" in token else [token]:
                root = stem(part)
                if _FIGURE.fullmatch(part):
                    if part.isdigit() and (len(part) == 4 and part[:2] in ("19", "20")):
                        continue  # a year
                    found[f"#{part}"] = FIGURE_WEIGHT
                    continue
                if part in STOPWORDS or root in _SPEECH:
                    continue
                name = NAME_WEIGHT if root in own else OTHER_NAME_WEIGHT
                plain = weight * (name if root in involved or root in actor_stems() else 1.0)
                found[root] = max(found.get(root, 0.0), plain * (GENERAL_WEIGHT if root in GENERAL else 1.0))
                for field in fields_of(root):
                    key = f"={field}"
                    fields[key] = max(fields.get(key, 0.0), plain * FIELD_WEIGHT / math.sqrt(len(fields_of(root))))
    return {**found, **fields}
