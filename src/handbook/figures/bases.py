"""Named base poses. An entry starts from one and writes only what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Base:
    """A pose to start from.

    `angles` (degrees) may name both sides at once (`hip`) or one (`right hip`); `contacts` say what touches
    what. `free` leaves the lean of the trunk to the contacts and to balance; `stance` is the distance of the
    feet (cm).
    """

    name: str
    says: str
    angles: Mapping[str, float]
    contacts: Mapping[str, str]
    free: bool = False
    stance: float = 20.0


BASES = (
    Base(
        "standing",
        "upright, feet hip-wide, arms at the sides",
        {"hip": 0, "knee": 2, "elbow": 8, "hip abduction": 2, "shoulder": 0, "shoulder abduction": 6},
        {"feet": "floor"},
        free=True,
    ),
    Base(
        "squat",
        "thighs level, heels down, chest up",
        {"hip": 118, "knee": 116, "hip abduction": 12, "hip rotation": 10, "shoulder": 42, "neck": -15},
        {"feet": "floor"},
        free=True,
    ),
    Base(
        "sumo squat",
        "a wide squat, toes turned out, trunk upright",
        {"hip": 95, "knee": 100, "hip abduction": 42, "hip rotation": 40, "neck": -10},
        {"feet": "floor"},
        free=True,
        stance=76.0,
    ),
    Base(
        "hinge",
        "hips back, trunk leaning forward, knees a little bent",
        {"torso": 72, "hip": 92, "knee": 22, "shoulder": 70, "neck": -14},
        {"feet": "floor"},
    ),
    Base(
        "split",
        "the right foot in front, the left knee near the floor",
        {
            "torso": 3,
            "right hip": 85,
            "right knee": 90,
            "left hip": -4,
            "left knee": 95,
            "left ankle": 12,
            "left toe": 65,
        },
        {"right foot": "floor", "left toes": "floor"},
    ),
    Base(
        "half-kneeling",
        "the right foot in front, the left knee on the floor",
        {"torso": 0, "right hip": 90, "right knee": 90, "left knee": 90, "left ankle": 10, "left toe": 65},
        {"right foot": "floor", "left knee": "floor", "left toes": "floor"},
    ),
    Base(
        "kneeling",
        "upright on both knees",
        {"torso": 0, "hip": 0, "knee": 90, "ankle": -42},
        {"knees": "floor", "toe tips": "floor"},
    ),
    Base(
        "quadruped",
        "on hands and knees",
        {"torso": 88, "hip": 88, "knee": 90, "ankle": -42, "shoulder": 88, "elbow": 2, "neck": -8},
        {"hands": "floor", "knees": "floor", "toe tips": "floor"},
        free=True,
    ),
    Base(
        "plank",
        "straight on the forearms and toes",
        {"torso": 80, "hip": 0, "knee": 0, "ankle": 10, "toe": 60, "shoulder": 85, "elbow": 90, "neck": -4},
        {"forearms": "floor", "toes": "floor"},
        free=True,
    ),
    Base(
        "high plank",
        "straight on the hands and toes",
        {
            "torso": 68,
            "hip": 0,
            "knee": 0,
            "ankle": 8,
            "toe": 60,
            "shoulder": 70,
            "elbow": 2,
            "shoulder abduction": 8,
            "neck": -6,
        },
        {"hands": "floor", "toes": "floor"},
        free=True,
    ),
    Base(
        "side plank",
        "on the right forearm and foot, the left arm up (use the front view)",
        {
            "torso": 0,
            "roll": 72,
            "hip": 0,
            "knee": 0,
            "hip abduction": -5,
            "right shoulder abduction": 78,
            "right elbow": 90,
            "left shoulder abduction": 95,
        },
        {"right forearm": "floor", "right foot side": "floor"},
    ),
    Base(
        "kneeling side plank",
        "on the right forearm and knee, the left hand on the hip (use the front view)",
        {
            "torso": 0,
            "roll": 66,
            "hip": 0,
            "knee": 80,
            "hip abduction": -3,
            "right shoulder abduction": 74,
            "right elbow": 90,
        },
        {"right forearm": "floor", "right inner knee": "floor"},
    ),
    Base(
        "side-lying",
        "on the right side, the right arm under the head (use the view from above)",
        {
            "torso": 0,
            "roll": 90,
            "hip": 0,
            "knee": 0,
            "hip abduction": -5,
            "right shoulder": 90,
            "right elbow": 90,
            "left shoulder": 25,
            "left elbow": 30,
            "side bend": 0,
        },
        {"right hip side": "floor", "right shoulder side": "floor"},
    ),
    Base(
        "supine",
        "flat on the back",
        {"torso": -90, "hip": 0, "knee": 0, "shoulder": 0, "shoulder abduction": 12, "ankle": -5},
        {"back": "floor", "head": "floor"},
    ),
    Base(
        "hook-lying",
        "on the back, knees bent, feet on the floor",
        {"torso": -90, "hip": 50, "knee": 90, "shoulder": 0, "shoulder abduction": 12},
        {"back": "floor", "head": "floor", "feet": "floor"},
    ),
    Base(
        "bridge",
        "shoulders and feet on the floor, hips up",
        {"torso": -110, "hip": 0, "knee": 85, "shoulder": -25, "shoulder abduction": 12},
        {"shoulders": "floor", "head": "floor", "hands": "floor", "feet": "floor"},
        free=True,
    ),
    Base(
        "prone",
        "face down, arms stretched past the head",
        {"torso": 90, "hip": 0, "knee": 0, "ankle": -45, "shoulder": 175, "neck": -10},
        {"belly": "floor"},
    ),
    Base(
        "seated",
        "on a bench or seat, feet on the floor",
        {"torso": 0, "hip": 90, "knee": 90},
        {"seat": "bench", "feet": "floor"},
    ),
    Base(
        "sitting",
        "on the floor, legs out in front",
        {"torso": 0, "hip": 88, "knee": 5, "ankle": 0},
        {"seat": "floor", "heels": "floor"},
    ),
    Base(
        "v-sit",
        "on the floor, leaning back, knees bent, heels down",
        {"torso": -40, "hip": 80, "knee": 80, "ankle": 5, "neck": 12},
        {"seat": "floor", "heels": "floor"},
    ),
    Base(
        "hanging",
        "from a bar, arms straight",
        {"torso": 0, "hip": 0, "knee": 5, "shoulder": 175, "elbow": 3},
        {"hands": "bar"},
    ),
    Base(
        "roman chair",
        "in a back-extension bench, body straight, leaning forward",
        {"torso": 45, "hip": 0, "knee": 3, "ankle": 0},
        {"feet": "foot plate", "upper thighs": "pad"},
    ),
)

BY_NAME = {base.name: base for base in BASES}
