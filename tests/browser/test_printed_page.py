"""An exercise printed from the browser is one clean card."""

from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import Page

from browser.host import Host


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["deadlift", "plank", "single-leg-romanian-deadlift"])
def test_an_exercise_prints_on_one_page(host: Host, page: Page, name: str, paper: str) -> None:
    """One sheet of paper has its name, steps, cues, mistakes and address, and nothing to click on."""
    page.goto(f"{host.url}exercises/{name}.html", wait_until="networkidle")
    cues = page.locator(".cues li").all_inner_texts()
    printed = page.pdf(format=paper)
    with pdfplumber.open(BytesIO(printed)) as document:
        assert len(document.pages) == 1
        said = " ".join((document.pages[0].extract_text() or "").split())
    for wanted in (page.locator("h1").inner_text(), "How to", *cues, f"exercises/{name}.html"):
        assert " ".join(wanted.split()).casefold() in said.casefold()
    for unwanted in ("Menu", "Search", "Edit", "Show it moving", "Jump"):
        assert unwanted not in said.split()
