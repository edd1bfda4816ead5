"""Which attributions are positions that could be compared, and which only tell a gesture, a thought or a topic."""

from __future__ import annotations

import re
from typing import Final

from llmtool.engines.offline.contents.antecedents import ANSWERS, is_pointer
from llmtool.engines.offline.contents.wording import asks_for
from llmtool.engines.offline.reading import Attributed
from llmtool.engines.offline.text.lexicon import HAVE, NUMBER_WORDS, lexicon
from llmtool.schema import Modality

# Cues that tell a gesture or a thought.
_WEAK: Final = frozenset(
    """try need attempt see hear learn discover notice imagine consider regard view share raise present record
    document celebrate thank discuss address invite congratulate begin publish release issue
    print laugh chuckle sigh brief hold aim quote echo relate remember decide
    know understand feel touch wonder seek
    """.split()
)


_WEAK_WITHOUT_CLAUSE: Final = frozenset("describe call want seek report announce offer require".split())
# Cues that take a side with no more than a noun after them.
STANDS: Final = frozenset(
    """support back favour favor endorse oppose defend stand criticise criticize condemn denounce welcome praise plead
    uphold overturn retract approve drop""".split()
)
# Cues that assert and say enough with one noun after them: "admitted negligence", "backs tolls".
_OF_ONE_WORD: Final = STANDS - {"plead", "stand"} | frozenset("admit acknowledge concede accept confirm allege".split())
# Cues whose negation is a stance of its own ("does not accept the offer"), not only silence.
_NEGATABLE: Final = frozenset(
    """believe think accept support agree back want expect favour favor endorse recommend recognise recognize
    trust share""".split()
)


# Cues that judge where "as" follows: "viewed the bid as a trick", "cited the flood as a reason".
_AS: Final = frozenset("view see regard consider cite remember present".split())
# A weak cue with so much in the speaker's own words says something after all.
_OWN: Final = 0.6
_FEW: Final = 3
# So many words say something whatever the cue.
_SOME: Final = 6
# Cues of what somebody knows or feels: a stand where a clause follows.
_MINDS: Final = frozenset("know understand feel learn discover hear decide consider".split())
# Cues that tell what an indirect question asks for: "explained why the dam leaks".
_TELLS: Final = frozenset("explain show tell describe detail outline point question".split())
_NO_STAND: Final = re.compile(r"(?:to|whether|why|who|what|when|where|how)\b", re.IGNORECASE)
_QUESTION: Final = re.compile(r"(?:whether|why|who|what|when|where|how)\b", re.IGNORECASE)

# Cues that only point to something, unless they quote it or tell a figure.
_ABOUT: Final = frozenset("speak talk touch cite refer set lay point detail outline mention reference".split())
# Words of a cue that tell the side: "spoke out against", "spoke in favour of".
_SIDES: Final = re.compile(r"\b(?:against|favou?r|support)\b")
# Of these only what else they tell counts: "spoke of the long years that she had spent there".
_TOPICS: Final = frozenset("speak talk mention touch".split())
# What these say is told by "as": "painted the deal as a theft", not "described the scene".
_PICTURES: Final = frozenset("describe characterise characterize portray depict paint".split())
_NO_COMMENT: Final = re.compile(
    r"to (?:comment|say|be drawn|elaborate|discuss|respond|answer|be (?:named|identified|quoted)|speculate|give)\b"
)
# "has long refused to discuss wages": a policy, where "refused to discuss it" is only silence.
_POLICY: Final = re.compile(r"to (?:discuss|answer for) (?!(?:the|this|that) \w+$|\w+$)")
_PUT_OFF: Final = re.compile(r"(?:not )?to (?:wait|talk|speak|say|answer|comment|stay|remain|be (?:named|quoted))\b")
_VIEW: Final = re.compile(r"(?:the|that|this) (?:view|opinion|belief|assessment|conviction|concern)s?\b", re.IGNORECASE)
_NEVER: Final = re.compile(r"(?!)")
# "The board says it's 840": a figure for what has just been counted.
_COUNT: Final = re.compile(
    r"(?:it|there|they)(?: (?:was|is|were|are)|['’](?:s|re)) (?:\w+ ){0,2}\d[\d.,]*(?: \w+)?", re.IGNORECASE
)
# "They could have accepted seven per cent": what a writer thinks of them, and nothing that they said.
_MISSED: Final = frozenset("could should might must ought".split())
# What says nothing about anything: "found a way", "offered some advice".
_IS_TOPIC: Final = {
    "find": re.compile(r"(?:an? |the |new |other )*(?:ways?|time|room|help|themselves|himself|herself|itself)\b"),
    "offer": re.compile(
        r"(?:\w+ ){0,3}?(?:advice|analysis|insights?|proof|evidence|details?|glimpses?|explanations?|apolog(?:y|ies)"
        r"|condolences|thanks|congratulations|praise|prayers|hints?|clues?)\b(?! that)"
    ),
}
_MEETING: Final = re.compile(
    r"(?:the|a|this|our|its) (?:\w+ ){0,2}(?:meeting|session|hearing|sitting|vote)\b.{0,20}\bto order\b"
)
_COURTESY: Final = re.compile(
    r"to (?:set out|say|comment on|thank|add|point out|stress|begin|start|make clear|inform|correct|clarify"
    r"|(?:place|put|set)\b.* (?:on|the) record)\b"
)


def takes_a_stand(attributed: Attributed, content: str, quoted: float, cue: str = "") -> bool:
    """Whether an attribution with these words is a position; ``quoted`` is the share between quotation marks.

    ``cue`` is the cue as the document has it. What only points to something said is one where the cue answers it.
    """
    count = len(content.split())
    judges = attributed.lemma in _AS and re.search(r"\bas\b", content) is not None
    knows = attributed.lemma in _MINDS and count > _FEW and not attributed.negated and not _NO_STAND.match(content)
    knows = knows or (attributed.lemma == "hold" and content.startswith("that ") and _is_next(attributed))
    knows = knows or (attributed.lemma == "seek" and asks_for(content))
    knows = knows or (attributed.lemma == "share" and _VIEW.match(content) is not None)
    own = quoted > _OWN and count > _FEW and "?" not in content
    if attributed.lemma in _WEAK and not (judges or knows or own or attributed.modality is Modality.DENIES):
        return False
    courteous = attributed.lemma in {"like", "wish"} and _COURTESY.match(content) is not None
    courteous = courteous or (attributed.lemma in {"comment", "respond"} and not {"s", "q"} & {*attributed.letters})
    courteous = courteous or (attributed.lemma == "call" and _MEETING.match(content) is not None)
    courteous = courteous or (attributed.lemma == "prefer" and _PUT_OFF.match(content) is not None)
    missed = "have" in attributed.helpers and not _MISSED.isdisjoint(attributed.helpers)
    if courteous or missed or (attributed.lemma == "like" and "would" not in attributed.helpers):
        return False  # "would like to thank them", "likes to swim"
    if attributed.lemma in {"decline", "refuse"} and _NO_COMMENT.match(content):
        return attributed.lemma == "refuse" and _lasts(attributed) and _POLICY.match(content) is not None
    if attributed.lemma == "ask" and ("?" in content or content.casefold().startswith(("whether", "if", "about"))):
        return False
    silent = attributed.negated and attributed.lemma not in _NEGATABLE
    if silent and attributed.modality is Modality.ASSERTS and lexicon().cues.get(attributed.lemma, ()):
        return False
    if (
        _QUESTION.match(content)
        and not quoted
        and attributed.lemma != "label"
        and (attributed.lemma not in _TELLS or count < _SOME)
    ):
        return False
    if is_pointer(content, attributed.lemma):
        return attributed.lemma in ANSWERS
    if _is_topic(attributed, content, quoted, cue):
        return False
    weak = attributed.lemma in _WEAK_WITHOUT_CLAUSE and attributed.modality is not Modality.DEMANDS
    if weak and not quoted and count < 3 and not (attributed.lemma == "offer" and content.startswith("to ")):
        return False
    stand = attributed.modality is not Modality.ASSERTS or attributed.lemma in STANDS or attributed.lemma == "confirm"
    stand = stand or attributed.lemma.startswith("be ")
    named = attributed.lemma in STANDS and content[:1].isupper()  # "endorsed Hale"
    takes = attributed.modality is not Modality.ASSERTS or attributed.lemma in _OF_ONE_WORD
    named = named or (count == 1 and not quoted and takes and len(content) > _FEW)
    enough = count >= 3 or named or (stand and (count >= 2 or any(map(str.isdigit, content))))
    enough = enough or ("f" in attributed.letters and _gives_figure(content)) or _COUNT.fullmatch(content) is not None
    return attributed.question is not None or enough or (0 < quoted < 0.95 and count >= 1)


def _is_topic(attributed: Attributed, content: str, quoted: float, cue: str) -> bool:
    """Whether words only tell what somebody spoke of, offered or found, and nothing of it."""
    if not quoted and _IS_TOPIC.get(attributed.lemma, _NEVER).match(content):
        return True
    if not quoted and attributed.lemma in _PICTURES and re.search(r"\bas\b", content) is None:
        return True
    told = quoted or _SIDES.search(cue) or _gives_figure(content) or re.search(r"\bthat\b", content) is not None
    told = told or (len(content.split()) >= _SOME and attributed.lemma not in _TOPICS)
    return attributed.lemma in _ABOUT and "s" not in attributed.letters and not told


def _lasts(attributed: Attributed) -> bool:
    """Whether the cue tells what holds up to now: ``has refused``, ``refuses``."""
    return attributed.kind in {"base", "third"} or not HAVE.isdisjoint(attributed.helpers)


def _gives_figure(content: str) -> bool:
    words = (word.strip(".,").casefold() for word in content.split())
    return any(word[:1].isdigit() or word in NUMBER_WORDS for word in words)


def _is_next(attributed: Attributed) -> bool:
    """Whether nothing stands between cue and content: ``held that …``, but not ``holding to terms that …``."""
    return attributed.contents[0][0] - attributed.cue[1] <= 1
