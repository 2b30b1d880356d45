"""Arrows of joint actions: from where a limb was to where it is, about its joint."""

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from handbook.figures.paths import Circle, Pen
from handbook.figures.skeleton import SIDES, joint_of
from handbook.figures.strokes import SCALE

if TYPE_CHECKING:
    from handbook.figures.camera import Camera
    from handbook.figures.solved import Frame

_LEAST_TURN = math.radians(8)
_HEAD, _SPREAD = 5.0, math.radians(38)
_PAD, _LEAST_LENGTH, _BESIDE = 4.0, 17.0, 16.0
_ABOVE, _RING = 20.0, math.radians(190)
"""How steeply (degrees) a ring round an upright part is seen, and how much of it is drawn."""


class Hinge(NamedTuple):
    """A joint on the page: its segment, the axis of the moving part in that segment, the arrow's radius in cm."""

    segment: str
    axis: tuple[float, float, float]
    radius: float


_DOWN, _UP, _FORWARD = (0.0, -1.0, 0.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0)
_HINGES = {
    "hip": Hinge("thigh", _DOWN, 34),
    "knee": Hinge("shank", _DOWN, 32),
    "ankle": Hinge("foot", _FORWARD, 24),
    "toe": Hinge("toes", _FORWARD, 14),
    "shoulder": Hinge("upper arm", _DOWN, 38),
    "elbow": Hinge("forearm", _DOWN, 30),
    "reach": Hinge("upper arm", _DOWN, 14),
    "shrug": Hinge("upper arm", _DOWN, 14),
    "spine": Hinge("thorax", _UP, 42),
    "side bend": Hinge("thorax", _UP, 42),
    "torso": Hinge("pelvis", _UP, 52),
    "neck": Hinge("head", _UP, 24),
}
_ABOUT = {"spine": "lumbar", "side bend": "lumbar", "neck": "neck"}
"""Where the arrow's centre lies if not at the segment's own joint."""
_AXIAL = {
    "twist": ("thorax", (0.0, 10.0, 0.0), 21.0),
    "turn": ("thorax", (0.0, 10.0, 0.0), 21.0),
    "roll": ("thorax", (0.0, 10.0, 0.0), 21.0),
    "head turn": ("head", (0.0, 16.0, 0.0), 12.0),
    "hip rotation": ("thigh", (0.0, -26.0, 0.0), 13.0),
    "shoulder rotation": ("upper arm", (0.0, -22.0, 0.0), 10.0),
}
"""Turns about a part's own length: the segment, a point on it and the radius of the ring round it (cm)."""


class Arrow(NamedTuple):
    """A drawn arrow: path data, and the circles it fills (cm)."""

    data: str
    reach: tuple[Circle, ...]


def _side(arc: str) -> str:
    side = arc.split(maxsplit=1)[0]
    return f"{side} " if side in SIDES else ""


def hinge(arc: str) -> Hinge | None:
    """Find the joint of a degree of freedom (`right hip abduction`) that swings a part, not one that turns it."""
    name = joint_of(arc).removesuffix(" abduction")
    if name not in _HINGES:
        return None
    found = _HINGES[name]
    side = _side(arc)
    return found._replace(segment=f"{side}{found.segment}")


def joint_place(arc: str, frame: "Frame", camera: "Camera") -> tuple[float, float]:
    """Find a joint on the page, in cm."""
    joint = joint_of(arc)
    if joint in _AXIAL:
        segment, offset, _ = _AXIAL[joint]
        return camera.see(frame.posture.at(f"{_side(arc)}{segment}", offset))[:2]
    found = hinge(arc)
    if found is None:
        return camera.see(frame.posture.origin("thorax"))[:2]
    return camera.see(frame.posture.origin(_ABOUT.get(joint, found.segment)))[:2]


def _direction(found: Hinge, frame: "Frame", camera: "Camera") -> float:
    right, up, _ = camera.see(frame.posture.rotation(found.segment) @ found.axis)
    return math.atan2(up, right)


def _tip(pen: Pen, x: float, y: float, heading: float) -> None:
    """Add an arrow head at a point of the page (cm), looking along a heading (radians)."""
    for turn, start in ((_SPREAD, True), (0.0, False), (-_SPREAD, False)):
        back = heading + math.pi + turn
        point = (x, y) if not turn else (x + _HEAD * math.cos(back), y + _HEAD * math.sin(back))
        (pen.start if start else pen.line)(point)


def swing(arc: str, before: "Frame", after: "Frame", camera: "Camera") -> Arrow | None:
    """Draw the way of a limb about its joint; None where the turn does not show on the page."""
    found = hinge(arc)
    if found is None:
        return None
    start, end = (_direction(found, frame, camera) for frame in (before, after))
    sweep = (end - start + math.pi) % math.tau - math.pi
    if abs(sweep) < _LEAST_TURN:
        return None
    x, y = joint_place(arc, after, camera)
    r, stop = found.radius, start + sweep * 0.94
    pen = Pen(SCALE)
    pen.start((x + r * math.cos(start), y + r * math.sin(start)))
    tip = (x + r * math.cos(stop), y + r * math.sin(stop))
    pen.arc(r, tip, large=abs(sweep) > math.pi, clockwise=sweep < 0)
    _tip(pen, *tip, stop + math.copysign(math.pi / 2 - 2 / r, sweep))
    steps = [start + sweep * part / 6 for part in range(7)]
    return Arrow(pen.text(), tuple((x + r * math.cos(a), y + r * math.sin(a), _PAD) for a in steps))


def _turned_left(arc: str) -> bool:
    """Say whether an angle that grows turns a part to the person's left: so do limbs of the left, turning outward."""
    return arc.startswith(f"{SIDES[1]} ")


def spin(arc: str, before: "Frame", after: "Frame", camera: "Camera") -> Arrow | None:
    """Draw a turn about a part's own length as an open ring round it, seen a little from above.

    The arrow runs along the side of the ring that is lowest on the page; of an upright part that is the near one.
    """
    joint = joint_of(arc)
    if joint not in _AXIAL:
        return None
    segment, radius = f"{_side(arc)}{_AXIAL[joint][0]}", _AXIAL[joint][2]
    above, room = replace(camera, tilt=max(camera.tilt, _ABOVE)), after.posture.rotation(segment)
    front, right = (above.see(room[:, axis] * radius)[:2] for axis in (0, 2))
    to_right = (after.angle(arc) >= before.angle(arc)) != _turned_left(arc)
    lowest, way = math.atan2(-right[1], -front[1]), 1.0 if to_right else -1.0
    x, y = joint_place(arc, after, camera)
    points = []
    for part in range(9):
        turn = lowest + way * (part - 4) * _RING / 8
        c, s = math.cos(turn), math.sin(turn)
        points.append((x + c * front[0] + s * right[0], y + c * front[1] + s * right[1]))
    pen = Pen(SCALE)
    pen.start(points[0])
    for point in points[1:]:
        pen.line(point)
    _tip(pen, *points[-1], math.atan2(points[-1][1] - points[-2][1], points[-1][0] - points[-2][0]))
    return Arrow(pen.text(), tuple((px, py, _PAD) for px, py in points))


def straight(start: tuple[float, float], end: tuple[float, float]) -> Arrow:
    """Draw a straight arrow on the page that ends at a point (cm); a short one begins earlier, to be seen."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    longer = max(1.0, _LEAST_LENGTH / (math.hypot(dx, dy) or 1.0))
    first = (end[0] - dx * longer, end[1] - dy * longer)
    pen = Pen(SCALE)
    pen.start(first)
    pen.line(end)
    _tip(pen, *end, math.atan2(dy, dx))
    return Arrow(pen.text(), ((*first, _PAD), (*end, _PAD)))


def slide(arc: str, before: "Frame", after: "Frame", camera: "Camera") -> Arrow:
    """Draw a straight arrow the way a joint went, beside it (below it, where it went sideways)."""
    (x0, y0), (x1, y1) = (joint_place(arc, frame, camera) for frame in (before, after))
    right, up = (0.0, -_BESIDE) if abs(x1 - x0) >= abs(y1 - y0) else (-_BESIDE, 0.0)
    return straight((x0 + right, y0 + up), (x1 + right, y1 + up))
