"""Which of the phrases of a group of positions tell best what the group is about."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from llmtool.align.issues.clauses import who_and_what
from llmtool.align.issues.fields import GENERAL
from llmtool.align.issues.heads import is_vague, is_whole
from llmtool.align.issues.noun_words import DEEDS, FRACTIONS, LINKS, MEASURES
from llmtool.align.issues.phrases import phrases
from llmtool.align.parties.countries import actor_stems
from llmtool.align.parties.people.names import person
from llmtool.align.parties.vocabulary import BODIES, GROUPS, HONORIFICS, OFFICIALS, PRIVATE, is_in
from llmtool.schema import PositionDraft
from llmtool.words import STOPWORDS, stem, tokens

Key = tuple[str, ...]
"""The stems of a phrase's telling words."""

WIDEST = 4
"""Telling words that a label may have."""
WIDE = 0.6
"""Part of a group's positions that must hold a single noun for it to name them all."""
NEARLY_ALL = 0.75
"""Part of a group's positions that must speak of a kind of people for them to be the topic."""
BACKED = 0.5
"""Part of a group's positions that must hold a single noun for it to come before a fuller phrase of one of them."""
SHARE = 0.4
"""Part of a group's positions that must hold a phrase for it to name them all."""
NAMED = 0.4
"""What the name of a party or speaker counts in a label."""
LENGTHS = (0.6, 1.0, 1.05, 0.95, 0.85)
"""How much labels of one, two, three, ... telling words are liked."""
_AMOUNTS = frozenset(map(stem, MEASURES | FRACTIONS))
"""Stems that many claims have and that are no matter: ``third bucket`` is not about thirds."""
SPEAKERS = (OFFICIALS, GROUPS, PRIVATE, BODIES)


@dataclass(frozen=True)
class Ranked:
    """The phrases of a group, each list the most telling first.

    ``shared`` have two telling words or more and stand in enough of the positions; ``fuller`` tell more of a word that
    most positions have: ``cost of the detour``; ``wide`` are single nouns of most positions.
    """

    shared: list[str]
    fuller: list[str]
    wide: list[str]
    others: list[str]


def involved_stems(names: Iterable[str]) -> set[str]:
    """The stems of the names of who is involved, of states and of offices."""
    return (
        {stem(word) for name in names for word in tokens(name)} - STOPWORDS
        | actor_stems()
        | {stem(word) for word in OFFICIALS}
    )


def spread_of(groups: Sequence[Sequence[PositionDraft]]) -> Counter[str]:
    """In how many groups each stem stands."""
    return Counter(root for each in groups for root in {root for draft in each for root in roots_of(draft)})


@lru_cache(maxsize=65536)
def key_of(phrase: str) -> Key:
    """The stems of a phrase's telling words."""
    return tuple(stem(_bare(word)) for word in tokens(phrase) if word not in STOPWORDS)


@lru_cache(maxsize=8192)
def roots_of(draft: PositionDraft) -> frozenset[str]:
    """The stems of a position's telling words."""
    return frozenset((*key_of(draft.claim), *key_of(draft.topic)))


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def ranked(each: Sequence[PositionDraft], involved: set[str], spread: Counter[str], groups: int) -> Ranked:
    """The phrases of a group's positions; ``spread`` says in how many of the ``groups`` each stem stands."""
    roots = [roots_of(draft) for draft in each]
    here = Counter(root for own in roots for root in own)
    forms, whole = _forms(each, here)
    forms = {key: own for key, own in forms.items() if not _begins_with_somebody(own)}
    scores = {key: _score(key, roots, here, involved, spread, groups) for key in forms}
    for key in forms:
        scores[key] *= _taste(forms[key]) * (1 + whole[key] / len(each))
    order = sorted(scores, key=lambda key: (-round(scores[key], 9), key))
    shared = [
        key for key in order if _is_shared(key, roots, involved, whole[key]) and not _is_speaker(forms[key], involved)
    ]
    most = max(2, WIDE * len(each))

    def many(key: Key) -> bool:
        """``inspectors``, where nearly all claims speak of them: they are what it is about, not who says it."""
        enough = len(key) == 1 and here[key[0]] >= max(3, NEARLY_ALL * len(each))
        return enough and any(form.islower() and form.endswith("s") and is_somebody(form) for form in forms[key])

    rest = [
        key for key in order if key not in set(shared) and (many(key) or not _is_nobody_else(key, forms[key], involved))
    ]
    wide = [key for key in rest if len(key) == 1 and here[key[0]] >= most and (_taste(forms[key]) == 1 or many(key))]
    fuller = [key for key in rest if len(key) > 1 and _is_fuller(key, here, len(each), involved)]
    named = {key for key in rest if is_backed(key, roots) and _taste(forms[key]) == 1}
    fuller += [key for key in rest if key not in fuller and _is_of_two(key, named, here)]
    others = sorted((key for key in rest if key not in {*wide, *fuller}), key=lambda k: (k not in named, len(k) < 2))

    def shown(keys: Iterable[Key]) -> list[str]:
        return [_shown(min(forms[key], key=lambda form: _rank_of_form(form, forms[key]))) for key in keys]

    return Ranked(shown(shared), shown(fuller), shown(wide), shown(others))


def _forms(each: Sequence[PositionDraft], here: Counter[str]) -> tuple[dict[Key, Counter[str]], Counter[Key]]:
    """The phrases with how often each form of them stands, and how many topics each is all of."""
    forms: dict[Key, Counter[str]] = {}
    whole: Counter[Key] = Counter()
    for draft in each:
        said = what_is_said(draft.claim)
        # A topic that is only words picked out of the claim is no phrase that anybody wrote.
        own_topic = not set(key_of(draft.topic)) <= set(key_of(draft.claim))
        for text, is_topic in ((draft.topic, True), (said, False)) if own_topic else ((said, False),):
            for phrase in phrases(text):
                key = key_of(phrase)
                if key and here.keys() >= set(key):  # not a phrase that is cut inside a word: "S.E. C"
                    forms.setdefault(key, Counter())[phrase] += 2 if is_topic else 1
                    whole[key] += is_topic and is_whole(phrase, text)
    return _without_parts(forms), whole


@lru_cache(maxsize=8192)
def what_is_said(claim: str) -> str:
    """A claim without the words about who says it."""
    told = who_and_what(claim)
    return claim if told is None else told[1].strip()


def _rank_of_form(form: str, forms: Counter[str]) -> tuple[object, ...]:
    return (" of " not in form, -forms[form], not form.endswith("s"), len(form), form)


def _score(
    key: Key,
    roots: Sequence[frozenset[str]],
    here: Counter[str],
    involved: set[str],
    spread: Counter[str],
    groups: int,
) -> float:
    """How much the words of a phrase say of this group and of no other."""
    size = len(roots)
    # A word that only one of several positions has says little about what they share.
    shares = [here[root] / size if here[root] > 1 or size == 1 else 0.25 / size for root in key]
    weights = [
        share * (math.log((groups + 1) / spread[root]) + 0.3) * (NAMED if root in involved else 1.0)
        for root, share in zip(key, shares, strict=True)
    ]
    covered = _holding(key, roots) / size
    score = sum(weights) / len(weights) * (0.5 + covered) * LENGTHS[min(len(key), len(LENGTHS)) - 1]
    return score * 0.2 if all(root in involved for root in key) else score


def is_backed(key: Key, roots: Sequence[frozenset[str]]) -> bool:
    """Whether enough of the positions have all words of a phrase for it to name what they share; one alone does."""
    least = SHARE if len(key) > 1 else BACKED
    return len(roots) == 1 or _holding(key, roots) >= max(2, least * len(roots))


def _holding(key: Key, roots: Sequence[frozenset[str]]) -> int:
    """How many positions have all words of a phrase."""
    return sum(set(key) <= own for own in roots)


def _is_shared(key: Key, roots: Sequence[frozenset[str]], involved: set[str], whole: int) -> bool:
    """Whether a phrase of two telling words stands in enough of the positions, or is somebody's whole topic."""
    telling = [root for root in key if root not in involved]
    enough = _holding(key, roots) >= max(2, SHARE * len(roots)) or whole >= max(1, SHARE * len(roots))
    return len(key) > 1 and len(telling) > 0 and enough


def _is_of_two(key: Key, named: Collection[Key], here: Counter[str]) -> bool:
    """Whether a phrase is a noun that enough positions have with another word of several: ``slots on routes``."""
    return len(key) == 2 and any((root,) in named for root in key) and min(here[root] for root in key) > 1


def _is_fuller(key: Key, here: Counter[str], size: int, involved: set[str]) -> bool:
    """Whether a phrase has a word of most positions, and its other words stand in some: half of them on average."""
    telling = [root for root in key if root not in involved]
    if size < 2 or not telling or len(key) > WIDEST - 1:
        return False
    most = max(0 if root in _AMOUNTS else here[root] for root in telling)
    return most >= max(2, WIDE * size) and sum(here[root] for root in telling) >= SHARE * size * len(telling)


def _without_parts(forms: dict[Key, Counter[str]]) -> dict[Key, Counter[str]]:
    """Leave out phrases that only ever stand inside one longer phrase: ``strikes on a missile`` of ``... plant``."""
    counts = {key: sum(own.values()) for key, own in forms.items()}
    inside = {
        part
        for key in forms
        if len(key) <= WIDEST
        for part in _parts(key)
        if len(part) > 1 and counts.get(part) == counts[key]
    }
    return {key: own for key, own in forms.items() if key not in inside}


def _parts(key: Key) -> Iterator[Key]:
    """The shorter runs of words in a phrase."""
    for start in range(len(key)):
        for end in range(start + 1, len(key) + 1):
            if end - start < len(key):
                yield key[start:end]


def _is_speaker(forms: Iterable[str], involved: set[str]) -> bool:
    """Whether a phrase is somebody's name, or begins with it: ``Trade Minister Ilo Prest``, ``Ilo Prest on costs``."""
    words = min(forms).split()
    if any(word.strip(".").casefold() in HONORIFICS for word in words):
        return True
    head = words[: next((at for at, word in enumerate(words) if word in LINKS), len(words))]
    if not all(word[0].isupper() for word in head):
        return False
    office = next((at for at, word in enumerate(head) if is_in(word, OFFICIALS)), len(head))
    return office < len(head) - 1 or (1 < len(head) < len(words) and set(key_of(" ".join(head))) <= involved)


def _begins_with_somebody(forms: Iterable[str]) -> bool:
    """Whether a person's name is what is tied to something: ``Agnes Holm for the ambulance``."""
    words = min(forms).split()
    head = words[: next((at for at, word in enumerate(words) if word in LINKS), len(words))]
    named = 1 < len(head) < len(words) and all(word[0].isupper() for word in head)
    return named and person(" ".join(head)) is not None


def _is_nobody_else(key: Key, forms: Iterable[str], involved: set[str]) -> bool:
    """Whether a phrase only names who is involved; ``fires`` does not, though there is a Fire Service."""
    words = min(forms).split()
    if len(words) > 1 and all(word[0].isupper() for word in words) and person(min(forms)) is not None:
        return True  # somebody who is only spoken about
    if not all(root in involved for root in key):
        return False
    return any(word[0].isupper() or is_somebody(word) for word in words)


def _taste(forms: Iterable[str]) -> float:
    """What a phrase counts by its looks: who speaks is no topic, and a name alone tells little."""
    words = min(forms).split()
    if is_vague(min(forms)) or (len(words) == 1 and stem(words[0].casefold()) in GENERAL):
        return 0.3
    if words[0][0].isupper() and all(word[0].isupper() for word in words if len(word) > 3):
        return 0.4
    heads = [words[-1], *(word for word, after in pairwise(words) if after in ("of", "on", "for", "in"))]
    if any(is_somebody(head) for head in heads):
        return 0.5
    return 0.6 if len(words) == 1 and is_in(words[0], MEASURES) else 1.0


def is_somebody(word: str) -> bool:
    """Whether a noun means somebody who speaks, a body or a group."""
    return word.casefold() not in DEEDS and any(is_in(word, each) for each in SPEAKERS)


def _shown(phrase: str) -> str:
    plain = re.sub(r"[’']s$", "", phrase)
    return plain[:1].upper() + plain[1:]
