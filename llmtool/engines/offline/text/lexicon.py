"""Words that the offline engine knows: cue verbs with their frames, common verbs, and the small words of English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from llmtool.schema import Modality

_IRREGULAR: Final = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """
    say said said; tell told told; think thought thought; feel felt felt; know knew known; understand understood
    understood; see saw seen; hear heard heard; find found found; show showed shown; hold held held;
    write wrote written;
    swear swore sworn; foresee foresaw foreseen; put put put; go went gone; begin began begun; make made made; lay laid
    laid; set set set; speak spoke spoken; shoot shot shot; hit hit hit; take took taken;
    undertake undertook undertaken;
    seek sought sought; stand stood stood; forecast forecast forecast; cast cast cast; rip ripped ripped; learn learned
    learnt; deny denied denied; rebut rebutted rebutted; spell spelled spelt; beg begged begged; plan planned planned;
    refer referred referred; infer inferred inferred; admit admitted admitted; commit committed committed; brag bragged
    bragged; slam slammed slammed; dub dubbed dubbed; quip quipped quipped; label labelled labeled; signal signalled
    signaled; snap snapped snapped; blog blogged blogged; prefer preferred preferred; come came come; become became
    become; give gave given; get got gotten; lead led led; run ran run; win won won; lose lost lost; bring brought
    brought; buy bought bought; build built built; break broke broken; choose chose chosen; draw drew drawn; drive drove
    driven; eat ate eaten; fall fell fallen; fight fought fought; fly flew flown; forget forgot forgotten; grow grew
    grown; hide hid hidden; keep kept kept; leave left left; lend lent lent; lie lay lain; mean meant meant;
    meet met met;
    pay paid paid; read read read; ring rang rung; rise rose risen; sell sold sold; send sent sent; shake shook shaken;
    sing sang sung; sit sat sat; sleep slept slept; spend spent spent; spread spread spread; steal stole stolen; stick
    stuck stuck; strike struck struck; sweep swept swept; swim swam swum; teach taught taught; tear tore
    torn; throw threw
    thrown; wake woke woken; wear wore worn; withdraw withdrew withdrawn; stop stopped stopped; let let let;
    cut cut cut;
    cost cost cost; hurt hurt hurt; shut shut shut; fit fit fit; bear bore borne; beat beat beaten; bend bent bent; bind
    bound bound; bite bit bitten; blow blew blown; catch caught caught; deal dealt dealt; dig dug dug; feed
    fed fed; flee
    fled fled; freeze froze frozen; hang hung hung; undergo underwent undergone; drop dropped dropped; drag dragged
    dragged; ban banned banned; slip slipped slipped; step stepped stepped
    """.replace("\n", " ").split(";")
}

BE: Final = frozenset("be am is are was were been being 's 're ’s ’re".split())
HAVE: Final = frozenset("have has had having 've ’ve".split())
DO: Final = frozenset("do does did".split())
MODALS: Final = frozenset(
    "will would can could may might must shall should ought cannot ca wo 'll ’ll 'd ’d needn".split()
)
AUXILIARIES: Final = BE | HAVE | DO | MODALS
DETERMINERS: Final = frozenset(
    """a an the this these those my your his her its our their some any no every each another both all many several few
    most more other such whose either neither half one""".split()
)
PREPOSITIONS: Final = frozenset(
    """of in on at by for with from into about against between among over under during through without within
    across after before since until towards toward upon via amid amidst despite beyond behind beside besides
    near like unlike per than regarding concerning following including alongside throughout around above below
    outside inside off up down out onto as to because
    """.split()
)
SUBORDINATORS: Final = frozenset(
    "while although though because since when whenever if unless whereas once until till after before as where".split()
)
COORDINATORS: Final = frozenset("and or but nor yet".split())
SUBJECT_PRONOUNS: Final = frozenset("i he she it we they you".split())
OBJECT_PRONOUNS: Final = frozenset("me him us them himself herself itself themselves myself yourself ourselves".split())
RELATIVES: Final = frozenset("who which whom".split())
QUESTION_WORDS: Final = frozenset("whether how why what".split())
ADVERBS: Final = frozenset(
    """not n't n’t never also again once now then later earlier already still just even ever only too often always
    soon sometimes perhaps maybe instead however meanwhile moreover furthermore further therefore thus
    nevertheless nonetheless indeed rather quite very so long first finally lastly yesterday today tonight
    tomorrow previously afterwards thereafter privately publicly here ago well almost nearly recently
    """.split()
)
DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: Final = tuple("january february march april may june july august september october november december".split())
TIME_WORDS: Final = frozenset(DAYS) | frozenset("mon tue tues wed thu thur thurs fri sat sun".split())
# Nouns that carry a clause as a cue verb does ("the union's claim that ..."), with what may follow them.
CUE_NOUNS: Final = {
    noun: Modality(modality)
    for modality, nouns in {
        "asserts": """claim claims assertion assertions statement belief view argument arguments allegation
    allegations accusation
    accusations warning warnings suggestion admission acknowledgement acknowledgment conclusion contention
    announcement insistence complaint complaints criticism conviction revelation report
    pronouncement pronouncements disclosure testimony remark remarks comment comments assurance assurances theory
    suspicion suspicions concern concerns finding findings emphasis decision determination
    """,
        "denies": "denial denials rejection refusal opposition objection objections disavowal",
        "demands": "demand demands call calls request requests plea appeal appeals recommendation recommendations",
        "offers": """proposal proposals promise promises pledge pledges vow offer offers commitment willingness
        readiness agreement""",
        "predicts": "prediction predictions forecast estimate estimates expectation expectations hope hopes fear fears",
    }.items()
    for noun in nouns.split()
}


class Frame(NamedTuple):
    """What may follow a cue: its particles, its frame letters and what the speaker does by it."""

    particles: tuple[str, ...]
    letters: str
    modality: Modality


class Form(NamedTuple):
    """An inflected form: ``base``, ``third``, ``past``, ``participle`` or ``ing``; past forms serve
    as participles too.
    """

    lemma: str
    kind: str


@dataclass(frozen=True)
class Lexicon:
    """``cues``: lemma to frames, longest particles first. ``forms``: cue form to its lemma. ``verbs``: other verbs."""

    cues: dict[str, tuple[Frame, ...]]
    forms: dict[str, Form]
    verbs: dict[str, str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word lists of the package, with all inflections."""
    frames: dict[str, list[Frame]] = {}
    for line in _lines("cues.txt"):
        words, letters, *rest = (part.strip() for part in line.split("|"))
        lemma, *particles = words.split()
        frames.setdefault(lemma, []).append(Frame(tuple(particles), letters, Modality(rest[0] if rest else "asserts")))
    cues = {lemma: tuple(sorted(found, key=lambda frame: -len(frame.particles))) for lemma, found in frames.items()}
    forms: dict[str, Form] = {}
    for lemma in cues:
        for kind, word in _inflections(lemma):
            forms.setdefault(word, Form(lemma, kind))
    verbs: dict[str, str] = {}
    for line in _lines("verbs.txt"):
        for lemma in line.split():
            for kind, word in _inflections(lemma):
                verbs.setdefault(word, kind)
    return Lexicon(cues, forms, verbs)


def third_person(base: str) -> str:
    """The third person singular of a verb's base form."""
    return _third(base)


def past_tense(base: str) -> str:
    """The simple past of a verb's base form."""
    return _IRREGULAR.get(base, (_past(base),))[0]


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _inflections(lemma: str) -> list[tuple[str, str]]:
    past, participle = _IRREGULAR.get(lemma, (_past(lemma),) * 2)
    found = [
        ("past", past),
        ("participle", participle),
        ("base", lemma),
        ("third", _third(lemma)),
        ("ing", _ing(lemma)),
    ]
    if lemma in {"label", "signal", "spell", "learn"}:
        found += [("past", participle), ("past", lemma + "ed")]
    return found


def _doubled(lemma: str, past: str) -> bool:
    return past.endswith(lemma[-1] * 2 + "ed") and not lemma.endswith(lemma[-1] * 2)


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")) or lemma in {"go", "do", "veto"}:
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _ing(lemma: str) -> str:
    past = _IRREGULAR.get(lemma, ("",))[0]
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe")):
        return lemma[:-1] + "ing"
    if _doubled(lemma, past) or lemma in {
        "run",
        "win",
        "put",
        "set",
        "hit",
        "cut",
        "sit",
        "get",
        "begin",
        "let",
        "shut",
    }:
        return lemma + lemma[-1] + "ing"
    return lemma + "ing"
