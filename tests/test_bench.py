"""What the benchmark measures on: this handbook's content, many times over."""

from pathlib import Path

import pytest

from bench.multiply import originals, write
from handbook.fields import names
from handbook.link import leads_out, target
from handbooks import Checked, check

ROOT = Path(__file__).parents[1]
COPIES = 3


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
    """Three times the exercises and ladders, once the rest, and none of them with a figure."""
    for folder in ("exercises", "ladders"):
        assert len(threefold.handbook.of(folder)) == COPIES * len(real.handbook.of(folder))
    for folder in ("movements", "muscles", "equipment", "guides", "programs"):
        assert threefold.handbook.of(folder).keys() == real.handbook.of(folder).keys()
    assert not any(getattr(entry.meta, "figure", None) for entry in threefold.handbook.entries.values())


def test_each_copy_names_its_own_and_no_other(threefold: Checked) -> None:
    """What the originals say of each other, the second copies say of second copies: in fields, and in links but one."""
    for entry in threefold.handbook.entries.values():
        if entry.folder not in {"exercises", "ladders"}:
            continue
        named = [name for _, name in names(entry.meta) if name.folder in {"exercises", "ladders"}]
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
