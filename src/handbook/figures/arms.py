"""Say in words what arms and hands do that carry nobody, from where they point to in the chest's own directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts
from handbook.figures.change import join, named, together
from handbook.figures.skeleton import SIDES

if TYPE_CHECKING:
    from handbook.figures.change import Change
    from handbook.figures.skeleton import Floats
    from handbook.figures.solved import Frame

_ARM, _ELBOW, _RAISED = 15.0, 30.0, 8.0
"""Degrees that an upper arm and an elbow must turn to be worth a word; cm that a hand is lifted."""
_FACES_UP, _SWUNG, _HANGS, _PLUMB = 0.7, 1.3, 0.6, 0.82
"""How far up a lying chest looks; an arm's way forward to its way up as it swings; how it hangs then, and plumb."""
HANDS = {
    "chest": "at the chest",
    "shoulders": "at the shoulders",
    "front": "straight out in front",
    "together": "together in front",
    "belly": "before the belly",
    "hips": "on the hips",
    "head": "behind the head",
    "crossed": "crossed on the chest",
    "knees": "on the knees",
    "overhead": "overhead",
}
"""Where free hands are held, in words."""


def hands(change: Change) -> list[str]:
    """Say what the arms do: where hands are put, or which way arms go that carry nobody."""
    place = change.pose.hands_at
    if place and place != change.was.hands_at:
        return [f"bring the hands {HANDS[place]}".replace(" at the ", " to the ")]
    if any(part.endswith("hand") for part in change.pose.steps):
        return ["let the hands slide along"]
    held = {contact.part for contact in change.was.contacts}
    new = [c.part for c in change.pose.contacts if c.named and parts.kind_of(c.part) == "hand" and c.part not in held]
    if new:
        return [f"set the {join(together(new))} down"]
    asked = {side for side in SIDES for joint in ("shoulder", "elbow") if f"{side} {joint}" in change.pose.asked}
    said = {side: _arm(change, side) if side in asked or not place else "" for side in SIDES}
    if said["right"] == said["left"]:
        return [named(said["right"], "")] if said["right"] else []
    return [named(words, side) for side, words in said.items() if words]


def _arm(change: Change, side: str) -> str:
    """Say what an arm does, from where it points to at the end in the chest's own directions."""
    bend = change.of(f"{side} elbow")
    ends = [_in_chest(frame, side) for frame in (change.before, change.after)]
    turned = float(np.degrees(np.arccos(np.clip(ends[0] @ ends[1], -1.0, 1.0))))
    if change.on(side, parts.ARM) or min(turned, change.turned(f"{side} upper arm", 1)) < _ARM:
        return ("bend the {elbow}" if bend > 0 else "straighten the {elbow}") if abs(bend) > _ELBOW else ""
    if abs(bend) < _ELBOW and all(_hangs(frame, side) for frame in (change.before, change.after)):
        return ""
    move = ends[1] - ends[0]
    if bend > _ELBOW:
        lying = change.after.posture.rotation("thorax")[1, 0] > _FACES_UP
        return "lower the {elbow}" if lying and move[0] < 0 else _drawn(move)
    if bend >= -_ELBOW and abs(float(move[0])) > _SWUNG * abs(float(move[1])) and -ends[1][1] > _HANGS:
        return f"swing the {{arm}} {'forward' if move[0] > 0 else 'back'}"
    rise = change.rise(f"{side} hand")
    if bend >= -_ELBOW and _pointing(ends[0]) == _pointing(ends[1]) and abs(rise) > _RAISED:
        return f"{'lift' if rise > 0 else 'lower'} the {{arm}}"
    return f"{'stretch' if bend < -_ELBOW else 'take'} the {{arm}} {_pointing(ends[1])}"


def _hangs(frame: Frame, side: str) -> bool:
    """Tell whether an arm hangs straight down in the room, however the trunk leans."""
    return float(frame.posture.rotation(f"{side} upper arm")[1, 1]) > _PLUMB


def _in_chest(frame: Frame, side: str) -> Floats:
    """Give where an upper arm points: (3,) forward, up and outward in the chest's directions."""
    chest, arm = (frame.posture.rotation(segment) for segment in ("thorax", f"{side} upper arm"))
    way: Floats = -(chest.T @ arm[:, 1]) * np.array([1.0, 1.0, 1.0 if side == "right" else -1.0])
    return way


def _drawn(move: Floats) -> str:
    """Say which way an elbow is drawn that bends: (3,) its move in the chest's directions."""
    if abs(float(move[1])) > abs(float(move[0])):
        return "draw the {elbow} down" if move[1] < 0 else "lift the {elbow}"
    return "draw the {elbow} back" if move[0] < 0 else "bring the {elbow} forward"


def _pointing(arm: Floats) -> str:
    """Say where an arm points: (3,) forward, up and outward in the chest's directions."""
    forward, up, out = (float(part) for part in arm)
    if abs(up) >= max(abs(forward), abs(out)):
        return "overhead" if up > 0 else "down to the side"
    if abs(forward) >= abs(out):
        return "forward" if forward > 0 else "back"
    return "out to the side"
