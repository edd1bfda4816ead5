"""What a text tells of a person, under the full name or the surname that it uses."""

from __future__ import annotations

import re

from llmtool.align.parties.countries import mentions
from llmtool.align.parties.people.clauses import told_in_clauses
from llmtool.align.parties.people.introductions import Introduction, introductions, introductions_by_surname
from llmtool.align.parties.uses import is_word_of_offices


def introduced(text: str, name: str) -> list[Introduction]:
    """What a text tells of a person; "Former council leader Hywel Bould" tells nothing of a Mr Bould."""
    found = [*introductions(text, name), *introductions_by_surname(text, name), *told_in_clauses(text, name)]
    return found if " " in name else [each for each in found if not _has_given_name(text, each.at)]


def _has_given_name(text: str, at: int) -> bool:
    """Whether a given name stands before a surname at an offset."""
    word = re.search(r"\b([A-Z][a-z][\w’'\-]*)[ \t]$", text[max(0, at - 40) : at])
    return word is not None and not (is_word_of_offices(word.group(1)) or mentions([word.group(1)]))
