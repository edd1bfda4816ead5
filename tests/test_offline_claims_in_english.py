"""Claims as sentences: what the engine prints is to read right alone, and to say no more than the document does."""

from __future__ import annotations

import pytest
from offline_cases import drafts

from llmtool.engines.offline.people.naming import full_names


def claims(text: str) -> list[str]:
    """The claims of a story."""
    return [draft.claim for draft in drafts(text)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The Harbour Post reported that the quay is sinking. Few had read it in the Harbour Post.",
            "The Harbour Post reported that the quay is sinking.",
        ),
        (
            "The Venn campaign said the poll was wrong. A volunteer for the Venn campaign left.",
            "The Venn campaign said the poll was wrong.",
        ),
        (
            "Vega said it would close the yard. The Vega plant in Tarn is older.",
            "Vega said it would close the yard.",
        ),
        (
            "Ada Holt, who leads the Tarn Relief Fund, said: “We lost two boats.” The Tarn Relief Fund is small.",
            "Ada Holt said the Tarn Relief Fund lost two boats.",
        ),
    ],
)
def test_a_body_has_the_article_that_its_text_gives_it(text: str, claim: str) -> None:
    """A body is named with "the" where the text does so, but not where "the" belongs to the noun after its name."""
    assert claims(text)[0] == claim


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "“Who would buy such a boat?” Ada Holt said.",
            "Ada Holt said: “Who would buy such a boat?”",
        ),
        (
            "“Look at how many boats are rotting in the harbour. It is a scandal,” Ada Holt said.",
            "Ada Holt said: “Look at how many boats are rotting in the harbour. It is a scandal.”",
        ),
        (
            "“Let’s build the second quay before winter,” Ada Holt said.",
            "Ada Holt said: “Let’s build the second quay before winter.”",
        ),
        (
            "“Look is the name of the new ferry company,” Ada Holt said.",
            "Ada Holt said look is the name of the new ferry company.",
        ),
    ],
)
def test_questions_and_biddings_are_quoted(text: str, claim: str) -> None:
    """What asks or bids is no clause after "said": it is quoted."""
    assert claims(text)[0] == claim


def test_a_broken_quotation_stays_together() -> None:
    """A long quotation is not split where it only breaks off for its cue."""
    text = (
        "“By buying the old ferries,” Ada Holt said, “the council has made it possible for people on the four outer "
        "islands to come to the market in the morning and to go home in the evening, whatever the weather is like, "
        "and to bring with them what they have caught or grown.”"
    )
    assert claims(text)[0].startswith("Ada Holt said by buying the old ferries, the council has made it possible")


def test_many_of_a_party_are_no_person() -> None:
    """Members of a party are many, and the verb agrees with them."""
    assert claims("Many Liberals are afraid that the vote will be lost.") == [
        "Many Liberals were afraid that the vote will be lost."
    ]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "(Mr. Harn has also called for a tax on boats, but on a smaller scale.)",
            "Harn called for a tax on boats, but on a smaller scale.",
        ),
        ("Ada Holt wrote that the mayor had “nothing to say!”", "Ada Holt wrote that the mayor had “nothing to say!”"),
        (
            "Ada Holt wrote at the time that the list was ''not in line with the policy.''",
            "Ada Holt wrote that the list was not in line with the policy.",
        ),
    ],
)
def test_marks_without_a_partner_are_dropped(text: str, claim: str) -> None:
    """A claim has no bracket or quotation mark without its partner, and one stop at its end."""
    assert claims(text)[0] == claim


@pytest.mark.parametrize(
    "text",
    [
        "The ministry is steering clear of criticising Ms Brenn for taking the money.",
        "Ada Holt stopped short of accusing the mayor of lying.",
        "The office has a gap. It goes without saying that raising fares is unpopular with commuters.",
    ],
)
def test_what_is_left_undone_is_no_claim(text: str) -> None:
    """Whoever stops short of saying something has not said it."""
    assert claims(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holt offered some advice on the coming season of races.",
        "The clubs found a way around the rule, which gives the harbour master the right to close the port.",
        "Ada Holt spoke of her long years on the ferries between the outer islands.",
        "Ada Holt described the scene on the quay after the storm had passed.",
        "But Ada Holt’s remarks on Saturday carried a more personal tone than those of her sister.",
        "The union's complaint to the Harbour Court names Ada Holt.",
        "Ada Holt dismissed that in a short statement on Monday.",
    ],
)
def test_a_topic_is_no_claim(text: str) -> None:
    """Words that tell what somebody spoke of, and not what they said of it, are no position."""
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Ada Holt of Lakes Residents said: “We want it back.”", "Ada Holt said Lakes Residents want it back."),
        ("Ada Holt spoke out against the ban.", "Ada Holt spoke out against the ban."),
        (
            "Ada Holt described the scene on the quay as a disgrace.",
            "Ada Holt described the scene on the quay as a disgrace.",
        ),
        (
            "Ada Holt denied that on Monday the port had closed.",
            "Ada Holt denied that on Monday the port had closed.",
        ),
        ("Ada Holt’s decision to act alone angered the guild.", "Ada Holt decided to act alone."),
        (
            "Despite his readiness to tax the boats, experts say the quay will close.",
            "Experts said the quay will close.",
        ),
        (
            "Ada Holt tells her supporters at a rally in Tarn to “go home and vote” again.",
            "Ada Holt told her supporters at a rally in Tarn to “go home and vote” again.",
        ),
        (
            "Calls to set up a panel in Marv, where rebels are fighting, were rejected by the Land Council.",
            "The Land Council rejected calls to set up a panel in Marv.",
        ),
        ("Access to the beach was defended by the Land Council.", "The Land Council defended access to the beach."),
        (
            "Harn could back the dam, but only if he can be convinced that it is safe, Olga Brenn told The Post.",
            "Olga Brenn said Harn could back the dam, but only if he can be convinced that it is safe.",
        ),
        (
            "As a phone rang, the announcer said, “It is late, and your children are asleep.”",
            "The announcer said it is late, and your children are asleep.",
        ),
        (
            "“He really does love the islands,” Ada Holt said, and soon the band was playing.",
            "Ada Holt said he really does love the islands.",
        ),
        (
            "In her first book, “Nights on the Quay,” Ada Holt suggested closing the old harbour.",
            "Ada Holt suggested closing the old harbour.",
        ),
        (
            "Mr. Harn suggested asking yourself: Would I rather close the harbour or would I prefer to pay for it?",
            "Harn suggested asking yourself: Would he rather close the harbour or would he prefer to pay for it.",
        ),
    ],
)
def test_a_claim_holds_what_is_claimed(text: str, claim: str) -> None:
    """A claim ends where what is claimed ends, and begins where it begins."""
    assert claim in claims(text)


def test_a_plan_that_is_judged_is_not_judged_by_its_owner() -> None:
    """What a predicate says of somebody's plan is no part of the plan."""
    assert claims("Ada Holt’s plan to tax the boats is a risk for the islands.") == [
        "Ada Holt proposed to tax the boats."
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Olga Brenn is a former judge who is a staunch opponent of the dam.", "Olga Brenn"),
        ("Carl Dunn is a liar, bigot and crook who has pledged to close the port.", "Carl Dunn"),
        (
            "The plan is meant to placate nervous Liberals in the harbour wards, who have argued that it helps them.",
            "Nervous Liberals in the harbour wards",
        ),
        (
            "On “The Pia Lund Breakfast Show,” the former minister of health and current candidate said she would run.",
            "The former minister of health and current candidate",
        ),
        ("Carl Stamm is late. Stamm in a televised interview appeared to blame clerks for the leak.", "Carl Stamm"),
        (
            "Peter Salm, the head of Oro Media -- the firm which owns the show on Oro's site -- told me, “It is late.”",
            "Peter Salm",
        ),
        ("Olga Brenn spoke after Carl Dunn sent letters criticizing Ida Moll, the former judge.", "Carl Dunn"),
        ("Ida Harn ran the shop. Mr. Harn said the shop was lost.", "Harn"),
        (
            "Hilda Renn won. Injecting Renn’s troubles into the vote was wrong. Renn said the vote was fair.",
            "Hilda Renn",
        ),
    ],
)
def test_a_claim_is_that_of_whoever_makes_it(text: str, speaker: str) -> None:
    """The subject of a claim is a person or body of the document, in its own words."""
    assert drafts(text)[-1].claim.startswith(f"{speaker} ")


@pytest.mark.parametrize(
    "text",
    [
        "The town has few means.\n\nBlunt Tools to Fight Fraud: The council was set up when theft was rare.",
        "The town has few means.\n\nThe Work Goes On: It was under Mr. Holm that the council was set up.",
    ],
)
def test_a_heading_is_no_speaker(text: str) -> None:
    """A heading with a colon in front of a paragraph does not speak."""
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Ms. Holt said: “If the I.R.S. calls, I pay for the Level I Clinic.”",
            "Holt said if the I.R.S. calls, she pays for the Level I Clinic.",
        ),
        ("Ada Holt scolded: “The boats are late.”", "Ada Holt scolded: “The boats are late.”"),
        (
            "Ada Holt called him a master of deals. “He showed it again and again.”",
            "Ada Holt called him a master of deals; he showed it again and again.",
        ),
        (
            "Ada Holt wants a fleet that costs less in the coming years (the clubs want a smaller one.)",
            "Ada Holt wanted a fleet that costs less in the coming years (the clubs want a smaller one).",
        ),
        (
            "“If you look back and check the lists,” Ms. Holt said, “I could have written them.”",
            "Holt said if you look back and check the lists, she could have written them.",
        ),
        (
            "“It is in their heads,” Ada Holt said, referring to the port of Tarn. “Everybody there is worried.”",
            "Ada Holt said it is in their heads; everybody there is worried.",
        ),
        ("Ada Holt told “Tarn at Nine” that the quay is safe.", "Ada Holt said the quay is safe."),
    ],
)
def test_words_stay_as_they_are_where_nobody_speaks_of_himself(text: str, claim: str) -> None:
    """Only the speaker's own "I" becomes he or she, and other people's words and names stay."""
    assert claim in claims(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Olga Brenn, a former judge who is a harsh critic of the dam, left.", "Olga Brenn"),
        ("Olga Brenn was called a fraud by fellow doctors for promoting cures.", "Fellow doctors called"),
        ("She stumbled to the van this weekend (Olga Brenn later disclosed that she has a fever).", "Olga Brenn"),
    ],
)
def test_a_speaker_is_no_more_than_the_speaker(text: str, speaker: str) -> None:
    """Neither an apposition nor a deed nor what stands before a bracket belongs to the name."""
    assert drafts(text)[0].claim.startswith(f"{speaker} ")


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Norland’s Secretary of State Tom F. Renn said the talks were over.", ["Tom F. Renn"]),
        (
            "The former first lady and U.S. senator said the talks were over.",
            ["The former first lady and U.S. senator"],
        ),
    ],
)
def test_a_name_is_whole_and_of_one_person(text: str, speakers: list[str]) -> None:
    """A verb before a name, an initial in it and a second office leave it as it is."""
    assert [draft.speaker for draft in drafts(text)] == speakers


def test_a_verb_before_a_name_is_no_given_name() -> None:
    """A verb or participle with the capital of its sentence is no part of the name after it."""
    assert full_names("Ryan Ellis is a clerk. Said Ellis: “No.” Citing Ellis was wrong.") == {"ellis": ["Ryan Ellis"]}


def test_what_is_only_supposed_is_no_claim() -> None:
    """A case that a writer makes up is nobody's position."""
    assert claims("Say Norland demanded that the union prove where its boats were built.") == []


def test_a_column_does_not_speak_for_its_outlet() -> None:
    """Who writes "I" and "we" of everybody in a paper that is not named in the text writes a column."""
    text = (
        "I have read the plans. We need a bridge before winter. The quay must not close.\n\n"
        "As we saw in May, our ferries will not run in ice. It is ours to decide, and I will vote."
    )
    assert [draft.claim for draft in drafts(text, outlet="Vox")] == []
    assert drafts(text.replace("I have read", "Vox has read").replace("I will", "it will"), outlet="Vox")
