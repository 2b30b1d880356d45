"""Whatever happens to files under it, the preview goes on: the last good page stays, and what is wrong is said."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handbook.live import Live
from handbook.making import Line
from handbook.pipeline import draft
from handbook.preview.state import Preview, answer, missing
from handbook.theme import theme
from handbook.workshop import Workshop, workshop
from previewing import Running, serving, until

TINY = Path(__file__).parent / "sites/tiny/content"
PAGE, FILE = "exercises/squat.html", "content/exercises/squat.md"
MANY = 1000


class Looked:
    """A preview with one page open, in this process."""

    def __init__(self, root: Path, tools: Workshop) -> None:
        shutil.copytree(TINY, root / "content")
        self.root = root
        lines: dict[str, Line] = {}
        self.preview = Preview(lambda: Live(draft(root, tools), tools, lines), "")
        self.preview.renew()

    def page(self) -> bytes | None:
        """The open page as it stands now, the number of its edition left out."""
        found = answer(self.preview.state, PAGE)
        return found and re.sub(rb"edition=\d+", b"", found[0])

    def faults(self) -> str:
        """What lies over it."""
        return "\n".join(fault["text"] for fault in json.loads(self.preview.said(self.preview.state))["faults"])


@pytest.fixture(scope="module")
def tools() -> Workshop:
    """What figures and typefaces are made with, once for all tests."""
    return workshop(None)


@pytest.fixture
def looked(tmp_path: Path, tools: Workshop) -> Looked:
    """A preview of a small handbook."""
    return Looked(tmp_path, tools)


def _becomes(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda root: void((root / name).write_bytes(content))


def void(_: object) -> None:
    """Nothing, of whatever."""


def _goes(name: str) -> Callable[[Path], None]:
    def go(root: Path) -> None:
        shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink()

    return go


def _folder(root: Path) -> None:
    (root / FILE).unlink()
    (root / FILE).mkdir()


def _link(goal: str) -> Callable[[Path], None]:
    def link(root: Path) -> None:
        (root / FILE).unlink()
        (root / FILE).symlink_to(goal)

    return link


BREAKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "emptied": (_becomes(FILE, b""), "the file is empty"),
    "not text": (_becomes(FILE, b"---\ntitle: \xff\n"), "not UTF-8"),
    "a folder in its place": (_folder, "this is not a file"),
    "a link to nothing": (_link("nowhere.md"), "a link to nothing"),
    "a link to itself": (_link("squat.md"), "squat.md"),
    "settings gone": (_goes("content/handbook.yaml"), "content/handbook.yaml is missing"),
    "settings not text": (_becomes("content/handbook.yaml", b"\xff"), "not UTF-8"),
    "works half written": (_becomes("content/references.yaml", b"acsm-2009: {type: bo"), "references.yaml:1:"),
    "a kind of entry gone": (_goes("content/muscles"), "no muscle called"),
    "all content gone": (_goes("content"), "content/handbook.yaml is missing"),
    "a broken template": (_becomes("templates/exercise.html", b"<p>\n{% if %}"), "templates/exercise.html:2"),
    "a template that asks for what is not there": (_becomes("templates/exercise.html", b"{{ so }}"), "'so' is undef"),
    "a template that is not text": (_becomes("templates/exercise.html", b"\xff"), "templates/exercise.html"),
    "a part of a template gone": (_goes("templates/own.html"), "there is no template `own.html`"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_breaks_leaves_the_last_good_page_and_is_said(looked: Looked, what: str) -> None:
    """Broken, the page that is open stays as it was, with the fault over it; mended, it is good again."""
    own = looked.root / "templates"
    own.mkdir()
    (own / "own.html").write_text('{% extends "base.html" %}')
    built_in = theme(looked.root).file("exercise.html")
    assert built_in is not None
    (own / "exercise.html").write_text(built_in.read_text().replace('extends "base.html"', 'extends "own.html"'))
    looked.preview.renew()
    good = looked.page()
    assert good is not None
    assert looked.faults() == ""
    shutil.copytree(looked.root / "content", looked.root / "kept/content")
    shutil.copytree(own, looked.root / "kept/templates")
    breaks, said = BREAKS[what]
    breaks(looked.root)
    looked.preview.renew()
    assert looked.page() == good
    assert said in looked.faults()
    for name in ("content", "templates"):
        shutil.rmtree(looked.root / name, ignore_errors=True)
        shutil.copytree(looked.root / "kept" / name, looked.root / name)
    looked.preview.renew()
    assert looked.page() == good
    assert looked.faults() == ""


def test_a_page_that_was_never_good_says_why(looked: Looked) -> None:
    """Where there is nothing of before, the page that stands in carries the faults, and goes when they are mended."""
    (looked.root / "templates").mkdir()
    (looked.root / "templates/exercise.html").write_text("{% if %}")
    state = looked.preview.renew()
    assert looked.page() is None
    assert "templates/exercise.html:1" in looked.faults()
    assert f"/~preview/overlay.js?edition={state.number}".encode() in missing(state, PAGE)
    (looked.root / "templates/exercise.html").unlink()
    looked.preview.renew()
    assert looked.page() is not None


def test_wherever_a_save_stops_the_page_stays(looked: Looked) -> None:
    """Of a file that is half written there is a page, the old one or that of its sound half, and never a failure."""
    whole, good = (looked.root / FILE).read_bytes(), looked.page()
    heard = set()
    for length in range(0, len(whole), 11):
        (looked.root / FILE).write_bytes(whole[:length])
        state = looked.preview.renew()
        assert state.failure == ""
        assert looked.page() is not None
        assert looked.page() == good or state.shown is state.now
        heard.add(looked.faults())
    assert len(heard) > 10
    (looked.root / FILE).write_bytes(whole)
    looked.preview.renew()
    assert (looked.page(), looked.faults()) == (good, "")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One preview for all that is done to the folders under it; each test leaves the handbook as it was."""
    root = tmp_path_factory.mktemp("preview")
    shutil.copytree(TINY, root / "content")
    with serving(root) as running:
        until(running.shows(PAGE, "Squat"))
        yield running


def renamed(running: Running, title: str) -> None:
    """The open page gets another title, which is seen; so whatever came before, the preview still sees changes."""
    text = re.sub("title: .*", f"title: {title}", (TINY.parent / FILE).read_text(), count=1)
    (running.root / FILE).write_text(text)
    until(running.shows(PAGE, title))
    assert running.faults() == []


@pytest.mark.parametrize("name", ["content", "content/exercises", "content/muscles"])
@pytest.mark.parametrize("aside", [True, False], ids=["moved", "removed"])
def test_a_folder_is_taken_away_and_put_back(running: Running, name: str, aside: bool) -> None:  # noqa: FBT001 - drawn
    """While it is away the page stays and faults say so; put back, it is good, and later saves are seen."""
    folder, kept = running.root / name, running.root / "kept"
    if aside:
        folder.rename(kept)
    else:
        shutil.copytree(folder, kept)
        shutil.rmtree(folder)
    until(lambda: bool(running.faults()))
    assert running.get(PAGE)[0] == 200
    kept.rename(folder)
    until(lambda: running.faults() == [])
    renamed(running, f"Back {name} {aside}")


def test_templates_that_come_and_go_are_seen(running: Running) -> None:
    """A handbook's own templates may be made while it is looked at, and taken away again."""
    own = running.root / "templates"
    own.mkdir()
    (own / "exercise.html").write_text('{% extends "base.html" %}{% block main %}All ours{% endblock %}')
    until(running.shows(PAGE, "All ours"))
    shutil.rmtree(own)
    until(lambda: not running.shows(PAGE, "All ours")())
    renamed(running, "Plain again")


@pytest.mark.parametrize("way", ["aside", "over"])
def test_a_save_in_two_steps_is_one_change(running: Running, way: str) -> None:
    """Editors write a new file and put it in place of the old, or move the old one aside first; no fault remains."""
    file = running.root / FILE
    text = re.sub("title: .*", f"title: Saved {way}", file.read_text(), count=1)
    if way == "over":
        (file.parent / ".squat.md.new").write_text(text)
        (file.parent / ".squat.md.new").replace(file)
    else:
        file.rename(file.parent / "squat.md~")
        file.write_text(text)
        (file.parent / "squat.md~").unlink()
    until(running.shows(PAGE, f"Saved {way}"))
    until(lambda: running.faults() == [])


def test_a_thousand_files_change_at_once(running: Running) -> None:
    """A switch to a branch with a thousand more entries, to another where each differs, and back to none of them."""
    guides = running.root / "content/guides"

    def switch(said: str) -> None:
        for number in range(MANY):
            (guides / f"guide-{number}.md").unlink(missing_ok=True)
            text = f"---\ntitle: Guide {number}\nsummary: It is one.\nreviewed: 2026-01-01\n---\n{said}.\n"
            (guides / f"guide-{number}.md").write_text(text)

    for said in ("As on one branch", "As on another"):
        switch(said)
        for number in (0, MANY - 1):
            until(running.shows(f"guides/guide-{number}.html", said))
    for number in range(MANY):
        (guides / f"guide-{number}.md").unlink()
    until(lambda: running.get(f"guides/guide-{MANY - 1}.html")[0] == 404)
    renamed(running, "On the first branch")
