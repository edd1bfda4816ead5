"""JSON, JSON lines, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from examples import NASTY, harbour_comparison, nasty_comparison
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from random_comparisons import TEXTS, comparisons

from llmtool.report import render, render_bytes
from llmtool.report.build import build
from llmtool.report.inline import one_line
from llmtool.report.markdown import escape
from llmtool.schema import Comparison

GITHUB = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def rows(comparison: Comparison, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(comparison, name), newline=""), strict=True))


@given(comparisons())
@settings(max_examples=40, deadline=None)
def test_json_round_trip(comparison: Comparison) -> None:
    """A run file read back is the comparison that was written, and written again the same bytes."""
    text = render(comparison, "json")
    again = Comparison.model_validate_json(text)
    assert again == comparison
    assert render(again, "json") == text


def test_json_is_readable() -> None:
    """A run file is indented by two, ends with a line end, and keeps letters as they are."""
    text = render(nasty_comparison(), "json")
    assert text.startswith('{\n  "schema_version": "1",\n  "tool": {\n')
    assert text.endswith("}\n")
    assert "مرحبا" in text


@given(comparisons())
@settings(max_examples=30, deadline=None)
def test_json_lines_stand_alone(comparison: Comparison) -> None:
    """Each line is one position with names in place of ids, also for programs that split at every kind of line end."""
    lines = [json.loads(line) for line in render(comparison, "jsonl").split("\n")[:-1]]
    assert len(render(comparison, "jsonl").splitlines()) == len(lines)
    positions = {position.id: position for position in comparison.positions}
    speakers = {speaker.id: speaker.name for speaker in comparison.speakers}
    parties = {party.id: party.name for party in comparison.parties}
    issues = {issue.id: issue.label for issue in comparison.issues}
    documents = {document.id: document for document in comparison.documents}
    assert len(lines) == len(positions)
    for line in lines:
        position = positions[line["id"]]
        document = documents[position.document_id]
        assert line["speaker"] == (speakers[position.speaker_id] if position.speaker_id else None)
        assert (line["party"], line["issue"]) == (parties[position.party_id], issues[position.issue_id])
        assert (line["claim"], line["outlet"], line["source"]) == (position.claim, document.outlet, document.source)
        assert [document.text[e["start"] : e["end"]] for e in line["evidence"]] == [
            e["exact"] for e in line["evidence"]
        ]


@given(comparisons())
@settings(max_examples=40, deadline=None)
def test_no_cell_is_a_formula(comparison: Comparison) -> None:
    """No cell of a table begins with what a spreadsheet runs, and but for the apostrophe every cell is the text."""
    for name in ("csv", "positions.csv"):
        for row in rows(comparison, name):
            assert None not in row
            for cell in row.values():
                assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
                assert not cell.startswith(("\t", "\r", "\n"))
    claims = {position.id: position.claim for position in comparison.positions}
    for row in rows(comparison, "positions.csv"):
        if row["row"] == "position":
            assert row["claim"] in {claims[row["id"]], f"'{claims[row['id']]}"}


def test_tables_have_both_sides() -> None:
    """A finding is one row with both quotations and where they stand; numbers are numbers."""
    table = rows(harbour_comparison(), "csv")
    assert [row["certainty"] for row in table] == ["firm"] * 5 + ["possible"]
    row = next(row for row in table if row["kind"] == "numeric" and row["label"] == "contradiction")
    assert row["a_quote"] == "The new quay will cost 85 million crowns and not a crown more,"
    assert row["b_quote"] == "The expansion will cost at least 130 million."
    assert (row["a_outlet"], row["a_published"], row["b_outlet"]) == (
        "The Quayside Courier",
        "2031-03-03",
        "Northshore Radio",
    )
    assert row["independent_sources"] == "2"
    texts = {document.source: document.text for document in harbour_comparison().documents}
    for position in rows(harbour_comparison(), "positions.csv"):
        spans = [(int(a), int(b)) for a, b in re.findall(r"\[(\d+),(\d+)\)", position["spans"])]
        assert " […] ".join(texts[position["source"]][a:b] for a, b in spans) == position["quote"]
        assert (int(position["start"]), int(position["end"])) == (min(a for a, _ in spans), max(b for _, b in spans))


def test_tables_follow_rfc_4180() -> None:
    """Lines end with CR LF, a quotation mark is doubled, and a line end inside a cell stays."""
    text = render(nasty_comparison(), "csv")
    assert text.endswith("\r\n")
    assert '""quoted""' in text
    assert any(row["b_claim"] == NASTY for row in rows(nasty_comparison(), "csv"))
    assert render_bytes(nasty_comparison(), "csv") == text.encode("utf-8-sig")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\n=1", "  =1", "\u3000@x", "＝1", "－1"])
def test_formula_is_disarmed(text: str) -> None:
    """A cell that a spreadsheet would run has an apostrophe in front; any other is left alone."""
    comparison = harbour_comparison()
    first = comparison.positions[0].model_copy(update={"claim": text})
    comparison = comparison.model_copy(update={"positions": (first, *comparison.positions[1:])})
    claims = {row["claim"] for row in rows(comparison, "positions.csv")}
    assert f"'{text}" in claims
    assert {position.claim for position in comparison.positions[1:]} < claims


@example("1. one")
@example("12) two")
@example("# three")
@example("- four")
@example("<!-- five")
@example("<script src=x")
@example("= six")
@example("~~~ seven")
@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_markdown_text_reads_as_it_is(text: str) -> None:
    """Escaped text renders as the same words on one line: no tag, link, emphasis, heading, list, cell or code."""
    for pattern in ("{}", "> “{}”", "- {}", "**x** · {}"):
        tokens = GITHUB.parse(pattern.format(escape(text)))
        inner = [child for token in tokens for child in token.children or []]
        kinds = {child.type for child in inner} - ({"strong_open", "strong_close"} if "**" in pattern else set())
        assert kinds <= {"text", "text_special", "softbreak"}, kinds
        shown = "".join(child.content for child in inner)
        assert one_line(text) in shown
        assert not any(token.type in {"heading_open", "fence", "code_block", "hr", "html_block"} for token in tokens)
        assert sum(token.type == "list_item_open" for token in tokens) == (pattern == "- {}")


def test_markdown_tables_keep_their_shape() -> None:
    """Pipes and line ends in names add neither a cell nor a row."""
    comparison = nasty_comparison()
    tokens = GITHUB.parse(render(comparison, "markdown"))
    bodies = [i for i, token in enumerate(tokens) if token.type == "tbody_open"]
    assert len(bodies) == 2
    shared = [issue for issue in build(comparison).issues if len(issue.cells) > 1]
    heard = {cell.party.id for issue in shared for cell in issue.cells}
    for begin, expected in zip(bodies, (len(shared), len(comparison.documents)), strict=True):
        end = next(i for i in range(begin, len(tokens)) if tokens[i].type == "tbody_close")
        table = [token.type for token in tokens[begin:end]]
        assert table.count("tr_open") == expected
        assert table.count("td_open") == expected * (1 + len(heard) if begin == bodies[0] else 5)
    codes = {child.content for token in tokens for child in token.children or [] if child.type == "code_inline"}
    assert codes == {"·"}
    kinds = {child.type for token in tokens for child in token.children or []}
    assert not kinds & {"html_inline", "image", "em_open", "s_open"}
    links = {child.attrs["href"] for token in tokens for child in token.children or [] if child.type == "link_open"}
    assert links <= {"#what-failed", "#worth-a-look", "#positions"}


@pytest.mark.parametrize(
    "text", ["www.gull.example", "see https://gull.example/x", "HTTP://gull.example", "ftp://gull.example"]
)
def test_an_address_in_a_quotation_is_no_link(text: str) -> None:
    """GitHub makes links of bare addresses; those that a source wrote stay text."""
    assert "<a" not in github_flavored_markdown_to_html(f"> “{escape(text)}”")
    assert "<a" in github_flavored_markdown_to_html(text)


def test_sources_on_the_web_are_linked() -> None:
    """The table of sources leads to the pages that were read, and to nothing else."""
    comparison = harbour_comparison()
    page = comparison.documents[0].model_copy(update={"source": "https://gull.example/a?b=1|c_d_[e]"})
    comparison = comparison.model_copy(update={"documents": (page, *comparison.documents[1:])})
    links = [
        child.attrs["href"]
        for token in GITHUB.parse(render(comparison, "markdown"))
        for child in token.children or []
        if child.type == "link_open" and not str(child.attrs["href"]).startswith("#")
    ]
    assert links == ["https://gull.example/a?b=1%7Cc_d_%5Be%5D"]


def test_a_claim_that_repeats_its_quotation_is_left_out() -> None:
    """The words “Ann said …” around the quotation tell nothing new; any other word does."""
    for claim, shown in (
        ("Ilse Marrow said that nobody will lose a mooring.", False),
        ("Nobody will lose a mooring", False),
        ("Ilse Marrow denied that nobody will lose a mooring.", True),
        ("The union said nobody will lose a mooring.", True),
        ("Asked about the moorings, Ilse Marrow said nobody will lose a mooring.", True),
    ):
        comparison = harbour_comparison()
        positions = tuple(
            p.model_copy(update={"claim": claim}) if p.evidence[0].exact == "Nobody will lose a mooring." else p
            for p in comparison.positions
        )
        text = render(comparison.model_copy(update={"positions": positions}), "markdown")
        assert (f"> Claim: {claim}" in text) is shown, claim


def test_markdown_quotes_are_blockquotes() -> None:
    """Both quotations of a contradiction stand as quotations with speaker, outlet and date."""
    text = render(harbour_comparison(), "markdown")
    assert (
        "> “The expansion will cost at least 130 million.”  \n"
        "> — Tobin Reyes, chair (Fishers' Union) · Northshore Radio, 5 Mar 2031 · quoted\n"
    ) in text
