"""What nobody would list as a position: the business of a meeting or broadcast, and an outlet's word on itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.text.lexicon import NUMBER_WORDS, lexicon
from llmtool.engines.offline.text.tokens import Token

_COURTESY: Final = re.compile(
    r"""(?:well\s*,\s*|and\s+now\s*,?\s*|now\s*,\s*|right\s*,\s*|okay\s*,\s*|ok\s*,\s*|so\s+)?
    (?:good\ (?:morning|afternoon|evening|night|day)\b | (?:thank\ you|thanks|many\ thanks)\b | welcome\b | hello\b
    | to\ (?:ask|move)\ (?:the|mr|mrs|ms|dr|her|his)\b
    | please\b | excuse\ me\b | pardon\b | order\b\s*[,.!] | listen\ to\ this | let\ (?:him|her|them)\b
    | let\ (?:me|us)\ (?:be|say|start|begin|turn|move|ask|put|finish|explain|hear|go|see)\b[^:,]*$
    | (?:may|can|could)\ i\b | i\ (?:will|shall|'ll)\ be\ (?:short|brief)
    | i\ (?:(?:have|'ve|’ve)\ )?(?:also\ )?(?:read|heard|seen\ it)\ (?:in|that|it|people|some|from)\b[^;]*$
    | i\ (?:ca\ n['’]t|cannot|can\ not)\ (?:say|comment|answer\ that|tell\ you)\b[^;,]{0,12}$
    | i\ can\ (?:only\ )?(?:repeat|echo|second)\b
    | (?:you|we)\ all\ have\b | (?:you|mr|ms|mrs|dr)\b[^,]*\bhas?v?e?\ the\ floor
    | one\ (?:more\ )?(?:question|moment|second)\b | next\ (?:question|speaker|item)\b | a\ word\ on\b
    | (?:one|two|three|five|ten)\ minutes\ (?:each|left|only|please)\b | questions\ from\b | here\ we\ (?:are|go)\b
    | (?:we|i)\ (?:rise|continue|resume|adjourn|reconvene|stop\ here|move\ on|go\ on|break)\b
    | (?:so\ )?here\ they\ are | that\ is\ all\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_BUSINESS: Final = re.compile(
    r"""\b(?:what\ (?:you|we)\ (?:have\ |'ve\ |’ve\ )?just\ heard
    | i\ (?:now\ )?call\ (?:the|mr|ms|mrs|dr|on(?!\ [^.;]+\ to\ (?!speak|reply|respond|answer|move|open|ask|address)))
    | i\ must\ be\ (?:more\ )?careful | under\ oath | come\ forward | take\ (?:the\ stand|a\ seat|your\ seats?)
    | (?:meeting|session|hearing|sitting)\ is\ (?:closed|open|opened|adjourned|suspended)
    | thank\ you\b[^,]{0,20}\.?$ | give\ the\ room\ back | has\ the\ floor
    | (?:meets?|sits?)\ again | would\ like\ to\ add | have\ to\ add | on\ the\ agenda | have\ the\ agenda)\b
    | \b(?:declined|refused)\ to\ (?:comment|be\ interviewed)\b | \bdid\ not\ (?:respond|reply)\ to\b
    | \bcould\ not\ be\ reached\b | ,\ please\s*\.?$ | \bthank\ you\s*\.$""",
    re.IGNORECASE | re.VERBOSE,
)
_OUTLET: Final = re.compile(
    r"""(?:to\ (?:donate|subscribe|unsubscribe|support\ us|contact|advertise)\b
    | to\ leave\ (?:this|our|the)\ (?:mailing\ )?list\b
    | (?:subscribe|unsubscribe|sign\ up|follow\ us|donate|support\ (?:us|our|the\ \w+$)|click|read\ more|more\ on\ our
    |more\ (?:from|at|on)\b[^.]*(?:website|page|app)|visit\ our|join\ us|write\ to\ us|get\ in\ touch|share\ this
    |found\ a\ mistake|corrections?\ to|listen\ (?:again|back|live)|watch\ (?:again|live))\b
    | (?:press|media|editorial)\ (?:contacts?|enquiries|inquiries|office\s*:) | contact\s*:
    | you\ (?:receive|are\ receiving|got)\ this | (?:all\ rights\ reserved|copyright|©|\(c\))
    | (?:notes|transcripts?|minutes|captions?)\ (?:are|were|was|is)?\ ?(?:made|taken|edited|checked|provided)\ by\b
    | \(?(?:notes|minutes)\ taken\ by | (?:they|these)\ become\ the\ minutes
    | end\ of\ (?:transcript|record|recording|clip|audio|meeting|session) | \*{3})""",
    re.IGNORECASE | re.VERBOSE,
)
_FUNDED: Final = re.compile(
    r"""\b(?:is|are)\ (?:paid\ for|funded|made\ possible|supported|brought\ to\ you)\ by\ (?:its|our|your|you)?\ ?
    (?:listeners|readers|members|viewers|donations)
    | \b(?:on|at|via|visit)\ our\ (?:web\ ?site|web\ ?page|app|podcast)\b
    | \bour\ (?:newsletter|mailing\ list|media\ list)\b | \b(?:is|are)\ repeated\ (?:on|at)\b
    | \b(?:hotline|helpline|switchboard|box\ office)\ is\ open\b
    | \bcall\ the\ number\b | \breply\ to\ this\ (?:e-?mail|newsletter)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_VAGUE: Final = frozenset("that it this we i".split())
_WEIGHTY: Final = frozenset(
    "not n't n’t never no nobody nothing will 'll ’ll would must should can cannot could may offer demand want".split()
)
_STANDS: Final = frozenset(
    """think thought believe believed oppose opposed support supported back backed reject rejected accept accepted want
    wanted demand favour favor favoured favored doubt insist maintain regret convinced sure certain welcome
    resent distrust trust disagree against""".split()
)
"""What somebody who speaks for themselves takes a stand by."""
_CLAUSE: Final = 3
"""Words after "that" which tell something: ``I must admit that the pumps ran dry.``"""
_EMPTY: Final = 6
_OF_ONESELF: Final = 8
_OWN_BUSINESS: Final = frozenset("i we you".split())


def is_boilerplate(text: str) -> bool:
    """Whether a sentence is an outlet's word about itself to its readers: sign-ups, donations, contacts."""
    text = text.strip(" \t\n*_•-–—")
    return _OUTLET.match(text) is not None or _FUNDED.search(text) is not None


_CHAIRED: Final = re.compile(
    r"\b(?:joins? us|by video|by telephone|on the line|handed|appended|circulated|minutes|agenda|secretariat|clerk"
    r"|adjourn\w*|resum(?:e|es|ing)|reconven\w*|break|floor|record|this (?:session|hearing|meeting))\b",
    re.IGNORECASE,
)
"""What the one in the chair says of the meeting itself."""


def _takes_a_stand(words: Sequence[Token]) -> bool:
    """Whether somebody says what they think of a thing, however shortly: ``I oppose the sale of the pier.``"""
    verb = next((at for at, token in enumerate(words[:5]) if token.low in _STANDS), None)
    after = words[verb + 1 :] if verb is not None and words[0].low in {"i", "we"} else ()
    return any(token.tag in "nNK" for token in after) and after[-1].low not in {"you", "one", "it"}


def is_courtesy(text: str) -> bool:
    """Whether a spoken sentence thanks, greets, gives the floor or says who pays for the broadcast."""
    return _COURTESY.match(text) is not None or _BUSINESS.search(text) is not None or is_boilerplate(text)


def is_procedure(text: str, tokens: Sequence[Token], *, chairs: bool) -> bool:
    """Whether a spoken sentence only keeps a meeting going; one who ``chairs`` has few positions of their own."""
    if is_courtesy(text):
        return True
    words = [token for token in tokens if token.tag not in ".,;:-"]
    if not words or (all(token.tag in "Nn." for token in words[:4]) and len(words) <= 3):
        return True  # "Mr Castell."
    if tokens[0].text.isupper() and len(words) > 2 and all(token.text.isupper() for token in words):
        return True
    stand = _takes_a_stand(words)
    that = next((at for at, token in enumerate(words[:_EMPTY]) if token.tag == "T"), len(words))
    clause = len(words) - that > _CLAUSE and any(token.tag in "XVvKE" for token in words[that + 1 :])
    if words[0].low == "i" and len(words) <= _OF_ONESELF and not stand and not clause:
        denied = any(token.low in {"not", "n't", "n’t", "never", "nobody", "nothing"} for token in words)
        if words[-1].low in {"one", "it", "so", "that", "this"} or not (denied or any(t.tag == "#" for t in words)):
            return True  # "I am glad to hear it."
    weighty = any(token.tag == "#" or token.low in _WEIGHTY or token.low in NUMBER_WORDS for token in words)
    if words[0].low in _VAGUE and len(words) <= _EMPTY and not weighty and not stand:
        return True  # "That is good to know."
    if not chairs:
        return False
    first = words[0]
    return (
        _CHAIRED.search(text) is not None
        or first.low in _OWN_BUSINESS
        or first.low in {"let", "then"}
        or lexicon().verbs.get(first.low) == "base"
        or (len(words) > 2 and words[0].tag == "N" and any(token.low in _OWN_BUSINESS for token in words[1:5]))
        or not any(token.tag in "XVvKEQ" for token in words)
    )
