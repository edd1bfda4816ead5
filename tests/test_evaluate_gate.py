from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recorded_cases import Desk

from llmtool import errors, pipeline
from llmtool.engines.protocol import Engine, Extraction
from llmtool.evaluate.baseline import load_baseline
from llmtool.evaluate.gate import Floors, Gate, Problem, Trouble, judge, judge_live
from llmtool.evaluate.github import MOST, workflow_commands
from llmtool.evaluate.junit import junit
from llmtool.evaluate.paired import exact_p, paired
from llmtool.evaluate.results import CaseResult, PredictedRelation, Run
from llmtool.evaluate.run import gather
from llmtool.evaluate.summary import gate_text, in_short, summary
from llmtool.schema import Failure

CASES = Path("evals/cases")


pytestmark = pytest.mark.usefixtures("bare_machine")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run that finds everything: the scripted one, as if it had been computed, so that it counts."""
    desk = Desk(tmp_path_factory.mktemp("gate"))
    desk.record("--engine", "llm")
    desk.eval("bless", "-q", "-y")
    run = load_baseline(desk.baseline)["llm"]
    cases = [case.model_copy(update={"origin": "computed", "usage": case.usage}) for case in run.cases]
    return gather(cases, engine="llm", model=run.model)


def changed(run: Run, change: Callable[[CaseResult], CaseResult], case: str = "bridge") -> Run:
    return gather([change(c) if c.case == case else c for c in run.cases], engine=run.engine, model=run.model)


def lose_position(case: CaseResult) -> CaseResult:
    first, *rest = case.gold
    return case.model_copy(update={"gold": (first.model_copy(update={"outcome": "missed"}), *rest)})


def lose_relation(case: CaseResult) -> CaseResult:
    first, *rest = case.relations
    return case.model_copy(update={"relations": (first.model_copy(update={"outcome": "missed"}), *rest)})


def false_alarm(certainty: str, outcome: str = "neutral") -> Callable[[CaseResult], CaseResult]:
    def change(case: CaseResult) -> CaseResult:
        template = case.predicted_relations[0]
        new = template.model_copy(update={"key": "p1|p4", "certainty": certainty, "outcome": outcome, "gold": None})
        relations: tuple[PredictedRelation, ...] = (*case.predicted_relations, new)
        return case.model_copy(update={"predicted_relations": relations})

    return change


def gated(run: Run, before: Run, floors: Floors | None = None, *, whole: bool = True) -> Gate:
    return judge([run], {"llm": before}, {"llm": floors or Floors()}, whole=whole, engines=["llm"])


def told(gate: Gate) -> list[tuple[Trouble, str]]:
    return [(problem.trouble, problem.case) for problem in gate.problems]


def test_the_same_run_passes(good: Run) -> None:
    """A run that is the baseline has nothing to tell."""
    assert gated(good, good) == Gate()
    assert gated(good, good).exit_code == errors.OK


def test_a_lost_position_fails(good: Run) -> None:
    """A label that was found and is missed is a problem that names it, its line and why; a miss from before is not."""
    worse = changed(good, lose_position)
    found = gated(worse, good)
    assert told(found) == [(Trouble.LOST, "bridge")]
    assert found.exit_code == errors.FINDINGS
    assert found.problems[0].record == "p1"
    assert found.problems[0].line == good.cases[0].gold[0].line
    assert gated(worse, worse).problems == ()
    assert gated(good, worse).better == ("llm bridge: position p1 is found",)


def test_a_lost_relation_fails_unless_it_is_unclear(good: Run) -> None:
    """A relation that was found and is missed is a problem where its label is clear."""
    assert told(gated(changed(good, lose_relation), good)) == [(Trouble.LOST, "bridge")]

    def unclear(case: CaseResult) -> CaseResult:
        case = lose_relation(case)
        return case.model_copy(update={"relations": (case.relations[0].model_copy(update={"clear": False}),)})

    assert gated(changed(good, unclear), good).problems == ()


@pytest.mark.parametrize(
    ("certainty", "outcome", "fails"),
    [
        ("firm", "neutral", True),
        ("firm", "false", True),
        ("firm", "mislabelled", True),
        ("firm", "unclear", False),
        ("firm", "repeat", False),
        ("possible", "neutral", False),
    ],
)
def test_a_new_false_contradiction_fails(good: Run, certainty: str, outcome: str, *, fails: bool) -> None:
    """A firm contradiction that the labels don't have fails where it is new; an old one doesn't."""
    worse = changed(good, false_alarm(certainty, outcome))
    assert told(gated(worse, good)) == [(Trouble.FALSE_ALARM, "bridge")] * fails
    assert gated(worse, worse).problems == ()


def test_floors_hold_for_whole_runs(good: Run) -> None:
    """A figure below its floor, above its ceiling or not measured fails; not checked where only some cases ran."""
    floors = Floors(
        at_least={"positions.f1": 1.01, "positions.recall": 0.5, "nothing": 0.1}, at_most={"failures": -1.0}
    )
    found = gated(good, good, floors)
    assert [problem.told.split()[0] for problem in found.problems] == ["failures", "nothing", "positions.f1"]
    some = gated(good, good, floors, whole=False)
    assert some.problems == ()
    assert "floors are not checked" in some.notes[-1]


def test_a_case_that_is_gone_fails(good: Run) -> None:
    """A case of the baseline that was not run fails, also where the engine did not run at all."""
    less = gather(good.cases[:1], engine="llm")
    assert told(gated(less, good)) == [(Trouble.MISSING_CASE, "quay")]
    assert gated(less, good, whole=False).problems == ()
    none = judge([], {"llm": good}, {}, whole=True, engines=["llm"])
    assert told(none) == [(Trouble.MISSING_CASE, "bridge"), (Trouble.MISSING_CASE, "quay")]


def test_errors_and_new_failures_fail(good: Run) -> None:
    """A case with an error fails with its exit code; a failed call fails unless the baseline has it."""
    for code, trouble in ((errors.INPUT, Trouble.RECORDING), (errors.ENGINE, Trouble.ERROR)):
        broken = changed(good, lambda c, code=code: c.model_copy(update={"error": "one\ntwo", "error_exit": code}))
        found = gated(broken, good)
        assert told(found) == [(trouble, "bridge")] * 2
        assert found.exit_code == code
    failure = Failure(stage="extract", subject="sources/north.txt", error="cut")
    failing = changed(good, lambda c: c.model_copy(update={"failures": (failure,)}))
    assert told(gated(failing, good)) == [(Trouble.ERROR, "bridge")]
    assert gated(failing, failing).problems == ()


def test_other_texts_and_labels_are_not_compared(good: Run) -> None:
    """Only cases with the same texts and labels are compared, and the others are named."""
    for field, word in (("text_hash", "texts"), ("gold_hash", "labels")):
        other = changed(good, lambda c, field=field: lose_position(c).model_copy(update={field: "other"}))
        found = gated(other, good)
        assert found.problems == ()
        assert found.notes == (f"llm bridge: the {word} changed since the baseline: not compared",)


def test_a_live_run_is_judged_by_paired_tests(good: Run) -> None:
    """A live run fails only beyond chance, and few differences are called underpowered."""
    few = changed(good, lose_position)
    assert judge_live([few], {"llm": good}).problems == ()
    assert any("underpowered" in note for note in judge_live([few], {"llm": good}).notes)
    many = [c.model_copy(update={"case": f"{c.case}{n}"}) for n in range(8) for c in good.cases if c.case == "bridge"]
    before = gather(many, engine="llm")
    worse = gather([lose_position(case) for case in many], engine="llm")
    found = judge_live([worse], {"llm": before})
    assert [problem.trouble for problem in found.problems] == [Trouble.LOST]
    assert "8 found only by the first, 0 only by the second, of 32 (McNemar exact p = 0.008)" in found.problems[0].told
    assert judge_live([before], {"llm": worse}).problems == ()


def test_mcnemar_is_exact() -> None:
    """The p of McNemar's exact test is that of the binomial distribution."""
    assert exact_p(0, 0) == 1.0
    assert exact_p(5, 0) == pytest.approx(0.0625)
    assert exact_p(6, 0) == pytest.approx(0.03125)
    assert exact_p(2, 8) == pytest.approx(0.109375)
    assert exact_p(4, 4) == 1.0


@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_knows_no_direction(first: int, second: int) -> None:
    """It is a probability, and the same whichever run comes first."""
    assert 0 < exact_p(first, second) <= 1
    assert exact_p(first, second) == exact_p(second, first)


def test_paired_figures_are_those_of_the_runs(good: Run) -> None:
    """The difference is of the figures over the shared cases, and a scripted or failed case is no pair."""
    tests, differences = paired(good, changed(good, lose_relation))
    assert [(test.what, test.pairs, test.only_first, test.only_second) for test in tests] == [
        ("positions", 6, 0, 0),
        ("clear relations", 2, 1, 0),
    ]
    assert differences
    assert all(difference.underpowered for difference in differences)
    scripted = changed(good, lambda c: c.model_copy(update={"origin": "scripted"}))
    assert [test.pairs for test in paired(good, scripted)[0]] == [2, 1]


def test_junit_tells_failures_from_errors(good: Run) -> None:
    """What is lost is a failure, what could not be judged an error, what was missed before is skipped; counts agree."""
    broken = {"error": "gone & lost", "error_exit": 3, "gold": (), "relations": ()}
    worse = changed(changed(good, lose_position), lambda c: c.model_copy(update=broken), "quay")
    gate = gated(worse, good)
    root = ET.fromstring(junit([worse], {"llm": good}, gate))  # noqa: S314 - our own
    assert root.tag == "testsuites"
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {"llm.bridge", "llm.quay"}
    bridge = {case.get("name"): [child.tag for child in case] for case in suites["llm.bridge"]}
    assert bridge["position p1"] == ["failure"]
    assert bridge["position p2"] == []
    assert [child.tag for case in suites["llm.quay"] for child in case] == ["error"]
    assert "gone & lost" in str(suites["llm.quay"][0][0].get("message"))
    for node in (root, *root):
        cases = list(node.iter("testcase"))
        assert node.get("tests") == str(len(cases))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert node.get(attribute) == str(len(list(node.iter(tag))))
    known = ET.fromstring(junit([worse], {"llm": worse}, gated(worse, worse)))  # noqa: S314
    assert [child.tag for case in known.iter("testcase") if case.get("name") == "position p1" for child in case] == [
        "skipped"
    ]
    alone = ET.fromstring(junit([changed(good, lose_position)], {}, Gate()))  # noqa: S314
    assert alone.get("failures") == "1"


@given(st.text())
def test_junit_is_xml_whatever_a_text_says(text: str) -> None:
    """Any message gives well-formed XML."""
    problem = Problem(Trouble.ERROR, "llm", text, text)
    ET.fromstring(junit([], {}, Gate((problem,))))  # noqa: S314


def test_annotations_point_at_the_label() -> None:
    """A workflow command has the file and the line of the label, and no text can forge another command."""
    problem = Problem(Trouble.LOST, "llm", "late-bell (trial 1)", "100% lost\n::error::x", "p3", 12)
    (line,) = workflow_commands(Gate((problem,)), CASES)
    assert line == (
        "::error file=evals/cases/late-bell/gold.json,line=12,title=eval%3A lost"
        "::lost: llm late-bell (trial 1): 100%25 lost%0A::error::x"
    )
    many = workflow_commands(Gate((problem,) * 25), CASES)
    assert len(many) == MOST
    assert "16 more problems" in many[-1]


def test_the_summary_shows_text_as_text(good: Run) -> None:
    """Markdown names problems and figures, and words of sources can't become markup in it."""
    problem = Problem(Trouble.LOST, "llm", "bridge", "<img src=x> [a](b) | `c`", "p1", 3)
    text = summary([good], Gate((problem,), ("llm quay: position p1 is found",), ("a note",)))
    assert text.startswith("## llmtool eval: 1 problem (1 lost)\n")
    assert "&lt;img src=x\\> \\[a\\](b) \\| \\`c\\`" in text
    assert "positions.f1" in text
    assert "- a note" in text


def test_the_commands_write_what_ci_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--junit and --summary write files, GitHub gets its summary and annotations, and a lost label exits 1."""
    desk = Desk(tmp_path)
    assert desk.eval("bless", "-q").exit_code == errors.OK
    assert desk.eval("run", "-q", "--no-details").exit_code == errors.OK
    step = tmp_path / "step.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(step))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    forget_a_position(monkeypatch)
    files = ["--junit", str(tmp_path / "junit.xml"), "--summary", str(tmp_path / "summary.md")]
    result = desk.eval("run", "-q", "--no-details", *files)
    assert result.exit_code == errors.FINDINGS
    assert "lost: offline bridge: position p1 was found and is missed" in result.stdout
    assert f"::error file={desk.cases.as_posix()}/bridge/gold.json,line=2," in result.stderr
    assert step.read_text(encoding="utf-8") == (tmp_path / "summary.md").read_text(encoding="utf-8")
    root = ET.parse(tmp_path / "junit.xml").getroot()  # noqa: S314
    assert int(root.get("failures", "0")) >= 1
    assert root.get("errors") == "0"
    assert desk.eval("run", "-q", "--no-details", "--no-gate").exit_code == errors.OK
    shown = desk.eval("bless", "-q", "-y")
    assert "position p1 was found and is missed" in shown.stdout
    assert desk.eval("run", "-q", "--no-details").exit_code == errors.OK


def test_the_end_of_a_run_is_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen shows the end: figures, how much was missed, where to see it, the verdict; all of it on demand."""
    desk = Desk(tmp_path)
    assert desk.eval("bless", "-q").exit_code == errors.OK
    forget_a_position(monkeypatch)
    lines = desk.eval("run", "-q").stdout.splitlines()
    assert re.fullmatch(r"gate: (\d+) problems? \((\1) lost\)", lines[-1])
    assert "--details" in lines[-2]
    (place,) = (place for place, line in enumerate(lines) if line.startswith("offline: positions F1 "))
    assert re.match(r"  not found: \d+ of \d+ positions, \d+ of \d+ clear relations$", lines[place + 1])
    assert not any(line.startswith("  missed p1") for line in lines)
    for asked in (["--details"], ["--case", "bridge"]):
        shown = desk.eval("run", "-q", *asked).stdout
        assert "  missed p1" in shown
        assert "closest and why:" not in shown
        assert re.search(r"\ngate: .*\n$", shown)
    assert "  missed p1" not in desk.eval("run", "-q", "--case", "bridge", "--no-details").stdout


def test_what_could_not_be_run_counts_as_no_miss(good: Run) -> None:
    """The lines in short count a case that failed apart, and lost relations add up to what became of them."""

    def fails(case: CaseResult) -> CaseResult:
        return case.model_copy(update={"error": "boom"})

    head, missed, *_ = in_short(changed(good, fails))
    assert head.endswith("; 1 case could not be run")
    assert missed == "  not found: 0 of 2 positions, 0 of 1 clear relations"
    assert "of the relations" not in "".join(in_short(changed(good, fails)))
    assert "    of the relations 1 missed" in in_short(changed(good, lose_relation))


def test_a_file_that_can_not_be_written_is_told_before_the_run(tmp_path: Path) -> None:
    """Nobody waits for the figures to hear that a report of them has no place."""
    desk = Desk(tmp_path)
    for option in ("--junit", "--summary"):
        result = desk.eval("run", option, str(tmp_path / "none" / "file"))
        assert result.exit_code == errors.USAGE
        assert "there is no folder" in result.stderr
        assert result.stdout == ""


def test_a_long_gate_is_cut_and_counted_unless_all_is_asked_for() -> None:
    """What is left out of each kind is counted, and nothing is where details are asked for."""
    gate = Gate(
        tuple(Problem(Trouble.LOST, "llm", "bridge", f"position p{number}") for number in range(5)),
        tuple(f"llm quay: position q{number} is found" for number in range(3)),
    )
    text = gate_text(gate, most=2)
    assert "position p1\n  and 3 more, with --details\n" in text
    assert "q1 is found\n  and 1 more, with --details\n" in text
    assert text.endswith("\ngate: 5 problems (5 lost)\n")
    assert all(f"position p{number}\n" in gate_text(gate) for number in range(5))
    assert "more" not in gate_text(gate)
    assert "more" not in gate_text(gate, most=5)
    assert gate_text(Gate()) == "gate: passed\n"


def forget_a_position(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a change had cost the first position of the first case."""
    make = pipeline.make_engine

    def forgetful(*arguments: object, **named: object) -> Engine:
        engine = make(*arguments, **named)  # type: ignore[arg-type]
        extract = engine.extract

        def less(*given: object, **rest: object) -> Extraction:
            found = extract(*given, **rest)  # type: ignore[arg-type]
            kept = {
                name: tuple(draft for draft in drafts if draft.speaker != "Ada Birk")
                for name, drafts in found.drafts.items()
            }
            return Extraction(kept, found.failures)

        monkeypatch.setattr(engine, "extract", less)
        return engine

    monkeypatch.setattr(pipeline, "make_engine", forgetful)
