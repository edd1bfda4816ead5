"""What an interviewer tells of others with "you" in it: whom the words address, by name."""

from __future__ import annotations

import re
from typing import Final

from llmtool.engines.offline.people.voices import Voice
from llmtool.engines.offline.speech.first_person import retold, side_of

_YOU: Final = re.compile(r"\b(?P<word>[Yy]ou(?:rs?|rself|rselves)?)\b")
_PLURAL: Final = {"you": "we", "your": "our", "yours": "ours", "yourself": "ourselves", "yourselves": "ourselves"}
_SINGULAR: Final = {"you": "I", "your": "my", "yours": "mine", "yourself": "myself", "yourselves": "ourselves"}
# "informed you", "from you": no subject of a verb.
_OBJECT: Final = re.compile(
    r"\b(?P<before>(?:to|from|with|by|for|of|against|about|on|at|than|told|informed|asked|warned|gave|sent|offered|paid"
    r"|owes?|owed|showed|rang|called|wrote|accuses?|accused|blames?|blamed|wants?|wanted|urges?|urged) )[Yy]ou\b"
)


def mentions_you(words: str) -> bool:
    """Whether words address somebody."""
    return _YOU.search(words) is not None


def with_addressee(words: str, voice: Voice) -> str:
    """``you had no choice`` with whom it means: the side that the one who is asked speaks for, or else that person."""
    many = side_of(voice) is not None
    own = _PLURAL if many else _SINGULAR
    words = _OBJECT.sub(lambda match: match["before"] + ("us" if many else "me"), words)
    spoken = _YOU.sub(lambda match: own[match["word"].casefold()], words)
    # "He" could be anybody here, so that a person goes by name.
    return retold(spoken, voice if many else Voice(voice.name, voice.kind), alone=True)
