"""What lies before what: which limbs are on the far side, and the order in which parts are painted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures.shapes import MIDLINE
from handbook.figures.skeleton import SIDES

if TYPE_CHECKING:
    from handbook.figures.camera import Camera
    from handbook.figures.shapes import Bone, Hull
    from handbook.figures.skeleton import Posture

_PROFILE = 0.55
_APART = 20.0
_AWAY = -0.5
_BEHIND = -0.8


@dataclass(frozen=True, slots=True)
class Layers:
    """Depths (cm towards the reader) of `trunk`, `head`, `right leg` ... `left arm`, and which limbs are far."""

    depth: Mapping[str, float]
    far: frozenset[str]


def _is_far(posture: "Posture", camera: "Camera", side: str, girdle: str) -> bool:
    """Tell whether a side of the pelvis or the chest points away from the reader."""
    out = posture.rotation(girdle)[:, 2] * (1.0 if side == "right" else -1.0)
    return camera.see(out)[2] < -_PROFILE


def layers(posture: "Posture", parts: Mapping[str, tuple["Hull", ...]], camera: "Camera") -> Layers:
    """Order the parts of a posture.

    In profile the far limbs lie behind the trunk and the near ones before it; seen from elsewhere a limb lies
    where it is. The head lies before arms and props, so that the face shows, unless the trunk hides it.
    """
    trunk = camera.depth(parts["shirt"])
    depth = {"trunk": trunk}
    far = set()
    for side, other in (SIDES, SIDES[::-1]):
        for limb, girdle, above in (("leg", "pelvis", 1.0), ("arm", "thorax", 2.0)):
            name = f"{side} {limb}"
            depth[name] = max(camera.depth(parts[name]), trunk) + above
            if _is_far(posture, camera, side, girdle):
                far.add(name)
                depth[name] = trunk - _APART + above
            elif _is_far(posture, camera, other, girdle):
                depth[name] = trunk + _APART + above
    hidden = camera.see(posture.rotation("thorax")[:, 1])[2] < _BEHIND
    depth["head"] = trunk + (-0.5 if hidden else 5 * _APART + 10)
    return Layers(depth, frozenset(far))


def faces_reader(posture: "Posture", bone: "Bone", side: str, camera: "Camera") -> bool:
    """Tell whether a muscle's hull lies on a side of its segment that the reader sees."""
    segment, balls = bone
    own = segment in MIDLINE
    x = float(np.mean([ball[0] for ball in balls]))
    z = float(np.mean([ball[2] for ball in balls])) * (-1.0 if side == "left" else 1.0)
    out = posture.rotation(segment if own else f"{side} {segment}") @ np.array([x, 0.0, z])
    return camera.see(out)[2] > _AWAY * (float(np.linalg.norm(out)) or 1.0)
