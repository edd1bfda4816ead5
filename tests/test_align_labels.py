from __future__ import annotations

import pytest
from align_cases import said

from llmtool.align.issues.actions import action_of
from llmtool.align.issues.heads import is_vague
from llmtool.align.issues.labels import labels
from llmtool.align.issues.phrases import phrases
from llmtool.align.issues.propose import propose_issues
from llmtool.align.issues.widening import widened


def label_of(*claims: str, others: tuple[str, ...] = ()) -> str:
    """The label of one group among others of one claim each."""
    groups = [[said(1, "A", claim).draft for claim in claims], *([said(1, "B", claim).draft] for claim in others)]
    return labels(groups, [])[0]


@pytest.mark.parametrize(
    ("claims", "label"),
    [
        (
            ["Ms Orr demanded the return of all 12 harps.", "He said the chapel would return its two harps."],
            "Return of harps",
        ),
        (["The mayor said the pier will be closed.", "She has no date for closing the pier."], "Closure of the pier"),
        (
            ["He said it is safe for settlers to return.", "No returning settler was hurt.", "40 settlers returned."],
            "Return of settlers",
        ),
        (["He said some 40 people attended the vigil.", "She said 900 attended the vigil."], "Attendance at the vigil"),
        (
            ["Norvale met every condition for joining the league.", "Norvale can't join the league."],
            "Joining the league",
        ),
        (["Two sailors have died.", "The captain died in the night."], "Deaths"),
        (["The dealer sold the harp in 1904."], "Sale of the harp"),
        (["Burning the tankers was needless.", "She saw no need for burning the tankers."], "Burning of the tankers"),
        (["They sent written transfer requests.", "No transfer request came."], None),
        (["The pier will be closed.", "Fog hid the pier.", "The pier is old."], None),
        (["Divestment would not reduce any pension.", "He would not sue the trustees."], None),
    ],
)
def test_a_label_says_what_is_done(claims: list[str], label: str | None) -> None:
    """A verb of half the claims, with its object or a subject that it happens to, is named; a verb of one is not."""
    assert action_of(claims) == label


def test_what_is_near_is_not_closed() -> None:
    """After a form of be, or of get, a word like a verb is an adjective."""
    assert action_of(["The mayor said a settlement is close.", "We are getting close to a settlement."]) is None


def test_what_is_done_tells_two_issues_of_one_thing_apart() -> None:
    """Where all issues are about the harps, a label says which question about them; a fuller phrase stays."""
    others = ("The harps are old.", "Experts studied the harps.", "The harps hang in a hall.")
    claims = ("He said the harps must be returned.", "She would return the harps in May.")
    assert label_of(*claims, others=others) == "Return of the harps"
    assert label_of("Smoke stained the oak roof.", "The oak roof was sold.") == "Oak roof"


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("The workers' camps are overcrowded.", "workers' camps", "workers camps"),
        ("He called ‘the lads’ hut owners.", None, "lads’ hut owners"),
        ("They want the return of all 214 harps.", "return of harps", "214 harps"),
        ("They want the return of thirty-one harps.", "return of harps", "thirty-one harps"),
        ("The price of 4 million crowns is high.", "price", "price of crowns"),
        ("They sold 900 of this kind.", None, "kind of this"),
        ("He said the naming deal paid nothing.", "naming deal", "deal paid"),
        ("She saw the missing files.", "files", "missing files"),
        ("He spoke of naming streets.", "streets", "naming streets"),
        ("It was the strike for lack of staff.", "strike", "strike for lack"),
        ("It got notice of a strike starting on 27 May.", "strike", "strike starting"),
        ("He warned the mayor of the flood.", "flood", "mayor of the flood"),
        ("Some 300 people joined the march on the statue.", "march on the statue", "March"),
        ("It will end in March.", None, "March"),
        ("They hold the eastern Karvel district.", "Karvel district", "eastern Karvel"),
        ("They got a fair hearing in the talks.", "fair hearing in the talks", "fair"),
        ("Dozens of nurses came.", "nurses", "Dozens"),
        ("He says the plan taxes houses worth a million.", "houses", "plan taxes houses"),
        ("He set the state arms deal aside.", "state arms deal", "arms deal aside"),
        (
            "They have the shortest opening hours in the region.",
            "opening hours in the region",
            "opening",
        ),
        ("They want the rest of Line 3 scrapped.", "rest of Line 3", "rest of Line"),
        ("He offered the Karvel 21 million.", "Karvel", "Karvel 21"),
        ("He blamed the overrun on changes to 212 designs.", "overrun on changes", "changes to designs"),
        ("They earn well in building the stadium.", "stadium", "building"),
        ("He said the red trucks cover 790 miles.", "red trucks", "red trucks cover"),
        ("They shot a wolf outside the zone.", "wolf", "wolf outside"),
        ("She knew of a deadline for closing.", "deadline", "deadline for closing"),
        ("Allied states no longer share intelligence.", None, "longer share intelligence"),
        ("The cloud of the trial spread at least a mile.", "trial", "trial spread"),
        ("He saw the fire victims shouting.", "fire victims", "shouting"),
        ("They pay for driving lessons.", "driving lessons", "driving"),
    ],
)
def test_phrases_name_the_matter_whole(text: str, wanted: str | None, unwanted: str) -> None:
    """Numbers fall out of a phrase, owners in the plural stay in it, and what only looks like a noun ends none."""
    found = phrases(text)
    assert wanted is None or wanted in found
    assert unwanted not in found


@pytest.mark.parametrize(
    ("phrase", "vague"),
    [
        ("talks", False),
        ("talk", True),
        ("march on the statue", False),
        ("March", True),
        ("weekend", True),
        ("dispute", True),
    ],
)
def test_some_heads_say_nothing(phrase: str, *, vague: bool) -> None:
    """Times and words for any quarrel are no topic; talks are, and so is a march that is no month."""
    assert is_vague(phrase) is vague


def test_who_says_it_gives_no_label() -> None:
    """What stands before the word of saying is no matter of the claim."""
    assert label_of("A young harbour pilot said the bell cracked.") == "Bell"


def test_the_spelling_that_stands_more_often_is_the_label() -> None:
    """One claim's other spelling of a name is not chosen over that of two."""
    claims = (
        "Norland demanded that Sorland cede the eastern Karvel district.",
        "Sorland rejected the idea of ceding the eastern Karvel district.",
        "Ilo Prest rejected parts of the plan, such as ceding the Karstartvel district.",
    )
    assert label_of(*claims) == "Karvel district"


def test_somebody_whom_most_claims_speak_of_is_a_topic() -> None:
    """An office that the sides quarrel over names their issue before a detail of one claim does."""
    claims = (
        "Ondrel says the finance ministry must go to the largest party, by custom.",
        "Brask says the finance ministry was promised to her on the first evening.",
        "Tessen says she saw how the finance ministry was offered.",
    )
    assert label_of(*claims) == "Finance ministry"


@pytest.mark.parametrize(
    ("claims", "label"),
    [
        (
            ["Moving the statue would cost 28,000 crowns.", "She said moving the statue would cost 160,000 crowns."],
            "Cost of moving the statue",
        ),
        (
            ["Moving the statue would cost 28,000 crowns.", "The statue cost 900 crowns in 1904."],
            "Cost of the statue",
        ),
        (["Drivers will lose pay for hours not worked.", "No driver's pay for hours is cut."], "Pay"),
    ],
)
def test_costs_are_of_what_is_done(claims: list[str], label: str) -> None:
    """Where doing something to a thing costs it, the label says so; pay for hours is not paying for them."""
    assert label_of(*claims) == label


@pytest.mark.parametrize(
    ("claims", "label"),
    [
        (
            [
                "The Tarn station would close.",
                "Closing the Tarn station costs lives.",
                "He would close the Tarn.",
                "Tarn calls rose.",
            ],
            "Closure of the Tarn station",
        ),
        (["It takes them eleven minutes to arrive.", "She said nine minutes to arrive is long."], None),
    ],
)
def test_the_thing_is_named_in_full(claims: list[str], label: str | None) -> None:
    """Of the things that enough claims hold the longest name is taken, and a time is no thing."""
    assert action_of(claims) == label


def test_whom_one_blames_for_a_thing_is_its_cause() -> None:
    """``Blamed A for B`` speaks of the cause of B, also where B belongs to somebody."""
    claims = ("Ada Orr blames foreign steel for Hargen's troubles.", "Mr Lund blamed poor work for Hargen's troubles.")
    assert label_of(*claims) == "Cause of the troubles"


def test_what_a_thing_causes_is_not_its_cause() -> None:
    """A protest that caused damage was not caused by it, and a person's name takes no article."""
    claims = ("The farm protest caused damage.", "The farm protest caused trivial damage.")
    assert not label_of(*claims).startswith("Cause of the farm protest")
    assert label_of("Cracks caused by blasting grew.", "He saw cracks caused by drought.") == "Cause of cracks"
    assert action_of(["They demanded that Moira Hallett resign."]) == "Resignation of Moira Hallett"


def test_somebody_who_is_only_spoken_of_begins_no_label() -> None:
    """A person's name before ``for`` or ``of`` does not make a topic of what follows."""
    claims = ("Ms Orr waited with Agnes Holm for the ambulance.", "Mr Lund drove Agnes Holm for the ambulance.")
    assert not label_of(*claims).startswith("Agnes Holm for")


@pytest.mark.parametrize(
    ("claims", "label"),
    [
        (
            [
                "She offered to send independent inspectors to the mine.",
                "He accepted the offer to send independent inspectors to the mine.",
                "He said the state had no need of inspectors.",
            ],
            "Inspectors",
        ),
        (
            [
                "She said the firm planned to close the depot and asked suppliers for the cost of moving lathes.",
                "He denied that the firm planned to close the depot and asked suppliers for the cost of moving.",
                "He said no decision about the depot has been taken.",
                "She said the bid came late.",
            ],
            "Closure of the depot",
        ),
        (
            [
                "He said the town pours every third bucket into the clay, water and all.",
                "She said a third of the water is lost.",
                "She said it isn't a third of the water.",
            ],
            "Water",
        ),
        (
            [
                "He said some 240 cubic metres of water come down.",
                "She wants 300 cubic metres of water.",
                "They denied any loss of cubic metres of water.",
            ],
            "Water",
        ),
        (["He refused any exchange of prisoners.", "She offered an exchange of prisoners."], "Exchange of prisoners"),
        (["The firm offered 240 million crowns.", "The pier brought 3 million crowns."], "Sums of money"),
        (["The firm said its cash would last.", "She said flights would go on."], "Cash and flights"),
    ],
)
def test_a_label_names_what_most_claims_are_about(claims: list[str], label: str) -> None:
    """People, a noun or an amount that most claims share come before a detail; where none is shared, two are named."""
    others = ("The town wants a bridge.", "The school lacks a roof.", "The choir sang a hymn.")
    assert label_of(*claims, others=others) == label


def test_a_place_that_fits_anything_stays_out_of_a_label() -> None:
    """Jobs in the country are jobs, and the supplier who is asked for a cost has none."""
    assert "jobs in the country" not in phrases("He said it would save the 6,200 jobs in the country.")
    assert "suppliers for the cost" not in phrases("She had asked suppliers for the cost of moving the lathes.")
    assert "piece of paper" not in phrases("She saw a piece of paper.")
    assert "injection of milligrams" not in phrases("He got an injection of 10 milligrams.")


@pytest.mark.parametrize(
    ("label", "claims", "told"),
    [
        ("Table", ["Norvale urged both towns to return to the table."], "Return to the table"),
        ("Border", ["Orr said Norvale's gauges at the border counted every litre."], "Gauges at the border"),
        ("Winner", ["The league had no view on the winner."], "View on the winner"),
        ("Ticket", ["He was fined for a torn ticket."], "Torn ticket"),
        ("Euros", ["She said up to 3 euros could be paid.", "He ruled out 2 euros."], "Sums of money"),
        ("Tap", ["The firm said it shut the tap on Monday."], "Tap"),
        ("Singers", ["He asked for singers to open the fair."], "Singers"),
        ("Friend", ["She said her hon. friend was right."], "Friend"),
        ("Quay", ["The quay is safe.", "Nobody trusts the quay of the island."], "Quay"),
    ],
)
def test_a_weak_word_is_told_more_fully(label: str, claims: list[str], told: str) -> None:
    """A word alone takes what prepositions tie to it, no day, verb or form of address; one that claims share stays."""
    assert widened(label, [said(1, "A", claim).draft for claim in claims]) == told


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Her hon. Friend spoke of the licence.", "hon"),
        ("It would only restore what they lost.", "restore"),
        ("People whose treatment was late complained.", "whose treatment"),
        ("He promised it a fortnight ago.", "fortnight ago"),
    ],
)
def test_no_phrase_is_a_form_of_address_a_verb_or_a_time(text: str, never: str) -> None:
    """What stands after ``would only``, before a name or before ``ago`` is no topic."""
    assert all(never not in phrase.casefold() for phrase in phrases(text))


def test_a_fuller_label_joins_no_issues() -> None:
    """Which positions are one issue is settled before a label is told more fully."""
    claims = ["The harp stood at the gate of the chapel.", "Tolls rose.", "Orr said the gate of the chapel is open."]
    issues = propose_issues([said(1, "A", claim) for claim in claims], [["A"]] * len(claims))
    assert len({issue.label for issue in issues}) == len(issues)
