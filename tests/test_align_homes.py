"""The state where a document is at home, and the town for which a dateline names the state."""

from __future__ import annotations

import pytest
from align_cases import document, party_names, said

AT_HOME = "President Ilan Dresk refused. “No,” said Foreign Ministry spokeswoman Mira Tolan."


def _heard(other: str, role: str) -> list[str]:
    abroad = f"Orrenian President Ilan Dresk refused. {other} agreed. Orrenia and Meltavia talk."
    grounded = [
        said(1, "Ilan Dresk", role="Orrenian President", start=0),
        said(1, "Ada Holm", role=role, start=40),
        said(2, "Ilan Dresk", role="President", start=0),
        said(2, "Mira Tolan", role="Foreign Ministry spokeswoman", party="Foreign Ministry", start=30),
    ]
    return party_names(grounded, [document(1, abroad), document(2, AT_HOME)])


def test_a_ministry_without_a_state_is_of_the_state_whose_president_needs_none() -> None:
    """Papers name the state of foreign leaders; the one that they leave out is their own."""
    found = _heard("Meltavian Foreign Minister Ada Holm", "Meltavian Foreign Minister")
    assert found[2:] == ["Orrenia", "Orrenia"]


def test_inside_one_country_a_ministry_is_a_side_of_its_own() -> None:
    """Where one state alone is heard, nothing is gained by a home and sides would be merged."""
    found = _heard("Ada Holm, chair of the Guild,", "chair of the Guild")
    assert found[2:] == ["Orrenia", "Foreign Ministry"]


def test_a_dateline_that_names_the_state_makes_a_town_that_acts_its_seat() -> None:
    """``Dask, Orrenia, May 12 (Agency) -`` over a story of Orrenian matters tells for whom Dask speaks."""
    text = (
        "Dask, Orrenia, May 12, 2026 (Agence Tarn) -\n\nOrrenian President Ilan Dresk spoke. Dask refused the plan. "
        "Orrenian troops left. Orrenia is large."
    )
    grounded = [said(1, "Dask", start=90), said(1, "Ilan Dresk", role="Orrenian President", start=60)]
    assert party_names(grounded, [document(1, text)]) == ["Orrenia", "Orrenia"]


def test_a_dateline_tells_the_home_of_a_president_without_a_state() -> None:
    """Where an agency reports from Orrenia, the president whose state it leaves out is Orrenia's."""
    text = (
        "Sarn, Orrenia, March 3, 2026 (Union Press) - Orrenian troops met Meltavian diplomats. Meltavia talks.\n\n"
        "President Jan Kolar spoke. Meltavian Foreign Minister Ada Holm agreed. Government spokesman Petr Vanek did."
    )
    grounded = [
        said(1, "Orrenia", start=45),
        said(1, "Jan Kolar", role="President", start=100),
        said(1, "Ada Holm", role="Meltavian Foreign Minister", start=130),
        said(1, "Petr Vanek", role="government spokesman", party="government", start=170),
    ]
    found = party_names(grounded, [document(1, text)])
    assert [found[0], found[1], found[2]] == ["Orrenia", "Orrenia", "Meltavia"]
    assert found[3] not in {"Orrenia", "Meltavia"}


def test_a_state_named_right_before_its_minister_makes_no_home() -> None:
    """``Orrenian troops crossed. The foreign minister, Ada Holm, said`` tells nothing of other ministers."""
    text = (
        "Meltavian envoys met Orrenian ones. Meltavia talks with Orrenia.\n\n"
        "Orrenian troops crossed the river. The foreign minister, Ada Holm, conceded it.\n\n"
        "Interior Minister Bron Kastel disagreed. Much else was said that day.\n"
    )
    other = "The Orrenian foreign minister, Ada Holm, spoke. The Meltavian foreign minister, Jan Kolar, answered."
    grounded = [
        said(1, "Ada Holm", role="foreign minister", start=101),
        said(1, "Bron Kastel", role="Interior Minister", start=150),
        said(2, "Ada Holm", role="Orrenian foreign minister", start=0),
        said(2, "Jan Kolar", role="Meltavian foreign minister", start=48),
    ]
    found = party_names(grounded, [document(1, text), document(2, other)])
    assert found[0] == "Orrenia"
    assert found[1] == "Bron Kastel"


@pytest.mark.parametrize(
    ("paragraph", "party"),
    [
        ("The Orrenian frigate put to sea. It was routine, the navy said.", "Orrenia"),
        ("The Orrenian frigate met a Meltavian one. It was routine, the navy said.", "Navy"),
        ("The frigate put to sea. It was routine, the navy said.", "Navy"),
    ],
)
def test_a_navy_is_of_the_one_state_that_the_paragraph_names(paragraph: str, party: str) -> None:
    """Where two states speak, a force without a state is that of the only state named before it."""
    front = "Orrenian Foreign Minister Ada Holm spoke. Meltavian Foreign Minister Jan Kolar did.\n\n"
    text = f"{front}{paragraph}\n\nOrrenia and Meltavia talk."
    grounded = [
        said(1, "Ada Holm", role="Orrenian Foreign Minister", start=26),
        said(1, "Jan Kolar", role="Meltavian Foreign Minister", start=68),
        said(1, "the navy", party="navy", start=text.index("It was")),
    ]
    assert party_names(grounded, [document(1, text)])[2] == party
