"""The full text in the browser: fetched when it is asked for and not before, wherever the handbook lies."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.host import Host

WAY = ".texts-way"
TEXTS = "[data-search-texts]"
FOUND = f"{TEXTS} li"


@pytest.fixture
def below(built: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the site on a host where it lies in a folder."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "handbook").symlink_to(built)
    server = Host(tmp_path)
    Thread(target=partial(server.serve_forever, 0.05), daemon=True).start()
    yield server.url + "deep/handbook/"
    server.shutdown()
    server.server_close()


def test_it_comes_when_it_is_asked_for(host: Host, page: Page) -> None:
    """A search for names fetches nothing of it; one press does, and what it finds stands below the names."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host.url + "search/index.html?q=iliotibial+band")
    expect(page.locator(WAY)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/pagefind/" in url]
    page.locator(WAY).click()
    expect(page.locator(FOUND).first).to_be_visible()
    expect(page.locator(f"{TEXTS} mark").first).to_contain_text(re.compile("iliotibial|band", re.IGNORECASE))
    assert [url for url in asked if "/pagefind/" in url]
    names, texts = (page.locator(one).bounding_box() for one in ("[data-search-results]", TEXTS))
    assert names is not None
    assert texts is not None
    assert texts["y"] >= names["y"] + names["height"]


def test_a_guide_is_found_by_what_it_says(host: Host, page: Page) -> None:
    """A word that is no entry's name leads to the very section that says it."""
    page.goto(host.url + "search/index.html?q=hip+drop&texts=1")
    glossary = page.locator(FOUND).filter(has_text="Glossary")
    glossary.get_by_role("link", name="Hip drop").click()
    page.wait_for_url("**/guides/glossary.html#hip-drop")


def test_the_search_box_offers_it(host: Host, page: Page) -> None:
    """Under every field, where a name is found or none, the last choice is to search the texts for it."""
    page.goto(host.url)
    page.keyboard.press("/")
    page.keyboard.type("hip drop")
    last = page.get_by_role("option").last
    expect(last).to_contain_text("Search the texts")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=hip%20drop&texts=1")
    expect(page.locator(FOUND).first).to_be_visible()


def test_it_follows_what_is_typed(host: Host, page: Page) -> None:
    """Once asked for it goes along with the field, and the address says it, so that going back shows it again."""
    page.goto(host.url + "search/index.html?q=plank")
    page.locator(WAY).click()
    expect(page.locator(FOUND).first).to_be_visible()
    page.locator("form[data-search] input").fill("achilles")
    expect(page.locator(f"{TEXTS} mark").first).to_contain_text("chilles")
    assert "texts=1" in page.url
    page.reload()
    expect(page.locator(f"{TEXTS} mark").first).to_contain_text("chilles")


@pytest.mark.parametrize("query", ["qqqzzzxx", "<img src=x onerror=document.title='run'>", "\U0001f3c3", "a" * 10_000])
def test_whatever_is_asked_ends_in_words(host: Host, page: Page, query: str) -> None:
    """What nobody wrote is found nowhere, which is said; nothing typed runs."""
    page.goto(host.url + "search/index.html?q=plank&texts=1")
    expect(page.locator(FOUND).first).to_be_visible()
    page.locator("form[data-search] input").evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})) }", query
    )
    expect(page.locator(f"{TEXTS} [role=status]")).to_contain_text(re.compile(r"pages? says? it"))
    assert page.title() != "run"
    assert page.locator(f"{TEXTS} img").count() == 0


def test_it_works_below_any_address(below: str, page: Page) -> None:
    """Where the handbook lies in a folder of a host, its texts are found, and the links lead to its pages."""
    page.goto(below + "search/index.html?q=plank&texts=1")
    page.locator(f"{FOUND} > a").first.click()
    page.wait_for_url(f"{below}**.html")
    expect(page.locator("h1")).to_be_visible()


def test_from_a_folder_it_says_what_it_needs(built: Path, page: Page) -> None:
    """Without a server a browser runs no such engine: the page says so, and names are found all the same."""
    page.goto((built / "search/index.html").as_uri() + "?q=plank")
    expect(page.get_by_text("where the handbook comes from a server")).to_be_visible()
    expect(page.locator("[data-search-results] li a").first).to_have_text("Plank")


def test_where_it_cannot_be_had_names_are_found(host: Host, page: Page) -> None:
    """When the network refuses it, the page says so in words, and the next try works."""
    host.refused = "/pagefind/"
    page.goto(host.url + "search/index.html?q=plank&texts=1")
    expect(page.locator(f"{TEXTS} [role=status]")).to_contain_text("cannot be searched now")
    expect(page.locator("[data-search-results] li a").first).to_have_text("Plank")
    host.refused = ""
    page.locator("form[data-search] input").fill("planks")
    expect(page.locator(FOUND).first).to_be_visible()


def test_what_was_saved_can_be_searched_offline(host: Host, context: BrowserContext, page: Page) -> None:
    """After the whole handbook was saved its texts are found without a network."""
    page.goto(host.url + "device.html")
    page.locator("[data-save=all] button").click()
    expect(page.locator("[data-save=all] [role=status]")).to_contain_text("Saved", timeout=60_000)
    context.set_offline(True)
    host.refused = "/"
    page.goto(host.url + "search/index.html?q=hip+drop&texts=1")
    expect(page.locator(FOUND).first).to_be_visible()
