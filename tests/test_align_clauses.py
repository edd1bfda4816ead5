"""What clauses around a person tell: whom they lead, whom they speak for, which office they hold."""

from __future__ import annotations

import pytest
from align_cases import document, parties, said

from llmtool.align.parties.people.clauses import told_in_clauses
from llmtool.align.parties.people.introductions import Introduction


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Carla Brisk has led the Island Traders' Association since 2019.",
            {"role": "leader of Island Traders' Association"},
        ),
        ("Carla Brisk, 58, chairs the Pensioners' League.", {"role": "chair of Pensioners' League"}),
        (
            "said Carla Brisk, who mediates on behalf of the Labour Council.",
            {"role": "spokesperson for the Labour Council"},
        ),
        (
            "Carla Brisk, 51, has been energy minister of Solvania since 2022.",
            {"role": "energy minister of Solvania"},
        ),
        ("Carla Brisk is the director of the Tide Museum.", {"role": "director of the Tide Museum"}),
        ("For the Miners' Federation, lawyer Carla Brisk said no.", {"body": "the Miners' Federation"}),
        ("Carla Brisk, for the board, said no.", {"body": "the board"}),
        ("MORNING BRIEFING\n(Transcript. Spokeswoman: Carla Brisk.)\n", {"role": "spokeswoman"}),
    ],
)
def test_a_clause_tells_an_office_or_a_body(text: str, told: dict[str, str]) -> None:
    """Who leads a body, mediates for it, holds an office or speaks ``for the board`` is introduced by it."""
    found = [{"role": each.role, "body": each.body} for each in told_in_clauses(text, "Carla Brisk")]
    expected = {"role": None, "body": None} | told
    assert [_bare(each) for each in found] == [_bare(expected)]


def _bare(told: dict[str, str | None]) -> dict[str, str | None]:
    return {key: value.replace(" the ", " ").removeprefix("the ") if value else None for key, value in told.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Carla Brisk leads the race for the seat.",
        "Carla Brisk is not the leader of the Dam Council.",
        "Carla Brisk is expected to be chair of the Dam Council.",
        "For the bank, Carla Brisk said, it was a lost year.",
        "For the region, lawyer Carla Brisk said, it was a lost year.",
        "Carla Brisk, for the moment, stays.",
        "The driver: Carla Brisk said she saw the minister: Carla Brisk waved.",
    ],
)
def test_a_clause_about_something_else_tells_nothing(text: str) -> None:
    """A race is no body, a denial no office, and ``for the bank`` may be about the bank."""
    assert list(told_in_clauses(text, "Carla Brisk")) == list[Introduction]()


def test_who_leads_a_body_speaks_for_it() -> None:
    """The side comes from a clause in another sentence than the words."""
    text = "Carla Brisk has led the Island Traders' Association since 2019. Carla Brisk said fares would rise."
    assert parties([said(1, "Carla Brisk", start=66)], [document(1, text)]) == [
        "Island Traders' Association [organisation]"
    ]


def test_who_led_a_study_speaks_for_the_institute() -> None:
    """The study is that of the institute that stands before; who led the protest speaks for nobody."""
    text = (
        "The Tarn Economic Institute said the tax brings in less.\n\n“No,” said Erik Holm, who led the study. "
        "“Yes,” said Ada Brisk, who led the march."
    )
    grounded = [said(1, "Erik Holm", start=58), said(1, "Ada Brisk", start=100)]
    assert parties(grounded, [document(1, text)]) == ["Tarn Economic Institute [organisation]", "Ada Brisk [person]"]
