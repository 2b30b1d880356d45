"""A check that is remembered: never another answer than a fresh one would give."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.report import concise
from handbook.verdict import fingerprint, verdict

TINY = Path(__file__).parent / "sites/tiny/content"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small clean handbook of one's own."""
    shutil.copytree(TINY, tmp_path / "content")
    return tmp_path


def test_a_fault_that_comes_is_found_and_one_that_goes_is_forgotten(root: Path, tmp_path: Path) -> None:
    """Clean, then a misspelt level, then clean again: each check says what is so now, remembered or not."""
    file = min((root / "content/exercises").glob("*.md"))
    text, store = file.read_text(), tmp_path / "store"
    assert verdict(root, store).diagnostics == ()
    file.write_text(text.replace("level: beginner", "level: beginer"))
    (found,) = verdict(root, store).diagnostics
    assert "did you mean `beginner`" in concise(found)
    file.write_text(text)
    assert verdict(root, store).diagnostics == ()


CHANGES: tuple[Callable[[Path], object], ...] = (
    lambda content: (content / "guides/new.md").write_text("---\n---\n"),
    lambda content: min((content / "exercises").glob("*.md")).unlink(),
    lambda content: min((content / "exercises").glob("*.md")).rename(content / "exercises/other.md"),
    lambda content: (content / "exercises/away.md").symlink_to("/etc/hostname"),
    lambda content: (content / "exercises/folder.md").mkdir(),
    lambda content: (content / "handbook.yaml").write_text("title: Another\nsummary: One.\n"),
)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_in_the_content_is_another_question(root: Path, change: Callable[[Path], object]) -> None:
    """New, removed, renamed and rewritten files, links and folders: each gives another fingerprint."""
    before = fingerprint([root / "content"])
    assert fingerprint([root / "content"]) == before
    change(root / "content")
    assert fingerprint([root / "content"]) != before
