"""Filters, search, the keyboard, and what the address keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from conftest import Opener
from examples import COUNCIL, DREDGING, UNION, harbour, harbour_comparison
from reading import choose, draw_all, expect, focused, hash_of, in_view, positions_of, relations_of, shown

from llmtool.report.build import build
from llmtool.report.positions import PositionView
from llmtool.report.views import RelationView

REPORT = build(harbour_comparison())
RELATIONS = (*REPORT.contradictions, *REPORT.agreements, *REPORT.changes, *REPORT.possible)


def day_of(position: PositionView) -> dt.date:
    day = position.record.said_on or position.document.record.published
    assert day
    return day


SIDES: dict[str, tuple[str, Callable[[PositionView], bool]]] = {
    "party": (harbour().parties[UNION].id, lambda p: p.party.name == UNION),
    "speaker": (harbour().speakers["Ana Quell"].id, lambda p: bool(p.speaker and p.speaker.name == "Ana Quell")),
    "issue": (harbour().issues[DREDGING].id, lambda p: p.issue.label == DREDGING),
    "outlet": ("Northshore Radio", lambda p: p.document.name == "Northshore Radio"),
    "from": ("2031-03-05", lambda p: day_of(p) >= dt.date(2031, 3, 5)),
    "to": ("2031-03-04", lambda p: day_of(p) <= dt.date(2031, 3, 4)),
}
FINDINGS: dict[str, tuple[str, Callable[[RelationView], bool]]] = {
    "label": ("agreement", lambda r: r.record.label == "agreement"),
    "kind": ("numeric", lambda r: r.record.kind == "numeric"),
    "scope": ("same_speaker", lambda r: r.record.scope == "same_speaker"),
    "certainty": ("possible", lambda r: r.record.certainty == "possible"),
}


@pytest.mark.parametrize("field", SIDES)
def test_filters_of_a_side(open_page: Opener, field: str) -> None:
    """A filter leaves the positions that fit it, and the relations with at least one side that does."""
    value, fits = SIDES[field]
    page = open_page(harbour_comparison())
    if field in {"from", "to"}:
        page.get_by_role("button", name="Filters").click()
        page.locator(f"#filters [name={field}]").fill(value)
    else:
        choose(page, field, value)
    ids = shown(page)
    assert positions_of(ids) == {p.id for p in REPORT.positions if fits(p)}
    groups = [{r.record.id for r in g.relations} for g in REPORT.agreement_groups]
    expected = {r.record.id for r in RELATIONS if fits(r.a) or fits(r.b)}
    expected |= set().union(*(group for group in groups if group & expected))
    assert relations_of(ids) == expected
    assert f"{field}=" in hash_of(page)
    rows = {p.issue.label for p in REPORT.positions if fits(p)} & {
        i.record.label for i in REPORT.issues if len(i.cells) > 1
    }
    assert page.locator("table.matrix tbody tr:visible").count() == len(rows)


@pytest.mark.parametrize("field", FINDINGS)
def test_filters_of_a_finding(open_page: Opener, field: str) -> None:
    """A filter of findings leaves those that fit it, and the positions that take part in one."""
    value, fits = FINDINGS[field]
    page = open_page(harbour_comparison(), f"#?{field}={value}")
    ids = shown(page)
    assert relations_of(ids) == {r.record.id for r in RELATIONS if fits(r)}
    assert positions_of(ids) == {side.id for r in RELATIONS if fits(r) for side in (r.a, r.b)}
    expect(page.locator("#chosen button")).to_have_count(1)


def test_filters_work_together_and_can_be_taken_away(open_page: Opener) -> None:
    """Filters narrow each other; each has a button that takes it away, and one takes all away."""
    page = open_page(harbour_comparison())
    choose(page, "party", COUNCIL)
    choose(page, "outlet", "Bay Ledger")
    assert len(positions_of(shown(page))) == 1
    expect(page.locator("#positions-h")).to_have_text("Positions 1 of 14")
    expect(page.locator("nav")).to_contain_text("Positions 1 of 14")
    expect(page.locator("#said")).to_have_text("1 finding and 1 position shown")
    expect(page.locator("#contradictions .list")).to_be_visible()
    assert "None under these filters" in page.locator("#contradictions .list").evaluate(
        "node => getComputedStyle(node, '::before').content"
    )
    page.get_by_role("button", name="Remove filter Outlet").click()
    assert len(positions_of(shown(page))) == 2
    page.get_by_role("button", name="Clear all").click()
    assert len(positions_of(shown(page))) == 14
    assert hash_of(page) == ""


def test_search_reads_everything(open_page: Opener) -> None:
    """Words are found in quotations, claims, names, reasons and the source texts, whatever their case and accents."""
    page = open_page(harbour_comparison())
    box = page.get_by_role("searchbox")
    for text, positions in (("FORTY boats", 4), ("in writíng", 1), ("quell", 2), ('"boats forty"', 0), ("zebra", 0)):
        box.fill(text)
        expect(page.locator("#said")).to_contain_text(f"and {positions} position")
        assert len(positions_of(shown(page))) == positions
    box.fill("from this september")
    expect(page.locator("#changes .card")).to_have_count(1)
    box.fill("host: and")
    hit = page.locator("#hits li a")
    expect(hit).to_have_count(2)
    hit.first.click()
    expect(page.locator("#text-choice")).to_have_value("3. Northshore Radio, 5 Mar 2031")
    assert page.evaluate("[...CSS.highlights.get('spot')].map(range => range.toString())") == ["HOST:"]
    assert page.evaluate("[...CSS.highlights.get('found')].length") > 0
    box.fill("")
    expect(page.locator("#hits")).to_be_hidden()
    assert len(positions_of(shown(page))) == 14


def test_the_address_keeps_the_state(open_page: Opener) -> None:
    """An address with filters, search and an anchor brings back what was seen; Back undoes a filter."""
    page = open_page(harbour_comparison())
    choose(page, "party", UNION)
    choose(page, "label", "contradiction")
    page.get_by_role("searchbox").fill("forty")
    expect(page.locator("#said")).to_contain_text("1 finding")
    page.locator("#contradictions .card .how a").click()
    address, ids = hash_of(page), shown(page)
    assert address.startswith("r-")
    again = open_page(harbour_comparison(), f"#{address}")
    assert shown(again) == ids
    assert again.get_by_role("searchbox").input_value() == "forty"
    assert in_view(again.locator(f"#{address.partition('?')[0]}"))
    again.reload()
    assert shown(again) == ids
    checked = again.locator("#filters :checked").evaluate_all("nodes => nodes.map(node => node.value)")
    assert checked == [harbour().parties[UNION].id, "contradiction"]
    page.go_back()
    page.go_back()
    assert "label=" not in hash_of(page)
    assert len(positions_of(shown(page))) == 5


def test_everything_can_be_done_by_keyboard(open_page: Opener) -> None:
    """From the top of the page to a quotation in its source and back, without a mouse."""
    page = open_page(harbour_comparison())
    press = page.keyboard.press
    press("Tab")
    assert focused(page) == "Skip to the report"
    press("Enter")
    assert focused(page) == "main"
    press("m")
    assert page.evaluate("document.activeElement.closest('table.matrix') !== null")
    press("ArrowRight")
    press("ArrowDown")
    press("Enter")
    expect(page.locator(".behind h3")).to_be_focused()
    expect(page.locator(".behind h3")).to_contain_text("Harbour Authority on Cost of the quay")
    press("Escape")
    press("c")
    assert focused(page) == "contradictions"
    press("j")
    first = focused(page)
    assert first.startswith("r-")
    assert in_view(page.locator(f"#{first}"))
    press("j")
    assert focused(page) != first
    press("k")
    assert focused(page) == first
    press("2")
    expect(page.locator("mark.hit")).to_have_text(page.locator(f"#{first} blockquote").nth(1).inner_text())
    expect(page.locator("mark.hit")).to_be_focused()
    press("n")
    assert in_view(page.locator("mark.hit").first)
    press("]")
    expect(page.locator("#text-choice")).to_have_value("4. Bay Ledger, 10 Mar 2031")
    press("Escape")
    assert page.locator(f"#{first} blockquote a").nth(1).evaluate("node => node === document.activeElement")
    press("/")
    assert focused(page) == "q"
    page.keyboard.type("jkm?")
    expect(page.get_by_role("searchbox")).to_have_value("jkm?")
    press("Escape")
    expect(page.get_by_role("searchbox")).to_have_value("")
    press("Escape")
    press("s")
    expect(page.locator("#texts")).to_be_hidden()
    press("s")
    expect(page.locator("#texts")).to_be_visible()
    press("f")
    assert page.evaluate("document.activeElement.dataset.field") == "party"
    press("Escape")
    expect(page.locator("#filters")).to_be_hidden()


def test_keys_are_told_and_can_be_turned_off(open_page: Opener) -> None:
    """`?` lists the keys, each of which does something; single keys can be turned off."""
    page = open_page(harbour_comparison())
    page.keyboard.press("?")
    overlay = page.get_by_role("dialog")
    expect(overlay).to_be_visible()
    told = set(" ".join(overlay.locator("dt").all_inner_texts()).split())
    assert told == {*"/fjk12np[]smcah?", "Esc"}
    overlay.get_by_label("Turn single-key shortcuts off").check()
    page.keyboard.press("Escape")
    expect(overlay).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("/")
    assert hash_of(page) == ""
    assert focused(page) != "q"
    page.keyboard.press("?")
    expect(overlay).to_be_visible()


def test_focus_is_never_lost_in_the_bar(open_page: Opener) -> None:
    """What Tab reaches is never hidden below the bar that stays on top."""
    page = open_page(harbour_comparison())
    draw_all(page)
    page.locator("#positions-h").scroll_into_view_if_needed()
    page.locator("#positions .held a").last.focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(
            """() => {
              const node = document.activeElement;
              if (!node.closest("main")) return true;
              const box = node.getBoundingClientRect();
              const bar = document.querySelector(".bar").getBoundingClientRect();
              return box.bottom > bar.bottom && box.top < innerHeight;
            }"""
        )
