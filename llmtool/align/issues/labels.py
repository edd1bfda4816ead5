"""Labels for issues: short noun phrases from the positions' own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from llmtool.align.issues.actions import action_of
from llmtool.align.issues.aspects import aspect_of
from llmtool.align.issues.fields import GENERAL, field_name, fields_of
from llmtool.align.issues.heads import is_vague
from llmtool.align.issues.ranking import SPEAKERS, involved_stems, key_of, ranked, roots_of, spread_of
from llmtool.align.parties.vocabulary import UNITS, is_in
from llmtool.schema import PositionDraft

_WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
OTHER = "Other statements"
"""The label of all groups that no noun can name."""
ASKED = 6
"""So many of the best phrases may be what is counted, caused or paid for."""
COMMON, COMMON_SHARE = 3, 0.25
"""Groups, and part of all groups, in which a word stands that belongs to the whole dispute."""
MOST = 0.6
"""Part of the claims that must speak of somebody for them to be the topic: ``finance ministry``."""
BEST = 3
"""So many phrases that the positions share come before the field they speak about."""


def labels(groups: Sequence[Sequence[PositionDraft]], names: Iterable[str]) -> list[str]:
    """One label for each group: what its positions count, or a phrase that they share, else the field they speak about.

    Two groups have one label only where neither has another: then they are one issue.
    """
    involved = involved_stems(names)
    spread = spread_of(groups)
    found: list[str] = []
    keys: set[tuple[str, ...]] = set()
    for each in groups:
        choices = _choices(each, involved, spread, len(groups))
        if not choices:
            found.append(OTHER)
            continue
        label = next((form for form in choices if key_of(form) not in keys), choices[0])
        keys.add(key_of(label))
        found.append(label)
    return found


def _choices(each: Sequence[PositionDraft], involved: set[str], spread: Counter[str], groups: int) -> list[str]:
    """Labels for a group, the best first."""
    found = ranked(each, involved, spread, groups)
    claims = [draft.claim for draft in each]
    written = {word for claim in claims for word in _WORDS.findall(claim)}
    roots = [roots_of(draft) for draft in each]
    spoken_of = [
        phrase
        for phrase in found.shared[:BEST]
        if sum(set(key_of(phrase)) <= own for own in roots) >= max(2, MOST * len(each)) and not is_vague(phrase)
    ]
    telling, dull = _apart([*found.shared[:BEST], *found.fuller[:BEST], *found.wide], written)
    telling += [phrase for phrase in spoken_of if phrase in dull]
    others, dull_others = _apart(found.others, written)
    field = field_of(each, involved, strong=True)
    weak = field_of(each, involved) if len(each) > 1 else None
    choices = [*telling, *([field] if field else [])]
    if field and others and " " in others[0]:
        choices.append(f"{field}: {_inside(others[0], written, involved)}")
    choices += [*others, *([weak] if weak and not field else []), *dull, *dull_others]
    for phrase in choices[:ASKED]:
        if phrase in {field, weak}:
            continue
        if aspect := aspect_of(_inside(phrase, written), claims):
            return [aspect, *choices]
    if not choices or _says_little(choices[0], telling, spread, groups):
        action = action_of(claims)
        return [action, *choices] if action else choices
    return choices


def _says_little(phrase: str, telling: Collection[str], spread: Counter[str], groups: int) -> bool:
    """Whether a phrase is a bare noun, or made of words that many of the issues share, or of none that tell."""
    key = key_of(phrase)
    many = max(COMMON, COMMON_SHARE * groups)
    return len(key) < 2 or phrase not in telling or all(spread[root] >= many for root in key)


def _apart(phrases: Iterable[str], written: Collection[str]) -> tuple[list[str], list[str]]:
    """The phrases that say something of a topic, and those that say little."""
    telling: list[str] = []
    dull: list[str] = []
    for phrase in phrases:
        (dull if _is_dull(phrase, written) else telling).append(phrase)
    return telling, dull


def _is_dull(phrase: str, written: Collection[str]) -> bool:
    """Whether a phrase says little of a topic: a vague noun, somebody who speaks, a unit, a bare name."""
    words = phrase.split()
    head = next((word for word, after in pairwise(words) if after in ("of", "on", "for", "in", "to")), words[-1])
    somebody = any(is_in(head, each) for each in (*SPEAKERS, UNITS))
    return is_vague(phrase) or somebody or (len(words) == 1 and _lower(phrase) not in written)


def _inside(label: str, written: Collection[str], involved: Collection[str] | None = None) -> str:
    """A label as it stands inside a sentence: its first letter small, unless a name begins it."""
    if _lower(label.split(" ", maxsplit=1)[0]) in written:
        return _lower(label)
    if involved is None or label[1:] != label[1:].lower() or key_of(label)[0] in involved:
        return label
    return _lower(label)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def field_of(each: Sequence[PositionDraft], involved: set[str], *, strong: bool = False) -> str | None:
    """The name of the field that the most positions speak about, if half of them do and two words show it.

    ``strong`` asks for two thirds and three words.
    """
    positions: Counter[int] = Counter()
    shown: dict[int, set[str]] = {}
    weights: dict[int, float] = {}
    for draft in each:
        roots = roots_of(draft) - involved - GENERAL
        positions.update({field for root in roots for field in fields_of(root)})
        for root in sorted(roots):
            for field in fields_of(root):
                shown.setdefault(field, set()).add(root)
                weights[field] = weights.get(field, 0.0) + 1 / len(fields_of(root))
    best = min(positions, key=lambda field: (-round(weights[field] * positions[field], 9), field), default=None)
    if best is None or positions[best] * 2 < len(each) or len(shown[best]) < 2:
        return None
    if strong and (positions[best] * 3 < len(each) * 2 or len(shown[best]) < 3):
        return None
    return field_name(best)
