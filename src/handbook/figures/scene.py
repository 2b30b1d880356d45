"""One solved instant, before it is rounded off into a frame: what the measures and the props are taken from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts
from handbook.figures.skeleton import INDEX, SIDES
from handbook.figures.surfaces import size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.figures.parts import Spot
    from handbook.figures.plan import Plan
    from handbook.figures.skeleton import Floats, Posture
    from handbook.figures.solved import Point
    from handbook.figures.world import World


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A plan, the posture that was found for it, the unknowns (DOFS) and the world (cm)."""

    plan: Plan
    posture: Posture
    q: Floats
    world: World

    def at(self, spot: Spot) -> Floats:
        """Give the place (3,) of a spot."""
        return self.posture.at(spot.segment, spot.offset)

    def grip(self, side: str) -> Floats:
        """Give the place (3,) of what a fist holds."""
        return self.at(parts.GRIP.on(side))

    def unknown(self, dof: str) -> float:
        """Give one unknown by name."""
        return float(self.q[INDEX[dof]])

    def size(self, kind: str, name: str) -> float:
        """Give a size of a prop (cm)."""
        return size(self.plan, kind, name)

    def resting(self, *surfaces: str) -> list[Floats]:
        """Give the places where spots came down on these surfaces, in the order they did."""
        return [np.array(place) for (_, surface), place in self.world.pins.items() if surface in surfaces]

    def both(self, segment: str, offset: Sequence[float]) -> Floats:
        """Give the middle (3,) of the right and the left place of a limb."""
        places = [self.posture.at(f"{side} {segment}", offset) for side in SIDES]
        middle: Floats = (places[0] + places[1]) / 2
        return middle


def point(x: float, y: float, z: float) -> Point:
    """Round a place (cm)."""
    return round(float(x), 2) + 0.0, round(float(y), 2) + 0.0, round(float(z), 2) + 0.0


def place(at: Floats) -> Point:
    """Round a place (3,) (cm)."""
    return point(at[0], at[1], at[2])
