"""What an answer claims that cannot be understood without its question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.speech.first_person import as_quoted
from llmtool.engines.offline.text.inflection import past_tense, third_person
from llmtool.engines.offline.text.lexicon import lexicon

_NO: Final = re.compile(r"(?:no|never|not at all|(?:of course|certainly|absolutely|definitely) not)\b", re.IGNORECASE)
_YES: Final = re.compile(r"(?:yes|absolutely|certainly|definitely|of course)\b", re.IGNORECASE)
# What answers a statement so that it is denied.
_DISAGREES: Final = re.compile(
    r"(?:no[,.]? )?(?:(?:I|we) (?:do ?n['’]t|do not|can['’]?t|cannot) (?:accept|agree|believe|buy|recogni[sz]e)\b"
    r"|(?:that|this|it)(?:['’]s| is) (?:\w+ly |just )?"
    r"(?:not (?:true|so|right|correct|the case)|untrue|false|wrong|nonsense)"
    r"|(?:I|we) (?:disagree|reject (?:that|this))|nonsense\b|rubbish\b|not (?:true|at all)\b|no\b)",
    re.IGNORECASE,
)
_POLAR: Final = re.compile(
    r"(?:(?:and|so|but|[A-Z][\w.]* [A-Z]\w+),? )?(?P<first>did|do|does|has|have|had|will|can|could|should|would)\b"
    r" (?P<who>(?:the |a |an |any |your |this |that )?[^,?]+?)\?$",
    re.IGNORECASE,
)
_YOU: Final = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
# "Asked if he would resign, the governor said": what was asked, before or after the name of who answers.
_REPORTED: Final = re.compile(
    r"(?:^|(?<=, ))(?:when |and )?(?:asked|pressed on|questioned on) (?P<asked>(?:if|whether) [^,“”\"]+),",
    re.IGNORECASE,
)
_WHETHER: Final = re.compile(r"(?:if|whether) ", re.IGNORECASE)
_FEWEST: Final = 5
"""Words from which on an answer is understood alone."""


def question_reported(text: str, answer: tuple[int, int], start: int) -> tuple[int, int] | None:
    """The span of ``if he would resign`` in the sentence at ``start``, where a few quoted words answer it."""
    words = text[slice(*answer)]
    if not words.startswith(("“", '"')) or len(words.split()) >= _FEWEST:
        return None
    found = _REPORTED.search(text[start : answer[0]])
    return (start + found.start("asked"), start + found.end("asked")) if found is not None else None


def is_denial(quotes: Sequence[str]) -> bool:
    """Whether the answer is a no."""
    return _NO.match(quotes[0].lstrip("“\"' ")) is not None


def answer_of(name: str, question: str, quotes: Sequence[str]) -> str:
    """The claim of an answer: a plain yes or no takes its content from the question, other words quote both."""
    asked = " ".join(question.strip('“”" ').split())
    said = _statement(asked) if len(quotes) == 1 and len(quotes[0].split()) <= 4 else None
    if said is not None and (is_denial(quotes) or _YES.match(quotes[0])):
        return f"{name} {'denied' if is_denial(quotes) else 'confirmed'} that {said}."
    if _WHETHER.match(asked):
        return f"Asked {asked}, {name} answered: {as_quoted(quotes)}"
    if not asked.endswith("?") and _DISAGREES.match(quotes[0].lstrip("“\"' ")) is not None:
        return f"{name} rejected the claim “{asked.rstrip('.')}”: {as_quoted(quotes)}"
    prompted = "Asked" if asked.endswith("?") else "Told"
    return f"{prompted} “{asked}”, {name} answered: {as_quoted(quotes)}"


def _statement(question: str) -> str | None:
    """``Did the firm get a report?`` as ``the firm got a report``, where the verb is known."""
    if reported := _WHETHER.match(question):
        return question[reported.end() :]
    match = _POLAR.match(question)
    if match is None or _YOU.search(question):
        return None
    first, words = match["first"].casefold(), match["who"].split()
    known = lexicon()
    for at in range(1, len(words)):
        word = words[at].casefold()
        form = known.forms.get(word)
        kind = known.verbs.get(word) or (form.kind if form else None)
        if kind is None or words[at - 1].casefold() in {"a", "an", "the", "of", "any"}:
            continue
        who, rest = " ".join(words[:at]), " ".join(words[at + 1 :])
        if first in {"did", "do", "does"} and kind == "base":
            verb = past_tense(word) if first == "did" else third_person(word) if first == "does" else word
        else:
            verb = f"{first} {word}"
        if words[0].casefold() in {"the", "a", "an", "any"}:
            who = who[0].lower() + who[1:]
        return f"{who} {verb} {rest}".strip()
    return None
