"""Animations in a real browser: they move, and do not move for a reader who prefers that."""

import shutil
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Playwright

from figures.pictures import STYLE_SHEET
from figures.stand_in import SQUAT, STANDING, figure
from handbook.figures.bodymap import bodymap_index
from handbook.figures.motion import motion

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]
TEXT = motion(figure(STANDING, SQUAT), ["quads"], ["calves"], "Squat")
PAGE = f'<img width="300" src="data:image/svg+xml;base64,{b64encode(TEXT.encode()).decode()}">'


@contextmanager
def _page(playwright: Playwright, content: str, *, reduced: bool = False) -> Iterator[Page]:
    # The wish must come from the system: a page's emulated one does not reach the pictures in it.
    wish = ["--force-prefers-reduced-motion"] if reduced else []
    options = ["--no-sandbox", "--disable-gpu", *wish]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
    page = browser.new_page(reduced_motion="null")
    page.set_content(content)
    yield page
    browser.close()


def _pictures(playwright: Playwright, moments: int, *, reduced: bool) -> set[bytes]:
    """The different pictures at up to so many moments, until there are two."""
    seen: set[bytes] = set()
    with _page(playwright, PAGE, reduced=reduced) as page:
        for _ in range(moments):
            page.wait_for_timeout(350)
            seen.add(page.screenshot())
            if len(seen) > 1:
                break
    return seen


def test_an_animation_moves(playwright: Playwright) -> None:
    """Shown as a picture, the figure is elsewhere a moment later."""
    assert len(_pictures(playwright, 40, reduced=False)) > 1


def test_an_animation_stands_still_for_readers_who_prefer_that(playwright: Playwright) -> None:
    """With reduced motion every moment looks the same."""
    assert len(_pictures(playwright, 4, reduced=True)) == 1


def test_the_muscle_index_works_by_keyboard_and_shows_where_you_are(playwright: Playwright) -> None:
    """Tab reaches the muscles one by one, by name, and the one in focus changes its colour."""
    page_text = f"<style>{STYLE_SHEET.read_text('utf-8')}</style>"
    with _page(
        playwright, page_text + bodymap_index({"neck": ("Neck", "#neck"), "abs": ("Abdominals", "#abs")})
    ) as page:
        fills = []
        for name in ("Neck", "Abdominals"):
            page.keyboard.press("Tab")
            focused = page.locator("a:focus")
            assert focused.get_attribute("aria-label") == name
            fills.append(focused.evaluate("one => getComputedStyle(one).fill"))
        idle = page.locator("g.bodymap-muscle").first.evaluate("one => getComputedStyle(one).fill")
    assert fills[0] == fills[1] != idle
