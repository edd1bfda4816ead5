"""How a document introduces somebody: the title before the name, the apposition after it, the body it is tied to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from llmtool.align.parties.countries import bare, words_of
from llmtool.align.parties.people.titles import ROLE_BEFORE, may_precede, opens_role, title_before
from llmtool.align.parties.vocabulary import (
    BODIES,
    CIVIC,
    COMPANY_ENDS,
    COMPANY_HEADS,
    HONORIFICS,
    NO_NAMES,
    OFFICIALS,
    PRIVATE,
    VERB_ROLES,
    is_in,
    is_past,
    singular,
)
from llmtool.words import STOPWORDS

LIMIT = 12
"""Places that name somebody and are looked at."""
_BEFORE = 110
_APPOSITION = re.compile(
    r",[ \t](?:(?:for|until|since)[ \t](?:\w+[ \t]){1,3}?(?=(?:the|an?)[ \t]))?(?:(?:the|a|an)[ \t])?"
    r"([^,.;:\n()“”\"]{3,90})"
)
_BRACKETS = re.compile(r"[ \t]*[(\[]([^()\[\]\n\d]{3,60})[)\]]")
_LED = re.compile(
    r"(?:,[ \t]an?[ \t][a-z][a-z \-]{2,60}?)?,?[ \t](?P<link>who|which)[ \t]"
    r"(?:(?:now|also|currently)[ \t]|[a-z]+s[ \t][^,.;:\n]{2,40}?[ \t]and[ \t])?"
    r"(heads|chairs|leads|runs|represents|founded|directs|manages|speaks[ \t]for|coordinates|owns|led|headed|chaired"
    r"|represented"
    r"|has[ \t](?:long[ \t])?(?:headed|chaired|led|run|represented|spoken[ \t]for))[ \t]"
    r"([^,.;:\n]{3,80})"
)
_BOUND = re.compile(r"[ \t](?:of|from|for|at|with)[ \t]([^,.;:\n()“”\"]{3,80})")
_OF_BODY = re.compile(r",[ \t](?:of|from|for|at|with)[ \t](?:the[ \t])?([A-Z][^,.;:\n()“”\"]{3,80})")
_LINKS = frozenset("of for and the de du & von".split())
_ENTRY = re.compile(
    r",[ \t](?:the[ \t])?(?P<office>[A-Z][^,;\n]{2,60}),[ \t](?:the[ \t])?(?P<body>[A-Z][^,;\n]{2,70}?)\.?"
    r"(?P<mark>;|[ \t]*(?:\n|$))"
)
_BESIDE = re.compile(r",[ \t](?P<body>[A-Z][\w’'&-]*(?:[ \t](?:of|the|and|&|[A-Z][\w’'&-]*)){1,5})(?=[,;)])")
_ENDS = frozenset(
    """said says say told tells was is are were has had have who which that in on to near when as but after before
    during while will would can could may might did does also because since about by into over under between""".split()
)
_ONE_OF = re.compile(r"one[ \t]of[ \t](its|their|his|her)[ \t](?:\w+[ \t])?(\w+)$")
_PERFECT = re.compile(r"^has (?:long )?")
_ITS, _HIS = ("its", "their"), ("his", "her")


@dataclass(frozen=True)
class Introduction:
    """What one place tells of somebody: a role, or the phrase for a body, at offset ``at``.

    ``owned`` marks a role that belongs to a body named before (``its director``), ``served`` one that belongs to a
    person named before (``his prime minister``).
    """

    at: int
    role: str | None = None
    body: str | None = None
    owned: bool = False
    served: bool = False


_WORD_BEFORE = re.compile(r"\b([A-Z][\w’'\-]{1,40})[ \t]\Z")


def introductions(text: str, name: str) -> Iterator[Introduction]:
    """What a text tells of a person at the places that name them, in order."""
    form = name if " " in name else name.rsplit(maxsplit=1)[-1]
    # The labels of a transcript are in capitals.
    for start, end in islice(places(text, form, name.upper()), LIMIT):
        yield from _at(text, start, end)


def introduced_role(text: str, name: str) -> str | None:
    """The first role that a text gives to a person."""
    return next((found.role for found in introductions(text, name) if found.role and not found.owned), None)


def introductions_by_surname(text: str, name: str) -> Iterator[Introduction]:
    """The roles that a text gives where it has only the surname of a full name that it also has.

    Nothing where the text has a namesake, or only one of the two.
    """
    given, _, surname = name.rpartition(" ")
    if not surname_is_enough(text, name):
        return
    first = text.find(name)
    for found in introductions(text, surname):
        apposed = text.startswith(",", found.at + len(surname))
        if found.role is not None and (is_past(found.role) or apposed) and found.at < first:
            continue  # "Wendt, the former minister": another than Kaja Wendt, who is named later
        if found.role is not None and not text.endswith(f"{given} ", 0, found.at):
            yield found


def places(text: str, *forms: str) -> Iterator[tuple[int, int]]:
    """Where a text has one of the forms of a name as words of their own, in order."""
    # A search for the plain name first: the border alone would be tried at every letter of a long text.
    found = sorted({start for form in forms for start in _starts(text, form)})
    whole = _whole(forms)
    return (match.span() for match in (whole.match(text, start) for start in found) if match)


def surname_is_enough(text: str, name: str) -> bool:
    """Whether a text has a full name, and nobody else of the same surname."""
    given, _, surname = name.rpartition(" ")
    if not given or name not in text:
        return False
    # The surname first: a pattern with a word before it would be tried at every capital of a long text.
    before = (_WORD_BEFORE.search(text, max(0, start - 60), start) for start, _ in places(text, surname))
    others = {match.group(1) for match in before if match is not None}
    return all(
        is_in(word, OFFICIALS) or word.casefold() in HONORIFICS | NO_NAMES | STOPWORDS
        for word in others - {given.split()[-1]}
    )


def _starts(text: str, form: str) -> Iterator[int]:
    start = text.find(form)
    while start >= 0:
        yield start
        start = text.find(form, start + 1)


@lru_cache(maxsize=2048)
def _whole(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b")


def _at(text: str, start: int, end: int) -> Iterator[Introduction]:
    before = text[max(0, start - _BEFORE) : start]
    title = title_before(before)
    if title is not None:
        front = before.rsplit(title, 1)[0].split()
        owner = front[-1].casefold() if front else ""
        yield Introduction(start, role=title, owned=owner in _ITS, served=owner in _HIS)
    # "a spokeswoman, Maren Oduya": a comma before the name and one after it, or the end.
    elif (found := ROLE_BEFORE.search(_without_address(before))) and text[end : end + 1] in (",", ".", ";", ")", ":"):
        yield from _role_before(found.group(1), start)
    yield from _after(text, start, end)


def _after(text: str, start: int, end: int) -> Iterator[Introduction]:
    if listed := _listed(text, start, end):
        yield Introduction(start, role=listed)
    elif match := _BRACKETS.match(text, end):
        yield from _bracketed(match.group(1).strip(), start)
    elif match := _LED.match(text, end):
        verb, body = match.groups()[1:]
        phrase = body_phrase(body)
        named = match["link"] == "who" or (phrase is not None and phrase != phrase.lower())  # "which runs the network"
        if phrase and named and not _is_any_thing(phrase):
            yield Introduction(start, role=f"{VERB_ROLES[_PERFECT.sub('', ' '.join(verb.split()))]} {phrase}")
    elif match := _BOUND.match(text, end):
        if phrase := body_phrase(match.group(1)):
            yield Introduction(start, body=phrase)
    elif match := _OF_BODY.match(text, end):
        if body := _apposed_body(match.group(1)):
            yield Introduction(start, body=body)
    elif match := _APPOSITION.match(text, end):
        yield from _apposed(match, start)


def _apposed(match: re.Match[str], start: int) -> Iterator[Introduction]:
    role = apposition(match.group(1))
    if role is not None:
        body = None if " at " in role else _body_beside(match.string, match.end())
        yield owned_or_not(f"{role} at {body}" if body else role, start)
    elif body := _apposed_body(match.group(1)):
        yield Introduction(start, body=body)


def _listed(text: str, start: int, end: int) -> str | None:
    """The role in an entry of a list that semicolons part: ``Ana Holm, Head of Safety, Orrin Bridges Ltd;``."""
    entry = _ENTRY.match(text, end)
    if entry is None or (entry["mark"] != ";" and text[:start].rstrip()[-1:] != ";"):
        return None
    office, body = entry["office"], entry["body"]
    return f"{office} at {body}" if is_in(bare(office.split()[0]), OFFICIALS) or apposition(office) else None


def _body_beside(text: str, comma: int) -> str | None:
    """The body after an office in capitals: ``Joan Peel, Head of Fisheries, [Boreal Power], said …``."""
    match = _BESIDE.match(text, comma)
    words = match["body"].split() if match else []
    last = bare(words[-1]) if words else ""
    known = is_in(last, BODIES) or last.casefold() in COMPANY_ENDS | COMPANY_HEADS
    return " ".join(words) if words and known else None


def _is_any_thing(phrase: str) -> bool:
    """Whether a phrase is no name but tells what somebody has: ``a fleet of 60 lorries from Easter Road``."""
    first, *rest = phrase.split(" of ", maxsplit=1)[0].split()
    return first.casefold() in {"a", "an"} and not any(is_in(bare(word), BODIES) for word in rest)


def _bracketed(inside: str, at: int) -> Iterator[Introduction]:
    words = words_of(inside)
    if not words or not inside[0].isalpha() or words[0].casefold() in HONORIFICS:
        return
    shown = inside.title().replace("’S", "’s").replace("'S", "'s") if inside.isupper() and len(inside) > 5 else inside
    head = bare(words[-1]).casefold()
    office, _, body = shown.partition(", ")
    if body[:1].isupper() and is_in(bare(office.rsplit(maxsplit=1)[-1]), OFFICIALS):
        yield Introduction(at, role=office if is_past(office) else f"{office} at {body}")  # "(Director, Water Agency)"
    elif is_in(head, OFFICIALS) or is_in(head, PRIVATE):
        yield owned_or_not(shown if not inside.isupper() else inside.lower(), at)
    elif inside[0].isupper() and head not in ("pictured", "left", "right", "video", "translated"):
        yield Introduction(at, body=shown)


def _without_address(before: str) -> str:
    words = before.rstrip().rsplit(maxsplit=1)
    if len(words) == 2 and words[1].strip(".").casefold() in HONORIFICS:
        return words[0] + " "
    return before


def _role_before(stretch: str, at: int) -> Iterator[Introduction]:
    """The role at the end of a stretch before a comma: ``said its managing director``, ``a spokesman for the firm``."""
    words = stretch.split()
    head = next(
        (n for n in range(len(words) - 1, -1, -1) if is_in(words[n], OFFICIALS) or is_in(words[n], PRIVATE)), None
    )
    head = _office_before(words, head) if head is not None else None
    if head is None or len(words) - head > 9:
        return
    if head + 1 < len(words) and words[head + 1] not in ("of", "for", "at", "with", "to"):
        return
    start = head
    while start and may_precede(words[start - 1]):
        start -= 1
    # "the board's technical inspector": an adjective or two that no list has, after an owner or an article.
    owner_at = next(
        (n for n in range(start - 1, max(start - 4, -1), -1) if not may_precede(words[n]) and opens_role(words[n])),
        None,
    )
    if owner_at is not None:
        start = owner_at + 1
    owner = words[start - 1].casefold() if start else ""
    role = " ".join(words[start:])
    if owner in _ITS or (owner in _HIS and head == len(words) - 1):
        yield Introduction(at, role=role, owned=owner in _ITS, served=owner in _HIS)
    elif start and owner.replace("’", "'").endswith(("'s", "s'")):
        first = next((n for n in range(start - 1, -1, -1) if words[n].casefold() in ("the", "a", "an")), start - 1)
        first = first if start - first < 5 else start - 1
        yield Introduction(at, role=" ".join(words[first:]))
    elif owner in ("a", "an", "the", "another") or (start == 0 and head + 1 < len(words)):
        yield Introduction(at, role=role)


def _office_before(words: Sequence[str], head: int) -> int:
    """The office in a body that may itself be told of as one: ``chief engineer of the [Department] of Roads``."""
    link = head - 2 if head > 1 and words[head - 1].casefold() == "the" else head - 1
    if not is_in(words[head], BODIES) or link < 1 or words[link] not in ("of", "for", "at"):
        return head
    earlier = words[link - 1]
    return link - 1 if is_in(earlier, OFFICIALS) or is_in(earlier, PRIVATE) else head


def owned_or_not(role: str, at: int) -> Introduction:
    """A role, its owner told apart: ``its director``, ``one of his deputies``."""
    if (among := _ONE_OF.match(role)) is not None:
        role = f"{among.group(1)} {singular(among.group(2))}"
    first, _, rest = role.partition(" ")
    if first.casefold() in (*_ITS, *_HIS) and rest:
        return Introduction(at, role=rest, owned=first.casefold() in _ITS, served=first.casefold() in _HIS)
    return Introduction(at, role=role)


def body_phrase(after: str) -> str | None:
    """The words at the start of a stretch that name a body: up to its last proper word or head noun."""
    words: list[str] = []
    for word in after.split()[:9]:
        if word.casefold() in _ENDS:
            break
        words.append(word)
    last = max(
        (n for n, word in enumerate(words) if is_in(bare(word), BODIES) or (word[0].isupper() and n < 8)), default=None
    )
    if last is None:
        return None
    cut = words[: last + 1]
    heads = [n for n, word in enumerate(cut) if is_in(bare(word), BODIES) and bare(word) == word.rstrip("’'")]
    # "the Heron Trust Ada Brenn": what follows a head noun without a link is no longer the name.
    if heads and heads[-1] < last and cut[heads[-1] + 1].casefold() not in _LINKS:
        cut = cut[: heads[-1] + 1]
    if cut[0].casefold() in ("his", "her", "our", "my"):
        return None
    return " ".join(cut)


def _apposed_body(after: str) -> str | None:
    """``Ana Reyes, Harbour Trust``: a proper name with a head noun."""
    phrase = body_phrase(after)
    words = phrase.split() if phrase else []
    if len(words) < 2 or not words[0][0].isupper() or not is_in(words[-1], BODIES) or is_in(words[-1], CIVIC):
        return None
    return phrase if len(after.split()) == len(words) else None


def apposition(after: str) -> str | None:
    """The words after a name as a role; None where they are none."""
    words = words_of(after)
    if not words or words[0].casefold() in (
        "who",
        "which",
        "whose",
        "said",
        "and",
        "but",
        "adding",
        "speaking",
        "while",
    ):
        return None
    if _ONE_OF.match(after):
        return after.strip()
    front = re.split(r" (?:of|at|for|to|with|in) ", after)[0]
    heads = words_of(front)
    if heads and len(heads) < 7 and (is_in(heads[-1], OFFICIALS) or is_in(heads[-1], PRIVATE)):
        return after.strip()
    return None
