"""The rules of a pose: contacts, stance, grips, balance and the floor, as equations over places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.figures import bases, parts, props
from handbook.figures.contacts import CONTACT, Site, hold
from handbook.figures.plan import BAR_MASS, mass_of
from handbook.figures.skeleton import MASSES, SIDES, forward, joint_of
from handbook.figures.surfaces import size
from handbook.figures.system import Rules
from handbook.figures.world import X, Y, Z, pinned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.figures.parts import Key
    from handbook.figures.plan import Plan
    from handbook.figures.system import System, Term
    from handbook.figures.world import World

GRIP, FLOOR, HELD_AT = 8.0, 6.0, 2.0
BAR_GRIPS = {"upper back": 40.0, "front rack": 25.0, "hips": 30.0, "hands": 25.0}
BAR_PLACES: Mapping[str, Key] = {
    "upper back": ("thorax", (-8.5, 22.5, 0.0)),
    "front rack": ("thorax", (12.0, 20.5, 0.0)),
    "hips": ("pelvis", (11.5, 1.0, 0.0)),
}
_LEVEL = 1.0
"""Feet within so many cm of each other are level."""
_ROUND = ("ball", "roller")
_TOGETHER = {"kettlebell": 7.0, "dumbbell": 7.0, "landmine": 7.0, "cable": 13.0, "plate": 34.0}


def system_of(plan: Plan, world: World, *, rough: bool = False) -> System:
    """Write down all rules of a pose. `rough` puts round props right under what they carry, to begin with."""
    rules = Rules(plan.wish, plan.pull)
    for contact in plan.contacts:
        for spot in contact.spots:
            hold(Site(rules, plan, world, contact, spot, rough))
    _floor(rules, plan)
    _stance(rules, plan, world)
    _bar(rules, plan)
    _weights(rules, plan)
    _hands(rules, plan)
    _landmine(rules, plan, world)
    _balance(rules, plan, world)
    return rules.system()


def _floor(rules: Rules, plan: Plan) -> None:
    """Keep everything above the floor, but for hands that lie on it."""
    down = {parts.side_of(c.part) for c in plan.contacts if parts.kind_of(c.part) in parts.ARM}
    for spot in parts.FLOOR_SPOTS:
        if not (spot.segment.endswith(" hand") and spot.segment.partition(" ")[0] in down):
            feet = spot.segment.endswith((" foot", " toes"))
            clear = plan.clear.get(parts.side_of(spot.segment), 0.0) if feet else 0.0
            rules.at_most([(rules.point(spot.key), Y, -1)], -spot.radius - clear, FLOOR)
    if plan.pose.air is not None:
        _air(rules, plan, plan.pose.air)
        rules.equal(_weight_terms(rules, plan, X), plan.pose.shift, 1.0)


def _air(rules: Rules, plan: Plan, height: float) -> None:
    """Keep both feet off the ground, the lower one as high as the jump."""
    wished = forward(plan.wish)
    balls = sorted((parts.BALL_OF_FOOT.on(side) for side in SIDES), key=lambda spot: wished.at(*spot.key)[1])
    same = float(wished.at(*balls[1].key)[1] - wished.at(*balls[0].key)[1]) < _LEVEL
    for ball in balls if same else balls[:1]:
        rules.equal([(rules.point(ball.key), Y, 1)], ball.radius + height, 3.0)
    rules.at_most([(rules.point(balls[1].key), Y, -1)], -balls[1].radius - height, 3.0)


def _stance(rules: Rules, plan: Plan, world: World) -> None:
    """Hold the feet as far apart as the stance says, where nothing else decides it."""
    stance = plan.pose.stance if plan.pose.stance is not None else bases.BY_NAME[plan.pose.base].stance
    for contact in plan.contacts:
        side = parts.side_of(contact.part)
        free = pinned(plan, world, contact, contact.spots[0]) is None
        told = plan.pose.stance is None and f"{side} hip abduction" in plan.pose.angles
        kind = parts.kind_of(contact.part)
        if (kind in {"foot", "toes"} or contact.surface in _ROUND) and side and free and not told:
            sign = 1 if side == "right" else -1
            other = _other_foot(plan, world, side)
            firmness = 3.0 if contact.surface in _ROUND else 0.5
            aim = sign * stance / 2 if other is None else other + sign * stance
            rules.equal([(rules.point((f"{side} foot", (0.0, 0.0, 0.0))), Z, 1)], aim, firmness)


def _other_foot(plan: Plan, world: World, side: str) -> float | None:
    """Give the z of the other foot where it stays in place, None where it is free."""
    for contact in plan.contacts:
        if parts.kind_of(contact.part) in {"foot", "toes"} and parts.side_of(contact.part) not in {side, ""}:
            pin = pinned(plan, world, contact, contact.spots[0])
            return None if pin is None else pin[Z]
    return None


def grip_of(plan: Plan) -> float:
    """Give half the distance between the hands on the bar (cm)."""
    kind = "lat pulldown" if plan.figure.prop("lat pulldown") else "barbell"
    return size(plan, kind, "grip") or BAR_GRIPS[plan.bar]


def _bar(rules: Rules, plan: Plan) -> None:
    if not plan.bar:
        return
    if plan.bar in BAR_PLACES:
        p = rules.point(BAR_PLACES[plan.bar])
        rules.equal([(p, X, 1), ("bar x", 0, -1)], 0.0, GRIP)
        rules.equal([(p, Y, 1), ("bar y", 0, -1)], 0.0, GRIP)
    for side, sign in zip(SIDES, (1, -1), strict=True):
        hand = rules.point(parts.GRIP.on(side).key)
        rules.equal([(hand, X, 1), ("bar x", 0, -1)], 0.0, GRIP)
        rules.equal([(hand, Y, 1), ("bar y", 0, -1)], 0.0, GRIP)
        rules.equal([(hand, Z, 1)], sign * grip_of(plan), 1.0)


def _weights(rules: Rules, plan: Plan) -> None:
    """Let held weights hang down and a bar hang from straight arms, and keep two hands on one thing together."""
    for side in plan.hanging:
        hand = rules.point(parts.GRIP.on(side).key)
        shoulder = rules.point((f"{side} upper arm", (0.0, 0.0, 0.0)))
        if side in plan.held:
            rules.equal([(hand, X, 1), (shoulder, X, -1)], 0.0, 0.5)
        rules.equal([(f"{side} elbow", 0, 1)], 0.0, 0.2)
    if plan.shared:
        right, left = (rules.point(parts.GRIP.on(side).key) for side in SIDES)
        apart = _TOGETHER.get(plan.shared) or size(plan, "medicine ball", "size") + 3.0
        between: list[list[Term]] = [[(right, axis, 1), (left, axis, -1)] for axis in (X, Y, Z)]
        rules.distance(between, (0.0, 0.0, 0.0), apart, GRIP)


def _hands(rules: Rules, plan: Plan) -> None:
    """Hold free hands where the pose says."""
    if not plan.hands_at:
        return
    segment, (x, y, z) = props.HANDS_AT[plan.hands_at]
    busy = {parts.side_of(c.part) for c in plan.contacts if parts.kind_of(c.part) in parts.ARM}
    asked = {d.partition(" ")[0] for d in plan.pose.angles if joint_of(d) in {"shoulder", "elbow"}}
    for side, sign in zip(SIDES, (1, -1), strict=True):
        if side not in busy and side not in asked:
            hand = rules.point(parts.GRIP.on(side).key)
            there = rules.point((segment.replace("{side}", side), (x, y, sign * z)))
            for axis in (X, Y, Z):
                rules.equal([(hand, axis, 1), (there, axis, -1)], 0.0, HELD_AT)


def _landmine(rules: Rules, plan: Plan, world: World) -> None:
    """Keep the hands on the bar, which turns about its end on the floor."""
    if world.pivot is None:
        return
    holders = [side for side, kind in plan.held.items() if kind == "landmine"]
    if holders:
        share = 1.0 / len(holders)
        hands = [rules.point(parts.GRIP.on(side).key) for side in holders]
        span: list[list[Term]] = [[(hand, axis, share) for hand in hands] for axis in (X, Y, Z)]
        rules.distance(span, world.pivot, size(plan, "landmine", "length"), CONTACT)


def _weight_terms(rules: Rules, plan: Plan, axis: int) -> list[Term]:
    """Write the centre of mass of body and load as one sum of terms."""
    masses: list[tuple[Term, float]] = [
        ((rules.point((segment, offset)), axis, 1.0), mass) for segment, offset, mass in MASSES
    ]
    for side, kind in plan.held.items():
        masses.append(((rules.point(parts.GRIP.on(side).key), axis, 1.0), mass_of(kind) / (2 if plan.shared else 1)))
    if plan.bar and axis == X and plan.figure.prop("barbell"):
        masses.append((("bar x", 0, 1.0), BAR_MASS))
    total = sum(mass for _, mass in masses)
    return [(of, along, factor * mass / total) for (of, along, factor), mass in masses]


def _mid_foot(rules: Rules, plan: Plan, axis: int) -> list[Term]:
    """Write the middle of the feet: 45 % ball and 55 % heel of a flat foot, the ball of one on its toes."""
    feet = {}
    for contact in plan.contacts:
        side, kind = parts.side_of(contact.part), parts.kind_of(contact.part)
        if kind in parts.FEET and contact.surface != "ball":
            feet[side] = 0.55 if kind == "foot" else 1.0 if kind == "heel" else 0.0
    terms: list[Term] = []
    for side, heel in feet.items():
        terms.append((rules.point(parts.HEEL.on(side).key), axis, heel / len(feet)))
        terms.append((rules.point(parts.BALL_OF_FOOT.on(side).key), axis, (1 - heel) / len(feet)))
    return terms


def _balance(rules: Rules, plan: Plan, world: World) -> None:
    weight = _weight_terms(rules, plan, X)
    if plan.standing and plan.contacts:
        mid = _mid_foot(rules, plan, X)
        away: list[Term] = [(of, axis, -factor) for of, axis, factor in mid]
        if plan.balance:
            rules.equal([*weight, *away], 0.0, 0.6)
        if plan.balance and len({parts.side_of(contact.part) for contact in plan.contacts}) == 1:
            aside: list[Term] = [(of, axis, -factor) for of, axis, factor in _mid_foot(rules, plan, Z)]
            rules.equal([*_weight_terms(rules, plan, Z), *aside], 0.0, 0.3)
        if plan.bar == "hands" and plan.figure.prop("barbell"):
            rules.equal([("bar x", 0, 1.0), *away], 0.0, 1.0)
        if world.fresh and all(contact.surface == "floor" for contact in plan.contacts):
            rules.equal(mid, 0.0, 1.0)
        return
    if plan.contacts and plan.balance:
        rules.carry(weight, [(terms, reach) for terms, reach in carriers(rules, plan)], 3.0)
    if world.fresh and not any(contact.surface in {"wall", "bar"} for contact in plan.contacts):
        rules.equal([(rules.point(("pelvis", (0.0, 0.0, 0.0))), X, 1)], 0.0, 0.3)


def carriers(rules: Rules, plan: Plan) -> list[tuple[list[Term], float]]:
    """List what carries the body: a place along x and how far it reaches fore and aft (cm)."""
    found: list[tuple[list[Term], float]] = []
    for contact in plan.contacts:
        reach = parts.part(contact.part).reach
        if contact.surface == "ball":
            found.append(([("ball x", 0, 1.0)], reach))
        else:
            found += [([(rules.point(spot.key), X, 1.0)], reach) for spot in contact.spots]
    return found
