"""What is wrong with a page as a browser shows it."""

from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request

AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
SHIFTS = """window.shifted = 0
new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value
}).observe({type: 'layout-shift', buffered: true})"""
SCROLL = """async () => {
    const coming = () => [...document.images].filter(one => one.checkVisibility() && !one.complete)
    for (let y = 0; y < document.body.scrollHeight; y += 500) {
        scrollTo(0, y)
        await new Promise(done => setTimeout(done, 20))
    }
    for (const one of coming()) {
        one.scrollIntoView()
        await new Promise(done => { one.onload = one.onerror = done; setTimeout(done, 2000) })
    }
    scrollTo(0, 0)
    await new Promise(done => setTimeout(done, 20))
}"""
WIDER = """() => { const most = document.documentElement.clientWidth
    return document.documentElement.scrollWidth <= most ? [] : [...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > most + 1).slice(0, 3)
        .map(one => `${one.tagName}.${one.getAttribute('class') || ''}`) }"""
BROKEN = "() => [...document.images].filter(one => one.complete && !one.naturalWidth).map(one => one.src)"
RUN = """async rules => (await axe.run(document, {
    resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})
})).violations.map(one => [one.id, one.nodes.slice(0, 3).map(node => `${node.target} ${node.failureSummary}`)])"""


class Watch:
    """What a page says while it is open: errors, and requests to other hosts than its own."""

    def __init__(self, page: Page, home: str) -> None:
        self.home = home
        self.heard: list[str] = []
        self.requests = 0
        page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def _console(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.heard.append(f"console: {said.text}")

    def _request(self, request: Request) -> None:
        self.requests += 1
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.heard.append(f"asks another host: {request.url}")

    def take(self) -> list[str]:
        """What was heard since it was last asked."""
        heard, self.heard = self.heard, []
        return heard


def violations(page: Page, *rules: str) -> list[str]:
    """What axe-core has to say about the page as it stands, by all its rules or by some."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found: list[Any] = page.evaluate(RUN, list(rules))
    return [f"axe {rule}: {' | '.join(places)}" for rule, places in found]


def overflow(page: Page, width: int) -> list[str]:
    """What is wider than a window of this width."""
    page.set_viewport_size({"width": width, "height": 740})
    return [f"wider than {width}: {one}" for one in page.evaluate(WIDER)]


def broken(page: Page) -> list[str]:
    """Pictures that did not come, after the whole page was looked at."""
    page.evaluate(SCROLL)
    return [f"no picture: {one}" for one in page.evaluate(BROKEN)]


def shifted(page: Page) -> float:
    """How far the layout moved by itself (CLS); the page must have run `SHIFTS` from its start."""
    return float(page.evaluate("() => window.shifted"))
