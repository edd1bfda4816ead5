"""Prose of many publications: who says what in the habits of wires, courts, tabloids, journals and ministries."""

from __future__ import annotations

import pytest

from llmtool.align.parties.sides import strip_determiner
from tests.offline_cases import drafts


def _said(text: str) -> list[tuple[str | None, str]]:
    return [(draft.speaker, " … ".join(draft.quotes)) for draft in drafts(text)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Ana Weld, the convener, said not even half the owners had agreed.", "not even half the owners had agreed"),
        ("The council says just 27 children are on the roll.", "just 27 children are on the roll"),
        ("Bo Lund said never the same bus came twice.", "never the same bus came twice"),
    ],
)
def test_words_that_weigh_what_follows_are_kept(text: str, quote: str) -> None:
    """A negation or "just" right after the cue belongs to what is said, not to the saying."""
    assert [said for _, said in _said(text)] == [quote]


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "A builder told the owner it was “his problem now”, a court has heard.",
            "A builder",
            "it was “his problem now”",
        ),
        (
            "A code, Ana Weld retorted, “is what you get without a law”.",
            "Ana Weld",
            "A code … is what you get without a law",
        ),
        ("MP Sam Garr has weighed in, branding the charge “bonkers”.", "Sam Garr", "the charge “bonkers”"),
        (
            "The convoy was hit in what the chief of staff, Ana Weld, called a “flagrant breach” of the truce.",
            "Ana Weld",
            "a “flagrant breach” of the truce",
        ),
        (
            "Ana Weld, responding to this, said the tests were never printed.",
            "Ana Weld",
            "the tests were never printed",
        ),
        (
            "“It is shut,” a clerk said. Not so fast, said Iva Hall, whose son drives. “It opened at noon,” she said.",
            "Iva Hall",
            "It opened at noon,",
        ),
        (
            "The study, published last week in a journal, found that the glacier has thinned by 2 metres.",
            "The study",
            "that the glacier has thinned by 2 metres",
        ),
        (
            "Nurses are split, with critics warning that it is untested and backers arguing that delay kills.",
            "critics",
            "that it is untested",
        ),
        (
            "Nurses are split, with critics warning that it is untested and backers arguing that delay kills.",
            "backers",
            "that delay kills",
        ),
        ("The guild has expressed concern about the lack of local data.", "guild", "the lack of local data"),
        (
            "Counsel for the state submitted that all rules had been kept.",
            "Counsel for the state",
            "that all rules had been kept",
        ),
        (
            "Their chairman, Hoy Lass, once called the tax “theft with a receipt”.",
            "Hoy Lass",
            "the tax “theft with a receipt”",
        ),
        ("The island states say they were bullied at the talks.", "island states", "they were bullied at the talks"),
        (
            "Nurses are split over the government’s plan to close the yard.",
            "government",
            "to close the yard",
        ),
        (
            "Reacting, the Minister of Works, Dr Ana Weld, maintained that the road was safe.",
            "Ana Weld",
            "that the road was safe",
        ),
        (
            "Pinti was livid when Stobart ended the match, and claimed afterwards that the clock was wrong.",
            "Pinti",
            "that the clock was wrong",
        ),
        (
            "A court stopped the pumps after a complaint by the Taran council, which argues that the wells are dry.",
            "Taran council",
            "that the wells are dry",
        ),
        ("Kelly said the numbers were old.", "Kelly", "the numbers were old"),
    ],
)
def test_speaker_and_words_in_the_manners_of_papers(text: str, speaker: str, quote: str) -> None:
    """Each publication's way to tell who says what gives the same speaker and words."""
    said = _said(text)
    assert any(who == speaker and words.removeprefix("that ") == quote.removeprefix("that ") for who, words in said), (
        said
    )


def test_he_in_a_quotation_stays_he() -> None:
    """A quotation that opens with "He" is told with "he", not as one of whom something is done."""
    claims = [draft.claim for draft in drafts("“He laughed and left the wall open,” Bo Lund told the court.")]
    assert claims == ["Bo Lund said he laughed and left the wall open."]


@pytest.mark.parametrize("outlet", [None, "Ministry of Foreign Affairs", "Foreign Affairs Ministry of Orren"])
def test_all_of_a_statement_is_what_its_sender_says(outlet: str | None) -> None:
    """A paper headed as somebody's statement is theirs, sentence by sentence, without a cue, also where its outlet is
    named in more words or fewer; a paper's own account of a statement is not.
    """
    text = (
        "Statement by the Ministry of Foreign Affairs on the Strait of Marn\n\n"
        "The Ministry condemns the boarding of the ship Aurora. The captain cooperated fully with the coast guard."
    )
    said = [(draft.party, draft.quotes) for draft in drafts(text, outlet=outlet)]
    sender = outlet or "Ministry of Foreign Affairs"
    assert (sender, ("The captain cooperated fully with the coast guard.",)) in said
    assert not any("captain" in "".join(draft.quotes) for draft in drafts(text, outlet="The Marn Courier"))


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "“Clinics matter here,” retired air force general Lloyd Nutton said.",
            "Lloyd Nutton",
            "Clinics matter here,",
        ),
        (
            "Ana Kell, 34, fears her youngest, Alfie, would face a long bus ride.",
            "Ana Kell",
            "her youngest, Alfie, would face a long bus ride",
        ),
        (
            "An email sent to the board in 2022 describes the panels as “a serious risk”.",
            "An email sent to the board in 2022",
            "the panels as “a serious risk”",
        ),
        (
            "In a letter, the bishops urged the state to drop the bill, which they said would “criminalise kindness”.",
            "the bishops",
            "the bill … would “criminalise kindness”",
        ),
        (
            "The trust held a rally that, Bo Lund said, went on until almost eleven.",
            "Bo Lund",
            "a rally … went on until almost eleven",
        ),
        (
            "The deal is off, said Ray. There is, Bo Lund says, still a week to go.",
            "Bo Lund",
            "There is … still a week to go",
        ),
        (
            "According to the lawsuit, filed in a district court on Friday, the bank knew that the books were false.",
            "the lawsuit",
            "the bank knew that the books were false",
        ),
        (
            "“Enough” was the message from shopkeepers, who say takings are down by a third.",
            "shopkeepers",
            "takings are down by a third",
        ),
        ("Police put the crowd at 4,000; organisers claimed 20,000.", "organisers", "claimed 20,000"),
        (
            "A coalition of surfers, fishers and divers says the turbines would stand in the way of whales.",
            "coalition of surfers",
            "the turbines would stand in the way of whales",
        ),
        (
            "Critics of the visa see its renewal as a chance to close loopholes.",
            "Critics of the visa",
            "its renewal as a chance to close loopholes",
        ),
    ],
)
def test_speaker_and_words_between_other_words(text: str, speaker: str, quote: str) -> None:
    """Ages, dates, lists and what was done to a paper part no speaker from the verb."""
    assert (speaker, quote) in _said(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The club’s secretary, Bo Lund, hit back: “These claims are baseless.”",
            "Bo Lund said these claims are baseless.",
        ),
        (
            "The council’s own figures show that traffic has fallen by 12%.",
            "The council said traffic has fallen by 12%.",
        ),
        (
            "“They'll get war,” Bo Lund told the radio. The guild's reply was curt: “The council will lose.”",
            "The guild said the council will lose.",
        ),
    ],
)
def test_claims_say_who_said_it_in_english(text: str, claim: str) -> None:
    """A claim has a verb that takes what is said, and whose reply it is."""
    assert claim in [draft.claim for draft in drafts(text)]


def test_a_quoted_heading_is_nobodys_words() -> None:
    """A line of a few quoted words without a stop is a heading, not more of the quotation above it."""
    text = (
        "Ana Weld said nobody came.\n\n“Some nights there were two of us,” she said.\n\n‘Not a penny’\n\nIt has closed."
    )
    assert all("penny" not in words for _, words in _said(text))


@pytest.mark.parametrize(
    "text",
    [
        "The ship was 14 nautical miles off. Talvia demands the release of the ship and its crew of 23.",
        "The site has 60 new houses. Bo Lund says the driver, Ana Kell, 34, was asleep.",
    ],
)
def test_a_count_of_people_or_an_age_takes_no_unit(text: str) -> None:
    """A figure that says what it counts, or how old somebody is, gets no unit from another figure."""
    assert not any("miles" in draft.claim or "houses" in draft.claim for draft in drafts(text))


@pytest.mark.parametrize(
    "text",
    [
        "Engineers from the institute prefer to wait for the printed version.",
        "The office regretted for reasons of time.",
        "The firm wishes to comment on reports that have appeared in the press.",
    ],
)
def test_putting_off_is_no_position(text: str) -> None:
    """Who would rather wait, or opens with what the paper is about, has said nothing yet."""
    assert not drafts(text)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Parents have vowed to fight on after the board recommended closing the school.", "to fight on"),
        ("The guild condemned the fire at the mill as crews searched the ruins.", "the fire at the mill"),
        ("The mayor promised to resign after the vote is counted.", "to resign after the vote is counted"),
        ("Critics see the fee as a tax on the poor.", "the fee as a tax on the poor"),
    ],
)
def test_what_happened_meanwhile_is_the_papers(text: str, quote: str) -> None:
    """What had happened before a wish or a judgement is the outlet's to tell; a condition of the wish is not."""
    assert any(words.endswith(quote) for _, words in _said(text)), _said(text)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "Tunnel operator Subvia Link has replied. It says the sprinklers were dry and that the doors held.",
            "Subvia Link",
        ),
        (
            "The lawsuit alleges that the town broke its rules. It seeks damages and an order against the sweeps.",
            "lawsuit",
        ),
    ],
)
def test_it_is_whom_the_sentence_before_is_about(text: str, party: str) -> None:
    """A firm or a suit that the sentence before is about goes on as "it"."""
    assert party.casefold() in (drafts(text)[-1].speaker or "").casefold()


def test_a_person_is_no_it() -> None:
    """What somebody has written is not that person."""
    assert not any(
        draft.speaker == "Ana Weld" for draft in drafts("Ana Weld has written a book. It says the dam was rotten.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "The judge did not say when she would rule on the request for a ban.",
        "Ana Weld refused to be drawn on what the judge had told her.",
    ],
)
def test_what_nobody_can_tell_is_no_position(text: str) -> None:
    """Silence and a ruling to come say nothing that could be compared."""
    assert not drafts(text)


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "Air Tarn said it had cut 212 flights as crews were refusing to fly, a claim the guild said was “fiction”.",
            "Air Tarn",
            "it had cut 212 flights as crews were refusing to fly",
        ),
        (
            "Residents say cars hurtle past the school at 50 miles an hour.",
            "Residents",
            "cars hurtle past the school at 50 miles an hour",
        ),
        (
            "Analysts at Corvin estimate the works lost 38 million crowns.",
            "Analysts at Corvin",
            "the works lost 38 million crowns",
        ),
        (
            "The council of Mekla has moved the High Court seeking an immediate halt to the mine.",
            "council of Mekla",
            "an immediate halt to the mine",
        ),
        (
            "The union debunked claims that its members were armed.",
            "union",
            "debunked claims that its members were armed",
        ),
    ],
)
def test_speaker_and_words_of_news_leads(text: str, speaker: str, quote: str) -> None:
    """Leads that pack a second voice, a plain verb or an appeal into one sentence keep the first voice's words."""
    assert (speaker, quote) in _said(text)


def test_one_of_several_is_one() -> None:
    """One of several people is told of as one of them."""
    assert [draft.claim for draft in drafts("One of the people said a deal was near.")] == [
        "One of the people said a deal was near."
    ]


def test_one_of_several_keeps_the_word() -> None:
    """The side's name without its determiner is still one of several."""
    assert strip_determiner("One of the diplomats") == "One of the diplomats"
    assert strip_determiner("the diplomats") == "diplomats"


def test_whose_office_did_it_is_no_speaker() -> None:
    """A relative clause with "whose" makes nobody of that name."""
    said = _said("Rosa Barr, whose office approved the towers in March, said her staff had not seen the paper.")
    assert said == [("Rosa Barr", "her staff had not seen the paper")]


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "The union said most had voted against the deal, which its organiser, Pat Lom, described as “an insult”.",
            "Pat Lom",
            "the deal … as “an insult”",
        ),
        (
            "The firm said it had paid for the road, which the council calls “a goat track”, in 2019.",
            "council",
            "the road … a goat track",
        ),
        (
            "The firm said it had paid for the road, which cost four million crowns.",
            "firm",
            "it had paid for the road, which cost four million crowns",
        ),
    ],
)
def test_anothers_word_for_a_thing_is_anothers(text: str, speaker: str, quote: str) -> None:
    """A relative clause in which somebody else names the thing is theirs; a plain one belongs to what is said."""
    assert (speaker, quote) in _said(text)
