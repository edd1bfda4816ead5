"""What is asked of a thing: how many, how much; and the question that a label stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from llmtool.align.issues.items import NUMBERS
from llmtool.align.parties.vocabulary import UNITS, is_in

ASPECTS = ("Number", "Cost", "Cause", "Timing", "Start", "End", "Opening", "Reopening")
"""First words of labels that no position need hold."""
_OF = re.compile(r" (?:of|on|in|for|at|to|over|against) ")
_FIGURE = r"\d[\d.,]*|" + "|".join(sorted(NUMBERS - {"no", "half", "third", "quarter"}))
COUNTING, COSTING, CAUSING, TIMING = 0.4, 0.5, 0.4, 0.6
"""Part of the claims that must count a thing, or name its cost, cause or time, for the label to say so."""
_CAUSES = re.compile(
    r"\bcaus|\bbecause\b|\bdue to\b|\bblam|\bresponsib|\bled to\b|\bresult of\b|\bcomes? from\b", re.IGNORECASE
)
_COSTS = re.compile("cost", re.IGNORECASE)
_PAYS = re.compile(r"\bpa(?:y|ys|id|ying)\b|\bbills?\b|\bcosts?\b|\bfund|\bmoney\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:january|february|march|april|(?:in|by|until|from) may|june|july|august|september|october|november"
    r"|december|spring|summer|autumn|winter|easter|christmas|\d{1,2}[.:]\d\d|20\d\d|tomorrow|tonight|decades?"
    r"|(?:within|in|for|by|until|after|before|next|coming) (?:[\w-]+ ){0,3}(?:days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_EVENTS = tuple(
    (name, re.compile(rf"\b(?:{verbs})", re.IGNORECASE))
    for name, verbs in (
        ("Reopening", r"re-?open|open(?:s|ed)? again"),
        ("Opening", "open"),
        ("Start", "beg[iau]n|start"),
        ("End", "end(?:s|ed|ing)?\\b|finish|complet|expir"),
    )
)
_HAPPENS = re.compile(
    "|".join(f"(?:{verb.pattern})" for _, verb in _EVENTS)
    + r"|\b(?:clos|last|deadline|delay|postpon|date|vote|decide|due|ready|schedul)",
    re.IGNORECASE,
)
_ANY_FIGURE = re.compile(_FIGURE, re.IGNORECASE)


def aspect_of(phrase: str, claims: Sequence[str]) -> str | None:
    """``Number of jobs in the town`` for ``jobs in the town`` where most claims count them; None where nothing fits.

    ``phrase`` starts with a small letter unless a name does.
    """
    asked = _explained(phrase, claims)
    if asked:
        return asked
    head = _OF.split(phrase)[0].split()[-1].casefold()
    found = [figure for claim in claims for figure in _counts(head, claim)]
    figures = set(found)
    plural = head.endswith("s") and not head.endswith("ss") and not is_in(head, UNITS)
    if plural and len(figures) > 1 and len(found) >= max(2, COUNTING * len(claims)):
        return f"Number of {phrase}"
    if _part(_COSTS, claims) >= COSTING and _part(_costed(phrase), claims) >= COSTING:
        return f"Cost of {_done(phrase, claims)}{with_article(phrase, claims)}"
    return None


def _done(phrase: str, claims: Sequence[str]) -> str:
    """``moving`` where that is what most claims about a cost say costs it: ``moving the statue would cost``."""
    doing = re.compile(rf"(?<!\w)([a-z]{{2,}}ing) (?:(?:the|a|an|its|their|all) )?{re.escape(phrase)}\b", re.IGNORECASE)
    costing = [claim for claim in claims if _COSTS.search(claim)]
    done = [match.group(1).casefold() for claim in costing if (match := doing.search(claim))]
    return f"{done[0]} " if len(set(done)) == 1 and len(done) * 2 > len(costing) else ""


def _costed(phrase: str) -> re.Pattern[str]:
    """``the roof will cost``, ``cost of the roof``."""
    noun = re.escape(phrase)
    return re.compile(
        rf"(?<!\w){noun}(?: [\w'’-]+){{0,4}}{_NO_NOUN} cost(?:s|ing)?\b"
        rf"|\bcosts? of (?:[\w'’-]+ )?{noun}(?!\w)",
        re.IGNORECASE,
    )


_NO_NOUN = r"(?<!\bthe)(?<!\bits)(?<!\btheir)(?<!\bfor)(?<!\bof)"
"""What keeps ``cost`` a verb: not ``they asked suppliers for the cost``."""


def _explained(phrase: str, claims: Sequence[str]) -> str | None:
    """``Cause of the cracks``, ``Who pays for the repairs`` and ``Timing of the vote``, where the claims say so."""
    if _part(_CAUSES, claims) >= CAUSING and _says(claims, _caused(phrase)):
        return f"Cause of {with_article(phrase, claims)}"
    if _part(_PAYS, claims) >= COSTING and _says(claims, _paid(phrase)):
        return f"Who pays for {with_article(phrase, claims)}"
    if (
        len(claims) > 1
        and min(_part(_WHEN, claims), _part(_HAPPENS, claims)) >= TIMING
        and _says(claims, _timed(phrase))
    ):
        event = next((name for name, verb in _EVENTS if _part(verb, claims) >= TIMING), "Timing")
        return f"{event} of {with_article(phrase, claims)}"
    return None


def _part(pattern: re.Pattern[str], claims: Sequence[str]) -> float:
    return sum(pattern.search(claim) is not None for claim in claims) / len(claims)


def _says(claims: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(claim) for claim in claims)


def _caused(phrase: str) -> re.Pattern[str]:
    """``caused the cracks``, ``the cracks in the wall were caused by``, ``to blame for the cracks``."""
    noun = re.escape(phrase)
    return re.compile(
        rf"(?:\bcaus(?:e|es|ed|ing)(?: of)?|\bblam(?:e|es|ed|ing)(?: [\w'’-]+){{0,12}}? for|\bresponsible for|\bled to)"
        rf"(?: (?:the|these|those|its|all|a|an|[A-Z][\w-]*['’]s))* {noun}\b"
        rf"|\b{noun}(?: (?:in|on|at|of)(?: the)? [\w'’-]+)?"
        rf"(?: (?:was|were|is|are|has been|have been|had been)(?: \w+ly)? caused| caused by)\b",
        re.IGNORECASE,
    )


def _timed(phrase: str) -> re.Pattern[str]:
    """``the vote is put off``, ``begins the work``; not ``the start of the work``, which tells that already."""
    head = _OF.split(phrase)[0].split()[-1].casefold()
    if _HAPPENS.match(head):
        return _NEVER
    noun, happens = re.escape(phrase), f"(?:{_HAPPENS.pattern})"
    return re.compile(
        rf"\b{noun}(?: [\w'’-]+){{0,5}} {happens}|{happens}[a-z]*(?: (?:the|its|their|a))? {noun}\b", re.IGNORECASE
    )


_NEVER = re.compile(r"(?!)")


def _paid(phrase: str) -> re.Pattern[str]:
    """``pay for the repairs``."""
    return re.compile(
        rf"(?:\bpa(?:ys|id|ying)"
        rf"|(?<!\blose )(?<!\bhave )(?<!\bno )(?<!\bof )(?<!\bthe )(?<!\btheir )(?<!['’]s )\bpay) for"
        rf"(?: (?:the|these|its|all|any|of))* {re.escape(phrase)}\b",
        re.IGNORECASE,
    )


def _counts(head: str, claim: str) -> list[str]:
    """The first figure of a claim that counts a thing, in a list; an empty list where none does."""
    if head not in claim.casefold() or _ANY_FIGURE.search(claim) is None:
        return []  # most claims end here, and a pattern for each head takes its time to make
    match = next((found for pattern in _counting(head) if (found := pattern.search(claim))), None)
    return [match.group(1).casefold()] if match else []


@lru_cache(maxsize=4096)
def _counting(head: str) -> tuple[re.Pattern[str], ...]:
    """``14 of the buses``, and ``number of buses at 14``."""
    noun = re.escape(head)
    return (
        re.compile(rf"(?<!\w)({_FIGURE}) (?:of (?:the |its |our )?)?(?:[\w'’-]+ ){{0,2}}?{noun}\b", re.IGNORECASE),
        re.compile(rf"\bnumber of (?:the )?{noun}(?: [\w'’-]+){{0,2}} ({_FIGURE})", re.IGNORECASE),
    )


_ONE = frozenset("the this a an another every each its their his her our my your".split())
"""Words after which a phrase means one thing, or one that is known."""


def question_for(label: str, claims: Sequence[str], *, keep: bool) -> str:
    """A neutral question for a label; ``keep`` where its first letter is a name's."""
    plain = label if keep else label[:1].lower() + label[1:]
    if plain.startswith("number of "):
        return f"How many {plain.removeprefix('number of ')}?"
    if plain.startswith(("cost of ", "price of ", "cause of ", "causes of ")):
        verb = "are" if plain.startswith("causes") else "is"
        return f"What {verb} the {plain}?"
    if plain.startswith("who pays for "):
        return f"Who{plain[3:]}?"
    if plain.startswith(("timing of ", "start of ", "end of ", "opening of ", "reopening of ")):
        return f"What does each side say about the {plain}?"
    if plain == "other statements":
        return "What else is said?"
    return f"Where does each side stand on {with_article(plain, claims)}?"


def with_article(phrase: str, claims: Iterable[str]) -> str:
    """A phrase with ``the`` where the claims mostly write it so, or where they speak of ``a`` thing or ``this`` one."""
    with_the = without = 0
    for claim in claims:
        for match in re.finditer(rf"([\w'’]+ )?(?<!\w){re.escape(phrase)}(?!\w)", claim, re.IGNORECASE):
            before = (match.group(1) or "").strip().casefold()
            one = before in _ONE or before.endswith(("'s", "’s", "s'", "s’"))
            with_the += one
            without += not one and before not in ("no", "any")
    return f"the {phrase}" if with_the > without else phrase


def asks_how(label: str) -> bool:
    """Whether a label asks how many, how much, why, when or who pays: questions that nobody is for or against."""
    return label.startswith(("Who pays for ", *(f"{each} of " for each in ASPECTS)))
