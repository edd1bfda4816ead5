"""What a finding is recognised by in a later run, when ids, offsets and issue labels have changed."""

from __future__ import annotations

import unicodedata

from llmtool.report.positions import PositionView
from llmtool.report.views import RelationView
from llmtool.schema import content_id
from llmtool.words import content_stems, tokens

_TELLING = 4
"""Words with a meaning of their own; evidence of fewer ("We will not have it") could stand for many things."""


def fingerprint(relation: RelationView) -> str:
    """The label with a hash of what both sides say: ``contradiction-0c1d2e3f4a5b``.

    For each side it takes the name of the party and the words of the evidence, and for evidence of few words the claim
    too. Left out is all that changes when a document is edited elsewhere, moved or read again: offsets, ids, source,
    outlet and date, the issue, kind, certainty and rationale, which side comes first, capitals and punctuation.
    """
    return content_id(relation.record.label.value, *sorted(_side(side) for side in (relation.a, relation.b)))


def _side(position: PositionView) -> list[str]:
    quote = " ".join(span.exact for span in position.record.evidence)
    said = [_plain(position.party.name), _plain(quote)]
    if len(set(content_stems(quote))) < _TELLING:
        said.append(_plain(position.record.claim))
    return said


def _plain(text: str) -> str:
    """The words alone; the text itself where it has none, such as an emoji."""
    text = unicodedata.normalize("NFKC", text)
    return " ".join(tokens(text)) or text.strip()
