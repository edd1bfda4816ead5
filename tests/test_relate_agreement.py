from __future__ import annotations

import pytest
from relate_cases import Said, aligned

from llmtool.drafts import RelationDraft
from llmtool.relate import compare_by_rule
from llmtool.schema import RelationLabel

BOARD, UNION = "Harbour Board", "Fishers' Union"
AGREE = RelationLabel.AGREEMENT


def judged(first: str, second: str) -> tuple[RelationDraft, ...]:
    return compare_by_rule(aligned([Said(first), Said(second, UNION)]))


def agreed(first: str, second: str) -> list[RelationDraft]:
    return [draft for draft in judged(first, second) if draft.label is AGREE]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The harbour has lost 1,140 berths since the storm.", "We now know that it was 1,140."),
        ("The dredger cost 2.4 million crowns.", "The bill for it came to 2.4 million crowns."),
        ("Repairs to the mole will swallow eleven billion.", "The price of the work is just over eleven billion."),
        ("19 percent of the catch is thrown away.", "About one in five of the fish of every catch is thrown back."),
        ("The mole will be mended by the end of June 2031.", "Mending the mole can be done by midsummer 2031."),
        ("The harbour master resigned, and 212 boats were moved.", "Her people moved 212 boats; nobody thanked them."),
    ],
)
def test_one_figure_or_day_in_other_words_is_agreement(first: str, second: str) -> None:
    """A figure that is hardly the same by chance, or one deadline, is agreement even where few words are shared."""
    assert agreed(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The levy of 300 crowns is fair.", "The levy of 300 crowns is far too high for small boats."),
        ("The two million fine was right.", "We will appeal the two million fine."),
        ("The port takes about 9,000 boats a year.", "More than 4,000 boats a year use the port."),
        ("43 percent of the berths are empty.", "Sales of nets went up by 43 percent."),
        ("Work on the mole will begin in March 2031.", "The board puts off the work on the mole until December 2031."),
        ("The 1938 charts are the only basis for the border.", "We will never accept the 1938 charts for the border."),
    ],
)
def test_a_shared_figure_or_year_alone_is_no_agreement(first: str, second: str) -> None:
    """A figure that one side only judges, or that lies far from the other, and a year in a name join nothing."""
    assert not agreed(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The board paid the whole cost of the repair.", "The board paid only a third of the cost of the repair."),
        ("A stove caused the fire on the trawler.", "A loose wire caused the fire on the trawler."),
        ("The charter permits the closure of the port.", "The closure of the port breaches the charter."),
    ],
)
def test_much_the_same_words_are_no_agreement_where_the_rest_differs(first: str, second: str) -> None:
    """Opponents share most of their words: the one that is left over tells them apart."""
    assert not agreed(first, second)


def test_nobody_was_told_is_not_what_was_told() -> None:
    """A passive word of saying brings no statement: ``nobody was told to keep quiet`` denies that somebody was."""
    assert not agreed("Dockers were told to keep quiet about it.", "Nobody was told to keep quiet about it.")


def test_a_side_that_says_the_same_again_agrees_with_nobody() -> None:
    """Only two sides, or two papers that report one statement, can agree."""
    same = [Said("The harbour lost 1,140 berths."), Said("It was 1,140 berths.")]
    assert not compare_by_rule(aligned(same))
