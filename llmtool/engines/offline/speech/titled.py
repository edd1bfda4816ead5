"""Whom the title of a talk presents: ``Interview: Ann Ray, head of Tarn Gas`` over turns that only say ``Ray:``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from llmtool.align.parties.people.introductions import introduced_role
from llmtool.engines.offline.people.given_names import gender_of_name
from llmtool.engines.offline.people.mentions import Register
from llmtool.engines.offline.people.naming import full_names
from llmtool.engines.offline.people.roles import gender_of, party_of
from llmtool.engines.offline.people.voices import Voice
from llmtool.engines.offline.speech.label import Label

_OWNER: Final = re.compile(r"(?P<owner>.+?)['’]s? (?P<name>\S+ .+)")
_OWNED: Final = re.compile(r"(?P<owner>[A-Z][\w&-]*(?: [A-Z&][\w&-]*)*)['’]s? (?P<name>[A-Z]\S+ [^,:]+)$")
_CREDITED: Final = re.compile(r"(?:\b[Bb]y|\b(?:to|with)(?: the| The)?)[ *_]*$")


def meet_titled(register: Register, title: str, labels: Iterable[Label]) -> None:
    """Let a register know those whom a title names in full, where a label has their surname or only says "A"."""
    names = {register.text[label.start : label.end].casefold() for label in labels}
    alone = names & {"a", "answer", ""}
    for last, (first, *_) in full_names(title).items():
        owned = _OWNER.fullmatch(first) or _OWNED.search(title, 0, title.find(first) + len(first))
        name = owned["name"] if owned is not None else first
        credited = _CREDITED.search(title[: title.find(name)]) is not None
        known = register.people.get(last)
        told = known is not None and ((known != name and " " in known) or register.introduced(name) is not None)
        if credited or told or (last not in names and not alone and known is None) or " " not in name:
            continue
        role = introduced_role(title, name)
        if last not in names and owned is None and role is None and not gender_of_name(name):
            continue  # "Five Questions"
        register.people[last] = name
        party = party_of(role) if role else owned["owner"] if owned is not None else None
        register.hear(Voice(name, "person", role, party, gender_of(role) if role else ""), -1)
