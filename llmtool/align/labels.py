"""Labels for issues: short noun phrases from the positions' own words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

from llmtool.align.countries import actor_stems
from llmtool.align.fields import GENERAL, field_name, fields_of
from llmtool.align.vocabulary import OFFICIALS
from llmtool.schema import PositionDraft
from llmtool.words import STOPWORDS, stem, tokens

_WORD = re.compile(r"(?:[A-Z]\.){2,}(?:-\w+)*|[^\W_]+(?:[’'\-.][^\W_]+)*|[.,;:!?()\"“”]")
_LINKS = frozenset("of over on for in with against to".split())
_ARTICLES = frozenset(("the", "a", "an"))
_LONGEST = 6
WIDEST = 4
"""Telling words that a label may have."""
_TOPICAL = frozenset(
    """funding housing parking building hearing staffing meeting mining fishing farming shipping spending
    policing planning
    training king wing spring lending logging drilling farming gambling smuggling trafficking""".split()
)
"""Nouns in -ing that can be a label alone."""
SHARE = 0.4
"""Part of a group's positions that must hold a phrase for it to name them all."""
NAMED = 0.4
"""What the name of a party or speaker counts in a label."""
LENGTHS = (0.6, 1.0, 1.05, 0.95, 0.85)
"""How much labels of one, two, three, ... telling words are liked."""
_WEAK = frozenset(
    """said says say told tell would could should may might must will can cannot also still yet already very really much
    many more most less least new old good bad big small main key first last next recent recently today yesterday
    tomorrow now monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december week weeks month months year years day days time times thing things
    something anything everything nothing someone everyone people way ways lot part side sides one two three four
    five six seven eight nine ten hundred thousand million billion per cent percent need needs want wants make
    makes made take takes taken get gets got give gives given go goes going gone come comes came see sees seen
    know knows think thinks believe believes call calls called put puts keep keeps kept let lets find finds found
    use uses used show shows shown try tries tried become becomes became remain remains remained continue
    continues continued begin begins began start starts started stop stops stopped end ends ended help helps
    helped work works worked seem seems seemed look looks looked mean means meant happen happens happened add adds
    added ask asks asked agree agrees agreed accept accepts accepted reject rejects rejected refuse refuses
    refused warn warns warned deny denies denied confirm confirms confirmed expect expects expected hope hopes
    hoped plan plans planned offer offers offered promise promises promised claim claims claimed insist insists
    insisted stress stresses stressed note notes noted argue argues argued announce announces announced describe
    describes described reiterate reiterates reiterated able ready clear right wrong true false sure likely
    important possible impossible necessary being having done did does do enough going between among amid despite
    without within across along around toward towards via near like since until per upon behind beyond back
    eastern western northern southern be been is are was were has have had if whether because while when where
    what who how why there here it its""".split()
)


def labels(groups: Sequence[Sequence[PositionDraft]], names: Iterable[str]) -> list[str]:
    """One label for each group, all different: a phrase that the positions share, else the field they speak about."""
    involved = _involved(names)
    spread = _spread(groups)
    found: list[str] = []
    used: set[str] = set()
    for each in groups:
        shared, others = _ranked(each, involved, spread, len(groups))
        field = field_of(each, involved)
        choices = [*shared[:3], *([field] if field else []), *others]
        if field and others and " " in others[0]:
            choices.insert(
                len(shared[:3]) + 1, f"{field}: {others[0] if _is_name(others[0], involved) else _lower(others[0])}"
            )
        choices = choices or ["Other statements"]
        label = next((form for form in choices if form.casefold() not in used), choices[0])
        number = 2
        while label.casefold() in used:
            label = f"{choices[0]} ({number})"
            number += 1
        used.add(label.casefold())
        found.append(label)
    return found


def _is_name(label: str, involved: set[str]) -> bool:
    """Whether the first letter of a label is a name's: in a name, or before another capital."""
    return label[1:] != label[1:].lower() or bool(involved & set(_key(label)[:1]))


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def field_of(each: Sequence[PositionDraft], involved: set[str]) -> str | None:
    """The name of the field that the most positions speak about, if half of them do and two words show it."""
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
    return field_name(best)


def join_fields(
    groups: Sequence[Sequence[int]], drafts: Sequence[PositionDraft], names: Iterable[str], most: int
) -> list[list[int]]:
    """Join groups that only the name of one field would label, while they stay small (``most`` positions)."""
    involved = _involved(names)
    spread = _spread([[drafts[number] for number in each] for each in groups])
    found: list[list[int]] = []
    last: dict[str, int] = {}
    for each in groups:
        own = [drafts[number] for number in each]
        field = None if _ranked(own, involved, spread, len(groups))[0] else field_of(own, involved)
        at = last.get(field) if field else None
        if at is not None and len(found[at]) + len(each) <= most:
            found[at] += each
            continue
        if field:
            last[field] = len(found)
        found.append(list(each))
    return found


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
        scores[key] = score * (1 + whole[key] / len(each))
    ranked = sorted(scores, key=lambda key: (-round(scores[key], 9), key))
    shown = {key: _shown(min(forms[key], key=lambda form: (-forms[key][form], len(form), form))) for key in ranked}
    good = {key for key in ranked if _is_shared(key, roots, involved, whole[key])}
    others = [key for key in ranked if key not in good and not all(root in involved for root in key)]
    others.sort(key=lambda key: len(key) < 2)
    return [shown[key] for key in ranked if key in good], [shown[key] for key in others]


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


def _is_shared(key: tuple[str, ...], roots: Sequence[frozenset[str]], involved: set[str], whole: int) -> bool:
    """Whether a phrase of two telling words stands in enough of the positions, or is somebody's whole topic."""
    holding = sum(set(key) <= own for own in roots)
    telling = [root for root in key if root not in involved]
    enough = holding >= max(2, SHARE * len(roots)) or whole >= max(1, SHARE * len(roots))
    return len(key) > 1 and len(telling) > 0 and enough


def is_whole(phrase: str, text: str) -> bool:
    """Whether a phrase is all of a text, but for determiners."""
    return len(tokens(phrase)) >= len([word for word in tokens(text) if word not in ("the", "a", "an")])


@lru_cache(maxsize=8192)
def phrases(text: str) -> tuple[str, ...]:
    """Runs of words that may be noun phrases: no verbs, no function words but one link like ``of`` inside."""
    runs: list[list[str]] = [[]]
    words = _WORD.findall(text)
    for word, following in zip(words, [*words, ""][1:], strict=True):
        low = word.casefold()
        # "accession to NATO", not "ready to go".
        if (
            low in _LINKS - {"to"}
            or low in _ARTICLES
            or (low == "to" and (following[:1].isupper() or following == "the"))
        ):
            runs[-1].append(low)
        elif (
            not word[0].isalpha()
            or low in STOPWORDS
            or low in _WEAK
            or low.endswith("ly")
            or low in _verbs()
            or _is_contraction(low)
        ):
            runs.append([])
        else:
            runs[-1].append(word)
    found: list[str] = []
    for run in runs:
        for start in range(len(run)):
            stretches = [run[start:end] for end in range(start + 1, min(start + _LONGEST, len(run)) + 1)]
            found += [" ".join(stretch) for stretch in stretches if _may_label(stretch)]
    return tuple(sorted(set(found)))


def _is_contraction(low: str) -> bool:
    """``there's``, ``we're``; not ``council's``."""
    front, mark, end = low.replace("’", "'").partition("'")
    return bool(mark) and (front in STOPWORDS or front == "there" or end in ("re", "ve", "ll", "t", "d", "m"))


def _may_label(words: Sequence[str]) -> bool:
    first, last = words[0].casefold(), words[-1].casefold()
    outer = _LINKS | _ARTICLES
    if first in outer or last in outer or sum(word in _LINKS for word in words) > 1:
        return False
    if len(words) == 1 and first.endswith("ing") and first not in _TOPICAL:
        return False  # "nearing"; "funding" and "housing" are topics
    # An article in the middle follows a verb, unless a link stands before it ("cost of the bypass").
    if any(word in _ARTICLES and words[at] not in _LINKS for at, word in enumerate(words[1:])):
        return False
    if (last.endswith("ed") and len(last) > 4) or (first.endswith("ing") and len(words) > 1 and len(first) > 5):
        return False
    return not any(word.endswith("ed") and len(word) > 4 for word in words[1:])


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """The forms of the verbs in ``verbs.txt``."""
    found: set[str] = set()
    for line in files("llmtool.align").joinpath("verbs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        base, *irregular = line.split()
        short = base.removesuffix("e")
        y = base.endswith("y") and base[-2] not in "aeou"
        third = base[:-1] + "ies" if y else base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
        past = base[:-1] + "ied" if y else short + "ed"
        found.update((base, third, past, short + "ing", *irregular))
    return frozenset(found)


def _shown(phrase: str) -> str:
    plain = re.sub(r"[’']s$", "", phrase)
    return plain[:1].upper() + plain[1:]
