"""Read a figure from plain front matter (dict, list and str): every name and value checked, nothing
raised."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.figures import bases, parts, props
from handbook.figures.findings import Finding, did_you_mean, failed
from handbook.figures.skeleton import DOFS, LIMB_JOINTS, LIMITS, SIDES, TRUNK_JOINTS, joint_of
from handbook.figures.spec import SIZE_LIMIT, VIEWS, Contact, Figure, Pose, Prop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.figures.findings import Path

JOINTS = (*TRUNK_JOINTS, *LIMB_JOINTS)
_SIDED = tuple(f"{side} {joint}" for side in SIDES for joint in LIMB_JOINTS)
_FIGURE_KEYS = ("view", "props", "poses", "arc")
_POSE_KEYS = ("base", "contact", "lift", "step", "air", "shift", "stance", "balance", "hands at")
_NUMBERS = {"air": (0.0, 120.0), "shift": (-150.0, 150.0), "stance": (0.0, 120.0)}
_LIMBS = {"arm": parts.ARM, "leg": parts.LEG}
_LONGEST = 60
_MOST_KEYS = 40


def read(data: object) -> tuple[Figure | None, tuple[Finding, ...]]:
    """Read the value of `figure:`.

    Returns the figure, or None where an error was found, and every finding with its place inside the data.
    Never raises, whatever is nested in what.
    """
    found: list[Finding] = []
    if not isinstance(data, dict):
        return None, (Finding((), "figure-value", "a figure has keys", "write `poses: [standing, squat]`"),)
    keys = _keys(data, _FIGURE_KEYS, (), found)
    view = _word(keys.get("view", "side"), VIEWS, ("view",), "view", found) or "side"
    kit = _props(keys.get("props", {}), found)
    poses = _poses(keys.get("poses", ""), kit, found)
    arc = _word(keys["arc"], DOFS[3:-4], ("arc",), "joint", found) if "arc" in keys else ""
    if not poses or failed(found):
        return None, tuple(found)
    return Figure(view, kit, poses, arc or ""), tuple(found)


def plain(word: str) -> str:
    """Make spellings equal: `Half_kneeling`, `half-kneeling` and `half kneeling` are one name."""
    return " ".join(word.replace("_", " ").replace("-", " ").lower().split())


def _match(word: object, known: Iterable[str]) -> str | None:
    if not isinstance(word, str):
        return None
    return next((name for name in known if plain(name) == plain(word)), None)


def _short(value: object) -> str:
    text = value if isinstance(value, str) else type(value).__name__.replace("dict", "a mapping")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _keys(data: Mapping[object, object], known: Iterable[str], where: Path, found: list[Finding]) -> dict[str, object]:
    """Keep the known keys under their proper names; report the others."""
    known = tuple(known)
    kept: dict[str, object] = {}
    for key, value in list(data.items())[:_MOST_KEYS]:
        name = _match(key, known)
        if name is None:
            hint = did_you_mean(plain(_short(key)), known)
            message = f"a figure has no `{_short(key)}` here"
            found.append(Finding((*where, str(key)), "figure-unknown", message, hint))
        elif name in kept:
            found.append(Finding((*where, str(key)), "figure-contradiction", f"`{name}` is written twice"))
        else:
            kept[name] = value
    if len(data) > _MOST_KEYS:
        found.append(Finding(where, "figure-value", f"more than {_MOST_KEYS} keys in one place"))
    return kept


def _word(value: object, known: Iterable[str], where: Path, what: str, found: list[Finding]) -> str | None:
    """Read one of the known words."""
    known = tuple(known)
    name = _match(value, known)
    if name is None:
        hint = did_you_mean(plain(_short(value)), known) or "one of " + ", ".join(k for k in known[:12] if k)
        found.append(Finding(where, "figure-unknown", f"there is no {what} `{_short(value)}`", hint))
    return name


def _number(value: object, least: float, greatest: float, where: Path, found: list[Finding]) -> float | None:
    """Read a finite number within its range."""
    try:
        number = float(value) if isinstance(value, str) else math.nan
    except ValueError:
        number = math.nan
    if math.isfinite(number) and least <= number <= greatest:
        return number
    message = f"`{_short(value)}` is not a number from {least:g} to {greatest:g}"
    found.append(Finding(where, "figure-value", message))
    return None


def _props(data: object, found: list[Finding]) -> tuple[Prop, ...]:
    where: Path = ("props",)
    if data == "":
        return ()
    if isinstance(data, str):
        data = {data: ""}
    elif isinstance(data, list):
        data = {item if isinstance(item, str) else str(i): "" for i, item in enumerate(data)}
    if not isinstance(data, dict):
        return ()
    keys = _keys(data, props.BY_NAME, where, found)
    written = {name: next(str(k) for k in data if _match(k, (name,))) for name in keys}
    return tuple(_prop(kind, value, ("props", written[kind]), found) for kind, value in keys.items())


def _prop(kind: str, value: object, where: Path, found: list[Finding]) -> Prop:
    known = props.BY_NAME[kind]
    sizes = {name: usual for name, (usual, _, _) in known.sizes.items()}
    plain_prop = Prop(kind, known.places[0], sizes, {}, where)
    if isinstance(value, dict):
        return _prop_in_detail(plain_prop, value, found)
    if value == "":
        return plain_prop
    if known.main_size and _match(value, known.places) is None:
        _, least, greatest = known.sizes[known.main_size]
        number = _number(value, least, greatest, where, found)
        written = {} if number is None else {known.main_size: number}
        return replace(plain_prop, sizes={**sizes, **written}, choices={"sized": known.main_size})
    place = _word(value, known.places, where, f"place of the {kind}", found)
    return replace(plain_prop, at=place or known.places[0])


def _prop_in_detail(prop: Prop, data: Mapping[object, object], found: list[Finding]) -> Prop:
    known = props.BY_NAME[prop.kind]
    place = "to" if prop.kind in props.ANCHORED else "place"
    names = (*known.sizes, *known.choices, place) if known.places != ("",) else (*known.sizes, *known.choices)
    sizes, choices, at = dict(prop.sizes), dict(prop.choices), prop.at
    for name, value in _keys(data, names, prop.where, found).items():
        where = (*prop.where, name)
        if name in known.sizes:
            _, least, greatest = known.sizes[name]
            number = _number(value, least, greatest, where, found)
            sizes[name] = prop.sizes[name] if number is None else number
            choices["sized"] = name
        elif name in known.choices:
            choices[name] = _word(value, known.choices[name], where, name, found) or known.choices[name][0]
        else:
            at = _word(value, known.places, where, f"place of the {prop.kind}", found) or at
    return replace(prop, at=at, sizes=sizes, choices=choices)


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
        name = _word(raw, bases.BY_NAME, where, "base pose", found)
        return _from_base(name or "standing", kit, where, found)
    if not isinstance(raw, dict):
        hint = "write a base pose, or `{base: squat, knee: 90}`"
        message = f"a pose is a name or a mapping, not {_short(raw)}"
        found.append(Finding(where, "figure-value", message, hint))
        return _from_base("standing", kit, where, found)
    kinds = tuple(prop.kind for prop in kit if props.BY_NAME[prop.kind].places != ("",))
    keys = _keys(raw, (*_POSE_KEYS, *kinds, *JOINTS, *_SIDED), where, found)
    spelt = {name: next(str(k) for k in raw if _match(k, (name,))) for name in keys}
    start = _start(keys, first, kit, where, found)
    pose = _with_contacts(start, keys, kit, found)
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
            name = _word(keys["base"], bases.BY_NAME, (*where, "base"), "base pose", found) or name
        return _from_base(name, kit if "contact" not in keys and "air" not in keys else None, where, found)
    contacts = tuple(replace(contact, named=False, where=where) for contact in first.contacts)
    return replace(first, contacts=contacts, steps=(), air=None, shift=0.0, where=where, asked={})


def _from_base(name: str, kit: tuple[Prop, ...] | None, where: Path, found: list[Finding]) -> Pose:
    """Begin with a base pose; its contacts are checked against the props unless the author writes others
    (None)."""
    contacts = _contacts(dict(bases.BY_NAME[name].contacts), kit, where, found, named=False)
    return Pose(name, {}, {}, contacts, (), None, 0.0, None, True, "", {}, where)


def _contacts(
    data: Mapping[str, object], kit: tuple[Prop, ...] | None, where: Path, found: list[Finding], *, named: bool
) -> tuple[Contact, ...]:
    surfaces = props.offered(tuple(prop.kind for prop in kit or ()))
    touching: dict[str, Contact] = {}
    for key in sorted(data, key=lambda k: len(parts.sides(plain(k))) == 1):
        place = (*where, key) if named else where
        singles = parts.sides(plain(key))
        if not singles:
            hint = did_you_mean(plain(_short(key)), parts.names())
            message = f"no part of the body is called `{_short(key)}`"
            found.append(Finding(place, "figure-unknown", message, hint))
        surface = _match(data[key], props.SURFACES)
        if surface is None:
            hint = did_you_mean(plain(_short(data[key])), props.SURFACES)
            found.append(Finding(place, "figure-unknown", f"there is no surface `{_short(data[key])}`", hint))
        elif kit is not None and surface not in surfaces:
            hint = f"add `{props.SURFACES[surface]}:` to `props`"
            found.append(Finding(place, "figure-unknown", f"no prop here has a `{surface}`", hint))
        touching.update({single: Contact(single, surface or "floor", named, place) for single in singles})
    return tuple(touching.values())


def _with_contacts(pose: Pose, keys: Mapping[str, object], kit: tuple[Prop, ...], found: list[Finding]) -> Pose:
    """Put the author's contacts in place of the others, and take lifted limbs away."""
    contacts = pose.contacts
    if "air" in keys:
        contacts = ()
    if "contact" in keys:
        data = keys["contact"]
        if isinstance(data, dict) and len(data) <= _MOST_KEYS and all(isinstance(k, str) for k in data):
            contacts = _contacts(data, kit, (*pose.where, "contact"), found, named=True)
        elif data != "":
            hint = "write `contact: {hands: floor, feet: floor}`"
            found.append(Finding((*pose.where, "contact"), "figure-value", "contacts are a mapping", hint))
        if "air" in keys and contacts:
            message = "a pose in the air touches nothing"
            found.append(Finding((*pose.where, "contact"), "figure-contradiction", message))
    _contradictions(contacts, found)
    lifted = _lifted(keys.get("lift", []), (*pose.where, "lift"), found)
    return replace(pose, contacts=tuple(c for c in contacts if c.part not in lifted))


def _contradictions(contacts: Iterable[Contact], found: list[Finding]) -> None:
    surfaces: dict[str, str] = {}
    for contact in contacts:
        if parts.kind_of(contact.part) in parts.FEET and contact.named:
            side = parts.side_of(contact.part)
            other = surfaces.setdefault(side, contact.surface)
            if other != contact.surface:
                message = f"the {side} foot cannot be on the {other} and on the {contact.surface}"
                found.append(Finding(contact.where, "figure-contradiction", message))


def _list(data: object) -> list[object]:
    return data if isinstance(data, list) else [data] if data != "" else []


def _lifted(data: object, where: Path, found: list[Finding]) -> frozenset[str]:
    """Read `lift: [right arm, left leg]` as the single parts that leave their surfaces."""
    lifted: list[str] = []
    for i, item in enumerate(_list(data)[:_MOST_KEYS]):
        word = plain(item) if isinstance(item, str) else ""
        side, _, limb = word.partition(" ")
        both = {"arms": "arm", "legs": "leg"}.get(word)
        if both:
            lifted += [f"{s} {part}" for s in SIDES for part in _LIMBS[both]]
        elif side in SIDES and limb in _LIMBS:
            lifted += [f"{side} {part}" for part in _LIMBS[limb]]
        elif parts.sides(word):
            lifted += parts.sides(word)
        else:
            hint = did_you_mean(word, ("right arm", "left arm", "right leg", "left leg", *parts.names()))
            place = (*where, i) if isinstance(data, list) else where
            found.append(Finding(place, "figure-unknown", f"`{_short(item)}` cannot be lifted", hint))
    return frozenset(lifted)


def _steps(data: object, where: Path, found: list[Finding]) -> tuple[str, ...]:
    """Read `step: right foot` as single parts; a foot that steps takes its heel and toes along."""
    steps: list[str] = []
    for i, item in enumerate(_list(data)[:_MOST_KEYS]):
        singles = parts.sides(plain(item)) if isinstance(item, str) else ()
        if not singles:
            place = (*where, i) if isinstance(data, list) else where
            hint = did_you_mean(plain(_short(item)), parts.names())
            found.append(Finding(place, "figure-unknown", f"`{_short(item)}` cannot step", hint))
        for single in singles:
            foot = parts.kind_of(single) in parts.FEET
            steps += [f"{parts.side_of(single)} {part}" for part in parts.FEET] if foot else [single]
    return tuple(steps)


def spread(angles: Mapping[str, float]) -> dict[str, float]:
    """Give both sides what is said of both: `hip` to `right hip` and `left hip`; what is said of one side
    wins."""
    both = {f"{s} {name}": value for name, value in angles.items() if name in LIMB_JOINTS for s in SIDES}
    return {**both, **{name: value for name, value in angles.items() if name not in LIMB_JOINTS}}


def _angles(
    data: Mapping[str, object], spelt: Mapping[str, str], where: Path, found: list[Finding]
) -> tuple[dict[str, float], dict[str, Path]]:
    values: dict[str, float] = {}
    for name, raw in data.items():
        place = (*where, spelt[name])
        value = _number(raw, -360, 360, place, found)
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
        name: _number(keys[name], *limits, (*pose.where, name), found)
        for name, limits in _NUMBERS.items()
        if name in keys
    }
    steps = _steps(keys["step"], (*pose.where, "step"), found) if "step" in keys else pose.steps
    hands_at = pose.hands_at
    if "hands at" in keys:
        where = (*pose.where, spelt["hands at"])
        hands_at = (
            ""
            if keys["hands at"] == "free"
            else _word(keys["hands at"], props.HANDS_AT, where, "place for hands", found) or ""
        )
    balance = pose.balance
    if "balance" in keys:
        answers = ("true", "false", "yes", "no")
        said = _word(keys["balance"], answers, (*pose.where, "balance"), "answer", found)
        balance = said in {"true", "yes", None}
    places = dict(pose.places)
    for kind in (key for key in keys if key in props.BY_NAME and key not in _POSE_KEYS):
        where = (*pose.where, spelt[kind])
        known = props.BY_NAME[kind].places
        places[kind] = _word(keys[kind], known, where, f"place of the {kind}", found) or ""
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
