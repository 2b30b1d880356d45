"""The engine's test bed: pose data of exercises as plain text values, and each solved once."""

from functools import cache
from pathlib import Path

import yaml

from handbook.figures.reading import read
from handbook.figures.solve import solve
from handbook.figures.solved import Solved
from handbook.figures.spec import Figure


def _load(name: str) -> dict[str, dict[str, object]]:
    """Read a file beside this one, every scalar as text."""
    loaded: dict[str, dict[str, object]] = yaml.load(
        Path(__file__).with_name(name).read_text("utf-8"),
        yaml.BaseLoader,  # noqa: S506 - it makes nothing but text
    )
    return loaded


_DATA = {**_load("poses.yaml"), **_load("movements.yaml")}
NAMES = tuple(_DATA)


def data(name: str) -> dict[str, object]:
    """Give the pose data of an exercise, every scalar as text."""
    return {key: value for key, value in _DATA[name].items() if key != "muscles"}


def figure(value: object) -> Figure:
    """Read a figure that is meant to be right."""
    read_figure, findings = read(value)
    assert read_figure is not None, findings
    return read_figure


@cache
def solved(name: str) -> tuple[Figure, Solved]:
    """Read and solve an exercise of the test bed."""
    of = figure(data(name))
    return of, solve(of)
