"""Tests of names like persons' that texts use as companies' or groups', and of what short forms stand for."""

from __future__ import annotations

import pytest
from align_cases import document, parties_as_given, said

from llmtool.align.parties.bodies.bodies import bodies_in
from llmtool.align.parties.bodies.companies import companies_in
from llmtool.align.parties.bodies.short_forms import fits_short, same_bodies
from llmtool.align.parties.states.states import told_states
from llmtool.align.parties.ties.phrases import side_of_role


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Orvell's chief executive resigned.", {"Orvell": "Orvell"}),
        ("The finance director of Orvell Dane resigned. Orvell sank.", {"Orvell Dane": "Orvell Dane"}),
        ("Ostrey Freight sank. “No,” Ostrey said.", {"Ostrey Freight": "Ostrey Freight", "Ostrey": "Ostrey Freight"}),
        ("On Monday Ostrey Renewables's board of directors met.", {"Ostrey Renewables": "Ostrey Renewables"}),
        ("Orvell Dane has sold its fleet.", {}),
        ("The Freight was late. A Capital idea.", {}),
        ("Peru's finance director resigned.", {}),
    ],
)
def test_a_chief_executive_or_an_ending_makes_a_company(text: str, found: dict[str, str]) -> None:
    """Who has a chief executive is a company, and so is "Ostrey Freight"; its first word may stand for it."""
    told = companies_in([text])
    assert {form: told[form] for form in found} == found
    assert found or not told


def test_a_speaker_taken_up_by_which_is_no_person() -> None:
    """``Orvell Dane, which owns a tenth`` is a body if it speaks; other names that "which" takes up may be places."""
    text = "Orvell Dane, which owns a tenth, said no. Upper Holm, which has a church, slept."
    assert companies_in([text], ["Orvell Dane"])["Orvell Dane"] == "Orvell Dane"
    assert "Upper Holm" not in companies_in([text], ["Orvell Dane"])


@pytest.mark.parametrize(
    "text",
    [
        "Ada Orvell has kept its word, which nobody had asked for. Ms Orvell, which is odd, smiled.",
        "Mayor Ada Orvell has had its day. Orvell said so.",
        "Ada Orvell, 52, has lost its charm.",
    ],
)
def test_a_person_is_no_company(text: str) -> None:
    """A form of address, an office or an age tells that a name is a person's, whatever else a text says."""
    assert not companies_in([text], ["Ada Orvell", "Orvell"])


def test_an_agency_taken_up_by_which_is_no_company() -> None:
    """What its last word tells it to be goes before what a text does with its name."""
    text = "The Norvale Water Agency, which runs the gauges, said 9 metres."
    assert companies_in([text], {"Norvale Water Agency"}) == {}


def test_a_state_is_no_company() -> None:
    """A state that only the texts tell of may have its plans, too."""
    text = "Quelmaria has closed its port. The Quelmarian foreign minister was in Quelmaria."
    atlas = told_states([text])
    assert not companies_in([text], ["Quelmaria"], atlas)
    assert companies_in([text], ["Quelmaria"])


def test_the_company_and_its_chief_executive_are_one_side() -> None:
    """``The company``, a short name, a spokesman and an officer of a company have one party, across documents."""
    documents = [
        document(1, "Ostrey Freight will close the depot. The company said so. Its chief executive, Ada Lund, wept."),
        document(2, "“No comment,” said a spokesman for Ostrey. Tom Reyes, Ostrey's logistics director, agreed."),
    ]
    grounded = [
        said(1, "Ostrey Freight", start=0),
        said(1, "company", party="company", start=37),
        said(1, "Ada Lund", role="chief executive", start=60),
        said(2, "a spokesman for Ostrey", party="Ostrey", start=0),
        said(2, "Tom Reyes", role="Ostrey's logistics director", start=50),
    ]
    assert set(parties_as_given(grounded, documents)) == {"Ostrey Freight [organisation]"}


def test_the_company_is_never_its_critics() -> None:
    """``The company`` does not stand for a group of residents, a cause or a union that the text named last."""
    assert not fits_short("company", "Friends of Upper Holm")
    assert not fits_short("company", "Parents Against Smoke")
    assert not fits_short("firm", "Save Our Bay")
    assert fits_short("company", "Ostrey Freight")


def test_a_union_named_by_its_workers() -> None:
    """``The union`` may be the United Quay Workers, and is found where only brackets tell the name."""
    text = "The United Quay Workers (UQW) will strike. The union said so."
    assert fits_short("union", "United Quay Workers")
    assert "United Quay Workers" in bodies_in(text).names
    grounded = [said(1, "union", party="union", start=45), said(2, "UQW", party="UQW", start=0)]
    assert set(parties_as_given(grounded, [document(1, text), document(2, "UQW said no.")])) == {
        "United Quay Workers [organisation]"
    }


def test_a_body_is_not_apposed_to_what_it_owns() -> None:
    """``The union's Harbour Bay branch`` makes no union of Harbour Bay, and the branch has its own name."""
    assert "Harbour Bay" not in bodies_in("She heads the union's Harbour Bay branch.").heads
    side = side_of_role("head of the union's Harbour Bay branch")
    assert side is not None
    assert (side.name, side.short) == ("Harbour Bay branch", False)


def test_a_branch_that_breaks_ranks_stays_apart() -> None:
    """A branch is a side of its own beside its federation, and ``the branch`` is it."""
    text = "The Rowers' Federation wants a lane. The federation's Eastholm branch broke ranks. The branch said no."
    grounded = [said(1, "Rowers' Federation", party="Rowers' Federation"), said(1, "The branch", start=83)]
    assert parties_as_given(grounded, [document(1, text)]) == [
        "Rowers' Federation [organisation]",
        "Eastholm branch [organisation]",
    ]


def test_friends_by_their_first_word() -> None:
    """``The Friends`` with a capital are the one group whose name begins so; ``the friends`` are anybody's."""
    documents = [document(1, "Friends of Upper Holm met."), document(2, "The Friends want a lane.")]
    grounded = [said(1, "Friends of Upper Holm"), said(2, "The Friends")]
    assert set(parties_as_given(grounded, documents)) == {"Friends of Upper Holm [organisation]"}
    grounded = [said(1, "Friends of Upper Holm"), said(2, "the friends")]
    assert len(set(parties_as_given(grounded, documents))) == 2


@pytest.mark.parametrize("count", ["Seventy percent of services", "Twenty schools", "Most of the hospitals"])
def test_a_count_of_bodies_names_none(count: str) -> None:
    """``Seventy percent of services`` is no body, and ``the company`` does not mean it."""
    text = f"{count} closed by noon, the company said."
    assert bodies_in(text).names == []
    assert parties_as_given([said(1, "company", party="company", start=50)], [document(1, text)]) == [
        "Company [organisation]"
    ]


def test_a_share_of_people_is_those_people() -> None:
    """The side of ``seventy percent of residents`` is the residents."""
    assert parties_as_given([said(1, "Seventy percent of residents")], [document(1)]) == ["Residents [organisation]"]


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("Ostrey's logistics director", "Ostrey"),
        ("union's counsel", "union"),
        ("the council's lawyer", "council"),
        ("Energy minister", None),
        ("lawyer", None),
        ("Meridon Lines director", "Meridon Lines"),
        ("bus company director", "bus company"),
        ("head of transport studies at the Merrow Institute", "Merrow Institute"),
        ("mayor of the town of 19,000", "town"),
    ],
)
def test_what_somebody_is_in_charge_of_is_no_side(role: str, side: str | None) -> None:
    """The side is whose the office is; not what it is for, nor how many live there."""
    found = side_of_role(role)
    assert (found.name if found else None) == side


def test_a_noun_alone_is_no_other_council() -> None:
    """``The council`` that nothing resolves is not the pupils' council, whatever its spelling sounds like."""
    assert same_bodies({"council": 3, "pupils' council": 1}, [])["council"] == "council"
    assert same_bodies({"Norvale": 3, "Norvale council": 1}, [])["Norvale"] == "Norvale council"
    assert same_bodies({"Norvale": 3, "Norvale District Hospital": 1}, [])["Norvale"] == "Norvale"


def test_the_company_is_what_the_text_calls_one() -> None:
    """What a text calls a company goes before a group that it named last; a charity is none."""
    text = "The quarry company, Orvell Dane, is glad. Quiet Holm, a residents' group, is not. The company said so."
    grounded = [said(1, "company", party="company", start=85)]
    assert parties_as_given(grounded, [document(1, text)]) == ["Orvell Dane [organisation]"]
    assert not fits_short("company", "Quiet Holm", "charity")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Nobody in Norvale Freight wept. The council met in Norvale.", "Norvale"),
        ("Upper Holm Copper sank. The mayor of Upper Holm wept.", "Upper Holm"),
        ("Harbour Minerals sank. The harbour is deep.", "Harbour"),
    ],
)
def test_a_place_is_not_the_company_named_after_it(text: str, short: str) -> None:
    """A town or a common word at the head of a company's name does not stand for the company."""
    assert short not in companies_in([text])


def test_a_company_by_its_first_words() -> None:
    """``Sable Creek`` is Sable Creek Copper, in a stake and in a fifth of it too."""
    text = "Sable Creek Copper sank. She has a stake in Sable Creek, he a fifth of Sable Creek."
    assert companies_in([text])["Sable Creek"] == "Sable Creek Copper"


def test_a_governor_speaks_for_no_alliance() -> None:
    """A governor or a senator belongs to no body that the text happened to name before."""
    text = "The Lake Defenders met. Governor Alma Reyes called it sad. State Senator Paul Orr agreed."
    grounded = [
        said(1, "Lake Defenders", party="Lake Defenders", start=0),
        said(1, "Alma Reyes", role="Governor", start=24),
        said(1, "Paul Orr", role="State Senator", start=60),
    ]
    assert len(set(parties_as_given(grounded, [document(1, text)]))) == 3


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("leader of the nation's council", "nation"),
        ("member of the company's board", "company"),
        ("chair of the town's council", "town's council"),
    ],
)
def test_an_organ_is_its_body(role: str, side: str) -> None:
    """The board of a company and the council of a nation are not sides beside them; a town's council is one."""
    found = side_of_role(role)
    assert found is not None
    assert found.name == side
