"""What "that demand", "the claim" or "this" stands for: what somebody else has just said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from llmtool.engines.offline.people.holders import BODIES
from llmtool.engines.offline.people.voices import Voice
from llmtool.engines.offline.speech.first_person import inside
from llmtool.schema import Modality

NEAR: Final = 2
"""Units back to which a demonstrative can point."""
_SAYINGS: Final = frozenset({Modality.ASSERTS, Modality.DENIES, Modality.PREDICTS, Modality.CONDITIONAL})
_WISHES: Final = frozenset({Modality.DEMANDS})
_OFFERS: Final = frozenset({Modality.OFFERS})
_KINDS: Final = {
    noun: kinds
    for kinds, nouns in (
        (_WISHES, "demand request call appeal"),
        (_OFFERS, "offer promise pledge agreement deal"),
        (_WISHES | _OFFERS, "proposal idea suggestion plan notion"),
        (
            _SAYINGS,
            "claim accusation allegation charge assertion account version statement argument view conclusion finding",
        ),
        (frozenset({Modality.PREDICTS, Modality.CONDITIONAL}), "threat warning prediction forecast"),
        (_SAYINGS, "figure number estimate"),
    )
    for noun in nouns.split()
}
_FIGURES: Final = frozenset("figure number estimate".split())
_BLAMES: Final = frozenset("accusation allegation charge".split())
_ACCUSES: Final = frozenset("accuse blame allege charge fault denounce criticise criticize suspect".split())
_NP: Final = re.compile(
    r"(?P<det>that|this|these|those|the|such\s+an?)\s+(?:latest\s+|new\s+|same\s+)?(?P<noun>[a-z]+?)(?P<many>s)?(?P<rest>\s.+)?",
    re.IGNORECASE | re.DOTALL,
)
_PRONOUN: Final = re.compile(
    r"(?:this|that|it)(?P<rest>\s+as\s.+)?(?:\s+(?:in|on|at|during|when)\s.+)?", re.IGNORECASE | re.DOTALL
)
_NO_SUCH: Final = re.compile(
    r"(?:that\s+)?(?:no\s+such\s+(?P<noun>[a-z]{4,})(?:\s+(?:was|is|has|had|were|exists?|existed|took|takes)\b.{0,30})?"
    r"|there\s+(?:was|is|has been|had been|never was)\s+no\s+such\s+(?P<there>[a-z]{4,}))",
    re.IGNORECASE | re.DOTALL,
)
_NOT_SO: Final = re.compile(
    r"(?:(?:if i may|with respect|look|no|well|sorry|i'm sorry|i’m sorry|excuse me)[,.]? )*"
    r"(?:(?:that|this)(?:['’]s| is| was) (?:\w+ly |just |quite )?(?:not (?:\w+ly )?(?:correct|right|accurate|so)"
    r"|incorrect|false|wrong|fiction|a fabrication)|(?:that|this|it)(?:['’]s| is| was) (?:\w+ly |just |quite )?"
    r"(?:not (?:\w+ly )?(?:true|the case)|untrue|rubbish|nonsense|a lie))[.,!]?",
    re.IGNORECASE,
)
"""What somebody answers to what has just been said: ``That is simply not correct.``"""
VALUED: Final = " at"
"""Ends cues that give a thing a figure: ``put the loss at 3 million``."""
_VALUES: Final = frozenset("estimate value reckon calculate".split())
_VALUED: Final = re.compile(r"(the [^,;]{3,60}?) at (?=[^,;]*\d)")
_SAME: Final = 6
"""Letters that a state's name and its adjective share."""
_STEM: Final = 5
"""Letters by which a noun and its verb are alike: ``promise`` and ``promised``, ``meeting`` and ``met`` are not."""
_REJECTS: Final = frozenset("reject refuse accept turn dismiss agree rule brush".split())
_SAYS_SO: Final = frozenset("deny dispute contest contradict refute rebut believe confirm doubt".split())
_CLAIMS: Final = frozenset("reject dismiss brush".split())
"""Those that reject a claim as well as a demand."""
# "accused Ada Reed [of hiding the list]".
_DEED: Final = re.compile(r"\bof (?:not |never )?\w+ing\b.*", re.DOTALL)
_JUDGES: Final = frozenset("call describe condemn criticise brand dub label term".split())
ANSWERS: Final = _REJECTS | _SAYS_SO | _JUDGES | frozenset("oppose support welcome back".split())
"""Cues that answer what somebody else has said."""
_NOUNS: Final = {"propose": "proposal", "promise": "promise", "pledge": "pledge", "request": "request"}
_THAT: Final = frozenset("deny dispute doubt confirm believe".split())
_SUBJECT: Final = re.compile(r"(that\s+)?(?P<who>he|she|it)\b(?!['’])", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """Something said before: whose it is, its words as a claim has them, and whether they are a clause."""

    voice: Voice
    content: str
    modality: Modality
    unit: int
    clause: bool
    lemma: str = "say"
    direct: bool = False
    """Whether these are the speaker's own words, in which "he" is somebody else."""


def is_pointer(content: str, lemma: str) -> bool:
    """Whether the content of a cue only points to what was said before, and perhaps judges it."""
    match = _NP.fullmatch(content)
    if match is None:
        return _PRONOUN.fullmatch(content) is not None and not lemma.endswith(VALUED)
    judged = not match["rest"] or _is_predicate(match["rest"], lemma)
    return match["noun"].casefold() in _KINDS and judged


def valued(content: str, lemma: str, said: Sequence[Said], unit: int) -> str | None:
    """``Put it at 9 million`` with the thing that was valued before: ``the damage at 9 million``."""
    if not lemma.endswith(VALUED) or not content.startswith("it at ") or not said or unit - said[-1].unit > 1:
        return None
    match = _VALUED.match(said[-1].content) if said[-1].lemma.endswith(VALUED) or said[-1].lemma in _VALUES else None
    return f"{match[1]} {content.removeprefix('it ')}" if match is not None else None


def takes_back(content: str) -> bool:
    """Whether words deny what somebody else has said by its noun: ``no such promise was made``."""
    return _NO_SUCH.fullmatch(content) is not None


def is_no(content: str) -> bool:
    """Whether words only say no to what has just been said: ``That is simply not correct.``"""
    return _NOT_SO.fullmatch(content) is not None


def resolved(content: str, lemma: str, voice: Voice, said: Sequence[Said], unit: int) -> str | None:
    """The content with what it points to spelled out, or None where that is not sure.

    ``lemma`` is the cue of who answers, ``voice`` who that is, ``said`` what was said before, in order.
    """
    said = [one for one in said[-6:] if one.lemma not in ANSWERS]
    near = [one for one in said[-3:] if 0 <= unit - one.unit <= NEAR and not _is_one_side(one.voice, voice)]
    if not near:
        return None
    if _NOT_SO.fullmatch(content) is not None:
        words = _complement(near[-1], "of") if near[-1] is said[-1] and near[-1].clause else None
        return f"it is not true {words}" if words else None
    if (missing := _NO_SUCH.fullmatch(content)) is not None:
        return _untrue(missing["noun"] or missing["there"], near)
    pronoun = _PRONOUN.fullmatch(content)
    if pronoun is not None:
        return _for_pronoun(near[-1], lemma, (pronoun["rest"] or "").rstrip()) if near[-1] is said[-1] else None
    return _for_noun(content, lemma, voice, said, near, unit)


def _is_one_side(one: Voice, other: Voice) -> bool:
    """Whether two voices are one, or speak for one state or body: ``Vandoria``, ``a Vandorian diplomat``."""
    ours, theirs = ((voice.party or voice.name).casefold() for voice in (one, other))
    return one.name == other.name or (len(ours) > _STEM and ours[:_SAME] == theirs[:_SAME])


def _for_noun(
    content: str, lemma: str, voice: Voice, said: Sequence[Said], near: Sequence[Said], unit: int
) -> str | None:
    match = _NP.fullmatch(content)
    noun = match["noun"].casefold() if match else ""
    if match is None or noun not in _KINDS or (match["rest"] and not _is_predicate(match["rest"], lemma)):
        return None
    if noun in _BLAMES:
        return _for_accusation(noun, voice, near, match["rest"] or "")
    fitting = [one for one in near if _may_be(one, noun)]
    if match["many"] and [one for one in said if _may_be(one, noun) and one.voice.name != voice.name] != fitting[-1:]:
        return None  # "the figures" are all of them, not the last
    if noun in _FIGURES:
        fitting = [one for one in fitting if unit - one.unit <= 1]
    if match["det"].casefold() == "the":  # less of a pointer: only to the words right before
        fitting = [one for one in fitting if one is said[-1] and unit - one.unit <= 1]
    if not fitting:
        return None
    words = _complement(fitting[-1], "for" if _KINDS[noun] == _WISHES else "of")
    if noun in _FIGURES and fitting[-1].clause:
        noun = "claim"
    return f"the {noun} {words}{match['rest'] or ''}" if words else None


def _for_accusation(noun: str, voice: Voice, near: Sequence[Said], rest: str) -> str | None:
    """``The accusation`` with what somebody has held against who answers it, which need not be what was said last."""
    names = _words_of(voice)
    against = [
        one
        for one in near
        if one.modality in _SAYINGS
        and (one.lemma in _ACCUSES or not names.isdisjoint(re.findall(r"\w+", one.content.casefold())))
    ]
    if not against:
        return None
    last = against[-1]
    if last.lemma == "blame":
        fault = re.search(r" (for .+)$", last.content.rstrip("."))
        return f"the {noun} of being to blame {fault[1]}{rest}" if fault is not None else None
    deed = _DEED.search(last.content) if last.lemma == "accuse" else None
    words = deed[0].rstrip(".") if deed is not None else _complement(last, "of")
    return f"the {noun} {words}{rest}" if words else None


def _words_of(voice: Voice) -> set[str]:
    """The names and the nouns for bodies in who somebody is and for whom."""
    words = re.findall(r"\w+", f"{voice.name} {voice.party or ''} {voice.role or ''}")
    return {word.casefold() for word in words if word[:1].isupper() or word in BODIES}


def _untrue(noun: str, near: Sequence[Said]) -> str | None:
    """``No such promise was made``: it is not true that the mayor promised something."""
    stem = noun.casefold()[:_STEM]
    told = [one for one in near if one.clause and re.search(rf"\b{re.escape(stem)}", one.content, re.IGNORECASE)]
    words = _complement(told[-1], "of") if told else None
    return f"it is not true {words}" if words else None


def _may_be(said: Said, noun: str) -> bool:
    """Whether a noun may stand for this: a figure has digits, a demand is demanded."""
    return said.modality in _KINDS[noun] and (noun not in _FIGURES or re.search(r"\d", said.content) is not None)


def _is_predicate(rest: str, lemma: str) -> bool:
    """Whether what follows the noun only judges it: ``called that account “a fairy tale”``, ``as irrelevant``."""
    return lemma in {"call", "describe", "brand", "dub"} or rest.lstrip().startswith("as ")


def _for_pronoun(before: Said, lemma: str, rest: str) -> str | None:
    deed = _DEED.search(before.content) if before.lemma == "accuse" else None
    if deed is not None and lemma in _SAYS_SO | _REJECTS:
        return f"the accusation {deed[0].rstrip('.')}{rest}"
    if lemma in _SAYS_SO | _CLAIMS and before.clause and before.modality in _SAYINGS:
        words = _complement(before, "of")
        if words is None:
            return None
        return f"{words}{rest}" if lemma in _THAT else f"the claim {words}{rest}"
    if lemma in _REJECTS:
        noun = {Modality.DEMANDS: "demand", Modality.OFFERS: "offer"}.get(before.modality)
        noun = _NOUNS.get(before.lemma, noun) if noun else None
        words = _complement(before, "for" if noun == "demand" else "of")
        return f"the {noun} {words}{rest}" if noun and words else None
    return None


def _complement(said: Said, link: str) -> str | None:
    """What was said as it stands after a noun: ``that …``, ``to …``, ``for an inquiry``."""
    # Of several statements the first: what stands after a semicolon would read as if it were not denied.
    words = said.content.strip().split("; ")[0].rstrip(".")
    if not words or "“" in words or '"' in words:
        return None
    match = _SUBJECT.match(words)
    if match is not None and said.clause:
        person = match["who"].casefold() != "it"
        if said.direct or person != (said.voice.kind == "person"):
            return None
        who = said.voice.name.split()[-1] if person else inside(said.voice.name, article=said.voice.article)
        words = f"{match[1] or ''}{who}{words[match.end() :]}"
    if words.startswith(("that ", "to ")):
        return words
    if said.clause:
        return f"that {words}"
    return words if words.startswith(("for ", "of ")) else f"{link} {words}"
