"""Read a figure from plain front matter: every name and value checked, nothing raised."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.figures import bases, props
from handbook.figures.findings import Finding, failed
from handbook.figures.kit import read_props
from handbook.figures.skeleton import LIMB_JOINTS, LIMITS, SIDES, TRUNK_JOINTS, joint_of
from handbook.figures.spec import SIZE_LIMIT, VIEWS, Figure, Pose
from handbook.figures.touching import read_contacts, read_steps, touching
from handbook.figures.values import read_keys, read_number, read_word, short, spelling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.figures.findings import Path
    from handbook.figures.spec import Prop

JOINTS = (*TRUNK_JOINTS, *LIMB_JOINTS)
_SIDED = tuple(f"{side} {joint}" for side in SIDES for joint in LIMB_JOINTS)
GRIP = "grip"
"""Not a joint, but an action that a movement's picture may show: hands that hold."""
_FIGURE_KEYS = ("view", "props", "poses", "arc")
_POSE_KEYS = ("base", "contact", "lift", "step", "air", "shift", "stance", "balance", "hands at")
_NUMBERS = {"air": (0.0, 120.0), "shift": (-150.0, 150.0), "stance": (0.0, 120.0)}


def read(data: object) -> tuple[Figure | None, tuple[Finding, ...]]:
    """Read the value of `figure:`.

    Returns the figure, or None where an error was found, and every finding with its place inside the data.
    Never raises, whatever is nested in what.
    """
    found: list[Finding] = []
    if not isinstance(data, dict):
        return None, (Finding((), "figure-value", "a figure has keys", "write `poses: [standing, squat]`"),)
    keys = read_keys(data, _FIGURE_KEYS, (), found)
    view = read_word(keys.get("view", "side"), VIEWS, ("view",), "view", found) or "side"
    kit = read_props(keys.get("props", {}), found)
    poses = _poses(keys.get("poses", ""), kit, found)
    arc = read_word(keys["arc"], (*JOINTS, *_SIDED, GRIP), ("arc",), "joint", found) if "arc" in keys else ""
    arc = f"right {arc}" if arc in LIMB_JOINTS else arc
    if not poses or failed(found):
        return None, tuple(found)
    return Figure(view, kit, poses, arc or ""), tuple(found)


def _poses(data: object, kit: tuple[Prop, ...], found: list[Finding]) -> tuple[Pose, ...]:
    where: Path = ("poses",)
    if isinstance(data, str) and data:
        data = [data]
    if not isinstance(data, list) or not data:
        found.append(Finding(where, "figure-value", "a figure has poses", "write `poses: [standing, squat]`"))
        return ()
    if len(data) > SIZE_LIMIT:
        message = f"{len(data)} poses; a figure has at most {SIZE_LIMIT}"
        hint = "keep the start, the turning points and the end"
        found.append(Finding(("poses", SIZE_LIMIT), "figure-value", message, hint))
    poses: list[Pose] = []
    for i, raw in enumerate(data[:SIZE_LIMIT]):
        poses.append(_pose(raw, poses[0] if poses else None, kit, ("poses", i), found))
    return tuple(poses)


def _pose(raw: object, first: Pose | None, kit: tuple[Prop, ...], where: Path, found: list[Finding]) -> Pose:
    if isinstance(raw, str):
        name = read_word(raw, bases.BY_NAME, where, "base pose", found)
        return _from_base(name or "standing", kit, where, found)
    if not isinstance(raw, dict):
        hint = "write a base pose, or `{base: squat, knee: 90}`"
        message = f"a pose is a name or a mapping, not {short(raw)}"
        found.append(Finding(where, "figure-value", message, hint))
        return _from_base("standing", kit, where, found)
    kinds = tuple(prop.kind for prop in kit if props.BY_NAME[prop.kind].places != ("",))
    keys = read_keys(raw, (*_POSE_KEYS, *kinds, *JOINTS, *_SIDED), where, found)
    spelt = {name: spelling(raw, name) for name in keys}
    start = _start(keys, first, kit, where, found)
    pose = touching(start, keys, kit, found)
    angles, asked = _angles({k: v for k, v in keys.items() if k in {*JOINTS, *_SIDED}}, spelt, where, found)
    pose = replace(pose, angles={**pose.angles, **angles}, asked={**pose.asked, **asked})
    return _with_settings(pose, keys, spelt, found)


def _start(
    keys: Mapping[str, object], first: Pose | None, kit: tuple[Prop, ...], where: Path, found: list[Finding]
) -> Pose:
    """Begin with the named base, or with the first pose where no base is named."""
    if "base" in keys or first is None:
        name = "standing"
        if "base" in keys:
            name = read_word(keys["base"], bases.BY_NAME, (*where, "base"), "base pose", found) or name
        return _from_base(name, kit if "contact" not in keys and "air" not in keys else None, where, found)
    contacts = tuple(replace(contact, named=False, where=where) for contact in first.contacts)
    return replace(first, contacts=contacts, steps=(), air=None, shift=0.0, where=where, asked={})


def _from_base(name: str, kit: tuple[Prop, ...] | None, where: Path, found: list[Finding]) -> Pose:
    """Begin with a base pose; its contacts need their props unless the author writes others (None)."""
    contacts = read_contacts(dict(bases.BY_NAME[name].contacts), kit, where, found, named=False)
    return Pose(base=name, contacts=contacts, where=where)


def spread(angles: Mapping[str, float]) -> dict[str, float]:
    """Give both sides what is said of both (`hip`); what is said of one side wins."""
    both = {f"{s} {name}": value for name, value in angles.items() if name in LIMB_JOINTS for s in SIDES}
    return {**both, **{name: value for name, value in angles.items() if name not in LIMB_JOINTS}}


def _angles(
    data: Mapping[str, object], spelt: Mapping[str, str], where: Path, found: list[Finding]
) -> tuple[dict[str, float], dict[str, Path]]:
    values: dict[str, float] = {}
    for name, raw in data.items():
        place = (*where, spelt[name])
        value = read_number(raw, -360, 360, place, found)
        least, greatest = LIMITS.get(joint_of(name), (-360.0, 360.0))
        if value is not None and not least <= value <= greatest:
            message = f"{name} {value:g} is outside the human range, {least:g} to {greatest:g} degrees"
            found.append(Finding(place, "figure-joint-limit", message))
        elif value is not None:
            values[name] = value
    asked = {dof: (*where, spelt.get(dof, spelt.get(joint_of(dof), dof))) for dof in spread(values)}
    return spread(values), asked


def _with_settings(pose: Pose, keys: Mapping[str, object], spelt: Mapping[str, str], found: list[Finding]) -> Pose:
    """Read what is neither an angle nor a contact."""
    numbers = {
        name: read_number(keys[name], *limits, (*pose.where, name), found)
        for name, limits in _NUMBERS.items()
        if name in keys
    }
    steps = read_steps(keys["step"], (*pose.where, "step"), found) if "step" in keys else pose.steps
    hands_at = pose.hands_at
    if "hands at" in keys:
        where = (*pose.where, spelt["hands at"])
        hands_at = (
            ""
            if keys["hands at"] == "free"
            else read_word(keys["hands at"], props.HANDS_AT, where, "place for hands", found) or ""
        )
    balance = pose.balance
    if "balance" in keys:
        answers = ("true", "false", "yes", "no")
        said = read_word(keys["balance"], answers, (*pose.where, "balance"), "answer", found)
        balance = said in {"true", "yes", None}
    places = dict(pose.places)
    for kind in (key for key in keys if key in props.BY_NAME and key not in _POSE_KEYS):
        where = (*pose.where, spelt[kind])
        known = props.BY_NAME[kind].places
        places[kind] = read_word(keys[kind], known, where, f"place of the {kind}", found) or ""
    shift = numbers.get("shift")
    return replace(
        pose,
        steps=steps,
        air=numbers.get("air", pose.air),
        shift=pose.shift if shift is None else shift,
        stance=numbers.get("stance", pose.stance),
        balance=balance,
        hands_at=hands_at,
        places={kind: place for kind, place in places.items() if place},
    )
