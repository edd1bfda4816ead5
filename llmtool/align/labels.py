"""Labels for issues: short noun phrases from the positions' own words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from llmtool.schema import PositionDraft
from llmtool.words import STOPWORDS, stem, tokens

_WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*|[.,;:!?()\"“”]")
_LINKS = frozenset("of over on for in to with between against".split())
_LONGEST = 6
_WEAK = frozenset(
    """said says say told tell would could should may might must will can cannot also still yet already very really much many
    more most less least new old good bad big small main key first last next recent recently today yesterday tomorrow now
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
    november december week weeks month months year years day days time times thing things something anything everything
    nothing someone everyone people way ways lot part side sides one two three four five six seven eight nine ten hundred
    thousand million billion per cent percent need needs want wants make makes made take takes taken get gets got give gives
    given go goes going gone come comes came see sees seen know knows think thinks believe believes call calls called put puts
    keep keeps kept let lets find finds found use uses used show shows shown try tries tried become becomes became remain
    remains remained continue continues continued begin begins began start starts started stop stops stopped end ends ended
    help helps helped work works worked seem seems seemed look looks looked mean means meant happen happens happened add adds
    added ask asks asked agree agrees agreed accept accepts accepted reject rejects rejected refuse refuses refused warn warns
    warned deny denies denied confirm confirms confirmed expect expects expected hope hopes hoped plan plans planned offer
    offers offered promise promises promised claim claims claimed insist insists insisted stress stresses stressed note notes
    noted argue argues argued announce announces announced describe describes described reiterate reiterates reiterated
    able ready clear right wrong true false sure likely important possible impossible necessary being having done did does
    do be been is are was were has have had if whether because while when where what who how why there here it its""".split()
)


def labels(groups: Sequence[Sequence[PositionDraft]], names: Iterable[str]) -> list[str]:
    """One label for each group, all different."""
    involved = {stem(word) for name in names for word in tokens(name)} - STOPWORDS
    spread = Counter(root for each in groups for root in {root for draft in each for root in _roots(draft)})
    found: list[str] = []
    used: set[str] = set()
    for each in groups:
        ranked = _ranked(each, involved, spread, len(groups))
        label = next((form for form in ranked if form.casefold() not in used), None)
        if label is None:
            base, number = (ranked[0] if ranked else "Other statements"), 2
            label = base
            while label.casefold() in used:
                label = f"{base} ({number})"
                number += 1
        used.add(label.casefold())
        found.append(label)
    return found


def _roots(draft: PositionDraft) -> set[str]:
    return {stem(word) for text in (draft.claim, draft.topic) for word in tokens(text) if word not in STOPWORDS}


def _ranked(each: Sequence[PositionDraft], involved: set[str], spread: Counter[str], groups: int) -> list[str]:
    """Candidate phrases, the most telling first."""
    roots = [_roots(draft) for draft in each]
    here = Counter(root for own in roots for root in own)
    forms: dict[tuple[str, ...], Counter[str]] = {}
    topics: Counter[tuple[str, ...]] = Counter()
    for draft in each:
        for text, is_topic in ((draft.topic, True), (draft.claim, False)):
            for phrase in sorted(set(phrases(text))):
                key = tuple(stem(word) for word in tokens(phrase) if word not in STOPWORDS)
                if key:
                    forms.setdefault(key, Counter())[phrase] += 2 if is_topic else 1
                    if is_topic and is_whole(phrase, text):
                        topics[key] += 1
    scores: dict[tuple[str, ...], float] = {}
    for key in forms:
        weights = [
            here[root] / len(each) * math.log((groups + 1) / spread[root] + 1) * (0.4 if root in involved else 1.0)
            for root in set(key)
        ]
        covered = sum(set(key) <= own for own in roots) / len(each)
        length = (0.55, 1.0, 1.1, 1.05, 0.9, 0.8)[min(len(key), _LONGEST) - 1]
        if all(root in involved for root in key):
            length *= 0.3
        scores[key] = (sum(weights) / math.sqrt(len(weights)) + covered) * length * (1 + 0.5 * topics[key] / len(each))
    ranked = sorted(scores, key=lambda key: (-round(scores[key], 9), key))
    return [_shown(min(forms[key], key=lambda form: (-forms[key][form], form))) for key in ranked]


def is_whole(phrase: str, text: str) -> bool:
    """Whether a phrase is all of a text, but for determiners."""
    return len(tokens(phrase)) >= len([word for word in tokens(text) if word not in ("the", "a", "an")])


def phrases(text: str) -> list[str]:
    """Runs of words that may be noun phrases: no verbs of saying, no function words but a link like ``of`` inside."""
    runs: list[list[str]] = [[]]
    for word in _WORD.findall(text):
        low = word.casefold()
        if low in _LINKS or low in ("the", "a", "an"):
            if runs[-1]:
                runs[-1].append(word)
        elif not word[0].isalnum() or low in STOPWORDS or low in _WEAK or low.endswith("ly") or word[0].isdigit():
            runs.append([])
        else:
            runs[-1].append(word)
    found: list[str] = []
    for run in runs:
        for start in range(len(run)):
            if run[start].casefold() in _LINKS | {"the", "a", "an"}:
                continue
            for end in range(start + 1, min(start + _LONGEST, len(run)) + 1):
                last = run[end - 1].casefold()
                if (
                    last in _LINKS
                    or last in ("the", "a", "an")
                    or _is_verb_form(last)
                    or _is_verb_form(run[start].casefold(), start=True)
                ):
                    continue
                if sum(word.casefold() in _LINKS for word in run[start:end]) > 1:
                    continue
                found.append(" ".join(run[start:end]))
    return found


def _is_verb_form(word: str, *, start: bool = False) -> bool:
    """A rough guess: ``rejected`` at the end of a phrase, ``rejecting`` at its start."""
    if start:
        return word.endswith("ing") and len(word) > 5
    return word.endswith("ed") and len(word) > 4


def _shown(phrase: str) -> str:
    plain = re.sub(r"[’']s$", "", phrase)
    return plain[:1].upper() + plain[1:]
