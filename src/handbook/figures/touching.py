"""Read what touches what: contacts, lifted limbs and steps of a pose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.figures import parts, props
from handbook.figures.findings import Finding, did_you_mean
from handbook.figures.skeleton import SIDES
from handbook.figures.spec import Contact
from handbook.figures.values import MOST_KEYS, match, plain, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.figures.findings import Path
    from handbook.figures.spec import Pose, Prop

_LIMBS = {"arm": parts.ARM, "leg": parts.LEG}


def read_contacts(
    data: Mapping[str, object], kit: tuple[Prop, ...] | None, where: Path, found: list[Finding], *, named: bool
) -> tuple[Contact, ...]:
    """Read contacts; a part named alone (`right foot`) wins over both (`feet`). `kit` None: props are not asked."""
    surfaces = props.offered(tuple(prop.kind for prop in kit or ()))
    touching: dict[str, Contact] = {}
    for key in sorted(data, key=lambda k: len(parts.sides(plain(k))) == 1):
        place = (*where, key) if named else where
        singles = parts.sides(plain(key))
        if not singles:
            hint = did_you_mean(plain(short(key)), parts.names())
            message = f"no part of the body is called `{short(key)}`"
            found.append(Finding(place, "figure-unknown", message, hint))
        surface = match(data[key], props.SURFACES)
        if surface is None:
            hint = did_you_mean(plain(short(data[key])), props.SURFACES)
            found.append(Finding(place, "figure-unknown", f"there is no surface `{short(data[key])}`", hint))
        elif kit is not None and surface not in surfaces:
            hint = f"add `{props.SURFACES[surface]}:` to `props`"
            found.append(Finding(place, "figure-unknown", f"no prop here has a `{surface}`", hint))
        if surface == "bar" and any(parts.kind_of(single) != "hand" for single in singles):
            message = f"the {short(key)} cannot hold the bar; only hands do"
            found.append(Finding(place, "figure-contradiction", message, "write `hands: bar`"))
        touching.update({single: Contact(single, surface or "floor", named, place) for single in singles})
    return tuple(touching.values())


def touching(pose: Pose, keys: Mapping[str, object], kit: tuple[Prop, ...], found: list[Finding]) -> Pose:
    """Put the author's contacts in place of the others, and take lifted limbs away."""
    contacts = pose.contacts
    if "air" in keys:
        contacts = ()
    if "contact" in keys:
        data = keys["contact"]
        if isinstance(data, dict) and len(data) <= MOST_KEYS and all(isinstance(k, str) for k in data):
            contacts = read_contacts(data, kit, (*pose.where, "contact"), found, named=True)
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
    for i, item in enumerate(_list(data)[:MOST_KEYS]):
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
            found.append(Finding(place, "figure-unknown", f"`{short(item)}` cannot be lifted", hint))
    return frozenset(lifted)


def read_steps(data: object, where: Path, found: list[Finding]) -> tuple[str, ...]:
    """Read `step: right foot` as single parts; a foot that steps takes its heel and toes along."""
    steps: list[str] = []
    for i, item in enumerate(_list(data)[:MOST_KEYS]):
        singles = parts.sides(plain(item)) if isinstance(item, str) else ()
        if not singles:
            place = (*where, i) if isinstance(data, list) else where
            hint = did_you_mean(plain(short(item)), parts.names())
            found.append(Finding(place, "figure-unknown", f"`{short(item)}` cannot step", hint))
        for single in singles:
            foot = parts.kind_of(single) in parts.FEET
            steps += [f"{parts.side_of(single)} {part}" for part in parts.FEET] if foot else [single]
    return tuple(steps)
