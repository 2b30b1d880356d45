"""Read the props of a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.figures import props
from handbook.figures.findings import Finding
from handbook.figures.spec import Prop
from handbook.figures.values import match, read_keys, read_number, read_word, spelling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.figures.findings import Path


def read_props(data: object, found: list[Finding]) -> tuple[Prop, ...]:
    """Read `props:`: a mapping, a list of names or one name."""
    where: Path = ("props",)
    if data == "":
        return ()
    if isinstance(data, str):
        data = {data: ""}
    elif isinstance(data, list):
        data = {item if isinstance(item, str) else str(i): "" for i, item in enumerate(data)}
    if not isinstance(data, dict):
        found.append(Finding(where, "figure-value", "props are a mapping", "write `props: {barbell: hands}`"))
        return ()
    keys = read_keys(data, props.BY_NAME, where, found)
    return tuple(_prop(kind, value, ("props", spelling(data, kind)), found) for kind, value in keys.items())


def _prop(kind: str, value: object, where: Path, found: list[Finding]) -> Prop:
    known = props.BY_NAME[kind]
    sizes = {name: usual for name, (usual, _, _) in known.sizes.items()}
    plain_prop = Prop(kind, known.places[0], sizes, {}, where)
    if isinstance(value, dict):
        return _prop_in_detail(plain_prop, value, found)
    if value == "":
        return plain_prop
    if known.main_size and match(value, known.places) is None:
        _, least, greatest = known.sizes[known.main_size]
        number = read_number(value, least, greatest, where, found)
        written = {} if number is None else {known.main_size: number}
        return replace(plain_prop, sizes={**sizes, **written}, choices={"sized": known.main_size})
    place = read_word(value, known.places, where, f"place of the {kind}", found)
    return replace(plain_prop, at=place or known.places[0])


def _prop_in_detail(prop: Prop, data: Mapping[object, object], found: list[Finding]) -> Prop:
    known = props.BY_NAME[prop.kind]
    place = "to" if prop.kind in props.ANCHORED else "place"
    names = (*known.sizes, *known.choices, place) if known.places != ("",) else (*known.sizes, *known.choices)
    sizes, choices, at = dict(prop.sizes), dict(prop.choices), prop.at
    for name, value in read_keys(data, names, prop.where, found).items():
        where = (*prop.where, spelling(data, name))
        if name in known.sizes:
            _, least, greatest = known.sizes[name]
            number = read_number(value, least, greatest, where, found)
            sizes[name] = prop.sizes[name] if number is None else number
            choices["sized"] = name
        elif name in known.choices:
            choices[name] = read_word(value, known.choices[name], where, name, found) or known.choices[name][0]
        else:
            at = read_word(value, known.places, where, f"place of the {prop.kind}", found) or at
    return replace(prop, at=at, sizes=sizes, choices=choices)
