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
from llmtool.align.issues.noun_words import AUXILIARIES, MEASURES, NOUN_ENDINGS, PREPOSITIONS
from llmtool.align.issues.ranking import (
    NEARLY_ALL,
    involved_stems,
    is_backed,
    is_somebody,
    key_of,
    ranked,
    roots_of,
    spread_of,
)
from llmtool.align.parties.vocabulary import is_in
from llmtool.schema import PositionDraft
from llmtool.words import stem

_WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
OTHER = "Other statements"
"""The label of all groups that no noun can name."""
MONEY = "Sums of money"
"""The label where most positions tell an amount and share no phrase."""
_AMOUNT = re.compile(
    r"[$€£¥]\s?\d|(?:\d|\b(?:hundred|thousand|[mb]illion|tens?|dozen)) "
    r"(?:crowns?|marks?|euros?|dollars?|pounds?|shillings?|francs?|roubles?|pesos?|kron[ae]r?|yen|rand)\b",
    re.IGNORECASE,
)
ASKED = 6
"""So many of the best phrases may be what is counted, caused or paid for."""
COMMON, COMMON_SHARE = 3, 0.25
"""Groups, and part of all groups, in which a word stands that belongs to the whole dispute."""
MOST = 0.6
"""Part of the claims that must speak of somebody for them to be the topic: ``finance ministry``."""
MANY = 4
"""So many positions that share no phrase are better named by a field than by what one or two of them say."""
LONGEST = 6
"""Words of a label that names two matters, without the one between them."""
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
        for phrase in (*found.shared[:BEST], *found.wide[:BEST])
        if sum(set(key_of(phrase)) <= own for own in roots) >= max(2, MOST * len(each))
        and not is_vague(phrase)
        and not is_in(phrase.split()[-1], MEASURES)
    ]
    telling, dull = _apart([*found.shared[:BEST], *found.fuller[:BEST], *found.wide], written)
    telling += [phrase for phrase in spoken_of if phrase in dull]
    telling = _widest_first(telling, found.wide, roots)
    others, dull_others = _apart(found.others, written)
    field = field_of(each, involved, strong=True)
    weak = field_of(each, involved) if len(each) > 1 else None
    choices = [*telling, *([field] if field else [])]
    if field and others and " " in others[0]:
        choices.append(f"{field}: {_inside(others[0], written, involved)}")
    weak = weak if weak and not field else None
    named = [phrase for phrase in others if is_backed(key_of(phrase), roots) and set(key_of(phrase)) - GENERAL]
    apart = [phrase for phrase in others if phrase not in named]
    if named or not apart:
        choices += [*named, *([weak] if weak else []), *dull, *apart, *dull_others]
    else:
        both = _two_matters(apart, roots, claims, written, involved) if len(each) < MANY else []
        amounts = [MONEY] if sum(map(tells_money, claims)) >= MOST * len(each) else []
        choices += [*([weak] if weak and len(each) >= MANY else []), *amounts, *both, *apart]
        choices += [*([weak] if weak else []), *dull]
        choices += dull_others
    for phrase in choices[:ASKED]:
        if phrase in {field, weak}:
            continue
        if aspect := aspect_of(_inside(phrase, written), claims):
            return [aspect, *choices]
    if not choices or _says_little(choices[0], telling, spread, groups):
        action = action_of(claims)
        return [action, *choices] if action else choices
    return choices


def _widest_first(telling: list[str], wide: Collection[str], roots: Sequence[frozenset[str]]) -> list[str]:
    """Phrases, and before them a noun of most positions where the first is one of fewer than that."""
    if not telling or telling[0] in wide:
        return telling
    held = {phrase: sum(set(key_of(phrase)) <= own for own in roots) for phrase in telling}
    if held[telling[0]] >= NEARLY_ALL * len(roots) or set(key_of(telling[0])) & {key_of(each)[0] for each in wide}:
        return telling
    widest = next((phrase for phrase in telling if phrase in wide and held[phrase] >= NEARLY_ALL * len(roots)), None)
    return telling if widest is None else [widest, *(phrase for phrase in telling if phrase != widest)]


def _two_matters(
    apart: Sequence[str],
    roots: Sequence[frozenset[str]],
    claims: Iterable[str],
    written: Collection[str],
    involved: set[str],
) -> list[str]:
    """``Building and state loan``, where no claim has a word of what the others are about; none where one is enough."""
    first, *others = apart
    held = [set(key_of(first)) <= own for own in roots]
    for other in others:
        also = [set(key_of(other)) <= own for own in roots]
        also = [] if {*key_of(first)} & {*key_of(other)} else also
        short = len(first.split()) + len(other.split()) <= LONGEST and stem(other.casefold()) not in GENERAL
        distinct = any(also) and not any(one and two for one, two in zip(held, also, strict=True))
        if short and distinct and _is_surely_noun(other, claims):
            return [f"{first} and {_inside(other, written, involved)}"]
    return []


def tells_money(claim: str) -> bool:
    """Whether an amount of money is told."""
    return _AMOUNT.search(claim) is not None


def _is_surely_noun(phrase: str, claims: Iterable[str]) -> bool:
    """Whether a phrase is a noun by its ending, or by what stands around it: ``its cash would``."""
    low = phrase.casefold()
    if " " in phrase or low.endswith((*NOUN_ENDINGS, "s")):
        return not low.endswith(("ss", "us"))
    after = "|".join(sorted(AUXILIARIES | PREPOSITIONS))
    before = r"the|an?|its|their|his|her|our|no|any|this|that|of|[\w-]+['’]s"
    around = re.compile(rf"\b(?:{before}) {re.escape(phrase)}(?: (?:{after})\b|[.;]|$)", re.IGNORECASE)
    return any(around.search(claim) for claim in claims)


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
    somebody = is_somebody(head)
    return is_vague(phrase) or somebody or is_in(head, MEASURES) or (len(words) == 1 and _lower(phrase) not in written)


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
