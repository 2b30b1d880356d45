"""Say in words what moves from one pose to the next, as a coach would call it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts
from handbook.figures.arms import hands
from handbook.figures.change import join, named, together
from handbook.figures.skeleton import LIMB_JOINTS, SIDES

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.figures.change import Change

_AT_LEAST, _SHARE, _MOST = 12.0, 0.25, 4
"""Degrees that are worth a word, what share of the largest change they must be, and how many are said."""
_BLADE, _LIFTED, _TRUNK = 3.0, 8.0, 45.0
"""Degrees for a cm of the shoulder blade, cm of hips lifted, lean of a lying trunk."""
_BACK, _CLIMB, _WORTH_DEGREES, _NOTHING = 30.0, 12.0, 20, 5.0
"""Degrees of a trunk on its back; cm of a step up; degrees of a joint worth a number, and that are none."""


@dataclass(frozen=True, slots=True)
class _Verb:
    """How to say that an angle grows, shrinks, or ends at nothing; `when` says whether it is the person's doing."""

    joint: str
    grows: str
    shrinks: str
    ends: str = ""
    measured: bool = False
    when: Callable[[Change, str], bool] = lambda _change, _dof: True


def _asked(change: Change, dof: str) -> bool:
    return dof in change.pose.asked


def _upright(change: Change, dof: str) -> bool:
    """Of the trunk: it is not lying all the time, nor lifted by the hips."""
    before, after = change.before.angle(dof), change.after.angle(dof)
    return min(abs(before), abs(after)) < _TRUNK + 1 and max(before, after) > -_BACK


def _free_leg(change: Change, dof: str) -> bool:
    """Of hip and knee: they do not merely follow a body that moves over its knees."""
    return _asked(change, dof) or not change.on(dof.partition(" ")[0], ("knee",))


def _free_foot(change: Change, dof: str) -> bool:
    """Of the ankle: the foot itself turns in the room the same way, not the shin over it."""
    foot = dof.replace("ankle", "foot")
    toes = [frame.posture.rotation(foot)[1, 0] for frame in (change.before, change.after)]
    return change.turned(foot, 0) >= _AT_LEAST and float(toes[1] - toes[0]) * change.of(dof) > 0


def _turns(change: Change, dof: str) -> bool:
    """Of a leg that turns: the hips do not just move over its foot."""
    return _asked(change, dof) and not change.on(dof.partition(" ")[0], (*parts.FEET, "foot side"))


def _swings(change: Change, dof: str) -> bool:
    """Of a leg that goes out: it leaves the other."""
    return _turns(change, dof) and abs(_apart(change)) > _LIFTED


def _apart(change: Change) -> float:
    """Give how much the feet move apart (cm)."""
    before, after = (
        [frame.posture.origin(f"{side} foot") for side in SIDES] for frame in (change.before, change.after)
    )
    return float(np.linalg.norm(after[0] - after[1]) - np.linalg.norm(before[0] - before[1]))


def _against_hips(change: Change, dof: str) -> bool:
    """Of the twist: the chest turns, not the hips beneath it."""
    hips = change.of("pelvis turn")
    return abs(hips) < _AT_LEAST or hips * change.of(dof) > 0


_LEVEL = "turn the trunk back to the middle"
_VERBS = (
    _Verb("torso", "lean the trunk forward", "raise the trunk", when=_upright),
    _Verb("hip", "bend the {hip}", "straighten the {hip}", "straighten the {hip}", measured=True, when=_free_leg),
    _Verb("knee", "bend the {knee}", "straighten the {knee}", measured=True, when=_free_leg),
    _Verb("hip abduction", "take the {leg} out to the side", "bring the {leg} in", when=_swings),
    _Verb("hip rotation", "turn the {leg} out", "turn the {leg} in", when=_turns),
    _Verb("ankle", "pull the {foot} up", "point the {foot}", when=_free_foot),
    _Verb("spine", "round the back", "arch the back", "straighten the back"),
    _Verb("side bend", "bend the trunk to the right", "bend the trunk to the left", "straighten the trunk"),
    _Verb("twist", "turn the trunk to the right", "turn the trunk to the left", _LEVEL, when=_against_hips),
    _Verb("pelvis turn", "turn the hips to the right", "turn the hips to the left", "turn the hips back to the middle"),
    _Verb("neck", "bow the head", "lift the head", when=_asked),
    _Verb("reach", "let the shoulder blades slide apart", "squeeze the shoulder blades together", when=_asked),
    _Verb("shrug", "lift the shoulders", "pull the shoulders down", when=_asked),
)


def actions(change: Change) -> list[str]:
    """List what the person does, the large things only: feet first, then body and legs, then arms."""
    feet = _feet(change)
    angles = [words for words in _angles(change) if not (feet and "legs" in words)]
    return [*feet, *_body(change), *angles, *hands(change), *_rolls(change)] or ["hold"]


def _angles(change: Change) -> list[str]:
    """List the largest changes of angle, the same change of both sides as one."""
    found: list[tuple[float, int, str]] = []
    for i, verb in enumerate(_VERBS):
        if verb.joint in LIMB_JOINTS:
            found += [(size, i, words) for size, words in _sides(verb, change)]
        elif verb.when(change, verb.joint):
            size = change.of(verb.joint)
            found.append((abs(size), i, _trunk(verb, change)))
    least = max(_AT_LEAST, _SHARE * max((size for size, _, _ in found), default=0.0))
    large = sorted((c for c in found if c[0] >= least), key=lambda c: (-round(c[0]), c[1], c[2]))[:_MOST]
    return [words for _, _, words in sorted(large, key=lambda c: (c[1], c[2]))]


def _trunk(verb: _Verb, change: Change) -> str:
    before, after = change.before.angle(verb.joint), change.after.angle(verb.joint)
    if verb.ends and abs(after) < _NOTHING:
        return verb.ends
    if after > before:
        return verb.grows
    return "lean back" if verb.joint == "torso" and after < -1 and before < _AT_LEAST else verb.shrinks


def _sides(verb: _Verb, change: Change) -> list[tuple[float, str]]:
    factor = _BLADE if verb.joint in {"reach", "shrug"} else 1.0
    sizes = {s: factor * change.of(dof) for s in SIDES if verb.when(change, dof := f"{s} {verb.joint}")}
    ends = {side: change.after.angle(f"{side} {verb.joint}") for side in SIDES}
    if len(sizes) == len(SIDES) and max(sizes.values()) - min(sizes.values()) < _AT_LEAST > abs(
        ends["right"] - ends["left"]
    ):
        said = _tiptoe(verb, change, sizes["right"], "right", "") or _say(verb, sizes["right"], ends["right"], "")
        return [(abs(sizes["right"]), said)]
    return [
        (abs(size), _tiptoe(verb, change, size, side, side) or _say(verb, size, ends[side], side))
        for side, size in sizes.items()
    ]


def _tiptoe(verb: _Verb, change: Change, size: float, side: str, said: str) -> str:
    """Say that a heel leaves the ground where the foot is pointed that carries."""
    if verb.joint != "ankle" or size > 0 or not change.on(side, ("foot", "toes")):
        return ""
    return f"rise on to the {said} toes".replace("  ", " ")


def _say(verb: _Verb, size: float, end: float, side: str) -> str:
    words = named(verb.grows if size > 0 else verb.shrinks, side)
    nearly = 5 * round(end / 5)
    if verb.ends and abs(end) < _NOTHING:
        return named(verb.ends, side)
    return f"{words} to {nearly} degrees" if verb.measured and size > 0 and nearly >= _WORTH_DEGREES else words


def _feet(change: Change) -> list[str]:
    """Say which feet step, or how both move."""
    feet = [part for part in change.pose.steps if parts.kind_of(part) == "foot"]
    if change.pose.air is not None or not feet:
        return []
    if len(feet) == 1:
        return [f"step with the {feet[0]}"]
    if abs(apart := _apart(change)) > _LIFTED:
        return ["move the feet apart" if apart > 0 else "move the feet together"]
    hips = [frame.posture.origin("pelvis") for frame in (change.before, change.after)]
    ends = [frame.posture.origin("right foot") for frame in (change.before, change.after)]
    away = float(np.linalg.norm(ends[1] - hips[1]) - np.linalg.norm(ends[0] - hips[0]))
    return ["walk the feet away" if away > 0 else "walk the feet in"]


def _body(change: Change) -> list[str]:
    """Say how the body rises or sinks between hands and feet that stay, or hangs from a bar."""
    hips, chest = change.rise("pelvis"), change.rise("thorax")
    if hips > _CLIMB and any({"box", "step"} & change.on(side, parts.FEET) for side in SIDES):
        return ["step up"]
    held = {surface for side in SIDES for surface in change.on(side, parts.ARM)}
    if "bar" in held:
        return ["pull the body up" if chest > 0 else "let the body down"] if abs(chest) > _LIFTED else []
    if "wall" in held and not change.pose.steps:
        way = change.after.posture.origin("thorax")[0] - change.before.posture.origin("thorax")[0]
        return ["bring the chest to the wall" if way > 0 else "push away from the wall"] if abs(way) > _LIFTED else []
    lean = [abs(frame.angle("torso")) for frame in (change.before, change.after)]
    lying = min(lean) > _TRUNK or abs(change.after.angle("roll")) > _TRUNK
    if lying and abs(hips) > _LIFTED and abs(hips) > abs(chest):
        return ["lift the hips" if hips > 0 else "lower the hips"]
    if held and lying and abs(chest) > _LIFTED:
        return ["push the chest up" if chest > 0 else "lower the chest"]
    return []


def _rolls(change: Change) -> list[str]:
    """Say on to what a body rolls."""
    on = {contact.part for contact in change.was.contacts}
    new = [c.part for c in change.pose.contacts if c.surface == "roller" and c.part not in on]
    return [f"roll on to the {join(together(new))}"] if new else []
