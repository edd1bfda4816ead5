"""Which mentions are one speaker: by names, sides and offices, by the parties file and by an engine's proposal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from llmtool.align.parties.countries import words_of
from llmtool.align.parties.evidence import Evidence
from llmtool.align.parties.given import Given, form_of, given_speakers
from llmtool.align.parties.people.names import person
from llmtool.align.parties.people.offices import join_offices
from llmtool.align.parties.people.persons import Mention
from llmtool.align.parties.people.spelling import fold
from llmtool.align.parties.people.voices import Voice, is_indefinite, role_key, voices
from llmtool.align.parties.sides import Side, strip_determiner
from llmtool.align.parties.ties.readings import Reader, plain
from llmtool.align.parties.votes import Votes
from llmtool.align.rules import PartyRules
from llmtool.drafts import AlignmentDraft
from llmtool.schema import PartyKind


class Groups:
    """Groups the mentions of a comparison into speakers, and tells the side that most of the evidence is for.

    ``canonical`` has for each side as read the side that stands for it.
    """

    def __init__(
        self, read: Evidence, reader: Reader, canonical: dict[Side, Side], rules: PartyRules, draft: AlignmentDraft
    ) -> None:
        self.read = read
        self.reader = reader
        self.canonical = canonical
        self.rules = rules
        self.draft = draft

    def _told(self, mention: Mention) -> str | None:
        evidence = self.read.votes.get(mention)
        side = self.winner([evidence]) if evidence else None
        return side.name if side else None

    def _stated(self, mention: Mention) -> str | None:
        evidence = self.read.votes.get(mention)
        side = self.winner([evidence], stated=True) if evidence else None
        return side.name if side else None

    def _of_a_state(self, mention: Mention) -> bool:
        """Whether most speaks for a state: its ministries are other voices than the state itself."""
        side = self.winner([self.read.votes[mention]]) if mention in self.read.votes else None
        return side is not None and side.kind is PartyKind.STATE

    def _state(self, mention: Mention) -> str | None:
        side = self.winner([self.read.votes[mention]], stated=True)
        return side.name if side is not None and side.kind is PartyKind.STATE else None

    def winner(self, evidence: Sequence[Votes], *, stated: bool = False) -> Side | None:
        """The side with the most votes; ``stated`` counts only what is said, not what stands near."""
        votes: Counter[Side] = Counter()
        for item in evidence:
            for side, weight in item.sides.items():
                if not stated or weight > item.guessed[side]:
                    votes[self.canonical[side]] += weight
        return min(votes, key=lambda side: (-votes[side], side.name, side.kind)) if votes else None

    def body_key(self, mention: Mention) -> str:
        """What makes a body's or a definite role's name one voice with another."""
        told = self._told(mention)
        if self.reader.atlas.actor(mention.name) is not None or plain(strip_determiner(mention.name)) == plain(
            told or ""
        ):
            return f"={told}"
        if self.read.kind(mention) == "role":
            return f"{told or ''}|{role_key(mention.name)}"
        side = self.reader.name(mention.name, mention.document_id, mention.at)
        if side is not None and side.kind is not PartyKind.STATE and not side.adjective:
            own = self.canonical.get(side, side).name == told
            if own or not self._of_a_state(mention):
                return f"={told}"
        full = self.reader.full_name(mention.name, mention.document_id, mention.at)
        words = words_of(full)
        skip = {at for hit in self.reader.atlas.mentions(words) for at in range(hit.start, hit.end)}
        rest = [fold(word).replace("defence", "defense") for at, word in enumerate(words) if at not in skip]
        rest = [part for part in rest if part != "the"]
        return f"{told}|{' '.join(rest)}" if rest else f"={told}"

    def voices(self) -> list[tuple[Voice, Given | None]]:
        """Voices by name, then moved together or apart where the proposal or the parties file names them."""
        pseudo = self._add_given()
        found = voices(
            list(self.read.votes),
            kind=self.read.kind,
            side=self._stated,
            body=self.body_key,
            titles=self._roles,
        )
        found = join_offices(found, self._roles, self._state, self._is_named, self.reader.atlas)
        home = {mention: number for number, voice in enumerate(found) for mention in voice.mentions}
        same: dict[tuple[int, str], Given] = {}
        meant: dict[Mention, Given] = {}
        for mention, given in pseudo.items():
            party = given.side.name if given.side else ""
            main = Mention(mention.document_id, given.name, 0)
            meant[mention] = same.setdefault((home[main], party), given)
        exact: dict[str, set[Given]] = {}
        for mention, given in meant.items():
            exact.setdefault(plain(mention.name), set()).add(given)
        groups: dict[tuple[int, int, str], list[Mention]] = {}
        chosen: dict[tuple[int, int, str], Given | None] = {}
        for number, voice in enumerate(found):
            anchors = {meant[mention] for mention in voice.mentions if mention in meant}
            for mention in voice.mentions:
                if mention in pseudo:
                    continue
                pick = self._choose(mention, exact, anchors)
                local = mention.document_id if voice.kind == "role" and is_indefinite(mention.name) else ""
                key = (-1, pick.number, local) if pick is not None else (number, -1, local)
                groups.setdefault(key, []).append(mention)
                chosen[key] = pick
        kinds = {mention: voice.kind for voice in found for mention in voice.mentions}
        return [
            (Voice(kinds[group[0]], tuple(sorted(group, key=lambda m: (m.document_id, m.name)))), chosen[key])
            for key, group in sorted(groups.items())
        ]

    def _roles(self, mention: Mention) -> tuple[str, ...]:
        return tuple(self.read.votes[mention].roles) if mention in self.read.votes else ()

    def _is_named(self, voice: Voice, document_id: str) -> bool:
        """Whether a document has a person's statements, or the surname in its text."""
        if any(mention.document_id == document_id for mention in voice.mentions):
            return True
        text = self.read.texts.get(document_id, "")
        surnames = {name.text.rsplit(maxsplit=1)[-1] for each in voice.mentions if (name := person(each.name))}
        return any(re.search(rf"\b{re.escape(surname)}\b", text) for surname in surnames)

    def _add_given(self) -> dict[Mention, Given]:
        """The names that the parties file and the proposal give, entered as mentions in documents of their own."""
        found: dict[Mention, Given] = {}
        for given in given_speakers(self.rules, self.draft, self.reader):
            for form in sorted({given.name, *given.aliases}):
                mention = Mention(f"\0{given.number:06d}", form, 0)
                found[mention] = given
                self.read.votes[mention] = Votes()
                if given.side is not None:
                    self.canonical.setdefault(given.side, given.side)
                    self.read.votes[mention].sides[self.canonical[given.side]] = 1
                    self.canonical.setdefault(self.canonical[given.side], self.canonical[given.side])
        return found

    def _choose(self, mention: Mention, exact: Mapping[str, set[Given]], anchors: set[Given]) -> Given | None:
        named = exact.get(plain(mention.name)) or exact.get(plain(form_of(mention.name))) or set()
        first = {given for given in named | anchors if given.fixed}
        for pool in (first & named or first, named, named & anchors, set() if named else anchors):
            if len(pool) == 1:
                return next(iter(pool))
        told = self._told(mention)
        agreeing = [
            given for given in named if told is not None and given.side and self.canonical[given.side].name == told
        ]
        return agreeing[0] if len(agreeing) == 1 else None
