"""Every attack in every text: `python -m audit.hostile`, with `tests` on the path; a few are in the suite.

The handbook is made as often as there are attacks, each time with the next one in each place, and every page is opened
in a browser that knows no security policy.
"""

import tempfile
import time
from pathlib import Path

from audit import published
from browser.host import serving
from hostile import VECTORS, Watch, build, lay_out


def main() -> None:
    """Make, open and count."""
    began, pages, faults = time.perf_counter(), 0, list[str]()
    with published.chromium() as browser:
        for first in range(len(VECTORS)):
            page = browser.new_context(bypass_csp=True, service_workers="block").new_page()
            with tempfile.TemporaryDirectory() as content, tempfile.TemporaryDirectory() as folder:
                site = build(lay_out(Path(content), first))
                published.lay_out({one: text for one, text in site.files.items() if one != "404.html"}, Path(folder))
                with serving(Path(folder)) as host:
                    watch, addresses = Watch(page, host.url), published.addresses(host)
                    watch.tour(addresses)
            pages += len(addresses)
            faults += [f"from {first}: {one}" for one in watch.found]
            page.context.close()
    took = time.perf_counter() - began
    print(
        f"hostile: {len(VECTORS)} attacks in every text, {pages} pages opened in {took:.0f} s, {len(faults)} breaches"
    )
    published.conclude("hostile", faults)


if __name__ == "__main__":
    main()
