"""What may stand, lie or be held in a figure: names, places, sizes and the surfaces they offer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Size = tuple[float, float, float]
"""The usual, the least and the greatest value (cm)."""

HANDS = ("hands", "right hand", "left hand", "both hands")
ENDS = (*HANDS, "right ankle", "left ankle", "ankles", "right foot", "left foot", "waist")


@dataclass(frozen=True, slots=True)
class PropKind:
    """A kind of prop.

    `places`: the words that say where it is (the first is meant when none is written). `sizes` in cm.
    `surfaces`: what a contact may name. `choices`: further keys, each with its words.
    """

    name: str
    says: str
    places: tuple[str, ...] = ("",)
    sizes: Mapping[str, Size] = field(default_factory=dict)
    surfaces: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    main_size: str = ""


_ANCHOR_SIZES: Mapping[str, Size] = {"height": (110, 2, 240), "at": (110, -250, 250)}
_ANCHOR_SIDES = ("middle", "right", "left")
V_HANDLE = "V"
"""Of a cable that both hands hold close together."""

PROPS = (
    PropKind(
        "barbell",
        "a bar in the hands, on the upper back, in the front rack or across the hips",
        ("hands", "upper back", "front rack", "hips"),
        {"grip": (0, 8, 60), "plate": (16, 8, 23)},
    ),
    PropKind("dumbbells", "one in each hand", ("hands", "thighs")),
    PropKind("dumbbell", "one, in one hand or both", ("right hand", "left hand", "both hands", "chest")),
    PropKind("kettlebell", "one, in one hand or both", ("right hand", "left hand", "both hands", "chest")),
    PropKind("plate", "a weight plate", ("chest", "both hands")),
    PropKind(
        "medicine ball",
        "in both hands, or thrown against the wall",
        ("both hands", "chest", "thrown"),
        {"size": (26, 15, 40)},
        main_size="size",
    ),
    PropKind(
        "landmine",
        "a barbell with one end on the floor in front",
        ("right hand", "left hand", "both hands"),
        {"length": (200, 120, 220)},
    ),
    PropKind(
        "cable",
        "a line from a machine: `{to: hands, height: 110, at: 110}`, at in front (+) or behind (-); `handle: V`",
        ENDS,
        _ANCHOR_SIZES,
        choices={"side": _ANCHOR_SIDES, "handle": ("plain", V_HANDLE)},
    ),
    PropKind(
        "band",
        "elastic, from a post or from the feet to the hands; `hands` alone is pulled apart",
        ENDS,
        _ANCHOR_SIZES,
        choices={"side": _ANCHOR_SIDES, "from": ("post", "hands", "feet", "right foot", "left foot", "bar")},
    ),
    PropKind("mini band", "a loop round both legs", ("thighs", "knees", "ankles", "feet")),
    PropKind(
        "bench", "a flat bench", sizes={"height": (42, 15, 80)}, surfaces=("bench", "bench edge"), main_size="height"
    ),
    PropKind(
        "box",
        "a box or a chair to step on",
        sizes={"height": (50, 10, 110), "at": (42, -150, 150), "width": (50, 15, 120)},
        surfaces=("box",),
        main_size="height",
    ),
    PropKind(
        "step",
        "a low step",
        sizes={"height": (12, 3, 40), "at": (0, -150, 150), "width": (36, 10, 120)},
        surfaces=("step",),
        main_size="height",
    ),
    PropKind(
        "wall",
        "a wall behind, or in front where `at` says so",
        sizes={"at": (0, -200, 300)},
        surfaces=("wall",),
        main_size="at",
    ),
    PropKind("ball", "a stability ball", sizes={"size": (60, 30, 90)}, surfaces=("ball",), main_size="size"),
    PropKind("roller", "a foam roller", sizes={"size": (15, 8, 25)}, surfaces=("roller",), main_size="size"),
    PropKind("sliders", "discs that slide on the floor", surfaces=("sliders",)),
    PropKind("mat", "a mat on the floor"),
    PropKind(
        "pull-up bar",
        "a bar overhead",
        sizes={"height": (210, 120, 260), "grip": (25, 5, 60)},
        surfaces=("bar",),
        main_size="height",
    ),
    PropKind(
        "captain's chair",
        "arm rests and a back pad, the legs hang free",
        sizes={"height": (118, 80, 160)},
        surfaces=("armrests", "backrest"),
        main_size="height",
    ),
    PropKind(
        "lat pulldown",
        "a seat, a thigh pad and a bar on a cable from above",
        sizes={"height": (48, 30, 70), "grip": (42, 8, 60)},
        surfaces=("seat",),
        main_size="height",
    ),
    PropKind(
        "leg extension machine",
        "a seat with a back rest; a padded lever on the shins",
        sizes={"height": (58, 40, 80)},
        surfaces=("seat", "backrest"),
        main_size="height",
    ),
    PropKind(
        "leg curl machine",
        "a bench to lie on; a padded lever on the heels",
        sizes={"height": (62, 40, 90)},
        surfaces=("couch",),
        main_size="height",
    ),
    PropKind(
        "back-extension bench",
        "a foot plate and a thigh pad to hinge over",
        sizes={"height": (12, 4, 60)},
        surfaces=("foot plate", "pad"),
        main_size="height",
    ),
    PropKind("foot plate", "a plate to set the feet against", surfaces=("foot plate",)),
    PropKind("calf-raise machine", "a padded lever on the shoulders or the thighs", ("shoulders", "thighs")),
    PropKind("hip-thrust machine", "a padded lever across the hips", ("hips",)),
)

BY_NAME = {kind.name: kind for kind in PROPS}
SURFACES = {"floor": "", **{surface: kind.name for kind in reversed(PROPS) for surface in kind.surfaces}}
"""Surface to a prop that offers it; the floor is always there."""

WEIGHTS = ("dumbbells", "dumbbell", "kettlebell", "plate", "medicine ball")
ANCHORED = ("cable", "band")
SCENERY = ("wall", "box")
"""These may stand there untouched: a wall to face, a chair to sit back to."""

HANDS_AT = {
    "chest": ("thorax", (19.0, 14.0, 3.0)),
    "shoulders": ("thorax", (10.0, 20.0, 20.0)),
    "together": ("thorax", (44.0, 6.0, 1.0)),
    "front": ("thorax", (56.0, 14.0, 3.0)),
    "belly": ("thorax", (30.0, -2.0, 2.5)),
    "hips": ("pelvis", (3.0, 9.0, 16.0)),
    "head": ("head", (-4.0, 6.0, 11.0)),
    "crossed": ("thorax", (11.0, 18.0, -8.0)),
    "knees": ("{side} thigh", (8.0, -36.0, 0.0)),
    "overhead": ("thorax", (2.0, 75.0, 8.0)),
}
"""Where free hands may be held: a segment and a place there (cm, mirrored for the left hand)."""


def offered(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """List the surfaces that these props offer, the floor first."""
    return ("floor", *(surface for kind in kinds for surface in BY_NAME[kind].surfaces))
