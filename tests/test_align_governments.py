"""The government of a dispute inside one country, and the states that stand near an officer of state."""

from __future__ import annotations

import pytest
from align_cases import document, parties, said

_BILL = "Prime Minister Ada Lund spoke. Interior Minister Tom Rask agreed. The federal government paid."


def test_ministers_and_the_government_of_one_country_are_one_side() -> None:
    """Where no state is heard, the prime minister, a minister and the federal government speak for one side."""
    grounded = [
        said(1, "Ada Lund", role="Prime Minister", start=0),
        said(1, "Tom Rask", role="Interior Minister", start=31),
        said(1, "federal government", party="federal government", start=66),
    ]
    assert set(parties(grounded, [document(1, _BILL)])) == {"Federal government [state]"}


def test_ministers_of_two_parties_are_not_one_government() -> None:
    """A minister who speaks for a party of his own quarrels with the cabinet, and nobody is merged with anybody."""
    grounded = [
        said(1, "Ada Lund", role="Prime Minister", start=0),
        said(1, "Tom Rask", role="Interior Minister", party="Harvest Party", start=31),
        said(1, "federal government", party="federal government", start=66),
    ]
    assert parties(grounded, [document(1, _BILL)])[:2] == ["Ada Lund [person]", "Harvest Party [organisation]"]


def test_a_president_beside_a_prime_minister_is_a_side_of_his_own() -> None:
    """A president and a prime minister of one country may be rivals."""
    text = "President Ada Lund spoke. Prime Minister Tom Rask laughed. Health Minister Ida Holm wept."
    grounded = [
        said(1, "Ada Lund", role="President", start=0),
        said(1, "Tom Rask", role="Prime Minister", start=26),
        said(1, "Ida Holm", role="Health Minister", start=58),
    ]
    assert parties(grounded, [document(1, text)]) == ["Ada Lund [person]", "Government [state]", "Government [state]"]


def test_a_department_is_one_side_with_its_minister() -> None:
    """The health minister speaks for the health department."""
    text = "Health Minister Ada Lund spoke. A health department spokesman agreed."
    grounded = [
        said(1, "Ada Lund", role="Health Minister", start=0),
        said(1, "A health department spokesman", party="health department", start=32),
    ]
    assert parties(grounded, [document(1, text)]) == ["Health department [state]"] * 2


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ottawa will cap the price of eggs, Trade Minister Ada Lund announced.", "Canada [state]"),
        ("Peru denied that Chile had paid. Trade Minister Ada Lund said so.", "Peru [state]"),
        ("Peru accused Chile. Trade Minister Ada Lund said so.", "Ada Lund [person]"),
        ("Ottawa will cap the price, said the union. Trade Minister Ada Lund left.", "Canada [state]"),
        ("Eggs from Ottawa will cost more, Trade Minister Ada Lund announced.", "Ada Lund [person]"),
    ],
)
def test_who_tells_what_a_state_does_speaks_for_it(text: str, party: str) -> None:
    """The state that opens what a minister announces, or that has just spoken, is the minister's."""
    assert parties([said(1, "Ada Lund", start=text.index("Ada"))], [document(1, text)]) == [party]


def test_a_ministry_after_a_denial_is_that_of_the_state_that_denied() -> None:
    """A ``Defense Ministry spokesman Col. X`` right after what a state denied is that state's."""
    text = "Peru denied that Chile had paid. Defense Ministry spokesman Col. Ada Lund said the road was old."
    role = "Defense Ministry spokesman Col."
    grounded = [said(1, "Ada Lund", role=role, party="Defense Ministry", start=text.index("Ada"))]
    assert parties(grounded, [document(1, text)]) == ["Peru [state]"]
