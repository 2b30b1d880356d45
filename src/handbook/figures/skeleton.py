"""A three-dimensional skeleton with anatomical joint angles: forward kinematics and its exact Jacobian.

World axes: X is where the person faces when standing (right on the page in the side view), Y is up, Z is the
person's right when standing (towards the reader in the side view). Units: cm and degrees.
Angles are zero in upright standing with the arms hanging; flexion is positive, and so is every turn, twist, roll and
bend of the trunk to the right.

The person is 170 cm tall. Segment lengths and masses are those of Winter, *Biomechanics and Motor Control of
Human Movement* (4th ed., 2009, table 4.1 and figure 4.1), rounded. Joint limits are the end of range of
trained adults, a little wider than the clinical norms of Norkin and White, *Measurement of Joint Motion*
(5th ed., 2016).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SIDES = ("right", "left")

PELVIS, LUMBAR, THORAX, NECK = 11.0, 16.0, 25.0, 8.0
SHOULDER_HEIGHT, SHOULDER_WIDTH, HIP_WIDTH = 20.0, 16.5, 8.5
UPPER_ARM, FOREARM = 31.0, 25.5
THIGH, SHANK, ANKLE_HEIGHT, BALL = 42.0, 42.0, 7.5, 12.5
BALL_RADIUS = 2.2
"""Of the ball of the foot, whose centre is the joint of the toes."""

TRUNK_JOINTS = ("torso", "turn", "roll", "pelvis turn", "spine", "side bend", "twist", "neck", "head turn")
LIMB_JOINTS = (
    "hip",
    "hip abduction",
    "hip rotation",
    "knee",
    "ankle",
    "toe",
    "shoulder",
    "shoulder abduction",
    "shoulder rotation",
    "elbow",
    "shrug",
    "reach",
)
PLACES = ("x", "y", "z")
OBJECTS = ("bar x", "bar y", "ball x", "roller")
"""Props that move with the person are unknowns too: the bar in the hands, ball and roller underneath."""

DOFS = (*PLACES, *TRUNK_JOINTS, *(f"{side} {joint}" for side in SIDES for joint in LIMB_JOINTS), *OBJECTS)
"""Every unknown, in order. Places, objects, shrug and reach are in cm, the rest in degrees."""
INDEX = {name: i for i, name in enumerate(DOFS)}

LIMITS = {
    "spine": (-45.0, 80.0),
    "side bend": (-40.0, 40.0),
    "twist": (-50.0, 50.0),
    "neck": (-60.0, 50.0),
    "head turn": (-75.0, 75.0),
    "hip": (-30.0, 135.0),
    "hip abduction": (-30.0, 70.0),
    "hip rotation": (-50.0, 60.0),
    "knee": (0.0, 150.0),
    "ankle": (-55.0, 38.0),
    "toe": (-10.0, 75.0),
    "shoulder": (-65.0, 185.0),
    "shoulder abduction": (-50.0, 180.0),
    "shoulder rotation": (-95.0, 115.0),
    "elbow": (0.0, 152.0),
    "shrug": (-3.0, 6.0),
    "reach": (-4.0, 6.0),
}
"""Joint to its least and greatest value. Torso, turns and roll place the body in the room: no limit."""


def joint_of(dof: str) -> str:
    """Name the joint of an unknown without its side: `right hip` is a `hip`."""
    side, _, joint = dof.partition(" ")
    return joint if side in SIDES else dof


@dataclass(frozen=True, slots=True)
class _Motion:
    """One elementary motion inside a segment: a turn about, or a slide along, one of its axes."""

    dof: str
    axis: int
    factor: float = 1.0
    slide: bool = False


@dataclass(frozen=True, slots=True)
class _Segment:
    """A rigid segment: where it hangs on its parent (cm, parent axes) and which motions it makes there."""

    name: str
    parent: str
    offset: tuple[float, float, float]
    motions: tuple[_Motion, ...]


_X, _Y, _Z = 0, 1, 2


def _trunk() -> list[_Segment]:
    half = (_Motion("spine", _Z, -0.5), _Motion("side bend", _X, 0.5), _Motion("twist", _Y, -0.5))
    bend = (_Motion("neck", _Z, -0.5), _Motion("head turn", _Y, -0.5))
    root = (
        *(_Motion(place, axis, slide=True) for axis, place in enumerate(PLACES)),
        _Motion("turn", _Y, -1.0),
        _Motion("torso", _Z, -1.0),
        _Motion("roll", _X),
        _Motion("pelvis turn", _Y, -1.0),
    )
    return [
        _Segment("pelvis", "", (0, 0, 0), root),
        _Segment("lumbar", "pelvis", (0, PELVIS, 0), half),
        _Segment("thorax", "lumbar", (0, LUMBAR, 0), half),
        _Segment("neck", "thorax", (-1.5, THORAX, 0), bend),
        _Segment("head", "neck", (1.0, NECK, 0), bend),
    ]


def _ball_and_socket(side: str, joint: str, sign: float) -> tuple[_Motion, ...]:
    return (
        _Motion(f"{side} {joint}", _Z),
        _Motion(f"{side} {joint} abduction", _X, -sign),
        _Motion(f"{side} {joint} rotation", _Y, -sign),
    )


def _limbs(side: str, sign: float) -> list[_Segment]:
    def part(name: str) -> str:
        return f"{side} {name}"

    blade = (_Motion(part("reach"), _X, slide=True), _Motion(part("shrug"), _Y, slide=True))
    arm = _ball_and_socket(side, "shoulder", sign)
    shoulder = (0, SHOULDER_HEIGHT, sign * SHOULDER_WIDTH)
    return [
        _Segment(part("thigh"), "pelvis", (0, 0, sign * HIP_WIDTH), _ball_and_socket(side, "hip", sign)),
        _Segment(part("shank"), part("thigh"), (0, -THIGH, 0), (_Motion(part("knee"), _Z, -1.0),)),
        _Segment(part("foot"), part("shank"), (0, -SHANK, 0), (_Motion(part("ankle"), _Z),)),
        _Segment(part("toes"), part("foot"), (BALL, BALL_RADIUS - ANKLE_HEIGHT, 0), (_Motion(part("toe"), _Z),)),
        _Segment(part("upper arm"), "thorax", shoulder, (*blade, *arm)),
        _Segment(part("forearm"), part("upper arm"), (0, -UPPER_ARM, 0), (_Motion(part("elbow"), _Z),)),
        _Segment(part("hand"), part("forearm"), (0, -FOREARM, 0), ()),
    ]


_SEGMENTS = (*_trunk(), *_limbs("right", 1.0), *_limbs("left", -1.0))
SEGMENTS = tuple(segment.name for segment in _SEGMENTS)
_SEGMENT_INDEX = {name: i for i, name in enumerate(SEGMENTS)}
_MOTIONS = tuple((motion, s) for s, segment in enumerate(_SEGMENTS) for motion in segment.motions)
_SLIDES = np.array([motion.slide for motion, _ in _MOTIONS])
_RADIAN = math.pi / 180
_DEGREES = np.array([1.0 if motion.slide else _RADIAN for motion, _ in _MOTIONS])


def _downstream() -> Floats:
    """(segments, motions): 1 where the motion carries the segment."""
    parents = [_SEGMENT_INDEX.get(segment.parent, -1) for segment in _SEGMENTS]
    carried = np.zeros((len(_SEGMENTS), len(_MOTIONS)))
    for s in range(len(_SEGMENTS)):
        above = s
        while above >= 0:
            carried[s, [m for m, (_, owner) in enumerate(_MOTIONS) if owner == above]] = 1.0
            above = parents[above]
    return carried


def _shares() -> Floats:
    """(motions, DOFs): how much of each unknown goes into each elementary motion, in cm or radians a unit."""
    shares = np.zeros((len(_MOTIONS), len(DOFS)))
    for m, (motion, _) in enumerate(_MOTIONS):
        shares[m, INDEX[motion.dof]] = _DEGREES[m] * motion.factor
    return shares


_DOWNSTREAM = _downstream()
_SHARES = _shares()


@dataclass(frozen=True, slots=True, eq=False)
class Posture:
    """Where every segment is. `rotations` (S, 3, 3) and `origins` (S, 3) in cm follow `SEGMENTS`.

    `axes` and `pivots` (M, 3) belong to the elementary motions and serve the Jacobian only.
    """

    rotations: Floats
    origins: Floats
    axes: Floats
    pivots: Floats

    def rotation(self, segment: str) -> Floats:
        """Give the (3, 3) rotation of a segment: its columns are its own X, Y and Z in the world."""
        rotation: Floats = self.rotations[_SEGMENT_INDEX[segment]]
        return rotation

    def origin(self, segment: str) -> Floats:
        """Give the place (3,) of a segment's upper joint, in cm."""
        origin: Floats = self.origins[_SEGMENT_INDEX[segment]]
        return origin

    def at(self, segment: str, offset: Sequence[float] = (0.0, 0.0, 0.0)) -> Floats:
        """Give the place (3,) in cm of a point fixed to a segment at `offset` (cm, its own axes)."""
        s = _SEGMENT_INDEX[segment]
        place: Floats = self.origins[s] + self.rotations[s] @ np.asarray(offset, dtype=np.float64)
        return place


_CHAIN = tuple(
    (
        _SEGMENT_INDEX.get(segment.parent, -1),
        segment.offset,
        tuple((motion.axis, motion.factor, motion.slide, INDEX[motion.dof]) for motion in segment.motions),
    )
    for segment in _SEGMENTS
)
_CROSS = np.array(
    [[[0, 0, 0], [0, 0, -1], [0, 1, 0]], [[0, 0, 1], [0, 0, 0], [-1, 0, 0]], [[0, -1, 0], [1, 0, 0], [0, 0, 0]]],
    dtype=np.float64,
)
"""Turns an axis into the matrix of its cross product."""
_ROOM = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
_NEXT = (1, 2, 0)
_Vector = tuple[float, float, float]


def forward(angles: Sequence[float] | Floats) -> Posture:
    """Place the skeleton.

    `angles`: one value for each of `DOFS`. Returns the posture; objects (bar, ball, roller) do not enter it.
    The matrices are so small that plain numbers are faster than arrays here, and one loop faster than calls.
    """
    values = np.asarray(angles, dtype=np.float64).tolist()
    frames: list[tuple[_Vector, ...]] = []
    origins: list[_Vector] = []
    axes: list[_Vector] = []
    pivots: list[_Vector] = []
    for parent, (u, v, w), motions in _CHAIN:
        x, y, z = origins[parent] if parent >= 0 else (0.0, 0.0, 0.0)
        frame = list(frames[parent] if parent >= 0 else _ROOM)
        (ax, ay, az), (bx, by, bz), (cx, cy, cz) = frame
        x, y, z = x + ax * u + bx * v + cx * w, y + ay * u + by * v + cy * w, z + az * u + bz * v + cz * w
        for axis, factor, slide, dof in motions:
            value = values[dof] * factor
            along = frame[axis]
            if slide:
                x, y, z = x + along[0] * value, y + along[1] * value, z + along[2] * value
            elif value:
                c, s = math.cos(value * _RADIAN), math.sin(value * _RADIAN)
                i, j = _NEXT[axis], _NEXT[_NEXT[axis]]
                (ax, ay, az), (bx, by, bz) = frame[i], frame[j]
                frame[i] = (c * ax + s * bx, c * ay + s * by, c * az + s * bz)
                frame[j] = (c * bx - s * ax, c * by - s * ay, c * bz - s * az)
            axes.append(along)
            pivots.append((x, y, z))
        frames.append(tuple(frame))
        origins.append((x, y, z))
    return Posture(np.array(frames).transpose(0, 2, 1), np.array(origins), np.array(axes), np.array(pivots))


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points fixed to segments: `segments` (P,) are places in `SEGMENTS`, `offsets` (P, 3) in cm."""

    segments: NDArray[np.intp]
    offsets: Floats

    @classmethod
    def of(cls, points: Sequence[tuple[str, Sequence[float]]]) -> Points:
        """Gather (segment, offset) pairs."""
        where = np.array([_SEGMENT_INDEX[segment] for segment, _ in points], dtype=np.intp)
        return cls(where, np.array([offset for _, offset in points], dtype=np.float64).reshape(-1, 3))

    def places(self, posture: Posture) -> Floats:
        """Give the (P, 3) places in cm."""
        turned = np.einsum("pij,pj->pi", posture.rotations[self.segments], self.offsets)
        places: Floats = posture.origins[self.segments] + turned
        return places

    def jacobian(self, posture: Posture, places: Floats) -> Floats:
        """Give the (P, 3, DOFs) change of the places, in cm a degree or cm a cm.

        A turn moves a point by axis x (point - pivot), a slide by its axis; a motion moves what hangs below
        it.
        """
        turned = np.matmul(_CROSS, posture.axes.T)
        whence = np.where(_SLIDES, posture.axes.T, -np.einsum("ijm,mj->im", turned, posture.pivots))
        moved = np.einsum("ijm,pj->pim", np.where(_SLIDES, 0.0, turned), places) + whence
        moved *= _DOWNSTREAM[self.segments][:, None, :]
        jacobian: Floats = moved @ _SHARES
        return jacobian


_LIMB_MASSES = (
    ("thigh", (0.0, -18.0, 0.0), 0.100),
    ("shank", (0.0, -18.0, 0.0), 0.0465),
    ("foot", (4.0, -4.0, 0.0), 0.0145),
    ("upper arm", (0.0, -13.5, 0.0), 0.028),
    ("forearm", (0.0, -11.0, 0.0), 0.016),
    ("hand", (0.0, -7.0, 0.0), 0.006),
)
MASSES = (
    ("pelvis", (0.0, 5.0, 0.0), 0.14),
    ("lumbar", (0.0, 8.0, 0.0), 0.14),
    ("thorax", (0.0, 12.0, 0.0), 0.215),
    ("head", (1.0, 6.0, 0.0), 0.081),
    *((f"{side} {part}", offset, mass) for side in SIDES for part, offset, mass in _LIMB_MASSES),
)
"""Segment, centre of mass (cm, its own axes), share of body mass (Winter 2009, table 4.1)."""
