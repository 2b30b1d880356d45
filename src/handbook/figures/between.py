"""Solve the in-betweens of a move: mixed angles, with what both poses touch held where it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts
from handbook.figures.keyposes import settle
from handbook.figures.measure import frame_of
from handbook.figures.plan import LOOSE, RELEASE, Contact
from handbook.figures.rules import system_of
from handbook.figures.skeleton import SIDES, forward
from handbook.figures.solved import STEPS
from handbook.figures.symmetry import EVERYTHING, basis_of, mirrored

if TYPE_CHECKING:
    from handbook.figures.keyposes import Key
    from handbook.figures.parts import Key as PointKey
    from handbook.figures.parts import Spot
    from handbook.figures.plan import Plan
    from handbook.figures.solved import Frame, Point
    from handbook.figures.world import World

STEP_HEIGHT = 8.0
"""How high (cm) a foot is lifted that steps to a new place."""


def move(a: Key, b: Key, world: World) -> tuple[Frame, ...]:
    """Solve the in-betweens of two key poses, at each of `STEPS`."""
    frames: list[Frame] = []
    for t in STEPS:
        plan = _between(a, b, t)
        there = replace(world, pins=_pins_between(a, b, plan, t))
        basis = basis_of(plan, a.q) if mirrored(b.q) else EVERYTHING
        q, _, settled = settle(system_of(plan, there), plan.wish.copy(), basis)
        frames.append(frame_of(plan, q, there, world, settled=settled))
    return tuple(frames)


def _between(a: Key, b: Key, t: float) -> Plan:
    """Plan an in-between: the mixed angles as wishes, what both poses touch as contacts."""
    wish = (1 - t) * a.q + t * b.q
    pull = np.where(b.plan.pull < 2 * LOOSE, 0.01, 0.15)
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
        held=a.plan.held if t < RELEASE else b.plan.held,
        standing=standing,
        balance=balance,
        bar=bar,
        hands_at=hands_at,
        hanging=(),
        clear=clear,
        way=t,
    )


def _contacts_between(a: Plan, b: Plan, t: float) -> tuple[Contact, ...]:
    """Keep what both poses touch, down to the ball of a foot that goes from flat to its toes.

    On what rolls, the touching spot travels along the limb; what goes to a new place on a wall slides there.
    """
    kept = []
    for new in (c for c in b.contacts if c.part not in b.pose.steps or c.surface == "wall"):
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


def _pins_between(a: Key, b: Key, plan: Plan, t: float) -> dict[tuple[PointKey, str], Point]:
    """Pin what both poses touch on the straight line between its two places."""
    pins = {}
    before, after = forward(a.q), forward(b.q)
    for contact in plan.contacts:
        for spot in contact.spots:
            p = (1 - t) * before.at(spot.segment, spot.offset) + t * after.at(spot.segment, spot.offset)
            pins[spot.key, contact.surface] = (float(p[0]), float(p[1]), float(p[2]))
    return pins
