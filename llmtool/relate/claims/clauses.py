"""What is said, without who says it, and the statements that one claim strings together."""

from __future__ import annotations

import re

_REPORTS = frozenset(
    "said says say saying told tells stated states added adds announced announces claimed claims insisted insists "
    "argued argues noted notes explained explains estimated estimates predicted predicts believes believed thinks "
    "declared declares reported reports testified maintained maintains stressed stresses reiterated replied remarked "
    "commented asserted asserts alleged alleges revealed conceded concedes admitted admits acknowledged acknowledges "
    "confirmed confirms suggested suggests warned warns complained complains recalled recounted wrote writes expects "
    "expected concluded concludes found finds puts emphasized emphasizes emphasised emphasises cautioned cautions "
    "countered counters responded responds answered answers observed reckons reckoned signalled signaled indicated "
    "indicates repeated repeats affirmed affirms underlined underlines hinted hints thought feared fears hopes "
    "considers described cited proclaimed pointed".split()
)
_ATTRIBUTED = 14
"""An attribution stands among the first words of a claim."""

_SUBORDINATE = frozenset("if unless whether until because once".split())
"""A condition or a reason comes after: ``offered to restart if inspectors confirmed that the gates are open``."""
_THAT = re.compile(r"^(?:(?:(?:on|in|at|last|late|early)\b[^,;]{0,25}?|yesterday|again|out|today)\s+)?that\s+")
_ASKED = re.compile(r"^Asked [“\"][^”\"]*[”\"],\s*")
_LABEL = re.compile(r"^[^\W\d_][^\W\d_]*(?: [^\W\d_]+){0,2}: (?=\S)")
_ANSWER = re.compile(r"^(?:(?:No|Yes)[.!;]|[“\"'](?:No|Yes)[.,!;])\s+(?=(?:\S+\s+){2}\S)")
"""``No. We want it stopped``: the answer to a question turns nothing round of what follows."""
_BREAK = re.compile(
    r";\s+|:\s+|(?<=[.!?])[”\"’]?\s+"
    r"|,\s+(?:and|but|while|whereas|yet)\s+(?=(?:the|there|it|he|she|they|we|nobody|no|this|these|its|their|his|her)\b)"
)
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es|ed|ing)) (?:that|the|any|a|an)\b"
)
_WAVES_OFF = re.compile(r"(?:den(?:y|ies|ied)|(?:reject|dismiss|disput|refut|rebut)(?:s|es|ed)?)", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|am|get|got)(?: not| never)? $|n['’]t $", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
_FEWEST_WORDS = 3


def without_attribution(claim: str) -> str:
    """The words of a claim after "The union said that"; the claim itself where it begins with no such thing."""
    claim = _ASKED.sub("", claim)
    for number, match in enumerate(re.finditer(r"[^\W_]+(?:['’\-.][^\W_]+)*|[“\";]", claim)):
        word = match.group().casefold()
        if number > _ATTRIBUTED or word in '“";' or word in _SUBORDINATE or _WAVES_OFF.fullmatch(word):
            break  # "rejected claims that ..." says the opposite of what follows
        if number and word in _REPORTS:
            if _PASSIVE.search(claim, 0, match.start()):
                break  # "nobody was told to keep quiet" tells of the telling
            rest = _THAT.sub("", claim[match.end() :].lstrip(" ,:"))
            return _unlabelled(rest) if len(rest) > 10 else claim
    return _unlabelled(claim)


def _unlabelled(text: str) -> str:
    """Without the heading of a list item (``Passengers: There were 112 on board``) and the yes or no of an answer."""
    text = _ANSWER.sub("", text)
    rest = _LABEL.sub("", text)
    return (rest if len(rest) > 10 else text).strip('“”"')


def clauses_of(text: str) -> tuple[str, ...]:
    """The statements in a claim, in order, without questions and without scraps such as ``No.`` or ``Thank you``."""
    found: list[str] = []
    start = 0
    for match in [*_BREAK.finditer(text), None]:
        if match is not None and match.group().startswith(":") and _DENIES.search(text, start, match.start()):
            continue  # what follows "rejected the charge:" is the charge
        part = text[start : len(text) if match is None else match.start()].strip()
        start = len(text) if match is None else match.end()
        if len(_WORD.findall(part)) >= _FEWEST_WORDS and not part.rstrip('”"’').endswith("?"):
            found.append(without_attribution(part))
    return tuple(found)
