"""The benchmark: it measures on sound content, gives every tool the same, and counts what a command costs."""

import re
import sys
from pathlib import Path

import pytest

from bench.measure import Cost, Failed, measure
from bench.multiply import COPIED, Original, originals, write
from bench.rounds import COLD, Results
from bench.table import BEGIN, END, Size, tables, within
from bench.tools import TOOLS, Tool
from handbook.fields import names
from handbook.link import leads_out, target
from handbook.schema import FORMS
from handbooks import Checked, check

ROOT = Path(__file__).parents[1]
COPIES = 3

# A page that lists, and how a text in each translation names another: the id of the entry.
LIST = re.compile(r"content/[a-z]+/_?index\.md|docs/[a-z]+/index\.md")
LINKS = {
    "hugo": r"\]\(/([^)#]+)",
    "pelican": r"\]\(\{filename\}/([^)#]+)\.md",
    "mkdocs": r"\]\((?:\.\./)?([^):#]+)\.md",
}


@pytest.fixture(scope="module")
def threefold(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """This handbook with every exercise and ladder three times."""
    folder = tmp_path_factory.mktemp("threefold")
    write(originals(ROOT), folder, COPIES)
    return check(folder)


def _copy(slug: str) -> str:
    """Which copy a name is of: the number at its end, or nothing."""
    number = slug.rpartition("-")[2]
    return number if number.isdigit() else ""


def test_a_multiplied_handbook_is_free_of_faults(threefold: Checked) -> None:
    """Not even a warning: a build of it prints nothing that would be timed with it."""
    assert threefold.diagnostics == ()


def test_exercises_and_ladders_are_copied_and_nothing_else(threefold: Checked, real: Checked) -> None:
    """Three times the exercises and ladders, once the rest; without figures and without papers to print."""
    for folder in ("exercises", "ladders"):
        assert len(threefold.handbook.of(folder)) == COPIES * len(real.handbook.of(folder))
    for folder in ("movements", "muscles", "equipment", "guides", "programs"):
        assert threefold.handbook.of(folder).keys() == real.handbook.of(folder).keys()
    assert not any(getattr(entry.meta, "figure", None) for entry in threefold.handbook.entries.values())
    assert threefold.handbook.settings.papers == ()
    assert not threefold.handbook.settings.fulltext


def test_each_copy_names_its_own_and_no_other(threefold: Checked) -> None:
    """What the originals say of each other, the second copies say of second copies: in fields, and in links but one."""
    for entry in threefold.handbook.entries.values():
        if entry.folder not in COPIED:
            continue
        named = [name for _, name in names(entry.meta) if name.folder in COPIED]
        assert {_copy(name) for name in named} <= {_copy(entry.slug)}
        links = [target(entry, hole)[0] for hole in entry.prose.holes if hole.kind == "link" and not leads_out(hole)]
        inner = [one.partition("/")[2] for one in links if one.startswith(("exercises/", "ladders/"))]
        others = [one for one in inner if _copy(one) != _copy(entry.slug)]
        assert len(others) == 1, entry.id


def test_ladders_of_copies_have_the_rungs_of_the_originals(threefold: Checked, real: Checked) -> None:
    """A copied ladder is climbed over the copies of its rungs, in the same order."""
    climbs = threefold.handbook.climb.ladders
    for slug, rungs in real.handbook.climb.ladders.items():
        assert climbs[f"{slug}-2"] == tuple(f"{rung}-2" for rung in rungs)


def test_no_two_texts_are_the_same(threefold: Checked) -> None:
    """Nothing can be worked out once and used again: every text, name and other name is its own."""
    entries = list(threefold.handbook.entries.values())
    bodies = [entry.document.body for entry in entries]
    assert len(set(bodies)) == len(bodies)
    titles = [entry.meta.title for entry in entries if entry.folder == "exercises"]
    assert len(set(titles)) == len(titles)


@pytest.fixture(scope="module")
def files() -> tuple[Original, ...]:
    """This handbook's content, ready to be copied."""
    return originals(ROOT)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_tool_gets_every_entry_and_nothing_twice(tool: Tool, files: tuple[Original, ...], real: Checked) -> None:
    """Three times the exercises and ladders, once the rest, each in a file of its own."""
    paths = [path for file in tool.translation(files) for path, _ in file.copies(COPIES)]
    assert len(set(paths)) == len(paths)
    for folder in FORMS:
        entries = [path for path in paths if f"/{folder}/" in path and not LIST.search(path)]
        assert len(entries) == len(real.handbook.of(folder)) * (COPIES if folder in COPIED else 1)


@pytest.mark.parametrize(("tool", "link"), LINKS.items())
def test_translated_links_lead_to_files(tool: str, link: str, files: tuple[Original, ...]) -> None:
    """The address by which a text names an entry is that of a file which is there, for copies as for originals."""
    translation = next(one.translation for one in TOOLS if one.name == tool)
    written = dict(copy for file in translation(files) for copy in file.copies(COPIES))
    known = {path.removesuffix(".md").removesuffix("/_index").partition("/")[2] for path in written}
    goals = [(path, goal) for path, text in written.items() for goal in re.findall(link, text)]
    assert len(goals) > len(written)
    assert [one for one in goals if one[1] not in known] == []


def test_memory_is_that_of_a_command_and_its_children_and_not_ours() -> None:
    """A process of 30 MB holds about that much whoever asks, and twice as much while a child of 30 MB lives."""
    child = "a = bytearray(30_000_000); import time; time.sleep(0.5)"
    parent = f"a = bytearray(30_000_000); import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    alone, both = (measure((sys.executable, "-c", code), ROOT / "build", 60) for code in (child, parent))
    assert 30 < alone.memory < 80
    assert 25 < both.memory - alone.memory < 50


@pytest.mark.parametrize(("code", "why"), [("raise SystemExit(3)", "status 3"), ("while True: pass", "more than 1 s")])
def test_a_command_that_fails_or_does_not_end_is_said(code: str, why: str) -> None:
    """No cost is given for work that was not done."""
    with pytest.raises(Failed, match=why):
        measure((sys.executable, "-c", code), ROOT / "build", 1)


def test_the_table_stands_between_its_marks_and_nothing_else_changes() -> None:
    """Writing the table twice leaves one table, and the text before and after it as it was."""
    document = f"Before.\n\n{BEGIN}\nold\n{END}\n\nAfter.\n"
    once = within(document, "| new |\n")
    assert once == within(once, "| new |\n")
    assert "old" not in once
    assert once.startswith("Before.\n\n")
    assert once.endswith(f"{END}\n\nAfter.\n")


def test_ratios_compare_what_was_measured() -> None:
    """A row of another tool says how many times its time the handbook takes; what failed has its reason in it."""
    results = Results()
    results.costs[COLD, "handbook"] = [Cost(9, 1, 1), Cost(3, 5, 90), Cost(1, 9, 100)]
    results.costs[COLD, "hugo"] = [Cost(2, 2, 20)]
    results.failures[COLD, "mkdocs"] = "more than 9 s"
    text = tables([Size(1000, 1500, results, {"Reading": 0.75})], TOOLS, None, 3)
    assert "| cold | handbook | 3.00 | 5.00 | 90 |  |  |" in text
    assert "|  | Hugo | 2.00 | 2.00 | 20 | 1.50 \N{MULTIPLICATION SIGN} | 2.50 \N{MULTIPLICATION SIGN} |" in text
    assert "|  | MkDocs-Material | more than 9 s |" in text
    assert "2.00 ms at 1,500" in text
    assert "| Reading | 0.75 | 0.50 |" in text
