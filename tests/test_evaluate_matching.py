from __future__ import annotations

from pathlib import Path

import pytest
from eval_cases import SOURCES, TEXTS, answer, label, made, related, said_relation
from hypothesis import given, settings
from hypothesis import strategies as st

from llmtool.evaluate.cases import Case
from llmtool.evaluate.matching import Likeness, best_assignment, match, predictions
from llmtool.evaluate.names import form, forms, same_holder
from llmtool.evaluate.score import score
from llmtool.schema import Comparison, Party, Position, Span, Speaker


def changed(comparison: Comparison, name: str, **changes: object) -> Comparison:
    """The comparison with one position changed."""
    positions = tuple(p.model_copy(update=changes) if p.id == name else p for p in comparison.positions)
    return comparison.model_copy(update={"positions": positions})


def added(comparison: Comparison, like: str, name: str, **changes: object) -> Comparison:
    """The comparison with one position more, like another."""
    twin = next(p for p in comparison.positions if p.id == like).model_copy(update={"id": name, **changes})
    return comparison.model_copy(update={"positions": (*comparison.positions, twin)})


def span(case: Case, source: str, words: str) -> tuple[Span, ...]:
    """The span of words that stand in a document once."""
    text = next(document.text for document in case.ingested.documents if document.source == source)
    assert text.count(words) == 1
    return (Span(start=text.index(words), end=text.index(words) + len(words), exact=words),)


def best_total(scores: dict[tuple[str, str], int], rows: str, columns: str) -> int:
    """The highest total, by trying everything."""
    if not rows:
        return 0
    row, rest = rows[0], rows[1:]
    chosen = [
        scores[row, column] + best_total(scores, rest, columns.replace(column, ""))
        for column in columns
        if (row, column) in scores
    ]
    return max([best_total(scores, rest, columns), *chosen])


SCORES = st.dictionaries(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz")), st.integers(1, 1_000_000), max_size=14
)


@settings(deadline=None)
@given(SCORES)
def test_the_assignment_is_the_best_there_is(scores: dict[tuple[str, str], int]) -> None:
    """No one-to-one assignment of allowed pairs has a higher total, and none of its pairs was not allowed."""
    found = best_assignment(scores)
    assert all((row, column) in scores for row, column in found.items())
    assert len(set(found.values())) == len(found)
    assert sum(scores[pair] for pair in found.items()) == best_total(scores, "abcde", "vwxyz")


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_labels_and_predictions_does_not_matter(chance: object) -> None:
    """Shuffled labels and shuffled predictions give the same matching."""
    case, comparison = CASE[0], CASE[1]
    golds, predicted = list(case.gold.positions), list(predictions(comparison))
    before = match(case, predicted, Likeness(case))
    chance.shuffle(golds)  # type: ignore[attr-defined]
    chance.shuffle(predicted)  # type: ignore[attr-defined]
    shuffled = Case(**{**vars(case), "gold": case.gold.model_copy(update={"positions": tuple(golds)})})
    assert match(shuffled, predicted, Likeness(shuffled)) == before


CASE: list[object] = []


@pytest.fixture(autouse=True, scope="module")
def _shuffled_case(tmp_path_factory: pytest.TempPathFactory) -> None:
    case = made(tmp_path_factory.mktemp("order") / "ferry")
    wide = span(case, "one.txt", "The pier is sound, the harbour office added, and the fare stays at four crowns.")
    comparison = changed(answer(case, without=["f4"]), "@f3", evidence=wide)
    part = span(case, "one.txt", "run all winter")
    CASE[:] = [case, added(comparison, "@f1", "@part", evidence=part)]


def test_the_same_words_of_another_holder_are_no_match(tmp_path: Path) -> None:
    """A position that is held by someone else is a miss and a false alarm, and the details say who held it."""
    case = made(tmp_path / "ferry")
    result = score(case, changed(answer(case), "@f1", party_id="Islanders"))
    outcome = next(each for each in result.gold if each.gold == "f1")
    assert outcome.outcome == "missed"
    assert outcome.nearest is not None
    assert (outcome.nearest.id, outcome.nearest.why) == ("@f1", "other_holder")
    assert outcome.nearest.detail == "held by Islanders, not Harbour Office"
    assert next(each for each in result.predicted if each.id == "@f1").outcome == "extra"


def test_a_known_speaker_of_a_wrong_side_is_a_match_with_a_wrong_party(tmp_path: Path) -> None:
    """Who speaks is enough to be the same position; the side is then counted as wrong."""
    position = label("f1", "one.txt", "The ferry will run all winter", speaker="Ada Holt")
    case = made(tmp_path / "ferry", positions=[position], relations=[], neutral=[])
    comparison = changed(answer(case), "@f1", party_id="Ada Holt")
    person = Party(id="Ada Holt", name="Ada Holt", kind="person")
    comparison = comparison.model_copy(update={"parties": (*comparison.parties, person)})
    (outcome,) = score(case, comparison).gold
    assert (outcome.outcome, outcome.speaker_right, outcome.party_right) == ("found", True, False)


def test_another_document_is_no_match(tmp_path: Path) -> None:
    """The same claim in another document is another position."""
    case = made(tmp_path / "ferry")
    other = next(document.id for document in case.ingested.documents if document.source == "two.txt")
    evidence = span(case, "two.txt", "Nobody had asked for it")
    result = score(case, changed(answer(case), "@f1", document_id=other, evidence=evidence))
    assert next(each for each in result.gold if each.gold == "f1").outcome == "missed"


def test_a_split_and_a_merge_are_told_from_misses(tmp_path: Path) -> None:
    """A further part of a label is a split; a label inside a prediction that has another label is merged."""
    case = made(tmp_path / "ferry")
    part = span(case, "one.txt", "The ferry will run")
    result = score(case, added(answer(case), "@f1", "@a", evidence=part, claim="The ferry will run."))
    assert {each.id: each.outcome for each in result.predicted}["@a"] == "split"
    assert result.tallies["positions"] == {"p": 7, "P": 8, "r": 7, "R": 7}
    assert result.tallies["positions_loose"] == {"p": 8, "P": 8, "r": 7, "R": 7}

    wide = span(case, "one.txt", "The pier is sound, the harbour office added, and the fare stays at four crowns.")
    result = score(case, changed(answer(case, without=["f4"]), "@f3", evidence=wide))
    assert {each.gold: each.outcome for each in result.gold}["f4"] == "merged"
    assert next(each for each in result.predicted if each.id == "@f3").gold == ("f3", "f4")
    assert result.tallies["positions"] == {"p": 6, "P": 6, "r": 6, "R": 7}
    assert result.tallies["positions_loose"] == {"p": 6, "P": 6, "r": 7, "R": 7}


def test_an_optional_label_is_no_miss_and_no_false_alarm(tmp_path: Path) -> None:
    """With an optional label found or not found the figures of positions are the same."""
    optional = [
        label("f1", "one.txt", "The ferry will run all winter"),
        label("f3", "one.txt", "The pier is sound", optional=True),
    ]
    case = made(tmp_path / "ferry", positions=optional, relations=[], neutral=[])
    for without in ([], ["f3"]):
        result = score(case, answer(case, without=without))
        assert result.tallies["positions"] == {"p": 1, "P": 1, "r": 1, "R": 1}
        assert result.tallies["spans_overlap"] == {"p": 1, "P": 1, "r": 1, "R": 1}


def test_what_a_copy_repeats_stands_for_the_label_of_the_original(tmp_path: Path) -> None:
    """A prediction in a copy is matched with the original's label where only the copy has one, and is else no alarm."""
    story = TEXTS["one.txt"] + (
        "\nThe crossing takes forty minutes in calm weather and twice as long when the wind stands in the sound. "
        "Two boats share the work; the older one was built in 1974 and will be scrapped once its engine gives up.\n"
    )
    texts = {"one.txt": story, "two.txt": story + "\nOur own reporter adds nothing.\n"}
    positions = [label("f1", "one.txt", "The ferry will run all winter")]
    case = made(tmp_path / "ferry", texts=texts, positions=positions, relations=[], neutral=[])
    first, second = (next(d for d in case.ingested.documents if d.source == s["file"]) for s in SOURCES)
    assert second.copy_of == first.id
    both = added(answer(case), "@f1", "@copy", document_id=second.id)
    result = score(case, both)
    assert {each.id: each.outcome for each in result.predicted} == {"@f1": "found", "@copy": "copy"}
    assert result.tallies["positions"] == {"p": 1, "P": 1, "r": 1, "R": 1}

    alone = both.model_copy(update={"positions": both.positions[1:]})
    assert {each.id: each.outcome for each in score(case, alone).predicted} == {"@copy": "found"}


def test_a_relation_of_a_copy_is_the_relation_of_the_original(tmp_path: Path) -> None:
    """Where a copy's position has a label of its own, its relations count as those of the original, and once."""
    story = "".join(
        f"In the {word} year of the harbour nobody counted the boats, and the {word} winter was long.\n\n"
        for word in ("first", "second", "third", "fourth", "fifth", "sixth")
    )
    first = story + "The ferry will run all winter, said the harbour office.\n"
    texts = {"one.txt": first, "two.txt": first, "six.txt": "There will be no winter ferry, the islanders said.\n"}
    sources = [*SOURCES, {"file": "six.txt", "outlet": "Gull", "published": "2026-01-20"}]
    positions = [
        label("f1", "one.txt", "The ferry will run all winter"),
        label("f2", "two.txt", "The ferry will run all winter"),
        label("g1", "six.txt", "There will be no winter ferry", party="Islanders"),
    ]
    case = made(
        tmp_path / "ferry",
        texts=texts,
        sources=sources,
        positions=positions,
        relations=[related("f1", "g1"), related("f2", "g1")],
        neutral=[],
    )
    assert case.originals == {"f2": "f1"}
    assert [(each.a, each.b) for each in case.relations] == [("f1", "g1")]
    right = said_relation(case, "f1", "g1", "contradiction")
    copied = said_relation(case, "f2", "g1", "contradiction")
    for relations in ([right], [copied], [right, copied]):
        result = score(case, answer(case, relations=relations))
        assert result.tallies["relations.clear.firm"] == {"p": 1, "P": 1, "r": 1, "R": 1}


@pytest.mark.parametrize(
    ("words", "why", "detail"),
    [
        ("Nobody had asked for it", "no_overlap", "no shared evidence"),
        ("found cracks in the pier. Nobody had asked for it", "too_far", "is below 0.30"),
    ],
)
def test_a_miss_says_why(tmp_path: Path, words: str, why: str, detail: str) -> None:
    """The nearest prediction comes with the reason that kept it from the label."""
    positions = [label("g3", "two.txt", "A diver found")]
    case = made(tmp_path / "ferry", positions=positions, relations=[], neutral=[])
    comparison = changed(answer(case), "@g3", evidence=span(case, "two.txt", words), claim="Nothing shared.")
    if why == "too_far":
        comparison = changed(comparison, "@g3", evidence=span(case, "two.txt", f"A diver {words}"))
    (outcome,) = score(case, comparison).gold
    assert outcome.outcome == "missed"
    assert outcome.nearest is not None
    assert (outcome.nearest.why, detail in outcome.nearest.detail) == (why, True)


@pytest.mark.parametrize(
    ("ours", "theirs", "others", "same"),
    [
        ("Greta Lunn", "Greta Lunn", (), True),
        ("Lunn", "Greta Lunn", (), True),
        ("Lunn", "Greta Lunn", ("Per Lunn",), False),
        ("Greta Lunn", "Greta Lunn", ("Per Lunn",), True),
        ("Councillor Greta Lunn", "Greta Lunn", ("Per Lunn",), True),
        ("the Parents’ Association", "Parents' Association", (), True),
        ("Mr Hale", "Tobin Hale", (), True),
        ("Greta", "Greta Lunn", (), False),
        ("Council", "Pellbrook Town Council", ("Parish Council",), False),
        ("", "Greta Lunn", (), False),
    ],
)
def test_names_of_one_holder(ours: str, theirs: str, others: tuple[str, ...], same: bool) -> None:
    """A name is another's if it is the same or ends it, and nobody else's would do as well."""
    assert same_holder(forms([ours]), forms([theirs]), forms(others)) is same


def test_articles_and_titles_do_not_make_a_name() -> None:
    """They are left aside, but a name of nothing else stays."""
    assert form("The Dr. Ines Karrow") == ("ines", "karrow")
    assert form("The A") == ("a",)


def test_an_unknown_speaker_is_right_only_where_the_label_has_none(tmp_path: Path) -> None:
    """No speaker is right for a label without one, and wrong for a label with one, whatever the side."""
    case = made(tmp_path / "ferry")
    likeness = Likeness(case)
    by_id = {each.position.id: each for each in predictions(answer(case))}
    golds = {gold.id: gold for gold in case.gold.positions}
    assert likeness.speaker_right(golds["f1"], by_id["@f1"])
    assert not likeness.speaker_right(golds["f2"], by_id["@f1"])
    assert not likeness.pair(golds["g2"], by_id["@g2"]).speaker
    assert isinstance(by_id["@f2"].speaker, Speaker)
    assert isinstance(by_id["@f2"].position, Position)
