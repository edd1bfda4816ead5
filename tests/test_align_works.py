"""Works that speak in somebody's stead, and speakers that are half a sentence."""

from __future__ import annotations

import pytest
from align_cases import document, party_names, said

from llmtool.align.parties.people.speakers import speaker_name
from llmtool.align.parties.people.works import maker_of


@pytest.mark.parametrize(
    ("speaker", "maker"),
    [
        ("estimate by the city treasury", "the city treasury"),
        ("a new study carried out by Norvale University", "Norvale University"),
        ("a web video by the Harvest Party", "the Harvest Party"),
        ("A letter from the parents' association that was read out", "the parents' association"),
        ("the board's preliminary count", "the board"),
        ("Accident Board report", "Accident Board"),
        ("a report of the Accident Board", "the Accident Board"),
        ("a report of the accident", None),
        ("the first report on Monday", None),
        ("a poll of voters", None),
        ("Geological Survey", None),
        ("Norvale University", None),
        ("the study", None),
    ],
)
def test_a_work_speaks_for_its_maker(speaker: str, maker: str | None) -> None:
    """A study, a poll or a count is told as the speaker, and the body that made it holds the position."""
    assert maker_of(speaker) == maker


def test_the_party_of_a_work_is_its_maker() -> None:
    """No side is called an estimate."""
    text = "The Harbour Board met. Refitting costs 7 million, according to an estimate by the Harbour Board."
    grounded = [said(1, "estimate by the Harbour Board", start=24), said(1, "Harbour Board", start=0)]
    assert party_names(grounded, [document(1, text)]) == ["Harbour Board"] * 2


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Mr Hallam speaks with the weariness of a man", "Mr Hallam"),
        ("Ms. Ada Holm turned to the crowd", "Ms. Ada Holm"),
        ("Mr Hallam of the Dockers' Union", "Mr Hallam of the Dockers' Union"),
        ("Norvale residents in the area", "Norvale residents in the area"),
    ],
)
def test_what_a_speaker_does_is_no_part_of_the_name(raw: str, name: str) -> None:
    """A person with a form of address and a verb is the person."""
    assert speaker_name(raw) == name
