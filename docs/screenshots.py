"""Take the pictures of a report: ``python docs/screenshots.py REPORT.html docs``. Needs chromium and playwright."""

# ruff: noqa: INP001 - a script, not a package

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def save(page: Page, file: Path) -> None:
    """The window as it is, with a palette: a third of the size, and a page has few colours."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)


def pictures(browser: Browser, report: str, folder: Path) -> None:
    """The top of the page, a finding with its words in the source in the dark, and a finding on a phone."""
    top = browser.new_page(viewport={"width": 1440, "height": 1400})
    top.goto(report)
    save(top, folder / "report.png")

    dark = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    dark.goto(f"{report}#contradictions")
    for key in "jj2":
        dark.keyboard.press(key)
    save(dark, folder / "report-dark.png")

    phone = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=1.5, has_touch=True)
    phone.goto(f"{report}#contradictions")
    save(phone, folder / "report-phone.png")


def main() -> None:
    """Take all pictures."""
    program = shutil.which("chromium") or sys.exit("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        # The user root can't use chromium's sandbox; the page is our own.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        pictures(browser, Path(sys.argv[1]).resolve().as_uri(), Path(sys.argv[2]))
        browser.close()


if __name__ == "__main__":
    main()
