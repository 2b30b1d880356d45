"""The animation of a figure: one path for each rigid bone, moved by CSS keyframes.

The file plays as soon as it is shown: a page shows the strip, puts this file in its place when the reader asks for
it, and the strip back to stop. Where the reader prefers less motion, and in print, it stands still at the end.
"""

from collections.abc import Collection, Iterable, Sequence
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
from handbook.figures.tracks import times

if TYPE_CHECKING:
    from handbook.figures.solved import Frame, Solved

_SECONDS = 1.6
"""Of one move from pose to pose."""
_KNEE, _ELBOW = "M6-21l10-2h22v46H16L6 21z", "M4-15l10-2h14v34H14L4 15z"
"""Patches along the lower bone that hide the outline of the upper one at the joint (file units, bone along x)."""
_BEND, _ALIKE = 6.0, 0.5
"""How much toes must bend to be drawn apart, and how alike two sides move to be drawn once (degrees)."""
_TWIN_JOINTS = {
    "leg": ("hip", "hip abduction", "hip rotation", "knee", "ankle", "toe"),
    "arm": ("shoulder", "shoulder abduction", "shoulder rotation", "elbow"),
}


def _tint(stage: Stage, part: str, sides: Iterable[str]) -> str:
    """Paint the worked muscles of a part, each hull on the bone it moves with; secondary below primary."""
    first, out = stage.first, ""
    painted = sorted(first.muscles.items(), key=lambda item: item[1], reverse=True)
    for slug, kind in painted:
        for side in sides if TINTS[slug].part == part else ():
            for bone in TINTS[slug].bones:
                segment = bone[0] if bone[0] in MIDLINE else f"{side} {bone[0]}"
                if first.shows(bone, side):
                    carried = "thorax" if segment == "neck" else segment
                    out += stage.piece(kind, carried, [place(first.frame.posture, bone, side)])
    return out


def _bends(frames: Sequence["Frame"], side: str) -> bool:
    angles = [frame.angle(f"{side} toe") for frame in frames]
    return max(angles) - min(angles) > _BEND


def _leg(stage: Stage, side: str, *, far: bool) -> str:
    """Draw a leg: shank, thigh, a patch over the seam at the knee, shoe and shorts."""
    parts, near = stage.first.parts, [] if far else [side]
    skin, shoe, shorts = (kind.upper() if far else kind for kind in LEG_PARTS.values())
    shank, thigh = (f"{side} {bone}" for bone, _ in LIMBS["leg"])
    lower, upper = parts[f"{side} leg"]
    foot, toes = parts[f"{side} shoe"]
    bends = _bends(stage.frames, side)
    return (
        stage.piece(skin, shank, [lower])
        + stage.piece(skin, thigh, [upper])
        + stage.moved(f"{skin} q", shank, _KNEE)
        + _tint(stage, "leg", near)
        + stage.piece(shoe, f"{side} foot", [foot] if bends else [foot, toes])
        + (stage.piece(shoe, f"{side} toes", [toes]) if bends else "")
        + stage.piece(shorts, thigh, parts[f"{side} shorts"])
        + _tint(stage, "shorts", near)
    )


def _arm(stage: Stage, side: str, *, far: bool) -> str:
    """Draw an arm: hand and forearm, upper arm, a patch over the seam at the elbow, and the sleeve."""
    parts, near = stage.first.parts, [] if far else [side]
    skin, sleeve = (kind.upper() if far else kind for kind in ARM_PARTS.values())
    forearm, upper_arm = (f"{side} {bone}" for bone, _ in LIMBS["arm"])
    lower, upper, *hand = parts[f"{side} arm"]
    flat = stage.first.frame.hands[SIDES.index(side)] == "flat"
    return (
        (stage.piece(skin, f"{side} hand/{LEVEL}", hand) if flat else "")
        + stage.piece(skin, forearm, [lower] if flat else [lower, *hand])
        + stage.piece(skin, upper_arm, [upper])
        + stage.moved(f"{skin} q", forearm, _ELBOW)
        + _tint(stage, "arm", near)
        + stage.piece(sleeve, upper_arm, parts[f"{side} sleeve"])
        + _tint(stage, "sleeve", near)
    )


def _trunk(stage: Stage) -> str:
    """Draw neck, loin, chest and hips; the loin is painted again without outline to hide the seam."""
    parts = stage.first.parts
    waist, chest = parts["shirt"]
    return (
        stage.piece("s", "thorax", parts["neck"])
        + stage.piece("t", "lumbar", [waist])
        + stage.piece("t", "thorax", [chest])
        + stage.piece("t q", "lumbar", [waist])
        + _tint(stage, "trunk", stage.first.near("arm"))
        + stage.piece("h", "pelvis", parts["hips"])
    )


def _head(stage: Stage) -> str:
    parts = stage.first.parts
    return "".join(stage.piece(kind, "head", parts[part]) for part, kind in stage.first.head_parts())


def _twins(stage: Stage, limb: str) -> bool:
    """Tell whether in profile the far left limb moves exactly as the near right one does."""
    if stage.first.near(limb) != ["right"]:
        return False
    return all(
        abs(frame.angle(f"right {joint}") - frame.angle(f"left {joint}")) <= _ALIKE
        for frame in stage.frames
        for joint in _TWIN_JOINTS[limb]
    )


def _limbs(stage: Stage) -> list[tuple[float, str]]:
    """Draw legs and arms, each with its depth; a far twin is the near limb again, shifted."""
    items, first = [], stage.first
    for limb, make, joint in (("leg", _leg, "thigh"), ("arm", _arm, "upper arm")):
        twins = _twins(stage, limb)
        for side in SIDES:
            far = side not in first.near(limb)
            drawn = make(stage, "right" if twins else side, far=far)
            if twins and far:
                ends = [first.camera.see(first.frame.posture.origin(f"{name} {joint}"))[0] for name in SIDES]
                drawn = f'<g transform="translate({whole((ends[1] - ends[0]) * SCALE)})">{drawn}</g>'
            items.append((first.order.depth[f"{side} {limb}"], drawn))
    return items


def _instants(solved: "Solved") -> tuple["Frame", ...]:
    moves = (*solved.moves, ())
    return tuple(chain.from_iterable((pose, *move) for pose, move in zip(solved.poses, moves, strict=True)))


def motion(
    solved: "Solved", primary: Collection[str], secondary: Collection[str], title: str, description: str = ""
) -> str:
    """Draw the figure as a file that moves from pose to pose and back, with the worked muscles tinted.

    A figure of one pose does not move: its strip is returned.
    """
    if not solved.moves:
        return strip(solved, primary, secondary, title, description)
    camera, frames = VIEWS[solved.view], _instants(grounded(solved))
    reel = Reel(times(STEPS, len(solved.moves)))
    stage = Stage(frames, scene(frames[0], camera, worked(primary, secondary)), reel)
    depth = stage.first.order.depth
    items = [(depth["trunk"], _trunk(stage)), *_limbs(stage), (depth["head"], _head(stage))]
    for placed in frames[0].props:
        items += [(depth["trunk"] + before, svg) for before, svg in prop(stage, placed)]
    items.sort(key=lambda item: item[0])
    box = Box.around(circle for frame in frames for circle in scene(frame, camera, {}).reach()).framed()
    line = floor(box.left, box.right) if camera.tilt == 0 else ""
    moving = reel.css(_SECONDS * len(solved.moves))
    return document(line + "".join(svg for _, svg in items), box, title, description, moving)
