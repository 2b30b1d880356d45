"""Files as they come: whatever an author's disk holds is read or said, and never stops the rest."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.frontmatter import Tree
from handbook.load import LARGEST, Document, load, loader
from handbooks import check, lay, tiny_text

REST = "---\ntitle: Rest\nsummary: How much of it.\nreviewed: 2026-11-23\n---\nSleep.\n"


def said(root: Path, name: str, content: bytes) -> list[str]:
    """What is said about the tiny handbook with this guide in it, without the path."""
    found = check(lay(root, {f"guides/{name}": content})).said
    return [line.removeprefix(f"content/guides/{name}:") for line in found]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"---\ntitle: Rest\xff\n---\n", "2:12: error[unreadable] the file is not UTF-8 text"),
        ("---\ntitle: Rést\n".encode("utf-16"), "1:1: error[unreadable] the file is not UTF-8 text"),
        ("---\ntitle: Caf\u00e9\n---\n".encode("latin-1"), "2:11: error[unreadable] the file is not UTF-8 text"),
        (REST.replace("Sleep", "Slé\0ep").encode(), "6:4: error[unreadable] the file holds a NUL character"),
        (b"", "1:1: error[front-matter] the file is empty"),
        (b"\xef\xbb\xbf", "1:1: error[front-matter] the file is empty"),
        (b"---\ntitle: Rest\n", "1:1: error[front-matter] the front matter never closes"),
        (b"---", "1:1: error[front-matter] the front matter never closes"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_place(tmp_path: Path, content: bytes, expected: str) -> None:
    """A file that is no text, or no entry, makes one report, at the byte where it goes wrong; columns are letters."""
    (line,) = said(tmp_path, "rest.md", content)
    assert line.startswith(expected)


@pytest.mark.parametrize("content", [REST, "\ufeff" + REST, REST.replace("\n", "\r\n"), REST.replace("\n", "\r")])
def test_marks_and_line_ends_of_other_systems_do_not_matter(tmp_path: Path, content: str) -> None:
    """A byte order mark and the line ends of Windows and of old Macs are read as if they were not there."""
    assert said(tmp_path, "rest.md", content.encode()) == []
    (document,) = [one for one in load(tmp_path)[0].entries if one.id == "guides/rest"]
    assert (document.text, document.body, document.body_line) == (REST, "Sleep.\n", 6)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    """A file of 10 MB is said to be one, from its size alone."""
    path = lay(tmp_path, {}) / "content/guides/rest.md"
    with path.open("wb") as file:
        file.truncate(50 * LARGEST)
    expected = "content/guides/rest.md:1:1: error[unreadable] the file has 10000 kB; it may have 200 kB"
    assert check(tmp_path).said == [expected]


def test_a_folder_named_like_an_entry_is_said(tmp_path: Path) -> None:
    """A folder called `rest.md` is no entry."""
    (lay(tmp_path, {}) / "content/guides/rest.md").mkdir()
    assert check(tmp_path).said == ["content/guides/rest.md:1:1: error[unreadable] this is not a file"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_may_not_lead_out_of_the_content(tmp_path: Path) -> None:
    """A link to a file elsewhere, to nothing or to itself is not followed; one within the content is."""
    (tmp_path / "secret.md").write_text(REST, encoding="utf-8")
    folder = lay(tmp_path / "handbook", {"guides/rest.md": REST}) / "content/guides"
    (folder / "a-out.md").symlink_to(tmp_path / "secret.md")
    (folder / "b-nothing.md").symlink_to(folder / "gone")
    (folder / "c-itself.md").symlink_to(folder / "c-itself.md")
    (folder / "d-inside.md").symlink_to(folder / "rest.md")
    assert [line.removeprefix("content/guides/") for line in check(tmp_path / "handbook").said] == [
        "a-out.md:1:1: error[unreadable] the file is a link that leads out of the content folder",
        "b-nothing.md:1:1: error[unreadable] this is a link to nothing",
        "c-itself.md:1:1: error[unreadable] this is a link to nothing",
        "rest.md:2:8: error[same-title] `Rest` is the title of two entries (give one another title)",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe in the folder does not hang the reading."""
    os.mkfifo(lay(tmp_path, {}) / "content/guides/rest.md")
    assert check(tmp_path).said == ["content/guides/rest.md:1:1: error[unreadable] this is not a file"]


def test_a_file_that_may_not_be_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system refuses to open a file, its reason is passed on."""
    lay(tmp_path, {"guides/rest.md": REST})

    def refuse(path: Path, *how: object, **more: object) -> IO[bytes]:
        if path.name == "rest.md":
            raise PermissionError(13, "Permission denied")
        return really(path, *how, **more)

    really: Callable[..., IO[bytes]] = Path.open
    monkeypatch.setattr(Path, "open", refuse)
    expected = "content/guides/rest.md:1:1: error[unreadable] the file cannot be opened: Permission denied"
    assert check(tmp_path).said == [expected]


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Rest Days", "rest-days"),
        ("REST", "rest"),
        ("rest_days", "rest-days"),
        ("über-rest", "uber-rest"),
        ("🛌", "a-bett"),
    ],
)
def test_a_name_that_cannot_be_an_address_gets_a_better_one(tmp_path: Path, name: str, better: str) -> None:
    """Spaces, capitals, underscores and letters beyond a-z are not for addresses; the hint is a name that is."""
    (line,) = said(tmp_path, f"{name}.md", REST.encode())
    assert line.startswith(f"1:1: error[bad-name] `{name}` cannot be an address (rename the file to `{better}")


@pytest.mark.parametrize("name", ["index", "404", "con", "nul", "com1", "lpt9"])
def test_names_that_systems_keep_are_refused(tmp_path: Path, name: str) -> None:
    """A page of such a name would hide another, or could not be written everywhere."""
    (line,) = said(tmp_path, f"{name}.md", REST.encode())
    assert line.startswith(f"1:1: error[bad-name] `{name}` is a name that")


def test_two_entries_that_differ_only_in_case_are_said(tmp_path: Path) -> None:
    """`Rest.md` and `rest.md` are one file on many machines: that with capitals is said, and the other named."""
    root = lay(tmp_path, {"guides/rest.md": REST, "guides/Rest.md": REST.replace("title: Rest", "title: Repose")})
    if len(list((root / "content/guides").glob("[rR]est.md"))) < 2:
        pytest.skip("this file system does not tell them apart")
    (found,) = check(root).diagnostics
    assert (found.rule, found.span.path) == ("same-name", "content/guides/Rest.md")
    assert [note.span.path for note in found.related] == ["content/guides/rest.md"]


def test_entries_have_no_names_that_climb(tmp_path: Path) -> None:
    """No file's name can make an id that leads out of its folder: every id is a kind and one name."""
    lay(tmp_path, {"guides/..rest.md": REST, "guides/a..md": REST, "guides/sub/rest.md": REST})
    documents, found = load(tmp_path)
    assert all(one.count("/") == 1 for one in documents.known if not one.endswith(".yaml"))
    assert [(one.rule, one.span.path) for one in found] == [
        ("bad-name", "content/guides/a..md"),
        ("misplaced", "content/guides/sub"),
    ]


@pytest.mark.parametrize("name", [".DS_Store", "rest.md~", ".rest.md.swp", "#rest.md#", "Thumbs.db", ".git"])
def test_what_systems_and_editors_leave_lying_is_passed_over(tmp_path: Path, name: str) -> None:
    """The droppings of editors and systems are no part of the handbook and no fault of the author."""
    assert check(lay(tmp_path, {f"guides/{name}": "x", name: "x"})).said == []


def test_missing_settings_are_said_once(tmp_path: Path) -> None:
    """A handbook without settings is still read, and says so; an empty or absent folder says nothing more."""
    (lay(tmp_path / "a", {}) / "content/handbook.yaml").unlink()
    for root in (tmp_path / "a", tmp_path / "b"):
        (one,) = check(root).diagnostics
        assert (one.rule, one.span.path) == ("settings", "content/handbook.yaml")
        assert one.message == "content/handbook.yaml is missing"


def test_settings_that_cannot_be_read_are_not_missing_as_well(tmp_path: Path) -> None:
    """One cause, one report: settings that lead nowhere are unreadable, and that is all."""
    path = lay(tmp_path, {}) / "content/handbook.yaml"
    path.unlink()
    path.symlink_to(tmp_path / "gone")
    assert check(tmp_path).rules == ["unreadable"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "[", "a: b: c\n", "works: [1, 2]\n"])
def test_references_that_cannot_be_read_make_one_report(tmp_path: Path, text: str) -> None:
    """A broken list of works is one fault, and not another one for each work that entries cite."""
    found = check(lay(tmp_path, {"references.yaml": text}))
    own = [one for one in found.diagnostics if one.span.path == "content/references.yaml"]
    assert len(own) == 1
    if text != "works: [1, 2]\n":
        assert found.diagnostics == tuple(own)


@pytest.mark.parametrize("text", ["", "- a\n", "words\n", "title: [", "title: T\n"])
def test_settings_of_any_form_never_stop_the_reading(tmp_path: Path, text: str) -> None:
    """Whatever the settings hold, the entries are read, and the fault lies in the settings alone."""
    found = check(lay(tmp_path, {"handbook.yaml": text}))
    assert {one.span.path for one in found.diagnostics} == {"content/handbook.yaml"}
    assert len(found.handbook.entries) == 14


def test_a_broken_entry_is_known_and_the_others_go_on(tmp_path: Path) -> None:
    """No cascade: what names or links an entry that cannot be read is not faulty for it."""
    for broken in (
        b"\xff",
        b"---\ntitle: [\n---\n",
        tiny_text("exercises/squat.md", ("kind: strength", "kind: x")).encode(),
    ):
        found = check(lay(tmp_path, {"exercises/squat.md": broken}))
        assert {one.span.path for one in found.diagnostics} == {"content/exercises/squat.md"}
        assert len(found.diagnostics) == 1
        assert len(found.handbook.entries) == 13


@pytest.mark.parametrize("folder", ["exercises", "movements", "muscles", "equipment", "ladders", "programs", "guides"])
def test_any_one_broken_file_makes_one_report(tmp_path: Path, folder: str) -> None:
    """Whichever file of a clean handbook cannot be read, that file alone is spoken of."""
    lay(tmp_path, {})
    for path in sorted((tmp_path / "content" / folder).iterdir()):
        whole = path.read_bytes()
        path.write_bytes(b"---\ntitle: [\n---\n")
        assert [one.span.path for one in check(tmp_path).diagnostics] == [f"content/{folder}/{path.name}"]
        path.write_bytes(whole)


@given(st.text())
def test_splitting_never_raises_and_loses_nothing(text: str) -> None:
    """Any text parts into front matter and body; the body is the end of the text, and begins at the line it says."""
    document = Document("guides/a", "content/guides/a.md", text)
    assert document.text.endswith(document.body)
    if document.tree.data is not None:
        before = text[: len(text) - len(document.body)]
        assert before.startswith("---")
        assert document.body_line == before.count("\n") + 1


def test_the_place_of_a_value_is_in_the_file() -> None:
    """Lines of front matter count from the file's first, and a value is where it stands."""
    document = Document("guides/rest", "content/guides/rest.md", REST)
    span = document.span(("summary",))
    assert document.faults == ()
    assert (span.line, span.column, span.end) == (3, 10, 25)
    assert (document.key_span(("summary",)).column, document.key_span(("summary",)).end) == (1, 8)
    mark = document.tree.mark(("summary",))
    assert REST[mark.start_offset : mark.end_offset] == "How much of it."


def test_an_unclosed_entry_has_no_fields() -> None:
    """Without a closing line nothing is taken for front matter, so nothing of it is judged."""
    document = Document("guides/rest", "content/guides/rest.md", "---\ntitle: Rest\n")
    assert document.tree == Tree(None, {}, {})
    assert document.body == ""


def test_the_order_of_files_on_disk_does_not_matter(tmp_path: Path) -> None:
    """Entries come sorted by id, however the folder lists them."""
    documents, _ = load(lay(tmp_path, {}))
    ids = [one.id for one in documents.entries]
    assert ids == sorted(ids)
    assert set(documents.known) == {*ids, "handbook.yaml", "references.yaml"}


def aged(root: Path, seconds: int = 3600) -> None:
    """Let every file look as if it had been written some time ago."""
    then = time.time() - seconds
    for path in root.rglob("*"):
        os.utime(path, (then, then))


def test_unchanged_files_give_the_very_same_documents(tmp_path: Path) -> None:
    """Asked again, the loader gives the same documents for all files but those whose text has changed."""
    root, loading = lay(tmp_path, {}), loader()
    before, _ = loading(root)
    (root / "content/guides/rest.md").write_text(REST, encoding="utf-8")
    path = root / before.entries[0].path
    path.write_text(f"{before.entries[0].text}More.\n", encoding="utf-8")
    after, _ = loading(root)
    assert after == load(root)[0]
    assert {one.id for one in after.entries if one not in before.entries} == {before.entries[0].id, "guides/rest"}
    same = {one.id: one for one in before.entries[1:]}
    assert all(one is same[one.id] for one in after.entries if one.id in same)
    assert after.settings is before.settings
    path.unlink()
    assert before.entries[0].id not in loading(root)[0].known


def test_files_that_look_as_before_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has lain still for a while is known by its look: a system that refuses to open it is not asked."""
    root, loading = lay(tmp_path, {}), loader()
    monkeypatch.setattr("handbook.load.GRAIN", 0)
    aged(root)
    time.sleep(0.05)
    before = loading(root)
    monkeypatch.setattr(Path, "open", None)
    assert loading(root) == before


def test_a_change_within_one_tick_of_the_clock_is_seen(tmp_path: Path) -> None:
    """A file that changes right after it was read, to as many bytes and at the same moment, is read again."""
    root, loading = lay(tmp_path, {"guides/rest.md": REST}), loader()
    path = root / "content/guides/rest.md"
    loading(root)
    before = path.stat()
    with path.open("r+", encoding="utf-8") as file:
        file.write(REST.replace("Sleep", "Dream"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    (document,) = [one for one in loading(root)[0].entries if one.id == "guides/rest"]
    assert document.body == "Dream.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_what_a_link_leads_to_is_read_each_time(tmp_path: Path) -> None:
    """A link looks the same whatever lies behind it; so does a file in a folder that is one."""
    root, loading = lay(tmp_path, {}), loader()
    folder = root / "content/guides"
    (folder / "rest.md").write_text(REST, encoding="utf-8")
    (folder / "again.md").symlink_to(folder / "rest.md")
    (root / "content/guides").rename(root / "content/.guides")
    (root / "content/guides").symlink_to(root / "content/.guides")
    aged(root)
    for word in ("Dream", "Slept"):
        (folder / "rest.md").write_text(REST.replace("Sleep", word), encoding="utf-8")
        os.utime(folder / "rest.md", (0, 0))
        texts = {one.id: one.body for one in loading(root)[0].entries}
        assert (texts["guides/again"], texts["guides/rest"]) == (f"{word}.\n", f"{word}.\n")
