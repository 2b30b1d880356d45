"""What the code host reads of the repository: forms that it can show, and actions that nobody can change under us."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

HOST = Path(__file__).parents[1] / ".github"
FORMS = sorted(path for path in (HOST / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
WORKFLOWS = sorted((HOST / "workflows").glob("*.yml"))

# GitHub's syntax for issue forms: what a form may say of itself, and what each element of it must and may say.
ABOUT = {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
ELEMENTS: dict[str, tuple[set[str], set[str]]] = {
    "markdown": ({"value"}, set()),
    "input": ({"label"}, {"description", "placeholder", "value"}),
    "textarea": ({"label"}, {"description", "placeholder", "value", "render"}),
    "dropdown": ({"label", "options"}, {"description", "multiple", "default"}),
    "checkboxes": ({"label", "options"}, {"description"}),
}


def loaded(path: Path) -> Any:
    """A file of the host's."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_the_host_can_show(path: Path) -> None:
    """Every key is one that GitHub knows, every needed one is there, and no two fields are called the same."""
    form = loaded(path)
    assert {"name", "description", "body"} <= form.keys() <= ABOUT
    for element in form["body"]:
        must, may = ELEMENTS[element["type"]]
        assert must <= element["attributes"].keys() <= must | may
        assert element.keys() <= {"type", "id", "attributes", "validations"}
        assert element.get("validations", {}).keys() <= {"required"}
        assert re.fullmatch(r"[A-Za-z0-9_-]+", element.get("id", "none"))
    asked = [element for element in form["body"] if element["type"] != "markdown"]
    for named in ([one.get("id") for one in asked], [one["attributes"]["label"] for one in asked]):
        assert None not in named
        assert len(named) == len(set(named)) > 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_little_and_runs_what_was_read(path: Path) -> None:
    """Actions are named by their whole commit with the version beside it; nothing is allowed that is not asked for."""
    workflow, text = loaded(path), path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []
    assert workflow["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    assert "secrets." not in text
    assert "pull_request_target" not in text
