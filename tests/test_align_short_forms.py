"""Short forms of bodies: initials without brackets, heads that stand first, unions, watchdogs and fronts."""

from __future__ import annotations

import pytest
from align_cases import document, party_names, said

from llmtool.align import propose, resolve
from llmtool.align.parties.bodies.bodies import bodies_in


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Eastern Fishers Guild met.", "Eastern Fishers Guild"),
        ("The Eastern Fishers Guild Hall burnt.", "EFG"),
        ("The Eastern Fishers Guild met. So did the Elder Farmers Group.", "EFG"),
        ("The Great Eastern Fishers Guild met.", "EFG"),
    ],
)
def test_initials_mean_the_one_name_that_has_them(text: str, party: str) -> None:
    """``EFG`` is the Eastern Fishers Guild where no other name has these initials, and never a part of a name."""
    grounded = [said(1, "EFG", party="EFG", start=0), said(2, "Ida Holm", start=4)]
    assert party_names(grounded, [document(1, "The EFG paid."), document(2, text)])[:1] == [party]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Union of Inland States met.", "Union of Inland States"),
        ("The Centre for River Rights President Ada Lund met them.", "Centre for River Rights"),
        ("Norvale would send buses.", None),
        ("Party of Ada Lund", None),
    ],
)
def test_a_head_may_stand_first_in_the_name_of_a_body(text: str, name: str | None) -> None:
    """``Union of …`` and ``Centre for …`` name bodies up to an office; a sentence about buses names none."""
    assert bodies_in(text).names[:1] == ([name] if name else [])


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Transport Workers' Federation", "union"),
        ("Norvale Pilots' Guild", "union"),
        ("Harvest Safety Agency", "watchdog"),
        ("Norvale Liberation Front", "Front"),
    ],
)
def test_a_short_form_means_the_body_of_its_kind(full: str, short: str) -> None:
    """A guild of pilots is a union, an agency a watchdog, and the Front the one that is named."""
    text = f"The {full} paid. The {short} said so."
    grounded = [said(1, full, party=full, start=4), said(1, short, party=short, start=text.rindex(short))]
    assert party_names(grounded, [document(1, text)]) == [full, full]


def test_a_federation_of_sports_is_no_union() -> None:
    """Only a body of people who work may be called a union."""
    text = "The Norvale Rowing Federation paid. The union said so."
    grounded = [said(1, "union", party="union", start=text.rindex("union"))]
    assert party_names(grounded, [document(1, text)]) == ["Union"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bettina Orr of the Tram Drivers' Union spoke.", "Tram Drivers' Union"),
        ("Ada Holm for the Norvale Rowing Federation spoke.", "Norvale Rowing Federation"),
        ("Governments of the Meridian Alliance spoke.", "Meridian Alliance"),
        ("Friends of the Norvale Museum spoke.", "Friends of the Norvale Museum"),
        ("The Royal Society of the Blue Museum spoke.", "Royal Society of the Blue Museum"),
    ],
)
def test_a_member_is_no_part_of_the_name_of_a_body(text: str, name: str) -> None:
    """Who is of a body stands before its name; friends and societies of something are bodies themselves."""
    assert bodies_in(text).names == [name]


def test_the_operator_is_the_transit_company() -> None:
    """A transit company is an operator, and a person of a union is none."""
    text = "“No,” said Bettina Orr of the Tram Drivers' Union. Selm Transit blamed nobody, the operator said."
    grounded = [said(1, "the operator", party="operator", start=70)]
    assert party_names(grounded, [document(1, text)]) == ["Selm Transit"]


def test_a_party_by_its_first_word_is_one_with_its_senior_lawmakers() -> None:
    """``Liberal leader`` and ``a senior Liberal Alliance lawmaker`` speak for the Liberal Alliance."""
    text = "The Liberal Alliance met. Liberal leader Sofia Brand refused. A senior Liberal Alliance lawmaker agreed."
    grounded = [
        said(1, "Sofia Brand", role="Liberal leader", start=40),
        said(1, "a senior Liberal Alliance lawmaker", start=64),
        said(1, "The Liberal Alliance", party="Liberal Alliance", start=0),
    ]
    assert set(party_names(grounded, [document(1, text)])) == {"Liberal Alliance"}


def test_the_police_are_nobody_elses() -> None:
    """Police who are named after a union do not speak for it; they are those of the town that the texts name."""
    text = "The Dockers' Union met on Monday. Police said the driver was in hospital."
    grounded = [said(1, "police", party="police", start=34)]
    assert party_names(grounded, [document(1, text)]) == ["Police"]
    text = "Norvale police closed the bridge. The Dockers' Union met. Police said the driver was in hospital."
    assert party_names([said(1, "police", party="police", start=58)], [document(1, text)]) == ["Norvale police"]


def test_the_police_of_two_papers_are_one_side() -> None:
    """Two reports of one dispute mean the same police, as they mean the same party by its plural."""
    texts = ["Police counted 12,000. The Conservatives left.", "The police counted 15,000. Conservatives stayed."]
    grounded = [said(number, who) for number in (1, 2) for who in ("police", "Conservatives")]
    documents = [document(number, text) for number, text in enumerate(texts, start=1)]
    aligned = resolve(grounded, propose(grounded, documents), documents, None)
    assert sorted(party.name for party in aligned.parties) == ["Conservatives", "Police"]


def test_a_party_by_its_plural_is_no_committee() -> None:
    """``Conservatives`` are the Conservative Party, not its research committee."""
    text = "The Conservatives left. The Conservative Research Committee stayed. The Conservative Party lost."
    grounded = [
        said(1, "Conservatives", start=4),
        said(1, "Conservative Research Committee", party="Conservative Research Committee", start=28),
        said(1, "Conservative Party", party="Conservative Party", start=72),
    ]
    first, second, third = party_names(grounded, [document(1, text)])
    assert first == third != second
