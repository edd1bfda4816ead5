"""Speech that goes on without a cue: quotations and retold words in the sentences after somebody has spoken.

``What the islands were offered was a road, “and not a timetable”.`` has no verb of saying: it belongs to whoever
spoke before it in its paragraph, or to whom the sentence before it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.subjects import Subject, subject_before
from llmtool.engines.offline.people.holders import ROLES
from llmtool.engines.offline.reading import Attributed
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.tokens import Token, Unit
from llmtool.schema import Modality

# Fewer quoted words may be a name, or a word that the paper holds at arm's length.
_FEWEST: Final = 3
# What bears words that nobody says: "the banner read “No tunnel”".
_BEARERS: Final = frozenset(
    """banner banners sign signs placard placards poster posters slogan slogans headline headlines title entitled titled
    song book film motto inscription words label labelled called named known dubbed nicknamed so-called chant chants
    chanted graffiti read reads reading wrote caption screen button""".split()
)
_PRONOUNS: Final = frozenset("he she".split())
_RETOLD: Final = frozenset("would could had 'd ’d".split())
_THEN: Final = frozenset("would could might".split())
# What somebody else does in words that are retold.
_DEEDS: Final = frozenset("decide want plan intend need seek know expect accept support back offer show".split())
_FAR: Final = 12
# "could be seen", "would not say": the outlet tells of the scene, and of silence.
_SEEN: Final = frozenset("seen heard felt reached read smelt smelled say comment discuss drawn found".split())
_PERSONS: Final = frozenset("i we you he she who which that there".split())


class Speaking:
    """Who speaks in the paragraph that is being read."""

    def __init__(self) -> None:
        self._by: Attributed | None = None
        self._paragraph = self._unit = -1
        self._spoke = self._plainly = False

    def heard(self, found: Sequence[Attributed], unit: Unit, index: int) -> None:
        """Remember who has said something in a unit, or else whom it is about."""
        if unit.paragraph != self._paragraph:
            self._by, self._spoke = None, False
        self._paragraph = unit.paragraph
        said = [one for one in found if one.source is not None and (one.nominal or one.lemma not in _DEEDS)]
        by = said[-1] if said else None if found else told_of(unit, index)
        if by is not None:
            self._by, self._unit, self._spoke = by, index, bool(said)
            self._plainly = bool(said) and _says_plainly(by, unit)

    def going_on(self, unit: Unit, index: int, found: Sequence[Attributed] = ()) -> Attributed | None:
        """The attribution that a unit is in which whoever speaks goes on; ``found`` are those that it seems to hold."""
        by, tokens = self._by, unit.tokens
        if by is None or unit.paragraph != self._paragraph or unit.headline:
            return None
        just = index - self._unit == 1
        if stands_alone(unit):
            goes_on = just and not self._spoke
        elif _is_of_another(tokens):
            quotes = (self._spoke or just) and _quotes_part(tokens)
            goes_on = quotes or (just and self._plainly and not found and _retells(tokens))
        else:
            goes_on = False
        if not goes_on or (found and not _only_retells(found, tokens)):
            return None
        self._unit = index
        content = (tokens[0].start, tokens[-1].end)
        units = (*by.units[:1], index)
        return Attributed(by.source, by.head, by.cue, (content,), "-", Modality.ASSERTS, units, label=True)


def stands_alone(unit: Unit) -> bool:
    """Whether a unit is nothing but a quotation."""
    return unit.tokens[0].tag == "Q" and all(token.tag in "Q.-," for token in unit.tokens)


def told_of(unit: Unit, index: int) -> Attributed | None:
    """Whom a unit without a cue is about: a name, a role or a pronoun as the subject of its first verb."""
    subject = _subject(unit.tokens)
    if subject is None or not (_is_named(unit.tokens, subject) or _is_he(unit.tokens, subject)):
        return None
    tokens = unit.tokens
    whole = (tokens[subject.whole.start].start, tokens[subject.whole.end - 1].end)
    head = (tokens[subject.head.start].start, tokens[subject.head.end - 1].end)
    return Attributed(whole, head, (head[1], head[1]), (), "-", Modality.ASSERTS, (index,), label=True)


def _only_retells(found: Sequence[Attributed], tokens: Sequence[Token]) -> bool:
    """Whether what seems somebody's deed is only told: ``The council would decide in May and “not a day later”.``"""
    retold = any(token.low in _RETOLD for token in tokens[:_FAR])
    return retold and all(one.lemma in _DEEDS and not one.nominal for one in found)


def _is_of_another(tokens: Sequence[Token]) -> bool:
    """Whether nobody named is the subject, whose own words or deeds it could be."""
    subject = _subject(tokens)
    return subject is None or not _is_named(tokens, subject)


def _retells(tokens: Sequence[Token]) -> bool:
    """Whether a whole sentence is what somebody held then: ``The bridge would not last the winter.``"""
    place = next((at for at in range(len(tokens)) if _is_finite(tokens, at)), None)
    if place is None or tokens[place].low not in _THEN or tokens[0].tag in "SPAdQ" or tokens[-1].text != ".":
        return False
    subject = subject_before(tokens, place, 0)
    seen = any(token.low in _SEEN for token in tokens[place : place + 4])
    return subject is not None and not seen and tokens[subject.head.start].low not in _PERSONS


def _says_plainly(by: Attributed, unit: Unit) -> bool:
    """Whether a cue is its sentence's own: not in a relative clause, and not after "after" or "while"."""
    before = [token for token in unit.tokens if token.start < by.cue[0]]
    return by.kind == "past" and not any(token.tag in "SW" for token in before)


def _quotes_part(tokens: Sequence[Token]) -> bool:
    """Whether a sentence of the outlet's words holds some of somebody else's, as what it tells."""
    for place, token in enumerate(tokens):
        if token.tag != "Q" or place == 0:
            continue
        words = token.text.split()
        titled = sum(word.strip("“”\"'‘’")[:1].isupper() for word in words) * 2 > len(words)
        term = tokens[place - 1].tag == "D" or (place + 1 < len(tokens) and tokens[place + 1].tag not in ".,;C-")
        if len(words) < _FEWEST or titled or term:
            continue
        verb = next((at for at in range(place) if _is_finite(tokens, at)), None)
        if verb is None or any(other.low in _BEARERS for other in tokens):
            return False
        subject = subject_before(tokens, verb, 0)
        is_told = tokens[verb].tag == "X" or tokens[0].low == "what"  # "What they wanted was a road"
        return is_told or (subject is not None and _is_he(tokens, subject))
    return False


def _is_finite(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    return token.tag in "XVvE" or (token.tag == "K" and is_verb(tokens, place))


def _subject(tokens: Sequence[Token]) -> Subject | None:
    """The subject of the first finite verb."""
    verb = next((at for at in range(len(tokens)) if _is_finite(tokens, at)), None)
    return None if verb is None else subject_before(tokens, verb, 0)


def _is_named(tokens: Sequence[Token], subject: Subject) -> bool:
    head = tokens[subject.head.start : subject.head.end]
    last = head[-1]
    return (last.tag == "N" and len(head) > 1) or last.low in ROLES


def _is_he(tokens: Sequence[Token], subject: Subject) -> bool:
    return subject.head.end - subject.head.start == 1 and tokens[subject.head.start].low in _PRONOUNS
