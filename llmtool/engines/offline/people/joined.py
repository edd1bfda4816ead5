"""Several who hold one position: ``Norvane and the union``, ``The ministry, the applicant and the board``."""

from __future__ import annotations

import re
from typing import Final

from llmtool.align.parties.countries import actor
from llmtool.engines.offline.people.holders import BODIES, GROUPS, ROLES
from llmtool.engines.offline.people.mentions import Register
from llmtool.engines.offline.people.naming import NO_NAMES
from llmtool.engines.offline.people.roles import CAPITAL, bare
from llmtool.engines.offline.people.voices import PHRASE_END

_BOTH: Final = re.compile(r"^both (?=the |its |[A-Z])", re.IGNORECASE)
_PARTED: Final = re.compile(r",? and |, ")
_DETERMINED: Final = re.compile(r"(?:the|its|their) (?P<noun>\S.*)", re.IGNORECASE)
_PROPER: Final = re.compile(rf"{CAPITAL}(?: (?:&|{CAPITAL})){{0,4}}")
_LINKED: Final = re.compile(r" (?:of|for|at|in) ")
_HOLDERS: Final = BODIES | GROUPS | ROLES | {"applicant", "bidder", "proposer", "buyer", "seller"}


def joined(register: Register, head: str) -> tuple[str, ...]:
    """The holders that a noun phrase joins, each with its own article or name; empty for one holder."""
    parts = _PARTED.split(_BOTH.sub("", head))
    if head.count(" and ") != 1 or not head.partition(" and ")[2] or len(parts) < 2:
        return ()
    determined = [_DETERMINED.fullmatch(part) for part in parts]
    if any(
        link is not None and _LINKED.search(part) and after is None
        for part, link, after in zip(parts, determined, determined[1:], strict=False)
    ):
        return ()  # "The Ministry of Trade and Industry"
    # "Both Norvane and Quillon" are two, and so are a name and a common noun: "Norvane and the union".
    sure = _BOTH.match(head) is not None or any(match is not None and match["noun"].islower() for match in determined)
    alike = all(
        _is_holder(match["noun"]) if match is not None else _is_named_alone(register, part, head, sure=sure)
        for part, match in zip(parts, determined, strict=True)
    )
    return tuple(parts) if alike else ()


def _is_holder(noun: str) -> bool:
    """Whether words after an article stand for somebody: ``residents' association``, ``union Care United``."""
    words = (PHRASE_END.split(noun)[0] or noun).split()
    last = bare(words[-1])
    named = words[-1][0].isupper() and any(bare(word) in BODIES for word in words)
    return last in _HOLDERS or last.removesuffix("s") in _HOLDERS or named or actor(noun) is not None


def _is_named_alone(register: Register, name: str, head: str, *, sure: bool) -> bool:
    """Whether a name also stands without the others: of ``Moss and Dell`` neither may do so."""
    if _PROPER.fullmatch(name) is None or name.partition(" ")[0].casefold() in NO_NAMES:
        return False
    if sure or register.is_person(name) or actor(name) is not None:
        return True
    return re.search(rf"\b{re.escape(name)}\b", register.text.replace(head, "")) is not None
