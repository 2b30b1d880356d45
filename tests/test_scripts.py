"""Scripts travel without what is for people alone, and remain the same scripts."""

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from handbook.scripts import lean

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted((ROOT / "templates" / "assets").glob("*.js"))
PREVIEW = sorted((ROOT / "src/handbook/preview").glob("*.js"))
KILOBYTE = 1024
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="scripts are read by Node, and there is none")


def test_what_is_for_people_stays_at_home() -> None:
    """Comments and needless room go; code and texts stay."""
    script = b"""/**
 * What it is.
 */
{
  // why
  const a = /** @type {string} */ (b);
  /** @type {string} */ let c = a;
  say("// not /* a comment */");
  /* all of it */
}
"""
    assert lean(script) == b'{const a=(b);let c=a;say("// not /* a comment */");}'


@pytest.mark.parametrize("script", [*SCRIPTS, *PREVIEW], ids=lambda path: path.name)
def test_every_script_is_strict_and_checked(script: Path) -> None:
    """Every script says that it is strict, and asks editors to check its types."""
    assert script.read_text("utf-8").startswith("// @ts-check\n")
    assert '\n"use strict";\n' in script.read_text("utf-8")


@needs_node
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_lean_script_is_still_one(script: Path, tmp_path: Path) -> None:
    """What travels can be read by the language, and is the same but for its comments."""
    (tmp_path / script.name).write_bytes(lean(script.read_bytes()))
    subprocess.run(["node", "--check", str(tmp_path / script.name)], check=True)


@needs_node
def test_lean_matching_finds_the_same(tmp_path: Path) -> None:
    """The matching as it travels answers as the one that people read."""
    source = ROOT / "templates" / "assets" / "matching.js"
    (tmp_path / "matching.js").write_bytes(lean(source.read_bytes()))
    (tmp_path / "index.json").write_text(
        json.dumps(
            {
                "format": 1, "folders": [["exercises", "Exercises", 2]], "levels": ["beginner"], "kinds": ["core"],
                "titles": ["Plank", "Side plank"], "slugs": ["", ""], "aliases": ["", ""], "level": "00", "kind": "00",
                "muscles": [[], []], "movements": [[], []], "equipment": [[], []], "start": [0],
            }
        ),
        "utf-8",
    )  # fmt: skip
    (tmp_path / "queries.json").write_text('["side plnak", "plank", ""]', "utf-8")
    said = [
        subprocess.run(
            [
                "node",
                str(ROOT / "tests" / "find.js"),
                str(script),
                str(tmp_path / "index.json"),
                str(tmp_path / "queries.json"),
            ],
            check=True,
            capture_output=True,
        ).stdout
        for script in (source, tmp_path / "matching.js")
    ]
    assert said[0] == said[1] == b'[["exercises/side-plank"],["exercises/plank","exercises/side-plank"],[]]'


EVERYWHERE = ("main", "offline", "matching", "search")
BESIDE = {
    "exercise": ("figure", "instead"),
    "catalogue": ("catalogue",),
    "search": ("fulltext",),
    "program": ("calendar",),
    "session": ("history", "session"),
    "sheet": ("loads", "sheet"),
}


def test_every_script_is_counted_to_a_page() -> None:
    """The pages whose scripts are weighed below load all scripts that there are."""
    assert {*EVERYWHERE, *(name for names in BESIDE.values() for name in names)} == {path.stem for path in SCRIPTS}


@pytest.mark.parametrize("page", BESIDE)
def test_the_scripts_of_a_page_are_small(page: str) -> None:
    """All that a page can ever load as script, with search and saving, fits in 15 KB as it travels."""
    names = (*EVERYWHERE, *BESIDE[page])
    texts = [(ROOT / "templates" / "assets" / f"{name}.js").read_bytes() for name in names]
    assert sum(len(gzip.compress(lean(text))) for text in texts) <= 15 * KILOBYTE
