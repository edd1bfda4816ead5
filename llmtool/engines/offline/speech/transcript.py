"""Labelled speech: transcripts (``SPEAKER: …``, ``Q: … A: …``) and bullets (``• Role Name: “…”; called for …``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from llmtool.engines.offline.people.holders import BODIES, GROUPS, ROLES
from llmtool.engines.offline.people.mentions import Register
from llmtool.engines.offline.people.roles import CAPITAL, FULL_NAME
from llmtool.engines.offline.speech.label import Label
from llmtool.engines.offline.speech.press import PRESS
from llmtool.engines.offline.speech.sheets import FACTS, MYTHS
from llmtool.engines.offline.speech.written import signed
from llmtool.engines.offline.text.lexicon import AUXILIARIES, lexicon
from llmtool.engines.offline.text.tokens import Unit

_LABEL: Final = re.compile(
    r"[ \t]*(?P<bullet>[•*\-–—▪◦·>]+[ \t]*)?[*_]*(?P<name>[^\n:;“”\"?!]{1,90}?)[*_]*[ \t]*:[*_]*[ \t\n]*(?=\S)"
)
# "• The institute – The cut is needed"
_DASHED: Final = re.compile(
    r"[ \t]*(?P<bullet>[•*▪◦·>-]+[ \t]+)(?P<name>[^\n:;,.“”\"?!–—]{3,60}?)[ \t]+[–—][ \t]+(?=[\w“\"‘])"
)
_SMALL: Final = frozenset("his her its their of the and for at in to de del van von la al bin on".split())
# What stands in a name only after a role, and in a heading: "Few Tools to Fight Fraud: …".
_LINKS: Final = frozenset("his her its their of and for at in to on".split())
_NO_SPEAKER: Final = (
    MYTHS
    | FACTS
    | frozenset(
        """also end see read more watch listen photo photos image video update updates updated correction note notes
    related tags
    topics topic source sources live latest analysis opinion breaking contact share follow subscribe editor's
    editor’s what why how when where who key background summary published byline date time title subject re cc
    file graphic caption example warning disclaimer copyright location place agenda item exhibit question
    transcript translation venue present attendees participants embargo embargoed contact
    """.split()
    )
)
QUESTIONERS: Final = frozenset("q question reporter interviewer moderator host presenter".split())
# Who leads a broadcast speaks in its own voice; who leads a meeting says little that is a position.
_HOSTS: Final = QUESTIONERS | frozenset("anchor correspondent newsreader announcer narrator".split())
_CHAIRS: Final = frozenset("chair chairman chairwoman chairperson counsel clerk convener facilitator".split())
_INTERVIEW: Final = re.compile(
    r"\b(?:interview(?:ed)?|in conversation|talks? (?:to|with)|spoke (?:to|with))\b", re.IGNORECASE
)
_TALKED_TO: Final = re.compile(
    rf"\b(?:talks?|talked|speaks?|spoke|talking|speaking) (?:to|with) ((?:[Tt]he )?{CAPITAL}(?: {CAPITAL})*)"
    rf"|\b[Ii]nterview(?:ed)? by ({FULL_NAME})"
)
_TWO: Final = 2
_IN_BRACKETS: Final = re.compile(rf"\(({FULL_NAME})\b[^()]*\)")
# "Q12 Chair: …", as committees number their questions.
_NUMBERED: Final = re.compile(r"Q\d{1,3}[.:)]?[ \t]+(?=[A-Z])")
_NAME_WORD: Final = re.compile(r"[^\W\d_][\w.’'\-]*$")


def labels(
    text: str, units: Sequence[Unit], register: Register, outlet: str = "", title: str = ""
) -> tuple[dict[int, Label], bool]:
    """The labelled units by index, and whether the document as a whole is a transcript."""
    found = signed(text, units)
    weak: dict[int, Label] = {}
    names: Counter[str] = Counter()
    paragraphs = 0
    last = -1
    for index, unit in enumerate(units):
        if unit.paragraph == last:
            continue
        last = unit.paragraph
        paragraphs += 1
        limit = min(unit.end, unit.start + 130)
        match = _LABEL.match(text, unit.start, limit)
        dashed = _DASHED.match(text, unit.start, limit)
        if dashed and (match is None or dashed.end() < match.end()) and _may_speak(dashed["name"], register):
            match = dashed
        if match is None or index in found:
            continue
        sure, label = _read(text, match, register)
        if label is None:
            continue
        names[text[label.start : label.end].casefold()] += 1
        (found if sure else weak)[index] = label
    repeated = [index for index, label in weak.items() if names[text[label.start : label.end].casefold()] > 1]
    if len(found) + len(repeated) >= 3:
        # Where the labels are in capitals, one that stands only once is one too.
        shouted = [index for index, label in weak.items() if text[label.start : label.end].isupper()]
        if 2 * sum(text[label.start : label.end].isupper() for label in found.values()) >= len(found):
            repeated = sorted({*repeated, *shouted})
        found.update({index: weak[index] for index in repeated})
    if sum(label.bullet for label in found.values()) > 1:
        # Where bullets give what several have said, one with a plain sentence does so too.
        bullets = {index: label for index, label in weak.items() if label.bullet}
        found.update({at: one for at, one in bullets.items() if _may_speak(text[one.start : one.end], register)})
    if any(label.answer for label in found.values()) and not any(label.question for label in found.values()):
        found = {index: label for index, label in found.items() if not label.answer}
    spoken = sum(not label.bullet and label.until < 0 for label in found.values())
    transcript = spoken >= 3 and spoken * 3 >= paragraphs
    return (_with_voices(text, found, outlet, title) if transcript else dict(sorted(found.items()))), transcript


def _with_voices(text: str, found: Mapping[int, Label], outlet: str, title: str) -> dict[int, Label]:
    """The labels of a transcript with what each speaker does in it.

    Who is called like the outlet and mostly asks does so for it; a company that answers its customers does not.
    """
    own = _interviewing(text, list(found.values()), outlet, title)
    hosts = _leading(text, found.values(), _HOSTS)
    # Whom an interviewer asks leads no meeting, though "deputy chairman of Tarn Gas".
    chairs = frozenset() if own else _leading(text, found.values(), _CHAIRS)
    voiced: dict[int, Label] = {}
    for index, label in sorted(found.items()):
        voice: Literal["speaker", "chair", "outlet"] = "speaker"
        if label.question or text[label.start : label.end].casefold() in own or _surname(text, label) in hosts:
            voice = "outlet"
        elif _surname(text, label) in chairs:
            voice = "chair"
        voiced[index] = replace(label, voice=voice)
    return voiced


def _interviewing(text: str, labels: Sequence[Label], outlet: str, title: str) -> frozenset[str]:
    """The labels, in small letters, of an outlet that mostly asks: by its name, or in a talk headed as an interview."""
    turns: dict[str, list[bool]] = {}
    for label in labels:
        asks = text[label.speech :].partition("\n")[0].rstrip("*_ ").endswith("?")
        turns.setdefault(text[label.start : label.end].casefold(), []).append(asks)
    heading = f"{title}\n{text[: min(label.start for label in labels)]}"
    found = set()
    for name, asked in turns.items():
        words = set(name.split())
        press = _is_outlet(name, outlet) or not PRESS.isdisjoint(words) or _is_outlet(name, _talked_to(heading))
        others = [sum(each) / len(each) for other, each in turns.items() if other != name]
        of_two = len(turns) == _TWO and _INTERVIEW.search(heading) is not None and sum(asked) / len(asked) > others[0]
        if (press and 2 * sum(asked) >= len(asked)) or of_two:
            found.add(name)
    return frozenset(found)


def _talked_to(heading: str) -> str:
    """Who led a talk, by its heading: ``Ann Ray talks to The Tarn Courier``, ``Interview by Bo Tann``."""
    found = _TALKED_TO.search(heading)
    return (found[1] or found[2]) if found is not None else ""


def _is_outlet(name: str, outlet: str) -> bool:
    """``THE WEEKLY LANTERN``, ``Lantern`` and ``TWL`` for The Weekly Lantern."""
    words, own = re.findall(r"\w+", name.casefold()), re.findall(r"\w+", outlet.casefold())
    bare = [word for word in own if word != "the"]
    initials = {"".join(word[0] for word in each) for each in (own, bare) if len(each) > 1}
    named = set(words) - {"the"}
    return bool(named) and (named <= set(bare) or (len(words) == 1 and words[0] in initials))


def _leading(text: str, labels: Iterable[Label], roles: frozenset[str]) -> frozenset[str]:
    """The surnames of those whom a label, the list of those present or another speaker gives one of the ``roles``."""
    either = "|".join(sorted(roles))
    presented = re.compile(
        rf"\b(?:our|your|the) (?:\w+ )?(?:{either}),? (?:(?P<given>[\w.]+) )?(?P<last>[\w’'-]+)"
        rf"|\b(?P<first>[\w’'-]+)(?:,| \() ?(?:our |the |your )?(?:\w+ )?(?:{either})\b",
        re.IGNORECASE,
    )
    found = {
        match[group].casefold()
        for match in presented.finditer(text)
        for group in ("given", "last", "first")
        if match[group] and match[group][0].isupper()
    }
    known = set()
    for label in labels:
        plain = re.sub(r"[^\w\s]", " ", text[label.start : label.end].casefold()).split()
        last = _surname(text, label)
        if last and (last in found or roles & set(plain)):
            known.add(last)
    return frozenset(known)


def _surname(text: str, label: Label) -> str:
    name = re.split(r"[,(]", text[label.start : label.end])[0].split()
    return name[-1].casefold().strip(".") if name else ""


def _read(text: str, match: re.Match[str], register: Register) -> tuple[bool, Label | None]:
    """A label, and whether it stands for a speaker beyond doubt."""
    name = match["name"].strip()
    asked = _NUMBERED.match(name)
    if asked is not None:
        start = match.start("name") + asked.end()
        return True, Label(
            start, match.start("name") + len(name), match.end(), question=True, answer=False, bullet=False
        )
    words = re.sub(r"\([^)]*\)", "", name).replace(",", " ").split()
    inside = _IN_BRACKETS.search(name)
    if inside is not None and len(words) == 1 and words[0].isupper() and words[0].casefold() not in _NO_SPEAKER:
        start = match.start("name") + inside.start(1)  # "PARENT (Ana Holm, Oak Street): …"
        bullet = bool(match["bullet"])
        return True, Label(start, start + len(inside[1]), match.end(), question=False, answer=False, bullet=bullet)
    question = re.sub(r"[\W\d]+", " ", re.sub(r"\([^)]*\)", "", name)).strip().casefold() in QUESTIONERS
    answer = name in {"A", "Answer", "ANSWER"}
    label = Label(
        match.start("name"), match.start("name") + len(name), match.end(), question, answer, bool(match["bullet"])
    )
    if question or answer:
        return True, label
    if not words or len(words) > 10 or words[0].casefold() in _NO_SPEAKER:
        return False, None
    if label.bullet and _may_speak(name, register) and _speaks(text, match.end()):
        return True, label
    if not all(map(_is_name_word, words)):
        return False, label if label.bullet and _may_speak(name, register) else None
    last = words[-1].strip(".").casefold()
    held = len(words) > 1 and any(word.strip(".,").casefold() in ROLES for word in words)
    named = held or (register.is_person(words[-1]) and _LINKS.isdisjoint(words))
    opens = text[match.end() : match.end() + 1] in '“"«„‘'
    if (named and (label.bullet or words[-1][0].isupper() or last in ROLES)) or (opens and len(words) > 1):
        return True, label
    if name.isupper() and len(name) > 3:
        return False, label
    return False, label if len(words) <= 4 else None


def _may_speak(name: str, register: Register) -> bool:
    """Whether the label of a bullet is that of a body, a group, a role or a person: ``Nurses' union``."""
    words = re.sub(r"[(),]", " ", name).split()
    plain = [word.strip(".").casefold() for word in words]
    if not plain or len(plain) > 8 or set(plain) & AUXILIARIES:
        return False
    heads = {re.sub(r"['’]s?$", "", word) for word in plain}
    known = heads & (BODIES | GROUPS | ROLES) or {word.rstrip("s") for word in heads} & ROLES
    return bool(known) or register.is_person(words[-1])


def _speaks(text: str, place: int) -> bool:
    """Whether what follows a bullet's label is a quotation or a cue."""
    if text[place : place + 1] in '“"«„‘':
        closing = re.search('[”"»’](?![a-z])', text[place + 1 : place + 1500])
        return closing is None or text[place + closing.start()] != ","  # "…,” X wrote" has a source of its own
    word = re.match(r"[A-Za-z]+", text[place : place + 30])
    return word is not None and word.group().casefold() in lexicon().forms


def _is_name_word(word: str) -> bool:
    plain = word.strip(".,’'")
    return (
        bool(plain)
        and (plain[0].isupper() or plain.casefold() in _SMALL or plain.casefold().strip(".") in ROLES)
        and (_NAME_WORD.match(plain) is not None)
    )
