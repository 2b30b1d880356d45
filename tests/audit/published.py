"""The real handbook as a reader meets it: made, laid out in a folder, served as a good host does, seen in Chromium."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from browser.host import Compressing, Host, serving
from handbook.pipeline import make
from handbook.workshop import workshop

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), "")


def lay_out(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files by address below a folder."""
    for address, content in files.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(content)


@contextmanager
def published(root: Path = ROOT) -> Iterator[Host]:
    """A host of the handbook below `root`, whose pages name that host as their own."""
    with tempfile.TemporaryDirectory() as place, serving(Path(place), Compressing) as host:
        lay_out(make(root, workshop(ROOT / "build/cache"), base_url=host.url).files, Path(place))
        yield host


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; without one there is no audit."""
    if not CHROMIUM:
        sys.exit("No Chromium on this machine: nothing can be measured.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def addresses(host: Host) -> list[str]:
    """Every page, by address."""
    return sorted(path.relative_to(host.folder).as_posix() for path in host.folder.rglob("*.html"))


def conclude(what: str, faults: list[str]) -> None:
    """Print the first faults; leave with an error if there are any."""
    print("\n".join(faults[:60]))
    if faults:
        sys.exit(f"{what}: {len(faults)} faults")
