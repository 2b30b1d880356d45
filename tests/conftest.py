"""What all tests share: the option that rewrites golden texts, and the real content read once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright

from handbook.pipeline import Site, make
from handbook.workshop import workshop
from handbooks import Checked, check

settings.register_profile("steady", max_examples=100, deadline=None, derandomize=True, database=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update` writes what came out into the golden texts; read the difference before you commit it."""
    parser.addoption("--update", action="store_true", help="rewrite golden texts with what came out")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden texts are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def real() -> Checked:
    """The real content, read and checked once."""
    return check(Path(__file__).parents[1])


@pytest.fixture(scope="session")
def site() -> Site:
    """This handbook, made once for all tests; what was drawn before is remembered where a build remembers it."""
    root = Path(__file__).parents[1]
    return make(root, workshop(root / "build/cache"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers: one for all tests, for it bears no second beside it. Where none is, its tests say so."""
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))):
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as started:
        yield started


@pytest.fixture
def tiny() -> Checked:
    """The smallest whole handbook."""
    return check(Path(__file__).parent / "sites" / "tiny")
