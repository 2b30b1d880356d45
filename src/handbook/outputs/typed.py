"""Fields as values of JSON, for other programs: amounts with their ends and unit, dates, names as the ids of entries.

`value` and `described` are two faces of one rule: what one makes of a group of fields, the other describes.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from handbook.coverage import Amount as Sum
from handbook.fields import SLUG, Model, Slug
from handbook.quantities import MOST, Quantity
from handbook.shapes import (
    Amount,
    Anything,
    Choice,
    Day,
    Field,
    Group,
    Keyed,
    Many,
    Name,
    Shape,
    Text,
    Truth,
    Whole,
    fields,
)

Json = dict[str, Any]

UNITS = ("", "s", "min", "m", "kg", "lb", "%", MOST)


def identity(name: Slug) -> str:
    """How another program names what a slug names: `exercises/plank`; a work by its key alone."""
    return str(name) if name.folder == "references" else f"{name.folder}/{name}"


def value(given: Any) -> Any:  # noqa: PLR0911 - a line for each kind
    """A field's value as JSON: groups as objects with every field there, null where nothing is said."""
    if given is None or type(given) is str:
        return given  # as most are: to ask of a value whether it is a group takes longer
    match given:
        case Quantity():
            return quantity(given)
        case Sum():
            return {"low": _number(given.low), "high": _number(given.high)}
        case Slug():
            return identity(given)
        case Model():
            return {one.name: value(getattr(given, one.attribute)) for one in _told(type(given))}
        case Mapping():
            return {str(key): value(inner) for key, inner in given.items()}
        case tuple():
            return [value(inner) for inner in given]
        case date():
            return given.isoformat()
        case float():
            return _number(given)
    return given


def quantity(given: Quantity) -> Json:
    """Both ends in `unit` (null at `max`, as much as can be done well) and the text that readers see."""
    ends = (None, None) if given.unit == MOST else (_number(given.low), _number(given.high))
    return {"low": ends[0], "high": ends[1], "unit": given.unit, "text": str(given)}


def _number(given: float) -> float:
    """To two places, and without a point where it is whole."""
    return int(given) if given == int(given) else round(given, 2)


def described(model: type[Model]) -> Json:
    """The schema of what `value` makes of a group."""
    shown = _told(model)
    properties = {one.name: {**_nullable(one), "description": one.description} for one in shown}
    return record(properties)


def record(properties: Json, **more: Any) -> Json:
    """The schema of an object that has all these properties; others may join them in time."""
    return {"type": "object", "properties": properties, "required": list(properties), **more}


def listing(item: Json, **more: Any) -> Json:
    """The schema of a list of `item`."""
    return {"type": "array", "items": item, **more}


def names(folder: str) -> Json:
    """The schema of an id of an entry in `folder`, or of a reference's key."""
    below = "" if folder == "references" else f"{folder}/"
    return {"type": "string", "pattern": f"^{below}{SLUG.pattern}$"}


QUANTITY: Json = record(
    {
        "low": {"type": ["number", "null"]},
        "high": {"type": ["number", "null"]},
        "unit": {"enum": list(UNITS)},
        "text": {"type": "string"},
    },
    description="An amount from `low` to `high` in `unit` (empty for a count), and as readers see it; where `unit` is"
    " `max`, as much as can be done well, both ends are null.",
)


@cache
def _told(model: type[Model]) -> tuple[Field, ...]:
    """The fields that other programs are told: poses have a form of their own, and may change."""
    return tuple(one for one in fields(model) if not isinstance(one.shape, Anything))


def _nullable(field: Field) -> Json:
    schema = _schema(field.shape)
    if field.needed or field.default is not None:
        return schema
    return {"anyOf": [schema, {"type": "null"}]}


def _schema(shape: Shape) -> Json:  # noqa: C901, PLR0911 - a line for each shape
    match shape:
        case Amount():
            return {"$ref": "#/$defs/quantity"}
        case Day():
            return {"type": "string", "format": "date"}
        case Truth():
            return {"type": "boolean"}
        case Whole():
            return {"type": "integer"}
        case Name(folder):
            return names(folder)
        case Choice(words):
            return {"enum": list(words)}
        case Many(item, least, _, _):
            return listing(_schema(item), **({"minItems": least} if least else {}))
        case Keyed(item):
            return {"type": "object", "additionalProperties": _schema(item)}
        case Group(model):
            return described(model)
        case Text(pattern):
            return {"type": "string", **({"pattern": pattern} if pattern else {})}
    return {}
