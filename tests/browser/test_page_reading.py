"""Reading the page in a browser: matrix, findings, positions, sources, and the way between them."""

from __future__ import annotations

import re

import pytest
from conftest import PHONE, Opener
from examples import COST, FAILURES, MOORINGS, Builder, harbour, harbour_comparison, ungrounded
from large_run import large_comparison
from reading import draw_all, expect, focused, hash_of, in_view, positions_of, relations_of, shown

from llmtool.report.build import build
from llmtool.schema import PartyKind, RelationKind, RelationLabel


def by_name(name: str) -> str:
    return harbour().positions[name].id


def anchor_of(name: str, span: int = 0) -> str:
    report = build(harbour_comparison())
    position = next(p for p in report.positions if p.id == by_name(name))
    evidence = position.record.evidence[span]
    return f"e-{position.document.number}-{evidence.start}-{evidence.end}"


def test_page_opens_from_disk(open_page: Opener) -> None:
    """The head tells dispute, counts, sources, what failed and how it was made; the matrix is in the first view."""
    page = open_page(harbour_comparison(failures=FAILURES, ungrounded=[ungrounded(harbour())]))
    head = page.locator("header")
    for text in (
        "Moorings: Fishers' Union ≠ Harbour Authority",
        "Cost of the quay: ",
        "The Quayside Courier, 3 Mar 2031",
        "repeats 1",
        "Not all of it was compared",
        "offline engine",
        "Made by rules alone",
    ):
        expect(head).to_contain_text(text)
    assert in_view(page.locator("table.matrix tbody tr").first)


def test_matrix_opens_the_positions_behind_a_cell(open_page: Opener) -> None:
    """A cell opens its positions; a quotation among them leads to its words, and Escape leads back, twice."""
    page = open_page(harbour_comparison())
    cell = page.locator("table.matrix tbody tr", has_text=MOORINGS).locator("td").first.locator("a")
    cell.click()
    behind = page.locator(".behind")
    expect(behind.locator("h3")).to_have_text(f"Fishers' Union on {MOORINGS}")
    expect(behind).to_contain_text("disagree")
    expect(behind.locator("article")).to_have_count(4)
    assert hash_of(page).startswith("c-1-")
    quote = behind.get_by_role("link", name="Forty boats must go.", exact=True)
    quote.click()
    mark = page.locator("mark.hit")
    assert "Forty boats must go." in mark.all_text_contents()
    assert in_view(mark.first)
    expect(page.locator("#text-choice")).to_have_value("3. Northshore Radio, 5 Mar 2031")
    page.keyboard.press("Escape")
    assert quote.evaluate("node => node === document.activeElement")
    page.keyboard.press("Escape")
    expect(behind).to_have_count(0)
    assert cell.evaluate("node => node === document.activeElement")


def test_a_quotation_shows_its_words_in_the_source(open_page: Opener) -> None:
    """Both sides of a contradiction stand side by side, and each quotation scrolls to its words and marks them."""
    page = open_page(harbour_comparison())
    card = page.locator("#contradictions .card").nth(1)
    sides = card.locator(".side")
    boxes = [side.evaluate("node => node.getBoundingClientRect().toJSON()") for side in sides.all()]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    for text in ("Ilse Marrow, director", "The Quayside Courier, 3 Mar 2031", "Tobin Reyes, chair", "Northshore Radio",
                 "figures", "85 million against at least 130 million.", "decided by a rule"):  # fmt: skip
        expect(card).to_contain_text(text)
    card.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    for side in sides.all():
        quote = side.locator("blockquote a")
        quote.click()
        expect(page.locator("mark.hit")).to_have_text(quote.inner_text())
        assert in_view(page.locator("mark.hit"))
    assert page.evaluate("scrollY") == before


def test_a_highlight_shows_what_rests_on_it(open_page: Opener) -> None:
    """Marked words lead to the positions and relations that they support, and from there to the finding."""
    page = open_page(harbour_comparison())
    page.locator(f"#{anchor_of('cost-authority')}").click()
    rests = page.locator("#rests")
    expect(rests.locator("h3")).to_have_text("These words support 1 position")
    expect(rests).to_contain_text("Ilse Marrow (Harbour Authority)")
    tie = rests.get_by_role("link", name="contradiction: Tobin Reyes")
    relation = tie.get_attribute("href")
    tie.click()
    assert hash_of(page) == (relation or "")[1:]
    card = page.locator(f"#contradictions {relation}")
    assert in_view(card)
    assert "here" in (card.get_attribute("class") or "")
    page.locator(f"#{anchor_of('dredge-early')} a").click()
    expect(rests).to_contain_text("Start of dredging")
    rests.get_by_role("link", name="9", exact=True).click()
    assert in_view(page.locator(f"#{by_name('dredge-early')}"))


def test_words_that_two_positions_share_name_both(open_page: Opener) -> None:
    """Spans inside each other keep their own positions: the inner and the outer mark each tell theirs."""
    page = open_page(harbour_comparison(), f"#{anchor_of('moor-proof')}")
    expect(page.locator("#rests")).to_contain_text("The union has the order in writing.")
    page.locator(f"#{anchor_of('moor-radio')}").click()
    expect(page.locator("#rests .claim")).to_have_count(0)
    expect(page.locator("#rests")).to_contain_text("Tobin Reyes")


@pytest.mark.parametrize("firm", [True, False])
def test_links_to_a_relation_open_it(open_page: Opener, firm: bool) -> None:
    """A shared link to a relation shows it, in view and marked, also in a long list that is drawn on demand."""
    comparison = large_comparison(20, 600, 500)
    report = build(comparison)
    relation = (report.contradictions if firm else report.possible)[-1].record
    page = open_page(comparison, f"#{relation.id}")
    card = page.locator(f"#{relation.id}")
    expect(card.locator(".why")).to_have_text(relation.rationale)
    assert in_view(card)
    assert focused(page) == relation.id
    assert in_view(page.locator("mark.hit").first)


def test_links_to_a_position_open_it(open_page: Opener) -> None:
    """A shared link to a position shows it, in view and marked, far down in a long list, with its words beside it."""
    comparison = large_comparison(20, 600, 500)
    position = build(comparison).positions[-1]
    page = open_page(comparison, f"#{position.id}")
    expect(page.locator(f"#{position.id} blockquote")).to_have_text(position.quote)
    assert in_view(page.locator(f"#{position.id}"))
    expect(page.locator("mark.hit").first).to_have_text(position.quote)


def test_a_link_shows_its_record_despite_filters(open_page: Opener) -> None:
    """A link to what the filters hide takes the filters away rather than lead nowhere."""
    party = harbour().parties["Kestrel Bay Town Council"].id
    page = open_page(harbour_comparison(), f"#{by_name('cost-union')}?party={party}")
    assert in_view(page.locator(f"#{by_name('cost-union')}"))
    expect(page.locator("#said")).to_contain_text("Filters were cleared")
    assert hash_of(page) == by_name("cost-union")


def test_agreements_can_be_linked(open_page: Opener) -> None:
    """A relation inside a group of agreements has a link of its own."""
    relation = next(r for r in harbour().relations if r.label is RelationLabel.AGREEMENT)
    page = open_page(harbour_comparison(), f"#{relation.id}")
    assert in_view(page.locator(f"#{relation.id}"))
    expect(page.locator(f".card:has(#{relation.id})")).to_contain_text(relation.rationale)


def test_back_leads_back(open_page: Opener) -> None:
    """Each step is kept in the address, so that the browser's Back and Forward lead through them."""
    page = open_page(harbour_comparison())
    page.locator("#contradictions .card blockquote a").first.click()
    first = hash_of(page)
    page.locator("#contradictions .card blockquote a").nth(1).click()
    second = hash_of(page)
    assert first != second
    page.go_back()
    assert hash_of(page) == first
    expect(page.locator(f"#{first}.hit")).to_have_count(1)
    page.go_forward()
    expect(page.locator(f"#{second}.hit")).to_have_count(1)
    page.reload()
    expect(page.locator(f"#{second}.hit")).to_have_count(1)


def test_long_lists_are_drawn_on_demand(open_page: Opener) -> None:
    """Opening a long run draws the first screens only; scrolling draws on, and every record can be reached."""
    comparison = large_comparison(20, 1000, 600)
    page = open_page(comparison)
    assert page.locator(".held").count() < 100
    page.locator("#positions").scroll_into_view_if_needed()
    first = page.locator("#positions .held")
    expect(first.first).to_be_visible()
    assert first.count() < 200
    ids = shown(page)
    assert positions_of(ids) == {p.id for p in comparison.positions}
    assert relations_of(ids) == {r.id for r in comparison.relations}


@pytest.mark.parametrize("many", [False, True])
def test_the_browsers_own_search_finds_what_is_out_of_sight(open_page: Opener, many: bool) -> None:
    """Lists are drawn ahead while nothing else is to be done; long ones on Ctrl+F, and the page says so."""
    comparison = large_comparison(20, 800, 400) if many else large_comparison(10, 300, 60)
    last = build(comparison).positions[-1]
    page = open_page(comparison)
    page.locator("#texts-close").click()  # the source holds the same words
    card = page.locator(f"#{last.id}")
    note = page.locator("#find-note")
    if many:
        expect(note).to_contain_text("drawn as they come into sight")
        page.wait_for_timeout(300)
        expect(card).to_have_count(0)
        page.keyboard.press("Control+f")
    expect(card).to_be_attached()
    expect(note).to_be_hidden()
    assert page.evaluate("words => window.find(words)", last.quote)
    seen = "getSelection().getRangeAt(0).getBoundingClientRect().toJSON()"
    page.wait_for_function(f"{seen}.top > 0 && {seen}.bottom < innerHeight")


def test_one_passage_behind_both_sides_is_shown(open_page: Opener) -> None:
    """A card whose sides have the same words shows the sentence that these stand in."""
    b = Builder()
    b.document("a", "Ann would, and Bob never did, open the lock on Friday.", "The Gull", "2031-01-01", title="T")
    b.party("Ann", PartyKind.PERSON)
    b.party("Bob", PartyKind.PERSON)
    b.issue("Lock", "Is it opened?")
    b.position("a", "a", "Ann", "Lock", "open the lock", claim="Ann would open the lock.")
    b.position("b", "a", "Bob", "Lock", "open the lock", claim="Bob never did open the lock.")
    b.relation("a", "b", RelationLabel.CONTRADICTION, RelationKind.NEGATION, "One does, one doesn't.")
    card = open_page(b.build()).locator("#contradictions article")
    expect(card).to_contain_text("Both sides rest on one passage: “Ann would, and Bob never did, open the lock")


def test_a_large_matrix_starts_small(open_page: Opener) -> None:
    """Of many issues and parties those with most to show come first; a button brings the others."""
    page = open_page(large_comparison(100, 1000, 100))
    rows = page.locator("table.matrix tbody tr:visible")
    expect(rows).to_have_count(10)
    expect(rows.first.locator("td:visible")).to_have_count(12)
    page.get_by_role("button", name="Show the whole matrix").click()
    expect(rows).to_have_count(40)
    expect(rows.first.locator("td:visible")).to_have_count(20)


def test_no_column_of_the_matrix_is_empty(open_page: Opener) -> None:
    """A party that speaks only in the rows that wait comes with them."""
    b = Builder()
    b.document("a", "Ann said yes. Bob said no. Cem said maybe.", "The Gull", "2031-01-01", title="T")
    for name in ("Ann", "Bob", "Cem", "Dee"):
        b.party(name, PartyKind.PERSON)
    for label, pair in (("Boats", ("Ann", "Bob")), ("Nets", ("Cem", "Dee"))):
        b.issue(label, f"What of {label}?")
        for name in pair:
            b.position(f"{name} {label}", "a", name, label, "said")
    b.relation("Ann Boats", "Bob Boats", RelationLabel.CONTRADICTION, RelationKind.NEGATION, "Yes, no.")
    page = open_page(b.build())
    heads = page.locator("table.matrix thead th:visible")
    expect(heads).to_have_text(["Issue", "Ann", "Bob"])
    page.get_by_role("button", name="Show the whole matrix").click()
    expect(heads).to_have_text(["Issue", "Ann", "Bob", "Cem", "Dee"])


def test_offsets_are_code_points(open_page: Opener) -> None:
    """Quotations behind emoji and carriage returns are cut where the run file says."""
    b = Builder()
    text = "First 👩🏽‍🚀 line.\r\nAnn said 𝒻orty boats 🚤🚤 must go.\rBob said no.\n"
    b.document("a", text, "The Gull", "2031-01-01", title="T")
    b.party("Ann", PartyKind.PERSON)
    b.party("Bob", PartyKind.PERSON)
    b.issue("Boats", "Must boats go?")
    b.position("a", "a", "Ann", "Boats", ["𝒻orty boats 🚤", "🚤 must go.\rBob"])
    b.position("b", "a", "Bob", "Boats", "no.")
    b.relation("a", "b", RelationLabel.CONTRADICTION, RelationKind.NEGATION, "Yes, no.")
    page = open_page(b.build())
    quotes = page.locator("#contradictions blockquote a").evaluate_all("nodes => nodes.map(node => node.textContent)")
    assert quotes == ["𝒻orty boats 🚤", "🚤 must go.\rBob", "no."]
    assert page.locator("#t-1 .text").evaluate("node => node.textContent") == text


def test_a_reader_without_a_script_gets_all_of_it(open_page: Opener) -> None:
    """With scripts off, findings stand side by side, all positions are listed, and links lead to the marked words."""
    page = open_page(harbour_comparison(), java_script_enabled=False)
    assert page.locator("#contradictions .card").count() == 2
    assert page.locator("#contradictions blockquote").first.is_visible()
    assert page.locator("#positions .held").count() == 14
    assert not page.locator("#q").is_visible()
    assert page.locator("#t-4 mark").first.is_visible()
    page.locator("#contradictions .card blockquote a").first.click()
    assert hash_of(page) == anchor_of("moor-authority")
    assert page.locator("#changes table").count() == 1


def test_both_readings_name_the_same_records(open_page: Opener) -> None:
    """What the script draws and what is there without it have the same links and the same quotations."""
    plain = open_page(harbour_comparison(), java_script_enabled=False)
    ids = set(plain.locator("main [id]").evaluate_all("nodes => nodes.map(node => node.id)"))
    quotes = set(plain.locator("main blockquote").all_inner_texts())
    page = open_page(harbour_comparison())
    drawn = shown(page)
    assert relations_of(drawn) == relations_of(ids)
    assert positions_of(drawn) == positions_of(ids)
    assert set(page.locator("main blockquote").all_inner_texts()) == quotes


def test_findings_stand_in_order(open_page: Opener) -> None:
    """Contradictions are grouped by scope, and what is only possible stands apart."""
    page = open_page(large_comparison(10, 100, 120))
    draw_all(page)
    assert page.locator("#contradictions h3").all_inner_texts() == [
        f"{name} {page.locator('#contradictions h3 .few').nth(place).inner_text()}"
        for place, name in enumerate(
            ("Between parties", "Within one party", "One speaker, two statements", "Between sources")
        )
    ]
    assert page.locator("#contradictions .possible").count() == 0
    assert page.locator("#look .firm").count() == 0


def test_the_timeline_leads_to_the_statements(open_page: Opener) -> None:
    """An arrow of the timeline leads to its change, a dot to its position."""
    page = open_page(harbour_comparison())
    page.locator("#changes svg .arrow path").first.dispatch_event("click")
    change = next(r for r in harbour().relations if r.label is RelationLabel.CHANGE)
    assert hash_of(page) == change.id
    page.locator("#changes svg circle").last.click()
    assert hash_of(page) == by_name("dredge-late")


def test_phone_fits_and_opens_the_source_over_the_report(open_page: Opener) -> None:
    """On a phone nothing scrolls sideways; a source opens over the report, and closing it leads back."""
    for width in (320, PHONE["width"]):
        page = open_page(large_comparison(6, 60, 40), viewport={"width": width, "height": 700}, has_touch=True)
        draw_all(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    quote = page.locator(".card blockquote a").first
    quote.click()
    pane = page.locator("#texts")
    expect(pane).to_be_visible()
    assert page.locator(".report").evaluate("node => node.inert")
    assert in_view(page.locator("mark.hit").first)
    assert page.locator("#texts").evaluate("node => node.scrollWidth <= node.clientWidth")
    page.locator("#texts-close").click()
    expect(pane).to_be_hidden()
    assert quote.evaluate("node => node === document.activeElement")
    page.locator("table.matrix td a").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator(".behind").evaluate("node => node.getBoundingClientRect().width") <= PHONE["width"]


def test_cost_is_where_the_matrix_says(open_page: Opener) -> None:
    """Stance and contradiction can be told apart without colour: by sign, word, number and line."""
    page = open_page(harbour_comparison())
    row = page.locator("table.matrix tbody tr", has_text=COST)
    against, favour = row.locator("td").first, row.locator("td").nth(1)
    for cell, word, sign in ((against, "against", "−"), (favour, "for", "+")):
        expect(cell).to_contain_text(word)
        assert sign in cell.locator("b").evaluate("node => getComputedStyle(node, '::before').content")
        badge = cell.locator(".clash")
        expect(badge).to_contain_text("1 contradiction")
        assert "≠" in badge.evaluate("node => getComputedStyle(node, '::before').content")


def test_a_run_without_documents_opens(open_page: Opener) -> None:
    """A run in which every source failed opens and says so; no key or filter trips over what is not there."""
    page = open_page(Builder().build(failures=FAILURES))
    expect(page.locator("header")).to_contain_text("Not all of it was compared")
    expect(page.locator("#texts")).to_be_hidden()
    for key in ("m", "j", "k", "1", "n", "p", "[", "]", "s", "f", "Escape", "c", "a", "h", "Escape"):
        page.keyboard.press(key)
    page.get_by_role("searchbox").fill("anything")
    expect(page.locator("#said")).to_have_text("0 findings and 0 positions shown")


def test_the_timeline_follows_the_filters(open_page: Opener) -> None:
    """A timeline is there as long as one of its changes is."""
    page = open_page(harbour_comparison(), "#?kind=temporal")
    expect(page.locator("#changes figure")).to_be_visible()
    page.goto(page.url.partition("#")[0] + "#?kind=numeric")
    expect(page.locator("#changes figure")).to_be_hidden()


def test_an_agreement_of_many_is_counted_once(open_page: Opener) -> None:
    """Positions that all agree are one agreement in every number of the page, also under filters."""
    b = Builder()
    for party in ("Crew", "Port", "Town"):
        b.party(party, PartyKind.ORGANISATION)
        b.document(party, f"{party} wants fish.", f"The {party} Gull", "2031-01-01")
    b.issue("Fish", "Is there fish?")
    for party in ("Crew", "Port", "Town"):
        b.position(party, party, party, "Fish", f"{party} wants fish.")
    for a, other in (("Crew", "Port"), ("Port", "Town"), ("Crew", "Town")):
        b.relation(a, other, RelationLabel.AGREEMENT, RelationKind.STANCE, f"{a} and {other}")
    for address in ("", "#?party=" + b.parties["Crew"].id, "#?label=agreement"):
        page = open_page(b.build(), address)
        expect(page.locator("#agreements-h .few")).to_have_text("1")
        expect(page.locator('nav a[href="#agreements"] .few')).to_have_text("1")
        expect(page.locator(".figures .agreement b")).to_have_text("1")
        expect(page.locator("#agreements .card")).to_have_count(1)
        expect(page.locator("#agreements .card .why")).to_have_count(3)
        sums = page.locator("table.matrix td .common").evaluate_all("all => all.map(one => one.firstChild.textContent)")
        assert sums
        assert set(sums) == {"1"}
        expect(page.locator("table.matrix tbody th .common")).to_have_text("1 agreement")


def test_no_mark_stands_alone_on_a_phone(open_page: Opener) -> None:
    """At the width of a phone no line of the most disputed issues holds nothing but a mark between two pairs."""
    b = Builder()
    sides = (
        "The Harbour Authority of Kestrel Bay",
        "The Union of Mooring and Dredging Crews",
        "Kestrel Bay Town Council",
    )
    for side in sides:
        b.party(side, PartyKind.ORGANISATION)
        b.document(side, f"{side} wants fish.", f"Outlet {side}", "2031-01-01")
    b.issue("Number of boats that have to leave the harbour", "How many?")
    for side in sides:
        b.position(side, side, side, "Number of boats that have to leave the harbour", f"{side} wants fish.")
    for a, other in ((0, 1), (1, 2)):
        b.relation(sides[a], sides[other], RelationLabel.CONTRADICTION, RelationKind.STANCE, "because")
    page = open_page(b.build())
    page.set_viewport_size({"width": 390, "height": 844})
    lines = page.locator(".disputes li").evaluate(
        """item => {
          const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
          const found = new Map();
          while (walker.nextNode()) {
            const range = document.createRange();
            const { data } = walker.currentNode;
            for (let at = 0; at < data.length; at += 1) {
              range.setStart(walker.currentNode, at);
              range.setEnd(walker.currentNode, at + 1);
              const box = range.getBoundingClientRect();
              if (box.width) {
                const line = Math.round((box.top + box.bottom) / 16);
                found.set(line, (found.get(line) || "") + data[at]);
              }
            }
          }
          return [...found.values()];
        }"""
    )
    assert len(lines) >= 4
    assert all(re.search(r"\w", line) for line in lines), lines
