"""The field reference as Markdown: every field of every kind of entry, made from the schema."""

import re
from collections.abc import Iterator

from handbook.fields import Model
from handbook.quantities import MOST
from handbook.schema import FORMS, Reference
from handbook.settings import Settings
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

_HEAD = """\
# Fields

What may stand between the two `---` lines at the top of an entry, and in the two settings files. This page is made from
the code (`make update`); the checks, the schemas for code editors and `handbook new` are made from the same lines.

A field marked **yes** must be there. Leave out what you have nothing to say in: an empty field is a fault. A list of
one name or text may be written without brackets. Amounts take one number or a range with a plain hyphen, and every
amount of time, length or weight takes its unit: `8`, `6-8`, `30 s`, `2-3 min`, `20 m`, `2.5 kg`.
"""

_UNITS = {"": "a count", "s": "seconds", "min": "minutes", "m": "metres", "%": "percent", "kg": "kg", "lb": "lb"}


def field_reference() -> str:
    """docs/fields.md, whole."""
    kinds: list[tuple[str, str, type[Model]]] = [
        (form.name.capitalize(), f"`content/{form.folder}/name-of-the-entry.md`", form.model) for form in FORMS.values()
    ]
    kinds.append(("Reference", "Under its key in `content/references.yaml`, in the terms of CSL.", Reference))
    kinds.append(("Settings", "`content/handbook.yaml`", Settings))
    seen: set[type[Model]] = set()
    parts = [part for kind in kinds for part in _kind(*kind, seen)]
    return "\n".join([_HEAD, *parts])


def _kind(title: str, where: str, model: type[Model], seen: set[type[Model]]) -> Iterator[str]:
    yield f"## {title}\n\n{_said(model)} {where}\n\n{_table(model)}"
    for group in _groups(model):
        if group not in seen:
            seen.add(group)
            yield f"### {_title(group)}\n\n{_said(group)}\n\n{_table(group)}"


def _said(model: type[Model]) -> str:
    return " ".join((model.__doc__ or "").split())


def _title(model: type[Model]) -> str:
    """The name of a group, as its heading: `Stand in`."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).capitalize()


def _groups(model: type[Model]) -> Iterator[type[Model]]:
    """The groups inside a group, each followed by those inside it."""
    for field in fields(model):
        inner = field.shape
        while isinstance(inner, Many | Keyed):
            inner = inner.item
        if isinstance(inner, Group):
            yield inner.model
            yield from _groups(inner.model)


def _table(model: type[Model]) -> str:
    rows = "".join(_row(field) for field in fields(model))
    return f"| Field | Form | Needed | What it says |\n|---|---|---|---|\n{rows}"


def _row(field: Field) -> str:
    needed = "**yes**" if field.needed else "no"
    form = _form(field.shape).replace("|", "\\|")
    return f"| `{field.name}` | {form} | {needed} | {field.description.replace('|', chr(92) + '|')} |\n"


def _form(shape: Shape) -> str:  # noqa: C901, PLR0911 - a line for each shape
    match shape:
        case Text():
            return "text"
        case Amount(units, least, most):
            return f"{_units(units)}, {least:g} to {most:g}"
        case Day():
            return "date"
        case Truth():
            return "`true` or `false`"
        case Whole(least, most):
            return "whole number" + (f", {least:g} to {most:g}" if least is not None and most is not None else "")
        case Name(folder):
            return "key of a [reference](#reference)" if folder == "references" else f"name of {_one(folder)}"
        case Choice(words):
            return _or([f"`{word}`" for word in words])
        case Many(item, least, most, _):
            return f"list{_bounds(least, most)}: {_form(item)}"
        case Keyed(item):
            return f"group of weeks: {_form(item)}"
        case Group(model):
            return f"[{_title(model).lower()}](#{_title(model).lower().replace(' ', '-')})"
        case Anything():
            return "see [figures](figures.md)"


def _units(units: tuple[str, ...]) -> str:
    return _or([f"`{MOST}`" if unit == MOST else _UNITS[unit] for unit in units])


def _or(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _one(folder: str) -> str:
    name = FORMS[folder].name
    return "a piece of equipment" if folder == "equipment" else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _bounds(least: int, most: int | None) -> str:
    if most is not None:
        return f" of {least} to {most}"
    return f" of at least {least}" if least else ""
