"""An entry under another name: everything follows it, or nothing changes."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.fields import names
from handbook.load import load
from handbooks import check, lay, tiny_text

ROOT = Path(__file__).parents[1]


def run(root: Path, *words: str) -> tuple[int, str]:
    """The exit status of a rename, and all that it says."""
    result = CliRunner().invoke(main, ["--root", str(root), "rename", *words])
    return result.exit_code, result.output


def files(root: Path) -> dict[str, bytes]:
    """Every file of the content."""
    return {
        path.relative_to(root / "content").as_posix(): path.read_bytes()
        for path in (root / "content").rglob("*")
        if path.is_file()
    }


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The real content, in a folder of its own."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bird-dog", "pointer"),
        ("movements/hip-extension", "hip-drive"),
        ("equipment/dumbbells", "equipment/hand-weights"),
        ("ladders/squat", "squatting"),
        ("content/programs/basic-two-day.md", "two-days"),
        ("guides/safety", "staying-safe"),
    ],
)
def test_every_reference_follows(copied: Path, old: str, new: str) -> None:
    """The handbook is as sound as before, nothing names the old entry, and its old id leads to the new one."""
    before, said = files(copied), check(copied).said
    status, output = run(copied, old, new)
    assert status == 0, output
    handbook = check(copied).handbook
    plain = old.removeprefix("content/").removesuffix(".md")
    new_id = next(one for one in handbook.entries if one.endswith(f"/{new.rpartition('/')[2]}"))
    old_id = plain if "/" in plain else f"{new_id.partition('/')[0]}/{plain}"
    assert len(check(copied).said) == len(said)
    assert old_id not in handbook.entries
    assert handbook.settings.redirects == {old_id: new_id}
    assert old_id not in handbook.backlinks
    for entry in handbook.entries.values():
        assert all((name.folder, str(name)) != tuple(old_id.split("/")) for _, name in names(entry.meta))
    now = files(copied)
    assert now.keys() == before.keys() - {f"{old_id}.md"} | {f"{new_id}.md"}


def test_there_and_back_is_as_before(copied: Path) -> None:
    """A name taken back leaves every entry to the byte as it was, and one redirect, from the name between."""
    before = files(copied)
    assert run(copied, "bird-dog", "pointer")[0] == 0
    assert run(copied, "pointer", "bird-dog")[0] == 0
    now = files(copied)
    assert (
        now.pop("handbook.yaml")
        == before.pop("handbook.yaml") + b"redirects:\n  exercises/pointer: exercises/bird-dog\n"
    )
    assert now == before


def test_redirects_lead_on(tmp_path: Path) -> None:
    """Renamed twice, both old names lead to the newest."""
    root = lay(tmp_path, {})
    run(root, "bridge", "glute-bridge")
    run(root, "glute-bridge", "hip-bridge")
    assert check(root).handbook.settings.redirects == {
        "exercises/bridge": "exercises/hip-bridge",
        "exercises/glute-bridge": "exercises/hip-bridge",
    }


def test_the_way_a_file_is_written_stays(tmp_path: Path) -> None:
    """Line ends, byte order mark, quotes, comments, definitions of links: only the name changes."""
    text = tiny_text("exercises/squat.md", ("exercise: goblet-squat,", 'exercise: "goblet-squat",  # heavier\n   '))
    text += "\nSee [it] and [it](<goblet-squat.md#how-to>) and [again][it].\n\n[it]: goblet-squat.md\n"
    raw = ("\ufeff" + text.replace("\n", "\r\n")).encode()
    root = lay(tmp_path, {"exercises/squat.md": raw})
    status, output = run(root, "goblet-squat", "cup-squat")
    assert status == 0, output
    assert files(root)["exercises/squat.md"] == raw.replace(b"goblet-squat", b"cup-squat")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nothing", "something", "there is no entry `nothing`"),
        ("exercises/squat", "guides/squat", "is another kind of entry"),
        ("exercises/squat", "bridge", "is there already"),
        ("exercises/squat", "Air Squat", "cannot be an address"),
        ("quads", "thighs", "its region on the body map"),
        ("squat", "air-squat", "say which"),
        ("exercises/squat", "index", "cannot be an address"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(tmp_path: Path, old: str, new: str, said: str) -> None:
    """No such entry, a name that is taken or is none, two that may be meant: wrong use, and not a byte differs."""
    root = lay(tmp_path, {})
    before = files(root)
    status, output = run(root, old, new)
    assert (status, said in output) == (2, True), output
    assert files(root) == before


def test_a_handbook_with_errors_is_left_alone(tmp_path: Path) -> None:
    """A name that stands in a broken file could not be mended, so the errors are shown first."""
    root = lay(tmp_path, {"guides/broken.md": "---\ntitle: [\n---\n"})
    before = files(root)
    status, output = run(root, "bridge", "glute-bridge")
    assert (status, "free of errors" in output, "guides/broken.md" in output) == (1, True, True)
    assert files(root) == before


def test_a_disk_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever file cannot be put in its place, all are as they were, and nothing is left lying about."""
    root = lay(tmp_path, {})
    before = files(root)
    true = os.unlink

    def full(path: object, **_: object) -> None:
        if str(path).endswith("bridge.md") and not str(path).endswith("glute-bridge.md"):
            raise OSError(28, "No space left on device")
        true(str(path))

    monkeypatch.setattr(os, "unlink", full)
    monkeypatch.setattr(
        Path, "unlink", lambda path, missing_ok=False: full(path) if path.exists() or not missing_ok else None
    )
    status, output = run(root, "bridge", "glute-bridge")
    assert (status, "nothing is renamed: No space left" in output) == (1, True), output
    assert files(root) == before
    assert len(load(root)[0].known) == len(before)


def test_redirects_are_checked(tmp_path: Path) -> None:
    """From a name that no entry has to an entry that is there; anything else is said at its place."""
    lines = (
        "redirects:\n  exercises/old: exercises/brige\n  exercises/squat: exercises/bridge\n  poems/ode: guides/why\n"
    )
    root = lay(tmp_path, {"handbook.yaml": tiny_text("handbook.yaml") + lines})
    first = tiny_text("handbook.yaml").count("\n") + 2
    found = [(one.span.line - first, one.span.column, one.rule, one.message) for one in check(root).diagnostics]
    assert found == [
        (0, 18, "broken-link", "no entry `exercises/brige`"),
        (1, 3, "field", "`exercises/squat` is an entry; its page cannot lead to another"),
        (2, 3, "field", "`poems` is no kind of entry"),
    ]
    root = lay(tmp_path, {"handbook.yaml": tiny_text("handbook.yaml") + "redirects: {../../etc: guides/why}\n"})
    assert [one.rule for one in check(root).diagnostics] == ["field"]
