"""Figures drawn from pose data: read, solve, check and draw."""

from handbook.figures.bodymap import bodymap, bodymap_index
from handbook.figures.check import check
from handbook.figures.draw import strip, thumb
from handbook.figures.findings import RULES, Finding
from handbook.figures.gallery import base_poses, contact_parts, contact_surfaces, joints, prop_kinds
from handbook.figures.motion import motion
from handbook.figures.movement import movement
from handbook.figures.reading import read
from handbook.figures.regions import MUSCLES
from handbook.figures.sheet import sheet
from handbook.figures.solve import solve
from handbook.figures.solved import Solved
from handbook.figures.spec import Figure
from handbook.figures.stride import Label, Legend, stride
from handbook.figures.words import describe

__all__ = [
    "MUSCLES",
    "RULES",
    "Figure",
    "Finding",
    "Label",
    "Legend",
    "Solved",
    "base_poses",
    "bodymap",
    "bodymap_index",
    "check",
    "contact_parts",
    "contact_surfaces",
    "describe",
    "joints",
    "motion",
    "movement",
    "prop_kinds",
    "read",
    "sheet",
    "solve",
    "stride",
    "strip",
    "thumb",
]
