"""Place the props of one frame, in cm, for the drawing (the kinds are those of `solved.Placed`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts
from handbook.figures.plan import place_of
from handbook.figures.rules import SLIDER_HEIGHT, rolled, wall_at
from handbook.figures.skeleton import INDEX, SIDES
from handbook.figures.solved import Placed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handbook.figures.plan import Plan
    from handbook.figures.rules import World
    from handbook.figures.skeleton import Floats, Posture
    from handbook.figures.solved import Point
    from handbook.figures.spec import Prop

_BAR_HALF, _DUMBBELL_HALF, _DUMBBELL_HEAD = 38.0, 14.0, 6.0
_BELL_DROP, _BELL = 14.0, 9.0
_UP = np.array([0.0, 1.0, 0.0])


class _Scene:
    """One frame to place props in."""

    __slots__ = ("plan", "posture", "q", "world")

    def __init__(self, plan: Plan, posture: Posture, q: Floats, world: World) -> None:
        self.plan, self.posture, self.q, self.world = plan, posture, q, world

    def grip(self, side: str) -> Floats:
        return self.at(parts.GRIP.on(side))

    def at(self, spot: parts.Spot) -> Floats:
        return self.posture.at(spot.segment, spot.offset)

    def resting(self, *surfaces: str) -> list[Floats]:
        """Give the places of the spots pinned to these surfaces, in the order they came down."""
        return [np.array(place) for (_, surface), place in self.world.pins.items() if surface in surfaces]


def placed(plan: Plan, posture: Posture, q: Floats, world: World) -> tuple[Placed, ...]:
    """Place every prop of the figure in this frame."""
    scene = _Scene(plan, posture, q, world)
    return tuple(item for prop in plan.figure.props for item in _PLACERS[prop.kind](scene, prop))


def _p(x: float, y: float, z: float) -> Point:
    """Round a place (cm)."""
    return round(float(x), 2) + 0.0, round(float(y), 2) + 0.0, round(float(z), 2) + 0.0


def _v(place: Floats) -> Point:
    """Round a place (3,) (cm)."""
    return _p(place[0], place[1], place[2])


def _barbell(scene: _Scene, prop: Prop) -> list[Placed]:
    x, y = scene.q[INDEX["bar x"]], scene.q[INDEX["bar y"]]
    return [Placed("barbell", "barbell", (_p(x, y, -_BAR_HALF), _p(x, y, _BAR_HALF)), prop.sizes["plate"])]


def _weights(scene: _Scene, prop: Prop) -> list[Placed]:
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
        ends = (_v(middle + _UP * 11), _v(middle - _UP * 11))
        return [Placed("dumbbell", key, ends, _DUMBBELL_HEAD)]
    if prop.kind == "kettlebell":
        return [Placed("kettlebell", key, (_v(middle), _v(middle - _UP * _BELL_DROP)), _BELL)]
    return [Placed("plate", key, (_v(middle),), 16.0)]


def _dumbbell(scene: _Scene, side: str) -> Placed:
    grip = scene.grip(side)
    along = scene.posture.rotation(f"{side} hand")[:, 0] * _DUMBBELL_HALF
    return Placed("dumbbell", f"dumbbell {side}", (_v(grip - along), _v(grip + along)), _DUMBBELL_HEAD)


def _medicine_ball(scene: _Scene, prop: Prop) -> list[Placed]:
    radius = prop.sizes["size"] / 2
    middle = np.mean([scene.grip(side) for side in SIDES], axis=0)
    if place_of(scene.plan.figure, scene.plan.pose, prop.kind) == "thrown":
        at = wall_at(scene.plan)
        middle = np.array([at + (-radius - 4 if at > 0 else radius + 4), middle[1] + 4, middle[2]])
    return [Placed("medicine ball", prop.kind, (_v(middle),), radius)]


def _landmine(scene: _Scene, prop: Prop) -> list[Placed]:
    holders = [side for side, kind in scene.plan.held.items() if kind == prop.kind]
    if scene.world.pivot is None or not holders:
        return []
    hand = np.mean([scene.grip(side) for side in holders], axis=0)
    pivot = np.array(scene.world.pivot)
    end = hand + (hand - pivot) / np.linalg.norm(hand - pivot) * 14.0
    return [Placed("landmine", prop.kind, (_v(pivot), _v(end)), 14.0)]


def _end(scene: _Scene, at: str) -> list[tuple[str, Floats]]:
    """Give the places on the person that a line is fastened to, each with its side."""
    one = at.partition(" ")[0]
    sides = (one,) if one in SIDES else SIDES
    if at == "waist":
        return [("", scene.posture.at("pelvis", (0.0, 9.0, 0.0)))]
    if at.endswith(("ankle", "ankles")):
        return [(side, scene.posture.at(f"{side} shank", (0.0, -38.0, 0.0))) for side in sides]
    if at.endswith(("foot", "feet")):
        return [(side, scene.posture.at(f"{side} foot", (5.0, -6.0, 0.0))) for side in sides]
    if at == "both hands":
        return [("", np.mean([scene.grip(side) for side in SIDES], axis=0))]
    return [(side, scene.grip(side)) for side in sides]


def _line(scene: _Scene, prop: Prop) -> list[Placed]:
    pulled_apart = prop.kind == "band" and "sized" not in prop.choices
    origin = prop.choices.get("from", "hands" if pulled_apart else "post")
    ends = _end(scene, prop.at)
    if origin == "hands" and prop.kind == "band":
        pair = [place for _, place in _end(scene, "hands")]
        return [Placed("band", "band", (_v(pair[0]), _v(pair[1])))]
    if origin in {"feet", "right foot", "left foot"}:
        starts = [place for _, place in _end(scene, origin)]
        starts = starts if len(starts) == len(ends) else [np.mean(starts, axis=0)] * len(ends)
        return [
            Placed("band", f"band {side}".strip(), (_v(start), _v(end)))
            for start, (side, end) in zip(starts, ends, strict=True)
        ]
    anchor = _anchor(scene, prop, origin)
    lines = [Placed(prop.kind, f"{prop.kind} {side}".strip(), (_v(anchor), _v(end))) for side, end in ends]
    if origin == "bar":
        return lines
    foot, top = _p(anchor[0], 0.0, anchor[2]), _p(anchor[0], max(205.0, float(anchor[1])), anchor[2])
    return [Placed("post", f"{prop.kind} post", (foot, top), 5.0), *lines]


def _anchor(scene: _Scene, prop: Prop, origin: str) -> Floats:
    if origin == "bar":
        bar = scene.plan.figure.prop("pull-up bar")
        return np.array([0.0, bar.sizes["height"] if bar else 210.0, 0.0])
    side = prop.choices.get("side", "middle")
    sign = {"right": 1.0, "left": -1.0}.get(side, 0.0)
    x = 0.0 if sign and prop.choices.get("sized") != "at" else prop.sizes["at"]
    return np.array([x, prop.sizes["height"], sign * 110.0])


def _mini_band(scene: _Scene, prop: Prop) -> list[Placed]:
    segment, offset, radius = {
        "thighs": ("thigh", (0.5, -30.0, 0.0), 7.0),
        "knees": ("shank", (0.0, -6.0, 0.0), 6.0),
        "ankles": ("shank", (0.0, -36.0, 0.0), 4.0),
        "feet": ("foot", (6.0, -3.0, 0.0), 4.0),
    }[prop.at]
    right, left = (scene.posture.at(f"{side} {segment}", offset) for side in SIDES)
    return [Placed("loop", prop.kind, (_v(right), _v(left)), radius)]


def _bench(scene: _Scene, prop: Prop) -> list[Placed]:
    height = prop.sizes["height"]
    if scene.world.edge is not None:
        least, greatest = scene.world.edge - 38.0, scene.world.edge
    else:
        along = [float(place[0]) for place in scene.resting("bench")] or [0.0]
        least, greatest = min(along) - 16.0, max(along) + 16.0
    return [Placed("bench", prop.kind, (_p(least, 0, -15), _p(greatest, height, 15)), 9.0)]


def _box(_: _Scene, prop: Prop) -> list[Placed]:
    at, width, height = prop.sizes["at"], prop.sizes["width"], prop.sizes["height"]
    return [Placed("box", prop.kind, (_p(at, 0, -25), _p(at + width, height, 25)))]


def _wall(scene: _Scene, prop: Prop) -> list[Placed]:
    at = wall_at(scene.plan)
    corners = (_p(at, 0, -35), _p(at + 8, 190, 35)) if at > 0 else (_p(at - 8, 0, -35), _p(at, 190, 35))
    return [Placed("wall", prop.kind, corners)]


def _ball(scene: _Scene, prop: Prop) -> list[Placed]:
    radius = prop.sizes["size"] / 2
    return [Placed("ball", prop.kind, (_p(scene.q[INDEX["ball x"]], radius, 0),), radius)]


def _roller(scene: _Scene, prop: Prop) -> list[Placed]:
    radius, at = prop.sizes["size"] / 2, float(scene.q[INDEX["roller"]])
    across = rolled(scene.plan)
    ends = [_p(s, radius, at) if across else _p(at, radius, s) for s in (-30, 30)]
    return [Placed("roller", prop.kind, tuple(ends), radius)]


def _sliders(scene: _Scene, prop: Prop) -> list[Placed]:
    discs = {}
    for contact in scene.plan.contacts:
        if contact.surface == "sliders":
            discs[contact.part] = np.mean([scene.at(spot) for spot in contact.spots], axis=0)
    half = SLIDER_HEIGHT / 2
    return [
        Placed("slider", f"{prop.kind} {part}", (_p(x - 9, half, z), _p(x + 9, half, z)), half)
        for part, (x, _, z) in discs.items()
    ]


def _mat(scene: _Scene, prop: Prop) -> list[Placed]:
    x, _, z = scene.posture.origin("pelvis")
    if rolled(scene.plan):
        return [Placed("mat", prop.kind, (_p(x - 35, -1, z - 95), _p(x + 35, 0, z + 95)), 1.0)]
    return [Placed("mat", prop.kind, (_p(x - 95, -1, z - 35), _p(x + 95, 0, z + 35)), 1.0)]


def _pull_up_bar(_: _Scene, prop: Prop) -> list[Placed]:
    height = prop.sizes["height"]
    return [Placed("bar", prop.kind, (_p(0, height, -62), _p(0, height, 62)))]


def _middle(places: Sequence[Floats], otherwise: Floats) -> Floats:
    middle: Floats = np.mean(places, axis=0) if places else otherwise
    return middle


def _captains_chair(scene: _Scene, prop: Prop) -> list[Placed]:
    height = prop.sizes["height"]
    rest = scene.resting("armrests")
    x0, x1 = (min(p[0] for p in rest) - 4, max(p[0] for p in rest) + 14) if rest else (0.0, 40.0)
    back = _middle(scene.resting("backrest"), np.array([x0, height + 10, 0.0]))
    face = float(back[0]) - 9.8
    arms = [
        Placed("cushion", f"arm rest {side}", (_p(x0, height - 2.5, z), _p(x1, height - 2.5, z)), 2.5)
        for side, z in zip(SIDES, (24, -24), strict=True)
    ]
    pad = Placed("cushion", "back pad", (_p(face - 3, back[1] - 28, 0), _p(face - 3, back[1] + 12, 0)), 3.0)
    posts = [
        Placed("frame", f"chair frame {side}", (_p(face - 6, 0, z), _p(face - 6, height - 5, z), _p(x1, height - 5, z)))
        for side, z in zip(SIDES, (24, -24), strict=True)
    ]
    return [*posts, pad, *arms]


def _seat(scene: _Scene, height: float) -> tuple[float, list[Placed]]:
    x = float(_middle(scene.resting("seat"), scene.posture.origin("pelvis"))[0])
    return x, [Placed("bench", "seat", (_p(x - 16, 0, -16), _p(x + 26, height, 16)), 8.0)]


def _lat_pulldown(scene: _Scene, prop: Prop) -> list[Placed]:
    height = prop.sizes["height"]
    x, seat = _seat(scene, height)
    bx, by = float(scene.q[INDEX["bar x"]]), float(scene.q[INDEX["bar y"]])
    half = prop.sizes["grip"] + 10
    thigh = np.mean([scene.posture.at(f"{side} thigh", (0.0, -28.0, 0.0)) for side in SIDES], axis=0)
    pulley, pad_x, pad_y = 225.0, float(thigh[0]), float(thigh[1]) + 12.5
    column = x + 66.0
    frame = (_p(column, 0, 0), _p(column, pulley, 0), _p(bx, pulley, 0))
    return [
        Placed("frame", "pulldown frame", frame),
        *seat,
        Placed("frame", "pad arm", (_p(column, pad_y, 0), _p(pad_x, pad_y, 0))),
        Placed("pad", "thigh pad", (_p(pad_x, pad_y, -20), _p(pad_x, pad_y, 20)), 5.5),
        Placed("cable", "cable", (_p(bx, pulley, 0), _p(bx, by, 0))),
        Placed("handle", "pulldown bar", (_p(bx, by, -half), _p(bx, by, half))),
    ]


def _lever(scene: _Scene, offset: tuple[float, float, float]) -> list[Placed]:
    """Place a machine's lever: it turns at the knee and its pad lies on the shins or behind the heels."""
    knee = np.mean([scene.posture.origin(f"{side} shank") for side in SIDES], axis=0)
    pad = np.mean([scene.posture.at(f"{side} shank", offset) for side in SIDES], axis=0)
    return [
        Placed("lever", "lever", (_p(knee[0], knee[1], -15), _p(pad[0], pad[1], -15))),
        Placed("pad", "lever pad", (_p(pad[0], pad[1], -17), _p(pad[0], pad[1], 17)), 4.5),
    ]


def _leg_extension(scene: _Scene, prop: Prop) -> list[Placed]:
    x, seat = _seat(scene, prop.sizes["height"])
    back = scene.resting("backrest")
    face = float(back[0][0]) - 10.5 if back else x - 10.0
    rest = (_p(face - 3, prop.sizes["height"], 0), _p(face - 9, prop.sizes["height"] + 55, 0))
    return [*seat, Placed("cushion", "back rest", rest, 3.5), *_lever(scene, (8.0, -36.0, 0.0))]


def _leg_curl(scene: _Scene, prop: Prop) -> list[Placed]:
    along = [float(place[0]) for place in scene.resting("couch")] or [0.0]
    corners = (_p(min(along) - 18, 0, -18), _p(max(along) + 32, prop.sizes["height"], 18))
    return [Placed("bench", "couch", corners, 9.0), *_lever(scene, (-8.0, -37.0, 0.0))]


def _back_extension(scene: _Scene, prop: Prop) -> list[Placed]:
    del prop
    feet, pads = scene.resting("foot plate"), scene.resting("pad")
    if not feet or not pads:
        return []
    thigh = scene.posture.rotation("right thigh")
    front, along = thigh[:, 0], thigh[:, 1]
    pad = _middle(pads, pads[0]) + front * 11.5
    sole = scene.posture.rotation("right foot")
    plate = _middle(feet, feet[0]) - sole[:, 1] * 4.5
    ankle = scene.posture.at("right shank", (-7.0, -34.0, 0.0))
    beam = (_p(pad[0] + 2, pad[1] - 3, 0), _p(plate[0], plate[1], 0))
    return [
        Placed(
            "frame",
            "bench frame",
            (_p(pad[0] + 12, 0, 0), _p(pad[0] + 4, pad[1] - 3, 0), beam[1], _p(plate[0] - 4, 0, 0)),
        ),
        Placed("cushion", "thigh pad", (_p(*(pad + along * 9)[:2], 0), _p(*(pad - along * 9)[:2], 0)), 3.5),
        Placed(
            "cushion", "foot plate", (_p(*(plate - sole[:, 0] * 7)[:2], 0), _p(*(plate + sole[:, 0] * 11)[:2], 0)), 1.5
        ),
        Placed("pad", "heel pad", (_p(ankle[0], ankle[1], -17), _p(ankle[0], ankle[1], 17)), 4.0),
    ]


_PLACERS: dict[str, Callable[[_Scene, Prop], list[Placed]]] = {
    "barbell": _barbell,
    "dumbbells": _weights,
    "dumbbell": _weights,
    "kettlebell": _weights,
    "plate": _weights,
    "medicine ball": _medicine_ball,
    "landmine": _landmine,
    "cable": _line,
    "band": _line,
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
    "captain's chair": _captains_chair,
    "lat pulldown": _lat_pulldown,
    "leg extension machine": _leg_extension,
    "leg curl machine": _leg_curl,
    "back-extension bench": _back_extension,
}
