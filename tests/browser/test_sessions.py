"""A session: ticks that stay, a timer for the rest, last time beside the set, and the history in the reader's hands."""

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.host import Host

SESSION = "programs/basic-two-day/day-1.html"
FIRST = "[data-line='1']"


@pytest.fixture
def day(host: Host, page: Page) -> Page:
    """The first day of a program, begun."""
    page.goto(host.url + SESSION)
    page.locator("[data-week]").select_option("3")
    return page


def _tick(page: Page, load: str, reps: str) -> None:
    page.locator(f"{FIRST} [data-field=load]").first.fill(load)
    page.locator(f"{FIRST} [data-field=amount]").first.fill(reps)
    page.locator(f"{FIRST} [data-field=done]").first.check()


def _later(page: Page) -> None:
    """Move all that was done to another day."""
    page.evaluate(
        """() => { for (const key of Object.keys(localStorage)) {
            const past = '"at":"2026-01-05T08:00:00.000Z"'
            if (key.endsWith('history')) localStorage[key] = localStorage[key].replaceAll(/"at":"[^"]+"/g, past)
            if (key.includes('session programs')) delete localStorage[key] } }"""
    )
    page.reload()


def test_ticks_outlast_the_page(day: Page) -> None:
    """A set that was ticked is ticked after the phone has put the page away, with its load and reps."""
    _tick(day, "62,5", "6")
    day.reload()
    expect(day.locator(f"{FIRST} [data-field=done]").first).to_be_checked()
    expect(day.locator(f"{FIRST} [data-field=load]").first).to_have_value("62.5")
    expect(day.locator(f"{FIRST} [data-field=amount]").first).to_have_value("6")
    day.locator(f"{FIRST} [data-field=done]").first.uncheck()
    day.reload()
    expect(day.locator(f"{FIRST} [data-field=done]").first).not_to_be_checked()


def test_a_tick_starts_the_rest(day: Page) -> None:
    """The rest that the program says runs down from its lower end; it can be made longer, and stopped."""
    day.clock.set_fixed_time("2027-01-04T18:00:00Z")
    _tick(day, "60", "5")
    timer = day.get_by_role("timer")
    expect(timer).to_contain_text("2:00")
    timer.get_by_role("button", name="+30 s").click()
    expect(timer).to_contain_text("2:30")
    timer.get_by_role("button", name="Stop").click()
    expect(timer).to_be_hidden()


def test_a_timer_goes_by_the_clock(day: Page) -> None:
    """A rest that began before the page was loaded anew goes on, and says when it is over."""
    _tick(day, "60", "5")
    day.clock.install()
    day.reload()
    expect(day.get_by_role("timer")).to_be_visible()
    day.clock.fast_forward("02:01")
    expect(day.get_by_role("timer")).to_contain_text("Go")
    expect(day.locator("[role=status]", has_text="Rest is over")).to_have_count(1)


def test_last_time_stands_beside_the_set(day: Page) -> None:
    """Next time the load of last time is beside the set, and taken for it unless another is written."""
    _tick(day, "60", "5")
    _later(day)
    expect(day.locator(f"{FIRST} [data-last]").first).to_have_text("last time 60 kg \u00d7 5 reps")
    day.locator(f"{FIRST} [data-field=done]").first.check()
    expect(day.locator(f"{FIRST} [data-field=load]").first).to_have_value("60")


def test_weeks_change_what_is_asked(day: Page) -> None:
    """The chosen week's amount is shown, remembered, and as many sets as it has."""
    turns = day.locator(f"{FIRST} [data-turn]")
    for at in (0, turns.count() - 1):
        turn = turns.nth(at)
        day.locator("[data-week]").select_option(turn.get_attribute("data-turn"))
        expect(day.locator(f"{FIRST} .screen-amount")).to_have_text(turn.get_attribute("data-said") or "")
        expect(day.locator(f"{FIRST} [data-set]:visible")).to_have_count(int(turn.get_attribute("data-sets") or 0))
    day.reload()
    expect(day.locator("[data-week]")).to_have_value(turns.last.get_attribute("data-turn") or "")


@pytest.mark.parametrize("form", ["CSV", "JSON"])
def test_the_history_goes_out_and_comes_back(day: Page, tmp_path: Path, form: str) -> None:
    """Saved as a file, forgotten, and brought in again, the history is what it was."""
    _tick(day, "60", "5")
    with day.expect_download() as saved:
        day.get_by_role("button", name=f"Save as {form}").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    text = file.read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines())) if form == "CSV" else json.loads(text)["sets"]
    assert [(row["exercise"], str(row["load"]), str(row["amount"])) for row in rows] == [("back-squat", "60", "5")]
    day.get_by_role("button", name="Forget it all").click()
    day.get_by_role("button", name="Really forget it all?").click()
    expect(day.locator("[data-history]")).to_contain_text("Nothing is written down yet")
    day.locator("[data-history] input[type=file]").set_input_files(file)
    expect(day.locator("[data-history]")).to_contain_text("1 new set")


@pytest.mark.parametrize(
    "text", ["", "{", "\x00\x01", "at,exercise\nnow,<script>", '{"sets": [{"at": "x"}, 7, null]}', "[[[[[["]
)
def test_a_file_that_is_none_is_said(day: Page, tmp_path: Path, text: str) -> None:
    """What is brought in is not believed: a file without sets says so and changes nothing."""
    _tick(day, "60", "5")
    file = tmp_path / "strange.csv"
    file.write_text(text, "utf-8")
    day.locator("[data-history] input[type=file]").set_input_files(file)
    expect(day.locator("[data-history]")).to_contain_text("no set in that file")
    expect(day.locator("[data-history]")).to_contain_text("1 set in 1 session")


@pytest.mark.parametrize("fault", ["QuotaExceededError", "SecurityError"])
def test_a_device_that_keeps_nothing_says_so(host: Host, page: Page, fault: str) -> None:
    """Storage that is full or forbidden costs the memory, not the session: it goes on, and a warning is given."""
    refuse = f"() => {{ throw new DOMException('no', '{fault}') }}"
    page.add_init_script(f"Storage.prototype.setItem = {refuse}; Storage.prototype.getItem = {refuse}")
    page.goto(host.url + SESSION)
    _tick(page, "60", "5")
    expect(page.get_by_role("timer")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("keeps nothing")
    expect(page.locator("[data-history]")).to_contain_text("1 set in 1 session")


def test_the_screen_is_kept_on(host: Host, page: Page) -> None:
    """A session asks the device to leave its screen on."""
    page.add_init_script(
        "navigator.wakeLock.request = async kind => { document.documentElement.dataset.awake = kind; return {} }"
    )
    page.goto(host.url + SESSION)
    expect(page.locator("html")).to_have_attribute("data-awake", "screen")


def test_without_scripts_one_leads_to_the_next(host: Host, browser: Browser) -> None:
    """Next and back go through the whole session by links alone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(host.url + SESSION)
    here, seen = "start", 0
    while here != "end":
        onward = page.locator(f"[id='{here}'] .screen-steps a").last
        here = (onward.get_attribute("href") or "").removeprefix("#")
        onward.click()
        expect(page).to_have_url(f"{host.url}{SESSION}#{here}")
        expect(page.locator(f"[id='{here}'] h2").first).to_be_in_viewport()
        seen += here != "end"
    assert seen == page.locator("[data-line]").count()
    context.close()
