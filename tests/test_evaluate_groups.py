"""Figures of positions by attribution and by format of the document."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from eval_cases import POSITIONS, SOURCES, answer, made, write_case
from hypothesis import given
from hypothesis import strategies as st

from llmtool.errors import UsageError
from llmtool.evaluate import dump, gather, load_case, load_cases, overview
from llmtool.evaluate.cases import Case
from llmtool.evaluate.gate import Gate
from llmtool.evaluate.gold import DocumentFormat
from llmtool.evaluate.groups import NO_FORMAT
from llmtool.evaluate.metrics import add
from llmtool.evaluate.readme import figures_block
from llmtool.evaluate.results import CaseResult, Run
from llmtool.evaluate.score import score
from llmtool.evaluate.summary import summary
from llmtool.evaluate.table import GROUP_HEADER, group_rows
from llmtool.schema import Comparison, Failure

ROOT = Path(__file__).parents[1]
TOLD = [{**source, "format": name} for source, name in zip(SOURCES, ("wire", "bullets"), strict=True)]
KINDS = {"f1": "direct", "f2": "direct", "f3": "mixed", "f4": "mixed", "g1": "direct"}
MIXED = [each | {"attribution": KINDS.get(each["id"], each["attribution"])} for each in POSITIONS]
"""Direct f1, f2 and g1, mixed f3 and f4, indirect g2, narrator g3; f in the wire story, g in the bullets."""


def _case(folder: Path, **parts: Any) -> Case:
    return made(folder, **({"sources": TOLD, "positions": MIXED} | parts))


def _with(comparison: Comparison, position: str, **changes: Any) -> Comparison:
    """The comparison with one position changed."""
    positions = [each.model_copy(update=changes if each.id == position else {}) for each in comparison.positions]
    return comparison.model_copy(update={"positions": tuple(positions)})


def _run(*results: CaseResult) -> Run:
    return gather(results, engine="offline")


def _counted(run: Run, of: str) -> dict[str, tuple[float | None, int, float | None, int]]:
    """Recall, labelled, precision, predicted."""
    found = getattr(run, of).items()
    return {name: tuple(x for what in ("recall", "precision") for x in (f[what].value, f[what].n)) for name, f in found}


def test_missed_labels_count_in_their_own_rows(tmp_path: Path) -> None:
    """A missed label lowers recall of its attribution and of its document's format, and no other."""
    case = _case(tmp_path / "ferry")
    run = _run(score(case, answer(case, without=["f1", "g3"])))
    assert _counted(run, "attributions") == {
        "direct": (2 / 3, 3, 1.0, 2),
        "indirect": (1.0, 1, 1.0, 1),
        "mixed": (1.0, 2, 1.0, 2),
        "narrator": (0.0, 1, None, 0),
    }
    assert _counted(run, "formats") == {"bullets": (2 / 3, 3, 1.0, 2), "wire": (3 / 4, 4, 1.0, 3)}


def test_false_alarms_count_where_they_were_predicted(tmp_path: Path) -> None:
    """What no label has lowers precision of its predicted attribution and of its document's format."""
    full = _case(tmp_path / "full" / "ferry")
    case = _case(tmp_path / "ferry", positions=[each for each in MIXED if each["id"] != "g3"], relations=[], neutral=[])
    run = _run(score(case, answer(full)))
    assert _counted(run, "attributions")["narrator"] == (None, 0, 0.0, 1)
    assert _counted(run, "formats") == {"bullets": (1.0, 2, 2 / 3, 3), "wire": (1.0, 4, 1.0, 4)}


def test_labels_count_by_their_own_attribution(tmp_path: Path) -> None:
    """A direct label that was found as an indirect position counts in recall of direct and in precision of indirect."""
    case = _case(tmp_path / "ferry")
    run = _run(score(case, _with(answer(case), "@f1", attribution="indirect")))
    assert _counted(run, "attributions")["direct"] == (1.0, 3, 1.0, 2)
    assert _counted(run, "attributions")["indirect"] == (1.0, 1, 1.0, 2)


def test_optional_and_lost_labels_count_in_no_row(tmp_path: Path) -> None:
    """Neither an optional label nor one in a document that could not be read is asked for."""
    positions = [each | {"optional": each["id"] == "f2"} for each in MIXED]
    case = _case(tmp_path / "ferry", positions=positions)
    failure = Failure(stage="extract", subject="two.txt", error="no answer")
    broken = answer(case, without=["f2", "g1", "g2", "g3"]).model_copy(update={"failures": (failure,)})
    run = _run(score(case, broken))
    assert _counted(run, "attributions") == {"direct": (1.0, 1, 1.0, 1), "mixed": (1.0, 2, 1.0, 2)}
    assert _counted(run, "formats") == {"wire": (1.0, 3, 1.0, 3)}


@pytest.fixture(name="labelled", scope="module")
def _labelled(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return _case(tmp_path_factory.mktemp("groups") / "ferry")


@given(st.sets(st.sampled_from([each["id"] for each in POSITIONS])), st.sampled_from(["direct", "narrator"]))
def test_rows_add_up_to_all_positions(labelled: Case, missed: set[str], kind: str) -> None:
    """The parts of a case, by party, by attribution and by format, each add up to its positions."""
    result = score(labelled, _with(answer(labelled, without=sorted(missed)), "@g2", attribution=kind))
    for parts in (result.parties, result.attributions, result.formats):
        total: Counter[str] = Counter()
        for tally in parts.values():
            total.update(tally)
        assert {key: total[key] for key in "pPrR"} == result.tallies["positions"]


def test_cases_and_trials_add_up_and_scripted_ones_do_not(tmp_path: Path) -> None:
    """Rows are sums over scored cases, with an interval from two cases on; scripted and failed ones are left out."""
    results = []
    for number, missed in enumerate((["f1", "f2"], ["f1"], [])):
        case = _case(tmp_path / f"ferry-{number}")
        results.append(score(case, answer(case, without=missed)))
    run = _run(*results)
    recall = run.attributions["direct"]["recall"]
    assert (recall.value, recall.n) == (6 / 9, 9)
    assert recall.low is not None
    assert recall.high is not None
    assert recall.low < 6 / 9 < recall.high
    assert add([{"x": each.attributions["direct"]} for each in results])["x"]["r"] == 6
    scripted = score(case, answer(case, without=["f1"]), origin="scripted")
    assert _run(*results, scripted).attributions == run.attributions
    assert _run(*results[:1]).formats["wire"]["recall"].low is None


def _rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


def test_the_table_follows_the_cases(tmp_path: Path) -> None:
    """The text of a run has recall and precision with n by attribution and by format, after the table of cases."""
    case = _case(tmp_path / "ferry")
    run = _run(score(case, answer(case, without=["f1", "g3"])))
    text = overview(run)
    assert text.index("\ncase ") < text.index("by attribution and by format") < text.index("Relations, clear labels")
    assert ["direct", "0.667", "3", "1.000", "2"] in _rows(text)
    assert ["narrator", "0.000", "1", "–", "0"] in _rows(text)
    assert ["wire", "0.750", "4", "1.000", "3"] in _rows(text)
    for markdown in (summary([run], Gate()), figures_block([run], [case])):
        assert "| wire | 0.750 |" in markdown
    assert all(len(row) == len(GROUP_HEADER) for row in group_rows(run))


def test_formats_are_optional(tmp_path: Path) -> None:
    """Where no case gives a format no row is shown for one; where some do, what has none is counted apart."""
    bare = made(tmp_path / "bare", positions=MIXED)
    run = _run(score(bare, answer(bare)))
    assert set(run.formats) == {NO_FORMAT}
    assert NO_FORMAT not in overview(run)
    assert "narrator" in overview(run)
    half = _case(tmp_path / "half", sources=[TOLD[0], SOURCES[1]])
    assert [row[0] for row in group_rows(_run(score(half, answer(half))))][-2:] == [NO_FORMAT, "wire"]


def test_runs_from_before_still_read(tmp_path: Path) -> None:
    """A run file without these parts is read, and shown without the table."""
    case = _case(tmp_path / "ferry")
    data = json.loads(dump(_run(score(case, answer(case)))))
    for record in (data, *data["cases"]):
        del record["attributions"], record["formats"]
    assert "by attribution" not in overview(Run.model_validate(data))


def test_a_format_changes_no_hash(tmp_path: Path) -> None:
    """No engine sees the format, so that a case that gets one is still compared with the baseline."""
    bare, told = load_case(write_case(tmp_path / "ferry")), load_case(write_case(tmp_path / "ferry", sources=TOLD))
    assert told.info.sources[0].format is DocumentFormat.WIRE
    assert (told.text_hash, told.gold_hash) == (bare.text_hash, bare.gold_hash)


def test_a_format_that_is_none_is_refused(tmp_path: Path) -> None:
    """The list of formats is closed, and the message names those there are."""
    with pytest.raises(UsageError, match=r"case\.yaml:1: sources\[0\]\.format must be one of 'wire', 'story'"):
        made(tmp_path / "ferry", sources=[{**SOURCES[0], "format": "podcast"}, SOURCES[1]])


def test_every_committed_source_has_a_format_that_the_readme_explains() -> None:
    """No document of the evals is left out of the figures by format, and each format is explained."""
    formats = [source.format for case in load_cases(ROOT / "evals" / "cases") for source in case.info.sources]
    assert set(formats) == set(DocumentFormat)
    readme = (ROOT / "evals" / "README.md").read_text(encoding="utf-8")
    assert [each for each in DocumentFormat if f"\n| `{each}` |" not in readme] == []
