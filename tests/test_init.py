"""A new handbook stands on its own at once."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from handbook.diagnostics import Diagnostic, Span
from handbook.editing.starter import starter
from handbook.pipeline import make
from handbook.report import concise


def run(folder: Path) -> Result:
    """What the command says."""
    return CliRunner().invoke(main, ["init", str(folder)])


def test_a_new_handbook_is_whole(tmp_path: Path) -> None:
    """What is written is free of faults, and a site can be made of it without anything else."""
    folder = tmp_path / "some" / "where"
    assert run(folder).exit_code == 0
    site = make(folder)
    assert site.diagnostics == ()
    assert {"index.html", "exercises/squat.html", "programs/two-days.html"} <= site.files.keys()
    assert (folder / ".gitignore").read_text(encoding="utf-8").startswith("/build/\n/site/\n")


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    """A file of somebody's, even a hidden one, keeps it from being written into; a fresh repository does not."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".notes").write_text("mine", encoding="utf-8")
    result = run(tmp_path)
    assert (result.exit_code, "it holds .notes" in result.output) == (2, True)
    assert sorted(one.name for one in tmp_path.iterdir()) == [".git", ".notes"]
    (tmp_path / ".notes").unlink()
    assert run(tmp_path).exit_code == 0
    assert run(tmp_path).exit_code == 2, "not twice"


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    """A file in the place of the folder: said in a sentence."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    result = run(tmp_path / "file")
    assert (result.exit_code, "cannot be written" in result.output) == (1, True)


@pytest.mark.parametrize("name", ["tasks.json", "settings.json", "extensions.json"])
def test_settings_for_the_editor_are_json(name: str) -> None:
    """What the editor reads can be read."""
    assert json.loads(starter()[f".vscode/{name}"])


def test_the_editor_reads_what_check_says() -> None:
    """The pattern in the settings takes a diagnostic apart: file, line, column, weight, rule, message."""
    tasks = json.loads(starter()[".vscode/tasks.json"])["tasks"]
    (pattern,) = [task["problemMatcher"]["pattern"] for task in tasks if task["problemMatcher"]]
    fault = Diagnostic(Span("content/guides/why.md", 3, 7, 9), "too-long", "it is [long]: `x`", "shorten it")
    found = re.fullmatch(pattern["regexp"], concise(fault))
    assert found is not None
    parts = [found[pattern[part]] for part in ("file", "line", "column", "severity", "code", "message")]
    assert parts == ["content/guides/why.md", "3", "7", "warning", "too-long", "it is [long]: `x` (shorten it)"]


def test_every_task_is_one_that_there_is() -> None:
    """The editor's tasks call the command by tasks and options that it has."""
    tasks = json.loads(starter()[".vscode/tasks.json"])["tasks"]
    for task in tasks:
        _, name, *words = task["command"].split()
        shown = CliRunner().invoke(main, [name, "--help"]).output
        assert "Usage:" in shown
        assert all(word in shown for word in words if word.startswith("--"))
