"""Cues that are a form of "be" and an adjective: ``is against X``, ``was confident that …``, ``is ready to …``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from llmtool.engines.offline.cues.groups import OUGHT, group_start, helpers_of, is_negated
from llmtool.engines.offline.cues.subjects import skip_left, subject_before
from llmtool.engines.offline.reading import Cue, Reading
from llmtool.engines.offline.text.clauses import content_after, is_retold
from llmtool.engines.offline.text.lexicon import BE
from llmtool.engines.offline.text.tokens import Token
from llmtool.schema import Modality


class _Pattern(NamedTuple):
    words: tuple[str, ...]
    letters: str
    modality: Modality


def _patterns(lines: str) -> dict[str, tuple[_Pattern, ...]]:
    found: dict[str, list[_Pattern]] = {}
    for line in lines.strip().splitlines():
        phrases, letters, modality = (part.strip() for part in line.split("|"))
        for phrase in phrases.split(","):
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append(_Pattern(words, letters, Modality(modality)))
    return {first: tuple(sorted(each, key=lambda one: -len(one.words))) for first, each in found.items()}


# Phrases, the frame letters of what may follow (as for cue verbs), and what the speaker does by them.
_PATTERNS: Final = _patterns(
    """
    against, opposed to, hostile to, sceptical of, skeptical of, sceptical about, skeptical about | n | denies
    critical of, unhappy with, unhappy about, dissatisfied with, angry about, angry at, worried about | n | asserts
    surprised by, surprised at, astonished by, amazed by | n | asserts
    concerned about, afraid of, alarmed by, alarmed at | n | asserts
    in favour of, in favor of, supportive of, happy with, satisfied with, committed to | n | asserts
    furious about, furious at, furious over, furious with, outraged by, outraged at, incensed by | n | asserts
    upset about, upset with, upset by, frustrated by, frustrated with, disappointed in, disappointed by | n | asserts
    disappointed with, dismayed by, dismayed at, shocked by, appalled by, horrified by, disturbed by | n | asserts
    troubled by, offended by, unsettled by, wary of, suspicious of, fed up with, tired of, ashamed of | n | asserts
    proud of, grateful for, thankful for, pleased with, pleased by, passionate about, excited about | n | asserts
    enthusiastic about, bullish on, fond of, impressed by, impressed with, aware of, mindful of | n | asserts
    confident, sure, certain, convinced, adamant, positive, hopeful, optimistic | b | asserts
    worried, concerned, afraid, angry, furious, outraged, incensed, upset, disappointed, frustrated | b | asserts
    dismayed, shocked, appalled, alarmed, horrified, surprised, astonished, amazed, puzzled, proud | b | asserts
    pleased, glad, happy, delighted, thrilled, relieved, grateful, thankful, sorry, ashamed | b | asserts
    aware, unaware, mindful, unconvinced, persuaded, resigned | b | asserts
    confident of, sure of, certain of, convinced of | n | asserts
    doubtful, sceptical, skeptical, not convinced, not sure | b | denies
    ready, willing, prepared | v | offers
    unwilling, not willing, not ready, not prepared, reluctant | v | denies
    determined, keen, eager, anxious, desperate, hesitant, loath | v | asserts
    """
)
# What somebody is called who holds it: "has been an outspoken supporter of X".
_SIDES: Final = {
    **dict.fromkeys("supporter advocate champion defender proponent backer believer fan".split(), Modality.ASSERTS),
    **dict.fromkeys("opponent critic sceptic skeptic foe enemy".split(), Modality.DENIES),
}
_HELPED: Final = frozenset("remain remains remained stay stays stayed".split())


def read_adjective(reading: Reading, place: int) -> bool:
    """Add ``X is against the plan`` and the like, if it is one; ``place`` is where the adjective stands."""
    tokens = reading.tokens
    if tokens[place].low in _SIDES and _read_side(reading, place):
        return True
    for pattern in _PATTERNS.get(tokens[place].low, ()):
        after = place + len(pattern.words)
        if tuple(token.low for token in tokens[place:after]) != pattern.words:
            continue
        verb = _verb_before(tokens, place)
        subject = subject_before(tokens, verb, reading.floor) if verb is not None else None
        content = content_after(tokens, after, pattern.letters) if subject is not None else None
        if verb is None or subject is None or content is None or is_retold(tokens, content):
            return False
        group = group_start(tokens, skip_left(tokens, verb))
        helpers = helpers_of(tokens, group, place)
        if not OUGHT.isdisjoint(helpers):
            return False
        lemma = "be " + " ".join(pattern.words)
        negated = is_negated(helpers)
        cue = Cue(verb, after, lemma, pattern.modality, pattern.letters, "", negated, helpers=helpers, group=group)
        return reading.add(subject, cue, (content,), content.end)
    return False


def _read_side(reading: Reading, place: int) -> bool:
    """Add ``X has been a critic of the plan``, if it is one; ``place`` is where the noun stands."""
    tokens = reading.tokens
    first = place - 1
    while first > 0 and tokens[first].tag in "DnAEGC":
        first -= 1
    if place + 2 >= len(tokens) or tokens[place + 1].low not in {"of", "in"} or tokens[first + 1].tag != "D":
        return False
    if tokens[first].tag != "X" or tokens[first].low not in BE:
        return False
    subject = subject_before(tokens, first, reading.floor)
    content = content_after(tokens, place + 2, "n") if subject is not None else None
    if subject is None or content is None:
        return False
    group = group_start(tokens, skip_left(tokens, first))
    helpers = helpers_of(tokens, group, place)
    if not OUGHT.isdisjoint(helpers):
        return False
    lemma = "be " + " ".join(token.low for token in tokens[first + 1 : place + 2])
    negated = is_negated(helpers)
    cue = Cue(first, place + 2, lemma, _SIDES[tokens[place].low], "n", "", negated, helpers=helpers, group=group)
    return reading.add(subject, cue, (content,), content.end)


def is_adjective_cue(token: Token) -> bool:
    """Whether a word can open such a phrase."""
    return token.low in _PATTERNS or token.low in _SIDES


def _verb_before(tokens: Sequence[Token], place: int) -> int | None:
    """The form of "be" that the adjective goes with."""
    at = place - 1
    while at > 0 and tokens[at].tag == "A":
        at -= 1
    return at if at > 0 and (tokens[at].low in BE or tokens[at].low in _HELPED) and tokens[at].tag != "p" else None
