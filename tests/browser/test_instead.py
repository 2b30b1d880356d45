"""Do this instead: what the reader can do with what is there comes first, and the rest stays within reach."""

from playwright.sync_api import Browser, Page, expect

from browser.host import Host

PAGE = "exercises/back-squat.html"
SHOWN = "[data-swap]:visible"


def _opened(page: Page, host: Host, *have: str) -> None:
    """The page, for a reader who told the catalogue what there is."""
    page.goto(host.url + "exercises/index.html")
    for piece in have:
        page.locator(f"form[data-filters] input[name=equipment][value={piece}]").evaluate("box => box.click()")
    page.goto(host.url + PAGE)
    page.locator("[data-instead] p a").wait_for()


def test_what_cannot_be_done_is_put_aside(host: Host, page: Page) -> None:
    """With dumbbells and a mat, what needs more is not in the list; one press shows it, and its links work."""
    _opened(page, host, "dumbbells", "mat")
    every = page.locator("[data-swap]").count()
    needs = page.locator(SHOWN).evaluate_all("rows => rows.map(row => row.dataset.equipment)")
    assert 0 < len(needs) < every
    assert all({"dumbbells", "mat"} & set(need.split("|")) for row in needs for need in row.split())
    page.get_by_text("with equipment that you do not have").click()
    expect(page.locator(SHOWN)).to_have_count(every)
    page.locator(".beyond [data-swap] a").first.click()
    expect(page.locator("h1")).not_to_have_text("Back squat")


def test_a_reader_who_said_nothing_sees_all(host: Host, page: Page) -> None:
    """Nothing is put aside before the reader has said what there is, and the way to say it is shown."""
    _opened(page, host)
    assert page.locator(SHOWN).count() == page.locator("[data-swap]").count() > 0
    page.get_by_role("link", name="Say what you have").click()
    page.wait_for_url("**/exercises/index.html")


def test_where_nothing_can_be_done_all_is_shown(host: Host, page: Page) -> None:
    """Where every one of them needs more than there is, the list says so and stays open."""
    _opened(page, host, "none")
    page.evaluate("handbook.kept.set('have', ['no-such-thing'])")
    page.evaluate("for (const row of document.querySelectorAll('[data-swap]')) row.dataset.equipment = 'barbell'")
    page.evaluate("handbook.load('instead.js?again')")
    expect(page.get_by_text("All of them need more than you have")).to_be_visible()
    assert page.locator(SHOWN).count() > 0


def test_without_scripts_all_are_there(host: Host, browser: Browser) -> None:
    """A reader without scripts sees the whole list."""
    reader = browser.new_context(java_script_enabled=False)
    page = reader.new_page()
    page.goto(host.url + PAGE)
    assert page.locator(SHOWN).count() == page.locator("[data-swap]").count() > 0
    reader.close()
