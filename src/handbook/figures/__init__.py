"""Figures drawn from pose data: read, solve, check and draw."""

from handbook.figures.bodymap import bodymap, bodymap_index
from handbook.figures.draw import strip, thumb
from handbook.figures.motion import motion
from handbook.figures.movement import movement
from handbook.figures.regions import MUSCLES
from handbook.figures.sheet import sheet
from handbook.figures.stride import Label, Legend, stride

__all__ = [
    "MUSCLES",
    "Label",
    "Legend",
    "bodymap",
    "bodymap_index",
    "motion",
    "movement",
    "sheet",
    "stride",
    "strip",
    "thumb",
]
