"""Cue verbs whose object stands before them: relative clauses, nouns that take up what was said, and passives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.cues.frames import frame_of
from llmtool.engines.offline.cues.phrases import Stretch, phrase_before
from llmtool.engines.offline.cues.relatives import antecedent
from llmtool.engines.offline.cues.starts import skip_adverbs
from llmtool.engines.offline.cues.subjects import Subject, subject_after, subject_before
from llmtool.engines.offline.reading import Cue, Reading
from llmtool.engines.offline.text.borders import clause_end
from llmtool.engines.offline.text.clauses import closes, content_after
from llmtool.engines.offline.text.forms import TAKEN_UP, is_ing, is_verb
from llmtool.engines.offline.text.lexicon import PARTS_OF_TIME
from llmtool.engines.offline.text.tokens import Token
from llmtool.schema import Modality

_FAR: Final = 12
_NEAR: Final = 5
NAMING: Final = frozenset("call describe brand dub term deem consider".split())
IMPERSONAL: Final = frozenset("expect believe understand think say report know suppose estimate".split())


# What follows the one who accuses or describes: "was accused by the union of lying".
_AFTER_AGENT: Final = {
    **dict.fromkeys("accuse suspect".split(), frozenset({"of"})),
    **dict.fromkeys("describe portray depict view see regard".split(), frozenset({"as"})),
    **dict.fromkeys("criticise criticize condemn denounce".split(), frozenset({"as", "for"})),
    **dict.fromkeys("blame fault praise rebuke".split(), frozenset({"for"})),
    **dict.fromkeys("urge tell order ask expect".split(), frozenset({"to"})),
}


def read_object_relative(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """``the plan, which X has called “an insult”, …`` and ``the offer that X rejected``: the object stands before."""
    tokens = reading.tokens
    relative = subject.whole.start - 1
    if relative < 1 or "n" not in cue.letters or "s" in cue.letters:
        return False
    if "v" in cue.letters and cue.after < len(tokens) and tokens[cue.after].tag == "t":
        return False  # "one of the reasons that X refuses to …"
    which = tokens[relative].low == "which" or (tokens[relative].tag == "T" and tokens[relative - 1].tag in "nNK")
    named = antecedent(tokens, relative) if which else None
    if named is None or named.end < reading.floor or tokens[named.end - 1].tag not in "nNKp":
        return False
    if tokens[named.start].low in {"a", "an"} and tokens[named.end - 1].low in TAKEN_UP:
        return False  # "…, a claim that X disputes": what was said before
    names = cue.lemma in NAMING and cue.after < len(tokens) and tokens[cue.after].low == "as"
    if not names and (closes(tokens, cue.after) or tokens[cue.after].tag in "XVvE"):
        return reading.add(subject, cue, (named,), cue.after)
    if cue.lemma not in NAMING:
        return False
    end = cue.after + 1
    while end < len(tokens) and tokens[end - 1].tag != "Q" and tokens[end].tag not in ",.;-":
        end += 1
    return reading.add(subject, cue, (named, Stretch(cue.after, end)), end)


def read_of_named(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """``A resident who opposes the mine, [Ann Ray], said …``: the name after a relative clause."""
    tokens, start = reading.tokens, subject.whole.start
    if tokens[start].low != "who" or start < 1 or tokens[start - 1].tag not in "nK":
        return False
    comma = next((at for at in range(cue.after, len(tokens)) if tokens[at].tag not in "DNnp#PAtG"), len(tokens))
    end = next((at for at in range(comma + 1, len(tokens)) if tokens[at].tag != "N"), len(tokens))
    if end - comma <= 2 or end + 1 >= len(tokens) or tokens[comma].tag != "," or tokens[end].tag != ",":
        return False
    if not (tokens[end + 1].tag in "XVvE" or is_verb(tokens, end + 1)):
        return False
    content, name = content_after(tokens[:comma], cue.after, cue.letters, cue.kind), Stretch(comma + 1, end)
    if content is not None:
        reading.add(Subject(name, name), cue, (content,), reading.floor)
    return True


def _agent(tokens: Sequence[Token], place: int) -> Subject | None:
    """``called [a fraud] by fellow doctors``: who does so, after a noun phrase or a quotation."""
    for by in range(place + 1, min(place + _FAR, len(tokens) - 1)):
        if tokens[by].low == "by":
            return subject_after(tokens, by + 1)
        if tokens[by].tag not in "DNnQ#AGEP-":
            return None
    return None


def read_gap(reading: Reading, cue: Cue, subject: Subject) -> None:
    """``…, a condition that X has rejected``: the object stands before its subject, for what was said before it."""
    tokens = reading.tokens
    start, end = subject.whole
    if start and tokens[start - 1].tag == "T":
        start -= 3  # "a demand that X has refused"
    elif start > 2 and tokens[start].low in {"he", "she"} and tokens[start - 1].low in TAKEN_UP:
        start -= 2  # "an offer she turned down"; "they" and "it" may be anybody
    elif end - start > 2:
        subject = Subject(Stretch(start + 2, end), Stretch(start + 2, end))
    if "n" not in cue.letters or start < 1 or not closes(tokens, cue.after) or tokens[start - 1].tag not in ",-":
        return
    if tokens[start].low not in {"a", "an", "the"} or tokens[start + 1].low not in TAKEN_UP:
        return
    last = reading.found[-1] if reading.found else None
    opens = last.contents[0][0] if last is not None else 0
    first = max((at for at, token in enumerate(tokens) if last is not None and token.start == opens), default=0)
    if last is not None and last.lemma == "accuse":
        first = next((at for at in range(first, start - 1) if tokens[at].low == "of"), first)
    cue = replace(cue, noun=tokens[start + 1].low)
    reading.add(subject, cue, (Stretch(first, start - 1),), cue.after)


def read_taken_up_by(reading: Reading, cue: Cue, subject: Subject) -> bool:
    """``…, a demand backed by X``: what was said before it is what X answers."""
    tokens, (start, end) = reading.tokens, subject.whole
    last = reading.found[-1] if reading.found else None
    if (
        last is None
        or end - start != 2
        or tokens[start].low not in {"a", "an"}
        or tokens[start + 1].low not in TAKEN_UP
    ):
        return False
    agent = subject_after(tokens, cue.after + 1) if tokens[min(cue.after, len(tokens) - 1)].low == "by" else None
    first = next((at for at, token in enumerate(tokens) if token.start == last.contents[0][0]), None)
    if agent is None or first is None or "n" not in cue.letters or first >= start - 1:
        return False
    named = replace(cue, noun=tokens[start + 1].low)
    return reading.add(agent, named, (Stretch(first, start - 1),), agent.whole.end)


def takes_up(tokens: Sequence[Token], phrase: Stretch) -> bool:
    """Whether a noun for what was said stands before a name: ``an allegation Estmark [denies]``."""
    start, end = phrase
    return end - start > 2 and tokens[start].low in {"a", "an"} and tokens[start + 1].low in TAKEN_UP


def _with_infinitives(tokens: Sequence[Token], phrase: Stretch, floor: int) -> Stretch:
    """The whole of ``[calls to set up a panel to look into] the killings``, which were rejected."""
    start = phrase.start
    while start - 1 > floor:
        to = next((at for at in range(start - 1, max(start - _NEAR, floor), -1) if tokens[at].tag == "t"), None)
        between = "" if to is None else "".join(token.tag for token in tokens[to + 1 : start])
        if to is None or not re.fullmatch("(?:A?[vKn][PA]?)?", between):
            break
        plain = Stretch(to - 1, to) if tokens[to - 1].tag == "K" else None  # "calls"
        noun = phrase_before(tokens, to, floor) or plain
        if noun is None:
            break
        start = noun.start
    return Stretch(start, phrase.end)


def read_passive(reading: Reading, cue: Cue) -> None:
    """``was rejected by X`` and ``is expected to …``; other passives name no source."""
    tokens = reading.tokens
    following = skip_adverbs(tokens, cue.after)
    subject = subject_before(tokens, cue.place, reading.floor)
    if subject is None or following >= len(tokens) or read_quoted(reading, cue, subject):
        return
    if tokens[following].low == "by":
        agent = subject_after(tokens, following + 1)
        if agent is not None and not _is_time(tokens, agent):
            end = agent.whole.end
            goes_on = end < len(tokens) and tokens[end].low in _AFTER_AGENT.get(cue.lemma, ())
            stop = clause_end(tokens, end, clausal=False) if goes_on else end
            done_to = _with_infinitives(tokens, subject.whole, reading.floor)
            contents = (done_to, Stretch(end, stop)) if goes_on else (done_to,)
            reading.add(agent, cue, contents, stop)
    elif cue.lemma in NAMING and (agent := _agent(tokens, following)) is not None:
        predicate = Stretch(following, agent.whole.start - 1)
        reading.add(agent, cue, (subject.whole, predicate), agent.whole.end)
    elif cue.lemma in IMPERSONAL and tokens[following].tag == "t":
        stop = clause_end(tokens, following, clausal=True)
        expected = Cue(cue.place, following, cue.lemma, Modality.PREDICTS, negated=cue.negated)
        # "The state, which is expected to take a stake, hopes …" goes on with the state
        floor = reading.floor if tokens[subject.head.start].tag == "W" else stop
        reading.add(None, expected, (subject.whole, Stretch(following, stop)), floor)


def _is_time(tokens: Sequence[Token], agent: Subject) -> bool:
    """Whether "by" tells till when, not by whom: ``agreed by [the end of the year]``."""
    words = [token.low for token in tokens[agent.head.start : agent.head.end]]
    return words[-1] in PARTS_OF_TIME or any(word in {"end", "start", "middle"} for word in words[:2])


def read_quoted(reading: Reading, cue: Cue, subject: Subject | None = None) -> bool:
    """``Voss was quoted by the agency Tass [as saying] that …``, ``the paper quoted Voss as saying …``: Voss's words.

    ``subject`` is who is quoted, in the passive; else it is the object.
    """
    tokens = reading.tokens
    if cue.lemma not in {"quote", "cite", "report"}:
        return False
    near = range(cue.after, min(cue.after + _FAR, len(tokens) - 2))
    link = next((at for at in near if tokens[at].low == "as" and is_ing(tokens[at + 1])), None)
    speaker = subject or (subject_after(tokens, cue.after) if link is not None else None)
    if link is None or speaker is None or any(token.tag in ",.;:" for token in tokens[cue.after : link]):
        return False
    framed = frame_of(tokens, link + 1)
    form = tokens[link + 1].form
    if framed is None or form is None:
        return False
    frame, after = framed
    content = content_after(tokens, after, frame.letters, "ing")
    if content is None:
        return False
    says = Cue(link + 1, after, form.lemma, frame.modality, frame.letters, "ing")
    return reading.add(speaker, says, (content,), content.end)
