"""Documents in which an organisation speaks for itself: statements, press releases, its own newsletter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from llmtool.engines.offline.contents.capitals import capitals_of
from llmtool.engines.offline.contents.procedure import is_boilerplate
from llmtool.engines.offline.contents.wording import modality_of_words, topic_of
from llmtool.engines.offline.people.authors import UNNAMED
from llmtool.engines.offline.people.voices import Voice
from llmtool.engines.offline.speech.first_person import inside, retold
from llmtool.engines.offline.speech.press import MEDIA
from llmtool.engines.offline.speech.senders import named_in_heading, names_a_body, sender_of
from llmtool.engines.offline.speech.sheets import denied, sheet, without_label
from llmtool.engines.offline.text.tokens import Token, Unit
from llmtool.schema import Attribution, Document, Modality, PositionDraft

_WE: Final = frozenset("we our us ours ourselves".split())
_STATEMENT: Final = re.compile(
    r"\b(?:statement|press release|media release|announcement|open letter|q ?& ?a|questions and answers|faq"
    r"|your questions|our (?:position|response|view|answers?|plans?|promise))\b",
    re.IGNORECASE,
)
_ASKED: Final = frozenset(
    "asked spoke called visited met contacted approached reached understand report publish".split()
)
_COURTESY: Final = re.compile(
    r"""(?:our\ (?:thoughts|hearts|condolences|sympathies|thanks)
    | we\ (?:thank|would\ like\ to|hope\ you|look\ forward|want\ to\ (?:say|set|thank))
    | we\ are\ (?:deeply\ |very\ |truly\ )?(?:grateful|sorry|sad|proud|pleased|delighted|happy)
    | thank\ you | dear\b | (?:much|it)\ has\ been\ (?:said|claimed|written) | (?:here|below|in\ this)\b
    | please\b | if\ you\b
    | [^.]{0,80}\b(?:publish(?:es|ed)?|issue[sd]?|release[sd]?)\ (?:an?|the|this|its)\ (?:new\ )?(?:overview|statement
      |fact\ ?sheet|briefing|report|summary|following)\b
    | [^.]{0,120}\b(?:states?|declares?|announces?|notes?|clarifies)\ (?:the\ following|as\ follows)\b
    | [^.]{0,60}\b(?:looks?\ forward\ to|wish(?:es)?\ to\ (?:place|set|put|state|make|thank|inform|clarify|correct)
      |(?:are|is)\ (?:kindly\ )?(?:asked|requested|invited|reminded)\ (?:not\ )?to
      |will\ (?:not\ |make\ no\ )(?:be\ )?(?:(?:further\ )?comment|(?:answer|tak)ing\ (?:any\ )?questions))\b
    | you\ (?:can|may|will)\b | [^.]{0,60}\bwould\ like\ to\ (?:set|make|say|thank|apolog))""",
    re.IGNORECASE | re.VERBOSE,
)
_TELLING: Final = frozenset("no not n't n’t never nobody none nothing will must should cause caused because".split())
_UNTRUE: Final = re.compile(
    r"""(?:any\ |all\ |the\ )?(?:media\ |press\ |recent\ |such\ )*
    (?:reports?|claims?|allegations?|suggestions?|assertions?|accusations?|rumou?rs?)\ that\ (?P<told>.+?)
    \ (?:is|are|was|were)\ (?:(?:simply|completely|entirely|plainly|categorically|utterly|flatly|quite)\ )?
    (?:wrong|untrue|false|incorrect|inaccurate|baseless|unfounded|groundless|not\ true|without\ foundation|nonsense
    |rejected|denied)\b[^.]*\.?""",
    re.IGNORECASE | re.VERBOSE,
)
"""``Reports that 40 patients died are wrong`` denies it, figure and all."""
_VIEW: Final = re.compile(r"^in our (?:view|opinion|judgement|judgment|experience),?\s+", re.IGNORECASE)
_HEADED: Final = re.compile(r"^[\s•*▪◦·>–—-]*(?:\d{1,2}[.)]\s+)?(?:[A-Z][\w’' -]{1,30}:\s+)?")

_MARKED: Final = re.compile(
    r"(?:[^\n.!?]{0,60}\W)?(?:(?:press|news|media|public) (?:release|statement|notice)"
    r"|for immediate (?:release|use|publication)|open letter)(?:\W[^\n.!?]{0,60})?",
    re.IGNORECASE,
)
_ABOUT_ITSELF: Final = re.compile(
    r"(?:about (?:the )?[A-Z]|notes? (?:to|for) (?:the )?editors?|(?:media |press )?contacts?\b|further information"
    r"|background(?: information)?$|ends?\b\W*$)[^\n.!?]{0,60}",
    re.IGNORECASE,
)
"""Headings at the foot of a release: what follows is no news."""
_NOT_OURS: Final = frozenset("i you".split())
_HEAD: Final = 600
_HEAD_LINES: Final = 4
"""Lines in which a release says whose it is."""


def speaks_for_itself(document: Document, units: Sequence[Unit]) -> bool:
    """Whether the outlet is an organisation with a side of its own, to judge by "we" outside quotations."""
    outlet = document.outlet
    heading = named_in_heading(document)
    if not outlet or (heading is not None and sender_of(document) is not None):
        return heading is not None
    if MEDIA & {word.casefold() for word in re.findall(r"\w+", outlet)}:
        return False
    if _is_release(document) or (names_a_body(outlet) and _has_foot(document)):
        return True
    first = sum(_says_we(unit.tokens) for unit in units if not is_boilerplate(document.text[unit.start : unit.end]))
    body = " ".join(token.text for unit in units for token in unit.tokens if token.tag != "Q")
    named = re.search(rf"\b{re.escape(outlet.removeprefix('The '))}\b", body) is not None
    named = named or re.search(rf"\b{re.escape(_short(outlet))}\b", body) is not None
    titled = _STATEMENT.search(document.title or "") is not None
    column = not (named or titled) and any(token.low == "i" for unit in units for token in unit.tokens)
    return (first >= 3 and not column) or (first >= 1 and named and titled) or (first >= 2 and (named or titled))


def _has_foot(document: Document) -> bool:
    """Whether a heading such as "Notes to editors" stands over the end of a text, as in what a body sends out."""
    lines = [line.strip(" *_#:") for line in document.text.splitlines() if line.strip()]
    return any(_ABOUT_ITSELF.fullmatch(line) for line in lines[len(lines) // 2 :])


def _is_release(document: Document) -> bool:
    """Whether the head says that this is the sender's own paper: its name alone on a line, or what it is."""
    lines = [line.strip(" *_#") for line in document.text[:_HEAD].splitlines() if line.strip()][:_HEAD_LINES]
    title = document.title or ""
    if document.outlet is not None and title.startswith(document.outlet):
        lines.append(title)  # "Tarn Boaters: open letter to the council"
    named = document.outlet is not None and document.outlet.casefold() in {line.casefold() for line in lines}
    return named or any(_MARKED.fullmatch(line) for line in lines)


def _short(outlet: str) -> str:
    """What an organisation calls itself for short, if that is no common word: its first word."""
    return outlet.removeprefix("The ").split()[0]


def _says_we(tokens: Sequence[Token]) -> bool:
    place = next((at for at, token in enumerate(tokens) if token.low in _WE), None)
    return place is not None and not any(token.low in _ASKED for token in tokens[place + 1 : place + 3])


def statements(
    document: Document, units: Sequence[Unit], taken: frozenset[int], author: Voice | None = None
) -> Iterator[PositionDraft]:
    """Drafts for what the organisation, or else an opinion piece's ``author``, says in the units that nobody else has
    ``taken``.
    """
    outlet = sender_of(document) or document.outlet or ""
    voice = author or Voice(outlet, "body", None, outlet)
    release = author is None and _is_release(document)
    # All of a statement is what its sender says.
    whole = release or (author is None and sender_of(document) is not None)
    kinds = sheet(document.text, units) if author is None else {}
    capitals = capitals_of(document.text, units)
    for index, unit in enumerate(units):
        text = document.text[unit.start : unit.end]
        if kinds.get(index) == "myth":
            if (myth := denied(text)) is not None and index not in taken:
                words = without_label(text).strip('“”"„«» ')
                yield _draft(
                    document,
                    unit,
                    voice,
                    words,
                    f"{_named(outlet)} denied that {capitals.lowered(myth)}.",
                    Modality.DENIES,
                )
            continue
        text = without_label(text) if index in kinds else text
        if whole and index > _HEAD_LINES and _ABOUT_ITSELF.fullmatch(text.strip(" *_#:-–—").partition(":")[0]):
            return
        words = _HEADED.sub("", text).strip()
        verb = any(token.tag in "XVvKE" for token in unit.tokens) and "@" not in words.split(" ")[0]
        if index in taken or unit.headline or len(unit.tokens) < 5 or text[-1:] not in {".", "!", "…"} or not verb:
            continue
        if (
            is_boilerplate(text)
            or is_boilerplate(words)
            or _COURTESY.match(words)
            or any(token.low in _NOT_OURS for token in unit.tokens)
        ):
            continue
        telling = _is_telling(unit.tokens, outlet) if author is None else _is_view(unit.tokens)
        if all(token.tag == "Q" for token in unit.tokens) or not (whole or telling):
            continue
        content = _VIEW.sub("", " ".join(words.split()))
        untrue = _UNTRUE.fullmatch(content)
        told = f"{_named(outlet)} denied that {untrue['told']}." if untrue is not None else content
        modality = modality_of_words(content) if untrue is None else Modality.DENIES
        yield _draft(document, unit, voice, words, _sentence(retold(told, voice, alone=True)), modality)


def _draft(document: Document, unit: Unit, voice: Voice, words: str, claim: str, modality: Modality) -> PositionDraft:
    """A position of whoever the text speaks for, told by ``words`` of a unit."""
    speaker = voice.name if voice.kind != "body" and voice.name != UNNAMED else None
    return PositionDraft(
        speaker=speaker,
        role=None,
        party=voice.name if voice.kind == "body" else None,
        topic=topic_of(words, voice.name),
        claim=claim,
        modality=modality,
        attribution=Attribution.NARRATOR if speaker is None else Attribution.DIRECT,
        said_on=document.published,
        sentences=tuple(range(unit.first, unit.last + 1)),
        quotes=(words,),
    )


def _is_telling(tokens: Sequence[Token], outlet: str) -> bool:
    """Whether a sentence says something of the organisation, a figure, a cause, a promise or a denial."""
    own = _short(outlet).casefold()
    return any(
        token.low in _WE or token.low in _TELLING or token.tag == "#" or token.low in {own, "company"}
        for token in tokens
    )


def _is_view(tokens: Sequence[Token]) -> bool:
    """Whether an author says more than what happened: what should be, what is not, a figure, a cause."""
    return any(token.low in _TELLING | _WE | {"should", "my"} or token.tag == "#" for token in tokens)


def _named(body: str) -> str:
    """A body's name at the head of a sentence."""
    return _sentence(inside(body))


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
