"""What is said before its cue, or on both sides of it: ``…, said X``, ``The plan, X said, …``, ``“…,” X said, “…”``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.cues.finite import is_clause
from llmtool.engines.offline.cues.listeners import past_listener
from llmtool.engines.offline.cues.objects import NAMING
from llmtool.engines.offline.cues.openings import quote_start
from llmtool.engines.offline.cues.phrases import Stretch, is_manner
from llmtool.engines.offline.cues.starts import PUBLIC, past_where, skip_adverbs
from llmtool.engines.offline.cues.subjects import Subject, subject_after
from llmtool.engines.offline.reading import Cue, Reading
from llmtool.engines.offline.text.borders import clause_end
from llmtool.engines.offline.text.clauses import closes, content_after
from llmtool.engines.offline.text.forms import is_ing, is_verb
from llmtool.engines.offline.text.lexicon import AUXILIARIES, BE, lexicon
from llmtool.engines.offline.text.tokens import Token

_FAR: Final = 12
_FEW: Final = 3
_TIMES: Final = frozenset("as when while after before once since until".split())
_PROMPTED: Final = frozenset("told asked pressed questioned reminded shown".split())
BEFORE_CONTENT: Final = frozenset("sqt")
"""Frame letters of cues that what is said may stand before."""


def after_colon(reading: Reading, start: int, end: int) -> int:
    """The place after a colon that a whole clause stands before, else ``start``."""
    colons = [at for at in range(start, end) if reading.tokens[at].tag == ":"]
    return colons[-1] + 1 if colons and reading.has_predicate(start, colons[-1]) else start


def inverted(reading: Reading, cue: Cue, subject: Subject | None) -> Subject | None:
    """The subject of ``“…,” said X`` and ``…, said X``."""
    before = cue.place - 1
    if before < reading.floor or not set(cue.letters) & BEFORE_CONTENT or reading.tokens[before].tag not in "Q,-":
        return None
    quoted = reading.tokens[before].tag == "Q"
    if quoted and "n" in cue.letters and is_manner(reading.tokens[before]):
        return None  # "The firm “categorically” denied the charge"
    if cue.letters.startswith("t"):
        return None  # "“…,” X, a clerk, told the Post": whom it is told follows
    found = subject_after(reading.tokens, cue.after)
    if found is None or quoted:
        return found
    if subject is not None and not (cue.lemma == "say" or reading.tokens[found.head.end - 1].tag in "NR"):
        return None  # "the union, which met on Friday, reports losses"
    end = found.whole.end
    if end + 1 < len(reading.tokens) and reading.tokens[end].tag == ":":
        return found  # "Nonsense, replied X: the law …"
    exclaimed = cue.lemma == "say" and before <= _FEW and reading.floor == 0
    stop = subject.whole.start if subject is not None and _has_aside(reading.tokens, subject) else before
    said = exclaimed or reading.has_predicate(reading.floor, stop)
    return found if said and closes(reading.tokens, end) else None  # "Not so fast, said X."


def _has_aside(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether the verb after a subject is only an aside's: ``Ann Ray, who lives there, said the dam leaks``."""
    comma = subject.head.end
    after = tokens[comma + 1] if comma + 1 < len(tokens) else tokens[comma]
    return tokens[comma].tag == "," and (after.tag in "WGE" or after.low == "whose" or is_ing(after))


def told_how(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """Add ``“…,” was how X explained the vote``, if it is one: the quotation is what X says."""
    tokens, link = reading.tokens, subject.whole.start - 1
    if link < reading.floor + 2 or tokens[link].low not in {"how", "what"} or tokens[link - 1].low not in BE:
        return False
    quoted = link - 2
    if tokens[quoted].tag != "Q" or set(cue.letters) <= {"v", "o"}:
        return False
    return reading.add(subject, cue, (Stretch(quoted, quoted + 1),), len(tokens))


def named_thus(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """Add ``in what X called [a “flagrant violation” of the truce]``, if it is one."""
    tokens, link = reading.tokens, subject.whole.start - 1
    if link < 1 or tokens[link].low != "what" or cue.lemma not in NAMING or tokens[link - 1].tag not in "P,-":
        return False
    content = content_after(tokens, cue.after, "n")
    quoted = content is not None and any(token.tag == "Q" for token in tokens[content.start : content.end])
    if content is None or not quoted or not reading.add(subject, cue, (content,), content.end):
        return False
    reading.found[-1] = replace(reading.found[-1], link="it")
    return True


def in_between(reading: Reading, cue: Cue, subject: Subject) -> int | None:
    """The comma after subject and cue, where they stand between commas inside what is said: ``The plan, X said, …``."""
    tokens, start = reading.tokens, subject.whole.start
    says = set(cue.letters) & {"s", "t"}
    if not says or start < 2 or start - 1 < reading.floor or tokens[start - 1].tag != ",":
        return None
    if tokens[start].tag == "W":
        return None  # "the mayor, who promised to stay, left"
    place = past_where(tokens, past_listener(tokens, skip_adverbs(tokens, cue.after), cue.letters))
    if place + 1 >= len(tokens) or tokens[place].tag != ",":
        return None
    following = tokens[place + 1]
    if tokens[start - 2].tag in "TW" and tokens[start - 3].tag in "Nn,":
        return place  # "a meeting that, it said, went on"
    opens = tokens[reading.floor].tag in "SP"  # "If it rains, she said, closing the road would …"
    if (
        (following.tag in "Ad" and tokens[start - 2].tag != "X")
        or _is_occasion(tokens, place + 1)
        or following.low in {"as", "while", "after", "before"}
        or (following.low in {"on", "by"} and not reading.has_predicate(place, len(tokens)))
    ):
        return None  # "…, X told farmers, also on Tuesday"
    first = after_colon(reading, reading.floor, start)
    if following.tag == "Q" and _is_predicate(following) and not reading.has_predicate(first, start):
        return place  # "A code, she said, “is no law”"
    if following.tag in "QT" or (following.tag == "G" and not opens):
        return None
    if following.form is None or not is_verb(tokens, place + 1):
        return place
    bare = not opens and not reading.has_predicate(first, start - 1)  # "Tests, it says, found lead"
    return place if bare and following.form.kind in {"third", "past"} else None


def _is_predicate(quoted: Token) -> bool:
    """Whether a quotation begins with a finite verb in a small letter, so that its subject stands before it."""
    first = quoted.text[1:].partition(" ")[0].casefold()
    form = lexicon().forms.get(first)
    finite = lexicon().verbs.get(first) in {"third", "past"} or (form is not None and form.kind in {"third", "past"})
    return quoted.text[1:2].islower() and (first in AUXILIARIES - {"being", "having"} or finite)


def interrupted(reading: Reading, cue: Cue) -> tuple[Subject, int] | None:
    """The subject of ``The plan, says X, will fail`` with the comma after it, where a clause goes on there."""
    tokens, before = reading.tokens, cue.place - 1
    if before <= reading.floor or tokens[before].tag != "," or not set(cue.letters) & {"s"} or cue.kind == "ing":
        return None
    found = subject_after(tokens, cue.after)
    if found is None:
        return None
    end = found.head.end
    if end < len(tokens) and tokens[end].tag == "W":
        end = next((at for at in range(end, min(end + _FAR, len(tokens))) if tokens[at].tag == ","), len(tokens))
        found = Subject(Stretch(found.head.start, end), Stretch(found.head.start, end))
    elif end + 1 < len(tokens) and tokens[end].tag == "," and tokens[end + 1].tag not in "XVv":
        end = found.whole.end
    goes_on = end + 1 < len(tokens) and tokens[end].tag == "," and tokens[end + 1].tag in "XVv"
    opened = any(token.tag in "XV" for token in tokens[reading.floor : before])
    return (found, end) if goes_on and not opened else None


def comes_before(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """Whether the content stands before its subject and cue: ``…, X said``."""
    start = subject.whole.start
    if not set(cue.letters) & BEFORE_CONTENT or start - 1 < reading.floor or start == 0:
        return False
    before = reading.tokens[start - 1]
    if reading.floor == 0 and reading.tokens[0].low in _PROMPTED and before.tag == ",":
        return False  # "Told that they were, she thought for a moment."
    place = past_listener(reading.tokens, skip_adverbs(reading.tokens, cue.after), cue.letters)
    if place < len(reading.tokens) and (reading.tokens[place].tag == "T" or _is_wish(reading.tokens, place, cue)):
        return False
    if before.tag == "Q":
        if (
            _is_where(reading.tokens[reading.floor : start - 1])
            and content_after(reading.tokens, cue.after, cue.letters, cue.kind) is not None
        ):
            return False  # "On the show “Tarn at Nine,” Voss said the dam is safe."
        return before.text[-2:-1] in {",", "?", "!", ".", "…", "—", "-"} or closes(reading.tokens, place)
    if before.tag not in ",-" or _is_scene(reading.tokens, reading.floor, place):
        return False
    if not closes(reading.tokens, place) and not _gives_occasion(reading.tokens, place):
        return False
    return reading.has_predicate(reading.floor, start - 1) or _is_exclaimed(reading, subject, place)


def _gives_occasion(tokens: Sequence[Token], place: int) -> bool:
    """Whether only when or where follows: ``…, she said, [after three crashes].``"""
    comma = place + 1 < len(tokens) and tokens[place].tag == ","
    return comma and tokens[place + 1].low in {"after", "before", "during", "in", "at"}


def _is_scene(tokens: Sequence[Token], start: int, place: int) -> bool:
    """Whether what opens the unit tells when a sentence was said: ``As the band played, he said, [“We won.”]``."""
    quoted = next((token for token in tokens[place : place + 2] if token.tag == "Q"), None)
    return tokens[start].low in _TIMES and quoted is not None and quoted.text[1:2].isupper()


def _is_exclaimed(reading: Reading, subject: Subject, place: int) -> bool:
    """Whether words without a verb are all that somebody says: ``Nine days without a road, she recalled.``"""
    tokens, start = reading.tokens, subject.whole.start
    alone = start - reading.floor > _FEW and (place >= len(tokens) or tokens[place].tag == ".")
    return alone and tokens[start].low in {"he", "she", "they"} and tokens[reading.floor].tag not in "PSdAGEW"


def _is_occasion(tokens: Sequence[Token], place: int) -> bool:
    """Whether it goes on with where it was said: ``…, the panel has said, [in a report] that …``."""
    near = [token.low for token in tokens[place + 1 : place + 5]]
    return tokens[place].low in {"in", "at", "during"} and near[:1] in (["a"], ["an"]) and not PUBLIC.isdisjoint(near)


def _is_where(tokens: Sequence[Token]) -> bool:
    """Whether a phrase in front only leads to a name: ``On Friday’s broadcast of [“Tarn at Nine,”]``."""
    words = tokens[:-1] if tokens and tokens[-1].tag == "," else tokens  # "In his first book, “Tarn at Nine,” Voss …"
    return 0 < len(words) < _FAR and words[0].tag == "P" and all(token.tag in "DNnpPd#AKV" for token in words)


def _is_wish(tokens: Sequence[Token], place: int, cue: Cue) -> bool:
    """Whether an infinitive that the cue takes follows: ``vowed to …``."""
    return tokens[place].tag == "t" and "v" in cue.letters


def read_before(reading: Reading, cue: Cue, subject: Subject, end: int, after: int) -> None:
    """Add what stands before a cue, and a quotation that goes on after it."""
    start = reading.floor
    colons = [at for at in range(start, end) if reading.tokens[at].tag == ":"]
    led_in = bool(colons) and reading.tokens[colons[-1] + 1].tag == "Q"  # "Buses: “They are late,” Ann Ray said."
    if led_in or (colons and reading.has_predicate(start, colons[-1]) and reading.has_predicate(colons[-1], end)):
        start = colons[-1] + 1  # "He opened a second front: the firm had lied, he said."
    contents = [Stretch(start, end)]
    if reading.content(contents[0]) is None:
        return
    floor = skip_adverbs(reading.tokens, after)
    if floor + 1 < len(reading.tokens) and reading.tokens[floor].tag == ":" and not led_in:
        stop = clause_end(reading.tokens, floor + 1, clausal=True)
        said = contents if reading.has_predicate(start, end) else []
        reading.add(subject, cue, (*said, Stretch(floor + 1, stop)), stop)
        return
    again = _goes_on(reading, floor)
    if again is not None:
        floor = clause_end(reading.tokens, again, clausal=True)
        contents.append(Stretch(again, floor))
    reading.add(subject, cue, contents, floor)


def _goes_on_retelling(tokens: Sequence[Token], place: int) -> bool:
    """Whether a semicolon and a clause without a source of its own follow: ``…, X said; a mine would bring jobs``."""
    if place + 3 >= len(tokens) or tokens[place].tag != ";" or not is_clause(tokens, place + 1):
        return False
    return not any(token.tag == "Q" or is_verb(tokens, at) for at, token in enumerate(tokens[place:], place))


def _goes_on(reading: Reading, place: int) -> int | None:
    """Where a quotation goes on after ``“…,” X said``, perhaps after some words on where and to whom."""
    tokens = reading.tokens
    aside = False
    for later in range(place, min(place + 14, len(tokens))):
        aside = aside or is_ing(tokens[later])  # "X said, referring to the port, “…”", but not "calling it “…”"
        if tokens[later].tag in ".;" and later + 1 < len(tokens) and tokens[later + 1].tag == "Q":
            return later + 1
        quoted = quote_start(tokens, later)
        if quoted is not None and (not aside or tokens[later].tag == ","):
            return quoted
        if tokens[later].tag in "XV" or (is_verb(tokens, later) and not is_ing(tokens[later])):
            break
    if reading.tokens[reading.floor].tag != "Q" and _goes_on_retelling(tokens, place):
        return place + 1
    comma = place + 1 < len(tokens) and tokens[place].tag == ","
    if not comma or tokens[place + 1].tag not in "TC":
        return None
    does = place + 2 < len(tokens) and (tokens[place + 2].tag in "VE" or is_verb(tokens, place + 2))
    told = reading.tokens[reading.floor].tag == "Q" and place + 2 < len(tokens) and tokens[place + 2].tag not in "TQ"
    does = does or told  # "“…,” X said, and soon the band was playing"
    return None if tokens[place + 1].tag == "C" and does else place + 1  # "“…,” X said, and went home"
