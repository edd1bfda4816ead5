"""Labels for issues: short noun phrases from the positions' own words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from llmtool.align.aspects import aspect_of
from llmtool.align.countries import actor_stems
from llmtool.align.fields import GENERAL, field_name, fields_of
from llmtool.align.names import person
from llmtool.align.phrases import is_vague, is_whole, phrases
from llmtool.align.vocabulary import BODIES, GROUPS, HONORIFICS, OFFICIALS, PRIVATE, UNITS, is_in
from llmtool.schema import PositionDraft
from llmtool.words import STOPWORDS, stem, tokens

_WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
WIDEST = 4
"""Telling words that a label may have."""
OTHER = "Other statements"
"""The label of all groups that no noun can name."""
ASKED = 4
"""So many of the best phrases may be what is counted."""
WIDE = 0.6
"""Part of a group's positions that must hold a single noun for it to name them all."""
SHARE = 0.4
"""Part of a group's positions that must hold a phrase for it to name them all."""
NAMED = 0.4
"""What the name of a party or speaker counts in a label."""
LENGTHS = (0.6, 1.0, 1.05, 0.95, 0.85)
"""How much labels of one, two, three, ... telling words are liked."""


def labels(groups: Sequence[Sequence[PositionDraft]], names: Iterable[str]) -> list[str]:
    """One label for each group: what its positions count, or a phrase that they share, else the field they speak about.

    Two groups have one label only where neither has another: then they are one issue.
    """
    involved = _involved(names)
    spread = _spread(groups)
    found: list[str] = []
    keys: set[tuple[str, ...]] = set()
    for each in groups:
        choices = _choices(each, involved, spread, len(groups))
        if not choices:
            found.append(OTHER)
            continue
        label = next((form for form in choices if _key(form) not in keys), choices[0])
        keys.add(_key(label))
        found.append(label)
    return found


def _choices(each: Sequence[PositionDraft], involved: set[str], spread: Counter[str], groups: int) -> list[str]:
    """Labels for a group, the best first."""
    shared, others = _ranked(each, involved, spread, groups)
    claims = [draft.claim for draft in each]
    written = {word for claim in claims for word in _WORDS.findall(claim)}
    shared.sort(key=lambda phrase: _is_dull(phrase, written))
    others.sort(key=lambda phrase: _is_dull(phrase, written))
    field = field_of(each, involved, strong=True)
    choices = [*shared[:3], *([field] if field else []), *others]
    if field and others and " " in others[0]:
        choices.insert(
            len(shared[:3]) + 1, f"{field}: {others[0] if _is_name(others[0], involved) else _lower(others[0])}"
        )
    for phrase in choices[:ASKED]:
        first = phrase.split(" ")[0]
        aspect = aspect_of(_lower(phrase) if _lower(first) in written else phrase, claims) if phrase != field else None
        if aspect:
            return [aspect, *choices]
    return choices


def _is_dull(phrase: str, written: Collection[str]) -> bool:
    """Whether a phrase says little of a topic: a vague noun, somebody who speaks, a unit, a bare name."""
    words = phrase.split()
    head = next((word for word, after in pairwise(words) if after in ("of", "on", "for", "in", "to")), words[-1])
    somebody = any(is_in(head, each) for each in (OFFICIALS, GROUPS, PRIVATE, BODIES, UNITS))
    return is_vague(phrase) or somebody or (len(words) == 1 and _lower(phrase) not in written)


def _is_name(label: str, involved: set[str]) -> bool:
    """Whether the first letter of a label is a name's: in a name, or before another capital."""
    return label[1:] != label[1:].lower() or bool(involved & set(_key(label)[:1]))


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
        roots = _roots(draft) - involved - GENERAL
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


def _involved(names: Iterable[str]) -> set[str]:
    return (
        {stem(word) for name in names for word in tokens(name)} - STOPWORDS
        | actor_stems()
        | {stem(word) for word in OFFICIALS}
    )


def _spread(groups: Sequence[Sequence[PositionDraft]]) -> Counter[str]:
    """In how many groups each stem stands."""
    return Counter(root for each in groups for root in {root for draft in each for root in _roots(draft)})


def _words(text: str) -> set[str]:
    return {stem(_bare(word)) for word in tokens(text) if word not in STOPWORDS}


@lru_cache(maxsize=65536)
def _key(phrase: str) -> tuple[str, ...]:
    return tuple(stem(_bare(word)) for word in tokens(phrase) if word not in STOPWORDS)


@lru_cache(maxsize=8192)
def _roots(draft: PositionDraft) -> frozenset[str]:
    words = [word for text in (draft.claim, draft.topic) for word in tokens(text)]
    return frozenset(stem(_bare(word)) for word in words if word not in STOPWORDS)


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def _ranked(
    each: Sequence[PositionDraft], involved: set[str], spread: Counter[str], groups: int
) -> tuple[list[str], list[str]]:
    """Candidate phrases, the most telling first: those that several positions share, and the others."""
    roots = [_roots(draft) for draft in each]
    here = Counter(root for own in roots for root in own)
    forms: dict[tuple[str, ...], Counter[str]] = {}
    whole: Counter[tuple[str, ...]] = Counter()
    for draft in each:
        # A topic that is only words picked out of the claim is no phrase that anybody wrote.
        own_topic = not _words(draft.topic) <= _words(draft.claim)
        for text, is_topic in ((draft.topic, True), (draft.claim, False)) if own_topic else ((draft.claim, False),):
            for phrase in phrases(text):
                key = _key(phrase)
                if key and here.keys() >= set(key):  # not a phrase that is cut inside a word: "S.E. C"
                    forms.setdefault(key, Counter())[phrase] += 2 if is_topic else 1
                    whole[key] += is_topic and is_whole(phrase, text)
    forms = _without_parts(forms)
    # A word that only one of several positions has says little about what they share.
    shares = {
        root: count / len(each) if count > 1 or len(each) == 1 else 0.25 / len(each) for root, count in here.items()
    }
    scores: dict[tuple[str, ...], float] = {}
    for key in forms:
        weights = [
            shares[root] * (math.log((groups + 1) / spread[root]) + 0.3) * (NAMED if root in involved else 1.0)
            for root in key
        ]
        covered = sum(set(key) <= own for own in roots) / len(each)
        score = sum(weights) / len(weights) * (0.5 + covered) * LENGTHS[min(len(key), len(LENGTHS)) - 1]
        if all(root in involved for root in key):
            score *= 0.2
        score *= _taste(forms[key])
        scores[key] = score * (1 + whole[key] / len(each))
    ranked = sorted(scores, key=lambda key: (-round(scores[key], 9), key))
    shown = {
        key: _shown(min(forms[key], key=lambda form: (-forms[key][form], not form.endswith("s"), len(form), form)))
        for key in ranked
    }
    good = {key for key in ranked if _is_shared(key, roots, involved, whole[key])}
    others = [key for key in ranked if key not in good and not _is_nobody_else(key, forms[key], involved)]
    wide = [
        key
        for key in others
        if len(key) == 1 and _taste(forms[key]) == 1 and _holding(key, roots) >= max(2, WIDE * len(each))
    ]
    others.sort(key=lambda key: len(key) < 2)
    shared = [*[key for key in ranked if key in good], *wide]
    return [shown[key] for key in shared], [shown[key] for key in others if key not in wide]


def _holding(key: tuple[str, ...], roots: Sequence[frozenset[str]]) -> int:
    """How many positions have all words of a phrase."""
    return sum(set(key) <= own for own in roots)


def _without_parts(forms: dict[tuple[str, ...], Counter[str]]) -> dict[tuple[str, ...], Counter[str]]:
    """Leave out phrases that only ever stand inside one longer phrase: ``strikes on a missile`` of ``... plant``."""
    counts = {key: sum(own.values()) for key, own in forms.items()}
    inside: set[tuple[str, ...]] = set()
    for key in forms:
        for start in range(len(key)):
            for end in range(start + 1, len(key) + 1):
                part = key[start:end]
                if len(part) < len(key) <= WIDEST and len(part) > 1 and counts.get(part) == counts[key]:
                    inside.add(part)
    return {key: own for key, own in forms.items() if key not in inside}


def _is_nobody_else(key: tuple[str, ...], forms: Iterable[str], involved: set[str]) -> bool:
    """Whether a phrase only names who is involved; ``fires`` does not, though there is a Fire Service."""
    words = min(forms).split()
    if len(words) > 1 and all(word[0].isupper() for word in words) and person(min(forms)) is not None:
        return True  # somebody who is only spoken about
    if not all(root in involved for root in key):
        return False
    return any(
        word[0].isupper() or any(is_in(word, each) for each in (BODIES, OFFICIALS, GROUPS, PRIVATE)) for word in words
    )


def _taste(forms: Iterable[str]) -> float:
    """What a phrase counts by its looks: who speaks is no topic, and a name alone tells little."""
    words = min(forms).split()
    if any(word.strip(".").casefold() in HONORIFICS for word in words):
        return 0.1
    if is_vague(min(forms)) or (len(words) == 1 and stem(words[0].casefold()) in GENERAL):
        return 0.3
    if words[0][0].isupper() and all(word[0].isupper() for word in words if len(word) > 3):
        return 0.4
    heads = [words[-1], *(word for word, after in pairwise(words) if after in ("of", "on", "for", "in"))]
    if any(is_in(head, each) for head in heads for each in (OFFICIALS, GROUPS, PRIVATE, BODIES)):
        return 0.5
    return 0.6 if len(words) == 1 and is_in(words[0], UNITS) else 1.0


def _is_shared(key: tuple[str, ...], roots: Sequence[frozenset[str]], involved: set[str], whole: int) -> bool:
    """Whether a phrase of two telling words stands in enough of the positions, or is somebody's whole topic."""
    holding = sum(set(key) <= own for own in roots)
    telling = [root for root in key if root not in involved]
    enough = holding >= max(2, SHARE * len(roots)) or whole >= max(1, SHARE * len(roots))
    return len(key) > 1 and len(telling) > 0 and enough


def _shown(phrase: str) -> str:
    plain = re.sub(r"[’']s$", "", phrase)
    return plain[:1].upper() + plain[1:]
