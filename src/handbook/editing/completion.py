"""Schemas of front matter for code editors (JSON Schema, draft 07, which they read): completion, checks, descriptions.

What the handbook's own reader accepts, these accept, too: a number where a text is wanted, one text for a list of one.
The reader asks for more in places; `handbook check` has the last word.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from handbook.fields import SLUG, Model
from handbook.quantities import MOST
from handbook.schema import FORMS, Caution, Form, Need, Reference
from handbook.settings import Settings
from handbook.shapes import (
    ONE_OF,
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
Names = Mapping[str, Iterable[str]]

_NUMBER = r"\d+([.,]\d+)?"
_UNITS = {
    "": "(reps)?",
    "s": "(s|secs?|seconds)",
    "min": "(mins?|minutes)",
    "m": "(m|metres)",
    "kg": "kg",
    "lb": "lb",
    "%": "%",
}


def completions(names: Names) -> dict[str, bytes]:
    """A schema for each kind of entry, for references.yaml and for handbook.yaml, by file name.

    `names` are the slugs to offer for each folder, and under `references` the keys; where it says none, any will do.
    """
    schemas = {f"{form.name}.schema.json": _entry(form, names) for form in FORMS.values()}
    works = {"type": "object", "additionalProperties": _group(Reference, names), "title": "references.yaml"}
    schemas["references.schema.json"] = _headed(works)
    schemas["handbook.schema.json"] = _headed({**_group(Settings, names), "title": "handbook.yaml"})
    return {name: _written(schema) for name, schema in schemas.items()}


def _entry(form: Form, names: Names) -> Json:
    return _headed({**_group(form.model, names), "title": f"Front matter: {form.name}"})


def _headed(schema: Json) -> Json:
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}


def _written(schema: Json) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _group(model: type[Model], names: Names) -> Json:
    found = fields(model)
    schema: Json = {
        "type": "object",
        "properties": {one.name: _field(one, names) for one in found},
        "required": [one.name for one in found if one.needed],
        "additionalProperties": False,
    }
    choices = [{"oneOf": [{"required": [name]} for name in some]} for some in ONE_OF.get(model, ())]
    return {**schema, **({"allOf": choices} if choices else {})}


def _field(field: Field, names: Names) -> Json:
    return {**_schema(field.shape, names), "description": field.description}


def _schema(shape: Shape, names: Names) -> Json:  # noqa: C901, PLR0911 - a line for each shape
    match shape:
        case Text(pattern):
            return {"type": ["string", "number", "boolean"], **({"pattern": pattern} if pattern else {"minLength": 1})}
        case Amount():
            return _amount(shape)
        case Day():
            return {"type": "string", "format": "date"}
        case Truth():
            return {"type": "boolean"}
        case Whole(least, most):
            bounds = {"minimum": least, "maximum": most}
            return {"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}}
        case Name(folder):
            known = sorted(names.get(folder, ()))
            return {"enum": known} if known else {"type": "string", "pattern": f"^{SLUG.pattern}$"}
        case Choice(words):
            return {"enum": list(words)}
        case Many():
            return _many(shape, names)
        case Keyed(item):
            return {"type": "object", "additionalProperties": _schema(item, names)}
        case Group(model):
            return _short(model, names)
        case Anything():
            return {}


def _amount(amount: Amount) -> Json:
    """A text with its unit; a bare number where a count will do."""
    units = "|".join(_UNITS[unit] for unit in amount.units if unit != MOST)
    forms = [rf"{_NUMBER}(\s*[-\u2013]\s*{_NUMBER})?\s*({units})"]
    forms += [r"\d{1,2}:[0-5]\d"] if "s" in amount.units else []
    forms += [MOST] if MOST in amount.units else []
    text: Json = {"type": "string", "pattern": f"^\\s*({'|'.join(forms)})\\s*$"}
    if "" not in amount.units:
        return text
    return {**text, "type": ["string", "number"], "minimum": amount.least, "maximum": amount.most}


def _many(many: Many, names: Names) -> Json:
    bounds = {"minItems": many.least or None, "maxItems": many.most}
    items = _schema(many.item, names)
    listed = {"type": "array", "items": items, **{name: bound for name, bound in bounds.items() if bound is not None}}
    return {"anyOf": [listed, items]} if many.lone else listed


def _short(model: type[Model], names: Names) -> Json:
    """A group, or the short way to write it where there is one."""
    whole = _group(model, names)
    if model is Caution:
        advice: Json = {"type": ["string", "number"]}
        short = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": advice}
        return {"anyOf": [short, whole]}
    if model is Need:
        piece = _schema(Name("equipment"), names)
        choices = {"anyOf": [piece, {"type": "array", "items": piece, "minItems": 1}]}
        wanted = {
            "type": "object",
            "properties": {"optional": choices},
            "required": ["optional"],
            "additionalProperties": False,
        }
        return {"anyOf": [{"enum": ["none"]}, piece, wanted, whole]}
    return whole
