"""What a remembered result depends on: the code that makes it, and no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook import maker
from handbook.maker import made_by


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    """What was read of the package before and after a test is forgotten."""
    maker._sources.cache_clear()
    made_by.cache_clear()
    yield
    maker._sources.cache_clear()
    made_by.cache_clear()


def changed(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one module of the package read otherwise from now on."""
    sources = dict(maker._sources())
    assert module in sources
    monkeypatch.setattr(maker, "_sources", lambda: {**sources, module: sources[module] + b"# another line\n"})
    made_by.cache_clear()


@pytest.mark.parametrize(
    ("changes", "of"),
    [
        ("handbook.markdown", "handbook.markdown"),
        ("handbook.figures.system", "handbook.drawing"),
        ("handbook.typeface", "handbook.typesetting"),
        ("handbook.quantities", "handbook.validate"),
        ("handbook.figures", "handbook.drawing"),
        ("handbook.commands.serve", ""),
    ],
)
def test_a_result_depends_on_the_code_that_it_is_reached_by(
    changes: str, of: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another line in a module that is read, however far away, makes another result."""
    before = made_by(of)
    changed(changes, monkeypatch)
    assert made_by(of) != before


@pytest.mark.parametrize(
    ("changes", "of"), [("handbook.works", "handbook.drawing"), ("handbook.render", "handbook.typesetting")]
)
def test_a_result_does_not_depend_on_other_code(changes: str, of: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change elsewhere costs no figure and no paper."""
    before = made_by(of)
    changed(changes, monkeypatch)
    assert made_by(of) == before


def test_every_library_that_leaves_a_mark_is_found() -> None:
    """Each of the libraries is installed here, and its version is read from where it lies."""
    found = {one.partition("-")[0].lower() for one in maker._libraries()}
    assert found == set(maker.LIBRARIES)


def test_the_modules_that_are_read_are_those_that_python_reads() -> None:
    """Every import in a module leads to a module that is counted; a name that is imported from one is none."""
    reached = maker._reached("handbook.works")
    assert {"handbook", "handbook.pages", "handbook.pages.exercise", "handbook.link", "handbook.schema"} <= reached
    assert all(one in maker._sources() for one in reached)
    assert (Path(maker.__file__).parent / "works.py").read_bytes() == maker._sources()["handbook.works"]
