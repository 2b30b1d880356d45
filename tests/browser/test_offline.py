"""The site without a network: what was seen and what was saved opens, whole and of one edition."""

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.host import Host

CACHED = """async (but = "none") => {
    const names = (await caches.keys()).filter(name => !name.endsWith(but))
    const kept = await Promise.all(names.map(async name => (await caches.open(name)).keys()))
    return kept.flat().map(one => one.url)
}"""
DONE = f"""async version => {{
    const there = (await caches.keys()).some(name => name.endsWith(version))
    return there && (await ({CACHED})(version)).every(url => url.includes('/assets/'))
}}"""


SHOWN = """async () => {
    const pictures = [...document.images].filter(one => one.complete && one.naturalWidth).map(one => one.currentSrc)
    const looks = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map(one => one.href || one.src)
    const here = location.href.split(/[?#]/)[0]
    const all = await Promise.all([here, ...pictures, ...looks].map(url => caches.match(url)))
    return !!navigator.serviceWorker.controller && all.every(Boolean)
}"""


def _until(page: Page, holds: str, about: str = "") -> None:
    """Wait until a function of the page, which may take its time, gives true."""
    for _ in range(400):
        if page.evaluate(holds, about):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {holds}")


def _settle(page: Page) -> None:
    """Until the worker is in charge, and the page that is open is kept with all it shows."""
    _until(page, SHOWN)


def _cut(host: Host, context: BrowserContext) -> None:
    context.set_offline(True)
    host.refused = "/"


def _save(page: Page, host: Host, name: str) -> None:
    page.goto(host.url + "device.html")
    page.locator(f"[data-save='{name}'] button").click()
    expect(page.locator(f"[data-save='{name}'] [role=status]")).to_contain_text("Saved", timeout=60_000)


@pytest.fixture
def edition(built: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "site"))


def _next(folder: Path, version: str) -> None:
    """Make the site another edition, with another plank."""
    page, worker, listing = folder / "exercises" / "plank.html", folder / "sw.js", folder / "offline.json"
    page.write_text(page.read_text("utf-8").replace("<h1>Plank", f"<h1>Plank {version}"), "utf-8")
    files = json.loads(listing.read_text("utf-8"))
    files["version"] = version
    files["digests"][files["addresses"].index("exercises/plank.html")] = sha256(page.read_bytes()).hexdigest()[:10]
    listing.write_text(json.dumps(files), "utf-8")
    worker.write_text(re.sub(r'("version":")\w+', rf"\g<1>{version}", worker.read_text("utf-8")), "utf-8")


def _update(page: Page, version: str) -> None:
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update() }")
    _until(page, DONE, version)


def test_pages_that_were_seen_open_again(host: Host, context: BrowserContext, page: Page) -> None:
    """The first page that a reader ever opens is there when the network is gone, with its picture and the search."""
    page.goto(host.url + "exercises/plank.html")
    _settle(page)
    _cut(host, context)
    page.reload()
    expect(page.locator("h1")).to_have_text("Plank")
    page.wait_for_function("() => document.querySelector('.figure img').naturalWidth > 0")
    page.keyboard.press("/")
    page.keyboard.type("gobl")
    expect(page.get_by_role("option").first).to_contain_text("Goblet squat")


def test_a_page_that_is_kept_has_all_it_shows(host: Host, page: Page) -> None:
    """Of a first visit the page is kept last: a network cut at any moment leaves no page without its picture."""
    page.add_init_script(
        """const add = Cache.prototype.add
        window.kept = []
        Cache.prototype.add = function (url) { return add.call(this, url).then(() => window.kept.push(url)) }"""
    )
    page.goto(host.url + "exercises/plank.html")
    _settle(page)
    *before, last = page.evaluate("window.kept")
    assert last == host.url + "exercises/plank.html"
    assert any("/figures/exercises/plank/" in one for one in before)


def test_a_page_that_is_not_there_leads_to_those_that_are(host: Host, context: BrowserContext, page: Page) -> None:
    """Instead of the browser's error there is a page that says so and lists what can be opened."""
    page.goto(host.url + "exercises/plank.html")
    _settle(page)
    _cut(host, context)
    page.goto(host.url + "exercises/cobra.html")
    expect(page.get_by_role("heading", name="not on this device")).to_be_visible()
    expect(page.locator("[data-shelf] a")).to_contain_text(["Plank"])


def test_a_saved_program_opens_with_its_exercises(host: Host, context: BrowserContext, page: Page) -> None:
    """After "save", every page that the program is made of opens without a network, pictures and all."""
    _save(page, host, "programs/starter-five")
    listing = json.loads((host.folder / "offline.json").read_text("utf-8"))
    wanted = {host.url + listing["addresses"][place] for place in listing["saves"]["programs/starter-five"]}
    assert {"exercises", "figures", "programs"} <= {one.removeprefix(host.url).split("/")[0] for one in wanted}
    assert wanted <= set(page.evaluate(CACHED))
    _cut(host, context)
    for address in sorted(one for one in wanted if one.endswith(".html")):
        page.goto(address)
        assert "device.html" not in page.url
        expect(page.locator("h1").first).to_be_visible()


def test_the_whole_handbook_can_be_saved_and_removed(host: Host, context: BrowserContext, page: Page) -> None:
    """The button says how much it is; after it everything opens offline; removed, it is gone."""
    page.goto(host.url + "device.html")
    expect(page.locator("[data-save=all] button")).to_contain_text(re.compile(r"\d MB"))
    _save(page, host, "all")
    _cut(host, context)
    for address in ("guides/safety.html", "muscles/index.html", "exercises/cat-cow.html", "references.html"):
        page.goto(host.url + address)
        assert page.url.endswith(address)
    host.refused = ""
    context.set_offline(False)
    page.goto(host.url + "device.html")
    page.locator("[data-save=all] button").click()
    expect(page.locator("[data-save=all] button")).to_contain_text("Save")
    assert not [one for one in page.evaluate(CACHED) if "/guides/safety" in one]


def test_an_update_brings_what_was_kept_and_clears_up(host: Host, edition: Path, page: Page) -> None:
    """A new edition renews the pages that were kept, and nothing is left of the old but what open tabs may need."""
    host.folder = edition
    page.goto(host.url + "exercises/plank.html")
    _settle(page)
    _next(edition, "0123456789")
    _update(page, "0123456789")
    host.refused = "/"
    page.reload()
    expect(page.locator("h1")).to_have_text("Plank 0123456789")


def test_half_an_update_is_none(host: Host, edition: Path, page: Page) -> None:
    """A new edition of which one file cannot be had is not begun: everything stays of the old one."""
    host.folder = edition
    page.goto(host.url + "exercises/plank.html")
    _settle(page)
    _next(edition, "0123456789")
    host.refused = "exercises/plank.html"
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update().catch(() => 0) }")
    for _ in range(400):
        if host.turned_away:
            break
        page.wait_for_timeout(50)
    assert host.turned_away == ["/exercises/plank.html"]
    _until(page, "async () => !(await navigator.serviceWorker.getRegistration()).installing")
    _until(page, "async () => (await caches.keys()).length === 1")
    page.reload()
    expect(page.locator("h1")).to_have_text("Plank")


def test_an_edition_whose_list_is_another_is_not_begun(host: Host, edition: Path, page: Page) -> None:
    """While a host has the new worker and still the old list, nothing changes; when it has both, the update comes."""
    host.folder = edition
    page.goto(host.url + "exercises/plank.html")
    _settle(page)
    before = (edition / "offline.json").read_bytes()
    _next(edition, "0123456789")
    after = (edition / "offline.json").read_bytes()
    (edition / "offline.json").write_bytes(before)
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update().catch(() => 0) }")
    _until(page, "async () => !(await navigator.serviceWorker.getRegistration()).installing")
    page.reload()
    expect(page.locator("h1")).to_have_text("Plank")
    (edition / "offline.json").write_bytes(after)
    _update(page, "0123456789")
    page.reload()
    expect(page.locator("h1")).to_have_text("Plank 0123456789")


def test_a_saved_program_that_is_no_more_is_said(host: Host, edition: Path, page: Page) -> None:
    """When an edition drops a program that a reader saved, the device page says so."""
    host.folder = edition
    _save(page, host, "programs/starter-five")
    listing = json.loads((edition / "offline.json").read_text("utf-8"))
    del listing["saves"]["programs/starter-five"]
    (edition / "offline.json").write_text(json.dumps(listing, separators=(",", ":")), "utf-8")
    device = edition / "device.html"
    device.write_text(re.sub(r'<li data-save="programs/starter-five"></li>', "", device.read_text("utf-8")), "utf-8")
    _next(edition, "0123456789")
    _update(page, "0123456789")
    page.reload()
    expect(page.get_by_text("no longer in the handbook")).to_contain_text("starter five")


def test_a_network_that_hangs_blanks_no_page(host: Host, page: Page) -> None:
    """Where the network takes the question and never answers, kept pages open at once, and others say what is there."""
    page.goto(host.url + "exercises/plank.html")
    _settle(page)
    page.goto(host.url + "index.html")
    host.silent.set()
    page.goto(host.url + "exercises/plank.html", wait_until="commit")
    expect(page.locator("h1")).to_have_text("Plank")
    page.goto(host.url + "exercises/cobra.html", wait_until="commit")
    expect(page.get_by_role("heading", name="not on this device")).to_be_visible()
    host.silent.clear()


def test_it_can_be_installed(host: Host, page: Page) -> None:
    """The manifest names the site, where it starts, and icons that are there."""
    page.goto(host.url)
    manifest = json.loads((host.folder / "manifest.webmanifest").read_text("utf-8"))
    assert page.locator("link[rel=manifest]").count() == 1
    assert (host.folder / manifest["start_url"]).is_file()
    assert manifest["icons"]
    assert all((host.folder / icon["src"]).is_file() for icon in manifest["icons"])


def test_a_device_without_room_says_so(host: Host, page: Page) -> None:
    """When the device is full, the reader is told, and what was kept before still opens."""
    page.add_init_script("Cache.prototype.addAll = async () => { throw new DOMException('', 'QuotaExceededError') }")
    page.goto(host.url + "exercises/plank.html")
    _settle(page)
    page.goto(host.url + "device.html")
    page.locator("[data-save=all] button").click()
    expect(page.locator("[data-save=all] [role=status]")).to_contain_text("no room left on this device")
    host.refused = "/"
    page.goto(host.url + "exercises/plank.html")
    expect(page.locator("h1")).to_have_text("Plank")


def test_a_save_that_breaks_off_goes_on(host: Host, page: Page) -> None:
    """Where the network fails in the middle, the reader is told, and another press does the rest."""
    page.goto(host.url + "device.html")
    expect(page.locator("[data-save='programs/starter-five'] button")).to_contain_text("Save")
    host.refused = "/exercises/"
    page.locator("[data-save='programs/starter-five'] button").click()
    status = page.locator("[data-save='programs/starter-five'] [role=status]")
    expect(status).to_contain_text("The network broke off")
    host.refused = ""
    page.locator("[data-save='programs/starter-five'] button").click()
    expect(status).to_contain_text("Saved", timeout=60_000)


def test_a_stale_tab_goes_on_working(host: Host, edition: Path, page: Page) -> None:
    """A tab of the edition before, whose scripts the host no longer has, still brings what it did not load yet."""
    host.folder = edition
    page.goto(host.url + "exercises/plank.html")
    _settle(page)
    before = next((edition / "assets").iterdir())
    after = before.rename(before.with_name("fedcba9876"))
    for file in [
        *edition.rglob("*.html"),
        edition / "sw.js",
        edition / "offline.json",
        edition / "manifest.webmanifest",
    ]:
        file.write_text(file.read_text("utf-8").replace(before.name, after.name), "utf-8")
    _next(edition, "0123456789")
    _update(page, "0123456789")
    page.keyboard.press("/")
    page.keyboard.type("goblt sqat")
    expect(page.get_by_role("option").first).to_contain_text("Goblet squat")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/exercises/goblet-squat.html")
    assert after.name in (page.locator("link[rel=stylesheet]").first.get_attribute("href") or "")
