"""Words that the offline engine knows: cue verbs with their frames, common verbs, and the small words of English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from llmtool.engines.offline.text.inflection import inflections
from llmtool.schema import Modality

BE: Final = frozenset("be am is are was were been being 's 're ’s ’re".split())
HAVE: Final = frozenset("have has had having 've ’ve".split())
DO: Final = frozenset("do does did".split())
MODALS: Final = frozenset(
    "will would can could may might must shall should ought cannot ca wo 'll ’ll 'd ’d needn".split()
)
NEGATIONS: Final = frozenset({"not", "n't", "never"})
AUXILIARIES: Final = BE | HAVE | DO | MODALS
DETERMINERS: Final = frozenset(
    """a an the this these those my your his her its our their some any no every each another both all many several few
    most more other such whose either neither half one""".split()
)
PREPOSITIONS: Final = frozenset(
    """of in on at by for with from into along about against between among over under during through without within
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
NUMBER_WORDS: Final = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
    dozen dozens million millions billion billions half
    """.split()
)
GAP: Final = "…"
"""What stands for the object in a frame whose last word comes after it: ``put … at``."""
PARTS_OF_TIME: Final = frozenset(
    "morning afternoon evening night day week weekend month year spring summer autumn winter season".split()
)
NOUNS_IN_ING: Final = frozenset(
    """evening morning something anything everything nothing thing king ring spring string wing sibling ceiling
    wedding""".split()
)
# Nouns that carry a clause as a cue verb does ("the union's claim that ..."), with what may follow them.
CUE_NOUNS: Final = {
    noun: Modality(modality)
    for modality, nouns in {
        "asserts": """claim claims assertion assertions statement belief view argument arguments allegation
    allegations accusation
    accusations warning warnings suggestion admission acknowledgement acknowledgment conclusion contention
    announcement insistence complaint complaints criticism conviction revelation report
    pronouncement pronouncements disclosure testimony remark remarks comment comments assurance assurances theory
    suspicion suspicions concern concerns finding findings emphasis decision determination worry worries message idea
    notion boast boasts joke reminder advice desire intention eagerness ambition aim goal
    position stance verdict reply answer
    """,
        "denies": """denial denials rejection refusal opposition objection objections disavowal reluctance unwillingness
        doubt doubts""",
        "demands": "demand demands call calls request requests plea appeal appeals recommendation recommendations",
        "offers": """proposal proposals plan plans promise promises pledge pledges vow vows threat threats offer offers
        commitment willingness
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
        for kind, word in inflections(lemma):
            forms.setdefault(word, Form(lemma, kind))
    verbs: dict[str, str] = {}
    for line in _lines("verbs.txt"):
        for lemma in line.split():
            for kind, word in inflections(lemma):
                verbs.setdefault(word, kind)
    return Lexicon(cues, forms, verbs)


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
