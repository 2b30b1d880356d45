"""What every kind of page must look like to a browser and to a screen reader; `make audit` looks at all pages."""

import pytest
from playwright.sync_api import Browser, expect

from browser.conftest import PATIENCE
from browser.host import Host
from browser.looking import AXE, DESK, PHONE, SHIFTS, Watch, broken, overflow, shifted, violations

PAGES = (
    "index.html",
    "exercises/index.html",
    "exercises/back-squat.html",
    "muscles/index.html",
    "programs/basic-two-day.html",
    "programs/basic-two-day/day-1.html",
    "programs/basic-two-day/sheet.html",
    "search/index.html?q=glutes",
    "device.html",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_stands_still_and_says_no_error(host: Host, browser: Browser, address: str) -> None:
    """On a small phone nothing is cut off or moves by itself, all pictures come, and no other host is asked."""
    page = browser.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]}).new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(SHIFTS)
    watch = Watch(page, host.url)
    page.goto(host.url + address)
    assert broken(page) == []
    assert shifted(page) == 0
    assert [*overflow(page, 320), *overflow(page, 768)] == []
    assert watch.take() == []
    page.context.close()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core needs Node.js")
@pytest.mark.parametrize(("address", "scheme"), [(one, ("light", "dark")[at % 2]) for at, one in enumerate(PAGES)])
def test_axe_finds_no_barrier(host: Host, browser: Browser, address: str, scheme: str) -> None:
    """Contrast, names, roles and order are right, by all rules of axe-core, on a phone and on a desk."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for window in (PHONE, DESK):
        page.set_viewport_size({"width": window["width"], "height": window["height"]})
        page.goto(host.url + address)
        assert violations(page) == []
    page.close()


@pytest.mark.parametrize("slug", ["back-squat", "plank", "single-leg-romanian-deadlift"])
def test_the_essentials_stand_above_the_fold(host: Host, browser: Browser, slug: str) -> None:
    """Name, picture, dose and the first cue are seen on a phone before a thumb has moved."""
    page = browser.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]}).new_page()
    page.goto(f"{host.url}exercises/{slug}.html")
    for part in ("h1", ".figure img", ".dose", ".cues li"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["height"]
    page.context.close()


@pytest.mark.parametrize("address", PAGES)
def test_targets_are_thumb_sized(host: Host, browser: Browser, address: str) -> None:
    """Whatever stands alone to be pressed is at least 44 pixels."""
    page = browser.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]}).new_page()
    page.goto(host.url + address)
    expect(page.locator("h1").first).to_be_visible()
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, select, summary, input, .button')]
            .filter(one => !one.matches('[type=checkbox], [type=file]') && !one.closest('.unseen, .leaf'))
            .filter(one => one.checkVisibility() && one.offsetHeight < 44)
            .map(one => `${one.offsetHeight} ${one.outerHTML.slice(0, 80)}`)"""
    )
    assert small == []
    page.context.close()
