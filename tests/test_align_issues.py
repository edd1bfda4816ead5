from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest
from align_cases import document, said
from hypothesis import given, settings
from hypothesis import strategies as st

from llmtool.align import propose, resolve
from llmtool.align.issues.discourse import Place, places_of
from llmtool.align.issues.grouping import Limits, group
from llmtool.align.issues.items import items_of
from llmtool.align.issues.labels import labels
from llmtool.align.issues.likeness import LONGEST, NEIGHBOURS, SMALL, likenesses
from llmtool.align.issues.phrases import phrases
from llmtool.align.issues.propose import group_positions, question_of, read_items
from llmtool.align.issues.stances import stance_of
from llmtool.drafts import AlignmentDraft, GroundedDraft, IssueDraft
from llmtool.schema import Modality, Stance

CLAIMS = [
    ("council", "The council said the rent will rise by 4 percent in March."),
    ("union", "The union said the rent must not rise at all."),
    ("council", "The council called the rent increase unavoidable."),
    ("union", "The union said a rent increase of 4 percent is more than wages rose."),
    ("council", "The council said the lifts in Mill Street were inspected in May."),
    ("union", "The union said nobody has inspected the lifts for two years."),
    ("union", "The union said two lifts in Mill Street stand still since Easter."),
    ("council", "The council apologised for letters that went to the wrong address."),
    ("union", "The union said an apology for the letters is not enough."),
]


def proposed() -> tuple[IssueDraft, ...]:
    grounded = [said(1, speaker, claim, party=speaker, start=n) for n, (speaker, claim) in enumerate(CLAIMS)]
    return propose(grounded, [document(1)]).issues


def test_positions_about_one_thing_share_an_issue() -> None:
    """Rent, lifts and the apology are three issues, whoever speaks."""
    groups = sorted(sorted(issue.stances) for issue in proposed())
    assert groups == [[1, 2, 3, 4], [5, 6, 7], [8, 9]]


def test_labels_name_what_the_positions_share() -> None:
    """A label holds a word of its topic, no party's name, and at most six words; questions take no side."""
    found = {tuple(sorted(issue.stances)): issue for issue in proposed()}
    for numbers, word in (((1, 2, 3, 4), "rent"), ((5, 6, 7), "lifts|inspect"), ((8, 9), "apolog|letters")):
        label = found[numbers].label
        assert re.search(word, label.casefold()), label
        assert not re.search("council|union", label.casefold()), label
        assert len(label.split()) <= 6
        assert re.fullmatch(
            f"Where does each side stand on (the )?{label[0].lower() + label[1:]}\\?", found[numbers].question
        )


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("She demanded a written apology from the mayor.", "written apology", "demanded a written apology"),
        ("They discussed the cost of the bypass.", "cost of the bypass", "discussed the cost"),
        ("There’s accession to NATO.", "accession to NATO", "There’s accession"),
        ("It is ready to go.", None, "ready to go"),
        ("The plant was closed.", "plant", "plant was"),
        ("The hardest points can only be settled last.", "hardest points", "hardest"),
        ("The lake was full.", "lake", "lake full"),
    ],
)
def test_phrases_are_noun_phrases(text: str, wanted: str | None, unwanted: str) -> None:
    """No verbs and no function words but one link inside, so that a phrase can stand as a label."""
    found = phrases(text)
    assert wanted is None or wanted in found
    assert unwanted not in found


def test_two_groups_take_different_labels_while_there_are_any() -> None:
    """Groups with the same words get two labels; where there is only one they are one issue."""
    drafts = [said(1, "A", "The rent of the stalls rises.").draft]
    found = labels([drafts, drafts], [])
    assert len(set(found)) == 2
    grounded = [said(number, f"{number}", "The rent rises.", party=f"{number}") for number in (1, 2)]
    assert len(propose(grounded, [document(1), document(2)]).issues) == 1


@pytest.mark.parametrize(
    ("claims", "label", "question"),
    [
        (
            ["The depot has 14 buses.", "The union counted 11 buses.", "Nine buses run on gas, she said."],
            "Number of buses",
            "How many buses?",
        ),
        (
            ["The roof will cost 4 million.", "She said the roof would cost twice that."],
            "Cost of the roof",
            "What is the cost of the roof?",
        ),
        (
            ["Norvale will keep its bid to join the league.", "The bid to join the league is dead."],
            "Bid to join the league",
            "Where does each side stand on the bid to join the league?",
        ),
        (["The buses run.", "The buses stand still."], "Buses", "Where does each side stand on the buses?"),
        (
            ["He called for a recount.", "A recount is a waste."],
            "Recount",
            "Where does each side stand on the recount?",
        ),
        (
            ["The cracks were caused by blasting.", "Dry summers caused the cracks.", "He saw cracks in May."],
            "Cause of the cracks",
            "What is the cause of the cracks?",
        ),
        (
            ["The mill must pay for the repairs.", "The town will pay for the repairs.", "Repairs cost 4 million."],
            "Who pays for the repairs",
            "Who pays for the repairs?",
        ),
        (
            ["The bridge will reopen in May.", "The bridge stays closed until August and reopens then."],
            "Reopening of the bridge",
            "What does each side say about the reopening of the bridge?",
        ),
        (
            ["The start of the work is 3 May.", "The start of the work was put off until June."],
            "Start of the work",
            "What does each side say about the start of the work?",
        ),
        (
            ["The rent is due.", "He wants a freeze on the rent.", "The freeze will come."],
            "Freeze on the rent",
            "Where does each side stand on the freeze on the rent?",
        ),
    ],
)
def test_labels_say_what_is_asked(claims: list[str], label: str, question: str) -> None:
    """Things that are counted or priced are asked for in so many words; other labels are what the claims share."""
    drafts = [said(1, str(number), claim).draft for number, claim in enumerate(claims)]
    (found,) = labels([drafts], [])
    assert found == label
    assert question_of(found, drafts) == question


@pytest.mark.parametrize(
    "claim",
    [
        "It was a good day for stubborn people.",
        "The hardest points come last.",
        "It is open from 8 a.m. on.",
        "The Maren struck.",
        "Anyone may come.",
    ],
)
def test_no_label_is_half_a_phrase(claim: str) -> None:
    """An adjective whose noun says nothing, a superlative, a verb, a pronoun and a clock's letters are no labels."""
    assert not {"stubborn", "hardest", "a.m", "Maren struck", "struck", "Anyone"} & set(phrases(claim))


@pytest.mark.parametrize(
    ("claim", "phrase"),
    [
        ("The company blamed counterfeit chargers.", "blamed counterfeit chargers"),
        ("A third of the seats are empty.", "third of the seats"),
        ("It freed those convicted of the bombing.", "convicted of the bombing"),
        ("It is open to a U.S. offer and to a U.S.", "open to a U.S"),
        ("The two ships were miles apart.", "miles apart"),
        ("They want the wages of a four-day week.", "wages of a four-day"),
        ("The union said they froze recruitment last spring.", "froze recruitment"),
        ("The keeper said the flood swept fences off.", "swept fences"),
        ("The board said the new centre is a town away from here.", "town away"),
    ],
)
def test_what_is_no_noun_phrase_is_no_label(claim: str, phrase: str) -> None:
    """What a side did, a part of a thing, a participle, an adverb and half a compound head or end no phrase."""
    assert phrase not in phrases(claim)


def test_no_label_is_a_speaker() -> None:
    """Where most claims begin with one holder's office and name, these are still not what they are about."""
    claims = [f"Harbour Minister Ada Crewe said the fog signal {what}." for what in ("is old", "is loud", "broke")]
    drafts = [said(1, "Ada Crewe", claim).draft for claim in claims]
    assert labels([drafts], ["Ada Crewe", "Port of Merrow"]) == ["Fog signal"]


def test_a_word_that_says_little_gives_way_to_what_the_words_are_about() -> None:
    """A vague noun that all share comes after the field that they speak about."""
    claims = ["We asked no person to leave.", "Not one person was evicted.", "A person got notice to vacate."]
    assert labels([[said(1, "A", claim).draft for claim in claims]], []) == ["Orders to leave"]


def test_a_bare_remark_stays_with_what_it_is_about() -> None:
    """``She called it unacceptable`` goes to the issue of what the same voice said just before."""
    grounded = [
        said(1, "Ada Lind", "Ada Lind opposed the accession of Norvale to the customs treaty.", start=0),
        said(1, "Ada Lind", "She called it unacceptable.", start=90),
        said(1, "Omar Bell", "Omar Bell said the harbour wall needs repair before winter storms.", start=400),
        said(2, "Omar Bell", "Omar Bell welcomed the accession to the customs treaty.", start=0),
        said(2, "Ada Lind", "Ada Lind said the wall withstands winter storms without any repair.", start=90),
    ]
    issues = propose(grounded, [document(1), document(2)]).issues
    assert sorted(sorted(issue.stances) for issue in issues) == [[1, 2, 4], [3, 5]]


@pytest.mark.parametrize(
    ("claim", "modality", "stance"),
    [
        ("The union welcomes the plan.", Modality.ASSERTS, Stance.FAVOR),
        ("The union rejects the plan.", Modality.ASSERTS, Stance.AGAINST),
        ("The union does not support the plan.", Modality.ASSERTS, Stance.AGAINST),
        ("The union supports the goal but rejects the plan.", Modality.ASSERTS, Stance.MIXED),
        ("The plan has 28 pages.", Modality.ASSERTS, Stance.NONE),
        ("The council took the money.", Modality.DENIES, Stance.AGAINST),
        ("The council must publish the plan.", Modality.DEMANDS, Stance.FAVOR),
        ("The council must not publish the plan.", Modality.DEMANDS, Stance.AGAINST),
        ("The site was not sold below its value.", Modality.DENIES, Stance.NONE),
        ("The bridge will cost two million.", Modality.PREDICTS, Stance.NONE),
        ("The union refused to drop its claim to the quay.", Modality.ASSERTS, Stance.FAVOR),
        ("An inquiry is not needed.", Modality.ASSERTS, Stance.AGAINST),
    ],
)
def test_stances_follow_cue_words(claim: str, modality: Modality, stance: Stance) -> None:
    """Cue words decide, a negation turns them, and without a cue there is no stance."""
    assert stance_of(claim, modality) is stance


def test_a_faulty_proposal_is_made_whole() -> None:
    """Numbers out of range, twice or missing, empty and equal labels: each position still gets exactly one issue."""
    grounded = [said(1, speaker, claim, party=speaker, start=n) for n, (speaker, claim) in enumerate(CLAIMS)]
    none = Stance.NONE
    draft = AlignmentDraft(
        issues=(
            IssueDraft(
                "Rent increase", "Should the rent rise?", {1: Stance.FAVOR, 2: Stance.AGAINST, 99: none, 0: none}
            ),
            IssueDraft("rent increase", "", {2: none, 3: Stance.FAVOR}),
            IssueDraft("  ", " ", {5: none, 6: none}),
            IssueDraft("Nothing", "Nothing?", {1: none}),
        )
    )
    aligned = resolve(grounded, draft, [document(1)], None)
    issues = {issue.id: issue for issue in aligned.issues}
    of = {position.evidence[0].start + 1: issues[position.issue_id] for position in aligned.positions}
    stances = {position.evidence[0].start + 1: position.stance for position in aligned.positions}
    assert sorted(of) == list(range(1, 10))
    assert of[1] == of[2] == of[3] == of[4]
    assert of[1].question == "Should the rent rise?"
    assert stances[2] is Stance.AGAINST
    assert of[5] == of[6] == of[7]
    assert of[8] == of[9] not in (of[1], of[5])
    assert all(issue.label.strip() and issue.question.strip() for issue in aligned.issues)
    assert "Nothing" not in {issue.label for issue in aligned.issues}


def test_issues_are_sorted_by_independent_documents() -> None:
    """An issue in two documents comes before one in a document and its copy."""
    documents = [document(1), document(2, copy_of="d-1"), document(3)]
    grounded = [
        said(1, "A", "About alpha.", start=0),
        said(2, "A", "About alpha.", start=0),
        said(1, "A", "About beta.", start=1),
        said(3, "A", "About beta.", start=1),
    ]
    draft = AlignmentDraft(
        issues=(
            IssueDraft("Alpha", "Alpha?", {1: Stance.NONE, 2: Stance.NONE}),
            IssueDraft("Beta", "Beta?", {3: Stance.NONE, 4: Stance.NONE}),
        )
    )
    assert [issue.label for issue in resolve(grounded, draft, documents, None).issues] == ["Beta", "Alpha"]


def test_large_inputs_are_grouped_without_all_pairs() -> None:
    """Above the limit each position keeps few neighbours, a word of most brings back nobody, groups come out."""
    topics = 50
    items = [
        frozenset((f"wtopic{n % topics}", f"wmore{n % topics}", f"wown{n}", "weverywhere")) for n in range(SMALL + 200)
    ]
    places = [Place(f"d-{n}", 0, 1) for n in range(len(items))]
    near = likenesses(items, [str(n % 2) for n in range(len(items))], places)
    assert len(items) > LONGEST
    assert all({other % topics for other in own} == {n % topics} for n, own in enumerate(near))
    assert max(map(len, near)) <= 2 * NEIGHBOURS
    groups = group(near, Limits(0.05, 0.05))
    assert sorted(number for each in groups for number in each) == list(range(len(items)))
    assert Counter(len({number % topics for number in each}) for each in groups) == {1: topics}


def test_vectors_tie_what_shares_no_word() -> None:
    """Two positions whose vectors point the same way are likelier one issue than two whose vectors don't; without
    vectors, those that share nothing are not tied at all.
    """
    items = [frozenset((f"wword{n}",)) for n in range(3)]
    places = [Place(f"d-{n}", 0, 9) for n in range(3)]
    near = likenesses(items, list("abc"), places, [(1.0, 0.0), (0.9, 0.43589), (0.0, 1.0)])
    assert near[0].get(1, 0.0) > near[0].get(2, 0.0)
    assert near[0][1] == near[1][0]
    assert likenesses(items, list("abc"), places) == [{}, {}, {}]


def test_vectors_count_among_many_positions_too() -> None:
    """Above the limit, where only pairs that share a word are weighed, the vectors still tell them apart."""
    items = [frozenset((f"wtopic{n // 3}", f"wown{n}")) for n in range(SMALL + 3)]
    places = [Place(f"d-{n}", 0, 9) for n in range(len(items))]
    near = likenesses(
        items, ["a"] * len(items), places, [(float(n % 3 < 2), float(n % 3 == 2)) for n in range(len(items))]
    )
    assert near[0][1] > near[0].get(2, 0.0)
    assert set(near[0]) <= {1, 2}


WORDS = "harbour dues rise pilots strike dredging cost wall repair vote council report winter ferry fog signal".split()
SIDES = ("Port of Merrow", "Pilots' Guild", "Ada Crewe")


@st.composite
def disputes(draw: st.DrawFn) -> list[GroundedDraft]:
    """Positions of up to four documents, each with its own place."""
    claims = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=2, max_size=7).map(" ".join), max_size=14))
    return [
        said(draw(st.integers(1, 4)), side, f"{side} said the {claim}.", party=side, start=number * 70)
        for number, claim in enumerate(claims)
        for side in (draw(st.sampled_from(SIDES)),)
    ]


@given(disputes(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_positions_changes_no_group(grounded: list[GroundedDraft], random: Random) -> None:
    """The same positions in another order, documents mixed, are grouped the same, with the same labels."""

    def found(own: list[GroundedDraft]) -> set[tuple[str, frozenset[int]]]:
        issues = propose(own, [document(n) for n in range(1, 5)]).issues
        return {(each.label, frozenset(own[n - 1].evidence[0].start for n in each.stances)) for each in issues}

    mixed = grounded[:]
    random.shuffle(mixed)
    assert found(mixed) == found(grounded)


def test_who_speaks_glues_nothing_together() -> None:
    """The holder's own name, and that of its side, tie no two positions."""
    own = frozenset(("merrow", "port"))
    assert items_of("Port of Merrow said the fog signal works.", "", own, own) == {
        "wfog",
        "wsignal",
        "wwork",
        "pfog signal",
        "psignal work",
    }
    grounded = [
        said(1, "Ada Crewe", "Ada Crewe said the fog signal is broken.", start=0),
        said(1, "Ada Crewe", "Ada Crewe said pilots earn too little.", start=900),
        said(2, "Ada Crewe", "Ada Crewe said the dredging ruins the oyster beds.", start=0),
    ]
    assert len(group_positions(grounded, [("Ada Crewe",)] * 3, {})) == 3


def test_what_is_left_alone_joins_the_nearest_group() -> None:
    """A position too far for an issue of its own pair joins the nearest one, unless that is too far as well."""
    near: list[dict[int, float]] = [{1: 0.5}, {0: 0.5, 2: 0.3}, {1: 0.3, 4: 0.1}, {4: 0.5}, {3: 0.5, 2: 0.1}, {}]
    assert group(near, Limits(0.2, 0.14)) == [[0, 1, 2], [3, 4], [5]]
    assert group(near, Limits(0.2, 0.2)) == [[0, 1], [2], [3, 4], [5]]
    assert group(near, Limits(0.2, 0.2), [(5, 0), (4, 5)]) == [[0, 3, 4, 5], [1, 2]]
    assert group(near, Limits(9, 9), [(5, 2)]) == [[0], [1], [2, 5], [3], [4]]


def test_a_word_of_a_name_that_is_written_small_is_a_topic() -> None:
    """What a Fire Service says of fires is about fires; its own name is nothing it talks about."""
    texts = [("The Fire Service counted 17 fires since May.", ""), ("The maker knows of six fires.", "")]
    service, maker = read_items(texts, [("Fire Service",), ("Maker",)])
    assert {"nfire", "qfire"} <= service & maker
    assert not {item for item in service if item[1:] == "servic"}


@pytest.mark.parametrize(
    ("claim", "item"),
    [
        ("The vote is on 25 March.", "tmonth"),
        ("Lessons begin at 9.10.", "tclock"),
        ("It sold 8,400 of the batteries.", "qbatteri"),
        ("Only three lorries came.", "qlorri"),
        ("No tenant was told to leave.", "qtenant"),
        ("They pay 7.5 percent.", "#7.5"),
        ("They pay 7.5 percent.", "qpercent"),
        ("The child benefit ends.", "pchild benefit"),
    ],
)
def test_items_tell_what_is_counted(claim: str, item: str) -> None:
    """A figure, a number in words or ``no`` marks what it counts, so that two counts of one thing meet."""
    assert item in items_of(claim, "", frozenset(), frozenset())


def test_years_are_no_figures() -> None:
    """Two positions that name one year need not speak of one thing."""
    assert not {item for item in items_of("It ends in 2031.", "", frozenset(), frozenset()) if item[0] == "#"}


def near_by(second: Place, sides: tuple[str, str] = ("a", "b")) -> float:
    """How likely a position at 0 to 10 of document ``d`` and the one at ``second`` are about one issue."""
    items = [frozenset(("wfog", "wsignal")), frozenset(("wfog", "whorn")), frozenset(("wtide",))]
    return likenesses(items, [*sides, "c"], [Place("d", 0, 10), second, Place("e", 0, 9)])[0].get(1, 0.0)


def test_neighbours_in_a_paragraph_are_likelier_one_issue() -> None:
    """Who speaks next tells most in one paragraph, less in the next one, and nothing from far away."""
    answer, reply = Place("d", 30, 40, answers=True), Place("d", 30, 40)
    next_one, far = Place("d", 30, 40, first=1, last=1), Place("d", 5000, 5010)
    found = [near_by(place) for place in (answer, reply, next_one, far)]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)


def test_one_side_that_goes_on_may_speak_of_something_else() -> None:
    """A paragraph in which another side speaks next is likelier about one thing than one in which nobody else does."""
    place = Place("d", 30, 40, answers=True)
    assert near_by(place) > near_by(place, ("a", "a")) > near_by(Place("d", 5000, 5010), ("a", "a"))


def test_a_document_seldom_comes_back_to_an_issue() -> None:
    """Two positions that stand apart in one document are less alike than the same two in two documents."""
    items = [frozenset(("wfog", "wsignal")), frozenset(("wtide",)), frozenset(("wmud",)), frozenset(("wfog", "whorn"))]

    def likeness(last: str) -> float:
        places = [*(Place("d", 9 * n, 9 * n + 5) for n in range(3)), Place(last, 900, 905)]
        return likenesses(items, list("abca"), places)[0].get(3, 0.0)

    assert likeness("e") > likeness("d") > 0


def test_paragraphs_are_read_from_the_text() -> None:
    """A place tells the paragraphs that it begins and ends in, and whether its claim answers somebody."""
    text = "The dues rise.\n\nThe pilots denied it."
    grounded = [said(1, "Port", "Port said the dues rise.", start=4), said(1, "Pilots", "Pilots denied it.", start=20)]
    first, second = places_of(grounded, {"d-1": text})
    assert (first.first, first.last, first.answers) == (0, 0, False)
    assert (second.first, second.last, second.answers) == (2, 2, True)
    assert places_of(grounded, {})[1].first == 0


def test_a_denial_stays_with_what_it_denies() -> None:
    """A reply that shares no word joins the issue of what it follows in the paragraph, not one of a paragraph away."""
    texts = (
        "Port said the winter ferry earned nothing.",
        "Pilots countered that three times as many people now cross.",
        "Council said the museum roof leaks.",
        "Keeper said the museum roof was mended in May.",
    )
    claims = [(text.split()[0], text) for text in texts]
    text = f"{texts[0]} {texts[1]}\n\n{texts[2]} {texts[3]}"
    grounded = [said(1, who, claim, party=who, start=text.index(claim)) for who, claim in claims]
    groups = sorted(sorted(issue.stances) for issue in propose(grounded, [document(1, text)]).issues)
    assert groups == [[1, 2], [3, 4]]


def test_an_abbreviation_with_points_is_no_trouble() -> None:
    """A name such as "H.B.A" is one word in the claim and never two in a label."""
    claims = ["Twelve pubs reported their rents to the H.B.A", "Three pubs reported late rents to the H.B.A"]
    grounded = [said(1, "clerk", claim, party="clerk", start=n) for n, claim in enumerate(claims)]
    assert "A" not in {issue.label.split()[-1] for issue in propose(grounded, [document(1)]).issues}
