from __future__ import annotations

from dataclasses import replace

import pytest
from relate_cases import Said, aligned

from llmtool.drafts import RelationDraft
from llmtool.relate import compare_by_rule
from llmtool.schema import Certainty, RelationLabel, Stance

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
        ("It was the frost that broke the crane, and not rust.", "The frost was to blame; nobody will be sued."),
        ("The harbour master resigned, and 212 boats were moved.", "Her people moved 212 boats; nobody thanked them."),
    ],
)
def test_one_figure_or_day_in_other_words_is_agreement(first: str, second: str) -> None:
    """A figure that is hardly the same by chance, or one deadline, is agreement even where few words are shared."""
    assert agreed(first, second)


def test_parts_of_claims_can_agree() -> None:
    """A second statement in one claim, here a denial, does not hide that the first one is what the other says."""
    said = "The town office shut the fish market on the quay"
    assert agreed(f"{said}; nobody complained about the rats.", f"{said}.")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The levy of 300 crowns is fair.", "The levy of 300 crowns is far too high for small boats."),
        ("The two million fine was right.", "We will appeal the two million fine."),
        ("The port takes about 9,000 boats a year.", "More than 4,000 boats a year use the port."),
        ("43 percent of the berths are empty.", "Sales of nets went up by 43 percent."),
        ("Work on the mole will begin in March 2031.", "The board puts off the work on the mole until December 2031."),
        ("The board pays 340 crowns a boat.", "340 crowns a boat is an insult to the owners."),
        ("The 1938 survey charts put the border at the mole.", "The 1938 survey charts leave the mole off the border."),
        ("We will study it.", "The union disputes the study."),
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
        ("Every captain of a trawler paid the levy on time.", "Few captains of a trawler paid the levy on time."),
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


def test_one_claim_that_says_all_of_another_agrees_with_it() -> None:
    """A claim that tells more than another, and all of that one, agrees with it."""
    short = "The town office shut the fish market on the quay."
    long = "The town office shut the old fish market on the quay because rats and water had come into its cellars."
    assert "says all" in agreed(short, long)[0].rationale


def test_a_story_that_is_only_passed_on_agrees_with_nobody() -> None:
    """``Reportedly`` and a question vouch for nothing, however alike the words are."""
    assert agreed("The harbour board sold the north quay.", "The north quay was sold by the harbour board.")
    assert not agreed("The harbour board sold the north quay.", "The harbour board reportedly sold the north quay.")


@pytest.mark.parametrize(
    "denial",
    [
        "The story of the whale in the harbour is a hoax.",
        "No, There Is A Whale In The Harbour Only On Paper",
        "Rumours of a whale in the harbour debunked.",
    ],
)
def test_a_story_that_somebody_calls_a_hoax_is_disputed(denial: str) -> None:
    """Who calls a story false contradicts whoever tells it; a rule can't be sure that it is one story."""
    (found,) = judged("A whale swam into the harbour.", denial)
    assert (found.label, found.certainty) == (RelationLabel.CONTRADICTION, Certainty.POSSIBLE)


def test_what_is_called_no_hoax_is_not_disputed() -> None:
    """``It is no hoax`` vouches for the story."""
    assert not judged("A whale swam into the harbour.", "The whale in the harbour is no hoax.")


def stands(first: Stance, second: Stance, issue: str = "Tram") -> tuple[RelationDraft, ...]:
    known = aligned(
        [
            Said("The shops have waited for the tram.", issue=issue),
            Said("People here have had their fill of the tram.", UNION, issue=issue),
        ]
    )
    taken = [
        position.model_copy(update={"stance": stance})
        for position, stance in zip(known.positions, (first, second), strict=True)
    ]
    return compare_by_rule(replace(known, positions=tuple(taken)))


def test_stances_for_and_against_are_worth_a_look() -> None:
    """Two sides of which one is for and one against what the issue names differ; both on one side, they agree."""
    (apart,) = stands(Stance.FAVOR, Stance.AGAINST)
    assert (apart.label, apart.certainty) == (RelationLabel.CONTRADICTION, Certainty.POSSIBLE)
    (together,) = stands(Stance.AGAINST, Stance.AGAINST)
    assert (together.label, together.certainty) == (AGREE, Certainty.POSSIBLE)


@pytest.mark.parametrize("second", [Stance.NONE, Stance.MIXED])
def test_no_stance_and_half_a_stance_join_nothing(second: Stance) -> None:
    """Only ``favor`` and ``against`` are stances that can meet or clash."""
    assert not stands(Stance.FAVOR, second)


def test_stances_towards_what_a_claim_does_not_name_join_nothing() -> None:
    """An issue may hold claims that speak of something else: they take no side on it."""
    assert not stands(Stance.FAVOR, Stance.AGAINST, issue="Ferry")
