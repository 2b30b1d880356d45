"""Say a figure in words: the alternative text of its picture, good enough to read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.figures.plan import place_of
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
    "quadruped": "hands and knees",
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
    "roman chair": "the back-extension bench, body straight",
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
    "knees": "round the knees",
    "ankles": "round the ankles",
    "feet": "round the feet",
}
_NAMES = {"dumbbells": "dumbbells", "wall": "a wall", "sliders": "sliders", "mat": "a mat"}
_AT_LEAST = 12.0
"""Degrees: what moves less is not worth a word."""
_MOST = 4


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
    _Verb("ankle", "pull the {foot} up", "push the {foot} down"),
    _Verb("spine", "round the back", "arch the back"),
    _Verb("side bend", "bend the trunk to the right", "bend the trunk to the left"),
    _Verb("twist", "turn the trunk to the right", "turn the trunk to the left"),
    _Verb("pelvis turn", "turn the hips to the right", "turn the hips to the left"),
    _Verb("roll", "roll to the right", "roll to the left"),
    _Verb("shoulder", "raise the {arm} forward", "take the {arm} back"),
    _Verb("shoulder abduction", "raise the {arm} to the side", "bring the {arm} to the body"),
    _Verb("elbow", "bend the {elbow}", "straighten the {elbow}", measured=True),
    _Verb("neck", "bow the head", "lift the head"),
)
_PLURALS = {"hip": "hips", "knee": "knees", "leg": "legs", "foot": "feet", "arm": "arms", "elbow": "elbows"}


def describe(figure: Figure, solved: Solved) -> str:
    """Say the figure: the start, then what moves from pose to pose, then the view. One to five sentences."""
    said = [_start(figure)]
    for before, after, pose in zip(solved.poses, solved.poses[1:], figure.poses[1:], strict=False):
        moves = _moves(before, after)
        lead = "Then " if len(said) > 1 else ""
        words = _join(moves) if moves else "hold"
        if pose.air is not None:
            words = f"jump: {words}"
        sentence = lead + words
        said.append(sentence[0].upper() + sentence[1:] + _new_places(figure, pose) + ".")
    return " ".join([*said, f"Seen {_VIEWS[solved.view]}."])


def _start(figure: Figure) -> str:
    first = figure.poses[0]
    props = [word for prop in figure.props if (word := _prop(figure, first, prop.kind))]
    with_props = f", with {_join(props)}" if props else ""
    lead = "Hold" if len(figure.poses) == 1 else "Start in" if _STARTS[first.base].startswith("a ") else "Start"
    on = " on" if first.base in {"quadruped", "roman chair"} else " from" if first.base == "x" else ""
    return f"{lead}{on} {_STARTS[first.base]}{with_props}."


def _prop(figure: Figure, pose: Pose, kind: str) -> str:
    """Name a prop and where it is."""
    place = place_of(figure, pose, kind)
    name = _NAMES.get(kind) or f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    if kind in {"cable", "band"}:
        return f"{name} to the {place}"
    if kind == "mini band":
        return f"{name} {'round the thighs' if place == 'thighs' else _PLACED.get(place, '')}".strip()
    return f"{name} {_PLACED.get(place, '')}".strip()


def _new_places(figure: Figure, pose: Pose) -> str:
    """Say where a prop goes in this pose."""
    moved = []
    for kind, place in pose.places.items():
        prop = figure.prop(kind)
        if prop and place != prop.at:
            moved.append(f"the {kind} {'flies' if place == 'thrown' else _PLACED.get(place, '')}".strip())
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
    changes = {side: ends[side] - before.angle(f"{side} {verb.joint}") for side in SIDES}
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
