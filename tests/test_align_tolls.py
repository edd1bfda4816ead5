from __future__ import annotations

import pytest

from llmtool.align.issues.tolls import tolls

FIRST = "Officials in Orvane said at least 23 people were killed when a shell struck Dubrec."


@pytest.mark.parametrize(
    "claim",
    [
        "The ministry said nine people died, all of them members of the Orvanian army.",
        "The mission said its observers had counted 23 bodies.",
        "The town hall said 31 people are now known to have died.",
        "The army said nobody was killed.",
        "Ann Roe put the death toll in Dubrec at forty.",
        "Ann Roe said the shell killed twelve.",
    ],
)
def test_counts_of_the_dead_are_one_question(claim: str) -> None:
    """However it is put, how many died is one thing."""
    assert tolls([FIRST, "The mayor said the roof fell.", claim], [["Orvane"], ["Ann Roe"]]) == [(0, 2)]


@pytest.mark.parametrize(
    "claim",
    [
        "Ann Roe said 40 people were killed in Elm.",
        "Some 31,000 people have died since.",
        "Her members counted 40 dead trout.",
        "Nobody was left to count the bodies.",
    ],
)
def test_other_dead_are_another_question(claim: str) -> None:
    """Those of another place, of a whole war, and animals are counted apart."""
    assert tolls([FIRST, claim], [["Orvane"], ["Ann Roe"]]) == []
