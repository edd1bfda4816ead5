"""Short forms of bodies: initials without brackets, heads that stand first, unions, watchdogs and fronts."""

from __future__ import annotations

import pytest
from align_cases import document, party_names, said

from llmtool.align.parties.bodies import bodies_in


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
