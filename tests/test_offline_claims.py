from __future__ import annotations

import pytest
from offline_cases import drafts

from llmtool.schema import Modality


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The league wants clubs to play fewer games. The players rejected that demand.",
            "The players rejected the demand for clubs to play fewer games.",
        ),
        (
            "The union demanded an open inquiry. The clinic rejected the demand.",
            "The clinic rejected the demand for an open inquiry.",
        ),
        (
            "Ada Reed said she had warned the board in May. The board denies this.",
            "The board denied that Reed had warned the board in May.",
        ),
        (
            "Coast Lines said it had lost 2 million. The union does not believe this.",
            "The union did not believe that Coast Lines had lost 2 million.",
        ),
        (
            "The port offered half of the cost. The union turned down the offer.",
            "The union turned down the offer of half of the cost.",
        ),
        (
            "The survey found that 61 of 88 flats were dry. The council disputes that figure.",
            "The council disputed the claim that 61 of 88 flats were dry.",
        ),
        (
            "The union accused the board of hiding the list. Reed dismissed that in a brief statement on Monday.",
            "Reed dismissed the accusation of hiding the list.",
        ),
        (
            "The union said the list was lost. Ada Reed, the chair, rejected that.",
            "Ada Reed rejected the claim that the list was lost.",
        ),
        (
            "“The pilots were sent away without a chart. They lost a day,” Bo Lund said. The port denied that.",
            "The port denied that the pilots were sent away without a chart.",
        ),
        (
            "Ann Ray says the mayor promised the owners a bridge. Bo Lund says no such promise was made.",
            "Bo Lund said it is not true that the mayor promised the owners a bridge.",
        ),
        (
            "Ada Reed said the board had signed an agreement. Bo Lund insisted there was no such agreement.",
            "Bo Lund insisted it is not true that the board had signed an agreement.",
        ),
        (
            "Ada Reed said the board had met in May. Bo Lund said no such letter existed.",
            "Bo Lund said no such letter existed.",
        ),
        (
            "The board estimated the damage at 3 million crowns, while the union put it at 9 million crowns.",
            "The union put the damage at 9 million crowns.",
        ),
        (
            "Ada Reed came. Twenty-two men were hurt, Ada Reed said.",
            "Ada Reed said twenty-two men were hurt.",
        ),
        (
            "Ada Reed said the port is old. Nor does she want the gates locked.",
            "Ada Reed did not want the gates locked.",
        ),
        (
            "The board said it had signed three contracts. Reed called that account “a fairy tale”.",
            "Reed called the account that the board had signed three contracts “a fairy tale”.",
        ),
        (
            "The minister said the wards were full. Sand dismissed the claim as nonsense.",
            "Sand dismissed the claim that the wards were full as nonsense.",
        ),
    ],
)
def test_what_is_pointed_to_is_spelled_out(text: str, claim: str) -> None:
    """A claim says what "that demand" or "this" is, and its evidence is still the sentence's own words."""
    last = drafts(text)[-1]
    assert last.claim == claim
    assert all(quote in text for quote in last.quotes)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The league wants clubs to rest. It rained. The hall was full. All left. The players rejected that demand.",
            "The players rejected that demand.",
        ),
        ("Reed said the board had lied. Reed rejected the claim.", "Reed rejected the claim."),
        ("Reed said the dam was old. The union rejected that demand.", "The union rejected that demand."),
        ("Reed asked why. The union rejected that demand.", "The union rejected that demand."),
    ],
)
def test_what_is_not_sure_is_left_as_it_stands(text: str, claim: str) -> None:
    """Nothing is put into a claim that was said too long ago, by the same speaker, or that is of another kind."""
    assert drafts(text)[-1].claim == claim


def test_nothing_is_claimed_about_nothing() -> None:
    """Words that deny nothing known give no position."""
    assert drafts("The evening was long. The board denied this.") == ()


@pytest.mark.parametrize(
    ("text", "claim", "modality"),
    [
        ("The union is against the tunnel.", "The union was against the tunnel.", Modality.DENIES),
        ("Ada Reed is in favour of a ban.", "Ada Reed was in favour of a ban.", Modality.ASSERTS),
        ("The clubs are not ready to sign.", "The clubs were not ready to sign.", Modality.DENIES),
        ("The firm is ready to pay.", "The firm was ready to pay.", Modality.OFFERS),
        ("The council does not support the ban.", "The council did not support the ban.", Modality.DENIES),
        ("Ada Reed ruled out a subsidy.", "Ada Reed ruled out a subsidy.", Modality.DENIES),
        ("Ada Reed refused to resign.", "Ada Reed refused to resign.", Modality.DENIES),
        ("Student Ada Reed called the strike selfish.", "Ada Reed called the strike selfish.", Modality.ASSERTS),
        ("The firm said that is the only way.", "The firm said that is the only way.", Modality.ASSERTS),
        (
            "The plan, which the union called “an insult”, is dead.",
            "The union called the plan “an insult”.",
            Modality.ASSERTS,
        ),
    ],
)
def test_short_stands(text: str, claim: str, modality: Modality) -> None:
    """A stance in few words is a position: against, in favour, ready to, not ready to, ruled out."""
    assert [(draft.claim, draft.modality) for draft in drafts(text)] == [(claim, modality)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Holm has been called “a toy mayor” by engineers.", "Engineers called Holm “a toy mayor”."),
        ("He was accused by the union of lying.", "The union accused him of lying."),
        ("Ada Reed would like to build a park.", "Ada Reed would like to build a park."),
        ("He left despite warnings from the union that the dam leaks.", "The union warned that the dam leaks."),
        ("The letter attacked the mayor’s plan.", "The letter attacked the mayor’s plan."),
        (
            "Ada Reed has been an outspoken opponent of the tunnel toll.",
            "Ada Reed was an outspoken opponent of the tunnel toll.",
        ),
        ("Ada Reed feels that the town is lost.", "Ada Reed felt that the town is lost."),
        ("Ada Reed decided that the town should wait.", "Ada Reed decided that the town should wait."),
        (
            "Ada Reed explained why the tunnel floods each spring.",
            "Ada Reed explained why the tunnel floods each spring.",
        ),
        (
            "Ada Reed cited a threat to public health and safety.",
            "Ada Reed cited a threat to public health and safety.",
        ),
    ],
)
def test_what_somebody_knows_tells_or_suffers(text: str, claim: str) -> None:
    """A claim is a sentence where its cue is passive, a noun, a thought or an indirect question."""
    assert [draft.claim for draft in drafts(text)] == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Reed would like to thank the staff.",
        "Ada Reed liked to swim in the old dock.",
        "Ada Reed decided to leave the room again.",
        "Ada Reed cited the report.",
        "Ada Reed asked why the tunnel floods each spring.",
        "The firm, in a town of 4,000 people, employs 600 people.",
    ],
)
def test_what_nobody_disputes_is_no_position(text: str) -> None:
    """Courtesies, deeds, bare pointers, questions and what a paper adds about a place are left out."""
    assert drafts(text) == ()


def test_an_author_holds_what_an_opinion_piece_argues() -> None:
    """Who writes in the first person throughout holds a position, by the byline's name where there is one."""
    text = (
        "I grew up by the port.\n\nI believe that the port will close.\n\n"
        "I am convinced that the mayor lied. I told him so.\n\n“I hope that it stays,” Ada Reed said."
    )
    held = [(draft.speaker, draft.claim) for draft in drafts(text, byline="By Tom Beck")]
    assert held == [
        ("Tom Beck", "Tom Beck believed that the port will close."),
        ("Tom Beck", "Tom Beck was convinced that the mayor lied."),
        ("Ada Reed", "Ada Reed said she hopes that it stays."),
    ]
    assert drafts(text)[0].claim == "The author believed that the port will close."
    assert [draft.speaker for draft in drafts(text.replace("I am convinced", "We know"))] == ["Ada Reed"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Ana Roos said 40 men were hurt. She said 12 pumps had failed. The union rejected the figures.",
            "The union rejected the figures.",
        ),
        (
            "Ana Roos said 40 men were hurt. The union rejected the figures.",
            "The union rejected the claim that 40 men were hurt.",
        ),
        (
            "Ana Roos said 40 men were hurt. She said 12 pumps had failed. The union rejected that figure.",
            "The union rejected the claim that 12 pumps had failed.",
        ),
        (
            "Ana Roos said the shaft was old. She said the board knew it. The union rejected those claims.",
            "The union rejected those claims.",
        ),
        (
            "Ana Roos said the shaft was old. She demanded a new pump for it. The union rejected these demands.",
            "The union rejected the demand for a new pump for it.",
        ),
    ],
)
def test_a_plural_points_to_all(text: str, claim: str) -> None:
    """A plural stands for all that was said of its kind: with more than one statement its words stay as they are."""
    assert drafts(f"The mine is shut.\n\n{text}")[-1].claim == claim


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            (
                "The Tarn Board confirms that:\n- twelve posts are vacant;\n- the lift is shut until May; and\n"
                "- no rent is due."
            ),
            [
                "The Tarn Board confirmed that twelve posts are vacant.",
                "The Tarn Board confirmed that the lift is shut until May.",
                "The Tarn Board confirmed that no rent is due.",
            ],
        ),
        (
            "The union called on the council to:\n* publish the accounts of the port,\n* sack the chief engineer.",
            [
                "The union called on the council to publish the accounts of the port.",
                "The union called on the council to sack the chief engineer.",
            ],
        ),
        (
            "The union wants two things:\n1. an audit of the accounts\n2. the return of 40 workers",
            ["The union wanted an audit of the accounts.", "The union wanted the return of 40 workers."],
        ),
        (
            (
                "The board promises to:\n\n(a) reopen the lift by June\n(b) refund 300 tickets\n\n"
                "The mayor opposes the plan."
            ),
            [
                "The board promised to reopen the lift by June.",
                "The board promised to refund 300 tickets.",
                "The mayor opposed the plan to refund 300 tickets.",
            ],
        ),
        (
            "Ana Roos said the plan had two faults:\n- It leaves 40 men without pay.\n- The pumps are old.",
            [
                "Ana Roos said the plan had two faults.",
                "Ana Roos said the plan had two faults; it leaves 40 men without pay.",
                "Ana Roos said the pumps are old.",
            ],
        ),
        (
            "The Tarn Board said that: “The lift is shut until May.”",
            ["The Tarn Board said the lift is shut until May."],
        ),
    ],
)
def test_a_list_belongs_to_who_leads_it_in(text: str, claims: list[str]) -> None:
    """Each item below a lead-in is what its source says, joined to the words that lead over to it."""
    found = drafts(f"The mine is shut.\n\nThe agency said that the plan would help farmers.\n\n{text}")
    assert sorted(draft.claim for draft in found[1:]) == sorted(claims)


def test_a_list_without_a_source_is_nobodys() -> None:
    """A list below words that no source says stays the outlet's."""
    text = "These were the rules:\n- no dogs in the hall\n- 40 seats."
    assert not [draft for draft in drafts(text) if draft.speaker is not None]


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("Fourteen posts were vacant.", "fourteen posts were vacant."),
        ("Safety was the main reason.", "safety was the main reason."),
        ("Otherwise the fish won't survive.", "otherwise the fish won't survive."),
        ("Twelve-year-olds drive the boats.", "twelve-year-olds drive the boats."),
        ("Trams rotted in the hall.", "trams rotted in the hall."),
        ("Safety Minister Jon Holm lied.", "Safety Minister Jon Holm lied."),
        ("Halloran was late.", "Halloran was late."),
        ("Zerbst was hit by a storm.", "Zerbst was hit by a storm."),
        ("Mark was the first to call.", "Mark was the first to call."),
        ("NATO is weak.", "NATO is weak."),
        ("May was the worst month.", "May was the worst month."),
        ("German firms pay less.", "German firms pay less."),
    ],
)
def test_a_capital_stays_where_it_is_a_names(said: str, claim: str) -> None:
    """A sentence's first word gets a small letter inside a claim, by the word itself or by what else the text tells."""
    text = f"Nobody paid for the trams. The clerk wrote to Peter Halloran.\n\n“{said[:-1]},” Anna Berg said."
    assert drafts(text)[-1].claim == f"Anna Berg said {claim}"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("“Our barges carried grain,” said Ada Holm of the League of Skippers.", "the League of Skippers’ barges"),
        ("“Our barges carried grain,” said Ada Holm of the League of the North.", "the League of the North’s barges"),
    ],
)
def test_a_body_with_a_plural_name_owns_without_a_second_s(text: str, claim: str) -> None:
    """What is ours is that of ``the League of Skippers’``."""
    (draft,) = drafts(f"The grain came late.\n\n{text}")
    assert claim in draft.claim
