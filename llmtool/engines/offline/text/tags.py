"""The kinds of words: one letter each, by lists of function words, the lexicon of verbs and endings."""

from __future__ import annotations

import re
from typing import Final

from llmtool.engines.offline.people.holders import DOCUMENTS
from llmtool.engines.offline.text import lexicon as words
from llmtool.engines.offline.text.lexicon import Form, lexicon

_NO_DAYS: Final = frozenset({"sat", "sun", "wed"})
"""What only a capital makes a day."""
_NOT_ADVERBS: Final = frozenset(
    """family reply supply ally assembly monopoly rally anomaly bully jelly belly ally fly butterfly folly homily lily
    melancholy panoply tally weekly monthly daily quarterly elderly likely unlikely friendly costly deadly orderly
    scholarly italy kelly emily kimberly beverly lily molly polly sally nelly carly holly dolly billy willy lilly reilly
    connolly donnelly kennelly connelly daly healy""".split()
)
_ARABIC: Final = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|bin|ibn|abu)-[^\W\d_a-z]")
_MAGNITUDES: Final = frozenset("million billion trillion thousand hundred".split())
_MARKS: Final = {"–": "-", "—": "-", "―": "-", "…": ".", "!": ".", "?": ".", "'": "p", "’": "p"}
_FUNCTION: Final = {
    **dict.fromkeys(words.ADVERBS, "A"),
    **dict.fromkeys(words.SUBORDINATORS, "S"),
    **dict.fromkeys(words.PREPOSITIONS - words.SUBORDINATORS, "P"),
    **dict.fromkeys(words.DETERMINERS, "D"),
    **dict.fromkeys(words.AUXILIARIES, "X"),
    **dict.fromkeys(words.COORDINATORS, "C"),
    **dict.fromkeys(words.OBJECT_PRONOUNS, "r"),
    **dict.fromkeys(words.SUBJECT_PRONOUNS, "R"),
    **dict.fromkeys(words.RELATIVES, "W"),
    **dict.fromkeys(words.QUESTION_WORDS, "w"),
    **dict.fromkeys("everyone someone anyone nobody everybody somebody none those".split(), "n"),
    "that": "T",
    "there": "R",
    "but": "C",
    "to": "t",
}


def tag_of(word: str, low: str, form: Form | None, follower: str, *, first: bool, title_case: bool) -> str:
    """The letter of a word's kind.

    D determiner, N name, n other noun or adjective, # number, P preposition, t ``to``, C coordinator, S subordinator,
    T ``that``, R subject pronoun, r object pronoun, W relative, w question word, X auxiliary, A adverb, G -ing form,
    E -ed form, V verb, K cue verb, p possessive mark, d day or month; marks stand for themselves (- for every dash).
    """
    if not word[0].isalnum():
        return _tag_of_mark(word, low)
    capital = word[0].isupper() or is_arabic(word)
    tag = _function_word(low, follower, title_case=title_case) if not capital or first or low == "i" else ""
    if tag:
        return tag
    if (low in words.TIME_WORDS and (capital or low not in _NO_DAYS)) or (capital and low in words.MONTHS):
        return "d"
    if word[0].isdigit() and word[-1].isalpha() and "-" in word:
        return "n"
    if word[0].isdigit() or low in _MAGNITUDES:
        return "#"
    if form:
        return "K"
    if title_case and lexicon().verbs.get(low) in {"past", "third"}:
        return "V"
    return "N" if capital and (not first or _names(low, follower)) else _tag_of_content(low, capital=capital)


def is_arabic(word: str) -> bool:
    """Whether a word is a surname with an article before it: ``al-Mahdi``."""
    return _ARABIC.match(word) is not None


def _names(low: str, follower: str) -> bool:
    """Whether a sentence's first word in -ly is a name by what follows: ``Sicily denied``, ``Thessaly's army``."""
    after = follower.casefold()
    form = lexicon().forms.get(after)
    verb = after in words.AUXILIARIES or after in {"'s", "’s"} or (form is not None and form.kind in {"past", "third"})
    return low.endswith("ly") and verb


def _tag_of_mark(word: str, low: str) -> str:
    if low in {"'s", "’s"}:
        return "p"
    if low == "&":
        return "N"
    if low in words.AUXILIARIES or low in {"'m", "’m"}:
        return "X"
    if low in {"n't", "n’t"}:
        return "A"
    return "#" if word[0] in "$€£¥" and len(word) > 1 else _MARKS.get(word[0], word[0])


def _tag_of_content(low: str, *, capital: bool) -> str:
    """By the list of verbs, else by the ending."""
    kind = lexicon().verbs.get(low)
    if kind and not capital:
        past = "E" if low.endswith("ed") else "V"
        return {"ing": "G", "participle": "E", "base": "v", "third": "v"}.get(kind, past)
    if low in DOCUMENTS or low in words.NOUNS_IN_ING:
        return "n"
    if low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS:
        return "A"
    if capital:
        return "N"
    if low.endswith("ing") and len(low) > 5:
        return "G"
    return "E" if low.endswith("ed") and len(low) > 4 else "n"


def _is_base(low: str) -> bool:
    return low in lexicon().forms or lexicon().verbs.get(low) == "base"


def _function_word(low: str, follower: str, *, title_case: bool) -> str:
    if low == "may" and follower[:1].isdigit():
        return "d"
    if low == "that" and follower in words.PARTS_OF_TIME:
        return "D"  # "denied that day that …"
    if low in {"will", "per"} and follower[:1].isupper() and not (title_case and _is_base(follower.casefold())):
        return ""
    return _FUNCTION.get(low, "")
