"""Left and right: where a pose is symmetric, both sides are solved as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handbook.figures import parts
from handbook.figures.skeleton import DOFS, INDEX, SIDES
from handbook.figures.system import columns

if TYPE_CHECKING:
    from handbook.figures.plan import Plan
    from handbook.figures.skeleton import Floats

_CENTRAL = ("z", "turn", "roll", "pelvis turn", "twist", "side bend", "head turn")
"""These are nothing in a symmetric pose."""
_MIDDLE = [INDEX[dof] for dof in _CENTRAL]
_RIGHT = [INDEX[dof] for dof in DOFS if dof.startswith("right ")]
_LEFT = [INDEX[dof.replace("right ", "left ", 1)] for dof in DOFS if dof.startswith("right ")]
_FREE = tuple(dof for dof in DOFS if not dof.startswith("left ") and dof not in _CENTRAL)
_TIED = columns(_FREE, {dof: dof.replace("right ", "left ", 1) for dof in DOFS if dof.startswith("right ")})
EVERYTHING = np.eye(len(DOFS))
"""The basis in which every unknown moves by itself."""
_EVEN = 0.2
"""Degrees or cm within which left and right are the same."""


def mirrored(q: Floats) -> bool:
    """Say whether left and right are the same."""
    return bool(np.all(np.abs(q[_RIGHT] - q[_LEFT]) < _EVEN) and np.all(np.abs(q[_MIDDLE]) < _EVEN))


def basis_of(plan: Plan, last: Floats | None) -> Floats:
    """Tie left to right where everything is symmetric: it cures drift to a side and halves the work."""
    sides: dict[tuple[str, str], set[str]] = {}
    for contact in plan.contacts:
        key = (parts.kind_of(contact.part), contact.surface)
        sides.setdefault(key, set()).add(parts.side_of(contact.part))
    both = all(found in ({*SIDES}, {""}) for found in sides.values())
    steps = len({parts.side_of(part) for part in plan.pose.steps}) != 1
    even = mirrored(plan.wish) and bool(np.all(plan.pull[_RIGHT] == plan.pull[_LEFT]))
    if both and steps and even and len(plan.held) != 1 and (last is None or mirrored(last)):
        return _TIED
    return EVERYTHING
