"""A voice: who is heard in a document, by name, or by role where it has no name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from llmtool.align.parties.countries import actor
from llmtool.engines.offline.people.holders import BODIES, DOCUMENTS, GROUPS, ROLES
from llmtool.engines.offline.people.naming import SITES
from llmtool.engines.offline.people.roles import DETERMINER, INDEFINITE, bare, gender_of, party_of

Kind = Literal["person", "body", "role", "document", "thing"]

# "A majority of voters", "eight of 10 members", "52 percent of those asked": what stands before whom it is a part of.
_PART: Final = re.compile(
    r"(?:an? (?:\w+ )?(?:majority|half|third|quarter|number|chorus|group|handful|host|series|pair|range|couple|dozen"
    r"|minority|coalition|crowd|team|panel|bunch|string|share|fifth)"
    r"|(?:nearly |almost |about |some |only |just |more than |at least )?(?:most|half|dozens|hundreds|thousands|scores"
    r"|[\d.,]+ ?(?:percent|per cent|%)?|\w+(?: in \w+)?)(?: (?:percent|per cent))?) of (?:\d+ |the |all |its |those )?",
    re.IGNORECASE,
)
_PERSONAL: Final = re.compile(r"(?:[a-z]{2}ers?|ists?|[a-z]{2}ors?|ants?|ians?|ees|men|women|people|advocates?|asked)$")
_THINGS: Final = frozenset(
    """number letter paper order computer water border winter summer river answer matter offer newspaper power tower
    matters numbers letters papers orders computers borders rivers answers offers newspapers powers towers factor
    factors error errors sector sectors motor corridor mirror floor door doors restaurant restaurants plant plants
    grant grants warrant warrants rest list lists mist gist disorder disorders chapter chapters center centers centre
    weather character characters poster posters banner banners dinner dinners barrier barriers quarter quarters
    """.split()
)

PHRASE_END: Final = re.compile(
    r"\s(?:of|at|for|in|from|with|on|to|between|among|about|by|against|including|such|who|that|which|[a-z]+ing|based|dated|close|familiar|briefed|involved|led|released|published|conducted|issued|obtained|taken|carried|commissioned|recorded|posted|filed|drawn|written|signed|seen|prepared|drafted|compiled|produced|made|sent|leaked|shown)\s|['’]s\s.*\s(?=that\s)|,"
)


@dataclass(frozen=True)
class Voice:
    """A source resolved inside its document. ``gender`` is ``f``, ``m`` or empty; ``party`` in the text's own words."""

    name: str
    kind: Kind
    role: str | None = None
    party: str | None = None
    gender: str = ""
    plural: bool = False
    article: bool = False
    """Whether the text says "the" before the name of the party."""


def is_share(name: str) -> bool:
    """Whether a name is that of a part of others: ``seventy percent of services``."""
    return _PART.match(name) is not None


def unnamed(head: str, definite: str) -> Voice:
    """The voice of a body, a role or a document; ``definite`` is the phrase without its determiner."""
    front = PHRASE_END.split(definite)[0].split() or definite.split()
    last = bare(front[-1])
    single = last.removesuffix("s")
    proper = definite[0].isupper() and last not in ROLES and single not in ROLES and last not in GROUPS - BODIES
    proper = proper and not (last in DOCUMENTS and len(front) == 1)  # "Polls show …"
    proper = proper and (front[-1][0].isupper() or last in BODIES)
    workers = len(front) == 1 < len(definite.split()) and re.search(r"(?:[a-z]ers|ists|ors|ants|ees)$", last)
    proper = proper and not workers  # "Cleaners at the hospital"
    proper = proper and not (len(front) == 1 and last in SITES)  # "The Project", in what its owner writes
    if actor(definite) is not None or last in BODIES or proper:
        definite = re.sub(r"^[Aa]n? ", "", definite)
        return Voice(
            definite,
            "body",
            None,
            definite,
            plural=last.endswith("s") and last not in BODIES and actor(definite) is None,
        )
    if last in DOCUMENTS:
        return Voice(head, "document", None, None)
    known = last in ROLES or single in ROLES or last in GROUPS or single in GROUPS
    part = _PART.match(head)
    if part is not None and part.end() < len(head):
        whole = unnamed(head[part.end() :], head[part.end() :])
        if whole.kind == "body" and whole.name.islower() and bare(whole.name.split()[-1]) not in GROUPS:
            return Voice(head, "thing")  # "Seventy percent of services"
        if whole.kind in {"role", "body"}:
            return Voice(head, "role", INDEFINITE.sub("", DETERMINER.sub("", head)), None, plural=True)
    if last in {"percent", "cent"}:
        return Voice(head, "role", head, None, plural=True)  # "Twelve percent said …"
    personal = _PERSONAL.search(last) is not None and last not in _THINGS
    role = INDEFINITE.sub("", DETERMINER.sub("", head))
    if head.isupper():
        head = role.capitalize()
    plural = last.endswith("s") or last in {"people", "men", "women", "police"}
    # The capital of "People close to the talks" is that of its sentence.
    opens = last in GROUPS - BODIES and len(front) == 1 < len(definite.split())
    side = party_of(role[0].lower() + role[1:] if opens else role)
    return Voice(head, "role" if known or personal else "thing", role, side, gender_of(role), plural)
