"""Figures move when they are asked to, and never else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.host import Host

MOVING = ".figure .motion img"
STILL = ".figure > img"


@pytest.fixture
def plank(host: Host, page: Page) -> Page:
    """The page of the plank, its figure standing still."""
    page.goto(host.url + "exercises/plank.html")
    page.locator(".figure.plays").wait_for()
    expect(page.locator(MOVING)).to_be_hidden()
    return page


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def reader(host: Host, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The same page for readers with scripts and without."""
    context = browser.new_context(java_script_enabled=request.param)
    page = context.new_page()
    page.goto(host.url + "exercises/plank.html")
    yield page
    context.close()


def test_a_tap_starts_and_stops_it(host: Host, browser: Browser) -> None:
    """A tap on the picture shows it moving, in its place and as large; another brings the picture back."""
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(host.url + "exercises/plank.html")
    page.locator(".figure.plays").wait_for()
    place = page.locator(STILL).bounding_box()
    page.locator(STILL).tap(position={"x": 40, "y": 40})
    expect(page.locator(MOVING)).to_be_visible()
    assert page.locator(MOVING).bounding_box() == place
    page.locator(MOVING).tap(position={"x": 40, "y": 40})
    expect(page.locator(MOVING)).to_be_hidden()
    context.close()


def test_a_button_starts_and_stops_it(reader: Page) -> None:
    """The keyboard's way, which needs no scripts: a button that says what it does."""
    reader.locator(".motion summary").focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(MOVING)).to_be_visible()
    expect(reader.locator(".motion summary")).to_contain_text("Stop")
    reader.keyboard.press("Enter")
    expect(reader.locator(MOVING)).to_be_hidden()


def test_a_mouse_plays_it_meanwhile(plank: Page) -> None:
    """It plays while the mouse is over it, and a click makes it stay."""
    plank.locator(".figure").hover()
    expect(plank.locator(MOVING)).to_be_visible()
    plank.locator("h1").hover()
    expect(plank.locator(MOVING)).to_be_hidden()
    plank.locator(".motion summary").click()
    plank.locator("h1").hover()
    expect(plank.locator(MOVING)).to_be_visible()


def test_less_motion_is_honoured(host: Host, browser: Browser) -> None:
    """For a reader who prefers less motion a mouse passing over it starts nothing."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(host.url + "exercises/plank.html")
    page.locator(".figure.plays").hover()
    expect(page.locator(MOVING)).to_be_hidden()
    context.close()
