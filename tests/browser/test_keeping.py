"""A device that keeps nothing: full, or forbidden to. Everything still works as long as the page is open."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.host import Host

FAULTS = {
    "full": "Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError') }",
    "forbidden": (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    ),
    "spoilt": "for (const name of ['have', 'recent']) localStorage.setItem(location.origin + '/' + name, '{\"a\":')",
}


@pytest.fixture(params=FAULTS)
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page whose storage is of no use; an error that nobody caught fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    context.add_init_script(FAULTS[request.param])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def test_search_works(host: Host, reader: Page) -> None:
    """Names are found, and the empty search suggests where to begin."""
    reader.goto(host.url)
    reader.keyboard.press("/")
    expect(reader.get_by_role("group", name="Suggested").get_by_role("option").first).to_be_visible()
    reader.keyboard.type("plank")
    expect(reader.get_by_role("option").first).to_contain_text("Plank")


def test_the_catalogue_can_be_filtered(host: Host, reader: Page) -> None:
    """Filters work, and the address still says them."""
    reader.goto(host.url + "exercises/index.html")
    reader.locator("input[name=equipment][value=mat]").evaluate("box => box.click()")
    expect(reader.locator("[data-card]:visible")).not_to_have_count(reader.locator("[data-card]").count())
    assert "equipment=mat" in reader.url


def test_what_to_do_instead_is_all_there(host: Host, reader: Page) -> None:
    """Where what the reader has cannot be remembered, nothing is put aside."""
    reader.goto(host.url + "exercises/back-squat.html", wait_until="networkidle")
    assert reader.locator("[data-swap]:visible").count() == reader.locator("[data-swap]").count() > 0
