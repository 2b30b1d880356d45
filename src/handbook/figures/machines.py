"""Place machines: they fit themselves to the person of the first pose, as a machine is set up before use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handbook.figures.lines import v_handle
from handbook.figures.scene import place, point
from handbook.figures.skeleton import SIDES
from handbook.figures.solved import Placed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.figures.scene import Scene
    from handbook.figures.skeleton import Floats
    from handbook.figures.solved import Point
    from handbook.figures.spec import Prop

_CLOSE, _UNDER = 12.0, 4.5
"""Hands so near the middle hold a V handle; a plate lies so far under the places where feet rest (cm)."""


def _middle(places: Sequence[Floats], otherwise: Floats) -> Floats:
    middle: Floats = np.mean(places, axis=0) if places else otherwise
    return middle


def captains_chair(scene: Scene, prop: Prop) -> list[Placed]:
    """Arm rests, a back pad and a frame that fit the forearms and the back."""
    height = prop.sizes["height"]
    rest = scene.resting("armrests")
    x0, x1 = (min(p[0] for p in rest) - 4, max(p[0] for p in rest) + 14) if rest else (0.0, 40.0)
    back = _middle(scene.resting("backrest"), np.array([x0, height + 10, 0.0]))
    face = float(back[0]) - 9.8
    arms = [
        Placed("cushion", f"arm rest {side}", (point(x0, height - 2.5, z), point(x1, height - 2.5, z)), 2.5)
        for side, z in zip(SIDES, (24, -24), strict=True)
    ]
    pad = Placed("cushion", "back pad", (point(face - 3, back[1] - 28, 0), point(face - 3, back[1] + 12, 0)), 3.0)
    posts = [
        Placed(
            "frame",
            f"chair frame {side}",
            (point(face - 6, 0, z), point(face - 6, height - 5, z), point(x1, height - 5, z)),
        )
        for side, z in zip(SIDES, (24, -24), strict=True)
    ]
    return [*posts, pad, *arms]


def _seat(scene: Scene, height: float) -> tuple[float, list[Placed]]:
    x = float(_middle(scene.resting("seat"), scene.posture.origin("pelvis"))[0])
    return x, [Placed("bench", "seat", (point(x - 16, 0, -16), point(x + 26, height, 16)), 8.0)]


def lat_pulldown(scene: Scene, prop: Prop) -> list[Placed]:
    """A seat, a pad over the thighs, a cable from above and its bar."""
    height = prop.sizes["height"]
    x, seat = _seat(scene, height)
    bx, by = scene.unknown("bar x"), scene.unknown("bar y")
    thigh = scene.both("thigh", (0.0, -28.0, 0.0))
    pulley, pad_x, pad_y = 225.0, float(thigh[0]), float(thigh[1]) + 12.5
    column = x + 66.0
    frame = (point(column, 0, 0), point(column, pulley, 0), point(bx, pulley, 0))
    return [
        Placed("frame", "pulldown frame", frame),
        *seat,
        Placed("frame", "pad arm", (point(column, pad_y, 0), point(pad_x, pad_y, 0))),
        Placed("pad", "thigh pad", (point(pad_x, pad_y, -20), point(pad_x, pad_y, 20)), 5.5),
        *_pulled(scene, point(bx, by, 0), prop.sizes["grip"], point(bx, pulley, 0)),
    ]


def _pulled(scene: Scene, bar: Point, grip: float, pulley: Point) -> list[Placed]:
    """Hang a bar on the cable of a pulldown, or a V handle where the hands are close together (cm from the middle)."""
    if grip <= _CLOSE:
        handle, ((_, tip),) = v_handle(scene, np.array(pulley))
        return [Placed("cable", "cable", (pulley, place(tip))), *handle]
    ends = tuple(point(bar[0], bar[1], sign * (grip + 10)) for sign in (-1, 1))
    return [Placed("cable", "cable", (pulley, bar)), Placed("handle", "pulldown bar", ends)]


def _lever(scene: Scene, offset: tuple[float, float, float]) -> list[Placed]:
    """Place a machine's lever: it turns at the knee and its pad lies on the shins or behind the heels."""
    knee, pad = scene.both("shank", (0.0, 0.0, 0.0)), scene.both("shank", offset)
    return [
        Placed("lever", "lever", (point(knee[0], knee[1], -15), point(pad[0], pad[1], -15))),
        Placed("pad", "lever pad", (point(pad[0], pad[1], -17), point(pad[0], pad[1], 17)), 4.5),
    ]


def leg_extension(scene: Scene, prop: Prop) -> list[Placed]:
    """A seat with a back rest, and a lever on the shins."""
    x, seat = _seat(scene, prop.sizes["height"])
    back = scene.resting("backrest")
    face = float(back[0][0]) - 10.5 if back else x - 10.0
    rest = (point(face - 3, prop.sizes["height"], 0), point(face - 9, prop.sizes["height"] + 55, 0))
    return [*seat, Placed("cushion", "back rest", rest, 3.5), *_lever(scene, (8.0, -36.0, 0.0))]


def leg_curl(scene: Scene, prop: Prop) -> list[Placed]:
    """A couch, and a lever behind the heels."""
    along = [float(place[0]) for place in scene.resting("couch")] or [0.0]
    corners = (point(min(along) - 18, 0, -18), point(max(along) + 32, prop.sizes["height"], 18))
    return [Placed("bench", "couch", corners, 9.0), *_lever(scene, (-8.0, -37.0, 0.0))]


def back_extension(scene: Scene, prop: Prop) -> list[Placed]:
    """A foot plate and a thigh pad that fit the straight leg, on a frame."""
    del prop
    feet, pads = scene.resting("foot plate"), scene.resting("pad")
    if not feet or not pads:
        return []
    thigh = scene.posture.rotation("right thigh")
    front, along = thigh[:, 0], thigh[:, 1]
    pad = _middle(pads, pads[0]) + front * 11.5
    sole = scene.posture.rotation("right foot")
    plate = _middle(feet, feet[0]) - sole[:, 1] * _UNDER
    ankle = scene.posture.at("right shank", (-7.0, -34.0, 0.0))
    low, high, toe, heel = pad - along * 9, pad + along * 9, plate + sole[:, 0] * 11, plate - sole[:, 0] * 7
    tubes = (
        point(pad[0] + 12, 0, 0),
        point(pad[0] + 4, pad[1] - 3, 0),
        point(plate[0], plate[1], 0),
        point(plate[0] - 4, 0, 0),
    )
    return [
        Placed("frame", "bench frame", tubes),
        Placed("cushion", "thigh pad", (point(high[0], high[1], 0), point(low[0], low[1], 0)), 3.5),
        Placed("cushion", "foot plate", (point(heel[0], heel[1], 0), point(toe[0], toe[1], 0)), 1.5),
        Placed("pad", "heel pad", (point(ankle[0], ankle[1], -17), point(ankle[0], ankle[1], 17)), 4.0),
    ]


def foot_plate(scene: Scene, prop: Prop) -> list[Placed]:
    """Set a plate against the soles, on a foot of its own."""
    feet = scene.resting("foot plate")
    if not feet:
        return []
    sole = scene.posture.rotation("right foot")
    plate = _middle(feet, feet[0]) - sole[:, 1] * _UNDER
    toe, heel = plate + sole[:, 0] * 14, plate - sole[:, 0] * 10
    return [
        Placed("frame", f"{prop.kind} frame", (place(plate), point(plate[0] + 8, 0, 0))),
        Placed("cushion", prop.kind, (point(heel[0], heel[1], 0), point(toe[0], toe[1], 0)), 1.5),
    ]


_PADS = {
    "shoulders": ("thorax", (-1.0, 29.0, 0.0), 24.0, 180.0),
    "thighs": ("right thigh", (10.5, -32.0, -8.5), 22.0, 95.0),
    "hips": ("pelvis", (14.5, 2.0, 0.0), 24.0, 90.0),
}
"""Where a padded lever lies on the body, half the length of its pad, and the height of its upright (cm)."""


def padded_lever(scene: Scene, prop: Prop) -> list[Placed]:
    """Place an upright in front of the feet, and a lever on it that follows the body with its pad."""
    segment, offset, half, top = _PADS[prop.at]
    pad = scene.posture.at(segment, offset)
    feet = _middle(scene.resting("floor", "step"), scene.posture.origin("right foot"))
    upright = float(feet[0]) + 48.0
    return [
        Placed("frame", f"{prop.kind} frame", (point(upright, 0, 0), point(upright, top, 0))),
        Placed("lever", f"{prop.kind} lever", (point(upright, pad[1], 0), point(pad[0], pad[1], 0))),
        Placed("pad", f"{prop.kind} pad", (point(pad[0], pad[1], -half), point(pad[0], pad[1], half)), 4.5),
    ]
