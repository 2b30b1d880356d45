"""Say a figure in words: the alternative text of its picture, good enough to read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from handbook.figures import bases, parts, props
from handbook.figures.plan import place_of
from handbook.figures.reading import spread
from handbook.figures.skeleton import LIMB_JOINTS, SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.figures.solved import Frame, Solved
    from handbook.figures.spec import Figure, Pose

_STARTS = {
    "standing": "standing",
    "squat": "a squat",
    "sumo squat": "a wide squat",
    "hinge": "a hip hinge",
    "split": "a split stance, the right foot in front",
    "half-kneeling": "half-kneeling, the right foot in front",
    "kneeling": "kneeling upright",
    "quadruped": "on hands and knees",
    "plank": "a plank on the forearms",
    "high plank": "a plank on straight arms",
    "side plank": "a side plank on the right forearm",
    "kneeling side plank": "a side plank on the right forearm and knee",
    "side-lying": "lying on the right side",
    "supine": "lying on the back",
    "hook-lying": "lying on the back, knees bent, feet on the floor",
    "bridge": "a bridge, shoulders on the floor",
    "prone": "lying face down",
    "seated": "sitting",
    "sitting": "sitting on the floor, legs out in front",
    "v-sit": "sitting on the floor, leaning back",
    "hanging": "hanging from the bar",
    "roman chair": "in the back-extension bench",
}
_VIEWS = {
    "side": "from the side",
    "front": "from the front",
    "above": "from above",
    "quarter": "half from the front",
    "back": "from behind",
}
_PLACED = {
    "hands": "in the hands",
    "right hand": "in the right hand",
    "left hand": "in the left hand",
    "both hands": "in both hands",
    "upper back": "on the upper back",
    "front rack": "in front of the shoulders",
    "hips": "across the hips",
    "chest": "at the chest",
    "thighs": "on the thighs",
}
_NAMES = {"dumbbells": "dumbbells", "sliders": "sliders", "ball": "a stability ball", "roller": "a foam roller"}
_AT_LEAST = 12.0
"""Degrees: what moves less is not worth a word."""
_MOST = 4
_BLADE = 3.0
"""A centimetre of the shoulder blade is worth as many degrees."""


@dataclass(frozen=True, slots=True)
class _Verb:
    """How to say that an angle grows or shrinks; `{side}` and `{s}` are filled with the side and a plural s."""

    joint: str
    grows: str
    shrinks: str
    measured: bool = False


_VERBS = (
    _Verb("torso", "lean the trunk forward", "bring the trunk back"),
    _Verb("hip", "bend the {hip}", "straighten the {hip}", measured=True),
    _Verb("knee", "bend the {knee}", "straighten the {knee}", measured=True),
    _Verb("hip abduction", "take the {leg} out to the side", "bring the {leg} in"),
    _Verb("hip rotation", "turn the {leg} out", "turn the {leg} in"),
    _Verb("ankle", "pull the {foot} up", "point the {foot}"),
    _Verb("spine", "round the back", "arch the back"),
    _Verb("side bend", "bend the trunk to the right", "bend the trunk to the left"),
    _Verb("twist", "turn the trunk to the right", "turn the trunk to the left"),
    _Verb("pelvis turn", "turn the hips to the right", "turn the hips to the left"),
    _Verb("roll", "roll to the right", "roll to the left"),
    _Verb("shoulder", "raise the {arm} forward", "take the {arm} back"),
    _Verb("shoulder abduction", "raise the {arm} to the side", "bring the {arm} to the body"),
    _Verb("elbow", "bend the {elbow}", "straighten the {elbow}", measured=True),
    _Verb("neck", "bow the head", "lift the head"),
    _Verb("reach", "spread the shoulder blades", "squeeze the shoulder blades together"),
    _Verb("shrug", "lift the shoulders", "pull the shoulders down"),
)
_PLURALS = {"hip": "hips", "knee": "knees", "leg": "legs", "foot": "feet", "arm": "arms", "elbow": "elbows"}


def describe(figure: Figure, solved: Solved) -> str:
    """Say the figure: the start, then what moves from pose to pose, then the view. Two to five sentences."""
    said = [_start(figure)]
    poses = zip(pairwise(figure.poses), pairwise(solved.poses), strict=True)
    for (was, pose), (before, after) in poses:
        acts = [*_steps(pose), *_moves(before, after), *_rolls(was, pose)] or ["hold"]
        words = ("then " if len(said) > 1 else "") + ("jump: " if pose.air is not None else "") + _join(acts)
        said.append(words[0].upper() + words[1:] + _new_places(figure, was, pose) + ".")
    return " ".join([*said, f"Seen {_VIEWS[solved.view]}."])


def _start(figure: Figure) -> str:
    """Say the first pose: the base, what it asks beyond that, what it rests on, and the props."""
    first = figure.poses[0]
    base = _STARTS[first.base]
    lead = ("Hold" if base.startswith("a ") else "Stay") if len(figure.poses) == 1 else "Start"
    if base.startswith("a ") and lead == "Start":
        lead = "Start in"
    kit = [word for prop in figure.props if (word := _prop(figure, first, prop.kind))]
    clauses = [*_bent(first), *_rests(first)]
    with_kit = f", with {_join(kit)}" if kit else ""
    return f"{lead} {base}{''.join(f', {clause}' for clause in clauses)}{with_kit}."


def _bent(pose: Pose) -> list[str]:
    """Say the joints that the first pose bends otherwise than its base."""
    usual = spread(bases.BY_NAME[pose.base].angles)
    said = []
    for joint in ("hip", "knee", "elbow"):
        right, left = (pose.angles.get(f"{side} {joint}") for side in SIDES)
        for name, angle, side in (
            (_PLURALS[joint], right, "right"),
            (f"right {joint}", right, "right"),
            (f"left {joint}", left, "left"),
        ):
            both = name == _PLURALS[joint]
            if angle is None or both != (right == left) or abs(angle - usual.get(f"{side} {joint}", 0.0)) < _AT_LEAST:
                continue
            said.append(f"the {name} {f'bent to {angle:.0f} degrees' if angle >= _AT_LEAST else 'straight'}")
    return said


def _rests(pose: Pose) -> list[str]:
    """Say what the author puts on something other than the floor."""
    by_surface: dict[str, list[str]] = {}
    for contact in pose.contacts:
        if contact.named and contact.surface != "floor" and contact.part != "seat":
            by_surface.setdefault(contact.surface, []).append(contact.part)
    return [f"the {_join(_together(names))} on the {surface}" for surface, names in by_surface.items()]


def _together(names: list[str]) -> list[str]:
    """Say right and left of the same as one: `heels`."""
    said: list[str] = []
    for name in names:
        part = parts.part(name)
        both = part.sided and {f"{side} {part.name}" for side in SIDES} <= set(names)
        said.append(part.plural if both else name)
    return list(dict.fromkeys(said))


def _steps(pose: Pose) -> list[str]:
    """Say which feet step."""
    feet = [part for part in pose.steps if parts.kind_of(part) == "foot"]
    if not feet or pose.air is not None:
        return []
    return ["step to a new place"] if len(feet) > 1 else [f"step with the {feet[0]}"]


def _rolls(before: Pose, after: Pose) -> list[str]:
    """Say on to what a body rolls."""
    on = {contact.part for contact in before.contacts}
    new = [contact.part for contact in after.contacts if contact.surface == "roller" and contact.part not in on]
    return [f"roll on to the {_join(_together(new))}"] if new else []


def _prop(figure: Figure, pose: Pose, kind: str) -> str:
    """Name a prop and where it is; nothing for what the base pose has named already."""
    place = place_of(figure, pose, kind)
    name = _NAMES.get(kind) or f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    if kind in {"pull-up bar", "back-extension bench"} and bases.BY_NAME[pose.base].name in {"hanging", "roman chair"}:
        return ""
    if kind in props.ANCHORED:
        return f"{name} to {place if place == 'both hands' else f'the {place}'}"
    if kind == "mini band":
        return f"{name} round the {place}"
    return f"{name} {_PLACED.get(place, '')}".strip()


def _new_places(figure: Figure, before: Pose, pose: Pose) -> str:
    """Say where a prop goes in this pose."""
    moved = []
    for kind in (prop.kind for prop in figure.props):
        place = place_of(figure, pose, kind)
        if place != place_of(figure, before, kind):
            moved.append(f"the {kind} {'flies to the wall' if place == 'thrown' else _PLACED.get(place, place)}")
    return f", {_join(moved)}" if moved else ""


def _moves(before: Frame, after: Frame) -> list[str]:
    """List the largest changes of angle in words, the same change of both sides as one."""
    changes: list[tuple[float, int, str]] = []
    for i, verb in enumerate(_VERBS):
        if verb.joint not in LIMB_JOINTS:
            change = after.angle(verb.joint) - before.angle(verb.joint)
            changes.append((abs(change), i, verb.grows if change > 0 else verb.shrinks))
            continue
        changes += [(size, i, words) for size, words in _sides(verb, before, after)]
    large = sorted((c for c in changes if c[0] >= _AT_LEAST), key=lambda c: (-round(c[0]), c[1], c[2]))[:_MOST]
    return [words for _, _, words in sorted(large, key=lambda c: (c[1], c[2]))]


def _sides(verb: _Verb, before: Frame, after: Frame) -> list[tuple[float, str]]:
    ends = {side: after.angle(f"{side} {verb.joint}") for side in SIDES}
    factor = _BLADE if verb.joint in {"reach", "shrug"} else 1.0
    changes = {side: factor * (ends[side] - before.angle(f"{side} {verb.joint}")) for side in SIDES}
    right, left = changes["right"], changes["left"]
    if abs(right - left) < _AT_LEAST and abs(ends["right"] - ends["left"]) < _AT_LEAST:
        return [(abs(right), _say(verb, right, ends["right"], ""))]
    return [(abs(changes[side]), _say(verb, changes[side], ends[side], side)) for side in SIDES]


def _say(verb: _Verb, change: float, end: float, side: str) -> str:
    words = verb.grows if change > 0 else verb.shrinks
    for one, many in _PLURALS.items():
        words = words.replace(f"{{{one}}}", f"{side} {one}" if side else many)
    nearly = 5 * round(end / 5)
    return f"{words} to {nearly} degrees" if verb.measured and change > 0 and nearly > 0 else words


def _join(words: Iterable[str]) -> str:
    """Join with commas and an `and`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
