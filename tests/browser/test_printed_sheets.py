"""The two faces of a sheet: what the browser prints of the page is what the PDF has, page by page, row by row."""

import re
from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page

from browser.host import Host
from handbook import addresses
from handbook.pipeline import Site
from handbook.sheets.printing import address
from handbook.sheets.sheet import PaperName

MM = 72 / 25.4


def words(page: pdfplumber.page.Page) -> set[str]:
    """Every word and number on a page; either engine may begin a new line after a hyphen."""
    return {
        part for word in page.extract_words(use_text_flow=True) for part in re.split(r"(?<=-)", word["text"]) if part
    }


def set_tops(page: pdfplumber.page.Page) -> list[float]:
    """How far down the labels of the sets stand, in mm, below the head of their column; nothing where there is none."""
    found = page.extract_words()
    head = next((word for word in found if word["text"] == "Set"), None)
    below = [one for one in found if head and one["top"] > head["bottom"] and one["x0"] < head["x1"]]
    labels = [one for one in below if head and one["x1"] > head["x0"] and re.fullmatch(r"\(?\d+\)?", one["text"])]
    return [label["top"] / MM for label in labels]


def lightest(page: pdfplumber.page.Page) -> float:
    """The lightest colour of a letter, 0 for black."""
    colours = [char["non_stroking_color"] for char in page.chars]
    return max(max(one) if isinstance(one, list | tuple) else float(str(one)) for one in colours)


@pytest.mark.parametrize(("paper", "scheme"), [("a4", "light"), ("letter", "dark")])
def test_the_browser_prints_the_pages_of_the_pdf(
    browser: Browser, host: Host, site: Site, paper: PaperName, scheme: str
) -> None:
    """Of every program, from a light or a dark screen: the same pages, words and rows, black on white."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    for slug in site.handbook.programs:
        page.goto(host.url + address(site.handbook, slug, paper))
        printed = page.pdf(prefer_css_page_size=True)
        wanted = site.files[addresses.sheet_pdf(slug, paper)]
        with pdfplumber.open(BytesIO(printed)) as ours, pdfplumber.open(BytesIO(wanted)) as theirs:
            assert len(ours.pages) == len(theirs.pages), slug
            for one, other in zip(ours.pages, theirs.pages, strict=True):
                assert (one.width, one.height) == pytest.approx((other.width, other.height), abs=2)
                assert words(other) <= words(one), slug
                assert set_tops(one) == pytest.approx(set_tops(other), abs=1), slug
                assert lightest(one) == 0
    page.close()


def test_the_paper_is_chosen_on_the_page(page: Page, host: Host) -> None:
    """One link leads to the sheet on other paper, with what a link has brought or was filled in here."""
    page.goto(f"{host.url}programs/basic-two-day/sheet.html#own=%7B%22athlete%22%3A%22Kim%22%7D")
    page.locator("nav.papers a", has_text="Letter").click()
    page.wait_for_selector(".sheet.letter")
    assert page.locator(".fields dd").first.inner_text() == "Kim"
    page.get_by_label("Athlete").fill("Alex")
    page.locator("nav.papers a", has_text="A4").click()
    page.wait_for_selector(".sheet.a4")
    assert page.locator(".fields dd").first.inner_text() == "Alex"
    assert page.locator("nav.papers a[aria-current]").inner_text() == "A4"
