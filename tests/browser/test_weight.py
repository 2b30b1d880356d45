"""What a page weighs for a reader with poor reception: everything the browser fetches to show it, packed."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.host import Host

KILOBYTE = 1024
FIRST, NEXT = 60 * KILOBYTE, 15 * KILOBYTE
PACKED = {".woff2", ".png"}


def _weight(file: Path) -> int:
    content = file.read_bytes()
    return len(content) if file.suffix in PACKED else len(gzip.compress(content))


def _fetched(page: Page, host: Host) -> Callable[[str], set[Path]]:
    """Opens a page of the site, and gives the files that it fetched."""
    asked: set[Path] = set()
    page.on("request", lambda request: asked.add(host.folder / request.url.removeprefix(host.url).split("?")[0]))

    def opened(address: str) -> set[Path]:
        asked.clear()
        page.goto(host.url + address, wait_until="networkidle")
        return {file for file in asked if file.is_file()}

    return opened


@pytest.mark.parametrize("width", [360, 1280])
def test_an_exercise_is_light(host: Host, browser: Browser, width: int) -> None:
    """The first page ever seen takes at most 60 KB with all it needs, the next at most 15, all from here."""
    context = browser.new_context(viewport={"width": width, "height": 800}, service_workers="block")
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda request: elsewhere.extend([request.url] * (not request.url.startswith(host.url))))
    opened = _fetched(page, host)
    first = opened("exercises/deadlift.html")
    assert sum(map(_weight, first)) <= FIRST
    assert sum(map(_weight, opened("exercises/bulgarian-split-squat.html") - first)) <= NEXT
    assert elsewhere == []
    context.close()
