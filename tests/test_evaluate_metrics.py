from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from eval_cases import POSITIONS, RELATIONS, answer, label, made, related, said_relation, write_case

from llmtool.errors import InputError
from llmtool.evaluate import agreement, details, differences, dump, gather, overview, run_case
from llmtool.evaluate.cases import Case, load_case
from llmtool.evaluate.metrics import figures, figures_of, kappa, macro_f1, precision_recall
from llmtool.evaluate.results import Run, prf
from llmtool.evaluate.score import score
from llmtool.evaluate.spans import Stretch, span_tallies
from llmtool.ingest import Ingested
from llmtool.schema import Comparison, Failure, Relation, Span

_BAD = ("splits", "merges", "neutral_flagged", "failures", "labels_lost", "_called_", "tokens", "cost", "forbidden")
"""Figures that are best at zero."""


def test_a_perfect_answer_is_one_everywhere(tmp_path: Path) -> None:
    """The comparison that says what the labels say has 1 in every figure that measures anything, and 0 in bad ones."""
    case = made(tmp_path / "ferry")
    found = figures_of(score(case, answer(case)).tallies)
    for name, figure in found.items():
        if figure.n:
            assert figure.value == (0.0 if any(bad in name for bad in _BAD) else 1.0), name
    assert found["positions.f1"].n == 7
    assert found["relations.clear.firm.f1"].n == 3
    assert found["verdicts"].n == 1
    assert details(case, score(case, answer(case))) == ""


def test_an_empty_answer_to_labels_is_zero(tmp_path: Path) -> None:
    """Nothing predicted where something is labelled: recall and F1 are 0, precision measures nothing."""
    case = made(tmp_path / "ferry")
    found = figures_of(score(case, answer(case, without=[gold.id for gold in case.gold.positions])).tallies)
    for name in ("positions", "spans_exact", "spans_overlap", "relations.clear.any"):
        assert (found[f"{name}.precision"].value, found[f"{name}.recall"].value) == (None, 0.0), name
        assert found[f"{name}.f1"].value == 0.0
    assert found["verdicts"].value == 0.0
    assert found["speaker"].value is None


def test_empty_against_empty_is_not_scored(tmp_path: Path) -> None:
    """A case with no labels and no predictions has no value anywhere, rather than 0 or 1."""
    case = made(tmp_path / "ferry", positions=[], relations=[], neutral=[])
    found = figures_of(score(case, answer(case)).tallies)
    assert {figure.value for name, figure in found.items() if not name.startswith(("failures", "tokens", "cost"))} == {
        None
    }


@pytest.mark.parametrize(
    ("tally", "precision", "recall", "f1"),
    [
        (prf(3, 4, 3, 6), 0.75, 0.5, 0.6),
        (prf(0, 4, 0, 6), 0.0, 0.0, 0.0),
        (prf(0, 0, 0, 6), None, 0.0, 0.0),
        (prf(0, 4, 0, 0), 0.0, None, 0.0),
        (prf(0, 0, 0, 0), None, None, None),
        (prf(2, 4, 3, 3), 0.5, 1.0, 2 / 3),
    ],
)
def test_precision_recall_f1(tally: dict[str, float], precision: float, recall: float, f1: float) -> None:
    """The table of what they are, with a value only where something was measured."""
    assert [value for value, _ in precision_recall(tally)] == [
        each if each is None else pytest.approx(each) for each in (precision, recall, f1)
    ]


def test_macro_f1_and_kappa_by_hand() -> None:
    """Both against figures worked out on paper."""
    assert macro_f1({"a|a": 2, "a|b": 1, "b|b": 1}) == (pytest.approx((0.8 + 2 / 3) / 2), 4)
    assert macro_f1({"a|a": 2, "a|c": 1}) == (pytest.approx((0.8 + 0.0) / 2), 3)
    assert macro_f1({}) == (None, 0)
    assert kappa({"x|x": 20, "x|y": 5, "y|x": 10, "y|y": 15}) == (pytest.approx(0.4), 50)
    assert kappa({"x|x": 9}) == (None, 9)
    assert kappa({}) == (None, 0)


def spans(*places: tuple[int, int]) -> tuple[Span, ...]:
    text = "“The bridge is safe.” He said so, twice."
    return tuple(Span(start=start, end=end, exact=text[start:end]) for start, end in places)


def test_span_figures_by_hand() -> None:
    """Quotation marks and points at the ends don't make evidence differ; half an overlap counts half."""
    labelled = [Stretch("a", spans((1, 20))), Stretch("a", spans((22, 32)))]
    predicted = [Stretch("a", spans((0, 21))), Stretch("a", spans((27, 37))), Stretch("b", spans((1, 20)))]
    found = span_tallies(labelled, predicted)
    assert found["spans_exact"] == {"p": 1, "P": 3, "r": 1, "R": 2}
    assert found["spans_overlap"]["p"] == pytest.approx(19 / 21 + 0.5 + 0)
    assert found["spans_overlap"]["r"] == pytest.approx(1.0 + 0.5)
    assert (found["spans_overlap"]["P"], found["spans_overlap"]["R"]) == (3, 2)


def test_b_cubed_by_hand(tmp_path: Path) -> None:
    """Two issues of two positions thrown together: precision one half, recall one; another right issue repairs it."""
    positions = [
        label("f1", "one.txt", "The ferry will run all winter", issue="a"),
        label("f2", "one.txt", "The last boat leaves at six", issue="a"),
        label("f3", "one.txt", "The pier is sound", issue="b"),
        label("f4", "one.txt", "the fare stays at four crowns", issue="b"),
    ]
    for alternatives, precision in (({}, 0.5), ({"issue": ["b"]}, (1 + 0.5 + 0.75 + 0.75) / 4)):
        changed = [{**positions[0], "alternatives": alternatives}, *positions[1:]]
        case = made(tmp_path / "ferry", positions=changed, relations=[], neutral=[])
        right = answer(case)
        together = [position.model_copy(update={"issue_id": "a"}) for position in right.positions]
        found = figures_of(score(case, right.model_copy(update={"positions": tuple(together)})).tallies)
        assert found["issues.precision"].value == pytest.approx(precision)
        assert found["issues.recall"].value == 1.0


def test_missed_and_added_positions_by_hand(tmp_path: Path) -> None:
    """Five of seven found and nothing else: precision 1, recall 5/7; relations of what is missing are unreachable."""
    case = made(tmp_path / "ferry")
    result = score(case, answer(case, without=["f1", "g3"]))
    assert result.tallies["positions"] == {"p": 5, "P": 5, "r": 5, "R": 7}
    assert [each.outcome for each in result.relations] == ["unreachable", "found", "unreachable"]
    assert result.tallies["relations.clear.any"] == {"p": 1, "P": 1, "r": 1, "R": 3}
    assert result.parties["Harbour Office"] == {"p": 3, "P": 3, "r": 3, "R": 4}


def test_alternatives_are_as_right_as_the_label(tmp_path: Path) -> None:
    """A stance that the label allows counts as right; one that it doesn't counts as wrong."""
    for allowed, share in ((["none"], 1.0), ([], 0.0)):
        position = label("f1", "one.txt", "The ferry will run all winter", stance="favor")
        position["alternatives"] = {"stance": allowed}
        case = made(tmp_path / "ferry", positions=[position], relations=[], neutral=[])
        right = answer(case)
        flat = tuple(each.model_copy(update={"stance": "none"}) for each in right.positions)
        found = figures_of(score(case, right.model_copy(update={"positions": flat})).tallies)
        assert found["stance.accuracy"].value == share


def judged(case: Case, *relations: Relation) -> dict[str, str]:
    result = score(case, answer(case, relations=relations))
    return {each.id: each.outcome for each in result.predicted_relations}


def test_what_a_predicted_relation_is(tmp_path: Path) -> None:
    """Right, mislabelled, neutral or false, by the labels of its pair, in either direction."""
    case = made(tmp_path / "ferry")
    found = judged(
        case,
        said_relation(case, "g1", "f1", "contradiction"),
        said_relation(case, "f4", "g2", "contradiction", certainty="possible"),
        said_relation(case, "f1", "f2", "agreement"),
        said_relation(case, "f4", "f3", "agreement"),
    )
    assert list(found.values()) == ["right", "mislabelled", "neutral", "false"]


def test_relation_figures_by_hand(tmp_path: Path) -> None:
    """Firm alone and firm with possible; by label; what was flagged; a change that was called a contradiction."""
    case = made(tmp_path / "ferry")
    relations = (
        said_relation(case, "f1", "g1", "contradiction"),
        said_relation(case, "f4", "g2", "contradiction", certainty="possible"),
        said_relation(case, "f1", "f2", "contradiction", certainty="possible"),
    )
    result = score(case, answer(case, relations=relations))
    sums = result.tallies
    assert sums["relations.clear.firm"] == {"p": 1, "P": 1, "r": 1, "R": 3}
    assert sums["relations.clear.any"] == {"p": 1, "P": 3, "r": 1, "R": 3}
    assert sums["relations.clear.any.contradiction"] == {"p": 1, "P": 3, "r": 1, "R": 2}
    assert sums["relations.clear.any.change"] == {"p": 0, "P": 0, "r": 0, "R": 1}
    assert sums["relations.clear.any.cross_party"] == {"p": 1, "P": 2, "r": 1, "R": 1}
    assert sums["neutral_flagged.firm"] == {"x": 0, "n": 2}
    assert sums["neutral_flagged.any"] == {"x": 1, "n": 2}
    assert sums["change_called_contradiction.any"] == {"x": 1, "n": 1}
    assert sums["change_called_contradiction.firm"] == {"x": 0, "n": 0}
    assert [each.outcome for each in result.relations] == ["found", "mislabelled", "missed"]
    assert gather([result], engine="offline").confusion == {
        "change": {"contradiction": 1},
        "contradiction": {"contradiction": 1, "none": 1},
        "none": {"contradiction": 1},
    }


def test_an_unclear_pair_counts_neither_way(tmp_path: Path) -> None:
    """Predicted or not, with this label or that one, an unclear pair leaves the clear figures as they are."""
    unclear = [related("f1", "g1", clear=False), *RELATIONS[1:]]
    case = made(tmp_path / "ferry", relations=unclear)
    rest = [said_relation(case, gold.a, gold.b, gold.label) for gold in case.gold.relations[1:]]
    clear = []
    for more in ([], ["contradiction"], ["agreement"]):
        extra = [said_relation(case, "f1", "g1", name) for name in more]
        result = score(case, answer(case, relations=[*rest, *extra]))
        assert not extra or result.predicted_relations[-1].outcome == "unclear"
        clear.append({name: tally for name, tally in result.tallies.items() if "clear" in name})
        assert figures_of(result.tallies)["verdicts"].value is None
    assert clear[0] == clear[1] == clear[2]
    assert clear[0]["relations.clear.any"] == {"p": 2, "P": 2, "r": 2, "R": 2}


def test_relations_of_merged_and_split_positions_reach_their_labels(tmp_path: Path) -> None:
    """A relation counts by any label that its position stands for, and a second one on the same labels repeats it."""
    case = made(tmp_path / "ferry")
    right = answer(case)
    text = next(each.text for each in case.ingested.documents if each.source == "one.txt")
    start = text.index("run all winter")
    part = Span(start=start, end=start + 14, exact="run all winter")
    twin = right.positions[0].model_copy(update={"id": "@part", "evidence": (part,), "claim": "It runs all winter."})
    again = said_relation(case, "f1", "g1", "contradiction", id="@z", a="@part")
    split = right.model_copy(update={"positions": (*right.positions, twin), "relations": (*right.relations, again)})
    result = score(case, split)
    assert [each.outcome for each in result.predicted_relations] == ["right", "right", "right", "repeat"]
    assert result.tallies["relations.clear.any"] == {"p": 3, "P": 3, "r": 3, "R": 3}


def test_relations_of_positions_without_a_label_are_false_alarms(tmp_path: Path) -> None:
    """A relation with a position that nobody labelled is false, and its key names the place."""
    case = made(tmp_path / "ferry")
    right = answer(case)
    text = next(each.text for each in case.ingested.documents if each.source == "two.txt")
    start = text.index("Nobody had asked")
    loose = Span(start=start, end=start + 16, exact="Nobody had asked")
    extra = right.positions[-1].model_copy(update={"id": "@extra", "evidence": (loose,), "claim": "Nobody asked."})
    relation = said_relation(case, "f1", "g1", "contradiction", id="@r", b="@extra")
    result = score(case, right.model_copy(update={"positions": (*right.positions, extra), "relations": (relation,)}))
    (found,) = result.predicted_relations
    assert (found.outcome, found.gold, found.key) == ("false", None, f"f1|two.txt:{start}")


@pytest.mark.parametrize(
    ("names", "share"),
    [(["contradiction"], 1.0), (["agreement"], 0.0), ([], 0.0), (["change"], 0.0)],
)
def test_verdicts_follow_from_relations(tmp_path: Path, names: Sequence[str], share: float) -> None:
    """One labelled verdict, disagree: right only where the firm relations give the same."""
    case = made(tmp_path / "ferry")
    relations = [said_relation(case, "f1", "g1", name) for name in names]
    assert figures_of(score(case, answer(case, relations=relations)).tallies)["verdicts"].value == share
    possible = [said_relation(case, "f1", "g1", name, certainty="possible") for name in names]
    assert figures_of(score(case, answer(case, relations=possible)).tallies)["verdicts"].value == 0.0


def test_a_verdict_that_nobody_labelled_is_wrong(tmp_path: Path) -> None:
    """One labelled and found, one predicted besides: half of the verdicts are the same."""
    case = made(tmp_path / "ferry")
    relations = [
        said_relation(case, "f1", "g1", "contradiction"),
        said_relation(case, "f3", "g3", "agreement", scope="cross_party"),
    ]
    assert score(case, answer(case, relations=relations)).tallies["verdicts"] == {"x": 1, "n": 2}


def test_relations_of_an_optional_position_that_is_not_found_are_no_miss(tmp_path: Path) -> None:
    """Where an optional label was not found, its relations are asked of nobody."""
    positions = [{**each, "optional": each["id"] == "g1"} for each in POSITIONS]
    case = made(tmp_path / "ferry", positions=positions)
    result = score(case, answer(case, without=["g1"]))
    assert [each.outcome for each in result.relations] == ["optional", "found", "found"]
    assert result.tallies["relations.clear.any"]["R"] == 2


def test_relations_in_two_issues_are_told_apart(tmp_path: Path) -> None:
    """Where both positions were found and the tool put them into two issues, the relation is apart, not missed."""
    case = made(tmp_path / "ferry")
    right = answer(case, relations=())
    moved = tuple(p.model_copy(update={"issue_id": "fare"}) if p.id == "@g1" else p for p in right.positions)
    result = score(case, right.model_copy(update={"positions": moved}))
    assert [each.outcome for each in result.relations] == ["apart", "missed", "missed"]
    assert result.tallies["relations_reached"] == {"x": 0, "n": 3}
    assert result.tallies["relations_together"] == {"x": 0, "n": 2}


def test_what_a_failed_call_lost_is_an_error_and_no_miss(tmp_path: Path) -> None:
    """Labels in a document that could not be read count as lost: they are in no recall, and are counted apart."""
    case = made(tmp_path / "ferry")
    failure = Failure(stage="extract", subject="two.txt, part 2", error="timed out")
    broken = answer(case, without=["g1"]).model_copy(update={"failures": (failure,)})
    result = score(case, broken)
    assert {each.gold: each.outcome for each in result.gold}["g1"] == "error"
    assert result.tallies["positions"] == {"p": 6, "P": 6, "r": 6, "R": 6}
    assert result.relations[0].outcome == "error"
    assert result.tallies["relations.clear.any"]["R"] == 2
    assert result.tallies["labels_lost_to_errors"] == {"x": 2, "n": 10}


def raised(_: Ingested) -> Comparison:
    raise InputError("nothing to read")


def crashed(_: Ingested) -> Comparison:
    raise KeyError("c")


def test_an_error_is_a_third_outcome(tmp_path: Path) -> None:
    """A case that fails or crashes leaves the figures of the others as they are, and is shown."""
    case = made(tmp_path / "ferry")
    good = score(case, answer(case, without=["f1"]))
    bad = [run_case(case, raised, trial=1), run_case(case, crashed, trial=2)]
    run = gather([*bad, good], engine="offline")
    assert run.figures == gather([good], engine="offline").figures
    assert [each.error_exit for each in run.cases] == [None, 3, 1]
    shown = overview(run)
    assert "2 with an error" in shown
    assert "error: nothing to read" in shown
    assert "crashed: KeyError: 'c' at test_evaluate_metrics.py:" in shown


def test_scripted_answers_are_in_no_figure(tmp_path: Path) -> None:
    """A case whose answers were written by hand exercises the plumbing only."""
    case = made(tmp_path / "ferry")
    scripted = score(case, answer(case), origin="scripted")
    assert gather([scripted], engine="llm").figures == {}
    assert "1 scripted" in overview(gather([scripted], engine="llm"))


@pytest.fixture(name="several")
def _several(tmp_path: Path) -> Run:
    """Six cases, each with a different part of its labels found."""
    results = []
    for number in range(6):
        case = made(tmp_path / f"ferry-{number}")
        results.append(score(case, answer(case, without=["f1", "f2", "f3", "g1", "g2", "g3"][:number])))
    return gather(results, engine="offline")


def test_intervals_hold_their_value_and_never_change(several: Run) -> None:
    """A 95 % interval is the same at every run, bounds its value, and is left out for a single case."""
    again = figures(several.cases)
    assert again == several.figures
    recall = several.figures["positions.recall"]
    assert recall.low is not None
    assert recall.high is not None
    assert recall.value is not None
    assert recall.low < recall.value < recall.high
    assert math.isclose(recall.value, 27 / 42)
    assert figures(several.cases[:1])["positions.recall"].low is None


def test_trials_of_one_case_are_one_cluster(tmp_path: Path) -> None:
    """A case that is run ten times is no better known than a case: no interval."""
    case = made(tmp_path / "ferry")
    results = [score(case, answer(case, without=["f1"][: trial % 2]), trial=trial) for trial in range(10)]
    recall = gather(results, engine="llm").figures["positions.recall"]
    assert (recall.n, recall.low) == (70, None)


def test_a_run_file_has_the_same_bytes_and_comes_back(several: Run) -> None:
    """Cases in another order give the same file, which reads back as it was but for rounding."""
    text = dump(several)
    assert dump(gather(several.cases[::-1], engine="offline")) == text
    assert dump(Run.model_validate_json(text)) == text
    assert json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n" == text
    assert not re.search(r"\d\.\d{5}", text)


def test_agreement_by_hand(tmp_path: Path) -> None:
    """The second labeller has one relation less, one more and one unclear, and one position less."""
    first = made(tmp_path / "first")
    positions = [gold.model_dump(mode="json") for gold in first.gold.positions if gold.id != "g3"]
    relations = [related("f1", "g1", clear=False), related("f2", "g1", "agreement", scope="within_party")]
    second = {"positions": positions, "relations": relations}
    case = load_case(write_case(tmp_path / "ferry", second=second))
    told = list(differences(case))
    assert [each.split(" against ")[0].split(",")[0] for each in told] == [
        "ferry  none",
        "ferry  contradiction",
        "ferry  change",
    ]
    assert list(differences(first)) == []
    found = agreement([case, first])
    assert found.not_labelled_twice == ("first",)
    # Pairs of one issue: f1-f2, f1-g1, f2-g1, f4-g2, f3-g3. First: c, ch, c(f3-g3). Second: c(f1-g1), agreement(f2-g1).
    by_chance = (2 / 5) * (1 / 5) + (1 / 5) * 0 + (2 / 5) * (3 / 5)
    assert found.total["relations.kappa"].value == pytest.approx((2 / 5 - by_chance) / (1 - by_chance))
    assert found.total["relations.kappa"].n == 5
    assert found.total["relations_clear.kappa"].n == 4
    assert found.total["positions.precision"].value == 1.0
    assert found.total["positions.recall"].value == pytest.approx(6 / 7)
    assert found.total["spans_exact.recall"].value == pytest.approx(6 / 7)
    assert found.total["speaker"].value == 1.0
