"""The HTML page."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from examples import NASTY, Builder, harbour_comparison, nasty_comparison
from hypothesis import given, settings
from lxml import html
from lxml.html import HtmlElement
from random_comparisons import comparisons

from llmtool.report import render
from llmtool.report.marks import html_text
from llmtool.schema import Comparison, PartyKind


def parse(comparison: Comparison) -> HtmlElement:
    return html.document_fromstring(render(comparison, "html"))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("comparison", [harbour_comparison(), nasty_comparison()])
def test_nothing_runs_and_nothing_is_loaded(comparison: Comparison) -> None:
    """The page has no script, no handler, no style attribute, and no address outside itself."""
    page = parse(comparison)
    assert not page.xpath("//script | //img | //iframe | //object | //embed | //form | //svg | //base")
    names = {str(name) for element in page.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert not [name for name in names if name.startswith("on")]
    assert "style" not in names
    assert "src" not in names
    targets = page.xpath("//@href")
    assert all(target.startswith("#") for target in targets if target != "data:,")
    assert "url(" not in words(page.find(".//style"))
    assert "@import" not in words(page.find(".//style"))


def test_policy_allows_the_style_sheet_and_nothing_else() -> None:
    """The Content-Security-Policy forbids everything but the one style sheet, named by its hash."""
    text = render(nasty_comparison(), "html")
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = parse(nasty_comparison()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert text.index("Content-Security-Policy") < text.index("<title>")


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
        "Moorings",
        "+ for 2 sources 1 contradiction",
        "− against 1 source 1 contradiction",
    ]
    cards = page.xpath("//section[@id='contradictions']//article")
    assert len(cards) == 2
    assert [words(quote) for quote in cards[1].iter("blockquote")] == [
        "The new quay will cost 85 million crowns and not a crown more,",
        "The expansion will cost at least 130 million.",
    ]
    assert len(page.xpath("//section[@id='look']//article")) == 1
    assert "310 metres" not in words(page.get_element_by_id("contradictions"))
    copies = [words(item) for item in page.xpath("//ol[@class='documents']/li")]
    assert copies[1].endswith("repeats 1")


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
    """The page grows with the texts: a document without positions adds its text and little more."""
    b = Builder()
    b.document("a", "A word. " * 5000, "The Gull", None, title="Words")
    size = len(render(b.build(), "html"))
    assert size < 40_000 + 20_000
