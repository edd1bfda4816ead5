"""The state where a document is at home, and the town for which a dateline names the state."""

from __future__ import annotations

from align_cases import document, said

from llmtool.align import propose, resolve
from llmtool.drafts import GroundedDraft
from llmtool.schema import Document

ABROAD = "Orrenian President Ilan Dresk refused. Meltavian Foreign Minister Ada Holm agreed. Orrenia and Meltavia talk."
AT_HOME = "President Ilan Dresk refused. “No,” said Foreign Ministry spokeswoman Mira Tolan."


def parties(grounded: list[GroundedDraft], documents: list[Document]) -> list[str]:
    aligned = resolve(grounded, propose(grounded, documents), documents, None)
    names = {party.id: party.name for party in aligned.parties}
    return [names[position.party_id] for position in aligned.positions]


def _heard(states: bool = True) -> list[str]:
    grounded = [
        said(1, "Ilan Dresk", role="Orrenian President" if states else "President", start=0),
        said(1, "Ada Holm", role="Meltavian Foreign Minister" if states else "chair of the Guild", start=40),
        said(2, "Ilan Dresk", role="President", start=0),
        said(2, "Mira Tolan", role="Foreign Ministry spokeswoman", party="Foreign Ministry", start=30),
    ]
    abroad = ABROAD if states else "President Ilan Dresk refused. Ada Holm, chair of the Guild, agreed."
    return parties(grounded, [document(1, abroad), document(2, AT_HOME)])


def test_a_ministry_without_a_state_is_of_the_state_whose_president_needs_none() -> None:
    """Papers name the state of foreign leaders; the one that they leave out is their own."""
    assert _heard()[3] == _heard()[2] == "Orrenia"


def test_inside_one_country_a_ministry_is_a_side_of_its_own() -> None:
    """Where the texts have fewer than two states, nothing is gained by a home and sides would be merged."""
    assert _heard(states=False)[3] == "Foreign Ministry"


def test_a_dateline_that_names_the_state_makes_a_town_that_acts_its_seat() -> None:
    """``Dask, Orrenia, May 12, 2026 (Agency) -`` over a story in which Dask will do things is the state's own voice."""
    text = (
        "Dask, Orrenia, May 12, 2026 (Agence Tarn) -\n\nOrrenian President Ilan Dresk spoke. His Orrenian chief negotiator "
        "said Dask was ready. Dask refused the plan. Meltavian troops left, and Meltavian diplomats said no in Orrenia."
    )
    grounded = [said(1, "Dask", start=150), said(1, "Ilan Dresk", role="Orrenian President", start=60)]
    assert parties(grounded, [document(1, text)]) == ["Orrenia", "Orrenia"]
