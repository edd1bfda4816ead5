"""Sides named by their members, towns beside counties, firms by nationality, and roles from another document."""

from __future__ import annotations

import pytest
from align_cases import document, party_names, said

from llmtool.align import propose, resolve
from llmtool.align.parties.bodies.short_forms import same_bodies
from llmtool.align.parties.people.speakers import party_name, speaker_name
from llmtool.align.parties.ties.phrases import side_of_role


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


def test_a_bracket_with_office_and_body_outweighs_the_office_alone() -> None:
    """``(Chair, Harvest Bloc)`` tells the chair's side, whatever body the minutes name near the chair later."""
    text = (
        "Present: Ms Odile Brand (Chair, Harvest Bloc), Mr Roland Imber (Civic Union).\n\n"
        "Mr Imber (Civic Union) asked for a vote. The Chair, Odile Brand, saw no reason to resign."
    )
    grounded = [said(1, "Odile Brand", role="Chair", start=text.rindex("Odile"))]
    assert party_names(grounded, [document(1, text)]) == ["Harvest Bloc"]


def test_a_group_in_parliament_is_its_partys() -> None:
    """``deputy chair of the parliamentary group`` in a party's own release speaks for the party."""
    text = "Statement on the vote\n\n“No,” said Sabine Torr, deputy chair of the parliamentary group. More follows."
    grounded = [said(1, "Sabine Torr", role="deputy chair of the parliamentary group", start=24)]
    assert party_names(grounded, [document(1, text, outlet="Civic Union")]) == ["Civic Union"]
    assert party_names(grounded, [document(1, text, outlet="The Harbour Post")]) == ["Sabine Torr"]


def test_an_inspector_is_of_the_police() -> None:
    """The rank before a name tells the police, where the text has them; an inspector of schools does not."""
    text = "The Dockers' Union protested. The police see no crime. It was a lorry, {} Malene Dall said."
    found = []
    for role in ("Inspector", "Chief Inspector", "schools inspector"):
        start = text.index("It was")
        grounded = [said(1, "Malene Dall", role=role, start=start)]
        found += party_names(grounded, [document(1, text.format(role))])
    assert found[:2] == ["Police", "Police"]
    assert found[2] != "Police"


def test_a_spokesman_is_of_who_opened_the_sentence_before() -> None:
    """``Police corrected the number. A spokesman said`` is the police's spokesman, not that of a body further back."""
    text = (
        "The Dockers' Union called a strike.\n\n"
        "Police on Tuesday corrected the number of victims. Two had been counted twice, a spokesman said."
    )
    grounded = [said(1, "a spokesman", start=text.index("Two"))]
    assert party_names(grounded, [document(1, text)]) == ["Police"]
    text = text.replace("Police on Tuesday", "On Tuesday somebody")
    assert party_names(grounded, [document(1, text)]) == ["Dockers' Union"]


def test_a_partys_owner_is_no_part_of_its_name() -> None:
    """``Drossel's Civic Union`` is called the Civic Union where another text calls it so."""
    texts = ["Ann Roe, campaign manager for Drossel's Civic Union, left.", "The Civic Union stayed."]
    grounded = [
        said(1, "Ann Roe", role="campaign manager for Drossel's Civic Union"),
        said(2, "Civic Union", party="Civic Union"),
    ]
    documents = [document(number, text) for number, text in enumerate(texts, start=1)]
    assert party_names(grounded, documents) == ["Civic Union"] * 2


def test_a_mayor_is_of_the_one_town_that_has_one() -> None:
    """A mayor without a town is of the town whose mayor another text names; of two towns, of neither."""
    first = "Mayor Carla Wynn refused. The council met in the city."
    grounded = [said(1, "Carla Wynn", role="Mayor"), said(2, "council", start=30)]
    other = "The mayor of Port Selby called on everybody. The council agreed."
    assert party_names(grounded, [document(1, first), document(2, other)])[0] == "City of Port Selby"
    other = "The mayor of Port Selby met the mayor of Tarn. The council agreed."
    assert party_names(grounded, [document(1, first), document(2, other)])[0] == "Council"


def test_their_leader_is_of_the_plural_name_before() -> None:
    """``The Greens want nights. Their spokesman`` is the Greens', also after a quotation; ``its`` is another's."""
    text = (
        "The Harvest Party met.\n\nThe Greens, who govern with the Centre Party, are for it. “Nights matter,” {} "
        "spokesman Jan Rudd said. The Conservatives are not. Mark Tess, their leader, said no.\n"
    )
    grounded = [
        said(1, "Jan Rudd", role="spokesman", start=text.index("“")),
        said(1, "Mark Tess", role="leader", start=text.index("Mark") + 10),
    ]
    found = party_names(grounded, [document(1, text.format("their"))])
    assert found == ["Greens", "Conservatives"]
    assert party_names(grounded, [document(1, text.format("its"))])[0] != "Greens"


def test_a_group_leader_has_a_party() -> None:
    """``Their group leader`` leads the party's group, no body called the group."""
    text = "The Progressives want lamps. Their group leader, Kari Moe, accused the mayor."
    grounded = [said(1, "Kari Moe", role="group leader", party="group", start=30)]
    assert party_names(grounded, [document(1, text)]) == ["Progressives"]
    text = "The action group wants lamps. The group's chair, Kari Moe, accused the mayor."
    grounded = [said(1, "Kari Moe", role="group's chair", party="group", start=30)]
    assert party_names(grounded, [document(1, text)]) != ["Progressives"]


def test_a_town_is_no_short_form_of_a_company() -> None:
    """The mayor of Corran does not speak for Corran Kraft, who only sells the town its power."""
    assert same_bodies({"Corran": 1, "Corran Kraft": 1}, [], {"Corran"})["Corran"] == "Corran"
    assert same_bodies({"Corran": 1, "Corran Kraft": 1}, [])["Corran"] == "Corran Kraft"
    text = "Ellen Strand, mayor of Corran, refused. Corran Kraft agreed."
    grounded = [
        said(1, "Ellen Strand", role="mayor of Corran"),
        said(1, "Corran Kraft", party="Corran Kraft", start=40),
    ]
    assert party_names(grounded, [document(1, text)]) == ["Corran", "Corran Kraft"]


@pytest.mark.parametrize(
    ("party", "name"),
    [
        ("Velmor since the spring of last year", "Velmor"),
        ("Bettina Orr of the Tram Drivers' Union", "Tram Drivers' Union"),
        ("Friends of the Museum", "Friends of the Museum"),
        ("Union of Dock Workers", "Union of Dock Workers"),
    ],
)
def test_a_drafted_party_is_without_time_and_member(party: str, name: str) -> None:
    """Since when and who is no part of a party's name."""
    assert party_name(party) == name


def test_a_boards_chair_is_of_the_board_described() -> None:
    """``The board`` is the regional health board that the text names; of two boards it is neither."""
    text = "The regional health board voted. The board's chair, Orla Finn, insisted."
    grounded = [
        said(1, "The regional health board", party="regional health board"),
        said(1, "Orla Finn", role="board's chair", party="board", start=34),
    ]
    assert party_names(grounded, [document(1, text)]) == ["Regional health board"] * 2
    assert same_bodies({"board": 1, "health board": 1, "school board": 1}, [])["board"] == "board"
    assert same_bodies({"council": 1, "pupils council": 1}, [])["council"] == "council"


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("government source", "government"),
        ("Labour counterpart", "Labour"),
        ("representative of the nurses for the Care Union", "Care Union"),
        ("Hydrologists at the University of Cruz", "University of Cruz"),
        ("hydrologist", None),
        ("senior source", None),
    ],
)
def test_sources_counterparts_and_experts_have_the_sides_of_their_words(role: str, side: str | None) -> None:
    """A government source speaks for it, a Labour counterpart for Labour, an expert for the institute."""
    found = side_of_role(role)
    assert (found.name if found else None) == side


def test_a_neighbour_of_a_state_is_a_state() -> None:
    """``Montar accused its neighbour Selvania`` makes two states, whose ministers are told apart."""
    text = (
        "Montar accused its neighbour Selvania of theft. The Selvanian water minister, Andres Polo, denied it. "
        "Selvania is dry.\n\nMuch was said. “We have asked,” President Lucia Ferr said. "
        "The Harbour Board accused its neighbour Holm Mill."
    )
    grounded = [
        said(1, "Montar", party="Montar"),
        said(1, "Andres Polo", role="Selvanian water minister", start=78),
        said(1, "Lucia Ferr", role="President", start=text.index("“")),
        said(1, "Harbour Board", party="Harbour Board", start=text.index("The Harbour")),
    ]
    assert party_names(grounded, [document(1, text)]) == ["Montar", "Selvania", "Montar", "Harbour Board"]
