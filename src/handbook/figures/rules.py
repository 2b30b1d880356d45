"""The rules of a pose: contacts, pins, grips, balance and the floor, as equations over places.

Weights are per cm of violation. Contacts, pins and grips are far stronger than wishes (`plan.py`, at most
0.45 a degree), so that a pose gives way and a contact does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.figures import bases, parts, props
from handbook.figures.plan import BAR_MASS, mass_of
from handbook.figures.skeleton import MASSES, SIDES, joint_of
from handbook.figures.system import Rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.figures.parts import Key, Spot
    from handbook.figures.plan import Contact, Plan
    from handbook.figures.solved import Point
    from handbook.figures.system import System, Term

X, Y, Z = 0, 1, 2
CONTACT, GRIP, FLOOR, HELD_AT = 12.0, 8.0, 6.0, 2.0
SLIDER_HEIGHT = 1.0
LEVELS = {"bench": "bench", "box": "box", "step": "step", "seat": "", "couch": "leg curl machine"}
"""Level surface to the prop whose height it has (the seat belongs to whichever machine is there)."""
ARMRESTS = "armrests"
PINNED = ("floor", "bench", "box", "step", "seat", "couch", "armrests", "bar")
"""On these a part stays where it came down."""
FIXED = ("pad", "foot plate")
"""These take their place from the first pose that touches them, and keep it."""
BAR_GRIPS = {"upper back": 40.0, "front rack": 25.0, "hips": 30.0, "hands": 25.0}
BAR_PLACES: Mapping[str, Key] = {
    "upper back": ("thorax", (-8.5, 22.5, 0.0)),
    "front rack": ("thorax", (12.0, 20.5, 0.0)),
    "hips": ("pelvis", (11.5, 1.0, 0.0)),
}
_ROUND = ("ball", "roller")
_TOGETHER = {"kettlebell": 7.0, "dumbbell": 7.0, "landmine": 7.0, "plate": 34.0}


@dataclass(frozen=True, slots=True)
class World:
    """What earlier poses have decided: where parts came down, and where props fitted themselves to the
    person (cm)."""

    pins: Mapping[tuple[Key, str], Point] = field(default_factory=dict)
    edge: float | None = None
    pivot: Point | None = None

    @property
    def fresh(self) -> bool:
        """Say whether nothing has been placed yet."""
        return not self.pins


def system_of(plan: Plan, world: World, *, rough: bool = False) -> System:
    """Write down all rules of a pose. `rough` puts round props right under what they carry, to begin with."""
    rules = Rules(plan.wish, plan.pull)
    for contact in plan.contacts:
        for i, spot in enumerate(contact.spots):
            _contact(rules, plan, world, contact, spot, first=i == 0, rough=rough)
    _floor(rules, plan)
    _stance(rules, plan, world)
    _bar(rules, plan)
    _weights(rules, plan)
    _hands(rules, plan)
    _landmine(rules, plan, world)
    _balance(rules, plan, world)
    return rules.system()


def level(surface: str, plan: Plan) -> float | None:
    """Give the height of a level surface in cm, None where it is not one."""
    if surface == "floor":
        return 0.0
    if surface == "sliders":
        return SLIDER_HEIGHT
    kinds = [prop for prop in plan.figure.props if surface in props.BY_NAME[prop.kind].surfaces]
    return kinds[0].sizes["height"] if kinds and (surface in LEVELS or surface == ARMRESTS) else None


def size(plan: Plan, kind: str, name: str, otherwise: float = 0.0) -> float:
    """Give a size of a prop in cm."""
    prop = plan.figure.prop(kind)
    return prop.sizes[name] if prop else otherwise


def rolled(plan: Plan) -> bool:
    """Say whether the person lies on a side: then a roller lies along X and rolls along Z."""
    return abs(bases.BY_NAME[plan.figure.poses[0].base].angles.get("roll", 0.0)) >= 45


def wall_at(plan: Plan) -> float:
    """Give the x of the wall's face: where the author puts it, or 25 cm behind the feet."""
    prop = plan.figure.prop("wall")
    return prop.sizes["at"] if prop and prop.choices.get("sized") == "at" else -25.0


def _contact(rules: Rules, plan: Plan, world: World, contact: Contact, spot: Spot, *, first: bool, rough: bool) -> None:
    p = rules.point(spot.key)
    surface, radius = contact.surface, spot.radius
    height = level(surface, plan)
    if height is not None:
        rules.equal([(p, Y, 1)], height + radius, CONTACT)
        _pin(rules, plan, world, contact, spot)
        _extent(rules, plan, surface, p)
    elif surface == "ball":
        _on_ball(rules, plan, p, radius, rough=rough)
    elif surface == "roller":
        _on_roller(rules, plan, p, radius, rough=rough)
    elif surface == "bar":
        _on_bar(rules, plan, contact)
    elif surface == "wall":
        at = wall_at(plan)
        rules.equal([(p, X, 1)], at - radius if at > 0 else at + radius, CONTACT)
    elif surface == "bench edge":
        _on_edge(rules, plan, world, p, radius)
    elif surface == "backrest":
        pin = world.pins.get((spot.key, surface))
        if pin is not None:
            rules.equal([(p, X, 1)], pin[X], CONTACT)
    else:
        _on_fixed(rules, plan, world, contact, spot, first=first)


def pinned(plan: Plan, world: World, contact: Contact, spot: Spot) -> Point | None:
    """Give the place where a spot came down before and has to stay, None where it is free."""
    if contact.part in plan.pose.steps or contact.surface not in (*PINNED, *FIXED):
        return None
    return world.pins.get((spot.key, contact.surface))


def _pin(rules: Rules, plan: Plan, world: World, contact: Contact, spot: Spot) -> None:
    pin = pinned(plan, world, contact, spot)
    if pin is not None:
        p = rules.point(spot.key)
        rules.equal([(p, X, 1)], pin[X], CONTACT)
        rules.equal([(p, Z, 1)], pin[Z], CONTACT)


def _extent(rules: Rules, plan: Plan, surface: str, p: int) -> None:
    """Keep what stands on a box or step on it: well on a box, with the heels free on a step."""
    if surface not in {"box", "step"}:
        return
    at, width = size(plan, surface, "at"), size(plan, surface, "width")
    rules.at_most([(p, X, -1)], -(at + (5.0 if surface == "box" else -3.0)), GRIP)
    rules.at_most([(p, X, 1)], at + width - 6.0, GRIP)


def _on_ball(rules: Rules, plan: Plan, p: int, radius: float, *, rough: bool) -> None:
    ball = size(plan, "ball", "size") / 2
    dx: list[Term] = [(p, X, 1), ("ball x", 0, -1)]
    if rough:
        rules.equal([(p, Y, 1)], 2 * ball + radius, CONTACT)
        rules.equal(dx, 0.0, CONTACT)
        return
    rules.distance([dx, [(p, Y, 1)], [(p, Z, 1)]], (0.0, ball, 0.0), ball + radius, CONTACT)
    rules.at_most(dx, 0.6 * ball, 4.0)
    rules.at_most([(p, X, -1), ("ball x", 0, 1)], 0.6 * ball, 4.0)
    rules.at_most([(p, Y, -1)], -ball, GRIP)
    rules.equal(dx, 0.0, 0.1)


def _on_roller(rules: Rules, plan: Plan, p: int, radius: float, *, rough: bool) -> None:
    roller = size(plan, "roller", "size") / 2
    along: list[Term] = [(p, Z if rolled(plan) else X, 1), ("roller", 0, -1)]
    if rough:
        rules.equal([(p, Y, 1)], 2 * roller + radius, CONTACT)
        rules.equal(along, 0.0, CONTACT)
        return
    rules.distance([along, [(p, Y, 1)], []], (0.0, roller, 0.0), roller + radius, CONTACT)
    rules.equal(along, 0.0, 1.0)


def _on_bar(rules: Rules, plan: Plan, contact: Contact) -> None:
    side = parts.side_of(contact.part)
    p = rules.point(parts.GRIP.on(side).key)
    sign = 1 if side == "right" else -1
    aims = (0.0, size(plan, "pull-up bar", "height"), sign * size(plan, "pull-up bar", "grip"))
    for axis, aim in enumerate(aims):
        rules.equal([(p, axis, 1)], aim, CONTACT)


def _on_edge(rules: Rules, plan: Plan, world: World, p: int, radius: float) -> None:
    height = size(plan, "bench", "height")
    if world.edge is None:
        rules.equal([(p, Y, 1)], height + radius - 1.5, CONTACT)
    else:
        rules.distance([[(p, X, 1)], [(p, Y, 1)], []], (world.edge, height, 0.0), radius, CONTACT)


def _on_fixed(rules: Rules, plan: Plan, world: World, contact: Contact, spot: Spot, *, first: bool) -> None:
    p = rules.point(spot.key)
    pin = pinned(plan, world, contact, spot)
    if pin is not None:
        for axis in (X, Y, Z):
            rules.equal([(p, axis, 1)], pin[axis], CONTACT)
    elif contact.surface == "foot plate" and first:
        rules.equal([(p, Y, 1)], size(plan, "back-extension bench", "height") + spot.radius, CONTACT)


def _floor(rules: Rules, plan: Plan) -> None:
    """Keep everything above the floor, but for hands that lie on it."""
    down = {parts.side_of(c.part) for c in plan.contacts if parts.kind_of(c.part) in parts.ARM}
    for spot in parts.FLOOR_SPOTS:
        if not (spot.segment.endswith(" hand") and spot.segment.partition(" ")[0] in down):
            feet = spot.segment.endswith((" foot", " toes"))
            clear = plan.clear.get(parts.side_of(spot.segment), 0.0) if feet else 0.0
            rules.at_most([(rules.point(spot.key), Y, -1)], -spot.radius - clear, FLOOR)
    if plan.pose.air is not None:
        for side in SIDES:
            ball = parts.BALL_OF_FOOT.on(side)
            rules.equal([(rules.point(ball.key), Y, 1)], ball.radius + plan.pose.air, 3.0)
        rules.equal(_weight_terms(rules, plan, X), plan.pose.shift, 1.0)


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
            aim = sign * stance / 2 if other is None else other + sign * stance
            rules.equal([(rules.point((f"{side} foot", (0.0, 0.0, 0.0))), Z, 1)], aim, 0.5)


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
    """Let held weights hang, and keep two hands on one thing together."""
    for side in plan.hanging:
        hand = rules.point(parts.GRIP.on(side).key)
        shoulder = rules.point((f"{side} upper arm", (0.0, 0.0, 0.0)))
        rules.equal([(hand, X, 1), (shoulder, X, -1)], 0.0, 0.5)
        rules.equal([(f"{side} elbow", 0, 1)], 0.0, 0.2)
    shared = [kind for kind in plan.held.values() if kind != "dumbbells"]
    if len(plan.held) == 2 and len(shared) == 2:
        right, left = (rules.point(parts.GRIP.on(side).key) for side in SIDES)
        apart = _TOGETHER.get(shared[0]) or size(plan, "medicine ball", "size") + 3.0
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
        rules.distance(span, world.pivot, size(plan, "landmine", "length"), GRIP)


def _weight_terms(rules: Rules, plan: Plan, axis: int) -> list[Term]:
    """Write the centre of mass of body and load as one sum of terms."""
    masses: list[tuple[Term, float]] = [
        ((rules.point((segment, offset)), axis, 1.0), mass) for segment, offset, mass in MASSES
    ]
    for side, kind in plan.held.items():
        masses.append(((rules.point(parts.GRIP.on(side).key), axis, 1.0), mass_of(kind) / (2 if _shared(plan) else 1)))
    if plan.bar and axis == X and plan.figure.prop("barbell"):
        masses.append((("bar x", 0, 1.0), BAR_MASS))
    total = sum(mass for _, mass in masses)
    return [(of, along, factor * mass / total) for (of, along, factor), mass in masses]


def _shared(plan: Plan) -> bool:
    return len(plan.held) == 2 and "dumbbells" not in plan.held.values()


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
