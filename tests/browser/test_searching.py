"""Search in the browser: by keyboard alone, for screen readers, from a folder, whatever is typed."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.host import Host

FIELD = "form[data-search] input[type=search]"
RESULTS = "[data-search-results]"


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_keys_open_the_search_on_every_page(host: Host, page: Page, keys: str) -> None:
    """A slash or Ctrl-K, a name with a slip, an arrow and Enter: the reader is there."""
    page.goto(host.url + "guides/index.html")
    page.keyboard.press(keys)
    page.keyboard.type("goblt sqat")
    expect(page.get_by_role("option").first).to_contain_text("Goblet squat")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/exercises/goblet-squat.html")


def test_a_slash_in_a_field_is_a_slash(host: Host, page: Page) -> None:
    """Whoever writes a slash in the field means the slash."""
    page.goto(host.url)
    page.locator(FIELD).fill("a")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_have_value("a/")


def test_the_field_is_a_combobox(host: Host, page: Page) -> None:
    """A screen reader hears a list open, which option is current, how many there are, and that it closes."""
    page.goto(host.url)
    page.keyboard.press("/")
    page.keyboard.type("plank")
    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox")).to_be_visible()
    expect(page.locator(".found-status")).to_contain_text("results")
    page.keyboard.press("ArrowDown")
    current = page.locator("[role=option][aria-selected=true]")
    expect(field).to_have_attribute("aria-activedescendant", current.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_an_address_shows_its_results_as_links(host: Host, page: Page) -> None:
    """`?q=` is an address to send: it shows the results as links, the exact name first."""
    page.goto(host.url + "search/index.html?q=hamstring+curl")
    first = page.locator(f"{RESULTS} li a").first
    expect(first).to_have_text("Machine leg curl")
    first.click()
    page.wait_for_url("**/exercises/machine-leg-curl.html")


def test_results_are_narrowed_by_facets_with_counts(host: Host, page: Page) -> None:
    """Ticking a facet leaves as many results as its count says, and the address says so too."""
    page.goto(host.url + "search/index.html?q=glutes")
    box = page.locator(f"{RESULTS} input[name=folder][value=muscles]")
    many = int(box.locator("xpath=..").locator("small").inner_text())
    box.check()
    expect(page.locator(f"{RESULTS} li a")).to_have_count(many)
    expect(page).to_have_url(re.compile("folder=muscles"))
    page.reload()
    expect(page.locator(f"{RESULTS} li a")).to_have_count(many)


def test_an_empty_search_suggests(host: Host, page: Page) -> None:
    """Before anything is typed there are the pages seen last, and where to begin."""
    page.goto(host.url + "exercises/cobra.html")
    page.keyboard.press("/")
    expect(page.get_by_role("group", name="Recent").get_by_role("option")).to_contain_text(["Cobra"])
    expect(page.get_by_role("group", name="Suggested").get_by_role("option").first).to_be_visible()


@pytest.mark.parametrize(
    "query",
    [
        "<img src=x onerror=document.title='run'>",
        "\U0001f3c3\U0001f3cb",
        "a" * 10_000,
        "squat " * 2000,
        "%",
        "__proto__",
    ],
)
def test_whatever_is_typed_ends_in_something_useful(host: Host, page: Page, query: str) -> None:
    """Nothing typed runs as script, and there is always a link to go on with."""
    page.goto(host.url + f"search/index.html?q={quote(query[:2000])}")
    page.locator(FIELD).evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})) }", query
    )
    expect(page.locator(f"{RESULTS} li a").first).to_be_visible()
    expect(page.locator(f"{RESULTS} [role=status]")).not_to_be_empty()
    assert page.title() != "run"
    assert page.locator(f"{RESULTS} img").count() == 0


def test_the_header_says_that_nothing_is_found(host: Host, page: Page) -> None:
    """Under the field, too, a fruitless search says so and offers ways to begin."""
    page.goto(host.url)
    page.keyboard.press("/")
    page.keyboard.type("xqzzy")
    expect(page.locator(".found-status")).to_contain_text("Nothing is called")
    expect(page.get_by_role("option").first).to_be_visible()


def test_it_searches_from_a_folder(built: Path, page: Page) -> None:
    """Opened without a server, where a browser refuses to fetch, the search works all the same."""
    page.goto((built / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("press-ups")
    expect(page.get_by_role("option").first).to_contain_text("Push-up")


def test_without_scripts_everything_is_listed(host: Host, context: BrowserContext) -> None:
    """The page of search lists every entry for a reader without scripts."""
    still = context.browser
    assert still is not None
    reader = still.new_context(java_script_enabled=False)
    page = reader.new_page()
    page.goto(host.url + "search/index.html?q=plank")
    assert page.locator("main a[href*='exercises/plank.html']").count() == 1
    reader.close()
