"""The published site, walked as a visitor and a host would: every link leads somewhere, every page is valid HTML."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from handbook.diagnostics import Diagnostic
from handbook.pipeline import Site, make
from handbook.report import concise

ROOT = Path(__file__).parents[1]
NU = ROOT / "tests/node_modules/vnu-jar/build/dist/vnu.jar"
OUTSIDE = ("https:", "http:", "mailto:", "tel:")


class _Page(HTMLParser):
    """The anchors of a page, and everything it links or loads."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if said.get("id"):
            self.anchors.add(str(said["id"]))
        names = ("href",) if tag in {"a", "link", "use", "image"} else ("src", "data-motion")
        self.links.extend(str(said[name]) for name in names if said.get(name))


def _pages(files: Mapping[str, bytes]) -> dict[str, _Page]:
    pages = {}
    for name, content in files.items():
        if name.endswith(".html"):
            page = _Page()
            page.feed(content.decode())
            pages[name] = page
    return pages


def _dead(files: Mapping[str, bytes]) -> Iterator[str]:
    pages = _pages(files)
    for name, page in pages.items():
        for link in page.links:
            if link.startswith((*OUTSIDE, "data:")):
                continue
            parts = urlsplit(link)
            goal = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
            if goal not in files:
                yield f"{name}: {link} leads to no file"
            elif parts.fragment and goal in pages and unquote(parts.fragment) not in pages[goal].anchors:
                yield f"{name}: {link} leads to no heading"


def test_the_handbook_has_no_fault(site: Site) -> None:
    """What is published is clean of errors and of warnings."""
    assert [concise(one) for one in site.diagnostics] == []


def test_every_link_leads_to_a_page_and_every_anchor_to_a_place(site: Site) -> None:
    """No reader meets a dead end: all internal links, pictures, scripts and anchors of all pages are followed."""
    assert list(_dead(site.files)) == []


def test_every_page_can_be_reached_from_home(site: Site) -> None:
    """Whoever begins at the home page can come to every page by links alone."""
    pages = _pages(site.files)
    seen, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in pages:
            continue
        seen.add(name)
        inside = (urlsplit(link).path for link in pages[name].links if not link.startswith((*OUTSIDE, "data:")))
        waiting.extend(normpath(join(dirname(name), unquote(path))) for path in inside if path)
    assert set(pages) - seen - {"404.html"} == set()


def test_every_page_has_a_picture_to_be_shared_with(site: Site) -> None:
    """Where a page is shared its picture is there; entries with a figure have one of their own."""
    base = site.handbook.settings.base_url
    named = {
        name: re.findall(r'<meta property="og:image" content="([^"]+)">', content.decode())
        for name, content in site.files.items()
        if name.endswith(".html")
    }
    assert [
        name for name, found in named.items() if [one.removeprefix(base) in site.files for one in found] != [True]
    ] == []
    assert named["exercises/plank.html"] == [f"{base}share/exercises/plank.png"]


def test_only_the_search_may_run_more_than_scripts(site: Site) -> None:
    """Every page has the same strict security policy; the search alone, for its full text, may run WebAssembly too."""
    policies = {
        name: re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', content.decode())
        for name, content in site.files.items()
        if name.endswith(".html")
    }
    assert {name for name, found in policies.items() if len(found) != 1} == set()
    assert {name for name, found in policies.items() if "wasm" in found[0]} == {"search/index.html"}
    assert len({found[0].replace(" 'wasm-unsafe-eval'", "") for found in policies.values()}) == 1
    assert not any("unsafe-inline" in found[0] or "'unsafe-eval'" in found[0] for found in policies.values())


def test_nothing_is_asked_of_another_host(site: Site) -> None:
    """A page loads nothing from elsewhere; links that a reader may follow are another matter.

    The page for a wrong address may be shown at any depth, so it names its own site in full.
    """
    own = site.handbook.settings.base_url
    loading = [
        (name, link)
        for name, content in site.files.items()
        if name.endswith(".html")
        for link in _loaded(content.decode())
        if link.startswith(("http:", "https:", "//")) and not (name == "404.html" and link.startswith(own))
    ]
    assert loading == []


class _Loads(HTMLParser):
    """The addresses that a browser loads by itself to show a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "link" and said.get("rel") in {"canonical", "license", "alternate", "edit"}:
            return
        name = {"link": "href", "script": "src", "img": "src", "source": "srcset", "iframe": "src"}.get(tag)
        if name and said.get(name):
            self.found.append(str(said[name]))


def _loaded(html: str) -> list[str]:
    parser = _Loads()
    parser.feed(html)
    return parser.found


def test_the_same_content_gives_the_same_bytes_in_another_place_with_another_hash_seed(tmp_path: Path) -> None:
    """Two processes with two hash seeds, in two folders, make two sites that are equal byte for byte.

    Of a small handbook here; `make audit` does the same with this one.
    """
    for name, seed in (("one", "1"), ("two", "2")):
        home = tmp_path / name
        shutil.copytree(ROOT / "tests/sites/tiny/content", home / "content")
        code = (
            "import hashlib, sys; from pathlib import Path; from handbook.pipeline import make\n"
            "for name, content in sorted(make(Path(sys.argv[1])).files.items()):\n"
            "    print(name, hashlib.sha256(content).hexdigest())"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(home)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        (tmp_path / f"{name}.txt").write_text(done.stdout)
    assert (tmp_path / "one.txt").read_text() == (tmp_path / "two.txt").read_text()


@pytest.mark.skipif(not NU.exists() or shutil.which("java") is None, reason="the Nu checker needs Java and Node.js")
def test_every_page_is_valid_html(site: Site, tmp_path: Path) -> None:
    """The Nu checker finds no error and no warning on any page.

    It holds files to a policy that speaks of hosts, and takes JSON-LD for a script: that is left out.
    """
    for name, content in site.files.items():
        if name.endswith(".html"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
    done = subprocess.run(
        ["java", "-Xss2m", "-jar", str(NU), "--format", "gnu", "--skip-non-html", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    said = [
        line for line in done.stderr.replace(str(tmp_path), "").splitlines() if "Content Security Policy" not in line
    ]
    assert said == []


def test_a_site_is_made_from_any_folder_with_content(tmp_path: Path) -> None:
    """A handbook needs nothing but its `content/`: the package brings the look."""
    shutil.copytree(ROOT / "tests/sites/tiny/content", tmp_path / "content")
    site = make(tmp_path)
    faults: tuple[Diagnostic, ...] = site.diagnostics
    assert [concise(one) for one in faults] == []
    assert "index.html" in site.files
