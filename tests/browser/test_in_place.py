"""The preview in a real browser: a save is seen at once, in the page that is open, and nothing else of it moves."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from browser.looking import AXE, violations
from previewing import Running, serving, until

TINY = Path(__file__).parents[1] / "sites/tiny/content"
WHERE = "exercises/squat.html"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The preview of a small handbook, running."""
    root = tmp_path_factory.mktemp("handbook")
    shutil.copytree(TINY, root / "content")
    with serving(root) as running:
        yield running


@pytest.fixture
def squat(preview: Running) -> Iterator[Path]:
    """The file of an exercise, put back as it was."""
    file = preview.root / "content/exercises/squat.md"
    text = file.read_text(encoding="utf-8")
    yield file
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def opened(page: Page, preview: Running) -> Page:
    """The exercise's page, open and marked, so that whoever loads it again loses the mark."""
    page.goto(f"{preview.address}{WHERE}")
    page.wait_for_function("() => window.LiveReload?.connector?.protocol >= 7")
    page.evaluate("document.documentElement.dataset.marked = 'yes'")
    return page


def save(file: Path, old: str, new: str) -> None:
    """Save a file with a part of its text, which must be there, in other words."""
    text = file.read_text(encoding="utf-8")
    changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def marked(page: Page) -> bool:
    """Whether the page is still the one that was opened."""
    return page.locator("html[data-marked]").count() == 1


def test_words_change_in_the_open_page(opened: Page, squat: Path) -> None:
    """A new summary stands in the page at once: what was typed, what was opened and where one had scrolled to stays."""
    opened.locator("input[type=search]").first.fill("half typed")
    opened.evaluate("scrollTo(0, 120)")
    save(squat, "^summary: .*", "summary: Said in other words.")
    expect(opened.get_by_text("Said in other words.")).to_be_visible()
    assert marked(opened)
    assert opened.locator("input[type=search]").first.input_value() == "half typed"
    assert opened.evaluate("scrollY") == 120
    assert opened.evaluate("document.querySelector('meta[name=description]').content") == "Said in other words."


CHANGES = {
    "a title": ("^title: .*", "title: Squat of another name"),
    "a step more": (r"^1\. ", "1. Another step first.\n2. "),
    "a cue less": ("^cues: .*", "cues: [Heels down]"),
    "a paragraph more": ("^## How to", "One paragraph *more*, with a [link](half-squat.md).\n\n## How to"),
    "a heading more": ("^## How to", "## Another heading\n\nWith a text.\n\n## How to"),
    "another level": ("^level: .*", "level: intermediate"),
    "a muscle less": (r"^muscles: .*", "muscles: {primary: [quads, glutes]}"),
    "another dose": ("^dose: .*", "dose: {sets: 5, reps: 7}"),
}
SEEN = r"""() => {
    const copy = document.documentElement.cloneNode(true);
    delete copy.dataset.marked;
    for (const one of copy.querySelectorAll("script, link, #handbook-faults")) one.remove();
    return copy.outerHTML.replace(/\s+/g, " ");
}"""
"""All that is in a page, but for what it is made by and white space."""


@pytest.mark.parametrize("change", CHANGES)
def test_the_page_is_what_it_would_be_if_it_were_opened_now(
    change: str, opened: Page, squat: Path, preview: Running, context: BrowserContext
) -> None:
    """Whatever was changed, in place or by loading it again: the open page is that which somebody opens afterwards."""
    before = preview.get(WHERE)[1]
    save(squat, *CHANGES[change])
    until(lambda: preview.get(WHERE)[1] != before)
    other = context.new_page()
    other.goto(f"{preview.address}{WHERE}")
    other.wait_for_function("() => window.LiveReload?.connector?.protocol >= 7")
    opened.wait_for_function(f"said => ({SEEN})() === said", arg=other.evaluate(SEEN))
    other.close()


def test_a_picture_that_changes_is_loaded_again(opened: Page, squat: Path) -> None:
    """Pictures are files of their own: where other muscles are marked, the page shows the map of now."""
    save(squat, "^muscles: .*", "muscles: {primary: [glutes]}")
    opened.wait_for_function("() => !document.documentElement.dataset.marked")


def test_a_save_before_the_page_can_hear_of_it_is_seen(page: Page, squat: Path, preview: Running) -> None:
    """Between the loading of a page and its first word from the server nothing is lost."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/livereload.js", hold)
    with page.expect_response("**/faults.json"):
        page.goto(f"{preview.address}{WHERE}", wait_until="commit")
    save(squat, "^summary: .*", "summary: Said in between.")
    until(preview.shows(WHERE, "Said in between."))
    held[0].continue_()
    expect(page.get_by_text("Said in between.")).to_be_visible()


def test_a_fault_lies_over_the_page_and_goes(opened: Page, squat: Path) -> None:
    """A misspelt field is said over the page that was good, and once it is mended nothing lies there any more."""
    save(squat, "^title:", "titel:")
    over = opened.locator("#handbook-faults pre")
    expect(over.first).to_contain_text("titel")
    if AXE.exists():
        assert violations(opened, "color-contrast") == []
    save(squat, "^titel:", "title:")
    expect(over).to_have_count(0)
    assert marked(opened)
