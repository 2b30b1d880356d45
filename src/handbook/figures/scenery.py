"""Props as drawn: what was placed in the room becomes pieces of SVG, each with its depth in the picture."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures.paths import Circle, Pen
from handbook.figures.strokes import SCALE, capsule, circle, corners, disc, dots, faces, line, path

if TYPE_CHECKING:
    from handbook.figures.camera import Camera
    from handbook.figures.solved import Placed

BACK, FLOOR, BEHIND, BETWEEN, FRONT = -100.0, -200.0, -50.0, 0.3, 60.0
"""Depths of scenery, in cm from the trunk: a wall, a mat, furniture, between the limbs, nearest."""

_END_ON = 0.6
"""How much of a bar's direction points at the reader before its near plate hides the rest."""
_SHOWS_ITS_END = 3.0
_FAR_CLASS = re.compile(r'(?<=class=")[bk](?=")')
FAR = 17.5
_LEG_INSET = 6.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A drawn piece: its depth (cm towards the reader from the trunk), its SVG and the circles it fills (cm)."""

    depth: float
    svg: str
    reach: tuple[Circle, ...]


def _flat(camera: "Camera", placed: "Placed") -> list[tuple[float, float]]:
    return [camera.see(point)[:2] for point in placed.points]


def _barbell(camera: "Camera", placed: "Placed") -> list[Piece]:
    left, right = sorted(placed.points, key=lambda point: camera.see(point)[2])
    axis = np.subtract(right, left)
    end_on = abs(camera.see(axis / np.linalg.norm(axis))[2]) > _END_ON
    inset = axis * 0.14
    far, near = np.asarray(left) + inset, np.asarray(right) - inset
    bar = [camera.see(point)[:2] for point in (left, right)]
    reach = tuple((*camera.see(point)[:2], placed.radius) for point in (far, near))
    if not end_on:
        plates = "".join(disc("G", camera, point, axis, placed.radius) for point in (far, near))
        return [Piece(BETWEEN, path("b", line(bar)) + plates, (*reach, *dots(bar)))]
    hub = (*camera.see(near)[:2], 3.0)
    ring_ = "".join(disc(kind, camera, near, axis, placed.radius) for kind in "wg")
    behind = disc("G", camera, far, axis, placed.radius) + path("b", line([bar[0], camera.see(near)[:2]]))
    return [Piece(BACK, behind, reach[:1]), Piece(100, ring_ + circle("k", hub[:2], hub[2]), reach[1:])]


def _rod(depth: float, kind: str) -> Callable[["Camera", "Placed"], list[Piece]]:
    def draw(camera: "Camera", placed: "Placed") -> list[Piece]:
        points = _flat(camera, placed)
        return [Piece(depth, path(kind, line(points)), dots(points))]

    return draw


def _dumbbell(camera: "Camera", placed: "Placed") -> list[Piece]:
    a, b = (np.asarray(point) for point in placed.points)
    parts = [(a, a + (b - a) * 0.22), (b, b - (b - a) * 0.22)]
    heads = [[(*camera.see(point)[:2], placed.radius * 0.8) for point in part] for part in parts]
    shape = path("b", line(_flat(camera, placed))) + path("k", "".join(capsule(*head) for head in heads))
    return [Piece(FRONT, shape, tuple(circle for head in heads for circle in head))]


def _kettlebell(camera: "Camera", placed: "Placed") -> list[Piece]:
    handle, bell = (np.asarray(point) for point in placed.points)
    grip = camera.see(handle + (bell - handle) * 0.25)[:2]
    centre = camera.see(bell)[:2]
    shape = circle("b", grip, 4.6) + circle("k", centre, placed.radius)
    return [Piece(FRONT, shape, ((*centre, placed.radius), (*grip, 5)))]


def _plate(camera: "Camera", placed: "Placed") -> list[Piece]:
    (point,) = placed.points
    shape = disc("k", camera, point, np.array([1.0, 0.0, 0.0]), placed.radius)
    return [Piece(FRONT, shape, ((*camera.see(point)[:2], placed.radius),))]


def _ball(depth: float, kind: str) -> Callable[["Camera", "Placed"], list[Piece]]:
    def draw(camera: "Camera", placed: "Placed") -> list[Piece]:
        x, y = camera.see(placed.points[0])[:2]
        r = placed.radius
        shine = Pen(SCALE)
        shine.start((x - 0.68 * r, y + 0.25 * r))
        shine.arc(0.72 * r, (x - 0.18 * r, y + 0.67 * r), clockwise=True)
        return [Piece(depth, circle(kind, (x, y), r) + path("B l", shine.text()), ((x, y, r),))]

    return draw


def _cylinder(depth: float, kind: str) -> Callable[["Camera", "Placed"], list[Piece]]:
    """Draw a round bar of foam or a pad: its length, and the near end as a ring where it is seen end on."""

    def draw(camera: "Camera", placed: "Placed") -> list[Piece]:
        circles = tuple((*point, placed.radius) for point in _flat(camera, placed))
        near = max(placed.points, key=lambda point: camera.see(point)[2])
        shape = path(kind, capsule(*circles))
        if placed.radius > _SHOWS_ITS_END:
            shape += disc("B l", camera, near, np.subtract(placed.points[0], placed.points[1]), placed.radius * 0.45)
        return [Piece(depth, shape, circles)]

    return draw


def _bench(camera: "Camera", placed: "Placed") -> list[Piece]:
    least, most = placed.points
    pad = (least[0], most[1] - placed.radius, least[2])
    inset = min(_LEG_INSET, (most[0] - least[0]) / 4)
    feet = [
        [(x, pad[1], z), (x, 0.0, z)] for z in (least[2] + 4, most[2] - 4) for x in (least[0] + inset, most[0] - inset)
    ]
    legs = ["".join(line([camera.see(point)[:2] for point in leg]) for leg in pair) for pair in (feet[:2], feet[2:])]
    shape = path("B", legs[0]) + path("b", legs[1]) + faces(camera, pad, most)
    return [Piece(BEHIND, shape, corners(least, most, camera))]


def _box(depth: float, kinds: str = "pPp") -> Callable[["Camera", "Placed"], list[Piece]]:
    def draw(camera: "Camera", placed: "Placed") -> list[Piece]:
        least, most = placed.points
        return [Piece(depth, faces(camera, least, most, kinds), corners(least, most, camera))]

    return draw


def _post(camera: "Camera", placed: "Placed") -> list[Piece]:
    (x, y, z), (x1, y1, z1) = placed.points
    r = placed.radius
    least, most = (min(x, x1) - r, y, min(z, z1) - r), (max(x, x1) + r, y1, max(z, z1) + r)
    return [Piece(BACK + 5, faces(camera, least, most), corners(least, most, camera))]


def _landmine(camera: "Camera", placed: "Placed") -> list[Piece]:
    pivot, end = placed.points
    points = _flat(camera, placed)
    sleeve = np.asarray(end) + np.subtract(pivot, end) * 0.1
    weight = disc("k", camera, sleeve, np.subtract(end, pivot), placed.radius)
    foot = capsule((*points[0], 2.2))
    reach = ((*points[1], placed.radius), *dots(points))
    return [Piece(FRONT, path("b", line(points)) + path("k", foot) + weight, reach)]


_DRAWN: Mapping[str, Callable[["Camera", "Placed"], list[Piece]]] = {
    "barbell": _barbell,
    "handle": _rod(FRONT, "b"),
    "dumbbell": _dumbbell,
    "kettlebell": _kettlebell,
    "plate": _plate,
    "medicine ball": _ball(FRONT, "P"),
    "ball": _ball(BEHIND - 10, "p"),
    "roller": _cylinder(BEHIND, "p"),
    "bench": _bench,
    "box": _box(BEHIND),
    "wall": _box(BACK + 10, "ppp"),
    "bar": _rod(BACK, "b"),
    "cable": _rod(FRONT, "l"),
    "band": _rod(FRONT, "u"),
    "loop": _rod(FRONT, "u"),
    "post": _post,
    "pad": _cylinder(BETWEEN, "P"),
    "cushion": _cylinder(BEHIND, "P"),
    "lever": _rod(BEHIND + 1, "b"),
    "frame": _rod(BACK + 8, "B"),
    "slider": _cylinder(BEHIND, "k"),
    "landmine": _landmine,
    "mat": _box(FLOOR),
}
KINDS = frozenset(_DRAWN)
"""The kinds of props that can be drawn: exactly those that `solved.Placed` names."""


def as_far(piece: Piece) -> Piece:
    """Draw a piece in grey and behind the trunk: what the hand on the far side holds."""
    return Piece(-FAR, _FAR_CLASS.sub(lambda found: found[0].upper(), piece.svg), piece.reach)


def pieces(camera: "Camera", placed: "Placed") -> list[Piece]:
    """Draw one placed prop; a kind nobody can draw is a fault of the code and raises KeyError."""
    return _DRAWN[placed.kind](camera, placed)
