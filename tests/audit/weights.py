"""What pages weigh and how soon the search answers: `python -m audit.weights`, with `tests` on the path.

Bytes are those of the bodies that a host sends (gzip), without the offline worker, which fetches when a page is done.
"""

from statistics import median

from playwright.sync_api import Browser, CDPSession, Page

from audit.published import chromium, conclude, published
from browser.host import Host
from browser.looking import PHONE, SCROLL

KB = 1024
FIRST, NEXT, SCRIPTS, INDEX = 60 * KB, 15 * KB, 15 * KB, 10 * KB
ANSWER, READY, SLOWER = 50, 1000, 6
"""Milliseconds from a key to what it finds on a CPU that many times slower; and from a focus to a search that works."""
PAGE, ANOTHER = "exercises/back-squat.html", "exercises/pogo-hop.html"
KINDS = {
    "home": "index.html",
    "catalogue": "exercises/index.html",
    "exercise": PAGE,
    "program": "programs/basic-two-day.html",
    "session": "programs/basic-two-day/day-1.html",
    "sheet": "programs/basic-two-day/sheet.html",
    "search": "search/index.html",
}
QUERIES = ("goblt sqat", "hamstring curl", "calf raise", "rdl", "press up", "glutes")
FIELD = "form[data-search] input[type=search]"
LISTEN = """() => { window.took = []
    let began = 0
    addEventListener('keydown', event => began = event.timeStamp, true)
    addEventListener('input', () => took.push(performance.now() - began)) }"""


def opened(page: Page, host: Host, address: str, *, searching: bool = False) -> dict[str, int]:
    """The bytes that came for a page, all its pictures seen, by address; with its search opened if wanted."""
    host.sent.clear()
    page.goto(host.url + address)
    page.evaluate(SCROLL)
    if searching:
        page.locator(FIELD).first.focus()
        page.wait_for_load_state("networkidle")
    return dict(host.sent)


def fresh(browser: Browser) -> Page:
    """A reader with a phone who was never here."""
    return browser.new_context(
        viewport={"width": PHONE["width"], "height": PHONE["height"]}, service_workers="block"
    ).new_page()


def weigh(browser: Browser, host: Host) -> list[str]:
    """The weight of an exercise's page at the first visit and the next, and of every kind's scripts."""
    page = fresh(browser)
    visits = {"first": (opened(page, host, PAGE), FIRST), "next": (opened(page, host, ANOTHER), NEXT)}
    faults = []
    for name, (sent, most) in visits.items():
        print(f"weights: exercise page, {name} visit {sum(sent.values()) / KB:.1f} KB of {most / KB:.0f}")
        if sum(sent.values()) > most:
            faults += [f"{name} visit is too heavy", *(f"  {size} {one}" for one, size in sent.items())]
    for kind, address in KINDS.items():
        sent = opened(fresh(browser), host, address, searching=True)
        scripts = sum(size for one, size in sent.items() if one.endswith(".js") and not one.endswith("names.js"))
        whole = sum(sent.values())
        print(f"weights: {kind} {whole / KB:.1f} KB, of which scripts, with the search, {scripts / KB:.1f} KB")
        if scripts > SCRIPTS:
            faults.append(f"{kind}: scripts of {scripts} bytes")
    index = host.sent["/search/names.js"]
    print(f"weights: search index {index / KB:.1f} KB of {INDEX / KB:.0f}")
    return [*faults, *([f"search index of {index} bytes"] if index > INDEX else [])]


def _slowed(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return session


def answering(browser: Browser, host: Host) -> list[str]:
    """How long after a key its results stand in the page, on a slow phone."""
    page = fresh(browser)
    page.goto(host.url)
    _slowed(page)
    page.evaluate(LISTEN)
    field = page.locator(FIELD).first
    for query in QUERIES:
        field.fill("")
        field.press_sequentially(query)
    page.locator("[role=option]").first.wait_for()
    took = [one for one in page.evaluate("() => took") if one < 10_000]
    print(
        f"search: {len(took)} keys on a CPU {SLOWER} times slower, answered after {median(took):.0f} ms "
        f"(median), {sorted(took)[int(len(took) * 0.95)]:.0f} ms (95 of 100), {max(took):.0f} ms (slowest)"
    )
    return [f"an answer takes {median(took):.0f} ms"] if median(took) > ANSWER else []


def ready(browser: Browser, host: Host) -> list[str]:
    """How long after a first focus the search works, over 400 kbit/s with 400 ms to and fro."""
    took = []
    for _ in range(5):
        page = fresh(browser)
        page.goto(host.url + PAGE)
        slow = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", slow)
        took.append(
            page.evaluate(
                """async selector => { const began = performance.now(), field = document.querySelector(selector)
                field.focus()
                while (field.getAttribute('role') !== 'combobox') await new Promise(done => setTimeout(done, 5))
                return performance.now() - began }""",
                FIELD,
            )
        )
        page.context.close()
    print(f"search: ready {median(took):.0f} ms after the first focus at 400 kbit/s and 400 ms (median of {len(took)})")
    return [f"the search is ready after {median(took):.0f} ms"] if median(took) > READY else []


if __name__ == "__main__":
    with published() as made, chromium() as one:
        conclude("weights", [*weigh(one, made), *answering(one, made), *ready(one, made)])
