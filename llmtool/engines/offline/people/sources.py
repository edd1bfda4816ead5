"""Who is behind an attribution: the voices that its source stands for, and whether they can hold a position."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.cues.noun_phrases import voices
from llmtool.engines.offline.people.authors import author_of
from llmtool.engines.offline.people.holders import BODIES
from llmtool.engines.offline.people.joined import joined
from llmtool.engines.offline.people.mentions import Register
from llmtool.engines.offline.people.pronouns import pronoun
from llmtool.engines.offline.people.roles import bare
from llmtool.engines.offline.people.voices import PHRASE_END, Voice, is_share
from llmtool.engines.offline.reading import Attributed
from llmtool.engines.offline.speech.free_indirect import told_of
from llmtool.engines.offline.speech.label import Label
from llmtool.engines.offline.speech.transcript import QUESTIONERS
from llmtool.engines.offline.text.lexicon import lexicon
from llmtool.engines.offline.text.tokens import Unit
from llmtool.schema import Modality

_ITS: Final = re.compile(r"(?:that\s+)?it (?:has|had|did|does|will|plans|expects|would) (?!be\b|been\b)", re.IGNORECASE)
# What nobody but a speaker does, whatever the dictionary knows of its subject ("the coastguard said").
SPOKEN: Final = frozenset("say add tell announce deny insist warn state confirm according".split())
# What only somebody with a will does, whatever the noun: "his ex-wife contended that …".
_MEANT: Final = frozenset(
    """claim believe think want seek intend endorse argue contend allege assert accuse blame criticise criticize condemn
    denounce praise complain worry hope fear urge vow pledge refuse reject oppose demand agree acknowledge concede
    admit testify write explain reply respond call doubt maintain hold reiterate reckon retort counter declare remark
    concur position stance""".split()
)
# What a letter, an article or an advertisement does beside saying something.
ARGUES: Final = frozenset(
    """call criticise criticize condemn denounce attack blame accuse fault slam blast praise hail commend laud mock
    ridicule reject dispute contradict refute rebut dismiss oppose support endorse urge demand advocate recommend
    challenge question warn reference describe seek""".split()
)
_EACH_OTHER: Final = re.compile(r"\b(?:each other|one another)\b")
_SHORT: Final = 4
_PRONOUNS: Final = frozenset("he she it they his her its their him them".split())
_NOBODY: Final = frozenset(
    "i we you who which that this these those one none what there some many all others another".split()
)


_ANSWERS: Final = frozenset({"a", "answer", ""})
_NONE: Final = frozenset("your my our no none nobody neither few".split())


class Sources:
    """The sources of one document's attributions, resolved in order."""

    def __init__(
        self,
        text: str,
        units: Sequence[Unit],
        register: Register,
        turns: Mapping[int, Label],
        byline: str | None = None,
        sender: str | None = None,
    ) -> None:
        """``turns`` are the labels of a transcript by unit, else empty; ``byline`` may name the author.

        ``sender`` is the body whose paper it is, which answers its own questions.
        """
        self._sender = sender
        self._text = text
        self.author = None if turns else author_of(units, byline)
        self._units = units
        self._register = register
        self._askers: set[str] = set()
        # Nobody says "he" of himself, and the outlet's own people are not meant.
        self._starts = list(turns)
        self._turns = turns
        self._speakers = [register.labelled(text[label.start : label.end]) for label in turns.values()]
        voiced = zip(self._speakers, turns.values(), strict=True)
        self._outlet = {name for name, label in voiced if label.voice == "outlet"}

    def voices(self, attributed: Attributed) -> tuple[Voice, ...]:
        """The voices behind an attribution; those heard are remembered for pronouns and for who answers a question."""
        if attributed.source is None or attributed.head is None:
            return ()
        head = self._text[slice(*attributed.head)]
        low = head.casefold()
        if low in _PRONOUNS:
            return self._of_pronoun(attributed, low)
        if low == "i" and self.author is not None and _holds_now(self._text[slice(*attributed.cue)], attributed.lemma):
            return (self.author,)
        if low in _NOBODY or low.partition(" ")[0] in _NONE:
            return ()
        found = self._labelled(attributed, head) if attributed.lemma == "label" else self._named(attributed, head)
        if attributed.lemma == "label" and self._text[slice(*attributed.contents[0])].rstrip().endswith("?"):
            self._askers |= {voice.name for voice in found}
        return found

    def asks(self, attributed: Attributed) -> bool:
        """Whether an attribution stands in an outlet's turn of a talk."""
        at = bisect_right(self._starts, attributed.units[0])
        return at > 0 and self._turns[self._starts[at - 1]].voice == "outlet"

    def addressee(self, attributed: Attributed) -> Voice | None:
        """Whom an outlet's turn in a talk speaks to: the one who answers next."""
        later = self._starts[bisect_right(self._starts, attributed.units[0]) :]
        answer = next((self._turns[start] for start in later if self._turns[start].voice != "outlet"), None)
        if answer is None:
            return None
        span = (answer.start, answer.end)
        head = self._text[slice(*span)]
        asked = Attributed(span, span, span, (span,), "label", Modality.ASSERTS, attributed.units, label=True)
        heard = self._register.heard.get(self._register.labelled(head)) if head else None
        found = (heard,) if heard is not None else self._labelled(asked, head)
        return found[0] if found else None

    def _of_pronoun(self, attributed: Attributed, low: str) -> tuple[Voice, ...]:
        place = attributed.units[0]
        paragraph = self._units[place].paragraph
        at = bisect_right(self._starts, place)
        self._register.speaking = self._outlet | {self._speakers[at - 1]} if at else self._outlet
        near = self._units[max(place - 3, 0) : place + 1]
        starts = [other.start for other in near if other.paragraph == paragraph]
        before = attributed.head[0] if attributed.head else 0
        found = pronoun(self._register, low, before, paragraph, starts)
        if found is None and low == "it":
            return self._of_sentence_before(place, attributed)
        return (found,) if found else ()

    def _of_sentence_before(self, place: int, attributed: Attributed) -> tuple[Voice, ...]:
        """What the sentence before an "it" is about: ``Tunnel operator Subvia has replied. It says …``."""
        before = self._units[place - 1] if place else None
        about = told_of(before, place - 1) if before and before.paragraph == self._units[place].paragraph else None
        if about is None or about.head is None:
            return ()
        head = self._text[slice(*about.head)]
        if BODIES.isdisjoint(head.casefold().split()) and not (head.isupper() and len(head) > 1):
            return ()  # "Ann Ray has written a book. It says …"
        self._register.take_for_body(_name_at_end(head))
        found = self._named(replace(about, contents=attributed.contents), head)
        return tuple(voice for voice in found if voice.kind == "body")

    def _labelled(self, attributed: Attributed, head: str) -> tuple[Voice, ...]:
        """Who has the turn that a label opens: ``MR RENN``, ``Ann Ray, reporter``, ``A``."""
        low = head.casefold()
        head = re.sub(r"\s*\([^)]*\)", "", head) or head
        head = head.title() if head.isupper() and len(head) > 3 and len(head.split()) == 1 else head
        head, _, role = head.partition(",")
        if bare(role.split()[-1] if role.split() else "") in QUESTIONERS:
            return ()
        if low in QUESTIONERS | _ANSWERS:
            unnamed = all(
                self._text[label.start : label.end].casefold() in QUESTIONERS | _ANSWERS
                for label in self._turns.values()
            )
            if unnamed and self._sender and low in _ANSWERS:
                return (self._register.hear(Voice(self._sender, "body", None, self._sender), -1),)
            first = min((label.start for label in self._turns.values() if unnamed), default=0)
            answering = self._register.answering(self._askers, first) if low in _ANSWERS else None
            return (answering,) if answering else ()
        return self._named(attributed, head)

    def _named(self, attributed: Attributed, head: str) -> tuple[Voice, ...]:
        whole = self._text[slice(*attributed.source)] if attributed.source else head
        if not joined(self._register, head):
            head = head.partition(",")[0]  # a label has its apposition: "Mayor of Tarn, Ann Ray: …"
        if _ITS.match(self._text[slice(*attributed.contents[0])]):
            self._register.take_for_body(head)
        at = attributed.head[0] if attributed.head else 0
        paragraph = self._units[attributed.units[0]].paragraph
        found = voices(self._register, head, whole if whole.startswith(head) else head, paragraph, at)
        mutual = any(_EACH_OTHER.search(self._text, *content) for content in attributed.contents)
        return () if mutual and len(found) > 1 else found  # "X and Y blamed each other": neither holds both


def _name_at_end(head: str) -> str:
    """The name that a noun phrase ends with: ``tunnel operator [Subvia Link]``."""
    words = head.split()
    first = next((at for at in range(len(words) - 1, -1, -1) if not words[at][:1].isupper()), -1)
    return " ".join(words[first + 1 :])


def _holds_now(cue: str, lemma: str) -> bool:
    """Whether "I" holds it as it writes ("I believe", "I am convinced"), and does not tell what it once said."""
    return lemma not in SPOKEN | {"write", "know"} and cue.casefold().split()[0] in {lemma, "am", "’m", "'m"}


def may_hold(voice: Voice, attributed: Attributed) -> bool:
    """Whether such a source can hold a position: things cannot, documents only say."""
    if attributed.lemma == "show" and voice.kind == "person":
        return False
    if attributed.lemma == "block" and not (voice.kind == "person" and " " in voice.name):
        return False
    if voice.kind == "thing" and (is_share(voice.name) or voice.name[:1].isdigit()):
        return False  # "165 million tonnes, which tells you much"
    if voice.kind == "thing":
        return attributed.lemma in SPOKEN | _MEANT and len(PHRASE_END.split(voice.name)[0].split()) <= _SHORT
    if voice.kind == "document" and re.match(r"(?:[Ss]ome |[Ss]everal |[Ee]arlier )?[Rr]eports\b", voice.name):
        return False  # "reports from the town say" has nobody behind it
    if voice.kind == "document":
        frames = lexicon().cues.get(attributed.lemma, ())
        estimates = attributed.lemma.endswith((" at", " as")) or attributed.lemma in {"according", "speak"} | ARGUES
        return estimates or any(set("sbq") & set(frame.letters) for frame in frames)
    return True
