"""Find the postures of a figure: the key poses in order, then the in-betweens.

The first pose says where hands and feet are and where props fit themselves to the person; later poses keep
that. A pose is reached by walking there from the pose before in small steps, because a straight jump may end
in another solution (an arm bent the wrong way, a pike that sits down); fresh starts are tried too and win
only by a clear margin.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts
from handbook.figures.measure import frame_of
from handbook.figures.plan import LOOSE, Contact, Plan, plan_of
from handbook.figures.rules import FIXED, PINNED, World, size, system_of
from handbook.figures.skeleton import DOFS, INDEX, SIDES, forward
from handbook.figures.solved import STEPS, Solved
from handbook.figures.system import columns, minimise

if TYPE_CHECKING:
    from handbook.figures.parts import Spot
    from handbook.figures.skeleton import Floats
    from handbook.figures.solved import Frame
    from handbook.figures.spec import Figure, Pose
    from handbook.figures.system import System

STEP_HEIGHT = 8.0
"""How high (cm) a foot is lifted that steps to a new place."""
SOFT = 0.15
"""Contacts are first weighted this much: stiff ones make a curved valley that is slow to walk along."""
_CENTRAL = ("z", "turn", "roll", "pelvis turn", "twist", "side bend", "head turn")
_EVERYTHING = np.eye(len(DOFS))
_PLACING = columns(("x", "y", "torso", "bar x", "bar y", "ball x", "roller"))
_FREE_WHEN_TIED = tuple(dof for dof in DOFS if not dof.startswith("left ") and dof not in _CENTRAL)
_TIED = columns(_FREE_WHEN_TIED, {d: d.replace("right ", "left ", 1) for d in DOFS if d.startswith("right ")})
_LEFT = [INDEX[dof] for dof in DOFS if dof.startswith("left ")]
_RIGHT = [INDEX[dof.replace("left ", "right ", 1)] for dof in DOFS if dof.startswith("left ")]
_MIDDLE = [INDEX[dof] for dof in _CENTRAL]
_OBJECTS = [INDEX[dof] for dof in ("bar x", "bar y", "ball x", "roller")]


@dataclass(frozen=True, slots=True, eq=False)
class _Key:
    """A solved key pose: its plan, its unknowns, and whether the solver came to rest."""

    plan: Plan
    q: Floats
    settled: bool


def solve(figure: Figure) -> Solved:
    """Solve a figure: at most four poses, a bounded number of iterations each.

    Returns every key pose and the in-betweens at `STEPS` of each move, with what the checks need measured on
    them.
    """
    world, keys = World(), list[_Key]()
    worlds: list[World] = []
    for pose in figure.poses:
        key = _key(figure, pose, keys[-1] if keys else None, world)
        worlds.append(world)
        world = _decided(key, world)
        keys.append(key)
    poses = tuple(
        frame_of(key.plan, key.q, replace(world, pins=seen.pins), world, settled=key.settled)
        for key, seen in zip(keys, worlds, strict=True)
    )
    moves = tuple(_move(a, b, world) for a, b in pairwise(keys))
    return Solved(figure.view, poses, moves)


def _move(a: _Key, b: _Key, world: World) -> tuple[Frame, ...]:
    frames: list[Frame] = []
    for t in STEPS:
        plan = _between(a, b, t)
        there = replace(world, pins=_pins_between(a, b, plan, t))
        basis = _basis(plan, a.q) if _mirrored(b.q) else _EVERYTHING
        q, _, settled = _settle(system_of(plan, there), plan.wish.copy(), basis)
        frames.append(frame_of(plan, q, there, world, settled=settled))
    return tuple(frames)


def _key(figure: Figure, pose: Pose, last: _Key | None, world: World) -> _Key:
    plan = plan_of(figure, pose)
    basis = _basis(plan, last.q if last else None)
    start = _start(plan, last)
    reached: list[tuple[Floats, float, bool]] = []
    if last is not None:
        reached.append(_walk(plan, last.q, _kept(plan, last.plan), basis, world))
    elif plan.pose.angles and pose.air is None and not any(c.named for c in pose.contacts):
        reached.append(_from_base(plan, start, basis, world))
    for q in (start,) if last is None else (start, last.q):
        placed, _, _ = minimise(system_of(plan, world, rough=True), q, _PLACING, 40)
        reached.append(_settle(system_of(plan, world), placed, basis))
    q, cost, settled = reached[0]
    for other in reached[1:]:
        if other[1] < cost * 0.75 - 4:
            q, cost, settled = other
    return _Key(plan, q, settled)


def _from_base(plan: Plan, start: Floats, basis: Floats, world: World) -> tuple[Floats, float, bool]:
    """Settle the plain base pose, then walk to what is asked."""
    bare = plan_of(plan.figure, replace(plan.pose, angles={}, asked={}))
    q, _, _ = minimise(system_of(bare, world, rough=True), start, _PLACING, 40)
    q, _, _ = _settle(system_of(bare, world), q, _basis(bare, None))
    return _walk(plan, q, plan.contacts, basis, world)


def _walk(
    plan: Plan, start: Floats, contacts: tuple[Contact, ...], basis: Floats, world: World
) -> tuple[Floats, float, bool]:
    """Move what is wanted in quarters of the way from a solved pose, then settle."""
    q, loose = start.copy(), plan.pull < 2 * LOOSE
    for t in STEPS:
        wish = np.where(loose, start, (1 - t) * start + t * plan.wish)
        system = system_of(replace(plan, wish=wish, contacts=contacts), world)
        q, _, _ = minimise(system.softened(SOFT), q, basis, 12)
    return _settle(system_of(plan, world), q, basis)


def _settle(system: System, start: Floats, basis: Floats) -> tuple[Floats, float, bool]:
    """Solve with soft contacts first, then as they are."""
    q, _, _ = minimise(system.softened(SOFT), start, basis, 60)
    return minimise(system, q, basis, 120)


def _kept(plan: Plan, before: Plan) -> tuple[Contact, ...]:
    """Keep the contacts of the pose before that this pose has too, or that only roll along a limb."""
    now = {(contact.part, contact.surface) for contact in plan.contacts}
    rolling = {contact.surface for contact in plan.contacts} & {"ball", "roller"}
    return tuple(
        c
        for c in before.contacts
        if ((c.part, c.surface) in now or c.surface in rolling) and c.part not in plan.pose.steps
    )


def _start(plan: Plan, last: _Key | None) -> Floats:
    """Begin with the wishes, set down so that nothing is below the floor and what lies on a ball is on it."""
    q = plan.wish.copy()
    if last is not None:
        q[:3] = last.q[:3]
        q[_OBJECTS] = last.q[_OBJECTS]
    else:
        q[INDEX["y"]] = 90.0 if abs(q[INDEX["torso"]]) < 60 else 20.0
        q[INDEX["bar y"]] = 100.0
    posture = forward(q)
    q[INDEX["y"]] -= min(float(posture.at(s.segment, s.offset)[1]) - s.radius for s in parts.FLOOR_SPOTS)
    for contact in plan.contacts:
        place = posture.at(contact.spots[0].segment, contact.spots[0].offset)
        if contact.surface == "ball":
            q[INDEX["ball x"]] = place[0]
            q[INDEX["y"]] += size(plan, "ball", "size") / 4 if last is None else 0.0
        if contact.surface == "roller":
            q[INDEX["roller"]] = place[0]
    return q


def _mirrored(q: Floats) -> bool:
    """Say whether left and right are the same."""
    return bool(np.all(np.abs(q[_RIGHT] - q[_LEFT]) < 0.2) and np.all(np.abs(q[_MIDDLE]) < 0.2))


def _basis(plan: Plan, last: Floats | None) -> Floats:
    """Tie left to right where everything is symmetric: it cures drift to a side and halves the work."""
    sides: dict[tuple[str, str], set[str]] = {}
    for contact in plan.contacts:
        key = (parts.kind_of(contact.part), contact.surface)
        sides.setdefault(key, set()).add(parts.side_of(contact.part))
    both = all(found in ({*SIDES}, {""}) for found in sides.values())
    steps = len({parts.side_of(part) for part in plan.pose.steps}) != 1
    even = _mirrored(plan.wish) and bool(np.all(plan.pull[_RIGHT] == plan.pull[_LEFT]))
    if both and steps and even and len(plan.held) != 1 and (last is None or _mirrored(last)):
        return _TIED
    return _EVERYTHING


def _decided(key: _Key, world: World) -> World:
    """Remember where parts came down, and where props fitted themselves."""
    posture = forward(key.q)
    pins = dict(world.pins)
    for contact in key.plan.contacts:
        if contact.surface not in (*PINNED, *FIXED, "backrest"):
            continue
        for spot in contact.spots:
            x, y, z = (float(v) for v in posture.at(spot.segment, spot.offset))
            if (spot.key, contact.surface) not in pins or contact.part in key.plan.pose.steps:
                pins[spot.key, contact.surface] = (x, y, z)
    return replace(world, pins=pins, edge=_edge(key, world), pivot=_pivot(key, world))


def _edge(key: _Key, world: World) -> float | None:
    """Put the edge of the bench under what leans on it: its corner touches the sphere of the back."""
    edges = [contact for contact in key.plan.contacts if contact.surface == "bench edge"]
    if world.edge is not None or not edges:
        return world.edge
    spot = edges[0].spots[0]
    x, y, _ = forward(key.q).at(spot.segment, spot.offset)
    drop = min(spot.radius, max(-spot.radius, float(y) - size(key.plan, "bench", "height")))
    return float(x) - float(np.sqrt(spot.radius**2 - drop**2))


def _pivot(key: _Key, world: World) -> tuple[float, float, float] | None:
    """Put the end of the landmine on the floor in front, a bar's length from the hands."""
    holders = [side for side, kind in key.plan.held.items() if kind == "landmine"]
    if world.pivot is not None or not holders:
        return world.pivot
    posture = forward(key.q)
    x, y, _ = np.mean([posture.at(parts.GRIP.on(s).segment, parts.GRIP.offset) for s in holders], axis=0)
    length = size(key.plan, "landmine", "length")
    return float(x) + float(np.sqrt(max(length**2 - (float(y) - 4.0) ** 2, 1.0))), 4.0, 0.0


def _between(a: _Key, b: _Key, t: float) -> Plan:
    """Plan an in-between: the mixed angles as wishes, what both poses touch as contacts."""
    wish = (1 - t) * a.q + t * b.q
    pull = np.where(b.plan.pull < 1e-2, 0.01, 0.15)
    contacts = _contacts_between(a.plan, b.plan, t)
    standing = a.plan.standing and b.plan.standing
    balance = a.plan.balance and b.plan.balance and standing and len(contacts) == len(a.plan.contacts)
    pose = replace(b.plan.pose, air=None)
    stepping = {parts.side_of(part) for part in pose.steps if parts.kind_of(part) == "foot"}
    clear = {side: 4 * t * (1 - t) * STEP_HEIGHT for side in SIDES if side in stepping}
    bar = b.plan.bar if a.plan.bar == b.plan.bar else "hands"
    hands_at = b.plan.hands_at if a.plan.hands_at == b.plan.hands_at else ""
    return replace(
        b.plan,
        pose=pose,
        wish=wish,
        pull=pull,
        contacts=contacts,
        standing=standing,
        balance=balance,
        bar=bar,
        hands_at=hands_at,
        hanging=(),
        clear=clear,
    )


def _contacts_between(a: Plan, b: Plan, t: float) -> tuple[Contact, ...]:
    """Keep what both poses touch, down to the ball of a foot that goes from flat to its toes.

    On what rolls, the touching spot travels along the limb.
    """
    kept = []
    for new in (contact for contact in b.contacts if contact.part not in b.pose.steps):
        same = [old for old in a.contacts if old.surface == new.surface and _side(old) == _side(new)]
        exact = [old for old in same if old.part == new.part]
        if exact:
            kept.append(new)
        elif same and new.surface in {"ball", "roller"}:
            kept.append(_mixed(same[0], new, t))
        elif shared := [spot for spot in new.spots if any(spot in old.spots for old in same)]:
            kept.append(replace(new, spots=tuple(shared)))
    return tuple(kept)


def _side(contact: Contact) -> str:
    return parts.side_of(contact.part)


def _mixed(old: Contact, new: Contact, t: float) -> Contact:
    """Mix two contacts on the same limb; on different limbs the nearer pose has its way."""
    a, b = old.spots[0], new.spots[0]
    if a.segment != b.segment:
        return old if t < STEPS[1] else new
    return Contact(new.part, new.surface, new.named, (_blend(a, b, t),))


def _blend(a: Spot, b: Spot, t: float) -> Spot:
    x, y, z = ((1 - t) * u + t * v for u, v in zip(a.offset, b.offset, strict=True))
    return replace(a, offset=(x, y, z), radius=(1 - t) * a.radius + t * b.radius)


def _pins_between(
    a: _Key, b: _Key, plan: Plan, t: float
) -> dict[tuple[tuple[str, tuple[float, float, float]], str], tuple[float, float, float]]:
    """Pin what both poses touch on the straight line between its two places."""
    pins = {}
    before, after = forward(a.q), forward(b.q)
    for contact in plan.contacts:
        for spot in contact.spots:
            p = (1 - t) * before.at(spot.segment, spot.offset) + t * after.at(spot.segment, spot.offset)
            pins[spot.key, contact.surface] = (float(p[0]), float(p[1]), float(p[2]))
    return pins
