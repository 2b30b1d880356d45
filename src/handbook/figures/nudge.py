"""Small moves: where two poses look alike, an arrow beside the part that moves says what happens."""

import math
from typing import TYPE_CHECKING, NamedTuple

from handbook.figures.arcs import Arrow, straight
from handbook.figures.pose import Box, Drawn
from handbook.figures.skeleton import SIDES
from handbook.figures.strokes import path

if TYPE_CHECKING:
    from handbook.figures.camera import Camera
    from handbook.figures.solved import Frame

_SMALL = 24.0
_LANDMARKS = ("head", "pelvis", *(f"{side} {part}" for side in SIDES for part in ("hand", "shank", "toes")))


class _Cue(NamedTuple):
    """What shows a small move: the joint and its least change, a point and where the arrow stands from it (cm)."""

    joint: str
    least: float
    segment: str
    offset: tuple[float, float, float]
    aside: tuple[float, float, float]


_CUES = tuple(
    _Cue(f"{side} {joint}", least, segment.format(side=side), offset, aside)
    for side in SIDES
    for joint, least, segment, offset, aside in (
        ("ankle", 10.0, "{side} foot", (-7.0, -4.0, 0.0), (-9.0, 0.0, 0.0)),
        ("ankle", 10.0, "{side} toes", (8.0, 0.0, 0.0), (9.0, 0.0, 0.0)),
        ("reach", 3.0, "thorax", (-9.0, 5.0, 0.0), (-9.0, 0.0, 0.0)),
        ("shrug", 3.0, "{side} upper arm", (0.0, 6.0, 0.0), (0.0, 9.0, 0.0)),
    )
)


def _way(before: "Frame", after: "Frame", segment: str, offset: tuple[float, float, float]) -> float:
    a, b = (frame.posture.at(segment, offset) for frame in (before, after))
    return math.dist([float(value) for value in a], [float(value) for value in b])


def nudge(before: "Frame", after: "Frame", camera: "Camera") -> Arrow | None:
    """Give the arrow of a small move from one pose to the next; None where the poses tell it themselves."""
    most = max(_way(before, after, landmark, (0.0, 0.0, 0.0)) for landmark in _LANDMARKS)
    shown = [
        (round(_way(before, after, cue.segment, cue.offset), 1), -number, cue)
        for number, cue in enumerate(_CUES)
        if abs(after.angle(cue.joint) - before.angle(cue.joint)) >= cue.least
    ]
    rolls = any(placed.kind == "roller" for placed in after.props)
    if most > _SMALL or rolls or not shown:
        return None
    cue = max(shown)[2]
    aside = after.posture.rotation(cue.segment) @ cue.aside if cue.segment == "thorax" else cue.aside
    start, end = (camera.see(frame.posture.at(cue.segment, cue.offset) + aside)[:2] for frame in (before, after))
    return straight(start, end)


def nudged(drawn: Drawn, before: "Frame", after: "Frame", camera: "Camera") -> Drawn:
    """Add the arrow of a small move to the drawing of the later pose."""
    arrow = nudge(before, after, camera)
    if arrow is None:
        return drawn
    return Drawn(drawn.svg + path("a", arrow.data), drawn.box.joined(Box.around(arrow.reach)))
