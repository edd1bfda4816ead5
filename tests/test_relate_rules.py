from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from relate_cases import Said, aligned

from llmtool.drafts import Aligned, RelationDraft
from llmtool.relate import candidates, compare_by_rule, finish
from llmtool.relate.claims.excerpt import excerpt
from llmtool.relate.claims.reading import read
from llmtool.relate.holders import Holders
from llmtool.schema import Certainty, RelationKind, RelationLabel, Scope

BOARD, UNION = "Harbour Board", "Fishers' Union"
AGREE, AGAINST, MOVED = RelationLabel.AGREEMENT, RelationLabel.CONTRADICTION, RelationLabel.CHANGE


def judged(*said: Said) -> tuple[RelationDraft, ...]:
    return compare_by_rule(aligned(said))


CONTRADICTIONS = [
    ("The new quay will cost 85 million crowns.", "The new quay will cost at least 130 million crowns.", "numeric"),
    ("Six dockers died in the crane accident.", "Four dockers were killed in the crane accident.", "numeric"),
    ("Half of the berths in the harbour are empty.", "Only 12 percent of the harbour's berths are empty.", "numeric"),
    ("The guard fired on the trawler.", "The guard did not fire on the trawler.", "negation"),
    ("The board dumped dredged mud in the bay.", "The board denied that it had dumped mud in the bay.", "negation"),
    ("The harbour water is safe for swimmers.", "The harbour water is unsafe for swimmers.", "stance"),
    ("The union demands a new study of the seabed.", "The board rejected a new study of the seabed.", "stance"),
    ("The quay extension will open in May 2031.", "The quay extension will open in October 2031.", "temporal"),
    ("The ferry carried 212 passengers.", "The right number is 227.", "numeric"),
    ("Every one of the cracks comes from the piling.", "The cracks were caused by the dry summer.", "stance"),
    (
        "The mole at Holm is 35 minutes away by tug in calm water.",
        "The trip to Holm takes 55 minutes on average, and longer in a storm or at low tide.",
        "temporal",
    ),
    ("It was the frost that broke the crane.", "The crane broke because of a loose bolt.", "stance"),
    ("The talks on the berths made tremendous progress.", "The talks on the berths made little progress.", "degree"),
]


@pytest.mark.parametrize(("first", "second", "kind"), CONTRADICTIONS, ids=[first for first, *_ in CONTRADICTIONS])
def test_a_contradiction_is_found_and_named(first: str, second: str, kind: str) -> None:
    """What both can't be right about is a contradiction of its kind, and the rationale quotes what was compared."""
    (found,) = judged(Said(first), Said(second, UNION))
    assert (found.label, found.kind, found.decided_by) == (AGAINST, RelationKind(kind), "rule")
    assert found.rationale.count("“") == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Six dockers died in the crane accident.", "Four dockers were killed in the crane accident."),
        ("The board dumped dredged mud in the bay.", "The board denied that it had dumped mud in the bay."),
        ("The union demands a new study of the seabed.", "The board rejected a new study of the seabed."),
    ],
)
def test_what_is_certain_is_firm(first: str, second: str) -> None:
    """Figures of one thing, a denial of what was said, a demand refused: the tool stakes its name on these."""
    (found,) = judged(Said(first), Said(second, UNION))
    assert found.certainty is Certainty.FIRM


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The north quay is safe.", "The union elected a new chair in spring."),
        ("At least 40 boats must leave the harbour.", "43 boats must leave the harbour."),
        ("About 200 lorries a day pass the harbour gate.", "Some 195 lorries a day pass the harbour gate."),
        ("The quay costs 85 million crowns.", "The lighthouse has stood for 85 years."),
        ("The ferry carries 300 passengers.", "The ferry carries 40 cars."),
        ("Twelve of the forty berths are empty.", "The harbour has forty berths."),
        ("The dredging adds 5 percent to the cost.", "The dredging adds 5 percentage points to the tax."),
        ("The board will not close the harbour.", "The union fears for the fish market."),
    ],
)
def test_what_only_looks_alike_is_no_firm_contradiction(first: str, second: str) -> None:
    """Different things, figures that fit together and words in common contradict nothing for certain."""
    found = judged(Said(first), Said(second, UNION))
    assert not [draft for draft in found if draft.label is AGAINST and draft.certainty is Certainty.FIRM]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The harbour levy will rise by at least 12 percent.", "The harbour levy will rise by 14 percent."),
        ("At least 40 boats must leave the harbour.", "43 boats must leave the harbour."),
        ("The quay will be ready by 2031.", "The quay will be ready in May 2030."),
    ],
)
def test_figures_and_dates_that_fit_contradict_nothing(first: str, second: str) -> None:
    """Where one value fits both, there is not even a possible contradiction."""
    assert not [draft for draft in judged(Said(first), Said(second, UNION)) if draft.label is AGAINST]


@pytest.mark.parametrize(
    ("second", "clash"),
    [
        ("The board should have invited the anglers to the meeting.", False),
        ("The board invited the anglers to the meeting.", True),
        ("The board should not have invited the anglers to the meeting.", True),
    ],
)
def test_what_should_have_been_done_was_not_done(second: str, clash: bool) -> None:
    """A regret owns what it regrets: it backs who says that it never happened, or that it did."""
    found = judged(Said("The board never invited the anglers to the meeting.", UNION), Said(second))
    assert bool([draft for draft in found if draft.label is AGAINST]) is clash


@pytest.mark.parametrize(
    ("denial", "certainty"),
    [
        ("There will be no tugs on the river.", Certainty.FIRM),
        ("There will be no Meltavian tugs on the river.", Certainty.POSSIBLE),
    ],
)
def test_whose_things_are_ruled_out_leaves_those_of_others(denial: str, certainty: Certainty) -> None:
    """``No Meltavian tugs`` is no certain answer to "tugs", which others may send."""
    (found,) = judged(Said("The board promised tugs on the river."), Said(denial, UNION))
    assert (found.label, found.certainty) == (AGAINST, certainty)


def test_the_no_of_an_answer_turns_nothing_round() -> None:
    """``No.`` answers a question; what follows it is wanted all the same."""
    second = "Asked “Is that all?”, the union answered: “No. We want the trawlers stopped until the quay is safe.”"
    found = judged(Said("The trawlers must be stopped until the quay is safe."), Said(second, UNION))
    assert [draft.label for draft in found] == [AGREE]


def test_double_negation_is_no_denial() -> None:
    """Who denies that something did not happen says that it did."""
    first, second = "The guard fired on the trawler.", "The union denied that the guard did not fire on the trawler."
    assert not [draft for draft in judged(Said(first), Said(second, UNION)) if draft.label is AGAINST]


def test_one_figure_for_one_thing_is_agreement() -> None:
    """Two parties that give one figure for one thing agree on it."""
    (found,) = judged(
        Said("Forty boats lose their berths by the extension."),
        Said("The extension takes the berths of forty boats.", UNION),
    )
    assert (found.label, found.kind) == (AGREE, RelationKind.NUMERIC)


def test_a_copy_costs_no_finding() -> None:
    """What a copy repeats makes no issue larger: the findings between the other statements are those without it."""
    told = [
        Said("The bill comes to 40 million crowns."),
        Said("The owners speak of at least 75 million crowns.", UNION),
        Said("The board now says 62 million crowns.", paper="Herald", on="2030-09-01"),
    ]
    again = [Said(each.claim, each.party, paper="Reprint") for each in told[:2]]

    def found(said: list[Said]) -> set[tuple[str, str, str, str]]:
        known = aligned(said, {"Reprint": "Courier"})
        drafts = finish(compare_by_rule(known), known)
        return {(draft.a, draft.b, draft.label, draft.certainty) for draft in drafts}

    assert len(found(told)) >= 2
    assert found(told + again) == found(told)


def test_a_newer_figure_of_the_same_side_is_change() -> None:
    """A speaker who gives another figure later has moved; the reason gives the days as an editor writes them."""
    known = aligned(
        [
            Said("The new quay will cost 85 million crowns.", speaker="Ann", on="2030-05-01"),
            Said("The new quay will cost 99 million crowns.", speaker="Ann", on="2030-09-01"),
        ]
    )
    (relation,) = finish(compare_by_rule(known), known)
    assert (relation.label, relation.a, relation.scope) == (MOVED, "p0", Scope.SAME_SPEAKER)
    assert relation.rationale.startswith("Ann on 1 May 2030: “85 million crowns”; on 1 Sep 2030: ")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The union demands 40 percent of the berths.", "The union would settle for 38 percent."),
        ("The board wants the 8.00 ferry back.", "The board could live with a ferry at half past eight."),
        ("The board demands a levy of 6 percent.", "The board can accept nine percent."),
        ("The ferry carried 212 passengers.", "We now know that it was 227."),
    ],
)
def test_a_side_that_names_other_terms_or_corrects_itself_has_moved(first: str, second: str) -> None:
    """What a side would have, or gives out as so, is a newer one of the same series though it names no thing again."""
    (found,) = judged(Said(first, speaker="Ann", on="2030-05-01"), Said(second, speaker="Ann", on="2030-09-01"))
    assert found.label is MOVED


@pytest.mark.parametrize("second", ["The right number is 2,270.", "It carried 227.", "The crew was 19 strong."])
def test_a_bare_figure_counts_only_what_it_may_count(second: str) -> None:
    """A figure of another size, and one with a thing of its own, do not count what the others count."""
    found = judged(Said("The ferry carried 212 passengers."), Said(second, UNION))
    assert bool(found) is (second == "It carried 227.")


LOSS = (
    Said("The walkout drains 40 million crowns a day."),
    Said("Shippers put it at 100 million crowns a day.", UNION),
)


def test_the_only_two_sums_of_a_small_issue_are_set_beside_each_other() -> None:
    """Where few positions of a small issue give a figure of a measure, they answer one question: worth a look."""
    (found,) = judged(*LOSS)
    assert (found.label, found.kind, found.certainty) == (AGAINST, RelationKind.NUMERIC, Certainty.POSSIBLE)


@pytest.mark.parametrize("others", [["90 million crowns"] * 3, ["a lamp"] * 11])
def test_among_many_sums_or_positions_two_prove_nothing(others: list[str]) -> None:
    """In an issue with many figures of a measure, or with many positions, each may be about something else."""
    more = [Said(f"Depot {number} lost {what}.", f"Depot {number}") for number, what in enumerate(others)]
    assert not [draft for draft in judged(*LOSS, *more) if {draft.a, draft.b} == {"p0", "p1"}]


def test_a_sum_many_times_the_other_is_of_something_else() -> None:
    """Figures of one series are of much the same size."""
    assert judged(LOSS[0], Said("Shippers put it at 900 million crowns a day.", UNION)) == ()


def test_a_small_count_says_nothing_of_a_bare_figure() -> None:
    """Figures below ten are about anything: no bare one is taken to count what they count."""
    assert judged(Said("The ferry carried 8 lorries."), Said("We now know that it was 12.", UNION)) == ()


def test_what_the_label_counts_is_compared_whatever_else_is_told() -> None:
    """In an issue named after the thing counted, two counts meet though the claims share no other word; in one about
    something else, two counts of members that do two things are worth a look at most; ``one`` counts nothing.
    """
    many, few = (
        "The watchdog of the eastern sluices knows of 19 leaks since spring.",
        "Seven leaks were confirmed, all of them in old hulls with thin paint.",
    )

    def counted(first: str, second: str, thing: str) -> RelationDraft | None:
        others = [
            Said(f"The {word} pays for {thing}.", UNION, issue=thing) for word in ("owner", "yard", "port", "fund")
        ]
        found = judged(Said(first, issue=thing), Said(second, UNION, issue=thing), *others)
        return next((each for each in found if (each.a, each.b) == ("p0", "p1")), None)

    meeting = counted(many, few, "leaks")
    assert meeting is not None
    assert meeting.kind is RelationKind.NUMERIC
    assert (
        counted(many, "The first list of the pilots had a slip about one leak near the northern mole.", "leaks") is None
    )
    votes = judged(
        Said("The fund of the league's eleven members lasts for 60 days."), Said("Two members oppose any ban.", UNION)
    )
    assert all(each.certainty is Certainty.POSSIBLE for each in votes)


@pytest.mark.parametrize(
    ("second", "clash"),
    [
        ("The union will search 40 sheds.", False),
        ("The union will search 90 sheds.", False),
        ("The union searched 40 sheds, not 90.", True),
        ("The union will search 112 sheds.", True),
        ("The union will search all 40 sheds.", True),
    ],
)
def test_some_of_all_contradict_nothing(second: str, clash: bool) -> None:
    """Fewer things may be some of all of them; more can't, nor can all of the fewer, nor what is told to be instead."""
    for first in ("The board wants all 90 sheds searched.", "The board wants all of the 90 sheds searched."):
        found = judged(Said(first), Said(second, UNION))
        assert any(each.label is AGAINST for each in found) is clash


def test_a_condition_is_not_what_is_claimed() -> None:
    """Who offers something if others confirm that the sluices were open does not say that they were."""
    shut = Said("Holm had shut the sluices at the Hask pumping station.")
    given = Said("Ada Crewe offered to restart the pumps if inspectors confirmed that the sluices were open.", UNION)
    assert not any(each.certainty is Certainty.FIRM for each in judged(shut, given))


def test_two_reports_of_one_speech_are_compared_as_reports() -> None:
    """One speaker on one day, told differently by two papers: the papers differ, not the speaker."""
    known = aligned(
        [
            Said("Forty boats must leave the harbour.", speaker="Ann", on="2030-05-01"),
            Said("Sixty boats must leave the harbour.", speaker="Ann", on="2030-05-01", paper="Echo"),
        ]
    )
    (relation,) = finish(compare_by_rule(known), known)
    assert (relation.label, relation.kind, relation.scope) == (AGAINST, RelationKind.REPORTING, Scope.CROSS_SOURCE)


def test_one_statement_in_two_papers_is_corroborated() -> None:
    """Two independent papers with the same statement of one speaker agree as sources."""
    claim = "The harbour will be dredged again next spring."
    known = aligned([Said(claim, speaker="Ann"), Said(claim, speaker="Ann", paper="Echo")])
    (relation,) = finish(compare_by_rule(known), known)
    assert (relation.label, relation.scope) == (AGREE, Scope.CROSS_SOURCE)


FIRM_AND_NOT = [
    ("The ferry carried 212 passengers.", "Some 227 people were on board the ferry as passengers.", "numeric"),
    ("The plans show 380 berths, not 420.", "The new quay has 420 berths.", "numeric"),
    ("A wave of 6 metres hit the quay.", "There was no wave of 6 metres.", "negation"),
    ("The frost was the cause.", "A loose anchor was the cause of the damage, and not the frost.", "negation"),
    (
        "Ann Roe said thank you; did a letter come? the board received a letter about the crane; it did nothing.",
        "No letter about the crane ever reached the board.",
        "negation",
    ),
]


@pytest.mark.parametrize(("first", "second", "kind"), FIRM_AND_NOT, ids=[first for first, *_ in FIRM_AND_NOT])
def test_one_statement_of_a_claim_can_contradict(first: str, second: str, kind: str) -> None:
    """A figure, a denied figure, a denied event and a cause ruled out are found in the statement that holds them."""
    (found,) = judged(Said(first), Said(second, UNION))
    assert (found.label, found.kind, found.certainty) == (AGAINST, RelationKind(kind), Certainty.FIRM)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("At least 31 people were hurt when the ferry struck the quay.", "The ferry struck the quay at 18.42."),
        ("The clinic took in 24 injured passengers.", "There were 112 passengers on board."),
        ("The union demands 40 percent of the berths.", "The board offered 30 percent of the berths."),
        ("Berth fees go up by 9 percent.", "35 percent of the berths are free."),
        ("There will be no sailings on 4 May 2030.", "Sailings will begin again on 9 May 2030."),
        ("The quay holds 195 boats.", "The quay holds 200 boats."),
    ],
)
def test_two_quantities_are_not_set_against_each_other(first: str, second: str) -> None:
    """A clock time, people in another state, a wish, a growth and another day are no figure for the same thing."""
    found = judged(Said(first), Said(second, UNION))
    assert not [draft for draft in found if draft.kind in {RelationKind.NUMERIC, RelationKind.NEGATION}]


def test_a_rationale_names_both_sides_and_what_they_say() -> None:
    """An editor reads who says what, without the words by which the rule found it."""
    (found,) = judged(Said("The ferry carried 212 passengers."), Said("The ferry carried 350 passengers.", UNION))
    assert found.rationale == f"{BOARD}: “212 passengers”; {UNION}: “350 passengers”"


def test_a_side_that_repeats_itself_agrees_with_nobody() -> None:
    """Weeks later, or through another speaker, it is the same view again and no second source."""
    claim = "The harbour will be dredged again next spring."
    later = aligned(
        [Said(claim, speaker="Ann", on="2030-05-01"), Said(claim, speaker="Ann", paper="Echo", on="2030-07-01")]
    )
    other = aligned([Said(claim, speaker="Ann"), Said(claim, speaker="Bo", paper="Echo")])
    assert compare_by_rule(later) == compare_by_rule(other) == ()


CLAIMS = st.sampled_from([claim for first, second, _ in CONTRADICTIONS for claim in (first, second)])
SIDES = st.sampled_from([(BOARD, "Ann"), (BOARD, None), (UNION, "Bo"), ("Town", None)])
SAID = st.builds(
    lambda claim, side, paper, day: Said(claim, *side, paper, day),
    CLAIMS,
    SIDES,
    st.sampled_from(["Courier", "Echo", "Wire"]),
    st.sampled_from([None, "2030-05-01", "2030-06-01"]),
)


def _as_set(known: Aligned) -> set[tuple[object, ...]]:
    words = {
        position.id: (position.claim, position.party_id, position.document_id, position.said_on)
        for position in known.positions
    }
    return {
        (frozenset((words[draft.a], words[draft.b])), draft.label, draft.kind, draft.certainty)
        for draft in compare_by_rule(known)
    }


@settings(deadline=None)
@given(st.lists(SAID, max_size=8, unique=True), st.randoms(use_true_random=False))
def test_judging_does_not_depend_on_the_order_of_positions(said: list[Said], random: object) -> None:
    """The same claims in another order give the same relations."""
    shuffled = list(said)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _as_set(aligned(said)) == _as_set(aligned(shuffled))


def test_candidates_stay_inside_an_issue_and_leave_copies_out() -> None:
    """Pairs join positions of one issue, never a document with its copy."""
    known = aligned(
        [Said("a quay"), Said("a quay", UNION), Said("a quay", UNION, paper="Echo"), Said("a quay", issue="berths")],
        copies={"Echo": "Courier"},
    )
    assert candidates(known) == (("p0", "p1"),)


def test_candidates_of_a_large_issue_are_the_most_alike() -> None:
    """Ten for each position at most, so that pairs don't grow with the square of an issue; twins are among them."""
    words = "crane buoy rope anchor gull tide mast keel rudder plank".split()
    said = [Said(f"The {words[n % 10]} of pier {words[n // 10]} costs token{n} crowns.") for n in range(100)]
    pairs = candidates(aligned(said * 2))
    assert len(pairs) == len(set(pairs)) <= 200 * 10
    assert {(f"p{n}", f"p{n + 100}") for n in range(100)} <= set(pairs)


def test_a_figure_inside_a_denial_is_not_the_deniers_own() -> None:
    """Who disputes that rents rise by twelve per cent and later says nine has not moved from twelve to nine."""
    found = judged(
        Said("The board disputed that berth rents would rise by 12 per cent.", speaker="Ann", on="2030-03-01"),
        Said("Berth rents will rise by 9 per cent.", speaker="Ann", on="2030-05-01"),
    )
    assert not [draft for draft in found if draft.kind is RelationKind.NUMERIC]


def test_a_known_figure_inside_a_denial_is_not_denied() -> None:
    """``Denied that the 96 tenants will pay 12 per cent`` denies the 12 per cent, not the 96."""
    known = aligned([Said("The board denied that the 96 tenants of the mole will pay 12 per cent more.", UNION)])
    told = read(known.positions[0], Holders(known))
    assert [(figure.text, figure.denied) for figure in told.quantities] == [("96", False), ("12 per cent", True)]


def test_terms_that_are_told_as_newer_ones_contradict_nothing() -> None:
    """``35 per cent, up from the 30`` tells of a move: the earlier offer is no other account of it."""
    earlier = Said("The board offered the boats 30 per cent of the berths.", paper="Echo", on="2030-03-01")
    newer = "The board offered the boats 35 per cent of the berths{}."
    assert judged(earlier, Said(newer.format(""), UNION, paper="Courier", on="2030-05-01"))
    told = Said(newer.format(", up from the 30 per cent of March"), UNION, paper="Courier", on="2030-05-01")
    assert not [draft for draft in judged(earlier, told) if draft.label is AGAINST]


def test_what_an_outlet_tells_is_held_against_a_side_only_where_it_is_certain() -> None:
    """A figure of its story may be of another thing, and its `not` denies nobody."""
    side = Said("The board said 112 passengers had been on board.", paper="Echo")
    for outlet in (True, False):
        certain = Said("There were 127 passengers on board.", "Courier", paper="Courier", outlet=outlet)
        assert [draft.certainty for draft in judged(side, certain)] == [Certainty.FIRM]
        other = Said("About 300 passengers use the ferry in winter.", "Courier", paper="Courier", outlet=outlet)
        assert len(judged(side, other)) == (0 if outlet else 1)


def test_figures_of_a_revised_plan_are_not_firm() -> None:
    """A revised plan of twenty points is not the one of twenty-eight."""
    first = Said("The port's plan for the quay has 28 points.", "Port")
    for claim, firm in (
        ("The plan for the quay has 20 points.", True),
        ("The revised plan for the quay has 20 points.", False),
        ("The newer draft plan for the quay has 20 points.", False),
    ):
        found = compare_by_rule(aligned([first, Said(claim, "Pilots")]))
        assert any(draft.certainty is Certainty.FIRM for draft in found) is firm, claim


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        (
            "while the pilots, the port and the town had met, no berth was sold",
            "",
            "“while the pilots, the port and the town had met”",
        ),
        ("He left. The rest stayed on the quay for two days.", "", "“He left”"),
        ("“We did not pay.”", "", "“We did not pay.”"),
        ("“real progress” had been made", "", "“‘real progress’ had been made”"),
        ("the talks on the quay are ongoing and “serious", "", "“the talks on the quay are ongoing and serious”"),
        ("nobody was hurt, the union said, and 96 tenants will pay", "96", "“96 tenants will pay”"),
    ],
)
def test_a_rationale_quotes_a_clause_that_tells_something(text: str, words: str, told: str) -> None:
    """Never just its first two words, and with single quotation marks inside the double ones."""
    assert excerpt(text, words) == told


@pytest.mark.parametrize(
    ("second", "clash"),
    [
        ("The opening of the lock will be in May as planned.", True),
        ("The opening of the lock will be in September.", False),
    ],
)
def test_what_was_moved_is_on_its_new_day(second: str, clash: bool) -> None:
    """Where something was moved from is no day of it."""
    first = "The opening of the lock was moved from May to September."
    found = judged(Said(first, on="2031-04-20"), Said(second, UNION, paper="Echo", on="2031-04-21"))
    assert bool([draft for draft in found if draft.label is AGAINST]) is clash


def test_each_side_blames_the_other() -> None:
    """``Orlavian boats fired first`` and ``Tessemark fired first`` share all words and are the dispute itself."""
    ours = Said("Orlavian boats fired first off the quay on 3 March.", "Tessemark")
    (found,) = judged(ours, Said("Tessemark fired first off the quay on 3 March.", "Orlavia"))
    assert (found.label, found.certainty) == (AGAINST, Certainty.POSSIBLE)
    assert "of the other" in found.rationale
    assert not judged(ours, Said("Tessemark fired first off the quay on 3 March.", "Tessemark"))
    third = judged(ours, Said("Orlavia's boats fired first off the quay on 3 March.", "Norland"))
    assert [draft.label for draft in third] == [RelationLabel.AGREEMENT]


def test_another_thing_of_the_kind_is_not_the_one_in_question() -> None:
    """``Another scheme will bring 90 homes`` denies nothing of the scheme."""
    scheme = Said("The scheme will provide 310 homes.")
    assert judged(scheme, Said("The scheme will provide 90 homes.", UNION))
    for other in (
        "Another scheme, at the yard, will provide 90 homes.",
        "A separate housing scheme will provide 90 homes.",
    ):
        assert not judged(scheme, Said(other, UNION))


def test_who_no_longer_does_a_thing_has_moved() -> None:
    """``I can no longer support it`` tells of a move where the same speaker supported it before."""
    first = Said("She supports this scheme; it brings homes.", speaker="Ada Holt", on="2031-03-03")
    later = Said("She can no longer support this scheme.", speaker="Ada Holt", paper="Echo", on="2031-05-01")
    assert [draft.label for draft in judged(first, later)] == [RelationLabel.CHANGE]
    other = Said("She can no longer support her mother.", speaker="Ada Holt", paper="Echo", on="2031-05-01")
    assert not [draft for draft in judged(first, other) if draft.certainty is Certainty.FIRM]


@pytest.mark.parametrize(
    ("denial", "claim", "clash"),
    [
        ("The union disputed that the list had fallen since May.", "The list has grown since May.", False),
        ("The union denied that berth prices had risen.", "Berth prices have fallen.", False),
        ("The union disputed that the list had fallen since May.", "The list has fallen since May.", True),
    ],
)
def test_to_deny_a_fall_is_to_tell_of_a_rise(denial: str, claim: str, clash: bool) -> None:
    """What turns round the opposite word says the same, and not its contrary."""
    assert bool(judged(Said(denial, UNION), Said(claim))) is clash
