"""No text of an entry runs: a handbook of which every text is an attack, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.conftest import PATIENCE
from browser.host import Host, serving
from handbook.pipeline import Site
from hostile import VECTORS, Watch, build, lay_out


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the hostile handbook."""
    return build(lay_out(tmp_path_factory.mktemp("hostile"), 0))


@pytest.fixture
def attacked(hostile: Site, tmp_path: Path) -> Iterator[Host]:
    """That site, served without its page for wrong addresses, which names another host on purpose."""
    for address, content in hostile.files.items():
        (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / address).write_bytes(content)
    (tmp_path / "404.html").unlink()
    with serving(tmp_path) as host:
        yield host


@pytest.mark.parametrize("policy", [True, False], ids=["with its policy", "without a policy"])
def test_nothing_runs_and_nothing_breaks_out(attacked: Host, browser: Browser, *, policy: bool) -> None:
    """No dialog, no element or handler of theirs, no other host; even if the browser knew no security policy."""
    context = browser.new_context(bypass_csp=not policy)
    context.set_default_timeout(PATIENCE)
    watch = Watch(context.new_page(), attacked.url)
    watch.tour(sorted(path.relative_to(attacked.folder).as_posix() for path in attacked.folder.rglob("*.html")))
    context.close()
    assert watch.found == []


def test_what_is_written_is_read(attacked: Host, browser: Browser, hostile: Site) -> None:
    """An attack in a title is shown letter by letter."""
    page = browser.new_page()
    handbook = hostile.handbook
    shown = {
        "exercises/bridge": handbook.exercises["bridge"].title,
        "movements/hip-extension": handbook.movements["hip-extension"].title,
        "guides/why": handbook.guides["why"].title,
    }
    for entry, title in shown.items():
        page.goto(f"{attacked.url}{entry}.html")
        assert title in VECTORS
        expect(page.locator("h1")).to_have_text(title)
    page.close()


def test_every_kind_of_attack_is_tried() -> None:
    """The list is long, and no attack stands in it twice."""
    assert len(VECTORS) == len(set(VECTORS)) >= 80
