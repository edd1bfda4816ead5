"""Whom the first person in a statement stands for, and statements that are better quoted than retold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.align.parties.countries import mentions, words_of
from llmtool.engines.offline.people.holders import GROUPS
from llmtool.engines.offline.people.voices import Voice
from llmtool.engines.offline.text.inflection import third_person
from llmtool.engines.offline.text.lexicon import (
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    QUESTION_WORDS,
    lexicon,
)
from llmtool.words import possessive

_OFFICIAL: Final = re.compile(
    r"\b(?:president\w*|\w*minister|ministry|spokes\w+|envoy|ambassador|secretary|chancellor|premier|government|kremlin|official"
    r"|delegation|negotiator|aide|foreign|defen[cs]e)\b",
    re.IGNORECASE,
)
# "A friend of mine" owns something, "the mine" does not.
_MINE: Final = r"(?:(?<=\bof )mine\b|(?:(?<=\bis )|(?<=\bwas )|(?<=\bnot )|(?<=\bthan )|(?<=\band ))mine\b(?! [a-z]))"
# The pronoun, and no number or letter: "the I.R.S.", "a Level I Clinic".
_I: Final = r"I(?!\.[A-Z])(?! [A-Z][a-z])"
_BETWEEN: Final = (
    "[a-z]+ly|also|still|never|already|now|all|both|seldom|often|always|once|just|ever|even|nevertheless|therefore|then"
    "|no longer"
)
_FIRST: Final = re.compile(
    rf"\b(?P<word>{_I}|we|We|my|My|our|Our|us|me|{_MINE}|ours|ourselves|myself)\b(?P<short>['’](?:m|re|ve|ll|d))?"
    rf"(?P<rest>(?:\s+(?:{_BETWEEN}))?\s+[a-z]+?(?:n['’]t\b|\b(?!['’])))?"
)
_THIRD: Final = dict(
    pair.split(":")
    for pair in """
    am:is are:is have:has do:does don't:doesn't don’t:doesn’t haven't:hasn't haven’t:hasn’t aren't:isn't aren’t:isn’t
    were:was weren't:wasn't weren’t:wasn’t
    """.split()
)
_SHORT: Final = {"m": "is", "re": "is", "ve": "has", "ll": "will", "d": "would"}
_KEPT: Final = (
    MODALS
    | PREPOSITIONS
    | DETERMINERS
    | QUESTION_WORDS
    | frozenset("had did was who that and or but not rather".split())
)

_WITH_ARTICLE: Final = frozenset(
    """union council party committee ministry association department commission government authority agency
    federation inquiry tribunal court board office police army navy league society alliance coalition institute
    centre center administration department team
    """.split()
)


def inside(name: str, *, article: bool = False) -> str:
    """A name as it stands inside a sentence; ``article`` tells that its text says "the" before it."""
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1].casefold()
    words = name.split()
    owned = any(word.endswith(("'s", "’s", "s'", "s’")) for word in (words[:-1] if words[-1].islower() else words[:1]))
    if first == "The" or ((article or (last in _WITH_ARTICLE and not owned)) and first != "the"):
        return "the " + name.removeprefix("The ")
    return name


def _agreeing(verb: str) -> str:
    """What "we" is followed by, in the third person singular, where it is a verb in the present."""
    known = lexicon()
    form = known.forms.get(verb)
    if verb in _KEPT or verb.endswith(("ed", "n't", "n’t", "ly")) or (form is not None and form.kind != "base"):
        return verb
    if verb in known.verbs and known.verbs[verb] != "base":
        return verb
    return third_person(verb)


def _states_in(words: str) -> list[str]:
    """The states that words name."""
    return [found.actor.name for found in mentions(words_of(words))]


def _are_many(name: str) -> bool:
    """Whether a name is that of several: ``the Quay Residents``."""
    last = name.strip("[]").rsplit(maxsplit=1)[-1].casefold()
    return last.endswith("s") and last in GROUPS and not _states_in(name)


def _speaks_for_a_person(voice: Voice) -> bool:
    """Whether the role names a principal ("Ada Holt's spokesman", "aide to Ada Holt"), whom "we" does not mean."""
    name = re.escape(voice.party or "")
    return bool(
        re.search(
            rf"\b{name}['’]s?\s+(?:\w+\s+)?(?:spokes|aide|advis|envoy|lawyer|assistant|press)"
            rf"|\b(?:aide|advis[eo]r|assistant|envoy)\s+to\s+(?:\w+\s+)*{name}",
            voice.role or "",
        )
    )


def side_of(voice: Voice) -> str | None:
    """Whom "we" stands for: the state that an official speaks for, else the body."""
    spoken = f"{voice.role or ''} {voice.party or ''} {voice.name if voice.kind != 'person' else ''}"
    states = _states_in(spoken)
    if states and (voice.kind == "body" or _OFFICIAL.search(spoken)):
        return f"the {states[0]}" if states[0].startswith("United ") else states[0]
    party = voice.party
    if not party or states or _speaks_for_a_person(voice):
        return None
    return inside(party, article=voice.article) if party[0].isupper() else f"the {party}"


_SINGULAR: Final = re.compile(rf"\b(?:I|my|me|{_MINE}|myself|I['’]\w+)\b|\bMy\b")
_PLURAL: Final = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|ours|ourselves)\b")
# "Our two presidents" are those of two sides, and not the speaker's alone.
_SHARED: Final = re.compile(
    r"\b[Oo]ur (?:two|both|three|respective|joint|common|mutual|countries|nations|peoples|governments|bilateral)\b"
)
_OWN_STATE: Final = re.compile(r"\b[Oo]ur (?:country|nation|homeland|state)\b")
_HE: Final = {"i": "he", "me": "him", "my": "his", "mine": "his", "myself": "himself"}
_SHE: Final = {"i": "she", "me": "her", "my": "her", "mine": "hers", "myself": "herself"}
_IT: Final = {"we": "it", "us": "it", "our": "its", "ours": "its", "ourselves": "itself"}


def is_better_quoted(content: str, voice: Voice) -> bool:
    """Whether words in the first person would read badly retold: nobody knows who "we" are, or he from she."""
    if _SHARED.search(content):
        return True
    if _SINGULAR.search(content) and not (voice.kind == "person" and voice.gender):
        return True
    return _PLURAL.search(_OWN_STATE.sub("", content)) is not None and (
        side_of(voice) is None or (voice.kind != "person" and voice.plural)
    )


def as_quoted(quotes: Sequence[str]) -> str:
    """The quoted words as one quotation."""
    text = ""
    for quote in quotes:
        part = " ".join(quote.strip('“”"„«»‘ ,;').split())
        stop = "" if not text or text[-1] in ".?!…" else "." if part[:1].isupper() else ","
        text = f"{text}{stop} {part}".strip()
    text = re.sub(r"[“„«»”]", "'", text).replace('"', "'").strip(" ,;:")
    return f"“{text}”" if text[-1:] in {".", "?", "!", "…"} else f"“{text}.”"


def _in_quotation(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def retold(content: str, voice: Voice, *, alone: bool = False) -> str:
    """The content with the first person in the third: the side by name, and after that as "it".

    ``alone`` tells that no "X said" with the side's name stands before it.
    """
    side = side_of(voice)
    named = not alone and voice.kind == "body" and side == inside(voice.name, article=voice.article)
    content = _OWN_STATE.sub(side, content) if side else content
    surname = voice.name.split()[-1] if voice.kind == "person" else inside(voice.name, article=voice.article)
    own = _SHE if voice.gender == "f" else _HE if voice.gender == "m" else {}

    def third(match: re.Match[str]) -> str:
        nonlocal named
        word = match["word"].casefold()
        rest = match["rest"] or ""
        if word in _IT and side is None and not named:
            return match.group()  # nobody knows whom it stands for
        if word in own or word in _HE:
            who = own.get(word) or (
                possessive(surname, person=voice.kind == "person") if word in {"my", "mine"} else surname
            )
        elif named:
            who = _IT[word]
        else:
            who = (
                possessive(str(side), person=side == voice.name and voice.kind == "person")
                if word in {"our", "ours"}
                else str(side)
            )
            named = True
        if _in_quotation(content, match.start()):
            who = f"[{who}]"  # words between quotation marks are not to be changed unseen
        if word not in {"i", "we"}:
            return f"{who}{rest}"
        if match["short"]:
            return f"{who} {_SHORT[match['short'][1:]]}{rest}"
        parts = rest.split()
        asked = content[: match.start()].split()[-1:]
        if parts and not (asked and asked[0].casefold() in MODALS | {"did"}):  # "would I go"
            parts[-1] = parts[-1] if _are_many(who) else _THIRD.get(parts[-1]) or _agreeing(parts[-1])
        return " ".join([who, *parts])

    return _FIRST.sub(third, content)
