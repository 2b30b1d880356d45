"""Figures for the tests of the drawing: postures straight from angles, without the solver."""

from collections.abc import Mapping
from itertools import pairwise

from handbook.figures.skeleton import DOFS, INDEX, forward
from handbook.figures.solved import STEPS, Frame, Placed, Solved

STANDING: Mapping[str, float] = {"y": 90.0}
SQUAT: Mapping[str, float] = {
    "y": 52.0,
    "torso": 35.0,
    "right hip": 118.0,
    "left hip": 118.0,
    "right knee": 116.0,
    "left knee": 116.0,
    "right ankle": 30.0,
    "left ankle": 30.0,
    "right shoulder": 60.0,
    "left shoulder": 60.0,
}


def frame(
    angles: Mapping[str, float], props: tuple[Placed, ...] = (), hands: tuple[str, str] = ("open", "open")
) -> Frame:
    """Place the skeleton at angles (degrees; places in cm), all others zero."""
    values = [0.0] * len(DOFS)
    for dof, value in angles.items():
        values[INDEX[dof]] = value
    fixed = tuple(values)
    return Frame(fixed, forward(fixed), hands, props, (), (0.0, 90.0, 0.0), None, None, settled=True)


def mixed(a: Mapping[str, float], b: Mapping[str, float], part: float) -> dict[str, float]:
    """Mix two sets of angles."""
    return {dof: a.get(dof, 0.0) + (b.get(dof, 0.0) - a.get(dof, 0.0)) * part for dof in {**a, **b}}


def figure(*poses: Mapping[str, float], view: str = "side", props: tuple[Placed, ...] = ()) -> Solved:
    """Join poses to a figure whose in-betweens are straight mixtures."""
    moves = tuple(tuple(frame(mixed(a, b, step), props) for step in STEPS) for a, b in pairwise(poses))
    return Solved(view, tuple(frame(pose, props) for pose in poses), moves)
