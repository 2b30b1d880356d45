"""The parts of the body that can touch something, as spheres fixed to segments (cm)."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.figures.skeleton import FOREARM, SIDES

Offset = tuple[float, float, float]
Key = tuple[str, Offset]
"""A point of the body: its segment and its place there."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A sphere on the body: where it is, and its radius in cm. The place is mirrored for the left side."""

    segment: str
    offset: Offset
    radius: float

    def on(self, side: str) -> Spot:
        """Give the same spot on a side (`right`, `left`, or nothing for the trunk)."""
        if not side:
            return self
        x, y, z = self.offset
        return Spot(self.segment.replace("{side}", side), (x, y, -z if side == "left" else z), self.radius)

    @property
    def key(self) -> Key:
        """Name the point, whichever contact it is in: the ball of the foot is one for foot and toes."""
        return self.segment, self.offset


@dataclass(frozen=True, slots=True)
class Part:
    """What can touch: its spots, whether there is one a side, how far it carries weight fore and aft (cm)."""

    name: str
    plural: str
    spots: tuple[Spot, ...]
    reach: float = 3.0

    @property
    def sided(self) -> bool:
        """Say whether there is a right and a left one."""
        return bool(self.plural)


HEEL = Spot("{side} foot", (-3.5, -4.3, 0.0), 3.2)
BALL_OF_FOOT = Spot("{side} toes", (0.0, 0.0, 0.0), 2.2)
TOE_TIP = Spot("{side} toes", (6.0, -0.3, 0.0), 1.9)
ELBOW = Spot("{side} forearm", (0.0, 0.0, 0.0), 4.2)
WRIST = Spot("{side} forearm", (0.0, -FOREARM, 0.0), 3.2)
GRIP = Spot("{side} hand", (0.0, -5.0, 0.0), 2.0)
"""The middle of the closed fist: what a hand holds runs through it."""

PARTS = (
    Part("foot", "feet", (HEEL, BALL_OF_FOOT)),
    Part("toes", "toes", (BALL_OF_FOOT, TOE_TIP)),
    Part("ball of foot", "balls of feet", (BALL_OF_FOOT,), 6.0),
    Part("toe tip", "toe tips", (TOE_TIP,)),
    Part("heel", "heels", (HEEL,)),
    Part("foot side", "foot sides", (Spot("{side} foot", (0.0, -3.0, 0.0), 4.5),), 8.0),
    Part("instep", "insteps", (Spot("{side} foot", (6.0, -1.0, 0.0), 3.4),)),
    Part("lower calf", "lower calves", (Spot("{side} shank", (-0.8, -33.0, 0.0), 4.0),)),
    Part("calf", "calves", (Spot("{side} shank", (-1.2, -24.0, 0.0), 5.0),)),
    Part("upper calf", "upper calves", (Spot("{side} shank", (-1.6, -12.0, 0.0), 6.0),)),
    Part("shin", "shins", (Spot("{side} shank", (0.5, -30.0, 0.0), 4.5),)),
    Part("knee", "knees", (Spot("{side} shank", (0.3, 0.0, 0.0), 5.6),)),
    Part("inner knee", "inner knees", (Spot("{side} shank", (0.0, -2.0, -1.0), 5.4),), 8.0),
    Part("lower thigh", "lower thighs", (Spot("{side} thigh", (0.5, -32.0, 0.0), 6.6),)),
    Part("thigh", "thighs", (Spot("{side} thigh", (1.0, -20.0, 0.0), 7.8),)),
    Part("upper thigh", "upper thighs", (Spot("{side} thigh", (1.0, -8.0, 0.0), 8.6),)),
    Part("hamstring", "hamstrings", (Spot("{side} thigh", (0.8, -22.0, 0.0), 7.8),)),
    Part("lower outer thigh", "lower outer thighs", (Spot("{side} thigh", (0.5, -32.0, 0.0), 6.6),), 8.0),
    Part("outer thigh", "outer thighs", (Spot("{side} thigh", (0.8, -20.0, 0.0), 7.8),), 8.0),
    Part("upper outer thigh", "upper outer thighs", (Spot("{side} thigh", (0.8, -6.0, 0.0), 8.8),), 8.0),
    Part("glute", "glutes", (Spot("pelvis", (-2.0, 0.0, 5.5), 9.5),), 8.0),
    Part("lower glute", "lower glutes", (Spot("pelvis", (-1.5, -3.0, 5.5), 9.5),), 8.0),
    Part("upper glute", "upper glutes", (Spot("pelvis", (-1.5, 5.0, 5.5), 9.0),), 8.0),
    Part("hip side", "hip sides", (Spot("pelvis", (0.0, 2.0, 6.0), 9.0),), 14.0),
    Part("hand", "hands", (WRIST,)),
    Part("forearm", "forearms", (ELBOW, WRIST)),
    Part("elbow", "elbows", (ELBOW,)),
    Part("shoulder side", "shoulder sides", (Spot("{side} upper arm", (0.0, 0.0, 0.0), 6.3),), 14.0),
    Part("seat", "", (Spot("pelvis", (-2.5, -1.0, 0.0), 9.5),), 14.0),
    Part("back", "", (Spot("pelvis", (-1.5, 1.0, 0.0), 9.5), Spot("thorax", (-1.0, 14.0, 0.0), 9.8)), 14.0),
    Part("lower back", "", (Spot("pelvis", (-1.5, 1.0, 0.0), 9.5),), 14.0),
    Part("upper back", "", (Spot("thorax", (-1.0, 13.0, 0.0), 9.8),), 14.0),
    Part("shoulders", "", (Spot("thorax", (-1.0, 19.0, 0.0), 9.0),), 14.0),
    Part("head", "", (Spot("head", (0.5, 5.5, 0.0), 9.5),)),
    Part("chest", "", (Spot("thorax", (1.5, 12.0, 0.0), 9.8),), 14.0),
    Part("belly", "", (Spot("pelvis", (0.0, 4.0, 0.0), 9.5), Spot("thorax", (1.5, 10.0, 0.0), 9.8)), 14.0),
    Part("hips", "", (Spot("pelvis", (0.5, 3.0, 0.0), 9.5),), 14.0),
)

_BY_NAME = {part.name: part for part in PARTS}
_BY_PLURAL = {part.plural: part for part in PARTS if part.plural}


def sides(name: str) -> tuple[str, ...]:
    """Expand the name of a contact (`feet` to `right foot` and `left foot`); unknown ones to nothing."""
    side, _, rest = name.partition(" ")
    if side in SIDES and rest in _BY_NAME and _BY_NAME[rest].sided:
        return (name,)
    if name in _BY_PLURAL:
        return tuple(f"{s} {_BY_PLURAL[name].name}" for s in SIDES)
    if name in _BY_NAME:
        return tuple(f"{s} {name}" for s in SIDES) if _BY_NAME[name].sided else (name,)
    return ()


def side_of(name: str) -> str:
    """Give the side of a single part: `right`, `left`, or nothing for the trunk."""
    side = name.partition(" ")[0]
    return side if side in SIDES else ""


def kind_of(name: str) -> str:
    """Give the part without its side: `right foot` is a `foot`."""
    side, _, rest = name.partition(" ")
    return rest if side in SIDES else name


def part(name: str) -> Part:
    """Give the part behind a single name (`right foot`, `seat`)."""
    return _BY_NAME[kind_of(name)]


def spots(name: str) -> tuple[Spot, ...]:
    """Give the spots of a single part on its side."""
    side = side_of(name)
    return tuple(spot.on(side) for spot in part(name).spots)


def names() -> tuple[str, ...]:
    """List every name a contact may have, for did-you-mean: singular, plural and sided."""
    found: list[str] = []
    for each in PARTS:
        found += (each.plural, each.name, *(f"{s} {each.name}" for s in SIDES)) if each.sided else (each.name,)
    return tuple(dict.fromkeys(found))


ARM = tuple(p.name for p in PARTS if p.sided and p.spots[0].segment in {"{side} forearm", "{side} hand"})
LEG = tuple(p.name for p in PARTS if p.sided and p.spots[0].segment.endswith(("thigh", "shank", "foot", "toes")))
FEET = ("foot", "toes", "ball of foot", "toe tip", "heel")

FLOOR_SPOTS = (
    *(
        spot.on(side)
        for side in SIDES
        for spot in (
            Spot("{side} forearm", (0.0, 0.0, 0.0), 4.0),
            Spot("{side} hand", (0.0, -5.0, 0.0), 3.0),
            Spot("{side} shank", (0.0, 0.0, 0.0), 5.4),
            Spot("{side} foot", (0.0, 0.0, 0.0), 3.6),
            HEEL,
            BALL_OF_FOOT,
            TOE_TIP,
        )
    ),
    Spot("pelvis", (-1.5, 1.0, 0.0), 9.0),
    Spot("thorax", (-1.0, 13.0, 0.0), 9.0),
    Spot("head", (0.5, 5.5, 0.0), 9.3),
)
"""What must not sink into the floor."""
