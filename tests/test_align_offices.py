"""Tests of offices: who holds them, who held them, whose they are, and which capital tells it."""

from __future__ import annotations

import pytest
from align_cases import document, said

from llmtool.align import propose, resolve
from llmtool.align.parties.countries import WORLD
from llmtool.align.parties.people.offices import Office, ministry_of, needs_body, office_of
from llmtool.align.parties.states.states import told_states
from llmtool.align.parties.ties.phrases import side_of_name, side_of_role
from llmtool.drafts import GroundedDraft
from llmtool.schema import Document


def held(grounded: list[GroundedDraft], documents: list[Document]) -> list[tuple[str | None, str]]:
    """Speaker and party of each position, in the order given."""
    aligned = resolve(grounded, propose(grounded, documents), documents, None)
    speakers = {speaker.id: speaker.name for speaker in aligned.speakers}
    names = {party.id: party.name for party in aligned.parties}
    found = {
        (each.document_id, each.evidence[0].start): (
            speakers[each.speaker_id] if each.speaker_id else None,
            names[each.party_id],
        )
        for each in aligned.positions
    }
    return [found[item.document_id, item.evidence[0].start] for item in grounded]


def capitals(*texts: str) -> dict[str, str]:
    return {" ".join(words): who.name for words, who in told_states(texts).told.items() if who.form == "seat"}


QUELMARIA = "The Quelmarian army and the Quelmarian embassy in Quelmaria were calm. "
JORVANIA = "The Jorvanian army and the Jorvanian embassy in Jorvania were calm. "


@pytest.mark.parametrize(
    ("role", "office"),
    [
        ("Peruvian President", Office("president", "Peru")),
        ("president of Peru", Office("president", "Peru")),
        ("the Peruvian leader", Office("leader", "Peru")),
        ("Peru's foreign minister", Office("foreign minister", "Peru")),
        ("premier", Office("prime minister", None)),
        ("President", Office("president", None)),
        ("Foreign Minister", Office("foreign minister", None)),
        ("minister", None),
        ("former Peruvian president", None),
        ("deputy prime minister", None),
        ("union president", None),
        ("Norvale Rowers president", None),
        ("union leader", None),
        ("Peruvian ambassador to Chile", None),
    ],
)
def test_offices_that_one_person_holds(role: str, office: Office | None) -> None:
    """Presidents and ministers of states; not the many, not the former, not those of clubs and unions."""
    assert office_of(role, WORLD) == office


def test_an_office_is_the_person_who_holds_it() -> None:
    """``The Peruvian president`` of one paper is the person whom another calls so."""
    documents = [document(1), document(2)]
    grounded = [said(1, "Ada Lund", role="Peruvian President"), said(2, "the Peruvian president")]
    assert held(grounded, documents) == [("Ada Lund", "Peru")] * 2


def test_an_office_tells_the_state_of_its_holder() -> None:
    """Where one president is named without a country and one country's president without a name, they are one."""
    text = f"{QUELMARIA}President Ada Lund said no. The Quelmarian president said never."
    grounded = [said(1, "Ada Lund", role="President", start=70), said(1, "The Quelmarian president", start=100)]
    assert held(grounded, [document(1, text)]) == [("Ada Lund", "Quelmaria")] * 2


def test_two_presidents_stay_two() -> None:
    """A president without a country is nobody's where a text speaks of two, and a former one never is."""
    text = f"{QUELMARIA}{JORVANIA}They met."
    grounded = [
        said(1, "Ada Lund", role="President", start=150),
        said(1, "The Quelmarian president", start=160),
        said(1, "The Jorvanian president", start=170),
    ]
    assert len({speaker for speaker, _ in held(grounded, [document(1, text)])}) == 3
    grounded = [said(1, "Ada Lund", role="former President", start=150), said(1, "The Quelmarian president", start=160)]
    assert len({speaker for speaker, _ in held(grounded, [document(1, text)])}) == 2
    grounded = [
        said(1, "Ada Lund", role="Peruvian President"),
        said(2, "Tom Reyes", role="Peruvian President"),
        said(3, "the Peruvian president"),
    ]
    assert len({speaker for speaker, _ in held(grounded, [document(1), document(2), document(3)])}) == 3


def test_who_speaks_for_a_president_has_the_state() -> None:
    """A spokesman of a person whose state is only told by the office speaks for the state."""
    text = f"{QUELMARIA}President Ada Lund said no. The Quelmarian president said never."
    grounded = [
        said(1, "Ada Lund", role="President", start=70),
        said(1, "The Quelmarian president", start=100),
        said(2, "Piet Oran", role="Lund's spokesman"),
    ]
    assert {party for _, party in held(grounded, [document(1, text), document(2)])} == {"Quelmaria"}


@pytest.mark.parametrize(
    ("phrase", "side"),
    [
        ("the ministry in Moscow", "Russia"),
        ("officials in Moscow", "Russia"),
        ("senior officials in Moscow", "Russia"),
        ("commissioner for detainees in Moscow", "Russia"),
        ("union officials in Moscow", None),
        ("city officials in Moscow", None),
        ("ambassador in Moscow", None),
        ("correspondent in Moscow", None),
    ],
)
def test_officials_who_sit_in_a_capital(phrase: str, side: str | None) -> None:
    """Officials in a capital are the state's; diplomats there, the town's and a union's are not."""
    found = side_of_role(phrase)
    assert (found.name if found and found.kind == "state" else None) == side


@pytest.mark.parametrize("phrase", ["office of Peruvian President Ada Lund", "Peru's office for missing persons"])
def test_offices_of_a_state(phrase: str) -> None:
    """The office of a state's president and a state's own office are the state."""
    found = side_of_name(phrase)
    assert found is not None
    assert found.name == "Peru"


@pytest.mark.parametrize(
    ("role", "ministry"),
    [
        ("Energy minister", "energy ministry"),
        ("minister for health", "health ministry"),
        ("Foreign minister", None),
        ("former health minister", None),
        ("prime minister", None),
    ],
)
def test_ministries_by_their_ministers(role: str, ministry: str | None) -> None:
    """A minister heads the ministry of that name; those that speak to other states are the state's."""
    assert ministry_of(role) == ministry


def test_a_minister_and_the_ministry_are_one_side() -> None:
    """The minister, the ministry, her ministry and its officials are one party where no state is told."""
    text = "The energy ministry will rule. Energy minister Ada Lund said so. Lund’s ministry agreed."
    grounded = [
        said(1, "energy ministry", party="energy ministry", start=0),
        said(1, "Ada Lund", role="Energy minister", start=31),
        said(1, "Ada Lund’s ministry", party="Ada Lund’s ministry", start=65),
    ]
    assert {party for _, party in held(grounded, [document(1, text)])} == {"Energy ministry"}
    silent = [said(1, "Ada Lund", role="Energy minister")]
    assert held(silent, [document(1, "Energy minister Ada Lund said so.")]) == [("Ada Lund", "Ada Lund")]


def test_who_was_in_office_is_not_who_is() -> None:
    """A surname with an office goes to the one who holds it, with a former office to the one who held it."""
    documents = [document(1), document(2), document(3)]
    grounded = [
        said(1, "Kaja Wend", role="Peru's foreign minister", start=0),
        said(1, "Anders Wend", role="former foreign minister", start=9),
        said(2, "Wend", role="Foreign Minister", start=0),
        said(3, "Wend", role="former minister", start=0),
        said(3, "Kaja Wend", start=9),
    ]
    assert [speaker for speaker, _ in held(grounded, documents)] == [
        "Kaja Wend",
        "Anders Wend",
        "Kaja Wend",
        "Anders Wend",
        "Kaja Wend",
    ]


def test_a_surname_before_its_former_namesake() -> None:
    """``Mr Bould`` is not the former leader of that name whom the document names only later."""
    text = "Mr Bould said yes. Former council leader Hywel Bould said no."
    documents = [document(1, "Gareth Bould, the council's leader, said yes."), document(2, text)]
    grounded = [
        said(1, "Gareth Bould", role="council's leader"),
        said(2, "Bould", start=0),
        said(2, "Hywel Bould", role="Former council leader", start=19),
    ]
    assert [speaker for speaker, _ in held(grounded, documents)] == ["Gareth Bould", "Gareth Bould", "Hywel Bould"]


def test_what_only_stands_near_parts_no_namesakes() -> None:
    """``Lowe, the steward`` is the steward of another document, whatever body the sentence before names."""
    text = "The Chamber of Trade is worried. Lowe, the steward, said no."
    grounded = [
        said(1, "Anita Lowe", role="shop steward of the Quay Union"),
        said(1, "Peter Lowe", role="director of Ostrey Freight", start=50),
        said(2, "Lowe", role="steward", start=33),
    ]
    assert held(grounded, [document(1), document(2, text)])[2] == ("Anita Lowe", "Quay Union")


def test_a_president_of_a_state_after_the_name() -> None:
    """``President Ada Lund of Peru`` speaks for Peru, ``Ana Reyes of Peru`` for nobody."""
    grounded = [said(1, "Ada Lund", role="President"), said(1, "Ana Reyes", start=40)]
    text = "President Ada Lund of Peru predicted it. Ana Reyes of Peru was glad."
    assert held(grounded, [document(1, text)]) == [("Ada Lund", "Peru"), ("Ana Reyes", "Ana Reyes")]


def test_its_minister_in_the_words_before() -> None:
    """``Peru could live with it, its foreign minister said``: a dateline is no state."""
    text = "KARVAL, March 11 (TNS) — Peru could live with observers, its foreign minister said on Monday."
    grounded = [said(1, "its foreign minister", start=25)]
    assert [party for _, party in held(grounded, [document(1, text)])] == ["Peru"]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["The Quelmarian government in Dask said no."], {"Dask": "Quelmaria"}),
        (["In Dask, the Quelmarian parliament voted."], {"Dask": "Quelmaria"}),
        (
            ["DASK, May 4 - Quelmarian boats left.", "A Quelmarian official said that Dask was ready to wait."],
            {"Dask": "Quelmaria"},
        ),
        (
            ["DASK, May 4 - Quelmarian boats left.", "Quelmarian President Ada Lund said it at her briefing in Dask."],
            {"Dask": "Quelmaria"},
        ),
        (["DASK, May 4 - Quelmarian boats left."], {}),
        (["A Quelmarian official said that Dask was ready to wait."], {}),
        (["The Quelmarian government in Dask and the Jorvanian government in Dask met."], {}),
        (["The Quelmarian government in Dask said no. Dask accused Quelmaria of theft."], {}),
        (["The Quelmarian government in Dask and the Quelmarian government in Holm fell out."], {}),
    ],
)
def test_capitals_by_use(texts: list[str], found: dict[str, str]) -> None:
    """A town stands for a state where its government sits there or several places agree; never against another."""
    assert capitals(QUELMARIA, JORVANIA, *texts) == found


def test_of_two_states_the_other_one() -> None:
    """In a dispute of two states, what is set against the one counts for the other, and is not enough alone."""
    apart = "Dask's ambassador to Jorvania left. Officials in Dask shrugged."
    assert capitals(QUELMARIA, JORVANIA, apart) == {}
    said_so = "Dask has no letter, according to a Quelmarian official."
    assert capitals(QUELMARIA, JORVANIA, apart, said_so) == {"Dask": "Quelmaria"}


def test_a_state_is_nobodys_capital() -> None:
    """A name with an adjective of its own is a state, whatever officials of another say that it will do."""
    text = "JORVANIA, May 4 - Quelmarian boats left. A Quelmarian official said that Jorvania was ready to wait."
    assert capitals(QUELMARIA, JORVANIA, text) == {}


def test_a_name_before_capital_is_a_state() -> None:
    """``The Tessemark capital`` makes a state of a noun, ``the Alpine capital`` none of an adjective."""
    told = told_states(
        ["She was in Karsk, the Tessemark capital. A treaty with Tessemark, and snow in the Alpine capital."]
    )
    assert told.actor("Tessemark") is not None
    assert told.actor("Karsk") is not None
    assert told.actor("Alpine") is None


def test_the_prime_minister_is_the_one_of_the_text() -> None:
    """``The prime minister`` is the only one of his document who holds such an office, in whatever document he does."""
    grounded = [
        said(1, "Milan Dorr", role="Prime Minister of Peru"),
        said(2, "Dorr", start=0),
        said(2, "The prime minister", start=9),
    ]
    assert held(grounded, [document(1), document(2)])[2] == ("Milan Dorr", "Peru")
    grounded += [said(1, "Ada Lund", role="Prime Minister of Chile", start=30), said(2, "Lund", start=30)]
    assert held(grounded, [document(1), document(2)])[2][0] == "prime minister"


def test_the_prime_minister_may_only_be_named_in_the_text() -> None:
    """``Lund is softer now. The prime minister said …``: whom another text calls prime minister, and this one names."""
    first = document(1, "Prime Minister Ada Lund said no.")
    told = [said(1, "Ada Lund", role="Prime Minister", start=20), said(2, "The prime minister", start=30)]
    named = document(2, "Ada Lund has softened her tone. The prime minister said yes.")
    assert held(told, [first, named])[1][0] == "Ada Lund"
    assert held(told, [first, document(2, "It is raining. The prime minister said yes.")])[1][0] == "prime minister"


@pytest.mark.parametrize(
    ("title", "party"), [("No retreat, says Quelmarian PM", "Quelmaria"), ("No retreat", "Ada Lund")]
)
def test_a_headline_tells_whose_prime_minister_it_is(title: str, party: str) -> None:
    """``Quelmarian PM`` over a text whose prime minister has a name and no state."""
    text = f"Prime Minister Ada Lund said no. {QUELMARIA}{JORVANIA}"
    paper = document(1, text).model_copy(update={"title": title})
    assert held([said(1, "Ada Lund", role="Prime Minister", start=10)], [paper]) == [("Ada Lund", party)]


def test_who_is_told_of_by_an_office_and_named_later() -> None:
    """``Quelmaria's foreign minister said no. “Never,” said Ada Lund``: a story may name its minister second."""
    text = f"{QUELMARIA}Quelmaria's foreign minister said no.\n\n“Never,” said Ada Lund. “Not today.”"
    told = [said(1, "Quelmaria's foreign minister", start=75), said(1, "Ada Lund", start=115)]
    assert held(told, [document(1, text)]) == [("Ada Lund", "Quelmaria")] * 2
    other = document(2, "Ada Lund, director of the Norvale Trust, said so.")
    assert held([*told, said(2, "Ada Lund", start=9)], [document(1, text), other])[0][0] != "Ada Lund"


def test_the_minister_of_a_ministrys_own_paper_is_its_states() -> None:
    """``Minister Ada Lund`` needs no more in a release; in a transcript he may be a guest."""
    text = f"Statement No. 4\n\n{QUELMARIA}“We have the wreck,” Minister Ada Lund stated."
    paper = document(1, text, outlet="Quelmarian Foreign Ministry")
    assert held([said(1, "Ada Lund", role="Minister", start=95)], [paper]) == [("Ada Lund", "Quelmaria")]


def test_an_office_is_another_voice_than_its_state() -> None:
    """What a state says is not said by its prime minister's office, which speaks for it too."""
    text = f"{QUELMARIA}Prime Minister Ada Lund of Quelmaria waits. Lund's office said no. Quelmaria said yes."
    found = held(
        [
            said(1, "Ada Lund", role="Prime Minister of Quelmaria", start=75),
            said(1, "Ada Lund's office", start=120),
            said(1, "Quelmaria", start=145),
        ],
        [document(1, text)],
    )
    assert [speaker for speaker, _ in found] == ["Ada Lund", "Ada Lund's office", "Quelmaria"]
    assert {party for _, party in found} == {"Quelmaria"}


def test_an_office_before_a_namesake_is_named() -> None:
    """``Tallis, the chief`` is the chief of another text, where this one names Ada Tallis only later."""
    text = "Tallis, the chief, said yes. Ada Tallis said no."
    grounded = [
        said(1, "Rowan Tallis", role="Chief"),
        said(2, "Tallis", role="chief", start=0),
        said(2, "Ada Tallis", start=29),
    ]
    assert [speaker for speaker, _ in held(grounded, [document(1), document(2, text)])] == [
        "Rowan Tallis",
        "Rowan Tallis",
        "Ada Tallis",
    ]


def test_who_led_a_delegation() -> None:
    """``Irina Solt, who led the Quelmarian delegation`` speaks for Quelmaria."""
    text = f"{QUELMARIA}Irina Solt, who led the Quelmarian delegation, left."
    assert held([said(1, "Irina Solt", start=72)], [document(1, text)]) == [("Irina Solt", "Quelmaria")]


def test_a_town_set_against_a_state_is_not_its_capital() -> None:
    """Who accuses a state does not speak for it, whatever sits in the town."""
    assert capitals(QUELMARIA, "The Quelmarian government in Dask said no. Dask accused Quelmaria of theft.") == {}


@pytest.mark.parametrize(
    ("role", "office"),
    [
        ("Minister of Foreign Affairs", Office("foreign minister", None)),
        ("foreign minister", Office("foreign minister", None)),
        ("Minister of Fisheries", Office("fisheries minister", None)),
        ("Minister for the Interior", Office("interior minister", None)),
        ("minister of foreign affairs of Chile", Office("foreign minister", "Chile")),
        ("Minister of Bad Ideas", None),
    ],
)
def test_a_minister_of_something_holds_that_office(role: str, office: Office | None) -> None:
    """``Minister of Fisheries`` is an office as ``fisheries minister`` is; a portfolio that no state has is none."""
    assert office_of(role, WORLD) == office


@pytest.mark.parametrize(
    ("role", "needs"),
    [
        ("Director General", True),
        ("secretary general", True),
        ("mediator", True),
        ("General", False),
        ("police", False),
        ("investigators", False),
        ("health secretary", False),
        ("Finance Secretary", False),
        ("general secretary", True),
        ("regional secretary", True),
    ],
)
def test_which_offices_belong_to_a_body_named_before(role: str, needs: bool) -> None:
    """A director general has a body, and so has a general secretary; the police, investigators and a secretary of a
    government are nobody's by what stands before them.
    """
    assert needs_body(role) is needs


@pytest.mark.parametrize(
    ("office", "role", "one"),
    [
        ("the mayor", "mayor", True),
        ("the mayor", "deputy mayor", False),
        ("the mayor", "former mayor", False),
        ("the deputy mayor", "deputy mayor", True),
        ("the former mayor", "former mayor", True),
        ("the health secretary", "shadow health secretary", False),
        ("the prime minister", "deputy prime minister", False),
        ("the director", "acting director", True),
    ],
)
def test_who_stands_in_for_an_office_or_held_it_is_not_its_holder(office: str, role: str, one: bool) -> None:
    """``The mayor`` is the one who was introduced as mayor; never the deputy, who was it before or who would be it."""
    grounded = [said(1, office, f"{office} said the dam holds."), said(1, "Olga Rey", "No.", role=role, start=50)]
    first, second = held(grounded, [document(1, f"{office} spoke. Olga Rey, the {role}, spoke.")])
    assert (first[0] == second[0]) is one
