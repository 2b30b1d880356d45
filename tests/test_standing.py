"""A site that stands as it was published, of files that are as they were, needs no build."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TINY = Path(__file__).parent / "sites/tiny/content"
NOTHING = "nothing has changed"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small handbook, published."""
    shutil.copytree(TINY, tmp_path / "content")
    settings = tmp_path / "content/handbook.yaml"
    settings.write_text(settings.read_text("utf-8") + "papers: []\nfulltext: false\n", "utf-8")
    assert NOTHING not in build(tmp_path)
    return tmp_path


def build(root: Path, *options: str) -> str:
    """What a build says."""
    command = [sys.executable, "-c", "from handbook.cli import main; main()", "--root", str(root), "build", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"})
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_second_build_finds_nothing_to_do(root: Path) -> None:
    """It says so, with the same numbers and the same checksum; asked to be quiet, it says nothing."""
    first = build(root, "--timings").splitlines()
    second = build(root).splitlines()
    assert NOTHING in second[0]
    assert [line for line in first if line.startswith("Checksum: ")] == [second[1]]
    assert build(root, "--quiet") == ""


@pytest.mark.parametrize("harm", ["changed", "gone", "settings", "template", "address", "elsewhere"])
def test_whatever_has_changed_calls_for_a_build(root: Path, harm: str) -> None:
    """A file of the site that is another or gone, one of the content or of the look, or another wish: all are seen."""
    page = root / "site/exercises/squat.html"
    before = page.read_bytes()
    options: tuple[str, ...] = ()
    match harm:
        case "changed":
            page.write_bytes(before[:-1])
        case "gone":
            page.unlink()
        case "settings":
            settings = root / "content/handbook.yaml"
            settings.write_text(settings.read_text("utf-8") + "units: lb\n", "utf-8")
        case "template":
            (root / "templates/assets").mkdir(parents=True)
            (root / "templates/assets/style.css").write_text("body { margin: 0 }")
        case "address":
            options = ("--base-url", "https://example.org/other/")
        case "elsewhere":
            options = ("--output", str(root / "other"))
    assert NOTHING not in build(root, *options)
    if harm in {"changed", "gone"}:
        assert page.read_bytes() == before
    assert NOTHING in build(root, *options)


def test_a_warning_is_said_each_time(root: Path) -> None:
    """That nothing has changed does not hide what is still to be mended, nor let a strict build pass."""
    file = root / "content/exercises/squat.md"
    file.write_text(file.read_text("utf-8").replace("reviewed: 2026-11-23\n", ""), "utf-8")
    build(root)
    command = [sys.executable, "-c", "from handbook.cli import main; main()", "--root", str(root), "build", "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "unreviewed" in done.stderr
    assert "stays as it was" in done.stderr
