"""What one pose wants: a value and a pull for every unknown, what touches what, and what is held.

The pulls are a ladder: the author's angles are strong wishes, those of the base pose weaker ones, and joints
that a contact or balance decides are left nearly free. Contacts themselves are rules (`rules.py`), far
stronger than any wish.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import bases, parts, props
from handbook.figures.reading import spread
from handbook.figures.skeleton import DOFS, INDEX, OBJECTS, PLACES, SIDES, joint_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.figures.parts import Spot
    from handbook.figures.skeleton import Floats
    from handbook.figures.spec import Figure, Pose

ASKED, BASE, OTHER, LOOSE, PLACE = 0.45, 0.12, 0.03, 0.006, 1e-3
"""Pulls, a degree (PLACE: a cm)."""

_STIFFNESS = {
    "turn": 0.6,
    "roll": 0.3,
    "pelvis turn": 0.6,
    "twist": 0.3,
    "side bend": 0.3,
    "spine": 0.5,
    "neck": 0.12,
    "head turn": 0.2,
    "hip abduction": 0.06,
    "hip rotation": 0.12,
    "shoulder rotation": 0.03,
    "shoulder abduction": 0.04,
    "shrug": 0.6,
    "reach": 0.6,
    "toe": 0.08,
}
"""Pull towards zero where nothing is said: the trunk is stiff, the limbs are not."""

_BAR_ARMS = {
    "upper back": {"shoulder": -15, "shoulder abduction": 20, "shoulder rotation": 100, "elbow": 135},
    "front rack": {"shoulder": 45, "shoulder abduction": 10, "shoulder rotation": 20, "elbow": 140},
    "hips": {"shoulder": 15, "shoulder abduction": 15, "elbow": 10},
    "hands": {"shoulder": 0, "shoulder abduction": 8, "elbow": 0},
}
_ARM = ("shoulder", "shoulder abduction", "shoulder rotation", "elbow")
_MASSES = {
    "dumbbells": 0.15,
    "dumbbell": 0.15,
    "kettlebell": 0.2,
    "plate": 0.15,
    "medicine ball": 0.06,
    "landmine": 0.15,
    "cable": 0.0,
}
"""Load in each hand as a share of body mass, for balance."""
BAR_MASS = 0.5
RELEASE = 0.6
"""The part of the way to a pose at which a weight that changes its place leaves the hands."""
ON_THE_SIDE = 45.0
"""Roll (degrees) from which a person lies on a side."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One part on one surface, with the spots that touch (in an in-between, between those of two parts)."""

    part: str
    surface: str
    named: bool
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What one pose wants.

    `wish` and `pull` (DOFS); `held` maps a side to what its hand holds; `bar` says where the bar is
    (nothing: no bar); `standing`: only feet carry the body. `clear` is how high (cm) a stepping foot is
    on its way. `hanging` sides have no arm angle asked, so a
    weight hangs from a straight arm. `way` is the part of the way to the pose that an in-between has gone.
    """

    figure: Figure
    pose: Pose
    wish: Floats
    pull: Floats
    contacts: tuple[Contact, ...]
    held: Mapping[str, str]
    bar: str
    standing: bool
    balance: bool
    hands_at: str
    hanging: tuple[str, ...]
    clear: Mapping[str, float]
    way: float = 1.0

    @property
    def shared(self) -> str:
        """Name the one weight that both hands hold, or nothing."""
        right, left = (self.held.get(side, "") for side in SIDES)
        return right if right == left and right != "dumbbells" else ""


def place_of(figure: Figure, pose: Pose, kind: str) -> str:
    """Say where a prop is in this pose; nothing where the figure has no such prop."""
    prop = figure.prop(kind)
    return pose.places.get(kind, prop.at) if prop else ""


def plan_of(figure: Figure, pose: Pose) -> Plan:
    """Plan a pose."""
    contacts = tuple(Contact(c.part, c.surface, c.named, parts.spots(c.part)) for c in pose.contacts)
    held = _held(figure, pose)
    hands_at = pose.hands_at or _hands_at(figure, pose)
    wish, pull = _wishes(figure, pose, hands_at)
    feet = [c for c in contacts if parts.kind_of(c.part) in parts.FEET]
    grounded = {"floor", "box", "step", "wall"}
    standing = bool(feet) and len(feet) == len(contacts) and all(c.surface in grounded for c in feet)
    carried = {"bar", "armrests", "backrest", "pad", "foot plate", "wall"}
    balance = pose.balance and pose.air is None and not any(c.surface in carried for c in contacts)
    asked_arms = {dof.partition(" ")[0] for dof in pose.angles if joint_of(dof) in _ARM}
    bar = _bar(figure, pose)
    loaded = {side for side, kind in held.items() if _MASSES[kind]}
    loaded |= {*SIDES} if bar == "hands" and figure.prop("barbell") else set()
    hanging = tuple(side for side in SIDES if side in loaded and side not in asked_arms and not hands_at)
    return Plan(figure, pose, wish, pull, contacts, held, bar, standing, balance, hands_at, hanging, {})


def _bar(figure: Figure, pose: Pose) -> str:
    return place_of(figure, pose, "barbell") or ("hands" if figure.prop("lat pulldown") else "")


def mass_of(kind: str) -> float:
    """Give the load of one hand that holds this, as a share of body mass."""
    return _MASSES[kind]


def _held(figure: Figure, pose: Pose) -> dict[str, str]:
    """Map each side to the weight in its hand."""
    held: dict[str, str] = {}
    for kind in (*props.WEIGHTS, "landmine"):
        place = place_of(figure, pose, kind)
        one = place.partition(" ")[0]
        if place and place != "thrown":
            held.update(dict.fromkeys((one,) if one in SIDES else SIDES, kind))
    cable = figure.prop("cable")
    if cable and cable.choices.get("handle") == props.V_HANDLE:
        held.update(dict.fromkeys(SIDES, cable.kind))
    return held


def _hands_at(figure: Figure, pose: Pose) -> str:
    """Say where a weight that has a place on the body holds the hands."""
    for kind in props.WEIGHTS:
        place = place_of(figure, pose, kind)
        if place in {"chest", "thighs"}:
            return "knees" if place == "thighs" else place
    return ""


def _wishes(figure: Figure, pose: Pose, hands_at: str) -> tuple[Floats, Floats]:
    wish, pull = np.zeros(len(DOFS)), np.full(len(DOFS), OTHER)
    for i, dof in enumerate(DOFS):
        pull[i] = _STIFFNESS.get(joint_of(dof), OTHER)
        if dof in PLACES or dof in OBJECTS:
            pull[i] = PLACE
    for dof, angle in spread(bases.BY_NAME[pose.base].angles).items():
        wish[INDEX[dof]] = angle
        pull[INDEX[dof]] = max(BASE, pull[INDEX[dof]])
    arms = _BAR_ARMS.get(_bar(figure, pose), {})
    for dof, angle in spread(arms).items():
        wish[INDEX[dof]] = angle
    if hands_at:
        for dof in (f"{side} {joint}" for side in SIDES for joint in _ARM):
            wish[INDEX[dof]] = {"elbow": 90.0, "shoulder": 30.0}.get(joint_of(dof), 10.0)
            pull[INDEX[dof]] = 0.015
    first = pose.where == figure.poses[0].where
    for dof in _loose(pose, wish, first=first):
        pull[INDEX[dof]] = LOOSE
    for dof, angle in pose.angles.items():
        wish[INDEX[dof]], pull[INDEX[dof]] = angle, ASKED
    return wish, pull


def _loose(pose: Pose, wish: Floats, *, first: bool) -> list[str]:
    """List the joints that contacts and balance decide."""
    touching = {contact.part for contact in pose.contacts}
    loose = _loose_chain(pose, touching, rolled=abs(float(wish[INDEX["roll"]])) >= ON_THE_SIDE)
    if bases.BY_NAME[pose.base].free:
        loose.append("torso")
    for side in SIDES:
        if f"{side} foot" in touching or f"{side} toes" in touching:
            loose.append(f"{side} ankle")
        if f"{side} hand" in touching and not first:
            loose.append(f"{side} shoulder")
    if "head" in touching:
        loose.append("neck")
    return loose


def _loose_chain(pose: Pose, touching: set[str], *, rolled: bool) -> list[str]:
    """Free the rest of trunk and hips where one of them is asked for and the limb has a contact."""
    chain = {"torso": ""} | {f"{side} hip": side for side in SIDES}
    if rolled or not any(dof in pose.angles for dof in chain):
        return []
    held = {side for side in SIDES for part in ("foot", "toes", "knee") if f"{side} {part}" in touching}
    return [dof for dof, side in chain.items() if not side or side in held]
