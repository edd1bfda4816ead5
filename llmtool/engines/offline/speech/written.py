"""Letters to an editor and collected posts: who writes stands below the words, or on the line above them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from llmtool.engines.offline.people.roles import CAPITAL, FULL_NAME
from llmtool.engines.offline.speech.label import Label
from llmtool.engines.offline.speech.letters import letters
from llmtool.engines.offline.text.tokens import Unit

_SALUTATION: Final = re.compile(
    r"(?:^|(?<=\n))[*_]*(?:Dear )?(?:Sirs?|Madam|Editor|Sir or Madam)[*_]*[:,–—-][*_]*[ \t]*", re.MULTILINE
)
_SIGNATURE: Final = re.compile(
    r"\n[*_]*(?P<name>(?:(?:Dr|Prof|Professor|Sir|Rev|Mr|Mrs|Ms|Cllr)\.? )?"
    rf"{FULL_NAME})[*_]*,?(?=\n|$)"
)
# The line over a post: "@tarn_rail (Tarn Rail, official), 29 Jan, 08:12" or "Ann Ray (@annray) · 3 May".
_POST: Final = re.compile(
    rf"[ \t]*[*_]*(?P<name>{CAPITAL}(?: {CAPITAL}){{0,4}})?[ \t]*\(?@(?P<handle>\w{{2,30}})\)?"
    r"(?:[ \t]*\((?P<inside>[^()\n]{2,80})\))?(?P<when>(?:[ \t]*[,·|–—-][ \t]*[^\n,]{1,30}){0,4})[*_]*:?[ \t]*(?=\n)"
)


def _letter(text: str, unit: Unit) -> Label | None:
    """A letter to an editor, whose writer is named below it: ``Sir: …``, and on a line of its own ``Ann Ray``."""
    opens = _SALUTATION.match(text, unit.start)
    signed = _SIGNATURE.search(text, opens.end()) if opens is not None else None
    if opens is None or signed is None:
        return None
    other = _SALUTATION.search(text, opens.end())
    if other is not None and other.start() < signed.start():
        return None
    start, end = signed.span("name")
    return Label(start, end, opens.end(), question=False, answer=False, bullet=False)


def _inside(unit: Unit, found: Mapping[int, Label]) -> bool:
    """Whether a unit stands in a letter that is known already."""
    return any(label.start > unit.start >= label.speech for label in found.values() if label.until >= 0)


def signed(text: str, units: Sequence[Unit]) -> dict[int, Label]:
    """The units that open letters and the lines over posts, by index.

    A line with only a handle is of whom an earlier one names with it.
    """
    names: dict[str, tuple[int, int]] = {}
    found: dict[int, Label] = {}
    found.update(letters(text, units))
    for index, unit in enumerate(units):
        letter = _letter(text, unit) if index not in found and not _inside(unit, found) else None
        if letter is not None:
            found[index] = letter
        match = _POST.match(text, unit.start)
        if match is None or match.end() < unit.end:
            continue
        part = next((part for part in ("inside", "name") if match[part]), "handle")
        handle = match["handle"].casefold()
        if part != "handle":
            names.setdefault(handle, match.span(part))
        start, end = names.get(handle) or match.span(part)
        found[index] = Label(start, end, unit.end, question=False, answer=False, bullet=False)
    return found
