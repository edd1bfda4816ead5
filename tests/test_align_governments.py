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


def _at_home(bank: str, lobby: str) -> list[str]:
    text = (
        "Orlavia's government will tax banks. Prime Minister Jon Ekdahl insisted on it. "
        f"The {bank} warned. The finance ministry expects four billion. The {lobby} objects. Orlavia pays."
    )
    grounded = [
        said(1, "Orlavia's government", party="Orlavia's government", start=0),
        said(1, "Jon Ekdahl", role="Prime Minister", start=37),
        said(1, bank, party=bank, start=80),
        said(1, "finance ministry", party="finance ministry", start=108),
        said(1, lobby, party=lobby, start=150),
    ]
    return parties(grounded, [document(1, text)])


def test_in_a_dispute_inside_one_state_its_ministers_are_its() -> None:
    """Where bodies are named after the one state that speaks, its ministers need no state's name."""
    found = _at_home("Bank of Orlavia", "Orlavian Bankers' Association")
    assert [found[0], found[1], found[3]] == ["Orlavia [state]"] * 3
    assert found[2] == "Bank of Orlavia [organisation]"


def test_a_foreign_state_takes_nobodys_ministers() -> None:
    """One state that comments from abroad is not the one whose prime minister has no state's name."""
    assert _at_home("Bank of Tessel", "Tessel Bankers' Association")[1] != "Orlavia [state]"


_TRUCE = (
    "Quenland and Darvania met. The Darvanian foreign minister, Corvin Stahl, denied it.\n\nMuch was said. "
    "President Halden Morrow pledged an amnesty. Interior Minister Bron Kastel agreed. "
    "Quenland's parliament voted. Peace in Quenland is far. Quenland has accused them."
)


def _truce(text: str) -> list[str]:
    grounded = [
        said(1, "Corvin Stahl", role="Darvanian foreign minister", start=27),
        said(1, "Quenland", party="Quenland", start=84),
        said(1, "Halden Morrow", role="President", start=116),
        said(1, "Bron Kastel", role="Interior Minister", start=160),
    ]
    return parties(grounded, [document(1, text)])


def test_ministers_without_a_state_are_of_the_state_that_has_no_others() -> None:
    """Of two states that speak, the one whose ministers are never given its name is the one that needs no naming."""
    assert _truce(_TRUCE)[1:] == ["Quenland [state]"] * 3


def test_a_third_state_leaves_ministers_open() -> None:
    """Where a third state is named, a president may be its own."""
    found = _truce(f"{_TRUCE} Norway helped. In Norway, talks go on.")
    assert found[3] == "Bron Kastel [person]"
