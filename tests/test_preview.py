"""The live preview: what was good stays, what is wrong is shown, and nobody but this machine is answered."""

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from handbook.diagnostics import Diagnostic, Span
from handbook.live import Live
from handbook.making import Line
from handbook.pipeline import draft, make
from handbook.preview.state import Preview, State, answer
from handbook.workshop import workshop

TINY = Path(__file__).parent / "sites/tiny/content"


@dataclass(frozen=True, slots=True)
class Shown:
    """An edition as the preview gets it."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    assets: str = "assets/abc"
    pictured: object = None

    def file(self, address: str) -> bytes | None:
        """The file at an address."""
        return self.files.get(address)


GOOD = Shown({"index.html": b"<body>one</body>", "assets/abc/style.css": b"b{}", "sw.js": b"keep"})
BAD = Shown({"index.html": b"<body>half</body>"}, (Diagnostic(Span("content/a.md", 3, 5, 9), "field", "`x` is wrong"),))


def page(state: State, path: str = "index.html") -> bytes:
    """What the preview shows at an address."""
    said = answer(state, path)
    assert said is not None
    return said[0]


def test_a_fault_leaves_the_last_good_page_and_is_shown_over_it() -> None:
    """While something is wrong, readers of the preview see the page of before, and the fault with its place."""
    sites = iter([GOOD, BAD])
    preview = Preview(lambda: next(sites), "edit:{path}:{line}:{column}")
    preview.renew()
    state = preview.renew()
    assert page(state).startswith(b"<body>one")
    assert b"content/a.md:3:5" in preview.said(state)
    assert b"edit:content/a.md:3:5" in preview.said(state)


def test_a_mended_fault_vanishes() -> None:
    """As soon as the content is good again, its page is shown and nothing lies over it."""
    sites = iter([GOOD, BAD, Shown({"index.html": b"<body>two</body>"})])
    preview = Preview(lambda: next(sites), "")
    states = [preview.renew() for _ in range(3)]
    assert page(states[-1], "").startswith(b"<body>two")
    assert preview.faults(states[-1]) == ()
    assert [state.number for state in states] == [1, 2, 3]


def test_a_bug_in_the_generator_does_not_end_the_preview() -> None:
    """Whatever is raised while the site is made is said like a fault; the last good page stays."""

    def make() -> Shown:
        if preview.state.number:
            raise ZeroDivisionError("by nought")
        return GOOD

    preview = Preview(make, "")
    preview.renew()
    state = preview.renew()
    assert page(state).startswith(b"<body>one")
    assert b"by nought" in preview.said(state)


def test_pages_carry_the_previews_scripts_and_nothing_else_does() -> None:
    """A page learns of changes by scripts that no published file holds; the offline worker is left out."""
    state = Preview(lambda: GOOD, "").renew()
    assert b"/~preview/overlay.js?edition=1" in page(state)
    assert answer(state, "assets/another/style.css") == (b"b{}", "text/css; charset=utf-8")
    assert answer(state, "sw.js") is None
    assert answer(state, "../secret") is None


def test_what_the_preview_shows_is_what_a_build_publishes(tmp_path: Path) -> None:
    """Each page, document, figure and paper, made alone when it is asked for, is byte for byte that of the site."""
    shutil.copytree(TINY, tmp_path / "content")
    tools = workshop(None)
    site = make(tmp_path, tools)
    live = Live(draft(tmp_path, tools), tools, {})
    unlike = {one for one, content in site.files.items() if live.file(one) != content}
    offered = {one for one in unlike if re.fullmatch(rb".*PDF, \d+ page.*", site.files[one], re.DOTALL)}
    assert unlike - offered == {"sw.js", "offline.json"}
    assert live.diagnostics == site.diagnostics


def test_an_edition_takes_over_what_nothing_has_changed(tmp_path: Path) -> None:
    """After an edit only what its text reaches is made again."""
    shutil.copytree(TINY, tmp_path / "content")
    tools, lines = workshop(None), dict[str, Line]()
    addresses = ("exercises/squat.html", "exercises/bridge.html", "guides/why.html")
    first = Live(draft(tmp_path, tools), tools, lines)
    for address in addresses:
        first.file(address)
    before = dict(lines)
    file = tmp_path / "content/guides/why.md"
    file.write_text(file.read_text() + "\nOne sentence more.\n")
    second = Live(draft(tmp_path, tools), tools, lines)
    assert b"One sentence more." in (second.file("guides/why.html") or b"")
    for address in addresses[:2]:
        second.file(address)
    assert [lines[one] is before[one] for one in addresses] == [True, True, False]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A preview of a small handbook, running: its folder and its address."""
    shutil.copytree(TINY, tmp_path / "content")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from handbook.cli import main; main()", "--root", str(tmp_path), "serve"]
    with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        assert server.stdout is not None
        for line in server.stdout:
            if found := re.search(rb"http://\S+/", line):
                yield tmp_path, found[0].decode()
                break
        server.terminate()


def _get(address: str, **headers: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=20) as said:  # noqa: S310
            return said.status, said.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_a_save_is_seen_and_strangers_are_refused(running: tuple[Path, str]) -> None:
    """A saved title is on the page soon after; another host's name or another page's origin gets nothing."""
    root, address = running
    file = min((root / "content/exercises").glob("*.md"))
    page = f"{address}exercises/{file.stem}.html"
    assert _get(page)[0] == 200
    file.write_text(re.sub("title: .*", "title: Quite another name", file.read_text(), count=1))
    for _ in range(200):
        if b"Quite another name" in (shown := _get(page)[1]):
            break
        time.sleep(0.1)
    assert b"Quite another name" in shown
    assert _get(page, Host="evil.example")[0] == 403
    assert _get(page, Origin="https://evil.example")[0] == 403
    assert _get(f"{address}%2e%2e/%2e%2e/etc/passwd")[0] == 404
