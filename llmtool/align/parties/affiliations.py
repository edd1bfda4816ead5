"""What the texts tell of a person's side: introductions, a body named before, a capital, a principal, a programme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from llmtool.align.parties.countries import actor, bare, words_of
from llmtool.align.parties.introductions import Introduction, introductions
from llmtool.align.parties.names import fold, person
from llmtool.align.parties.owners import Owners
from llmtool.align.parties.readings import Reader
from llmtool.align.parties.sides import Side
from llmtool.align.parties.vocabulary import BODIES, CIVIC, NATIONAL, OFFICIALS, PRIVATE, is_in
from llmtool.schema import PartyKind
from llmtool.words import STOPWORDS

STATED, NEAR, FALLBACK = 2, 1, 0
"""Votes: for what a text says of a person, for what only stands near, and for what holds where nothing else does."""

_HOSTS = frozenset("host presenter anchor interviewer newsreader co-host moderator".split())
_OURS = re.compile(r"\b[Oo]ur[ \t](?:[\w\-]+[ \t]){0,3}(?:correspondent|reporter|editor|colleague|analyst),?[ \t]$")
_SERVANT = re.compile(
    r"^(?:the[ \t])?(?P<a>[A-Z][\w’'\-]*(?:[ \t][A-Z][\w’'\-]*){0,3}?)[’']s?[ \t](?:[\w\-]+[ \t]){0,4}?"
    r"(?:spokes\w+|aide|advis[eo]r|envoy|negotiator|deputy|assistant|secretary|chief[ \t]of[ \t]staff|ally)$"
    r"|(?:spokes\w+|aide|advis[eo]r|envoy|assistant|deputy|ally)[ \t](?:to|of|for)[ \t](?P<b>[A-Z][^,;]*\w)$"
)
_LEADING_PLACE = re.compile(
    r"(?:^|[.!?”\"\n][ \t\n]*)(?:Back[ \t])?[Ii]n[ \t]([A-Z][\w.]+(?:[ \t][A-Z][\w.]+)?),[^.!?\n]*$"
)
_HEADING = re.compile(r"^#*[ \t]*([A-Z][^\n.:!?]{2,30})$", re.MULTILINE)
_BULLET = re.compile(r"(?:^|\n)[ \t]*[-*•–][ \t]*[*_]*$")
_STATE_ROLE = "president|leader|premier|prime minister|chancellor|foreign minister|defen[cs]e minister|king|chief"
_SAYS = (
    "(?:said|says|told|tells|added|adds|warned|warns|wrote|writes|insisted|insists|claimed|claims|argued|argues|urged|urges|"
    "predicted|predicts|announced|announces|replied|answered|explained|declared|stated|has|expects|expected|called|calls)"
)
_ANAPHOR = re.compile(
    rf"\b(?:(?:[Tt]he[ \t])?([A-Z][\w.]*(?:[ \t][A-Z][\w.]*){{0,2}})(?:[’']s)?)[ \t]"
    rf"((?:[a-z]+[ \t]){{0,2}}?(?:{_STATE_ROLE}))[ \t](?:also[ \t]|later[ \t])?{_SAYS}\b"
)
_READY = re.compile(
    r"(?:^|[.!?”\"\n-][ \t\n])((?:the[ \t])?[A-Z][\w.]+(?:[ \t][A-Z][\w.]+)?)[ \t]"
    r"(?:is[ \t](?:ready|prepared|willing)|will[ \t]not|won[’']t|(?:can|cannot|would)[ \t]accept|accepts|"
    r"has[ \t]no[ \t]intention|stands[ \t]by|remains[ \t](?:ready|committed|open))\b([^.!?\n]*)",
    re.MULTILINE,
)
_REACH = 260
_OWN_OFFICES = frozenset(
    """official officer soldier general captain judge king queen prosecutor ambassador justice sergeant
    major lieutenant colonel""".split()
)


@dataclass(frozen=True)
class Affiliation:
    """One thing that a text tells of a person: a side with its weight, a role, or a principal's surname."""

    weight: int = 0
    side: Side | None = None
    role: str | None = None
    principal: str | None = None


@dataclass
class Affiliations:
    """Reads what documents tell of persons. ``outlets`` holds by document the side of its own voice."""

    texts: Mapping[str, str]
    reader: Reader
    outlets: Mapping[str, Side]
    owners: Owners
    people: frozenset[str] = frozenset()
    """Folded surnames of persons with full names."""
    seen: dict[tuple[str, str], tuple[Affiliation, ...]] = field(default_factory=dict)
    titled: dict[str, bool] = field(default_factory=dict)

    def told(self, name: str, document_id: str) -> tuple[Affiliation, ...]:
        """What one document tells of a person."""
        key = (name, document_id)
        if key not in self.seen:
            self.seen[key] = tuple(self._read(name, document_id))
        return self.seen[key]

    def _read(self, name: str, document_id: str) -> Iterator[Affiliation]:
        text = self.texts.get(document_id, "")
        found = list(introductions(text, name))
        offices = []
        for each in found:
            if each.role is None:
                side = self._bound(each, document_id)
                if side is not None:
                    yield Affiliation(STATED, side)
                continue
            told = self.of_role(each.role, document_id, each.at, owned=each.owned)
            yield told
            if told.side is None and told.principal is None:
                offices.append(each.role)
        for place in _labels_and_names(text, name):
            if _OURS.search(text[max(0, place - 60) : place]) and document_id in self.outlets:
                yield Affiliation(2 * STATED, self.outlets[document_id])
        state_office = any(is_in(word, NATIONAL) for role in offices for word in words_of(role))
        yield from self._near(text, name, state_office=state_office)

    def of_role(self, role: str, document_id: str, at: int, *, owned: bool = False) -> Affiliation:
        """What a role tells: the side it is tied to, whom it serves, or the body named before."""
        words = words_of(role)
        head = bare(words[-1]).casefold() if words else ""
        if len(words) < 3 and head in _HOSTS and document_id in self.outlets:
            return Affiliation(2 * STATED, self.outlets[document_id], role.lower() if role.isupper() else role)
        if owned:
            near = self.owners.before(document_id, at, owned=True)
            return Affiliation(STATED, near, role) if near is not None else Affiliation(role=role)
        if (principal := self.principal_of(role)) is not None:
            return Affiliation(role=role, principal=principal)
        side = self.reader.role(role, document_id, at)
        if side is not None:
            return Affiliation(FALLBACK if _is_civic_office(role) else STATED, side, role)
        if _needs_body(role):
            near = self.owners.before(document_id, at, company=_is_corporate(role))
            if near is not None and near.kind is not PartyKind.STATE:
                return Affiliation(NEAR, near, role)
        return Affiliation(role=role)

    def principal_of(self, role: str) -> str | None:
        """The folded surname of the person somebody serves: ``Vladimir Putin's spokesman``, ``aide to the mayor``."""
        match = _SERVANT.search(role)
        if match is None:
            return None
        boss = match.group("a") or match.group("b")
        found = person(boss)
        if found is None or actor(boss) is not None:
            return None
        return found.keys[-1] if found.keys[-1] in self.people or self.has_title(boss) else None

    def has_title(self, name: str) -> bool:
        """Whether any text introduces a name as somebody's with an office."""
        plain = bare(name)
        if plain not in self.titled:
            self.titled[plain] = any(
                each.role is not None and not _SERVANT.search(each.role)
                for document_id in sorted(self.texts)
                if plain in self.texts[document_id]
                for each in introductions(self.texts[document_id], plain)
            )
        return self.titled[plain]

    def _bound(self, each: Introduction, document_id: str) -> Side | None:
        """The body after ``of``, ``for`` or in brackets; a place is none."""
        phrase = each.body or ""
        whole = actor(phrase)
        if whole is not None:
            return Side(whole.name, whole.kind) if whole.kind is not PartyKind.STATE else None
        words = words_of(phrase)
        if any(is_in(word, BODIES) and not (is_in(word, CIVIC) and word.islower()) for word in words):
            return self.reader.name(phrase, document_id, each.at)
        known = self.owners.known(phrase)
        if known is None and len(words) > 1 and all(word[0].isupper() for word in words) and _is_plural(words[-1]):
            return Side(phrase, PartyKind.ORGANISATION)  # "Ada Lund of Norvale Rowers"
        return known

    def _near(self, text: str, name: str, *, state_office: bool) -> Iterator[Affiliation]:
        """States that only stand near: ``In Kyiv, Foreign Minister X``, ``X: ..., Russia's president said``."""
        if state_office:
            yield from self._ready(text, name)
        own = frozenset(fold(word) for word in words_of(name))
        for start in _labels_and_names(text, name):
            end = start + len(name)
            label = text[end : end + 1] == ":" or text[end : end + 3] in ("**:", ":**")
            if state_office:
                match = _LEADING_PLACE.search(text[max(0, start - 120) : start])
                where = actor(match.group(1)) if match else None
                if where is not None and where.kind is PartyKind.STATE:
                    yield Affiliation(NEAR, Side(where.name, where.kind))
            if label and _BULLET.search(text[max(0, start - 8) : start]):
                heading = next(reversed(list(_HEADING.finditer(text, 0, start))), None)
                where = actor(heading.group(1).strip()) if heading else None
                if where is not None and where.kind is PartyKind.STATE:
                    yield Affiliation(NEAR, Side(where.name, where.kind))
            if label or state_office:
                after = text[end : end + _REACH]
                yield from self._anaphor(after if state_office else after.split("\n", maxsplit=1)[0], own)

    def _ready(self, text: str, name: str) -> Iterator[Affiliation]:
        """``Norvale is ready to sign, Foreign Minister X said``: who speaks for a state tells what it will accept."""
        for match in _READY.finditer(text):
            who = actor(match.group(1))
            if name not in match.group(2):
                continue
            if who is not None and who.kind is PartyKind.STATE:
                yield Affiliation(NEAR, Side(who.name, who.kind))
            elif who is None and _is_bare_name(match.group(1)):
                yield Affiliation(NEAR, Side(match.group(1), PartyKind.STATE))

    def _anaphor(self, after: str, own: frozenset[str]) -> Iterator[Affiliation]:
        """The state of the first office without a name that follows, if nobody else is named before it."""
        match = _ANAPHOR.search(after)
        if match is None:
            return
        who = actor(match.group(1))
        between = after[: match.start()]
        words = [bare(word) for word in words_of(between) if word[0].isupper()]
        if who is not None and not any(is_in(word, OFFICIALS) or fold(word) in self.people - own for word in words):
            yield Affiliation(NEAR, Side(who.name, who.kind))


def _labels_and_names(text: str, name: str) -> list[int]:
    return [
        match.start() for number, match in zip(range(8), re.finditer(rf"\b{re.escape(name)}\b", text), strict=False)
    ]


def _needs_body(role: str) -> bool:
    """Whether a role is an office in some body that the role does not name: ``managing director``, ``spokeswoman``."""
    words = words_of(role)
    head = bare(words[-1]) if words else ""
    if not is_in(head, OFFICIALS) or any(is_in(word, NATIONAL) for word in words) or is_in(head, PRIVATE):
        return words == ["president"]  # "its president"; before a name, "President" is the head of a state
    if any(is_in(word, CIVIC) for word in words):
        return False
    return head.casefold() not in _OWN_OFFICES


def _is_civic_office(role: str) -> bool:
    """Whether a role is a mayor's and names no body: also the candidate of a party may be the mayor."""
    words = words_of(role)
    return any(bare(word).casefold() == "mayor" for word in words) and not any(is_in(word, BODIES) for word in words)


def _is_corporate(role: str) -> bool:
    """Whether only a company has such a role."""
    low = role.casefold()
    return any(each in low for each in ("managing director", "chief executive", "ceo", "founder", "owner", "manager"))


def _is_bare_name(words: str) -> bool:
    """Whether words may be the name of a state that no table knows."""
    return " " not in words and words.casefold() not in STOPWORDS and not is_in(words, BODIES) and len(words) > 3


def _is_plural(word: str) -> bool:
    return len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is", "as", "’s", "'s"))
