"""Capitals, palaces and other seats of government that a text tells to be a state's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from llmtool.align.parties.countries import Atlas, words_of
from llmtool.align.parties.uses import RUN, WORD, Uses, is_word_of_offices
from llmtool.align.parties.vocabulary import NO_NAMES
from llmtool.schema import PartyKind
from llmtool.words import STOPWORDS

_STATE = rf"(?:the[ \t])?({RUN})"
_SEATS = (
    re.compile(rf"({RUN}),?[ \t](?:is[ \t]|which[ \t]is[ \t])?(?:the[ \t]|its[ \t])?({WORD})(?:[’']s?)?[ \t]capital\b"),
    re.compile(rf"({RUN}),?[ \t](?:is[ \t]|which[ \t]is[ \t])?(?:the[ \t])?capital[ \t](?:city[ \t])?of[ \t]{_STATE}"),
)
_OF_SEATS = (
    re.compile(rf"\b({WORD})(?:[’']s?)?[ \t]capital(?:[ \t]city)?(,?)[ \t]({RUN})"),
    re.compile(rf"\bcapital[ \t](?:city[ \t])?of[ \t](?:the[ \t])?({WORD})(,)[ \t]({RUN})"),
)


def capitals_of(capitals: Iterable[tuple[str, str]], atlas: Atlas, uses: Uses) -> dict[str, str]:
    """Capitals to their states: ``Sorn, the Meltavian capital``, ``Meltavia's capital, Sorn``."""
    found: dict[str, set[str]] = {}
    for place, term in capitals:
        state = atlas.actor(term)
        if state is None or state.kind is not PartyKind.STATE or state.form == "seat":
            continue
        words = place.split()
        while words and words[0].casefold() in NO_NAMES | STOPWORDS:
            words = words[1:]
        name = " ".join(words)
        if name and atlas.actor(name) is None and not any(is_word_of_offices(word) for word in words):
            if uses.is_personal(words[-1]) and not (len(words) > 1 and uses.before[words[0]] == uses.after[words[-1]]):
                continue
            found.setdefault(name, set()).add(state.name)
    return {name: next(iter(states)) for name, states in sorted(found.items()) if len(states) == 1}


def called_capitals(text: str) -> Iterator[tuple[str, str]]:
    """Places that a text calls a capital, with the word for whose."""
    for pattern in _SEATS:
        for match in pattern.finditer(text):
            yield match.group(1), match.group(2)
    for pattern in _OF_SEATS:
        for match in pattern.finditer(text):
            # "In the Meltavian capital, Karsak said": the comma has to be closed by another.
            if not match.group(2) or text[match.end() : match.end() + 1] in (",", ".", ")", ";"):
                yield match.group(3), match.group(1)


_PALACES = frozenset("palace house tower castle lodge fort residence hill".split())
_PALACE = re.compile(
    rf"\b[Tt]he[ \t]({WORD}(?:[ \t]{WORD})?[ \t](?:{'|'.join(sorted(word.title() for word in _PALACES))})),[ \t]"
    r"(?:the[ \t](?:official[ \t])?(?:seat|home|office|residence)[ \t](?:of|to)[ \t](?:the[ \t])?(?P<of>[^,.;\n]{3,50})"
    rf"|(?:the[ \t])?(?P<own>{RUN})(?:[’']s?)?[ \t]"
    r"(?:presidency|presidential[ \t]palace|seat[ \t]of[ \t]government|chancellery)\b)"
)
_GOVERNS = re.compile(r"\b(?:government|presidency|presidents?|prime[ \t]ministers?|cabinet|kings?|queens?)\b")


def palaces_of(texts: Iterable[str], atlas: Atlas) -> dict[str, str]:
    """Palaces to their states: ``the White Tower, the seat of the Quendian government``, and ``the Tower``.

    ``atlas`` knows the states and their capitals.
    """
    found: dict[str, set[str]] = {}
    for text in texts:
        for match in _PALACE.finditer(text):
            whose = match.group("of") or match.group("own")
            if match.group("of") and _GOVERNS.search(whose) is None:
                continue
            states = {hit.actor.name for hit in atlas.mentions(words_of(whose)) if hit.actor.kind is PartyKind.STATE}
            if len(states) == 1 and atlas.actor(match.group(1)) is None:
                found.setdefault(match.group(1), set()).add(states.pop())
    named = {palace: next(iter(states)) for palace, states in sorted(found.items()) if len(states) == 1}
    heads = [palace.rpartition(" ")[2] for palace in named]
    alone = {palace.rpartition(" ")[2]: state for palace, state in named.items() if len(heads) == 1}
    small = {head.casefold(): state for head, state in alone.items() if head == "Palace"}
    return {**named, **{head: state for head, state in alone.items() if head not in ("House", "Hill")}, **small}
