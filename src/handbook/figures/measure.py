"""Measure a solved pose: gaps, slips, balance and the bar, and round what is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts, props
from handbook.figures.placing import placed
from handbook.figures.plan import BAR_MASS, mass_of
from handbook.figures.rules import FIXED, PINNED, level, pinned, rolled, size, wall_at
from handbook.figures.skeleton import INDEX, MASSES, SIDES, forward
from handbook.figures.solved import Frame, Touch

if TYPE_CHECKING:
    from handbook.figures.parts import Spot
    from handbook.figures.plan import Contact, Plan
    from handbook.figures.rules import World
    from handbook.figures.skeleton import Floats, Posture

_DIGITS = 2
"""Unknowns are rounded to this many digits before anything is drawn, so that every machine draws the same."""


def frame_of(plan: Plan, q: Floats, seen: World, world: World, *, settled: bool) -> Frame:
    """Turn a solution into a frame: round it, then measure and place everything from the rounded values.

    `seen` is the world as it was when the pose was solved, `world` as all poses have decided it.
    """
    angles = tuple(round(float(value), _DIGITS) + 0.0 for value in q)
    rounded = np.array(angles)
    posture = forward(rounded)
    weight = _weight(plan, posture, rounded)
    return Frame(
        angles,
        posture,
        _hands(plan),
        placed(plan, posture, rounded, world),
        _touches(plan, posture, rounded, seen),
        weight,
        _support(plan, posture, rounded),
        _bar_off(plan, posture, rounded),
        settled,
    )


def _at(posture: Posture, spot: Spot) -> Floats:
    return posture.at(spot.segment, spot.offset)


def _hands(plan: Plan) -> tuple[str, str]:
    """Say how the right and the left hand are held."""
    touching = {contact.part: contact.surface for contact in plan.contacts}
    pulled = [prop.at for prop in plan.figure.props if prop.kind in props.ANCHORED]

    def one(side: str) -> str:
        surface = touching.get(f"{side} hand", "")
        if plan.bar or side in plan.held or surface == "bar" or f"{side} forearm" in touching:
            return "fist"
        if any(at in {"hands", "both hands", f"{side} hand"} for at in pulled):
            return "fist"
        return "flat" if surface else "open"

    return one("right"), one("left")


def _touches(plan: Plan, posture: Posture, q: Floats, world: World) -> tuple[Touch, ...]:
    found = []
    for contact in plan.contacts:
        gap = max((_gap(plan, contact, spot, posture, q, world) for spot in contact.spots), key=abs)
        slip = max(_slip(plan, contact, spot, posture, world) for spot in contact.spots)
        found.append(Touch(contact.part, contact.surface, round(gap, 3), round(slip, 3), contact.named))
    if plan.bar:
        bar = np.array([q[INDEX["bar x"]], q[INDEX["bar y"]]])
        for side in SIDES:
            gap = float(np.hypot(*(_at(posture, parts.GRIP.on(side))[:2] - bar)))
            found.append(Touch(f"{side} hand", "barbell", round(gap, 3), 0.0, named=False))
    return tuple(found)


def _gap(plan: Plan, contact: Contact, spot: Spot, posture: Posture, q: Floats, world: World) -> float:
    """Give the distance (cm) between a spot and what it should touch; less than nothing where it sinks in."""
    place, surface = _at(posture, spot), contact.surface
    height = level(surface, plan)
    if height is not None:
        return float(place[1]) - spot.radius - height
    if surface == "ball":
        ball = size(plan, "ball", "size") / 2
        return float(np.linalg.norm(place - [q[INDEX["ball x"]], ball, 0.0])) - ball - spot.radius
    if surface == "roller":
        roller = size(plan, "roller", "size") / 2
        along = float(place[2 if rolled(plan) else 0]) - float(q[INDEX["roller"]])
        return float(np.hypot(along, float(place[1]) - roller)) - roller - spot.radius
    if surface == "wall":
        at = wall_at(plan)
        return (float(place[0]) - at) * (-1 if at > 0 else 1) - spot.radius
    return _gap_to_fitted(plan, contact, spot, posture, world)


def _gap_to_fitted(plan: Plan, contact: Contact, spot: Spot, posture: Posture, world: World) -> float:
    """Give the gap to what fitted itself to the person, or was gripped."""
    place, surface = _at(posture, spot), contact.surface
    if surface == "bar":
        side = parts.side_of(contact.part)
        grip = _at(posture, parts.GRIP.on(side))
        return float(np.hypot(grip[0], grip[1] - size(plan, "pull-up bar", "height")))
    if surface == "bench edge" and world.edge is not None:
        height = size(plan, "bench", "height")
        return float(np.hypot(place[0] - world.edge, place[1] - height)) - spot.radius
    pin = world.pins.get((spot.key, surface))
    if pin is None:
        return 0.0
    return float(place[0]) - pin[0] if surface == "backrest" else float(np.linalg.norm(place - pin))


def _slip(plan: Plan, contact: Contact, spot: Spot, posture: Posture, world: World) -> float:
    """Give how far a spot has moved along the surface where it was pinned (cm)."""
    pin = pinned(plan, world, contact, spot)
    if pin is None or contact.surface not in (*PINNED, *FIXED) or contact.surface == "bar":
        return 0.0
    place = _at(posture, spot)
    return float(np.hypot(place[0] - pin[0], place[2] - pin[2]))


def _weight(plan: Plan, posture: Posture, q: Floats) -> tuple[float, float, float]:
    """Give the centre of mass of body and load (cm)."""
    masses = [(posture.at(segment, offset), mass) for segment, offset, mass in MASSES]
    shared = len(plan.held) == 2 and "dumbbells" not in plan.held.values()
    for side, kind in plan.held.items():
        masses.append((_at(posture, parts.GRIP.on(side)), mass_of(kind) / (2 if shared else 1)))
    if plan.bar and plan.figure.prop("barbell"):
        masses.append((np.array([q[INDEX["bar x"]], q[INDEX["bar y"]], 0.0]), BAR_MASS))
    total = sum(mass for _, mass in masses)
    x, y, z = sum((place * mass for place, mass in masses), np.zeros(3)) / total
    return round(float(x), _DIGITS), round(float(y), _DIGITS), round(float(z), _DIGITS)


def _support(plan: Plan, posture: Posture, q: Floats) -> tuple[float, float] | None:
    """Give the least and the greatest x that carry the body; None where something else holds it."""
    if not plan.balance or not plan.contacts:
        return None
    edges = []
    for contact in plan.contacts:
        reach = parts.part(contact.part).reach
        if contact.surface == "ball":
            places = [float(q[INDEX["ball x"]])]
        else:
            places = [float(_at(posture, spot)[0]) for spot in contact.spots]
        edges += [p + d for p in places for d in (-reach, reach)]
    return round(min(edges), _DIGITS), round(max(edges), _DIGITS)


def _bar_off(plan: Plan, posture: Posture, q: Floats) -> float | None:
    """Give how far (cm) a bar that hangs from the hands of a standing person is from mid-foot."""
    if not (plan.standing and plan.bar == "hands" and plan.figure.prop("barbell")):
        return None
    feet = {parts.side_of(contact.part) for contact in plan.contacts}
    heels = np.mean([_at(posture, parts.HEEL.on(side))[0] for side in SIDES if side in feet])
    balls = np.mean([_at(posture, parts.BALL_OF_FOOT.on(side))[0] for side in SIDES if side in feet])
    return round(float(q[INDEX["bar x"]] - 0.55 * heels - 0.45 * balls), _DIGITS)
