"""Place cables and bands: from a real anchor, or from one part of the person to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import props
from handbook.figures.scene import place, point
from handbook.figures.skeleton import SIDES
from handbook.figures.solved import Placed

if TYPE_CHECKING:
    from handbook.figures.scene import Scene
    from handbook.figures.skeleton import Floats
    from handbook.figures.spec import Prop

_LOW, _PEG_TOP, _FRAME, _POST = 40.0, 4.0, 125.0, 205.0
"""Up to this height (cm) an anchor is a peg, which ends so much above it; a cable to a leg comes from a frame to hold
on to; else an anchor is on a post of that height."""
_TIP = 13.0
"""From the hands to the tip of a V handle (cm)."""


def _end(scene: Scene, at: str) -> list[tuple[str, Floats]]:
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


def line(scene: Scene, prop: Prop) -> list[Placed]:
    """Place a cable or a band, with the post it is fastened to."""
    pulled_apart = prop.kind == "band" and "sized" not in prop.choices
    origin = prop.choices.get("from", "hands" if pulled_apart else "post")
    ends = _end(scene, prop.at)
    if origin == "hands" and prop.kind == "band":
        pair = [place for _, place in _end(scene, "hands")]
        return [Placed("band", "band", (place(pair[0]), place(pair[1])))]
    if origin in {"feet", "right foot", "left foot"}:
        starts = [place for _, place in _end(scene, origin)]
        starts = starts if len(starts) == len(ends) else [np.mean(starts, axis=0)] * len(ends)
        return [
            Placed("band", f"band {side}".strip(), (place(start), place(end)))
            for start, (side, end) in zip(starts, ends, strict=True)
        ]
    anchor = _anchor(scene, prop, origin)
    handle: list[Placed] = []
    if prop.choices.get("handle") == props.V_HANDLE:
        handle, ends = v_handle(scene, anchor)
    lines = [Placed(prop.kind, f"{prop.kind} {side}".strip(), (place(anchor), place(end))) for side, end in ends]
    lines += handle
    if origin == "bar":
        return lines
    foot, top = (point(anchor[0], y, anchor[2]) for y in (0.0, _top(prop, float(anchor[1]))))
    return [Placed("post", f"{prop.kind} post", (foot, top), 5.0), *lines]


def _top(prop: Prop, high: float) -> float:
    """Give the height (cm) of what an anchor is on."""
    if high > _LOW:
        return max(_POST, high)
    return _FRAME if prop.kind == "cable" and prop.at.endswith(("ankle", "ankles")) else high + _PEG_TOP


def v_handle(scene: Scene, anchor: Floats) -> tuple[list[Placed], list[tuple[str, Floats]]]:
    """Place a V handle between the hands and a cable from an anchor; give it, and where the cable ends."""
    right, left = (scene.grip(side) for side in SIDES)
    middle = (right + left) / 2
    tip = middle + (anchor - middle) / (float(np.linalg.norm(anchor - middle)) or 1.0) * _TIP
    return [Placed("handle", "V handle", (place(right), place(tip), place(left)))], [("", tip)]


def _anchor(scene: Scene, prop: Prop, origin: str) -> Floats:
    if origin == "bar":
        bar = scene.plan.figure.prop("pull-up bar")
        return np.array([0.0, bar.sizes["height"] if bar else 210.0, 0.0])
    side = prop.choices.get("side", "middle")
    sign = {"right": 1.0, "left": -1.0}.get(side, 0.0)
    x = 0.0 if sign and prop.choices.get("sized") != "at" else prop.sizes["at"]
    return np.array([x, prop.sizes["height"], sign * 110.0])
