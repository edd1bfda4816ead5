"""Whether a word form that could be a cue is used as a verb, judged by its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.people.holders import BODIES, DOCUMENTS, GROUPS, ROLES
from llmtool.engines.offline.text.lexicon import lexicon
from llmtool.engines.offline.text.tokens import PLURALS, Token

# Cues whose present forms are no nouns.
_VERBS_ONLY: Final = frozenset(
    """say believe think insist argue deny tell add agree allege assert contend explain admit concede acknowledge
    acknowledge maintain suggest recommend reject oppose refuse accuse criticise criticize condemn denounce emphasise
    emphasize reiterate predict write recall reply respond confirm conclude declare describe advise urge announce
    speak deplore refute rebut affirm reaffirm disagree foresee envisage apologise apologize disavow repudiate
    ask want see seek warn testify complain expect threaten propose dismiss mention inform assure
    """.split()
)

_TELLERS: Final = BODIES | GROUPS | DOCUMENTS
_FAR: Final = 12
# What people do with a document that says what they want.
_SENDS: Final = frozenset(
    """sent sends wrote writes signed signs issued issues released releases published posted filed sending unleashed
    tweeted launched circulated""".split()
)
_TURNED: Final = frozenset("moved moves petitioned petitions approached approaches sued".split())
_SOME: Final = frozenset("some many most few several all both others".split())
# Cues whose base form is no noun that takes "that".
_REPORTING: Final = frozenset("show indicate find reveal confirm think know understand see".split())

# "The clubs all agreed", "the minister himself said": what stands between subject and verb.
FLOATING: Final = frozenset("all both each themselves himself herself itself".split())

# Nouns that take up again what the clause before them says.
TAKEN_UP: Final = frozenset(
    """condition demand claim charge accusation allegation assertion idea proposal suggestion notion step move plan
    figure estimate position view offer request account version number argument finding conclusion criticism threat
    promise compromise pledge vow forecast prediction statement theory report charge call warning""".split()
)


def is_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether the cue form at ``place`` is used as a verb here, judged by its neighbours."""
    token = tokens[place]
    if token.form is None:
        return False
    left = place - 1
    while left >= 0 and (tokens[left].tag == "A" or (tokens[left].low in FLOATING and _after_noun(tokens, left))):
        left -= 1
    before = tokens[left] if left >= 0 else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    kind = token.form.kind
    if kind == "ing":
        return (
            before is None
            or before.tag in ",XC-SQ;:"
            or before.low in {"by", "without", "after", "before", "in", "of", "despite", "heard"}
            or before.low in DOCUMENTS  # "issued a statement calling the test …"
            or document_of(tokens, place) is not None
            or petitions(tokens, place)
            or (after is not None and before.tag in "Nn" and (after.tag in "TQ:" or _quotes(tokens, place + 1)))
        )
    if before is None:
        return kind == "past" and after is not None and after.tag == "N"  # "Said Ellis: “…”"
    before = _noun_before(tokens, left, kind)
    if kind == "participle":
        return before.tag == "X"
    if kind == "past":
        if before.tag == "#" and len(before.low) == 4 and before.low.isdigit():
            return True
        if before.tag == "K" and after is not None and after.tag in "nNv" and tokens[left - 1].low != "those":
            return False  # "demanded [guaranteed] trains"
        return before.tag not in "DpPt#GS" or before.low in {"this", "that", "others", "some", "many"}
    return _has_object_before(tokens, place) or _present_is_verb(token, before, after, gap=_has_gap(tokens, place))


def petitions(tokens: Sequence[Token], place: int) -> bool:
    """Whether somebody has turned to a body in order to ask: ``has moved the High Court [seeking] a stay``."""
    asks = tokens[place].low in {"seeking", "demanding", "asking", "urging"} and tokens[place - 1].tag in "Nn"
    return asks and any(token.low in _TURNED for token in tokens[max(0, place - 6) : place - 1])


def _noun_before(tokens: Sequence[Token], place: int, kind: str) -> Token:
    """The word at ``place`` before a verb, as a noun where it ends one: a date, a form that is no verb, a name."""
    before = tokens[place]
    dated = before.tag == "#" and place > 1 and tokens[place - 1].low == "in"  # "an email sent in 2022 describes"
    if dated or (before.tag == "K" and not is_verb(tokens, place)):
        return replace(before, tag="n")  # "a review of records indicates"
    if kind == "third" and place > 1 and tokens[place - 1].low == "of" and tokens[place - 2].low in _TELLERS:
        return tokens[place - 2]  # "the chamber of commerce estimates"
    return (_plural_before(tokens, place) if kind == "base" and before.tag == "N" else None) or before


def _plural_before(tokens: Sequence[Token], name: int) -> Token | None:
    """The plural of ``[Analysts] at Corvin estimate``, with which the verb goes."""
    place = name
    while place > 1 and tokens[place].tag in "ND":
        place -= 1
    noun = tokens[place - 1]
    plural = tokens[place].tag == "P" and noun.low.endswith("s") and (noun.tag == "n" or place == 1)
    return replace(noun, tag="n") if plural else None


def document_of(tokens: Sequence[Token], place: int) -> int | None:
    """The verb in ``sent a letter on Friday to the council opposing …``, whose subject opposes."""
    for noun in range(place - 2, max(place - _FAR, 1), -1):
        if tokens[noun].low in DOCUMENTS:
            verb = noun - 1
            while verb > 0 and (tokens[verb].tag in "DnE#A" or tokens[verb].low == "of"):
                verb -= 1
            return verb if verb > 0 and tokens[verb].low in _SENDS else None
        if tokens[noun].tag not in "DNnpPtd#":
            return None
    return None


def _quotes(tokens: Sequence[Token], place: int) -> bool:
    """Whether a comma and a quotation stand here."""
    return place + 1 < len(tokens) and tokens[place].tag == "," and tokens[place + 1].tag == "Q"


def is_ing(token: Token) -> bool:
    """Whether a cue form ends in -ing."""
    return token.form is not None and token.form.kind == "ing"


def _after_noun(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and (tokens[place - 1].tag in "NnRX" or (tokens[place - 1].text in {",", ")"} and place > 1))


def _is_somebody(token: Token) -> bool:
    """Whether a noun names somebody, so that a verb rather than another noun follows it."""
    low = token.low
    return low in ROLES or token.tag == "N" or (token.tag == "n" and low.endswith(("keeper", "man", "woman", "person")))


def _takes(token: Token, particle: str) -> bool:
    """Whether one of the cue's frames begins with this word, or it says something whose place comes first."""
    frames = lexicon().cues[token.form.lemma] if token.form else ()
    says = particle in {"in", "on", "at", "during", "after", "of", "about", "from"}
    return any(frame.particles[:1] == (particle,) or (says and "s" in frame.letters) for frame in frames)


def _has_gap(tokens: Sequence[Token], place: int) -> bool:
    """Whether the object may stand before the subject: ``…, a claim the port disputes``."""
    for at in range(max(place - 7, 1), place - 1):
        if tokens[at].low in TAKEN_UP and tokens[at - 1].tag == "D" and (at < 2 or tokens[at - 2].tag in ",-"):
            return True
    return False


def _has_object_before(tokens: Sequence[Token], place: int) -> bool:
    """Whether the subject ends in a pronoun: ``people close to her [say]``."""
    form = tokens[place].form
    alone = form is not None and form.lemma in _VERBS_ONLY and form.kind == "base"
    return alone and place > 1 and tokens[place - 1].low == "her" and tokens[place - 2].tag in "tP"


def _present_is_verb(token: Token, before: Token, after: Token | None, *, gap: bool = False) -> bool:
    if before.tag == "X" and token.form is not None and token.form.kind == "third":
        return before.low == "'s"  # "she had doubts about it"
    if after is not None and after.tag == "P" and not _takes(token, after.low):
        return before.tag in "RWX" and token.low not in {"rules", "states"}
    ambiguous = token.form is None or token.form.lemma not in _VERBS_ONLY
    if after is not None and after.low == "such" and ambiguous:
        return False  # "advocates such as Ann Ray"
    if before.low in _SOME and not ambiguous and after is not None and after.tag in "TRDNnp":
        return token.form is not None and token.form.kind == "base"  # "Some believe the plan …"
    if before.tag in "DpPV#GEv" or (before.tag == "K" and ambiguous):
        return False
    if before.tag in "RWX":
        return True
    if before.tag == "t":
        return token.form is not None and token.form.kind == "base"
    finite = after is not None and after.form is not None and after.form.kind in {"past", "third"}
    closed = (
        after is None
        or finite  # "the two sides agreed"
        or (after.tag in ".,;:XVC)-" and after.low not in {"being", "having"})
        or after.low in {"of", "by", "from", "against", "were", "was"}
    )
    if token.form is not None and token.form.kind == "base":
        return _base_is_verb(token, before, after, closed=closed)
    if not (ambiguous and closed) or (gap and before.tag in "nNR"):
        return True
    somebody = _is_somebody(before) or (after is not None and after.tag == "." and before.low in _TELLERS)
    return after is not None and (after.tag == ":" or (after.tag in ".," and somebody))


def _base_is_verb(token: Token, before: Token, after: Token | None, *, closed: bool) -> bool:
    ambiguous = token.form is None or token.form.lemma not in _VERBS_ONLY
    if not ambiguous:
        return before.tag in "NnCQT,)d"
    if before.tag == "," and after is not None and after.tag in "TQ":
        return True  # "Ann Ray and a colleague, Bo Lund, estimate that …"
    if closed and before.low in DOCUMENTS and token.form is not None and token.form.lemma in _REPORTING | {"suggest"}:
        return before.low.endswith("s") or before.low == "data"  # "…, the office's figures show."
    if closed or (before.tag == "," and not (after is not None and after.tag == "R")):
        return False  # but "Critics, meanwhile, fear it will …"
    if after is not None and after.tag == "T" and token.form is not None and token.form.lemma in _REPORTING:
        return True  # "Data from the survey show that …"
    plural = before.low.endswith("s") or before.low in PLURALS
    return plural or before.tag in "CQT"
