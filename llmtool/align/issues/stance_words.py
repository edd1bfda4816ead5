"""Words by which a claim takes a stand, as word forms: "willing" tells and "will" does not."""

from __future__ import annotations

_FOR = """support supports supported supporting back backs backed backing welcome welcomes welcomed agree agrees agreed
    accept accepts accepted accepting endorse endorses endorsed favour favours favoured favor favors favored approve
    approves approved praise praises praised commend commends commended applaud applauds applauded embrace embraces
    embraced thank thanks thanked congratulates congratulated appreciate appreciates appreciated values valued want
    wants wanted demand demands demanded demanding seek seeks sought urge urges urged insist insists insisted propose
    proposes proposed recommend recommends recommended advocate advocates advocated advise advises advised promise
    promises promised pledge pledges pledged vow vows vowed order orders ordered hopes hoped
    ready willing prepared determined committed needs hail hails hailed defend defends defended
    defending""".split()
_AGAINST = """oppose opposes opposed opposing reject rejects rejected rejecting refuse refuses refused refusing resist
    resists resisted object objects objected veto vetoes vetoed denounce denounces denounced condemn condemns condemned
    deplore deplores deplored criticise criticises criticised criticize criticizes criticized dismiss dismisses
    dismissed disapprove disapproves disapproved forbid forbids forbade unwilling against resent resents slam slams
    slammed lambast lambasts lambasted protested unhappy dismayed""".split()
ATTITUDES = dict.fromkeys(_FOR, 1) | dict.fromkeys(_AGAINST, -1)
"""What a holder does: for (1) or against (-1) what stands after it."""

TWO_WORDS = {
    **dict.fromkeys([(verb, "for") for verb in ("call", "calls", "called", "calling", "asked", "asks", "ask")], 1),
    **dict.fromkeys([(verb, "for") for verb in ("press", "pressed", "push", "pushed", "pleaded", "voted", "vote")], 1),
    **dict.fromkeys([("calls", "on"), ("called", "on"), ("call", "on"), ("would", "like"), ("asked", "that")], 1),
    **dict.fromkeys(
        [
            ("favour", "of"),
            ("favor", "of"),
            ("in", "favour"),
            ("in", "favor"),
            ("out", "for"),
            ("all", "for"),
            ("insists", "on"),
            ("fight", "for"),
            ("fights", "for"),
            ("fought", "for"),
            ("fighting", "for"),
        ],
        1,
    ),
    **dict.fromkeys([("rule", "out"), ("rules", "out"), ("ruled", "out"), ("ruling", "out")], -1),
    **dict.fromkeys([("turn", "down"), ("turns", "down"), ("turned", "down")], -1),
    **dict.fromkeys([("warned", "against"), ("advised", "against"), ("voted", "against"), ("vote", "against")], -1),
}

NOUNS = {
    **dict.fromkeys("support backing openness readiness willingness interest need determination".split(), 1),
    **dict.fromkeys("opposition objection objections resistance concern concerns misgivings".split(), -1),
}
"""``Voiced opposition to it``, ``stressed the need for it``."""

BELITTLED = frozenset(
    tuple(phrase.split()) for phrase in ("by the back door", "by stealth", "in disguise", "in all but name")
)
"""``Closure by the back door``: so it is called by who is against it."""

DUE = frozenset("must should ought necessary needed".split())

ASSESSED = {
    **dict.fromkeys(
        """fair legal lawful legitimate justified right useful helpful beneficial positive positively favourably
        constructive reasonable
        acceptable necessary essential important welcome sensible excellent overdue vital sound safe harmless
        favour favor""".split(),
        1,
    ),
    **dict.fromkeys(
        """unacceptable unfair unjust illegal unlawful illegitimate unjustified wrong dangerous unsafe harmful reckless
        irresponsible unnecessary unneeded pointless premature unrealistic useless mistake disaster betrayal insult
        unhelpful unworkable absurd negatively outrageous scandal disgrace excessive inhuman joke
        farce shambles folly madness ridiculous shameful disgraceful unaffordable
        cruel arbitrary disproportionate worthless nonsense theft""".split(),
        -1,
    ),
}

ENDINGS = frozenset(
    """drop drops dropped dropping shelve shelves shelved shelving abandon abandons abandoned abandoning scrap scraps
    scrapped scrapping cancel cancels cancelled cancelling ban bans banned banning end ended ending stop stops stopped
    stopping halt halts halted halting abolish abolishes abolished removal remove removed withdraw withdrawn withdrawal
    melt melted demolish demolished demolishing demolition dismantle dismantled dismantling destroy destroyed
    prohibit prohibited repeal repealed reverse reversed delay delayed postpone postponed suspend suspended lift
    lifted close closes closed closing closure shut go gone reject rejected rejecting oppose block blocked veto
    rethink reconsider deny denied denying""".split()
)
"""To do away with a thing."""
ENDING_PAIRS = frozenset(
    (verb, after)
    for after, verbs in {
        "out": "phase phased phasing",
        "down": "wind wound winding take taken taking tear torn tearing pull pulled pulling",
        "rid": "get gets got getting",
        "away": "do doing done",
        "off": "switch switched switching call called calling",
        "again": "think",
        "against": "protest protests campaign fight petition appeal case rebellion",
    }.items()
    for verb in verbs.split()
)
"""``Phase out the flats``."""

KEEPS = frozenset(
    """keep keeps kept keeping stay stays staying remain remains remaining save saves saved saving spare spared retain
    retained preserve preserved""".split()
)
"""To leave a thing as it is: who wants that is against its end."""

LINKS = frozenset(
    "is are was were be been being isn't aren't wasn't weren't remains remained seems looks sounds".split()
)
CALLS = frozenset(
    "call calls called describe describes described considers considered deemed finds views viewed".split()
)

BODIES = frozenset(
    """company firm union council government ministry party group board club league federation association society
    members member side country state city town village committee commission alliance team office agency parliament
    residents parents owners workers staff people families friends guild trust museum church school university bloc
    i we he she they it who everybody everyone nobody capitals coalition leaders officials ministers authorities
    themselves itself he'd we'd""".split()
)
"""By these words a claim speaks of its own holder."""

NEGATIONS = frozenset("not no never neither nor without cannot nobody nothing none hardly zero".split())

SAYING = frozenset(
    """said says say saying told tells stated states added adds announced announces claimed claims argued argues noted
    notes explained explains declared declares maintained maintains stressed stresses reiterated replied remarked
    commented asserted asserts alleged alleges admitted admits acknowledged acknowledges confirmed confirms suggested
    suggests warned warns complained complains wrote writes concluded concludes found finds emphasized emphasizes
    emphasised emphasises responded answered observed reckoned indicated repeated affirmed underlined thinks believes
    believed testified predicted predicts conceded reported reports""".split()
)

AGAINST_AFTER = frozenset(
    """is are was were am be been being isn't aren't wasn't weren't firmly strongly still voted vote votes argued argues
    spoke speaks speak protest protests protested came come comes decided ruled advised warned members group council
    party union all""".split()
)
"""Words after which ``against`` takes a stand: not in ``defended itself against the storm``."""
THAT_SAYING = frozenset("insists insisted promise promises promised pledged".split())
"""Words of saying before ``that``, and of wanting before anything else."""

RECORDS = frozenset(
    """figure figures number numbers clock count date claim claims statement sum total estimate reading report map
    reports account""".split()
)
"""That these are wrong is a fact told, not a stand taken."""
