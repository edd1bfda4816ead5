"""What an interview asks and tells of a life rather than of a matter: answers to it are no positions."""

from __future__ import annotations

import re
from typing import Final

_ABOUT_A_LIFE: Final = re.compile(
    r"""\b(?:
    you\ (?:were\ born|grew\ up|come\ from\ a|studied|trained\ as|are\ \d+\ years)
    | your\ (?:mother|father|parents|grand\w+|wife|husband|children|son|daughter|family|childhood|youth|hobby|hobbies
      |free\ time|holidays?|desk|garden|kitchen|coffee|favou?rite)
    | (?:are|have)\ you\ (?:currently\ |just\ |been\ )?(?:reading|listening\ to|watching|sleeping)
    | (?:do|did|can|could)\ you\ (?:still\ |ever\ |get\ any\ |get\ to\ )?(?:sleep|relax|cook|read|pray|cry|dream|play)
    | (?:are|were)\ you\ (?:ever\ |still\ )?(?:proud|afraid|scared|nervous|tired|lonely|happy)
    | you\ look\ (?:well|good|tired|happy) | how\ are\ you | thanks?\ (?:you\ )?for\ (?:making|taking)\ the\ time
    | (?:shaped?|changed?|formed)\ you | as\ a\ child | what\ are\ you\ reading | last\ book | miss\ (?:it|them|home)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_A_LIFE: Final = re.compile(
    r"""["“]?(?:
    (?:and\ |but\ |well,\ |oh,\ |yes,\ |no,\ )?
    (?:i\ (?:do\ |still\ |can\ still\ |always\ )?remember | i\ grew\ up
    | i\ was\ (?:born|raised|brought\ up|\w+\ years\ old) | when\ i\ was\ (?:a|young|\w+teen)
    | my\ (?:mother|father|grand\w+|wife|husband|parents|sister|brother|son|daughter)\b
    | as\ a\ (?:child|boy|girl|student) | i\ (?:like|love|enjoy)\ (?:to\ )?(?:cook|read|walk|run|swim|paint|garden)
    | i(?:['’]m|\ am)\ (?:not\ )?(?:sleeping|well|fine|very\ well|good,\ thank) | how\ long\ have\ you\ got
    | would\ you\ like | do\ (?:sit|come)\ | i\ (?:laughed|cried|wept|slept) | i\ don['’]t\ know
    | you\ (?:may|can|should)\ (?:take|sit|write|have|quote)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
_MATTER: Final = re.compile(
    r"\d|\b(?:must|should|demand|percent|per cent|million|billion|law|bill|offer|refuse|strike|vote|deal)\b",
    re.IGNORECASE,
)


def asks_of_a_life(question: str) -> bool:
    """Whether a question is about a person's life: childhood, family, sleep, what they read."""
    return _ABOUT_A_LIFE.search(question) is not None


def is_of_a_life(sentence: str, question: str) -> bool:
    """Whether an answer, or a sentence of one, tells of a life: by its own words or by the question alone."""
    if _MATTER.search(sentence):
        return False
    return _OF_A_LIFE.match(sentence) is not None or asks_of_a_life(question)
