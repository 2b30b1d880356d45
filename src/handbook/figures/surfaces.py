"""The surfaces that a figure's props offer: how high they are, and whether a part stays where it came down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.figures import bases, props
from handbook.figures.plan import ON_THE_SIDE

if TYPE_CHECKING:
    from handbook.figures.plan import Plan

SLIDER_HEIGHT = 1.0
LEVELS = {"bench": "bench", "box": "box", "step": "step", "seat": "", "couch": "leg curl machine"}
"""Level surface to the prop whose height it has (the seat belongs to whichever machine is there)."""
ARMRESTS = "armrests"
PINNED = ("floor", "bench", "box", "step", "seat", "couch", "armrests", "bar")
"""On these a part stays where it came down."""
FIXED = ("pad", "foot plate")
"""These take their place from the first pose that touches them, and keep it."""


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
    return abs(bases.BY_NAME[plan.figure.poses[0].base].angles.get("roll", 0.0)) >= ON_THE_SIDE


def wall_at(plan: Plan) -> float:
    """Give the x of the wall's face: where the author puts it, or 25 cm behind the feet."""
    prop = plan.figure.prop("wall")
    return prop.sizes["at"] if prop and prop.choices.get("sized") == "at" else -25.0
