"""What stands after a verb of saying: clauses of any verb, those who are told, figures, single words, and relays."""

from __future__ import annotations

import pytest

from tests.offline_cases import drafts


def _told(text: str) -> list[tuple[str | None, str]]:
    return [(draft.speaker, draft.claim) for draft in drafts(text)]


@pytest.mark.parametrize(
    "clause",
    [
        "the meeting took place",
        "no such meeting took place",
        "the building collapsed at dawn",
        "the council meeting began late",
        "a warning reached them late",
        "the housing plan failed",
        "rents have doubled",
        "orders rose 9%",
        "none of this happened",
        "all of them survived",
        "the vote split the party",
        "staff quit in droves",
        "growers deduct 110 a week from wages",
        "the peace plan rewards Kemer for its aggression",
        "the majority of older people no longer need letters",
        "at least thirty wolves should be shot",
        "under two per cent of those freed came back",
        "only about 4 per cent of the sum was spent",
        "last season's losses were small",
        "the plot involved few people and had no chance",
        "residents hold passports and have asked to belong to Estara",
        "the bank need not hurry and could wait",
        "she would never sell it, even if paid",
        "the group had misread its data and seen what it wanted to see",
    ],
)
@pytest.mark.parametrize("opening", ["Ann Roe said", "Ann Roe told reporters", "Ann Roe told the BBC"])
def test_any_clause_is_said(opening: str, clause: str) -> None:
    """What somebody says, or tells somebody, is a clause whatever its verb is."""
    assert _told(f"{opening} {clause}.") == [("Ann Roe", f"Ann Roe said {clause}.")]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe said much the same about the wall.",
        "Ann Roe said a few words about the wall.",
        "Ann Roe said nothing about the wall.",
        "Ann Roe told the BBC last week.",
        "The lab repeated the test on Monday.",
        "The minister refused comment.",
        "The mayor demanded answers.",
    ],
)
def test_objects_are_no_clauses(text: str) -> None:
    """Of what "say" and its like take, a few things tell nothing."""
    assert _told(text) == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Although Ann Roe said the dam leaks, Tom Berg said it was sound.",
            ["Ann Roe said the dam leaks.", "Tom Berg said it was sound."],
        ),
        (
            "Ann Roe told the Courier yesterday the firm was sorry.",
            ["Ann Roe said the firm was sorry."],
        ),
        ("Ann Roe told the Coastal News Agency in a text that she would go.", ["Ann Roe said she would go."]),
        (
            "Ann Roe said Vostara, as a developing country, had no duty to pay.",
            ["Ann Roe said Vostara, as a developing country, had no duty to pay."],
        ),
        ("Ann Roe warned the truce no longer exists.", ["Ann Roe warned the truce no longer exists."]),
        ("The shooting, Ann Roe said, began at nine.", ["Ann Roe said the shooting began at nine."]),
        (
            "The firm “lied for years”, Ann Roe said at a hastily arranged briefing.",
            ["Ann Roe said the firm “lied for years”."],
        ),
        ("The code was ready to go into print, said Ann Roe.", ["Ann Roe said the code was ready to go into print."]),
        ("A woman living nearby said the road was shut.", ["A woman living nearby said the road was shut."]),
        (
            "The union reckons 1,300 nurses are on strike. The board says it's 840.",
            ["The union reckoned 1,300 nurses are on strike.", "The board said it's 840 nurses."],
        ),
        ("The firm “categorically” denied that it had paid.", ["The firm denied that it had paid."]),
    ],
)
def test_who_is_told_and_what(text: str, claims: list[str]) -> None:
    """Neither who is told, nor when, nor an adverb between quotation marks is part of what is said."""
    assert [claim for _, claim in _told(text)] == claims


@pytest.mark.parametrize(
    "claim",
    [
        "Corvin denied wrongdoing.",
        "The union opposed privatisation.",
        "The youth council rejected conscription.",
        "The farmers demanded compensation.",
        "Corvin admitted negligence.",
        "The board ruled out layoffs.",
        "The union wanted 8%.",
        "The farmers' union withdrew its backing for the mine.",
        "The ministry did not share the view that nitrates are the cause.",
        "The group maintained its position that the pact holds.",
        "The board promised 60 officers to the mission.",
        "The union demanded at least 50 percent of the takings.",
        "The bank expected growth of barely one per cent.",
        "The health ministry raised the death toll to fourteen.",
        "The district postponed the vote to May.",
        "The union attributed the losses to low fares.",
        "Waste firm Tervane sought permission to tip until May.",
    ],
)
def test_short_stands_are_held(claim: str) -> None:
    """One noun says enough after a word of stand, and a figure or a decision after others."""
    assert len(_told(claim)) == 1


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Orrin Herald reported that Ann Roe ruled out a separate currency.", "Ann Roe"),
        ("According to state radio, Ann Roe said the vote was fair.", "Ann Roe"),
        ("Ann Roe, according to a newspaper, called the talks a waste of time.", "Ann Roe"),
        ("Ann Roe was reported by a weekly as calling the fund a decent start.", "Ann Roe"),
        ("Cargo director Ann Roe told Transport Weekly that the port was shut.", "Ann Roe"),
        ("Pell Mutual claims director Ann Roe said the water was no flood.", "Ann Roe"),
        ("Ann Roe of Keep the Meads said the road would cost more.", "Ann Roe"),
        ("The club rejects any charge on diesel, according to Ann Roe.", "Ann Roe"),
        ("The police found no damage in the hall, according to Ann Roe.", "Ann Roe"),
    ],
)
def test_whose_words_are_passed_on(text: str, speaker: str) -> None:
    """A paper only passes on what it reports, and who accounts for what others did says it."""
    assert [who for who, _ in _told(text)] == [speaker]


def test_what_a_body_plans_by_a_leaked_paper() -> None:
    """A document, or somebody unnamed, only tells what others are up to."""
    found = _told("The ministry plans to close nine schools, according to a leaked memo.")
    assert [who for who, _ in found] == ["ministry"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Asked if he would resign, the governor said: “Absolutely not.”",
            "The governor denied that he would resign.",
        ),
        ("Ann Roe, asked if talks had failed, said “not at all”.", "Ann Roe denied that talks had failed."),
        ("Asked whether he trusted her, Ivan Pell said: “Yes.”", "Ivan Pell confirmed that he trusted her."),
        (
            "Asked whether he trusted her, Ivan Pell said: “Ask me later.”",
            "Asked whether he trusted her, Ivan Pell answered: “Ask me later.”",
        ),
    ],
)
def test_short_answers_have_their_question(text: str, claim: str) -> None:
    """A few words that answer a reported question say what the question asks."""
    assert [told for _, told in _told(text)] == [claim]


def test_an_accusation_is_one_against_who_rejects_it() -> None:
    """What somebody rejects as an accusation is what was held against them, not whatever was said last."""
    text = "The agency blamed Quillon for the leak. Quillon rejected the accusation."
    assert _told(text)[-1][1] == "Quillon rejected the accusation of being to blame for the leak."
    text = "Ann Roe said the agency had learned of the leak in May. Quillon rejected the accusation."
    assert _told(text)[-1][1] == "Quillon rejected the accusation."
