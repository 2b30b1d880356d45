"""Fill in, then print: a reader's loads on the sheet, kept on the device, carried in a link, printed as pages."""

import json
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pdfplumber
import pytest
from playwright.sync_api import Page

from browser.host import Host

SHEET = "programs/basic-two-day/sheet.html"


def opened(page: Page, host: Host, fragment: str = "", sheet: str = SHEET) -> None:
    """The sheet, its form drawn."""
    page.goto(f"{host.url}{sheet}{fragment}")
    page.wait_for_selector("form.own:not([hidden])")


def targets(page: Page, line: int = 1) -> list[str]:
    """What the sessions of a line aim at."""
    return page.locator(f"tbody[data-line='{line}'] .target.mine").all_inner_texts()


def test_loads_become_targets_and_stay(page: Page, host: Host) -> None:
    """A load gives a target for each week by the program's rule, lighter sets and plates; it is there the next time."""
    opened(page, host)
    page.get_by_label("Load for Back squat").fill("80")
    page.get_by_label("Athlete").fill("Kim <b>")
    times = ["80 × 5", "80 × 6", "80 × 7", "80 × 8", "82.5 × 5", "82.5 × 6"]  # noqa: RUF001 - the sign on the sheet
    assert targets(page) == times
    item = page.locator("tbody[data-line='1'] .item").inner_text()
    assert "40 × 5, 60 × 3" in item  # noqa: RUF001
    assert "80: 25 + 5 · 82.5: 25 + 5 + 1.25" in item
    page.reload()
    page.wait_for_selector("form.own:not([hidden])")
    assert targets(page) == times
    assert page.locator(".fields dd").first.inner_text() == "Kim <b>"


def test_what_is_missing_is_replaced(page: Page, host: Host) -> None:
    """Without a barbell the slots swap to substitutes, and back when it is there again."""
    opened(page, host)
    first = page.locator("tbody[data-line='1'] .item-title a")
    assert first.inner_text() == "Back squat"
    page.get_by_label("Barbell", exact=True).uncheck()
    assert first.inner_text() == "Goblet squat"
    assert "Instead of: Back squat" in page.locator("tbody[data-line='1'] .ways").inner_text()
    page.get_by_label("Barbell", exact=True).check()
    assert first.inner_text() == "Back squat"


def test_a_rung_is_chosen(page: Page, host: Host) -> None:
    """A slot on a ladder takes the reader's rung; one without a load asks for none."""
    opened(page, host)
    page.get_by_label("Exercise, line 1", exact=True).select_option("bodyweight-squat")
    assert page.locator("tbody[data-line='1'] .item-title a").inner_text() == "Bodyweight squat"
    assert page.locator("form.own tbody tr").first.locator("input").is_disabled()
    assert page.locator("tbody[data-line='1'] td.cell").first.get_attribute("class") == "cell reps"


@pytest.mark.parametrize("load", ["0", "-5", "1e9", "abc", "NaN", "1,2,3"])
def test_what_is_no_load_is_said(page: Page, host: Host, load: str) -> None:
    """A slip of the pen leaves the sheet as it was, and is named."""
    opened(page, host)
    page.get_by_label("Load for Back squat").fill(load)
    assert "is not a load" in page.locator("form.own [role=status]").inner_text()
    assert targets(page) == []


def test_a_link_carries_what_is_filled_in(page: Page, host: Host) -> None:
    """Who opens the link sees the same sheet; texts in it stay texts, and what makes no sense is left out."""
    lines = {"1": {"load": "100", "best": True, "exercise": "no-such"}, "99": {"load": "1"}}
    state = {
        "athlete": "<img src=x onerror=alert(1)>",
        "unit": "lb",
        "plate": "x",
        "lacking": ["nothing"],
        "lines": lines,
    }
    opened(page, host, f"#own={quote(json.dumps(state))}")
    assert page.locator(".fields dd").first.inner_text() == state["athlete"]
    assert page.locator(".fields img").count() == 0
    assert targets(page)[0].startswith("75 ")
    assert page.locator(".legend").first.inner_text().startswith("lb")


@pytest.mark.parametrize("fragment", ["#own=", "#own=%E0%A4%A", "#own=[]", "#own=null", "#own={", "#elsewhere"])
def test_a_broken_link_is_an_empty_form(page: Page, host: Host, fragment: str) -> None:
    """Whatever stands in the address, the sheet is there to be filled in."""
    opened(page, host, fragment)
    assert targets(page) == []


@pytest.mark.parametrize("sheet", [SHEET, "programs/three-day-six-weeks/sheet.html"])
def test_it_prints_as_many_pages_as_before(page: Page, host: Host, sheet: str) -> None:
    """What is filled in finds its room on the same pages; the form stays on the screen."""
    opened(page, host, sheet=sheet)
    count = page.locator(".leaf").count()
    for field in page.locator("form.own input[aria-label^='Load for']").all():
        if field.is_enabled():
            field.fill("82.5")
    with pdfplumber.open(BytesIO(page.pdf(prefer_css_page_size=True))) as document:
        assert len(document.pages) == count
        text = document.pages[0].extract_text()
    assert "Fill in" not in text
    assert re.search(r"82\.5 . \d", text)
    for leaf in page.locator(".leaf").all():
        foot = leaf.locator(".sheet-foot").bounding_box()
        last = leaf.locator(".notes-line:not([hidden]), tbody").last.bounding_box()
        assert foot is not None
        assert last is not None
        assert last["y"] + last["height"] <= foot["y"] + 1.5


def test_a_calendar_is_saved_and_warned_of(page: Page, host: Host, tmp_path: Path) -> None:
    """The program page writes the sessions as a file, and says where days are too close."""
    page.goto(f"{host.url}programs/basic-two-day.html")
    page.get_by_text("Put it in your calendar").click()
    form = page.locator("form[data-calendar]")
    form.locator("input[type=date]").fill("2026-11-30")
    assert form.locator("[role=status]").inner_text() == ""
    form.get_by_label("Tue").check()
    assert "next to each other" in form.locator("[role=status]").inner_text()
    form.get_by_label("Tue").uncheck()
    with page.expect_download() as waiting:
        form.get_by_role("button").click()
    waiting.value.save_as(tmp_path / "plan.ics")
    assert (tmp_path / "plan.ics").read_bytes().count(b"BEGIN:VEVENT") == 12
