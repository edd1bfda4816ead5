"""Spoken answers that say nothing without what they answer, and sentences that only go on with the one before."""

from __future__ import annotations

import re
from typing import Final

_TAKES_UP: Final = re.compile(
    r"""(?:That\b(?!\ [a-z]+\ (?:who|which|that)\b) | After\ that
    | I\b[^.]{0,50}\b(?:it|them|this|so|(?<!require\ )(?<!demand\ )(?<!insist\ )(?<!request\ )(?<!stress\ )that)\b
    | (?:It|This)\ (?:is|was|would|will|says)\b | Not\b
    | [^,;]{0,40}\b(?:make|made|do|did|stop|change|want|need|accept|allow|prove|fix|mend|settle)s?\ (?:that|this)\b
      [^,;]{0,12}[.!]$)""",
    re.VERBOSE,
)
_ANSWER: Final = re.compile(
    r"(?:No|Yes|Never|Not at all|Perhaps not|Of course not|Certainly not|Absolutely)\b[^.!?]{0,24}[.!]"
)
# An answer that says nothing without its question.
_LEANS: Final = re.compile(
    r"""(?:Not\ (?!only|all|every)|Because|Only\ (?:if|when|after)|By\ [a-z]+ing|So\ that|In\ order\ to)\b
    | (?:The\ (?:very\ )?(?:moment|minute|instant|second|day|week|year)|As\ (?:soon|long)\ as|Once|When|Whenever
      |Until|Unless|If|Provided|After|Before)\ (?!more\b|again\b|all\b)[^,;]{1,60}[.!]$
    | (?:No|Yes|Perhaps|Maybe),?\ (?:but\ )?(?:only\ )?(?:if|once|when|provided|unless|as\ (?:soon|long)\ as
      |on\ condition|after|not\ (?:until|before|unless))\b
    | Then\b[^,;]{1,60}[.!]$""",
    re.VERBOSE,
)
_ELLIPTIC: Final = re.compile(
    r"^[^,.;]{0,20},? ?(?:it|they|we|i|he|she|there|that|those|you) (?:\w+ly )?"
    r"(?:do|does|did|is|are|was|were|am|has|have|had|can|could|will|would|should|might|may|must)(?: not|n['’]t)?"
    r" ?[.!]$",
    re.IGNORECASE,
)
"""``In rare cases, it probably does.``"""
# What says yes or no to a statement, and not a word of what that was.
_REPLY: Final = re.compile(
    r"""(?:(?:No|Yes|Well|Look|With\ respect|Frankly|I['’]m\ sorry),?\ )?
    (?:(?:I|We)\ (?:\w+ly\ )?(?:(?:do|did|can|could|will|would|wo|ca)\ ?(?:not|n['’]t|not)\ |cannot\ |never\ )?
      (?:\w+ly\ )?(?:accept|agree\ (?:with|to)|recognise|recognize|believe|share|deny|dispute|reject|doubt|regret|buy)
      \ (?:that|this|it)(?:\ (?:at\ all|view|description|account|figure|for\ a\ (?:moment|minute|second)))?
    | (?:I|We)\ (?:\w+ly\ )?(?:do\ not\ |do\ n['’]t\ |don['’]t\ )?(?:dis)?agree
    | (?:So|Nor|Neither)\ (?:do|did|are|is|was|were|have|has|had|can|could|will|would|should|must|am)\ (?:I|we)
    | (?:(?:That|This|It)(?:['’]s|\ ['’]s|\ is|\ was)\ )?(?:simply\ |just\ |quite\ |plainly\ |entirely\ |absolutely\ )?
      (?:not\ |n['’]t\ )?(?:true|untrue|false|wrong|nonsense|rubbish|correct|incorrect|right|so|a\ lie))
    \ ?[.!]""",
    re.VERBOSE | re.IGNORECASE,
)


def _plain(text: str) -> str:
    return text.replace(" ,", ",").replace(" .", ".").replace(" n't", "n't").replace(" n’t", "n’t")


def takes_up(text: str) -> bool:
    """Whether a sentence only goes on with the one before: ``That was not enough.``; ``text`` has its tokens apart."""
    return _TAKES_UP.match(text) is not None


def leans(text: str) -> bool:
    """Whether an answer is no more than a clause that depends on its question: ``The moment they pay.``"""
    return _LEANS.match(_plain(text)) is not None or is_elliptic(text)


def is_elliptic(text: str) -> bool:
    """Whether a sentence breaks off after its auxiliary: ``They are not.``"""
    return _ELLIPTIC.search(text) is not None


def answers_briefly(text: str) -> bool:
    """Whether an answer is yes or no, with a few words at most."""
    return _ANSWER.fullmatch(_plain(text)) is not None


def is_reply(text: str) -> bool:
    """Whether words only agree or disagree with what has just been said: ``I don't accept that.``, ``So do we.``"""
    return _REPLY.fullmatch(_plain(text)) is not None


def points_back(text: str) -> bool:
    """Whether the first word of a sentence is something said before: ``That was wrong.``"""
    return text.partition(" ")[0] in {"That", "This", "It", "Not"}
