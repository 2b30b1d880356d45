"""The picture of a joint action: where the limb was (a pale ghost), where it is, and the way between."""

from typing import TYPE_CHECKING

from handbook.figures.arcs import joint_place, slide, spin, swing
from handbook.figures.camera import VIEWS
from handbook.figures.draw import document, floor, grounded
from handbook.figures.pose import Box, draw, outline, scene
from handbook.figures.strokes import capsule, path

if TYPE_CHECKING:
    from handbook.figures.camera import Camera
    from handbook.figures.solved import Frame, Solved

_BODY = ("shirt", "hips", "neck", "skull")
_LIMBS = ("leg", "shoe", "arm")
_DOT = 3.4


def ghost(frame: "Frame", camera: "Camera") -> str:
    """Draw a pose as one pale silhouette."""
    parts = scene(frame, camera, {}).parts
    names = [*_BODY, *(f"{side} {limb}" for side in ("right", "left") for limb in _LIMBS)]
    return path("i", outline(camera, (hull for name in names for hull in parts[name])))


def movement(solved: "Solved", arc: str, title: str, description: str = "") -> str:
    """Draw the first pose as a ghost, the last in full and the arrow of the joint `arc` (dotted), as a file.

    `arc` is a degree of freedom (`right hip`, `spine`, `right shoulder abduction` ...); without one, or in a figure
    of one pose, there is no arrow.
    """
    camera, laid = VIEWS[solved.view], grounded(solved)
    before, after = laid.poses[0], laid.poses[-1]
    drawn = draw(after, camera, {})
    box = drawn.box.joined(Box.around(scene(before, camera, {}).reach()))
    out = (ghost(before, camera) if solved.moves else "") + drawn.svg
    if arc and solved.moves:
        arrow = swing(arc, before, after, camera) or spin(arc, before, after, camera)
        arrow = arrow or slide(arc, before, after, camera)
        x, y = joint_place(arc, after, camera)
        dot = capsule((x, y, _DOT))
        out += path("y", arrow.data) + path("a", arrow.data) + path("j", dot)
        box = box.joined(Box.around(arrow.reach))
    box = box.framed()
    line = floor(box.left, box.right) if camera.tilt == 0 else ""
    return document(line + out, box, title, description)
