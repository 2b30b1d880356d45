"""The catalogue's filters: live counts, an address to send, and what the reader has at home."""

import re

from playwright.sync_api import Browser, Page, expect

from browser.host import Host

CARDS = "[data-card]:visible"


def _tick(page: Page, name: str, value: str) -> None:
    page.evaluate(
        "([name, value]) => document.querySelector(`form[data-filters] input[name=${name}][value=${value}]`).click()",
        [name, value],
    )


def _count(page: Page) -> int:
    return int(page.locator("[data-count]").first.inner_text())


def test_a_filter_leaves_what_it_counts(host: Host, page: Page) -> None:
    """The number beside a value is the number of cards left when it is ticked, and the page says it."""
    page.goto(host.url + "exercises/index.html")
    promised = page.locator("label:has(input[name=level][value=advanced]) [data-facet-count]").text_content()
    _tick(page, "level", "advanced")
    expect(page.locator(CARDS)).to_have_count(int(promised or 0))
    assert _count(page) == int(promised or 0)
    assert page.locator(f"{CARDS}:not([data-level=advanced])").count() == 0


def test_filters_are_kept_in_the_address(host: Host, page: Page) -> None:
    """The address of a filtered catalogue, opened anew, shows the same."""
    page.goto(host.url + "exercises/index.html")
    _tick(page, "movement", "hip-extension")
    _tick(page, "level", "beginner")
    many = _count(page)
    expect(page).to_have_url(re.compile("movement=hip-extension&level=beginner|level=beginner&movement=hip-extension"))
    page.goto(page.url)
    assert page.locator(CARDS).count() == many


def test_counts_follow_the_other_filters(host: Host, page: Page) -> None:
    """With a level chosen, the numbers beside the muscles count that level alone."""
    page.goto(host.url + "exercises/index.html?level=advanced")
    for muscle in ("abs", "glutes", "lats"):
        said = page.locator(f"label:has(input[name=muscle][value={muscle}]) [data-facet-count]").text_content()
        assert int(said or 0) == page.locator(f"[data-level=advanced][data-muscle~={muscle}]").count()


def test_what_i_have_is_enough_for_every_card_left(host: Host, page: Page) -> None:
    """Equipment means what is there: only exercises that need nothing more are left."""
    page.goto(host.url + "exercises/index.html")
    _tick(page, "equipment", "mat")
    _tick(page, "equipment", "dumbbells")
    needs = page.locator(CARDS).evaluate_all("cards => cards.map(card => card.dataset.equipment)")
    assert needs
    assert all({"mat", "dumbbells"} & set(need.split("|")) for card in needs for need in card.split())


def test_what_i_have_is_remembered(host: Host, page: Page) -> None:
    """Another day the reader need not say again what stands at home."""
    page.goto(host.url + "exercises/index.html")
    _tick(page, "equipment", "mat")
    many = _count(page)
    page.goto(host.url + "exercises/index.html")
    expect(page.locator("[data-count]").first).to_have_text(str(many))
    expect(page.locator("input[name=equipment][value=mat]")).to_be_checked()


def test_when_nothing_fits_there_is_a_way_back(host: Host, page: Page) -> None:
    """A filter that nothing meets says so, and one press clears it."""
    page.goto(host.url + "exercises/index.html?level=advanced&kind=release")
    expect(page.locator(CARDS)).to_have_count(0)
    page.get_by_role("button", name="Clear the filters").click()
    expect(page.locator(CARDS)).to_have_count(page.locator("[data-card]").count())


def test_without_scripts_all_are_there(host: Host, browser: Browser) -> None:
    """A reader without scripts sees every card."""
    reader = browser.new_context(java_script_enabled=False)
    page = reader.new_page()
    page.goto(host.url + "exercises/index.html?level=advanced")
    assert page.locator(CARDS).count() == page.locator("[data-card]").count()
    reader.close()
