"""Sides named by their members, towns beside counties, firms by nationality, and roles from another document."""

from __future__ import annotations

import pytest
from align_cases import document, party_names, said

from llmtool.align import propose, resolve
from llmtool.align.parties.speakers import speaker_name


@pytest.mark.parametrize(
    ("text", "speaker", "role", "party"),
    [
        (
            "The Holm Court Tenants' Association met. The tenants wept.",
            "The tenants",
            None,
            "Holm Court Tenants' Association",
        ),
        (
            "The Riverside Residents met. Their spokesman wept.",
            "Ada Lund",
            "residents' spokesman",
            "Riverside Residents",
        ),
        (
            "The Holm Tenants' Union met. The Orvik Tenants' League met. The tenants wept.",
            "The tenants",
            None,
            "Tenants",
        ),
        ("The Holm Court Tenants' Association met. Tenants wept.", "tenants", None, "Tenants"),
    ],
)
def test_members_speak_for_the_one_body_named_after_them(text: str, speaker: str, role: str | None, party: str) -> None:
    """``the tenants`` are the tenants' association where there is one; without an article they are anybody."""
    assert party_names([said(1, speaker, role=role, start=text.index("wept"))], [document(1, text)]) == [party]


def test_a_mayor_is_not_of_the_county() -> None:
    """The mayor speaks for a town's council, never for the county that stands near."""
    text = "Vane County closed the bridge. Mayor Ada Lund wept. County commissioner Tom Rask did not."
    grounded = [
        said(1, "Ada Lund", role="Mayor", start=31),
        said(1, "Tom Rask", role="County commissioner", start=52),
    ]
    assert party_names(grounded, [document(1, text)]) == ["Council", "Vane County"]


def test_the_firm_of_a_country_is_the_one_that_is_named() -> None:
    """``the Danish firm`` is the maker that the text names, and no name of its own."""
    text = "The pram maker Nimbo wept. The Danish firm will pay."
    grounded = [said(1, "Danish firm", party="Danish firm", start=text.index("Danish"))]
    assert party_names(grounded, [document(1, text)]) == ["Nimbo"]


@pytest.mark.parametrize(
    ("drafted", "name"),
    [
        ("The charity Open Doors", "Open Doors"),
        ("The medical charity Open Doors", "Open Doors"),
        ("The Harvest Union", "The Harvest Union"),
        ("the chair Ada Lund", "the chair Ada Lund"),
    ],
)
def test_what_a_body_is_belongs_not_to_its_name(drafted: str, name: str) -> None:
    """The noun that tells the kind of a body is left off its name."""
    assert speaker_name(drafted) == name


def test_the_carmaker_is_the_maker_that_is_named() -> None:
    """A trade that stands alone is the company of the text, and no person."""
    text = "Vectra Motors paid. The carmaker wept."
    grounded = [said(1, "carmaker", start=text.index("carmaker"))]
    assert party_names(grounded, [document(1, text)]) == ["Vectra Motors"]


@pytest.mark.parametrize("role", ["Fisheries minister", "Ports minister"])
def test_what_a_minister_looks_after_is_no_side(role: str) -> None:
    """``Ports minister`` at the start of a sentence is nobody from a company called Ports."""
    text = f"Orvik Ports paid. {role} Ada Lund wept."
    grounded = [said(1, "Ada Lund", role=role, start=text.index("Ada")), said(1, "Orvik Ports", party="Orvik Ports")]
    assert "Ada Lund" in party_names(grounded, [document(1, text)])


def test_a_role_given_in_one_document_holds_in_another() -> None:
    """``The rector`` is who another document introduces so, where he is heard in this one."""
    first, second = "The rector, Ada Lund, of Orvik University met them.", "Ada Lund wept. “No,” said the rector."
    grounded = [said(1, "Ada Lund", role="rector", start=12), said(2, "Ada Lund"), said(2, "the rector", start=20)]
    documents = [document(1, first), document(2, second)]
    aligned = resolve(grounded, propose(grounded, documents), documents, None)
    assert [speaker.name for speaker in aligned.speakers] == ["Ada Lund"]


def test_police_with_a_name_are_a_body() -> None:
    """``Metropolitan Police`` is a name, of which nothing is cut off."""
    grounded = [said(1, "Metropolitan Police", party="Metropolitan Police", start=0)]
    assert party_names(grounded, [document(1, "Metropolitan Police paid.")]) == ["Metropolitan Police"]
