"""Find the postures of a figure: the key poses in order, then the in-betweens.

The first pose says where hands and feet are and where props fit themselves to the person; later poses keep that.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from handbook.figures.between import move
from handbook.figures.keyposes import Key, key_pose
from handbook.figures.measure import frame_of
from handbook.figures.solved import Solved
from handbook.figures.world import World, decided

if TYPE_CHECKING:
    from handbook.figures.spec import Figure


def solve(figure: Figure) -> Solved:
    """Solve a figure: at most four poses, a bounded number of iterations each.

    Returns every key pose and the in-betweens at `STEPS` of each move, with what the checks need measured on
    them.
    """
    world, keys = World(), list[Key]()
    worlds: list[World] = []
    for pose in figure.poses:
        key = key_pose(figure, pose, keys[-1] if keys else None, world)
        worlds.append(world)
        world = decided(key.plan, key.q, world)
        keys.append(key)
    poses = tuple(
        frame_of(key.plan, key.q, replace(world, pins=seen.pins), world, settled=key.settled)
        for key, seen in zip(keys, worlds, strict=True)
    )
    moves = tuple(move(a, b, world) for a, b in pairwise(keys))
    return Solved(figure.view, poses, moves)
