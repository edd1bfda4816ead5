"""Letters, columns and talk in the first person, and who asks in a hearing."""

from __future__ import annotations

from tests.offline_cases import drafts

LETTER = """I oppose the bottling plant on Elm Road. It would take 40 million litres a year.

The company says that the well refills. No shop on our street has ever lost trade to it.

My own well ran dry in August. The council should vote no."""


def test_a_letter_is_its_writers() -> None:
    """What a letter says, flatly or not, is its writer's view; what it tells of others is theirs."""
    assert [(draft.speaker, draft.claim) for draft in drafts(LETTER, byline="Nora Pell-Roe")] == [
        ("Nora Pell-Roe", "Nora Pell-Roe opposed the bottling plant on Elm Road."),
        ("Nora Pell-Roe", "It would take 40 million litres a year."),
        ("company", "The company said the well refills."),
        ("Nora Pell-Roe", "No shop on our street has ever lost trade to it."),
        ("Nora Pell-Roe", "Pell-Roe’s own well ran dry in August."),
        ("Nora Pell-Roe", "The council should vote no."),
    ]


def test_a_reporter_who_was_there_is_no_author() -> None:
    """One who only tells what happened takes no stand by an "I"."""
    text = "I met the mayor at nine. The pier was closed in 2019. It cost nine million. The mayor said it was sound."
    assert [draft.speaker for draft in drafts(text, byline="Nora Pell")] == ["The mayor"]


def test_an_author_without_a_name_speaks_for_the_outlet() -> None:
    """An unsigned opinion has no speaker that its text could not show."""
    text = "\n\n".join(f"I believe the {thing} is unsafe." for thing in ("pier", "dock", "mill", "gate"))
    assert {draft.speaker for draft in drafts(text)} == {None}


TALK = """Al Orr: I think the town paid for the pier.

Kay Bell: I oppose the sale of the pier.

Al Orr: I am glad to hear it.

Kay Bell: We have not been given the files of the pier.

Al Orr: That is simply not true. Everything was handed over in July.

Kay Bell of the Port Trust, asked for a response, called the sale “overdue”."""


def test_short_stands_in_talk() -> None:
    """A few words are a position where they take a stand on a thing; a bare no comes with what it denies."""
    assert [draft.claim for draft in drafts(TALK)] == [
        "Al Orr said: “I think the town paid for the pier.”",
        "Kay Bell said: “I oppose the sale of the pier.”",
        "Kay Bell said: “We have not been given the files of the pier.”",
        "Al Orr rejected the claim “We have not been given the files of the pier”: “That is simply not true.”",
        "Al Orr said everything was handed over in July.",
        "Kay Bell called the sale “overdue”.",
    ]


def test_whoever_asks_by_number_holds_nothing() -> None:
    """Committees number their questions: what is put to a witness so is nobody's position."""
    text = """Q1 Chair: Mr Tate, the committee has heard that you closed the gate.

Omar Tate: We did not close the gate.

Q2 Lena Fox: You used to want it closed. Does it leak?

Omar Tate: In rare cases, it does.

Chair: I have to say that I find that disappointing."""
    assert [(draft.speaker, draft.claim) for draft in drafts(text)] == [
        ("Omar Tate", "Omar Tate said: “We did not close the gate.”"),
        ("Omar Tate", "Asked “Does it leak?”, Omar Tate answered: “In rare cases, it does.”"),
    ]
