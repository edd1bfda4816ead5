"""Cue verbs: which subject goes with one, and whether what is said comes after it, before it or on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.borders import clause_end
from llmtool.engines.offline.clauses import content_after, is_retold
from llmtool.engines.offline.forms import TAKEN_UP, is_verb
from llmtool.engines.offline.lexicon import BE, Form, Frame
from llmtool.engines.offline.reading import Attributed, Cue, Reading
from llmtool.engines.offline.starts import frame_of, past_listener, quote_start, skip_adverbs
from llmtool.engines.offline.subjects import Stretch, Subject, antecedent, skip_left, subject_after, subject_before
from llmtool.engines.offline.tokens import Token
from llmtool.schema import Modality

_BEFORE_CONTENT: Final = frozenset("sqt")
_GOVERNORS: Final = frozenset(
    """continued continues continue began begins started appeared appears seemed seems went on out came sought seeks
    tried tries managed manages twitter facebook likes used stopped rushed""".split()
)
# What people do in order to say something.
_STAGES: Final = frozenset(
    "took takes used uses went turned called returned issued wrote broke stood rose joined".split()
)
_SPOKEN_AGAINST: Final = frozenset("accuse denounce condemn criticise criticize reject defend blame call".split())
_FAR: Final = 12
NAMING: Final = frozenset("call describe brand dub term deem consider".split())
_ANONYMOUS: Final = frozenset("ask request decline refuse want wish prefer demand insist".split())
_HYPOTHETICAL: Final = frozenset("say argue tell claim add reply answer".split())
_IMPERSONAL: Final = frozenset("expect believe understand think say report know suppose estimate".split())


def read_verb(reading: Reading, place: int) -> None:
    """Add the attribution of the cue verb at ``place``, if it has a source and a content."""
    tokens = reading.tokens
    form = tokens[place].form
    framed = frame_of(tokens, place)
    if framed is None and form is not None and form.lemma == "put" and _puts_at(tokens, place):
        framed, form = (Frame((), "n", Modality.ASSERTS), place + 1), Form("put at", form.kind)
    if form is None or framed is None:
        return
    frame, after = framed
    if any(token.low in {"named", "identified"} for token in tokens[after : after + 5]) and form.lemma in _ANONYMOUS:
        return  # "a source, who asked not to be named, said …"
    group = skip_left(tokens, place)
    helpers = [token.low for token in tokens[group:place]]
    if "would" in helpers and form.lemma in _HYPOTHETICAL:
        return  # "the union would say that …" tells what nobody has said
    negated = any(low in {"not", "n't", "never"} for low in helpers)
    cue = Cue(place, after, form.lemma, frame.modality, frame.letters, form.kind, negated)
    if not BE.isdisjoint(helpers):
        if form.kind in {"past", "participle"}:
            _read_passive(reading, cue)
            return
    elif form.kind == "ing" or _is_dependent(reading, group):
        subject = _dependent_subject(reading, cue, group)
        if subject is not None:
            _read_after(reading, cue, subject)
        return
    _read_finite(reading, cue)


def _puts_at(tokens: Sequence[Token], place: int) -> bool:
    """``put the loss at two million``."""
    at = next((at for at in range(place + 2, min(place + 10, len(tokens) - 1)) if tokens[at].low == "at"), None)
    if at is None or tokens[place + 1].tag not in "Dn":
        return False
    return any(token.tag == "#" for token in tokens[at + 1 : at + 5])


def _is_dependent(reading: Reading, group: int) -> bool:
    """Whether the verb has no subject of its own: after ``to`` or ``and``."""
    before = reading.tokens[group - 1] if group else None
    return before is not None and (before.tag in "tC" or (reading.label is not None and before.tag in ":;-"))


def _dependent_subject(reading: Reading, cue: Cue, group: int) -> Subject | Attributed | None:
    if cue.kind == "ing":
        return _of_participle(reading, cue.place)
    if reading.tokens[group - 1].tag == "t":
        governed = group > 1 and cue.kind == "base" and _is_governed(reading, cue, group)
        return reading.carried(cue.place) if governed else None
    return reading.carried(cue.place) if cue.kind != "base" else None


def _is_governed(reading: Reading, cue: Cue, group: int) -> bool:
    """``continued to argue``, ``went on television to accuse``: whose subject is that of the verb before it."""
    tokens = reading.tokens
    if tokens[group - 2].low in _GOVERNORS:
        return True
    strong = set(cue.letters) & set("st") or cue.lemma in _SPOKEN_AGAINST
    first = next((at for at in range(group) if tokens[at].tag in "XVvKE"), None)
    return bool(strong) and first is not None and tokens[first].low in _STAGES and group - first < _FAR


def _of_participle(reading: Reading, place: int) -> Subject | Attributed | None:
    """The subject of ``saying``: the noun before it, an earlier source, or what follows the opening phrase."""
    tokens = reading.tokens
    if _opens_unit(reading, place):
        return _after_opening(reading, place)[0]
    before = tokens[place - 1]
    if before.low == "as" and place > 1 and tokens[place - 2].low == "quoted":
        return subject_before(tokens, place - 2, 0)
    if before.tag in "NnQ":
        return subject_before(tokens, place, reading.floor) or reading.carried(place)
    return reading.carried(place)


def _opens_unit(reading: Reading, place: int) -> bool:
    """Whether a participle opens the unit, alone or after a preposition: ``Claiming that …``, ``After saying …``."""
    return place == 0 or (place == 1 and reading.tokens[0].tag in "PS")


def _of_main_clause(reading: Reading, place: int) -> Attributed | None:
    """Whom a verb after a relative clause belongs to: ``The mayor, who promised a school, said …``."""
    last = reading.found[-1] if reading.found else None
    if last is None or last.source is None or last.head == last.source or reading.tokens[place].form is None:
        return None
    relative = any(token.tag == "W" and token.start == last.source[0] for token in reading.tokens)
    group = skip_left(reading.tokens, place)
    closed = group == reading.floor + 1 and reading.tokens[reading.floor].tag == ","
    return last if relative and closed else None


def _after_opening(reading: Reading, place: int) -> tuple[Subject | None, int]:
    """The subject after an opening phrase, and its comma: one that a verb follows, else what the first one has."""
    tokens = reading.tokens
    found: tuple[Subject | None, int] = None, len(tokens)
    for comma in (at for at in range(place + 1, len(tokens) - 1) if tokens[at].tag == ","):
        subject = subject_after(tokens, comma + 1)
        if subject is None:
            continue
        follower = skip_adverbs(tokens, subject.whole.end)
        if follower < len(tokens) and (tokens[follower].tag in "XVvE" or is_verb(tokens, follower)):
            return subject, comma
        found = found if found[0] else (subject, comma)
    return found


def _read_finite(reading: Reading, cue: Cue) -> None:
    tokens = reading.tokens
    subject = subject_before(tokens, cue.place, reading.floor)
    if subject is not None and subject.whole.start and tokens[subject.whole.start - 1].low == "what":
        return  # "What the clubs want:" is a heading
    if subject is not None and _read_as(reading, cue, subject):
        return
    inverted = _inverted(reading, cue, subject)
    if inverted is not None:
        _read_before(reading, cue, inverted, cue.place, inverted.whole.end)
    elif subject is None:
        main = _of_main_clause(reading, cue.place)
        if main is not None:
            _read_after(reading, cue, main)
    elif _in_between(reading, cue, subject):
        place = past_listener(tokens, skip_adverbs(tokens, cue.after), cue.letters)
        stop = clause_end(tokens, place + 1, clausal=True)
        first = _after_colon(reading, reading.floor, subject.whole.start)
        reading.add(subject, cue, (Stretch(first, subject.whole.start), Stretch(place + 1, stop)), stop)
    elif _comes_before(reading, cue, subject):
        _read_before(reading, cue, subject, subject.whole.start, cue.after)
    else:
        _read_after(reading, cue, subject)


def _read_as(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """Add ``As X pointed out, …`` and ``…, as X said[, …]``."""
    tokens, link = reading.tokens, subject.whole.start - 1
    if link < reading.floor or tokens[link].low != "as" or not set(cue.letters) & {"s", "q"}:
        return False
    place = past_listener(tokens, skip_adverbs(tokens, cue.after), cue.letters)
    comma = next((at for at in range(place, min(place + _FAR, len(tokens))) if tokens[at].tag in ",:.TQXVK"), None)
    if comma is None or tokens[comma].tag not in ",:.":
        return False
    follows = tokens[comma].tag in ",:" and comma + 1 < len(tokens)
    stop = clause_end(tokens, comma + 1, clausal=True) if follows else comma
    if link <= reading.floor + 1:
        return follows and reading.add(subject, cue, (Stretch(comma + 1, stop),), stop)
    if tokens[link - 1].tag not in ",-" or not reading.has_predicate(reading.floor, stop):
        return False
    goes_on = follows and not reading.has_predicate(reading.floor, link)
    contents = (Stretch(reading.floor, link), Stretch(comma + 1, stop))
    return reading.add(subject, cue, contents[: 1 + goes_on], stop if goes_on else cue.after)


def _after_colon(reading: Reading, start: int, end: int) -> int:
    """The place after a colon that a whole clause stands before, else ``start``."""
    colons = [at for at in range(start, end) if reading.tokens[at].tag == ":"]
    return colons[-1] + 1 if colons and reading.has_predicate(start, colons[-1]) else start


def _read_after(reading: Reading, cue: Cue, subject: Subject | Attributed) -> None:
    """``X said that …`` and what else follows its cue."""
    tokens = reading.tokens
    if isinstance(subject, Subject) and _read_object_relative(reading, cue, subject):
        return
    content = content_after(tokens, cue.after, cue.letters, cue.kind)
    opening = cue.kind == "ing" and _opens_unit(reading, cue.place)
    if content is not None and "n" not in cue.letters and not opening and is_retold(tokens, content):
        return
    if content is not None:
        if opening:
            content = Stretch(content.start, min(content.end, _after_opening(reading, cue.place)[1]))
        if tokens[0].tag == "S" and cue.place < 30 and not reading.found:
            # "While X acknowledged the plan, the two remain far apart": the comma ends X's part.
            comma = next((at for at in range(content.start, content.end) if tokens[at].tag == ","), content.end)
            content = Stretch(content.start, comma) if comma > content.start else content
        reading.add(subject, cue, (content,), content.end)
        return
    if isinstance(subject, Subject):
        _read_gap(reading, cue, subject)
    if set(cue.letters) & _BEFORE_CONTENT and tokens[-1].tag == ":":
        reading.add(subject, cue, (), reading.floor)


def _read_object_relative(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """``the plan, which X has called “an insult”, …`` and ``the offer that X rejected``: the object stands before."""
    tokens = reading.tokens
    relative = subject.whole.start - 1
    if relative < 1 or "n" not in cue.letters or "s" in cue.letters:
        return False
    which = tokens[relative].low == "which" or (tokens[relative].tag == "T" and tokens[relative - 1].tag in "nNK")
    named = antecedent(tokens, relative) if which else None
    if named is None or named.start < reading.floor or tokens[named.end - 1].tag not in "nNKp":
        return False
    if closes(reading, cue.after) or tokens[cue.after].tag in "XVvE":
        return reading.add(subject, cue, (named,), cue.after)
    if cue.lemma not in NAMING:
        return False
    end = cue.after + 1
    while end < len(tokens) and tokens[end - 1].tag != "Q" and tokens[end].tag not in ",.;-":
        end += 1
    return reading.add(subject, cue, (named, Stretch(cue.after, end)), end)


def _read_gap(reading: Reading, cue: Cue, subject: Subject) -> None:
    """``…, a condition that X has rejected``: the object stands before its subject, for what was said before it."""
    tokens = reading.tokens
    start, end = subject.whole
    if start and tokens[start - 1].tag == "T":
        start -= 3  # "a demand that X has refused"
    elif start > 2 and tokens[start].low in {"he", "she"} and tokens[start - 1].low in TAKEN_UP:
        start -= 2  # "an offer she turned down"; "they" and "it" may be anybody
    elif end - start > 2:
        subject = Subject(Stretch(start + 2, end), Stretch(start + 2, end))
    if "n" not in cue.letters or start < 1 or not closes(reading, cue.after) or tokens[start - 1].tag not in ",-":
        return
    if tokens[start].low not in {"a", "an", "the"} or tokens[start + 1].low not in TAKEN_UP:
        return
    before = reading.found[-1].contents if reading.found else ()
    first = max((at for at, token in enumerate(tokens) if before and token.start == before[0][0]), default=0)
    cue = replace(cue, noun=tokens[start + 1].low)
    reading.add(subject, cue, (Stretch(first, start - 1),), cue.after)


def _inverted(reading: Reading, cue: Cue, subject: Subject | None) -> Subject | None:
    """The subject of ``“…,” said X`` and ``…, said X``."""
    before = cue.place - 1
    if before < reading.floor or not set(cue.letters) & _BEFORE_CONTENT or reading.tokens[before].tag not in "Q,-":
        return None
    quoted = reading.tokens[before].tag == "Q"
    found = subject_after(reading.tokens, cue.after)
    if found is None or quoted:
        return found
    if subject is not None and not (cue.lemma == "say" or reading.tokens[found.head.end - 1].tag in "NR"):
        return None  # "the union, which met on Friday, reports losses"
    return found if reading.has_predicate(reading.floor, before) and closes(reading, found.whole.end) else None


def _in_between(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """Whether subject and cue stand between commas inside what is said: ``The plan, X said, would …``."""
    tokens, start = reading.tokens, subject.whole.start
    says = set(cue.letters) & {"s", "t"}
    if not says or start < 2 or start - 1 < reading.floor or tokens[start - 1].tag != ",":
        return False
    place = past_listener(tokens, skip_adverbs(tokens, cue.after), cue.letters)
    if place + 1 >= len(tokens) or tokens[place].tag != "," or tokens[place + 1].tag in "QTG":
        return False
    return not (tokens[place + 1].form is not None and is_verb(tokens, place + 1))


def _comes_before(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """Whether the content stands before its subject and cue: ``…, X said``."""
    start = subject.whole.start
    if not set(cue.letters) & _BEFORE_CONTENT or start - 1 < reading.floor or start == 0:
        return False
    before = reading.tokens[start - 1]
    place = past_listener(reading.tokens, skip_adverbs(reading.tokens, cue.after), cue.letters)
    if place < len(reading.tokens) and reading.tokens[place].tag == "T":
        return False
    if before.tag == "Q":
        return before.text[-2:-1] in {",", "?", "!", ".", "…", "—", "-"} or closes(reading, place)
    return before.tag in ",-" and reading.has_predicate(reading.floor, start - 1) and closes(reading, place)


def closes(reading: Reading, place: int) -> bool:
    """Whether nothing that could be content follows at ``place``."""
    if place >= len(reading.tokens) or reading.tokens[place].tag in ".,;-)(":
        return True
    return reading.tokens[place].tag in "PStdGW" and content_after(reading.tokens, place, "s") is None


def _read_before(reading: Reading, cue: Cue, subject: Subject, end: int, after: int) -> None:
    """Add what stands before a cue, and a quotation that goes on after it."""
    start = reading.floor
    colons = [at for at in range(start, end) if reading.tokens[at].tag == ":"]
    if colons and reading.has_predicate(start, colons[-1]) and reading.has_predicate(colons[-1], end):
        start = colons[-1] + 1  # "He opened a second front: the firm had lied, he said."
    contents = [Stretch(start, end)]
    if reading.content(contents[0]) is None:
        return
    floor = skip_adverbs(reading.tokens, after)
    again = _goes_on(reading, floor)
    if again is not None:
        floor = clause_end(reading.tokens, again, clausal=True)
        contents.append(Stretch(again, floor))
    reading.add(subject, cue, contents, floor)


def _goes_on(reading: Reading, place: int) -> int | None:
    """Where a quotation goes on after ``“…,” X said``, perhaps after some words on where and to whom."""
    tokens = reading.tokens
    for later in range(place, min(place + 14, len(tokens))):
        if tokens[later].tag in ".;" and later + 1 < len(tokens) and tokens[later + 1].tag == "Q":
            return later + 1
        quoted = quote_start(tokens, later)
        if quoted is not None:
            return quoted
        if tokens[later].tag in "XVK":
            break
    comma = place + 1 < len(tokens) and tokens[place].tag == ","
    return place + 1 if comma and tokens[place + 1].tag in "TC" else None


def _read_passive(reading: Reading, cue: Cue) -> None:
    """``was rejected by X`` and ``is expected to …``; other passives name no source."""
    tokens = reading.tokens
    following = skip_adverbs(tokens, cue.after)
    subject = subject_before(tokens, cue.place, reading.floor)
    if subject is None or following >= len(tokens):
        return
    if tokens[following].low == "by":
        agent = subject_after(tokens, following + 1)
        if agent is not None:
            reading.add(agent, cue, (subject.whole,), agent.whole.end)
    elif cue.lemma in _IMPERSONAL and tokens[following].tag == "t":
        stop = clause_end(tokens, following, clausal=True)
        expected = Cue(cue.place, following, cue.lemma, Modality.PREDICTS, negated=cue.negated)
        reading.add(None, expected, (subject.whole, Stretch(following, stop)), stop)
