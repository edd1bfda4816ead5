"""Whose paper a document is, and who speaks for its sender."""

from __future__ import annotations

import pytest
from align_cases import document, parties, said

from llmtool.align.parties.ties.senders import issuer_of
from llmtool.schema import Attribution


@pytest.mark.parametrize(
    ("outlet", "text", "issuer"),
    [
        ("Harbour Authority", "MORNING BRIEFING, 3 May\nQuestions, please.", "Harbour Authority"),
        ("Velm Fisheries Agency", "Press release 88/2025\nThe agency is glad.", "Velm Fisheries Agency"),
        ("Harvest Union press office", "Statement on the dam\n\nWe refuse.", "Harvest Union"),
        ("The Harbour Post", "Statement on the dam\n\nWe refuse.", None),
        ("Basin Institute", "This briefing draws on 22 talks held in May.\n\nBoth sides refuse.", None),
        ("Basin Institute", "The statement came late.\n\nBoth sides refuse.", None),
        ("Meridian", "Statement on the dam\n\nWe refuse.", None),
    ],
)
def test_a_heading_tells_a_bodys_own_paper(outlet: str, text: str, issuer: str | None) -> None:
    """A release, statement or briefing of a body that is no paper is the body's own; a sentence is no heading."""
    assert issuer_of(document(1, text, outlet=outlet)) == issuer


def test_a_spokeswoman_in_a_bodys_own_briefing_is_the_bodys() -> None:
    """The letterhead needs no repeating beside the name; a newspaper's own page tells nothing."""
    text = "MORNING BRIEFING\n(Transcript. Spokeswoman: Ines Tally.)\n\nINES TALLY: The berth is closed.\n"
    words = [said(1, "Ines Tally", start=70)]
    assert parties(words, [document(1, text, outlet="Harbour Authority")]) == ["Harbour Authority [source]"]
    assert parties(words, [document(1, text, outlet="The Harbour Post")]) == ["Ines Tally [person]"]


def test_a_press_office_speaks_as_its_body() -> None:
    """What a party's press office sends out is the party's position, not that of an outlet."""
    text = "Statement on the dam\n\nThe dam must not be built.\n"
    words = [said(1, None, start=30, attribution=Attribution.NARRATOR)]
    assert parties(words, [document(1, text, outlet="Harvest Union press office")]) == ["Harvest Union [organisation]"]


def test_a_states_own_paper_leaves_the_state_out() -> None:
    """``The Government`` and ``the Minister of Fisheries`` of a ministry's statement are that state's."""
    text = (
        "Statement No. 12\n\nThe Government will grant licences. The Minister of Fisheries, Ms Ada Holm, told "
        "Parliament so. Orrenian boats and the Orrenian ambassador are safe in Orrenia."
    )
    words = [
        said(1, "The Government", party="Government", start=18),
        said(1, "Ada Holm", role="Minister of Fisheries", start=55),
    ]
    assert parties(words, [document(1, text, outlet="Orrenian Foreign Ministry")]) == ["Orrenia [state]"] * 2
    assert "Orrenia [state]" not in parties(words, [document(1, text, outlet="The Harbour Post")])


def test_a_states_own_paper_calls_it_the_republic() -> None:
    """``The Republic`` of a ministry's statement is that state; elsewhere it may be any."""
    text = "Statement No. 12\n\nThe Republic has granted licences to boats in Orrenia, the Orrenian ambassador said."
    words = [said(1, "The Republic", party="Republic", start=18)]
    assert parties(words, [document(1, text, outlet="Orrenian Foreign Ministry")]) == ["Orrenia [state]"]
    assert parties(words, [document(1, text, outlet="The Harbour Post")]) != ["Orrenia [state]"]


def test_another_council_is_not_the_sender() -> None:
    """In a body's own briefing ``the council`` in small letters is another one that the text names."""
    text = "NOON BRIEFING, 3 May\n\nThe Hill Council broke the truce twice. The council complained about the bridge."
    words = [said(1, "The council", party="council", start=62)]
    found = parties(words, [document(1, text, outlet="World Council")])
    assert found == ["Hill Council [organisation]"]
