"""Two sides of which one sentence tells the same."""

from __future__ import annotations

import pytest
from relate_cases import Said, aligned

from llmtool.drafts import RelationDraft
from llmtool.relate import compare_by_rule
from llmtool.schema import Certainty, RelationLabel

PLAN = "a plan to reopen the quay in spring"


def told(first: str, second: str, evidence: str, other_paper: str = "Courier") -> tuple[RelationDraft, ...]:
    return compare_by_rule(
        aligned(
            [
                Said(first, evidence=evidence),
                Said(second, party="Fishers' Union", paper=other_paper, evidence=evidence),
            ]
        )
    )


def test_what_one_sentence_tells_of_two_sides_is_a_firm_agreement() -> None:
    """The document itself puts the two together, so nothing has to be guessed."""
    (draft,) = told(f"The Harbour Board welcomed {PLAN}.", f"The Fishers' Union welcomed {PLAN}.", PLAN)
    assert (draft.label, draft.certainty) == (RelationLabel.AGREEMENT, Certainty.FIRM)
    assert "said of both in one sentence" in draft.rationale


@pytest.mark.parametrize(
    ("first", "second", "evidence"),
    [
        (f"The Harbour Board wants {PLAN}.", f"The Fishers' Union rejected {PLAN}.", PLAN),
        (
            "The Harbour Board accused each other of lying.",
            "The Fishers' Union accused each other of lying.",
            "of lying",
        ),
        ("The Harbour Board claimed victory.", "The Fishers' Union claimed victory.", "victory"),
        ("The Harbour Board said the Board would win.", "The Fishers' Union said the Union would win.", "would win"),
    ],
)
def test_two_in_one_sentence_are_not_always_of_one_mind(first: str, second: str, evidence: str) -> None:
    """One may want what the other rejects, both may accuse the other, and each may claim a thing for itself."""
    assert not [
        d for d in told(first, second, evidence) if d.label is RelationLabel.AGREEMENT and "both" in d.rationale
    ]


def test_the_same_sentence_in_two_papers_is_not_said_together() -> None:
    """The rule reads one sentence of one document; what stands in two is left to the other rules."""
    claims = f"The Harbour Board welcomed {PLAN}.", f"The Fishers' Union welcomed {PLAN}."
    assert not [d for d in told(*claims, PLAN, other_paper="Herald") if "one sentence" in d.rationale]
