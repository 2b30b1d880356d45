"""Worked muscles on the mannequin: where each muscle lies, as hulls of balls on single segments (cm, like `shapes`)."""

from collections.abc import Mapping
from typing import NamedTuple

from handbook.figures.shapes import Bone


class Tint(NamedTuple):
    """A muscle's place: the part of the body it is painted on, and its hulls."""

    part: str
    bones: tuple[Bone, ...]


TINTS: Mapping[str, Tint] = {
    "neck": Tint("trunk", (("neck", ((0.4, 0, 0, 2.2), (1.2, 6, 0, 2.0))),)),
    "traps": Tint("trunk", (("thorax", ((-4.4, 15, 3, 2.2), (-4.2, 21, 4, 3.0), (-3.0, 25, 2, 2.0))),)),
    "front-delts": Tint("sleeve", (("upper arm", ((2.8, -0.5, 0, 3.4), (2.8, -9, 0, 2.4))),)),
    "side-delts": Tint("sleeve", (("upper arm", ((0, 0.5, 3, 3.9), (0, -10, 3, 2.4))),)),
    "rear-delts": Tint("sleeve", (("upper arm", ((-2.8, -0.5, 0, 3.4), (-2.8, -9, 0, 2.4))),)),
    "chest": Tint("trunk", (("thorax", ((6.6, 12.5, 5, 4.0), (4.4, 17.5, 10, 3.4), (6, 16, 3, 3.4))),)),
    "serratus": Tint("trunk", (("thorax", ((3.5, 10, 11, 2.6), (2.5, 3, 10, 2.4), (5, 5, 8, 2.2))),)),
    "biceps": Tint("sleeve", (("upper arm", ((2.6, -14, 0, 2.4), (2.4, -18, 0, 2.5), (1.5, -27, 0, 1.8))),)),
    "triceps": Tint("sleeve", (("upper arm", ((-2.6, -14, 0, 2.5), (-2.2, -18, 0, 2.5), (-1.7, -27, 0, 1.7))),)),
    "forearms": Tint("arm", (("forearm", ((0.2, -5, 0, 3.2), (0, -18, 0, 2.2))),)),
    "abs": Tint(
        "trunk",
        (
            ("thorax", ((6.2, 6, 3, 3.0), (5.8, 1, 3, 3.0))),
            ("lumbar", ((5.6, 13, 3, 3.1), (5.2, 5, 3, 3.0), (5.2, -2, 3, 2.8))),
        ),
    ),
    "obliques": Tint("trunk", (("lumbar", ((0.4, 18, 9, 3.6), (0.6, 9, 8.6, 3.9), (1, 2, 8, 3.6))),)),
    "hip-flexors": Tint("shorts", (("thigh", ((5.6, 2, 0, 2.8), (5.4, -9, 0, 2.3))),)),
    "quads": Tint(
        "shorts",
        (("thigh", ((4.4, -8, 0, 3.9), (4.9, -18, 0, 3.9), (3.0, -38, 0, 2.2))),),
    ),
    "adductors": Tint("shorts", (("thigh", ((2.0, -8, -1.5, 2.6), (1.6, -28, -1.5, 1.8))),)),
    "abductors": Tint("shorts", (("thigh", ((-0.6, 6, 4, 3.6), (0.2, -4, 4, 2.6))),)),
    "glutes": Tint("shorts", (("pelvis", ((-6.2, -3.2, 8, 4.6), (-5.4, 4, 7, 3.9), (-3, -1, 9, 4))),)),
    "hamstrings": Tint(
        "shorts",
        (("thigh", ((-4.4, -10, 0, 3.5), (-3.9, -20, 0, 3.2), (-3.0, -38, 0, 1.8))),),
    ),
    "calves": Tint("leg", (("shank", ((-3.2, -5, 0, 2.6), (-4.0, -13, 0, 3.1), (-2.4, -24, 0, 1.9))),)),
    "soleus": Tint("leg", (("shank", ((-2.6, -20, 0, 2.4), (-2.2, -26, 0, 2.2), (-1.6, -34, 0, 1.4))),)),
    "tibialis-anterior": Tint("leg", (("shank", ((2.2, -8, 0, 2.2), (2.2, -16, 0, 2.1), (1.4, -32, 0, 1.4))),)),
    "lats": Tint("trunk", (("thorax", ((-3.2, 13, 11, 4.0), (-4, 4, 8, 3.8), (-4.4, -3, 6, 2.6))),)),
    "mid-back": Tint("trunk", (("thorax", ((-5, 18, 5, 3.0), (-5.2, 11, 5, 2.8))),)),
    "lower-back": Tint(
        "trunk",
        (("lumbar", ((-5.2, 13, 4, 2.8), (-4.8, 5, 4, 2.7), (-5.2, -2, 4, 2.6))),),
    ),
}
"""Muscle slug to its place; the keys are exactly the regions of the body map."""
