"""The form for people without git: what it is told, and that nothing of an entry is lost on the way through it."""

import json
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from handbook.load import Document, Documents, load
from handbook.outputs.cms import config, form_files
from handbook.schema import FORMS
from handbook.settings import Cms, Repository
from handbook.shapes import fields
from handbook.theme import theme
from handbook.validate import validate
from handbooks import check, lay, tiny_text
from ours import ROOT, handbook

FORM = ROOT / "templates" / "admin"
AT_GITHUB = Repository(url="https://github.com/runners/handbook")
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="the form is JavaScript and there is no Node")


@cache
def documents() -> Documents:
    """The files of our handbook."""
    return load(ROOT)[0]


def through(folder: Path, texts: dict[str, str]) -> dict[str, Any]:
    """What the form makes of entries' texts, by id."""
    (folder / "config.json").write_text(json.dumps(config(handbook(), Cms(host="github"), AT_GITHUB)), encoding="utf-8")
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    files = (ROOT / "tests" / "form.js", FORM, folder / "config.json", folder / "texts.json")
    told = subprocess.run(["node", *map(str, files)], capture_output=True, check=True, encoding="utf-8").stdout
    found: dict[str, Any] = json.loads(told)
    return found


@pytest.fixture(scope="module")
def tripped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every entry of ours through the form."""
    return through(tmp_path_factory.mktemp("form"), {one.id: one.text for one in documents().entries})


@needs_node
def test_every_field_of_ours_is_read_as_the_handbook_reads_it(tripped: dict[str, Any]) -> None:
    """The form's reader of YAML and the handbook's agree on every value of every entry."""
    wrong = {
        (one.id, name): (value, one.tree.data[name])
        for one in documents().entries
        for name, value in tripped[one.id]["read"].items()
        if value != one.tree.data[name]
    }
    assert wrong == {}
    assert {one.id: set(one.tree.data) - set(tripped[one.id]["read"]) for one in documents().entries} == {
        one.id: set() for one in documents().entries
    }


@needs_node
def test_every_field_is_shown(tripped: dict[str, Any]) -> None:
    """No field of ours is beyond the form."""
    assert {one.id for one in documents().entries if set(one.tree.data) - set(tripped[one.id]["data"])} == set()


@needs_node
def test_what_is_not_changed_stays_as_it_stands(tripped: dict[str, Any]) -> None:
    """An entry that is saved without a change is the same file; one with a new title has one other line of facts."""
    for one in documents().entries:
        assert tripped[one.id]["same"] == one.text
        old = one.text.split("\n")
        new = tripped[one.id]["changed"].split("\n")
        differing = [line for line in new if line not in old]
        assert [line.partition(":")[0] for line in differing] == ["title", "More."], one.id


@needs_node
def test_what_the_form_writes_by_itself_is_the_same_entry(tripped: dict[str, Any]) -> None:
    """With no file to begin from, all of what the form holds is written, and read as the same facts and text."""
    before, _ = validate(documents())
    written = [Document(one.id, one.path, tripped[one.id]["anew"]) for one in documents().entries]
    after, faults = validate(replace(documents(), entries=tuple(written)))
    assert faults == ()
    assert {one.id: one.meta for one in after.entries} == {one.id: one.meta for one in before.entries}
    assert {one.id: one.document.body for one in after.entries} == {one.id: one.document.body for one in before.entries}


ODD = """---
# Ask Ann: is it so?
title: "A \\"curl\\" #2"   # said so
aliases: curls

kind: strength
level: beginner
sides: both
muscles:
  primary: hamstrings
movements: {primary: [knee-flexion]}
equipment: none
dose: {sets: 2, reps: max}
cues:
- Slow, all the way
- 'Don''t rush: brake'
cautions:
  - Knee pain. Really: Stop
summary: >
  Two lines
  of it.
strange: |
  kept
figure:
  poses: [plank]
# the end
---
Why.
"""


@needs_node
def test_short_ways_are_whole_in_the_form_and_short_in_the_file(tmp_path: Path) -> None:
    """One text for a list, `none`, `situation: advice`; remarks, spacing and unknown fields stay."""
    told = through(tmp_path, {"exercises/odd": ODD})["exercises/odd"]
    data = told["data"]
    assert data["title"] == 'A "curl" #2'
    assert data["aliases"] == ["curls"]
    assert data["muscles"] == {"primary": ["hamstrings"]}
    assert data["equipment"] == []
    assert data["cues"] == ["Slow, all the way", "Don't rush: brake"]
    assert data["cautions"] == [{"when": "Knee pain. Really", "advice": "Stop"}]
    assert data["figure"] == "poses: [plank]"
    assert told["same"] == ODD
    lines = told["changed"].split("\n")
    assert lines[:5] == ["---", "# Ask Ann: is it so?", 'title: "A \\"curl\\" #2 anew"', "aliases: curls", ""]
    assert lines[5:-2] == ODD.split("\n")[5:-1]


UNKNOWN = (
    "cues: &all [x]",
    "cues: [x",
    "cues: {x",
    "cues: !!str x",
    "cues: |2\n   x",
    "cues:\n  - x\n y: z",
    "cues: [x]y",
    'cues: "x\\q"',
    "cues: {x: y}",
    "cues:\n  - [x]",
)


@needs_node
def test_what_cannot_be_shown_is_kept(tmp_path: Path) -> None:
    """YAML that the form's reader does not know is never guessed at: the field is not shown, and stays in the file."""
    texts = {
        f"exercises/odd-{number}": f"---\ntitle: Plank\n{line}\nlevel: beginner\n---\nWhy.\n"
        for number, line in enumerate(UNKNOWN)
    }
    told = through(tmp_path, texts)
    assert {name for name, one in told.items() if "cues" in one["data"]} == set()
    assert {name: one["same"] for name, one in told.items()} == texts
    for line, one in zip(UNKNOWN, told.values(), strict=True):
        assert line in one["changed"]


def test_the_form_has_every_field_of_every_kind() -> None:
    """It is folded from the schema: nothing is left out, and what must be there is asked for."""
    told = config(handbook(), Cms(host="github"), AT_GITHUB)
    assert [one["name"] for one in told["collections"]] == list(FORMS)
    for form, collection in zip(FORMS.values(), told["collections"], strict=True):
        asked = {one["name"]: one.get("required") for one in collection["fields"]}
        assert asked == {one.name: one.needed for one in fields(form.model)} | {"body": False, "source": None}


@pytest.mark.parametrize(
    ("cms", "url", "backend"),
    [
        (
            {"host": "github"},
            "https://github.com/runners/handbook",
            {"name": "github", "repo": "runners/handbook", "open_authoring": True},
        ),
        (
            {"host": "github", "sign_in": "https://sign-in.example.org"},
            "https://github.com/runners/handbook/",
            {
                "name": "github",
                "repo": "runners/handbook",
                "open_authoring": True,
                "base_url": "https://sign-in.example.org",
            },
        ),
        (
            {"host": "gitlab"},
            "https://git.example.org/a/b/handbook",
            {
                "name": "gitlab",
                "repo": "a/b/handbook",
                "base_url": "https://git.example.org",
                "api_root": "https://git.example.org/api/v4",
            },
        ),
    ],
)
def test_the_form_saves_to_the_repository(cms: dict[str, str], url: str, backend: dict[str, object]) -> None:
    """The code host's own kind of address, by the repository that the settings name."""
    told = config(handbook(), Cms.model_validate(cms), Repository(url=url))
    assert told["backend"] == {**backend, "branch": "main"}


def files_of(root: Path, settings: str, script: str = "") -> tuple[dict[str, bytes], list[str]]:
    """The form's files of a tiny handbook with more settings, and perhaps a script; and what is said."""
    lay(root, {"handbook.yaml": tiny_text("handbook.yaml") + settings})
    if script:
        (root / "templates" / "admin").mkdir(parents=True)
        (root / "templates" / "admin" / "cms.js").write_text(script, encoding="utf-8")
    files, said = form_files(check(root).handbook, theme(root))
    return files, [f"{one.span.path}:{one.span.line}: {one.message}" for one in said]


def test_nothing_is_there_unless_it_is_asked_for(tmp_path: Path) -> None:
    """A handbook without `cms` has no `admin/`, though it has the script."""
    assert files_of(tmp_path, "", "// the form") == ({}, [])


def test_a_form_that_is_asked_for_has_all_that_it_needs(tmp_path: Path) -> None:
    """The page, its scripts from the same site, and what they are told; the form's own script as it is."""
    files, said = files_of(tmp_path, "cms: {host: github}\n", "//  the form\n")
    assert said == []
    assert sorted(files) == [
        f"admin/{name}" for name in ("cms.js", "config.json", "form.js", "frontmatter.js", "index.html")
    ]
    assert files["admin/cms.js"] == b"//  the form\n"
    assert b'src="http' not in files["admin/index.html"]
    assert json.loads(files["admin/config.json"])["backend"]["repo"] == "tiny/repository"


def test_a_form_without_its_script_is_said(tmp_path: Path) -> None:
    """At the field that asks for it; nothing of it is published."""
    files, said = files_of(tmp_path, "cms: {host: github}\n")
    assert files == {}
    assert said == ["content/handbook.yaml:7: the form for editors has no `templates/admin/cms.js`"]


def test_a_form_without_a_repository_is_said(tmp_path: Path) -> None:
    """It would have no place to save to."""
    lay(tmp_path, {"handbook.yaml": "title: Tiny\nsummary: Small.\ncms: {host: github}\n"})
    files, said = form_files(check(tmp_path).handbook, theme(tmp_path))
    assert files == {}
    assert [(one.span.line, one.message) for one in said] == [(3, "the form for editors has no place to save to")]
