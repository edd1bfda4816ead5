"""Tests of sides that stand near somebody and are another's: opponents, towns, mines, other unions, other documents."""

from __future__ import annotations

import pytest
from align_cases import document, party_names, said

from llmtool.align.parties.bodies.apposed import apposed
from llmtool.align.parties.bodies.companies import told_companies
from llmtool.schema import Attribution


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("In reply to Orvik Clay, the ministry of trade said no.", {}),
        ("In connection with the claims made by Orvik, the Ministry of Energy of Norland states this.", {}),
        ("It rained. Contrary to Orvik Clay, the agency for water thinks so.", {}),
        ("In reply to Orvik Clay, the kiln operator, Norland said no.", {"Orvik Clay": "operator"}),
        ("Orvik Clay, the operator of the kilns, said no.", {"Orvik Clay": "operator"}),
    ],
)
def test_an_opponent_before_the_subject_is_no_other_name_of_it(text: str, called: dict[str, str]) -> None:
    """``In reply to Orvik, the ministry said`` names two sides, and never makes one the alias of the other."""
    assert apposed(text) == called


def test_a_ministry_is_not_whom_it_answers() -> None:
    """``The Ministry`` in an answer to a company is the ministry that answers."""
    text = "In reply to Orvik, the Ministry of Energy of Norland states this. Orvik is wrong. The Ministry is calm."
    found = party_names([said(1, "The Ministry", start=text.rindex("The"))], [document(1, text)])
    assert found == ["Ministry of Energy of Norland"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The chief told investors in Selmore that Selmore was fine.", ["Selmore"]),
        ("The chief told investors in Selmore so. Orvik is listed in Selmore.", []),
        ("The chief told investors in Selmore that it was late.", []),
        ("Orvik, which is listed in Selmore, is late.", ["Orvik"]),
        ("Orvik, which employs 400 people, is late.", ["Orvik"]),
        ("Dell Council, which employs 400 people, is late.", []),
    ],
)
def test_where_a_company_is_listed_is_no_company(text: str, names: list[str]) -> None:
    """A town where shares are sold is nobody's side; who is listed there is a company."""
    assert list(told_companies(text)) == names


def test_a_spokesman_speaks_for_who_is_listed() -> None:
    """``Orvik, which is listed in Selmore`` is followed by its spokesman, and Selmore has none."""
    first = "Orvik, which is listed in Selmore, disputes that. It is small, a spokesman, Tom Renn, said."
    second = "She told investors in Selmore that it would double."
    told = [said(1, "Tom Renn", role="spokesman", start=first.index("It is")), said(2, "she", start=5)]
    assert party_names(told, [document(1, first), document(2, second)])[0] == "Orvik"


def test_what_is_somebody_s_owns_nobody() -> None:
    """A chief executive after ``Orvik Clay … its planned Skarn Lake mine`` is Orvik Clay's."""
    text = (
        "HOLM (AP) - Orvik Clay Ltd will dig at its planned Skarn Lake mine, the company said.\n\n"
        "“Yes,” chief executive Helena Brandt said."
    )
    told = [said(1, "Helena Brandt", role="chief executive", start=text.index("“Yes"))]
    assert party_names(told, [document(1, text)]) == ["Orvik Clay Ltd"]


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Norland Mineworkers' Federation", "union leader"),
        ("Harbour Clay Trust", "trust chairman"),
        ("Kiln Dock Workers' Union", "union president"),
    ],
)
def test_a_named_body_goes_before_a_common_word(body: str, role: str) -> None:
    """``The union leader Jorge Palma`` leads the body that another text names for him, not another union."""
    first = f"Jorge Palma of the {body} said no. Iven Strand of the Farmers' Union said yes."
    second = f"The {role} Jorge Palma wants it. The Farmers' Union and the Lake Trust do not."
    told = [said(1, "Jorge Palma", start=0), said(2, "Jorge Palma", role=role, start=0)]
    assert party_names(told, [document(1, first), document(2, second)]) == [body, body]


def test_a_company_is_one_in_all_documents() -> None:
    """``The company`` in a text that names none is the only one that the others tell of, and stays it everywhere."""
    story = "Orvik Clay's chief executive left. The company said no. The Skarn Lake mine is shut."
    release = "Orvik Clay Ltd is glad. The Company denies it."
    page = "The company will not appeal."
    told = [said(1, "the company", start=40), said(2, "The Company", start=30), said(3, "The company", start=0)]
    found = party_names(told, [document(1, story), document(2, release), document(3, page)])
    assert len(set(found)) == 1
    assert "Orvik Clay" in found[0]


@pytest.mark.parametrize("name", ["opposition Centre Party", "the main opposition Centre Party", "ruling Centre Party"])
def test_where_a_party_stands_is_none_of_its_name(name: str) -> None:
    """``The opposition Centre Party`` and the Centre Party's leader are one side."""
    told = [said(1, name, start=0), said(2, "Ada Lund", role="Centre Party leader", start=0)]
    texts = [document(1, f"{name} said no."), document(2, "Centre Party leader Ada Lund said no.")]
    assert party_names(told, texts) == ["Centre Party", "Centre Party"]


def test_the_one_finance_minister_is_who_another_text_names() -> None:
    """``The Finance Minister`` is the only one that any text names, and is left open where there are two."""
    told = [said(1, "The Finance Minister"), said(2, "Pavel Drost", role="Finance Minister", start=16)]
    texts = [document(1, "The Finance Minister said no."), document(2, "Finance Minister Pavel Drost said no.")]
    assert len(set(party_names(told, texts))) == 1
    third = document(3, "Finance Minister Ana Holm said no.")
    two = [*told, said(3, "Ana Holm", role="Finance Minister", start=16)]
    assert len(set(party_names(two, [*texts, third]))) == 3


def test_a_spokesman_is_his_who_spoke_before_what_stands_near() -> None:
    """``Orvik accused Norland; a spokesman called it theft`` is Orvik's, whatever body the text names before."""
    text = "The Clay Board is late.\n\nAda Orvik accused Norland; a spokesman called it theft."
    told = [said(1, "Clay Board"), said(1, "Ada Orvik", start=25), said(1, "a spokesman", party="Ada Orvik", start=45)]
    assert party_names(told, [document(1, text)]) == ["Clay Board", "Ada Orvik", "Ada Orvik"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The board had received Orvik Clay's full permit application. The applicant is calm.", "Orvik Clay"),
        ("Orvik Clay has applied for a permit. The applicant is calm.", "Orvik Clay"),
        ("The planning application by Orvik Clay is late. The applicant is calm.", "Orvik Clay"),
        ("The Holm Board, the applicant and the union met. The applicant is calm.", "Applicant"),
        ("Orvik Clay and Selm Sand met. Orvik Clay has applied for it, and Selm Sand has applied for it.", "Applicant"),
    ],
)
def test_the_applicant_is_who_has_applied(text: str, party: str) -> None:
    """``The applicant`` is the one that any text tells to have applied, and nobody known where there are two."""
    page = document(2, "The applicant puts it at three.")
    told = [said(1, "Holm Board"), said(2, "The applicant")]
    assert party_names(told, [document(1, text), page])[1] == party


@pytest.mark.parametrize(
    "name", ["minister's hydrologists", "the minister’s officials", "energy minister's own experts"]
)
def test_the_staff_of_a_minister_are_the_ministry_s(name: str) -> None:
    """``The minister's hydrologists`` speak for the one ministry that the texts name."""
    told = [said(1, "The Energy Ministry"), said(2, name)]
    texts = [document(1, "The Energy Ministry said no."), document(2, f"Later {name} said yes.")]
    assert party_names(told, texts) == ["Energy Ministry", "Energy Ministry"]


@pytest.mark.parametrize(
    ("role", "party"),
    [
        ("chairwoman of the management board", "Orvik Clay"),
        ("member of the supervisory board", "Orvik Clay"),
        ("head of the press service", "Orvik Clay"),
        ("chair of the school board", "School board"),
        ("chair of the management board of Selm Sand", "Selm Sand"),
    ],
)
def test_a_company_s_organs_are_the_company(role: str, party: str) -> None:
    """A management board is that of the company named before, and no side of its own."""
    text = f"The kiln maker Orvik Clay is late. “No,” said Ada Lund, {role}."
    assert party_names([said(1, "Ada Lund", role=role, start=text.index("“"))], [document(1, text)]) == [party]


def test_somebody_s_group_is_who_the_person_speaks_for() -> None:
    """``Maud Kessler's group`` is the association that she chairs, and she is no organisation."""
    text = "Maud Kessler, who chairs the Lake Association, said no. Maud Kessler’s group will sue."
    told = [said(1, "Maud Kessler"), said(1, "Maud Kessler’s group", start=60)]
    assert party_names(told, [document(1, text)]) == ["Lake Association", "Lake Association"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Orvik Systems is late.", "Orvik Systems"),
        ("Orvik Systems is late. Ada Orvik is not.", "Orvik"),
        ("Orvik Harbour is late.", "Orvik"),
    ],
)
def test_a_company_named_in_full_elsewhere(text: str, party: str) -> None:
    """``Orvik`` is the Orvik Systems of another text, unless somebody there has the name."""
    texts = [document(1, f"The Lake Trust is calm. {text}"), document(2, "Orvik said no.")]
    assert party_names([said(1, "The Lake Trust"), said(2, "Orvik")], texts)[1] == party


def test_one_name_in_two_prints_is_one_side() -> None:
    """What a body's own paper says belongs to the same side as what others quote it as saying."""
    sender, named = "Nurses’ Union", "Nurses' Union"
    own = f"Statement of the {sender}\n\nThe wards are full."
    other = f"The {named} said the wards are safe."
    drafts = [
        said(1, None, party=sender, attribution=Attribution.NARRATOR, start=own.rindex("The")),
        said(2, named, party=named, start=other.rindex("the")),
    ]
    assert len(set(party_names(drafts, [document(1, own), document(2, other)]))) == 1
