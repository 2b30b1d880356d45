"""What an author may write, with an example of each, for the generated gallery and reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.figures import bases, parts, props
from handbook.figures.skeleton import LIMB_JOINTS, LIMITS, TRUNK_JOINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.figures.values import Data


@dataclass(frozen=True, slots=True)
class Listed:
    """A word of the vocabulary: its name, what it means, and a figure that shows it (empty: none)."""

    name: str
    says: str
    data: Mapping[str, Data]


_ALONG: Mapping[str, Mapping[str, Data]] = {
    "side plank": {"view": "front"},
    "kneeling side plank": {"view": "front"},
    "side-lying": {"view": "above"},
    "sumo squat": {"view": "front"},
    "seated": {"props": "bench"},
    "hanging": {"props": "pull-up bar"},
    "roman chair": {"props": "back-extension bench"},
}
"""What a base pose needs besides its name."""

_LYING_LEGS: Data = {"base": "prone", "knee": "60", "contact": {"belly": "couch", "thighs": "couch"}}
_BENCH_TOP: Data = {"base": "supine", "knee": "75", "shoulder": "88", "contact": {"back": "bench", "feet": "floor"}}
_CHAIR: Data = {"base": "standing", "elbow": "90", "contact": {"forearms": "armrests", "upper back": "backrest"}}
_PULLED: Data = {"base": "seated", "contact": {"seat": "seat", "feet": "floor"}, "shoulder": "165", "elbow": "5"}
_SAT: Data = {"base": "seated", "contact": {"seat": "seat", "lower back": "backrest"}, "knee": "40"}
_THRUST: Data = {
    "base": "bridge",
    "torso": "-88",
    "hip": "0",
    "knee": "92",
    "contact": {"upper back": "bench edge", "feet": "floor"},
}
_SHOWN: Mapping[str, Mapping[str, Data]] = {
    "barbell": {"props": {"barbell": "hands"}, "poses": "hinge"},
    "dumbbells": {"props": "dumbbells", "poses": "standing"},
    "dumbbell": {"props": {"dumbbell": "chest"}, "poses": "squat"},
    "kettlebell": {"props": {"kettlebell": "both hands"}, "poses": "hinge"},
    "plate": {"props": {"plate": "chest"}, "poses": "standing"},
    "medicine ball": {"props": "medicine ball", "poses": [{"base": "standing", "hands at": "belly"}]},
    "landmine": {"props": "landmine", "poses": [{"base": "standing", "right shoulder": "40", "right elbow": "130"}]},
    "cable": {"props": "cable", "poses": [{"base": "standing", "shoulder": "80", "elbow": "5"}]},
    "band": {"props": {"band": {"from": "feet", "to": "hands"}}, "poses": [{"base": "sitting", "shoulder": "60"}]},
    "mini band": {"view": "front", "props": "mini band", "poses": [{"base": "standing", "stance": "50"}]},
    "bench": {"props": "bench", "poses": [_BENCH_TOP]},
    "box": {
        "props": {"box": {"height": "40", "at": "20"}},
        "poses": [{"base": "standing", "contact": {"feet": "box"}}],
    },
    "step": {"props": "step", "poses": [{"base": "standing", "ankle": "18", "contact": {"toes": "step"}}]},
    "wall": {"props": "wall", "poses": [{"base": "squat", "hip": "90", "contact": {"back": "wall", "feet": "floor"}}]},
    "ball": {"props": "ball", "poses": [{"base": "high plank", "contact": {"hands": "floor", "shins": "ball"}}]},
    "roller": {"props": "roller", "poses": [{"base": "plank", "contact": {"forearms": "floor", "thighs": "roller"}}]},
    "sliders": {
        "props": "sliders",
        "poses": [{"base": "high plank", "contact": {"hands": "floor", "toes": "sliders"}}],
    },
    "mat": {"props": "mat", "view": "above", "poses": "side-lying"},
    "pull-up bar": {"props": "pull-up bar", "poses": "hanging"},
    "captain's chair": {"props": "captain's chair", "poses": [_CHAIR]},
    "lat pulldown": {"props": "lat pulldown", "poses": [_PULLED]},
    "leg extension machine": {"props": "leg extension machine", "poses": [_SAT]},
    "leg curl machine": {"props": "leg curl machine", "poses": [_LYING_LEGS]},
    "back-extension bench": {"props": "back-extension bench", "poses": "roman chair"},
    "foot plate": {
        "props": {"bench": "28", "foot plate": "", "cable": {"to": "both hands", "height": "30", "handle": "V"}},
        "poses": [
            {"base": "seated", "knee": "40", "shoulder": "70", "contact": {"seat": "bench", "feet": "foot plate"}}
        ],
    },
    "calf-raise machine": {"props": "calf-raise machine", "poses": [{"base": "standing", "elbow": "90"}]},
    "hip-thrust machine": {"props": {"hip-thrust machine": "", "bench": "42"}, "poses": [_THRUST]},
}


def base_poses() -> tuple[Listed, ...]:
    """List the base poses, each with a figure of it."""
    return tuple(Listed(b.name, b.says, {**_ALONG.get(b.name, {}), "poses": [b.name]}) for b in bases.BASES)


def prop_kinds() -> tuple[Listed, ...]:
    """List the props: what they are, where they may be, their sizes and surfaces; each with a figure."""
    return tuple(Listed(kind.name, _prop(kind), _SHOWN[kind.name]) for kind in props.PROPS)


def contact_parts() -> tuple[Listed, ...]:
    """List the parts of the body that can touch a surface, as `contact` names them (both sides, then one)."""
    return tuple(
        Listed(part.plural or part.name, f"right {part.name}, left {part.name}" if part.sided else "", {})
        for part in parts.PARTS
    )


def contact_surfaces() -> tuple[Listed, ...]:
    """List the surfaces that a part can touch, and the prop that offers each."""
    return tuple(
        Listed(name, f"of the {kind}" if kind else "always there", {}) for name, kind in props.SURFACES.items()
    )


def joints() -> tuple[Listed, ...]:
    """List the joints and their limits in degrees; limb joints take `right` and `left` in front."""
    limits = {joint: f"{LIMITS[joint][0]:.0f} to {LIMITS[joint][1]:.0f}" for joint in LIMITS}
    trunk = [Listed(joint, limits.get(joint, "any"), {}) for joint in TRUNK_JOINTS]
    return (*trunk, *(Listed(joint, f"{limits[joint]}, each side", {}) for joint in LIMB_JOINTS))


def _prop(kind: props.PropKind) -> str:
    """Say a prop in a line."""
    places = ", ".join(place for place in kind.places if place)
    sizes = ", ".join(
        f"{name} {usual:g} cm ({least:g} to {most:g})" for name, (usual, least, most) in kind.sizes.items()
    )
    offers = ", ".join(kind.surfaces)
    clauses = [kind.says, f"where: {places}" if places else "", f"sizes: {sizes}" if sizes else ""]
    return "; ".join(clause for clause in (*clauses, f"surfaces: {offers}" if offers else "") if clause)
