"""Solve key poses, one after the other.

A pose is reached by walking there from the pose before in small steps, because a straight jump may end in another
solution (an arm bent the wrong way, a pike that sits down); fresh starts are tried too and win only by a clear margin.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts
from handbook.figures.plan import LOOSE, Contact, Plan, plan_of
from handbook.figures.rules import system_of
from handbook.figures.skeleton import INDEX, OBJECTS, forward
from handbook.figures.solved import STEPS
from handbook.figures.surfaces import rolled, size
from handbook.figures.symmetry import basis_of
from handbook.figures.system import NEAR, columns, minimise

if TYPE_CHECKING:
    from handbook.figures.skeleton import Floats
    from handbook.figures.spec import Figure, Pose
    from handbook.figures.system import System
    from handbook.figures.world import World

_LYING = 60.0
"""Lean of the trunk (degrees) from which a person is begun near the floor."""
_MARGIN, _LEAD = 0.75, 4.0
"""A fresh start wins over the walk if it costs less than this share of it, and that by so much."""
_SOFT = 0.15
"""Contacts are first weighted this much: stiff ones make a curved valley that is slow to walk along."""
_PLACING = columns(("x", "y", "torso", *OBJECTS))
_OBJECTS = [INDEX[dof] for dof in OBJECTS]


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """A solved key pose: its plan, its unknowns (DOFS), and whether the solver came to rest."""

    plan: Plan
    q: Floats
    settled: bool


def key_pose(figure: Figure, pose: Pose, last: Key | None, world: World) -> Key:
    """Solve one key pose after the one before it."""
    plan = plan_of(figure, pose)
    basis = basis_of(plan, last.q if last else None)
    start = _start(plan, last)
    reached: list[tuple[Floats, float, bool]] = []
    if last is not None:
        reached.append(_walk(plan, last.q, _kept(plan, last.plan), basis, world))
    elif plan.pose.angles and pose.air is None and not any(c.named for c in pose.contacts):
        reached.append(_from_base(plan, start, basis, world))
    for fresh in (start,) if last is None else (start, last.q):
        if reached and _beaten(reached[0][1]) < 0:
            break
        placed, _, _ = minimise(system_of(plan, world, rough=True), fresh, _PLACING, 40, NEAR)
        reached.append(settle(system_of(plan, world), placed, basis))
    q, cost, settled = reached[0]
    for other in reached[1:]:
        if other[1] < _beaten(cost):
            q, cost, settled = other
    return Key(plan, q, settled)


def _beaten(cost: float) -> float:
    """Give the cost below which a fresh start wins; none does where it is less than nothing."""
    return cost * _MARGIN - _LEAD


def _from_base(plan: Plan, start: Floats, basis: Floats, world: World) -> tuple[Floats, float, bool]:
    """Settle the plain base pose, then walk to what is asked."""
    bare = plan_of(plan.figure, replace(plan.pose, angles={}, asked={}))
    q, _, _ = minimise(system_of(bare, world, rough=True), start, _PLACING, 40, NEAR)
    q, _, _ = settle(system_of(bare, world), q, basis_of(bare, None))
    return _walk(plan, q, plan.contacts, basis, world)


def _walk(
    plan: Plan, start: Floats, contacts: tuple[Contact, ...], basis: Floats, world: World
) -> tuple[Floats, float, bool]:
    """Move what is wanted in quarters of the way from a solved pose, then settle."""
    q, loose = start.copy(), plan.pull < 2 * LOOSE
    for t in STEPS:
        wish = np.where(loose, start, (1 - t) * start + t * plan.wish)
        system = system_of(replace(plan, wish=wish, contacts=contacts), world)
        q, _, _ = minimise(system.softened(_SOFT), q, basis, 12, NEAR)
    return settle(system_of(plan, world), q, basis)


def _kept(plan: Plan, before: Plan) -> tuple[Contact, ...]:
    """Keep the contacts of the pose before that this pose has too, or that only roll along a limb."""
    now = {(contact.part, contact.surface) for contact in plan.contacts}
    rolling = {contact.surface for contact in plan.contacts} & {"ball", "roller"}
    return tuple(
        c
        for c in before.contacts
        if ((c.part, c.surface) in now or c.surface in rolling) and c.part not in plan.pose.steps
    )


def _start(plan: Plan, last: Key | None) -> Floats:
    """Begin with the wishes, set down so that nothing is below the floor and what lies on a ball is on it."""
    q = plan.wish.copy()
    if last is not None:
        q[:3] = last.q[:3]
        q[_OBJECTS] = last.q[_OBJECTS]
    else:
        q[INDEX["y"]] = 90.0 if abs(q[INDEX["torso"]]) < _LYING else 20.0
        q[INDEX["bar y"]] = 100.0
    posture = forward(q)
    q[INDEX["y"]] -= min(float(posture.at(s.segment, s.offset)[1]) - s.radius for s in parts.FLOOR_SPOTS)
    for contact in plan.contacts:
        place = posture.at(contact.spots[0].segment, contact.spots[0].offset)
        if contact.surface == "ball":
            q[INDEX["ball x"]] = place[0]
            q[INDEX["y"]] += size(plan, "ball", "size") / 4 if last is None else 0.0
        if contact.surface == "roller":
            q[INDEX["roller"]] = place[2 if rolled(plan) else 0]
    return q


def settle(system: System, start: Floats, basis: Floats) -> tuple[Floats, float, bool]:
    """Solve with soft contacts first, then as they are. Returns the unknowns, the cost, whether it came to rest."""
    q, _, _ = minimise(system.softened(_SOFT), start, basis, 60, NEAR)
    return minimise(system, q, basis, 120)
