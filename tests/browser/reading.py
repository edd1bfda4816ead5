"""What the tests ask of an open page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, LocatorAssertions, Page


def expect(locator: Locator) -> LocatorAssertions:
    """Playwright's assertions, which wait; imported late, so that without Playwright the tests are skipped."""
    from playwright.sync_api import expect as assertions

    return assertions(locator)


def draw_all(page: Page) -> None:
    """Have every list drawn to its end, as for printing, and laid out, also what is out of sight."""
    page.evaluate(
        """() => {
          dispatchEvent(new Event("beforeprint"));
          for (const part of document.querySelectorAll(".part")) part.style.contentVisibility = "visible";
        }"""
    )


def shown(page: Page) -> set[str]:
    """Ids of all findings and positions in the lists, once they are drawn."""
    draw_all(page)
    return set(page.eval_on_selector_all("main .part [id]", "nodes => nodes.map(node => node.id)"))


def choose(page: Page, field: str, *values: str) -> None:
    """Open the values of a filter and check these, each by its value or by what stands beside it."""
    if page.locator("#filters").is_hidden():
        page.get_by_role("button", name="Filters").click()
    opener = page.locator(f"#filters [data-field={field}]")
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    for value in values:
        by_value = page.locator(f'#filters [name={field}][value="{value}"]')
        found = by_value if by_value.count() else page.locator(f"#values-{field}").get_by_label(value, exact=True)
        found.check()


def relations_of(ids: set[str]) -> set[str]:
    """Those that are relations."""
    return {name for name in ids if name.startswith("r-")}


def positions_of(ids: set[str]) -> set[str]:
    """Those that are positions."""
    return {name for name in ids if name.startswith("p-")}


def in_view(locator: Locator) -> bool:
    """Whether all of it, or a screen full of it, is inside its window and not under the bar."""
    return bool(
        locator.evaluate(
            """node => {
              const box = node.getBoundingClientRect();
              const bar = node.closest("main") ? document.querySelector(".bar").getBoundingClientRect().bottom : 0;
              return box.height > 0 && box.top >= bar - 1 && box.top < innerHeight - 20 && box.bottom > 0;
            }"""
        )
    )


def focused(page: Page) -> str:
    """The id of what has the focus, or its text."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def hash_of(page: Page) -> str:
    """The address behind the file's."""
    return page.url.partition("#")[2]
