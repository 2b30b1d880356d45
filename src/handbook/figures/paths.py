"""Path data: smooth curves and tangent hulls of circles, written as short integer commands."""

import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Circle = tuple[float, float, float]
"""Centre x, centre y and radius."""

_NOISE = 1e-6
_SHORT = 0.9
"""An arc shorter than this (in the caller's unit: cm) is left out, the next line starts a hair earlier."""


def whole(value: float) -> int:
    """Round to a whole file unit; what lies on a half up to rounding noise goes the same way everywhere."""
    return round(round(value, 4))


def numbers(values: Iterable[int]) -> str:
    """Write integers the short way: a minus sign needs no space before it."""
    out = ""
    for value in values:
        out += str(value) if not out or value < 0 else f" {value}"
    return out


class Pen:
    """Writes one path in whole file units; commands are relative, so that the text stays short.

    Coordinates come in as (x, y) with y upwards, in the caller's unit; `scale` is file units to that unit.
    """

    __slots__ = ("_parts", "_scale", "_x", "_y")

    def __init__(self, scale: float) -> None:
        self._parts: list[str] = []
        self._scale = scale
        self._x = self._y = 0

    def _move_to(self, point: Point) -> tuple[int, int]:
        x, y = whole(point[0] * self._scale), whole(-point[1] * self._scale)
        step = x - self._x, y - self._y
        self._x, self._y = x, y
        return step

    def start(self, point: Point) -> None:
        """Begin a sub-path at a point."""
        self._move_to(point)
        self._parts.append(f"M{numbers((self._x, self._y))}")

    def line(self, point: Point) -> None:
        """Go straight to a point."""
        step = self._move_to(point)
        if step != (0, 0):
            self._parts.append(f"l{numbers(step)}")

    def arc(self, radius: float, point: Point, *, large: bool = False, clockwise: bool = False) -> None:
        """Go to a point on a circle of a radius, the long way round if `large`."""
        step = self._move_to(point)
        if step != (0, 0):
            size = max(1, whole(radius * self._scale))
            self._parts.append(f"a{size} {size} 0 {int(large)}{int(clockwise)}{numbers(step)}")

    def close(self) -> None:
        """Join the sub-path to its start."""
        self._parts.append("z")

    def text(self) -> str:
        """Return the path data written so far."""
        return "".join(self._parts)


def smooth(points: Sequence[Point], scale: float, *, closed: bool = True) -> str:
    """Draw a uniform Catmull-Rom curve through points (x, y downwards) as cubic segments."""
    stops = [(whole(x * scale), whole(y * scale)) for x, y in points]
    count = len(stops)

    def at(index: int) -> tuple[int, int]:
        return stops[index % count if closed else max(0, min(count - 1, index))]

    def tangent(index: int) -> Point:
        (x0, y0), (x1, y1) = at(index - 1), at(index + 1)
        return (x1 - x0) / 6, (y1 - y0) / 6

    text = f"M{numbers(stops[0])}"
    for index in range(count if closed else count - 1):
        (x, y), (x1, y1) = at(index), at(index + 1)
        out, into = tangent(index), tangent(index + 1)
        end = (round(x1 - into[0] - x), round(y1 - into[1] - y), x1 - x, y1 - y)
        head = () if index else (round(out[0]), round(out[1]))
        text += f"{'s' if index else 'c'}{numbers((*head, *end))}"
    return text + ("z" if closed else "")


def _around(circles: Sequence[Circle]) -> list[int]:
    """Return which circles touch the convex hull, counter-clockwise, each run once; none may lie within another.

    A line is rolled round them: from each it goes on to the circle whose common tangent asks for the least turn.
    """
    start = min(range(len(circles)), key=lambda i: (circles[i][0] - circles[i][2], circles[i][1]))
    order, at, turned = [start], start, 0.0
    while len(order) <= 2 * len(circles):
        x, y, r = circles[at]
        turns = [
            (round((angle - turned) % math.tau, 9) % math.tau, -distance, index)
            for index, (bx, by, br) in enumerate(circles)
            if index != at
            for distance in [math.hypot(bx - x, by - y)]
            for angle in [math.atan2(by - y, bx - x) - math.acos((r - br) / distance) - math.pi]
        ]
        least, _, at = min(turns, default=(math.tau, 0.0, at))
        turned += least
        if turned >= math.tau - _NOISE:
            break
        order.append(at)
    return order[:-1] if len(order) > 1 and order[-1] == start else order


def _outer(circles: Sequence[Circle]) -> list[Circle]:
    """Drop circles that lie within another; of equal ones the first stays."""
    out: list[Circle] = []
    for x, y, r in sorted(circles, key=lambda circle: -circle[2]):
        if not any(math.hypot(x - ox, y - oy) + r <= other + _NOISE for ox, oy, other in out):
            out.append((x, y, r))
    return out


def _tangent(a: Circle, b: Circle) -> tuple[Point, Point]:
    """Return where the outer right-hand tangent leaves circle a and meets circle b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    distance = math.hypot(dx, dy) or 1e-9
    cos = max(-1.0, min(1.0, (a[2] - b[2]) / distance))
    sin = math.sqrt(1 - cos * cos)
    nx, ny = (dx * cos + dy * sin) / distance, (dy * cos - dx * sin) / distance
    return (a[0] + nx * a[2], a[1] + ny * a[2]), (b[0] + nx * b[2], b[1] + ny * b[2])


def ring(pen: Pen, circle: Circle) -> None:
    """Add a whole circle as a sub-path."""
    x, y, r = circle
    pen.start((x - r, y))
    pen.arc(r, (x + r, y), large=True)
    pen.arc(r, (x - r, y), large=True)
    pen.close()


def hull(pen: Pen, circles: Sequence[Circle]) -> None:
    """Add the convex hull of circles as a sub-path of exact tangents and arcs."""
    outer = _outer(circles)
    order = _around(outer)
    if len(order) == 1:
        ring(pen, outer[order[0]])
        return
    loop = [outer[index] for index in order]
    tangents = [_tangent(a, b) for a, b in zip(loop, loop[1:] + loop[:1], strict=True)]
    pen.start(tangents[0][0])
    for place, (_, end) in enumerate(tangents):
        x, y, r = loop[(place + 1) % len(loop)]
        after = tangents[(place + 1) % len(loop)][0]
        pen.line(end)
        sweep = math.atan2(after[1] - y, after[0] - x) - math.atan2(end[1] - y, end[0] - x)
        if sweep % math.tau * r > _SHORT:
            pen.arc(r, after, large=sweep % math.tau > math.pi)
    pen.close()
