"""The pen strokes of the drawing: lines, capsules, discs and boxes as SVG, from places in cm."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures.paths import Circle, Pen, hull, whole

if TYPE_CHECKING:
    from handbook.figures.camera import Camera
    from handbook.figures.skeleton import Floats

SCALE = 4
"""File units a cm: a quarter of a centimetre is finer than a screen shows."""

_FLAT_ON, _EDGE_ON = 0.9, 0.05
"""How much of a direction points at the reader: a disc as a circle, a face as a line."""


def path(kind: str, data: str) -> str:
    """Write a path of a class, or nothing where there is nothing to draw."""
    return f'<path class="{kind}" d="{data}"/>' if data else ""


def line(points: Sequence[tuple[float, float]]) -> str:
    """Write an open polyline through page points (cm, y up)."""
    pen = Pen(SCALE)
    pen.start(points[0])
    for point in points[1:]:
        pen.line(point)
    return pen.text()


def capsule(*circles: Circle) -> str:
    """Write the hull of page circles (cm)."""
    pen = Pen(SCALE)
    hull(pen, circles)
    return pen.text()


def dots(points: Sequence[tuple[float, float]], radius: float = 1.5) -> tuple[Circle, ...]:
    """Give small circles at page points: what thin lines fill."""
    return tuple((x, y, radius) for x, y in points)


def circle(kind: str, point: tuple[float, float], radius: float) -> str:
    """Draw a circle at a page point (cm)."""
    x, y, r = whole(point[0] * SCALE), whole(-point[1] * SCALE), whole(radius * SCALE)
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="{r}"/>'


def disc(kind: str, camera: "Camera", centre: Iterable[float], axis: "Floats", radius: float) -> str:
    """Draw a flat disc that faces along an axis: a circle end on, an ellipse from the side."""
    x, y, _ = camera.see(centre)
    right, up, toward = camera.see(axis / (float(np.linalg.norm(axis)) or 1.0))
    if abs(toward) > _FLAT_ON:
        return circle(kind, (x, y), radius)
    thick = max(abs(toward) * radius, 1.2)
    turn = whole(-math.degrees(math.atan2(up, right)))
    place = f"translate({whole(x * SCALE)} {whole(-y * SCALE)})" + (f"rotate({turn})" if turn else "")
    return f'<ellipse class="{kind}" transform="{place}" rx="{whole(thick * SCALE)}" ry="{whole(radius * SCALE)}"/>'


def faces(camera: "Camera", least: Sequence[float], most: Sequence[float], kinds: str = "pPp") -> str:
    """Draw the faces of a box that look at the reader; `kinds` are the classes of its X, Z and Y faces."""
    out = ""
    for axis, kind in zip((0, 2, 1), kinds[1] + kinds[0] + kinds[2], strict=True):
        normal = np.eye(3)[axis]
        toward = camera.see(normal)[2]
        if abs(toward) < _EDGE_ON:
            continue
        level = (most if toward > 0 else least)[axis]
        a, b = (other for other in range(3) if other != axis)
        corners = []
        for u, v in ((least[a], least[b]), (most[a], least[b]), (most[a], most[b]), (least[a], most[b])):
            corner = [0.0, 0.0, 0.0]
            corner[axis], corner[a], corner[b] = level, u, v
            corners.append(camera.see(corner)[:2])
        out += path(kind, line(corners) + "z")
    return out


def corners(least: Sequence[float], most: Sequence[float], camera: "Camera") -> tuple[Circle, ...]:
    """Give the corners of a box on the page as small circles."""
    return dots(
        [
            camera.see((x, y, z))[:2]
            for x in (least[0], most[0])
            for y in (least[1], most[1])
            for z in (least[2], most[2])
        ]
    )
