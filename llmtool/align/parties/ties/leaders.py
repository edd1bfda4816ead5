"""Heads of government by surname, for ``the X administration``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from llmtool.align.parties.countries import bare, words_of
from llmtool.align.parties.people.introductions import introduced_role
from llmtool.align.parties.people.names import person, split_title
from llmtool.align.parties.people.persons import Mention
from llmtool.align.parties.people.spelling import fold
from llmtool.align.parties.sides import Side, strip_determiner
from llmtool.align.parties.ties.readings import Reader
from llmtool.drafts import GroundedDraft
from llmtool.schema import PartyKind


def find_leaders(
    grounded: Sequence[GroundedDraft], at: Sequence[Mention | None], texts: Mapping[str, str], reader: Reader
) -> None:
    """Enter into the reader who leads which state, by the roles of drafts and, for an administration, by the texts.

    Args:
        grounded: the drafts.
        at: for each draft the mention that speaks.
        texts: the documents.
        reader: takes the leaders.

    """
    for item, mention in zip(grounded, at, strict=True):
        if mention is None or (name := person(mention.name)) is None:
            continue
        for role in (item.draft.role, split_title(mention.name)[1]):
            side = reader.role(role, item.document_id, mention.at) if role else None
            if side is not None and side.kind is PartyKind.STATE:
                _lead(reader, name.keys[-1], side)
    for surname in sorted({name for item in grounded for name in _administrations(item)}):
        if fold(surname) not in reader.leaders:
            _lead_by_texts(reader, surname, texts)


def _administrations(item: GroundedDraft) -> list[str]:
    """The words before ``administration`` in a draft's names and role."""
    found = []
    for phrase in (item.draft.party, item.draft.role, item.draft.speaker):
        words = words_of(strip_determiner(phrase or ""))
        found += [word for word, after in pairwise(words) if bare(after).casefold() == "administration"]
    return found


def _lead_by_texts(reader: Reader, surname: str, texts: Mapping[str, str]) -> None:
    for document_id in sorted(texts):
        role = introduced_role(texts[document_id], bare(surname))
        side = reader.role(role, document_id, 0) if role else None
        if side is not None and side.kind is PartyKind.STATE:
            _lead(reader, fold(surname), side)
            return


def _lead(reader: Reader, surname: str, side: Side) -> None:
    known = reader.leaders.get(surname)
    if known is None or side.name < known.name:
        reader.leaders[surname] = side
