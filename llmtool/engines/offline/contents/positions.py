"""From attributions to position drafts: how much is quoted, what the speaker does, and what it is about."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from llmtool.engines.offline.contents.addressed import mentions_you, with_addressee
from llmtool.engines.offline.contents.answers import is_denial, question_reported
from llmtool.engines.offline.contents.antecedents import Said, is_no, is_pointer, takes_back, valued
from llmtool.engines.offline.contents.antecedents import resolved as meaning_of
from llmtool.engines.offline.contents.bare_figures import REACH, with_unit
from llmtool.engines.offline.contents.capitals import capitals_of
from llmtool.engines.offline.contents.claims import claim_of, content_of
from llmtool.engines.offline.contents.saying_chains import Drafted, date_of_talk
from llmtool.engines.offline.contents.saying_dates import date_of_saying
from llmtool.engines.offline.contents.stands import STANDS, takes_a_stand
from llmtool.engines.offline.contents.verb_groups import modal_of
from llmtool.engines.offline.contents.wording import in_a_row, modality_of, said_in_reply, topic_of, without_lead
from llmtool.engines.offline.cues.finite import is_clause
from llmtool.engines.offline.cues.objects import NAMING
from llmtool.engines.offline.people.articles import Articles
from llmtool.engines.offline.people.authors import UNNAMED
from llmtool.engines.offline.people.mentions import Register
from llmtool.engines.offline.people.sources import SPOKEN, Sources, may_hold
from llmtool.engines.offline.people.voices import Voice
from llmtool.engines.offline.reading import Attributed, Range
from llmtool.engines.offline.speech.label import Label
from llmtool.engines.offline.speech.senders import sender_of
from llmtool.engines.offline.text.lexicon import lexicon
from llmtool.engines.offline.text.quotes import Quote
from llmtool.engines.offline.text.tokens import Unit
from llmtool.schema import Attribution, Document, Modality, PositionDraft
from llmtool.segment import Sentence

_MOST_WORDS: Final = 45
_FEW: Final = 2
_OWN_WORDS: Final = 0.5
_THING: Final = 12
"""Words of a thing that can stand in the place of "it"."""
# "the club's opposition to any night flights": what it is about.
_STANCE_ON: Final = re.compile(
    r"^(?:(?:the )?\S+['’]s? |the |his |her |its |their )?(?:\w+ )?"
    r"(?:opposition|objections?|support|commitment|hostility) (?:to|for) "
)
# "the board to resign": somebody is to do something.
_TO_DO: Final = re.compile(r"^(?!that )(?:(?!\b(?:should|must|is|are|was|will|would|has|have)\b).)*? to [a-z]+")

_MATTERS: Final = (
    "bill|measure|law|legislation",
    "plan|proposal|scheme|project|move",
    "deal|agreement|contract|merger|sale",
    "decision|ruling|verdict|fine",
    *"offer|report|cut|tax|levy|ban|attack|closure|budget|policy".split("|"),
)
"""What people call names; the words of one row are often one thing."""
_MATTER: Final = re.compile(rf"\b(?:an?|the|its|his|her|their|this|that) (?:[a-z-]+ ){{0,2}}?({'|'.join(_MATTERS)})\b")
_ANYBODY: Final = frozenset("i you he she they we him her them us me".split())
_MARKS: Final = "\"“”„‟«»‘’‚‛'"

_DOUBLED: Final = re.compile(r"^(?:''|``)\s*|''$")

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")


class Drafting:
    """Makes the drafts of one document."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        quotes: Sequence[Quote],
        units: Sequence[Unit],
        register: Register,
        turns: Mapping[int, Label],
    ) -> None:
        self.document = document
        self.text = document.text
        self.sentences = sentences
        self.starts = [sentence.start for sentence in sentences]
        self.ends = [sentence.end for sentence in sentences]
        self.quotes = quotes
        self.quote_ends = [quote.end for quote in quotes]
        self.units = units
        self.register = register
        self.sources = Sources(document.text, units, register, turns, document.byline, sender_of(document))
        self.articles = Articles(document.text)
        self.capitals = capitals_of(document.text, units)
        self.talked_on = date_of_talk(document, {at: turn for at, turn in turns.items() if turn.until < 0})
        self.used: set[int] = set()
        self.said: list[Said] = []
        self.seen: set[tuple[str, str]] = set()
        self.contents: list[Range] = []

    def meet(self, found: Sequence[Attributed]) -> None:
        """Learn from all attributions who speaks in the document: what comes later helps to read what comes first."""
        self.contents = sorted(content for attributed in found for content in attributed.contents)
        for attributed in found:
            if attributed.head is not None:
                self.register.suggest(self.text[slice(*attributed.head)])

    def drafts(self, attributed: Attributed) -> Iterator[Drafted]:
        """The drafts of an attribution, none where it is no position. To be asked for in the order of the text."""
        attributed = self._as_answer(attributed)
        for voice in self._holders(attributed):
            for contents in self._split(attributed.contents, spoken=attributed.lemma == "label"):
                draft = self._draft(attributed, voice, contents)
                if draft is not None:
                    self.used.update(attributed.units)
                    yield Drafted(draft, attributed)

    def _as_answer(self, attributed: Attributed) -> Attributed:
        """The attribution with the question that its sentence reports, where its few words answer one."""
        if attributed.question is not None or len(attributed.contents) != 1:
            return attributed
        unit = attributed.units[0]
        asked = question_reported(self.text, attributed.contents[0], self.units[unit].start)
        return replace(attributed, question=(*asked, unit)) if asked is not None else attributed

    def _holders(self, attributed: Attributed) -> list[Voice]:
        """The voices that hold a position here."""
        if self.units[attributed.units[0]].headline and not attributed.label:
            return []  # nor is anybody in a headline meant by the pronouns below it
        voices = self.sources.voices(attributed)
        if attributed.source is not None and not voices and attributed.lemma in SPOKEN:
            self.used.update(attributed.units)  # somebody said it, so it is not the outlet's own voice
        if not self._is_position(attributed):
            return []
        return [voice for voice in voices if may_hold(voice, attributed)]

    def _is_position(self, attributed: Attributed) -> bool:
        content = " ".join(self.text[start:end] for start, end in attributed.contents)
        unit = self.units[attributed.units[0]]
        title = self.document.title or ""
        if self.text[unit.start : unit.end].strip() == title:
            return False
        return takes_a_stand(
            attributed, content, self._quoted_share(attributed.contents), self.text[slice(*attributed.cue)]
        )

    def _quoted_share(self, contents: Sequence[Range]) -> float:
        inside = total = 0
        for start, end in contents:
            total += sum(map(str.isalnum, self.text[start:end]))
            for quote in self._quotes_in(start, end):
                inside += sum(map(str.isalnum, self.text[max(start, quote.start) : min(end, quote.end)]))
        return inside / total if total else 0.0

    def _quotes_in(self, start: int, end: int) -> Iterator[Quote]:
        for place in range(bisect_right(self.quote_ends, start), len(self.quotes)):
            if self.quotes[place].start >= end:
                return
            yield self.quotes[place]

    def _split(self, contents: Sequence[Range], *, spoken: bool) -> list[tuple[Range, ...]]:
        """Long quotations by sentence, so that a position holds one claim or two."""
        pieces = [piece for content in contents for piece in self._sentences_of(content)]
        if spoken:
            pieces = [piece for piece in pieces if not self.text[slice(*piece)].rstrip('”"’ ').endswith("?")]
        groups: list[tuple[Range, ...]] = []
        words = 0
        for piece in pieces:
            count = len(_WORD.findall(self.text[slice(*piece)]))
            if groups and (words + count <= _MOST_WORDS or count < 5 or self._breaks_off(piece)):
                groups[-1] = (*groups[-1], piece)
                words += count
            else:
                groups.append((piece,))
                words = count
        return groups

    def _breaks_off(self, after: Range) -> bool:
        """Whether a sentence only goes on here after its cue: ``“By closing it,” she said, “we win”``."""
        return self.text[slice(*after)].lstrip(_MARKS + " ")[:1].islower()

    def _sentences_of(self, content: Range) -> Iterator[Range]:
        first = bisect_right(self.starts, content[0]) - 1
        for place in range(max(first, 0), len(self.sentences)):
            start, end = max(content[0], self.starts[place]), min(content[1], self.ends[place])
            if self.starts[place] >= content[1]:
                return
            if start < end and any(char.isalnum() for char in self.text[start:end]):
                yield start, end

    def _draft(self, attributed: Attributed, voice: Voice, contents: tuple[Range, ...]) -> PositionDraft | None:
        quotes = tuple(filter(None, (self._bare(content) for content in contents)))
        shown = self._meant(attributed, voice, quotes, contents)
        if shown is None:
            return None  # nobody could tell what "denied it" is about
        if not quotes or (voice.name.casefold(), key := " ".join(quotes).casefold()) in self.seen:
            return None
        self.seen.add((voice.name.casefold(), key))
        voice = self.articles.given_to(voice)
        share = self._quoted_share(contents)
        kind = Attribution.DIRECT if share > 0.95 else Attribution.MIXED if share > 0.0 else Attribution.INDIRECT
        if attributed.lemma in {"label", "block"} and kind is Attribution.INDIRECT:
            kind = Attribution.DIRECT  # a transcript has the speaker's own words
        # "That is untrue" needs no question where it is told what is untrue.
        asked = attributed.question if shown[0] == quotes[0] else None
        attributed = replace(attributed, question=asked)
        question = self.text[asked[0] : asked[1]] if asked else ""
        told = shown if kind is Attribution.DIRECT else self._with_units(shown, contents)
        if attributed.lemma == "label":
            told = tuple(map(without_lead, told))
        if mentions_you(in_a_row(told)) and kind is not Attribution.DIRECT and self.sources.asks(attributed):
            addressee = self.sources.addressee(attributed)
            if addressee is None:
                return None  # nobody could tell who "you" is
            told = tuple(with_addressee(each, addressee) for each in told)
        claim = claim_of(
            attributed,
            voice,
            told,
            self.text[slice(*attributed.cue)],
            self.capitals,
            spoken=kind is Attribution.DIRECT,
            question=question,
            listener=self.text[attributed.cue[1] : contents[0][0]].strip(),
        )
        modality = modality_of(attributed, in_a_row(quotes))
        self._remember(attributed, voice, shown, modality)
        quotes = self._with_cue(attributed, contents, quotes)
        if asked is not None and len(contents) == 1 and len(quotes[0].split()) < 5:
            modality = Modality.DENIES if is_denial(quotes) else modality
            quotes = (*filter(None, [self._bare(asked[:2])]), *quotes)
            contents = (asked[:2], *contents)
        numbers = sorted({number for content in contents for number in self._numbers(content)})
        content = " ".join(quotes)
        return PositionDraft(
            speaker=voice.name if voice.name != UNNAMED else None,
            role=voice.role if voice.kind == "person" else None,
            party=voice.party,
            topic=topic_of(content, voice.name),
            claim=claim,
            modality=modality,
            attribution=kind,
            said_on=self._said_on(attributed),
            sentences=tuple(numbers),
            quotes=said_in_reply(quotes, attributed),
        )

    def _meant(
        self, attributed: Attributed, voice: Voice, quotes: tuple[str, ...], contents: tuple[Range, ...]
    ) -> tuple[str, ...] | None:
        """The words with what they point to spelled out; None where they say nothing without it."""
        lemma, unit = attributed.lemma, attributed.units[0]
        if not quotes:
            return quotes
        if len(quotes) == 1 and quotes[0].casefold() in _ANYBODY:
            return None  # "they were ordered by her office"
        if is_no(quotes[0]):
            meant = meaning_of(quotes[0], lemma, voice, self.said, unit)
            if attributed.question is not None and (meant is None or mentions_you(meant)):
                return quotes
            return (meant, *quotes[1:]) if meant is not None else quotes[1:] or None
        if len(quotes) == 1 and (is_pointer(quotes[0], lemma) or takes_back(quotes[0])):
            meant = meaning_of(quotes[0], lemma, voice, self.said, unit)
            return None if meant is None and " " not in quotes[0] else (meant or quotes[0],)
        if (whole := valued(quotes[0], lemma, self.said, unit)) is not None:
            return (whole, *quotes[1:])
        if (thing := self._thing_named(attributed, voice, quotes)) is not None:
            return (thing, *quotes[1:])
        if lemma in NAMING and len(quotes) > 1 and not quotes[1][:1].isupper():
            return (" ".join((quotes[0], *(self.text[slice(*content)].strip() for content in contents[1:]))),)
        return quotes

    def _thing_named(self, attributed: Attributed, voice: Voice, quotes: tuple[str, ...]) -> str | None:
        """``calling it “absurd”`` with the thing that the same speaker has just rejected or praised."""
        last = self.said[-1] if self.said else None
        if attributed.lemma not in NAMING:
            return None
        if last is None or last.voice.name != voice.name:
            return self._matter_before(attributed, quotes)
        if last.unit != attributed.units[0] or last.clause or not quotes or not quotes[0].startswith("it "):
            return None
        thing = _STANCE_ON.sub("", last.content)
        plain = re.match(r"(?:the|an?|any|his|her|its|their|this|that)\b|[a-z]+s\b", thing)
        return f"{thing} {quotes[0][3:]}" if plain and len(thing.split()) <= _THING else None

    def _matter_before(self, attributed: Attributed, quotes: tuple[str, ...]) -> str | None:
        """``called it “absurd”`` with the one bill, plan or ruling that the paragraph has been about."""
        if not quotes or not quotes[0].startswith("it "):
            return None
        start = self.units[attributed.units[0]].start
        paragraph = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        matters = [match[1] for match in _MATTER.finditer(paragraph)]
        kinds = {row for row in _MATTERS for matter in matters if matter in row.split("|")}
        return f"the {matters[0]} {quotes[0][3:]}" if len(kinds) == 1 else None

    def _with_units(self, words: tuple[str, ...], contents: tuple[Range, ...]) -> tuple[str, ...]:
        """The words with what a bare figure counts: ``420 cubic metres``, where the paper had the metres before."""
        before = self.text[max(contents[0][0] - REACH, 0) : contents[0][0]]
        return tuple(with_unit(each, before) for each in words)

    def _remember(self, attributed: Attributed, voice: Voice, quotes: Sequence[str], modality: Modality) -> None:
        """Keep what was said for those who answer "that claim"."""
        unit = self.units[attributed.units[-1]]
        start = attributed.contents[0][0]
        at = next((at for at, token in enumerate(unit.tokens) if token.start >= start), None)
        words = content_of(quotes, voice, self.capitals)
        if at is not None and words is not None:
            frames = lexicon().cues.get(attributed.lemma, ())
            clausal = not frames or any(set("sbt") & set(frame.letters) for frame in frames)
            clause = unit.tokens[at].tag == "Q" or unit.tokens[at].tag == "T" or is_clause(unit.tokens, at)
            clause = clausal and clause and not (modality is Modality.DEMANDS and _TO_DO.search(words))
            direct = self._quoted_share(attributed.contents) > _OWN_WORDS
            unit_at = attributed.units[-1]
            words = f"{attributed.link} {words}".strip()
            self.said.append(Said(voice, words, modality, unit_at, clause, attributed.lemma, direct=direct))

    def _with_cue(
        self, attributed: Attributed, contents: tuple[Range, ...], quotes: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Words with their cue where alone they say little or too much: ``rejected …``, ``may accept …``."""
        cue, content = attributed.cue, contents[0]
        alone = len(contents) == 1 or contents[1][1] < cue[0]  # a condition may stand before the subject
        near = alone and cue[1] <= content[0] <= cue[1] + 20 and not attributed.label
        said = quotes[0].startswith("that ") or self._quoted_share(contents) > _OWN_WORDS
        stands = attributed.lemma in STANDS | {"accept"} or (
            attributed.modality is Modality.DENIES and "s" not in attributed.letters
        )
        more = stands or attributed.negated or modal_of(attributed.helpers) or "to" in attributed.helpers
        changed = more and not said and not attributed.nominal
        if not near or attributed.question or (len(quotes[0].split()) > _FEW and not changed):
            return quotes
        start = attributed.group if 0 <= attributed.group < cue[0] else cue[0]
        words = self.text[start : content[1]].strip()
        return quotes if "\n" in words else (words, *quotes[1:])

    def _bare(self, content: Range) -> str:
        """The words of a content without white space and quotation marks that hold all of it."""
        words = _DOUBLED.sub("", self.text[slice(*content)].strip())
        if len(words) > 1 and words[0] in _MARKS and not any(mark in words[1:-1] for mark in '“”"«»„'):
            words = words[1:]
        if words and words[-1] in _MARKS and not any(mark in words[:-1] for mark in '“”"«»„'):
            words = words[:-1]
        return words.strip()

    def _numbers(self, content: Range) -> Iterator[int]:
        place = max(bisect_right(self.starts, content[0]) - 1, 0)
        while place < len(self.sentences) and self.starts[place] < content[1]:
            if self.ends[place] > content[0]:
                yield self.sentences[place].number
            place += 1

    def _said_on(self, attributed: Attributed) -> dt.date | None:
        """The date that the sentence gives for the saying: outside the content."""
        published = self.document.published
        unit = self.units[attributed.units[0]]
        found = date_of_saying(self.text, unit, attributed, published, self.contents) if published else None
        return self.talked_on if found is None and attributed.lemma == "label" else found
