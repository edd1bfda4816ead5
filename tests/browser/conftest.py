"""A real browser for the page: Debian's chromium, driven by Playwright. Nothing is downloaded.

Where one of them is missing the tests are skipped and say so; ``LLMTOOL_BROWSER=required`` makes that an error.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the builders of comparisons lie beside the other tests

from llmtool.report import render
from llmtool.schema import Comparison

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Opener = Callable[..., "Page"]

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 60_000
"""Milliseconds; a busy machine is not a failure."""


def _missing(what: str) -> None:
    if os.environ.get("LLMTOOL_BROWSER") == "required":
        pytest.fail(f"{what}, and LLMTOOL_BROWSER=required asks for the browser tests")
    pytest.skip(f"browser tests skipped: {what}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        _missing("playwright is not installed (pip install -e '.[dev]')")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        _missing("chromium is not installed (apt-get install chromium)")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"] if root else [])
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What pages write to the console, errors that nobody caught, and dialogs."""
    return []


@pytest.fixture
def requests() -> list[str]:
    """Addresses that pages asked for, also those that their policy refused."""
    return []


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path, complaints: list[str], requests: list[str]) -> Iterator[Opener]:
    """Opens a comparison's page from disk; at the end, nothing was written to the console or asked of a network."""
    contexts = []

    def opener(
        comparison: Comparison, anchor: str = "", answers: Mapping[str, str] | None = None, **options: Any
    ) -> Page:
        context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
        contexts.append(context)
        context.on("request", lambda request: requests.append(request.url))
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        file = tmp_path / "report.html"
        file.write_text(render(comparison, "html", answers=answers), encoding="utf-8", newline="")
        page.goto(f"{file.as_uri()}{anchor}")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert complaints == []
    here = (tmp_path / "report.html").as_uri()
    assert {url.split("#")[0] for url in requests} <= {here, "data:,"}
