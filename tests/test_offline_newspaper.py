"""Newspaper prose: asides, far antecedents, lists and interviews as papers set them."""

from __future__ import annotations

import pytest

from tests.offline_cases import drafts


def _said(text: str) -> list[tuple[str | None, str]]:
    return [(draft.speaker, " … ".join(draft.quotes)) for draft in drafts(text)]


def _claims(text: str) -> list[str]:
    return [draft.claim for draft in drafts(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        ("Ida Voss has, however, called the fee “absurd”.", "Ida Voss", "the fee “absurd”"),
        ("Port officials insist, though, that the crane is safe.", "Port officials", "that the crane is safe"),
        ("The guild, for its part, says the lamp was lit.", "guild", "the lamp was lit"),
    ],
)
def test_asides_stand_between_a_speaker_and_what_is_said(text: str, speaker: str, quote: str) -> None:
    """An aside between commas parts neither a verb from its subject nor what is said from its verb."""
    assert _said(text) == [(speaker, quote)]


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "“We carry the bags,” its secretary, Bruno Sell, said at a rally in Tarn. “They carry the keys.”",
            "Bruno Sell",
            "We carry the bags, … They carry the keys.",
        ),
        (
            "The city, which is expected to buy the mill, hopes to save the roof.",
            "city",
            "to save the roof",
        ),
        (
            "The clerks, who hold nine of the twenty seats, agreed to a longer week.",
            "The clerks",
            "a longer week",
        ),
        ("The mood has turned: polls suggest that the mayor would lose.", "polls", "that the mayor would lose"),
        ("People close to her say the vote can be won.", "People close to her", "the vote can be won"),
        (
            "A county survey puts the loss at less than one in ten.",
            "A county survey",
            "the loss at less than one in ten",
        ),
    ],
)
def test_speaker_is_the_subject_of_the_verb(text: str, speaker: str, quote: str) -> None:
    """Neither a place after the verb nor what stands in a relative clause takes the place of the subject."""
    assert (speaker, quote) in _said(text)


def test_what_others_were_asked_is_said_by_nobody() -> None:
    """Whoever is asked whether they would accept something has not accepted it."""
    assert _said("Asked whether they would accept a later closing, most guests shrugged.") == []


def test_pictures_that_somebody_says_show_something() -> None:
    """What a relative clause says of a thing begins with the thing: ``pictures that it says show a crack``."""
    text = "The charity Clear Water has published pictures that it says show a crack in the weir."
    assert _claims(text) == ["Clear Water said pictures show a crack in the weir."]


def test_retelling_goes_on_after_a_semicolon() -> None:
    """After ``…, X said;`` a clause without a source of its own is X's; one with a source is not."""
    assert _said("The young have left, the baker, Ruud Hals, said; a dam would bring work.") == [
        ("Ruud Hals", "The young have left … a dam would bring work")
    ]
    assert ("Ruud Hals", "The young have left") in _said(
        "The young have left, the baker, Ruud Hals, said; the mayor denied that the school would close."
    )


def test_views_stand_inside_a_clause() -> None:
    """``The jobs, in her view, will go`` is her view, whoever "she" is."""
    text = "Lena Moor runs the inn. The jobs, in her view, will go to engineers from the capital."
    assert _said(text) == [("Lena Moor", "The jobs … will go to engineers from the capital")]


def test_refusals_take_up_what_was_wanted() -> None:
    """``ruled that out`` answers the demand before it; ``made it clear that`` does not."""
    text = "The guild demands a second bridge. The minister, Olav Trond, ruled that out."
    assert "Olav Trond ruled out the demand for a second bridge." in _claims(text)


def test_two_verbs_of_a_plural_subject() -> None:
    """``they call it a tax and say they will not vote`` are two positions, of the group that opens the sentence."""
    text = "On Friday, 19 of its members signed a letter in which they call the fee “a tax” and say they will not pay."
    assert _said(text) == [("19 of its members", "the fee “a tax”"), ("19 of its members", "they will not pay")]


def test_a_plural_that_opens_a_quotation_goes_on_in_the_next_paragraph() -> None:
    """A quotation that opens in the middle of a paragraph and again at the head of the next one is one speaker's."""
    text = (
        "“I have read it,” said Hanne Brugg. “All of it. It says ‘up to’ on each page.\n\n"
        "“I will not let my well run dry for a car.”"
    )
    assert {who for who, _ in _said(text)} == {"Hanne Brugg"}
    assert any("well run dry" in what for _, what in _said(text))


def test_a_bullet_is_no_headline() -> None:
    """What a short bullet says is said, though it ends in no full stop."""
    assert ("operator", "the leak is “small”") in _said("What is known:\n\n• The operator says the leak is “small”\n")


def test_nobody_in_a_headline_is_meant_by_a_pronoun() -> None:
    """A group that a headline names is no antecedent of the pronouns below it."""
    text = "Fishermen want answers\n\nThe mayor will come on Thursday. She has promised that nobody will be left alone."
    assert _said(text) == [("The mayor", "that nobody will be left alone")]


def test_lines_of_a_source_are_listed() -> None:
    """A list led in by ``Some lines from X:`` is X's, and one led in by ``Key points from X's speech:`` as well."""
    items = "- The leak was closed at noon\n- No one was hurt\n"
    assert _said(f"Some lines from the harbour master, Per Lauge:\n{items}") == [
        ("Per Lauge", "The leak was closed at noon"),
        ("Per Lauge", "No one was hurt"),
    ]
    assert {who for who, _ in _said(f"Key points from the minister's speech:\n{items}")} == {"the minister"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The largest, the General Federation, has held back. It opposes the higher age.", "General Federation"),
        ("Telm Resources digs here. The company has pledged to plant trees.", "Telm Resources"),
        ("The mayor opened the pool. He promised that a slide would follow.", "The mayor"),
        (
            (
                "The court threw out the suit, and Jonas Pell, the harbour minister, has let the deadline pass. He has "
                "turned to parliament. He warned that the quay would sink."
            ),
            "Jonas Pell",
        ),
        ("The vote is on Monday. Last Friday the clerk fell ill. Ada Holm spoke. She said it was flu.", "Ada Holm"),
    ],
)
def test_whom_a_short_form_stands_for(text: str, speaker: str) -> None:
    """A pronoun or "the company" is whom the sentences before it are about, by name, role or apposition."""
    assert _said(text)[-1][0] == speaker


@pytest.mark.parametrize(
    ("told", "company"),
    [
        ("The operator Velmar built the roof.", "Velmar"),
        ("Velmar's new finance director saw the roof.", "Velmar"),
        ("The chief executive of Velmar saw the roof.", "Velmar"),
        ("The roof was built by Velmar Logistics.", "Velmar Logistics"),
        ("The roof was built by Velmar Copper.", "Velmar Copper"),
        ("The roof belongs to Velmar, which runs nine depots.", "Velmar"),
        ("The roof belongs to Velmar, a family-owned retailer.", "Velmar"),
        ("The roof belongs to the Velmar League, whose chief executive saw it.", "company"),
        ("The chief executive of Orrin District Council saw the roof.", "company"),
    ],
)
def test_what_tells_that_a_name_is_a_company_s(told: str, company: str) -> None:
    """A company is known by a kind, an officer, a last word or a trade; a public body is none."""
    assert _said(f"{told}\n\nThe company says it is sound.")[-1][0] == company


def test_the_company_stays_open_between_two() -> None:
    """Where a text names two companies, "the company" is the one of its own paragraph or nobody's name."""
    text = "The operator Velmar built it. The retailer Ostro rents it.\n\nThe company says the roof is sound."
    assert _said(text) == [("company", "the roof is sound")]


def test_a_mine_belongs_to_nobody() -> None:
    """The noun "mine" is not the pronoun; "a friend of mine" is."""
    text = "The mine would need 2 million litres, according to the harbour board."
    assert _claims(text) == ["The harbour board said the mine would need 2 million litres."]
    assert _claims("“A friend of mine drowned there in 2003,” Ada Holm said.") == [
        "Ada Holm said a friend of hers drowned there in 2003."
    ]


def test_adjectives_lose_their_capital() -> None:
    """An adjective that opens what is said is no name, though no other sentence has it small."""
    assert _claims("“Physical attacks went up,” Ada Holm said.") == ["Ada Holm said physical attacks went up."]
    assert _claims("“Lisbon trams are slow,” Ada Holm said.") == ["Ada Holm said Lisbon trams are slow."]


TALK = """Free buses are a choice

Rosa Dela has run the transport board of Brevel for eleven months. We met her on Thursday in her office.

You came by bicycle, I hear.

I do when my knee lets me.

The mayor says more people ride. Is that so?

It is nine percent more, and I have told the mayor so.

Who pays for it, then?

We take it from the parking levy, and my reserves will be empty in 2027.

Councillor Weiss called your plan “a raid on drivers”.

Mr Weiss drives a very large car. Nobody asks the people on the number 6 bus.

Will fares come back?

Not while I am here.

Drivers complain that buses are overcrowded.

They are, on four lines. We will add 22 buses by Easter.

You grew up in a village. Did that shape you?

My mother says I drew timetables before I could write.
"""


def test_an_interview_belongs_to_whom_it_presents() -> None:
    """Who is presented before the first question answers, though the answers name another more often."""
    answers = [draft for draft in drafts(TALK) if draft.speaker == "Rosa Dela"]
    assert any("parking levy" in draft.claim for draft in answers)
    assert any("Nobody asks" in draft.quotes[-1] for draft in answers)


def test_prompts_of_an_interview_are_no_answers() -> None:
    """Where questions and answers alternate, a prompt without a question mark is the outlet's."""
    found = [(draft.speaker, draft.claim) for draft in drafts(TALK)]
    assert ("Drivers", "Drivers complained that buses are overcrowded.") in found
    assert not any(speaker == "Rosa Dela" and "called" in claim for speaker, claim in found)


def test_an_answer_that_leans_on_its_question_has_it() -> None:
    """``Not while I am here`` says nothing without what was asked."""
    assert "Asked “Will fares come back?”, Rosa Dela answered: “Not while I am here.”" in _claims(TALK)


def test_small_talk_is_no_position() -> None:
    """What an interview tells of a life is no position; a figure in such an answer is."""
    assert not any("timetables" in claim or "knee" in claim for claim in _claims(TALK))
    told = TALK.replace("My mother says I drew timetables", "My mother paid 12 crowns a month, and I drew timetables")
    assert any("12 crowns" in claim for claim in _claims(told))


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "But money, say those who have lost stock, is not the point.",
            "those who have lost stock",
            "But money … is not",
        ),
        ("The plan, says Ann Ray, will fail.", "Ann Ray", "The plan … will fail"),
        (
            "“We stay,” Nia Kofar, a spokeswoman for the guests, told the Standard by telephone. “All of us.”",
            "Nia Kofar",
            "We stay, … All of us",
        ),
        (
            (
                "Hugh Darn runs the board. It had a deficit of 14 million, he told staff in an email seen by this "
                "paper, and without the rise two halls would close."
            ),
            "Hugh Darn",
            "It had a deficit of 14 million … and without",
        ),
        (
            "Tom Reev, president of the rowers’ club, which met last month, said only nine were in favour.",
            "Tom Reev",
            "only nine were in favour",
        ),
        ("The mayor has so far resisted calls for a cull.", "The mayor", "has so far resisted calls for a cull"),
        ("The city’s MP, Layla Marsh, has offered to mediate.", "Layla Marsh", "has offered to mediate"),
        ("The bishop has thrown his weight behind the plan for a mill.", "The bishop", "the plan for a mill"),
        (
            "The toll fell, according to a tally by the charity Open Gate.",
            "a tally by the charity Open Gate",
            "The toll fell",
        ),
    ],
)
def test_who_said_it_where_speech_is_interrupted(text: str, speaker: str, quote: str) -> None:
    """A source inside, between or after what is said has all of it, and nobody who only listens says it."""
    assert any(who == speaker and what.startswith(quote) for who, what in _said(text)), _said(text)


def test_not_all_is_no_one() -> None:
    """What ``not all`` of a group do is no position of the group."""
    assert _said("Not all guests back the new gate.") == []


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        ("For Lena Moor, a nurse, the cut is “a slap”.", "Lena Moor", "Lena Moor said the cut is “a slap”."),
        ("For residents, the noise is the worst.", "residents", "Residents said the noise is the worst."),
    ],
)
def test_for_somebody_is_their_view(text: str, speaker: str, claim: str) -> None:
    """``For X, it is so`` is X's view; ``for years`` is nobody's."""
    assert [(draft.speaker, draft.claim) for draft in drafts(text)] == [(speaker, claim)]
    assert _said("For years, the mill was the pride of the town.") == []


def test_they_are_the_group_before() -> None:
    """A plural pronoun is the group that opens a sentence before, not whoever was heard last."""
    text = (
        "The dean said it was late. The students have three demands. They want the fee scrapped and the books opened."
    )
    assert _said(text)[-1] == ("The students", "the fee scrapped and the books opened")


def test_a_house_called_after_somebody_is_nobody() -> None:
    """A name that follows "the" is a house's or a thing's, and no person says what is told there."""
    text = "At the Kessock Arms, publican Iain Budge has hung a sign. Guests ask about little else, he says."
    assert _said(text) == [("Iain Budge", "Guests ask about little else")]


def test_what_a_relative_clause_says_begins_with_its_noun() -> None:
    """``a protest against a fee that X says is fair`` says that the fee is fair, and nothing of the protest."""
    text = "Guests filled the hall in protest against a fee increase that the mayor says is the only way to save it."
    assert _claims(text) == ["The mayor said a fee increase is the only way to save it."]


def test_the_occasion_is_no_part_of_what_is_said() -> None:
    """``during a press conference`` tells when it was said; ``mentioned in a statement`` belongs to what is said."""
    assert _claims("Ann Ray said the talks had gone well during a press conference on Monday.") == [
        "Ann Ray said the talks had gone well."
    ]
    assert _claims("Ann Ray said the leak was mentioned in a statement.") == [
        "Ann Ray said the leak was mentioned in a statement."
    ]


def test_it_is_what_the_same_sentence_rejects() -> None:
    """A thing that somebody rejects and calls absurd is named in both claims."""
    assert _claims("Mark Holm rejected the tidal plan, calling it “absurd”.")[1] == (
        "Mark Holm called the tidal plan “absurd”."
    )


def test_what_two_sides_own_is_quoted() -> None:
    """``our two presidents`` is not the speaker's side's alone."""
    claim = "Olav Trond said: “Our two presidents met.”"
    assert _claims("“Our two presidents met,” the Norlandic foreign minister, Olav Trond, said.") == [claim]


def test_asked_for_keeps_its_for() -> None:
    """Whoever asks for something is not told to ask it."""
    assert _claims("The trustees have asked for more time.") == ["The trustees asked for more time."]


def test_a_quotation_follows_its_speaker() -> None:
    """A quotation right after a sentence about a person is that person's; after one about a thing it is nobody's."""
    assert _said("To that, Esi Boat has a short answer. “They lasted longer than you.”") == [
        ("Esi Boat", "They lasted longer than you.")
    ]
    assert _said("The mill closed in May. “They lasted longer than you.”") == []


def test_prompted_is_not_said() -> None:
    """``Told that it was late, she thought for a moment`` says nothing."""
    assert _said("Pat Doyle sells cheese. Told that it was late, she thought for a moment.") == []


def test_a_plan_keeps_the_condition_before_it() -> None:
    """What somebody plans if something happens is not told as if it were planned anyway."""
    (draft,) = drafts("If the dyke is not moved, Pat Doyle plans to close the shop.")
    assert draft.claim == "Pat Doyle planned to close the shop if the dyke is not moved."
    assert draft.modality == "conditional"


def test_where_it_was_said_is_not_said() -> None:
    """A report in which something is recommended is no part of the recommendation."""
    text = "The masks should go home, a panel has recommended, in a report that its chair described as “an end”."
    assert _said(text)[0] == ("panel", "The masks should go home")


def test_whose_body_it_is_needs_no_article() -> None:
    """``Esi Boat's government`` has its owner's name before it, and no article."""
    claim = "Esi Boat’s government demanded that the masks be sent home."
    text = "Esi Boat spoke. “We wait,” she said. Her government demanded that the masks be sent home."
    assert claim in _claims(text)
