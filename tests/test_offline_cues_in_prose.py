"""Cues of newspaper prose that stand apart from what is said, or that are no verbs of saying."""

from __future__ import annotations

import pytest

from tests.offline_cases import drafts


def _said(text: str) -> list[tuple[str | None, str]]:
    return [(draft.speaker, " … ".join(draft.quotes)) for draft in drafts(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "Ticket prices, Mia Strand explained over a bowl of chilled soup, are the smaller problem.",
            "Mia Strand",
            "Ticket prices … are the smaller problem",
        ),
        (
            "Of the 90 million that the League wants to spend, the clerk confirmed in reply to a question, 70 are old.",
            "clerk",
            "Of the 90 million that the League wants to spend … 70 are old",
        ),
        ("“We carry people, not dreams,” was how Ada Finch explained it.", "Ada Finch", "We carry people, not dreams,"),
        ("“We will not pay,” Ada Finch called into the hall over the noise.", "Ada Finch", "We will not pay,"),
        ("Ada Finch came. Six years without a crossing, she recalled.", "Ada Finch", "Six years without a crossing"),
        ("The Ferry Office gives the cost as 31 per cent.", "Ferry Office", "the cost as 31 per cent"),
        ("Mia Strand would not be surprised by a bill of 4 billion.", "Mia Strand", "a bill of 4 billion"),
        ("Ada Finch considers that the boats are old.", "Ada Finch", "that the boats are old"),
        ("Ada Finch let it be known that the boats are old.", "Ada Finch", "that the boats are old"),
        ("In the ferrymen's version the ticket costs 31 crowns.", "ferrymen", "the ticket costs 31 crowns"),
        ("The fleet is “a fairy tale” in the eyes of Lars Quill.", "Lars Quill", "The fleet is “a fairy tale”"),
        ("The harbour office there shows that nine boats sank.", "harbour office", "that nine boats sank"),
        ("The port office puts the dead at nine, none of whom, it stressed, were staff.", "port office", "at nine"),
        ("The union insisted on Monday that the plan is old.", "union", "that the plan is old"),
        (
            "Nobody came.\n\nThe Quay Bank has cut its estimate: the work would cost 9 million crowns.",
            "Quay Bank",
            "the work would cost 9 million crowns",
        ),
        ("The union repeated its demand: the quay must close.", "union", "the quay must close"),
        ("The coast guard met. It now speaks of 16 boats.", "coast guard", "16 boats"),
        ("Ada Finch came.\n11.15 The coast guard met. It says nine boats sank.", "coast guard", "nine boats sank"),
        ("Ada Finch said nine boats sank on Monday.", "Ada Finch", "nine boats sank on Monday"),
        ("Ada Finch said the crisis deepens.", "Ada Finch", "the crisis deepens"),
        ("In a reply to parliament the port office said the boats are old.", "port office", "the boats are old"),
        ("Ada Finch told Radio Quay this morning that the boats are old.", "Ada Finch", "that the boats are old"),
        ("Ada Finch told the Post this week was the worst.", "Ada Finch", "this week was the worst"),
        ("Ada Finch, who owns nine boats, said the harbour leaks.", "Ada Finch", "the harbour leaks"),
        ("On Friday Ada Finch, whose boats are old, said the harbour leaks.", "Ada Finch", "the harbour leaks"),
        ("Ada Finch, standing on the quay, said the harbour leaks.", "Ada Finch", "the harbour leaks"),
        ("The harbour, which is old, leaks, said Ada Finch.", "Ada Finch", "The harbour, which is old, leaks"),
    ],
)
def test_cue_is_read_where_prose_puts_it(text: str, speaker: str, quote: str) -> None:
    """What is said is found around, before and after a cue, and without the words that only tell where."""
    said = _said(text)
    assert any(speaker in (name or "") and quote in words for name, words in said), said


def test_paper_speaks_of_a_figure() -> None:
    """A document that was dated and seen by somebody is what speaks, not who saw it."""
    said = _said("An internal League paper dated May and seen by the Courier speaks of “60 captains to go”.")
    assert [words for name, words in said if name and name.startswith("An internal League paper")] == [
        "60 captains to go"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Finch called into the hall over the noise.",
        "The mayor, she said.",
        "At the end of May, he said.",
        "Ada Finch asked us for 900 crowns, or she'd sink the boat.",
    ],
)
def test_where_and_when_are_no_position(text: str) -> None:
    """A place, a time, or a request for money is nothing that somebody holds."""
    assert not _said(text)


def test_nobody_and_whatever_stand_for_no_speaker() -> None:
    """``Nobody believes it`` makes no person whom a later "he" could mean; ``whatever X says`` is not said by X."""
    text = (
        "Nobody believes the firm.\n\nAda Finch came. “Nobody was there,” Bo Renn insists. Four boats sank, he repeats."
        "\n\n"
        "Only nine boats are new, whatever the brochure says."
    )
    assert {draft.speaker for draft in drafts(text)} <= {"Bo Renn", None}
