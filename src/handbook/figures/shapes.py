"""The mannequin: body parts as convex hulls of balls, each fixed to one rigid segment of the skeleton.

Offsets are in cm in the segment's own axes (X forwards, Y up, Z away from the midline), radii in cm.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from handbook.figures.skeleton import Floats, Posture

Spec = tuple[float, float, float, float]
"""Offset x, y, z and radius of a ball."""
Bone = tuple[str, tuple[Spec, ...]]
"""A segment (limb segments without their side) and the balls of a hull fixed to it."""
Hull = tuple[tuple["Floats", float], ...]
"""Balls placed in the world: centre (3,) in cm, radius in cm."""

LEG: tuple[Bone, ...] = (
    ("shank", ((0.2, 0, 0, 5.7), (-1.4, -12, 0, 6.1), (0, -41, 0, 3.6))),
    ("thigh", ((0, 0, 0, 9.2), (0.9, -14, 0, 8.5), (0.3, -42, 0, 5.7))),
)
SHOE: tuple[Bone, ...] = (
    ("foot", ((-0.4, 0.2, 0, 4.2), (-3.7, -4.1, 0, 3.4), (11.8, -4.7, 0, 2.9))),
    ("toes", ((-0.5, 0.5, 0, 2.9), (6, -0.1, 0, 2.1))),
)
SHORTS: tuple[Bone, ...] = (("thigh", ((0, 0, 0, 9.4), (0.9, -12, 0, 9.1), (0.8, -19, 0, 8.9))),)
ARM: tuple[Bone, ...] = (
    ("forearm", ((0, 0, 0, 4.1), (0.3, -7, 0, 4.4), (0, -25, 0, 2.9))),
    ("upper arm", ((0, 0, 0, 5.9), (0.4, -12, 0, 5.1), (0, -31, 0, 4.1))),
)
SLEEVE: tuple[Bone, ...] = (("upper arm", ((0, 0.2, 0, 6.5), (0.2, -13, 0, 6.0))),)
FIST: tuple[Bone, ...] = (("hand", ((0, 0.5, 0, 2.9), (0, -5.5, 0, 4.1))),)
OPEN_HAND: tuple[Bone, ...] = (("hand", ((0, 0.5, 0, 2.9), (0.3, -6, 0, 3.5), (0.8, -12.5, 0, 2.2))),)

_PAIR = (-1, 1)
SHIRT: tuple[Bone, ...] = (
    (
        "lumbar",
        tuple(
            (x, y, z * side, r)
            for x, y, z, r in ((0.4, 16, 6, 8.8), (0.6, 5, 5, 8.2), (0.2, -3, 5.5, 8.5))
            for side in _PAIR
        ),
    ),
    (
        "thorax",
        (
            (-1.2, 22.5, 0, 5.5),
            *(
                (x, y, z * side, r)
                for x, y, z, r in ((0, 20, 14, 6.3), (1.4, 12.5, 6.5, 9.6), (0.4, 1, 6, 8.8))
                for side in _PAIR
            ),
        ),
    ),
)
HIPS: tuple[Bone, ...] = (
    (
        "pelvis",
        tuple((x, y, z * side, r) for x, y, z, r in ((0.2, 8, 5.5, 8.5), (-1.8, -0.5, 5.5, 9.6)) for side in _PAIR),
    ),
)
NECK: tuple[Bone, ...] = (("neck", ((0.6, -3, 0, 5.2), (1.4, 7, 0, 4.9))),)
SKULL: tuple[Bone, ...] = (("head", ((0.4, 7.2, 0, 8.9), (3.2, 2, 0, 5.7))),)
HAIR: tuple[Bone, ...] = (("head", ((0.2, 7.4, 0, 8.5), (-2.6, 4.4, 0, 5.6))),)
FACE: tuple[Bone, ...] = (("head", ((2.1, 3.8, 0, 6.9), (3.2, 2, 0, 5.5))),)

LIMBS: Mapping[str, tuple[Bone, ...]] = {
    "leg": LEG,
    "shoe": SHOE,
    "shorts": SHORTS,
    "arm": ARM,
    "sleeve": SLEEVE,
}
TRUNK: Mapping[str, tuple[Bone, ...]] = {
    "shirt": SHIRT,
    "hips": HIPS,
    "neck": NECK,
    "skull": SKULL,
    "hair": HAIR,
    "face": FACE,
}
_STEEP = 0.6
MIDLINE = ("pelvis", "lumbar", "thorax", "neck", "head")
"""Segments that have no side."""


def place(posture: "Posture", bone: Bone, side: str) -> Hull:
    """Place a hull in the world on a side (`right`, `left`); on the left its Z offsets are mirrored."""
    segment, balls = bone
    sign = -1.0 if side == "left" else 1.0
    name = segment if segment in MIDLINE else f"{side} {segment}"
    return tuple((posture.at(name, (x, y, z * sign)), radius) for x, y, z, radius in balls)


def _level(vector: "Floats") -> "Floats":
    level: Floats = vector * np.array([1.0, 0.0, 1.0])
    return level


def flat_hand(posture: "Posture", side: str) -> tuple[Hull, ...]:
    """Lay a hand flat on what is under it: it points along the forearm, or towards the head if that stands."""
    wrist = posture.at(f"{side} hand")
    along = _level(-posture.rotation(f"{side} hand")[:, 1])
    if np.linalg.norm(along) <= _STEEP:
        along = _level(posture.rotation("thorax")[:, 1])
    along = along / (float(np.linalg.norm(along)) or 1.0)
    palm, tips = wrist + along * 6 - [0, 0.8, 0], wrist + along * 13 - [0, 1.6, 0]
    return ((wrist, 2.9), (palm, 2.6)), ((palm, 2.6), (tips, 1.8))


def hand(posture: "Posture", side: str, held: str) -> tuple[Hull, ...]:
    """Shape a hand held as a `fist`, `flat` on a surface, or `open`."""
    if held == "flat":
        return flat_hand(posture, side)
    return tuple(place(posture, bone, side) for bone in (FIST if held == "fist" else OPEN_HAND))


def body(posture: "Posture", hands: tuple[str, str]) -> dict[str, tuple[Hull, ...]]:
    """Place every part: `shirt`, `skull` ... and `right leg`, `left arm` ... (an arm with its hand)."""
    parts = {name: tuple(place(posture, bone, "") for bone in bones) for name, bones in TRUNK.items()}
    for side, held in zip(("right", "left"), hands, strict=True):
        for name, bones in LIMBS.items():
            parts[f"{side} {name}"] = tuple(place(posture, bone, side) for bone in bones)
        parts[f"{side} arm"] += hand(posture, side, held)
    return parts
