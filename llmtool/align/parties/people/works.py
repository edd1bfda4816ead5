"""Works that speak in somebody's stead: ``a study by the institute``, ``the board's preliminary count``."""

from __future__ import annotations

import re

from llmtool.align.parties.countries import bare, words_of
from llmtool.align.parties.vocabulary import BODIES, NO_NAMES, is_in
from llmtool.words import STOPWORDS

WORK = (
    r"(?:estimate|study|report|poll|survey|analysis|audit|statement|forecast|review|briefing|assessment|memo|count|tally"
    r"|figures|data|paper|ruling|statistics|advert|ad|video|letter|projection|calculation|communiqu[ée]|press release"
    r"|dossier|summary|account|newsletter|website|leaflet)s?"
)
_DONE = (
    r"(?:carried out|published|commissioned|prepared|released|compiled|conducted|issued|made|drawn up|written"
    r"|presented|signed|sent|paid for|produced)"
)
_BY = re.compile(
    rf"^(?:[\w’'\-]+ ){{0,5}}?{WORK} (?:[a-z]+ ){{0,2}}?(?:{_DONE} )?(?P<by>by|from) (?P<maker>(?:the )?\S.*)$",
    re.IGNORECASE,
)
_OF = re.compile(rf"^(?:[\w’'\-]+ ){{0,3}}?{WORK} of (?P<maker>(?:the )?[A-Z].*)$")
_OWN = re.compile(rf"^(?P<maker>[\w’'&\- ]*?\w)(?:[’']s|(?<=s)[’']) (?:own )?(?:[a-z\-]+ ){{0,3}}{WORK}$")
_PROPER = re.compile(rf"^(?:[Tt]he |[Aa]n? )?(?P<maker>[A-Z][\w&\-]+(?: [A-Z][\w&\-]+)+) (?:[a-z\-]+ ){{0,2}}{WORK}$")
_END = re.compile(r",|\s(?:that|which|who|on|about|into|in|last|this|to|and)\s")


def maker_of(speaker: str) -> str | None:
    """Whose a work is that is told as the speaker; None for speakers that are no works, and for works of nobody.

    ``estimate by the city treasury`` gives ``the city treasury``, ``Accident Board report`` the ``Accident Board``.
    """
    for pattern in (_BY, _OF, _OWN, _PROPER):
        match = pattern.match(speaker)
        if match is None:
            continue
        maker = _END.split(match["maker"])[0].strip()
        words = [bare(word) for word in words_of(maker)]
        body = any(is_in(word, BODIES) for word in words)
        named = body or (bool(words) and any(word[0].isupper() for word in words))
        if not named or words[0].casefold() in NO_NAMES or (pattern is _OF and not body):
            return None
        return None if all(word.casefold() in STOPWORDS for word in words) else maker
    return None
