"""How news agencies name their sources: titles with a field of office, sources who stay unnamed, days after a verb."""

from __future__ import annotations

import pytest

from tests.offline_cases import drafts


def _only(text: str) -> tuple[str | None, str | None, str]:
    (draft,) = drafts(text)
    return draft.speaker, draft.party, draft.claim


@pytest.mark.parametrize(
    ("title", "name", "party"),
    [
        ("Secretary of State", "Helen Marsh", None),
        ("Minister for Health", "Dara Quill", None),
        ("Norland’s Minister of Foreign Affairs", "Ilja Sorin", "Norland"),
        ("Undersecretary for Political Affairs", "Wendell Crane", None),
        ("Chief of Staff", "Lena Okoro", None),
        ("Bishop of Harrow", "Peter Lund", "Harrow"),
    ],
)
def test_a_title_with_capitals_after_of_ends_before_the_name(title: str, name: str, party: str | None) -> None:
    """What a minister is responsible for is part of the title, neither of the name nor a side."""
    assert _only(f"{title} {name} said the tunnel was dead.") == (name, party, f"{name} said the tunnel was dead.")


def test_a_secretary_of_state_is_known_by_surname_too() -> None:
    """The field of office stays out of the name that later mentions of the surname are given."""
    text = "Secretary of State Helen Marsh backed the tunnel. “It will pay for itself in ten years,” Marsh said."
    assert [draft.speaker for draft in drafts(text)] == ["Helen Marsh", "Helen Marsh"]


def test_whom_somebody_speaks_for_is_not_the_speaker() -> None:
    """A lawyer is no office with a field, so the name after "for" stays the client's."""
    assert _only("A lawyer for Anna Bell said the fine was unlawful.")[0] == "A lawyer for Anna Bell"


@pytest.mark.parametrize(
    "who",
    [
        "A senior port official, speaking on condition of anonymity to describe the private meeting,",
        "A senior port official who asked not to be named because the meeting was private",
        "A senior port official, who spoke on condition of anonymity because the matter was before the court,",
    ],
)
def test_a_wish_to_stay_unnamed_stands_between_source_and_verb(who: str) -> None:
    """However long the reason for secrecy is, the source is the noun before it."""
    assert (
        _only(f"{who} said the crane had failed twice.")[2] == "A senior port official said the crane had failed twice."
    )


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Port spokeswoman Mira Tolan said on May 7 that the tunnel would cost 80 million crowns.",
            "Mira Tolan said the tunnel would cost 80 million crowns.",
        ),
        (
            "Mira Tolan told reporters after the five-hour meeting that the mood was warm.",
            "Mira Tolan said the mood was warm.",
        ),
        ("Mira Tolan said that wasn’t good enough.", "Mira Tolan said that wasn’t good enough."),
        (
            "Apart from the tolls, Mira Tolan added, the talks had settled nothing.",
            "Mira Tolan added apart from the tolls, the talks had settled nothing.",
        ),
        ("Mira Tolan confirmed the date.", "Mira Tolan confirmed the date."),
    ],
)
def test_what_is_said_begins_after_day_and_listeners(text: str, claim: str) -> None:
    """A date or an occasion after the verb is not said, and "that" before a verb is."""
    assert _only(text)[2] == claim


def test_a_counterpart_has_a_name_and_a_title() -> None:
    """The name after a comma is the counterpart's, a title before it notwithstanding."""
    text = (
        "Velmark welcomed the plan. Its Norlandic counterpart, Deputy Foreign Minister Pavel Oren, rejected the plan."
    )
    assert drafts(text)[-1].speaker == "Pavel Oren"


def test_whoever_chairs_a_hearing_keeps_it_going() -> None:
    """Who joins, what is handed over and what goes on record are no positions of the chair's."""
    hearing = [
        "THE CHAIR (Ms Lind): Ms Oske joins us by video from Tarn.",
        "Ms OSKE (Chief Executive, Orvik Clay): The kiln was sound in March.",
        "Mr KADE (Stokers' Union): Nobody looked at the kiln in March.",
        "THE CHAIR: The documents will be handed to the secretariat.",
    ]
    assert [draft.speaker for draft in drafts("\n\n".join(hearing))] == ["Oske", "KADE"]


@pytest.mark.parametrize(
    ("moved", "claims"),
    [
        ("Orvik Clay has raised its offer to nine million crowns.", ["Orvik Clay offered nine million crowns."]),
        ("Orvik Clay has raised its offer to the town to 9 million crowns.", ["Orvik Clay offered 9 million crowns."]),
        ("Orvik Clay repeated its demand for a new kiln.", ["Orvik Clay demanded a new kiln."]),
        ("Orvik Clay dropped its demand for a new kiln.", []),
    ],
)
def test_whose_offer_somebody_raises_is_told_by_the_subject(moved: str, claims: list[str]) -> None:
    """One raises one's own offer, whoever was heard last; and what is dropped is no longer demanded."""
    found = drafts(f"The water is safe, the harbour office said. {moved} The talks go on.")
    assert [draft.claim for draft in found][1:] == claims


def test_who_carries_a_statement_does_not_say_where_it_was_made() -> None:
    """The agency of "according to" passes on what has a speaker; the occasion that stands between is no position."""
    text = (
        "Mira Tolan said the tunnel was safe during a press conference on Thursday, according to the Tarn News agency."
    )
    assert [(draft.speaker, draft.claim) for draft in drafts(text)] == [
        ("Mira Tolan", "Mira Tolan said the tunnel was safe.")
    ]


def test_an_opening_phrase_is_no_sentence_before_a_name() -> None:
    """What stands before "she said" may be too little for a sentence of its own, whatever capital follows."""
    text = "Mira Tolan said the quay was ready. For that, she said, Orvik Clay has to show “goodwill”."
    assert drafts(text)[-1].claim == "Mira Tolan said for that Orvik Clay has to show “goodwill”."


@pytest.mark.parametrize("role", ["a senior physician", "a hydrologist", "an oncologist"])
def test_who_works_at_an_institution_speaks_for_it(role: str) -> None:
    """An occupation with the institution behind it tells the side, however rare the occupation is."""
    (draft,) = drafts(f"Ines Palm, {role} at Norvale District Hospital, said the wells were foul.")
    assert (draft.speaker, draft.party) == ("Ines Palm", "Norvale District Hospital")
