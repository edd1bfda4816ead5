"""Tests of what the texts tell about a person's side."""

from __future__ import annotations

import pytest
from align_cases import document, parties, said

from llmtool.align import propose, resolve
from llmtool.align.issues.phrases import phrases
from llmtool.align.parties.bodies.apposed import apposed, has_members
from llmtool.align.parties.people.introductions import introductions
from llmtool.align.parties.people.speakers import speaker_name
from llmtool.schema import Attribution


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("The rent is fair, said Ada Lund, who heads the Housing Office in Norvale.", "Ada Lund", "Housing Office"),
        ("“Stop it,” said Ada Lund of the Quay Rowers' Club.", "Ada Lund", "Quay Rowers' Club"),
        ("ADA LUND (HARBOUR TRUST): Stop it.", "Ada Lund", "Harbour Trust"),
        ("Ada Lund (Director, Norvale Water Agency): Stop it.", "Ada Lund", "Norvale Water Agency"),
        ("The kiln maker Orvik Clay disagrees. Its director, Ada Lund, spoke.", "Ada Lund", "Orvik Clay"),
        ("The Potters' Guild is glad. Their chairwoman, Ada Lund, said so.", "Ada Lund", "Potters' Guild"),
        (
            "The Quay Works Board will dig on Kiln Row by May, its chair, Ada Lund, said.",
            "Ada Lund",
            "Quay Works Board",
        ),
        ("Ada Lund, of the Harbour Trust, spoke.", "Ada Lund", "Harbour Trust"),
        ("Ada Lund, Head of Fisheries, Boreal Power, spoke.", "Ada Lund", "Boreal Power"),
        ("Heard: Bo Renn, Clerk, Mill Society; Ada Lund, Secretary, Quay Guild.", "Ada Lund", "Quay Guild"),
        ("The kiln failed. Orvik Clay is late. Its head of safety, Ada Lund, spoke.", "Ada Lund", "Orvik Clay"),
        ("Ada Lund spoke. Ms Lund, whose Quay Alliance has nine seats, said no.", "Ada Lund", "Quay Alliance"),
        (
            "Orvik Clay, a kiln maker, will pay. Nobody was hurt, managing director Ada Lund said.",
            "Ada Lund",
            "Orvik Clay",
        ),
    ],
)
def test_introductions_tell_the_body(text: str, name: str, party: str) -> None:
    """A person speaks for the body that the text ties them to, however it says so."""
    assert parties([said(1, name, start=40)], [document(1, text)]) == [f"{party} [organisation]"]


def test_a_role_is_read_where_the_document_gives_it() -> None:
    """``The operator's spokeswoman, Ada Lund`` is that of the operator named there, whatever is named later."""
    text = (
        "Nobody blamed Orvik Rail. The tram was safe, the operator’s spokeswoman, Ada Lund, said.\n"
        "Kolder Rail rejects the findings. The loss is open. Lund put it at 9 million."
    )
    grounded = [said(1, "Ada Lund", role="operator’s spokeswoman", start=at) for at in (26, 142, 155)]
    assert parties(grounded, [document(1, text)]) == ["Orvik Rail [organisation]"] * 3


def test_a_person_of_a_place_speaks_for_themselves() -> None:
    """``Ada Lund of Norvale`` and ``a doctor`` name no body."""
    text = "Ada Lund of Norvale was first. Bo Renn, a doctor in the village, came later."
    grounded = [said(1, "Ada Lund", start=0), said(1, "Bo Renn", start=5)]
    assert parties(grounded, [document(1, text)]) == ["Ada Lund [person]", "Bo Renn [person]"]


def test_what_one_document_tells_holds_in_all() -> None:
    """A person who is introduced in one document has the same party in the others."""
    documents = [document(1, "Ada Lund said no."), document(2, "Ada Lund, head of the Harbour Trust, said no.")]
    assert parties([said(1, "Ada Lund"), said(2, "Ada Lund")], documents) == ["Harbour Trust [organisation]"] * 2


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("In Lima, Foreign Minister Ada Lund said the talks would go on.", "Peru"),
        ("- Ada Lund: “The talks go on,” Peru's foreign minister said.", "Peru"),
        ("Peru is ready to sign, President Ada Lund said on Monday.", "Peru"),
        ("President Ada Lund should speak with the Chilean president directly, one hears.", None),
    ],
)
def test_a_state_stands_near_its_minister(text: str, state: str | None) -> None:
    """A capital before it, an office after it or a readiness tell a minister's state; other states nearby do not."""
    wanted = f"{state} [state]" if state else "Ada Lund [person]"
    assert parties([said(1, "Ada Lund", start=10)], [document(1, text)]) == [wanted]


def test_a_spokesman_has_the_side_of_his_principal() -> None:
    """``Ada Lund's spokesman`` speaks for the side of Ada Lund, and her side is his where only his is known."""
    text = "Peruvian President Ada Lund was silent. Bo Renn, Ada Lund's spokesman, was not."
    grounded = [said(1, "Ada Lund", start=0), said(1, "Bo Renn", role="Ada Lund's spokesman", start=9)]
    assert parties(grounded, [document(1, text)]) == ["Peru [state]"] * 2
    alone = [said(1, "Bo Renn", role="Ada Lund's spokesman", party="Ada Lund", start=9)]
    assert parties(alone, [document(1, "President Ada Lund was silent.")]) == ["Ada Lund [person]"]


def test_hosts_and_own_correspondents_are_the_outlet() -> None:
    """Who asks and reports for an outlet is its voice, no party of its own."""
    text = "ADA LUND, HOST: Good evening. Our correspondent Bo Renn has been there.\n\nBO RENN: Very little."
    grounded = [said(1, "Ada Lund", role="HOST", start=0), said(1, "Bo Renn", start=30)]
    assert parties(grounded, [document(1, text, outlet="Quay Radio")]) == ["Quay Radio [source]"] * 2


@pytest.mark.parametrize("head", ["QUAY ROWERS", "The quay"])
def test_our_director_in_a_body_s_own_paper_is_the_body_s(head: str) -> None:
    """Under a body's name on the first line, "our director" and a head of press are the body's; not in a story."""
    text = f"{head}\n\nADA LUND (head of press): Here is Bo Renn, our boat manager.\n\nBO RENN: The boat was locked.\n"
    grounded = [
        said(1, "Ada Lund", role="head of press", start=text.index("ADA")),
        said(1, "Bo Renn", start=text.index("BO")),
    ]
    found = {each.rpartition(" [")[0] for each in parties(grounded, [document(1, text, outlet="Quay Rowers")])}
    assert (found == {"Quay Rowers"}) is head.isupper()


def test_a_town_hall_is_the_town_s() -> None:
    """A town hall without a name is the town without one, while a city and a town are two."""
    text = "The town clerk Bo Renn spoke. The town hall was silent. The city auditor came."
    clerk, hall = said(1, "Bo Renn", role="town clerk"), said(1, "Town hall", start=30)
    assert len(set(parties([clerk, hall], [document(1, text)]))) == 1
    auditor = said(1, "Ada Lund", role="city auditor", start=58)
    assert len(set(parties([clerk, auditor], [document(1, text)]))) == 2


def test_bodies_are_told_by_what_stands_beside_them() -> None:
    """A name is a body's where the text calls it one or somebody belongs to it; critics are no members."""
    assert apposed("The head of the premier's office, Ada Lund, spoke.") == {}
    assert apposed("The tank leaked at Tarn, the Inland Water Agency (IWA) said.") == {}
    assert apposed("The bicycle maker Orvik and Quiet Quay, a residents' group, met. The mayor, Ada Lund, sat.") == {
        "Quiet Quay": "group",
        "Orvik": "maker",
    }
    assert has_members("Open Ballot", "It rained, said Ada Lund of Open Ballot.")
    assert not has_members("Bo Renn", "Most Critics of Bo Renn stayed away.")


def test_speakers_lose_what_is_said_about_them() -> None:
    """A label or a clause around a name is no part of it."""
    names = [
        "Then Ada Lund",
        "Ada Lund of the Quay Club",
        "CHAIR (MS. LUND)",
        "Ada Lund of the Quay Club (AQC)",
        "a city official",
        "Neighbouring Velmark",
    ]
    assert [speaker_name(name) for name in names] == [
        "Ada Lund",
        "Ada Lund",
        "Ms. Lund",
        "Ada Lund",
        "a city official",
        "Velmark",
    ]


def test_a_role_after_its_is_owned() -> None:
    """``Its director`` belongs to a body named before, ``the director`` need not."""
    assert [each.owned for each in introductions("Its director, Ada Lund, left.", "Ada Lund")] == [True]
    assert [each.owned for each in introductions("The director, Ada Lund, left.", "Ada Lund")] == [False]


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Norvale wanted Kestria to pay.", "wanted Kestria"),
        ("The text is eleven pages long.", "pages long"),
        ("The residents could live with a bell.", "live"),
        ("The original Peruvian was lost.", "original Peruvian"),
        ("Ada Lund signalled cautious openness.", "signalled cautious openness"),
    ],
)
def test_phrases_hold_no_verbs_and_end_in_nouns(text: str, unwanted: str) -> None:
    """A label never ends in an adjective or begins with a verb."""
    assert unwanted not in phrases(text)


def test_the_narrator_stays_the_outlet() -> None:
    """A claim in the outlet's own voice has the outlet as its party whatever its text introduces."""
    grounded = [said(1, None, attribution=Attribution.NARRATOR, start=3)]
    documents = [document(1, "Ada Lund of the Quay Club left.", outlet="Quay Radio")]
    assert parties(grounded, documents) == ["Quay Radio [source]"]


def test_a_company_that_publishes_its_own_statement_is_a_side() -> None:
    """An outlet whose people other outlets quote is an organisation; one that speaks only in its own text stays one."""
    own = said(1, None, attribution=Attribution.NARRATOR)
    documents = [
        document(1, "Our wharf is safe.", outlet="Orvik Clay"),
        document(2, "The wharf is safe, said Ada Lund, director of Orvik Clay.", outlet="Quay Radio"),
    ]
    assert parties([own], documents) == ["Orvik Clay [source]"]
    assert parties([own, said(2, "Ada Lund", start=5)], documents) == ["Orvik Clay [organisation]"] * 2


_JORVANIA = "The Jorvanian army stayed in Jorvania."


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Jorvania, which buys its gas abroad, wants less. Foreign Minister Ada Lund said so.", "Jorvania [state]"),
        ("Jorvania wants less. Its foreign minister, Ada Lund, said so to a Peruvian.", "Jorvania [state]"),
        (
            "Ada Lund was late. Lund, a former baker who has led the Jorvanian side for years, said so.",
            "Jorvania [state]",
        ),
        ("Ada Lund was late. So was Lund, the Jorvanian gas minister, said Bo.", "Jorvania [state]"),
        ("Jorvania accused Peru. Foreign Minister Ada Lund was angry.", "Ada Lund [person]"),
        ("Jorvania wants less. The baker Ada Lund said so.", "Ada Lund [person]"),
        ("President Ada Lund came.\nJorvania wants less. Ada Lund read a book.", "Ada Lund [person]"),
        ("Jorvania wants less. It rained. Foreign Minister Ada Lund was there.", "Ada Lund [person]"),
        ("Ada Lund and Ola Lund came. Lund, the Jorvanian gas minister, said so.", "Ada Lund [person]"),
    ],
)
def test_a_minister_has_the_state_that_the_text_is_about(text: str, party: str) -> None:
    """The state that opens the sentence before tells a minister's side, as does a role at the bare surname."""
    documents = [document(1, text), document(2, _JORVANIA)]
    assert parties([said(1, "Ada Lund", start=10)], documents) == [party]


def test_a_person_has_one_side_in_all_documents() -> None:
    """A minister by surname in a transcript has the state that another document gives to the full name."""
    documents = [
        document(1, f"{_JORVANIA} The Jorvanian gas minister, Ada Lund, came."),
        document(2, "MINISTER LUND: No.\n\nQUESTION (Quay Trust): Well?\n\nSECRETARY-GENERAL RENN: Yes."),
        document(3, "Bo Renn, secretary-general of the Gas Forum, came."),
    ]
    grounded = [
        said(1, "Ada Lund", start=0),
        said(3, "Bo Renn", start=0),
        said(2, "Lund", role="Minister", start=40),
        said(2, "Renn", role="Secretary-General", start=75),
    ]
    aligned = resolve(grounded, propose(grounded, documents), documents, None)
    names = {party.id: party.name for party in aligned.parties}
    assert sorted((each.name, names[each.party_id]) for each in aligned.speakers) == [
        ("Ada Lund", "Jorvania"),
        ("Bo Renn", "Gas Forum"),
    ]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Kay Orr, the Jorvanian gas minister, left. His prime minister, Ada Lund, stayed.", "Jorvania [state]"),
        ("The Jorvanian prime minister, Ada Lund, stayed with Kay Orr.", "Jorvania [state]"),
        ("Kay Orr, the Jorvanian gas minister, left. “Ask Ida.” Prime Minister Ada Lund stayed.", "Ada Lund [person]"),
        ("Kay Orr, the Jorvanian gas minister, left. His counterpart, Ada Lund, stayed.", "Ada Lund [person]"),
    ],
)
def test_who_speaks_for_somebodys_government(text: str, party: str) -> None:
    """Who speaks for a person's government has that person's side, be it told by whose prime minister she is."""
    documents = [document(1, text), document(2, f"{_JORVANIA} Bo Renn, who speaks for Ada Lund's government, spoke.")]
    grounded = [said(2, "Bo Renn", party="Ada Lund's government", start=50), said(1, "Kay Orr", start=3)]
    aligned = resolve(grounded, propose(grounded, documents), documents, None)
    names = {each.id: f"{each.name} [{each.kind}]" for each in aligned.parties}
    assert [names[each.party_id] for each in aligned.speakers if each.name == "Bo Renn"] == [party]


def test_the_president_of_a_state_is_who_the_others_call_president() -> None:
    """``The Jorvanian president told`` tells the state of the president named before, not that of a minister."""
    lead = "Ada Lund held the key for years. In a cardigan, the Jorvanian president told the radio so."
    documents = [document(1, lead), document(2, f"{_JORVANIA}\nPresident Ada Lund met Minister Bo Renn.")]
    assert parties([said(2, "Ada Lund", start=30), said(1, "Ada Lund", start=0)], documents) == ["Jorvania [state]"] * 2
    other = [document(1, lead.replace("Ada Lund", "Bo Renn")), documents[1]]
    grounded = [said(2, "Bo Renn", start=40), said(1, "Bo Renn", start=0)]
    assert parties(grounded, other) == ["Bo Renn [person]"] * 2


def test_a_minister_of_nobody_knows_whom_is_no_party_of_his_boss() -> None:
    """``Her defence minister`` has her state, and speaks for himself where that is not told."""
    text = "Ada Finch was late. Her defence minister, Bo Renn, was not."
    grounded = [said(1, "Ada Finch", start=0), said(1, "Bo Renn", role="defence minister", party="Ada Finch", start=44)]
    assert parties(grounded, [document(1, text)]) == ["Ada Finch [person]", "Bo Renn [person]"]
    told = document(2, "Norwegian Prime Minister Ada Finch was late.")
    assert parties([*grounded, said(2, "Ada Finch", start=25)], [document(1, text), told]) == ["Norway [state]"] * 3


def test_the_government_of_one_document_is_not_that_of_another() -> None:
    """``A government spokesman`` is of his own document's government, never of the only one that another names."""
    documents = [document(1, "A government spokesman sighed."), document(2, "The Kestrel government smiled.")]
    grounded = [said(1, "government spokesman", start=2), said(2, "Kestrel government", start=4)]
    assert len(set(parties(grounded, documents))) == 2
    union = [document(1, "A union spokesman sighed."), document(2, "The Kestrel Weavers' Union smiled.")]
    grounded = [said(1, "union spokesman", start=2), said(2, "Kestrel Weavers' Union", start=4)]
    assert parties(grounded, union) == ["Kestrel Weavers' Union [organisation]"] * 2


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("Orvik Clay, a kiln maker, paid. Nobody fell ill, chief engineer Ada Lund said.", "Ada Lund", "Orvik Clay"),
        ("The Quay Rowers' Club won. Ada Lund, one of its founders, said so.", "Ada Lund", "Quay Rowers' Club"),
        ("The Quay Club met. Ada Lund, the unit's chief engineer, said so.", "Ada Lund", None),
        ("Nobody fell ill, chief engineer Ada Lund told a meeting at the Corn Exchange.", "Ada Lund", None),
        ("Bo spoke at a meeting at the Corn Exchange. Chief engineer Ada Lund said so.", "Ada Lund", None),
        ("Orvik Clay, a kiln maker, paid. The engineer Ada Lund said so.", "Ada Lund", None),
    ],
)
def test_the_first_of_a_profession_speaks_for_the_body(text: str, name: str, party: str | None) -> None:
    """A chief engineer speaks for the body named before, an engineer, somebody else's and a guest do not."""
    wanted = f"{party} [organisation]" if party else "Ada Lund [person]"
    assert parties([said(1, name, start=text.index(name))], [document(1, text)]) == [wanted]


@pytest.mark.parametrize(
    ("second", "party"),
    [
        ("Present: Mr A Lund (Orvik Clay).", "Orvik Clay Works Trust [organisation]"),
        ("Present: Mr A Lund (OCWT).", "Orvik Clay Works Trust [organisation]"),
        ("Present: Mr A Lund (Orvik).", "Lund [person]"),
        ("Present: Mr A Lund (OCW).", "Lund [person]"),
        ("Present: Mr A Lund (Orvik Clay). The Orvik Clay Rowers' Club came.", "Lund [person]"),
    ],
)
def test_brackets_shorten_the_only_body_that_fits(second: str, party: str) -> None:
    """A short name or initials in brackets mean the one body that they fit, and nothing where there are two."""
    documents = [document(1, "The Orvik Clay Works Trust paid."), document(2, second)]
    grounded = [said(2, "Lund", start=14), said(1, "Orvik Clay Works Trust", start=4)]
    if "Rowers" in second:
        grounded.append(said(2, "Orvik Clay Rowers' Club", start=40))
    found = resolve(grounded, propose(grounded, documents), documents, None)
    names = {each.id: f"{each.name} [{each.kind}]" for each in found.parties}
    assert [names[each.party_id] for each in found.speakers if each.name == "Lund"] == [party]


@pytest.mark.parametrize(
    ("title", "text", "party"),
    [
        ("Orvik Clay Trust", "News release, 4 May\n\nWe will stay.\n\nAda Lund, chief potter, spoke.", "Ada Lund"),
        ("Orvik Clay Trust", "News release, 4 May\n\nWe will stay.\n\nAda Lund, director, spoke.", "Orvik Clay Trust"),
        (None, "PRESS RELEASE\nOrvik Clay Trust\n\nWe will stay. Ada Lund, director, spoke.", "Orvik Clay Trust"),
        ("Orvik Clay Trust", "It will stay, as one hears.\n\nAda Lund, director, spoke.", "Ada Lund"),
        ("A day at the clay trust", "News release, 4 May\n\nAda Lund, director, spoke.", "Ada Lund"),
    ],
)
def test_directors_in_a_release_speak_for_its_sender(title: str | None, text: str, party: str) -> None:
    """An office without a body is in the body whose release the document is; an article about it is no release."""
    page = document(1, text).model_copy(update={"title": title})
    (found,) = parties([said(1, "Ada Lund", start=text.index("Ada"))], [page])
    assert found.rpartition(" [")[0] == party


def test_an_adviser_is_not_his_president() -> None:
    """``An adviser to President X`` is somebody without a name, on the side of X."""
    text = "Peruvian President Ada Lund slept. An adviser to President Ada Lund of Peru did not."
    grounded = [said(1, "adviser to President Ada Lund of Peru", start=36), said(1, "Ada Lund", start=19)]
    aligned = resolve(grounded, propose(grounded, [document(1, text)]), [document(1, text)], None)
    assert len(aligned.speakers) == 2
    assert [party.name for party in aligned.parties] == ["Peru"]


@pytest.mark.parametrize(
    ("text", "speaker", "role", "party"),
    [
        ("The leader of the council, Ada Lund, spoke.", "Ada Lund", "leader of the council", "Council [organisation]"),
        (
            "Head of Mission Ambassador Ada Lund spoke.",
            "Ada Lund",
            "Head of Mission Ambassador",
            "Mission [organisation]",
        ),
        (
            "The Quay Union met. A source close to the governors spoke.",
            "Jo",
            "source close to the governors",
            "Jo [person]",
        ),
        ("Monitors of the Quay Union met. Commander Vidra spoke.", "Vidra", "Commander", "Vidra [person]"),
        ("Ada Lund, an independent councillor, spoke.", "Ada Lund", "independent councillor", "Ada Lund [person]"),
        ("The festival's director, Ada Lund, spoke.", "Ada Lund", "festival's director", "Festival [organisation]"),
    ],
)
def test_what_an_office_is_bound_to(text: str, speaker: str, role: str, party: str) -> None:
    """An office is its body's, a name beside it is no body's, and what only stands near binds nobody."""
    assert parties([said(1, speaker, role=role, start=20)], [document(1, text)]) == [party]


def test_a_body_of_a_region_is_itself() -> None:
    """``European Energy Forum`` is not the European countries, and both sides are no side called "Both"."""
    text = "The European Energy Forum met both sides."
    found = parties(
        [said(1, "European Energy Forum", party="European Energy Forum"), said(1, "Both sides", start=30)],
        [document(1, text)],
    )
    assert found == ["European Energy Forum [organisation]", "Both sides [person]"]


def test_a_ministry_s_release_is_its_state_s() -> None:
    """What a ministry sends is its state's, by the letterhead; "the Ministry" there is the sender."""
    text = "REPUBLIC OF ORLAVIA\nMINISTRY OF ENERGY\nPress release\n\nThe Foreign Ministry lied. The Ministry is calm."
    found = parties(
        [
            said(1, None, attribution=Attribution.NARRATOR),
            said(1, "Ministry", party="Ministry", start=90),
            said(1, "the Secretary", start=95),
        ],
        [document(1, text, outlet="Ministry of Energy")],
    )
    assert found == ["Orlavia [state]"] * 3


@pytest.mark.parametrize(
    ("heading", "party"),
    [
        ("Statement by the Ministry of Energy of the Republic of Orlavia on gas", "Orlavia [state]"),
        ("The Ministry of Energy of Orlavia under fire", "Ministry of Energy of Orlavia [source]"),
    ],
)
def test_a_paper_headed_as_a_ministry_s_statement_is_its_state_s(heading: str, party: str) -> None:
    """A heading that calls it a statement by the ministry tells whose it is, also in more words than the outlet has."""
    text = f"{heading}\n\nThe Ministry is calm. The Orlavian foreign minister and the Orlavian army are calm too."
    own = said(1, None, attribution=Attribution.NARRATOR)
    assert parties([own], [document(1, text, outlet="Ministry of Energy of Orlavia")]) == [party]


def test_a_ministry_without_a_state_is_its_minister_s() -> None:
    """A defence minister speaks for the defence ministry that sends a document of the comparison, and for no other."""
    release = document(1, "MINISTRY OF DEFENCE\n\nNothing was fired.", outlet="Ministry of Defence")
    story = document(2, "Defence Minister Anton Breza spoke.", outlet="The Post")
    own, minister = said(1, None, attribution=Attribution.NARRATOR), said(2, "Anton Breza", role="Defence Minister")
    assert len(set(parties([own, minister], [release, story]))) == 1
    assert parties([minister], [story]) == ["Anton Breza [person]"]
