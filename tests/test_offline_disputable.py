from __future__ import annotations

import datetime as dt

import pytest

from llmtool.engines.offline import OfflineEngine
from llmtool.engines.protocol import SegmentedDocument
from llmtool.schema import Attribution, Document, PositionDraft
from llmtool.segment import sentences


def narrated(*texts: str) -> list[str]:
    """The claims of the outlets' own voice in documents of these texts."""
    return [draft.claim for draft in _narrated(*texts)]


def _narrated(*texts: str) -> list[PositionDraft]:
    documents = [
        Document(
            id=f"d{number}",
            source=f"story{number}.txt",
            title=None,
            outlet=f"The {name}",
            byline=None,
            published=dt.date(2025, 5, 7),
            language="en",
            text=text,
            copy_of=None,
        )
        for number, (name, text) in enumerate(zip(("Gazette", "Mercury", "Echo"), texts, strict=False))
    ]
    found = OfflineEngine(None, "").extract([SegmentedDocument(each, sentences(each.text)) for each in documents])
    return [draft for drafts in found.drafts.values() for draft in drafts if draft.attribution is Attribution.NARRATOR]


MARCH = "Some 4,000 marchers came to the harbour on Sunday. The sun was out."
BRIDGE = "The old bridge is 310 metres long and has carried trams since the war. It is green."


def test_a_figure_that_nobody_meets_is_no_position() -> None:
    """What only one paper tells, and nobody speaks of, is background."""
    assert narrated(MARCH, BRIDGE) == []


def test_two_papers_with_a_figure_for_one_thing_both_take_a_position() -> None:
    """Papers that count the same marchers can contradict or back each other."""
    other = "The march went on for hours. About 2,500 marchers filled the harbour front."
    found = _narrated(MARCH, other)
    assert [(draft.speaker, draft.party) for draft in found] == [(None, "The Gazette"), (None, "The Mercury")]


def test_a_figure_that_a_speaker_gives_too_is_a_position() -> None:
    """A speaker who gives a figure for it disputes or backs what the paper says, be it in the same paper."""
    said = "“Only 900 marchers ever reached the harbour,” said Olga Brandt, the chief of police."
    assert narrated(MARCH, said) == [MARCH.partition(" The sun")[0]]
    assert narrated(f"{MARCH} {said}") == [MARCH.partition(" The sun")[0]]


@pytest.mark.parametrize(
    "other",
    ["Olga Brandt said 4,000 tonnes of fish lay in the harbour.", "Olga Brandt said the marchers were peaceful."],
)
def test_another_measure_or_no_figure_meets_nothing(other: str) -> None:
    """A figure of another thing, and words without one, dispute no count."""
    assert narrated(MARCH, other) == []
