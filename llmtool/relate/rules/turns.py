"""What a claim itself calls new: ``I was wrong to say that``, ``originally planned for Thursday``, ``now accepts``."""

from __future__ import annotations

import re

from llmtool.relate.claims.reading import Reading

_SAYS = (
    r"accepts?|says?|admits?|reckon\w*|expects?|put\w*|estimates?|believes?|agrees?|wants?|supports?|favou?rs?|be held"
    r"|resume|open|start|cost|take place|ready|prepared"
)
_DONE = "dropped|withdrawn|abandoned|reversed|revised|changed|given up|lifted|scrapped|raised|lowered|cut|risen|fallen"
_TURN = re.compile(
    rf"\b(?:no longer|any ?more|after all|originally (?:planned|promised|scheduled|due|proposed|set)"
    rf"|(?:was|were) wrong(?: to say)?|we now know|now (?:{_SAYS})|(?:has|have|had) (?:now )?(?:{_DONE})"
    r"|dropped|withdrew|abandoned|reversed|revised|scrapped|postponed|brought forward|put off"
    r"|(?:raised|lowered|cut) .{3,40} to|apologi[sz]\w+|conced\w+|admit\w*|acknowledg\w+"
    r"|would not stand in the way|(?:can|could) (?:now )?(?:live with|support|accept))\b",
    re.IGNORECASE,
)


def tells_of_a_turn(reading: Reading) -> bool:
    """Does a claim say that it is another than before, or grant what it did not?"""
    return _TURN.search(reading.position.claim) is not None
