"""What poses decide for those after them: where parts came down, where props fitted themselves to the person."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts
from handbook.figures.skeleton import forward
from handbook.figures.surfaces import FIXED, PINNED, size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.figures.parts import Key, Spot
    from handbook.figures.plan import Contact, Plan
    from handbook.figures.skeleton import Floats
    from handbook.figures.solved import Point

X, Y, Z = 0, 1, 2


@dataclass(frozen=True, slots=True)
class World:
    """What earlier poses have decided: where parts came down and props fitted themselves (cm)."""

    pins: Mapping[tuple[Key, str], Point] = field(default_factory=dict)
    edge: float | None = None
    pivot: Point | None = None

    @property
    def fresh(self) -> bool:
        """Say whether nothing has been placed yet."""
        return not self.pins


def pinned(plan: Plan, world: World, contact: Contact, spot: Spot) -> Point | None:
    """Give the place where a spot came down before and has to stay, None where it is free."""
    if contact.part in plan.pose.steps or not (contact.surface in (*PINNED, *FIXED) or leans(contact)):
        return None
    return world.pins.get((spot.key, contact.surface))


def leans(contact: Contact) -> bool:
    """Say whether a hand or a forearm leans on the wall: it stays there, while a back slides up and down."""
    return contact.surface == "wall" and parts.kind_of(contact.part) in parts.ARM


def decided(plan: Plan, q: Floats, world: World) -> World:
    """Remember where parts came down, and where props fitted themselves."""
    posture = forward(q)
    pins = dict(world.pins)
    for contact in plan.contacts:
        if contact.surface not in (*PINNED, *FIXED, "backrest") and not leans(contact):
            continue
        for spot in contact.spots:
            x, y, z = (float(v) for v in posture.at(spot.segment, spot.offset))
            if (spot.key, contact.surface) not in pins or contact.part in plan.pose.steps:
                pins[spot.key, contact.surface] = (x, y, z)
    return replace(world, pins=pins, edge=_edge(plan, q, world), pivot=_pivot(plan, q, world))


def _edge(plan: Plan, q: Floats, world: World) -> float | None:
    """Put the edge of the bench under what leans on it: its corner touches the sphere of the back."""
    edges = [contact for contact in plan.contacts if contact.surface == "bench edge"]
    if world.edge is not None or not edges:
        return world.edge
    spot = edges[0].spots[0]
    x, y, _ = forward(q).at(spot.segment, spot.offset)
    drop = min(spot.radius, max(-spot.radius, float(y) - size(plan, "bench", "height")))
    return float(x) - float(np.sqrt(spot.radius**2 - drop**2))


def _pivot(plan: Plan, q: Floats, world: World) -> Point | None:
    """Put the end of the landmine on the floor in front, a bar's length from the hands."""
    holders = [side for side, kind in plan.held.items() if kind == "landmine"]
    if world.pivot is not None or not holders:
        return world.pivot
    posture = forward(q)
    x, y, z = np.mean([posture.at(parts.GRIP.on(s).segment, parts.GRIP.offset) for s in holders], axis=0)
    length = size(plan, "landmine", "length")
    return float(x) + float(np.sqrt(max(length**2 - (float(y) - 4.0) ** 2 - float(z) ** 2, 1.0))), 4.0, 0.0
