"""Reading one unit from left to right: what is found so far, and who speaks where a cue names nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llmtool.engines.offline.cues.phrases import Stretch
from llmtool.engines.offline.cues.relatives import antecedent
from llmtool.engines.offline.cues.subjects import Subject, skip_left, subject_before
from llmtool.engines.offline.text.forms import is_verb
from llmtool.engines.offline.text.lexicon import BE
from llmtool.engines.offline.text.tokens import Token, Unit
from llmtool.schema import Modality

Range = tuple[int, int]


@dataclass(frozen=True)
class Attributed:
    """An attribution in code points of the document. ``source`` is the whole noun phrase, ``head`` its core.

    The head of a relative pronoun is what it stands for. A source of ``None`` is an unnamed voice (``is expected to``).
    ``units`` are indices of the units it draws on.
    """

    source: Range | None
    head: Range | None
    cue: Range
    contents: tuple[Range, ...]
    lemma: str
    modality: Modality
    units: tuple[int, ...]
    negated: bool = False
    nominal: bool = False
    label: bool = False
    letters: str = ""
    """The cue's frame letters, see cues.txt."""
    noun: str = ""
    """The noun that takes up what was said before ("an offer they turned down")."""
    link: str = ""
    """Words that lead from the cue over to what a list below it says ("that", "to")."""
    helpers: tuple[str, ...] = ()
    """The auxiliaries and negations of a verb's group before the cue, in small letters ("will not")."""
    group: int = -1
    """The offset at which that group starts; that of the cue where it is -1."""
    kind: str = ""
    """The form of a cue verb in the document, see ``Form``."""
    question: tuple[int, int, int] | None = None
    """Start, end and unit of the question that a spoken answer needs to be understood."""


@dataclass(frozen=True)
class Cue:
    """A cue at ``place``; what follows it begins at ``after``. ``letters`` are its frames, ``kind`` its form."""

    place: int
    after: int
    lemma: str
    modality: Modality
    letters: str = "n"
    kind: str = ""
    negated: bool = False
    nominal: bool = False
    noun: str = ""
    helpers: tuple[str, ...] = ()
    group: int = -1


class Reading:
    """One unit while it is read; ``floor`` is the first token that no attribution has taken yet."""

    def __init__(self, unit: Unit, index: int, label: Attributed | None = None, floor: int = 0) -> None:
        self.tokens = unit.tokens
        self.index = index
        self.floor = floor or _after_dateline(unit.tokens)
        self.found: list[Attributed] = []
        self.pending: Attributed | None = None
        self.label = label

    def range(self, stretch: Stretch) -> Range:
        """The offsets of a stretch of tokens."""
        return self.tokens[stretch.start].start, self.tokens[stretch.end - 1].end

    def content(self, stretch: Stretch) -> Range | None:
        """The offsets of a content without the marks around it."""
        start, end = stretch
        while start < end and self.tokens[start].tag in ",.;:-)":
            start += 1
        while end > start and self.tokens[end - 1].tag in ",;:-(":
            end -= 1
        return self.range(Stretch(start, end)) if start < end else None

    def add(self, subject: Subject | Attributed | None, cue: Cue, contents: Sequence[Stretch], floor: int) -> bool:
        """Keep an attribution that has content, and go on at ``floor``; one before a colon waits for the next unit."""
        ranges = tuple(found for found in map(self.content, contents) if found)
        source: Range | None = None
        head: Range | None = None
        if isinstance(subject, Attributed):
            source, head = subject.source, subject.head
        elif subject is not None:
            source, head = self.range(subject.whole), self.range(subject.head)
            if self.tokens[subject.head.start].tag in "WT" and subject.head.end - subject.head.start == 1:
                named = antecedent(self.tokens, subject.head.start)
                head = self.range(named) if named else head
        made = Attributed(
            source=source,
            head=head,
            cue=self.range(Stretch(cue.place, max(cue.after, cue.place + 1))),
            contents=ranges,
            lemma=cue.lemma,
            modality=cue.modality,
            units=(self.index,),
            negated=cue.negated,
            nominal=cue.nominal,
            letters=cue.letters,
            noun=cue.noun,
            helpers=cue.helpers,
            group=self.tokens[cue.group].start if cue.group >= 0 else -1,
            kind=cue.kind,
        )
        if ranges:
            self.found.append(made)
            self.floor = floor
        elif self.tokens[-1].tag == ":":
            self.pending = made
        return bool(ranges)

    def carried(self, place: int) -> Subject | Attributed | None:
        """The subject of an earlier cue of this unit, else that of its first verb, if may be one in the active."""
        end = self._end_of_main(place)
        if end == place and self.found and self.found[-1].source is not None:
            return self.found[-1]
        if self.label is not None:
            return self.label
        first = None
        for earlier in range(end):
            token = self.tokens[earlier]
            if token.tag == "E" and earlier and self.tokens[earlier - 1].tag in "Dp" and self._before_noun(earlier):
                continue  # "Ray in a televised speech seemed to blame them"
            if token.tag in "XVvE" or (token.tag == "K" and is_verb(self.tokens, earlier)):
                subject = subject_before(self.tokens, earlier, 0)
                if subject is not None and self.tokens[subject.whole.start].low == "whose":
                    continue
                if subject is not None and not self._is_passive(earlier):
                    return subject
                first = first or subject
        return first

    def _before_noun(self, place: int) -> bool:
        return place + 1 < len(self.tokens) and self.tokens[place + 1].tag in "nNK"

    def _end_of_main(self, place: int) -> int:
        """Where the main clause ends whose verb "and" goes on with: ``Ray was angry [when X left], and said …``."""
        group = skip_left(self.tokens, place)
        said = self.found[-1].source if self.found else None
        if said is None or group < 2 or self.tokens[group - 1].tag != "C" or self.tokens[group - 2].tag != ",":
            return place
        link = next((at for at in range(group - 1, 0, -1) if self.tokens[at].end < said[0]), 0)
        after = self.tokens[link].tag == "S" and any(token.tag in "XVvE" for token in self.tokens[:link])
        return link if after else place

    def _is_passive(self, place: int) -> bool:
        """Whether the verb group at ``place`` is one of what is done to its subject: ``was thrown out``."""
        first = skip_left(self.tokens, place)
        verb = next((token for token in self.tokens[place : place + 4] if token.tag not in "XA"), None)
        helped = any(token.low in BE for token in self.tokens[first : place + 1])
        return helped and verb is not None and verb.tag in "EVK" and not verb.low.endswith("ing")

    def has_predicate(self, start: int, end: int) -> bool:
        """Whether a verb, or a quotation that may hold one, stands between two places."""
        return any(token.tag in "XVvKEQ" for token in self.tokens[start:end])


def _after_dateline(tokens: Sequence[Token]) -> int:
    """The first token after ``LONDON, 3 May (Agency) —``."""
    if not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return 0
    for at, token in enumerate(tokens[:16]):
        if token.tag == "-" and (token.text != "-" or (at and tokens[at - 1].end < token.start)):
            return at + 1
    return 0
