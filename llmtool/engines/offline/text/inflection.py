"""The forms of an English verb: past, participle, third person and -ing, from its base form."""

from __future__ import annotations

import re
from typing import Final

_IRREGULAR: Final = {
    line.split()[0]: (line.split()[1], line.split()[-1])
    for line in """
    say said; tell told; think thought; feel felt; know knew known; understand understood; see saw seen; hear heard;
    find found; show showed shown; hold held; write wrote written; swear swore sworn; foresee foresaw foreseen; put
    put; go went gone; begin began begun; make made; lay laid; set set; speak spoke spoken; shoot shot; hit hit; take
    took taken; undertake undertook undertaken; seek sought; stand stood; forecast forecast; cast cast; spell spelt;
    come came come; become became become; give gave given; get got gotten; lead led; run ran run; win won; lose lost;
    bring brought; buy bought; build built; break broke broken; choose chose chosen; draw drew drawn; drive drove
    driven; eat ate eaten; fall fell fallen; fight fought; fly flew flown; forget forgot forgotten; grow grew grown;
    hide hid hidden; keep kept; leave left; lend lent; lie lied lied; mean meant; meet met; pay paid; read read; ring
    rang rung; rise rose risen; sell sold; send sent; shake shook shaken; sing sang sung; sit sat; sleep slept; spend
    spent; spread spread; steal stole stolen; stick stuck; strike struck; sweep swept; swim swam swum; teach taught;
    tear tore torn; throw threw thrown; wake woke woken; wear wore worn; withdraw withdrew withdrawn; let let; cut
    cut; cost cost; hurt hurt; shut shut; fit fit; bear bore borne; beat beat beaten; bend bent; bind bound; bite bit
    bitten; blow blew blown; catch caught; deal dealt; dig dug; feed fed; flee fled; freeze froze frozen; hang hung;
    undergo underwent undergone; awake awoke awoken; broadcast broadcast; rebuild rebuilt; overcome overcame overcome;
    overtake overtook overtaken; overthrow overthrew overthrown; withhold withheld; uphold upheld; bid bid; split
    split; quit quit; retake retook retaken; mislead misled; redo redid redone; do did done; have had; mistake mistook
    mistaken; outdo outdid outdone; cling clung; slide slid; shed shed; breed bred; spin spun; swing swung; repay
    repaid; rewrite rewrote rewritten; rethink rethought; oversee oversaw overseen; forgive forgave forgiven; forbid
    forbade forbidden; arise arose arisen; underwrite underwrote underwritten; sink sank sunk; burst burst; shrink
    shrank shrunk; swell swelled swollen; creep crept; weave wove woven; strive strove striven; overrun overran
    overrun; kneel knelt; bleed bled; sting stung; speed sped; light lit; fling flung; weep wept; ride rode ridden;
    shine shone; tread trod trodden; drink drank drunk; undercut undercut; upset upset; recast recast; offset offset;
    reset reset; misread misread; leap leapt; spring sprang sprung; stride strode stridden; thrust thrust; outrun
    outran outrun; resell resold; spill spilt; slit slit; misunderstand misunderstood; withstand withstood; be was
    been
    """.replace("\n", " ").split(";")
}
# A stressed last syllable doubles its consonant as "plan" does; in other verbs it is not stressed ("offered").
_STRESSED_LAST: Final = re.compile(
    r"(?:ab|ad|com|e|o|per|re|sub|trans)mit|ab(?:et|hor)|acquit|allot|(?:com|dis|ex|im|pro|re)pel|(?:con|de|in|pre|re"
    r"|trans)fer|control|deter|enrol|equip|forget|begin|(?:con|in|oc|re)cur|extol|format|outwit|patrol|re(?:bel|but|gret)"
    r"|un(?:plug|zip)|upset|over(?:run|lap)|under(?:cut|pin)|wiretap|kidnap|worship|handicap|debug"
)
# British English doubles the l of these, American English does not; both are read, and the first is written.
_TWO_SPELLINGS: Final = frozenset(
    """cancel channel counsel dial duel fuel funnel initial label level libel marshal model panel quarrel rival shovel
    signal spiral total travel tunnel""".split()
)
_TWO_PASTS: Final = {"spell": "spelled", "learn": "learnt", "burn": "burnt", "dream": "dreamt", "lean": "leant"}
_SHORT: Final = re.compile(r"[^aeiou]*(?:qu)?[aeiouy][^aeiouwxy]")


def past_tense(base: str) -> str:
    """The simple past of a verb's base form."""
    return _IRREGULAR[base][0] if base in _IRREGULAR else _regular(base)


def third_person(base: str) -> str:
    """The third person singular of a verb's base form."""
    if base.endswith(("s", "x", "z", "ch", "sh")) or base in {"go", "do", "undergo", "veto", "echo"}:
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def participle(base: str) -> str:
    """The past participle of a verb's base form."""
    return _IRREGULAR[base][1] if base in _IRREGULAR else _regular(base)


def progressive(base: str) -> str:
    """The -ing form of a verb's base form."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return _stem(base) + "ing"


def inflections(base: str) -> list[tuple[str, str]]:
    """Kind and word of all forms of a verb, the usual spelling first: a regular past is a participle as well."""
    found = [
        ("past", past_tense(base)),
        ("participle", participle(base)),
        ("base", base),
        ("third", third_person(base)),
        ("ing", progressive(base)),
    ]
    if base in _TWO_SPELLINGS:
        found += [("past", base + "ed"), ("ing", base + "ing")]
    if base in _TWO_PASTS:
        found.append(("past", _TWO_PASTS[base]))
    return found


def _regular(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return _stem(base) + "ed"


def _stem(base: str) -> str:
    """The base as it stands before -ed and -ing: ``plann``, ``panick``."""
    if base in _TWO_SPELLINGS or _SHORT.fullmatch(base) or _STRESSED_LAST.fullmatch(base):
        return base + base[-1]
    return base + "k" if base in {"panic", "mimic", "picnic", "traffic"} else base
