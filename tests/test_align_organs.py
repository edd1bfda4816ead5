"""Organs and desks: whose board, branch or director somebody speaks for."""

from __future__ import annotations

import pytest
from align_cases import document, party_names, said

from llmtool.align import propose, resolve
from llmtool.align.parties.bodies.organs import whole
from llmtool.align.parties.people.offices import needs_body
from llmtool.engines.offline.people.roles import party_of


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Norvale Foods' board", "Norvale Foods"),
        ("Orvik's legal team", "Orvik"),
        ("Harvest Democrats' parliamentary", "Harvest Democrats"),
        ("local branch of the Dockers' Union", "Dockers' Union"),
        ("DU branch", "DU"),
        ("Dockers' Union branch", "Dockers' Union"),
        ("Harbour branch", "Harbour branch"),
        ("Norvale school board", "Norvale school board"),
        ("branch of the river", "branch of the river"),
    ],
)
def test_an_organ_speaks_for_the_whole(name: str, body: str) -> None:
    """The board and the legal team of a body are the body; a branch with a name of its own is not."""
    assert whole(name) == body


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Orvik University will shut. The Clay Trust wept. “No,” said vice-chancellor Ada Lund.", "Orvik University"),
        ("Orvik University will shut. Holm College will not. “No,” said vice-chancellor Ada Lund.", "Ada Lund"),
        ("The Clay Trust wept. “No,” said vice-chancellor Ada Lund.", "Ada Lund"),
        ("The Clay Trust wept. “No,” said director Ada Lund.", "Clay Trust"),
    ],
)
def test_an_office_belongs_to_the_kind_of_body_that_has_it(text: str, party: str) -> None:
    """A vice-chancellor is the one university's, and nobody's where there are two or none."""
    grounded = [said(1, "Ada Lund", role=text.split()[-3], start=text.index("“"))]
    assert party_names(grounded, [document(1, text)]) == [party]


def test_a_body_before_is_looked_for_where_the_role_is_given() -> None:
    """A chairman introduced under his company keeps it where another is named before what he says later."""
    text = "Orvik Clay Ltd paid. Its chairman, Ada Lund, left.\n\nThe Holm Trust wept. The chairman Lund laughed."
    grounded = [said(1, "Ada Lund", role="chairman", start=text.index("The chairman"))]
    assert party_names(grounded, [document(1, text)]) == ["Orvik Clay Ltd"]


@pytest.mark.parametrize(
    ("role", "wanting"),
    [
        ("head of aviation safety", True),
        ("head of public policy in Europe", True),
        ("Property director", True),
        ("head of the tenants' union", False),
    ],
)
def test_what_somebody_is_in_charge_of_is_no_body(role: str, wanting: bool) -> None:
    """``head of aviation safety`` names no body, and its side is the body named before."""
    text = f"The Clay Trust paid. “No,” said its {role}, Ada Lund."
    assert needs_body(role) == wanting
    found = party_names([said(1, "Ada Lund", role=role, start=text.index("“"))], [document(1, text)])
    assert (found == ["Clay Trust"]) == wanting


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("Property director", None),
        ("head of public policy in Europe", None),
        ("head of the public", "public"),
        ("Competition Bureau director", "Competition Bureau"),
    ],
)
def test_a_desk_is_no_side(role: str, side: str | None) -> None:
    """A word for what somebody looks after is no side; as part of a name it is."""
    assert party_of(role) == side


def test_a_group_named_by_its_members_is_no_person() -> None:
    """``Patients First Holm`` begins with a plural of people and is nobody's name; nor is one with an ampersand."""
    grounded = [said(1, "Patients First Holm", start=0), said(1, "Castle & Dunn", start=30)]
    found = resolve(grounded, propose(grounded, [document(1)]), [document(1)], None)
    assert {f"{each.name} [{each.kind}]" for each in found.parties} == {
        "Castle & Dunn [organisation]",
        "Patients First Holm [organisation]",
    }
