"""Speech that goes on after its cue: retold words and quotations in the sentences that follow."""

from __future__ import annotations

import pytest

from tests.offline_cases import drafts


def _said(text: str) -> list[tuple[str | None, str]]:
    return [(draft.speaker, " … ".join(draft.quotes)) for draft in drafts(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "Olaf Brack called the ferries a museum. What the islands wanted was a road, “and not a timetable”.",
            "Olaf Brack",
            "What the islands wanted was a road, “and not a timetable”.",
        ),
        (
            "Olaf Brack said the ferries were slow. A tunnel would pay for itself in twenty years.",
            "Olaf Brack",
            "A tunnel would pay for itself in twenty years.",
        ),
        (
            "Hedda Prowse, the captain, shook her head. A strike was “not on the table this summer”.",
            "Hedda Prowse",
            "A strike was “not on the table this summer”.",
        ),
        (
            "Lars Quill had eyes only for the calendar. The board would decide in May and “not one day later”.",
            "Lars Quill",
            "The board would decide in May and “not one day later”.",
        ),
        (
            "Olaf Brack called the ferries slow. Lars Quill smiled. “I have seen worse figures.”",
            "Lars Quill",
            "I have seen worse figures.",
        ),
    ],
)
def test_speech_goes_on_without_a_cue(text: str, speaker: str, quote: str) -> None:
    """Words without a cue are those of who spoke before in the paragraph, or of whom the sentence before tells."""
    assert (speaker, quote) in _said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Olaf Brack said the ferries were slow. On the quay a banner read “no tunnel under our sound”.",
        "Olaf Brack said the ferries were slow. The “coalition of the many” group met later.",
        "Olaf Brack said the ferries were slow. Workers could be seen on the quay.",
        "Olaf Brack said the ferries were slow. He would not say why.",
        "Olaf Brack said the ferries were slow.\n\nA tunnel would pay for itself.",
        "The old captain, who said the ferries were slow, left. A tunnel would be dug.",
        "Olaf Brack said the ferries were slow. Ada Finch would be back in June.",
    ],
)
def test_what_the_paper_tells_is_not_the_speakers(text: str) -> None:
    """A scene, a silence, another person's deed or the next paragraph is nobody's speech that goes on."""
    assert all("ferries were slow" in quote for _, quote in _said(text))


def test_quotation_in_a_paragraph_is_not_of_the_one_before() -> None:
    """A quotation goes with the paragraph before only where it opens its own."""
    text = "“It is slow,” Ada Finch said.\n\nThe rain had stopped at noon. “Nine of them.”"
    assert ("Ada Finch", "It is slow, … Nine of them.") not in _said(text)


def test_day_after_on_is_no_object() -> None:
    """``insisted on Monday that …`` is not to insist on something."""
    assert ("Ada Finch", "The tunnel is slow,") in _said("“The tunnel is slow,” Ada Finch remarked on Friday.")
