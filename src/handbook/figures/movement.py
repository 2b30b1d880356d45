"""The picture of a joint action: where the limb was (a pale ghost), where it is, and the way between."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handbook.figures.arcs import joint_place, slide, spin, swing
from handbook.figures.camera import VIEWS
from handbook.figures.draw import document, floor, grounded
from handbook.figures.pose import Box, draw, outline, scene
from handbook.figures.shapes import MIDLINE
from handbook.figures.skeleton import SIDES, joint_of
from handbook.figures.strokes import capsule, path

if TYPE_CHECKING:
    from handbook.figures.camera import Camera
    from handbook.figures.solved import Frame, Solved

_BODY = ("shirt", "hips", "neck", "skull")
_LIMBS = ("leg", "shoe", "arm")
_DOT = 3.4
_SHOULDERS = ("right upper arm", "left upper arm")
_REGIONS = {
    "ankle": ("shank", "foot", "toes"),
    "toe": ("shank", "foot", "toes"),
    "knee": ("thigh", "shank", "foot", "toes"),
    "elbow": ("head", "upper arm", "forearm", "hand"),
    "shoulder": ("head", "pelvis", *_SHOULDERS, "forearm", "hand"),
    "shoulder abduction": ("head", "pelvis", *_SHOULDERS, "forearm", "hand"),
    "shoulder rotation": ("head", "pelvis", *_SHOULDERS, "forearm", "hand"),
    "reach": ("head", "lumbar", "upper arm", "forearm"),
    "shrug": ("head", "lumbar", "upper arm", "forearm"),
    "twist": ("head", "thigh", "upper arm", "forearm", "hand"),
    "neck": ("head", "thorax", "upper arm"),
    "head turn": ("head", "thorax", "upper arm"),
    "grip": ("head", "forearm", "hand"),
}
"""Joint to the segments whose joints its picture shows; of all others it shows the whole body."""
_ENDS = {"head": (0.0, 10.0, 0.0), "hand": (0.0, -8.0, 0.0), "toes": (4.0, 0.0, 0.0)}
"""A point (cm, its own axes) for a segment whose far end is no joint."""
_ROUND, _SHAPE = 16.0, 0.8
"""What is shown round a joint (cm), and the least width of such a picture to its height, or height to its width."""


def ghost(frame: "Frame", camera: "Camera") -> str:
    """Draw a pose as one pale silhouette."""
    parts = scene(frame, camera, {}).parts
    names = [*_BODY, *(f"{side} {limb}" for side in ("right", "left") for limb in _LIMBS)]
    return path("i", outline(camera, (hull for name in names for hull in parts[name])))


def _close_up(arc: str, frames: Sequence["Frame"], camera: "Camera") -> Box | None:
    """Give the part of the page in which a joint's action happens; None for the whole body."""
    joint = joint_of(arc)
    if joint not in _REGIONS:
        return None
    side = arc.removesuffix(joint)
    sides = SIDES if not side else (side.strip(),)
    names = [segment for one in _REGIONS[joint] for segment in _sided(one, sides)]
    ends = [(name, _ENDS.get(name.rsplit(maxsplit=1)[-1], (0.0, 0.0, 0.0))) for name in names]
    places = [camera.see(frame.posture.at(name, end))[:2] for frame in frames for name, end in ends]
    return Box.around((x, y, _ROUND) for x, y in places)


def _sided(segment: str, sides: Sequence[str]) -> list[str]:
    return [segment] if segment in MIDLINE or segment.startswith(SIDES) else [f"{side} {segment}" for side in sides]


def _filled(part: Box, whole: Box) -> Box:
    """Widen or raise a part of a picture to a shape that fits a page, as far as the whole picture goes."""
    wide, high = part.right - part.left, part.high - part.low
    aside, up = max(0.0, _SHAPE * high - wide) / 2, max(0.0, _SHAPE * wide - high) / 2
    return Box(
        max(part.left - aside, min(part.left, whole.left)),
        max(part.low - up, min(part.low, whole.low)),
        min(part.right + aside, max(part.right, whole.right)),
        min(part.high + up, max(part.high, whole.high)),
    )


def movement(solved: "Solved", arc: str, title: str, description: str = "") -> str:
    """Draw the first pose as a ghost, the last in full and the arrow of the joint `arc` (dotted), as a file.

    `arc` is a degree of freedom (`right hip`, `spine`, `right shoulder abduction` ...) or `grip`; without one, or in a
    figure of one pose, there is no arrow. The picture is cut to where a small joint moves.
    """
    camera, laid = VIEWS[solved.view], grounded(solved)
    before, after = laid.poses[0], laid.poses[-1]
    drawn = draw(after, camera, {})
    box = drawn.box.joined(Box.around(scene(before, camera, {}).reach()))
    part = _close_up(arc, (before, after), camera)
    out = (ghost(before, camera) if solved.moves else "") + drawn.svg
    if arc and solved.moves:
        arrow = swing(arc, before, after, camera) or spin(arc, before, after, camera)
        arrow = arrow or slide(arc, before, after, camera)
        x, y = joint_place(arc, after, camera)
        dot = capsule((x, y, _DOT))
        out += path("y", arrow.data) + path("a", arrow.data) + path("j", dot)
        reach = Box.around(arrow.reach)
        box, part = box.joined(reach), part and part.joined(reach)
    whole = box.framed()
    line = floor(whole.left, whole.right) if camera.tilt == 0 else ""
    return document(line + out, whole if part is None else _filled(part, whole), title, description)
