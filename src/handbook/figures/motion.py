"""The animation of a figure: one path for each rigid bone, moved by CSS keyframes.

The file plays as soon as it is shown: a page shows the strip, puts this file in its place when the reader asks for
it, and the strip back to stop. Where the reader prefers less motion, and in print, it stands still at the end.
"""

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from handbook.figures.camera import VIEWS
from handbook.figures.draw import document, floor, grounded, strip
from handbook.figures.paths import whole
from handbook.figures.pose import ARM_PARTS, LEG_PARTS, Box, scene, worked
from handbook.figures.shapes import LIMBS, MIDLINE, place
from handbook.figures.skeleton import SIDES
from handbook.figures.solved import STEPS
from handbook.figures.stage import LEVEL, Reel, Stage, prop
from handbook.figures.strokes import SCALE
from handbook.figures.tints import TINTS
from handbook.figures.tracks import Timing, times

if TYPE_CHECKING:
    from handbook.figures.pose import Scene
    from handbook.figures.shapes import Bone, Hull
    from handbook.figures.solved import Frame, Solved

_SECONDS, _SIZE = 1.6, 9 * 1024
"""Of one move from pose to pose; bytes a file should not pass."""
_THRIFT = ((1.0, True), (1.5, True), (2.0, True), (2.0, False), (3.0, False), (5.0, False), (7.0, False))
"""How freely motion is drawn, and whether secondary muscles are tinted: from the best to the smallest file."""
_KNEE, _ELBOW = "M6-21l10-2h22v46H16L6 21z", "M4-15l10-2h14v34H14L4 15z"
"""Patches along the lower bone that hide the outline of the upper one at the joint (file units, bone along x)."""
_BEND, _ALIKE = 6.0, 5.0
"""How much toes must bend to be drawn apart (degrees); how alike two limbs are drawn once (cm)."""


def _of(part: str, start: int = 0, stop: int | None = None) -> "Callable[[Scene], tuple[Hull, ...]]":
    """Pick hulls of a part, in whatever scene."""
    return lambda scene: scene.parts[part][start:stop]


def _tint(stage: Stage, part: str, sides: Iterable[str]) -> str:
    """Paint the worked muscles of a part, each hull on the bone it moves with; secondary below primary."""
    first, out = stage.first, ""
    for slug, kind in sorted(first.muscles.items(), key=lambda item: item[1], reverse=True):
        for side in sides if TINTS[slug].part == part else ():
            out += "".join(_paint(stage, kind, bone, side) for bone in TINTS[slug].bones if first.shows(bone, side))
    return out


def _paint(stage: Stage, kind: str, bone: "Bone", side: str) -> str:
    segment = bone[0] if bone[0] in MIDLINE else f"{side} {bone[0]}"
    carried = "thorax" if segment == "neck" else segment
    return stage.piece(kind, carried, lambda scene: [place(scene.frame.posture, bone, side)])


def _bends(frames: Sequence["Frame"], side: str) -> bool:
    angles = [frame.angle(f"{side} toe") for frame in frames]
    return max(angles) - min(angles) > _BEND


def _leg(stage: Stage, side: str, *, far: bool) -> str:
    """Draw a leg: shank, thigh, a patch over the seam at the knee, shoe and shorts."""
    near = [] if far else [side]
    skin, shoe, shorts = (kind.upper() if far else kind for kind in LEG_PARTS.values())
    shank, thigh = (f"{side} {bone}" for bone, _ in LIMBS["leg"])
    leg, foot = f"{side} leg", f"{side} shoe"
    bends = _bends(stage.frames, side)
    return (
        stage.piece(skin, shank, _of(leg, 0, 1))
        + stage.piece(skin, thigh, _of(leg, 1))
        + stage.moved(f"{skin} q", shank, _KNEE)
        + _tint(stage, "leg", near)
        + stage.piece(shoe, f"{side} foot", _of(foot, 0, 1 if bends else 2))
        + (stage.piece(shoe, f"{side} toes", _of(foot, 1)) if bends else "")
        + stage.piece(shorts, thigh, _of(f"{side} shorts"))
        + _tint(stage, "shorts", near)
    )


def _arm(stage: Stage, side: str, *, far: bool) -> str:
    """Draw an arm: hand and forearm, upper arm, a patch over the seam at the elbow, and the sleeve."""
    near = [] if far else [side]
    skin, sleeve = (kind.upper() if far else kind for kind in ARM_PARTS.values())
    forearm, upper_arm = (f"{side} {bone}" for bone, _ in LIMBS["arm"])
    arm = f"{side} arm"
    flat = stage.first.frame.hands[SIDES.index(side)] == "flat"

    def lower(scene: "Scene") -> "tuple[Hull, ...]":
        first, _, *hand = scene.parts[arm]
        return (first,) if flat else (first, *hand)

    return (
        (stage.piece(skin, f"{side} hand/{LEVEL}", _of(arm, 2)) if flat else "")
        + stage.piece(skin, forearm, lower)
        + stage.piece(skin, upper_arm, _of(arm, 1, 2))
        + stage.moved(f"{skin} q", forearm, _ELBOW)
        + _tint(stage, "arm", near)
        + stage.piece(sleeve, upper_arm, _of(f"{side} sleeve"))
        + _tint(stage, "sleeve", near)
    )


def _trunk(stage: Stage) -> str:
    """Draw neck, loin, chest and hips; the loin is painted again without outline to hide the seam."""
    return (
        stage.piece("s", "thorax", _of("neck"))
        + stage.piece("t", "lumbar", _of("shirt", 0, 1))
        + stage.piece("t", "thorax", _of("shirt", 1))
        + stage.piece("t q", "lumbar", _of("shirt", 0, 1))
        + _tint(stage, "trunk", stage.first.near("arm"))
        + stage.piece("h", "pelvis", _of("hips"))
    )


def _head(stage: Stage) -> str:
    return "".join(stage.piece(kind, "head", _of(part)) for part, kind in stage.first.head_parts())


def _offsets(stage: Stage, limb: str) -> list[tuple[float, float]]:
    """Give how far each joint of the left limb is from that of the right one on the page, at every instant (cm)."""
    joints = ("thigh", "shank", "foot", "toes") if limb == "leg" else ("upper arm", "forearm", "hand")
    out = []
    for seen in stage.scenes:
        for joint in joints:
            right, left = (seen.camera.see(seen.frame.posture.origin(f"{side} {joint}")) for side in SIDES)
            out.append((left[0] - right[0], left[1] - right[1]))
    return out


def _twins(stage: Stage, limb: str) -> bool:
    """Tell whether in profile the far left limb looks like the near right one, shifted."""
    offsets = _offsets(stage, limb)
    return stage.first.near(limb) == ["right"] and all(math.dist(one, offsets[0]) <= _ALIKE for one in offsets)


def _limbs(stage: Stage) -> list[tuple[float, str]]:
    """Draw legs and arms, each with its depth; a far twin is the near limb again, shifted."""
    items, first = [], stage.first
    for limb, make in (("leg", _leg), ("arm", _arm)):
        twins = _twins(stage, limb)
        for side in SIDES:
            far = side not in first.near(limb)
            drawn = make(stage, "right" if twins else side, far=far)
            if twins and far:
                across, up = _offsets(stage, limb)[0]
                drawn = f'<g transform="translate({whole(across * SCALE)} {whole(-up * SCALE)})">{drawn}</g>'
            items.append((first.order.depth[f"{side} {limb}"], drawn))
    return items


def _instants(solved: "Solved") -> tuple["Frame", ...]:
    moves = (*solved.moves, ())
    return tuple(chain.from_iterable((pose, *move) for pose, move in zip(solved.poses, moves, strict=True)))


def _film(stage: Stage) -> str:
    """Draw every piece from back to front."""
    depth = stage.first.order.depth
    items = [(depth["trunk"], _trunk(stage)), *_limbs(stage), (depth["head"], _head(stage))]
    for placed in stage.first.frame.props:
        items += [(depth["trunk"] + before, svg) for before, svg in prop(stage, placed)]
    items.sort(key=lambda item: item[0])
    return "".join(svg for _, svg in items)


def motion(
    solved: "Solved", primary: Collection[str], secondary: Collection[str], title: str, description: str = ""
) -> str:
    """Draw the figure as a file that moves from pose to pose and back, with the worked muscles tinted.

    Where the file would pass 9 KB, motion is drawn more freely, then secondary muscles are left out (three poses that
    move all limbs may still need 10, four 12). A figure of one pose does not move: its strip is returned.
    """
    if not solved.moves:
        return strip(solved, primary, secondary, title, description)
    camera, moves, frames = VIEWS[solved.view], len(solved.moves), _instants(grounded(solved))
    text = ""
    for slack, all_muscles in _THRIFT:
        muscles = worked(primary, secondary if all_muscles else ())
        scenes = tuple(scene(frame, camera, muscles) for frame in frames)
        box = Box.around(circle for seen in scenes for circle in seen.reach()).framed()
        line = floor(box.left, box.right) if camera.tilt == 0 else ""
        reel = Reel(Timing(times(STEPS, moves), slack))
        drawn = line + _film(Stage(scenes, reel))
        text = document(drawn, box, title, description, reel.css(_SECONDS * moves))
        if len(text.encode()) <= _SIZE:
            break
    return text
