"""The live preview: what was good stays, what is wrong is shown, and nobody but this machine is answered."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.diagnostics import Diagnostic, Span
from handbook.live import Live
from handbook.making import Line
from handbook.pipeline import draft, make
from handbook.preview.state import MOST, Preview, State, answer
from handbook.workshop import workshop
from previewing import serving, until

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


def test_of_very_many_faults_the_errors_are_shown_and_the_rest_counted() -> None:
    """A folder that is gone leaves hundreds of faults, which nobody reads; an error is not lost behind warnings."""
    many = [Diagnostic(Span("content/a.md", line), "orphan", f"{line}") for line in range(1, MOST + 9)]
    preview = Preview(lambda: Shown({}, (*many, Diagnostic(Span("content/z.md"), "field", "`x` is wrong"))), "")
    faults = preview.faults(preview.renew())
    assert len(faults) == MOST + 1
    assert "`x` is wrong" in faults[0]["text"]
    assert faults[-1]["text"].startswith("9 more")


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


def test_a_save_is_seen_and_strangers_are_refused(tmp_path: Path) -> None:
    """A saved title is on the page soon after; another host's name or another page's origin gets nothing."""
    shutil.copytree(TINY, tmp_path / "content")
    file = min((tmp_path / "content/exercises").glob("*.md"))
    page = f"exercises/{file.stem}.html"
    with serving(tmp_path) as running:
        assert running.get(page)[0] == 200
        file.write_text(re.sub("title: .*", "title: Quite another name", file.read_text(), count=1))
        until(running.shows(page, "Quite another name"))
        assert running.get(page, Host="evil.example")[0] == 403
        assert running.get(page, Origin="https://evil.example")[0] == 403
        assert running.get("%2e%2e/%2e%2e/etc/passwd")[0] == 404
