"""Say a figure in words: the alternative text of its picture, good enough to read aloud."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from handbook.figures import bases, parts, props
from handbook.figures.actions import actions
from handbook.figures.arms import HANDS
from handbook.figures.change import Change, join, together
from handbook.figures.plan import place_of
from handbook.figures.reading import spread
from handbook.figures.skeleton import SIDES

if TYPE_CHECKING:
    from handbook.figures.solved import Solved
    from handbook.figures.spec import Figure, Pose, Prop

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
    "bridge": "a bridge",
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
    "shoulders": "on the shoulders",
}
_NAMES = {"dumbbells": "dumbbells", "sliders": "sliders", "ball": "a stability ball", "roller": "a foam roller"}
_LYING_IN = {"couch": "on a leg curl machine", "armrests": "in a captain's chair", "pad": "in the back-extension bench"}
_MACHINES = {"lat pulldown": "at a lat pulldown", "leg extension machine": "in a leg extension machine"}
_SAID_BY_BASE = {"hanging": "pull-up bar", "roman chair": "back-extension bench"}
_TURNED = (
    ("spine", "the back rounded", "the back arched"),
    ("side bend", "the trunk bent to the right", "the trunk bent to the left"),
    ("twist", "the trunk turned to the right", "the trunk turned to the left"),
)
_LOW, _HIGH, _AT_LEAST = 40.0, 160.0, 12.0
"""Anchors up to this height (cm) are low, from this on high; degrees that are worth a word."""


def describe(figure: Figure, solved: Solved) -> str:
    """Say the figure: the start, then what moves from pose to pose, then the view. Two to five sentences."""
    said = [_start(figure)]
    for (was, pose), (before, after) in zip(pairwise(figure.poses), pairwise(solved.poses), strict=True):
        acts = join(actions(Change(was, pose, before, after)))
        leap = "jump: " if pose.air is not None else f"land{_landing(figure, pose)}: " if was.air is not None else ""
        words = ("then " if len(said) > 1 else "") + leap + acts
        said.append(words[0].upper() + words[1:] + _new_places(figure, was, pose) + ".")
    return " ".join([*said, f"Seen {_VIEWS[solved.view]}."])


def _landing(figure: Figure, pose: Pose) -> str:
    surfaces = [contact.surface for contact in pose.contacts if contact.surface != "floor"]
    return f" on the {_thing(figure, surfaces[0]).partition(' ')[2]}" if surfaces else ""


def _start(figure: Figure) -> str:
    """Say the first pose: the base, what it rests on, what it bends beyond that, the hands, and what is there."""
    first = figure.poses[0]
    base = _STARTS[first.base]
    if any(contact.surface == "armrests" for contact in first.contacts):
        base = "held up on the forearms"
    lead = ("Hold" if base.startswith("a ") else "Stay") if len(figure.poses) == 1 else "Start"
    if base.startswith("a ") and lead == "Start":
        lead = "Start in"
    where = _where(figure, first)
    clauses = [*_rests(figure, first), *_bent(first), *_held(figure, first)]
    kit = [word for prop in figure.props if (word := _prop(figure, first, prop))]
    with_kit = f", with {join(kit)}" if kit else ""
    return f"{lead} {base}{where}{''.join(f', {clause}' for clause in clauses)}{with_kit}."


def _where(figure: Figure, pose: Pose) -> str:
    """Say what the whole body is in or on: a machine, a chair, a mat."""
    surfaces = {contact.surface for contact in pose.contacts}
    seats = [c.surface for c in pose.contacts if c.part == "seat" and c.surface in {"bench", "box"}]
    places = [words for surface, words in _LYING_IN.items() if surface in surfaces and pose.base != "roman chair"]
    places += [words for kind, words in _MACHINES.items() if figure.prop(kind)]
    places += [f"on {_thing(figure, surface)}" for surface in seats]
    places += ["on a mat"] if figure.prop("mat") else []
    return f" {places[0]}" if places else ""


def _thing(figure: Figure, surface: str) -> str:
    """Name what has a surface: a box to sit on is a chair."""
    if surface == "box":
        sat_on = any(c.part == "seat" and c.surface == "box" for pose in figure.poses for c in pose.contacts)
        return "a chair" if sat_on else "a box"
    if surface in {"bench edge", "floor"}:
        return "the edge of a bench" if surface == "bench edge" else "the floor"
    return _NAMES.get(surface) or ("an" if surface[0] in "aeiou" else "a") + f" {surface}"


def _bent(pose: Pose) -> list[str]:
    """Say the joints that the first pose bends otherwise than its base."""
    usual = spread(bases.BY_NAME[pose.base].angles)
    turns = {joint: pose.angles.get(joint, 0.0) for joint, *_ in _TURNED}
    said = [ways[turns[joint] < 0] for joint, *ways in _TURNED if abs(turns[joint]) >= _AT_LEAST]
    for joint, many in (("hip", "hips"), ("knee", "knees"), ("elbow", "elbows")):
        angles = {side: pose.angles.get(f"{side} {joint}") for side in SIDES}
        told = {s: a for s, a in angles.items() if a is not None and a > -_AT_LEAST}
        news = {s: a for s, a in told.items() if abs(a - usual.get(f"{s} {joint}", 0)) >= _AT_LEAST}
        if len(news) == len(SIDES) and len(set(news.values())) == 1:
            said.append(f"the {many} {_angle(news['right'])}")
        else:
            said += [f"the {side} {joint} {_angle(angle)}" for side, angle in news.items()]
    return said


def _angle(degrees: float) -> str:
    return f"bent to {degrees:.0f} degrees" if degrees >= _AT_LEAST else "straight"


def _rests(figure: Figure, pose: Pose) -> list[str]:
    """Say what the author puts on something other than the floor."""
    by_surface: dict[str, list[str]] = {}
    for contact in pose.contacts:
        kneels = parts.kind_of(contact.part) == "knee" and pose.base in {"plank", "high plank"}
        said = contact.part == "seat" or contact.surface in {"seat", *_LYING_IN}
        if contact.named and not said and (contact.surface != "floor" or kneels):
            by_surface.setdefault(contact.surface, []).append(contact.part)
    return [
        f"the {join(together(names))} {_leaning(surface) or f'on {_thing(figure, surface)}'}"
        for surface, names in by_surface.items()
    ]


def _leaning(surface: str) -> str:
    """Say what one leans on rather than stands or lies on."""
    return {
        "wall": "against a wall",
        "backrest": "against the back rest",
        "foot plate": "against the foot plate",
    }.get(surface, "")


def _held(figure: Figure, pose: Pose) -> list[str]:
    """Say where free hands are held."""
    weighted = {"both hands", "chest", "hands", "thighs"}
    carrying = any(place_of(figure, pose, prop.kind) in weighted for prop in figure.props)
    return [f"the hands {HANDS[pose.hands_at]}"] if pose.hands_at and not carrying else []


def _prop(figure: Figure, pose: Pose, prop: Prop) -> str:
    """Name a prop and where it is; nothing for what has been said with the body."""
    kind, place = prop.kind, place_of(figure, pose, prop.kind)
    touched = {contact.surface for contact in pose.contacts}
    if kind in {"mat", *_MACHINES, _SAID_BY_BASE.get(pose.base)} or touched & {*props.BY_NAME[kind].surfaces}:
        return ""
    return _line(prop, place) if kind in props.ANCHORED else _standing(figure, prop, place)


def _standing(figure: Figure, prop: Prop, place: str) -> str:
    """Name a prop that is no line, and where it is."""
    kind = prop.kind
    if kind == "mini band":
        return f"a mini band round the {place}"
    if kind == "wall":
        return f"a wall {'in front' if prop.sizes['at'] > 0 else 'behind'}"
    if kind in {"box", "step", "bench"}:
        return f"{_thing(figure, kind)} {'behind' if prop.sizes.get('at', 0.0) < 0 else 'in front'}"
    if props.BY_NAME[kind].places[0] and kind.endswith("machine"):
        return f"the pad of a {kind} {_PLACED[place]}"
    name = _NAMES.get(kind) or ("an" if kind[0] in "aeiou" else "a") + f" {kind}"
    return f"{name} {_PLACED.get(place, '')}".strip()


def _line(prop: Prop, place: str) -> str:
    """Say from where to where a cable or a band goes."""
    hold = place if place == "both hands" else f"the {place}"
    origin = prop.choices.get("from", "post")
    if prop.kind == "band" and origin == "post" and "sized" not in prop.choices:
        return "a band between the hands"
    if origin in {"feet", "right foot", "left foot"}:
        return f"a band from under the {origin} to {hold}"
    if origin == "bar":
        return f"a band from the bar to {hold}"
    height = prop.sizes["height"]
    level = "low " if height <= _LOW else "high " if height >= _HIGH else ""
    side = prop.choices.get("side", "middle")
    behind = "behind" if prop.sizes["at"] < 0 else "in front"
    return f"a {level}{prop.kind} from {behind if side == 'middle' else f'the {side}'} to {hold}"


def _new_places(figure: Figure, before: Pose, pose: Pose) -> str:
    """Say where a prop goes in this pose, unless the arms have taken it there."""
    said = ""
    for kind in (prop.kind for prop in figure.props):
        place = place_of(figure, pose, kind)
        if place == "thrown" != place_of(figure, before, kind):
            said += f"; the {kind} flies to the wall"
        elif place not in {place_of(figure, before, kind), "hands"}:
            said += f", the {kind} {_PLACED.get(place, place)}"
    return said
