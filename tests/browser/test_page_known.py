"""Findings that a baseline knows, filters of several values, and the matrix under filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import PHONE, Opener
from examples import AUTHORITY, COST, COUNCIL, DREDGING, MOORINGS, UNION, harbour, harbour_comparison
from large_run import large_comparison
from reading import choose, draw_all, expect, hash_of, positions_of, relations_of, shown

from llmtool.report.build import build
from llmtool.schema import Comparison, RelationLabel

if TYPE_CHECKING:
    from playwright.sync_api import Page

REPORT = build(harbour_comparison())
COST_CLASH = next(r.record.id for r in REPORT.contradictions if r.issue.label == COST)
MOOR_CLASH = next(r.record.id for r in REPORT.contradictions if r.issue.label == MOORINGS)
CHANGE = REPORT.changes[0].record.id
LOOK = REPORT.possible[0].record.id
ANSWERS = {
    MOOR_CLASH: "accepted: both are quoted rightly",
    CHANGE: "dismissed: the second date is <b>another</b> quay",
    LOOK: "open: ask the paper",
}


def order_of(page: Page, section: str) -> list[str]:
    draw_all(page)
    return list(page.locator(f"#{section} .card").evaluate_all("nodes => nodes.map(node => node.id)"))


def test_known_findings_are_marked_and_come_last(open_page: Opener) -> None:
    """What a baseline knows is marked by words and sign with its reason, stands after what is new, and is counted."""
    page = open_page(harbour_comparison(), answers=ANSWERS)
    assert order_of(page, "contradictions") == [COST_CLASH, MOOR_CLASH]
    assert [" ".join(text.split()) for text in page.locator("#contradictions h3").all_inner_texts()] == [
        "Between parties 1",
        "Known: between parties 1",
    ]
    known, new = page.locator(f"#{MOOR_CLASH}"), page.locator(f"#{COST_CLASH}")
    expect(known.locator(".tag.accepted")).to_have_text("✓ accepted")
    expect(known.locator(".answer")).to_have_text("Known: accepted. both are quoted rightly")
    assert known.locator(".answer b").evaluate("node => getComputedStyle(node).fontWeight") == "700"
    expect(new.locator(".answer, .accepted")).to_have_count(0)
    styles = [card.evaluate("node => getComputedStyle(node).borderLeftStyle") for card in (known, new)]
    assert styles == ["double", "solid"]
    expect(page.locator(f"#{CHANGE} .answer")).to_contain_text("the second date is <b>another</b> quay")
    expect(page.locator("#changes h3", has_text="Known")).to_have_count(1)
    expect(page.locator(f"#{LOOK} .answer")).to_have_text("Noted, still open. ask the paper")
    figures = page.locator(".figures li")
    expect(figures.first).to_contain_text("1 new, 1 known")
    expect(page.locator(".ties a", has_text=", accepted").first).to_be_attached()


def test_new_and_known_can_be_filtered(open_page: Opener) -> None:
    """A filter leaves new findings, or known ones by what was answered; a note alone leaves a finding new."""
    page = open_page(harbour_comparison(), "#?answer=new", answers=ANSWERS)
    every = {r.record.id for r in REPORT.relations}
    assert relations_of(shown(page)) == every - {MOOR_CLASH, CHANGE}
    choose(page, "answer", "known: accepted", "known: dismissed")
    page.locator("#filters [name=answer][value=new]").uncheck()
    assert relations_of(shown(page)) == {MOOR_CLASH, CHANGE}
    page.get_by_role("searchbox").fill("another")
    expect(page.locator("#said")).to_contain_text("1 finding and")
    assert relations_of(shown(page)) == {CHANGE}


def test_without_a_baseline_nothing_is_new(open_page: Opener) -> None:
    """A run that was held against no baseline has no word of new or known, and no filter for it."""
    page = open_page(harbour_comparison())
    draw_all(page)
    assert not re.search(r"\b(new|known)\b", page.locator(".figures").inner_text())
    expect(page.locator("#filters [data-field=answer]")).to_have_count(0)
    expect(page.locator(".answer")).to_have_count(0)


def test_known_findings_without_a_script(open_page: Opener) -> None:
    """On paper and without a script, what is known is marked with its reason and stands last, too."""
    page = open_page(harbour_comparison(), answers=ANSWERS, java_script_enabled=False)
    assert page.locator("#contradictions .card").evaluate_all("nodes => nodes.map(node => node.id)") == [
        COST_CLASH,
        MOOR_CLASH,
    ]
    assert page.locator(f"#{MOOR_CLASH} .answer").inner_text() == "Known: accepted. both are quoted rightly"
    assert page.locator("#contradictions h3").last.inner_text() == "Known: between parties 1"
    assert "Noted, still open" in page.locator(f"#{LOOK}").inner_text()


def test_a_filter_takes_several_values(open_page: Opener) -> None:
    """Of two parties either will do; each has a button that takes it away, and the address names both."""
    page = open_page(harbour_comparison())
    choose(page, "party", UNION, COUNCIL)
    ids = shown(page)
    wanted = {UNION, COUNCIL}
    assert positions_of(ids) == {p.id for p in REPORT.positions if p.party.name in wanted}
    assert hash_of(page).count("party=") == 2
    expect(page.get_by_role("button", name="Filters (2)")).to_be_visible()
    again = open_page(harbour_comparison(), f"#{hash_of(page)}")
    assert shown(again) == ids
    again.get_by_role("button", name=f"Remove filter Party: {UNION}").click()
    assert positions_of(shown(again)) == {p.id for p in REPORT.positions if p.party.name == COUNCIL}
    choose(again, "issue", DREDGING, COST)
    assert positions_of(shown(again)) == {
        p.id for p in REPORT.positions if p.party.name == COUNCIL and p.issue.label in {DREDGING, COST}
    }


def test_what_is_between_the_parties_asked_for_comes_first(open_page: Opener) -> None:
    """Under two parties, findings between them come before those with others, and can be left alone."""
    parties = harbour().parties
    page = open_page(harbour_comparison(), f"#?party={parties[AUTHORITY].id}&party={parties[COUNCIL].id}")
    heads = [" ".join(text.split()) for text in page.locator("#contradictions h3").all_text_contents()]
    assert heads == ["With others: between parties 2"]
    agreements = order_of(page, "agreements")
    between = next(r for r in REPORT.agreements if r.issue.label == DREDGING).record.id
    assert agreements == [f"g-{between}"]
    page.goto(f"{page.url.partition('#')[0]}#?party={parties[AUTHORITY].id}&party={parties[UNION].id}")
    assert order_of(page, "agreements")[0] != f"g-{between}"
    expect(page.locator("#agreements h3", has_text="With others 1")).to_be_visible()
    expect(page.locator("#contradictions h3").first).to_have_text("Between parties 2")
    page.get_by_role("button", name="Filters").first.click()
    page.get_by_label("Only findings with both sides among these").check()
    among = {AUTHORITY, UNION}
    assert relations_of(shown(page)) == {
        r.record.id for r in REPORT.relations if {r.a.party.name, r.b.party.name} <= among
    }
    assert "ends=both" in hash_of(page)


def test_several_values_by_keyboard(open_page: Opener) -> None:
    """Filters open, are checked and are closed by keys alone; Escape leads back step by step."""
    page = open_page(harbour_comparison())
    press = page.keyboard.press
    press("f")
    opener = page.locator("#filters [data-field=party]")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    press("Tab")
    press("Space")
    press("Tab")
    press("Space")
    expect(page.locator("#filters :checked")).to_have_count(2)
    expect(opener).to_have_text("Party (2)")
    assert page.get_by_role("group", name="Party").get_by_role("checkbox").count() == 5
    press("Escape")
    expect(opener).to_be_focused()
    expect(page.locator("#values-party")).to_be_hidden()
    press("Escape")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#filters-open")).to_be_focused()


def cells(page: Page) -> list[list[str]]:
    rows: list[list[str]] = page.locator("table.matrix tbody tr:visible").evaluate_all(
        "rows => rows.map((row) => [...row.cells].filter((cell) => !cell.hidden)"
        ".map((cell) => [...cell.childNodes].filter((node) => !node.hidden).map((node) => node.textContent).join('')"
        ".replace(/\\s+/g, ' ').trim()))"
    )
    return rows


@pytest.mark.parametrize("comparison", [harbour_comparison(), large_comparison(6, 24, 16)])
def test_a_filter_that_all_pass_changes_no_cell(open_page: Opener, comparison: Comparison) -> None:
    """The script's figures are those of the report: the rules of a cell are the same on both sides."""
    page = open_page(comparison)
    whole = page.get_by_role("button", name="Show the whole matrix")
    if whole.is_visible():  # a filter shows what is dull as well
        whole.click()
    before = cells(page)
    expect(page.locator("#matrix-note")).to_be_hidden()
    page.goto(f"{page.url.partition('#')[0]}#?from=2031-01-01")
    expect(page.locator("#matrix-note")).to_be_visible()
    assert cells(page) == before
    page.get_by_role("button", name="Remove filter").click()
    expect(page.locator("#matrix-note")).to_be_hidden()
    assert cells(page) == before


def test_the_matrix_counts_what_passes_the_filters(open_page: Opener) -> None:
    """Stance, sources and findings of a cell are those of the positions that pass, and the page says so."""
    page = open_page(harbour_comparison(), "#?to=2031-03-04")
    kept = {row[0].split(" 1 ")[0]: [cell for cell in row[1:] if cell] for row in cells(page)}
    # The union's radio statement is of 5 March: with it goes the contradiction's other side, but not the finding.
    assert kept[MOORINGS] == ["for 1 source 1 agreement", "against 1 source 1 contradiction"]
    assert kept[DREDGING] == ["for 1 source 1 change"]
    page.goto(f"{page.url.partition('#')[0]}#?kind=negation")
    assert cells(page) == [
        [f"{MOORINGS} 1 contradiction", "for 1 source 1 contradiction", "against 1 source 1 contradiction"]
    ]
    expect(page.locator("#matrix-note")).to_contain_text("Of what passes the filters only")
    page.locator("table.matrix td:visible a").first.click()
    expect(page.locator(".behind article")).to_have_count(1)
    expect(page.locator(".behind")).to_contain_text("1 of 4 positions pass the filters.")
    page.get_by_role("button", name="Show all 4").click()
    expect(page.locator(".behind article")).to_have_count(4)
    page.goto(f"{page.url.partition('#')[0]}#?party=y-nobody")
    expect(page.locator("#matrix-note")).to_contain_text("No issue")
    page.get_by_role("button", name="Remove filter").click()
    assert cells(page) == cells(open_page(harbour_comparison()))


def test_a_timeline_leaves_out_what_does_not_pass(open_page: Opener) -> None:
    """Under filters a timeline counts and draws the changes that pass."""
    change = next(r for r in harbour().relations if r.label is RelationLabel.CHANGE)
    page = open_page(harbour_comparison(), "#?kind=temporal")
    expect(page.locator(f"#changes svg a[href='#{change.id}']")).to_be_visible()
    expect(page.locator("#changes figure h3")).to_have_text("Harbour Authority 1 change")


@pytest.mark.parametrize("size", [PHONE, {"width": 320, "height": 640}])
def test_filters_fit_a_phone(open_page: Opener, size: dict[str, int]) -> None:
    """The filters and their values fit a small screen, and the screen still shows some of the report."""
    page = open_page(harbour_comparison(), viewport=size, answers=ANSWERS)
    choose(page, "speaker")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.locator(".bar").evaluate("node => node.getBoundingClientRect().height") < size["height"] * 0.85


def test_a_long_list_of_values_can_be_narrowed(open_page: Opener) -> None:
    """In a long list of values, letters leave those that hold them; what is checked stays checked."""
    page = open_page(large_comparison(40, 100, 20))
    choose(page, "issue")
    values = page.locator("#values-issue label:visible")
    expect(values).to_have_count(16)
    values.nth(0).get_by_role("checkbox").check()
    page.get_by_label("Narrow the list: Issue").fill("issue 1")
    expect(values).to_have_count(7)
    assert all("Issue 1" in text for text in values.all_inner_texts())
    expect(page.locator("#filters-open")).to_have_text("Filters (1)")
    page.keyboard.press("Escape")
    expect(page.locator("#filters [data-field=issue]")).to_be_focused()
