"""The top of a press release: which lines only say that it is one, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llmtool.ingest.boilerplate import ends_as_sentence
from llmtool.ingest.head_lines import byline_in

_MARK = re.compile(
    r"\b(?:press|news|media) (?:release|statement|notice|information)\b"
    r"|\bfor (?:immediate )?(?:release|publication|use)\b|\b(?:under )?embargo(?:ed)?(?: until| till)?\b",
    re.IGNORECASE,
)
_OWN_MARK = re.compile(
    r"^(?:joint |public |official |press |closing )?(?:statement|communiqu[eé]|declaration|open letter|position paper)"
    r"(?:$| (?:on|in|by|of|from|to|about|regarding|concerning|following|after)\b)"
    r"|^(?:corporate |public |group )?(?:press|media|communications?|information|public affairs)"
    r"(?: and \w+)?(?: (?:office|service|department|division|team|centre|center|unit))?$",
    re.IGNORECASE,
)
"""Lines that mark a release only below the name of its sender."""
_CONTACT = re.compile(
    r"^(?:about(?: the)?|(?:media |press )?contacts?:.*?(?:press|media|communications)(?: \w+)?,(?: the)?"
    r"|(?:issued|released|published) by(?: the)?:?)\s+(?P<body>[^,.;:|]{3,60})$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"About (?:the )?(?P<body>[A-Z][^,.;:|?!]{2,60})")
_OPENING = 60
"""Code points of a line in which whom it is about is named."""
_BODY = re.compile(
    r"\b(?:ministry|department|office|agency|authority|council|board|foundation|trust|union|association|society|institute"
    r"|university|college|school|hospital|federation|commission|committee|compan(?:y|ies)|group|party|parliament|congress"
    r"|senate|embassy|mission|service|court|church|league|network|alliance|coalition|campaign|club|corporation|chamber"
    r"|secretariat|bureau|inspectorate|directorate|police"
    r"|ltd|limited|inc|plc|jsc|llc|llp|gmbh|corp)s?(?=$| (?:of|for|in|at|and|on)\b)",
    re.IGNORECASE,
)
"""Nouns of bodies that have letterheads."""
_STATE = re.compile(
    r"^(?:(?:federal|islamic|united|democratic|people[’']s) )*(?:republic|kingdom|state|government)\b", re.IGNORECASE
)
_HEADS = 5
"""Lines of a letterhead."""
_FROM = re.compile(r"^(?:from|by)(?: the)? ", re.IGNORECASE)
_SMALL = frozenset("a and at by de for in of on the to with & +".split())
_LEGAL_FORMS = frozenset("plc ltd inc llp gmbh".split())
_OPEN_LETTER = re.compile(
    r"^(?P<body>[^:.!?|–—\d]{3,60}?)(?:[’']s)?(?::| [–—-])? (?:an )?open letter(?:$| (?:to|on|about)\b)", re.IGNORECASE
)
"""``Tarn Boaters: open letter to the council`` is a headline that names its sender."""
_FEW = 3
"""Words of a line that only says what this is."""
_SHORT = 5
"""Letters of a word in capitals that is more likely an abbreviation."""
_LONGEST_NAME = 10
"""Words of a name: ``Ministry of Foreign Affairs of the Republic of`` with its state's."""
_LONGEST = 12
"""Words of a line that marks a release; a longer one tells something about one."""


@dataclass(frozen=True)
class Release:
    """Places of the lines that are no headline, and the body that sends it, as its text writes it."""

    heads: frozenset[int]
    sender: str | None


def read_release(lines: Sequence[str], top: Sequence[int]) -> Release | None:
    """What the ``top`` lines tell of a release; None where they mark none."""
    marks = [place for place in top if _is_mark(lines[place])]
    signed = _signed(lines, top) or _letterhead(lines, top)
    if signed is not None and not marks:
        return signed
    if not marks and (about := _about_itself(lines, top)) is not None:
        return Release(frozenset(), about)
    if not marks:
        letter = _OPEN_LETTER.match(lines[top[0]]) if top else None
        return Release(frozenset(), letter["body"]) if letter is not None and _is_name(letter["body"]) else None
    heads = set(marks)
    if signed is not None:
        return Release(signed.heads | heads, signed.sender)
    # What stands beside the mark comes first, then the lines around the marks, then who is to be asked.
    beside = [(place, name) for place in marks for name in _parts(lines[place])]
    around = [(place, lines[place]) for place in top if place <= marks[-1] + 2 and place not in heads]
    below = [(-1, match["body"]) for line in lines[-12:] if (match := _CONTACT.match(line))]
    for place, name in (*beside, *around, *below):
        if not _is_name(name):
            continue
        sender = _as_written(name, lines, heads | {place})
        if sender is None and (place, name) in beside and " " in name:
            sender = in_small_letters(name) if name.isupper() else name
        if sender is not None:
            return Release(frozenset(heads | {place}) - {-1}, sender)
    return _of_letterhead(lines, [place for place in top if place < marks[0]], heads) or Release(frozenset(heads), None)


def _about_itself(lines: Sequence[str], top: Sequence[int]) -> str | None:
    """Who sends what ends in ``About Orrin Foods`` and begins with that name, in the fullest form of its text."""
    found = (_ABOUT.fullmatch(line.strip(" *_#:")) for line in lines[len(lines) // 2 :])
    name = next((match["body"] for match in found if match is not None and _is_name(match["body"])), None)
    if (
        name is None
        or any(byline_in(lines[place]) for place in top)
        or not any(line.startswith(name) or f" {name}" in line[:_OPENING] for line in _top_lines(lines, top))
    ):
        return None
    form = re.compile(rf"\b{re.escape(name)}(?: [A-Z][\w’'&-]*| (?:plc|ltd|inc)\b)*")
    return max((match.group() for line in lines for match in form.finditer(line)), key=len)


def _top_lines(lines: Sequence[str], top: Sequence[int]) -> list[str]:
    """The lines at the top, in order."""
    return [lines[place].strip(" *_#") for place in top[:_HEADS]]


def _letterhead(lines: Sequence[str], top: Sequence[int]) -> Release | None:
    """A body on the first line and what this is some lines on: ``DEPARTMENT OF TRADE``, the day, ``STATEMENT ON …``."""
    for number, place in enumerate(top[1:_HEADS], 1):
        line = lines[place]
        if _OWN_MARK.search(line) and not ends_as_sentence(line) and len(line.split()) <= _LONGEST:
            mark = {place} if len(line.split()) <= _FEW else set()
            return _of_letterhead(lines, top[:number], mark)
        if not (_is_name(line.strip(" *_#")) or re.search(r"\d", line)) or ends_as_sentence(line):
            break
    return None


def _of_letterhead(lines: Sequence[str], above: Sequence[int], marks: set[int]) -> Release | None:
    """A release whose sender stands ``above`` what marks it and nowhere else: the last line there that names a body."""
    names = {place: lines[place].strip(" *_#") for place in above}
    heads = [place for place, name in names.items() if _is_name(name) and (_BODY.search(name) or _STATE.match(name))]
    bodies = [place for place in heads if _BODY.search(names[place])]
    if not bodies or above[0] not in heads:
        return None
    name = names[bodies[0]]
    written = _as_written(name, lines, marks | set(above)) or (in_small_letters(name) if name.isupper() else name)
    return Release(frozenset(marks | set(heads)), written)


def _signed(lines: Sequence[str], top: Sequence[int]) -> Release | None:
    """A sender in capitals on the first line, and under it what this is: ``NORVALE PORT AUTHORITY``, ``Press office``.

    A line that tells what the statement is about is its headline; one that names an office is none.
    """
    if len(top) < 2 or not _OWN_MARK.search(lines[top[1]]) or ends_as_sentence(lines[top[1]]):
        return None
    name = lines[top[0]].strip(" *_#")
    if not name.isupper() or not _is_name(name):
        return None
    heads = {top[0]} if len(lines[top[1]].split()) > 3 else {top[0], top[1]}
    return Release(frozenset(heads), _as_written(name, lines, heads) or in_small_letters(name))


def in_small_letters(name: str) -> str:
    """A name in capitals as a text would write it; a short single word may be an abbreviation and stays."""
    if " " not in name and len(name) <= _SHORT:
        return name
    return " ".join(
        word.casefold() if at and word.casefold() in _SMALL else word.title() for at, word in enumerate(name.split())
    )


def _is_mark(line: str) -> bool:
    """Whether a line says that this is a release, and nothing else but whose and from when."""
    if not _MARK.search(line) or len(line.split()) > _LONGEST or ends_as_sentence(line):
        return False
    return all(_is_name(part) or re.search(r"\d", part) for part in _parts(line))


def _parts(line: str) -> list[str]:
    """What a line says beside its mark."""
    parts = (part.strip(" |•·–—-:,*_#()[]") for part in re.split(r"\s[|•·–—-]\s|[:,]\s", _MARK.sub(" ", line)))
    return [part for part in (_FROM.sub("", each) for each in parts) if part]


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _LONGEST_NAME or re.search(r"[\d.!?\"“”:]", name):
        return False
    return words[0][0].isupper() and all(word[0].isupper() or word in _SMALL | _LEGAL_FORMS for word in words)


def _as_written(name: str, lines: Sequence[str], but: set[int]) -> str | None:
    """A name that the text goes on to use, in the letters that it uses there."""
    form = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    found = (match.group() for place, line in enumerate(lines) if place not in but for match in form.finditer(line))
    return next((written for written in found if written[0].isupper()), None)
