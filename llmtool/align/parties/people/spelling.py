"""Names by their sound: spellings folded, and which given names and surnames can be one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from llmtool.align.parties.countries import bare

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ß": "ss",
        "’": "",
        "'": "",
        "ʼ": "",
    }
)
# One sound, many romanisations. The order matters: longer groups first.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|cz", "ch"),
        (r"sch|sz", "sh"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"zh", "z"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"c(?![eihy])", "k"),
        (r"tz", "ts"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|ue", "u"),
        (r"oe", "o"),
        (r"ae", "a"),
        (r"[jy]", "i"),
        (r"(.)\1+", r"\1"),
    )
)
# Given names that stand for one another, by language pairs and short forms.
_SAME_GIVEN = """
vladimir volodymyr uladzimir wladimir
alexander oleksandr aleksandr alexandr aliaksandr alex sasha alejandro alessandro alexandre
sergei sergey serhiy serhii siarhei sergiy
nikolai mykola nikolay mikalai nicholas nick nicolas
michael mykhailo mikhail mike michel miguel mikhailo mick
dmitry dmytro dmitri dmitriy dzmitry dima
andrii andriy andrey andrei andrew andrzej andreas andy
yevgeny yevhen evgeny evgeni yevgeni eugene
igor ihor
oleg oleh
kirill kyrylo cyril
pavel pavlo paul pablo paolo
peter petro piotr pyotr petr pete pedro pierre
grigory hryhorii hryhoriy gregory greg
vasily vasyl vasili basil
viktor victor
olena elena helen yelena
yulia yuliia julia iuliia
kateryna ekaterina catherine katherine kate katerina yekaterina
tetiana tatiana tatyana
maxim maksym maksim max
yuri yurii yuriy iurii
anatoly anatolii anatoliy
william bill will billy bob_
robert bob rob bobby
james jim jimmy jamie
john johnny jack
joseph joe joey josef jose
thomas tom tommy
richard rick dick
edward ed eddie ted
charles charlie chuck
daniel dan danny
david dave
stephen steve steven stefan
christopher chris
matthew matt
anthony tony antony
benjamin ben binyamin
samuel sam
timothy tim
kenneth ken
ronald ron
donald don
gerald gerry jerry
lawrence larry laurence
philip phil phillip
elizabeth liz beth betty lizzie
margaret maggie meg peggy
patricia pat tricia
susan sue
deborah debbie deborrah
jennifer jen jenny
katharine katie
rebecca becky
victoria vicky
mohammed muhammad mohamed mohammad mohamad muhammed
ahmed ahmad ahmet
hussein husayn hussain husein
yousef yusuf youssef yousuf
ibrahim ebrahim
ali aly
omar umar
said saeed sayed
abdullah abdallah
geoffrey jeffrey jeff geoff
francis frank
henry harry hank
gregor grzegorz
ivan iwan
jan jahn
georg george giorgi jorge yuriy_
lech leszek
mateusz mateus
zbigniew zbyszek
ursula uschi
emmanuel emanuel
recep rejep
xavier javier
"""


def fold(word: str) -> str:
    """A word by its sound: accents, case and the choice of romanisation are gone (``Zelenskyy``, ``Zelensky``)."""
    text = unicodedata.normalize("NFKD", bare(word).casefold()).casefold().translate(_LETTERS)
    text = "".join(letter for letter in text if letter.isalnum())
    before = ""
    while text != before:  # what one rule leaves may be another's: "oeeu", "oeu", "ou", "u"
        before = text
        for pattern, sound in _SOUNDS:
            text = pattern.sub(sound, text)
    return text


@lru_cache(maxsize=1)
def _given_groups() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, names in enumerate(_SAME_GIVEN.strip().split("\n")):
        for name in names.split():
            if not name.endswith("_"):
                groups.setdefault(fold(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def same_given(a: str, b: str) -> bool:
    """Whether two folded given names can be one person's: an initial, a short form, another romanisation."""
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    groups = _given_groups()
    if groups.get(a, frozenset()) & groups.get(b, frozenset()):
        return True
    if min(len(a), len(b)) < 5 or a[0] != b[0] or (a.endswith(("a", "e")) != b.endswith(("a", "e"))):
        return False
    return bool(OSA.distance(a, b, score_cutoff=1) <= 1)


def same_surname(a: str, b: str) -> bool:
    """Whether two folded surnames are one name in two spellings; only to be asked across documents."""
    if a == b:
        return True
    return min(len(a), len(b)) >= 5 and a[0] == b[0] and bool(OSA.distance(a, b, score_cutoff=1) <= 1)
