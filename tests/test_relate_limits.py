from __future__ import annotations

import pytest
from relate_cases import Said, aligned, contradicted

from llmtool.relate import compare_by_rule
from llmtool.relate.claims.numbers import quantities
from llmtool.schema import Certainty, RelationLabel


@pytest.mark.parametrize(
    ("text", "low", "high", "told"),
    [
        ("Under-9s ride for nothing.", 0, 9, "Under-9s"),
        ("The rink is open to over-60s.", 60, float("inf"), "over-60s"),
        ("Children up to 15 ride free.", 0, 15, "15"),
        ("Children up to the age of 15 ride free.", 0, 15, "15"),
        ("Staff aged under 25 get less.", 0, 25, "25"),
        ("No one under 17 may enter.", 17, float("inf"), "17"),
        ("It is open to anyone from the age of 14.", 14, float("inf"), "14"),
        ("Pupils aged 8 and over may stay.", 8, float("inf"), "8"),
        ("Children under 4 years stay at home.", 0, 4, "4 years"),
    ],
)
def test_a_limit_of_age_is_read_in_words(text: str, low: float, high: float, told: str) -> None:
    """Up to which age, or from which, something holds."""
    (found,) = quantities(text)
    assert (found.dimension, found.low, found.high, found.text) == ("age", low, high, told)


@pytest.mark.parametrize("text", ["A man aged 34 fell.", "She told people about 50 jobs.", "The hall holds up to 60."])
def test_what_is_no_limit_of_age(text: str) -> None:
    """The age of a person and what is counted otherwise."""
    assert [each.dimension for each in quantities(text)] == ["count"]


@pytest.mark.parametrize(
    ("first", "second", "certainty"),
    [
        ("The tram is free for children up to 15.", "Under-9s ride free on the tram.", Certainty.POSSIBLE),
        ("The curfew covers drivers under the age of 21.", "The curfew covers drivers under 25.", Certainty.FIRM),
        ("No one under 17 may use the rink.", "The rink is open to anyone from the age of 14.", Certainty.POSSIBLE),
        ("Vans up to 3 tonnes may use the ford.", "Vans up to 7 tonnes may use the ford.", Certainty.FIRM),
        ("The tram is free for children up to 16.", "The tram is free for children under 17.", None),
        ("The tram is free for over-60s.", "The tram is free for under-16s.", None),
        ("Most of the injured were under 30.", "All of the injured were over 20.", None),
        ("At least 40 sheep died in the flood.", "At least 60 sheep died in the flood.", None),
    ],
)
def test_two_limits_of_one_rule(first: str, second: str, certainty: Certainty | None) -> None:
    """Who lets in more people than the other says another thing; counts that may both be true are no rules."""
    assert contradicted(first, second) == ([] if certainty is None else [certainty])


def test_an_offer_that_is_spoken_of_is_no_offer() -> None:
    """Who says that an offer of 5 per cent was never put to anybody names no figure of their own."""
    said = [
        Said("The offer of 5 per cent was never put to members.", "Fishers' Union"),
        Said("The Board can now offer 7 per cent.", paper="Echo"),
    ]
    assert not [draft for draft in compare_by_rule(aligned(said)) if draft.label is RelationLabel.CONTRADICTION]
