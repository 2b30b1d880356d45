"""Place the props of one frame, in cm, for the drawing (the kinds are those of `solved.Placed`)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import machines
from handbook.figures.lines import line
from handbook.figures.plan import RELEASE, place_of
from handbook.figures.scene import place, point
from handbook.figures.skeleton import SIDES
from handbook.figures.solved import Placed
from handbook.figures.surfaces import SLIDER_HEIGHT, rolled, wall_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.figures.scene import Scene
    from handbook.figures.spec import Prop

_BAR_HALF, _DUMBBELL_HALF, _DUMBBELL_HEAD = 38.0, 14.0, 6.0
_BELL_DROP, _BELL = 14.0, 9.0
_UP = np.array([0.0, 1.0, 0.0])


def placed(scene: Scene) -> tuple[Placed, ...]:
    """Place every prop of the figure in this frame."""
    return tuple(item for prop in scene.plan.figure.props for item in _PLACERS[prop.kind](scene, prop))


def _barbell(scene: Scene, prop: Prop) -> list[Placed]:
    x, y = scene.unknown("bar x"), scene.unknown("bar y")
    return [Placed("barbell", "barbell", (point(x, y, -_BAR_HALF), point(x, y, _BAR_HALF)), prop.sizes["plate"])]


def _weights(scene: Scene, prop: Prop) -> list[Placed]:
    holders = [side for side, kind in scene.plan.held.items() if kind == prop.kind]
    if prop.kind == "dumbbells":
        return [_dumbbell(scene, side) for side in holders]
    if not holders:
        return []
    middle = np.mean([scene.grip(side) for side in holders], axis=0)
    key = prop.kind
    if prop.kind == "dumbbell":
        if len(holders) == 1:
            return [_dumbbell(scene, holders[0])]
        ends = (place(middle + _UP * 4), place(middle - _UP * 20))
        return [Placed("dumbbell", key, ends, _DUMBBELL_HEAD)]
    if prop.kind == "kettlebell":
        return [Placed("kettlebell", key, (place(middle), place(middle - _UP * _BELL_DROP)), _BELL)]
    return [Placed("plate", key, (place(middle),), 16.0)]


def _dumbbell(scene: Scene, side: str) -> Placed:
    grip = scene.grip(side)
    along = scene.posture.rotation(f"{side} hand")[:, 0] * _DUMBBELL_HALF
    return Placed("dumbbell", f"dumbbell {side}", (place(grip - along), place(grip + along)), _DUMBBELL_HEAD)


def _medicine_ball(scene: Scene, prop: Prop) -> list[Placed]:
    radius = prop.sizes["size"] / 2
    middle = np.mean([scene.grip(side) for side in SIDES], axis=0)
    if place_of(scene.plan.figure, scene.plan.pose, prop.kind) == "thrown":
        at = wall_at(scene.plan)
        there = np.array([at + (-radius - 4 if at > 0 else radius + 4), middle[1] + 4, middle[2]])
        flown = max(0.0, (scene.plan.way - RELEASE) / (1.0 - RELEASE))
        middle = (1.0 - flown) * middle + flown * there
    return [Placed("medicine ball", prop.kind, (place(middle),), radius)]


def _landmine(scene: Scene, prop: Prop) -> list[Placed]:
    holders = [side for side, kind in scene.plan.held.items() if kind == prop.kind]
    if scene.world.pivot is None or not holders:
        return []
    hand = np.mean([scene.grip(side) for side in holders], axis=0)
    pivot = np.array(scene.world.pivot)
    end = hand + (hand - pivot) / np.linalg.norm(hand - pivot) * 14.0
    return [Placed("landmine", prop.kind, (place(pivot), place(end)), 14.0)]


def _mini_band(scene: Scene, prop: Prop) -> list[Placed]:
    segment, offset, radius = {
        "thighs": ("thigh", (0.5, -30.0, 0.0), 7.0),
        "knees": ("shank", (0.0, -6.0, 0.0), 6.0),
        "ankles": ("shank", (0.0, -36.0, 0.0), 4.0),
        "feet": ("foot", (6.0, -3.0, 0.0), 4.0),
    }[prop.at]
    right, left = (scene.posture.at(f"{side} {segment}", offset) for side in SIDES)
    return [Placed("loop", prop.kind, (place(right), place(left)), radius)]


def _bench(scene: Scene, prop: Prop) -> list[Placed]:
    height = prop.sizes["height"]
    if scene.world.edge is not None:
        least, greatest = scene.world.edge - 38.0, scene.world.edge
    else:
        along = [float(place[0]) for place in scene.resting("bench")] or [0.0]
        least, greatest = min(along) - 16.0, max(along) + 16.0
    return [Placed("bench", prop.kind, (point(least, 0, -15), point(greatest, height, 15)), 9.0)]


def _box(_: Scene, prop: Prop) -> list[Placed]:
    at, width, height = prop.sizes["at"], prop.sizes["width"], prop.sizes["height"]
    return [Placed("box", prop.kind, (point(at, 0, -25), point(at + width, height, 25)))]


def _wall(scene: Scene, prop: Prop) -> list[Placed]:
    at = wall_at(scene.plan)
    corners = (point(at, 0, -35), point(at + 8, 190, 35)) if at > 0 else (point(at - 8, 0, -35), point(at, 190, 35))
    return [Placed("wall", prop.kind, corners)]


def _ball(scene: Scene, prop: Prop) -> list[Placed]:
    radius = prop.sizes["size"] / 2
    return [Placed("ball", prop.kind, (point(scene.unknown("ball x"), radius, 0),), radius)]


def _roller(scene: Scene, prop: Prop) -> list[Placed]:
    radius, at = prop.sizes["size"] / 2, scene.unknown("roller")
    across = rolled(scene.plan)
    ends = [point(s, radius, at) if across else point(at, radius, s) for s in (-30, 30)]
    return [Placed("roller", prop.kind, tuple(ends), radius)]


def _sliders(scene: Scene, prop: Prop) -> list[Placed]:
    discs = {}
    for contact in scene.plan.contacts:
        if contact.surface == "sliders":
            discs[contact.part] = np.mean([scene.at(spot) for spot in contact.spots], axis=0)
    half = SLIDER_HEIGHT / 2
    return [
        Placed("slider", f"{prop.kind} {part}", (point(x - 9, half, z), point(x + 9, half, z)), half)
        for part, (x, _, z) in discs.items()
    ]


def _mat(scene: Scene, prop: Prop) -> list[Placed]:
    x, _, z = scene.posture.origin("pelvis")
    along = abs(math.cos(math.radians(scene.unknown("turn")))) >= abs(math.sin(math.radians(scene.unknown("turn"))))
    if rolled(scene.plan) == along:
        return [Placed("mat", prop.kind, (point(x - 35, -1, z - 95), point(x + 35, 0, z + 95)), 1.0)]
    return [Placed("mat", prop.kind, (point(x - 95, -1, z - 35), point(x + 95, 0, z + 35)), 1.0)]


def _pull_up_bar(_: Scene, prop: Prop) -> list[Placed]:
    height = prop.sizes["height"]
    return [Placed("bar", prop.kind, (point(0, height, -62), point(0, height, 62)))]


_PLACERS: dict[str, Callable[[Scene, Prop], list[Placed]]] = {
    "barbell": _barbell,
    "dumbbells": _weights,
    "dumbbell": _weights,
    "kettlebell": _weights,
    "plate": _weights,
    "medicine ball": _medicine_ball,
    "landmine": _landmine,
    "cable": line,
    "band": line,
    "mini band": _mini_band,
    "bench": _bench,
    "box": _box,
    "step": _box,
    "wall": _wall,
    "ball": _ball,
    "roller": _roller,
    "sliders": _sliders,
    "mat": _mat,
    "pull-up bar": _pull_up_bar,
    "captain's chair": machines.captains_chair,
    "lat pulldown": machines.lat_pulldown,
    "leg extension machine": machines.leg_extension,
    "leg curl machine": machines.leg_curl,
    "back-extension bench": machines.back_extension,
    "foot plate": machines.foot_plate,
    "calf-raise machine": machines.padded_lever,
    "hip-thrust machine": machines.padded_lever,
}
