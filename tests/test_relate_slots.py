from __future__ import annotations

import pytest
from relate_cases import Said, aligned

from llmtool.relate import compare_by_rule
from llmtool.schema import Certainty, RelationLabel

LOOK_ALIKES = [
    ("The toll on vans is 25 percent.", "The toll on buses is 10 percent."),
    ("Sales of tickets in Ulm rose by 4 percent.", "Sales of tickets in Bern rose by 9 percent."),
    ("The levy covers 40 percent of exports.", "The levy covers 70 percent of imports."),
    ("The wing has 12 beds for children.", "The wing has 30 beds for adults."),
    ("The lab paid 3 million for the scanner.", "The lab paid 7 million for the archive."),
    ("Boys scored 64 percent in science.", "Girls scored 71 percent in science."),
    ("Porters work 48 hours a week.", "Cooks work 39 hours a week."),
    ("In 2029 the lab tested 4,000 samples.", "In 2031 the lab tested 5,500 samples."),
    ("The fare rises from 12 to 15 crowns.", "The fare is now 12 crowns."),
    ("The dam would cost nothing like 90 million crowns.", "The dam would cost 40 million crowns."),
    ("The limit is 50 grams of salt.", "Tests showed 12 grams of salt."),
    ("The choir has 20 singers.", "Seven singers voted against the tour."),
    ("The levy has saved 8,000 jobs.", "The levy has cost 3,000 jobs."),
    ("The guild did not call a boycott.", "The guild called a meeting."),
    ("The guild has not signed the pay deal.", "The guild signed the pension deal."),
    ("The judge did not fine the choir.", "The league fined the choir."),
    ("The levy on cider rises by 4 percent.", "The levy on wine rises by 8 percent."),
    ("Cooks in primary schools want 6 percent.", "Cooks in secondary schools want 9 percent."),
    ("Exports to Ulm fell by 12 percent.", "Exports to Bern rose by 5 percent."),
    ("Tenants were not told of the sale until June.", "Tenants were told of the sale in June."),
]


@pytest.mark.parametrize(("first", "second"), LOOK_ALIKES, ids=[first for first, _ in LOOK_ALIKES])
def test_what_is_said_of_two_things_is_no_firm_contradiction(first: str, second: str) -> None:
    """Other things counted, other places, years, objects or norms make two statements of what looks like one."""
    assert _firm(first, second) == []


CLASHES = [
    ("The toll on vans is 25 percent.", "The toll on vans is 10 percent."),
    ("Sales of tickets in Ulm rose by 4 percent.", "Sales of tickets in Ulm rose by 9 percent."),
    ("The limit is 50 grams of salt.", "The limit is 20 grams of salt."),
    ("No shop had signed up for the new arcade.", "One baker had signed up for the new arcade."),
    ("A third of young cod carry the worm.", "Eighty per cent of young cod carry the worm."),
    ("The levy has cost 8,000 jobs.", "The levy has cost 3,000 jobs."),
    ("The guild did not call a boycott.", "The guild called a boycott."),
    ("Tenants were not told of the sale.", "Tenants were told of the sale."),
    ("90 percent of the border with Kessen is agreed.", "Only 50 percent of the border with Orland is agreed."),
]


@pytest.mark.parametrize(("first", "second"), CLASHES, ids=[first for first, _ in CLASHES])
def test_what_is_said_of_one_thing_stays_firm(first: str, second: str) -> None:
    """With the same thing in the same place the two can't both be right; each side names the other across a border."""
    assert _firm(first, second) == [RelationLabel.CONTRADICTION]


def _firm(first: str, second: str) -> list[RelationLabel]:
    said = (
        Said(first, "Orland", paper="A", on="2031-04-20", issue="singers"),
        Said(second, "Kessen", paper="B", on="2031-04-21", issue="singers"),
    )
    return [
        draft.label
        for draft in compare_by_rule(aligned(said))
        if draft.certainty is Certainty.FIRM and draft.label is not RelationLabel.AGREEMENT
    ]
