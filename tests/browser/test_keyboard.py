"""The handbook by keyboard alone, as a screen reader tells it, and with scripts off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import PATIENCE
from browser.host import Host

PAGES = ("index.html", "exercises/back-squat.html", "programs/basic-two-day/day-1.html", "device.html")
FOCUSED = """() => { const one = document.activeElement, looks = getComputedStyle(one)
    const bare = looks.outlineStyle === 'none' && !one.closest('svg')
    return [one.outerHTML.slice(0, 60) + one.getAttribute('href'), bare, one === document.body] }"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.tabIndex >= 0 && !one.disabled)
    .map(one => one.outerHTML.slice(0, 60) + one.getAttribute('href'))"""


@pytest.fixture
def still(host: Host, browser: Browser) -> Iterator[Page]:
    """A reader with a phone and without scripts, on the home page."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(host.url)
    yield page
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_tab_comes_to_everything_and_shows_where_it_is(host: Host, page: Page, address: str) -> None:
    """Every link, button and field is reached by Tab, none is a trap, and each shows that it has the focus."""
    page.goto(host.url + address)
    page.evaluate("() => document.querySelectorAll('[data-search]').forEach(one => one.remove())")
    wanted = set(page.evaluate(REACHABLE))
    seen, bare = set(), []
    for _ in range(2 * len(wanted) + 20):
        page.keyboard.press("Tab")
        what, unmarked, home = page.evaluate(FOCUSED)
        if home:
            break
        seen.add(what)
        bare += [what] if unmarked else []
    assert wanted - seen == set()
    assert bare == []


@pytest.mark.parametrize("address", [*PAGES, "exercises/index.html", "programs/basic-two-day/sheet.html"])
def test_whatever_can_be_used_has_a_name(host: Host, page: Page, address: str) -> None:
    """In the tree that a screen reader gets, nothing that takes the focus is without a name, and no picture either."""
    page.goto(host.url + address)
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    used = {
        "link",
        "button",
        "checkbox",
        "combobox",
        "textbox",
        "searchbox",
        "spinbutton",
        "image",
        "DisclosureTriangle",
    }
    said = [node for node in nodes if not node["ignored"] and node["role"]["value"] in used]
    assert said
    assert [node["role"]["value"] for node in said if not node.get("name", {}).get("value", "").strip()] == []


def test_filters_open_tick_and_close_by_keyboard(host: Host, page: Page) -> None:
    """Enter opens the filters on a phone, Space ticks one in its named group, Escape closes, and the count is said."""
    page.goto(host.url + "exercises/index.html")
    opener = page.get_by_role("button", name="Filter", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("group", name="Level").get_by_role("checkbox", name="advanced")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    many = page.locator("[data-card]:visible, [data-card][data-level=advanced]").count()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(opener).to_be_focused()
    expect(page.locator("[data-card]:visible")).to_have_count(page.locator("[data-card][data-level=advanced]").count())
    assert many


def test_a_set_is_written_down_by_keyboard(host: Host, page: Page) -> None:
    """Load, Tab, repetitions, Tab, Space: the set is done, the rest runs and is told, and Stop is a key away."""
    page.goto(host.url + "programs/basic-two-day/day-1.html")
    first = page.locator("[data-line='1'] [data-set]").first
    first.locator("[data-field=load]").focus()
    page.keyboard.type("60")
    page.keyboard.press("Tab")
    page.keyboard.type("5")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(first.locator("[data-field=done]")).to_be_checked()
    expect(page.get_by_role("timer", name="Rest")).to_be_visible()
    expect(page.locator("[role=status]", has_text="Rest: ")).to_have_count(1)
    page.get_by_role("timer").get_by_role("button", name="Stop").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("timer")).to_be_hidden()


def test_a_sheet_is_filled_in_by_keyboard(host: Host, page: Page) -> None:
    """Every field of the form has a label, and what is typed is on the sheet at once."""
    page.goto(host.url + "programs/basic-two-day/sheet.html")
    page.get_by_label("Athlete").focus()
    page.keyboard.type("Kim")
    page.get_by_label("Load for Back squat").focus()
    page.keyboard.type("80")
    page.keyboard.press("Tab")
    expect(page.locator("tbody[data-line='1'] .target.mine").first).to_contain_text("80")
    expect(page.locator(".fields dd").first).to_have_text("Kim")
    unnamed = page.locator("form.own :is(input, select)").evaluate_all(
        "all => all.filter(one => !one.labels?.length && !one.getAttribute('aria-label')).length"
    )
    assert unnamed == 0


def test_without_scripts_menu_search_and_figures_work(host: Host, still: Page) -> None:
    """The menu opens, the search leads to a list of everything, and a figure shows how it moves."""
    still.get_by_role("button", name="Menu").click()
    still.get_by_role("navigation", name="Handbook").get_by_role("link", name="Exercises").click()
    still.locator("main a[href='plank.html']").first.click()
    still.locator(".motion summary").click()
    expect(still.locator(".motion img")).to_be_visible()
    still.get_by_role("searchbox").fill("plank")
    still.keyboard.press("Enter")
    expect(still).to_have_url(f"{host.url}search/index.html?q=plank")
    still.locator("summary", has_text="Exercises").click()
    expect(still.locator("main a[href*='exercises/plank.html']")).to_be_visible()


@pytest.mark.parametrize(
    "address",
    [
        *PAGES,
        "exercises/index.html",
        "programs/basic-two-day.html",
        "programs/basic-two-day/sheet.html",
        "contribute.html",
    ],
)
def test_without_scripts_nothing_is_shown_that_does_nothing(host: Host, still: Page, address: str) -> None:
    """No button, field or empty list stands there whose work a script would do, but for ticks to look at."""
    still.goto(host.url + address)
    expect(still.locator("h1").first).to_be_visible()
    dead = [
        one
        for one in still.locator("main :is(button, input, select, ul, ol, form, table)").all()
        if one.is_visible() and _idle(one.evaluate("one => [one.tagName, one.outerHTML, one.innerText]"))
    ]
    assert [one.evaluate("one => one.outerHTML.slice(0, 90)") for one in dead] == []


def _idle(said: list[str]) -> bool:
    tag, html, text = said
    if tag in {"UL", "OL", "FORM", "TABLE"}:
        return not text.strip()
    return "popovertarget" not in html and "data-field" not in html
