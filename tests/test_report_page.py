"""The HTML page."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from itertools import pairwise
from typing import Any

import pytest
from examples import NASTY, Builder, harbour_comparison, nasty_comparison
from hypothesis import given, settings
from large_run import large_comparison
from lxml import html
from lxml.html import HtmlElement
from random_comparisons import comparisons

from llmtool.report import data, render
from llmtool.report import page as page_module
from llmtool.report.build import build
from llmtool.report.marks import html_text
from llmtool.report.timeline import LEFT, RIGHT, WIDTH, timelines
from llmtool.schema import Comparison, PartyKind


def parse(comparison: Comparison) -> HtmlElement:
    return html.document_fromstring(render(comparison, "html"))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def scripts(text: str) -> list[str]:
    """The scripts that run, in order."""
    return re.findall(r"<script>(.*?)</script>", text, re.DOTALL)


def records(comparison: Comparison) -> Any:
    """What the script reads."""
    (block,) = parse(comparison).xpath("//script[@id='data']")
    return json.loads(block.text)


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("comparison", [harbour_comparison(), nasty_comparison()])
def test_nothing_of_a_source_runs_and_nothing_is_loaded(comparison: Comparison) -> None:
    """No script but the page's own, no handler, no style attribute, and no address outside the page."""
    page = parse(comparison)
    assert not page.xpath("//img | //iframe | //object | //embed | //base | //form[@action]")
    assert [script.get("type") for script in page.iter("script")] == [None, "application/json", None]
    names = {str(name) for element in page.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert not [name for name in names if name.startswith("on")]
    assert "style" not in names
    assert "src" not in names
    targets = page.xpath("//@href")
    assert all(target.startswith("#") for target in targets if target != "data:,")
    assert "url(" not in words(page.find(".//style"))
    assert "@import" not in words(page.find(".//style"))


@pytest.mark.parametrize("long", [False, True])
def test_ids_of_an_edited_run_stay_in_their_attributes(monkeypatch: pytest.MonkeyPatch, long: bool) -> None:
    """A run file can be edited: an id in it can't leave its attribute, whatever it holds."""
    if long:
        monkeypatch.setattr(page_module, "LONG", 0)
    told = data.run_file(nasty_comparison())
    for kind in "pryis":
        told = re.sub(rf'"({kind}-[0-9a-f]{{12}})"', r'"\1 onclick=x style=y >z\" onfocus=\"x"', told)
    page = html.document_fromstring(render(Comparison.model_validate_json(told), "html"))
    names = {str(name) for element in page.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert not names & {"onclick", "style", "onfocus", "onclick=x"}
    assert [i for i in page.xpath("//@id") if i.startswith("p-") and "onfocus" in i]


def test_own_scripts_are_the_same_whatever_is_compared() -> None:
    """What runs, and how it looks, holds nothing of a source: two comparisons differ only in what is data."""
    texts = [render(comparison, "html") for comparison in (harbour_comparison(), nasty_comparison())]
    assert scripts(texts[0]) == scripts(texts[1])
    assert len(scripts(texts[0])) == 2
    assert len({re.findall(r"<style>(.*?)</style>", text, re.DOTALL)[0] for text in texts}) == 1


def test_the_script_makes_no_markup_of_text() -> None:
    """The script builds the page from nodes: it has no way to read a string as markup, code or address."""
    script = scripts(render(harbour_comparison(), "html"))[1]
    for sink in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "Function(",
        'setTimeout("',
        "DOMParser",
        "createContextualFragment",
        "srcdoc",
        "fetch(",
        "XMLHttpRequest",
        "import(",
        "WebSocket",
        "sendBeacon",
        "localStorage",
        "new Image",
        "javascript:",
    ):
        assert sink not in script


def test_policy_allows_the_page_itself_and_nothing_else() -> None:
    """The Content-Security-Policy forbids everything but the style sheet and the scripts, each named by its hash."""
    text = render(nasty_comparison(), "html")
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (policy,) = parse(nasty_comparison()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src {digest(style)};" in policy
    assert f"script-src {' '.join(map(digest, scripts(text)))};" in policy
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert text.index("Content-Security-Policy") < text.index("<title>") < text.index("<script>")


@given(comparisons())
@settings(max_examples=60, deadline=None)
def test_data_ends_where_the_page_says(comparison: Comparison) -> None:
    """The block of records is one JSON text that no source can end, and it names every record once."""
    text = render(comparison, "html")
    block = text.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    assert not set(block) & set("<>&\u2028\u2029")
    data = json.loads(block)
    assert sorted(row[0] for row in data["positions"]) == sorted(p.id for p in comparison.positions)
    assert sorted(row[0] for row in data["relations"]) == sorted(r.id for r in comparison.relations)
    documents = {place: comparison.documents[place].id for place in range(len(comparison.documents))}
    for row in data["positions"]:
        position = next(p for p in comparison.positions if p.id == row[0])
        assert row[-1] == [offset for span in position.evidence for offset in (span.start, span.end)]
        assert documents[row[1]] == position.document_id
        assert row[9] in {0, html_text(position.claim)}


def test_records_join_up() -> None:
    """Rows refer to their document, speaker, party, issue and words by place."""
    data = records(harbour_comparison())
    row = next(row for row in data["positions"] if row[9] == "The Harbour Authority will not dredge before next March.")
    assert data["documents"][row[1]][0] == "Bay Ledger"
    assert data["speakers"][row[2]][1] == "Ilse Marrow"
    assert data["parties"][row[3]][1] == "Harbour Authority"
    assert data["issues"][row[4]][1] == "Start of dredging"
    assert [
        data["words"][name][row[place]][0] for place, name in ((5, "stance"), (6, "modality"), (7, "attribution"))
    ] == ["against", "asserts", "mixed"]
    assert row[8] == "2031-03-09"
    changes = [row for row in data["relations"] if data["words"]["label"][row[4]][0] == "change"]
    assert [(data["words"]["kind"][row[5]][0], data["words"]["scope"][row[6]][0], row[7]) for row in changes] == [
        ("temporal", "same_speaker", 1)
    ]
    assert [row[7] for row in data["relations"]] == [1, 1, 1, 1, 1, 0]


@given(comparisons())
@settings(max_examples=60, deadline=None)
def test_marks_hold_the_exact_words(comparison: Comparison) -> None:
    """The marks of a span, in order, make up its exact text; the whole text of each document is there."""
    page = parse(comparison)
    for number, document in enumerate(comparison.documents, start=1):
        (article,) = page.xpath(f"//article[@id='t-{number}']")
        (text,) = article.find_class("text")
        expected = html_text(document.text)
        assert text.text_content() == expected
        for position in (p for p in comparison.positions if p.document_id == document.id):
            for span in position.evidence:
                name = f"e-{number}-{span.start}-{span.end}"
                marks = text.xpath(f".//mark[@id='{name}' or @data-of='{name}']")
                assert "".join(mark.text_content() for mark in marks) == expected[span.start : span.end]
                assert marks[0].get("id") == name
                assert marks[-1].xpath(f"./a[@href='#{position.id}']")


@given(comparisons())
@settings(max_examples=30, deadline=None)
def test_every_link_has_its_place(comparison: Comparison) -> None:
    """Ids are unique, every link leads to one of them, and every quotation to its words in the source."""
    page = parse(comparison)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in page.xpath("//@href") if target.startswith("#")} <= set(ids)
    for link in page.xpath("//blockquote/a"):
        start, end = map(int, link.get("href").split("-")[2:])
        document = comparison.documents[int(link.get("href").split("-")[1]) - 1]
        assert link.text_content() == html_text(document.text[start:end])
    assert {f"{position.id}" for position in comparison.positions} <= set(ids)
    assert {f"{relation.id}" for relation in comparison.relations} <= set(ids)


def test_spans_that_cross_are_marked_whole() -> None:
    """Of two spans that cross, both are marked from end to end, and identical ones share one mark."""
    b = Builder()
    b.document("a", "one two three four", "The Gull", None)
    b.party("Crew", PartyKind.ORGANISATION)
    b.issue("Count", "How many?")
    for name, quote in {"p": "one two three", "q": "two three four", "r": "three", "s": "three"}.items():
        b.position(name, "a", "Crew", "Count", quote)
    page = parse(b.build())
    marks = [(mark.get("id"), mark.get("data-of"), mark.text_content()) for mark in page.iter("mark")]
    assert marks == [
        ("e-1-0-13", None, "one two three"),
        ("e-1-4-18", None, "two three"),
        ("e-1-8-13", None, "three"),
        (None, "e-1-4-18", " four"),
    ]
    assert [len(mark.findall("a")) for mark in page.iter("mark")] == [1, 0, 2, 1]


def test_sources_are_shown_as_text() -> None:
    """Markup in a source is visible as text, and its control characters are replaced one for one."""
    page = parse(nasty_comparison())
    (text,) = page.xpath("//article[@id='t-5']")[0].find_class("text")
    assert text.text_content() == html_text(f"Headline\n\n{NASTY}\n")
    assert len(html_text(NASTY)) == len(NASTY)
    assert "\x1b" not in render(nasty_comparison(), "html")


def test_page_says_what_the_formats_say() -> None:
    """The matrix, the findings with both sides, and the merely possible stand in their own sections."""
    page = parse(harbour_comparison())
    row = page.xpath("//section[@id='matrix']//tbody/tr")[0]
    assert [words(cell) for cell in row][:3] == [
        "Moorings 1 contradiction 1 agreement",
        "for 2 sources 1 contradiction 1 agreement",
        "against 1 source 1 contradiction",
    ]
    cards = page.xpath("//section[@id='contradictions']//article")
    assert len(cards) == 2
    assert [words(quote) for quote in cards[1].iter("blockquote")] == [
        "The new quay will cost 85 million crowns and not a crown more,",
        "The expansion will cost at least 130 million.",
    ]
    assert len(page.xpath("//section[@id='look']//noscript//li")) == 1
    assert "310 metres" not in words(page.get_element_by_id("contradictions"))
    copies = [words(item) for item in page.xpath("//ol[@class='documents']/li")]
    assert copies[1].endswith("repeats 1")


def test_firm_findings_lead_to_the_possible_ones() -> None:
    """Below the firm ones of a label a line counts its possible ones and leads to them; where there are none, none."""
    page = parse(harbour_comparison())
    (line,) = page.xpath("//p[contains(@class, 'further')]")
    assert line.getparent().get("id") == "contradictions"
    assert words(line).startswith("1 possible contradiction, not certain enough to be counted, stands apart")
    assert line.xpath(".//a/@href") == ["#look"]
    sections = [section.get("id") for section in page.xpath("//main/section[h2]")]
    assert sections == ["hits", "matrix", "contradictions", "agreements", "changes", "look", "positions", "method"]


@pytest.mark.parametrize("comparison", [harbour_comparison(), nasty_comparison()])
def test_page_can_be_read_by_ear(comparison: Comparison) -> None:
    """Language, landmarks, one main heading, no level skipped, headers on the table, a name for every link."""
    page = parse(comparison)
    assert page.get("lang") == "en"
    assert all(len(page.xpath(f"//{name}")) == 1 for name in ("h1", "main", "nav", "body/aside"))
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.xpath("//table//th[@scope='col']")
    assert page.xpath("//table//th[@scope='row']")
    assert all(words(link) or link.get("aria-label") for link in page.iter("a"))
    assert all(quote.get("dir") == "auto" for quote in page.iter("blockquote"))
    names = [target for name in ("aria-labelledby",) for target in page.xpath(f"//@{name}")]
    assert set(names) <= set(page.xpath("//@id"))


def test_page_is_small() -> None:
    """The page carries each text once: a document without positions adds its text and little more."""
    sizes = []
    for number in (0, 5000):
        b = Builder()
        b.document("a", "A word. " * number + "End.", "The Gull", None, title="Words")
        sizes.append(len(render(b.build(), "html")))
    assert 40_000 <= sizes[1] - sizes[0] < 40_100
    assert sizes[0] < 100_000


def test_a_long_run_stays_in_proportion() -> None:
    """Many positions on every page of text keep the page below four times its texts, and links lead to every record."""
    comparison = large_comparison(40, 1000, 600)
    text = render(comparison, "html")
    own = sum(map(len, [*scripts(text), *re.findall(r"<style>(.*?)</style>", text, re.DOTALL)]))
    block = text.split('<script type="application/json" id="data">')[1]
    assert comparison.positions[0].claim not in block
    assert text.count(comparison.positions[0].claim) == 1
    assert len(text.encode()) - own < 4 * sum(len(document.text.encode()) for document in comparison.documents)
    ids = set(re.findall(r' id="([pr]-[^"]+)"', text))
    assert ids == {record.id for record in (*comparison.positions, *comparison.relations)}
    for document in comparison.documents[:3]:
        for sentence in document.text.splitlines():
            beside = text.count(sentence) - 1
            cited = {p.id for p in comparison.positions if p.evidence[0].exact == sentence}
            cards = [r for r in comparison.relations if r.label == "contradiction" and r.certainty == "firm"]
            tables = [r for r in comparison.relations if r.label == "change" and r.certainty == "firm"]
            assert beside <= sum((r.a in cited) + (r.b in cited) for r in (*cards, *tables))


def test_timeline_is_drawn_and_written() -> None:
    """A change is an arrow between two days, and a row of a table with both days, speakers and quotations."""
    page = parse(harbour_comparison())
    (figure,) = page.xpath("//section[@id='changes']//figure")
    assert words(figure.find(".//h3")) == "Harbour Authority 1 change"
    (svg,) = figure.iter("svg")
    assert svg.get("aria-hidden") == "true"
    dots = [(float(dot.get("cx")), dot.get("class")) for dot in svg.iter("circle")]
    assert dots == [(LEFT, "moved"), (RIGHT, "moved")]
    (row,) = figure.xpath(".//tbody/tr")
    assert [words(cell) for cell in row] == [
        "Start of dredging",
        "3 Mar 2031, Ilse Marrow, director: Dredging would start in September The Quayside Courier, position 9",
        (
            "9 Mar 2031, Ilse Marrow, director: will not dredge before next March […] A study of the seabed comes "
            "first. Bay Ledger, position 10"
        ),
        "dates and times",
    ]


@given(comparisons())
@settings(max_examples=60, deadline=None)
def test_timelines_show_every_change(comparison: Comparison) -> None:
    """Each firm change is one arrow inside the drawing, its ends on dots of its lane, undated ones left of all days."""
    report = build(comparison)
    shown, rest = timelines(report)
    lines = [*shown, *rest]
    assert sorted(c.record.id for line in lines for c in line.changes) == sorted(c.record.id for c in report.changes)
    for line in lines:
        for lane in line.lanes:
            drawn = {p.number for dot in lane.dots for p in dot.positions if dot.moved}
            for arrow in lane.arrows:
                assert {arrow.relation.a.number, arrow.relation.b.number} <= drawn
            days = [dot.x for dot in lane.dots if dot.date]
            assert days == sorted(days)
            assert all(0 <= dot.x <= WIDTH for dot in lane.dots)
            assert all(dot.x < line.left <= min(days, default=WIDTH) for dot in lane.dots if not dot.date)
        assert [x for x, _ in line.ticks] == sorted({x for x, _ in line.ticks})
