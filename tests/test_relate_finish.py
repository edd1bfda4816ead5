from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relate_cases import Said, aligned

from llmtool.drafts import Aligned, RelationDraft
from llmtool.relate import finish, verdicts
from llmtool.relate.finish import NO_REASON
from llmtool.schema import Certainty, PartyKind, Relation, RelationKind, RelationLabel, Scope, VerdictLabel

BOARD, UNION = "Harbour Board", "Fishers' Union"
AGREE, AGAINST, MOVED = RelationLabel.AGREEMENT, RelationLabel.CONTRADICTION, RelationLabel.CHANGE


def draft(
    a: str,
    b: str,
    label: RelationLabel = AGAINST,
    kind: RelationKind = RelationKind.STANCE,
    certainty: Certainty = Certainty.FIRM,
    **rest: object,
) -> RelationDraft:
    fields = {"rationale": "yes against no", "decided_by": "llm", **rest}
    return RelationDraft(a=a, b=b, label=label, kind=kind, certainty=certainty, **fields)  # type: ignore[arg-type]


def two(first: Said, second: Said, **rest: object) -> Aligned:
    return aligned([first, second], **rest)  # type: ignore[arg-type]


def test_drafts_that_name_nothing_comparable_are_dropped() -> None:
    """A relation joins two different positions that exist and share an issue."""
    known = aligned([Said("a"), Said("b", UNION), Said("c", UNION, issue="berths")])
    assert finish([draft("p0", "p9"), draft("p0", "p0"), draft("p0", "p2")], known) == ()
    assert len(finish([draft("p0", "p1")], known)) == 1


def test_a_copy_neither_contradicts_nor_corroborates_its_original() -> None:
    """Two papers that print one wire story are one source."""
    known = two(Said("a"), Said("b", UNION, paper="Echo"), copies={"Echo": "Courier"})
    assert finish([draft("p0", "p1"), draft("p0", "p1", AGREE)], known) == ()


def test_a_statement_in_a_copy_counts_as_the_one_in_the_original() -> None:
    """What the copy repeats is found once, where it was printed first."""
    known = aligned([Said("a"), Said("a", paper="Echo"), Said("b", UNION, paper="Herald")], copies={"Echo": "Courier"})
    relations = finish([draft("p1", "p2"), draft("p0", "p2")], known)
    assert [(relation.a, relation.b) for relation in relations] == [("p0", "p2")]


def test_the_earlier_position_comes_first() -> None:
    """``a`` is what was said first, by the day of the statement and else by that of the paper."""
    known = two(Said("late", on="2030-05-02"), Said("early", UNION, paper="Echo"), published={"Echo": "2030-05-01"})
    (relation,) = finish([draft("p0", "p1")], known)
    assert (relation.a, relation.b) == ("p1", "p0")


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        (Said("a", speaker="Ann", on="2030-05-01"), Said("b", speaker="Ann", on="2030-05-02"), MOVED),
        (Said("a", speaker="Ann", on="2030-05-01"), Said("b", speaker="Ann", on="2030-05-01"), AGAINST),
        (Said("a", speaker="Ann"), Said("b", speaker="Ann"), AGAINST),
        (Said("a", speaker="Ann", on="2030-05-01"), Said("b", speaker="Bo", on="2030-05-04"), AGAINST),
        (Said("a", speaker="Ann", on="2030-05-01"), Said("b", speaker="Bo", on="2030-06-04"), MOVED),
        (Said("a", on="2030-05-01"), Said("b", on="2030-05-04"), MOVED),
        (Said("a", on="2030-05-01"), Said("b", UNION, on="2031-05-01"), AGAINST),
    ],
)
def test_change_is_not_contradiction(first: Said, second: Said, label: RelationLabel) -> None:
    """A side that speaks otherwise at another time has moved; two sides, or one at one time, contradict each other."""
    (relation,) = finish([draft("p0", "p1")], two(first, second))
    assert relation.label is label


@pytest.mark.parametrize(
    ("second", "certainty"),
    [
        (Said("b", paper="Echo"), Certainty.POSSIBLE),
        (Said("b", paper="Echo", on="2030-05-01"), Certainty.POSSIBLE),
        (Said("b"), Certainty.FIRM),
        (Said("b", UNION, paper="Echo"), Certainty.FIRM),
    ],
)
def test_a_side_that_may_have_moved_does_not_firmly_contradict_itself(second: Said, certainty: Certainty) -> None:
    """Where a date is missing, nobody can tell a contradiction of one side in two papers from a change."""
    (relation,) = finish([draft("p0", "p1")], two(Said("a"), second))
    assert (relation.label, relation.certainty) == (AGAINST, certainty)


def test_only_one_side_can_change() -> None:
    """A change between two parties is none."""
    assert finish([draft("p0", "p1", MOVED)], two(Said("a"), Said("b", UNION))) == ()


def test_two_reports_of_one_speech_stay_a_contradiction() -> None:
    """Outlets that print one speech differently on different days report it differently; nobody moved."""
    known = two(Said("a", speaker="Ann", on="2030-05-01"), Said("b", speaker="Ann", paper="Echo", on="2030-05-02"))
    (relation,) = finish([draft("p0", "p1", kind=RelationKind.REPORTING)], known)
    assert (relation.label, relation.scope) == (AGAINST, Scope.CROSS_SOURCE)


@pytest.mark.parametrize(
    ("first", "second", "label", "scope"),
    [
        (Said("a"), Said("b", UNION), AGAINST, Scope.CROSS_PARTY),
        (Said("a", speaker="Ann"), Said("b", speaker="Bo"), AGAINST, Scope.WITHIN_PARTY),
        (Said("a", speaker="Ann"), Said("b", speaker="Ann"), AGAINST, Scope.SAME_SPEAKER),
        (Said("a", speaker="Ann"), Said("b", speaker="Ann", paper="Echo"), AGREE, Scope.CROSS_SOURCE),
        (Said("a", "Courier", outlet=True), Said("b", "Echo", paper="Echo", outlet=True), AGAINST, Scope.CROSS_SOURCE),
        (Said("a", "Courier", outlet=True), Said("b", UNION, paper="Echo"), AGAINST, Scope.CROSS_SOURCE),
    ],
)
def test_scope_says_between_whom(first: Said, second: Said, label: RelationLabel, scope: Scope) -> None:
    """Parties, members of one, one speaker, or sources that report."""
    (relation,) = finish([draft("p0", "p1", label)], two(first, second))
    assert relation.scope is scope


def test_who_repeats_itself_in_one_paper_corroborates_nothing() -> None:
    """One speaker in one document agrees with nobody by saying it twice."""
    assert finish([draft("p0", "p1", AGREE)], two(Said("a", speaker="Ann"), Said("b", speaker="Ann"))) == ()


def test_one_relation_for_a_pair() -> None:
    """Firm wins over possible; contradiction against agreement leaves a possible contradiction."""
    known = two(Said("a"), Said("b", UNION))
    possible = draft("p1", "p0", kind=RelationKind.DEGREE, certainty=Certainty.POSSIBLE)
    (relation,) = finish([possible, draft("p0", "p1", second_reading="confirmed")], known)
    assert (relation.kind, relation.certainty, relation.second_reading) == (
        RelationKind.STANCE,
        Certainty.FIRM,
        "confirmed",
    )
    (relation,) = finish([draft("p0", "p1"), draft("p0", "p1", AGREE)], known)
    assert (relation.label, relation.certainty) == (AGAINST, Certainty.POSSIBLE)


def test_a_rationale_is_one_line_and_never_empty() -> None:
    """Words of the engine are kept; only line breaks go, and silence is said to be silence."""
    known = two(Said("a"), Said("b", UNION))
    assert finish([draft("p0", "p1", rationale="six\n  against four")], known)[0].rationale == "six   against four"
    assert finish([draft("p0", "p1", rationale="six against four")], known)[0].rationale == "six against four"
    assert finish([draft("p0", "p1", rationale="  \n")], known)[0].rationale == NO_REASON


CROWD = aligned(
    [
        Said("a", speaker="Ann", on="2030-05-01"),
        Said("b", speaker="Ann", on="2030-06-01", paper="Echo"),
        Said("c", UNION, "Bo", on="2030-05-01"),
        Said("d", UNION, "Cy", paper="Echo"),
        Said("a", speaker="Ann", on="2030-05-01", paper="Wire"),
        Said("f", "Courier", outlet=True),
        Said("g", UNION, "Bo", issue="berths"),
    ],
    copies={"Wire": "Courier"},
    published={"Courier": "2030-05-02", "Echo": "2030-06-02"},
)
places = st.sampled_from([position.id for position in CROWD.positions] + ["nowhere"])
drafts = st.lists(
    st.builds(
        draft,
        places,
        places,
        st.sampled_from(RelationLabel),
        st.sampled_from(RelationKind),
        st.sampled_from(Certainty),
        rationale=st.sampled_from(["", "x", "y\nz"]),
        decided_by=st.sampled_from(["rule", "model", "llm"]),
        second_reading=st.sampled_from(["confirmed", "not_run"]),
    ),
    max_size=12,
)


def again(relation: Relation) -> RelationDraft:
    shared = ("a", "b", "label", "kind", "certainty", "rationale", "decided_by", "second_reading")
    return RelationDraft(**{name: getattr(relation, name) for name in shared})


@given(drafts, st.randoms(use_true_random=False))
def test_relations_do_not_depend_on_the_order_of_drafts(proposed: list[RelationDraft], random: object) -> None:
    """The same drafts in any order, with a and b either way, give the same relations; one for each pair."""
    shuffled = [
        RelationDraft(**{**vars(each), "a": each.b, "b": each.a}) if number % 2 else each
        for number, each in enumerate(proposed)
    ]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    relations = finish(proposed, CROWD)
    assert finish(shuffled, CROWD) == relations
    assert len({frozenset((each.a, each.b)) for each in relations}) == len(relations)
    assert len({each.id for each in relations}) == len(relations)


@given(drafts)
def test_finished_relations_stay_as_they_are(proposed: list[RelationDraft]) -> None:
    """Finishing twice changes nothing."""
    relations = finish(proposed, CROWD)
    assert finish([again(relation) for relation in relations], CROWD) == relations


@given(drafts)
def test_verdicts_rest_on_firm_relations_between_parties(proposed: list[RelationDraft]) -> None:
    """Whatever is only possible, inside a party or about reporting moves no verdict."""
    relations = finish(proposed, CROWD)
    counted = {r.id for r in relations if r.certainty is Certainty.FIRM and r.scope is Scope.CROSS_PARTY}
    for verdict in verdicts(CROWD, relations):
        assert set(verdict.relation_ids) <= counted
        assert bool(verdict.relation_ids) is (verdict.label is not VerdictLabel.ONE_SIDED)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([AGAINST], VerdictLabel.DISAGREE),
        ([AGREE], VerdictLabel.AGREE),
        ([AGREE, AGAINST], VerdictLabel.MIXED),
    ],
)
def test_a_verdict_adds_up_firm_relations(labels: list[RelationLabel], expected: VerdictLabel) -> None:
    """Only contradictions is disagree, only agreements agree, both mixed; parties stand in the order of their names."""
    known = aligned([Said("a"), Said("b"), Said("c", UNION)])
    relations = finish([draft(f"p{number}", "p2", label) for number, label in enumerate(labels)], known)
    (verdict,) = verdicts(known, relations)
    assert (verdict.party_a_id, verdict.party_b_id) == (f"party-{UNION}", f"party-{BOARD}")
    assert verdict.label is expected
    assert set(verdict.relation_ids) == {relation.id for relation in relations}


def test_an_issue_on_which_one_of_the_two_is_silent_is_one_sided() -> None:
    """It takes a firm relation on some issue before silence on another one is worth telling."""
    known = aligned([Said("a"), Said("c", UNION), Said("d", UNION, issue="berths")])
    assert verdicts(known, ()) == ()
    labels = [verdict.label for verdict in verdicts(known, finish([draft("p0", "p1")], known))]
    assert labels == [VerdictLabel.DISAGREE, VerdictLabel.ONE_SIDED]


def test_an_agreement_that_a_copy_repeats_counts_once() -> None:
    """A copy with other words for the same statement adds nothing to a verdict."""
    known = aligned(
        [Said("a", speaker="Ann"), Said("b", UNION, paper="Herald"), Said("a, he said", speaker="Ann", paper="Echo")],
        copies={"Echo": "Courier"},
    )
    relations = finish([draft("p0", "p1", AGREE), draft("p2", "p1", AGREE)], known)
    (verdict,) = verdicts(known, relations)
    assert len(verdict.relation_ids) == 1


def test_a_named_speaker_of_a_publisher_is_a_party() -> None:
    """A company whose own statement is among the sources still speaks as a side through its people."""
    known = two(Said("a", "Northern Line", speaker="Ann", outlet=False), Said("b", UNION, paper="Echo"))
    publisher = known.parties[0].model_copy(update={"kind": PartyKind.SOURCE})
    known = Aligned(
        documents=known.documents,
        parties=(publisher, *known.parties[1:]),
        speakers=known.speakers,
        issues=known.issues,
        positions=known.positions,
    )
    (relation,) = finish([draft("p0", "p1")], known)
    assert relation.scope is Scope.CROSS_PARTY
