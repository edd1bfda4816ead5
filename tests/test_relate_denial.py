from __future__ import annotations

import pytest
from relate_cases import Said, aligned

from llmtool.relate import compare_by_rule
from llmtool.schema import Certainty, RelationLabel


@pytest.mark.parametrize(
    ("first", "second", "certainty"),
    [
        (
            "Voters were sent away without a ballot.",
            "The Union rejected the claim that voters were sent away without a ballot.",
            "firm",
        ),
        ("Nobody called the families back.", "The Union denied that nobody called the families back.", "firm"),
        (
            "The quay was never inspected by divers.",
            "The Union said it is not true that the quay was never inspected by divers.",
            "firm",
        ),
        ("The quay was inspected by divers.", "The Union denied that the quay was never inspected by divers.", ""),
    ],
)
def test_a_denial_in_the_same_words(first: str, second: str, certainty: str) -> None:
    """Whoever denies what the other says contradicts it, negations in it and all; who denies its opposite does not."""
    drafts = compare_by_rule(aligned([Said(first), Said(second, "Fishers' Union", paper="Echo")]))
    found = [draft.certainty for draft in drafts if draft.label is RelationLabel.CONTRADICTION]
    assert found == ([Certainty(certainty)] if certainty else [])
    assert not [draft for draft in drafts if certainty and draft.label is RelationLabel.AGREEMENT]


def test_two_doses_are_two_products() -> None:
    """The size of a tablet tells which one is meant; it is no figure that two sides could dispute."""
    said = [
        Said("The Board will not withdraw the 80 mg tablet."),
        Said("The Union wants the 40 mg tablet withdrawn.", "Union"),
    ]
    assert not [draft for draft in compare_by_rule(aligned(said)) if draft.label is RelationLabel.CONTRADICTION]
