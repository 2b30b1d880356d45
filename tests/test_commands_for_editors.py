"""The tasks that help an editor before anything is checked: a fresh entry, schemas, a rule explained."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from handbook.commands.explain import explain
from handbook.commands.new import new
from handbook.commands.schema import schema
from handbook.diagnostics import RULES
from handbooks import check, lay


def run(command: click.Command, root: Path, *words: str) -> Result:
    """What a task says when it is asked for from `root`."""
    return CliRunner().invoke(command, list(words), obj=root)


def test_new_writes_an_entry_and_leaves_the_rest_to_its_author(tmp_path: Path) -> None:
    """The file lies where its kind belongs, and the check lists what is still to write."""
    result = run(new, lay(tmp_path, {}), "exercise", "Nordic curl")
    assert result.exit_code == 0
    assert "nordic-curl.md is written" in result.output
    assert "content/exercises/nordic-curl.md:" in "\n".join(check(tmp_path).said)


def test_new_never_writes_over_an_entry(tmp_path: Path) -> None:
    """Twice the same title is a mistake, and the first file stays as it is."""
    root = lay(tmp_path, {"guides/shoes.md": "mine"})
    result = run(new, root, "guide", "Shoes")
    assert result.exit_code == 2
    assert "is there already" in result.output
    assert (root / "content/guides/shoes.md").read_text(encoding="utf-8") == "mine"


def test_new_says_what_looks_the_same(tmp_path: Path) -> None:
    """An exercise that is there under another spelling is named, with its file."""
    result = run(new, lay(tmp_path, {}), "exercise", "Goblet-squats")
    assert "looks like an existing entry: Goblet squat (content/exercises/goblet-squat.md)" in result.output


CANNOT = [("exercise", "!!"), ("exercise", "Curl", "--like", "nothing"), ("poem", "Ode")]


@pytest.mark.parametrize("words", CANNOT)
def test_new_says_what_it_cannot_make(words: tuple[str, ...], tmp_path: Path) -> None:
    """A title without letters, a model that is not there, a kind that is none: wrong use, and no file."""
    root = lay(tmp_path, {})
    before = sorted((root / "content").rglob("*"))
    assert run(new, root, *words).exit_code == 2
    assert sorted((root / "content").rglob("*")) == before


def test_schema_offers_the_names_of_this_handbook(tmp_path: Path) -> None:
    """One printed, or all written; muscles and works are those that have files."""
    root = lay(tmp_path, {})
    printed = json.loads(run(schema, root, "exercise").stdout)
    assert "quads" in json.dumps(printed["properties"]["muscles"])
    assert run(schema, root, "--output", str(tmp_path / "schemas")).exit_code == 0
    assert json.loads((tmp_path / "schemas/exercise.schema.json").read_bytes()) == printed
    assert run(schema, root).exit_code == 2


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_explained(rule: str, tmp_path: Path) -> None:
    """The same text as in the reference: what it is, how much it matters."""
    result = run(explain, tmp_path, rule)
    assert result.exit_code == 0
    said = RULES[rule]
    assert result.output.startswith(f"## {rule}\n\n**{said.severity.capitalize()}.** {said.explanation}\n")
    assert "\n## " not in result.output


def test_a_misspelt_rule_is_met_with_the_nearest(tmp_path: Path) -> None:
    """Wrong use, with the name that was meant."""
    result = run(explain, tmp_path, "ladder-fork-")
    assert result.exit_code == 2
    assert "did you mean `ladder-fork`?" in result.output
