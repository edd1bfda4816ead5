from __future__ import annotations

import pytest
from relate_cases import Said, aligned

from llmtool.drafts import RelationDraft
from llmtool.relate import compare_by_rule, finish
from llmtool.relate.claims.clauses import clauses_of, without_attribution
from llmtool.relate.claims.concepts import sense
from llmtool.schema import Certainty, RelationKind, RelationLabel

UNION = "Fishers' Union"
AGREE, AGAINST, MOVED = RelationLabel.AGREEMENT, RelationLabel.CONTRADICTION, RelationLabel.CHANGE


def judged(first: str, second: str) -> tuple[RelationDraft, ...]:
    return compare_by_rule(aligned([Said(first), Said(second, UNION)]))


OPPOSED = [
    ("demand and refusal", "The night sailings must be cancelled.", "The union opposes cancelling the night sailings."),
    ("support and call to reject", "The board supports the lagoon levy.", "Members should reject the lagoon levy."),
    ("no reason and has to", "There is no reason for a dredging inquiry.", "A dredging inquiry has to be held."),
    ("no objection", "The board opposes labelling farmed oysters.", "The union has no objection to labelling oysters."),
    ("unacceptable and ready", "A toll on trailers is unacceptable.", "The union is ready for a toll on trailers."),
]


@pytest.mark.parametrize(("first", "second"), [case[1:] for case in OPPOSED], ids=[case[0] for case in OPPOSED])
def test_who_wants_what_another_does_not_want_is_opposed(first: str, second: str) -> None:
    """A demand, support or need of one side against a refusal of the other, in whatever words, is a stance."""
    (found,) = judged(first, second)
    assert (found.label, found.kind) == (AGAINST, RelationKind.STANCE)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The board opposes closing the slipway.", "The slipway must stay open."),
        ("The board demands the release of the crew.", "Nobody should oppose the release of the crew."),
        ("The union urged the town to reject the lagoon levy.", "The board opposes the lagoon levy."),
        ("The tourists of the town would accept a lagoon levy.", "The union refuses a lagoon levy."),
        ("The board wants a new slipway.", "Cancelling the slipway would cost more than a new one."),
        ("The board may oppose the lagoon levy.", "The union supports the lagoon levy."),
        ("The board used to oppose the lagoon levy.", "The union supports the lagoon levy."),
        ("The board made no major concessions on the lagoon.", "The union sees major faults on the lagoon."),
        ("The board demands a lagoon permit this week.", "The rules do not require a lagoon permit."),
        ("The board is ready to sign the lagoon treaty.", "The union refused some parts of the lagoon treaty."),
        ("The board is ready to work from the lagoon draft.", "Ada Holt refused some parts of the lagoon draft."),
    ],
)
def test_one_stand_in_other_words_is_not_opposed(first: str, second: str) -> None:
    """Two turns make none, somebody else's stand is not the holder's, what is only named is not wanted, and a part
    is not the whole; what a side may do or used to do is no stand that it has taken.
    """
    assert not [draft for draft in judged(first, second) if draft.label is AGAINST and draft.certainty == "firm"]


def test_both_want_one_thing() -> None:
    """Two sides that want the same of the same thing agree, as far as a rule can tell."""
    (found,) = judged(
        "The board welcomes floating pontoons for rescue boats.",
        "Floating pontoons for the rescue boats are overdue.",
    )
    assert (found.label, found.kind, found.certainty) == (AGREE, RelationKind.STANCE, Certainty.POSSIBLE)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The berth fee for trawlers was fair.", "The berth fee for trawlers was far too high."),
        ("The berth fee for trawlers was too low.", "The berth fee for trawlers was far too high."),
        ("The board called the pilot scheme a success.", "The pilot scheme was a shambles."),
    ],
)
def test_judgements_that_exclude_each_other(first: str, second: str) -> None:
    """Praise against blame, and too little against too much, of one thing."""
    (found,) = judged(first, second)
    assert (found.label, found.kind) == (AGAINST, RelationKind.STANCE)
    assert found.rationale.count("“") == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The berth fee for trawlers was fair.", "The berth fee for trawlers was not too high."),
        ("The berth fee for trawlers was too high.", "The pilot scheme for trawlers was too slow."),
    ],
)
def test_judgements_of_one_mind_or_of_two_things(first: str, second: str) -> None:
    """Fair and not too high fit together; a fee and a scheme are two things."""
    assert not [draft for draft in judged(first, second) if draft.label is AGAINST and draft.kind == "stance"]


CAUSES = [
    ("The dead eels were put down to slurry.", "The board put the dead eels down to frost."),
    ("The union blamed the cancelled sailings on the crane strike.", "The fog caused the cancelled sailings."),
    ("The engine fire was triggered by a cable.", "The engine fire was triggered by a cigarette."),
    ("A worn cable was responsible for the engine fire.", "The engine fire was due to a cigarette."),
]


@pytest.mark.parametrize(("first", "second"), CAUSES[1:])
def test_rival_causes_in_other_words(first: str, second: str) -> None:
    """Two answers to what caused one thing are set against each other, however the blame is put."""
    (found,) = judged(first, second)
    assert (found.label, found.rationale[:12]) == (AGAINST, "on the cause")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("There are three cracks in Mill Bridge.", "There are no cracks in Miller's Bridge."),
        ("The north quay is safe for lorries.", "The south quay is unsafe for lorries."),
        ("Berth 4 is closed to trawlers.", "Berth 7 is open to trawlers."),
        ("The morning ferry carries 40 cars.", "The evening ferry carries 65 cars."),
    ],
)
def test_two_things_of_one_kind_are_kept_apart(first: str, second: str) -> None:
    """Another name, direction, number or time of day beside the same noun means another thing."""
    assert not [draft for draft in judged(first, second) if draft.label is AGAINST]


def test_one_thing_with_and_without_its_name_is_one_thing() -> None:
    """Only two different names keep things apart; one name does not."""
    (found,) = judged("There are three cracks in Mill Bridge.", "There are no cracks in the bridge.")
    assert found.label is AGAINST


@pytest.mark.parametrize(
    ("form", "plain"),
    [("paid", "pay"), ("extension", "extend"), ("withdrawn", "withdraw"), ("fallen", "fall"), ("fell", "fall")],
)
def test_irregular_forms_are_one_word(form: str, plain: str) -> None:
    """What a stemmer leaves apart is brought together before concepts are compared."""
    assert sense(form) == sense(plain)


def test_waved_off_claims_are_not_stripped_to_what_they_say() -> None:
    """``rejected claims that ...`` says the opposite of the rest, so the rest alone would turn the speaker round."""
    claim = "Ann Roe rejected claims that the board had sunk the trawler."
    assert without_attribution(claim) == claim
    assert without_attribution("Ann Roe said that the board had sunk the trawler.") == "the board had sunk the trawler."


def test_a_charge_after_a_colon_stays_with_its_denial() -> None:
    """What follows "rejected the charge:" is the charge, not a statement of its own."""
    assert len(clauses_of("She rejected the charge of fraud: the pier had been sold too cheaply to a friend.")) == 1
    assert len(clauses_of("She was clear on one thing: the pier had been sold too cheaply to a friend.")) == 2


def test_demand_and_offer_are_terms_and_never_firm() -> None:
    """What one demands and the other offers are two wishes: worth a look, and no two accounts of a fact."""
    (found,) = judged("The union demands 70 licences for trawlers.", "The board offered 20 licences for trawlers.")
    assert (found.label, found.kind, found.certainty) == (AGAINST, RelationKind.STANCE, Certainty.POSSIBLE)


def test_what_is_added_is_no_total() -> None:
    """25 minutes more and a time of eleven minutes are two things."""
    found = judged("The crossing takes eleven minutes.", "The new buoys would add 25 minutes to the crossing.")
    assert not [draft for draft in found if draft.kind in {RelationKind.NUMERIC, RelationKind.TEMPORAL}]


def test_much_the_same_things_and_one_denial_are_worth_a_look() -> None:
    """Where two speak at length of the same things and one negates, a reader should look; it is never firm."""
    (found,) = judged(
        "The Lodden ferry harbour charmed its evening anglers last autumn.",
        "The evening anglers of the Lodden ferry harbour were not amused.",
    )
    assert (found.label, found.kind, found.certainty) == (AGAINST, RelationKind.NEGATION, Certainty.POSSIBLE)


def test_a_word_gone_back_on_needs_more_than_a_shared_word() -> None:
    """The same speaker later on something else near by has not moved for certain."""
    known = aligned(
        [
            Said("None of our blasts shook the old quay wall.", speaker="Ann", on="2030-05-01"),
            Said("We will pay for each wall that the blasts have cracked.", speaker="Ann", on="2030-07-01"),
        ]
    )
    assert not [relation for relation in finish(compare_by_rule(known), known) if relation.certainty == "firm"]


def test_firm_needs_what_the_two_words_are_about() -> None:
    """Opposite words about two things near by (income up, costs down) contradict nothing for certain."""
    found = judged(
        "The lagoon harbour with its cranes brought the town council a large income, and fees rose.",
        "Paperwork costs fell by the new rulebook, which the lagoon harbour with its cranes adopted.",
    )
    assert not [draft for draft in found if draft.label is AGAINST and draft.certainty == "firm"]


def test_not_every_one_is_not_none() -> None:
    """Who no longer asks for all of a thing may still want some of it."""
    said = [
        Said("The Board urged the court to reopen at least the polling stations in Tarn."),
        Said("The Union no longer asks for every polling station.", UNION, paper="Echo"),
    ]
    found = [draft for draft in compare_by_rule(aligned(said)) if draft.label is RelationLabel.CONTRADICTION]
    assert not [draft for draft in found if draft.certainty is Certainty.FIRM]
