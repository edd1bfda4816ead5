"""Tests of the states that no table has, as texts tell of them."""

from __future__ import annotations

import pytest
from align_cases import document, parties_as_given, said

from llmtool.align import PartyRule, PartyRules, propose, resolve
from llmtool.align.parties.countries import WORLD
from llmtool.align.parties.states.states import told_states
from llmtool.schema import PartyKind


def told(*texts: str) -> dict[str, tuple[str, str]]:
    """Each word that the texts make a state's, with the state and the kind of word."""
    return {" ".join(words): (actor.name, actor.form) for words, actor in told_states(texts).told.items()}


@pytest.mark.parametrize(
    ("text", "name", "adjective"),
    [
        ("The Ostravene army left. Nobody in Brelland saw the Brellish Foreign Minister.", "Brelland", "Brellish"),
        ("Talks in Quelmar went on; the Quelmari embassy was shut.", "Quelmar", "Quelmari"),
        ("Snow fell on Jorvania. The Jorvanian deputy prime minister skied.", "Jorvania", "Jorvanian"),
        ("Tessaly lost. A Tessalian soldier and two Tessalian ministers wept.", "Tessaly", "Tessalian"),
        ("Rain in Ulmora. An Ulmoran official and the Ulmoran president got wet.", "Ulmora", "Ulmoran"),
    ],
)
def test_an_adjective_before_what_only_states_have(text: str, name: str, adjective: str) -> None:
    """An army, an embassy or a foreign minister makes a state of the name that its adjective is made from."""
    found = told(text)
    assert found[name] == (name, "name")
    assert found[adjective] == (name, "adjective")


@pytest.mark.parametrize(
    "text",
    [
        "In Quelmar, Quelmar's foreign minister spoke.",
        "The government of Quelmar met. It rained in Quelmar.",
        "MINISTRY OF FOREIGN AFFAIRS OF QUELMAR\nHe lives in Quelmar.",
    ],
)
def test_a_name_that_governs(text: str) -> None:
    """Whose foreign minister, government or ministry it is is a state, adjective or not."""
    assert told(text)["Quelmar"] == ("Quelmar", "name")


@pytest.mark.parametrize(
    "text",
    [
        "Bo Tamander's government fell. President Tamander's army stayed in barracks.",
        "The Lutheran minister said that Luther had been read in Luther's house.",
        "The Republican government and the Republican army marched in the Republic.",
        "Civilian authorities and Civilian officials met the civilian side in the Civil.",
        "Norvale's mayor and the Norvalian choir sang in Norvale.",
        "African leaders and African officials met in Africa.",
        "The Victorian army and the Victorian leader. Victoria Wulf sat in front. Victoria Bonn came too.",
        "Tamander's army stayed and the government of Tamander fell, says Tamander.",
        "An Ardenian embassy was opened, says the text that never names its state.",
        "The government of National Unity met in the capital.",
    ],
)
def test_no_state_is_made_of_persons_creeds_towns_and_common_words(text: str) -> None:
    """A surname, a creed, a continent, a town or a word that is also written small is no state."""
    assert told(text) == {}


def test_known_states_stay_as_they_are() -> None:
    """Where the texts tell only of states of the tables, the atlas is that of the tables."""
    assert told_states(["The French army, Peru's foreign minister and the government of Chad met in Chad."]) is WORLD


@pytest.mark.parametrize(
    "words",
    [
        "Vell, the Jorvanian capital, was quiet.",
        "Vell is the capital of Jorvania.",
        "The Jorvanian capital, Vell, was quiet.",
        "It was quiet in Jorvania's capital Vell on Monday.",
        "On Monday Vell, Jorvania's capital, was quiet.",
    ],
)
def test_a_capital_stands_for_its_state(words: str) -> None:
    """A place that the text calls a state's capital is that state where it speaks."""
    assert told(f"The Jorvanian army stayed in Jorvania. {words}")["Vell"] == ("Jorvania", "seat")


@pytest.mark.parametrize(
    "words",
    [
        "In the Jorvanian capital, Renn slept.",
        "In the Jorvanian capital, Renn, who was tired, slept. Ada Renn did not.",
        "Vell, the former Jorvanian capital, was quiet.",
        "Vell, the cultural capital of Jorvania, was quiet.",
        "Vell, the Jorvanian capital, and Vell, the Quelmari capital, are two. The Quelmari army is in Quelmar.",
        "Vell, the provincial capital, was quiet.",
    ],
)
def test_no_capital_is_made_of_persons_and_other_towns(words: str) -> None:
    """A person after a comma, a former capital, a capital of something else and a name of two states are no seat."""
    found = told(f"The Jorvanian army stayed in Jorvania. {words}")
    assert found["Jorvanian"] == ("Jorvania", "adjective")
    assert "seat" not in {form for _, form in found.values()}


def test_what_one_document_tells_of_a_state_holds_in_all() -> None:
    """A state, its capital and its delegation are one party in all documents."""
    documents = [
        document(1, "The Jorvanian foreign ministry is silent. Vell, the Jorvanian capital, sleeps. Jorvania waits."),
        document(2, "Vell refuses. A member of the Jorvanian delegation left. Jorvania stays."),
    ]
    grounded = [
        said(2, "Vell", start=0),
        said(2, "member of the Jorvanian delegation", start=14),
        said(2, "Jorvania", start=60),
        said(1, "Jorvanian foreign ministry", start=4),
    ]
    assert parties_as_given(grounded, documents) == ["Jorvania [state]"] * 4
    aligned = resolve(grounded[::2], propose(grounded[::2], documents), documents, None)
    assert [speaker.name for speaker in aligned.speakers] == ["Jorvania"]


def test_a_town_of_a_told_state_is_not_the_state() -> None:
    """The mayor, the council and the residents of a told capital do not speak for the state."""
    text = "The Jorvanian army is near. Vell, the Jorvanian capital, sleeps in Jorvania."
    grounded = [said(1, "Vell city council", start=0), said(1, "residents of Vell", start=1), said(1, "Vell", start=2)]
    found = parties_as_given(grounded, [document(1, text)])
    assert found[2] == "Jorvania [state]"
    assert "Jorvania [state]" not in found[:2]


def test_a_person_named_like_a_told_state_stays_a_person() -> None:
    """A surname that is also a state's name is the person's where the document has the full name."""
    documents = [document(1, "The Jorvanian army is in Jorvania."), document(2, "Ada Jorvania spoke.")]
    grounded = [said(2, "Ada Jorvania", role="farmer", start=0), said(2, "Jorvania", start=1)]
    assert parties_as_given(grounded, documents) == ["Ada Jorvania [person]"] * 2


def test_the_parties_file_goes_before_what_texts_tell() -> None:
    """An alias of the parties file keeps its party, also where the texts take the name for a state's capital."""
    text = "The Jorvanian army stayed in Jorvania. Vell, the Jorvanian capital, sleeps."
    rules = PartyRules(parties=(PartyRule(name="Vell Works", kind=PartyKind.ORGANISATION, aliases=("Vell",)),))
    grounded = [said(1, "Vell", start=0), said(1, "Jorvania", start=1)]
    assert parties_as_given(grounded, [document(1, text)], rules) == ["Vell Works [organisation]", "Jorvania [state]"]


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("the Kite Palace, the seat of the Jorvanian government, was lit", {"Kite Palace", "Palace", "palace"}),
        ("the White Tower, Jorvania's presidency, was lit", {"White Tower", "Tower"}),
        ("the Lark House, the residence of the Peruvian president, was lit", {"Lark House"}),
        ("the Kite Palace, built under the Jorvanian presidency, was lit", set()),
        ("the Kite Palace, the seat of the Jorvanian Rowing Club, was lit", set()),
        ("the Kite Palace, the seat of the government of Peru and of the Jorvanian cabinet, was lit", set()),
    ],
)
def test_a_palace_stands_for_the_state_that_governs_from_it(text: str, seats: set[str]) -> None:
    """A palace that the text calls the seat of a state's government is that state, no other building is."""
    found = told(f"The Jorvanian army stayed in Jorvania. Before dawn {text}.")
    assert {word for word, (_, form) in found.items() if form == "seat"} == seats


def test_two_palaces_have_no_short_form() -> None:
    """``The palace`` means nobody where the texts tell of two."""
    found = told(
        "The Jorvanian army stayed in Jorvania. The Kite Palace, the Jorvanian presidency, was lit. "
        "The Wren Palace, the seat of the Peruvian president, was dark."
    )
    assert {"Kite Palace", "Wren Palace"} <= found.keys()
    assert not {"palace", "Palace"} & found.keys()
