"""Paths are short, whole and exact: hulls hold their circles, numbers never stick together."""

import math
import re

from hypothesis import given
from hypothesis import strategies as st

from handbook.figures.paths import Circle, Pen, hull, numbers, ring, smooth, whole

coordinates = st.floats(-300, 300)
circles = st.tuples(coordinates, coordinates, st.floats(0.5, 20))


@given(st.lists(st.integers(-9999, 9999), max_size=8))
def test_numbers_can_be_read_back(values: list[int]) -> None:
    """Leaving out the space before a minus sign loses nothing."""
    assert [int(found) for found in re.findall(r"-?\d+", numbers(values))] == values


@given(st.integers(-10_000, 10_000), st.floats(-1e-9, 1e-9))
def test_rounding_ignores_noise(units: int, noise: float) -> None:
    """A value on a half goes the same way whatever the last bits of the arithmetic were."""
    assert whole(units + 0.5 + noise) == whole(units + 0.5)


def _stops(data: str) -> list[tuple[float, float]]:
    """Follow a hull's commands and return the points it passes."""
    x = y = 0.0
    stops = []
    for command, rest in re.findall(r"([Mla])([^Mlaz]*)", data):
        if command == "a":
            match = re.fullmatch(r"(\d+) (\d+) 0 ([01])([01])(-?\d+) ?(-?\d+)", rest)
            assert match, data
            step = [int(match[5]), int(match[6])]
        else:
            step = [int(found) for found in re.findall(r"-?\d+", rest)]
        x, y = (step[0], step[1]) if command == "M" else (x + step[0], y + step[1])
        stops.append((x, y))
    return stops


@given(st.lists(circles, min_size=1, max_size=6))
def test_a_hull_lies_round_its_circles(given_circles: list[Circle]) -> None:
    """Every corner of a hull lies on the rim of one of its circles and inside none."""
    pen = Pen(4)
    hull(pen, given_circles)
    assert pen.text().endswith("z")
    for x, y in _stops(pen.text()):
        gaps = [math.hypot(x / 4 - cx, -y / 4 - cy) - r for cx, cy, r in given_circles]
        assert min(gaps) > -0.7
        assert any(abs(gap) < 0.7 for gap in gaps)


def test_a_circle_inside_another_adds_nothing() -> None:
    """The hull of a circle and one within it is the outer circle."""
    one, two = Pen(4), Pen(4)
    hull(one, [(0, 0, 9), (1, 1, 2)])
    ring(two, (0, 0, 9))
    assert one.text() == two.text()


def test_a_smooth_curve_passes_its_points() -> None:
    """A closed curve starts at its first point, has a segment for each point, and closes."""
    data = smooth([(0, 0), (10, 0), (10, 10), (0, 10)], 1)
    assert data.startswith("M0 0c")
    assert data.count("s") == 3
    assert data.endswith("z")
    assert smooth([(0, 0), (10, 0)], 1, closed=False).count("c") == 1
