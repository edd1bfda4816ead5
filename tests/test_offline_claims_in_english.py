"""Claims as sentences: what the engine prints is to read right alone, and to say no more than the document does."""

from __future__ import annotations

import pytest
from offline_cases import drafts


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
        ("“It cannot go on!” Ada Holt said.", "Ada Holt said it cannot go on!"),
        ("Ada Holt wrote that the mayor had “nothing to say!”", "Ada Holt wrote that the mayor had “nothing to say!”"),
        (
            "The letter says: ''It is time to act.'' Mr. Harn said: ''The boats are late, and it''s the fault of all.",
            "The letter said it is time to act.",
        ),
    ],
)
def test_marks_without_a_partner_are_dropped(text: str, claim: str) -> None:
    """A claim has no bracket or quotation mark without its partner, and one stop at its end."""
    assert claims(text)[0] == claim
