"""The day of saying, as the offline engine reads it from a sentence."""

from __future__ import annotations

import datetime as dt

import pytest
from offline_cases import drafts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mayor said on Monday that the port was shut.", 5),
        ("On Monday, the mayor said the port was shut.", 5),
        ("“The port is shut,” the mayor said Monday in a statement.", 5),
        ("Speaking on Monday, the mayor said the port was shut.", 5),
        ("At Monday's meeting, the mayor said the port was shut.", 5),
        ("The mayor said in a letter dated 2 May that the port was shut.", 2),
        ("The port had shut by Monday, the mayor said in a statement on Tuesday.", 6),
        ("The result is in: on Tuesday, the mayor declared that the port was shut.", 6),
        ("“The port is shut,” the mayor wrote to us last Friday.", 2),
        ("The mayor told Radio Quay this morning that the port was shut.", 7),
        ("“The port is shut,” the mayor said last night.", 6),
    ],
)
def test_a_date_of_the_cues_clause_is_the_day_of_saying(text: str, day: int) -> None:
    """The date that stands with subject and cue, before or after them, is the day of saying."""
    (draft,) = drafts(f"The bridge is shut.\n\n{text}")
    assert draft.said_on == dt.date(2025, 5, day)


@pytest.mark.parametrize(
    "text",
    [
        "The council would continue its suit, which was filed last Thursday, the mayor said.",
        "The mayor said the council would continue its suit, which was filed at the court last Thursday.",
        "The mayor, who was elected on Monday, said the port was shut.",
        "The council met on Monday and the mayor said the port was shut.",
        "When the port was shut on Monday, the mayor said no ship would come.",
        "Ahead of the vote on Thursday, the mayor said the port was shut.",
        "Before Monday's vote, the mayor said the port was shut.",
        "Of Monday's fire, the mayor said that nobody was hurt.",
        "The minister will say on Monday that the port must close.",
        "The mayor said the port was shut on Monday.",
    ],
)
def test_other_dates_are_not_the_day_of_saying(text: str) -> None:
    """A date in what is said, in a clause of its own, of an event or still to come tells nothing of the saying."""
    (draft,) = drafts(f"The bridge is shut.\n\n{text}")
    assert draft.said_on is None


def test_a_date_inside_one_saying_is_not_that_of_the_next() -> None:
    """The day in what a side says first is that of an event, and tells nothing of what it says next."""
    text = "The council said it had warned the port on May 2, and put the damage at 12 percent."
    assert [draft.said_on for draft in drafts(text)] == [None, None]


def test_a_saying_goes_on_on_the_same_day() -> None:
    """What a speaker says right before and after a dated saying, in the simple past, is of the same day."""
    text = (
        "Ada Holm called the fee absurd. “It helps nobody,” she said on Monday.\n\n"
        "She added that the port was shut. She has long opposed the fee. Earlier she said the quay was safe."
    )
    assert [draft.said_on and draft.said_on.day for draft in drafts(text)] == [5, 5, 5, None, None]


def test_a_date_after_and_is_of_what_follows_it() -> None:
    """``called it late, and on Sunday she demanded`` dates the demand alone."""
    text = "Ada Holm has called the bill “late”, and on Sunday she demanded that the port be shut."
    assert [draft.said_on and draft.said_on.day for draft in drafts(text)] == [None, 4]


def test_a_talk_has_the_date_of_its_heading() -> None:
    """What a transcript has said was said on the day that its heading gives, else on that of its publication."""
    turns = "MS HOLM: The port is shut.\n\nMR BERG: The port was never shut.\n\nMS HOLM: It was shut by the council.\n"
    assert {draft.said_on for draft in drafts(f"Harbour board\nHearing of 2 May 2025\n\n{turns}")} == {
        dt.date(2025, 5, 2)
    }
    assert {draft.said_on for draft in drafts(turns)} == {dt.date(2025, 5, 7)}


def test_an_organisation_speaks_on_the_day_of_its_statement() -> None:
    """What an organisation says in its own statement is said when it is published."""
    text = "Our position\n\nWe own the quay. We paid 3 million for it. Our members will not leave."
    assert {draft.said_on for draft in drafts(text, outlet="Quay Society")} == {dt.date(2025, 5, 7)}
