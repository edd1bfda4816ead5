"""What the words of a content tell: what the speaker does by them, and what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.contents.verb_groups import modal_of
from llmtool.engines.offline.reading import Attributed
from llmtool.engines.offline.text.lexicon import lexicon
from llmtool.schema import Modality
from llmtool.words import STOPWORDS, UNTRUE

# What somebody did: "should have told us" regrets, where "should have a vote" demands.
_DONE: Final = (
    "(?:been|had|done|made|told|said|come|gone|paid|kept|left|taken|given|known|seen|cut|put|met|sent|built|held|led"
    "|let|read|heard|found|thought|brought|fought|taught|caught|bought|sold|spent|stood|stuck|begun|run|shown|spoken"
    r"|written|chosen|stopped|[a-z]{2,}(?:ed|en))"
)
_TITLED: Final = "chair|mr|mrs|ms|madam|minister|sir|president|deputy|speaker|my|the|your"

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")


_DEMAND: Final = re.compile(
    rf"""\b(?:must|should|needs?\ to|ha(?:s|ve|d)\ to|ought\ to)\b
    (?!\ (?:not\ |never\ )?have\ (?:\w+ly\ )?{_DONE}\b)
    | \bwritten\ to\ [^.;,]{{1,50}}\ to\ (?:require|demand|insist|order|ask)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What makes a demand wherever it stands in a sentence.
_CALLS_ON: Final = re.compile(
    r"\b(?:I|we) (?:have |therefore |also |now |again ){0,2}(?:call(?:ed)? (?:up)?on|urge|demand|require|insist)\b",
    re.IGNORECASE,
)
# What only leads over to what is said: "I should stress that …", "If I may, Chair, …".
_LED_OVER: Final = re.compile(
    rf"""(?:if\ (?:I|we)\ (?:may|might|can|could)(?:\ (?:say|add|put\ it)(?:\ (?:so|that|this))?)?
    |if\ you\ (?:ask\ me|like|will|want)|with\ respect)\b,?\ (?:(?:{_TITLED})\b[^,.]{{0,30}},\ )?
    | (?:and\ |but\ )?(?:I|we|he|she)\ (?:also\ )?(?:should|must|ha(?:ve|s)\ to|need\ to|ought\ to|can\ only)
      \ (?:also\ |again\ |perhaps\ )?
      (?:stress|say|add|note|point\ out|emphasi[sz]e|repeat|admit|confess|acknowledge|concede|apologi[sz]e|correct
      |clarify|explain|mention|make\ (?:it\ )?clear|tell\ (?:the\ \w+|you|them|him|her)|remind\ \w+(?:\ \w+)?|declare
      |be\ (?:honest|frank|clear|careful))\b
      (?:,?\ (?:though|however)\b,?)?(?:\ (?:that|this)\b)?,?\ ?""",
    re.IGNORECASE | re.VERBOSE,
)


_CONDITION: Final = re.compile(
    r"\b(?:if|unless|provided that|(?<!for )as long as|only (?:when|after|once))\b", re.IGNORECASE
)


# These set a condition in every tense; "if" does so only where it is open what comes of it.
_STRONG: Final = re.compile(
    r"(?<!for )\bas long as\b|\b(?:provided that|on condition that|only if|unless)\b", re.IGNORECASE
)
_THREAT: Final = re.compile(r"\b(?:if|unless|should)\b", re.IGNORECASE)
_FUTURE: Final = re.compile(r"\b(?:will|won['’]t|\w+['’]ll|going to|is expected to|are expected to)\b", re.IGNORECASE)


_DENIAL: Final = re.compile(
    r"""\b(?:never | (?:did|was|were|has|have|had|is|are|am|will|can|could|would|do|does)(?:\ not|n['’]t) | won['’]t
    | cannot | can['’]t | not\ true | untrue | false | no\ truth | pure\ invention
    | there\ (?:is|was|are|were|has\ been|will\ be)\ (?:no|not) | ['’]re\ not)\b
    | ^["“']?(?:no|none|nobody|nothing|neither|not)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What says no to no statement: amounts and times ("no more than four"), "not only", and judgements ("not enough").
_NO_DENIAL: Final = re.compile(
    r"""\bno\ (?:more|less|fewer|later|earlier|sooner|longer|doubt|wonder)\b
    | \b(?:not|n['’]t)\ (?:only|just|merely|simply|least)\b
    | \b(?:is|was|are|were|has|have|had|will|would|could|wo)(?:\ not|n['’]t)(?:\ be|\ been)?
    \ (?:easy|simple|enough|sufficient|superfluous|redundant|perfect|ideal|surprising|surprised|bad|clear|certain|sure
    |un(?!der|it|ion)[a-z]+|im(?:possible|plausible|probable)|in(?:evitable|significant))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Cues that own up to what is said or complain of it, so that a negation in it answers nobody.
_OWNS_UP: Final = frozenset(
    """regret admit concede acknowledge confess apologise apologize recognise recognize accept lament bemoan complain
    allege warn fear worry disclose reveal protest deplore""".split()
)
# Where the main clause ends and what depends on it begins.
_AFTER_MAIN: Final = re.compile(
    r"""(?<=\w)(?:,?\ (?:that|which|who|because|since|although|whether|when|while|unless|whereas|whatever)|,?\ if
    |,?\ and|,\ but|[;.]\ \w+)\ """,
    re.IGNORECASE | re.VERBOSE,
)
_OFFER: Final = re.compile(
    r"""(?:\b(?:we|i|company|firm)|^(?!\w{3,}s\b|you\b)\w+)
    (?:\ will|['’]ll|\ would|\ (?:is|are)\ (?:ready|prepared|willing)\ to)
    (?:\ also|\ now|\ gladly)?\ (?:pay|give|provide|offer|hand|publish|replace|repair|refund|compensate|cover|share
    |cooperate|co-operate|help|let|use)\b
    | \b(?:is|are)\ (?:ready|prepared|willing)\ to\b""",
    re.IGNORECASE | re.VERBOSE,
)
_IMPERATIVE: Final = re.compile(
    r"""(?:please\ )?(?:publish|stop|take|give|show|tell|let|keep|leave|come|open|close|build|pay|end|drop|put|look
    |listen|bring|send|ask|start|make|do\ not|don['’]t)\b(?!\ (?:is|was|are|were|will|has|have|had)\b)""",
    re.IGNORECASE | re.VERBOSE,
)


# What a side seeks from another: "a raise of 11 percent", "damages", "an end to night flights".
_SOUGHT: Final = re.compile(
    r"""(?!to\b)(?:[\w$€£%'’.,-]+\ ){0,4}?(?:raises?|rises?|increases?|cuts?|reductions?|damages|compensation|refunds?
    |reimbursement|repayment|apolog(?:y|ies)|inquir(?:y|ies)|reviews?|audits?|bans?|moratorium|injunctions?
    |guarantees?|assurances?|delays?|extensions?|exemptions?|pauses?|halt|end|ceasefire|truce|withdrawal|return
    |release|access|permission|approval|consent|limits?|caps?|ceilings?|minimum|payments?|changes?|amendments?|repeal|recognition|protection
    |rights?|licen[cs]es?|subsid(?:y|ies)|sanctions?|vote|referendum|annulment|extradition|pardon)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FEW: Final = 2


def asks_for(content: str) -> bool:
    """Whether what is sought is what a side can ask of another: a raise, damages, an end to something."""
    return _SOUGHT.match(content) is not None


_POSSIBLE: Final = frozenset("may might could".split())
_OF_A_YES: Final = {
    "can": Modality.OFFERS,
    "would": Modality.OFFERS,
    "could": Modality.CONDITIONAL,
    "might": Modality.CONDITIONAL,
}
# Cues of a yes: who would do so offers it, who could do so hasn't yet, who will do so tells what is to come.
_AGREES: Final = frozenset("accept support back endorse approve welcome agree favour favor".split())


_CALLS: Final = frozenset(
    ("call", "brand", "label", "describe as", "slam as", "denounce as", "dismiss as", "condemn as")
)
# "called that figure “fantasy”": what is said to be untrue, and not only bad.
_CALLED_FALSE: Final = re.compile(
    r"(?:(?:it|this|that|them|these|those)\s(?=[\"“']|(?:an?|pure|utter|complete|simply)\b)"
    r"|[^“\"]{0,60}?\b(?:claim|figure|number|allegation|accusation|charge|report|statement|suggestion|story|account"
    r"|version|assertion|rumou?r|estimate|count)s?\b[^“\"]*?)"
    r"[\"“']?(?:an?\s|pure\s|utter\s|total\s|outright\s|plain\s|as\s|\w+ly\s)*"
    rf"{UNTRUE}[\"”']?[.,]?[\"”']?(?:$|\s(?:and|but)\b)",
    re.IGNORECASE,
)
# The condition that stood before who would do something: "If it rains, she plans to close".
_AHEAD: Final = re.compile(r"(?<=[\w;,] )(?:If|Unless) ")
# What only leads over to a quotation ("contradicted him: …").
_RETORT: Final = re.compile(r"[^“\"]{0,40}: *(?=[“\"])")


def said_in_reply(quotes: tuple[str, ...], attributed: Attributed) -> tuple[str, ...]:
    """The words of a reply without whom it answers: ``contradicted him: “…”``."""
    retort = _RETORT.match(quotes[0]) if quotes and attributed.modality is Modality.DENIES else None
    return (quotes[0][retort.end() :].strip('“”"'), *quotes[1:]) if retort is not None else quotes


def _sets_condition(attributed: Attributed, modal: str, content: str) -> bool:
    """Whether what somebody would do, or plans, hangs on a condition."""
    return bool(modal and _CONDITION.search(content)) or bool("v" in attributed.letters and _AHEAD.search(content))


def modality_of(attributed: Attributed, content: str) -> Modality:
    """What the speaker does, by the cue and, where that only asserts, by the words of the content."""
    modal = modal_of(attributed.helpers)
    said = content.startswith(("that ", "“", '"'))
    if not said and _sets_condition(attributed, modal, content):
        return Modality.CONDITIONAL
    foresees = modal in {"would", "will"} and attributed.lemma.startswith(
        ("be surprised", "be astonished", "be amazed")
    )
    if foresees and attributed.negated:
        return Modality.PREDICTS  # "would not be surprised by a third ballot"
    if attributed.negated and attributed.modality is not Modality.PREDICTS:
        return Modality.ASSERTS if attributed.modality is Modality.DENIES else Modality.DENIES
    if modal in _POSSIBLE and attributed.modality in {Modality.DENIES, Modality.DEMANDS, Modality.OFFERS}:
        return Modality.PREDICTS  # "may reject the plan"
    unreal = "have" in attributed.helpers  # "would have accepted"
    if modal and not said and not unreal and attributed.modality is Modality.ASSERTS and attributed.lemma in _AGREES:
        return _OF_A_YES.get(modal, Modality.PREDICTS)
    if attributed.modality is not Modality.ASSERTS:
        retort = _RETORT.match(content) if attributed.modality is Modality.DENIES else None
        return modality_of_words(content[retort.end() :]) if retort is not None else attributed.modality
    return _modality_of_assertion(attributed, content)


def _modality_of_assertion(attributed: Attributed, content: str) -> Modality:
    """What the speaker does by a cue that only asserts."""
    if attributed.lemma in _CALLS and _CALLED_FALSE.match(content):
        return Modality.DENIES
    if attributed.lemma == "seek" and asks_for(content):
        return Modality.DEMANDS
    if attributed.lemma == "threaten" and _THREAT.search(content):
        return Modality.CONDITIONAL
    found = modality_of_words(content)
    return Modality.ASSERTS if found is Modality.DENIES and attributed.lemma in _OWNS_UP else found


# What only says that something is said: "I should stress that …", but not "I must admit that …".
_ONLY_LEADS: Final = re.compile(
    rf"""if\ (?:I|we)\ (?:may|might|can|could)(?:\ (?:say|add|put\ it)(?:\ (?:so|that|this))?)?,
      \ (?:(?:{_TITLED})\b[^,.]{{0,30}},\ )?
    | (?:and\ |but\ )?(?:I|we)\ (?:also\ )?(?:should|must|have\ to|can\ only|can|would|want\ to|would\ like\ to)
      \ (?:also\ |again\ |perhaps\ )?
      (?:stress|say|add|note|point\ out|emphasi[sz]e|repeat|make\ (?:it\ )?clear|tell\ (?:the\ \w+|you))
      (?:,?\ (?:though|however),?)?\ that,?\ (?!I\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def without_lead(words: str) -> str:
    """A spoken sentence without what only leads over to what it says."""
    match = _ONLY_LEADS.match(words)
    rest = words[match.end() :] if match is not None else ""
    return rest[0].upper() + rest[1:] if rest else words


def modality_of_words(content: str) -> Modality:
    """What a statement does by its own words."""
    content = re.sub(r"^(?:that|then|and|but|so),?\s+", "", content.strip('“”"‘ '), flags=re.IGNORECASE)
    content = _LED_OVER.sub("", content, count=1) if _LED_OVER.match(content) else content
    main = _AFTER_MAIN.split(content, maxsplit=1)[0]
    if (
        _CONDITION.match(content)
        or _STRONG.search(content)
        or (_CONDITION.search(content) and re.search(r"\b(?:would|will|\w+['’]ll|could)\b", main))
    ):
        return Modality.CONDITIONAL
    if _OFFER.search(main) or _OFFER.search(content.partition(", and ")[2]):
        return Modality.OFFERS
    if _DENIAL.search(_NO_DENIAL.sub("", main)):
        return Modality.DENIES
    if _DEMAND.search(main) or _CALLS_ON.search(content) or _IMPERATIVE.match(content):
        return Modality.DEMANDS
    if _FUTURE.search(main):
        return Modality.PREDICTS
    return Modality.ASSERTS


def topic_of(content: str, speaker: str) -> str:
    """Up to six words of the content that carry its topic, in order."""
    known = lexicon()
    own = {word.casefold() for word in speaker.split()}
    words: list[str] = []
    for word in _WORD.findall(content):
        low = re.sub(r"['’]s$", "", word.casefold())
        if (
            low in STOPWORDS
            or low in own
            or low in known.verbs
            or low in known.forms
            or low.endswith("ly")
            or len(low) < 3
        ):
            continue
        if "'" in low or "’" in low or low in {seen.casefold() for seen in words}:
            continue
        words.append(re.sub(r"['’]s$", "", word))
        if len(words) == 6:
            break
    return " ".join(words) or " ".join(_WORD.findall(content)[:4]) or content[:40]


def in_a_row(quotes: Sequence[str]) -> str:
    """The parts of what is said as one text, a new sentence set apart."""
    text = ""
    for quote in quotes:
        apart = len(text.split()) > _FEW and quote[:1].isupper() and text[-1] not in ".?!…"
        text = f"{text.rstrip(',;')}; {quote}" if apart else f"{text} {quote}".strip()
    return text
