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
from handbook.preview.state import Preview, answer, faults

TINY = Path(__file__).parent / "sites/tiny/content"


@dataclass(frozen=True, slots=True)
class Made:
    """A site as the preview gets it from the pipeline."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)


GOOD = Made({"index.html": b"<body>one</body>", "assets/abc/style.css": b"b{}", "sw.js": b"keep"})
BAD = Made({"index.html": b"<body>half</body>"}, (Diagnostic(Span("content/a.md", 3, 5, 9), "field", "`x` is wrong"),))


def test_a_fault_leaves_the_last_good_page_and_is_shown_over_it() -> None:
    """While something is wrong, readers of the preview see the page of before, and the fault with its place."""
    sites = iter([GOOD, BAD])
    preview = Preview(lambda: next(sites), "edit:{path}:{line}:{column}")
    preview.renew()
    state = preview.renew()
    assert answer(state, "index.html")[0].startswith(b"<body>one")  # type: ignore[index]
    assert b"content/a.md:3:5" in faults(state)
    assert b"edit:content/a.md:3:5" in faults(state)


def test_a_mended_fault_vanishes() -> None:
    """As soon as the content is good again, its page is shown and nothing lies over it."""
    sites = iter([GOOD, BAD, Made({"index.html": b"<body>two</body>"})])
    preview = Preview(lambda: next(sites), "")
    states = [preview.renew() for _ in range(3)]
    assert answer(states[-1], "")[0].startswith(b"<body>two")  # type: ignore[index]
    assert states[-1].faults == ()
    assert [state.edition for state in states] == [1, 2, 3]


def test_a_bug_in_the_generator_does_not_end_the_preview() -> None:
    """Whatever is raised while the site is made is said like a fault; the last good page stays."""

    def make() -> Made:
        if preview.state.edition:
            raise ZeroDivisionError("by nought")
        return GOOD

    preview = Preview(make, "")
    preview.renew()
    state = preview.renew()
    assert answer(state, "index.html")[0].startswith(b"<body>one")  # type: ignore[index]
    assert b"by nought" in faults(state)


def test_pages_carry_the_previews_scripts_and_nothing_else_does() -> None:
    """A page learns of changes by scripts that no published file holds; the offline worker is left out."""
    state = Preview(lambda: GOOD, "").renew()
    assert b"/~preview/overlay.js?edition=1" in answer(state, "index.html")[0]  # type: ignore[index]
    assert answer(state, "assets/another/style.css") == (b"b{}", "text/css; charset=utf-8")
    assert answer(state, "sw.js") is None
    assert answer(state, "../secret") is None


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
