"""Hostile sources, dark mode, print, and accessibility."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from conftest import PHONE, WIDE, Opener
from examples import FAILURES, NASTY, Builder, harbour, harbour_comparison, nasty_comparison, ungrounded
from reading import choose, draw_all, expect

from llmtool.report import page as page_module
from llmtool.report.build import build
from llmtool.report.marks import html_text
from llmtool.schema import Comparison, PartyKind, RelationKind, RelationLabel, Stance

if TYPE_CHECKING:
    from playwright.sync_api import Page

ATTACKS = [
    "<script>window.pwned = 1</script>",
    "</script><script>window.pwned = 2</script>",
    '{"a": "</script><!--<script>"}',
    "</style><style>body { display: none }</style>",
    '<img src="https://attacker.example/x.png" onerror="window.pwned = 3">',
    "<svg/onload=window.pwned=4>",
    "</noscript><iframe srcdoc='<script>parent.pwned = 5</script>'></iframe>",
    "</textarea></title></mark></div></aside><a href='javascript:window.pwned = 6' autofocus onfocus=alert(1)>x</a>",
    '" onmouseover="window.pwned = 7" x="',
    "' onfocus='window.pwned = 8",
    "&lt;script&gt; &amp; &#60;",
    "line\u2028separator\u2029and ]]> <!-- -->",
    "\u202eright to left override\u202c and مرحبا بالعالم, שלום",
    "👩🏽‍🚀 🏴󠁧󠁢󠁳󠁣󠁴󠁿 é̂̃ 𝒳",
    "${window.pwned = 9} {{ 7 * 7 }} {% raw %}",
]


def hostile_comparison() -> Comparison:
    """Every field that a source or a model can fill carries every attack."""
    b = Builder()
    everything = " ".join(ATTACKS)
    b.document("a.html", "\n".join(ATTACKS), everything, "2031-01-01", title=everything)
    b.document("b.html", everything, ATTACKS[1], "2031-02-01", title=ATTACKS[1])
    b.party(everything, PartyKind.PERSON, (f"A {everything}", everything))
    b.party(ATTACKS[6], PartyKind.PERSON)
    b.issue(everything, f"{everything}?")
    for place, attack in enumerate(ATTACKS):
        who = f"A {everything}" if place % 2 else ATTACKS[6]
        b.position(f"p{place}", "a.html", who, everything, attack, claim=f"{attack} {everything}", stance=Stance.FAVOR)
    b.position("q", "b.html", f"A {everything}", everything, everything, claim="C " + everything)
    for place in range(len(ATTACKS) - 1):
        label = list(RelationLabel)[place % 3]
        b.relation(f"p{place}", f"p{place + 1}", label, RelationKind.NEGATION, everything)
    b.relation("p1", "q", RelationLabel.CHANGE, RelationKind.NEGATION, everything)
    return b.build(failures=FAILURES, ungrounded=[])


@pytest.mark.parametrize("long", [False, True])
def test_sources_are_text(open_page: Opener, monkeypatch: pytest.MonkeyPatch, long: bool) -> None:
    """Whatever a source says is shown as it is; nothing of it runs, styles, links, or asks a network for anything."""
    if long:  # then ids, claims and reasons are read from the part for readers without a script
        monkeypatch.setattr(page_module, "LONG", 0)
    comparison = hostile_comparison()
    page = open_page(comparison)
    draw_all(page)
    page.locator("table.matrix td a").first.click()
    page.locator(".behind blockquote a").first.click()
    page.get_by_role("searchbox").fill("<script>")
    expect(page.locator("#hits li").first).to_be_visible()
    page.get_by_role("searchbox").fill("")
    expect(page.locator("#hits")).to_be_hidden()
    draw_all(page)
    assert page.evaluate("window.pwned") is None
    assert page.locator("body").is_visible()
    assert (
        page.evaluate(
            "document.querySelectorAll('main iframe, img, main svg script, [onerror], [onfocus], style').length"
        )
        == 1
    )
    for number, document in enumerate(comparison.documents, start=1):
        text = page.locator(f"#t-{number} .text").evaluate("node => node.textContent")
        assert text == html_text(document.text)
    quotes = set(page.locator("#positions blockquote").evaluate_all("nodes => nodes.map(node => node.textContent)"))
    assert quotes == {html_text(p.quote) for p in build(comparison).positions}
    claims = set(page.locator("#positions .claim").evaluate_all("nodes => nodes.map(node => node.textContent)"))
    assert claims == {html_text(p.record.claim) for p in build(comparison).positions if not p.restates}
    reasons = set(page.locator("main .part .why").evaluate_all("nodes => nodes.map(node => node.textContent)"))
    assert reasons == {html_text(relation.rationale) for relation in comparison.relations}
    ids = set(page.locator("main .part [id]").evaluate_all("nodes => nodes.map(node => node.id)"))
    assert ids >= {record.id for record in (*comparison.positions, *comparison.relations)}


def test_sources_are_text_without_a_script_too(open_page: Opener) -> None:
    """The part for readers without a script is as deaf to markup as the rest."""
    page = open_page(hostile_comparison(), java_script_enabled=False)
    assert page.locator("iframe, img, [onerror], [onfocus]").count() == 0
    assert page.locator("style").count() == 1
    assert page.locator("#contradictions .card").first.is_visible()


def test_the_page_forbids_itself_what_it_does_not_need(
    open_page: Opener, complaints: list[str], requests: list[str]
) -> None:
    """Even code that did run could load no picture, add no script or style, and make no markup of a string."""
    page = open_page(harbour_comparison())
    outcome = page.evaluate(
        """async () => {
          const tries = {
            markup: () => { document.body.innerHTML = "<b>x</b>"; },
            write: () => document.write("x"),
            script: () => Object.assign(document.createElement("script"), { text: "window.ran = 1" }),
          };
          const told = {};
          for (const [name, code] of Object.entries(tries)) {
            try { code(); told[name] = "ran"; } catch (error) { told[name] = error.name; }
          }
          const picture = document.createElement("img");
          told.picture = await new Promise((done) => {
            picture.addEventListener("load", () => done("ran"));
            picture.addEventListener("error", () => done("refused"));
            picture.src = "https://attacker.example/x.png";
          });
          document.head.append(Object.assign(document.createElement("style"), { textContent: "h1 { display: none }" }));
          told.style = getComputedStyle(document.querySelector("h1")).display;
          return told;
        }"""
    )
    assert outcome == {
        "markup": "TypeError",
        "write": "TypeError",
        "script": "TypeError",
        "picture": "refused",
        "style": "block",
    }
    assert len(complaints) >= 5
    complaints.clear()
    requests.clear()


def test_right_to_left_text_keeps_to_itself(open_page: Opener) -> None:
    """A quotation in Arabic or Hebrew runs from the right, and turns nothing around it."""
    b = Builder()
    b.document("a", "قال أحمد: يجب أن تبقى القوارب. نعم.", "صحيفة", "2031-01-01")
    b.document("b", "Bob said: the boats go.", "The Gull", "2031-01-02")
    b.party("أحمد", PartyKind.PERSON)
    b.party("Bob", PartyKind.PERSON)
    b.issue("Boats", "Do boats stay?")
    b.position("a", "a", "أحمد", "Boats", "يجب أن تبقى القوارب.")
    b.position("b", "b", "Bob", "Boats", "the boats go.")
    b.relation("a", "b", RelationLabel.CONTRADICTION, RelationKind.NEGATION, "Stay, go.")
    page = open_page(b.build())
    styles = page.locator("#contradictions blockquote").evaluate_all(
        "nodes => nodes.map(node => getComputedStyle(node).direction)"
    )
    assert styles == ["rtl", "ltr"]
    assert page.locator("#text-choice option").first.text_content() == "1. \u2068صحيفة\u2069, 1 Jan 2031"
    assert page.locator("#contradictions .card").evaluate("node => getComputedStyle(node).direction") == "ltr"
    names = page.locator("#contradictions .who bdi").all_inner_texts()
    assert set(names) == {"أحمد", "Bob"}


def test_dark_mode_follows_the_reader(open_page: Opener) -> None:
    """Paper and ink change places in dark mode, in the report and in the pane."""
    shades = []
    for scheme in ("light", "dark"):
        page = open_page(harbour_comparison(), color_scheme=scheme)
        shades.append(
            page.evaluate(
                """() => ["html", "#texts", ".card"].map((name) => {
                  const style = getComputedStyle(document.querySelector(name));
                  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0);
                  return light(style.color) < light(style.backgroundColor);
                })"""
            )
        )
    assert shades == [[True] * 3, [False] * 3]


def test_print_has_everything(open_page: Opener) -> None:
    """On paper stand all findings, positions and texts, also those never scrolled to, without controls."""
    from pypdf import PdfReader

    comparison = harbour_comparison()
    page = open_page(comparison)
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    for position in comparison.positions:
        assert " ".join(position.evidence[0].exact.split()) in text
    for relation in comparison.relations:
        assert relation.rationale in text
    letters = "".join(filter(str.isalpha, text))  # the numbers of positions stand between the words of a source
    for document in comparison.documents:
        assert "".join(filter(str.isalpha, document.text.partition("\n\n")[2])) in letters
    assert "Search quotations" not in text
    assert "Filters" not in text


def violations(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{rule['impact']} {rule['id']}: {node['html'][:150]} {node['failureSummary'][:200]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Opener, scheme: str, size: str) -> None:
    """axe-core finds no violation: at the start, with a cell and a source open, under filters, and in the key list."""
    pytest.importorskip(
        "axe_playwright_python", reason="axe-playwright-python is not installed (pip install -e '.[dev]')"
    )
    comparison = harbour_comparison(failures=FAILURES, ungrounded=[ungrounded(harbour())])
    known = {
        r.id: f"{answer}: the reason"
        for r, answer in zip(comparison.relations, ("accepted", "dismissed", "open"), strict=False)
    }
    # axe builds elements from strings, which the page's policy forbids to everybody.
    viewport = WIDE if size == "wide" else PHONE
    page = open_page(comparison, color_scheme=scheme, viewport=viewport, bypass_csp=True, answers=known)
    draw_all(page)
    assert violations(page) == []
    page.locator("table.matrix td a").first.click()
    page.locator(".behind blockquote a").first.click()
    expect(page.locator("#rests")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    choose(page, "certainty", "possible")
    page.get_by_role("searchbox").fill("quay")
    expect(page.locator("#hits")).to_be_visible()
    draw_all(page)
    assert violations(page) == []
    page.locator("#keys-open").click()
    assert violations(page) == []


def test_axe_finds_nothing_in_hostile_sources(open_page: Opener) -> None:
    """Names that are markup, right to left, or empty of letters break no name, role or landmark."""
    pytest.importorskip(
        "axe_playwright_python", reason="axe-playwright-python is not installed (pip install -e '.[dev]')"
    )
    page = open_page(nasty_comparison(), bypass_csp=True)
    draw_all(page)
    assert violations(page) == []
    assert page.locator("#t-5 .text").evaluate("node => node.textContent") == html_text(f"Headline\n\n{NASTY}\n")
