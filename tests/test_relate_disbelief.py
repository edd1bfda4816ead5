"""Who does not believe a statement or a figure denies it, and a side that calls its words new has moved."""

from __future__ import annotations

import pytest
from relate_cases import Said, aligned

from llmtool.relate import compare_by_rule
from llmtool.relate.claims.polarity import is_disbelief
from llmtool.schema import RelationLabel


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ("The Union called the claim that the plan would create 640 jobs absurd.", "contradiction"),
        ("The Union described the claim that the plan would create 640 jobs as wildly exaggerated.", "contradiction"),
        ("The Union called the figure of 640 jobs a fantasy.", "contradiction"),
        ("The Union said the figure of 640 jobs is a fairy tale.", "contradiction"),
        ("The Union doubted that the plan would create 640 jobs.", "contradiction"),
        ("The Union said the 640 jobs were invented.", ""),
        ("The Union called the claim that the plan would create 640 jobs realistic.", "agreement"),
        ("The Union did not doubt that the plan would create 640 jobs.", "agreement"),
    ],
)
def test_disbelief_is_no_agreement(answer: str, label: str) -> None:
    """The same figure in two claims tells nothing where one of them calls it untrue."""
    drafts = compare_by_rule(
        aligned([Said("The Board said the plan would create 640 jobs."), Said(answer, "Union", paper="Echo")])
    )
    assert [draft.label for draft in drafts] == ([RelationLabel(label)] if label else [])


def test_one_statement_of_two_is_disbelieved() -> None:
    """Who takes back one figure and gives another agrees with whoever gives that one."""
    owned = "The figure for the buses was wrong. The two extra runs cost 75,000 marks a year."
    drafts = compare_by_rule(
        aligned([Said("The two extra runs cost 75,000 marks a year."), Said(owned, "Union", paper="Echo")])
    )
    assert [draft.label for draft in drafts] == [RelationLabel.AGREEMENT]


@pytest.mark.parametrize(
    ("text", "disbelieves"),
    [
        ("That is pure fiction.", True),
        ("The count is inflated.", True),
        ("The count is not exaggerated.", False),
        ("It is anything but absurd.", False),
        ("The pipe is made of steel.", False),
    ],
)
def test_words_of_disbelief(text: str, *, disbelieves: bool) -> None:
    """A negation in front turns them round."""
    assert is_disbelief(text) is disbelieves
