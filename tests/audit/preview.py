"""From a save to the page that shows it, in a real browser: how long it takes, and that no save is lost."""

import re
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Page, sync_playwright

from bench.multiply import copies_for, originals, write
from previewing import serving

ROOT = Path(__file__).parents[2]
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
SIZES = {100: 100, 1_000: 200, 10_000: 400}
"""At so many exercises a save should be seen within so many milliseconds."""
TIMES = 25
SAVES = 200


def saved(file: Path, text: str, number: int) -> str:
    """Save a file with another summary; what it says."""
    said = f"Save {number}."
    file.write_text(re.sub(r"^summary: .*$", f"summary: {said}", text, count=1, flags=re.MULTILINE), encoding="utf-8")
    return said


def seen(page: Page, said: str) -> None:
    """Wait until the page shows a summary."""
    page.wait_for_function("said => document.body.textContent.includes(said)", arg=said, timeout=20_000)


def timed(page: Page, file: Path) -> float:
    """The median of milliseconds from a save to its being shown."""
    text, found = file.read_text(encoding="utf-8"), []
    for number in range(TIMES):
        began = time.perf_counter()
        seen(page, saved(file, text, number))
        found.append(1000 * (time.perf_counter() - began))
        page.wait_for_timeout(150)
    return statistics.median(found)


def unlost(page: Page, file: Path) -> None:
    """Save many times, at random intervals from 20 ms to 3 s, and look only at the end of each burst."""
    text, chance = file.read_text(encoding="utf-8"), Random(7)  # noqa: S311 - chance, not secrets
    for number in range(SAVES):
        said = saved(file, text, number)
        pause = chance.choice((0.02, 0.05, 0.1, 0.3, chance.uniform(0.02, 3)))
        time.sleep(pause)
        if number % 10 == 9:
            seen(page, said)
    seen(page, said)


def measured(browser: Browser, size: int) -> float:
    """The median at a size; at the smallest, saves in quick succession as well."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(originals(ROOT), root, copies_for(ROOT, size))
        with serving(root) as preview:
            page = browser.new_page()
            page.goto(f"{preview.address}exercises/plank.html")
            page.wait_for_timeout(500)
            median = timed(page, root / "content/exercises/plank.md")
            if size == min(SIZES):
                unlost(page, root / "content/exercises/plank.md")
            page.close()
    return median


def main() -> None:
    """Print each size's median beside what it should be; fail where a save was lost."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for size, wanted in SIZES.items():
            print(f"{size:>6} exercises: a save is seen after {measured(browser, size):.0f} ms (wanted: {wanted})")
        print(f"{SAVES} saves, 20 ms to 3 s apart: none lost")
        browser.close()


if __name__ == "__main__":
    main()
