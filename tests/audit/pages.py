"""Every page in a browser: `python -m audit.pages [PART OF AN ADDRESS]`, with `tests` on the path.

Each is opened as on a phone and on a desk, light and dark: axe-core finds nothing, nothing moves by itself, nothing
is wider than the window, no picture is missing, no error is said, no other host is asked. Then Nu reads them all.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator

from playwright.sync_api import Page

from audit.published import ROOT, addresses, chromium, conclude, published
from browser.host import Host
from browser.looking import DESK, PHONE, SHIFTS, Watch, broken, overflow, shifted, violations

NU = ROOT / "tests/node_modules/vnu-jar/build/dist/vnu.jar"
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that see colours: all others find the same in light and dark."""


def visit(page: Page, url: str) -> Iterator[str]:
    """Everything that is wrong with a page on a phone and on a desk, light and dark."""
    for window in (PHONE, DESK):
        page.set_viewport_size({"width": window["width"], "height": window["height"]})
        page.emulate_media(color_scheme="light")
        page.goto(url)
        yield from broken(page)
        if (moved := shifted(page)) > 0:
            yield f"{window['width']}: layout shift {moved:.4f}"
        yield from (f"{window['width']} light: {one}" for one in violations(page))
        page.emulate_media(color_scheme="dark")
        yield from (f"{window['width']} dark: {one}" for one in violations(page, *COLOURS))
    for width in (320, 360, 768, 1280):
        yield from overflow(page, width)


def sweep(host: Host, part: str) -> list[str]:
    """Visit all pages whose address has `part` in it, and print how many and how long."""
    began, faults, wanted = time.perf_counter(), [], [one for one in addresses(host) if part in one]
    with chromium() as browser:
        page = browser.new_page()
        page.add_init_script(SHIFTS)
        watch = Watch(page, host.url)
        for address in wanted:
            found = [*visit(page, host.url + address), *watch.take()]
            faults += [f"{address}: {one}" for one in found]
            for one in found:
                print(f"{address}: {one}", flush=True)
    print(
        f"pages: {len(wanted)} pages, light and dark, at 360 and 1280, and as wide as 320 to 1280, {watch.requests} "
        f"requests, in {time.perf_counter() - began:.0f} s: {len(faults)} faults of axe-core, layout shift, width, "
        "pictures, console, other hosts"
    )
    return faults


def nu(host: Host) -> list[str]:
    """What the Nu checker says about all pages, but for the JSON-LD that it takes for a script."""
    command = ["java", "-Xss2m", "-jar", str(NU), "--format", "gnu", "--skip-non-html", str(host.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [re.sub(f"^.*{host.folder}/", "", line) for line in done.stderr.splitlines()]
    said = [line for line in lines if "Content Security Policy" not in line]
    print(f"nu: {len(addresses(host))} pages, {len(said)} messages")
    return said


if __name__ == "__main__":
    with published() as made:
        conclude("pages", [*sweep(made, "".join(sys.argv[1:])), *nu(made)])
