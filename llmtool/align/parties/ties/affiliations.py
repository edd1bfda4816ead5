"""What the texts tell of a person's side: introductions, a body named before, a capital, a principal, a programme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from llmtool.align.parties.bodies.organs import without_organ
from llmtool.align.parties.bodies.short_forms import fits_short, is_generic
from llmtool.align.parties.countries import bare, words_of
from llmtool.align.parties.people.introductions import Introduction, introductions
from llmtool.align.parties.people.names import person, split_title
from llmtool.align.parties.people.offices import (
    house_of,
    is_civic_office,
    is_corporate,
    is_national,
    is_police_rank,
    ministry_of,
    needs_body,
)
from llmtool.align.parties.people.spelling import fold
from llmtool.align.parties.people.surnames import introduced
from llmtool.align.parties.sides import Side, strip_determiner
from llmtool.align.parties.states.homes import is_bare_office, is_national_body
from llmtool.align.parties.ties.applicants import STAFF, applicant, is_applicant, one_ministry
from llmtool.align.parties.ties.mayors import town_of_mayor
from llmtool.align.parties.ties.nearby import office_told_before, owner_state, places_of, state_in_headline, states_near
from llmtool.align.parties.ties.owners import Owners
from llmtool.align.parties.ties.papers import home_of, host_of, in_turn, issuer_told
from llmtool.align.parties.ties.phrases import side_of_role
from llmtool.align.parties.ties.readings import Reader
from llmtool.align.parties.vocabulary import BODIES, CIVIC, OFFICIALS, is_in
from llmtool.align.parties.votes import FALLBACK, NEAR, STATED, Affiliation
from llmtool.schema import PartyKind

_HOSTS = frozenset("host presenter anchor interviewer newsreader co-host moderator".split())
_OURS = re.compile(r"\b[Oo]ur[ \t](?:[\w\-]+[ \t]){0,3}(?:correspondent|reporter|editor|colleague|analyst),?[ \t]$")
_OUR_BEFORE = re.compile(r"\b[Oo]ur[ \t](?:[\w\-]+[ \t]){0,3}[\w\-]+,?[ \t]$")
_OUR = re.compile(r",?[ \t]our[ \t](?:[\w\-]+[ \t]){0,3}[\w\-]+\b")
_SERVANT = re.compile(
    r"^(?:the[ \t])?(?P<a>[A-Z][\w’'\-]*(?:[ \t][A-Z][\w’'\-]*){0,3}?)[’']s?[ \t](?:[\w\-]+[ \t]){0,4}?"
    r"(?:spokes\w+|aide|advis[eo]r|envoy|negotiator|deputy|assistant|secretary|chief[ \t]of[ \t]staff|ally)$"
    r"|(?:spokes\w+|aide|advis[eo]r|envoy|assistant|deputy|ally)[ \t](?:to|of|for)[ \t](?P<b>[A-Z][^,;]*\w)$"
)
_LED = re.compile(
    r"(?<=\w)(?:[’']s?)?[ \t]"
    r"(?:government|administration|cabinet|presidency|office|team|ministry|department|company|firm)$"
    r"|(?<=\w)[’']s[ \t](?:group|organi[sz]ation|association|union|party|movement|charity|campaign|club|league)$"
)
_CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-ÞĀ-Ž][\w\-]+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_RIVALS = frozenset("counterpart rival opponent predecessor successor critic".split())
_NEAR_BOSS, _NEAR, _OPENING = 200, 60, 4
"""Letters of a word by which its documents are looked up."""


@dataclass
class Affiliations:
    """Reads what documents tell of persons. ``outlets`` holds by document the side of its own voice."""

    texts: Mapping[str, str]
    reader: Reader
    outlets: Mapping[str, Side]
    owners: Owners
    titles: Mapping[str, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    """Folded surnames of persons with full names."""
    seen: dict[tuple[str, str], tuple[Affiliation, ...]] = field(default_factory=dict)
    known: dict[tuple[str, str], tuple[Introduction, ...]] = field(default_factory=dict)
    titled: dict[str, bool] = field(default_factory=dict)
    held: dict[str, frozenset[str]] = field(default_factory=dict)
    bosses: dict[str, str] = field(default_factory=dict)
    """Folded surnames of persons who are served, to their names."""

    def told(self, name: str, document_id: str) -> tuple[Affiliation, ...]:
        """What one document tells of a person."""
        key = (name, document_id)
        if key not in self.seen:
            self.seen[key] = tuple(self._read(name, document_id))
        return self.seen[key]

    def _read(self, name: str, document_id: str) -> Iterator[Affiliation]:
        text = self.texts.get(document_id, "")
        found = self._introduced(name, document_id)
        yield from self._told_before(name, text)
        offices = []
        for each in found:
            if each.role is None:
                held = any(other.at == each.at and is_national(other.role or "") for other in found)
                side = self._bound(each, document_id, held=held)
                if side is not None:
                    yield Affiliation(STATED, side)
                continue
            if each.served and is_in(words_of(each.role)[-1], _RIVALS):
                continue
            if each.served and (boss := self._person_before(text, each)) is not None:
                yield Affiliation(NEAR, role=each.role, principal=boss)
                continue
            own = self._own_body(name, each.role)
            told = self.of_role(each.role, document_id, each.at, owned=each.owned)
            told = replace(told, side=own, weight=STATED) if own is not None else told
            yield told
            if is_national_body(told.side.name) if told.side is not None else told.principal is None:
                offices.append(each.role)
        yield from self._ours(name, document_id)
        for place in places_of(text, name):
            if _OURS.search(text[max(0, place - 60) : place]) and document_id in self.outlets:
                yield Affiliation(2 * STATED, self.outlets[document_id])
        office = next((role for role in offices if is_national(role)), None)
        headline = state_in_headline(self.titles.get(document_id, ""), office or "", self.reader.atlas)
        yield from (Affiliation(NEAR, side) for side in headline)
        elsewhere = self.offices(name)
        for near in states_near(text, name, self.reader.atlas, self.people, office=office, elsewhere=elsewhere):
            yield Affiliation(NEAR, near)

    def _told_before(self, name: str, text: str) -> Iterator[Affiliation]:
        """The office by which a text first tells of somebody whom no text introduces."""
        if " " in name and not any(self._introduced(name, each) for each in self.documents_with(name)):
            for side, office in office_told_before(text, name, self.reader.atlas, self.people):
                yield Affiliation(NEAR, side, office)

    def _introduced(self, name: str, document_id: str) -> tuple[Introduction, ...]:
        """What a document tells of a person; looked up once, as a long text has many statements of one."""
        key = (name, document_id)
        if key not in self.known:
            self.known[key] = tuple(introduced(self.texts.get(document_id, ""), name))
        return self.known[key]

    def offices(self, name: str) -> frozenset[str]:
        """The heads of the offices of states that any document gives to a person with a full name."""
        if name not in self.held:
            found = [
                bare(words_of(each.role)[-1]).casefold()
                for document_id in (self.documents_with(name) if " " in name else ())
                for each in introductions(self.texts[document_id], name)
                if each.role is not None and is_national(each.role)
            ]
            self.held[name] = frozenset(found)
        return self.held[name]

    def documents_with(self, name: str) -> list[str]:
        """The documents that have a name in their text."""
        last = name.rpartition(" ")[2][:_OPENING]
        known = " " in name and len(last) == _OPENING and last.isalnum()
        return [each for each in (self._openings.get(last, []) if known else self.texts) if name in self.texts[each]]

    @cached_property
    def _openings(self) -> dict[str, list[str]]:
        """Documents by the first letters of their words, so that not every name is looked for in every document."""
        found: dict[str, list[str]] = {}
        for document_id, text in self.texts.items():
            for opening in {word[:_OPENING] for word in text.split()}:
                found.setdefault(opening, []).append(document_id)
        return found

    def of_draft(self, name: str, role: str, document_id: str, at: int) -> Affiliation:
        """What a drafted role tells; a body before is looked for from where the document gives the role, if earlier."""
        found = self._introduced(split_title(name)[0], document_id) if person(name) else ()
        same = (
            each for each in found if each.role is not None and strip_determiner(each.role) == strip_determiner(role)
        )
        given = next((each for each in same if each.at < at or each.owned), None)
        if (own := self._own_body(name, role)) is not None:
            return Affiliation(STATED, own, role)
        fuller = next((each.role for each in found if each.role and each.role.startswith(f"{role} at ")), None)
        if given is None or fuller is not None:
            return self.of_role(fuller or role, document_id, at)
        return self.of_role(role, document_id, given.at, owned=given.owned)

    def _own_body(self, name: str, role: str) -> Side | None:
        """The body that a text names for somebody whom a role ties to "the union": that, and no other union."""
        short = side_of_role(role, self.reader.atlas) if " " in name else None
        if short is None or not short.short:
            return None
        found = {
            side
            for document_id in self.documents_with(name)
            for each in self._introduced(name, document_id)
            if each.body is not None
            and (side := self._bound(each, document_id, held=False)) is not None
            and not is_generic(side.name)
            and fits_short(short.name, side.name)
        }
        return found.pop() if len(found) == 1 else None

    def of_role(self, role: str, document_id: str, at: int, *, owned: bool = False) -> Affiliation:
        """What a role tells: the side it is tied to, whom it serves, or the body named before."""
        if (office := without_organ(role)) != role:
            return replace(self.of_role(office, document_id, at, owned=owned), role=role)
        words = words_of(role)
        head = bare(words[-1]).casefold() if words else ""
        if len(words) < 3 and head in _HOSTS and document_id in self.outlets:
            return Affiliation(2 * STATED, self.outlets[document_id], role.lower() if role.isupper() else role)
        if owned:
            state = owner_state(self.texts.get(document_id, ""), at, self.reader.atlas) if is_national(role) else None
            near = state or self.owners.before(document_id, at, owned=True)
            return Affiliation(STATED, near, role) if near is not None else Affiliation(role=role)
        if (principal := self.principal_of(role)) is not None:
            return Affiliation(role=role, principal=principal)
        home = home_of(self.reader.bodies.get(document_id))
        ours = role.casefold() == "minister" and not in_turn(self.texts.get(document_id, ""), at)
        if home is not None and (ours or is_bare_office(role, self.reader.atlas)):
            return Affiliation(STATED, home, role)
        if is_applicant(role):
            return Affiliation(STATED, self._applicant, role)
        if (minister := STAFF.fullmatch(role)) is not None and self._one_ministry is not None:
            told = self.of_role(minister["who"], document_id, at)
            return replace(told, role=role) if told.side is not None else Affiliation(STATED, self._one_ministry, role)
        side = self.reader.role(role, document_id, at)
        if side is not None and side.short and is_civic_office(role):
            side = self._town or side
        if side is not None:
            return Affiliation(FALLBACK if is_civic_office(role) else STATED, side, role)
        return self._of_bare_role(role, document_id, at)

    @cached_property
    def _applicant(self) -> Side | None:
        return applicant(self.texts.values(), self.reader)

    @cached_property
    def _one_ministry(self) -> Side | None:
        return one_ministry(self.reader)

    @cached_property
    def _town(self) -> Side | None:
        """The one town that the texts tell a mayor of: ``the mayor of Norvale``."""
        return town_of_mayor(self.texts.values())

    def _of_bare_role(self, role: str, document_id: str, at: int) -> Affiliation:
        """What a role tells that names no side: by its house, its paper, what stands before, or a ministry."""
        head = bare(words_of(role)[-1]).casefold() if words_of(role) else ""
        if houses := house_of(role):
            return Affiliation(STATED, self.owners.housed(document_id, houses), role)
        if is_police_rank(role) and re.search(r"\b[Pp]olice\b", self.texts.get(document_id, "")):
            return Affiliation(STATED, self.reader.name("police", document_id, at), role)
        if needs_body(role) and (host := self._host(document_id)) is not None:
            return Affiliation(NEAR, host, role)
        if needs_body(role) and not in_turn(self.texts.get(document_id, ""), at):
            near = self.owners.before(document_id, at, company=is_corporate(role), spokes=head.startswith("spokes"))
            near = near or self._issuer(document_id)
            if near is not None and near.kind is not PartyKind.STATE:
                return Affiliation(NEAR, near, role)
        if (ministry := self._ministry(role, document_id, at)) is not None:
            return Affiliation(FALLBACK, ministry, role)
        return Affiliation(role=role)

    def of_speaker(self, role: str, document_id: str, at: int) -> Affiliation:
        """What a role tells that stands for a speaker; the state of ``its minister`` may be in what is said."""
        first, _, rest = role.partition(" ")
        if first.casefold() not in ("its", "their") or not is_national(rest):
            return self.of_role(role, document_id, at)
        place = self.texts.get(document_id, "").find(rest, at)
        return self.of_role(rest, document_id, max(place, at), owned=True)

    def owner_of(self, name: str) -> str | None:
        """The folded surname of the person whose body a name is: ``Rhona Vale’s ministry``."""
        owner, apostrophe, _ = name.replace("’", "'").rpartition("'s ")
        return self.person_of(name) if apostrophe and person(owner) is not None else None

    def _ministry(self, role: str, document_id: str, at: int) -> Side | None:
        """The ministry of a minister, where the texts name it too, and tell no state's."""
        name = ministry_of(role, abroad=True)
        if name is None:
            return None
        if ministry_of(role) is None:  # there may be two foreign ministers: only that of a ministry that speaks itself
            senders = {outlet for outlet in self.outlets.values() if _is_ministry(outlet.name, name)}
            return Side(senders.pop().name, PartyKind.ORGANISATION) if len(senders) == 1 else None
        forms = re.compile(rf"\b{name}\b|\bministry (?:of|for) {name.removesuffix(' ministry')}\b", re.IGNORECASE)
        if not any(forms.search(text) for text in self.texts.values()):
            return None
        side = self.reader.name(name, document_id, at)
        return side if side is not None and side.kind is not PartyKind.STATE else None

    def _ours(self, name: str, document_id: str) -> Iterator[Affiliation]:
        """``our general manager`` in a body's own paper is the body's."""
        host, text = self._host(document_id), self.texts.get(document_id, "")
        for place in places_of(text, name) if host is not None else ():
            if _OUR.match(text, place + len(name)) or _OUR_BEFORE.search(text[max(0, place - _NEAR) : place]):
                yield Affiliation(2 * STATED, host)

    def _host(self, document_id: str) -> Side | None:
        outlet, bodies = self.outlets.get(document_id), self.reader.bodies.get(document_id)
        return host_of(self.texts.get(document_id, ""), outlet, bodies) if outlet is not None else None

    def _issuer(self, document_id: str) -> Side | None:
        title = self.titles.get(document_id, "")
        return issuer_told(self.texts.get(document_id, ""), title, document_id, self.reader)

    def principal_of(self, role: str) -> str | None:
        """The folded surname of the person somebody serves: ``Vladimir Putin's spokesman``, ``aide to the mayor``."""
        match = _SERVANT.search(role)
        return self.person_of(match.group("a") or match.group("b")) if match is not None else None

    def person_of(self, boss: str) -> str | None:
        """The folded surname in a person's name, or in ``Ada Lund's government``; None for who is not known to lead."""
        name = _LED.sub("", boss).partition(" of ")[0]
        found = person(name)
        if found is None or self.reader.atlas.actor(name) is not None:
            return None
        if found.keys[-1] not in self.people and not self.has_title(found.text):
            return None
        self.bosses.setdefault(found.keys[-1], found.text)
        return found.keys[-1]

    def _person_before(self, text: str, each: Introduction) -> str | None:
        """The folded surname of the person whose ``prime minister`` somebody is: who was named last before."""
        if not each.role or not is_in(words_of(each.role)[-1], OFFICIALS):
            return None
        floor = max(0, text.rfind("\n", 0, each.at), each.at - _NEAR_BOSS)
        before = _QUOTED.sub("", text[floor : each.at])  # whom somebody names in a quotation is not "he"
        names = [fold(match.group()) for match in _CAPITALISED.finditer(before)]
        return next((name for name in reversed(names) if name in self.people), None)

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

    def _bound(self, each: Introduction, document_id: str, *, held: bool) -> Side | None:
        """The body after ``of``, ``for`` or in brackets; a place is none."""
        phrase = each.body or ""
        whole = self.reader.atlas.actor(phrase)
        if whole is not None:
            # "President Howard Leland of Tavaria", but not "Ana Reyes of Tavaria"
            return Side(whole.name, whole.kind) if whole.kind is not PartyKind.STATE or held else None
        words = words_of(phrase)
        if any(is_in(word, BODIES) and not (is_in(word, CIVIC) and word.islower()) for word in words):
            return self.reader.name(phrase, document_id, each.at)
        known = self.owners.known(phrase) or self.owners.shortened(phrase)
        if known is None and len(words) > 1 and all(word[0].isupper() for word in words) and _is_plural(words[-1]):
            return Side(phrase, PartyKind.ORGANISATION)  # "Ada Lund of Norvale Rowers"
        return known


def _is_ministry(outlet: str, name: str) -> bool:
    """Whether an outlet is the ministry that a short name means: ``Ministry of Defence``, ``defence ministry``."""
    return outlet.casefold() in (name, f"ministry of {name.removesuffix(' ministry')}", f"the {name}")


def _is_plural(word: str) -> bool:
    return len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is", "as", "’s", "'s"))
