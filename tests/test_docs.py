"""The documents that are made from the code are what the code makes; `pytest --update` writes them anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.diagnostics import RULES
from handbook.editing.fielddocs import field_reference
from handbook.editing.ruledocs import parted, rule_reference
from handbook.fields import Model
from handbook.schema import FORMS, Reference
from handbook.settings import Settings
from handbook.shapes import fields

ROOT = Path(__file__).parents[1]
CASES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/cases").glob("*.md"))}
MADE: dict[str, Callable[[], str]] = {"fields.md": field_reference, "rules.md": lambda: rule_reference(CASES)}


@pytest.mark.parametrize("name", MADE)
def test_a_made_document_is_up_to_date(name: str, update: bool) -> None:  # noqa: FBT001 - a fixture
    """What stands in docs/ is what the code says today."""
    path, text = ROOT / "docs" / name, MADE[name]()
    if update:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "run `make update`"


def test_every_field_of_every_kind_has_a_row() -> None:
    """A field that an author may write is described where authors look."""
    text = field_reference()
    models: list[type[Model]] = [*(form.model for form in FORMS.values()), Reference, Settings]
    for model in models:
        for field in fields(model):
            assert f"| `{field.name}` |" in text
            assert field.description, f"{model.__name__}.{field.name}"


def test_every_rule_has_a_row_and_a_section() -> None:
    """Each rule can be looked up by its id; each with a case shows what it finds."""
    text = rule_reference(CASES)
    for rule, said in RULES.items():
        assert f"\n| [{rule}](#{rule}) | {said.severity} | {said.explanation} |\n" in text
        assert f"\n## {rule}\n" in text
    for rule, case in CASES.items():
        section = text.split(f"\n## {rule}\n", 1)[1].partition("\n## ")[0]
        assert parted(case).why in section
        assert f"[{rule}]" in section


def test_an_example_shows_the_line_and_the_way_out() -> None:
    """A case is told as `check` tells it: the place, the line, a caret under the column, the hint."""
    case = "# unknown-muscle\nWhy it matters.\n```exercises/a.md\n---\nmuscles: [qads]\n```\n```expected\ncontent/exercises/a.md:2:11: error[unknown-muscle] no muscle called `qads` (did you mean `quads`?)\n```\n"  # noqa: E501
    assert (
        "\n\nWhy it matters.\n\n"
        "```text\n"
        "content/exercises/a.md:2:11: error[unknown-muscle] no muscle called `qads`\n"
        "   2 | muscles: [qads]\n"
        "     |           ^ did you mean `quads`?\n"
        "```\n"
    ) in rule_reference({"unknown-muscle": case})


def test_headings_of_the_field_reference_are_reached_by_its_links() -> None:
    """Every link inside the page leads to one heading of it."""
    text = field_reference()
    headings = [line.lstrip("# ").lower().replace(" ", "-") for line in text.splitlines() if line.startswith("#")]
    links = {part.partition(")")[0] for part in text.split("](#")[1:]}
    assert len(set(headings)) == len(headings)
    assert links <= set(headings)
