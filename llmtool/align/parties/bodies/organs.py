"""Organs of bodies that speak for the whole: ``Norvale Foods' board``, ``the local branch of the Dockers' Union``."""

from __future__ import annotations

import re

from llmtool.align.parties.vocabulary import BODIES, is_in

_OWNED = re.compile(
    r"^(?P<owner>[A-ZÀ-Þ][^,;]*?)(?:[’']s|(?<=s)[’']) (?:(?:own|national|regional|local|legal|press|parliamentary) )*"
    r"(?:board(?: of directors)?|executive|management|leadership|parliamentary|office|legal|team|lawyers?|headquarters"
    r"|group|faction|caucus|local|regional|national)$"
)
_OF = re.compile(
    r"^(?:(?:the|[Ll]ocal|[Rr]egional|[Nn]ational|[Pp]rovincial) )*(?:[Bb]ranch|[Cc]hapter|[Ss]ection|[Ll]ocal branch"
    r"|[Pp]arliamentary group|[Bb]oard|[Bb]oard of directors|[Ee]xecutive) of (?:the )?(?P<owner>[A-ZÀ-Þ].*)$"
)
_BEFORE = re.compile(r"^(?P<owner>[A-ZÀ-Þ].*\w) (?:branch|chapter|board|executive|headquarters|leadership)$")


ORGAN = (
    r"(?:(?:management|supervisory|executive) (?:board|committee)|board of (?:directors|management)"
    r"|(?:press|media|communications) (?:office|service|department|team|centre|center))"
)
"""What a company or an agency has to be run by and to speak through, and is no side of its own."""
_OF_ORGAN = re.compile(
    rf" (?:of|for|in|at) (?:the )?(?:parliamentary group|parliamentary party|{ORGAN})(?=$| (?:of|at) )", re.IGNORECASE
)


_GROUP = re.compile(r"^(?:parliamentary )?group (?=leader|chair)", re.IGNORECASE)


def without_organ(role: str) -> str:
    """An office without the organ it is in, which every body may have: ``deputy chair of the parliamentary group``."""
    return _GROUP.sub("", _OF_ORGAN.sub("", role))


def whole(name: str) -> str:
    """The body whose organ a name means; other names as they are."""
    match = _OWNED.match(name) or _OF.match(name)
    if match is not None:
        return match["owner"]
    match = _BEFORE.match(name)
    if match is None:
        return name
    last = match["owner"].rpartition(" ")[2]  # "UCW branch" is the UCW, "Harbour branch" one of several
    named = (last.isupper() and len(last) > 1) or (
        last[:1].isupper() and is_in(last, BODIES) and last != match["owner"]
    )
    return match["owner"] if named else name
