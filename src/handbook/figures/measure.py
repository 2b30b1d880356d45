"""Measure a solved pose: gaps, slips, balance and the bar, and round what is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts, props
from handbook.figures.placing import placed
from handbook.figures.plan import BAR_MASS, mass_of
from handbook.figures.scene import Scene
from handbook.figures.skeleton import MASSES, SIDES, forward
from handbook.figures.solved import Frame, Touch
from handbook.figures.surfaces import level, rolled, wall_at
from handbook.figures.world import pinned

if TYPE_CHECKING:
    from handbook.figures.parts import Spot
    from handbook.figures.plan import Contact, Plan
    from handbook.figures.skeleton import Floats
    from handbook.figures.world import World

_DIGITS = 2
"""Unknowns are rounded to this many digits before anything is drawn, so that every machine draws the same."""


def frame_of(plan: Plan, q: Floats, seen: World, world: World, *, settled: bool) -> Frame:
    """Turn a solution into a frame: round it, then measure and place everything from the rounded values.

    `seen` is the world as it was when the pose was solved, `world` as all poses have decided it.
    """
    angles = tuple(round(float(value), _DIGITS) + 0.0 for value in q)
    rounded = np.array(angles)
    scene = Scene(plan, forward(rounded), rounded, seen)
    return Frame(
        angles=angles,
        posture=scene.posture,
        hands=(_hand(plan, "right"), _hand(plan, "left")),
        props=placed(replace(scene, world=world)),
        touches=_touches(scene),
        weight=_weight(scene),
        support=_support(scene),
        bar=_bar_off(scene),
        settled=settled,
    )


def _hand(plan: Plan, side: str) -> str:
    """Say how a hand is held."""
    touching = {contact.part: contact.surface for contact in plan.contacts}
    surface = touching.get(f"{side} hand", "")
    pulls = any(p.kind in props.ANCHORED and p.at in {"hands", "both hands", f"{side} hand"} for p in plan.figure.props)
    if plan.bar or side in plan.held or surface == "bar" or f"{side} forearm" in touching or pulls:
        return "fist"
    return "flat" if surface else "open"


def _touches(scene: Scene) -> tuple[Touch, ...]:
    found = []
    for contact in scene.plan.contacts:
        gap = max((_gap(scene, contact, spot) for spot in contact.spots), key=abs)
        slip = max(_slip(scene, contact, spot) for spot in contact.spots)
        found.append(Touch(contact.part, contact.surface, round(gap, 3), round(slip, 3), contact.named))
    return (*found, *_grips(scene))


def _grips(scene: Scene) -> list[Touch]:
    """Measure the hands on a bar that moves with them."""
    found = []
    if scene.plan.bar:
        bar = np.array([scene.unknown("bar x"), scene.unknown("bar y")])
        for side in SIDES:
            gap = float(np.hypot(*(scene.grip(side)[:2] - bar)))
            found.append(Touch(f"{side} hand", "barbell", round(gap, 3), 0.0, named=False))
    holders = [side for side, kind in scene.plan.held.items() if kind == "landmine"]
    if holders and scene.world.pivot is not None:
        hand = np.mean([scene.grip(side) for side in holders], axis=0)
        gap = float(np.linalg.norm(hand - scene.world.pivot)) - scene.size("landmine", "length")
        found += [Touch(f"{side} hand", "landmine", round(gap, 3), 0.0, named=False) for side in holders]
    return found


def _gap(scene: Scene, contact: Contact, spot: Spot) -> float:
    """Give the distance (cm) between a spot and what it should touch; less than nothing where it sinks in."""
    place, surface = scene.at(spot), contact.surface
    height = level(surface, scene.plan)
    if height is not None:
        return float(place[1]) - spot.radius - height
    if surface == "ball":
        ball = scene.size("ball", "size") / 2
        return float(np.linalg.norm(place - [scene.unknown("ball x"), ball, 0.0])) - ball - spot.radius
    if surface == "roller":
        roller = scene.size("roller", "size") / 2
        along = float(place[2 if rolled(scene.plan) else 0]) - scene.unknown("roller")
        return float(np.hypot(along, float(place[1]) - roller)) - roller - spot.radius
    if surface == "wall":
        at = wall_at(scene.plan)
        return (float(place[0]) - at) * (-1 if at > 0 else 1) - spot.radius
    return _gap_to_fitted(scene, contact, spot)


def _gap_to_fitted(scene: Scene, contact: Contact, spot: Spot) -> float:
    """Give the gap to what fitted itself to the person, or was gripped."""
    place, surface = scene.at(spot), contact.surface
    if surface == "bar":
        grip = scene.grip(parts.side_of(contact.part))
        return float(np.hypot(grip[0], grip[1] - scene.size("pull-up bar", "height")))
    if surface == "bench edge" and scene.world.edge is not None:
        height = scene.size("bench", "height")
        return float(np.hypot(place[0] - scene.world.edge, place[1] - height)) - spot.radius
    pin = scene.world.pins.get((spot.key, surface))
    if pin is None:
        return 0.0
    return float(place[0]) - pin[0] if surface == "backrest" else float(np.linalg.norm(place - pin))


def _slip(scene: Scene, contact: Contact, spot: Spot) -> float:
    """Give how far a spot has moved along the surface where it was pinned (cm)."""
    pin = pinned(scene.plan, scene.world, contact, spot)
    if pin is None or contact.surface == "bar":
        return 0.0
    place = scene.at(spot)
    up_or_along = 1 if contact.surface == "wall" else 0
    return float(np.hypot(place[up_or_along] - pin[up_or_along], place[2] - pin[2]))


def _weight(scene: Scene) -> tuple[float, float, float]:
    """Give the centre of mass of body and load (cm)."""
    plan = scene.plan
    masses = [(scene.posture.at(segment, offset), mass) for segment, offset, mass in MASSES]
    for side, kind in plan.held.items():
        masses.append((scene.grip(side), mass_of(kind) / (2 if plan.shared else 1)))
    if plan.bar and plan.figure.prop("barbell"):
        masses.append((np.array([scene.unknown("bar x"), scene.unknown("bar y"), 0.0]), BAR_MASS))
    total = sum(mass for _, mass in masses)
    x, y, z = sum((place * mass for place, mass in masses), np.zeros(3)) / total
    return round(float(x), _DIGITS), round(float(y), _DIGITS), round(float(z), _DIGITS)


def _support(scene: Scene) -> tuple[float, float] | None:
    """Give the least and the greatest x that carry the body; None where something else holds it."""
    if not scene.plan.balance or not scene.plan.contacts:
        return None
    edges = []
    for contact in scene.plan.contacts:
        reach = parts.part(contact.part).reach
        if contact.surface == "ball":
            places = [scene.unknown("ball x")]
        else:
            places = [float(scene.at(spot)[0]) for spot in contact.spots]
        edges += [p + d for p in places for d in (-reach, reach)]
    return round(min(edges), _DIGITS), round(max(edges), _DIGITS)


def _bar_off(scene: Scene) -> float | None:
    """Give how far (cm) a bar in the hands of a standing person is from mid-foot."""
    plan = scene.plan
    if not (plan.standing and plan.bar == "hands" and plan.figure.prop("barbell")):
        return None
    feet = sorted({parts.side_of(contact.part) for contact in plan.contacts})
    if not feet:
        return None
    heels = np.mean([scene.at(parts.HEEL.on(side))[0] for side in feet])
    balls = np.mean([scene.at(parts.BALL_OF_FOOT.on(side))[0] for side in feet])
    return round(scene.unknown("bar x") - float(0.55 * heels + 0.45 * balls), _DIGITS)
